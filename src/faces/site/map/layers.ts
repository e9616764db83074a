// What a map of a study is made of, whoever draws it: land, borders, reach of towers, standing fibre,
// and how large a place is shown.
import type { Country } from '#country/model.ts'
import type { PublicSites } from '#faces/report/tables.ts'
import { findExtent } from '#faces/report/wellKnownBinary.ts'
import type { Territories } from '#faces/site/territoryFile.ts'
import { type Extent, type FlatLine, lineAt, lineCount, type MultiPolygon } from '#geo/shapes.ts'
import type { StudyResult } from '#study.ts'

/** The ground that a map is drawn on. */
export interface Ground {
  /** Filled as land. */
  readonly land: MultiPolygon
  /** Thin lines between areas, to be seen on land only. */
  readonly borders: MultiPolygon
  /** The country's own boundary, where the operator gives one. */
  readonly outline: MultiPolygon
  /** Land of other countries in sight. */
  readonly neighbors: MultiPolygon
}

/** Land, borders and neighbors of a study's country: the operator's boundaries before its own. */
export function groundOf(result: StudyResult, territories: Territories | undefined): Ground {
  const { country } = result
  const { areas, iso3 } = country
  const outline = territories?.countries.get(iso3)?.shape ?? []
  const chosen = territories?.areas.get(iso3)
  const borders = areas.polygons.flatMap((shape, i) => {
    const own = chosen?.get(areas.table.id[i])?.shape ?? []
    return own.length > 0 ? own : shape
  })
  const own = landOf(country)
  return {
    land: outline.length > 0 ? outline : own,
    borders: borders.length > 0 ? borders : own,
    outline,
    neighbors: territories === undefined ? [] : neighborsOf(territories, iso3, shownExtent(result)),
  }
}

function landOf({ land, areas }: Country): MultiPolygon {
  return land.length > 0 ? land : areas.polygons.flat()
}

/** Polygons of other countries that touch a box somewhat larger than what is shown. */
function neighborsOf({ countries }: Territories, iso3: string, extent: Extent): MultiPolygon {
  const lon = (extent.east - extent.west) / 4
  const lat = (extent.north - extent.south) / 4
  const sight = {
    west: extent.west - lon,
    south: extent.south - lat,
    east: extent.east + lon,
    north: extent.north + lat,
  }
  const touches = (box: Extent | undefined): boolean =>
    box !== undefined &&
    box.west <= sight.east &&
    box.east >= sight.west &&
    box.south <= sight.north &&
    box.north >= sight.south
  return [...countries].flatMap(([code, { shape, extent: box }]) =>
    code === iso3 || !touches(box) ? [] : shape.filter((rings) => touches(findExtent(rings))),
  )
}

/** The box around all that a map of the study shows: land, and places off it. */
export function shownExtent({ country }: StudyResult): Extent {
  const { sites } = country
  const places = Array.from(sites.lon, (lon, i) => Float64Array.of(lon, sites.lat[i]))
  return findExtent([...landOf(country).flat(), ...places]) ?? country.extent
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
