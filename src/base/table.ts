// Tables of typed columns whose schema is data, said once: from it follow the TypeScript type, the
// checks, the CSV and Parquet codecs (`tableCsv.ts`, `tableParquet.ts`) and the page in the manual.
import type { Place, Problem } from '#base/problem.ts'
import type { Unit } from '#base/units.ts'

/** How a missing value stands in a column; `never` where every row must have one. */
export type Missing = 'never' | 'NaN' | '' | -1

interface NumberColumnSpec {
  readonly type: 'f64' | 'f32' | 'i32' | 'u8'
  readonly unit: Unit
  readonly missing: Missing
  readonly means: string
  /** Inclusive bounds, where the field has any. */
  readonly bounds?: readonly [low: number, high: number]
}

interface TextColumnSpec {
  readonly type: 'text'
  readonly unit: ''
  readonly missing: 'never' | ''
  readonly means: string
  /** The only values allowed, where the field is a choice. */
  readonly values?: readonly string[]
}

/** One column of a schema. */
export type ColumnSpec = NumberColumnSpec | TextColumnSpec

/** A table's schema: its columns by name, in their order. */
export type Schema = Readonly<Record<string, ColumnSpec>>

/** The values of one column, as its spec promises them. */
export type Column<C extends ColumnSpec> = C extends { type: 'f64' }
  ? Float64Array
  : C extends { type: 'f32' }
    ? Float32Array
    : C extends { type: 'i32' }
      ? Int32Array
      : C extends { type: 'u8' }
        ? Uint8Array
        : C extends { type: 'text'; values: readonly (infer V)[] }
          ? readonly V[]
          : readonly string[]

/** One value of a column: what a row holds. */
export type Cell<C extends ColumnSpec> = C extends { type: 'text'; values: readonly (infer V)[] }
  ? V
  : C extends { type: 'text' }
    ? string
    : number

/** Columns of one length. A row's identity inside a study is its index. */
export type Table<S extends Schema> = { readonly [K in keyof S]: Column<S[K]> }

/** One row as a plain object: for making tables and for showing a row, not for loops. */
export type Row<S extends Schema> = { readonly [K in keyof S]: Cell<S[K]> }

type NumberColumn = Float64Array | Float32Array | Int32Array | Uint8Array

const arrayForType = {
  f64: Float64Array,
  f32: Float32Array,
  i32: Int32Array,
  u8: Uint8Array,
} as const

/** How many rows a table holds: the length of its first column. */
export function tableLength(table: Readonly<Record<string, { readonly length: number }>>): number {
  for (const name in table) return table[name].length
  return 0
}

/** The value that stands for "missing" in a column, as a row holds it. */
export function missingValue(spec: ColumnSpec): string | number {
  if (spec.type === 'text') return ''
  return spec.missing === 'NaN' ? Number.NaN : spec.missing === -1 ? -1 : 0
}

/** A table from rows, in their order; a column that a row leaves out is missing there. */
export function tableFromRows<S extends Schema>(
  schema: S,
  rows: readonly Partial<Row<S>>[],
): Table<S> {
  const table: Record<string, readonly string[] | NumberColumn> = {}
  for (const [name, spec] of Object.entries(schema)) {
    const missing = missingValue(spec)
    const values = rows.map((row) => row[name] ?? missing)
    table[name] =
      spec.type === 'text' ? (values as string[]) : arrayForType[spec.type].from(values as number[])
  }
  return table as Table<S>
}

/** The rows at the given indexes, as a new table. */
export function tableAt<S extends Schema>(
  schema: S,
  table: Table<S>,
  indexes: ArrayLike<number>,
): Table<S> {
  const result: Record<string, readonly string[] | NumberColumn> = {}
  for (const [name, spec] of Object.entries(schema)) {
    if (spec.type === 'text') {
      const values = table[name] as readonly string[]
      result[name] = Array.from(indexes, (index) => values[index])
    } else {
      const values = table[name] as NumberColumn
      const taken = new arrayForType[spec.type](indexes.length)
      for (let i = 0; i < indexes.length; i++) taken[i] = values[indexes[i]]
      result[name] = taken
    }
  }
  return result as Table<S>
}

/** One row as an object. */
export function rowAt<S extends Schema>(schema: S, table: Table<S>, index: number): Row<S> {
  const row: Record<string, string | number> = {}
  for (const name in schema) row[name] = table[name][index] as string | number
  return row as Row<S>
}

/** True where the row has no value in this column. */
export function isMissing(spec: ColumnSpec, value: string | number): boolean {
  if (spec.missing === 'never')
    return typeof value === 'number' ? Number.isNaN(value) : value === ''
  if (spec.missing === 'NaN') return Number.isNaN(value as number)
  return value === spec.missing
}

/**
 * Every problem of a table against its schema: columns absent or of unequal length, values missing
 * where they never may, out of bounds, or not among the allowed ones.
 *
 * @param at Where the table came from, for the problems' places; row 0.
 */
export function checkTable<S extends Schema>(schema: S, table: Table<S>, at: Place): Problem[] {
  const problems: Problem[] = []
  const length = tableLength(table)
  for (const [name, spec] of Object.entries(schema)) {
    const column = table[name] as ArrayLike<string | number> | undefined
    if (column === undefined) {
      problems.push({
        level: 'error',
        code: 'column-missing',
        at,
        message: `Table "${at.table}" has no column "${name}"`,
        cure: `Add the column "${name}": ${spec.means}`,
      })
      continue
    }
    if (column.length !== length) {
      problems.push({
        level: 'error',
        code: 'column-length',
        at,
        message: `Column "${name}" of "${at.table}" has ${column.length} rows, expected ${length}`,
        cure: 'Give every column one value per row',
      })
      continue
    }
    for (let row = 0; row < length; row++) {
      const fault = valueFault(name, spec, column[row])
      if (fault !== undefined) problems.push({ ...fault, at: { ...at, row: row + 1 } })
    }
  }
  return problems
}

/** What is wrong with one value of a column, without its place; nothing where it is right. */
export function valueFault(
  name: string,
  spec: ColumnSpec,
  value: string | number,
): Omit<Problem, 'at'> | undefined {
  if (isMissing(spec, value)) {
    if (spec.missing !== 'never') return undefined
    return {
      level: 'error',
      code: 'value-missing',
      message: `Column "${name}" is empty`,
      cure: `Give a value: ${spec.means}`,
    }
  }
  if (spec.type === 'text') {
    if (spec.values === undefined || spec.values.includes(value as string)) return undefined
    return {
      level: 'error',
      code: 'value-unknown',
      message: `Column "${name}" holds "${value}"`,
      cure: `Use one of: ${spec.values.join(', ')}`,
    }
  }
  if (spec.bounds === undefined) return undefined
  const [low, high] = spec.bounds
  const number = value as number
  if (number >= low && number <= high) return undefined
  return {
    level: 'error',
    code: 'value-out-of-bounds',
    message: `Column "${name}" holds ${number}`,
    cure: `Give a value from ${low} to ${high}`,
  }
}
