// An OpenStreetMap PBF as a file (wiki.openstreetmap.org/wiki/PBF_Format): where its blocks lie, what
// they hold when expanded, what the file says of itself.
import { Damage } from '#sources/read/_faults.ts'
import { inflateZlib } from '#sources/read/_inflate.ts'
import { ProtobufReader } from '#sources/read/_protobuf.ts'

/** The standard's bounds: a header has at most 64 KiB, a block at most 32 MiB. */
const maxHeaderBytes = 65_536
const maxBlockBytes = 33_554_432

/** A block as it lies in the file. */
export interface Blob {
  readonly kind: string
  /** Where its bytes start and end. */
  readonly start: number
  readonly end: number
}

/** What the file says of itself. */
export interface OsmHeader {
  readonly unknownFeatures: readonly string[]
  /** The day its data speaks of; '' where it does not say. */
  readonly date: string
}

/** The blobs of a file, by their headers alone; a damaged or missing end throws after the last whole one. */
export function* blobsOf(bytes: Uint8Array): Generator<Blob> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  while (at < bytes.length) {
    if (at + 4 > bytes.length) throw cutShort(at + 4, bytes)
    const headerLength = view.getUint32(at)
    if (headerLength > maxHeaderBytes) throw new Damage(`a header claims ${headerLength} bytes`)
    const headerEnd = at + 4 + headerLength
    if (headerEnd > bytes.length) throw cutShort(headerEnd, bytes)
    const header = new ProtobufReader(bytes.subarray(at + 4, headerEnd))
    let kind = ''
    let size = -1
    for (let field = header.field(); field !== 0; field = header.field()) {
      if (field === 10) kind = new TextDecoder().decode(header.view())
      else if (field === 24) size = header.varint()
      else header.skip(field)
    }
    if (!(size >= 0 && size <= maxBlockBytes)) throw new Damage(`a block claims ${size} bytes`)
    const end = headerEnd + size
    if (end > bytes.length) throw cutShort(end, bytes)
    yield { kind, start: headerEnd, end }
    at = end
  }
}

function cutShort(needed: number, bytes: Uint8Array): Damage {
  return new Damage(
    `the file is cut short: it should reach byte ${needed}, but has ${bytes.length}`,
  )
}

/** What a blob holds, expanded. @throws Damage */
export function blobContent(bytes: Uint8Array, blob: Blob): Uint8Array {
  const reader = new ProtobufReader(bytes.subarray(blob.start, blob.end))
  let size = 0
  let raw: Uint8Array | undefined
  let packed: Uint8Array | undefined
  let other = ''
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    if (field === 10) raw = reader.view()
    else if (field === 16) size = reader.varint()
    else if (field === 26) packed = reader.view()
    else {
      if (field === 34) other = 'LZMA'
      if (field === 50) other = 'LZ4'
      if (field === 58) other = 'ZSTD'
      reader.skip(field)
    }
  }
  if (raw !== undefined) return raw
  if (packed === undefined) {
    throw new Damage(
      other === ''
        ? 'a block holds no data'
        : `its blocks are compressed by ${other}, expected zlib`,
    )
  }
  if (size > maxBlockBytes) throw new Damage(`a block claims ${size} bytes`)
  const content = inflateZlib(packed, size)
  if (content.length !== size) throw new Damage('a block has another size than it says')
  return content
}

const known = new Set(['OsmSchema-V0.6', 'DenseNodes', 'HistoricalInformation'])

/** The file's header block. @throws Damage */
export function readHeader(content: Uint8Array): OsmHeader {
  const reader = new ProtobufReader(content)
  const unknownFeatures: string[] = []
  let seconds = 0
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    if (field === 34) {
      const feature = new TextDecoder().decode(reader.view())
      if (!known.has(feature)) unknownFeatures.push(feature)
    } else if (field === 256) seconds = reader.varint()
    else reader.skip(field)
  }
  const milliseconds = seconds * 1000
  const date =
    seconds > 0 && milliseconds < 8.64e15 ? new Date(milliseconds).toISOString().slice(0, 10) : ''
  return { unknownFeatures, date }
}
