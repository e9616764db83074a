import { expect, test } from 'vitest'
import { isInShape } from '#geo/pointInPolygon.ts'
import { importCoverage, importCoverageGrid } from '#sources/import/coverage.ts'
import { importFibreNodes, importFibreRoutes } from '#sources/import/fibre.ts'
import { importRoads } from '#sources/import/roads.ts'
import { importTowers, isTower, technologyOf } from '#sources/import/towers.ts'
import type { RawGeometry, RawGrid } from '#sources/raw.ts'
import { contextFor, listen, square, tableOf } from './_given.ts'

const here = { lat: -10.1, lon: 40.05 }
const line = (...coordinates: number[]): RawGeometry => ({
  type: 'LineString',
  coordinates: Float64Array.from(coordinates),
})

test('importTowers() reads ITU’s cells and OpenCelliD’s rows', () => {
  const itu = tableOf([
    { ict_id: 't1', ...here, radio_type: '4G', antenna_height: 25, operator_name: 'A' },
    { ict_id: 't2', ...here, radio_type: '6G', antenna_height: -3 },
  ])
  const { made, said } = listen((f) => importTowers(itu, contextFor({ as: 'towers' }), f))
  expect(made[0].row).toMatchObject({ id: 't1', technology: '4G', heightMeters: 25, operator: 'A' })
  expect(made[1].row).toMatchObject({ technology: '', heightMeters: Number.NaN })
  expect(said).toEqual(['technology-unknown 2', 'value-impossible 2'])
  const cellId = tableOf([{ radio: 'UMTS', mcc: 740, net: 1, cell: 5, ...here, range: 1000 }])
  const opened = listen((f) => importTowers(cellId, contextFor({ as: 'towers' }), f))
  expect(opened.made[0].row).toMatchObject({ technology: '3G', radiusMeters: 1000 })
})

test('isTower() tells a mast of telecommunications from a minaret and a water tower', () => {
  const tags = (all: Record<string, string>) => (key: string) => all[key] ?? ''
  expect(isTower(tags({ man_made: 'mast' }))).toBe(true)
  expect(isTower(tags({ man_made: 'communications_tower' }))).toBe(true)
  expect(isTower(tags({ man_made: 'tower', 'tower:type': 'communication' }))).toBe(true)
  expect(isTower(tags({ man_made: 'tower', 'tower:type': 'minaret' }))).toBe(false)
  expect(isTower(tags({ man_made: 'mast', 'tower:type': 'lighting' }))).toBe(false)
  expect(isTower(tags({ man_made: 'tower' }))).toBe(false)
  expect(isTower(tags({ man_made: 'water_tower' }))).toBe(false)
  expect(['LTE', 'nr', 'GSM', 'x'].map(technologyOf)).toEqual(['4G', '5G', '2G', ''])
})

test('importCoverage() keeps each row’s polygon with its technology', () => {
  const polygon = (at: number): RawGeometry => ({
    type: 'MultiPolygon',
    coordinates: square(at, -10.15, 0.05),
  })
  const table = tableOf(
    [{ radio_type: '4G' }, { radio_type: null }, { radio_type: '3G' }, { radio_type: '4G' }],
    [polygon(40), polygon(40.1), { type: 'Point', coordinates: [40, -10] }, polygon(80)],
    'EPSG:4326',
  )
  const { made, said } = listen((f) => importCoverage(table, contextFor({ as: 'coverage' }), f))
  expect(made.map(({ technology }) => technology)).toEqual(['4G', '4G'])
  expect(said).toEqual(['technology-missing 2', 'geometry-wrong 3', 'outside-boundary 4'])
  const none = listen((f) =>
    importCoverage(tableOf([{ radio_type: '4G' }]), contextFor({ as: 'coverage' }), f),
  )
  expect(none.said).toEqual(['geometry-missing 0'])
})

test('importCoverageGrid() covers exactly the cells that hold 1', () => {
  const values = Float32Array.of(1, 1, 0, 1, 0, 1, 1, 1, 0, 0, 0, 2)
  const grid: RawGrid = {
    source: 'cover.tif',
    band: 'band 1',
    crs: 'EPSG:4326',
    extent: { west: 40, south: -10.3, east: 40.4, north: -10 },
    width: 4,
    height: 3,
    values,
    missing: Number.NaN,
  }
  const { made, said } = listen((f) =>
    importCoverageGrid(grid, contextFor({ as: 'coverage', technology: '4G' }), f),
  )
  expect(said).toEqual([])
  for (let i = 0; i < 12; i++) {
    const lon = 40.05 + 0.1 * (i % 4)
    const lat = -10.05 - 0.1 * Math.floor(i / 4)
    expect(isInShape(lon, lat, made[0].area)).toBe(values[i] === 1)
  }
  const untold = listen((f) => importCoverageGrid(grid, contextFor({ as: 'coverage' }), f))
  expect(untold.said).toEqual(['technology-missing 0'])
})

