// Towers as operators build them: first where most people are, later in the districts that pay least;
// on a rise near the place, higher where the land is wide.

import type { Random } from '#base/random.ts'
import type { RadioTechnology } from '#country/model.ts'
import { type Ground, neighborSteps } from '#example/ground.ts'
import type { Settlements } from '#example/people.ts'

/** One tower and what it carries. */
export interface Tower {
  readonly cell: number
  /** Oldest first; empty where the register does not say. */
  readonly technologies: readonly RadioTechnology[]
  /** NaN where the register does not say. */
  readonly heightMeters: number
  readonly radiusMeters: number
  readonly operator: string
}

/** The towers, and whom they reach with 4G or better. */
export interface TowerPlan {
  readonly towers: readonly Tower[]
  /** 1 for each settlement within the radius of such a tower. */
  readonly covered: Uint8Array
}

/** Share of people whom 4G or better is to reach. */
const coveredShare = 0.64
/** Towers that the register of the silent district lists without their technologies. */
const silentTowers = 3
const operators = ['Operator A', 'Operator B'] as const
/** Share whom older technologies reach besides. */
const olderShare = 0.07

/** What decides where operators build. */
export interface TowerOptions {
  readonly district: Int32Array
  /** The populated cells of a settlement. */
  readonly cellsOf: (settlement: number) => readonly number[]
  /** How gladly operators build in each district, by number; 1 in the best. */
  readonly appeal: readonly number[]
  /** The district whose register leaves the technologies out. */
  readonly silent: number
  readonly random: Random
}

/** Places towers until so many people are reached. */
export function placeTowers(
  ground: Ground,
  settlements: Settlements,
  { district, cellsOf, appeal, silent, random }: TowerOptions,
): TowerPlan {
  const { cell: places, population } = settlements
  const { width, height, cellKm } = ground
  const reachKm = Math.min(6.5, Math.max(2.5, 0.06 * height * cellKm))
  const total = population.reduce((sum, people) => sum + people, 0)
  const covered = new Uint8Array(places.length)
  const older = new Uint8Array(places.length)
  const find = nearbyPlaces(places, width, Math.max(2, Math.round(reachKm / cellKm)))
  const towers: Tower[] = []
  const taken = new Set<number>()
  let reached = 0
  let reachedOlder = 0

  const build = (place: number, onTop: boolean, old: boolean): void => {
    const people = population[place]
    const start = onTop ? places[place] : random.pick(cellsOf(place))
    const top = climb(ground, start, Math.round((people > 3000 ? 0.4 : 1.2) / cellKm))
    // One tower on a hilltop is enough; the next one stands where it was wanted.
    const cell = taken.has(top) ? start : top
    if (taken.has(cell)) return
    taken.add(cell)
    // Towns have many small cells, the country few and wide ones.
    const wide = people > 12_000 ? 0.45 : people > 2500 ? 0.7 : random.between(0.75, 1)
    const radiusMeters = Math.round((reachKm * wide * 1000) / 100) * 100
    const tall = people > 12_000 ? random.between(18, 35) : random.between(30, 60)
    const known = district[cell] !== silent
    towers.push({
      cell,
      technologies: known && random.share() > 0.004 ? carried(people, old, random) : [],
      heightMeters: random.share() < 0.06 ? Number.NaN : Math.round(tall),
      radiusMeters,
      operator: operators[random.share() < 0.55 ? 0 : random.below(operators.length)],
    })
    const x = cell % width
    const y = Math.floor(cell / width)
    const cells = radiusMeters / 1000 / cellKm
    for (const near of find(x, y)) {
      const dx = (places[near] % width) - x
      const dy = Math.floor(places[near] / width) - y
      if (dx * dx + dy * dy > cells * cells) continue
      if (old) {
        if (covered[near] === 0 && older[near] === 0) reachedOlder += population[near]
        older[near] = 1
      } else {
        if (covered[near] === 0) reached += population[near]
        covered[near] = 1
      }
    }
  }

  const draw = Float64Array.from(
    population,
    (people, i) => people * appeal[district[places[i]]] * random.between(0.3, 1),
  )
  const order = Int32Array.from(places.keys()).sort((a, b) => draw[b] - draw[a] || a - b)
  for (const place of order) {
    if (reached >= coveredShare * total) break
    if (covered[place] === 0 && district[places[place]] !== silent) build(place, true, false)
  }
  for (const place of order) {
    if (reachedOlder >= olderShare * total) break
    if (covered[place] === 0 && older[place] === 0 && district[places[place]] !== silent)
      build(place, true, true)
  }
  // The silent district has its towers too; nobody knows what they carry.
  let left = silentTowers
  for (let place = 0; place < places.length && left > 0; place++) {
    if (district[places[place]] !== silent || covered[place] !== 0) continue
    build(place, true, false)
    left--
  }
  // One tower carries some thousands; larger places have more of them.
  for (let place = 0; place < places.length; place++) {
    if (covered[place] === 0) continue
    const more = Math.floor(population[place] / 5000)
    for (let i = 0; i < more; i++) build(place, false, false)
  }
  return { towers, covered }
}

/** What a tower for so many people carries, the oldest first. */
function carried(people: number, isOld: boolean, random: Random): readonly RadioTechnology[] {
  const draw = random.share()
  if (isOld) return draw < 0.4 ? ['2G', '3G'] : ['2G']
  if (people > 12_000) return ['2G', '3G', '4G', '5G']
  return people > 1500 || draw < 0.6 ? ['2G', '3G', '4G'] : ['3G', '4G']
}

/** The highest cell within a few steps uphill. */
function climb(ground: Ground, start: number, steps: number): number {
  const around = neighborSteps(ground.width)
  let cell = start
  for (let i = 0; i < steps; i++) {
    let best = cell
    for (const step of around) {
      const next = cell + step
      if (ground.elevation[next] > ground.elevation[best]) best = next
    }
    if (best === cell) break
    cell = best
  }
  return cell
}

/** Settlements in the blocks around a place in the grid, for a radius of at most one block. */
function nearbyPlaces(
  places: Int32Array,
  width: number,
  block: number,
): (x: number, y: number) => number[] {
  const columns = Math.ceil(width / block) + 2
  const blocks = new Map<number, number[]>()
  places.forEach((cell, i) => {
    const key =
      (Math.floor(Math.floor(cell / width) / block) + 1) * columns +
      Math.floor((cell % width) / block) +
      1
    const list = blocks.get(key)
    if (list === undefined) blocks.set(key, [i])
    else list.push(i)
  })
  return (x, y) => {
    const key = (Math.floor(y / block) + 1) * columns + Math.floor(x / block) + 1
    const found: number[] = []
    for (const row of [-columns, 0, columns]) {
      for (const column of [-1, 0, 1]) found.push(...(blocks.get(key + row + column) ?? []))
    }
    return found
  }
}
