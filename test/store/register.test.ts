// The register on a real database: what is taken is durable, numbered, published and provable; what is
// refused leaves nothing; two servers never share a folder.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Json } from '#base/canonical.ts'
import { verifyLog, verifyReceipt } from '#register/verify/verify.ts'
import { StoreError } from '#store/cluster.ts'
import { safeWriter } from '#store/publisher.ts'
import { RefusedError, type Register } from '#store/register.ts'
import {
  account,
  commitmentFor,
  fill,
  freshFolder,
  key,
  openRegister,
  removeFolder,
  vkey,
} from './helpers.ts'

const folder = freshFolder()
let register: Register

beforeAll(async () => {
  register = await openRegister(folder)
})
afterAll(async () => {
  await register.close()
  removeFolder(folder)
})

const source = (of = folder) => ({
  name: of,
  read: (path: string) => readFile(join(of, 'log', path)).catch(() => undefined),
  list: async () =>
    readdirSync(join(of, 'log'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(of, 'log').length + 1)),
})

test('Register.append() numbers entries one after the other, and a receipt proves each', async () => {
  const { declaration, signatory, commitment } = await fill(register)
  expect([declaration.index, signatory.index, commitment.index]).toEqual([0, 1, 2])
  await register.published(2)
  const receipt = await register.receipt(commitment.id, 1)
  const verdict = verifyReceipt(receipt as string, vkey)
  expect(verdict).toMatchObject({ ok: true, index: 2, problems: [] })
  const entry = JSON.parse(verdict.entry)
  expect(entry).toMatchObject({ kind: 'commitment', id: commitment.id, version: 1, by: account })
  expect(verdict.entry).not.toContain('Lumora')
  expect(verdict.openings.map(({ text }) => text)).toContain('Office of the Mayor of Lumora')
  expect(await verifyLog(source(), vkey)).toMatchObject({ ok: true, problems: [] })
  expect(await register.receipt('nothing', 1)).toBe(undefined)
})

test('Register.findRecord() gives back what was appended, version by version', async () => {
  const { signatory, declaration, commitment } = await fill(register)
  const first = commitmentFor(signatory.id, declaration.id)
  expect((await register.findRecord(commitment.id))?.data).toEqual(first)
  const changed = commitmentFor(signatory.id, declaration.id, 'Another title')
  const next = await register.append({
    kind: 'commitment',
    data: changed,
    by: account,
    id: commitment.id,
    after: 1,
  })
  expect(next.version).toBe(2)
  expect((await register.findRecord(commitment.id))?.data).toEqual(changed)
  expect((await register.findRecord(commitment.id, 1))?.data).toEqual(first)
  expect(await register.findRecord(commitment.id, 3)).toBe(undefined)
  const referring = await register.referring(signatory.id)
  expect(referring).toEqual([{ id: commitment.id, kind: 'commitment' }])
})

test('Register.append() refuses unsound, unknown and overtaken records, and logs nothing of them', async () => {
  const { signatory, declaration, commitment } = await fill(register)
  const before = await register.database.db
    .selectFrom('log_entry')
    .select((eb) => eb.fn.countAll().as('n'))
    .executeTakeFirst()
  const good = commitmentFor(signatory.id, declaration.id)
  const refused = async (draft: Partial<Parameters<Register['append']>[0]>) =>
    register
      .append({ kind: 'commitment', data: good, by: account, ...draft })
      .then(() => 'taken')
      .catch((error) => (error as RefusedError).problems.map(({ code }) => code).join())
  expect(await refused({ data: { ...(good as object), lead: '' } as Json })).toBe('value-wrong')
  expect(await refused({ data: commitmentFor(declaration.id, declaration.id) })).toBe(
    'reference-unknown',
  )
  expect(await refused({ data: commitmentFor('x'.repeat(25), declaration.id) })).toBe(
    'reference-unknown',
  )
  expect(await refused({ id: signatory.id })).toBe('record-unknown')
  expect(await refused({ id: commitment.id, after: 7 })).toBe('record-changed')
  const after = await register.database.db
    .selectFrom('log_entry')
    .select((eb) => eb.fn.countAll().as('n'))
    .executeTakeFirst()
  expect(after).toEqual(before)
})

test('Register.append() lets one of many authors of the same next version through', async () => {
  const { signatory, declaration, commitment } = await fill(register)
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      register
        .append({
          kind: 'commitment',
          data: commitmentFor(signatory.id, declaration.id, `Title ${i}`),
          by: account,
          id: commitment.id,
          after: 1,
        })
        .then(({ version }) => version)
        .catch((error) => {
          expect(error).toBeInstanceOf(RefusedError)
          return 0
        }),
    ),
  )
  expect(answers.filter((version) => version === 2).length).toBe(1)
  expect(answers.filter((version) => version === 0).length).toBe(7)
})

test('an erasure takes the words and leaves the log: the entry stays, the tombstone is an entry of its own', async () => {
  const { commitment } = await fill(register)
  await register.published(commitment.index)
  const before = (await register.receipt(commitment.id, 1)) as string
  const tombstone = await register.append({
    kind: 'moderation',
    data: {
      subject: commitment.id,
      act: 'erase',
      rule: 'personal-data',
      language: 'en',
      reason: 'A name of a private person',
    },
    by: account,
  })
  await register.published(tombstone.index)
  const erased = await register.findRecord(commitment.id)
  expect(erased?.data).toMatchObject({ title: null, lead: null, target: { value: 90 } })
  const receipt = (await register.receipt(commitment.id, 1)) as string
  expect(verifyReceipt(receipt, vkey)).toMatchObject({ ok: true, openings: [] })
  // Who kept the receipt can still show what was promised; nobody else can find it out.
  expect(verifyReceipt(before, vkey).openings.length).toBe(5)
  expect(await verifyLog(source(), vkey, { receipt: before })).toMatchObject({ ok: true })
  const dump = JSON.stringify(
    await register.database.db
      .selectFrom('record_text')
      .selectAll()
      .where('id', '=', commitment.id)
      .execute(),
  )
  expect(dump).not.toContain('Mayor')
})

