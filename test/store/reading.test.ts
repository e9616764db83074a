// Lists, trails and progress as pages read them, over a real database: in step with the log whatever was
// appended, in whatever order, hidden or disputed, and after days pass with nothing said.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Json } from '#base/canonical.ts'
import { progress } from '#register/progress.ts'
import type { CommitmentData } from '#register/records/promises.ts'
import type { RecordKind } from '#register/records.ts'
import { nextChange } from '#store/listing.ts'
import { Reading } from '#store/reading.ts'
import type { Register, Taken } from '#store/register.ts'
import { trailsFor } from '#store/trails.ts'
import { account, commitmentFor, fill, freshFolder, openRegister, removeFolder } from './helpers.ts'

const folder = freshFolder()
let register: Register
let reading: Reading
let time = Date.parse('2028-03-01T08:00:00Z')

beforeAll(async () => {
  register = await openRegister(folder, { clock: () => time })
  reading = new Reading(register)
})
afterAll(async () => {
  await register.close()
  removeFolder(folder)
})

const append = (kind: RecordKind, data: object): Promise<Taken> =>
  register.append({ kind, data: data as Json, by: account })
const stateOf = async (id: string) => {
  const { rows } = await reading.list({ kind: 'commitment' }, { most: 100 })
  return rows.find((row) => row.id === id)
}
const report = (commitment: string, value: number, until = '2028-02-01') =>
  append('report', { commitment, from: '2028-01-01', until, value, language: 'en', groups: [] })
const linkFor = (of: string) =>
  append('evidence', {
    report: of,
    kind: 'link',
    date: '2028-02-01',
    about: 'Counts',
    link: 'https://example.org/counts',
  })

test('Reading.list() shows each commitment in the state that its trail gives, act by act', async () => {
  const { commitment } = await fill(register)
  const id = commitment.id
  // 40 schools in 2026, 60 by the end of 2027, 90 by the end of 2029: 61.2 expected on 1 February 2028.
  expect((await stateOf(id))?.state).toBe('notYetDue')
  const first = await report(id, 70)
  expect((await stateOf(id))?.state).toBe('noEvidence')
  const evidence = await linkFor(first.id)
  expect(await stateOf(id)).toMatchObject({ state: 'onTrack', disputed: false })
  const language = 'en'
  const dispute = await append('dispute', {
    subject: evidence.id,
    language,
    reason: 'Two are dark',
    date: '2028-02-02',
  })
  expect(await stateOf(id)).toMatchObject({ state: 'onTrack', disputed: true })
  const moderate = (subject: string, act: string) =>
    append('moderation', { subject, act, rule: 'house', language, reason: 'So' })
  await moderate(dispute.id, 'settle')
  expect(await stateOf(id)).toMatchObject({ state: 'onTrack', disputed: false })
  await append('review', {
    report: first.id,
    finding: 'partlyUpheld',
    value: 55,
    independent: true,
    language,
    reason: 'Counted 55',
    date: '2028-02-20',
  })
  expect(await stateOf(id)).toMatchObject({ state: 'offTrack', progress: { value: 55 } })
  // What a moderator hides does not count, nor is it given out; restored, it counts again.
  await moderate(first.id, 'hide')
  expect(await stateOf(id)).toMatchObject({ state: 'notYetDue' })
  expect((await reading.said(id)).reports).toEqual([])
  await moderate(first.id, 'restore')
  expect(await stateOf(id)).toMatchObject({ state: 'offTrack' })
  const said = await reading.said(id)
  expect(
    [said.reports, said.evidence, said.reviews, said.disputes].map((all) => all.length),
  ).toEqual([1, 1, 1, 1])
  expect(said.settled).toEqual(new Set([dispute.id]))
  await moderate(id, 'hide')
  expect(await stateOf(id)).toBe(undefined)
  expect(await reading.find('commitment', id)).toBe(undefined)
})

test('Reading.list() changes a state on the day on which nothing but the day has changed', async () => {
  const { commitment } = await fill(register)
  expect((await stateOf(commitment.id))?.state).toBe('notYetDue')
  // The milestone of 31 December 2027 and 90 days of grace: missed from 31 March 2028 on.
  time = Date.parse('2028-03-30T10:00:00Z')
  expect((await stateOf(commitment.id))?.state).toBe('notYetDue')
  time = Date.parse('2028-03-31T10:00:00Z')
  expect((await stateOf(commitment.id))?.state).toBe('notReported')
})

