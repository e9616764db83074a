// A receipt against the log as it stands: from a handful of tiles, at every shape of tree; and no other
// entry, no other log and no shorter one is taken.
import { expect, test } from 'vitest'
import { utf8 } from '#register/log/bytes.ts'
import { writeCheckpoint } from '#register/log/checkpoint.ts'
import { LogEdge } from '#register/log/edge.ts'
import { type Entry, writeEntry } from '#register/log/entry.ts'
import { signerKey, writeVkey } from '#register/log/note.ts'
import { writeReceipt } from '#register/log/receipt.ts'
import { tileHashes } from '#register/log/tiles.ts'
import { inclusionProof } from '#register/log/tree.ts'
import { verifyInclusion } from '#register/verify/inclusion.ts'

const key = signerKey('register.example/log', new Uint8Array(32).fill(9))
const vkey = writeVkey(key)
const entryAt = (index: number, by = 'a'): Uint8Array =>
  writeEntry({
    form: 1,
    kind: 'report',
    id: `record${index}`,
    version: 1,
    time: '2026-01-01T00:00:00.000Z',
    by: `account00000000000${by}`,
    data: {},
  } as Entry)

/** A log of so many entries as files, and a receipt for any of them. */
async function makeLog(size: number, by?: string) {
  const edge = new LogEdge()
  const files = new Map<string, Uint8Array>()
  for (let i = 0; i < size; i++) edge.append(entryAt(i, by))
  for (const { path, bytes } of edge.takeFiles().files) files.set(path, bytes)
  const checkpoint = writeCheckpoint({ origin: key.name, size, root: edge.root() }, [key])
  files.set('checkpoint', utf8(checkpoint))
  const asked: string[] = []
  const read = async (path: string) => {
    asked.push(path)
    return files.get(path)
  }
  const receipt = async (index: number): Promise<string> =>
    writeReceipt({
      entry: entryAt(index, by),
      openings: [],
      index,
      proof: await inclusionProof(
        tileHashes(async (path) => files.get(path), size),
        index,
        size,
      ),
      checkpoint,
    })
  return { files, receipt, asked, source: { name: 'log', read } }
}

test.each([1, 2, 3, 255, 256, 257, 511, 512, 700, 65_537])(
  'verifyInclusion() finds entries of a log of %i from a few tiles',
  async (size) => {
    const log = await makeLog(size)
    const places = [0, Math.floor(size / 2), Math.max(0, size - 257), size - 1]
    for (const index of new Set(places)) {
      log.asked.length = 0
      const verdict = await verifyInclusion(log.source, vkey, await log.receipt(index))
      expect(verdict).toMatchObject({ ok: true, size, problems: [] })
      expect(log.asked.length).toBeLessThanOrEqual(14)
    }
  },
)

test('verifyInclusion() refuses another log, a changed tile, a shorter log, and no log at all', async () => {
  const log = await makeLog(700)
  const receipt = await log.receipt(300)
  const codes = async (source: Parameters<typeof verifyInclusion>[0], text = receipt) =>
    (await verifyInclusion(source, vkey, text)).problems.map(({ code }) => code)
  expect(await codes((await makeLog(700, 'b')).source)).toContain('fork')
  expect(await codes((await makeLog(900, 'b')).source)).toContain('fork')
  expect(await codes((await makeLog(600)).source)).toEqual(['rollback'])
  expect(await codes({ name: 'none', read: async () => undefined })).toEqual(['checkpoint-missing'])
  for (const path of [...log.files.keys()].filter((name) => /^tile\/[01]/.test(name))) {
    const kept = log.files.get(path) as Uint8Array
    log.files.set(
      path,
      kept.map((byte, i) => (i === 32 * (300 % 256) || i === 0 ? byte ^ 1 : byte)),
    )
    const found = await codes(log.source)
    // The first tile is on no way to entry 300: only its hash, in the tile above, is.
    expect(found.length > 0, path).toBe(path !== 'tile/0/000')
    log.files.set(path, kept)
  }
  expect(await codes(log.source, receipt.replace('index 300', 'index 301'))).toContain(
    'receipt-forged',
  )
})
