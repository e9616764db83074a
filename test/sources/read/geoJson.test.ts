import { describe, expect, test } from 'vitest'
import { jsonFaultAt } from '#sources/read/_jsonFault.ts'
import { readGeoJson } from '#sources/read/geoJson.ts'
import { brief, fixture, mirror, real, utf8 } from './_bytes.ts'
import { places, utmPlaces } from './_places.ts'

const read = (value: unknown) =>
  readGeoJson(utf8(typeof value === 'string' ? value : JSON.stringify(value)), 'x.geojson')
const feature = (geometry: unknown, properties: unknown = {}) => ({
  type: 'Feature',
  properties,
  geometry,
})
const point = { type: 'Point', coordinates: [43.5, -11.5, 20] }

describe('readGeoJson() reads what GDAL writes', () => {
  test.each(['schools-z.geojson', 'schools-rfc.geojson', 'schools.geojsonl'])('%s', (name) => {
    const { value, problems } = readGeoJson(fixture(name), name)
    expect(problems).toEqual([])
    expect(value).toMatchObject({ ...places, crs: 'EPSG:4326' })
  })

  test('the crs member of an older file', () => {
    const { value } = readGeoJson(fixture('schools-utm.geojson'), 'x')
    expect(value?.crs).toBe('EPSG:32738')
    utmPlaces(value)
  })
})

describe('readGeoJson() reads every shape of document', () => {
  test('a feature, a geometry, a collection of geometries', () => {
    expect(read(feature(point, { a: 1 })).value).toMatchObject({ length: 1, names: ['a'] })
    expect(read(point).value?.geometry).toEqual([{ type: 'Point', coordinates: [43.5, -11.5] }])
    const collection = { type: 'GeometryCollection', geometries: [point, point] }
    expect(read(collection).value?.length).toBe(2)
  })

  test('one feature per line, with and without separators, a damaged line listed', () => {
    const lines = [
      JSON.stringify(feature(point, { a: 1 })),
      '',
      `\u001e${JSON.stringify(feature(point, { a: 2 }))}`,
      '{"type":',
    ]
    const { value, problems } = read(lines.join('\n'))
    expect(value?.columns.a).toEqual([1, 2])
    expect(Array.from(value?.rowNumber ?? [])).toEqual([1, 3])
    expect(brief(problems)).toEqual(['error feature-damaged 3'])
    expect(problems[0].message).toContain('Line 4')
  })

  test('heights are dropped, rings closed, empty geometries null', () => {
    const { value, problems } = read({
      type: 'FeatureCollection',
      features: [
        feature({
          type: 'Polygon',
          coordinates: [
            [
              [0, 0, 5],
              [1, 0, 5],
              [1, 1, 5],
            ],
          ],
        }),
        feature({ type: 'LineString', coordinates: [] }),
        feature(null),
        feature({
          type: 'MultiPoint',
          coordinates: [
            [1, 2],
            [3, 4],
          ],
        }),
      ],
    })
    expect(problems).toEqual([])
    expect(value?.geometry).toEqual([
      { type: 'Polygon', coordinates: [Float64Array.of(0, 0, 1, 0, 1, 1, 0, 0)] },
      null,
      null,
      { type: 'MultiPoint', coordinates: Float64Array.of(1, 2, 3, 4) },
    ])
  })

  test('a collection of one kind becomes its multi form; of a mixed one the areas stay, and it is said', () => {
    const area = {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    }
    const { value, problems } = read({
      type: 'FeatureCollection',
      features: [
        feature({ type: 'GeometryCollection', geometries: [point, point] }),
        feature({ type: 'GeometryCollection', geometries: [point, area] }),
      ],
    })
    expect(value?.geometry?.map((one) => one?.type)).toEqual(['MultiPoint', 'MultiPolygon'])
    expect(brief(problems)).toEqual(['warning geometry-mixed 2'])
  })

  test('properties of any type become columns', () => {
    const { value } = read({
      type: 'FeatureCollection',
      features: [
        {
          ...feature(point, { n: 1, t: ' x ', b: true, o: { a: [1] }, m: '<NA>', '': 0 }),
          id: 'f1',
        },
        { ...feature(point, { n: '2', late: 3 }), id: 'f2' },
      ],
    })
    expect(value?.columns).toMatchObject({
      id: ['f1', 'f2'],
      n: [1, 2],
      t: ['x', null],
      b: ['true', null],
      o: ['{"a":[1]}', null],
      m: [null, null],
      late: [null, 3],
    })
  })

  test('a property called id goes before the feature’s own', () => {
    expect(read({ ...feature(point, { id: 'own' }), id: 'f1' }).value?.columns.id).toEqual(['own'])
  })
})

describe('readGeoJson() names the coordinates', () => {
  const named = (name: string) =>
    read({
      type: 'FeatureCollection',
      crs: { type: 'name', properties: { name } },
      features: [feature(point)],
    })
  test.each([
    ['urn:ogc:def:crs:OGC:1.3:CRS84', 'EPSG:4326'],
    ['urn:ogc:def:crs:EPSG::3857', 'EPSG:3857'],
    ['EPSG:900913', 'EPSG:3857'],
    ['http://www.opengis.net/def/crs/EPSG/0/32738', 'EPSG:32738'],
  ])('%s', (name, crs) => {
    expect(named(name).value?.crs).toBe(crs)
  })

  test('an unknown name is said', () => {
    const { value, problems } = named('my own system')
    expect(value?.crs).toBe('')
    expect(brief(problems)).toEqual(['warning crs-unknown 0'])
  })

  test('numbers that are no degrees, without a crs, are said', () => {
    const { value, problems } = read({
      type: 'FeatureCollection',
      features: [
        feature(null),
        feature({
          type: 'LineString',
          coordinates: [
            [4800000, -1250000],
            [4800001, -1250001],
          ],
        }),
      ],
    })
    expect(value?.crs).toBe('')
    expect(brief(problems)).toEqual(['warning crs-missing 2'])
  })
})

