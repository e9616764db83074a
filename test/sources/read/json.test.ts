import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readFile } from '#sources/read/file.ts'
import { readJson } from '#sources/read/json.ts'
import { brief, fixture, utf8 } from './_bytes.ts'

test('readJson() reads the list of objects that an interface gives, members by path, as one table', () => {
  const { value, problems } = readJson(
    utf8(
      JSON.stringify({
        count: 2,
        next: null,
        data: {
          results: [
            { school_name: 'Ari', at: { lat: -10.1, lng: 40.1 }, tags: ['a', 'b'], open: true },
            { school_name: 'Beno', at: { lat: -10.2, lng: 40.2 }, pupils: 31 },
          ],
        },
      }),
    ),
    'api.json',
  )
  expect(problems).toEqual([])
  expect(value).toHaveLength(1)
  expect(value?.[0].columns).toEqual({
    school_name: ['Ari', 'Beno'],
    'at/lat': [-10.1, -10.2],
    'at/lng': [40.1, 40.2],
    tags: ['a; b', null],
    open: ['true', null],
    pupils: [null, 31],
  })
})

test('readJson() takes a GeoJSON geometry of a row for its place', () => {
  const location = { type: 'Point', coordinates: [40.1, -10.1] }
  const { value } = readJson(utf8(JSON.stringify([{ name: 'Ari', location }])), 'list.json')
  expect(value?.[0].geometry?.[0]).toEqual({ type: 'Point', coordinates: [40.1, -10.1] })
  expect(value?.[0].names).toEqual(['name'])
})

test('readJson() refuses what holds no rows, and says on which line JSON breaks or ends', () => {
  const codes = (text: string): readonly string[] => brief(readJson(utf8(text), 'x.json').problems)
  expect(codes('[]')).toEqual(['error format-unknown 0'])
  expect(codes('{"a": {"b": [1, 2]}}')).toEqual(['error format-unknown 0'])
  expect(codes('[{"a": 1},\n{"a": 2')).toEqual(['error file-truncated 0'])
  const broken = readJson(utf8('[{"a": 1},\n{"a" 2}]'), 'x.json').problems
  expect(broken[0].message).toContain('line 2')
})

test('readFile() reads every table of a parcel: shapes, a list in CSV and a map in one zip', async () => {
  const zip = zipSync({
    'Data/villages.csv': utf8('name,lon,lat\nAri,40.1,-10.1\n'),
    'Data/net.kml': fixture('places.kml'),
    'Data/read me.txt': utf8('Thank you\n'),
  })
  const { value } = await readFile(zip, 'sent.zip')
  expect(value?.tables.map(({ table, length }) => [table, length > 0])).toEqual([
    ['sent.zip/Data/villages.csv', true],
    ['sent.zip/Data/net.kml', true],
    ['sent.zip/Data/read me.txt', false],
  ])
  const one = await readFile(zip, 'sent.zip', { layer: 'sent.zip/Data/villages.csv' })
  expect(one.value?.tables).toHaveLength(1)
  expect(one.problems).toEqual([])
})

test.each([
  ['lists.rar', 'Rar!\x1a\x07\x00', 'Unpack it'],
  ['grid.fgb', 'fgb\x03fgb\x00', 'ogr2ogr'],
  ['schools.mdb', '\x00\x01\x00\x00Standard Jet DB\x00', 'Export its tables'],
  ['schools.geojson', '<!DOCTYPE html><html>404</html>', 'in a browser'],
  ['net.gml', '<ogr:FeatureCollection/>', 'ogr2ogr'],
  ['track.gpx', '<gpx version="1.1"/>', 'ogr2ogr'],
])('readFile() says of %s what it is and how to have it read', async (name, text, cure) => {
  const bytes = Uint8Array.from(text, (sign) => sign.charCodeAt(0))
  const { value, problems } = await readFile(bytes, name)
  expect(value).toBeUndefined()
  expect(problems[0].cure).toContain(cure)
})
