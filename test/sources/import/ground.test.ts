import { expect, test } from 'vitest'
import { areasFrom, importAreas } from '#sources/import/areas.ts'
import { importLand, joinRings } from '#sources/import/land.ts'
import { cutGrid, importLayer } from '#sources/import/layers.ts'
import { importPopulationGrid, importPopulationTable } from '#sources/import/population.ts'
import { makeTerritory } from '#sources/import/territory.ts'
import type { RawGeometry, RawGrid } from '#sources/raw.ts'
import { contextFor, listen, square, tableOf, territory } from './_given.ts'

const polygon = (west: number, south: number, side: number): RawGeometry => ({
  type: 'MultiPolygon',
  coordinates: square(west, south, side),
})

test('importAreas() and areasFrom() order levels and find the area above each', () => {
  const table = tableOf(
    [
      { id: 'c1', name: 'Commune', admin_level: 8, population: 900 },
      { id: 'r1', name: 'Region', admin_level: 4, population: '<5000' },
      { id: 'v1', name: 'Ward', admin_level: 10, population: 1 },
      { id: 'c2', name: 'Broken', admin_level: 8, population: null },
      { id: 'x1', name: 'Other', admin_level: 4, population: null },
    ],
    [
      polygon(40, -10.2, 0.1),
      polygon(40, -10.2, 0.2),
      polygon(40, -10.2, 0.05),
      null,
      polygon(40.5, -10.2, 0.1),
    ],
    'EPSG:4326',
  )
  const apart = [{ name: 'Sarela', extent: [40.35, -10.3, 40.7, -9.9] }] as const
  const { made, said } = listen((f) =>
    importAreas(table, contextFor({ as: 'areas', levels: { '4': 1, '8': 3 } }), apart, f),
  )
  expect(said).toEqual(['value-impossible 2', 'geometry-wrong 4', 'apart-left-out 0'])
  const areas = areasFrom(made)
  expect(areas.table.id).toEqual(['r1', 'c1'])
  expect([...areas.table.level]).toEqual([1, 3])
  expect([...areas.table.parent]).toEqual([-1, 0])
  expect([...areas.table.population]).toEqual([Number.NaN, 900])
  const ordered = listen((f) => importAreas(table, contextFor({ as: 'areas' }), [], f))
  expect(ordered.made.map(({ row }) => row.level)).toEqual([2, 1, 3, 1])
})

test('importAreas() without a level column makes every area a first division', () => {
  const table = tableOf(
    [{ Com_norm: 'COTONOU', hopital_com_csv_population: 679012 }],
    [polygon(40, -10.2, 0.1)],
  )
  const { made } = listen((f) => importAreas(table, contextFor({ as: 'areas' }), [], f))
  expect(made[0].row).toMatchObject({ name: 'COTONOU', level: 1, population: 679012 })
})

test('joinRings() puts a coast together from pieces in any order, and counts what stays open', () => {
  const { rings, open } = joinRings([
    Float64Array.of(1, 0, 1, 1),
    Float64Array.of(5, 5, 6, 6),
    Float64Array.of(0, 0, 1, 0),
    Float64Array.of(1, 1, 0, 1, 0, 0),
    Float64Array.of(9, 9, 10, 9, 10, 10, 9, 9),
  ])
  expect(open).toBe(1)
  expect(rings.map((ring) => [...ring])).toEqual([
    [1, 0, 1, 1, 0, 1, 0, 0, 1, 0],
    [9, 9, 10, 9, 10, 10, 9, 9],
  ])
})

test('importLand() takes polygons as they are and joins coastlines', () => {
  const table = tableOf(
    [{ a: 1 }, { a: 2 }, { a: 3 }, { a: 4 }],
    [
      polygon(0, 0, 1),
      { type: 'LineString', coordinates: Float64Array.of(5, 5, 6, 5, 6, 6) },
      { type: 'LineString', coordinates: Float64Array.of(6, 6, 5, 5) },
      null,
    ],
  )
  const { made, said } = listen((f) => importLand(table, contextFor({ as: 'land' }), f))
  expect(made.map(([ring]) => ring.length / 2)).toEqual([5, 4])
  expect(said).toEqual(['geometry-wrong 4'])
})

