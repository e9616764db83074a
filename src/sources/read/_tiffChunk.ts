// One strip or tile of a TIFF: decompressed (TIFF 6.0, sections 9 and 13; Adobe's deflate; ZSTD), its
// predictor undone (section 14 and Adobe's Technical Note 3), low byte first.
import { decompressZstd } from 'hyparquet-compressors'
import { Damage } from '#sources/read/_faults.ts'
import { inflateZlib } from '#sources/read/_inflate.ts'

/** What the samples of a chunk are. */
export interface ChunkForm {
  readonly compression: number
  readonly predictor: number
  readonly littleEndian: boolean
  /** Bits of one sample: 1, 2, 4, 8, 16, 32 or 64. */
  readonly bits: number
  /** Samples of one cell that stand together. */
  readonly samples: number
  readonly width: number
}

const compressions: Readonly<Record<number, string>> = {
  2: 'CCITT RLE',
  3: 'CCITT fax 3',
  4: 'CCITT fax 4',
  6: 'old JPEG',
  7: 'JPEG',
  34712: 'JPEG 2000',
  34887: 'LERC',
  34925: 'LZMA',
  50001: 'WebP',
  50002: 'JPEG XL',
}

/** What stands in the way of reading this form; undefined where nothing does. */
export function formFault({ compression, predictor, bits }: ChunkForm): string | undefined {
  if (![1, 5, 8, 32946, 32773, 50000].includes(compression)) {
    return `it is compressed by ${compressions[compression] ?? `method ${compression}`}`
  }
  if (![1, 2, 3].includes(predictor)) return `it uses predictor ${predictor}`
  if (![1, 2, 4, 8, 16, 32, 64].includes(bits)) return `its samples have ${bits} bits`
  if (bits < 8 && predictor !== 1) return `it uses predictor ${predictor} on ${bits} bits`
  return undefined
}

/** How far each compression can expand at most; a size beyond that is damage, found before it is made. */
const mostExpansion: Readonly<Record<number, number>> = {
  1: 1,
  5: 2731, // 12 bits for the longest text of a table of 4,096
  8: 1032,
  32946: 1032,
  32773: 64,
  50000: 32_768, // a run of 128 KB in 4 bytes
}

/** Whether so many bytes can give a chunk of `rows` rows. */
export function isPlausible(bytes: number, form: ChunkForm, rows: number): boolean {
  return chunkBytes(form, rows) <= bytes * mostExpansion[form.compression] + 64
}

function chunkBytes({ bits, samples, width }: ChunkForm, rows: number): number {
  return Math.ceil((width * samples * bits) / 8) * rows
}

/**
 * The samples of a chunk of `rows` rows, one after the other, each low byte first; samples of less
 * than a byte take a byte each.
 *
 * @throws Damage
 */
export function chunkSamples(bytes: Uint8Array, form: ChunkForm, rows: number): Uint8Array {
  const { bits, samples, width } = form
  const size = chunkBytes(form, rows)
  const raw = expand(bytes, form.compression, size)
  if (raw.length < size) {
    throw new Damage(`it gives ${raw.length} of ${size} bytes`)
  }
  if (bits < 8) return unpackBits(raw, bits, width * samples, rows, size / rows)
  if (form.predictor === 3) return undoFloatPredictor(raw, bits / 8, samples, width, rows)
  // Typed views need whole words, and the file's own bytes must stay as they are.
  const isOwn = form.compression !== 1 && raw.byteOffset % 8 === 0
  const owned = isOwn ? raw.subarray(0, size) : raw.slice(0, size)
  if (!form.littleEndian && bits > 8) swapBytes(owned, bits / 8)
  if (form.predictor === 2) undoDifferences(owned, bits, samples, width, rows)
  return owned
}

function expand(bytes: Uint8Array, compression: number, size: number): Uint8Array {
  switch (compression) {
    case 1:
      return bytes
    case 5:
      return expandLzw(bytes, size)
    case 32773:
      return expandPackBits(bytes, size)
    case 50000:
      return expandZstd(bytes, size)
  }
  return inflateZlib(bytes, size)
}

function expandZstd(bytes: Uint8Array, size: number): Uint8Array {
  try {
    return decompressZstd(bytes, new Uint8Array(size))
  } catch {
    throw new Damage('the compressed data is damaged or cut short')
  }
}

/** Section 9: a count and a byte to repeat, or a count and that many bytes. */
function expandPackBits(bytes: Uint8Array, size: number): Uint8Array {
  const out = new Uint8Array(size)
  let to = 0
  for (let at = 0; at < bytes.length && to < size; ) {
    const count = (bytes[at++] << 24) >> 24
    if (count === -128) continue
    if (count >= 0) {
      const stop = Math.min(at + count + 1, bytes.length)
      while (at < stop && to < size) out[to++] = bytes[at++]
    } else {
      const value = bytes[at++]
      for (let i = 0; i < 1 - count && to < size; i++) out[to++] = value
    }
  }
  return out.subarray(0, to)
}

