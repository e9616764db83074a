// Files inside a zip or gzip, with a bound against archives that expand without end.
import type { Read } from '#sources/raw.ts'

/** One file of an archive. */
export interface ZipEntry {
  readonly name: string
  readonly bytes: Uint8Array
}

/** What of an archive to expand, and how far. */
export interface ZipOptions {
  /** Expands only the files whose name it accepts. */
  readonly wanted?: (name: string) => boolean
  /** The most bytes all files together may expand to. */
  readonly maxBytes?: number
}

/** Expands the files of a zip, in the order of its directory. */
export function readZip(
  _bytes: Uint8Array,
  source: string,
  _options: ZipOptions = {},
): Read<readonly ZipEntry[]> {
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

/** Expands a gzip. */
export function readGzip(
  _bytes: Uint8Array,
  source: string,
  _options: { readonly maxBytes?: number } = {},
): Read<Uint8Array> {
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
