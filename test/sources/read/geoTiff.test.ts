import { describe, expect, test } from 'vitest'
import { sum } from '#base/math.ts'
import type { RawGrid } from '#sources/raw.ts'
import { readGeoTiff } from '#sources/read/geoTiff.ts'
import { brief, fixture, mirror, real } from './_bytes.ts'

// The fixtures are written by GDAL (fixtures/make.py) from these formulas.
const width = 37
const height = 29
const whole = (row: number, column: number, band: number) =>
  (row * 37 + column * 11 + band * 101) % 251
const formulas: Record<string, (row: number, column: number, band: number) => number> = {
  u8: whole,
  u16: (row, column, band) => whole(row, column, band) * 257,
  i16: (row, column, band) => whole(row, column, band) * 100 - 12000,
  u32: (row, column, band) => whole(row, column, band) * 16777216,
  i32: (row, column, band) => whole(row, column, band) * 8388608 - 1073741824,
  f32: (row, column, band) => row * 1.25 - column / 8 + band * 1000.5,
  f64: (row, column, band) => row * 1.25 - column / 8 + band * 1000.5,
}

function expected(kind: string, band: number, missing?: number): number[] {
  const values = []
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const isMissing = missing !== undefined && (row + column) % 17 === 0
      values.push(isMissing ? missing : Math.fround(formulas[kind](row, column, band)))
    }
  }
  return values
}

function grid(name: string, options = {}): RawGrid {
  const { value, problems } = readGeoTiff(fixture(`${name}.tif`), name, options)
  expect(problems.filter(({ level }) => level === 'error')).toEqual([])
  return value as RawGrid
}

describe('readGeoTiff() reads what GDAL writes', () => {
  test.each<[name: string, bands: number, missing: number | undefined]>([
    ['u8-none-strips', 1, undefined],
    ['u8-lzw-tiles', 1, 255],
    ['u8-packbits', 1, undefined],
    ['u8-overviews', 1, 255],
    ['u16-lzw-p2-big-endian', 1, undefined],
    ['i16-deflate-p2-tiles', 1, -32768],
    ['u32-deflate-bigtiff', 1, undefined],
    ['i32-lzw-p2-bands', 3, undefined],
    ['f32-lzw-p2-bigtiff', 1, -99999],
    ['f32-deflate-p3', 1, -9999],
    ['f32-lzw-p3-tiles', 1, undefined],
    ['f32-none-big-endian', 1, undefined],
    ['f32-zstd-tiles', 1, undefined],
    ['f64-deflate-p3-planes', 2, undefined],
  ])('%s', (name, bands, missing) => {
    for (let band = 1; band <= bands; band++) {
      const found = grid(name, { band })
      expect([found.width, found.height, found.crs]).toEqual([width, height, 'EPSG:4326'])
      expect(Array.from(found.values)).toEqual(
        expected(name.slice(0, name.indexOf('-')), band - 1, missing),
      )
      if (missing !== undefined) expect(found.missing).toBe(missing)
      expect(found.extent.west).toBeCloseTo(43, 12)
      expect(found.extent.north).toBeCloseTo(-11, 12)
      expect(found.extent.east).toBeCloseTo(43 + width * 0.01, 12)
      expect(found.extent.south).toBeCloseTo(-11 - height * 0.0125, 12)
    }
  })

  test('a value for no data that 32 bits cannot hold becomes NaN', () => {
    const found = grid('f64-deflate-p2')
    expect(found.missing).toBeNaN()
    expect(Array.from(found.values)).toEqual(expected('f64', 0, Number.NaN))
  })

  test.each([
    ['u8-nbits1', 1],
    ['u8-nbits4', 15],
  ])('%s holds samples of less than a byte', (name, most) => {
    const clipped = expected('u8', 0).map((value) => Math.min(value, most))
    expect(Array.from(grid(name).values)).toEqual(clipped)
  })

  test('cells that are not stored hold no data', () => {
    const found = grid('f32-sparse')
    const stored = expected('f32', 0).map((value, i) =>
      i % width < 16 && Math.floor(i / width) < 16 ? value : -1,
    )
    expect(Array.from(found.values)).toEqual(stored)
    expect(found.missing).toBe(-1)
  })

  test('a raster stored from the south is turned', () => {
    const found = grid('f32-south-up')
    expect(found.extent.north).toBeCloseTo(-11, 12)
    expect(found.extent.south).toBeCloseTo(-11.3625, 12)
    const turned = []
    for (let row = height - 1; row >= 0; row--) {
      turned.push(...expected('f32', 0).slice(row * width, (row + 1) * width))
    }
    expect(Array.from(found.values)).toEqual(turned)
  })

  test('a scale and an offset are applied, and said', () => {
    const { value, problems } = readGeoTiff(fixture('i16-scaled.tif'), 'x')
    expect(brief(problems)).toEqual(['note raster-scaled 0'])
    const scaled = expected('i16', 0, Number.NaN).map((cell) => cell * 0.5 + 10)
    expect(Array.from(value?.values ?? [])).toEqual(scaled)
    expect(value?.missing).toBeNaN()
  })
})

describe('readGeoTiff() names the coordinates', () => {
  test('UTM', () => {
    const found = grid('i16-utm38s')
    expect(found.crs).toBe('EPSG:32738')
    expect(found.extent).toEqual({ west: 180000, north: 8700000, east: 183700, south: 8697100 })
  })

  test('Web Mercator; where cells are points, their edges lie half a cell beyond', () => {
    const found = grid('i16-mercator-point')
    expect(found.crs).toBe('EPSG:3857')
    // GDAL was given the corner -1250000; it writes the first point and reads the corner back.
    expect(found.extent).toEqual({ west: 4800000, north: -1250000, east: 4805550, south: -1254350 })
  })
})

