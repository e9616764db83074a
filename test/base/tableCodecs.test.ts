import fc from 'fast-check'
import { parquetMetadata } from 'hyparquet'
import { describe, expect, test } from 'vitest'
import { type Row, type Schema, tableFromRows, tableLength } from '#base/table.ts'
import { csvToTable, tableToCsv } from '#base/tableCsv.ts'
import { parquetToTable, tableToParquet } from '#base/tableParquet.ts'

const schema = {
  id: { type: 'text', unit: '', missing: 'never', means: 'Identity.' },
  note: { type: 'text', unit: '', missing: '', means: 'Words, "quoted", or none.' },
  kind: { type: 'text', unit: '', missing: '', values: ['', 'school', 'clinic'], means: 'Kind.' },
  lat: { type: 'f64', unit: 'degree', missing: 'never', means: 'Latitude.' },
  people: { type: 'f64', unit: 'person', missing: 'NaN', means: 'People.' },
  gain: { type: 'f32', unit: 'dbi', missing: 'NaN', means: 'Gain.' },
  area: { type: 'i32', unit: 'index', missing: -1, means: 'Area.' },
  level: { type: 'u8', unit: '', missing: 'never', means: 'Level.' },
} as const satisfies Schema

const at = { source: 'tiny.csv', table: 'sites', row: 0 }
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

const words = fc.string({ unit: 'grapheme' }).filter((text) => text.isWellFormed())
const anyRow: fc.Arbitrary<Row<typeof schema>> = fc.record({
  id: words.filter((text) => text !== ''),
  note: fc.oneof(words, fc.constantFrom('', '"', ',', '\r\n', '\n', 'a,"b"\r\nc', ' padded ')),
  kind: fc.constantFrom('', 'school', 'clinic'),
  lat: fc.double({ noNaN: true }),
  people: fc.oneof(fc.double(), fc.constant(Number.NaN)),
  gain: fc.float(),
  area: fc.integer({ min: -1, max: 2147483647 }),
  level: fc.integer({ min: 0, max: 255 }),
})
const anyRows = fc.array(anyRow, { maxLength: 12 })

describe('there and back is the identity, to the last bit', () => {
  test('tableToCsv() and csvToTable() on 300 tables, seed 1', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const table = tableFromRows(schema, rows)
        const back = csvToTable(schema, bytes(tableToCsv(schema, table)), at)
        expect(back.problems).toEqual([])
        expect(back.table).toEqual(table)
      }),
      { seed: 1, numRuns: 300 },
    )
  })

  test('tableToParquet() and parquetToTable() on 150 tables, seed 2', async () => {
    await fc.assert(
      fc.asyncProperty(anyRows, async (rows) => {
        const table = tableFromRows(schema, rows)
        const back = await parquetToTable(schema, tableToParquet(schema, table), at)
        expect(back.problems).toEqual([])
        expect(back.table).toEqual(table)
      }),
      { seed: 2, numRuns: 150 },
    )
  })

  test('tableToCsv() and csvToTable() on a table of one column, where an empty line is no row', () => {
    const one = { note: schema.note }
    const table = tableFromRows(one, [{ note: '' }, { note: 'a' }, { note: '' }])
    expect(csvToTable(one, bytes(tableToCsv(one, table)), at)).toEqual({ table, problems: [] })
  })
})

test('tableToCsv() writes RFC 4180: quotes doubled, CRLF after every line, missing empty', () => {
  const table = tableFromRows(schema, [
    { id: 'a', note: 'say "yes", twice', lat: 1.5, gain: Math.fround(0.1), level: 2 },
  ])
  expect(tableToCsv(schema, table)).toBe(
    'id,note,kind,lat,people,gain,area,level\r\na,"say ""yes"", twice",,1.5,,0.1,,2\r\n',
  )
})

test('csvToTable() takes columns in any order, a byte order mark, and LF alone', () => {
  const text = '\ufefflevel,id,lat,note,kind,people,gain,area\n3,x,2,,,,,\n\n'
  const { table, problems } = csvToTable(schema, bytes(text), at)
  expect(problems).toEqual([])
  expect(tableLength(table)).toBe(1)
  expect([table.id[0], table.level[0], table.lat[0], table.area[0]]).toEqual(['x', 3, 2, -1])
})

test('csvToTable() lists every cell it cannot read with its row, and reads the rest', () => {
  const text = [
    'id,note,kind,lat,people,gain,area,level,extra',
    ',n,castle,north,1e400,1,2.5,256,x',
    'b,n,school,1,2,3,4',
    'c,n,,,5,,,,y',
  ].join('\r\n')
  const { table, problems } = csvToTable(schema, bytes(text), at)
  expect(problems.map(({ code, at: place }) => `${place.row} ${code}`)).toEqual([
    '0 column-unused',
    '1 value-missing',
    '1 value-unknown',
    '1 value-not-number',
    '1 value-not-number',
    '1 value-not-number',
    '2 row-fields',
    '2 value-missing',
    '3 value-missing',
    '3 value-missing',
  ])
  expect(Array.from(table.people)).toEqual([Number.POSITIVE_INFINITY, 2, 5])
})

test('csvToTable() and parquetToTable() name a column that is absent', async () => {
  const { level: _, ...less } = schema
  const table = tableFromRows(less, [{ id: 'a', lat: 1 }])
  const fromCsv = csvToTable(schema, bytes(tableToCsv(less, table)), at)
  expect(fromCsv.problems.map(({ code }) => code)).toEqual(['column-missing'])
  const fromParquet = await parquetToTable(schema, tableToParquet(less, table), at)
  expect(fromParquet.problems.map(({ code }) => code)).toEqual(['column-missing'])
})

test('parquetToTable() says so where the bytes are no Parquet file, or a column is of another type', async () => {
  const broken = await parquetToTable(schema, bytes('PAR1 but not really'), at)
  expect(broken.problems.map(({ code }) => code)).toEqual(['parquet-unreadable'])
  const other = { id: { ...schema.level, means: 'A number.' } } as const
  const file = tableToParquet(other, tableFromRows(other, [{ id: 7 }]))
  const { problems } = await parquetToTable({ id: schema.id }, file, at)
  expect(problems.map(({ code, at: place }) => `${place.row} ${code}`)).toEqual(['1 column-type'])
})

test('tableToParquet() writes units, meanings and given metadata into the file, and no time', () => {
  const table = tableFromRows(schema, [{ id: 'a', lat: 1 }])
  const file = tableToParquet(schema, table, { metadata: { attribution: '© somebody' } })
  const pairs = parquetMetadata(file.slice().buffer).key_value_metadata ?? []
  const byKey = Object.fromEntries(pairs.map(({ key, value }) => [key, value]))
  expect(byKey.attribution).toBe('© somebody')
  expect(JSON.parse(byKey.columns ?? '')).toContainEqual({
    name: 'people',
    unit: 'person',
    missing: 'null',
    means: 'People.',
  })
  expect(tableToParquet(schema, table, { metadata: { attribution: '© somebody' } })).toEqual(file)
})
