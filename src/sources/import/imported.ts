// What importers hand to `gather`: rows of the country's tables, each with its place in the file it
// came from, so that whatever is found wrong with it later can still be shown to its owner.
import type { Place } from '#base/problem.ts'
import type { Row } from '#base/table.ts'
import type {
  areaColumns,
  Coverage,
  fibreNodeColumns,
  Layer,
  Origin,
  siteColumns,
  towerColumns,
} from '#country/model.ts'
import type { FlatLine, MultiPolygon, Polygon } from '#geo/shapes.ts'
import type { Territory } from '#sources/import/territory.ts'
import type { StudySource } from '#sources/studyFile.ts'

/** A row and where it stands. */
export interface Found<T> {
  readonly row: T
  readonly at: Place
}

export type SiteRow = Row<typeof siteColumns>
export type TowerRow = Row<typeof towerColumns>
export type FibreNodeRow = Row<typeof fibreNodeColumns>

/** An area before areas are put in order: its parent and index are not known yet. */
export interface AreaFound {
  readonly row: Omit<Row<typeof areaColumns>, 'parent'>
  readonly shape: MultiPolygon
  readonly at: Place
}

/** A named place that lends its name to the settlement around it. */
export interface NamedPlace {
  readonly id: string
  readonly name: string
  readonly lon: number
  readonly lat: number
  readonly area: number
  readonly source: number
  /** OpenStreetMap's class (`town`, `hamlet`); '' where the source has none. */
  readonly kind: string
  /** Residents, where the source says; NaN where not. */
  readonly population: number
  /** A part of a town: people may be counted there, but it lends no settlement its name. */
  readonly isPart: boolean
}

/** One row of a census: how many people live in an area. */
export interface CensusRow {
  readonly id: string
  readonly name: string
  readonly population: number
}

/** Inhabited cells of one source, placed in areas. */
export interface CellsFound {
  readonly lon: Float64Array
  readonly lat: Float64Array
  readonly population: Float64Array
  readonly area: Int32Array
  readonly source: number
  readonly origin: Origin
}

/** A line with what is said of it. */
export interface LineFound {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly operator: string
  readonly status: FibreNodeRow['status']
  readonly line: FlatLine
  readonly source: number
}

/** All that a source gave. */
export interface Imported {
  readonly areas: readonly AreaFound[]
  readonly census: readonly Found<CensusRow>[]
  readonly land: readonly Polygon[]
  readonly places: readonly NamedPlace[]
  readonly sites: readonly Found<SiteRow>[]
  readonly cells: readonly CellsFound[]
  readonly towers: readonly Found<TowerRow>[]
  readonly coverage: readonly Coverage[]
  readonly fibreNodes: readonly Found<FibreNodeRow>[]
  readonly fibreRoutes: readonly LineFound[]
  readonly roads: readonly LineFound[]
  readonly layers: readonly Layer[]
}

/** What an importer knows beside the table or grid it is given. */
export interface ImportContext {
  readonly spec: StudySource
  /** Index of the source in the country's list. */
  readonly source: number
  readonly origin: Origin
  readonly territory: Territory
}
