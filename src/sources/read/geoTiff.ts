// Rasters in GeoTIFF (TIFF 6.0, BigTIFF, OGC 19-008r4). Written here, since a raster must be read at
// once, within a bound of memory, in any engine, and a damaged one must say which row is damaged.
import type { RawExtent, RawGrid, Read } from '#sources/raw.ts'
import { Damage, damageOf, type Faults, faultsOf } from '#sources/read/_faults.ts'
import { crsFromGeoKeys, geoKeysOf, placeOf } from '#sources/read/_geoKeys.ts'
import { type Image, imageOf, windowOf } from '#sources/read/_tiffImage.ts'
import { tags } from '#sources/read/_tiffTags.ts'
import { DamagedRow, readValues } from '#sources/read/_tiffValues.ts'
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

/** A window in degrees, in the raster's coordinates; none where the raster's crs is unknown. */
function projected(degrees: RawExtent | undefined, crs: string): RawExtent | undefined {
  const projection = degrees && findProjection(crs)
  return projection && movedExtent(degrees, projection.fromLonLat)
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
