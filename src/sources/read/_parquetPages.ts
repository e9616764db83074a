// Whether the structure of a Parquet file is whole, before a library believes it: its descriptions in
// Thrift's compact protocol (thrift.apache.org, Compact protocol encoding) and the chain of its pages
// (parquet.apache.org, File format). A damaged count would otherwise keep the library busy for hours.
import { Damage } from '#sources/read/_faults.ts'
import { crc32 } from '#sources/read/_inflate.ts'

/** A value of a Thrift structure; texts and lists are passed over, as structures are kept. */
type Fields = ReadonlyMap<number, number | Fields>

interface Cursor {
  readonly bytes: Uint8Array
  at: number
  readonly end: number
}

const damaged = () => new Damage('its description is damaged')

/** Real descriptions lie some eight structures deep. */
const maxDepth = 32

function byteAt(cursor: Cursor): number {
  if (cursor.at >= cursor.end) throw damaged()
  return cursor.bytes[cursor.at++]
}

/** An unsigned varint; beyond 2^53 it loses digits, and such a count is damage anyway. */
function varint(cursor: Cursor): number {
  let value = 0
  let scale = 1
  for (let i = 0; i < 10; i++) {
    const byte = byteAt(cursor)
    value += (byte & 0x7f) * scale
    if (byte < 0x80) return value
    scale *= 128
  }
  throw damaged()
}

function zigzag(cursor: Cursor): number {
  const value = varint(cursor)
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2
}

function readStruct(cursor: Cursor, depth: number): Fields {
  if (depth > maxDepth) throw damaged()
  const fields = new Map<number, number | Fields>()
  let id = 0
  for (;;) {
    const head = byteAt(cursor)
    if (head === 0) return fields
    const step = head >> 4
    id = step === 0 ? zigzag(cursor) : id + step
    const value = readValue(cursor, head & 15, depth)
    if (value !== undefined) fields.set(id, value)
  }
}

/** A value by its type; undefined for what is passed over. */
function readValue(cursor: Cursor, type: number, depth: number): number | Fields | undefined {
  switch (type) {
    case 1: // true and false have no bytes of their own
    case 2:
      return type === 1 ? 1 : 0
    case 3:
      return byteAt(cursor)
    case 4:
    case 5:
    case 6:
      return zigzag(cursor)
    case 7:
      pass(cursor, 8)
      return undefined
    case 8:
      pass(cursor, varint(cursor))
      return undefined
    case 9:
    case 10:
      readList(cursor, depth)
      return undefined
    case 12:
      return readStruct(cursor, depth + 1)
  }
  throw damaged()
}

function readList(cursor: Cursor, depth: number): void {
  const head = byteAt(cursor)
  const count = head >> 4 === 15 ? varint(cursor) : head >> 4
  // Each item takes a byte at least, but for a list of marks, which take one too.
  if (count > cursor.end - cursor.at) throw damaged()
  for (let i = 0; i < count; i++) {
    const type = head & 15
    if (type === 1 || type === 2) byteAt(cursor)
    else readValue(cursor, type, depth + 1)
  }
}

function pass(cursor: Cursor, length: number): void {
  if (!(length <= cursor.end - cursor.at)) throw damaged()
  cursor.at += length
}

/** Checks the description at the end of a file; gives where it starts. @throws Damage */
export function checkFooter(bytes: Uint8Array): number {
  const end = bytes.length - 8
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(end, true)
  if (length > end - 4) throw damaged()
  const cursor = { bytes, at: end - length, end }
  readStruct(cursor, 0)
  if (cursor.at !== end) throw damaged()
  return end - length
}

/** Fields of a page's head: its sizes, its checksum, and the head of its kind with a count of values. */
const uncompressedSize = 2
const compressedSize = 3
const checksum = 4
const dataPage = 5
const dictionaryPage = 7
const dataPage2 = 8

/** The most bytes one page may expand to. */
const maxPageBytes = 1_000_000_000

/**
 * Checks that a column's pages follow each other without a gap from `start` to `end`, and that none
 * claims more values than the column has.
 *
 * @throws Damage
 */
export function checkPages(
  bytes: Uint8Array,
  start: number,
  end: number,
  valueCount: number,
  name: string,
): void {
  const wrong = (what: string) => new Damage(`a page of column ${name} is damaged: ${what}`)
  const cursor = { bytes, at: start, end }
  let values = 0
  while (cursor.at < end) {
    const head = readStruct(cursor, 0)
    const number = (id: number): number => {
      const value = head.get(id)
      return typeof value === 'number' ? value : Number.NaN
    }
    const packed = number(compressedSize)
    const unpacked = number(uncompressedSize)
    if (!(packed >= 0 && cursor.at + packed <= end)) throw wrong('it reaches beyond its column')
    if (!(unpacked >= 0 && unpacked <= maxPageBytes)) throw wrong('its size')
    const inner = head.get(dataPage) ?? head.get(dataPage2) ?? head.get(dictionaryPage)
    const count = inner instanceof Map ? inner.get(1) : undefined
    if (typeof count !== 'number' || count < 0 || count > valueCount)
      throw wrong('its count of values')
    if (!head.has(dictionaryPage)) values += count
    const content = bytes.subarray(cursor.at, cursor.at + packed)
    if (head.has(checksum) && (number(checksum) | 0) !== (crc32(content) | 0)) {
      throw wrong('it does not match its checksum')
    }
    cursor.at += packed
  }
  if (values !== valueCount) throw wrong('values are missing')
}
