import { expect, test } from 'vitest'
import { findColumns } from '#sources/import/columns.ts'
import { geometryCenter } from '#sources/import/findPositions.ts'
import { placeRows } from '#sources/import/positions.ts'
import { makeTerritory } from '#sources/import/territory.ts'
import type { RawTable } from '#sources/raw.ts'
import type { StudySource } from '#sources/studyFile.ts'
import { contextFor, listen, tableOf, territory } from './_given.ts'

function place(table: RawTable, spec: Partial<StudySource> = {}, where = territory) {
  return listen((faults) => {
    const context = contextFor(spec, where)
    return placeRows(table, findColumns(table, context.spec.columns ?? {}, faults), context, faults)
  })
}

test('placeRows() keeps what lies in the country and says of every other row why it does not', () => {
  const { made, said } = place(
    tableOf([
      { lat: -10.1, lon: 40.05 },
      { lat: 40.15, lon: -10.1 },
      { lat: null, lon: 40.1 },
      { lat: 0, lon: 0 },
      { lat: -10.1, lon: 40.5 },
      { lat: 500, lon: 40.1 },
      { lat: -10.1, lon: 'west' },
    ]),
  )
  expect(made.rows).toEqual([0, 1])
  expect(made.lon).toEqual([40.05, 40.15])
  expect(made.lat).toEqual([-10.1, -10.1])
  expect(made.area).toEqual([1, 2])
  expect(said).toEqual([
    'coordinates-swapped 2',
    'position-missing 3',
    'outside-boundary 4',
    'coordinates-impossible 6',
    'position-missing 7',
    'apart-left-out 0',
  ])
})

test('placeRows() swaps only where that is certain: an error where no boundary can tell', () => {
  const anywhere = makeTerritory([], [], [], undefined, [])
  const { made, said, faults } = place(tableOf([{ lat: 140.2, lon: -10 }]), {}, anywhere)
  expect(made.rows).toEqual([])
  expect(said).toEqual(['coordinates-impossible 1'])
  expect(faults.list()[0]).toMatchObject({ level: 'error' })
  expect(faults.list()[0].cure).toContain('swapped')
})

test('placeRows() leaves alone a point that is inside both ways', () => {
  const square45 = makeTerritory([], [], [], [40, 40, 50, 50], [])
  const { made, said } = place(tableOf([{ lat: 41, lon: 49 }]), {}, square45)
  expect([made.lon, made.lat]).toEqual([[49], [41]])
  expect(said).toEqual([])
})

// Web Mercator by its definition: x = R λ, y = R ln tan(π/4 + φ/2), R = 6,378,137 m.
const mercator = (lon: number, lat: number) => ({
  x: (6_378_137 * lon * Math.PI) / 180,
  y: 6_378_137 * Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)),
})

test('placeRows() converts meters where the study or the file says what they are', () => {
  const rows = [mercator(40.05, -10.1), mercator(40.15, -10.05)]
  const stated = place(tableOf(rows), { crs: 'EPSG:3857' })
  expect(stated.said).toEqual(['crs-converted 0'])
  expect(stated.made.lon[0]).toBeCloseTo(40.05, 9)
  expect(stated.made.lat[1]).toBeCloseTo(-10.05, 9)
  const geometry = rows.map(({ x, y }) => ({ type: 'Point', coordinates: [x, y] }) as const)
  const inFile = place(tableOf([{ id: 1 }, { id: 2 }], geometry, 'EPSG:3857'))
  expect(inFile.said).toEqual(['crs-converted 0'])
  expect(inFile.made.lat[0]).toBeCloseTo(-10.1, 9)
})

test('placeRows() recognizes Web Mercator that nobody declared, where it then fits, and says so', () => {
  const rows = [mercator(40.05, -10.1), mercator(40.15, -10.05)]
  const guessed = place(tableOf(rows))
  expect(guessed.said).toEqual(['crs-guessed 0', 'crs-converted 0'])
  expect(guessed.made.lon[1]).toBeCloseTo(40.15, 9)
  const elsewhere = place(tableOf([mercator(-80, 20)]))
  expect(elsewhere.said).toEqual(['crs-unknown 0'])
  expect(elsewhere.made.rows).toEqual([])
})

test('placeRows() names the column it misses, and the one that may be meant', () => {
  const { said, faults } = place(tableOf([{ latitud: 1, name: 'a' }]))
  expect(said).toEqual(['column-missing 0', 'column-missing 0'])
  expect(faults.list()[1].cure).toContain('Did you mean "latitud"?')
  const mapped = place(tableOf([{ latitud: -10.1, este: 40.05 }]), {
    columns: { lat: 'latitud', lon: 'este' },
  })
  expect(mapped.said).toEqual([])
  expect(mapped.made.rows).toEqual([0])
  const wrong = place(tableOf([{ lat: -10.1, lon: 40.05 }]), { columns: { lat: 'lattitude' } })
  expect(wrong.said).toEqual(['column-missing 0'])
})

test('geometryCenter() stands in a building, on a line, at a point', () => {
  const building = Float64Array.of(2, 1, 4, 1, 4, 2, 2, 2, 2, 1)
  expect(geometryCenter({ type: 'Polygon', coordinates: [building] })).toEqual([3, 1.5])
  const line = Float64Array.of(0, 0, 1, 1, 5, 5)
  expect(geometryCenter({ type: 'LineString', coordinates: line })).toEqual([1, 1])
  expect(geometryCenter({ type: 'Point', coordinates: [7, 8] })).toEqual([7, 8])
  expect(geometryCenter({ type: 'MultiPolygon', coordinates: [] })).toBeUndefined()
})

test('placeRows() turns a whole column back that lost its sign, and no single row', () => {
  const rows = Array.from({ length: 20 }, (_, i) => ({
    lat: 10.01 + i / 200,
    lon: 40.01 + i / 200,
  }))
  const lost = place(tableOf(rows))
  expect(lost.said).toEqual(['sign-lost 0'])
  expect(lost.made.rows).toHaveLength(20)
  expect(lost.made.lat[0]).toBe(-10.01)
  const one = place(tableOf([...rows.map(({ lat, lon }) => ({ lat: -lat, lon })), rows[0]]))
  expect(one.made.rows).toHaveLength(20)
  expect(one.said).toEqual(['outside-boundary 21'])
})

test('placeRows() reads longitudes from 0 to 360, and degrees with minutes in two cells or in one', () => {
  const west = makeTerritory([], [], [], [-14, 6, -10, 10], [])
  const turned = place(tableOf([{ lat: 8, lon: 347.5 }]), {}, west)
  expect([turned.made.lon, turned.made.lat, turned.said]).toEqual([
    [-12.5],
    [8],
    ['longitude-turned 0'],
  ])
  const written = place(tableOf([{ lat: '8°30\'00"N', lon: "12°30'W" }]), {}, west)
  expect([written.made.lon, written.made.lat]).toEqual([[-12.5], [8.5]])
  const single = place(tableOf([{ coordinates: '8.5, -12.5' }, { coordinates: 'Bo' }]), {}, west)
  expect([single.made.lon, single.made.lat, single.said]).toEqual([
    [-12.5],
    [8.5],
    ['degrees-written 0', 'position-missing 2'],
  ])
  const own = { columns: { position: 'where' } }
  expect(place(tableOf([{ where: '8.5; -12.5' }]), own, west).made.rows).toEqual([0])
})
