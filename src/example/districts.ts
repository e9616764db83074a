// Districts: each the land that is nearest by travel to its main town, so that borders follow ridges
// and rivers; small islands far out make districts of their own.
import { type Ground, neighborSteps, stepsFrom } from '#example/ground.ts'
import type { Land } from '#example/land.ts'
import { travelFrom } from '#example/travel.ts'

/** Districts by number from 1. */
export interface Districts {
  readonly count: number
  /** The district of each cell; 0 at sea. */
  readonly district: Int32Array
  /** The cell of each district's main town, by number; entry 0 is unused. */
  readonly seats: readonly number[]
  /** Districts made of outer islands, by number. */
  readonly outer: ReadonlySet<number>
}

/** An island with at least this share of the largest one's land may hold whole districts. */
const largeShare = 0.1

/** How far from a large island, in shares of the frame's height, a small one stands on its own. */
const outerShare = 0.035

/**
 * Divides the land.
 *
 * @param towns Cells of towns, the capital first.
 * @param wanted How many districts, at least 3.
 */
export function makeDistricts(
  { ground, crossing }: Land,
  towns: readonly number[],
  wanted: number,
): Districts {
  const { width, height, island, islandCells } = ground
  const isLarge = islandCells.map((cells, i) => i > 0 && cells >= largeShare * islandCells[1])
  const groups = outerGroups(ground, isLarge)
  const seats = chooseSeats(ground, towns, isLarge, wanted - groups.length)
  const { nearest } = travelFrom(ground, crossing, seats)
  const district = new Int32Array(island.length)
  for (let i = 0; i < island.length; i++) district[i] = nearest[i] + 1
  const outer = new Set<number>()
  groups.forEach((islands) => {
    seats.push(
      towns.find((town) => islands.has(island[town])) ?? island.findIndex((l) => islands.has(l)),
    )
    outer.add(seats.length)
    for (let i = 0; i < island.length; i++) if (islands.has(island[i])) district[i] = seats.length
  })
  joinIslets(width, height, island, district)
  unknot(ground, district)
  return { count: seats.length, district, seats: [-1, ...seats], outer }
}

/** Small islands that lie apart, in one or two groups: those of the north and those of the south. */
function outerGroups(ground: Ground, isLarge: readonly boolean[]): ReadonlySet<number>[] {
  const { width, height, island, islandCells } = ground
  const shore: number[] = []
  const open = new Uint8Array(island.length)
  for (let i = 0; i < island.length; i++) {
    const x = i % width
    open[i] = x > 0 && x < width - 1 && i >= width && i < island.length - width ? 1 : 0
    if (isLarge[island[i]]) shore.push(i)
  }
  const steps = stepsFrom(shore, open, width)
  const nearestSteps = new Map<number, number>()
  const rows = new Map<number, number>()
  for (let i = 0; i < island.length; i++) {
    const label = island[i]
    if (label === 0 || isLarge[label]) continue
    const known = nearestSteps.get(label)
    if (known === undefined || steps[i] < known) nearestSteps.set(label, steps[i])
    rows.set(label, (rows.get(label) ?? 0) + Math.floor(i / width))
  }
  const north = new Set<number>()
  const south = new Set<number>()
  for (const [label, distance] of nearestSteps) {
    if (distance < outerShare * height) continue
    const row = (rows.get(label) as number) / islandCells[label]
    ;(row < height / 2 ? north : south).add(label)
  }
  const land = (labels: ReadonlySet<number>): number =>
    [...labels].reduce((total, label) => total + islandCells[label], 0)
  const least = 0.012 * land(new Set(islandCells.keys()).difference(new Set([0])))
  if (land(north) >= least && land(south) >= least) return [north, south]
  const all = north.union(south)
  return land(all) >= least ? [all] : []
}

/** Towns far from each other and large: the capital, then always the one that adds most. */
function chooseSeats(
  ground: Ground,
  towns: readonly number[],
  isLarge: readonly boolean[],
  count: number,
): number[] {
  const { width, island } = ground
  const candidates = towns.filter((town) => isLarge[island[town]])
  const seats = [candidates[0]]
  while (seats.length < Math.min(count, candidates.length)) {
    let best = -1
    let bestScore = -1
    candidates.forEach((town, rank) => {
      let gap = Number.POSITIVE_INFINITY
      for (const seat of seats) {
        const dx = (town % width) - (seat % width)
        const dy = Math.floor(town / width) - Math.floor(seat / width)
        gap = Math.min(gap, Math.sqrt(dx * dx + dy * dy))
      }
      const score = gap / (1 + (0.6 * rank) / candidates.length)
      if (gap > 0 && score > bestScore) {
        bestScore = score
        best = town
      }
    })
    if (best === -1) break
    seats.push(best)
  }
  return seats
}

/** Gives land without a district the one that is nearest across the water. */
function joinIslets(width: number, height: number, island: Int32Array, district: Int32Array): void {
  const around = neighborSteps(width)
  const reached = district.slice()
  const queue = new Int32Array(reached.length)
  let last = 0
  for (let i = 0; i < reached.length; i++) if (reached[i] > 0) queue[last++] = i
  for (let first = 0; first < last; first++) {
    const cell = queue[first]
    const x = cell % width
    const y = Math.floor(cell / width)
    if (x === 0 || y === 0 || x === width - 1 || y === height - 1) continue
    for (const step of around) {
      if (reached[cell + step] > 0) continue
      reached[cell + step] = reached[cell]
      queue[last++] = cell + step
    }
  }
  // A whole islet goes where its first cell goes.
  const chosen = new Map<number, number>()
  for (let first = 0; first < last; first++) {
    const cell = queue[first]
    if (island[cell] === 0 || district[cell] > 0) continue
    const known = chosen.get(island[cell])
    if (known === undefined) chosen.set(island[cell], reached[cell])
    district[cell] = known ?? reached[cell]
  }
}

/**
 * Leaves no square of four cells where one district's two cells touch by a corner only. A cell only
 * ever changes to a smaller number, so this ends.
 */
function unknot(ground: Ground, district: Int32Array): void {
  const { width } = ground
  const settle = (a: number, d: number, b: number, c: number): boolean => {
    // Cells a and d on one diagonal with one label; b and c on the other with others.
    const label = district[a]
    if (label === 0 || label !== district[d] || district[b] === label || district[c] === label)
      return false
    const larger = district[b] > district[c] ? b : c
    if (district[larger] > label) district[larger] = label
    else district[a] = district[larger]
    return true
  }
  for (let changed = true; changed; ) {
    changed = false
    for (let i = width; i < district.length - width - 1; i++) {
      if (settle(i, i + width + 1, i + 1, i + width)) changed = true
      if (settle(i + 1, i + width, i, i + width + 1)) changed = true
    }
  }
}
