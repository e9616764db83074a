// Text from bytes: UTF-8, UTF-16 with its mark, and Windows-1252 where UTF-8 cannot be meant.
import type { Faults } from '#sources/read/_faults.ts'

/** Engines hold texts of at most some 2^29 characters; beyond this many bytes nothing is tried. */
const maxTextBytes = 500_000_000

/** Windows-1252 from 0x80 to 0x9F; engines disagree on the five codes that it leaves open. */
const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

/**
 * The text in some bytes, without byte order mark. Doubts go into the list; undefined where the bytes
 * are no text at all.
 */
export function decodeText(bytes: Uint8Array, faults: Faults): string | undefined {
  if (bytes.length === 0) {
    faults.add('error', 'file-empty', 0, 'The file is empty', 'Fetch or export the file again')
    return undefined
  }
  if (bytes.length > maxTextBytes) {
    faults.add(
      'error',
      'file-too-large',
      0,
      `The file has ${bytes.length} bytes of text, at most ${maxTextBytes} can be read at once`,
      'Split the file, or keep only the columns and rows needed',
    )
    return undefined
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeUtf16(bytes, 2, true)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeUtf16(bytes, 2, false)
  const zero = bytes.subarray(0, 4096).indexOf(0)
  if (zero === 0 && bytes[1] !== 0) return decodeUtf16(bytes, 0, false)
  if (zero === 1 && bytes[3] === 0) return decodeUtf16(bytes, 0, true)
  const anyZero = zero === -1 ? bytes.indexOf(0) : zero
  if (anyZero !== -1) {
    faults.add(
      'error',
      'not-text',
      lineOfByte(bytes, anyZero),
      `The file is no text: byte ${anyZero} is zero`,
      'Fetch the file again, or export it as UTF-8 text',
    )
    return undefined
  }
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  const body = bytes.subarray(start)
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
  } catch {
    return decodeDoubtful(body, faults)
  }
}

function decodeUtf16(bytes: Uint8Array, start: number, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, bytes.length - start)
  const length = view.byteLength >> 1
  const codes = new Uint16Array(Math.min(length, 8192))
  const parts: string[] = []
  for (let from = 0; from < length; from += 8192) {
    const count = Math.min(8192, length - from)
    for (let i = 0; i < count; i++) codes[i] = view.getUint16((from + i) * 2, littleEndian)
    parts.push(String.fromCharCode(...codes.subarray(0, count)))
  }
  return parts.join('')
}

/** Bytes that are not quite UTF-8: damaged UTF-8 where most of it holds, else Windows-1252. */
function decodeDoubtful(bytes: Uint8Array, faults: Faults): string {
  let whole = 0
  let broken = 0
  let firstBroken = -1
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] < 0x80) continue
    const size = utf8Size(bytes, i)
    if (size > 0) {
      whole++
      i += size - 1
    } else {
      broken++
      if (firstBroken === -1) firstBroken = i
    }
  }
  const line = lineOfByte(bytes, firstBroken)
  if (whole > broken) {
    faults.add(
      'warning',
      'text-damaged',
      line,
      `Line ${line} holds bytes that are not UTF-8 (${broken} in the file): they read as �`,
      'Fetch the file again, or save it as UTF-8',
    )
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  }
  faults.add(
    'warning',
    'text-encoding',
    line,
    `The file is not UTF-8 (first on line ${line}): it is read as Windows-1252`,
    'Check the accented names, or save the file as UTF-8',
  )
  return decodeWindows1252(bytes)
}

/** Text in Windows-1252; the engines' own decoders differ, and one takes it for Latin-1. */
export function decodeWindows1252(bytes: Uint8Array): string {
  const parts: string[] = []
  const codes = new Uint16Array(Math.min(bytes.length, 8192))
  for (let from = 0; from < bytes.length; from += 8192) {
    const count = Math.min(8192, bytes.length - from)
    for (let i = 0; i < count; i++) {
      const byte = bytes[from + i]
      codes[i] = byte >= 0x80 && byte < 0xa0 ? windows1252.charCodeAt(byte - 0x80) : byte
    }
    parts.push(String.fromCharCode(...codes.subarray(0, count)))
  }
  return parts.join('')
}

/** Bytes of the UTF-8 sequence at a place, 0 where there is none (overlong forms pass: only counted). */
function utf8Size(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]
  const size =
    lead >= 0xc2 && lead < 0xe0
      ? 2
      : lead >= 0xe0 && lead < 0xf0
        ? 3
        : lead >= 0xf0 && lead < 0xf5
          ? 4
          : 0
  for (let i = 1; i < size; i++) if ((bytes[at + i] & 0xc0) !== 0x80) return 0
  return size
}

/** The line (from 1) that holds a byte. */
function lineOfByte(bytes: Uint8Array, at: number): number {
  let line = 1
  for (let i = 0; i < at; i++) if (bytes[i] === 10) line++
  return line
}

/** The line (from 1) that holds a character. */
export function lineOfCharacter(text: string, at: number): number {
  let line = 1
  for (let i = text.indexOf('\n'); i !== -1 && i < at; i = text.indexOf('\n', i + 1)) line++
  return line
}
