// A fictional country of any size: land, water, districts, people, roads, networks and institutions,
// written as the files that a real study is read from (docs/methods/example.md). Read this first.
import { exp, ln } from '#base/math.ts'
import { report, type Watch } from '#base/progress.ts'
import { type Random, seededRandom } from '#base/random.ts'
import { type Districts, makeDistricts } from '#example/districts.ts'
import { type FibrePlan, layFibre } from '#example/fibre.ts'
import { writeFiles } from '#example/files.ts'
import { institutionCounts, placeInstitutions } from '#example/institutions.ts'
import { type Land, makeLand } from '#example/land.ts'
import { nameWorld } from '#example/naming.ts'
import {
  innerCells,
  livability,
  placeSettlements,
  type Settlements,
  spreadPeople,
} from '#example/people.ts'
import { buildRoads } from '#example/roads.ts'
import { placeTowers } from '#example/towers.ts'
import { placeTowns } from '#example/towns.ts'
import type { World } from '#example/world.ts'

/** What to make. */
export interface ExampleOptions {
  /** Settlements and institutions together, 100 to 200,000; also the land's square kilometers. */
  readonly sites: number
  /** Which country; seed 1 is Taruva, the shipped example. */
  readonly seed: number
}

/** People for each site: 10,000 sites are a country of 884,500. */
const peoplePerSite = 88.45

/**
 * The files of a fictional country, by name; the same options give the same bytes everywhere.
 *
 * @example A study folder of a hundred places
 * ```ts
 * const files = makeExample({ sites: 100, seed: 1 })
 * assert.ok(files.has('study.json'))
 * ```
 */
export function makeExample(
  options: ExampleOptions,
  watch: Watch = {},
): ReadonlyMap<string, Uint8Array> {
  return writeFiles(makeWorld(options, watch), watch)
}

/** The country before it is written down. */
export function makeWorld({ sites, seed }: ExampleOptions, watch: Watch = {}): World {
  if (!Number.isInteger(sites) || sites < 100 || sites > 200_000)
    throw new RangeError(`Cannot make a country of ${sites} sites, expected 100 to 200000`)
  const random = seededRandom(seed)
  const population = Math.round(peoplePerSite * sites)
  const counts = institutionCounts(population)
  const places = sites - [...counts.values()].reduce((total, count) => total + count, 0)

  report(watch, 'Raising islands', 0)
  const land = makeLand(sites, seed)

  report(watch, 'Settling the land', 0.3)
  const settled = settle(land, { sites, seed, places, population, random })

  report(watch, 'Building roads', 0.55)
  const { settlements } = settled
  const roads = buildRoads(land, settlements.cell, settled.townCount)

  report(watch, 'Building networks', 0.75)
  const towns = Math.max(3, Math.round(settled.townCount * 0.5))
  const fibre = layFibre(land.ground, roads, { places: settlements.cell, towns })
  const cellsOf = cellsForSettlement(settled.peopled.settlement, places)
  const { towers, covered } = placeTowers(land.ground, settlements, {
    district: settled.districts.district,
    cellsOf,
    appeal: districtAppeal(settled.districts, random.fork(5)),
    silent: leastPeopled(settled.districts, settlements),
    random: random.fork(6),
  })
  const institutions = placeInstitutions(settlements, counts, {
    cellsOf,
    reach: { cellular: covered, fibre: settlementsOnFibre(fibre, places) },
    random: random.fork(7),
  })
  const world = { land, ...settled, roads, fibre, towers, institutions }
  return { sites, seed, ...world, names: nameWorld(world, seed, random.fork(8)) }
}

interface SettleOptions extends ExampleOptions {
  /** How many settlements, with how many residents. */
  readonly places: number
  readonly population: number
  readonly random: Random
}

/** Who lives where: towns first, districts around them, then villages and everyone's houses. */
function settle(land: Land, { sites, seed, places, population, random }: SettleOptions) {
  const { ground } = land
  const worth = livability(land, seed)
  const firstTowns = placeTowns(land, worth, {
    inner: innerCells(ground.width, ground.island),
    count: Math.max(16, Math.round(1.5 * exp(0.4 * ln(sites)))),
    random: random.fork(2),
  })
  const districtCount = sites < 1000 ? 9 : 9 + random.fork(3).below(4)
  const districts = makeDistricts(land, firstTowns, districtCount)
  const { district } = districts
  // No one settles on a border, so that a place lies in its district on every map.
  const inner = innerCells(ground.width, district)
  const towns = firstTowns.filter((cell) => inner[cell] !== 0)
  const settlements = placeSettlements(ground, worth, {
    inner,
    towns,
    count: places,
    population,
    random: random.fork(4),
  })
  const peopled = spreadPeople(land, settlements, { inner, district })
  return { districts, inner, settlements, peopled, townCount: towns.length }
}

/** 1 for each settlement that a fibre node stands in. */
function settlementsOnFibre({ nodes }: FibrePlan, count: number): Uint8Array {
  const reached = new Uint8Array(count)
  for (const { settlement } of nodes) if (settlement >= 0) reached[settlement] = 1
  return reached
}

/** How gladly operators build in each district: best at home, least on outer islands. */
function districtAppeal({ count, outer }: Districts, random: Random): number[] {
  return Array.from({ length: count + 1 }, (_, district) => {
    const draw = random.share()
    if (district === 1) return 1
    return outer.has(district) ? 0.15 + 0.1 * draw : 0.04 + 0.96 * draw * draw
  })
}

/** The district where fewest people live: its register of towers is the poorest. */
function leastPeopled({ count, district }: Districts, { cell, population }: Settlements): number {
  const people = new Float64Array(count + 1)
  cell.forEach((at, i) => {
    people[district[at]] += population[i]
  })
  let least = 1
  for (let d = 2; d <= count; d++) if (people[d] < people[least]) least = d
  return least
}

/** The populated cells of each settlement. */
function cellsForSettlement(
  settlement: Int32Array,
  count: number,
): (settlement: number) => readonly number[] {
  const cells: number[][] = Array.from({ length: count }, () => [])
  settlement.forEach((owner, cell) => {
    if (owner !== -1) cells[owner].push(cell)
  })
  return (of) => cells[of]
}
