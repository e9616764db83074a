// Roads, from the large to the small: places of each rank are joined by the relative neighborhood
// graph (Toussaint 1980) of their travel costs, over roads that stand already where these are cheaper,
// so that corridors merge; hamlets hang on by tracks along the cheapest way.
import { type Frame, neighborSteps } from '#example/ground.ts'
import type { Land } from '#example/land.ts'
import { hashShare } from '#example/noise.ts'
import { type Travel, travelFrom } from '#example/travel.ts'

/** Classes of road, as OpenStreetMap calls them, the highest first. */
export const roadKinds = ['primary', 'secondary', 'tertiary', 'track'] as const

/** The road network on the grid. */
export interface RoadGrid {
  /**
   * For each cell the four steps to the east, southeast, south and southwest (4 × cell + step): 0
   * without a road, else 1 + its class in `roadKinds`.
   */
  readonly kindForStep: Uint8Array
  /** 1 for each cell that a road touches. */
  readonly touched: Uint8Array
}

/** How much of a step's cost is left on a road. */
const roadShare = 0.28

/** Of the hamlets that are dearest to reach, this share of all, every third has no road. */
const remoteShare = 0.1

/**
 * Builds the network.
 *
 * @param places Cells of settlements, the largest first.
 * @param towns How many of them are joined by primary roads.
 */
export function buildRoads(land: Land, places: Int32Array, towns: number): RoadGrid {
  const { ground: frame, crossing } = land
  const { island } = land.ground
  const roads: RoadGrid = {
    kindForStep: new Uint8Array(crossing.length * 4),
    touched: new Uint8Array(crossing.length),
  }
  const along = roadFactor(frame, roads)
  const seconds = Math.max(towns, Math.ceil(places.length / 22))
  const thirds = Math.max(seconds, Math.ceil(places.length / 5))
  // The largest place of each island belongs to the first three ranks, wherever it stands.
  const leads: number[] = []
  const led = new Set<number>()
  places.forEach((cell, i) => {
    if (led.has(island[cell])) return
    led.add(island[cell])
    if (i >= towns) leads.push(cell)
  })
  const joined = new Set<number>()
  const join = (kind: number, cells: readonly number[]): void => {
    const travel = travelFrom(frame, crossing, cells, along)
    for (const { a, b } of neighborhood(frame, crossing, travel, along)) {
      mark(frame, roads, travel, a, b, kind)
    }
    for (const cell of cells) joined.add(cell)
  }
  join(1, [...places.subarray(0, Math.ceil(towns * 0.6))])
  join(2, [...new Set([...places.subarray(0, seconds), ...leads])])
  join(3, [...new Set([...places.subarray(0, thirds), ...leads])])
  // Every other place walks to the nearest road.
  const starts: number[] = [...joined]
  for (let cell = 0; cell < roads.touched.length; cell++) {
    if (roads.touched[cell] !== 0) starts.push(cell)
  }
  const travel = travelFrom(frame, crossing, starts, along)
  const rest = [...places].filter((cell) => !joined.has(cell))
  const byCost = [...rest].sort((a, b) => travel.cost[b] - travel.cost[a] || a - b)
  const remote = byCost.slice(0, Math.floor(remoteShare * byCost.length))
  const roadless = new Set(remote.filter((cell) => hashShare(cell, 4, 13) < 1 / 3))
  for (const cell of rest) {
    if (!roadless.has(cell)) walkBack(frame, roads, travel, cell, 4)
  }
  return roads
}

/** What is left of a step's cost: less on a road, endless across one (diagonals never cross). */
function roadFactor(frame: Frame, roads: RoadGrid): (cell: number, k: number) => number {
  const around = neighborSteps(frame.width)
  const { kindForStep } = roads
  return (cell, k) => {
    const kind = k < 4 ? kindForStep[4 * cell + k] : kindForStep[4 * (cell + around[k]) + k - 4]
    if (kind !== 0) return roadShare
    return (k & 1) === 1 && crosses(frame, kindForStep, cell, k) ? 1e6 : 1
  }
}

