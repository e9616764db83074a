// What it costs to cross the land on foot or by road, and the cheapest ways from many places at once
// (Dijkstra 1959 with several sources): the base of districts, roads and tracks.
import { newHeap } from '#example/_heap.ts'
import { type Frame, type Ground, neighborSteps, stepLengths } from '#example/ground.ts'
import { fractalNoise } from '#example/noise.ts'
import type { Flow } from '#example/water.ts'

/** Rise over run at each land cell, the steepest of eight directions. */
export function slopes(ground: Ground): Float32Array {
  const { width, island, elevation, cellKm } = ground
  const around = neighborSteps(width)
  const result = new Float32Array(island.length)
  for (let cell = 0; cell < island.length; cell++) {
    if (island[cell] === 0) continue
    let steepest = 0
    for (let k = 0; k < 8; k++) {
      const next = cell + around[k]
      const slope = Math.abs(elevation[cell] - elevation[next]) / (stepLengths[k] * cellKm * 1000)
      if (slope > steepest) steepest = slope
    }
    result[cell] = steepest
  }
  return result
}

/**
 * What one step through each land cell costs, 1 on level ground; 0 at sea, which is not walked.
 *
 * @param water Where it runs; a cell with so many cells above it needs a bridge.
 */
export function crossingCost(
  land: Ground,
  slope: Float32Array,
  { flow, riverCells }: { readonly flow: Flow; readonly riverCells: number },
): Float32Array {
  const { island, width } = land
  const cost = new Float32Array(island.length)
  for (let cell = 0; cell < island.length; cell++) {
    if (island[cell] === 0) continue
    const steep = slope[cell] / 0.07
    const climb = steep * steep
    const river = flow.upstreamCells[cell] >= riverCells ? 5 : 0
    // Fields, groves and marshes that no map of ours shows: roads wind around them.
    const ground = 1 + 0.7 * fractalNoise((cell % width) / 7, Math.floor(cell / width) / 7, 3, 2)
    cost[cell] = (ground > 0.3 ? ground : 0.3) + (climb > 30 ? 30 : climb) + river
  }
  return cost
}

/** The cheapest ways from the nearest of many places. */
export interface Travel {
  /** Cost to the nearest place; Infinity where none is reached. */
  readonly cost: Float64Array
  /** The cell before this one on its way from the place; -1 at a place. */
  readonly before: Int32Array
  /** Index of the nearest place; -1 where none is reached. */
  readonly nearest: Int32Array
}

/**
 * Travels from all places at once over cells that have a cost.
 *
 * @param along A factor for the step from a cell in direction k (of eight): roads make it small;
 *   Infinity closes it.
 * @param goal Where to stop: what is farther than this cell is then not reached.
 */
export function travelFrom(
  frame: Frame,
  crossing: Float32Array,
  places: ArrayLike<number>,
  along?: (cell: number, k: number) => number,
  goal = -1,
): Travel {
  const around = neighborSteps(frame.width)
  const cost = new Float64Array(crossing.length).fill(Number.POSITIVE_INFINITY)
  const before = new Int32Array(crossing.length).fill(-1)
  const nearest = new Int32Array(crossing.length).fill(-1)
  const heap = newHeap(1 << 14)
  for (let i = 0; i < places.length; i++) {
    if (cost[places[i]] === 0) continue
    cost[places[i]] = 0
    nearest[places[i]] = i
    heap.push(0, places[i])
  }
  while (heap.size() > 0) {
    const cell = heap.pop()
    const here = heap.poppedKey()
    if (here > cost[cell]) continue
    if (cell === goal) break
    for (let k = 0; k < 8; k++) {
      const next = cell + around[k]
      if (crossing[next] === 0) continue
      let step = 0.5 * (crossing[cell] + crossing[next]) * stepLengths[k]
      if (along !== undefined) step *= along(cell, k)
      const there = here + step
      if (there >= cost[next]) continue
      cost[next] = there
      before[next] = cell
      nearest[next] = nearest[cell]
      heap.push(there, next)
    }
  }
  return { cost, before, nearest }
}
