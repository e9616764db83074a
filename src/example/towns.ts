// Towns: at river mouths and on good land, each far from the larger ones.
import { exp, ln } from '#base/math.ts'
import type { Random } from '#base/random.ts'
import { type Ground, neighborSteps } from '#example/ground.ts'
import type { Land } from '#example/land.ts'
import type { Flow } from '#example/water.ts'

/** How many towns, and where they may stand. */
export interface TownOptions {
  /** 1 for cells that may be settled. */
  readonly inner: Uint8Array
  readonly count: number
  readonly random: Random
}

/** Cells of the towns, the capital first: worthy places, each far from the larger ones. */
export function placeTowns(
  { ground, flow }: Land,
  worth: Float32Array,
  { inner, count, random }: TownOptions,
): number[] {
  const { width, island, islandCells } = ground
  const landCells = islandCells.slice(1).reduce((total, cells) => total + cells, 0)
  const mouthWorth = riverMouths(ground, flow)
  const candidates: number[] = []
  // An island with half a percent of the land has a town.
  const owed = new Set<number>()
  islandCells.forEach((cells, label) => {
    if (label > 0 && cells >= 0.005 * landCells) owed.add(label)
  })
  const draws = weightedOrder(worth, inner, random)
  const forIsland = new Map<number, number>()
  for (const cell of draws) {
    const label = island[cell]
    const found = forIsland.get(label) ?? 0
    if (candidates.length >= 40 * count && !(owed.has(label) && found < 12)) continue
    candidates.push(cell)
    forIsland.set(label, found + 1)
  }
  for (const cell of mouthWorth.keys()) if (inner[cell] !== 0) candidates.push(cell)
  const gap = new Float64Array(candidates.length).fill(Number.POSITIVE_INFINITY)
  const towns: number[] = []
  while (towns.length < count) {
    const reach = 0.42 * Math.sqrt(landCells / (towns.length + 1))
    const pressing = count - towns.length <= owed.size
    let best = -1
    let bestScore = 0
    for (let i = 0; i < candidates.length; i++) {
      const cell = candidates[i]
      if (towns.length === 0 && island[cell] !== 1) continue
      if (pressing && !owed.has(island[cell])) continue
      const apart = gap[i] / reach
      const score =
        (worth[cell] + 0.02) * (1 + (mouthWorth.get(cell) ?? 0)) * (1 - exp(-apart * apart))
      if (score > bestScore) {
        bestScore = score
        best = i
      }
    }
    if (best === -1) break
    const town = candidates[best]
    towns.push(town)
    owed.delete(island[town])
    for (let i = 0; i < candidates.length; i++) {
      const dx = (candidates[i] % width) - (town % width)
      const dy = Math.floor(candidates[i] / width) - Math.floor(town / width)
      const distance = Math.sqrt(dx * dx + dy * dy)
      if (distance < gap[i]) gap[i] = distance
    }
  }
  return towns
}

/** Cells beside the mouths of rivers, with what the river adds to them. */
function riverMouths(ground: Ground, flow: Flow): Map<number, number> {
  const { island, width } = ground
  const around = neighborSteps(width)
  let most = 1
  for (const cell of flow.order) {
    if (island[flow.receiver[cell]] === 0 && flow.upstreamCells[cell] > most)
      most = flow.upstreamCells[cell]
  }
  const result = new Map<number, number>()
  for (const cell of flow.order) {
    if (island[flow.receiver[cell]] !== 0) continue
    const share = flow.upstreamCells[cell] / most
    if (share < 0.02) continue
    for (const first of around) {
      for (const second of around) {
        const near = cell + first + second
        if (island[near] === 0) continue
        const bonus = 2.5 * Math.sqrt(share)
        if (bonus > (result.get(near) ?? 0)) result.set(near, bonus)
      }
    }
  }
  return result
}

/**
 * Cells in random order, worthier ones sooner (Efraimidis & Spirakis 2006): by `-ln(u) / worth`.
 *
 * The logarithm of that key, in steps of 1e-5 or so, and the cell make one whole number below 2^53,
 * which sorts without a comparator.
 */
export function weightedOrder(worth: Float32Array, inner: Uint8Array, random: Random): Int32Array {
  const keys = new Float64Array(inner.length)
  let count = 0
  for (let cell = 0; cell < inner.length; cell++) {
    if (inner[cell] === 0) continue
    const key = ln(-ln(1 - random.share()) / (worth[cell] + 1e-9) + 1e-18)
    keys[count++] = Math.floor((key + 50) * 1e5) * keySpan + cell
  }
  const sorted = keys.subarray(0, count).sort()
  return Int32Array.from(sorted, (key) => key % keySpan)
}

/** More than the cells of any frame. */
const keySpan = 1 << 26