/** Whether a diagonal step would cross a road on the other diagonal. */
function crosses(frame: Frame, kindForStep: Uint8Array, cell: number, k: number): boolean {
  const { width } = frame
  if (k === 1) return kindForStep[4 * (cell + 1) + 3] !== 0
  if (k === 3) return kindForStep[4 * (cell - 1) + 1] !== 0
  if (k === 5) return kindForStep[4 * (cell - width) + 3] !== 0
  return kindForStep[4 * (cell - width) + 1] !== 0
}

interface Meeting {
  /** Cells on either side of the line where two places' regions meet, on the cheapest way. */
  readonly a: number
  readonly b: number
  readonly cost: number
}

/** The cheapest ways between places whose regions touch, without those that two shorter ones replace. */
function neighborhood(
  frame: Frame,
  crossing: Float32Array,
  travel: Travel,
  along: (cell: number, k: number) => number,
): Meeting[] {
  const around = neighborSteps(frame.width)
  const meetings = new Map<number, Meeting>()
  const { cost, nearest } = travel
  let count = 0
  for (const place of nearest) if (place >= count) count = place + 1
  for (let a = 0; a < crossing.length; a++) {
    if (nearest[a] === -1) continue
    for (let k = 0; k < 4; k++) {
      const b = a + around[k]
      if (nearest[b] === -1 || nearest[b] === nearest[a]) continue
      const step = 0.5 * (crossing[a] + crossing[b]) * ((k & 1) === 1 ? Math.SQRT2 : 1)
      const total = cost[a] + cost[b] + step * along(a, k)
      const key =
        nearest[a] < nearest[b] ? nearest[a] * count + nearest[b] : nearest[b] * count + nearest[a]
      const known = meetings.get(key)
      if (known === undefined || total < known.cost) meetings.set(key, { a, b, cost: total })
    }
  }
  const beside: Map<number, number>[] = Array.from({ length: count }, () => new Map())
  for (const { a, b, cost: total } of meetings.values()) {
    beside[nearest[a]].set(nearest[b], total)
    beside[nearest[b]].set(nearest[a], total)
  }
  const kept: Meeting[] = []
  for (const meeting of meetings.values()) {
    const one = beside[nearest[meeting.a]]
    const other = beside[nearest[meeting.b]]
    let replaced = false
    for (const [third, first] of one) {
      const second = other.get(third)
      if (second !== undefined && first < meeting.cost && second < meeting.cost) {
        replaced = true
        break
      }
    }
    if (!replaced) kept.push(meeting)
  }
  return kept.sort((p, q) => p.cost - q.cost || p.a - q.a || p.b - q.b)
}

/** Builds the road through a meeting: from both of its cells back to their places. */
function mark(
  frame: Frame,
  roads: RoadGrid,
  travel: Travel,
  a: number,
  b: number,
  kind: number,
): void {
  markStep(frame, roads, a, b, kind)
  walkBack(frame, roads, travel, a, kind)
  walkBack(frame, roads, travel, b, kind)
}

function walkBack(frame: Frame, roads: RoadGrid, travel: Travel, from: number, kind: number): void {
  for (let cell = from; travel.before[cell] !== -1; cell = travel.before[cell]) {
    markStep(frame, roads, cell, travel.before[cell], kind)
  }
}

/** Builds one step; a road of a higher class keeps it. Around a crossing diagonal it goes by the corner. */
function markStep(frame: Frame, roads: RoadGrid, a: number, b: number, kind: number): void {
  const { kindForStep, touched } = roads
  const k = neighborSteps(frame.width).indexOf(b - a)
  const at = k < 4 ? 4 * a + k : 4 * b + k - 4
  if (kindForStep[at] === 0 && (k & 1) === 1 && crosses(frame, kindForStep, a, k)) {
    const corner = a + neighborSteps(frame.width)[k - 1]
    markStep(frame, roads, a, corner, kind)
    markStep(frame, roads, corner, b, kind)
    return
  }
  touched[a] = 1
  touched[b] = 1
  if (kindForStep[at] === 0 || kindForStep[at] > kind) kindForStep[at] = kind
}
