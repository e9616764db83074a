// Features in GeoJSON (RFC 7946, and the crs member of its 2008 ancestor).
import type { RawTable, Read } from '#sources/raw.ts'

/** Reads a FeatureCollection, a Feature, a geometry or one feature per line. */
export function readGeoJson(_bytes: Uint8Array, source: string): Read<RawTable> {
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
