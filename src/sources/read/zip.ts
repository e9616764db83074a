// Files inside a zip (PKWARE APPNOTE 6.3.10) or a gzip (RFC 1952): their checksums are held to, and
// an archive that expands without end is stopped at a bound.
import { Gunzip } from 'fflate'
import type { Read } from '#sources/raw.ts'
import { Damage, damageOf, type Faults, faultsOf, grouped, quoted } from '#sources/read/_faults.ts'
import { crc32, inflateRaw } from '#sources/read/_inflate.ts'

/** One file of an archive. */
export interface ZipEntry {
  readonly name: string
  readonly bytes: Uint8Array
}

/** What of an archive to expand, and how far. */
export interface ZipOptions {
  /** Expands only the files whose name it accepts. */
  readonly wanted?: (name: string) => boolean
  /** The most bytes all files together may expand to; 1 GB where left out. */
  readonly maxBytes?: number
}

const oneGigabyte = 1_000_000_000

const fetchAgain = 'Fetch the archive again, or pack it anew'

/**
 * Expands the files of a zip, in the order of its directory; folders are left out. A file that is
 * damaged is listed and left out; an archive without a directory gives nothing.
 */
export function readZip(
  bytes: Uint8Array,
  source: string,
  options: ZipOptions = {},
): Read<readonly ZipEntry[]> {
  const { wanted = () => true, maxBytes = oneGigabyte } = options
  const faults = faultsOf(source)
  const listed = listZip(bytes, faults)
  if (listed === undefined) return faults.with<readonly ZipEntry[]>(undefined)
  const entries: ZipEntry[] = []
  let expanded = 0
  for (const entry of listed) {
    try {
      const start = contentStart(bytes, entry)
      if (entry.name.endsWith('/') || !wanted(entry.name)) continue
      expanded += entry.size
      if (expanded > maxBytes) {
        addTooLarge(faults.inTable(entry.name), maxBytes)
        break
      }
      entries.push({ name: entry.name, bytes: expand(bytes, entry, start) })
    } catch (error) {
      const message = `Cannot unpack ${quoted(entry.name)}: ${damageOf(error)}`
      faults.inTable(entry.name).add('error', 'zip-damaged', 0, message, fetchAgain)
    }
  }
  return faults.with<readonly ZipEntry[]>(entries)
}

/** The names of the files in a zip, without expanding any; empty where it has no directory. */
export function zipNames(bytes: Uint8Array): readonly string[] {
  return listZip(bytes, faultsOf(''))?.map(({ name }) => name) ?? []
}

/** Expands a gzip, of one member or of several. */
export function readGzip(
  bytes: Uint8Array,
  source: string,
  options: Pick<ZipOptions, 'maxBytes'> = {},
): Read<Uint8Array> {
  const { maxBytes = oneGigabyte } = options
  const faults = faultsOf(source)
  const chunks: Uint8Array[] = []
  // Where each member starts, in the file and in what is expanded.
  const starts: { file: number; expanded: number }[] = [{ file: 0, expanded: 0 }]
  let expanded = 0
  let tooLarge = false
  const gunzip = new Gunzip((chunk) => {
    expanded += chunk.length
    if (expanded > maxBytes) tooLarge = true
    else chunks.push(chunk)
  })
  gunzip.onmember = (offset) => {
    if (offset > 0) starts.push({ file: offset, expanded })
  }
  try {
    const step = 65_536
    for (let from = 0; from < bytes.length && !tooLarge; from += step) {
      gunzip.push(bytes.subarray(from, from + step), from + step >= bytes.length)
    }
    if (tooLarge) {
      addTooLarge(faults, maxBytes)
      return faults.with<Uint8Array>(undefined)
    }
    const whole = joined(chunks, expanded)
    starts.forEach((start, i) => {
      const end = starts[i + 1] ?? { file: bytes.length, expanded }
      checkMember(bytes, end.file, whole.subarray(start.expanded, end.expanded))
    })
    return faults.with(whole)
  } catch (error) {
    const cause = error instanceof Damage ? error.message : 'it is damaged or cut short'
    faults.add(
      'error',
      'gzip-damaged',
      0,
      `Cannot unpack the gzip: ${cause} (${grouped(expanded)} bytes came out)`,
      'Fetch the file again',
    )
    return faults.with<Uint8Array>(undefined)
  }
}

