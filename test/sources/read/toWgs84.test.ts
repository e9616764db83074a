import proj4 from 'proj4'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '#base/random.ts'
import { distanceMeters } from '#geo/sphere.ts'
import type { RawGrid, RawTable } from '#sources/raw.ts'
import { readGeoJson } from '#sources/read/geoJson.ts'
import { findProjection, findToLonLat, gridToWgs84, tableToWgs84 } from '#sources/read/toWgs84.ts'
import { brief, mirror, real } from './_bytes.ts'

const moved = (crs: string, x: number, y: number) => {
  const out: [number, number] = [0, 0]
  findToLonLat(crs)?.(x, y, out)
  return out
}

describe('findToLonLat() agrees with proj4 to a millimeter', () => {
  test('on every UTM zone, up to four degrees from its meridian and 84 from the equator, seed 1', () => {
    const random = seededRandom(1)
    const out: [number, number] = [0, 0]
    for (let i = 0; i < 5000; i++) {
      const zone = 1 + (i % 60)
      const south = random.share() < 0.5
      const lon = zone * 6 - 183 + random.between(-4, 4)
      const lat = random.between(0, 84) * (south ? -1 : 1)
      const definition = `+proj=utm +zone=${zone} ${south ? '+south ' : ''}+datum=WGS84`
      const [x, y] = proj4(definition, [lon, lat])
      const projection = findProjection(`EPSG:${(south ? 32700 : 32600) + zone}`)
      projection?.toLonLat(x, y, out)
      expect(distanceMeters(lon, lat, out[0], out[1])).toBeLessThan(0.001)
      projection?.fromLonLat(lon, lat, out)
      expect(Math.abs(out[0] - x)).toBeLessThan(0.001)
      expect(Math.abs(out[1] - y)).toBeLessThan(0.001)
    }
  })

  test('on Web Mercator, seed 2', () => {
    const random = seededRandom(2)
    const out: [number, number] = [0, 0]
    for (let i = 0; i < 2000; i++) {
      const lon = random.between(-180, 180)
      const lat = random.between(-85, 85)
      const [x, y] = proj4('EPSG:3857', [lon, lat])
      const projection = findProjection('EPSG:3857')
      projection?.toLonLat(x, y, out)
      expect(distanceMeters(lon, lat, out[0], out[1])).toBeLessThan(0.001)
      projection?.fromLonLat(lon, lat, out)
      expect(Math.abs(out[0] - x)).toBeLessThan(0.001)
      expect(Math.abs(out[1] - y)).toBeLessThan(0.001)
    }
  })
})

describe('findToLonLat()', () => {
  test('the published example of Web Mercator', () => {
    // EPSG Guidance Note 7-2, 3.2.1.2: 24°22'54.433"N 100°20'00.000"W.
    const [lon, lat] = moved('EPSG:3857', -11169055.58, 2800000)
    expect(lon).toBeCloseTo(-(100 + 20 / 60), 7)
    expect(lat).toBeCloseTo(24 + 22 / 60 + 54.433 / 3600, 7)
  })

  test('places that GDAL converted, in UTM 38 S', () => {
    const [lon, lat] = moved('EPSG:32738', 312802.520860032, 8740930.21813491)
    expect(lon).toBeCloseTo(43.2844, 9)
    expect(lat).toBeCloseTo(-11.3847, 9)
  })

  test.each(['', 'EPSG:32600', 'EPSG:32661', 'EPSG:2154', 'EPSG:27700', 'x'])(
    '"%s" is not known',
    (crs) => {
      expect(findToLonLat(crs)).toBeUndefined()
    },
  )

  test.each([
    ['EPSG:25832', 'EPSG:32632'],
    ['EPSG:31983', 'EPSG:32723'],
    ['EPSG:26917', 'EPSG:32617'],
  ])('%s is taken for %s', (near, crs) => {
    expect(moved(near, 400000, 4000000)).toEqual(moved(crs, 400000, 4000000))
  })
})

const table = (crs: string, ...points: [number, number][]): RawTable => ({
  source: 'x',
  table: 'x',
  names: [],
  columns: {},
  length: points.length,
  geometry: points.map((coordinates) => ({ type: 'Point', coordinates })),
  crs,
})

