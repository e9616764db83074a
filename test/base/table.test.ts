import { expect, test } from 'vitest'
import { checkTable, rowAt, type Schema, tableAt, tableFromRows, tableLength } from '#base/table.ts'

const schema = {
  id: { type: 'text', unit: '', missing: 'never', means: 'Identity.' },
  kind: { type: 'text', unit: '', missing: '', values: ['', 'school', 'clinic'], means: 'Kind.' },
  lat: { type: 'f64', unit: 'degree', missing: 'never', bounds: [-90, 90], means: 'Latitude.' },
  people: { type: 'f64', unit: 'person', missing: 'NaN', bounds: [0, 1e9], means: 'People.' },
  area: { type: 'i32', unit: 'index', missing: -1, means: 'Area.' },
} as const satisfies Schema

const at = { source: 'tiny.csv', table: 'sites', row: 0 }

test('tableFromRows() and rowAt() are there and back, with missing values in their own shape', () => {
  const rows = [
    { id: 'a', kind: 'school', lat: 1, people: 5, area: 2 },
    { id: 'b', lat: 2 },
  ] as const
  const table = tableFromRows(schema, rows)
  expect(tableLength(table)).toBe(2)
  expect(rowAt(schema, table, 0)).toEqual(rows[0])
  expect(rowAt(schema, table, 1)).toEqual({
    id: 'b',
    kind: '',
    lat: 2,
    people: Number.NaN,
    area: -1,
  })
})

test('tableAt() takes rows in the order asked, and copies them', () => {
  const table = tableFromRows(schema, [
    { id: 'a', lat: 1 },
    { id: 'b', lat: 2 },
    { id: 'c', lat: 3 },
  ])
  const taken = tableAt(schema, table, [2, 0])
  expect(taken.id).toEqual(['c', 'a'])
  taken.lat[0] = 80
  expect(table.lat[2]).toBe(3)
})

test('checkTable() lists every problem with its row, not the first one', () => {
  const table = tableFromRows(schema, [
    { id: '', lat: 91 },
    { id: 'b', kind: 'castle' as never, people: -1, lat: Number.NaN },
  ])
  const found = checkTable(schema, table, at).map(({ code, at: place }) => `${place.row} ${code}`)
  expect(found.sort()).toEqual([
    '1 value-missing',
    '1 value-out-of-bounds',
    '2 value-missing',
    '2 value-out-of-bounds',
    '2 value-unknown',
  ])
})

test('checkTable() names a column that is absent or too short', () => {
  const { kind: _, ...rest } = tableFromRows(schema, [{ id: 'a', lat: 1 }])
  const broken = { ...rest, area: new Int32Array(3) } as never
  expect(checkTable(schema, broken, at).map(({ code }) => code)).toEqual([
    'column-missing',
    'column-length',
  ])
})