describe('readGeoJson() refuses with place and cure', () => {
  test('a file cut short', () => {
    const whole = JSON.stringify(
      { type: 'FeatureCollection', features: [feature(point), feature(point), feature(point)] },
      null,
      1,
    )
    const { value, problems } = read(whole.slice(0, whole.lastIndexOf('Point') + 3))
    expect(value).toBeUndefined()
    expect(brief(problems)).toEqual(['error file-truncated 3'])
    expect(problems[0].message).toContain('inside feature 3')
  })

  test('broken JSON names line and feature', () => {
    const { problems } = read(
      '{"type":"FeatureCollection",\n"features":[\n{"type":"Feature", properties:{}}]}',
    )
    expect(brief(problems)).toEqual(['error json-broken 1'])
    expect(problems[0].message).toContain('line 3')
  })

  test.each([
    ['{"a":1}', 'missing'],
    ['{"type":"Topology"}', '"Topology"'],
    ['[1]', 'missing'],
    ['null', 'missing'],
    ['{"type":"FeatureCollection"}', '"FeatureCollection"'],
  ])('JSON that is no GeoJSON: %s', (text, type) => {
    const { value, problems } = read(text)
    expect(value).toBeUndefined()
    expect(brief(problems)).toEqual(['error geojson-type 0'])
    expect(problems[0].message).toContain(type)
  })

  test('geometries that are damaged are listed and the rest is read', () => {
    const { value, problems } = read({
      type: 'FeatureCollection',
      features: [
        feature({ type: 'Point', coordinates: ['1', 2] }),
        feature({ type: 'LineString', coordinates: [[1, 2]] }),
        feature({ type: 'Polygon', coordinates: 7 }),
        feature({ type: 'Circle', coordinates: [1, 2] }),
        feature(5),
        7,
        feature(point),
      ],
    })
    expect(value?.length).toBe(6)
    expect(value?.geometry?.[5]).toEqual({ type: 'Point', coordinates: [43.5, -11.5] })
    expect(problems.map(({ code, at }) => `${code} ${at.row}`)).toEqual([
      'feature-damaged 6',
      'geometry-damaged 1',
      'geometry-damaged 2',
      'geometry-damaged 3',
      'geometry-damaged 4',
      'geometry-damaged 5',
    ])
  })

  test('collections that lie a thousand deep do not end the stack', () => {
    let deep: unknown = point
    for (let i = 0; i < 1000; i++) deep = { type: 'GeometryCollection', geometries: [deep] }
    expect(brief(read(feature(deep)).problems)).toEqual(['error geometry-damaged 1'])
  })

  test('lists that lie a million deep do not end the stack', () => {
    expect(read('['.repeat(1_000_000)).value).toBeUndefined()
  })
})

describe('jsonFaultAt()', () => {
  test.each([
    ['{"a":1,}', 7],
    ['{"a" 1}', 5],
    ['[1,2', 4],
    ['["a\nb"]', 3],
    ['["\\x"]', 2],
    ['[tru]', 1],
    ['[tru', 4],
    ['{"a":01}', 6],
    ['[1]]', 3],
    ['', 0],
  ])('%j breaks at %i', (text, at) => {
    expect(jsonFaultAt(text)).toBe(at)
    expect(() => JSON.parse(text)).toThrow()
  })
})

describe.skipIf(mirror === undefined)('readGeoJson() reads the real files', () => {
  // Features as the data's README counts them.
  test.each([
    ['world/watra_submarine_points.geojson', 60, 'EPSG:3857', 'Point'],
    ['world/watra_submarine_cables.geojson', 15, 'EPSG:3857', 'MultiLineString'],
    ['benin/communes_adm2.geojson', 77, 'EPSG:4326', 'Polygon'],
    ['benin/fibre_lines.geojson', 81, 'EPSG:4326', 'MultiLineString'],
    ['sierra-leone/fibre_nodes.geojson', 51, 'EPSG:4326', 'Point'],
    ['comoros/adm1_adm3_from_osm.geojson', 9, 'EPSG:4326', 'MultiPolygon'],
    ['world/ne_50m_populated_places_simple.geojson', 1249, 'EPSG:4326', 'Point'],
  ])('%s', (name, length, crs, type) => {
    const { value, problems } = readGeoJson(real(name), name)
    expect(problems).toEqual([])
    expect(value).toMatchObject({ length, crs })
    expect(value?.geometry?.[0]?.type).toBe(type)
    expect(value?.geometry?.every((one) => one !== null)).toBe(true)
  })

  test('"<NA>" in ITU’s fibre files is nothing', () => {
    const { value } = readGeoJson(real('sierra-leone/fibre_nodes.geojson'), 'x')
    expect(value?.columns.name.every((name) => name === null)).toBe(true)
  })
})
