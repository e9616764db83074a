// The form of a raster as its directory tells it, checked before any of it is read: size, bands, strips
// or tiles, and the cells that a window takes.
import type { RawExtent } from '#sources/raw.ts'
import { Damage, grouped } from '#sources/read/_faults.ts'
import type { TiffPlace } from '#sources/read/_geoKeys.ts'
import { type ChunkForm, formFault } from '#sources/read/_tiffChunk.ts'
import { type TiffDirectory, tags, tiffDirectories } from '#sources/read/_tiffTags.ts'

/** The most cells read at once: 1 GB as 32-bit floats. */
const maxCells = 268_435_456

/** The most bytes one strip or tile may hold. */
const maxChunkBytes = 1_073_741_824

/** The form of a raster, as its first full directory tells it. */
export interface Image {
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

/** The first full image of a file. @throws Damage */
export function imageOf(bytes: Uint8Array): Image {
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

/** The cells of a window. */
export interface CellWindow {
  readonly column: number
  readonly row: number
  readonly width: number
  readonly height: number
}

/** The cells that touch a window; all where none is asked for. @throws Damage */
export function windowOf(
  image: Image,
  place: TiffPlace,
  wanted: RawExtent | undefined,
): CellWindow {
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
