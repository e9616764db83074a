import { gzipSync, strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { readGzip, readZip } from '#sources/read/zip.ts'
import { brief } from './_bytes.ts'

const text = 'id,name\n'.repeat(1000)
const zip = zipSync(
  {
    'a.csv': [strToU8(text), { level: 6 }],
    'folder/b é.txt': [strToU8('plain'), { level: 0 }],
    'empty.csv': new Uint8Array(),
  },
  { comment: 'said beside' },
)

describe('readZip()', () => {
  test('packed, stored and empty files, in the order of the directory', () => {
    const { value, problems } = readZip(zip, 'x.zip')
    expect(problems).toEqual([])
    expect(value?.map(({ name, bytes }) => `${name} ${bytes.length}`)).toEqual([
      'a.csv 8000',
      'folder/b é.txt 5',
      'empty.csv 0',
    ])
    expect(new TextDecoder().decode(value?.[0].bytes)).toBe(text)
  })

  test('only the files that are wanted', () => {
    expect(readZip(zip, 'x', { wanted: (name) => name.endsWith('.txt') }).value).toHaveLength(1)
  })

  test('a flipped bit is found by the checksum; the other files are read', () => {
    const at = new TextDecoder('latin1').decode(zip).indexOf('plain')
    const flipped = zip.slice()
    flipped[at] ^= 1
    const { value, problems } = readZip(flipped, 'x')
    expect(value?.map(({ name }) => name)).toEqual(['a.csv', 'empty.csv'])
    expect(problems).toMatchObject([{ code: 'zip-damaged', at: { table: 'folder/b é.txt' } }])
  })

  test.each([1, 22, 60, 100])('cut short by %i bytes', (lost) => {
    const { value, problems } = readZip(zip.subarray(0, zip.length - lost), 'x')
    expect(value).toBeUndefined()
    expect(brief(problems)).toEqual(['error zip-damaged 0'])
  })

  test('a bomb is stopped at the bound, without expanding it', () => {
    const bomb = zipSync({ 'zeros.csv': [new Uint8Array(50_000_000), { level: 9 }] })
    expect(bomb.length).toBeLessThan(60_000)
    const { value, problems } = readZip(bomb, 'x', { maxBytes: 1_000_000 })
    expect(value).toEqual([])
    expect(brief(problems)).toEqual(['error archive-too-large 0'])
    expect(problems[0].message).toContain('1,000,000 bytes')
  })

  test('a directory that claims less than comes out, or more than deflate can give', () => {
    for (const size of [100, 4_000_000_000]) {
      const lie = zip.slice()
      const entry = new TextDecoder('latin1').decode(lie).indexOf('PK\x01\x02')
      new DataView(lie.buffer).setUint32(entry + 24, size, true)
      const { problems } = readZip(lie, 'x', { maxBytes: 1e10 })
      expect(brief(problems)).toEqual(['error zip-damaged 0'])
    }
  })

  test('an encrypted file is refused as that', () => {
    const locked = zip.slice()
    const entry = new TextDecoder('latin1').decode(locked).indexOf('PK\x01\x02')
    locked[entry + 8] |= 1
    expect(readZip(locked, 'x').problems[0].message).toContain('encrypted')
  })
})

describe('readGzip()', () => {
  const gzip = gzipSync(strToU8(text), { mtime: 0 })

  test('one member, and several after each other', () => {
    expect(new TextDecoder().decode(readGzip(gzip, 'x').value)).toBe(text)
    const twice = new Uint8Array([...gzip, ...gzip])
    expect(new TextDecoder().decode(readGzip(twice, 'x').value)).toBe(text + text)
  })

  test.each([1, 7, 20])('cut short by %i bytes', (lost) => {
    const { value, problems } = readGzip(gzip.subarray(0, gzip.length - lost), 'x')
    expect(value).toBeUndefined()
    expect(brief(problems)).toEqual(['error gzip-damaged 0'])
  })

  test('a flipped bit is found by the checksum', () => {
    for (let at = 10; at < gzip.length; at++) {
      const damaged = gzip.slice()
      damaged[at] ^= 1
      const { value, problems } = readGzip(damaged, 'x')
      // The last bits before the checksum are padding: what comes out is then whole.
      if (value === undefined) expect(brief(problems)).toEqual(['error gzip-damaged 0'])
      else expect(new TextDecoder().decode(value)).toBe(text)
    }
  })

  test('a bomb is stopped at the bound', () => {
    const bomb = gzipSync(new Uint8Array(50_000_000), { level: 9 })
    expect(brief(readGzip(bomb, 'x', { maxBytes: 1_000_000 }).problems)).toEqual([
      'error archive-too-large 0',
    ])
  })
})
