// Any file a planner has, told by its bytes and read by the reader for it.
import type { RawGrid, RawTable, Read, Sql } from '#sources/raw.ts'

/** What a file of unknown format may hold. */
export interface FileContent {
  readonly tables: readonly RawTable[]
  readonly grids: readonly RawGrid[]
}

/** What helps to read it. */
export interface FileOptions {
  /** Needed for GeoPackage only. */
  readonly sql?: Sql
  /** Only this layer or sheet. */
  readonly layer?: string
  /** Names for a text table without a header. */
  readonly names?: readonly string[]
}

/** Reads tables and grids of any known format (all but OSM PBF, which needs to know what is wanted); coordinates stay as they are. */
export async function readFile(
  _bytes: Uint8Array,
  source: string,
  _options: FileOptions = {},
): Promise<Read<FileContent>> {
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
