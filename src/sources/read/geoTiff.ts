// Rasters in GeoTIFF (TIFF 6.0, BigTIFF, OGC 19-008r4).
import type { RawExtent, RawGrid, Read } from '#sources/raw.ts'

/** What of a raster to read. */
export interface GeoTiffOptions {
  /** Only the cells that touch this window, in the raster's own coordinates. */
  readonly window?: RawExtent
  /** Which band, from 1. */
  readonly band?: number
}

/** Reads one band of a raster. */
export function readGeoTiff(
  _bytes: Uint8Array,
  source: string,
  _options: GeoTiffOptions = {},
): Read<RawGrid> {
  return {
    value: undefined,
    problems: [
      {
        level: 'error',
        code: 'unread',
        at: { source, table: '', row: 0 },
        message: 'Cannot read',
        cure: '',
      },
    ],
  }
}
