// A study with everything wrong that files are found with, one fault each: every one must be listed,
// with its source, its row and a cure, and nothing must be thrown.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Problem } from '#base/problem.ts'
import { makeExample } from '#example/makeExample.ts'
import { type LoadedStudy, loadStudy } from '#sources/files.ts'

interface JsonStudy {
  sources: { file: string; as: string; layer?: string }[]
}

const whole = makeExample({ sites: 300, seed: 4 })
const text = (name: string): string => new TextDecoder().decode(whole.get(name))
const lines = (name: string): string[] => text(name).split('\n')

let folder = ''
let loaded: LoadedStudy

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'silta-damaged-'))
  writeFolder(folder, damagedFiles())
  loaded = await loadStudy(folder, { stores: [] })
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function writeFolder(to: string, files: ReadonlyMap<string, Uint8Array | string>): void {
  for (const [name, content] of files) writeFileSync(join(to, name), content)
}

function damagedFiles(): Map<string, Uint8Array | string> {
  const files = new Map<string, Uint8Array | string>(whole)
  const study = JSON.parse(text('study.json')) as JsonStudy
  const add = (file: string, as: string, rest: object = {}): void => {
    const [like] = study.sources
    study.sources.push({ ...like, file, as, ...rest })
  }

  // Swapped: the third place has its latitude where its longitude should be.
  const places = lines('settlements.csv')
  const [id, name, lat, lon, ...rest] = places[3].split(',')
  places[3] = [id, name, lon, lat, ...rest].join(',')
  // <NA>: the fifth place has no population, and the sixth no position.
  places[5] = places[5].replace(/,\d+,([^,]*)$/, ',<NA>,$1')
  places[6] = places[6].replace(/^([^,]*,[^,]*),[^,]*,/, '$1,<NA>,')
  files.set('settlements.csv', places.join('\n'))

  // Duplicated: the second school stands again at the end.
  const schools = lines('schools.csv').filter((line) => line !== '')
  files.set('schools.csv', [...schools, schools[2], ''].join('\n'))

  // A missing column, an empty file, a line of 10 MB.
  files.set('health.csv', text('health.csv').replace(/^([^\n]*)lon,lat/, '$1lon,breite'))
  files.set('towers.csv', '')
  const sites = lines('sites.csv')
  const cells = sites[2].split(',')
  cells[sites[0].split(',').indexOf('name')] = 'x'.repeat(10_000_000)
  sites[2] = cells.join(',')
  files.set('sites.csv', sites.join('\n'))

  // Fibre in Web Mercator, once with a word of it and once without.
  const nodes = text('fibre-nodes.geojson')
  files.set('fibre-nodes.geojson', inMercator(nodes, 'urn:ogc:def:crs:EPSG::3857'))
  files.set('fibre-routes.geojson', inMercator(text('fibre-routes.geojson')))

  // A raster cut off in the middle, a layer that is not there, a file that is not there.
  files.set('elevation.tif', (whole.get('elevation.tif') as Uint8Array).slice(0, 20_000))
  files.set('markets.gpkg', geoPackage('markets'))
  add('markets.gpkg', 'sites', { layer: 'market_places', kind: 'market' })
  add('libraries.csv', 'sites', { kind: 'library' })
  add('../../etc/passwd', 'sites', { kind: 'library' })
  files.set('study.json', JSON.stringify(study))
  return files
}

/** The same features with every coordinate in meters, by the definition of Web Mercator. */
function inMercator(geojson: string, crs?: string): string {
  const move = (coordinates: unknown): unknown => {
    if (!Array.isArray(coordinates)) return coordinates
    if (typeof coordinates[0] !== 'number') return coordinates.map(move)
    const [lon, lat] = coordinates as [number, number]
    const x = (6_378_137 * lon * Math.PI) / 180
    return [x, 6_378_137 * Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360))]
  }
  const collection = JSON.parse(geojson) as { features: { geometry: { coordinates: unknown } }[] }
  for (const { geometry } of collection.features) geometry.coordinates = move(geometry.coordinates)
  return JSON.stringify(
    crs === undefined
      ? collection
      : { ...collection, crs: { type: 'name', properties: { name: crs } } },
  )
}

