// The fibre that stands: a backbone along the main roads from the capital's gateway to the larger
// towns, and a cable through the sea to the second island.
import { type Ground, neighborSteps } from '#example/ground.ts'
import { roadAt } from '#example/roadLines.ts'
import type { RoadGrid } from '#example/roads.ts'
import { travelFrom } from '#example/travel.ts'

/** A point of the network. */
export interface FibreNode {
  readonly cell: number
  readonly role: 'node' | 'gateway' | 'landing' | 'exchange'
  /** The settlement it stands in; -1 at a splice. */
  readonly settlement: number
  readonly status: 'operational' | 'construction'
}

/** A piece of it between two nodes. */
export interface FibreRoute {
  readonly cells: readonly number[]
  readonly status: 'operational' | 'construction'
  readonly isSubmarine: boolean
}

/** The network. */
export interface FibrePlan {
  readonly nodes: readonly FibreNode[]
  readonly routes: readonly FibreRoute[]
}

/**
 * Lays the backbone.
 *
 * @param options `places`: cells of settlements, the largest first; the first is the capital. `towns`:
 *   how many of them may get fibre.
 */
export function layFibre(
  ground: Ground,
  roads: RoadGrid,
  { places, towns }: { readonly places: Int32Array; readonly towns: number },
): FibrePlan {
  const capital = places[0]
  const home = ground.island[capital]
  const onLand = crossingForCable(ground, 0)
  const travel = travelFrom(ground, onLand, [capital], mainRoads(ground, roads))
  const reached = [...places.subarray(0, towns)].filter(
    (cell) => ground.island[cell] === home && travel.cost[cell] < Number.POSITIVE_INFINITY,
  )
  // The cell before each cell of the tree, and the settlement (or -1) at each of its nodes.
  const parts = new Map<number, number>()
  const nodeCells = new Map<number, number>()
  reached.forEach((cell) => {
    nodeCells.set(cell, places.indexOf(cell))
    for (let at = cell; travel.before[at] !== -1; at = travel.before[at]) {
      if (parts.has(at)) {
        // Two ways meet: a splice, unless it is a town already.
        if (!nodeCells.has(at)) nodeCells.set(at, -1)
        break
      }
      parts.set(at, travel.before[at])
    }
  })
  if (!nodeCells.has(capital)) nodeCells.set(capital, 0)
  const nodes: FibreNode[] = []
  const routes: FibreRoute[] = []
  // The last town of the list waits for its cable.
  const waiting = reached.length > 4 ? reached[reached.length - 1] : -1
  for (const [cell, settlement] of nodeCells) {
    const status = cell === waiting ? 'construction' : 'operational'
    const role = cell === capital ? 'gateway' : settlement === 1 ? 'exchange' : 'node'
    nodes.push({ cell, role, settlement, status })
    if (cell === capital) continue
    const cells = [cell]
    do cells.push(parts.get(cells[cells.length - 1]) as number)
    while (!nodeCells.has(cells[cells.length - 1]))
    routes.push({ cells, status, isSubmarine: false })
  }
  crossSea(ground, roads, places, [...nodeCells.keys()], nodes, routes)
  return { nodes, routes }
}

/** Steps cost 1 on primary and secondary roads; others are closed. */
function mainRoads(ground: Ground, roads: RoadGrid): (cell: number, k: number) => number {
  const around = neighborSteps(ground.width)
  return (cell, k) => {
    const kind = roadAt(roads, around, cell, k)
    return kind === 1 || kind === 2 ? 1 : Number.POSITIVE_INFINITY
  }
}

/** Steps cost 1 along any road and at sea, and much more over open land. */
function roadsAndSea(ground: Ground, roads: RoadGrid): (cell: number, k: number) => number {
  const around = neighborSteps(ground.width)
  return (cell, k) => {
    if (ground.island[cell] === 0 && ground.island[cell + around[k]] === 0) return 1
    return roadAt(roads, around, cell, k) === 0 ? 30 : 1
  }
}

/** What a cell costs a cable: 1 on land, and at sea what is asked; 0 is closed, as the frame's edge is. */
function crossingForCable({ width, height, island }: Ground, sea: number): Float32Array {
  const crossing = new Float32Array(island.length)
  for (let cell = 0; cell < island.length; cell++) {
    const x = cell % width
    const y = Math.floor(cell / width)
    if (x === 0 || y === 0 || x === width - 1 || y === height - 1) continue
    crossing[cell] = island[cell] === 0 ? sea : 1
  }
  return crossing
}

/** A submarine cable from the backbone to the largest place of the second island, if it is large. */
function crossSea(
  ground: Ground,
  roads: RoadGrid,
  places: Int32Array,
  backbone: readonly number[],
  nodes: FibreNode[],
  routes: FibreRoute[],
): void {
  const { island, islandCells } = ground
  const second = island[places[0]] === 1 ? 2 : 1
  if ((islandCells[second] ?? 0) < 0.08 * islandCells[1]) return
  const goal = places.findIndex((cell) => island[cell] === second)
  if (goal === -1) return
  const crossing = crossingForCable(ground, 0.9)
  const along = roadsAndSea(ground, roads)
  const { before } = travelFrom(ground, crossing, backbone, along, places[goal])
  const cells = [places[goal]]
  while (before[cells[cells.length - 1]] !== -1) cells.push(before[cells[cells.length - 1]])
  const firstSea = cells.findIndex((cell) => island[cell] === 0)
  const lastSea = cells.findLastIndex((cell) => island[cell] === 0)
  const status = 'operational'
  const landing = (cell: number): void => {
    if (!nodes.some((node) => node.cell === cell))
      nodes.push({ cell, role: 'landing', settlement: -1, status })
  }
  nodes.push({ cell: places[goal], role: 'node', settlement: goal, status })
  landing(cells[firstSea - 1])
  landing(cells[lastSea + 1])
  const add = (from: number, to: number, isSubmarine: boolean): void => {
    if (to === from) return
    const piece = cells.slice(from, to + 1)
    routes.push({ cells: isSubmarine ? pulledTaut(ground, piece) : piece, status, isSubmarine })
  }
  add(0, firstSea - 1, false)
  add(firstSea - 1, lastSea + 1, true)
  add(lastSea + 1, cells.length - 1, false)
}

/** The bends of a way over water that are left when it is pulled taut around the land. */
function pulledTaut(ground: Ground, cells: readonly number[]): number[] {
  const bends = [cells[0]]
  for (let at = 0; at < cells.length - 1; ) {
    let next = cells.length - 1
    while (next > at + 1 && !isOpenWater(ground, cells[at], cells[next])) next--
    bends.push(cells[next])
    at = next
  }
  return bends
}

/** Whether the straight line between two cells leaves the land at once and meets it only at its end. */
function isOpenWater(ground: Ground, from: number, to: number): boolean {
  const { width, island } = ground
  const x = from % width
  const y = Math.floor(from / width)
  const dx = (to % width) - x
  const dy = Math.floor(to / width) - y
  const steps = 2 * Math.max(Math.abs(dx), Math.abs(dy))
  for (let i = 3; i < steps - 2; i++) {
    const cell = Math.round(y + (dy * i) / steps) * width + Math.round(x + (dx * i) / steps)
    if (island[cell] !== 0) return false
  }
  return true
}