/** Cells of 0.05° from 39.9 E to 40.5 E, 10.3 S to 9.9 S; one person in each, on the island as many as said. */
function peopleGrid(crs = 'EPSG:4326', onIsland = 1): RawGrid {
  const values = new Float32Array(12 * 8).fill(1)
  for (let y = 2; y < 6; y++) values.fill(onIsland, y * 12 + 2, y * 12 + 6)
  values[0] = -99999
  values[1] = 0
  values[2] = -4
  values[3] = Number.NaN
  return {
    source: 'people.tif',
    band: 'band 1',
    crs,
    extent: { west: 39.9, south: -10.3, east: 40.5, north: -9.9 },
    width: 12,
    height: 8,
    values,
    missing: -99999,
  }
}

test('importPopulationGrid() accounts for every cell: inside, near, apart, outside', () => {
  const { made, faults } = listen((f) =>
    importPopulationGrid(peopleGrid('EPSG:4326', 100), contextFor({ as: 'population' }), f),
  )
  const said = Object.fromEntries(faults.list().map(({ code, message }) => [code, message]))
  // By hand: the island is 4 x 4 cells; the cells around it, half a cell or 2.7 km away, are 16, and 4
  // at the corners 3.9 km away. Sarela (from 40.4 E) has 2 x 4 cells in the grid and 4 + 2 + 2 beside
  // it, 2 at the corners. Four cells of the 96 hold nothing.
  expect(made?.population.length).toBe(92 - 18)
  expect(said['cells-moved']).toContain('20 cells with 20 people')
  expect(said['cells-apart']).toContain('18 cells with 18 people nearer to Sarela')
  expect(said['cells-outside']).toContain('38 cells with 38 people')
  expect(said['value-impossible']).toContain('1 cells')
  const inArea = [...(made?.area ?? [])].filter((area) => area !== -1).length
  expect(inArea).toBe(16 + 20)
  const [counted, leftOut, holds] = [
    ...said['population-total'].matchAll(/([\d,]+) people|out ([\d,]+)|holds ([\d,]+)/g),
  ].map((match) => Number((match[1] ?? match[2] ?? match[3]).replaceAll(',', '')))
  expect(counted + leftOut).toBe(holds)
  expect(holds).toBe(92 + 16 * 99)
})

test('importPopulationGrid() counts only inside the boundaries where a source covers neighbors too', () => {
  const { made, faults } = listen((f) =>
    importPopulationGrid(peopleGrid(), contextFor({ as: 'population' }), f),
  )
  const said = Object.fromEntries(faults.list().map(({ code, message }) => [code, message]))
  // Of the 74 people outside Sarela 38 live more than 5 km outside every area, and the 20 nearer ones
  // 2.7 km and more: a kilometer would be a border drawn less finely.
  expect([...(made?.population ?? [])]).toEqual(new Array(16).fill(1))
  expect([...(made?.area ?? [])].filter((area) => area === -1)).toEqual([])
  expect(said['cells-others']).toContain('58 cells with 58 people outside the boundaries')
  expect(said['population-total']).toContain('Counted 16 people in 16 cells, and left out 76 in 76')
})

test('importPopulationGrid() keeps cells within a kilometer of the boundaries of a larger source', () => {
  const cells = { lon: [40.05, 40.1, 40.1, 40.1], lat: [-10.1, -10.207, -10.211, -10.3] }
  const rows = cells.lon.map((lon, i) => ({ lon, lat: cells.lat[i], pop: 10 }))
  const { made } = listen((f) =>
    importPopulationTable(tableOf(rows), contextFor({ as: 'population' }), f),
  )
  // 0.007° are 0.77 km, 0.011° are 1.2 km.
  expect([...(made?.lat ?? [])]).toEqual([-10.1, -10.207])
})

