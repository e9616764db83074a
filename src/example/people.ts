// Where people live: towns at river mouths and on plains, villages around them, and sizes by the
// rank-size law (Zipf 1949): the r-th place has one r-th of the largest's people.
import { exp, ln } from '#base/math.ts'
import type { Random } from '#base/random.ts'
import { newHeap } from '#example/_heap.ts'
import { type Ground, neighborSteps, stepLengths, stepsFrom } from '#example/ground.ts'
import type { Land } from '#example/land.ts'
import { fractalNoise, hashShare } from '#example/noise.ts'
import { weightedOrder } from '#example/towns.ts'

/** Settlements, the largest first. */
export interface Settlements {
  readonly cell: Int32Array
  readonly population: Int32Array
}

/** People per cell of the grid, and whose they are. */
export interface Peopled {
  readonly people: Int32Array
  /** The settlement that a cell's people belong to; -1 where nobody lives. */
  readonly settlement: Int32Array
}

/** How well people can live in each land cell: level, low, near water, and by chance. */
export function livability(land: Land, seed: number): Float32Array {
  const { ground, flow, riverCells, slope } = land
  const { width, height, island, cellKm } = ground
  const around = neighborSteps(width)
  const coast: number[] = []
  const rivers: number[] = []
  for (let cell = 0; cell < island.length; cell++) {
    if (island[cell] === 0) continue
    if (around.some((step) => island[cell + step] === 0)) coast.push(cell)
    if (flow.upstreamCells[cell] >= riverCells) rivers.push(cell)
  }
  const toCoast = stepsFrom(coast, island, width)
  const toRiver = stepsFrom(rivers, island, width)
  // Distances shrink with small countries, so that these have a hinterland too.
  const reachKm = 0.02 * height * cellKm
  const worth = new Float32Array(island.length)
  for (let cell = 0; cell < island.length; cell++) {
    if (island[cell] === 0) continue
    const x = (cell % width) / height
    const y = Math.floor(cell / width) / height
    const sea = exp((-toCoast[cell] * cellKm) / reachKm)
    const river = toRiver[cell] < 0 ? 0 : exp((-toRiver[cell] * cellKm) / (0.5 * reachKm))
    const chance = 0.6 + fractalNoise(x * 16, y * 16, seed + 808, 4)
    worth[cell] =
      exp(-slope[cell] / 0.09) *
      exp(-ground.elevation[cell] / 500) *
      (0.5 + 0.9 * sea + 1.1 * river) *
      (chance > 0.04 ? chance * chance : 0.0016)
  }
  return worth
}

/** Land cells whose eight neighbors are land of the same label: nothing on them can lie outside. */
export function innerCells(width: number, label: Int32Array): Uint8Array {
  const around = neighborSteps(width)
  const inner = new Uint8Array(label.length)
  for (let cell = 0; cell < label.length; cell++) {
    if (label[cell] === 0) continue
    inner[cell] = around.every((step) => label[cell + step] === label[cell]) ? 1 : 0
  }
  return inner
}

/** How many settle, and where they may. */
export interface SettlementOptions {
  /** 1 for cells that may be settled. */
  readonly inner: Uint8Array
  /** Cells of the largest places, in their order. */
  readonly towns: readonly number[]
  readonly count: number
  /** Residents of all together. */
  readonly population: number
  readonly random: Random
}

