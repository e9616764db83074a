// Rasters as GeoTIFF (TIFF 6.0, OGC 19-008r4): one band, deflated strips, EPSG:4326, as the files
// that planners download.
import { zlibSync } from 'fflate'

/** Where a raster lies: its north-western corner and the size of a cell. */
export interface RasterFrame {
  readonly width: number
  readonly height: number
  readonly west: number
  readonly north: number
  /** Of a cell, degrees. */
  readonly dLon: number
  readonly dLat: number
}

/** What a raster holds: one value per cell, row 0 in the north. */
export interface Raster {
  readonly values: Int16Array | Float32Array
  /** The value of cells without one; undefined where every cell has one. */
  readonly missing?: number
}

const rowsPerStrip = 64

type Entry = readonly [
  tag: number,
  type: 'ascii' | 'short' | 'long' | 'double',
  values: readonly number[],
]

const typeCode = { ascii: 2, short: 3, long: 4, double: 12 } as const
const typeBytes = { ascii: 1, short: 2, long: 4, double: 8 } as const

/** Writes a raster on a frame. */
export function writeGeoTiff(frame: RasterFrame, raster: Raster): Uint8Array {
  const { width, height, west, north, dLon, dLat } = frame
  const { values, missing } = raster
  const isWhole = values instanceof Int16Array
  const strips: Uint8Array[] = []
  for (let row = 0; row < height; row += rowsPerStrip) {
    const rows = Math.min(rowsPerStrip, height - row)
    strips.push(zlibSync(stripBytes(values, row * width, rows, width), { level: 6 }))
  }
  const noData = missing === undefined ? [] : [...`${missing}\0`].map((c) => c.charCodeAt(0))
  const tags = (offsets: readonly number[]): Entry[] => [
    [256, 'long', [width]],
    [257, 'long', [height]],
    [258, 'short', [isWhole ? 16 : 32]],
    [259, 'short', [8]],
    [262, 'short', [1]],
    [273, 'long', offsets],
    [277, 'short', [1]],
    [278, 'long', [rowsPerStrip]],
    [279, 'long', strips.map((strip) => strip.length)],
    [317, 'short', [isWhole ? 2 : 1]],
    [339, 'short', [isWhole ? 2 : 3]],
    [33550, 'double', [dLon, dLat, 0]],
    [33922, 'double', [0, 0, 0, west, north, 0]],
    // Geographic model, a pixel is an area, WGS 84.
    [34735, 'short', [1, 1, 0, 3, 1024, 0, 1, 2, 1025, 0, 1, 1, 2048, 0, 1, 4326]],
    ...(noData.length === 0 ? [] : [[42113, 'ascii', noData] as const]),
  ]
  const headBytes = directoryBytes(tags(strips.map(() => 0))).length
  let at = headBytes
  const offsets = strips.map((strip) => {
    const offset = at
    at += strip.length
    return offset
  })
  const file = new Uint8Array(at)
  file.set(directoryBytes(tags(offsets)))
  strips.forEach((strip, i) => {
    file.set(strip, offsets[i])
  })
  return file
}

/** Rows as little-endian bytes; whole numbers as differences from their left neighbor (predictor 2). */
function stripBytes(
  values: Int16Array | Float32Array,
  start: number,
  rows: number,
  width: number,
): Uint8Array {
  const size = values.BYTES_PER_ELEMENT
  const bytes = new Uint8Array(rows * width * size)
  const view = new DataView(bytes.buffer)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < width; column++) {
      const i = row * width + column
      const value = values[start + i]
      if (values instanceof Int16Array) {
        view.setInt16(i * 2, value - (column === 0 ? 0 : values[start + i - 1]), true)
      } else view.setFloat32(i * 4, value, true)
    }
  }
  return bytes
}

/** The header and the only directory, long values after it. */
function directoryBytes(entries: readonly Entry[]): Uint8Array {
  const listBytes = 8 + 2 + entries.length * 12 + 4
  let total = listBytes
  const places = entries.map(([, type, values]) => {
    const bytes = values.length * typeBytes[type]
    if (bytes <= 4) return -1
    const place = total
    total += bytes + (bytes & 1)
    return place
  })
  const result = new Uint8Array(total + (total & 1))
  const view = new DataView(result.buffer)
  view.setUint16(0, 0x4949, true)
  view.setUint16(2, 42, true)
  view.setUint32(4, 8, true)
  view.setUint16(8, entries.length, true)
  entries.forEach(([tag, type, values], i) => {
    const at = 10 + i * 12
    view.setUint16(at, tag, true)
    view.setUint16(at + 2, typeCode[type], true)
    view.setUint32(at + 4, values.length, true)
    if (places[i] !== -1) view.setUint32(at + 8, places[i], true)
    const start = places[i] === -1 ? at + 8 : places[i]
    values.forEach((value, k) => {
      if (type === 'ascii') view.setUint8(start + k, value)
      else if (type === 'short') view.setUint16(start + 2 * k, value, true)
      else if (type === 'long') view.setUint32(start + 4 * k, value, true)
      else view.setFloat64(start + 8 * k, value, true)
    })
  })
  return result
}
