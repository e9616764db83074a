// The independent verifier: its arithmetic against Node's, its verdicts against published logs, spoiled
// ones, and receipts; its size, and that it stands alone.
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { expect, test } from 'vitest'
import { seededRandom } from '#base/random.ts'
import { bytesToBase64, utf8 } from '#register/log/bytes.ts'
import { writeCheckpoint } from '#register/log/checkpoint.ts'
import { LogEdge } from '#register/log/edge.ts'
import { commitTo, writeEntry } from '#register/log/entry.ts'
import { signerKey, writeVkey } from '#register/log/note.ts'
import { readReceipt, writeReceipt } from '#register/log/receipt.ts'
import { tileHashes } from '#register/log/tiles.ts'
import { inclusionProof } from '#register/log/tree.ts'
import { signatureHolds } from '#register/verify/_ed25519.ts'
import { sha256, sha512 } from '#register/verify/_sha2.ts'
import { verifyLog, verifyReceipt } from '#register/verify/verify.ts'
import { filesBelow, haveVectors, tesseraKey, tesseraLog } from '../log/vectors.ts'
import {
  type Files,
  key,
  kinds,
  makeForks,
  makeLog,
  published,
  source,
  verifySpoiled,
  vkey,
} from './mutations.ts'

const room = fileURLToPath(new URL('../../../src/register/verify/', import.meta.url))

test('sha256() and sha512() equal Node’s for every length across three blocks', () => {
  for (let length = 0; length < 400; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + length) & 255)
    const node = (name: string) => createHash(name).update(bytes).digest('hex')
    expect(Buffer.from(sha256(bytes)).toString('hex')).toBe(node('sha256'))
    if (length % 7 === 0) expect(Buffer.from(sha512(bytes)).toString('hex')).toBe(node('sha512'))
  }
})

test('signatureHolds() accepts what Node signed and no changed signature, key or message (seed 3)', () => {
  const random = seededRandom(3)
  for (let i = 0; i < 12; i++) {
    const seed = Buffer.from(Array.from({ length: 32 }, () => random.below(256)))
    const secret = createPrivateKey({
      key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
      format: 'der',
      type: 'pkcs8',
    })
    const jwk = createPublicKey(secret).export({ format: 'jwk' })
    const publicKey = Buffer.from(jwk.x as string, 'base64url')
    const message = Buffer.from(`message ${i}`.repeat(i * 5))
    const signature = sign(null, message, secret)
    expect(signatureHolds(signature, message, publicKey)).toBe(true)
    const flipped = (bytes: Uint8Array) => {
      const copy = Uint8Array.from(bytes)
      copy[random.below(bytes.length)] ^= 1 << random.below(8)
      return copy
    }
    expect(signatureHolds(flipped(signature), message, publicKey)).toBe(false)
    expect(signatureHolds(signature, message, flipped(publicKey))).toBe(false)
    expect(signatureHolds(signature, Buffer.from('another'), publicKey)).toBe(false)
    // S + L spells the same number modulo the order: a second signature of one message, refused.
    const order = (1n << 252n) + 27742317777372353535851937790883648493n
    let s = BigInt(`0x${Buffer.from(signature.subarray(32)).reverse().toString('hex')}`) + order
    const again = Buffer.from(signature)
    for (let at = 32; at < 64; at++, s >>= 8n) again[at] = Number(s & 255n)
    expect(signatureHolds(again, message, publicKey)).toBe(false)
    expect(signatureHolds(signature.subarray(0, 63), message, publicKey)).toBe(false)
  }
})

