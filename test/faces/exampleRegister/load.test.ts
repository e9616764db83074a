// The example's register: real acts of made-up people, one commitment of each state, and nothing said of
// anyone who exists.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadExampleRegister } from '#faces/exampleRegister/load.ts'
import { progressStates } from '#register/progress.ts'
import { verifyLog } from '#register/verify/verify.ts'
import { Reading } from '#store/reading.ts'
import type { Register } from '#store/register.ts'
import { account, fill, freshFolder, openRegister, removeFolder } from '../../store/helpers.ts'
import { tinyResult } from '../tinyResult.ts'

const folder = freshFolder()
let register: Register
let reading: Reading

beforeAll(async () => {
  register = await openRegister(folder, { clock: () => Date.parse('2026-11-22T09:00:00Z') })
  expect(await loadExampleRegister(register, tinyResult)).toBe('made')
  reading = new Reading(register)
})
afterAll(async () => {
  await register.close()
  removeFolder(folder)
})

test('loadExampleRegister() gives a commitment in each state, one of them disputed', async () => {
  const states = await reading.lists.states()
  expect(progressStates.filter((state) => (states[state] ?? 0) === 0)).toEqual([])
  expect((await reading.lists.page({ kind: 'commitment', state: 'disputed' })).rows).toHaveLength(1)
})

test('loadExampleRegister() makes every signatory up, and says nothing of a country that exists', async () => {
  expect(await reading.lists.fictional()).toBe(true)
  for (const kind of ['signatory', 'commitment', 'project'] as const) {
    const { rows } = await reading.lists.page({ kind }, { most: 100 })
    const records = await reading.records(rows.map(({ id }) => id))
    for (const { data } of records.values()) {
      const { country, countries = [country] } = data as { country?: string; countries?: string[] }
      for (const code of countries) expect(code).toMatch(/^X[A-JL-Z][A-Z]$/)
    }
  }
})

test('loadExampleRegister() commits from the study’s plan: the digests are the plan’s own', async () => {
  const { rows } = await reading.lists.page({ kind: 'commitment' }, { most: 100 })
  const records = await reading.records(rows.map(({ id }) => id))
  const digests = [...records.values()].map(
    ({ data }) => (data as { plan?: { resultDigest: string } }).plan?.resultDigest,
  )
  expect(digests).toContain(tinyResult.resultDigest)
})

test('loadExampleRegister() writes a log that verifies, leaves nobody a way in, and fills no register twice', async () => {
  const last = (await reading.entries(undefined, 1))[0]
  await register.published(last.index)
  const source = { name: 'log', read: (path: string) => register.publisher.read(path) }
  expect(await verifyLog(source, register.vkey)).toMatchObject({ ok: true, size: last.index + 1 })
  const accounts = await register.database.db.selectFrom('account').select('email').execute()
  expect(new Set(accounts.map(({ email }) => email))).toEqual(new Set([null]))
  expect(await loadExampleRegister(register, tinyResult)).toBe('kept')
  expect((await reading.entries(undefined, 1))[0]).toEqual(last)
})

test('loadExampleRegister() tells an example that was cut short from a register of people’s own', async () => {
  const place = freshFolder()
  const other = await openRegister(place)
  const { commitment } = await fill(other)
  const size = other.size
  // Made-up signatories, and the example's last act is not there.
  expect(await loadExampleRegister(other, tinyResult)).toBe('unfinished')
  await other.append({
    kind: 'signatory',
    data: { kind: 'city', name: 'A city', country: 'AZE', fictional: false, officials: [account] },
    by: account,
  })
  expect(await loadExampleRegister(other, tinyResult)).toBe('kept')
  expect([commitment.index, other.size]).toEqual([2, size + 1])
  await other.close()
  removeFolder(place)
})
