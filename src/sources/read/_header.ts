// Which of a sheet's first rows names the columns: titles and notes often stand above it, and two rows may name
// them together ("Location" over "Latitude" and "Longitude").
import { isNothing, isPlainNumber } from '#sources/read/_columns.ts'

/** Rows looked at for a header. */
export const headerSearchRows = 12

/** The header of a sheet. */
export interface Header {
  /** The last row of the header: data begin below it. */
  readonly index: number
  /** The first row of the header; above it where two rows name the columns together. */
  readonly first: number
  readonly names: readonly string[]
}

/**
 * The header among the first rows of a sheet: the first that fills at least half as many cells as the row in
 * their middle by size. A title or a remark fills one or two; one damaged row that fills a million does not
 * count. Where the cells of a row stand over those of the next, both name the columns.
 */
export function headerOf(rows: readonly (readonly string[])[]): Header {
  const filled = rows.map(countFilled)
  const sorted = [...filled].sort((a, b) => a - b)
  const usual = Math.max(1, sorted[sorted.length >> 1] ?? 0)
  const index = Math.max(
    0,
    filled.findIndex((count) => count * 2 >= usual && count > 0),
  )
  const isOver = (upper: number): boolean =>
    upper >= 0 &&
    filled[upper] > 1 &&
    filled[upper + 1] > filled[upper] &&
    areHeads(rows[upper]) &&
    isNamedBelow(rows, upper)
  const upper = isOver(index) ? index : index - 1
  if (!isOver(upper)) return { index, first: index, names: rows[index] ?? [] }
  return { index: upper + 1, first: upper, names: namesOf(rows[upper], rows[upper + 1]) }
}

/** Names of two rows: the lower one; with the group over it where several groups have it ("2023 Women"). */
function namesOf(above: readonly string[], below: readonly string[]): readonly string[] {
  let group = ''
  return Array.from({ length: Math.max(above.length, below.length) }, (_, i) => {
    group = above[i] || group
    const own = below[i] ?? ''
    if (own === '') return above[i] ?? ''
    return below.indexOf(own) === below.lastIndexOf(own) ? own : `${group} ${own}`.trim()
  })
}

const countFilled = (row: readonly string[]): number => row.filter((cell) => cell !== '').length

/** Names are texts; years may be names too, of groups. */
function areHeads(row: readonly string[]): boolean {
  const cells = row.filter((cell) => cell !== '')
  return cells.every((cell) => !isNothing(cell) && (!isPlainNumber(cell) || isYear(cell)))
}

const isYear = (cell: string): boolean => /^(19|20)\d\d$/.test(cell)

/** Whether a row's gaps are named by the next one, which is no data: numbers stand below its words. */
function isNamedBelow(rows: readonly (readonly string[])[], upper: number): boolean {
  const below = rows[upper + 1] ?? []
  const data = rows.slice(upper + 2)
  return (
    areHeads(below) &&
    below.some(
      (name, i) =>
        name !== '' &&
        data.filter((row) => isPlainNumber(row[i] ?? '')).length * 2 > data.length &&
        data.length > 1,
    )
  )
}

/** True where a first row is data: a name is never a number with decimals or below zero. */
export function looksLikeData(row: readonly string[]): boolean {
  return row.some((cell) => isPlainNumber(cell) && (cell.includes('.') || cell.startsWith('-')))
}
