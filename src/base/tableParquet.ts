// Tables as Apache Parquet and back, by their schema: each column with its own type, a missing value
// null, units and meanings in the key-value metadata, so that the file explains itself.
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer'
import { canonicalJson } from '#base/canonical.ts'
import type { Place, Problem } from '#base/problem.ts'
import {
  type ColumnSpec,
  isMissing,
  missingValue,
  type Row,
  type Schema,
  type Table,
  tableFromRows,
  valueFault,
} from '#base/table.ts'

const parquetTypes = {
  f64: 'DOUBLE',
  f32: 'FLOAT',
  i32: 'INT32',
  u8: 'INT32',
  text: 'STRING',
} as const

/**
 * A table as the bytes of a Parquet file.
 *
 * @param options `metadata`: further key-value pairs. `geometry`: well-known binary for each row (null
 *   where it has none), in a last column of this name.
 */
export function tableToParquet<S extends Schema>(
  schema: S,
  table: Table<S>,
  options: {
    readonly metadata?: Readonly<Record<string, string>>
    readonly geometry?: { readonly name: string; readonly wkb: readonly (Uint8Array | null)[] }
  } = {},
): Uint8Array {
  const columnData: ColumnSource[] = Object.entries(schema).map(([name, spec]) => ({
    name,
    type: parquetTypes[spec.type],
    nullable: spec.missing !== 'never',
    data: Array.from(table[name] as ArrayLike<string | number>, (value) =>
      spec.missing !== 'never' && isMissing(spec, value) ? null : value,
    ),
  }))
  if (options.geometry !== undefined) {
    const { name, wkb } = options.geometry
    columnData.push({ name, type: 'BYTE_ARRAY', nullable: true, data: [...wkb] })
  }
  const metadata = { columns: columnsJson(schema), ...options.metadata }
  const buffer = parquetWriteBuffer({
    columnData,
    createdBy: 'silta',
    kvMetadata: Object.entries(metadata).map(([key, value]) => ({ key, value })),
  })
  return new Uint8Array(buffer)
}

function columnsJson(schema: Schema): string {
  const columns = Object.entries(schema).map(([name, { unit, missing, means }]) => ({
    name,
    unit,
    missing: missing === 'never' ? 'never' : 'null',
    means,
  }))
  return canonicalJson(columns)
}

/**
 * The table that the bytes of a Parquet file hold, with every problem found on the way. Columns are
 * matched by name; further ones (a geometry) are left unread.
 *
 * @param at Where the bytes came from, for the problems' places; row 0.
 */
export async function parquetToTable<S extends Schema>(
  schema: S,
  bytes: Uint8Array,
  at: Place = { source: '', table: '', row: 0 },
): Promise<{ readonly table: Table<S>; readonly problems: Problem[] }> {
  const file = bytes.slice().buffer
  const problems: Problem[] = []
  let records: Record<string, unknown>[] = []
  try {
    const present = new Set(parquetMetadata(file).schema.map(({ name }) => name))
    for (const [name, spec] of Object.entries(schema)) {
      if (present.has(name)) continue
      problems.push({
        level: 'error',
        code: 'column-missing',
        at,
        message: `Table "${at.table}" has no column "${name}"`,
        cure: `Add the column "${name}": ${spec.means}`,
      })
    }
    const columns = Object.keys(schema).filter((name) => present.has(name))
    if (columns.length > 0) records = await parquetReadObjects({ file, columns })
  } catch (error) {
    problems.push({
      level: 'error',
      code: 'parquet-unreadable',
      at,
      message: `Cannot read "${at.source}" as Parquet: ${error instanceof Error ? error.message : String(error)}`,
      cure: 'Give a whole Parquet file, uncompressed or with Snappy',
    })
  }
  const rows = records.map((record, index) => {
    const row: Record<string, string | number> = {}
    for (const [name, spec] of Object.entries(schema)) {
      const { value, fault } = readValue(name, spec, record[name])
      row[name] = value
      if (fault !== undefined && name in record)
        problems.push({ ...fault, at: { ...at, row: index + 1 } })
    }
    return row as Row<S>
  })
  return { table: tableFromRows(schema, rows), problems }
}

function readValue(
  name: string,
  spec: ColumnSpec,
  raw: unknown,
): { readonly value: string | number; readonly fault?: Omit<Problem, 'at'> | undefined } {
  const missing = missingValue(spec)
  if (raw === null || raw === undefined)
    return {
      value: missing,
      fault: spec.missing === 'never' ? valueFault(name, spec, '') : undefined,
    }
  const value = typeof raw === 'bigint' ? Number(raw) : raw
  if (typeof value !== (spec.type === 'text' ? 'string' : 'number')) {
    return {
      value: missing,
      fault: {
        level: 'error',
        code: 'column-type',
        message: `Column "${name}" holds a ${typeof value}, expected ${spec.type === 'text' ? 'text' : 'a number'}`,
        cure: `Store the column as ${parquetTypes[spec.type]}`,
      },
    }
  }
  return {
    value: value as string | number,
    fault: valueFault(name, spec, value as string | number),
  }
}
