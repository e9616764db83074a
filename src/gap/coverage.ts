// Where each site can receive a radio technology that counts as service: inside a coverage polygon where
// the sources give one, otherwise within the radius of a tower.
import { type Country, radioTechnologies, type Towers } from '#country/model.ts'
import type { GapSettings } from '#country/study.ts'
import type { Service } from '#gap/service.ts'
import { indexPoints } from '#geo/pointIndex.ts'
import { indexPolygons } from '#geo/polygonIndex.ts'

/**
 * Whether each site is reached by a technology that counts (`leastTechnology` or newer).
 *
 * Where a map of such a technology is given, towers are not asked: the map says what they reach. A tower
 * whose technology no source tells may or may not count, and an assumed one may or may not stand: what
 * only such towers (or an assumed map) reach is unknown. So is everything else that nothing known
 * reaches, unless the country's towers are all known.
 */
export function cellularForSite(country: Country, settings: GapSettings): Service[] {
  const { sites, towers, coverage, completeness } = country
  const counting = radioTechnologies.slice(radioTechnologies.indexOf(settings.leastTechnology))
  const result: Service[] = new Array(sites.id.length).fill(
    completeness.cellular ? 'unserved' : 'unknown',
  )
  const maps = coverage.filter(({ technology }) => counting.includes(technology))
  for (const { area, origin } of maps) {
    const index = indexPolygons(area)
    const mark = origin === 'assumed' ? 'unknown' : 'served'
    for (let i = 0; i < result.length; i++)
      if (result[i] !== 'served' && index.holds(sites.lon[i], sites.lat[i])) result[i] = mark
  }
  if (maps.length > 0) return result
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