function checkMember(bytes: Uint8Array, end: number, member: Uint8Array): void {
  if (end < 18) throw new Damage('it ends before its checksum')
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  if (view.getUint32(end - 4, true) !== member.length % 0x1_0000_0000) {
    throw new Damage('it is cut short, or its length is damaged')
  }
  if (view.getUint32(end - 8, true) !== crc32(member)) {
    throw new Damage('it does not match its checksum')
  }
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

function addTooLarge(faults: Faults, maxBytes: number): void {
  faults.add(
    'error',
    'archive-too-large',
    0,
    `The archive expands to more than ${grouped(maxBytes)} bytes: reading stopped there`,
    'Unpack it by hand and give the files that are needed',
  )
}

/** One line of a zip's directory. */
interface Listed {
  readonly name: string
  readonly method: number
  readonly encrypted: boolean
  readonly crc: number
  readonly packedSize: number
  readonly size: number
  readonly offset: number
}

function listZip(bytes: Uint8Array, faults: Faults): readonly Listed[] | undefined {
  try {
    return directory(bytes)
  } catch (error) {
    faults.add('error', 'zip-damaged', 0, `Cannot read the zip: ${damageOf(error)}`, fetchAgain)
    return undefined
  }
}

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const localSignature = 0x04034b50

function directory(bytes: Uint8Array): Listed[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = bytes.length - 22
  const lowest = Math.max(0, bytes.length - 22 - 65_535)
  while (end >= lowest && view.getUint32(end, true) !== endSignature) end--
  if (end < lowest) throw new Damage('its directory is missing, so it was cut short')
  let count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  let size = view.getUint32(end + 12, true)
  if (
    (count === 0xffff || at === 0xffffffff) &&
    end >= 20 &&
    view.getUint32(end - 20, true) === 0x07064b50
  ) {
    const end64 = Number(view.getBigUint64(end - 12, true))
    if (end64 + 56 > bytes.length) throw new Damage('its directory is damaged')
    count = Number(view.getBigUint64(end64 + 32, true))
    size = Number(view.getBigUint64(end64 + 40, true))
    at = Number(view.getBigUint64(end64 + 48, true))
  }
  const start = at
  const listed: Listed[] = []
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== entrySignature) {
      throw new Damage(`its directory is damaged at file ${i + 1} of ${count}`)
    }
    const nameLength = view.getUint16(at + 28, true)
    const extraLength = view.getUint16(at + 30, true)
    const commentLength = view.getUint16(at + 32, true)
    if (at + 46 + nameLength + extraLength > end) throw new Damage('its directory is damaged')
    const extra = zip64Sizes(view, at + 46 + nameLength, extraLength, [
      view.getUint32(at + 24, true),
      view.getUint32(at + 20, true),
      view.getUint32(at + 42, true),
    ])
    listed.push({
      name: nameAt(bytes, at + 46, nameLength),
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      crc: view.getUint32(at + 16, true),
      size: extra[0],
      packedSize: extra[1],
      offset: extra[2],
    })
    at += 46 + nameLength + extraLength + commentLength
  }
  if (at !== start + size)
    throw new Damage('its directory is damaged: it has another size than it says')
  return listed
}

const nameAt = (bytes: Uint8Array, at: number, length: number) =>
  new TextDecoder().decode(bytes.subarray(at, at + length))

/** Sizes and offset, from the zip64 field (0x0001) where the short ones are full. */
function zip64Sizes(
  view: DataView,
  start: number,
  length: number,
  short: readonly [number, number, number],
): [number, number, number] {
  const sizes: [number, number, number] = [...short]
  for (let at = start; at + 4 <= start + length; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue
    const stop = Math.min(start + length, at + 4 + view.getUint16(at + 2, true))
    let field = at + 4
    for (let i = 0; i < 3; i++) {
      if (sizes[i] !== 0xffffffff || field + 8 > stop) continue
      sizes[i] = Number(view.getBigUint64(field, true))
      field += 8
    }
  }
  return sizes
}

/** Where a file's content starts: behind a header that must agree with the directory. */
function contentStart(bytes: Uint8Array, { name, offset }: Listed): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== localSignature) {
    throw new Damage('it is not where the directory says')
  }
  const nameLength = view.getUint16(offset + 26, true)
  // No checksum guards the names, but each stands twice.
  if (nameAt(bytes, offset + 30, nameLength) !== name) {
    throw new Damage('its name is damaged: the directory has another one')
  }
  return offset + 30 + nameLength + view.getUint16(offset + 28, true)
}

function expand(bytes: Uint8Array, entry: Listed, start: number): Uint8Array {
  const { packedSize, size, method } = entry
  if (entry.encrypted) throw new Damage('it is encrypted')
  const packed = bytes.subarray(start, start + packedSize)
  if (packed.length < packedSize) throw new Damage('it is cut short')
  if (method !== 0 && method !== 8) {
    throw new Damage(`it is packed by method ${method}, expected 8 (deflate)`)
  }
  // Deflate cannot expand more than 1,032 times: a directory that claims more is damaged.
  if (method === 8 && size > packedSize * 1032 + 64) throw new Damage('its size is damaged')
  const whole = method === 0 ? packed : inflateRaw(packed, size)
  if (whole === undefined || whole.length !== size) {
    throw new Damage('it has another size than the directory says')
  }
  if (crc32(whole) !== entry.crc) throw new Damage('it does not match its checksum')
  return whole
}
