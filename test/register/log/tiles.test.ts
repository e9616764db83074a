// Tiles: paths and layout against the standard's examples, the writer's edge against whole trees.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openCheckpoint } from '#register/log/checkpoint.ts'
import { LogEdge } from '#register/log/edge.ts'
import { readVkey } from '#register/log/note.ts'
import { readBundle, tileHashes, tilePath, tilesForSize, writeBundle } from '#register/log/tiles.ts'
import { leafHash, nodeHash, treeRoot } from '#register/log/tree.ts'
import { filesBelow, haveVectors, readJson, tesseraKey, tesseraLog, vectors } from './vectors.ts'

test('tilePath() writes an index in groups of three digits', () => {
  expect(tilePath({ level: 0, index: 1234067, width: 256 })).toBe('tile/0/x001/x234/067')
  expect(tilePath({ level: 'entries', index: 0, width: 1 })).toBe('tile/entries/000.p/1')
  expect(tilePath({ level: 3, index: 1000, width: 255 })).toBe('tile/3/x001/000.p/255')
  expect(() => tilePath({ level: 0, index: 0, width: 257 })).toThrow(RangeError)
  expect(() => tilePath({ level: 0, index: -1, width: 256 })).toThrow(RangeError)
})

test('tilesForSize() gives 70,000 entries the tiles that the standard counts', () => {
  const names = tilesForSize(70_000).filter(({ level }) => level !== 'entries')
  const widths = (level: number) => names.filter((name) => name.level === level)
  expect(widths(0).filter(({ width }) => width === 256).length).toBe(273)
  expect(widths(0).filter(({ width }) => width === 112).length).toBe(1)
  expect(widths(1).map(({ width }) => width)).toEqual([256, 17])
  expect(widths(2).map(({ width }) => width)).toEqual([1])
  expect(tilesForSize(256).filter(({ level }) => level === 1)).toEqual([
    { level: 1, index: 0, width: 1 },
  ])
})

test('readBundle() is the inverse of writeBundle(), and refuses a bundle cut short', () => {
  const entries = [Buffer.from(''), Buffer.from('a'), Buffer.alloc(65_535, 7)]
  const bundle = writeBundle(entries)
  expect(readBundle(bundle).map((entry) => Buffer.from(entry))).toEqual(entries)
  expect(() => readBundle(bundle.subarray(0, -1))).toThrow(SyntaxError)
  expect(() => readBundle(Uint8Array.of(0))).toThrow(SyntaxError)
  expect(() => writeBundle([new Uint8Array(65_536)])).toThrow(RangeError)
})

test('LogEdge.append() writes tiles whose root is that of the whole tree, across the first full tiles', async () => {
  const files = new Map<string, Uint8Array>()
  const edge = new LogEdge()
  let row: Uint8Array[] = []
  for (let i = 0; i < 1100; i++) {
    const entry = Buffer.from(`entry ${i}`)
    expect(edge.append(entry)).toBe(i)
    row.push(leafHash(entry))
    if (![0, 1, 254, 255, 256, 511, 512, 700, 1099].includes(i)) continue
    for (const { path, bytes } of edge.takeFiles().files) files.set(path, bytes)
    const wanted = tilesForSize(i + 1).map(tilePath)
    expect(wanted.filter((path) => !files.has(path))).toEqual([])
    const fromTiles = await treeRoot(
      tileHashes(async (path) => files.get(path), i + 1),
      i + 1,
    )
    expect(Buffer.from(edge.root())).toEqual(Buffer.from(fromTiles))
  }
  // The same root once more, level by level with the odd hash carried up (RFC 6962's tree, drawn flat).
  while (row.length > 1) {
    const above: Uint8Array[] = []
    for (let i = 0; i + 1 < row.length; i += 2) above.push(nodeHash(row[i], row[i + 1]))
    if (row.length % 2 === 1) above.push(row[row.length - 1])
    row = above
  }
  expect(Buffer.from(edge.root())).toEqual(Buffer.from(row[0]))
})

test('LogEdge grows on from its state as if it had never stopped, and refuses a state with holes', () => {
  const whole = new LogEdge()
  const tops: Uint8Array[] = []
  const last: Uint8Array[] = []
  for (let i = 0; i < 600; i++) {
    const entry = Buffer.from(`entry ${i}`)
    whole.append(entry)
    if (i >= 512) last.push(entry)
  }
  for (const { level, hash } of whole.takeFiles().fullTiles) if (level === 0) tops.push(hash)
  expect(tops.length).toBe(2)
  const again = new LogEdge({ size: 600, entries: last, levels: [tops] })
  expect(Buffer.from(again.root())).toEqual(Buffer.from(whole.root()))
  for (let i = 600; i < 800; i++) {
    whole.append(Buffer.from(`entry ${i}`))
    again.append(Buffer.from(`entry ${i}`))
  }
  expect(again.takeFiles()).toEqual(whole.takeFiles())
  expect(() => new LogEdge({ size: 600, entries: last.slice(1), levels: [tops] })).toThrow(
    RangeError,
  )
  expect(() => new LogEdge({ size: 600, entries: last, levels: [] })).toThrow(RangeError)
})

test.skipIf(!haveVectors)(
  'LogEdge writes the Tessera log byte for byte, with the root of each of its 16 checkpoints',
  () => {
    const key = readVkey(tesseraKey)
    const entries = readBundle(readFileSync(join(tesseraLog, 'tile/entries/000.p/15')))
    expect(entries.length).toBe(15)
    const edge = new LogEdge()
    const written = new Map<string, Uint8Array>()
    for (let size = 0; size <= 15; size++) {
      if (size > 0) edge.append(entries[size - 1])
      for (const { path, bytes } of edge.takeFiles().files) written.set(path, bytes)
      const text = readFileSync(join(tesseraLog, `checkpoint.${size}`), 'utf8')
      const head = openCheckpoint(text, key)
      expect(head.size).toBe(size)
      expect(Buffer.from(edge.root())).toEqual(Buffer.from(head.root))
    }
    const published = filesBelow(tesseraLog).filter((path) => path.startsWith('tile/'))
    expect(published.length).toBe(30)
    expect([...written.keys()].sort()).toEqual(published.sort())
    for (const path of published)
      expect(Buffer.from(written.get(path)!)).toEqual(readFileSync(join(tesseraLog, path)))
  },
)

test.skipIf(!haveVectors)(
  'tilePath() and tilesForSize() agree with the examples lifted from the standard',
  () => {
    const { pathExamples, tileWidths } = readJson<{
      pathExamples: Record<string, string>
      tileWidths: Record<string, number>
    }>(join(vectors, 'c2sp', 'vectors.json'))
    for (const [index, path] of Object.entries(pathExamples))
      expect(tilePath({ level: 0, index: Number(index), width: 256 })).toBe(`tile/0/${path}`)
    const names = tilesForSize(tileWidths.treeSize)
    const at = (level: number, full: boolean) =>
      names.filter((name) => name.level === level && (name.width === 256) === full)
    expect(at(0, true).length).toBe(tileWidths.level0Full)
    expect(at(0, false)[0].width).toBe(tileWidths.level0Partial)
    expect(at(1, true).length).toBe(tileWidths.level1Full)
    expect(at(1, false)[0].width).toBe(tileWidths.level1Partial)
    expect(at(2, false)[0].width).toBe(tileWidths.level2Partial)
  },
)
