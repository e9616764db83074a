// Rasters in GeoTIFF (TIFF 6.0, BigTIFF, OGC 19-008r4). Written here, since a raster must be read at
// once, within a bound of memory, in any engine, and a damaged one must say which row is damaged.

import type { RawExtent, RawGrid, Read } from '#sources/raw.ts'
import { Damage, damageOf, type Faults, faultsOf, grouped } from '#sources/read/_faults.ts'
import { crsFromGeoKeys, geoKeysOf, placeOf, type TiffPlace } from '#sources/read/_geoKeys.ts'
import { type ChunkForm, chunkSamples, formFault, isPlausible } from '#sources/read/_tiffChunk.ts'
import { type TiffDirectory, tags, tiffDirectories } from '#sources/read/_tiffTags.ts'
import { findProjection, movedExtent } from '#sources/read/toWgs84.ts'

/** What of a raster to read. */
export interface GeoTiffOptions {
  /** Only the cells that touch this window, in the raster's own coordinates. */
  readonly window?: RawExtent
  /** Only the cells that touch this window, in longitude and latitude. */
  readonly degrees?: RawExtent
  /** Which band, from 1. */
  readonly band?: number
}

/** The most cells read at once: 1 GB as 32-bit floats. */
const maxCells = 268_435_456

/** The most bytes one strip or tile may hold. */
const maxChunkBytes = 1_073_741_824

/**
 * Reads one band of a raster, or a window of it, as 32-bit floats.
 *
 * Cells that hold the raster's "no data" value, or no number, hold `missing`; a scale and an offset
 * stated by the raster are applied. Overviews and masks are left out. A raster that is cut short or
 * damaged anywhere in the window is refused, with the first row that cannot be read.
 */
export function readGeoTiff(
  bytes: Uint8Array,
  source: string,
  options: GeoTiffOptions = {},
): Read<RawGrid> {
  const { band = 1 } = options
  const name = `band ${band}`
  const faults = faultsOf(source, name)
  if (bytes.length === 0) {
    faults.add('error', 'file-empty', 0, 'The file is empty', 'Fetch or export the file again')
    return faults.with<RawGrid>(undefined)
  }
  try {
    const image = imageOf(bytes)
    if (band < 1 || band > image.bands) {
      throw new Damage(
        `it has ${image.bands} band${image.bands === 1 ? '' : 's'}, and band ${band} was asked for`,
      )
    }
    const geoKeys = geoKeysOf(image.directory)
    const place = placeOf(image.directory, geoKeys)
    if (place === undefined) throw new Damage('it does not say where it lies')
    const crs = crsFromGeoKeys(geoKeys)
    const window = windowOf(image, place, options.window ?? projected(options.degrees, crs))
    if (crs === '') {
      faults.add(
        'warning',
        'crs-missing',
        0,
        'The raster names no crs that Silta knows',
        'Give its crs in the study, or convert it to EPSG:4326 (gdalwarp -t_srs EPSG:4326)',
      )
    }
    const values = readValues(bytes, image, window, band)
    if (place.southUp) flipRows(values, window.width)
    const missing = markMissing(values, image, band, faults)
    const { cellWidth, cellHeight } = place
    const north = place.southUp
      ? place.y + (window.row + window.height) * cellHeight
      : place.y - window.row * cellHeight
    const west = place.x + window.column * cellWidth
    const extent = {
      west,
      south: north - window.height * cellHeight,
      east: west + window.width * cellWidth,
      north,
    }
    if (!(extent.west < extent.east && extent.south < extent.north)) {
      throw new Damage(`its cells are damaged: ${cellWidth} by ${cellHeight}`)
    }
    return faults.with<RawGrid>({
      source,
      band: name,
      crs,
      extent,
      width: window.width,
      height: window.height,
      values,
      missing,
    })
  } catch (error) {
    const message = damageOf(error)
    const cut = error instanceof DamagedRow
    faults.add(
      'error',
      'raster-unreadable',
      cut ? error.row + 1 : 0,
      `Cannot read the raster: ${cut ? `from row ${error.row + 1} on, ` : ''}${message}`,
      cut || /damaged|should reach byte|directory/.test(message)
        ? 'Fetch or export the raster again'
        : 'Convert it: gdal_translate -co COMPRESS=DEFLATE, or gdalwarp -t_srs EPSG:4326',
    )
    return faults.with<RawGrid>(undefined)
  }
}