test('a moderator hides a record and shows it again; the log keeps all three', async () => {
  const { commitment } = await fill(register)
  const moderate = (act: string) =>
    register.append({
      kind: 'moderation',
      data: { subject: commitment.id, act, rule: 'off-topic', language: 'en', reason: 'So' },
      by: account,
    })
  await moderate('hide')
  expect((await register.findRecord(commitment.id))?.hidden).toBe(true)
  await moderate('restore')
  expect((await register.findRecord(commitment.id))?.hidden).toBe(false)
})

test('a second server on the folder is refused, with the cure, and the first goes on', async () => {
  const refused = openRegister(folder)
  await expect(refused).rejects.toBeInstanceOf(StoreError)
  await expect(refused).rejects.toMatchObject({
    message: expect.stringContaining('another Silta server'),
  })
  await fill(register)
})

test('an entry holds no hole and no double under many writers at once', async () => {
  const { signatory, declaration } = await fill(register)
  const taken = await Promise.all(
    Array.from({ length: 300 }, (_, i) =>
      register.append({
        kind: 'commitment',
        data: commitmentFor(signatory.id, declaration.id, `Commitment ${i}`),
        by: account,
      }),
    ),
  )
  const indexes = taken.map(({ index }) => index).sort((a, b) => a - b)
  expect(indexes).toEqual(Array.from({ length: 300 }, (_, i) => indexes[0] + i))
  const last = indexes[299]
  await register.published(last)
  const verdict = await verifyLog(source(), vkey)
  expect(verdict).toMatchObject({ ok: true, problems: [] })
  expect(verdict.size).toBeGreaterThan(last)
})

test('Register.now() never steps back when the clock does', async () => {
  const own = freshFolder()
  let time = Date.parse('2030-01-01T00:00:00Z')
  const clocked = await openRegister(own, { clock: () => time })
  try {
    const first = await fill(clocked)
    time -= 86_400_000
    const second = await fill(clocked)
    const times = [first, second].map(({ commitment }) => clocked.findRecord(commitment.id))
    const [a, b] = (await Promise.all(times)).map((record) => record?.time as string)
    expect(b >= a).toBe(true)
    expect(a).toBe('2030-01-01T00:00:00.000Z')
  } finally {
    await clocked.close()
  }
  // And across a restart.
  const again = await openRegister(own, { clock: () => time })
  expect(again.now() >= '2030-01-01T00:00:00.000Z').toBe(true)
  await again.close()
  removeFolder(own)
})

test('a restart publishes what a crash kept back, and refuses a log that is ahead or another one', async () => {
  const own = freshFolder()
  const first = await openRegister(own)
  await fill(first)
  await first.close()
  const log = join(own, 'log')
  const checkpoint = readFileSync(join(log, 'checkpoint'), 'utf8')
  // As a crash between commit and publication leaves it: nothing published at all.
  rmSync(log, { recursive: true })
  const second = await openRegister(own)
  expect(readFileSync(join(log, 'checkpoint'), 'utf8')).toBe(checkpoint)
  expect(await verifyLog(source(own), vkey, { since: checkpoint })).toMatchObject({
    ok: true,
    size: 3,
  })
  await fill(second)
  await second.close()
  const later = readFileSync(join(log, 'checkpoint'))
  // As a restored older backup meets it: the database lost the last three entries.
  const third = await openRegister(own, { publishMilliseconds: 20 })
  const { db } = third.database
  for (const table of ['record_text', 'record_reference', 'record_version', 'record_head'] as const)
    await db.deleteFrom(table).execute()
  await db.deleteFrom('log_entry').where('idx', '>=', 3).execute()
  await third.close()
  writeFileSync(join(log, 'checkpoint'), later)
  await expect(openRegister(own)).rejects.toMatchObject({
    name: 'StoreError',
    message: expect.stringContaining('6 entries are published and the database holds 3'),
  })
  removeFolder(own)
})

test('a disk that is full keeps nothing acknowledged back: publishing waits and catches up', async () => {
  const own = freshFolder()
  let full = false
  const write = safeWriter(join(own, 'log'))
  const events: string[] = []
  const tight = await openRegister(own, {
    write: async (path, bytes) => {
      if (full)
        throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
      await write(path, bytes)
    },
    onEvent: (sentence) => events.push(sentence),
  })
  await fill(tight)
  full = true
  const { commitment } = await fill(tight)
  await new Promise((resolve) => setTimeout(resolve, 150))
  expect(await tight.receipt(commitment.id, 1)).toBe(undefined)
  expect(events.join()).toContain('ENOSPC')
  full = false
  await tight.published(commitment.index)
  expect(verifyReceipt((await tight.receipt(commitment.id, 1)) as string, vkey).ok).toBe(true)
  expect(await verifyLog(source(own), vkey)).toMatchObject({ ok: true, problems: [] })
  await tight.close()
  removeFolder(own)
})

test('the log is signed by its key alone', () => {
  expect(key.name).toBe('register.example/test')
  expect(readFileSync(join(folder, 'log', 'checkpoint'), 'utf8').startsWith(`${key.name}\n`)).toBe(
    true,
  )
})
