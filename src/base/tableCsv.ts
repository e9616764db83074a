// Tables as CSV (RFC 4180, UTF-8, comma) and back, by their schema. Our own files only: what users
// bring, in every dialect, is read by `sources/`.
import type { Place, Problem } from '#base/problem.ts'
import {
  type ColumnSpec,
  isMissing,
  missingValue,
  type Row,
  type Schema,
  type Table,
  tableFromRows,
  tableLength,
  valueFault,
} from '#base/table.ts'

/**
 * A table as CSV text: a header line, one line per row, `\r\n` after each; a missing value is empty.
 *
 * Numbers are written with the fewest digits that read back to the same bits.
 */
export function tableToCsv<S extends Schema>(schema: S, table: Table<S>): string {
  const columns = Object.entries(schema)
  const lines = [columns.map(([name]) => quote(name, false)).join(',')]
  const length = tableLength(table)
  for (let row = 0; row < length; row++) {
    const fields = columns.map(([name, spec]) => {
      const value = table[name][row] as string | number
      if (isMissing(spec, value)) return columns.length === 1 ? '""' : ''
      return typeof value === 'string'
        ? quote(value, columns.length === 1)
        : numberText(spec, value)
    })
    lines.push(fields.join(','))
  }
  return `${lines.join('\r\n')}\r\n`
}

function quote(text: string, alone: boolean): string {
  if ((alone && text === '') || /[",\r\n]/.test(text)) return `"${text.replaceAll('"', '""')}"`
  return text
}

function numberText(spec: ColumnSpec, value: number): string {
  if (Object.is(value, -0)) return '-0'
  if (spec.type !== 'f32' || !Number.isFinite(value)) return String(value)
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits))
    if (Math.fround(short) === value) return String(short)
  }
  return String(Number(value.toPrecision(9)))
}

/**
 * The table that CSV bytes hold, with every problem found on the way. Columns are matched by name, in
 * any order; a cell that cannot be read is missing in the table and listed.
 *
 * @param at Where the bytes came from, for the problems' places; row 0.
 */
export function csvToTable<S extends Schema>(
  schema: S,
  bytes: Uint8Array,
  at: Place = { source: '', table: '', row: 0 },
): { readonly table: Table<S>; readonly problems: Problem[] } {
  const [header = [], ...records] = csvRecords(new TextDecoder().decode(bytes))
  const problems = headerProblems(schema, header, at)
  const positions = Object.keys(schema).map((name) => [name, header.indexOf(name)] as const)
  const rows = records.map((fields, index) => {
    const place = { ...at, row: index + 1 }
    if (fields.length !== header.length) {
      problems.push({
        level: 'error',
        code: 'row-fields',
        at: place,
        message: `Row ${index + 1} has ${fields.length} fields, expected ${header.length}`,
        cure: 'Give the row one field per column, and put fields that hold a comma into quotes',
      })
    }
    const row: Record<string, string | number> = {}
    for (const [name, position] of positions) {
      const { value, fault } = readCell(name, schema[name], fields[position] ?? '')
      row[name] = value
      if (fault !== undefined && position >= 0) problems.push({ ...fault, at: place })
    }
    return row as Row<S>
  })
  return { table: tableFromRows(schema, rows), problems }
}

function headerProblems(schema: Schema, header: readonly string[], at: Place): Problem[] {
  const problems: Problem[] = []
  for (const [name, spec] of Object.entries(schema)) {
    if (header.includes(name)) continue
    problems.push({
      level: 'error',
      code: 'column-missing',
      at,
      message: `Table "${at.table}" has no column "${name}"`,
      cure: `Add the column "${name}": ${spec.means}`,
    })
  }
  for (const name of header) {
    if (Object.hasOwn(schema, name)) continue
    problems.push({
      level: 'note',
      code: 'column-unused',
      at,
      message: `Column "${name}" is not read`,
      cure: `Columns that are read: ${Object.keys(schema).join(', ')}`,
    })
  }
  return problems
}

type Fault = Omit<Problem, 'at'>

function readCell(
  name: string,
  spec: ColumnSpec,
  text: string,
): { readonly value: string | number; readonly fault?: Fault | undefined } {
  if (spec.type === 'text') return { value: text, fault: valueFault(name, spec, text) }
  const missing = missingValue(spec)
  if (text === '') {
    // A number that may never be missing has no value of its own for that: the text has.
    return {
      value: missing,
      fault: spec.missing === 'never' ? valueFault(name, spec, text) : undefined,
    }
  }
  const value = text.trim() === '' ? Number.NaN : Number(text)
  const whole = spec.type === 'i32' || spec.type === 'u8'
  const [low, high] =
    spec.type === 'u8' ? [0, 255] : whole ? [-2147483648, 2147483647] : [-Infinity, Infinity]
  if (Number.isNaN(value) || (whole && !Number.isInteger(value)) || value < low || value > high) {
    return {
      value: missing,
      fault: {
        level: 'error',
        code: 'value-not-number',
        message: `Column "${name}" holds "${text}", expected a ${whole ? `whole number from ${low} to ${high}` : 'number'}`,
        cure: `Give a number, with a point for decimals and no thousands separator: ${spec.means}`,
      },
    }
  }
  return { value, fault: valueFault(name, spec, value) }
}

/** Records of CSV text, each its fields; lines without any character are no record. */
function csvRecords(text: string): string[][] {
  const records: string[][] = []
  let fields: string[] = []
  let position = 0
  while (position < text.length) {
    const start = position
    let field: string
    if (text.charCodeAt(position) === 0x22) {
      let parts = ''
      position++
      for (;;) {
        const close = text.indexOf('"', position)
        parts += text.slice(position, close < 0 ? text.length : close)
        position = close < 0 ? text.length : close + 1
        if (text.charCodeAt(position) !== 0x22) break
        parts += '"'
        position++
      }
      const end = fieldEnd(text, position)
      field = parts + text.slice(position, end)
      position = end
    } else {
      position = fieldEnd(text, position)
      field = text.slice(start, position)
    }
    const more = text.charCodeAt(position) === 0x2c
    if (more || fields.length > 0 || position > start) fields.push(field)
    if (more) {
      position++
      // A comma at the very end still opens one last, empty field.
      if (position === text.length) fields.push('')
      else continue
    }
    if (text.startsWith('\r\n', position)) position += 2
    else if (position < text.length) position++
    if (fields.length > 0) records.push(fields)
    fields = []
  }
  if (fields.length > 0) records.push(fields)
  return records
}

function fieldEnd(text: string, from: number): number {
  let end = from
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end)
    if (code === 0x2c || code === 0x0a || code === 0x0d) return end
  }
  return end
}