test('importFibreNodes() reads ITU’s transmission nodes and WATRA’s, fibre only', () => {
  const itu = tableOf([
    { ict_id: 'n1', ...here, transmission_medium: 'fiber', node_status: null, is_actual: 1 },
    { ict_id: 'n2', ...here, transmission_medium: 'microwave', node_status: null, is_actual: 1 },
    { ict_id: 'n3', ...here, transmission_medium: null, node_status: null, is_actual: null },
  ])
  const { made, said } = listen((f) => importFibreNodes(itu, contextFor({ as: 'fibreNodes' }), f))
  expect(made.map(({ row }) => [row.id, row.status, row.role])).toEqual([
    ['n1', 'operational', 'node'],
    ['n3', 'unknown', 'node'],
  ])
  expect(said).toEqual(['node-not-fibre 0'])
  // `<NA>` comes from the reader as nothing.
  const watra = tableOf([
    { node_id: 'w1', name: 'Sakete', type_infr: 'Fibre Operational', node_status: null, ...here },
    { node_id: 'w2', type_infr: 'Fibre Under Construction', node_status: null, ...here },
    { node_id: 'w3', type_infr: 'Microwave Operational', node_status: null, ...here },
  ])
  const west = listen((f) => importFibreNodes(watra, contextFor({ as: 'fibreNodes' }), f))
  expect(west.made.map(({ row }) => row.status)).toEqual(['operational', 'construction'])
})

test('importFibreNodes() takes a list that is silent about status for what stands, and roles from it', () => {
  const own = tableOf([
    { id: 'g', name: 'Main', role: 'gateway', ...here },
    { id: 'h', role: 'hub', ...here },
    { id: 'l', role: null, ...here },
  ])
  const { made, said } = listen((f) =>
    importFibreNodes(own, contextFor({ as: 'fibreNodes', role: 'landing' }), f),
  )
  expect(made.map(({ row }) => [row.role, row.status])).toEqual([
    ['gateway', 'operational'],
    ['landing', 'operational'],
    ['landing', 'operational'],
  ])
  expect(said).toEqual(['role-unknown 2'])
})

test('importFibreRoutes() splits lines of many parts and names a route by its ends', () => {
  const table = tableOf(
    [
      { line_id: 'r1', status: 'Operational', from: 'Ari', to: 'Beno', operator_name: null },
      { line_id: 'r2', status: 'Planned', from: null, to: null, operator_name: 'Net' },
    ],
    [
      line(40.01, -10.1, 40.05, -10.1),
      {
        type: 'MultiLineString',
        coordinates: [
          Float64Array.of(40.02, -10.1, 40.03, -10.12),
          Float64Array.of(40.04, -10.1, 40.04, -10.12),
        ],
      },
    ],
    'EPSG:4326',
  )
  const { made, said } = listen((f) =>
    importFibreRoutes(table, contextFor({ as: 'fibreRoutes' }), f),
  )
  expect(said).toEqual([])
  expect(made.map(({ id, name, status, operator }) => [id, name, status, operator])).toEqual([
    ['r1', 'Ari – Beno', 'operational', ''],
    ['r2', '', 'planned', 'Net'],
    ['r2/1', '', 'planned', 'Net'],
  ])
})

test('importRoads() keeps what can be driven, inside the country, and counts the rest', () => {
  const table = tableOf(
    [
      { highway: 'primary' },
      { highway: 'footway' },
      { highway: 'track' },
      { highway: 'primary' },
      { highway: 'residential' },
      { highway: 'residential' },
      { highway: 'service' },
    ],
    [
      line(40.01, -10.1, 40.02, -10.1),
      line(40.01, -10.1, 40.02, -10.1),
      line(-10.1, 40.01, -10.1, 40.02),
      line(40.5, -10.1, 40.51, -10.1),
      line(50, 0, 51, 0),
      line(40.01, -10.11, 41.5, -10.11),
      { type: 'Point', coordinates: [40.01, -10.1] },
    ],
    'EPSG:4326',
  )
  const { made, said } = listen((f) => importRoads(table, contextFor({ as: 'roads' }), f))
  expect(made.map(({ kind }) => kind)).toEqual(['primary', 'track', 'residential'])
  expect([...made[1].line]).toEqual([40.01, -10.1, 40.02, -10.1])
  expect(said).toEqual([
    'coordinates-swapped 3',
    'geometry-wrong 7',
    'outside-boundary 5',
    'apart-left-out 0',
  ])
})
