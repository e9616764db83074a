// Receipts: what opens without a network, and what is refused.
import { expect, test } from 'vitest'
import { bytesToBase64, utf8 } from '#register/log/bytes.ts'
import { ProofError, writeCheckpoint } from '#register/log/checkpoint.ts'
import { LogEdge } from '#register/log/edge.ts'
import { commitmentHolds, commitTo, findAt, readEntry, writeEntry } from '#register/log/entry.ts'
import { signerKey } from '#register/log/note.ts'
import { openReceipt, readReceipt, writeReceipt } from '#register/log/receipt.ts'
import { tileHashes } from '#register/log/tiles.ts'
import { inclusionProof } from '#register/log/tree.ts'

const key = signerKey('log.example/test', new Uint8Array(32).fill(7))
const salt = new Uint8Array(32).fill(3)
const text = 'The harbor school, 20 Mbps by autumn'

const entry = writeEntry({
  form: 1,
  kind: 'commitment',
  id: 'c1',
  version: 1,
  time: '2026-11-22T02:18:49.123Z',
  by: 'a1',
  data: { target: 20, title: { ...commitTo(text, salt) }, milestones: [{ date: '2027-01-01' }] },
})

async function receipt(): Promise<string> {
  const edge = new LogEdge()
  for (let i = 0; i < 300; i++) edge.append(i === 270 ? entry : utf8(`entry ${i}`))
  const files = new Map(edge.takeFiles().files.map(({ path, bytes }) => [path, bytes]))
  const read = tileHashes(async (path) => files.get(path), 300)
  return writeReceipt({
    entry,
    openings: [{ at: '/data/title', salt: bytesToBase64(salt), text }],
    index: 270,
    proof: await inclusionProof(read, 270, 300),
    checkpoint: writeCheckpoint({ origin: key.name, size: 300, root: edge.root() }, [key]),
  })
}

test('openReceipt() gives the entry that the receipt proves', async () => {
  const opened = openReceipt(await receipt(), key)
  expect(opened.head.size).toBe(300)
  expect(opened.receipt.index).toBe(270)
  expect(findAt(opened.entry, '/data/target')).toBe(20)
  expect(findAt(opened.entry, '/data/milestones/0/date')).toBe('2027-01-01')
})

test('openReceipt() refuses another index, another entry, another text and a cut proof', async () => {
  const good = await receipt()
  expect(() => openReceipt(good.replace('index 270', 'index 271'), key)).toThrow(ProofError)
  const parts = readReceipt(good)
  const bad = [
    { ...parts, entry: utf8(new TextDecoder().decode(entry).replace('20', '99')) },
    { ...parts, openings: [{ ...parts.openings[0], text: 'Another promise' }] },
    { ...parts, openings: [{ ...parts.openings[0], at: '/data/target' }] },
    { ...parts, proof: parts.proof.slice(1) },
  ]
  for (const changed of bad)
    expect(() => openReceipt(writeReceipt(changed), key)).toThrow(ProofError)
  for (const broken of [
    '',
    'index 3\n\n',
    good.replace('extra', 'extras'),
    good.replace('index ', 'index 0'),
  ])
    expect(() => openReceipt(broken, key)).toThrow(SyntaxError)
})

test('commitTo() hides equal texts behind unequal commitments, and opens only with its salt', () => {
  const other = new Uint8Array(32).fill(4)
  const committed = commitTo(text, salt)
  expect(commitTo(text, other)).not.toEqual(committed)
  expect(commitmentHolds({ ...committed }, bytesToBase64(salt), text)).toBe(true)
  expect(commitmentHolds({ ...committed }, bytesToBase64(other), text)).toBe(false)
  expect(commitmentHolds({ ...committed }, 'no salt', text)).toBe(false)
  expect(() => commitTo(text, new Uint8Array(16))).toThrow(RangeError)
})

test('readEntry() takes canonical bytes only, and writeEntry() no more than a bundle holds', () => {
  expect(readEntry(entry).id).toBe('c1')
  expect(() => readEntry(utf8(` ${new TextDecoder().decode(entry)}`))).toThrow(SyntaxError)
  expect(() => readEntry(utf8('{"form":2,"id":"x","kind":"y"}'))).toThrow(SyntaxError)
  const parts = readEntry(entry)
  expect(() => writeEntry({ ...parts, data: { list: 'x'.repeat(65_536) } })).toThrow(RangeError)
})
