// What a map of a study is made of, whoever draws it: land, borders, reach of towers, standing fibre,
// and how large a place is shown.
import type { Country } from '#country/model.ts'
import type { PublicSites } from '#faces/report/tables.ts'
import { findExtent } from '#faces/report/wellKnownBinary.ts'
import { type Extent, type FlatLine, lineAt, lineCount, type MultiPolygon } from '#geo/shapes.ts'
import type { StudyResult } from '#study.ts'

/** Land, and the outlines to draw on it. */
export function landOf(country: Country): {
  readonly land: MultiPolygon
  readonly borders: MultiPolygon
} {
  const areas = country.areas.polygons.flat()
  return {
    land: country.land.length > 0 ? country.land : areas,
    borders: areas.length > 0 ? areas : country.land,
  }
}

/** The box around all that a map of the study shows: land, and places off it. */
export function shownExtent({ country }: StudyResult): Extent {
  const { sites } = country
  const places = Array.from(sites.lon, (lon, i) => Float64Array.of(lon, sites.lat[i]))
  const { land } = landOf(country)
  return findExtent([...land.flat(), ...places]) ?? country.extent
}

/** Where the study takes cellular service to reach today. */
export function towerReach({ country, study, gap }: StudyResult): {
  readonly polygons: MultiPolygon
  readonly circles: readonly {
    readonly lon: number
    readonly lat: number
    readonly radiusMeters: number
  }[]
} {
  if (country.coverage.length > 0)
    return { polygons: country.coverage.flatMap(({ area }) => area), circles: [] }
  // Over terrain no circle tells who is reached; the marks of the places do.
  if (gap.signals.length > 0) return { polygons: [], circles: [] }
  const { towers } = country
  const circles = Array.from(towers.lon, (lon, i) => ({
    lon,
    lat: towers.lat[i],
    radiusMeters: Number.isNaN(towers.radiusMeters[i])
      ? study.gap.towerRadiusMeters
      : towers.radiusMeters[i],
  }))
  return { polygons: [], circles }
}

/** Fibre that works today. */
export function existingFibre({ fibreRoutes }: Country): FlatLine[] {
  const lines: FlatLine[] = []
  for (let i = 0; i < lineCount(fibreRoutes.lines); i++)
    if (fibreRoutes.table.status[i] !== 'planned') lines.push(lineAt(fibreRoutes.lines, i))
  return lines
}

/** The radius of each place: by the square root of its people, in a few steps. */
export function sizeForSite(sites: PublicSites, steps: readonly number[]): (row: number) => number {
  const people = (row: number): number => sites.population[row] || sites.users[row] || 0
  let most = 1
  for (let row = 0; row < sites.id.length; row++) if (people(row) > most) most = people(row)
  return (row) => {
    const share = Math.sqrt(people(row) / most)
    return steps[Math.min(steps.length - 1, Math.floor(share * steps.length))]
  }
}