test('signatureHolds() accepts test 3 of RFC 8032 § 7.1', () => {
  const hex = (text: string) => Buffer.from(text, 'hex')
  const publicKey = hex('fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025')
  const signature = hex(
    '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  )
  expect(signatureHolds(signature, hex('af82'), publicKey)).toBe(true)
  expect(signatureHolds(signature, hex('af83'), publicKey)).toBe(false)
})

test.skipIf(!haveVectors)(
  'verifyLog() finds the Tessera log whole, since each of its 16 checkpoints',
  async () => {
    const files: Files = new Map(
      filesBelow(tesseraLog).map((path) => [path, readFileSync(join(tesseraLog, path))]),
    )
    for (let size = 0; size <= 15; size++) {
      const since = readFileSync(join(tesseraLog, `checkpoint.${size}`), 'utf8')
      const verdict = await verifyLog(source(files), tesseraKey, { since })
      expect(verdict).toEqual({
        ok: true,
        size: 15,
        root: 'rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=',
        problems: [],
      })
    }
    // Every single bit of every stale tile counts.
    for (const [path, bytes] of files) {
      if (!path.startsWith('tile/') || path.endsWith('/15')) continue
      const changed = Uint8Array.from(bytes)
      changed[changed.length - 1] ^= 1
      const verdict = await verifyLog(source(new Map(files).set(path, changed)), tesseraKey)
      expect(verdict.ok, path).toBe(false)
    }
  },
)

test('verifyLog() finds a log with stale tiles whole, at every size it published', async () => {
  const log = makeLog()
  for (const [i, size] of published.entries()) {
    const since = log.checkpoints[i]
    expect(await verifyLog(source(log.files), vkey, { since })).toMatchObject({
      ok: true,
      size: 600,
      problems: [],
    })
    const then = makeLog(-1, size)
    expect(await verifyLog(source(then.files), vkey)).toMatchObject({
      ok: true,
      size,
      problems: [],
    })
  }
  const unlisted = { name: 'far', read: source(log.files).read }
  expect(await verifyLog(unlisted, vkey)).toMatchObject({ ok: true, problems: [] })
})

test('verifyLog() detects all of 500 mutations of a stored log (seeds 0 to 499)', async () => {
  const log = makeLog()
  const forks = makeForks()
  const missed: string[] = []
  for (let seed = 0; seed < 500; seed++) {
    const { what, verdict } = await verifySpoiled(seed, log, forks)
    if (verdict.ok) missed.push(`${seed}: ${what}`)
  }
  expect(missed).toEqual([])
  // Forks are sound in themselves: only the earlier checkpoint gives them away.
  for (const files of forks.values()) expect((await verifyLog(source(files), vkey)).ok).toBe(true)
  expect(kinds.length).toBe(7)
})

test('verifyLog() names rollback and fork, and warns of tiles ahead of the checkpoint', async () => {
  const log = makeLog()
  const codes = async (files: Files, since?: string) =>
    (await verifyLog(source(files), vkey, since === undefined ? {} : { since })).problems.map(
      ({ code }) => code,
    )
  const older = makeLog(-1, 300)
  expect(await codes(older.files, log.checkpoints.at(-1))).toEqual(['rollback'])
  expect(await codes(makeLog(280).files, log.checkpoints.at(-1))).toEqual(['fork'])
  const ahead: Files = new Map(log.files)
  ahead.set('checkpoint', utf8(log.checkpoints[5]))
  const verdict = await verifyLog(source(ahead), vkey)
  expect(verdict.ok).toBe(true)
  expect(new Set(verdict.problems.map(({ code }) => code))).toEqual(new Set(['log-ahead']))
})

test('verifyLog() refuses another key, another origin, an unsigned and an absent checkpoint', async () => {
  const { files } = makeLog()
  const other = writeVkey(signerKey(key.name, new Uint8Array(32).fill(6)))
  const elsewhere = writeVkey(signerKey('elsewhere.example', new Uint8Array(32).fill(5)))
  const first = async (changed: Files, by = vkey) =>
    (await verifyLog(source(changed), by)).problems[0]?.code
  expect(await first(files, other)).toBe('checkpoint-unsigned')
  expect(await first(files, elsewhere)).toBe('checkpoint-origin')
  expect(await first(files, 'nonsense')).toBe('key-unreadable')
  expect(await first(new Map())).toBe('checkpoint-missing')
  expect(await first(new Map(files).set('checkpoint', utf8('')))).toBe('unreadable')
  expect(await first(new Map(files).set('checkpoint', Uint8Array.of(255, 254)))).toBe('unreadable')
  const vast = writeCheckpoint({ origin: key.name, size: 2 ** 52, root: new Uint8Array(32) }, [key])
  const verdict = await verifyLog(source(new Map(files).set('checkpoint', utf8(vast))), vkey)
  expect(verdict.ok).toBe(false)
})

const salt = new Uint8Array(32).fill(9)

async function receiptFor(text: string): Promise<{ receipt: string; files: Files }> {
  const edge = new LogEdge()
  const entry = writeEntry({
    form: 1,
    kind: 'commitment',
    id: 'c1',
    version: 1,
    time: '2026-11-22T02:18:49.123Z',
    by: 'a1',
    data: { title: { ...commitTo(text, salt) } },
  })
  for (let i = 0; i < 300; i++) edge.append(i === 77 ? entry : utf8(`entry ${i}`))
  const files: Files = new Map(edge.takeFiles().files.map(({ path, bytes }) => [path, bytes]))
  const checkpoint = writeCheckpoint({ origin: key.name, size: 300, root: edge.root() }, [key])
  files.set('checkpoint', utf8(checkpoint))
  const read = tileHashes(async (path) => files.get(path), 300)
  const proof = await inclusionProof(read, 77, 300)
  const openings = [{ at: '/data/title', salt: bytesToBase64(salt), text }]
  return { receipt: writeReceipt({ entry, openings, index: 77, proof, checkpoint }), files }
}

test('verifyReceipt() gives entry and text of a good receipt, and refuses every forged one', async () => {
  const { receipt, files } = await receiptFor('A promise')
  const verdict = verifyReceipt(receipt, vkey)
  expect(verdict).toMatchObject({ ok: true, size: 300, index: 77 })
  expect(verdict.openings).toMatchObject([{ at: '/data/title', text: 'A promise' }])
  expect(JSON.parse(verdict.entry).id).toBe('c1')
  expect((await verifyLog(source(files), vkey, { receipt })).ok).toBe(true)
  const parts = readReceipt(receipt)
  const forged = [
    writeReceipt({ ...parts, index: 78 }),
    writeReceipt({ ...parts, proof: parts.proof.slice(1) }),
    writeReceipt({ ...parts, proof: [...parts.proof, parts.proof[0]] }),
    writeReceipt({ ...parts, entry: utf8('{"id":"c2"}') }),
    writeReceipt({ ...parts, openings: [{ ...parts.openings[0], text: 'Another promise' }] }),
    writeReceipt({ ...parts, openings: [{ ...parts.openings[0], at: '/data/nothing/there' }] }),
    writeReceipt({ ...parts, checkpoint: parts.checkpoint.replace('\n300\n', '\n301\n') }),
    receipt.slice(0, 40),
    '',
  ]
  for (const text of forged) expect(verifyReceipt(text, vkey).ok, text.slice(0, 200)).toBe(false)
})

test('verifyLog() finds a receipt that another history gave', async () => {
  const { receipt } = await receiptFor('A promise')
  const { files } = await receiptFor('Another promise')
  const { ok, problems } = await verifyLog(source(files), vkey, { receipt })
  expect(ok).toBe(false)
  expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['fork']))
})

test('the verifier imports nothing but its own files', () => {
  for (const name of readdirSync(room)) {
    const imports = readFileSync(join(room, name), 'utf8').matchAll(/from '([^']+)'/g)
    for (const [, from] of imports) expect(from).toMatch(/^#register\/verify\//)
  }
})

test('the verifier is one file of at most 10 KB in a page', async () => {
  const bundle = await rolldown({
    input: join(room, 'verify.ts'),
    resolve: { tsconfigFilename: join(room, '..', '..', '..', 'tsconfig.json') },
    logLevel: 'silent',
  })
  const { output } = await bundle.generate({ format: 'esm', minify: true })
  expect(output.length).toBe(1)
  expect(Buffer.byteLength(output[0].code)).toBeLessThanOrEqual(10_000)
})
