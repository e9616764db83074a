// PDFs as evidence: what acts, or cannot be looked into, is refused; the author, and the camera's notes in
// pictures, are blanked where they stand, so that every byte offset in the file stays right.
import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import type { Fault } from '#register/schema.ts'

const inflated = promisify(inflate)

/** Names of what runs, opens, sends or carries something (ISO 32000-1 § 12.6, § 7.11.4). */
const active =
  /\/(JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToE|Rendition|XFA)(?![A-Za-z0-9])/
/** More than this inside is a bomb. */
const insideMost = 64_000_000

const fault = (code: string, message: string, cure: string): Fault => ({
  at: '',
  code,
  message,
  cure,
})

const unclear = (why: string): Fault =>
  fault('file-unclear', `This PDF ${why}`, 'Print it to a new PDF and choose that one')

/** A PDF without its author, or why it is not taken. */
export async function cleanPdf(given: Uint8Array): Promise<Buffer | Fault> {
  // One character for each byte: places in the text are places in the file.
  const bytes = Buffer.from(given)
  const text = bytes.toString('latin1')
  if (!/^%PDF-[12]\.\d/.test(text) || !/%%EOF\s*$/.test(text.slice(-1100)))
    return unclear('is not whole, or something else stands before or after it')
  if (endsAsZip(bytes)) return unclear('is another kind of file as well')
  if (/\/Encrypt\b/.test(text)) return unclear('is locked, so nobody can see what it holds')
  let inside: string
  try {
    inside = await packedObjects(bytes, text)
  } catch {
    return unclear('is packed in a way that cannot be looked into')
  }
  const said = active.exec(plainNames(text)) ?? active.exec(plainNames(inside))
  if (said !== null)
    return fault(
      'file-active',
      `This PDF holds something that acts (${said[1]})`,
      'Print it to a new PDF, which shows the same and does nothing',
    )
  if (/\/Author\s*(?:\((?!\))|<[0-9A-F]|\d+ \d+ R)/i.test(plainNames(inside)))
    return unclear('names its author in a packed part')
  if (/\/Author\s+\d+ \d+ R/.test(plainNames(text)))
    return unclear('names its author in an unusual way')
  blankAuthors(bytes, text)
  blankMetadata(bytes, text)
  blankCameraNotes(bytes)
  return bytes
}

/** `#4a` in a name is its character. */
function plainNames(text: string): string {
  return text.replace(/#([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** A zip's own end at the file's end: two kinds in one. */
function endsAsZip(bytes: Buffer): boolean {
  const from = Math.max(0, bytes.length - 65_557)
  for (
    let at = bytes.indexOf('PK\x05\x06', from);
    at >= 0;
    at = bytes.indexOf('PK\x05\x06', at + 1)
  )
    if (at + 22 <= bytes.length && at + 22 + bytes.readUInt16LE(at + 20) <= bytes.length)
      return true
  return false
}

interface Stream {
  readonly dictionary: string
  readonly from: number
  readonly until: number
}

function* streamsOf(text: string): Generator<Stream> {
  for (const found of text.matchAll(/stream(\r\n|\n|\r)/g)) {
    const at = found.index
    if (text.slice(at - 3, at) === 'end') continue
    const from = at + found[0].length
    const until = text.indexOf('endstream', from)
    if (until < 0) return
    const object = text.lastIndexOf('obj', at)
    yield { dictionary: plainNames(text.slice(Math.max(object, at - 20_000), at)), from, until }
  }
}

/** The text of all objects that are packed into streams. */
async function packedObjects(bytes: Buffer, text: string): Promise<string> {
  const parts: string[] = []
  let length = 0
  for (const { dictionary, from, until } of streamsOf(text)) {
    if (!/\/ObjStm\b/.test(dictionary)) continue
    const plain = !dictionary.includes('/Filter')
    const flate = /\/Filter\s*\[?\s*\/FlateDecode\s*\]?\s*(?:\/|>>|\r|\n)/.test(dictionary)
    if ((!plain && !flate) || dictionary.includes('/DecodeParms'))
      throw new RangeError('Cannot unpack a stream of another form')
    const packed = bytes.subarray(from, until)
    const part = plain
      ? packed
      : await inflated(packed, { maxOutputLength: insideMost - length, finishFlush: 2 })
    length += part.length
    parts.push(part.toString('latin1'))
  }
  return parts.join('\n')
}

function blankAuthors(bytes: Buffer, text: string): void {
  const names = '(?:Author|#41uthor|Company|Manager)'
  for (const { index, 0: all } of text.matchAll(
    new RegExp(`/${names}\\s*\\((?:\\\\[\\s\\S]|[^\\\\()]|\\([^()]*\\))*\\)`, 'g'),
  ))
    bytes.fill(' ', index + all.indexOf('(') + 1, index + all.length - 1)
  for (const { index, 0: all } of text.matchAll(new RegExp(`/${names}\\s*<[0-9A-Fa-f\\s]*>`, 'g')))
    bytes.fill('0', index + all.indexOf('<') + 1, index + all.length - 1)
}

/** XMP holds authors and places: its packets become spaces, packed ones an equally long stream of them. */
function blankMetadata(bytes: Buffer, text: string): void {
  for (const { index, 0: all } of text.matchAll(/<x:xmpmeta[\s\S]*?<\/x:xmpmeta>/g))
    bytes.fill(' ', index, index + all.length)
  for (const { dictionary, from, until } of streamsOf(text)) {
    if (!/\/Type\s*\/Metadata\b/.test(dictionary)) continue
    const stated = Number(/\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(dictionary)?.[1] ?? until - from)
    const length = Math.min(stated, until - from)
    if (/\/FlateDecode/.test(dictionary)) storedSpaces(length).copy(bytes, from)
    else bytes.fill(' ', from, from + length)
  }
}

/** A zlib stream of spaces that is exactly so long (RFC 1950, stored blocks of RFC 1951). */
function storedSpaces(length: number): Buffer {
  const blocks: Buffer[] = [Buffer.from([0x78, 0x01])]
  let left = length - 6
  let [a, b] = [1, 0]
  while (left >= 5) {
    const size = Math.min(65_535, left - 5)
    left -= size + 5
    const head = Buffer.from([left < 5 ? 1 : 0, 0, 0, 0, 0])
    head.writeUInt16LE(size, 1)
    head.writeUInt16LE(~size & 0xffff, 3)
    blocks.push(head, Buffer.alloc(size, ' '))
    for (let i = 0; i < size; i++) {
      a = (a + 32) % 65_521
      b = (b + a) % 65_521
    }
  }
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(b * 65_536 + a)
  return Buffer.concat([...blocks, sum]).subarray(0, length)
}

/** Exif inside JPEG pictures: place, time, camera, sometimes its owner. */
function blankCameraNotes(bytes: Buffer): void {
  const mark = Buffer.from('Exif\0\0', 'latin1')
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) {
    if (at < 4 || bytes[at - 4] !== 0xff || bytes[at - 3] !== 0xe1) continue
    const end = Math.min(bytes.length, at - 2 + bytes.readUInt16BE(at - 2))
    bytes.fill(0, at + mark.length, end)
  }
}
