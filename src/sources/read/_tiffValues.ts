// The values of one band within a window, strip by strip or tile by tile.
import { Damage, damageOf } from '#sources/read/_faults.ts'
import { chunkSamples, isPlausible } from '#sources/read/_tiffChunk.ts'
import type { CellWindow, Image } from '#sources/read/_tiffImage.ts'
import { tags } from '#sources/read/_tiffTags.ts'

/** Damage with the row of the raster where it starts, from 0. */
export class DamagedRow extends Damage {
  readonly row: number
  constructor(row: number, message: string) {
    super(message)
    this.row = row
  }
}

/** The values of a band, row by row as they are stored. @throws DamagedRow */
export function readValues(
  bytes: Uint8Array,
  image: Image,
  window: CellWindow,
  band: number,
): Float32Array {
  const { form, chunkHeight, across, down } = image
  const firstColumn = Math.floor(window.column / form.width)
  const lastColumn = Math.floor((window.column + window.width - 1) / form.width)
  const firstRow = Math.floor(window.row / chunkHeight)
  const lastRow = Math.floor((window.row + window.height - 1) / chunkHeight)
  const plane = image.planar ? (band - 1) * across * down : 0
  const sample = image.planar ? 0 : band - 1
  const bytesOf = (index: number, row: number): Uint8Array | undefined => {
    const offset = image.offsets[index]
    const count = image.byteCounts[index]
    // Cells that hold no data at all need not be stored (GDAL's sparse files).
    if (count === 0) return undefined
    if (offset + count > bytes.length) {
      throw new DamagedRow(
        row,
        `the file is cut short: it should reach byte ${offset + count}, but has ${bytes.length}`,
      )
    }
    return bytes.subarray(offset, offset + count)
  }
  // The last strip holds the rows that are left; tiles are always whole.
  const rowsOf = (chunkRow: number) =>
    image.isTiled ? chunkHeight : Math.min(chunkHeight, image.height - chunkRow * chunkHeight)
  // Before anything large is made: is all of it there?
  for (let chunkRow = firstRow; chunkRow <= lastRow; chunkRow++) {
    for (let right = firstColumn; right <= lastColumn; right++) {
      const row = Math.max(window.row, chunkRow * chunkHeight)
      const packed = bytesOf(plane + chunkRow * across + right, row)
      if (packed !== undefined && !isPlausible(packed.length, form, rowsOf(chunkRow))) {
        throw new DamagedRow(
          row,
          `its strip or tile is damaged: ${packed.length} bytes cannot hold it`,
        )
      }
    }
  }
  const values = new Float32Array(window.width * window.height)
  const sparse = sparseValue(image)
  for (let chunkRow = firstRow; chunkRow <= lastRow; chunkRow++) {
    const top = chunkRow * chunkHeight
    const rows = rowsOf(chunkRow)
    for (let chunkColumn = firstColumn; chunkColumn <= lastColumn; chunkColumn++) {
      const packed = bytesOf(plane + chunkRow * across + chunkColumn, Math.max(window.row, top))
      let samples: ArrayLike<number> | undefined
      try {
        samples =
          packed && numbersOf(chunkSamples(packed, form, rows), form.bits, image.sampleFormat)
      } catch (error) {
        throw new DamagedRow(Math.max(window.row, top), damageOf(error))
      }
      const left = chunkColumn * form.width
      const fromColumn = Math.max(window.column, left)
      const toColumn = Math.min(window.column + window.width, left + form.width)
      const fromRow = Math.max(window.row, top)
      const toRow = Math.min(window.row + window.height, top + rows)
      for (let row = fromRow; row < toRow; row++) {
        let to = (row - window.row) * window.width + fromColumn - window.column
        let from = ((row - top) * form.width + fromColumn - left) * form.samples + sample
        for (let column = fromColumn; column < toColumn; column++) {
          values[to++] = samples === undefined ? sparse : samples[from]
          from += form.samples
        }
      }
    }
  }
  return values
}

function sparseValue(image: Image): number {
  const noData = image.directory.text(tags.gdalNoData).trim()
  return noData === '' ? 0 : Number(noData)
}

/** The samples of a chunk as numbers. */
function numbersOf(given: Uint8Array, bits: number, format: number): ArrayLike<number> {
  // A strip that is not packed lies where the file put it, which may be at an odd place.
  const samples = given.byteOffset % Math.max(1, bits / 8) === 0 ? given : new Uint8Array(given)
  const { buffer, byteOffset } = samples
  const count = samples.length / Math.max(1, bits / 8)
  const signed = format === 2
  if (format === 3) {
    if (bits === 32) return new Float32Array(buffer, byteOffset, count)
    if (bits === 64) return new Float64Array(buffer, byteOffset, count)
    return Float32Array.from(new Uint16Array(buffer, byteOffset, count), halfToNumber)
  }
  if (bits <= 8) return signed ? new Int8Array(buffer, byteOffset, count) : samples
  if (bits === 16) {
    return signed
      ? new Int16Array(buffer, byteOffset, count)
      : new Uint16Array(buffer, byteOffset, count)
  }
  if (bits === 32) {
    return signed
      ? new Int32Array(buffer, byteOffset, count)
      : new Uint32Array(buffer, byteOffset, count)
  }
  const wide = signed
    ? new BigInt64Array(buffer, byteOffset, count)
    : new BigUint64Array(buffer, byteOffset, count)
  return Float64Array.from({ length: count }, (_, i) => Number(wide[i]))
}

/** IEEE 754 half precision. */
function halfToNumber(half: number): number {
  const exponent = (half >> 10) & 31
  const fraction = half & 1023
  const sign = half & 0x8000 ? -1 : 1
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  if (exponent === 0) return (sign * fraction) / 16_777_216
  const scale = exponent >= 15 ? 1 << (exponent - 15) : 1 / (1 << (15 - exponent))
  return sign * scale * (1 + fraction / 1024)
}
