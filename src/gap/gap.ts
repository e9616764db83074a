// Who is served today, who is not, and of whom we do not know (docs/methods/gap.md). The stage from a
// country to its gap; nothing unknown is ever counted as unserved.
import { sum } from '#base/math.ts'
import { type Country, type SiteKind, siteKinds, type Technology } from '#country/model.ts'
import type { Study } from '#country/study.ts'
import { cellularCoverage } from '#gap/coverage.ts'
import { siteDemandMbps } from '#gap/demand.ts'
import { fibreForSite } from '#gap/fibre.ts'
import { groundOf } from '#gap/ground.ts'
import { type ClimateValue, radioClimateOf } from '#gap/radioClimate.ts'
import type { Service } from '#gap/service.ts'
import { type PeopleBySignal, peopleBySignal } from '#gap/signalForPeople.ts'

/** People or sites by service; the three add up to the total. */
export interface ServiceCount {
  readonly total: number
  readonly served: number
  readonly unserved: number
  readonly unknown: number
}

/** One area's part of the gap. */
export interface AreaGap {
  /** Row of the country's areas; -1 for places outside every area. */
  readonly area: number
  readonly id: string
  readonly name: string
  /** Null where no source gives a population. */
  readonly people: ServiceCount | null
  readonly sites: ServiceCount
  readonly demandMbps: number
  /** People by radio technology and signal, as for the whole country. */
  readonly signals: readonly PeopleBySignal[]
}

/** The gap of one kind of site. */
export interface KindGap {
  readonly kind: SiteKind
  readonly sites: ServiceCount
  readonly demandMbps: number
}

/** The gap by one technology alone. */
export interface TechnologyGap {
  readonly forSite: readonly Service[]
  readonly people: ServiceCount | null
  readonly sites: ServiceCount
}

/** The gap of one country: for each site (row for row) and in sums. */
export interface Gap {
  readonly serviceForSite: readonly Service[]
  /** The technology that serves a site today; '' where none, unknown or unsaid. */
  readonly servedByForSite: readonly (Technology | '')[]
  /** What each site needs in the busy hour. */
  readonly demandMbpsForSite: Float64Array
  /** Residents in whole people; the running total never strays half a person from the source's. */
  readonly peopleForSite: Float64Array
  readonly people: ServiceCount | null
  readonly sites: ServiceCount
  readonly demandMbps: number
  /** Areas of one level, each site in one, so that they add up; none where no source gives any. */
  readonly areas: readonly AreaGap[]
  readonly kinds: readonly KindGap[]
  /** Reached by existing fibre, whatever else serves. */
  readonly fibre: TechnologyGap
  /** Within cellular coverage, whatever else serves. */
  readonly cellular: TechnologyGap
  /** People by radio technology and signal; empty where maps or radii decide who is covered. */
  readonly signals: readonly PeopleBySignal[]
  /** The air that radio is computed in, and whose values these are; empty where no terrain is known. */
  readonly climate: readonly ClimateValue[]
}

/** The gap of a country under a study's settings. */
export function findGap(country: Country, study: Study): Gap {
  const { sites } = country
  const fibre = fibreForSite(country, study.gap)
  const { forSite: cellular, signals } = cellularCoverage(country, study)
  const serviceForSite = sites.connected.map((connected, i): Service => {
    if (connected === 'yes') return 'served'
    if (connected === 'no') return 'unserved'
    if (fibre[i] === 'served' || cellular[i] === 'served') return 'served'
    return fibre[i] === 'unknown' || cellular[i] === 'unknown' ? 'unknown' : 'unserved'
  })
  const servedByForSite = serviceForSite.map((service, i): Technology | '' => {
    if (service !== 'served') return ''
    if (sites.connectedBy[i] !== '') return sites.connectedBy[i]
    return fibre[i] === 'served' ? 'fibre' : cellular[i] === 'served' ? 'cellular' : ''
  })
  const demandMbpsForSite = siteDemandMbps(sites, study.demand)
  const peopleForSite = wholePeople(country)
  const everywhere = Array.from(serviceForSite.keys())
  const countIn = countsOf(country, peopleForSite)
  const demandIn = (rows: readonly number[]): number => sum(rows.map((i) => demandMbpsForSite[i]))
  const signalsIn = (rows: readonly number[]): PeopleBySignal[] =>
    signals.map((one) => peopleBySignal(country, one, rows))
  return {
    serviceForSite,
    servedByForSite,
    demandMbpsForSite,
    peopleForSite,
    ...countIn(serviceForSite, everywhere),
    demandMbps: demandIn(everywhere),
    areas: rowsByArea(country).map(({ area, rows }) => ({
      area,
      id: area < 0 ? '' : country.areas.table.id[area],
      name: area < 0 ? 'Outside every area' : country.areas.table.name[area],
      ...countIn(serviceForSite, rows),
      demandMbps: demandIn(rows),
      signals: signalsIn(rows),
    })),
    kinds: siteKinds.flatMap((kind) => {
      const rows = everywhere.filter((i) => sites.kind[i] === kind)
      if (rows.length === 0) return []
      const { sites: count } = countIn(serviceForSite, rows)
      return [{ kind, sites: count, demandMbps: demandIn(rows) }]
    }),
    fibre: { forSite: fibre, ...countIn(fibre, everywhere) },
    cellular: { forSite: cellular, ...countIn(cellular, everywhere) },
    signals: signalsIn(everywhere),
    climate: groundOf(country) === undefined ? [] : radioClimateOf(country, study),
  }
}