describe('readGeoTiff() reads a window', () => {
  const name = 'f32-lzw-p2-bigtiff'
  const all = expected('f32', 0, -99999)
  test.each([
    ['inside a tile', 2, 3, 5, 4],
    ['across tiles', 10, 12, 20, 10],
    ['one cell', 36, 28, 1, 1],
    ['everything', 0, 0, 37, 29],
  ])('%s', (_, column, row, columns, rows) => {
    const window = {
      west: 43 + column * 0.01,
      north: -11 - row * 0.0125,
      east: 43 + (column + columns) * 0.01,
      south: -11 - (row + rows) * 0.0125,
    }
    for (const options of [{ window }, { degrees: window }]) {
      const found = grid(name, options)
      expect([found.width, found.height]).toEqual([columns, rows])
      const cut = []
      for (let r = row; r < row + rows; r++)
        cut.push(...all.slice(r * width + column, r * width + column + columns))
      expect(Array.from(found.values)).toEqual(cut)
      for (const side of ['west', 'south', 'east', 'north'] as const) {
        expect(found.extent[side]).toBeCloseTo(window[side], 10)
      }
    }
  })

  test('a window that cuts cells takes them whole, and what lies beyond the raster not at all', () => {
    const found = grid(name, { window: { west: 42, south: -12, east: 43.015, north: -10 } })
    expect([found.width, found.height]).toEqual([2, 29])
  })

  test('a window in degrees is found in a raster in UTM', () => {
    // The corner 180000 8700000 lies at 42.06434 -11.74476 (GDAL's gdaltransform).
    const { value } = readGeoTiff(fixture('i16-utm38s.tif'), 'x', {
      degrees: { west: 42.05, south: -11.749, east: 42.07434, north: -11.74 },
    })
    // A hundredth of a degree is 1.09 km there: ten cells and a part.
    expect(value?.width).toBe(11)
    expect(value?.extent.west).toBe(180000)
    expect(value?.extent.north).toBe(8700000)
  })

  test('a window beside the raster is refused', () => {
    const { value, problems } = readGeoTiff(fixture(`${name}.tif`), 'x', {
      window: { west: 0, south: 0, east: 1, north: 1 },
    })
    expect(value).toBeUndefined()
    expect(problems[0].message).toContain('outside the window')
  })
})

describe('readGeoTiff() refuses with the cause', () => {
  test.each([
    ['u8-jpeg', 'compressed by JPEG'],
    ['f32-rotated', 'rotated'],
  ])('%s: %s', (name, cause) => {
    const { value, problems } = readGeoTiff(fixture(`${name}.tif`), name)
    expect(value).toBeUndefined()
    expect(brief(problems)).toEqual(['error raster-unreadable 0'])
    expect(problems[0].message).toContain(cause)
    expect(problems[0].cure).toContain('gdal_translate')
  })

  test('a band that is not there', () => {
    expect(
      readGeoTiff(fixture('i32-lzw-p2-bands.tif'), 'x', { band: 4 }).problems[0].message,
    ).toContain('it has 3 bands, and band 4 was asked for')
  })

  test('a file cut short names the first row that is lost', () => {
    const bytes = fixture('f32-none-big-endian.tif')
    const { value, problems } = readGeoTiff(bytes.subarray(0, bytes.length - 1000), 'x')
    expect(value).toBeUndefined()
    expect(brief(problems)[0]).toMatch(/^error raster-unreadable \d+$/)
    expect(problems[0].message).toMatch(
      /from row \d+ on, the file is cut short: it should reach byte \d+, but has 3658/,
    )
  })

  test('an empty file', () => {
    expect(brief(readGeoTiff(new Uint8Array(), 'x').problems)).toEqual(['error file-empty 0'])
  })
})

describe.skipIf(mirror === undefined)('readGeoTiff() reads the real files', () => {
  // Counts, means and bounds by GDAL 3.6.2 (gdalinfo -stats), the sum by the data's README.
  test.each([
    [
      'comoros/worldpop_com_ppp_2020_UNadj_100m.tif',
      1576,
      1270,
      203_208,
      4.2793346148217,
      0.20074029266834,
      60.854270935059,
    ],
    ['comoros/cglc_landcover_BuiltUp_100m.tif', 1327, 1028, 138_438, 4.2245409497392, 0, 100],
    ['comoros/cglc_landcover_Tree_100m.tif', 1327, 1028, 138_438, 51.89860442942, 0, 100],
    [
      'helsinki/elevation_lapinlahti.tif',
      274,
      210,
      57_540,
      3.9972404111422,
      -1.0000000116861e-7,
      10.987952232361,
    ],
  ])('%s', (name, columns, rows, count, mean, low, high) => {
    const { value, problems } = readGeoTiff(real(name), name)
    expect(problems).toEqual([])
    expect([value?.width, value?.height, value?.crs]).toEqual([columns, rows, 'EPSG:4326'])
    const values = [...(value?.values ?? [])].filter((cell) => cell !== value?.missing)
    expect(values.length).toBe(count)
    expect(sum(values) / count).toBeCloseTo(mean, 10)
    expect(values.reduce((a, b) => Math.min(a, b))).toBeCloseTo(low, 10)
    expect(values.reduce((a, b) => Math.max(a, b))).toBeCloseTo(high, 10)
    if (name.includes('worldpop')) expect(Math.round(sum(values))).toBe(869_595)
  })
})
