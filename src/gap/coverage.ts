// Where each site can receive a radio technology that counts as service: inside a coverage map where the
// sources give one, else by the signal of towers over terrain, else within the radius of a tower.
import {
  type Country,
  type RadioTechnology,
  radioTechnologies,
  type Towers,
} from '#country/model.ts'
import type { GapSettings, Study } from '#country/study.ts'
import { groundOf } from '#gap/ground.ts'
import type { Service } from '#gap/service.ts'
import { type SignalAtSites, signalOfCountry } from '#gap/signalForPeople.ts'
import { indexPoints } from '#geo/pointIndex.ts'
import { indexPolygons } from '#geo/polygonIndex.ts'

/** Cellular service at each site and, where the terrain is known, the people each technology reaches. */
export interface CellularCoverage {
  readonly forSite: readonly Service[]
  /** Empty where coverage follows from maps or radii: they know nothing of indoors. */
  readonly signals: readonly SignalAtSites[]
}

/** The technologies that count as service: the least the study accepts, and newer ones. */
export function countingTechnologies({ leastTechnology }: GapSettings): readonly RadioTechnology[] {
  return radioTechnologies.slice(radioTechnologies.indexOf(leastTechnology))
}

/**
 * Whether each site is reached by a technology that counts (`leastTechnology` or newer).
 *
 * Where a map of such a technology is given, towers are not asked: the map says what they reach. A tower
 * whose technology no source tells may or may not count, and an assumed one may or may not stand: what
 * only such towers (or an assumed map) reach is unknown. So is everything else that nothing known
 * reaches, unless the country's towers are all known.
 */
export function cellularCoverage(country: Country, study: Study): CellularCoverage {
  const counting = countingTechnologies(study.gap)
  const maps = country.coverage.filter(({ technology }) => counting.includes(technology))
  if (maps.length > 0) return { forSite: withinMaps(country, maps), signals: [] }
  const ground = study.radio.coverage === 'terrain' ? groundOf(country) : undefined
  if (ground !== undefined && country.towers.lon.length > 0)
    return signalOfCountry(country, ground, study, counting)
  return { forSite: withinRadii(country, study.gap, counting), signals: [] }
}

/** What a place is that nothing known reaches. */
function elsewhere({ completeness }: Country): Service {
  return completeness.cellular ? 'unserved' : 'unknown'
}

function withinMaps(country: Country, maps: Country['coverage']): Service[] {
  const { sites } = country
  const result: Service[] = new Array(sites.id.length).fill(elsewhere(country))
  for (const { area, origin } of maps) {
    const index = indexPolygons(area)
    const mark = origin === 'assumed' ? 'unknown' : 'served'
    for (let i = 0; i < result.length; i++)
      if (result[i] !== 'served' && index.holds(sites.lon[i], sites.lat[i])) result[i] = mark
  }
  return result
}

function withinRadii(
  country: Country,
  settings: GapSettings,
  counting: readonly RadioTechnology[],
): Service[] {
  const { towers } = country
  const result: Service[] = new Array(country.sites.id.length).fill(elsewhere(country))
  const mayCount = (tower: number): boolean =>
    towers.technology[tower] === '' ||
    (counting as readonly string[]).includes(towers.technology[tower])
  const isCounted = (tower: number): boolean =>
    mayCount(tower) && towers.technology[tower] !== '' && towers.placeOrigin[tower] !== 'assumed'
  markWithin(country, towers, settings, isCounted, result, 'served')
  markWithin(country, towers, settings, mayCount, result, 'unknown')
  return result
}

/** Marks the sites within reach of the towers that are asked for; a served site stays served. */
function markWithin(
  { sites }: Country,
  towers: Towers,
  settings: GapSettings,
  accepts: (tower: number) => boolean,
  result: Service[],
  mark: Service,
): void {
  let index: ReturnType<typeof indexPoints> | undefined
  for (let tower = 0; tower < towers.lon.length; tower++) {
    if (!accepts(tower)) continue
    index ??= indexPoints(sites.lon, sites.lat)
    const declared = towers.radiusMeters[tower]
    const radius = Number.isNaN(declared) ? settings.towerRadiusMeters : declared
    for (const site of index.within(towers.lon[tower], towers.lat[tower], radius))
      if (result[site] !== 'served') result[site] = mark
  }
}
