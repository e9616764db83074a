// Deflated bytes (RFC 1950, 1951) brought back, with the size bounded and the checksum held to.
import { inflateSync } from 'fflate'
import { Damage } from '#sources/read/_faults.ts'

/**
 * Expands raw deflate to at most `size` bytes; undefined where there is more.
 *
 * @throws Damage where the bytes are no deflate.
 */
export function inflateRaw(bytes: Uint8Array, size: number): Uint8Array | undefined {
  let expanded: Uint8Array
  try {
    // One byte of room tells "exactly" from "more"; what is written beyond it is dropped.
    expanded = inflateSync(bytes, { out: new Uint8Array(size + 1) })
  } catch {
    throw new Damage('the compressed data is damaged or cut short')
  }
  return expanded.length > size ? undefined : expanded
}

/**
 * Expands zlib data that should give `size` bytes; what goes beyond them is dropped.
 *
 * @throws Damage where it is damaged: its Adler-32 tells.
 */
export function inflateZlib(bytes: Uint8Array, size: number): Uint8Array {
  if (bytes.length < 6 || (bytes[0] & 15) !== 8 || ((bytes[0] << 8) | bytes[1]) % 31 !== 0) {
    throw new Damage('the compressed data has no zlib header')
  }
  let expanded: Uint8Array
  try {
    expanded = inflateSync(bytes.subarray(2), { out: new Uint8Array(size + 1) })
  } catch {
    throw new Damage('the compressed data is damaged or cut short')
  }
  if (expanded.length > size) return expanded.subarray(0, size)
  const end = bytes.length - 4
  const told =
    ((bytes[end] << 24) | (bytes[end + 1] << 16) | (bytes[end + 2] << 8) | bytes[end + 3]) >>> 0
  if (adler32(expanded) !== told)
    throw new Damage('the compressed data does not match its checksum')
  return expanded
}

/** Adler-32 (RFC 1950, section 8.2). */
function adler32(bytes: Uint8Array): number {
  let a = 1
  let b = 0
  for (let from = 0; from < bytes.length; ) {
    // 3,800 steps keep both sums below 2^31 before the remainder is taken.
    const to = Math.min(bytes.length, from + 3800)
    for (; from < to; from++) {
      a += bytes[from]
      b += a
    }
    a %= 65521
    b %= 65521
  }
  return ((b << 16) | a) >>> 0
}

const crcTable = /* @__PURE__ */ makeCrcTable()

function makeCrcTable(): Int32Array {
  const table = new Int32Array(256)
  for (let i = 0; i < 256; i++) {
    let value = i
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
    table[i] = value
  }
  return table
}

/** CRC-32 as zip and gzip use it; `before` continues an earlier one. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let crc = ~before
  for (let i = 0; i < bytes.length; i++) crc = crcTable[(crc ^ bytes[i]) & 255] ^ (crc >>> 8)
  return ~crc >>> 0
}
