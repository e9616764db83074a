// Tables in comma-, semicolon- or tab-separated text (RFC 4180 and what is found instead of it).
import type { RawTable, Read } from '#sources/raw.ts'

/** What a caller may know of a text table. */
export interface CsvOptions {
  /** Names for a table without a header line, in order. */
  readonly names?: readonly string[]
  /** The table's name in messages; the source's where left out. */
  readonly table?: string
}

/** Reads a text table; the separator, the encoding and the header are found from the bytes. */
export function readCsv(
  _bytes: Uint8Array,
  source: string,
  _options: CsvOptions = {},
): Read<RawTable> {
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
