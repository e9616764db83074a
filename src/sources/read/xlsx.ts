// Sheets of an Excel workbook (ECMA-376).
import type { RawTable, Read } from '#sources/raw.ts'

/** Reads every sheet as a table; the first row with text is the header. */
export function readXlsx(_bytes: Uint8Array, source: string): Read<readonly RawTable[]> {
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