test('nextChange() names the first day on which progress() may differ, on every day of four years', async () => {
  const { commitment } = await fill(register)
  const early = await report(commitment.id, 58, '2028-02-01')
  await linkFor(early.id)
  await report(commitment.id, 71, '2028-09-30')
  const data = (await reading.find('commitment', commitment.id))?.data as CommitmentData
  const trail = (await trailsFor(register.database.db, [{ id: commitment.id, data }])).get(
    commitment.id,
  )
  if (trail === undefined) throw new Error('Cannot test: there is no trail')
  let day = register.now().slice(0, 10)
  let said = progress(trail, day)
  let next = nextChange(trail, day)
  for (let i = 0; i < 1000; i++) {
    day = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
    const now = progress(trail, day)
    if (next === null || day < next) expect(now).toEqual(said)
    else next = nextChange(trail, day)
    said = now
  }
  expect(next).toBe(null)
})

test('Reading.list() turns its pages forth and back without gap or double', async () => {
  const { signatory, declaration } = await fill(register)
  for (let i = 0; i < 12; i++)
    await append('commitment', commitmentFor(signatory.id, declaration.id, `Number ${i}`) as object)
  const asked = { kind: 'commitment', signatory: signatory.id } as const
  const first = await reading.list(asked, { most: 5 })
  const second = await reading.list(asked, { most: 5, before: first.older })
  const third = await reading.list(asked, { most: 5, before: second.older })
  const ids = [first, second, third].flatMap(({ rows }) => rows.map(({ id }) => id))
  expect(ids).toHaveLength(13)
  expect(new Set(ids).size).toBe(13)
  expect([first.newer, third.older]).toEqual([undefined, undefined])
  const back = await reading.list(asked, { most: 5, after: third.newer })
  expect(back.rows).toEqual(second.rows)
  expect((await reading.list(asked, { most: 5, after: second.newer })).newer).toBe(undefined)
  const found = await reading.list({ ...asked, words: 'number 1' })
  expect(found.rows).toHaveLength(3)
  expect((await reading.list({ ...asked, words: '100%_' })).rows).toEqual([])
  expect(await reading.states({ signatory: signatory.id })).toEqual({ notReported: 13 })
})

test('Reading.ready() rebuilds a listing that is lost, as after a restore, to the same rows', async () => {
  const { db } = register.database
  const rows = () => db.selectFrom('listing').selectAll().orderBy('id').execute()
  await reading.ready()
  const before = await rows()
  await db.deleteFrom('listing').execute()
  await db.deleteFrom('listing_mark').execute()
  await new Reading(register).ready()
  expect(await rows()).toEqual(before)
  expect(before.length).toBeGreaterThan(20)
})

test('Reading.signatures() gives the newest act of each signatory', async () => {
  const { signatory, declaration } = await fill(register)
  const act = (of: string, what: string) =>
    append('signature', {
      declaration: declaration.id,
      signatory: of,
      act: what,
      date: '2028-01-01',
      official: account,
      secondOfficial: 'account000000000002',
    })
  await act(signatory.id, 'adopt')
  await act(signatory.id, 'withdraw')
  const found = await reading.signatures({ declaration: declaration.id })
  expect(found.map(({ data }) => data.act)).toEqual(['withdraw'])
  expect(await reading.signatures({ signatory: signatory.id })).toEqual(found)
})

test('Reading.entry() shows words that may be read, and counts those erased', async () => {
  const { commitment } = await fill(register)
  const before = await reading.entry(commitment.index)
  expect(before?.openings.map(({ text }) => text)).toContain('Office of the Mayor of Lumora')
  await append('moderation', {
    subject: commitment.id,
    act: 'erase',
    rule: 'house',
    language: 'en',
    reason: 'Asked by who is named',
  })
  const after = await reading.entry(commitment.index)
  expect(after?.openings).toEqual([])
  expect(after?.erased).toBe(before?.openings.length)
  expect(after?.bytes).toEqual(before?.bytes)
  expect((await reading.moderated(commitment.id)).map(({ data }) => data.act)).toEqual(['erase'])
  expect(await reading.entry(1e9)).toBe(undefined)
})

test('Reading.counts() and states() are counted anew when the log grows and when a day passes', async () => {
  const before = await reading.counts()
  const states = await reading.states()
  const { commitment } = await fill(register)
  expect((await reading.counts()).commitment).toBe((before.commitment ?? 0) + 1)
  const total = (of: typeof states): number => Object.values(of).reduce((sum, n) => sum + n, 0)
  expect(total(await reading.states())).toBe(total(states) + 1)
  const { state } = (await stateOf(commitment.id)) as { state: 'notReported' }
  const years = 3 * 366 * 864e5
  time += years
  const later = (await stateOf(commitment.id))?.state as typeof state
  expect(later).not.toBe('notYetDue')
  const rows = (await reading.list({ kind: 'commitment' }, { most: 1000 })).rows
  const counted = await reading.states()
  expect(counted[later]).toBe(rows.filter((row) => row.state === later).length)
})
