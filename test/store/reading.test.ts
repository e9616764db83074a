// Records, trails and entries as pages read them, over a real database: what was hidden or erased is not
// given out, and when a calculation may come out otherwise is known.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Json } from '#base/canonical.ts'
import { progress } from '#register/progress.ts'
import type { CommitmentData } from '#register/records/promises.ts'
import type { RecordKind } from '#register/records.ts'
import { nextChange } from '#store/listing.ts'
import { Reading } from '#store/reading.ts'
import type { Register, Taken } from '#store/register.ts'
import { trailsFor } from '#store/trails.ts'
import { account, fill, freshFolder, openRegister, removeFolder } from './helpers.ts'

const folder = freshFolder()
let register: Register
let reading: Reading
const time = Date.parse('2028-03-01T08:00:00Z')

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

test('Reading.said() gives all that was said of a commitment and of what was said, and of its reports the newest', async () => {
  const { commitment } = await fill(register)
  const words = { language: 'en', reason: 'Three of the schools are closed' }
  const dispute = (subject: string) => append('dispute', { subject, date: '2028-02-03', ...words })
  const first = await report(commitment.id, 3, '2028-01-10')
  const second = await report(commitment.id, 4, '2028-01-20')
  const link = await linkFor(second.id)
  const review = await append('review', {
    report: second.id,
    date: '2028-02-02',
    finding: 'upheld',
    independent: true,
    ...words,
  })
  const disputes = [
    await dispute(commitment.id),
    await dispute(second.id),
    await dispute(link.id),
    await dispute(first.id),
  ]
  const replies = [
    await append('reply', { to: review.id, language: 'en', text: 'Thank you' }),
    await append('reply', { to: disputes[2].id, language: 'en', text: 'They open in May' }),
  ]
  await append('moderation', {
    subject: disputes[1].id,
    act: 'settle',
    rule: 'house',
    ...words,
  })
  const ids = (records: readonly { readonly id: string }[]): string[] => records.map(({ id }) => id)
  const all = await reading.said(commitment.id)
  expect(ids(all.reports)).toEqual([first.id, second.id])
  expect(ids(all.evidence)).toEqual([link.id])
  expect(ids(all.reviews)).toEqual([review.id])
  expect(ids(all.disputes)).toEqual(ids(disputes))
  expect(ids(all.replies)).toEqual(ids(replies))
  expect([...all.settled]).toEqual([disputes[1].id])
  expect(all.disputes[0].data.reason).toBe(words.reason)
  // Of one report, the older one and what was said of it are left out.
  const newest = await reading.said(commitment.id, 1)
  expect(ids(newest.reports)).toEqual([second.id])
  expect(ids(newest.disputes)).toEqual(ids(disputes.slice(0, 3)))
  // A new version that answers for another commitment takes the report, and all that hangs on it, along.
  const { commitment: other } = await fill(register)
  await register.append({
    id: second.id,
    kind: 'report',
    data: {
      commitment: other.id,
      from: '2028-01-01',
      until: '2028-01-20',
      value: 4,
      language: 'en',
      groups: [],
    },
    by: account,
  })
  expect(ids((await reading.said(commitment.id)).disputes)).toEqual([
    disputes[0].id,
    disputes[3].id,
  ])
  expect(ids((await reading.said(other.id)).evidence)).toEqual([link.id])
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
