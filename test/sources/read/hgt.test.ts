import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { readHgt } from '#sources/read/hgt.ts'
import { brief, mirror, real } from './_bytes.ts'

/** A tile of 3 seconds of arc whose height is its row less its column, void on the diagonal. */
function tile(): Uint8Array {
  const bytes = new Uint8Array(1201 * 1201 * 2)
  const view = new DataView(bytes.buffer)
  for (let row = 0; row < 1201; row++) {
    for (let column = 0; column < 1201; column++) {
      view.setInt16((row * 1201 + column) * 2, row === column ? -32768 : row - column)
    }
  }
  return bytes
}

describe('readHgt()', () => {
  test.each([
    ['S12E043.hgt', 43, -12],
    ['n60w001.HGT', -1, 60],
    ['folder/S01W180.SRTMGL3.hgt', -180, -1],
  ])('%s lies by its name', (name, west, south) => {
    const { value, problems } = readHgt(tile(), name)
    expect(problems).toEqual([])
    expect(value?.crs).toBe('EPSG:4326')
    // Posts: the first center lies on the degree, the outer edge half a post beyond.
    const half = 0.5 / 1200
    expect(value?.extent).toEqual({
      west: west - half,
      south: south - half,
      east: west + 1 + half,
      north: south + 1 + half,
    })
  })

  test('heights are signed, voids are missing', () => {
    const { value } = readHgt(tile(), 'S12E043.hgt')
    expect(value?.values[1]).toBe(-1)
    expect(value?.values[1201 * 1200]).toBe(1200)
    expect(value?.values[0]).toBe(value?.missing)
  })

  test('a zip gives the tile in it, whatever the zip is called', () => {
    const zip = zipSync({ 'S12E043.hgt': tile() }, { level: 1 })
    const { value } = readHgt(zip, 'download.zip')
    expect(value?.source).toBe('download.zip')
    expect(value?.extent.west).toBeCloseTo(43, 3)
  })

  test('a tile without a corner in its name is refused', () => {
    expect(brief(readHgt(tile(), 'tile.hgt').problems)).toEqual(['error hgt-name 0'])
    expect(brief(readHgt(tile(), 'N95E043.hgt').problems)).toEqual(['error hgt-name 0'])
  })

  test('a tile cut short is refused with the row', () => {
    const { value, problems } = readHgt(tile().subarray(0, 1201 * 2 * 700), 'S12E043.hgt')
    expect(value).toBeUndefined()
    expect(brief(problems)).toEqual(['error hgt-size 0'])
    expect(problems[0].message).toContain('1,681,400 bytes')
  })

  test('a zip without a tile is refused', () => {
    expect(
      brief(readHgt(zipSync({ 'readme.txt': new Uint8Array(3) }), 'S12E043.zip').problems),
    ).toEqual(['error hgt-missing 0'])
  })
})

describe.skipIf(mirror === undefined)('readHgt() reads the real tiles', () => {
  // Lowest and highest by the data's README.
  test.each([
    ['S12E043', -5, 2361],
    ['S13E043', -14, 796],
    ['S13E044', -8, 1599],
  ])('%s', (name, low, high) => {
    const { value, problems } = readHgt(
      real(`comoros/${name}.SRTMGL1.hgt.zip`),
      `${name}.SRTMGL1.hgt.zip`,
    )
    expect(problems).toEqual([])
    expect([value?.width, value?.height]).toEqual([3601, 3601])
    expect(value?.values.reduce((a, b) => Math.min(a, b))).toBe(low)
    expect(value?.values.reduce((a, b) => Math.max(a, b))).toBe(high)
  })

  test('neighbors share the posts on their edge', () => {
    const west = readHgt(real('comoros/S13E043.SRTMGL1.hgt.zip'), 'S13E043.hgt.zip').value
    const east = readHgt(real('comoros/S13E044.SRTMGL1.hgt.zip'), 'S13E044.hgt.zip').value
    for (let row = 0; row < 3601; row++) {
      expect(west?.values[row * 3601 + 3600]).toBe(east?.values[row * 3601])
    }
  })
})