test('importPopulationGrid() keeps the sum of a grid in meters: centers move, counts do not', () => {
  const utm: RawGrid = {
    ...peopleGrid('EPSG:32737'),
    extent: { west: 600_000, south: 8_880_000, east: 612_000, north: 8_888_000 },
    missing: Number.NaN,
  }
  const anywhere = makeTerritory([], [], [], undefined, [])
  const { made, said } = listen((f) =>
    importPopulationGrid(utm, contextFor({ as: 'population' }, anywhere), f),
  )
  expect(made?.population.length).toBe(92)
  // UTM zone 37 south: 600 km is 100 km east of its central meridian, 39 E; 8,884 km is 10.1 S.
  expect(made?.lon[50]).toBeGreaterThan(39.8)
  expect(made?.lon[50]).toBeLessThan(40.1)
  expect(made?.lat[50]).toBeCloseTo(-10.1, 1)
  expect(said).toEqual(['value-impossible 0', 'population-total 0'])
})

test('importPopulationTable() counts rows with people, and needs a column for them', () => {
  const rows = [
    { X_deg: 40.05, Y_deg: -10.1, Pop: 12.5 },
    { X_deg: 40.06, Y_deg: -10.1, Pop: 0 },
    { X_deg: 40.07, Y_deg: -10.1, Pop: -1 },
    { X_deg: 40.05, Y_deg: -10.22, Pop: 3 },
    { X_deg: 40.5, Y_deg: -10.1, Pop: 7 },
    { X_deg: 39, Y_deg: -10.1, Pop: 1 },
    { X_deg: 0, Y_deg: 0, Pop: 5 },
  ]
  const { made, said, faults } = listen((f) =>
    importPopulationTable(tableOf(rows), contextFor({ as: 'population' }), f),
  )
  // In the country, near it, and far from every area; the island apart and the point 0, 0 are left out.
  expect([...(made?.population ?? [])]).toEqual([12.5, 3, 1])
  expect([...(made?.area ?? [])]).toEqual([1, 1, -1])
  expect(said).toEqual([
    'value-impossible 3',
    'outside-boundary 7',
    'cells-moved 0',
    'cells-apart 0',
    'cells-outside 0',
    'population-total 0',
  ])
  expect(faults.list().at(-1)?.message).toContain(
    'Counted 17 people in 3 cells, and left out 7 in 1',
  )
  const none = listen((f) =>
    importPopulationTable(tableOf([{ lon: 1, lat: 2 }]), contextFor({ as: 'population' }), f),
  )
  expect([none.made, none.said]).toEqual([undefined, ['column-missing 0']])
})

test('cutGrid() keeps whole cells and their places', () => {
  const values = Float32Array.from({ length: 100 }, (_, i) => i)
  const grid = {
    extent: { west: 0, south: 0, east: 10, north: 10 },
    width: 10,
    height: 10,
    values,
    missing: -1,
  }
  const cut = cutGrid(grid, { west: 2.5, south: 6.2, east: 4.5, north: 8 })
  expect(cut).toMatchObject({
    width: 3,
    height: 2,
    extent: { west: 2, south: 6, east: 5, north: 8 },
  })
  // Row 0 is in the north: rows 2 and 3, columns 2 to 4.
  expect([...(cut?.values ?? [])]).toEqual([22, 23, 24, 32, 33, 34])
  expect(cutGrid(grid, { west: 20, south: 0, east: 30, north: 1 })).toBeUndefined()
  expect(cutGrid(grid, { west: -5, south: -5, east: 15, north: 15 })).toBe(grid)
})

test('importLayer() turns percent into shares and leaves heights as they are', () => {
  const raw: RawGrid = {
    source: 'cover.tif',
    band: 'band 1',
    crs: 'EPSG:4326',
    extent: { west: 40, south: -10.2, east: 40.2, north: -10 },
    width: 2,
    height: 2,
    values: Float32Array.of(0, 50, 100, 255),
    missing: Number.NaN,
  }
  const cover = listen((f) => importLayer(raw, 'builtUp', contextFor({ as: 'builtUp' }), f))
  expect([...(cover.made?.grid.values ?? [])]).toEqual([0, 0.5, 1, Number.NaN])
  const heights = listen((f) => importLayer(raw, 'elevation', contextFor(), f))
  expect([...(heights.made?.grid.values ?? [])]).toEqual([0, 50, 100, 255])
  const far = { ...raw, extent: { west: 0, south: 0, east: 1, north: 1 } }
  const outside = listen((f) => importLayer(far, 'tree', contextFor({ as: 'tree' }), f))
  expect([outside.made, outside.said]).toEqual([undefined, ['layer-outside 0']])
  expect(territory.extent).toBeDefined()
})
