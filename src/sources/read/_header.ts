// Which of a sheet's first rows names the columns: titles and notes often stand above it.
import { isPlainNumber } from '#sources/read/_columns.ts'

/** Rows looked at for a header. */
export const headerSearchRows = 12

/**
 * The index of the header among the first rows of a sheet: the first that fills at least half as many
 * cells as the row in their middle by size. A title or a remark fills one or two; one damaged row that
 * fills a million does not count.
 */
export function headerIndex(rows: readonly (readonly string[])[]): number {
  const filled = rows.map((row) => row.filter((cell) => cell !== '').length)
  const sorted = [...filled].sort((a, b) => a - b)
  const usual = Math.max(1, sorted[sorted.length >> 1] ?? 0)
  return Math.max(
    0,
    filled.findIndex((count) => count * 2 >= usual && count > 0),
  )
}

/** True where a first row is data: a name is never a number with decimals or below zero. */
export function looksLikeData(row: readonly string[]): boolean {
  return row.some((cell) => isPlainNumber(cell) && (cell.includes('.') || cell.startsWith('-')))
}
