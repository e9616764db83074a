// The directories of a TIFF (TIFF 6.0, section 2; BigTIFF as libtiff 4 writes it): tags and values.
import { Damage } from '#sources/read/_faults.ts'

/** One directory: an image in the file, with its tags. */
export interface TiffDirectory {
  /** Whether 16-, 32- and 64-bit numbers stand with their low byte first. */
  readonly littleEndian: boolean
  /** The values of a numeric tag; empty where the tag is absent. @throws Damage */
  numbers(tag: number): readonly number[]
  /** The first value of a numeric tag. @throws Damage */
  number(tag: number, otherwise: number): number
  /** The text of a tag; '' where the tag is absent. @throws Damage */
  text(tag: number): string
  has(tag: number): boolean
}

/** Tags by the names the standard gives them. */
export const tags = {
  newSubfileType: 254,
  imageWidth: 256,
  imageLength: 257,
  bitsPerSample: 258,
  compression: 259,
  stripOffsets: 273,
  samplesPerPixel: 277,
  rowsPerStrip: 278,
  stripByteCounts: 279,
  planarConfiguration: 284,
  predictor: 317,
  tileWidth: 322,
  tileLength: 323,
  tileOffsets: 324,
  tileByteCounts: 325,
  sampleFormat: 339,
  modelPixelScale: 33550,
  modelTiepoint: 33922,
  modelTransformation: 34264,
  geoKeyDirectory: 34735,
  geoDoubleParams: 34736,
  geoAsciiParams: 34737,
  gdalMetadata: 42112,
  gdalNoData: 42113,
} as const

/** Bytes of one value by the field's type: BYTE, ASCII, SHORT, LONG, RATIONAL, … LONG8, SLONG8, IFD8. */
const bytesForType = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8]

const maxDirectories = 1000

interface Field {
  readonly type: number
  readonly count: number
  readonly at: number
}

/** Every directory of the file, in its order. @throws Damage */
export function tiffDirectories(bytes: Uint8Array): TiffDirectory[] {
  if (bytes.length < 8) throw new Damage(`it has ${bytes.length} bytes`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const littleEndian = bytes[0] === 0x49
  const version = view.getUint16(2, littleEndian)
  const order = littleEndian ? 'II' : 'MM'
  if (
    bytes[0] !== bytes[1] ||
    (bytes[0] !== 0x49 && bytes[0] !== 0x4d) ||
    (version !== 42 && version !== 43)
  ) {
    throw new Damage(`it does not start as a TIFF (${order}, 42 or 43)`)
  }
  const big = version === 43
  if (big && (bytes.length < 16 || view.getUint16(4, littleEndian) !== 8)) {
    throw new Damage('its BigTIFF header is damaged')
  }
  const offsetAt = (at: number) =>
    big ? uint64(view, at, littleEndian) : view.getUint32(at, littleEndian)
  const directories: TiffDirectory[] = []
  const visited = new Set<number>()
  let at = offsetAt(big ? 8 : 4)
  while (at !== 0) {
    if (visited.has(at) || directories.length === maxDirectories) {
      throw new Damage('its directories run in a circle')
    }
    visited.add(at)
    const head = big ? 8 : 2
    if (at + head > bytes.length) throw endsBefore('its directory', at, bytes)
    const count = big ? uint64(view, at, littleEndian) : view.getUint16(at, littleEndian)
    const entry = big ? 20 : 12
    const end = at + head + count * entry
    if (end + (big ? 8 : 4) > bytes.length) throw endsBefore('the end of its directory', end, bytes)
    const fields = new Map<number, Field>()
    for (let i = 0; i < count; i++) {
      const start = at + head + i * entry
      const type = view.getUint16(start + 2, littleEndian)
      const values = big
        ? uint64(view, start + 4, littleEndian)
        : view.getUint32(start + 4, littleEndian)
      const place = start + (big ? 12 : 8)
      const size = values * (bytesForType[type] ?? 0)
      const inline = size <= (big ? 8 : 4)
      fields.set(view.getUint16(start, littleEndian), {
        type,
        count: values,
        at: inline ? place : offsetAt(place),
      })
    }
    directories.push(directoryOf(bytes, view, fields, littleEndian))
    at = offsetAt(end)
  }
  return directories
}

function directoryOf(
  bytes: Uint8Array,
  view: DataView,
  fields: ReadonlyMap<number, Field>,
  littleEndian: boolean,
): TiffDirectory {
  const fieldOf = (tag: number): Field | undefined => {
    const field = fields.get(tag)
    if (field === undefined) return undefined
    const size = field.count * (bytesForType[field.type] ?? 0)
    if (size === 0) throw new Damage(`its tag ${tag} has the unknown type ${field.type}`)
    if (field.at + size > bytes.length)
      throw endsBefore(`the values of its tag ${tag}`, field.at + size, bytes)
    return field
  }
  const numbers = (tag: number): number[] => {
    const field = fieldOf(tag)
    if (field === undefined) return []
    const values = new Array<number>(field.count)
    const width = bytesForType[field.type]
    for (let i = 0; i < field.count; i++)
      values[i] = valueAt(view, field.type, field.at + i * width, littleEndian)
    return values
  }
  return {
    littleEndian,
    numbers,
    number(tag, otherwise) {
      const field = fieldOf(tag)
      return field === undefined ? otherwise : valueAt(view, field.type, field.at, littleEndian)
    },
    text(tag) {
      const field = fieldOf(tag)
      if (field === undefined) return ''
      const text = new TextDecoder().decode(bytes.subarray(field.at, field.at + field.count))
      const end = text.indexOf('\0')
      return end === -1 ? text : text.slice(0, end)
    },
    has: (tag) => fields.has(tag),
  }
}

function valueAt(view: DataView, type: number, at: number, littleEndian: boolean): number {
  switch (type) {
    case 3:
      return view.getUint16(at, littleEndian)
    case 4:
    case 13:
      return view.getUint32(at, littleEndian)
    case 5:
      return view.getUint32(at, littleEndian) / view.getUint32(at + 4, littleEndian)
    case 6:
      return view.getInt8(at)
    case 8:
      return view.getInt16(at, littleEndian)
    case 9:
      return view.getInt32(at, littleEndian)
    case 10:
      return view.getInt32(at, littleEndian) / view.getInt32(at + 4, littleEndian)
    case 11:
      return view.getFloat32(at, littleEndian)
    case 12:
      return view.getFloat64(at, littleEndian)
    case 16:
    case 18:
      return uint64(view, at, littleEndian)
    case 17:
      return Number(view.getBigInt64(at, littleEndian))
  }
  return view.getUint8(at)
}

/** As a number: no file is 2^53 bytes long, so a larger one is damaged and found out by its size. */
function uint64(view: DataView, at: number, littleEndian: boolean): number {
  return Number(view.getBigUint64(at, littleEndian))
}

function endsBefore(what: string, at: number, bytes: Uint8Array): Damage {
  return new Damage(`${what} should reach byte ${at}, but the file has ${bytes.length} bytes`)
}
