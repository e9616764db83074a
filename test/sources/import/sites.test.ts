import { expect, test } from 'vitest'
import { findKind, kindFromTags } from '#sources/import/siteKinds.ts'
import { importPlaces, importSettlements, importSites } from '#sources/import/sites.ts'
import { contextFor, listen, tableOf } from './_given.ts'

const here = { lat: -10.1, lon: 40.05 }

test('importSites() reads ITU’s points of interest with their columns unchanged', () => {
  const { made, said } = listen((faults) =>
    importSites(
      tableOf([
        {
          ...here,
          poi_id: 'a-1',
          poi_type: 'community_center',
          is_connected: 'True',
          connectivity_type: 'mobile_broadband',
          has_electricity: 'False',
          number_of_users: 120,
          total_mbps: 35.5,
          country_code: 'XTA',
          dataset_id: 'd',
        },
        { ...here, lon: 40.16, poi_id: 'a-2', poi_type: 'church' },
      ]),
      contextFor(),
      faults,
    ),
  )
  expect(said).toEqual([])
  expect(made[0].row).toMatchObject({
    id: 'a-1',
    kind: 'community',
    connected: 'yes',
    connectedBy: 'cellular',
    electricity: 'no',
    users: 120,
    demandMbps: 35.5,
    area: 1,
    source: 3,
  })
  expect(made[1].row).toMatchObject({ kind: 'worship', connected: 'unknown', connectedBy: '' })
  expect(made[1].row.population).toBeNaN()
  expect(made[1].at).toEqual({ source: 'given.csv', table: 'given', row: 2 })
})

test('importSites() reads Giga’s schools, Maina’s facilities and healthsites.io', () => {
  const giga = listen((faults) =>
    importSites(
      tableOf([
        {
          giga_id_school: 'g1',
          school_id: '77',
          name: 'Escola',
          ...here,
          connectivity: 'Yes',
          type_connectivity: 'fiber',
          num_students: 300,
        },
      ]),
      contextFor(),
      faults,
    ),
  )
  expect(giga.made[0].row).toMatchObject({
    id: 'g1',
    kind: 'school',
    connected: 'yes',
    connectedBy: 'fibre',
    users: 300,
  })
  const maina = listen((faults) =>
    importSites(
      tableOf([
        {
          'Facility name': 'CMC',
          'Facility type': 'Poste de Santé',
          facility_type_9: 'Health Post',
          Lat: -10.1,
          Long: 40.05,
        },
        { 'Facility name': 'CHR', facility_type_9: 'Hospital', Lat: -10.15, Long: 40.05 },
      ]),
      contextFor(),
      faults,
    ),
  )
  expect(maina.made.map(({ row }) => [row.kind, row.name])).toEqual([
    ['clinic', 'CMC'],
    ['hospital', 'CHR'],
  ])
  const healthsites = listen((faults) =>
    importSites(
      tableOf([
        { osm_id: 4993593029, osm_type: 'node', name: 'Dent', amenity: 'dentist', ...here },
        {
          osm_id: 12,
          osm_type: 'way',
          name: '',
          amenity: 'doctors',
          healthcare: 'doctor',
          ...here,
        },
      ]),
      contextFor(),
      faults,
    ),
  )
  expect(healthsites.made.map(({ row }) => [row.id, row.kind])).toEqual([['way/12', 'clinic']])
})

test('importSites() says each unknown kind once, with the first row, and lets the study map it', () => {
  const rows = [
    { ...here, type: 'madrasa' },
    { ...here, type: 'madrasa' },
    { ...here, type: 'School' },
  ]
  const { made, said, faults } = listen((f) => importSites(tableOf(rows), contextFor(), f))
  expect(said).toEqual(['kind-unknown 1'])
  expect(faults.list()[0].message).toContain('2 rows')
  expect(made.map(({ row }) => row.kind)).toEqual(['other', 'other', 'school'])
  const mapped = listen((f) =>
    importSites(tableOf(rows), contextFor({ kinds: { madrasa: 'school', School: 'skip' } }), f),
  )
  expect(mapped.said).toEqual([])
  expect(mapped.made.map(({ row }) => row.kind)).toEqual(['school', 'school'])
})

test('importSites() cannot guess what rows without a kind are', () => {
  const { made, said } = listen((f) => importSites(tableOf([here]), contextFor(), f))
  expect([made, said]).toEqual([[], ['column-missing 0']])
  const fixed = listen((f) => importSites(tableOf([here]), contextFor({ kind: 'library' }), f))
  expect(fixed.made[0].row).toMatchObject({ kind: 'library', id: 'given#1' })
})

test('importSites() calls a number that cannot be one a warning, and the value unknown', () => {
  const rows = [
    { ...here, kind: 'school', students: -5 },
    { ...here, kind: 'school', students: 'many' },
  ]
  const { made, said } = listen((f) => importSites(tableOf(rows), contextFor(), f))
  expect(said).toEqual(['value-impossible 1', 'value-impossible 2'])
  expect(made.every(({ row }) => Number.isNaN(row.users))).toBe(true)
})

test('importSettlements() keeps population and says where there is none', () => {
  const { made, said } = listen((f) =>
    importSettlements(
      tableOf([
        { ...here, name: 'Ari', population: 4200 },
        { ...here, name: 'Beno', population: null },
      ]),
      contextFor({ as: 'settlements' }),
      f,
    ),
  )
  expect(made.map(({ row }) => [row.kind, row.population])).toEqual([
    ['settlement', 4200],
    ['settlement', Number.NaN],
  ])
  expect(said).toEqual(['population-missing 2'])
})

test('importPlaces() takes OpenStreetMap’s inhabited places, in columns or in pairs of tag and value', () => {
  const wide = tableOf([
    { id: 'node/1', place: 'village', name: 'Ari', ...here },
    { id: 'node/2', place: 'islet', name: 'Rock', ...here },
    { id: 'node/3', place: 'hamlet', name: null, ...here },
  ])
  const pairs = tableOf([
    { osm_id: 'node/1', tag: 'place', value: 'village', name: 'Ari', ...here },
    { osm_id: 'node/2', tag: 'amenity', value: 'school', name: 'School', ...here },
  ])
  for (const table of [wide, pairs]) {
    const { made, said } = listen((f) => importPlaces(table, contextFor({ as: 'places' }), f))
    expect(made.map(({ id, name }) => [id, name])).toEqual([['node/1', 'Ari']])
    expect(said).toEqual([])
  }
})

test('kindFromTags() and findKind() know the words of the trade', () => {
  const tags = (all: Record<string, string>) => (key: string) => all[key] ?? ''
  expect(kindFromTags(tags({ amenity: 'school' }))).toBe('school')
  expect(kindFromTags(tags({ amenity: 'pharmacy', healthcare: 'pharmacy' }))).toBe('skip')
  expect(kindFromTags(tags({ healthcare: 'centre' }))).toBe('clinic')
  expect(kindFromTags(tags({ amenity: 'bank' }), { bank: 'skip' })).toBe('skip')
  expect(findKind('Health Centre')).toBe('clinic')
  expect(findKind('community_center')).toBe('community')
  expect(findKind('École')).toBe('school')
  expect(findKind('volcano')).toBeUndefined()
})