class DamagedRow extends Damage {
  readonly row: number
  constructor(row: number, message: string) {
    super(message)
    this.row = row
  }
}

/** The form of a raster, as its first full directory tells it. */
interface Image {
  readonly directory: TiffDirectory
  readonly width: number
  readonly height: number
  readonly bands: number
  readonly form: ChunkForm
  readonly sampleFormat: number
  /** Bands stand in planes of their own. */
  readonly planar: boolean
  readonly chunkHeight: number
  readonly across: number
  readonly down: number
  readonly isTiled: boolean
  readonly offsets: readonly number[]
  readonly byteCounts: readonly number[]
}

function imageOf(bytes: Uint8Array): Image {
  const directories = tiffDirectories(bytes)
  // Bits 0 and 2 of the subfile type: a reduced copy, a mask.
  const directory = directories.find((one) => (one.number(tags.newSubfileType, 0) & 5) === 0)
  if (directory === undefined) throw new Damage('it has no image')
  const width = directory.number(tags.imageWidth, 0)
  const height = directory.number(tags.imageLength, 0)
  const bands = directory.number(tags.samplesPerPixel, 1)
  if (!(width > 0 && height > 0 && bands > 0))
    throw new Damage(`it is ${width} by ${height} cells, a damaged size`)
  const allBits = directory.numbers(tags.bitsPerSample)
  if (allBits.some((bits) => bits !== allBits[0])) throw new Damage('its bands have unequal bits')
  const isTiled = directory.has(tags.tileOffsets) || directory.has(tags.tileWidth)
  const planar = directory.number(tags.planarConfiguration, 1) === 2
  const chunkWidth = isTiled ? directory.number(tags.tileWidth, 0) : width
  const chunkHeight = isTiled
    ? directory.number(tags.tileLength, 0)
    : Math.min(height, directory.number(tags.rowsPerStrip, height))
  const form: ChunkForm = {
    compression: directory.number(tags.compression, 1),
    predictor: directory.number(tags.predictor, 1),
    littleEndian: directory.littleEndian,
    bits: allBits[0] ?? 1,
    samples: planar ? 1 : bands,
    width: chunkWidth,
  }
  const fault = formFault(form)
  if (fault !== undefined) throw new Damage(fault)
  const sampleFormat = directory.number(tags.sampleFormat, 1)
  if (sampleFormat > 4 || (sampleFormat === 3 && form.bits < 16)) {
    throw new Damage(`its samples are of format ${sampleFormat} with ${form.bits} bits`)
  }
  if (!(chunkWidth > 0 && chunkHeight > 0))
    throw new Damage(`its tiles are ${chunkWidth} by ${chunkHeight}, a damaged size`)
  if (chunkWidth * chunkHeight * form.samples * Math.max(1, form.bits / 8) > maxChunkBytes) {
    throw new Damage(
      `its strips or tiles of ${grouped(chunkWidth)} by ${grouped(chunkHeight)} cells are too large to read`,
    )
  }
  const across = Math.ceil(width / chunkWidth)
  const down = Math.ceil(height / chunkHeight)
  const offsets = directory.numbers(isTiled ? tags.tileOffsets : tags.stripOffsets)
  const byteCounts = directory.numbers(isTiled ? tags.tileByteCounts : tags.stripByteCounts)
  const expected = across * down * (planar ? bands : 1)
  if (offsets.length < expected) {
    throw new Damage(
      `its directory is damaged: it lists ${offsets.length} strips or tiles, expected ${expected}`,
    )
  }
  // Some old writers leave the lengths out where nothing is compressed.
  const whole = form.compression === 1 && byteCounts.length < expected
  if (byteCounts.length < expected && !whole)
    throw new Damage('its directory is damaged: lengths of strips or tiles are missing')
  const rowBytes = Math.ceil((chunkWidth * form.samples * form.bits) / 8)
  return {
    directory,
    width,
    height,
    bands,
    form,
    sampleFormat,
    planar,
    chunkHeight,
    across,
    down,
    isTiled,
    offsets,
    byteCounts: whole
      ? offsets.map((_, i) => rowBytes * Math.min(chunkHeight, height - (i % down) * chunkHeight))
      : byteCounts,
  }
}