/** A GeoPackage of one table without rows. */
function geoPackage(layer: string): Uint8Array {
  const path = join(folder, 'made.gpkg')
  const database = new DatabaseSync(path)
  database.exec(`
    PRAGMA application_id = 1196444487;
    CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT,
      organization_coordsys_id INTEGER, definition TEXT, description TEXT);
    INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84"]', '');
    CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT,
      description TEXT, last_change TEXT, min_x REAL, min_y REAL, max_x REAL, max_y REAL, srs_id INTEGER);
    INSERT INTO gpkg_contents VALUES ('${layer}', 'features', '', '', '2026-01-01T00:00:00.000Z',
      NULL, NULL, NULL, NULL, 4326);
    CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT,
      srs_id INTEGER, z INTEGER, m INTEGER);
    INSERT INTO gpkg_geometry_columns VALUES ('${layer}', 'geom', 'POINT', 4326, 0, 0);
    CREATE TABLE ${layer} (fid INTEGER PRIMARY KEY, geom BLOB, name TEXT);`)
  const bytes = database.serialize()
  database.close()
  rmSync(path, { force: true })
  return bytes
}

const found = (source: string, code: string): Problem | undefined =>
  loaded.problems.find(({ at, code: its }) => at.source === source && its === code)

test('the undamaged study has no error and no warning', async () => {
  const sound = mkdtempSync(join(tmpdir(), 'silta-sound-'))
  writeFolder(sound, whole)
  const { problems, country, study } = await loadStudy(sound, { stores: [] })
  rmSync(sound, { recursive: true, force: true })
  expect(problems.filter(({ level }) => level !== 'note')).toEqual([])
  expect(study?.id).toBe('sonnaja')
  expect(country?.sites.id).toHaveLength(300)
})

// Rows are counted from 1 below the header.
const expected = [
  ['swapped coordinates', 'settlements.csv', 'coordinates-swapped', 'warning', 3],
  ['<NA> for a population', 'settlements.csv', 'population-missing', 'warning', 5],
  ['<NA> for a latitude', 'settlements.csv', 'position-missing', 'warning', 6],
  ['a duplicated school', 'schools.csv', 'site-duplicate', 'warning', -1],
  ['a missing column', 'health.csv', 'column-missing', 'error', 0],
  ['an empty file', 'towers.csv', 'file-empty', 'error', 0],
  ['a line of 10 MB', 'sites.csv', 'value-long', 'error', 2],
  ['EPSG:3857, said', 'fibre-nodes.geojson', 'crs-converted', 'note', 0],
  ['EPSG:3857, unsaid', 'fibre-routes.geojson', 'crs-guessed', 'warning', 0],
  ['a truncated TIFF', 'elevation.tif', 'raster-unreadable', 'error', 129],
  ['a wrong layer', 'markets.gpkg', 'layer-missing', 'error', 0],
  ['a missing file', 'libraries.csv', 'file-missing', 'error', 0],
  ['a file outside the folder', '../../etc/passwd', 'path-outside-study', 'error', 0],
] as const

for (const [fault, source, code, level, row] of expected) {
  test(`loadStudy() lists ${fault}, with its cure`, () => {
    const problem = found(source, code)
    const others = loaded.problems.filter(({ at }) => at.source === source)
    expect(problem ?? others).toMatchObject({ level, code })
    expect(problem?.cure).not.toBe('')
    if (row >= 0) expect(problem?.at.row).toBe(row)
    expect(problem?.message.length).toBeLessThan(400)
  })
}

test('loadStudy() names both rows of a duplicate, and the column that may be meant', () => {
  const rows = lines('schools.csv').filter((line) => line !== '').length
  expect(found('schools.csv', 'site-duplicate')).toMatchObject({
    at: { row: rows },
    message: expect.stringContaining('0 m from row 2'),
  })
  expect(found('health.csv', 'column-missing')?.cure).toContain('breite')
  expect(found('markets.gpkg', 'layer-missing')?.cure).toContain('markets')
})

test('loadStudy() still reads all that is not damaged', () => {
  const { country } = loaded
  expect(country?.areas.table.name.length).toBeGreaterThan(3)
  expect(country?.roads.table.id.length).toBeGreaterThan(100)
  // 263 places less the one without a position; the swapped one stands where it belongs.
  const settlements = country?.sites.kind.filter((kind) => kind === 'settlement')
  expect(settlements).toHaveLength(262)
  expect(country?.fibreNodes.id).not.toHaveLength(0)
})
