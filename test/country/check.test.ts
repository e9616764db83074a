import { expect, test } from 'vitest'
import { tableFromRows } from '#base/table.ts'
import { checkCountry } from '#country/check.ts'
import { type Country, cellColumns } from '#country/model.ts'
import { tinyCountry } from './tiny.ts'

const settled = {
  sites: [
    { name: 'Ari', lon: 0.2, lat: 0.2, population: 120, area: 0 },
    { name: 'Beno', lon: 0.6, lat: 0.4, population: 80, area: 0 },
  ],
  fibreNodes: [{ name: 'Gate', lon: 0.2, lat: 0.2 }],
}

const said = (country: Country): readonly string[] =>
  checkCountry(country).map(({ level, code, at }) => `${level} ${code} ${at.table} ${at.row}`)

const cells = (rows: readonly { population: number; settlement: number; area?: number }[]) =>
  tableFromRows(
    cellColumns,
    rows.map((row) => ({ lon: 0.2, lat: 0.2, source: 0, ...row })),
  )

test('checkCountry() finds nothing in a sound country', () => {
  const country = tinyCountry(settled)
  expect(
    said({
      ...country,
      cells: cells([
        { population: 120, settlement: 0 },
        { population: 80, settlement: 1 },
      ]),
    }),
  ).toEqual([])
})

test('checkCountry() cannot plan for no one', () => {
  expect(said(tinyCountry({ fibreNodes: settled.fibreNodes }))).toEqual([
    'error sites-none sites 0',
  ])
})

test('checkCountry() lists values out of bounds, ids used twice, empty settlements', () => {
  const country = tinyCountry({
    ...settled,
    sites: [
      { id: 'a', lon: 0.2, lat: 0.2, population: 0 },
      { id: 'a', lon: 190, lat: 0.2, population: 5 },
    ],
  })
  expect(said(country)).toEqual([
    'error value-out-of-bounds sites 2',
    'error id-shared sites 2',
    'note settlement-empty sites 1',
  ])
})

test('checkCountry() says where two fibre nodes share an id', () => {
  const country = tinyCountry({
    ...settled,
    fibreNodes: [
      { id: 'n', lon: 0.2, lat: 0.2 },
      { id: 'n', lon: 0.3, lat: 0.2 },
    ],
  })
  expect(said(country)).toEqual(['warning id-shared fibreNodes 2'])
})

test('checkCountry() notices people that are in no settlement', () => {
  const country = tinyCountry(settled)
  expect(said({ ...country, cells: cells([{ population: 10, settlement: -1 }]) })).toEqual([
    'error population-lost cells 0',
  ])
})

test('checkCountry() compares people with the census of each area, its parts included', () => {
  const country = tinyCountry({
    ...settled,
    areas: [
      { name: 'Whole', population: 210 },
      { name: 'Part', level: 2, parent: 0, population: 40 },
      { name: 'Unknown', population: Number.NaN },
    ],
  })
  const found = checkCountry({
    ...country,
    cells: cells([
      { population: 120, settlement: 0, area: 0 },
      { population: 80, settlement: 1, area: 1 },
    ]),
  }).filter(({ code }) => code === 'population-disagrees')
  expect(found.map(({ at, message }) => [at.row, message])).toEqual([
    [2, 'Found 80 people by the cells and 40 by the census in "Part": 2.00 times'],
  ])
})

test('checkCountry() finds places that no road reaches, and roads in pieces', () => {
  const country = tinyCountry({
    ...settled,
    roads: [
      [0.2, 0.2, 0.21, 0.21],
      [0.21, 0.21, 0.22, 0.2],
      [0.9, 0.9, 0.91, 0.91],
    ],
  })
  expect(said(country)).toEqual(['note site-without-road sites 2', 'note road-pieces roads 0'])
  const pieces = checkCountry(country).find(({ code }) => code === 'road-pieces')
  expect(pieces?.message).toContain('2 pieces; the largest holds 67 %')
})

test('checkCountry() wants fibre to start from, in every first-level area, in one piece', () => {
  expect(said(tinyCountry({ sites: settled.sites }))).toEqual(['warning fibre-none fibreNodes 0'])
  const square = (west: number) => [
    [Float64Array.of(west, 0, west + 0.5, 0, west + 0.5, 1, west, 1, west, 0)],
  ]
  const country = tinyCountry({
    ...settled,
    areas: [{ name: 'West' }, { name: 'East' }],
    fibreRoutes: [
      [0.1, 0.1, 0.2, 0.1],
      [0.2001, 0.1, 0.3, 0.1],
      [0.1, 0.4, 0.2, 0.4],
    ],
  })
  const islands = { ...country, areas: { ...country.areas, polygons: [square(0), square(0.5)] } }
  expect(said(islands)).toEqual([
    'note area-without-fibre areas 2',
    'note fibre-pieces fibreRoutes 0',
  ])
  const pieces = checkCountry(islands).find(({ code }) => code === 'fibre-pieces')
  expect(pieces?.message).toContain('3 pieces, 2 when ends within 50 m')
})

test('checkCountry() finds heights that cannot be, and sites where the ground is unknown', () => {
  const grid = {
    extent: { west: 0, south: 0, east: 0.4, north: 0.4 },
    width: 2,
    height: 1,
    values: Float32Array.of(-32768, 9500),
    missing: -32768,
  }
  const country = {
    ...tinyCountry(settled),
    terrain: [{ kind: 'elevation', grid, source: 0 }],
  } as Country
  expect(said(country)).toEqual([
    'warning terrain-impossible terrain 0',
    'note terrain-missing terrain 0',
  ])
})
