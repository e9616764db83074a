import { gunzipSync } from 'fflate'
import initSqlJs from 'sql.js'
import { beforeAll, describe, expect, test } from 'vitest'
import { nodeSqlite } from '#sources/nodeSqlite.ts'
import type { Sql } from '#sources/raw.ts'
import { readGeoPackage } from '#sources/read/geoPackage.ts'
import { sqlJs } from '#sources/read/sqlJs.ts'
import { brief, fixture, mirror, real } from './_bytes.ts'
import { places, utmPlaces } from './_places.ts'

let layers: Uint8Array
let inWasm: Sql
beforeAll(async () => {
  layers = gunzipSync(fixture('layers.gpkg.gz'))
  inWasm = sqlJs(await initSqlJs())
})

/** Runs a change on the fixture in Node's SQLite and gives the bytes back. */
async function changed(...statements: string[]): Promise<Uint8Array> {
  const { DatabaseSync } = await import('node:sqlite')
  const database = new DatabaseSync(':memory:')
  database.deserialize(layers)
  database.exec('PRAGMA foreign_keys = OFF')
  // GDAL's triggers call functions that only GDAL has.
  for (const { name } of database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    .all()) {
    database.exec(`DROP TRIGGER "${name}"`)
  }
  for (const statement of statements) database.exec(statement)
  const bytes = database.serialize()
  database.close()
  return bytes
}

describe.each(['node', 'wasm'])('readGeoPackage() through SQLite in %s', (where) => {
  const sql = () => (where === 'node' ? nodeSqlite : inWasm)
  const read = (layer: string) => readGeoPackage(layers, 'x.gpkg', sql(), { layer })

  test('all layers of features and attributes', () => {
    const { value } = readGeoPackage(layers, 'x.gpkg', sql())
    expect(value?.map(({ table, length }) => `${table} ${length}`)).toEqual([
      'schools 3',
      'schools_zm 3',
      'schools_utm 3',
      'shapes 8',
      'numbers 3',
    ])
  })

  test.each(['schools', 'schools_zm'])('%s: columns and points, heights dropped', (layer) => {
    const { value, problems } = read(layer)
    expect(problems).toEqual([])
    expect(value?.[0]).toMatchObject({ ...places, table: layer, crs: 'EPSG:4326' })
  })

  test('a layer in UTM', () => {
    const { value } = read('schools_utm')
    expect(value?.[0].crs).toBe('EPSG:32738')
    utmPlaces(value?.[0])
  })

  test('every kind of shape; curves are refused by row', () => {
    const { value, problems } = read('shapes')
    expect(value?.[0].geometry).toEqual([
      {
        type: 'MultiPolygon',
        coordinates: [
          [
            Float64Array.of(43, -12, 44, -12, 44, -11, 43, -11, 43, -12),
            Float64Array.of(43.2, -11.8, 43.2, -11.2, 43.8, -11.2, 43.8, -11.8, 43.2, -11.8),
          ],
          [Float64Array.of(44, -12.5, 44.5, -12.5, 44.5, -12, 44, -12.5)],
        ],
      },
      { type: 'LineString', coordinates: Float64Array.of(43, -12, 43.5, -11.5, 44, -11) },
      {
        type: 'MultiLineString',
        coordinates: [Float64Array.of(43, -12, 43.5, -11.5), Float64Array.of(44, -11, 44.5, -11.5)],
      },
      { type: 'MultiPoint', coordinates: Float64Array.of(43, -12, 44, -11) },
      null,
      null,
      {
        type: 'MultiPolygon',
        coordinates: [[Float64Array.of(43, -12, 44, -12, 44, -11, 43, -12)]],
      },
      null,
    ])
    expect(brief(problems)).toEqual(['warning geometry-mixed 7', 'error geometry-damaged 8'])
    expect(problems[1].message).toContain('CompoundCurve')
  })

  test('whole numbers beyond 2^53 keep their digits; a table without geometry has none', () => {
    const [numbers] = read('numbers').value ?? []
    expect(numbers.columns).toMatchObject({
      big: ['9007199254740993', '7', null],
      text: [null, null, 'ok'],
    })
    expect(numbers.geometry).toBeUndefined()
    expect(numbers.crs).toBe('')
  })

  test('a wrong layer is answered with those there are', () => {
    const { value, problems } = read('clinics')
    expect(value).toEqual([])
    expect(problems).toMatchObject([
      { level: 'error', code: 'layer-missing', at: { table: 'clinics' } },
    ])
    expect(problems[0].cure).toContain(
      '"schools", "schools_zm", "schools_utm", "shapes", "numbers"',
    )
  })

  test('a file cut short', () => {
    const { value, problems } = readGeoPackage(layers.subarray(0, layers.length - 4096), 'x', sql())
    expect(value).toBeUndefined()
    expect(problems[0].message).toMatch(/cut short: it has [\d,]+ of [\d,]+ bytes/)
  })

  test.each([
    ['an empty file', new Uint8Array()],
    ['text', new TextEncoder().encode('id,name\n1,a\n'.repeat(20))],
    ['a header alone', new TextEncoder().encode('SQLite format 3\0')],
  ])('%s is refused', (_, bytes) => {
    const { value, problems } = readGeoPackage(bytes, 'x', sql())
    expect(value).toBeUndefined()
    expect(brief(problems)).toEqual(['error geopackage-unreadable 0'])
  })

  test('a page that is overwritten is found wherever it lies', () => {
    const damaged = layers.slice()
    damaged.fill(0xa5, 4096 * 5, 4096 * 6)
    const { problems } = readGeoPackage(damaged, 'x', sql(), { layer: 'schools' })
    expect(brief(problems)[0]).toMatch(/^error/)
  })

  test('a database that is no GeoPackage', async () => {
    const bytes = await changed('DROP TABLE gpkg_contents')
    expect(readGeoPackage(bytes, 'x', sql()).problems[0].message).toContain(
      'no table "gpkg_contents"',
    )
  })

  test('a layer whose table is gone is refused, the others are read', async () => {
    const bytes = await changed('DROP TABLE shapes')
    const { value, problems } = readGeoPackage(bytes, 'x', sql())
    expect(value).toHaveLength(4)
    expect(problems).toMatchObject([{ code: 'layer-unreadable', at: { table: 'shapes' } }])
  })

  test('geometries that are damaged are listed by row', async () => {
    const bytes = await changed(
      "UPDATE schools SET geom = x'00' WHERE fid = 1",
      'UPDATE schools SET geom = substr(geom, 1, 20) WHERE fid = 2',
      "UPDATE schools SET geom = 'text' WHERE fid = 3",
    )
    const { value, problems } = readGeoPackage(bytes, 'x', sql(), { layer: 'schools' })
    expect(value?.[0].geometry).toEqual([null, null, null])
    expect(brief(problems)).toEqual([1, 2, 3].map((row) => `error geometry-damaged ${row}`))
  })

  test('a log left beside the file is said, and the file is read', () => {
    const bytes = layers.slice()
    bytes[18] = 2
    bytes[19] = 2
    const { value, problems } = readGeoPackage(bytes, 'x', sql(), { layer: 'schools' })
    expect(value?.[0].length).toBe(3)
    expect(brief(problems)).toEqual(['note database-log 0'])
    expect(bytes[18]).toBe(2)
  })

  test('a crs that is not in the EPSG register is told by its definition', async () => {
    const definition =
      'PROJCS["WGS_1984_UTM_Zone_38S",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],UNIT["Meter",1.0]]'
    const bytes = await changed(
      `UPDATE gpkg_spatial_ref_sys SET organization = 'NONE', organization_coordsys_id = 1, definition = '${definition}' WHERE srs_id = 32738`,
    )
    expect(readGeoPackage(bytes, 'x', sql(), { layer: 'schools_utm' }).value?.[0].crs).toBe(
      'EPSG:32738',
    )
  })
})