/** True where any settlement's population is known: otherwise people are not counted at all. */
export function hasPopulation(country: Country): boolean {
  const { kind, population } = country.sites
  return kind.some((k, i) => k === 'settlement' && !Number.isNaN(population[i]))
}

/**
 * Residents as whole people. Rounding each settlement by itself would drift by hundreds over a country;
 * rounding the running total keeps every sum within half a person.
 */
function wholePeople(country: Country): Float64Array {
  const { kind, population } = country.sites
  const result = new Float64Array(kind.length)
  let running = 0
  let counted = 0
  for (let i = 0; i < result.length; i++) {
    if (kind[i] !== 'settlement' || Number.isNaN(population[i])) continue
    running += population[i]
    result[i] = Math.round(running) - counted
    counted += result[i]
  }
  return result
}

/** A function that counts people and sites by service among some rows. */
function countsOf(country: Country, peopleForSite: Float64Array) {
  const countsPeople = hasPopulation(country)
  return (service: readonly Service[], rows: readonly number[]) => {
    const sites = { total: 0, served: 0, unserved: 0, unknown: 0 }
    const people = { total: 0, served: 0, unserved: 0, unknown: 0 }
    for (const i of rows) {
      sites.total++
      sites[service[i]]++
      people.total += peopleForSite[i]
      people[service[i]] += peopleForSite[i]
    }
    return { people: countsPeople ? people : null, sites }
  }
}

/** A level of areas is reported by where it holds at least this share of the sites that lie in any. */
const reportedShare = 0.95

/**
 * Sites by area, each in one, at the finest level that holds nearly all of them: a country whose source
 * draws the communes of one island only is reported by island. Sites outside every area stand last; a
 * country whose areas no source gives has none.
 */
export function rowsByArea(country: Country): { area: number; rows: number[] }[] {
  const { table } = country.areas
  if (table.id.length === 0) return []
  const siteAreas = country.sites.area
  const levels = [...new Set(table.level)].sort((a, b) => b - a)
  const inAny = siteAreas.reduce((count, area) => count + (area < 0 ? 0 : 1), 0)
  const level =
    levels.find((each) => {
      const held = siteAreas.reduce(
        (count, area) => count + (areaAt(table, area, each) < 0 ? 0 : 1),
        0,
      )
      return held >= reportedShare * inAny
    }) ?? levels[levels.length - 1]
  const rowsForArea = new Map<number, number[]>()
  for (let area = 0; area < table.id.length; area++)
    if (table.level[area] === level) rowsForArea.set(area, [])
  for (let i = 0; i < siteAreas.length; i++) {
    // A site in no area of the level keeps the larger one it lies in.
    const at = areaAt(table, siteAreas[i], level)
    const area = at < 0 ? siteAreas[i] : at
    const rows = rowsForArea.get(area)
    if (rows === undefined) rowsForArea.set(area, [i])
    else rows.push(i)
  }
  return [...rowsForArea]
    .map(([area, rows]) => ({ area, rows }))
    .sort((a, b) => (a.area < 0 ? 1 : b.area < 0 ? -1 : a.area - b.area))
}

/** The area of a level that is an area or holds it; -1 where there is none. */
function areaAt(table: Country['areas']['table'], area: number, level: number): number {
  let at = area
  while (at >= 0 && table.level[at] > level) at = table.parent[at]
  return at >= 0 && table.level[at] === level ? at : -1
}