/** All settlements: the towns, then villages by chance and worth, sized by the rank-size law. */
export function placeSettlements(
  ground: Ground,
  worth: Float32Array,
  { inner, towns, count, population, random }: SettlementOptions,
): Settlements {
  const { width, height } = ground
  const around = neighborSteps(width)
  const taken = new Uint8Array(inner.length)
  const cells: number[] = []
  const take = (cell: number): void => {
    cells.push(cell)
    taken[cell] = 1
    for (const step of around) if (taken[cell + step] === 0) taken[cell + step] = 2
  }
  for (const town of towns.slice(0, count)) take(town)
  const toTown = stepsFrom(towns, ground.island, width)
  const pull = worth.slice()
  for (let cell = 0; cell < pull.length; cell++) {
    if (inner[cell] === 0) continue
    const steps = toTown[cell] < 0 ? height : toTown[cell]
    pull[cell] *= 0.4 + exp(-steps / (0.05 * height))
  }
  const order = weightedOrder(pull, inner, random)
  // First at a distance from every other; where the land is too full for that, beside others.
  for (const nearness of [0, 2]) {
    for (const cell of order) {
      if (cells.length >= count) break
      if (taken[cell] > nearness || taken[cell] === 1) continue
      take(cell)
    }
  }
  if (cells.length < count)
    throw new RangeError(`Cannot place ${count} settlements: the land has room for ${cells.length}`)
  const villages = cells.slice(towns.length)
  const luck = new Map(villages.map((cell) => [cell, pull[cell] * exp(0.9 * random.normal())]))
  villages.sort((a, b) => (luck.get(b) as number) - (luck.get(a) as number) || a - b)
  return {
    cell: Int32Array.from([...cells.slice(0, towns.length), ...villages]),
    population: rankSizes(count, population, random),
  }
}

/** Whole numbers near `largest / rank`, falling, that add up to the total. */
function rankSizes(count: number, total: number, random: Random): Int32Array {
  const raw = Float64Array.from({ length: count }, (_, i) => exp(0.06 * random.normal()) / (i + 1))
  raw.sort().reverse()
  return shares(raw, total)
}

/** Whole numbers in proportion to weights that add up to the total (largest remainders). */
export function shares(weights: Float64Array, total: number): Int32Array {
  let all = 0
  for (const weight of weights) all += weight
  const result = new Int32Array(weights.length)
  const rest = new Float64Array(weights.length)
  let left = total
  for (let i = 0; i < weights.length; i++) {
    const exact = (weights[i] / all) * total
    result[i] = Math.floor(exact)
    rest[i] = exact - result[i]
    left -= result[i]
  }
  const order = Int32Array.from(weights.keys()).sort((a, b) => rest[b] - rest[a] || a - b)
  for (let i = 0; i < left; i++) result[order[i % order.length]]++
  return result
}

/** Spreads each settlement's people over the free cells around it, densest in the middle. */
export function spreadPeople(
  { ground, slope }: Land,
  settlements: Settlements,
  { inner, district }: { readonly inner: Uint8Array; readonly district: Int32Array },
): Peopled {
  const { width, cellKm } = ground
  const around = neighborSteps(width)
  const people = new Int32Array(inner.length)
  const settlement = new Int32Array(inner.length).fill(-1)
  settlements.cell.forEach((cell, i) => {
    settlement[cell] = i
  })
  const best = new Map<number, number>()
  settlements.cell.forEach((center, i) => {
    const population = settlements.population[i]
    const perKm2 = 330 * exp(0.23 * ln(population))
    const wanted = Math.min(population, Math.ceil(population / (perKm2 * cellKm * cellKm)))
    const cells: number[] = []
    const distances: number[] = []
    const heap = newHeap(64)
    best.clear()
    best.set(center, 0)
    heap.push(0, center)
    while (cells.length < wanted && heap.size() > 0) {
      const cell = heap.pop()
      const here = heap.poppedKey()
      if (here > (best.get(cell) as number)) continue
      cells.push(cell)
      distances.push(here)
      for (let k = 0; k < 8; k++) {
        const next = cell + around[k]
        if (inner[next] === 0 || settlement[next] !== -1 || district[next] !== district[center])
          continue
        const there = here + stepLengths[k] * (0.4 + 1.2 * hashShare(next, 1, 5) + 8 * slope[next])
        if (there >= (best.get(next) ?? Number.POSITIVE_INFINITY)) continue
        best.set(next, there)
        heap.push(there, next)
      }
    }
    const edge = (distances.at(-1) as number) + 1
    const weights = Float64Array.from(distances, (d) => {
      const near = 1 - d / edge
      return 0.15 + near * near
    })
    const counts = shares(weights, population)
    cells.forEach((cell, k) => {
      people[cell] = counts[k]
      settlement[cell] = counts[k] > 0 ? i : settlement[cell]
    })
  })
  return { people, settlement }
}
