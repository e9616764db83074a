// Measured series as CSV: two columns, day and value. Read strictly, and kept as written anew, so that
// nothing else (formulas, other columns, names) comes along.
import { type Fault, isDate } from '#register/schema.ts'

/** One measurement. */
export interface Measured {
  readonly date: string
  readonly value: number
}

/** As many as a record of evidence may hold. */
const rowsMost = 1000

/** What is wrong with a series, and on which line; 0 where it is not one line's. */
export interface SeriesFault extends Fault {
  readonly row: number
}

/** The series of a CSV file, or its first fault. */
export function readSeries(bytes: Uint8Array): readonly Measured[] | SeriesFault {
  const wrong = (what: string, row: number, message: string): SeriesFault => ({
    at: '',
    code: `series-${what}`,
    row,
    message: row === 0 ? message : `Line ${row}: ${message}`,
    cure: 'Save it as CSV in UTF-8 with the columns "date" and "value", as in 2027-10-31,118.5',
  })
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return wrong('text', 0, 'This is not text in UTF-8')
  }
  const lines = text
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split(/\r\n|\n|\r/)
  const separator = lines[0].includes(';') ? ';' : ','
  if (!/^"?date"?[,;]"?value"?$/i.test(lines[0].replaceAll(' ', '')))
    return wrong('columns', 1, 'The columns are not "date" and "value"')
  if (lines.length < 2) return wrong('empty', 0, 'It holds no measurement')
  if (lines.length > rowsMost + 1)
    return wrong(
      'long',
      0,
      `It holds ${lines.length - 1} measurements, and ${rowsMost} are the most`,
    )
  const series: Measured[] = []
  for (const [i, line] of lines.slice(1).entries()) {
    const cells = line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
    const [date = '', value = ''] = cells
    if (cells.length !== 2) return wrong('row', i + 2, `There are ${cells.length} cells, not two`)
    if (!isDate(date)) return wrong('row', i + 2, `"${date.slice(0, 20)}" is no day`)
    if (!/^[+-]?\d{1,15}(\.\d{1,10})?$/.test(value))
      return wrong('row', i + 2, `"${value.slice(0, 20)}" is no number with a decimal point`)
    series.push({ date, value: Number(value) })
  }
  return series
}

/** The series as the file that is kept. */
export function writeSeries(series: readonly Measured[]): Uint8Array {
  const lines = series.map(({ date, value }) => `${date},${value}\n`)
  return new TextEncoder().encode(`date,value\n${lines.join('')}`)
}
