// A fictional country of any size: land, water, districts, people, roads, networks and institutions,
// written as the files that a real study is read from (docs/methods/example.md). Read this first.
import { exp, ln } from '#base/math.ts'
import { report, type Watch } from '#base/progress.ts'
import { type Random, seededRandom } from '#base/random.ts'
import { type Districts, makeDistricts } from '#example/districts.ts'
import { layFibre } from '#example/fibre.ts'
import { writeFiles } from '#example/files.ts'
import { institutionCounts, placeInstitutions } from '#example/institutions.ts'
import { nameWorld } from '#example/naming.ts'
import {
  innerCells,
  livability,
  placeSettlements,
  type Settlements,
  spreadPeople,
} from '#example/people.ts'
import { makeGround } from '#example/relief.ts'
import { buildRoads } from '#example/roads.ts'
import { placeTowers } from '#example/towers.ts'
import { placeTowns } from '#example/towns.ts'
import { crossingCost, slopes } from '#example/travel.ts'
import { findRivers } from '#example/water.ts'
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
  const { ground, flow } = makeGround(sites, seed)
  const riverCells = Math.ceil(Math.max(1.5, 0.0008 * sites) / (ground.cellKm * ground.cellKm))
  const rivers = findRivers(ground, flow, riverCells)

  report(watch, 'Settling towns', 0.25)
  const slope = slopes(ground)
  const worth = livability(ground, flow, slope, riverCells, seed)
  const inland = innerCells(ground.width, ground.island)
  const townCount = Math.max(16, Math.round(1.5 * exp(0.4 * ln(sites))))
  const firstTowns = placeTowns(ground, flow, worth, inland, townCount, random.fork(2))
  const crossing = crossingCost(ground, flow, slope, riverCells * 3)
  const districtCount = sites < 1000 ? 9 : 9 + random.fork(3).below(4)
  const districts = makeDistricts(ground, crossing, firstTowns, districtCount)

  report(watch, 'Settling villages', 0.4)
  const inner = innerCells(ground.width, districts.district)
  const towns = firstTowns.filter((cell) => inner[cell] !== 0)
  const settlements = placeSettlements(
    ground,
    worth,
    inner,
    towns,
    places,
    population,
    random.fork(4),
  )
  const peopled = spreadPeople(ground, slope, inner, districts.district, settlements)
  const cellsOf = cellsForSettlement(peopled.settlement, places)

  report(watch, 'Building roads', 0.55)
  const roads = buildRoads(ground, crossing, ground.island, settlements.cell, towns.length)

  report(watch, 'Building networks', 0.75)
  const fibre = layFibre(
    ground,
    roads,
    settlements.cell,
    Math.max(3, Math.round(towns.length * 0.5)),
  )
  const appeal = districtAppeal(districts, random.fork(5))
  const silent = leastPeopled(districts, settlements)
  const operators = ['Operator A', 'Operator B']
  const { towers, covered } = placeTowers(
    ground,
    settlements,
    districts.district,
    cellsOf,
    appeal,
    silent,
    operators,
    random.fork(6),
  )
  const onFibre = new Uint8Array(places)
  for (const node of fibre.nodes) if (node.settlement >= 0) onFibre[node.settlement] = 1
  const institutions = placeInstitutions(
    settlements,
    counts,
    cellsOf,
    { cellular: covered, fibre: onFibre },
    random.fork(7),
  )
  const base = {
    ground,
    flow,
    rivers,
    districts,
    inner,
    settlements,
    peopled,
    roads,
    fibre,
    towers,
  }
  return {
    sites,
    seed,
    ...base,
    institutions,
    names: nameWorld({ ...base, institutions }, seed, random.fork(8)),
  }
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
