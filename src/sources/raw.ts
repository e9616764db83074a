// What a reader hands on: a file's content as it stands, before anyone says what it means. Importers
// turn these tables and grids into the country's model; readers and importers meet only here.
import type { Problem } from '#base/problem.ts'
import type { FlatLine, MultiPolygon, Polygon } from '#geo/shapes.ts'

/** One value of a file: a number, a text, or nothing (empty, `<NA>`, `NA`, `N/A`, NaN). */
export type RawValue = string | number | null

/**
 * A geometry in the coordinates of its table's `crs`, x (east, longitude) first; heights are dropped.
 * Lines and rings are flat (x, y, x, y, …), rings are closed, as in `geo/shapes.ts`.
 */
export type RawGeometry =
  | { readonly type: 'Point'; readonly coordinates: readonly [x: number, y: number] }
  | { readonly type: 'MultiPoint'; readonly coordinates: FlatLine }
  | { readonly type: 'LineString'; readonly coordinates: FlatLine }
  | { readonly type: 'MultiLineString'; readonly coordinates: readonly FlatLine[] }
  | { readonly type: 'Polygon'; readonly coordinates: Polygon }
  | { readonly type: 'MultiPolygon'; readonly coordinates: MultiPolygon }

/** A table or layer of a file. */
export interface RawTable {
  /** The file's name, for messages. */
  readonly source: string
  /** The sheet's or layer's name; the file's own name where a file holds one table. */
  readonly table: string
  /** Column names in their order, each once. */
  readonly names: readonly string[]
  /** Values by column name; a column is all numbers or all texts (and nulls) where the file lets it. */
  readonly columns: Readonly<Record<string, readonly RawValue[]>>
  readonly length: number
  /** One for each row, where the format has geometry; null where the row has none. */
  readonly geometry?: readonly (RawGeometry | null)[]
  /** `EPSG:4326`, `EPSG:3857`, `EPSG:32738`, … as the file says; '' where it says none. */
  readonly crs: string
  /** The line (or sheet row, or feature id) in the file of each row, for messages; absent where it is row + 1. */
  readonly rowNumber?: ArrayLike<number>
}

/** Bounds in the units of a crs. */
export interface RawExtent {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

/** One band of a raster, row 0 in the north; `extent` holds the outer edges of the cells. */
export interface RawGrid {
  readonly source: string
  /** The band's name, `band 1` where it has none. */
  readonly band: string
  readonly crs: string
  readonly extent: RawExtent
  readonly width: number
  readonly height: number
  readonly values: Float32Array
  /** The value that stands for "no value"; NaN where the file declares none. */
  readonly missing: number
}

/** What came of reading: the value where there is one, and everything there is to say about it. */
export interface Read<T> {
  readonly value: T | undefined
  readonly problems: readonly Problem[]
}

/** A value of a database's row. */
export type SqlValue = null | number | bigint | string | Uint8Array

/** One open database. */
export interface SqlDatabase {
  /**
   * The rows of a query, one at a time, each an array in the order of the selected columns.
   *
   * @throws Error with the database's own words, for a query or a file it cannot read.
   */
  query(sql: string, params?: readonly SqlValue[]): Iterable<readonly SqlValue[]>
  close(): void
}

/** The one interface to SQLite: Node's own (`nodeSqlite.ts`) or sql.js in a browser (`read/sqlJs.ts`). */
export interface Sql {
  /** @throws Error where the bytes are no database. */
  open(bytes: Uint8Array): SqlDatabase
}

/**
 * A raw value as a number: NaN where it is nothing or no number. Texts count where they are written
 * as a plain decimal number.
 */
export function rawNumber(value: RawValue | undefined): number {
  if (typeof value === 'number') return value
  if (value === null || value === undefined) return Number.NaN
  const text = value.trim()
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN
}

/** A raw value as a text: '' where it is nothing. */
export function rawText(value: RawValue | undefined): string {
  return value === null || value === undefined ? '' : String(value)
}

/** The line or row a person looks for in the file, for a row of a table. */
export function rowInFile(table: RawTable, row: number): number {
  return table.rowNumber?.[row] ?? row + 1
}
