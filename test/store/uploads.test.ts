// Files that people give: only what is a picture, a PDF or a series by its own bytes, and nothing of whoever
// made it. The PDFs are written here by hand; the pictures carry what a telephone would put into them.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync, inflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Json } from '#base/canonical.ts'
import type { RefusedError, Register } from '#store/register.ts'
import { fileMostBytes, Uploads } from '#store/uploads.ts'
import { account, fill, freshFolder, openRegister, removeFolder } from './helpers.ts'

const folder = freshFolder()
const files = join(folder, 'uploads')
const now = '2027-01-02T00:00:00.000Z'
let register: Register
let uploads: Uploads

beforeAll(async () => {
  register = await openRegister(folder)
  uploads = new Uploads(register.database, files)
})
afterAll(async () => {
  await register.close()
  removeFolder(folder)
})

const keep = (bytes: Uint8Array, takes: 'picture' | 'evidence' = 'evidence') =>
  uploads.keep(bytes, { takes, by: account, now })
const refusal = (bytes: Uint8Array, takes?: 'picture' | 'evidence') =>
  keep(bytes, takes).then(
    () => 'taken',
    (error) => (error as RefusedError).problems[0].code,
  )
/** The bytes that are on the disk under a digest. */
async function stored(digest: string): Promise<Buffer> {
  const hex = digest.slice(7)
  const { readFile } = await import('node:fs/promises')
  return readFile(join(files, hex.slice(0, 2), hex.slice(2)))
}