describe('tableToWgs84()', () => {
  test('what is in degrees, or nobody knows in what, is given back as it is', () => {
    for (const one of [
      table('EPSG:4326', [1, 2]),
      table('', [1, 2]),
      { ...table('EPSG:3857'), geometry: undefined },
    ]) {
      expect(tableToWgs84(one as RawTable).value).toBe(one)
    }
  })

  test('lines and areas are converted position by position', () => {
    const line = Float64Array.of(0, 0, 111319.49079327358, 0)
    const ring = Float64Array.of(0, 0, 111319.49079327358, 0, 0, 111325.1428663851, 0, 0)
    const { value } = tableToWgs84({
      ...table('EPSG:3857'),
      length: 2,
      geometry: [
        { type: 'LineString', coordinates: line },
        { type: 'MultiPolygon', coordinates: [[ring]] },
      ],
    })
    expect(value?.crs).toBe('EPSG:4326')
    const [first, second] = value?.geometry ?? []
    expect(first?.type === 'LineString' && first.coordinates[2]).toBeCloseTo(1, 9)
    expect(second?.type === 'MultiPolygon' && second.coordinates[0][0][5]).toBeCloseTo(1, 9)
    expect(line[2]).toBe(111319.49079327358)
  })

  test('an unknown crs is refused with its cure', () => {
    const { value, problems } = tableToWgs84(table('EPSG:2154', [1, 2]))
    expect(value).toBeUndefined()
    expect(brief(problems)).toEqual(['error crs-unsupported 0'])
    expect(problems[0].cure).toContain('ogr2ogr -t_srs EPSG:4326')
  })

  test('another datum is taken for WGS 84, and said', () => {
    const { value, problems } = tableToWgs84(table('EPSG:4258', [10, 50]))
    expect(value?.geometry?.[0]?.coordinates).toEqual([10, 50])
    expect(brief(problems)).toEqual(['note datum-taken 0'])
  })

  test('positions that lie nowhere lose their geometry', () => {
    const { value, problems } = tableToWgs84(table('EPSG:3857', [0, 0], [1e9, 0], [0, 1e12]))
    expect(value?.geometry?.[1]).toBeNull()
    expect(brief(problems)).toContain('error place-off-earth 2')
  })
})

describe('gridToWgs84()', () => {
  test('each new cell holds the value of the old cell at its center', () => {
    const width = 40
    const height = 30
    const grid: RawGrid = {
      source: 'x',
      band: 'band 1',
      crs: 'EPSG:32738',
      extent: { west: 300000, south: 8700000, east: 304000, north: 8703000 },
      width,
      height,
      values: Float32Array.from({ length: width * height }, (_, i) => i),
      missing: -1,
    }
    const { value, problems } = gridToWgs84(grid)
    expect(brief(problems)).toEqual(['note grid-converted 0'])
    expect([value?.crs, value?.width, value?.height]).toEqual(['EPSG:4326', width, height])
    const { extent, values } = value as RawGrid
    const toUtm = proj4('+proj=utm +zone=38 +south +datum=WGS84')
    let held = 0
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const lon = extent.west + ((column + 0.5) * (extent.east - extent.west)) / width
        const lat = extent.north - ((row + 0.5) * (extent.north - extent.south)) / height
        const [x, y] = toUtm.forward([lon, lat])
        const fromColumn = Math.floor((x - 300000) / 100)
        const fromRow = Math.floor((8703000 - y) / 100)
        const inside = fromColumn >= 0 && fromColumn < width && fromRow >= 0 && fromRow < height
        expect(values[row * width + column]).toBe(inside ? fromRow * width + fromColumn : -1)
        if (inside) held++
      }
    }
    // The edges bend by less than two cells here.
    expect(held).toBeGreaterThan(width * height * 0.9)
  })

  test('a grid in degrees is given back as it is', () => {
    const grid = { crs: 'EPSG:4326' } as RawGrid
    expect(gridToWgs84(grid).value).toBe(grid)
  })
})

describe.skipIf(mirror === undefined)('tableToWgs84() converts ITU’s landing points', () => {
  test('Funchal, Dakar and Sesimbra lie where they are', () => {
    const name = 'world/watra_submarine_points.geojson'
    const raw = readGeoJson(real(name), name).value as RawTable
    const { value } = tableToWgs84(raw)
    const at = (place: string) => {
      const found = value?.geometry?.[raw.columns.name.indexOf(place)]
      return found?.type === 'Point' ? found.coordinates : [0, 0]
    }
    // The towns by GeoNames, to a twentieth of a degree.
    for (const [place, lon, lat] of [
      ['Funchal, Portugal', -16.92, 32.65],
      ['Dakar, Senegal', -17.45, 14.69],
      ['Sesimbra, Portugal', -9.1, 38.44],
    ] as const) {
      expect(Math.abs(at(place)[0] - lon)).toBeLessThan(0.05)
      expect(Math.abs(at(place)[1] - lat)).toBeLessThan(0.05)
    }
  })
})
