// Countries small enough to check by hand. None of them exists.
import { type Row, tableFromRows } from '#base/table.ts'
import { defaultSettings } from '#country/defaults.ts'
import {
  areaColumns,
  type Country,
  cellColumns,
  fibreNodeColumns,
  fibreRouteColumns,
  roadColumns,
  siteColumns,
  towerColumns,
} from '#country/model.ts'
import type { Study } from '#country/study.ts'
import { linesFrom } from '#geo/shapes.ts'
import { lineLengthMeters } from '#geo/sphere.ts'

/** What a tiny country is made of; everything may be left out. */
export interface TinyParts {
  readonly sites?: readonly Partial<Row<typeof siteColumns>>[]
  readonly towers?: readonly Partial<Row<typeof towerColumns>>[]
  readonly fibreNodes?: readonly Partial<Row<typeof fibreNodeColumns>>[]
  /** Flat lines, lon then lat. */
  readonly fibreRoutes?: readonly (readonly number[])[]
  readonly roads?: readonly (readonly number[])[]
  readonly areas?: readonly Partial<Row<typeof areaColumns>>[]
  readonly coverage?: Country['coverage']
  readonly land?: Country['land']
  readonly completeness?: Country['completeness']
}

/** A country from a few rows; what a row leaves out has a plain value. */
export function tinyCountry(parts: TinyParts): Country {
  const roads = (parts.roads ?? []).map((line) => Float64Array.from(line))
  const routes = (parts.fibreRoutes ?? []).map((line) => Float64Array.from(line))
  return {
    iso3: 'XTA',
    name: 'Taruva',
    extent: { west: 0, south: 0, east: 1, north: 1 },
    sources: [
      {
        id: 'tiny',
        title: 'Made by hand',
        licence: 'CC0-1.0',
        attribution: 'Nobody',
        date: '2026',
        digest: 'sha256:00',
        origin: 'measured',
      },
    ],
    areas: {
      table: tableFromRows(
        areaColumns,
        (parts.areas ?? []).map((row, i) => ({ id: `A${i}`, level: 1, source: 0, ...row })),
      ),
      polygons: (parts.areas ?? []).map(() => []),
    },
    cells: tableFromRows(cellColumns, []),
    sites: tableFromRows(
      siteColumns,
      (parts.sites ?? []).map((row, i) => ({
        id: `s${i}`,
        kind: 'settlement',
        placeOrigin: 'assumed',
        populationOrigin: 'assumed',
        connected: 'unknown',
        electricity: 'unknown',
        source: 0,
        ...row,
      })),
    ),
    towers: tableFromRows(
      towerColumns,
      (parts.towers ?? []).map((row, i) => ({
        id: `t${i}`,
        placeOrigin: 'measured',
        technology: '4G',
        source: 0,
        ...row,
      })),
    ),
    coverage: parts.coverage ?? [],
    fibreNodes: tableFromRows(
      fibreNodeColumns,
      (parts.fibreNodes ?? []).map((row, i) => ({
        id: `n${i}`,
        placeOrigin: 'measured',
        role: 'node',
        status: 'operational',
        source: 0,
        ...row,
      })),
    ),
    fibreRoutes: {
      table: tableFromRows(
        fibreRouteColumns,
        routes.map((line, i) => ({
          id: `r${i}`,
          status: 'operational',
          lengthMeters: lineLengthMeters(line),
          source: 0,
        })),
      ),
      lines: linesFrom(routes),
    },
    roads: {
      table: tableFromRows(
        roadColumns,
        roads.map((line, i) => ({
          id: `w${i}`,
          kind: 'primary',
          lengthMeters: lineLengthMeters(line),
          source: 0,
        })),
      ),
      lines: linesFrom(roads),
    },
    land: parts.land ?? [],
    terrain: [],
    completeness: parts.completeness ?? { cellular: true, fibre: true },
  }
}

/** A study of Taruva with the default settings, changed where said. */
export function tinyStudy(changes: Partial<Study> = {}): Study {
  const { mode = 'silta' } = changes
  return {
    id: 'taruva',
    title: 'Taruva',
    mode,
    ...defaultSettings(mode),
    assumptions: [],
    ...changes,
  }
}
