// Terrain tiles of the Shuttle Radar Topography Mission (.hgt, plain or zipped).
import type { RawGrid, Read } from '#sources/raw.ts'

/** Reads a tile; its south-west corner is in the file's name, `S12E043`. */
export function readHgt(_bytes: Uint8Array, source: string): Read<RawGrid> {
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
