// How much of what a country has its lists are likely to hold: counts against people, by yardsticks that
// are stated. Sources and limits: docs/methods/reconciling.md.
import { sum } from '#base/math.ts'
import type { Problem } from '#base/problem.ts'
import { tableLength } from '#base/table.ts'
import type { Country, SiteKind } from '#country/model.ts'
import { areaKm2 } from '#geo/shapeArea.ts'
import { grouped } from '#sources/read/_faults.ts'

/** A list of this share of what would be expected is not doubted: yardsticks are no finer. */
const enoughShare = 0.8

interface Yardstick {
  readonly what: string
  readonly of: string
  /** A list with more people for each entry than this is likely incomplete. */
  readonly peopleForEach: number
  readonly whose: string
  readonly cure: string
}

const yardsticks: Readonly<Record<'school' | 'health' | 'tower', Yardstick>> = {
  school: {
    what: 'schools',
    of: 'school',
    peopleForEach: 2_000,
    whose: 'a school of 500 pupils where a quarter of the people are of school age',
    cure: 'Ask the ministry of education for its list of schools, or Giga for its own',
  },
  health: {
    what: 'clinics and hospitals',
    of: 'clinic or hospital',
    peopleForEach: 5_000,
    whose: 'the World Health Organization’s yardstick of two facilities for 10,000 people',
    cure: 'Ask the ministry of health for its master list of facilities',
  },
  tower: {
    what: 'towers',
    of: 'tower',
    peopleForEach: 10_000,
    whose: 'a tower for every 10,000 people, fewer than networks in low-income countries have',
    cure: 'Ask the regulator for the licensed sites, or OpenCelliD for what phones have heard',
  },
}

/** How complete the lists of schools, clinics and towers look, each with its arithmetic. */
export function checkCompleteness(country: Country): readonly Problem[] {
  const people = peopleOf(country)
  const density = checkDensity(country, people)
  if (!(people >= 1000)) return density
  const count = (...kinds: readonly SiteKind[]): number =>
    country.sites.kind.filter((kind) => kinds.includes(kind)).length
  const knowsCoverage = country.completeness.cellular || country.coverage.length > 0
  return [
    ...density,
    ...compare(country, yardsticks.school, count('school'), people),
    ...compare(country, yardsticks.health, count('clinic', 'hospital'), people),
    ...(knowsCoverage ? [] : compare(country, yardsticks.tower, masts(country), people)),
    ...areasWithout(country),
  ]
}

/** People for each km² that no country of some size has: Mongolia has 2, Bangladesh 1,300. */
const leastDensity = 0.5
const mostDensity = 3_000
const someKm2 = 1_000

/** A count that no country of this size has is in thousands, or of another country. */
function checkDensity({ areas, name }: Country, people: number): readonly Problem[] {
  const { level } = areas.table
  const top = level.reduce((least, one) => Math.min(least, one), 9)
  const km2 = sum(areas.polygons.map((shape, i) => (level[i] === top ? areaKm2(shape) : 0)))
  const density = people / km2
  if (km2 < someKm2 || people === 0 || (density >= leastDensity && density <= mostDensity))
    return []
  const found = density < leastDensity ? density.toFixed(3) : grouped(Math.round(density))
  return [
    {
      level: 'warning',
      code: 'people-implausible',
      at: { source: name, table: 'areas', row: 0 },
      message: `Found ${grouped(Math.round(people))} people on ${grouped(Math.round(km2))} km², ${found} for each: no country of this size has so ${density < leastDensity ? 'few' : 'many'}`,
      cure: 'Look whether people are counted in thousands, by household, or for each km², and whether the boundaries are those of the country',
    },
  ]
}

function compare(
  country: Country,
  { what, of, peopleForEach, whose, cure }: Yardstick,
  count: number,
  people: number,
): readonly Problem[] {
  const expected = people / peopleForEach
  if (count >= expected * enoughShare) return []
  const share =
    count === 0
      ? 'none is listed'
      : `one for ${grouped(Math.round(people / count))}, likely incomplete: at most about ${percent(count / expected)} of them`
  return [
    {
      level: 'warning',
      code: 'list-short',
      at: { source: country.name, table: what, row: 0 },
      message: `Found ${grouped(count)} ${count === 1 ? of : what} for ${grouped(Math.round(people))} people: ${share} (by ${whose}, ${grouped(Math.round(expected))} would be expected)`,
      cure,
    },
  ]
}

/** Areas where people live and no school stands: more likely unlisted than absent. */
function areasWithout({ areas, sites, name }: Country): readonly Problem[] {
  const { table } = areas
  const schools = new Int32Array(tableLength(table))
  const people = new Float64Array(tableLength(table))
  for (let i = 0; i < sites.area.length; i++) {
    if (sites.area[i] === -1) continue
    if (sites.kind[i] === 'school') schools[sites.area[i]]++
    if (sites.population[i] > 0) people[sites.area[i]] += sites.population[i]
  }
  if (!schools.some((count) => count > 0)) return []
  const bare = Array.from(people.keys()).filter(
    (area) => people[area] >= 5_000 && schools[area] === 0,
  )
  if (bare.length === 0) return []
  const named = bare.slice(0, 8).map((area) => table.name[area])
  return [
    {
      level: 'warning',
      code: 'list-uneven',
      at: { source: name, table: 'areas', row: 0 },
      message: `Found no school at all in ${bare.length} areas with ${grouped(Math.round(sum(bare.map((area) => people[area]))))} people: ${named.join(', ')}${bare.length > named.length ? ', …' : ''}`,
      cure: 'Add the schools of these areas: the list is uneven, and compares no areas fairly',
    },
  ]
}

/** Masts, not rows: a mast stands in a row for each of its technologies. */
function masts({ towers }: Country): number {
  return new Set(
    Array.from(
      towers.lon.keys(),
      (row) => `${towers.lon[row].toFixed(4)} ${towers.lat[row].toFixed(4)}`,
    ),
  ).size
}

function peopleOf({ sites }: Country): number {
  return sum(Array.from(sites.population).filter((people) => people > 0))
}

function percent(share: number): string {
  return share < 0.1 ? `${(share * 100).toFixed(1)} %` : `${Math.round(share * 100)} %`
}