const clearCode = 256
const endCode = 257

/** Section 13: codes of 9 to 12 bits, high bit first, growing one code early. */
function expandLzw(bytes: Uint8Array, size: number): Uint8Array {
  const out = new Uint8Array(size)
  // A code stands for bytes that were written before: where they start, and how many.
  const starts = new Int32Array(4097)
  const lengths = new Int32Array(4097)
  let to = 0
  let next = 258
  let width = 9
  let previous = -1
  let buffer = 0
  let held = 0
  for (let at = 0; to < size; ) {
    while (held < width && at < bytes.length) {
      buffer = ((buffer << 8) | bytes[at++]) & 0xffffff
      held += 8
    }
    if (held < width) break
    held -= width
    const code = (buffer >> held) & ((1 << width) - 1)
    if (code === endCode) break
    if (code === clearCode) {
      next = 258
      width = 9
      previous = -1
      continue
    }
    if (code > next || (code === next && previous === -1) || (code > 255 && code < 258)) {
      throw new Damage('the compressed data is damaged: it uses a code before it is defined')
    }
    const start = to
    if (code < 256) out[to++] = code
    else {
      const from = starts[code]
      // The one code that may be used as it is defined: the previous bytes and their first again.
      const length = code === next ? to - starts[next] + 1 : lengths[code]
      const stop = Math.min(size, to + length)
      for (let i = from; to < stop; i++) out[to++] = out[i]
    }
    if (previous !== -1 && next < 4096) {
      lengths[next] = start - starts[next] + 1
      next++
    }
    // The next code to define is what was written now and one byte more.
    starts[next] = start
    previous = code
    if (next >= (1 << width) - 1 && width < 12) width++
  }
  return out.subarray(0, to)
}

function unpackBits(
  raw: Uint8Array,
  bits: number,
  perRow: number,
  rows: number,
  rowBytes: number,
): Uint8Array {
  const out = new Uint8Array(perRow * rows)
  const mask = (1 << bits) - 1
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < perRow; i++) {
      const bit = i * bits
      out[row * perRow + i] = (raw[row * rowBytes + (bit >> 3)] >> (8 - bits - (bit & 7))) & mask
    }
  }
  return out
}

function swapBytes(bytes: Uint8Array, width: number): void {
  for (let at = 0; at + width <= bytes.length; at += width) {
    for (let low = at, high = at + width - 1; low < high; low++, high--) {
      const held = bytes[low]
      bytes[low] = bytes[high]
      bytes[high] = held
    }
  }
}

/** Predictor 2: each sample is stored as its difference from the cell before, as whole numbers of its width. */
function undoDifferences(
  bytes: Uint8Array,
  bits: number,
  samples: number,
  width: number,
  rows: number,
): void {
  const perRow = width * samples
  const count = perRow * rows
  if (bits === 64) {
    const words = new BigUint64Array(bytes.buffer, bytes.byteOffset, count)
    for (let row = 0; row < rows; row++) {
      const end = (row + 1) * perRow
      for (let i = row * perRow + samples; i < end; i++) words[i] += words[i - samples]
    }
    return
  }
  const words = wordsOf(bytes, bits, count)
  for (let row = 0; row < rows; row++) {
    const end = (row + 1) * perRow
    for (let i = row * perRow + samples; i < end; i++) words[i] += words[i - samples]
  }
}

function wordsOf(bytes: Uint8Array, bits: number, count: number) {
  if (bits === 8) return bytes
  if (bits === 16) return new Uint16Array(bytes.buffer, bytes.byteOffset, count)
  return new Uint32Array(bytes.buffer, bytes.byteOffset, count)
}

/** Predictor 3: in each row the high bytes of all samples, then the next bytes, …, all as differences. */
function undoFloatPredictor(
  raw: Uint8Array,
  width: number,
  samples: number,
  cells: number,
  rows: number,
): Uint8Array {
  const perRow = cells * samples
  const rowBytes = perRow * width
  const out = new Uint8Array(rowBytes * rows)
  const line = new Uint8Array(rowBytes)
  for (let row = 0; row < rows; row++) {
    line.set(raw.subarray(row * rowBytes, (row + 1) * rowBytes))
    for (let i = samples; i < rowBytes; i++) line[i] += line[i - samples]
    const start = row * rowBytes
    for (let i = 0; i < perRow; i++) {
      for (let byte = 0; byte < width; byte++) {
        out[start + i * width + (width - 1 - byte)] = line[byte * perRow + i]
      }
    }
  }
  return out
}