const secret = 'Nadia Photographer'
const photo = (width = 60, height = 40): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#4080c0' } })
    .withExif({
      IFD0: { Artist: secret },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '40/1 24/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()

/** A PDF of one empty page, with more objects and a trailer as given. */
function pdf(objects = '', trailer = '', end = ''): Buffer {
  return Buffer.from(
    `%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[]/Count 0>> endobj\n${objects}\ntrailer <</Root 1 0 R${trailer}>>\nstartxref\n0\n%%EOF\n${end}`,
    'latin1',
  )
}

test('Uploads.keep() writes a picture anew: upright, without author and place', async () => {
  const given = await photo()
  expect(given.includes(secret)).toBe(true)
  const { digest, type } = await keep(given, 'picture')
  expect(type).toBe('image/jpeg')
  const kept = await stored(digest)
  expect(kept.includes(secret)).toBe(false)
  const { exif, xmp, iptc, icc, width, height } = await sharp(kept).metadata()
  expect([exif, xmp, iptc, icc]).toEqual([undefined, undefined, undefined, undefined])
  // Orientation 6 is a quarter turn: the pixels were turned before the note that says so was left out.
  expect([width, height]).toEqual([40, 60])
})

test('Uploads.keep() keeps nothing of a second file behind, in or around a picture', async () => {
  const html = '<script>alert(document.cookie)</script>'
  const png = await sharp(await photo())
    .png()
    .toBuffer()
  for (const given of [
    Buffer.concat([png, Buffer.from(html)]),
    Buffer.concat([await photo(), Buffer.from(`PK\x03\x04${html}`)]),
  ]) {
    const { digest } = await keep(given)
    expect((await stored(digest)).includes('script')).toBe(false)
  }
})

test('Uploads.keep() refuses what is no picture, PDF or series by its own bytes', async () => {
  const html = Buffer.from('<!doctype html><script>1</script>')
  const gif = await sharp(await photo())
    .gif()
    .toBuffer()
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
  for (const given of [
    html,
    gif,
    svg,
    Buffer.from('PK\x03\x04'),
    Buffer.from('MZ'),
    Buffer.alloc(0),
  ])
    expect(await refusal(given)).toBe('file-unknown')
  expect(await refusal(pdf(), 'picture')).toBe('file-unknown')
  expect(await refusal(Buffer.from('GIF89a/*\xff\xd8\xff', 'latin1'))).toBe('file-unknown')
  const broken = (await photo()).subarray(0, 300)
  expect(await refusal(broken)).toBe('file-damaged')
  expect(await refusal(Buffer.alloc(fileMostBytes + 1))).toBe('file-large')
  // 60,000 × 60,000 pixels in a header of a few bytes: refused before any memory is taken.
  const bomb = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#000' } })
    .png()
    .toBuffer()
  bomb.writeUInt32BE(60_000, 16)
  bomb.writeUInt32BE(60_000, 20)
  expect(['file-large', 'file-damaged']).toContain(await refusal(bomb))
})

test('Uploads.keep() refuses a PDF that acts, hides, is locked or is another file too', async () => {
  const packed = (text: string, filter = '/FlateDecode') => {
    const stream = deflateSync(text).toString('latin1')
    return `5 0 obj <</Type/ObjStm/N 1/First 4/Filter ${filter} /Length ${stream.length}>>\nstream\n${stream}\nendstream endobj`
  }
  const script = '<</S/JavaScript/JS(app.alert(1))>>'
  for (const [given, code] of [
    [pdf(`4 0 obj ${script} endobj`), 'file-active'],
    [pdf('4 0 obj <</S/J#61v#61Script/JS(1)>> endobj'), 'file-active'],
    [pdf(packed(`4 0 ${script}`)), 'file-active'],
    [pdf('4 0 obj <</S/Launch/F(cmd.exe)>> endobj'), 'file-active'],
    [pdf('4 0 obj <</Names<</EmbeddedFiles 9 0 R>>>> endobj'), 'file-active'],
    [pdf(packed('1 0 <<>>', '[/ASCIIHexDecode/FlateDecode]')), 'file-unclear'],
    [pdf('', '/Encrypt 9 0 R'), 'file-unclear'],
    [pdf('', '', '<html>'), 'file-unclear'],
    [pdf('', '', `PK\x05\x06${'\0'.repeat(18)}`), 'file-unclear'],
    [pdf(packed(`4 0 <</Author(${secret})>>`)), 'file-unclear'],
  ] as const)
    expect(await refusal(given), given.toString('latin1')).toBe(code)
})

test('Uploads.keep() blanks author, metadata and camera notes in a PDF and leaves every other byte', async () => {
  const xmp = `<x:xmpmeta><dc:creator>${secret}</dc:creator></x:xmpmeta>`
  const squeezed = deflateSync(Buffer.from(xmp)).toString('latin1')
  const picture = (await photo()).toString('latin1')
  const given = pdf(
    `4 0 obj <</Author(${secret} \\(x\\))/Title(Schools)>> endobj
5 0 obj <</Type/Metadata/Subtype/XML/Length ${xmp.length}>>\nstream\n${xmp}\nendstream endobj
6 0 obj <</Type/Metadata/Filter/FlateDecode/Length ${squeezed.length}>>\nstream\n${squeezed}\nendstream endobj
7 0 obj <</Filter/DCTDecode/Length ${picture.length}>>\nstream\n${picture}\nendstream endobj`,
    '/Info 4 0 R',
  )
  expect(given.includes(secret)).toBe(true)
  const { digest, type } = await keep(given)
  expect(type).toBe('application/pdf')
  const kept = await stored(digest)
  expect(kept.length).toBe(given.length)
  expect(kept.includes(secret)).toBe(false)
  expect(kept.includes('/Title(Schools)')).toBe(true)
  const at = kept.indexOf('stream\n', kept.indexOf('6 0 obj')) + 7
  const inside = inflateSync(kept.subarray(at, at + squeezed.length)).toString()
  expect(inside).toMatch(/^ +$/)
})

test('Uploads.keep() reads a series and keeps nothing else of its file', async () => {
  const given = Buffer.from('\ufeff"Date";"Value"\r\n2027-01-01;3\r\n2027-02-01;0.50\r\n')
  const { digest, type, series } = await keep(given)
  expect(type).toBe('text/csv')
  expect(series).toEqual([
    { date: '2027-01-01', value: 3 },
    { date: '2027-02-01', value: 0.5 },
  ])
  expect((await stored(digest)).toString()).toBe('date,value\n2027-01-01,3\n2027-02-01,0.5\n')
  for (const wrong of [
    'date,value\n2027-02-30,1\n',
    'date,value\n2027-02-03,=1+1\n',
    'date,value\n2027-02-03,1e999\n',
    'date,value\n2027-02-03,1,x\n',
    'date,value\n',
    'date,name\n2027-01-01,1\n',
    `date,value\n${'2027-01-01,1\n'.repeat(1001)}`,
    'date,value\n2027-01-01,\xff',
  ])
    expect(await refusal(Buffer.from(wrong, 'latin1')), wrong).toMatch(
      /^series-(text|columns|empty|long|row)$/,
    )
})

test('Uploads.find() gives a file only while a record that is shown names it', async () => {
  const { commitment } = await fill(register)
  const report = await register.append({
    kind: 'report',
    data: {
      commitment: commitment.id,
      from: '2027-01-01',
      until: '2027-01-31',
      value: 3,
      language: 'en',
      groups: [],
    },
    by: account,
  })
  const { digest } = await keep(await photo(31, 17))
  expect(await uploads.find(digest)).toBe(undefined)
  const evidence = await register.append({
    kind: 'evidence',
    data: { report: report.id, kind: 'file', date: '2027-01-31', about: 'A mast', digest },
    by: account,
  })
  expect((await uploads.find(digest))?.type).toBe('image/jpeg')
  expect(await uploads.find(`sha256:${'0'.repeat(64)}`)).toBe(undefined)
  const moderate = (act: string): Promise<unknown> =>
    register.append({
      kind: 'moderation',
      data: { subject: evidence.id, act, rule: 'people', language: 'en', reason: 'x' } as Json,
      by: account,
    })
  await moderate('hide')
  expect(await uploads.find(digest)).toBe(undefined)
  await moderate('restore')
  expect(await uploads.find(digest)).toBeDefined()
  await moderate('erase')
  expect(await uploads.find(digest)).toBe(undefined)
  expect(await uploads.sweep(now)).toBe(0)
  expect(await uploads.sweep('2027-01-03T00:00:00.000Z')).toBeGreaterThan(0)
  const left = readdirSync(files, { recursive: true, withFileTypes: true })
  expect(left.filter((entry) => entry.isFile())).toEqual([])
})
