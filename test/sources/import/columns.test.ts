import { expect, test } from 'vitest'
import { answerFrom, findColumns } from '#sources/import/columns.ts'
import { faultsOf } from '#sources/read/_faults.ts'
import { tableOf } from './_given.ts'

const row = { 'Site ID': 7, Latitude: 1, Longitude: 2, 'Tower Height': 30, Technology: 'LTE' }

test('findColumns() knows a name whatever its case, spaces and marks', () => {
  const { named } = findColumns(tableOf([row]), {}, faultsOf('a'))
  expect(named).toEqual({
    id: 'Site ID',
    lat: 'Latitude',
    lon: 'Longitude',
    heightMeters: 'Tower Height',
    technology: 'Technology',
  })
})

test('findColumns() lets the study say which column it is, and says where there is none', () => {
  const faults = faultsOf('a')
  const { named } = findColumns(tableOf([row]), { name: 'Site ID', users: 'Pupil' }, faults)
  expect(named.name).toBe('Site ID')
  expect(named.users).toBeUndefined()
  expect(faults.list()).toMatchObject([{ level: 'error', code: 'column-missing' }])
})

test('findColumns() counts the gaps of a column, and leaves a template’s empty columns alone', () => {
  const faults = faultsOf('a')
  findColumns(
    tableOf([
      { id: 1, name: 'A', operator_name: null, status: null },
      { id: 2, name: null, operator_name: 'Net', status: null },
      { id: 3, name: null, operator_name: 'Net', status: null },
    ]),
    {},
    faults,
  )
  expect(faults.list().map(({ level, at, message }) => [level, at.row, message])).toEqual([
    ['note', 2, 'Found no value for name in 2 of 3 rows of "given", the first here'],
    ['note', 1, 'Found no value for operator_name in 1 of 3 rows of "given", the first here'],
  ])
})

test('firstText() looks through all columns known for a thing', () => {
  const table = tableOf([
    { node_status: null, type_infr: 'Fibre Operational' },
    { node_status: 'Planned', type_infr: 'Fibre' },
  ])
  const columns = findColumns(table, {}, faultsOf('a'))
  expect([0, 1].map((i) => columns.firstText('status', i))).toEqual([
    'Fibre Operational',
    'Planned',
  ])
})

test('answerFrom() takes yes and no in the words of the sources, and nothing else', () => {
  expect(['True', 1, 'Oui', 'yes'].map(answerFrom)).toEqual(Array(4).fill('yes'))
  expect(['False', 0, 'Não', 'N'].map(answerFrom)).toEqual(Array(4).fill('no'))
  expect([null, '', 'maybe', 2].map(answerFrom)).toEqual(Array(4).fill('unknown'))
})