describe.skipIf(mirror === undefined)('readGeoPackage() reads the real files', () => {
  // Rows as the data's READMEs count them.
  test.each([
    ['comoros/osm_roads.gpkg', 'roads', 4378, 'LineString'],
    ['comoros/osm_health.gpkg', 'health', 70, 'Point'],
    ['comoros/osm_water.gpkg', 'water', 121, 'LineString'],
    ['comoros/osm_ferry.gpkg', 'ferry', 3, 'LineString'],
    ['helsinki/population_grid_2020.gpkg', 'population_grid_2020', 92, 'Polygon'],
    ['cpp-sao-tome/example-pointsofinterest.gpkg', 'pointsofinterest', 408, 'Point'],
    ['cpp-sao-tome/example-mobilecoverage.gpkg', 'mobilecoverage', 1, 'MultiPolygon'],
    ['ibiza-itu-sample/mobile-coverage.gpkg', 'fixed_geometries', 770, 'MultiPolygon'],
  ])('%s', (name, table, length, type) => {
    const { value, problems } = readGeoPackage(real(name), name, nodeSqlite)
    expect(problems).toEqual([])
    expect(value).toMatchObject([{ table, length, crs: 'EPSG:4326' }])
    expect(value?.[0].geometry?.[0]?.type).toBe(type)
    expect(readGeoPackage(real(name), name, inWasm).value).toEqual(value)
  })
})
