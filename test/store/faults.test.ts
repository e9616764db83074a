// What goes wrong around a register: a database without room, one bad record among good ones, a connection
// that is lost, an operator's own server. What was acknowledged stays, what was not leaves nothing.

import { chmodSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { verifyLog } from '#register/verify/verify.ts'
import { openCluster, StoreError } from '#store/cluster.ts'
import type { RefusedError, Register } from '#store/register.ts'
import {
  account,
  commitmentFor,
  fill,
  freshFolder,
  openRegister,
  removeFolder,
  vkey,
} from './helpers.ts'

const folders: string[] = []
const folder = (): string => {
  const made = freshFolder()
  folders.push(made)
  return made
}
afterAll(() => {
  for (const each of folders) removeFolder(each)
})

const source = (of: string) => ({
  name: of,
  read: (path: string) => readFile(join(of, 'log', path)).catch(() => undefined),
})

/** Makes the database fail for entries that a condition names. */
async function failWhere(register: Register, condition: string, code: string): Promise<void> {
  const { db } = register.database
  await sql
    .raw(
      `create or replace function test_fail() returns trigger language plpgsql as $$
       begin if ${condition} then raise exception 'as if' using errcode = '${code}'; end if; return new; end $$`,
    )
    .execute(db)
  await sql
    .raw(
      'create or replace trigger test_fail before insert on record_version for each row execute function test_fail()',
    )
    .execute(db)
}
const heal = (register: Register): Promise<unknown> =>
  sql.raw('drop trigger test_fail on record_version').execute(register.database.db)

test('Register.append() fails alone where the database refuses one record of many', async () => {
  const place = folder()
  const register = await openRegister(place)
  const { signatory, declaration } = await fill(register)
  await failWhere(register, `new.data->>'undertaking' = 'protect-consumers'`, '23514')
  const good = commitmentFor(signatory.id, declaration.id) as Record<string, unknown>
  const answers = await Promise.allSettled(
    Array.from({ length: 40 }, (_, i) =>
      register.append({
        kind: 'commitment',
        data: { ...good, ...(i % 8 === 3 ? { undertaking: 'protect-consumers' } : {}) } as never,
        by: account,
      }),
    ),
  )
  answers.forEach(({ status }, i) => {
    expect(status, `record ${i}`).toBe(i % 8 === 3 ? 'rejected' : 'fulfilled')
  })
  const taken = answers.flatMap((each) => (each.status === 'fulfilled' ? [each.value.index] : []))
  expect(taken.sort((a, b) => a - b)).toEqual(Array.from({ length: 35 }, (_, i) => i + 3))
  await heal(register)
  await register.published(37)
  expect(await verifyLog(source(place), vkey)).toMatchObject({ ok: true, size: 38 })
  await register.close()
})

test('a database whose disk is full refuses with the cure, and the register goes on when there is room', async () => {
  const place = folder()
  const register = await openRegister(place)
  const { signatory, declaration } = await fill(register)
  const append = () =>
    register.append({
      kind: 'commitment',
      data: commitmentFor(signatory.id, declaration.id),
      by: account,
    })
  await failWhere(register, 'true', '53100')
  const error = await append().catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(StoreError)
  expect((error as StoreError).cure).toContain('Make room')
  await heal(register)
  expect((await append()).index).toBe(3)
  await register.close()
})

test('a connection lost in the middle of many appends loses and doubles none of them', async () => {
  const place = folder()
  const said: string[] = []
  const register = await openRegister(place, { onEvent: (sentence) => said.push(sentence) })
  const { signatory, declaration } = await fill(register)
  const titles = Array.from({ length: 300 }, (_, i) => `Number ${i}`)
  const work = titles.map((title) =>
    register.append({
      kind: 'commitment',
      data: commitmentFor(signatory.id, declaration.id, title),
      by: account,
    }),
  )
  for (let i = 0; i < 3; i++) {
    await sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'`.execute(
      register.database.db,
    )
    await new Promise((resolve) => setTimeout(resolve, 60))
  }
  const taken = await Promise.all(work)
  expect(new Set(taken.map(({ index }) => index)).size).toBe(300)
  const rows = await register.database.db
    .selectFrom('record_text')
    .select('text')
    .where('at', '=', '/data/title')
    .where('text', 'like', 'Number %')
    .execute()
  expect(rows.map(({ text }) => text).sort()).toEqual(titles.sort())
  expect(said.length).toBeGreaterThan(0)
  await register.close()
})

test('a data folder below one that is closed to everyone else, as /root is, is opened all the same', async () => {
  const closed = folder()
  chmodSync(closed, 0o700)
  const register = await openRegister(join(closed, 'data'))
  expect((await fill(register)).commitment.index).toBe(2)
  await register.close()
  const again = await openRegister(join(closed, 'data'))
  expect((await fill(again)).commitment.index).toBe(5)
  await again.close()
})

test('an operator’s own server by DATABASE_URL: the same tables, one server at a time, its database left running', async () => {
  const cluster = await openCluster(folder())
  try {
    const [a, b] = [folder(), folder()]
    const databaseUrl = cluster.url()
    const first = await openRegister(a, { databaseUrl })
    const { commitment } = await fill(first)
    await expect(openRegister(b, { databaseUrl })).rejects.toMatchObject({
      message: expect.stringContaining('another Silta server is using it'),
    })
    const twice = first.append({ kind: 'commitment', data: {} as never, by: account })
    await expect(twice).rejects.toSatisfy((error: RefusedError) => error.problems.length > 3)
    await first.close()
    const second = await openRegister(a, { databaseUrl })
    expect((await second.findRecord(commitment.id))?.index).toBe(2)
    expect((await fill(second)).commitment.index).toBe(5)
    await second.published(5)
    expect(await verifyLog(source(a), vkey)).toMatchObject({ ok: true, size: 6 })
    await second.close()
    const gone = openRegister(b, { databaseUrl: 'postgres://x:y@127.0.0.1:1/x' })
    await expect(gone).rejects.toMatchObject({
      cure: expect.stringContaining('its address is right'),
    })
  } finally {
    await cluster.stop()
  }
})
