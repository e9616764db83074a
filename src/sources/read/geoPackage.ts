// Layers of a GeoPackage (OGC 12-128r18).
import type { RawTable, Read, Sql } from '#sources/raw.ts'

/** Reads the layer asked for, or every layer and attribute table. */
export function readGeoPackage(
  _bytes: Uint8Array,
  source: string,
  _sql: Sql,
  _options: { readonly layer?: string } = {},
): Read<readonly RawTable[]> {
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