/** A window in degrees, in the raster's coordinates; none where the raster's crs is unknown. */
function projected(degrees: RawExtent | undefined, crs: string): RawExtent | undefined {
  const projection = degrees && findProjection(crs)
  return projection && movedExtent(degrees, projection.fromLonLat)
}

interface CellWindow {
  readonly column: number
  readonly row: number
  readonly width: number
  readonly height: number
}

function windowOf(image: Image, place: TiffPlace, wanted: RawExtent | undefined): CellWindow {
  let column = 0
  let row = 0
  let endColumn = image.width
  let endRow = image.height
  if (wanted !== undefined) {
    // A window on the edge of a cell touches it by rounding alone: a billionth of a cell is nothing.
    const least = 1e-9
    const rowOf = (y: number) => (place.southUp ? y - place.y : place.y - y) / place.cellHeight
    const rows = [rowOf(wanted.north), rowOf(wanted.south)].sort((a, b) => a - b)
    column = Math.max(0, Math.floor((wanted.west - place.x) / place.cellWidth + least))
    endColumn = Math.min(image.width, Math.ceil((wanted.east - place.x) / place.cellWidth - least))
    row = Math.max(0, Math.floor(rows[0] + least))
    endRow = Math.min(image.height, Math.ceil(rows[1] - least))
    if (!(column < endColumn && row < endRow)) {
      throw new Damage('it lies outside the window that was asked for')
    }
  }
  const width = endColumn - column
  const height = endRow - row
  if (width * height > maxCells) {
    throw new Damage(
      `it has ${grouped(width)} by ${grouped(height)} cells, more than are read at once: give the country's extent as a window`,
    )
  }
  return { column, row, width, height }
}

function readValues(
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
function numbersOf(samples: Uint8Array, bits: number, format: number): ArrayLike<number> {
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

function flipRows(values: Float32Array, width: number): void {
  const held = new Float32Array(width)
  for (let top = 0, bottom = values.length - width; top < bottom; top += width, bottom -= width) {
    held.set(values.subarray(top, top + width))
    values.copyWithin(top, bottom, bottom + width)
    values.set(held, bottom)
  }
}

/** Puts one mark on every cell without a value, applies scale and offset, and returns the mark. */
function markMissing(values: Float32Array, image: Image, band: number, faults: Faults): number {
  const text = image.directory.text(tags.gdalNoData).trim()
  const declared = text === '' ? Number.NaN : Number(text)
  if (text !== '' && Number.isNaN(declared) && !/^[+-]?nan$/i.test(text)) {
    faults.add(
      'warning',
      'no-data-unclear',
      0,
      `The raster declares "${text.slice(0, 40)}" as its value for no data, which is no number`,
      'Correct it: gdal_edit.py -a_nodata',
    )
  }
  const { scale, offset } = scaleOf(image.directory.text(tags.gdalMetadata), band)
  const isScaled = scale !== 1 || offset !== 0
  const noData = Math.fround(declared)
  const missing = isScaled || !Number.isFinite(noData) ? Number.NaN : noData
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (value === noData || !Number.isFinite(value)) values[i] = missing
    else if (isScaled) values[i] = value * scale + offset
  }
  if (isScaled) {
    faults.add(
      'note',
      'raster-scaled',
      0,
      `The raster's values are multiplied by ${scale} and ${offset} is added, as it says itself`,
      'Remove the scale from the raster if that is wrong',
    )
  }
  return missing
}

/** The scale and offset that GDAL writes into its own XML, item by item. */
function scaleOf(metadata: string, band: number): { scale: number; offset: number } {
  const item = (role: string): number => {
    const pattern = new RegExp(`<Item[^>]*sample="${band - 1}"[^>]*role="${role}"[^>]*>([^<]*)<`)
    return Number(pattern.exec(metadata)?.[1] ?? Number.NaN)
  }
  const scale = item('scale')
  const offset = item('offset')
  return {
    scale: Number.isFinite(scale) && scale !== 0 ? scale : 1,
    offset: Number.isFinite(offset) ? offset : 0,
  }
}
