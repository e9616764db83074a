// Lists as pages read them, over a real database: in step with the log whatever was appended, in whatever order,
// hidden, disputed or erased, and after days pass with nothing said; searched in any script.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Json } from '#base/canonical.ts'
import type { RecordKind } from '#register/records.ts'
import { Reading } from '#store/reading.ts'
import type { Register, Taken } from '#store/register.ts'
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
  const { rows } = await reading.lists.page({ kind: 'commitment' }, { most: 100 })
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

test('Lists.page() shows each commitment in the state that its trail gives, act by act', async () => {
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

test('Lists.page() changes a state on the day on which nothing but the day has changed', async () => {
  const { commitment } = await fill(register)
  expect((await stateOf(commitment.id))?.state).toBe('notYetDue')
  // The milestone of 31 December 2027 and 90 days of grace: missed from 31 March 2028 on.
  time = Date.parse('2028-03-30T10:00:00Z')
  expect((await stateOf(commitment.id))?.state).toBe('notYetDue')
  time = Date.parse('2028-03-31T10:00:00Z')
  expect((await stateOf(commitment.id))?.state).toBe('notReported')
})

test('Lists.page() turns its pages forth and back without gap or double', async () => {
  const { signatory, declaration } = await fill(register)
  for (let i = 0; i < 12; i++)
    await append('commitment', commitmentFor(signatory.id, declaration.id, `Number ${i}`) as object)
  const asked = { kind: 'commitment', signatory: signatory.id } as const
  const first = await reading.lists.page(asked, { most: 5 })
  const second = await reading.lists.page(asked, { most: 5, before: first.older })
  const third = await reading.lists.page(asked, { most: 5, before: second.older })
  const ids = [first, second, third].flatMap(({ rows }) => rows.map(({ id }) => id))
  expect(ids).toHaveLength(13)
  expect(new Set(ids).size).toBe(13)
  expect([first.newer, third.older]).toEqual([undefined, undefined])
  const back = await reading.lists.page(asked, { most: 5, after: third.newer })
  expect(back.rows).toEqual(second.rows)
  expect((await reading.lists.page(asked, { most: 5, after: second.newer })).newer).toBe(undefined)
  const found = await reading.lists.page({ ...asked, words: 'number 1' })
  expect(found.rows).toHaveLength(3)
  expect((await reading.lists.page({ ...asked, words: '100%_' })).rows).toEqual([])
  expect(await reading.lists.states({ signatory: signatory.id })).toEqual({ notReported: 13 })
})

test('Lists.ready() rebuilds a listing that is lost, as after a restore, to the same rows', async () => {
  const { db } = register.database
  const rows = () => db.selectFrom('listing').selectAll().orderBy('id').execute()
  await reading.lists.ready()
  const before = await rows()
  await db.deleteFrom('listing').execute()
  await db.deleteFrom('listing_mark').execute()
  await db.deleteFrom('listing_count').execute()
  await new Reading(register).lists.ready()
  expect(await rows()).toEqual(before)
  expect(before.length).toBeGreaterThan(20)
})

test('Lists.counts() and states() are counted anew when the log grows and when a day passes', async () => {
  const before = await reading.lists.counts()
  const states = await reading.lists.states()
  const { commitment } = await fill(register)
  expect((await reading.lists.counts()).commitment).toBe((before.commitment ?? 0) + 1)
  const total = (of: typeof states): number => Object.values(of).reduce((sum, n) => sum + n, 0)
  expect(total(await reading.lists.states())).toBe(total(states) + 1)
  const { state } = (await stateOf(commitment.id)) as { state: 'notReported' }
  const years = 3 * 366 * 864e5
  time += years
  const later = (await stateOf(commitment.id))?.state as typeof state
  expect(later).not.toBe('notYetDue')
  const rows = (await reading.lists.page({ kind: 'commitment' }, { most: 1000 })).rows
  const counted = await reading.lists.states()
  expect(counted[later]).toBe(rows.filter((row) => row.state === later).length)
})

/** The counts that are kept, and the same counted over all rows. */
const bothCounts = async () => {
  const { db } = register.database
  await reading.lists.ready()
  const kept = await db
    .selectFrom('listing_count')
    .select(['kind', 'part', 'n'])
    .where('n', '!=', 0)
    .orderBy('kind')
    .orderBy('part')
    .execute()
  const rows = await db.selectFrom('listing').selectAll().where('hidden', '=', false).execute()
  const counted = new Map<string, number>()
  for (const { kind, state, fictional } of rows) {
    const key = `${kind} ${state ?? (fictional ? 'fictional' : '')}`
    counted.set(key, (counted.get(key) ?? 0) + 1)
  }
  return { kept: new Map(kept.map(({ kind, part, n }) => [`${kind} ${part}`, n])), counted }
}

test('Lists.counts() kept with each change are those counted over all rows: states, hiding, two readers at once', async () => {
  const other = new Reading(register)
  const { commitment, signatory } = await fill(register)
  const hide = (act: string) =>
    append('moderation', {
      subject: commitment.id,
      act,
      rule: 'house',
      language: 'en',
      reason: 'So',
    })
  const acts = [
    () => report(commitment.id, 41),
    () => hide('hide'),
    () => append('commitment', commitmentFor(signatory.id, declarationOf, 'Another') as object),
    () => hide('restore'),
    () => report(commitment.id, 95),
  ]
  const declarationOf = (await reading.find('commitment', commitment.id))?.data
    .declaration as string
  for (const act of acts) {
    await act()
    await Promise.all([reading.lists.ready(), other.lists.ready()])
    const { kept, counted } = await bothCounts()
    expect(kept).toEqual(counted)
    expect(await other.lists.states()).toEqual(await reading.lists.states())
  }
})

test('Lists.follow() takes entries in while nobody asks', async () => {
  const following = new Reading(register)
  following.lists.follow(register)
  const { commitment } = await fill(register)
  const row = () =>
    register.database.db
      .selectFrom('listing')
      .select('id')
      .where('id', '=', commitment.id)
      .executeTakeFirst()
  await vi.waitFor(async () => expect(await row()).toBeDefined(), 5000)
})

const titled = async (title: string): Promise<Taken> => {
  const { signatory, declaration } = searched
  return append('commitment', commitmentFor(signatory.id, declaration.id, title) as object)
}
let searched: Awaited<ReturnType<typeof fill>>
const found = async (words: string): Promise<string[]> => {
  const asked = { kind: 'commitment', signatory: searched.signatory.id, words } as const
  const { rows } = await reading.lists.page(asked, { most: 100 })
  const records = await reading.records(rows.map(({ id }) => id))
  return rows.map(({ id }) =>
    String((records.get(id)?.data as unknown as { title?: string })?.title),
  )
}

test('Lists.page() finds titles by words in any script, of any length, however capitals and marks are typed', async () => {
  searched = await fill(register)
  const titles = {
    french: 'Écoles du Très-Haut-Plateau reliées',
    turkish: 'İlçe okullarına İnternet',
    chinese: '为所有学校接通光纤',
    japanese: '離島の学校をつなぐ',
    korean: '모든 초등학교에 인터넷',
    arabic: 'ربط المدارس بالإنترنت',
    thai: 'อินเทอร์เน็ตสำหรับโรงเรียน',
    short: 'AI and 5G in rural clinics',
    main: 'Maintained towers, 100 % by 2029',
  }
  for (const title of Object.values(titles)) await titled(title)
  const cases: readonly (readonly [string, readonly (keyof typeof titles)[]])[] = [
    ['ecoles', ['french']],
    ['ÉCOLES reliees', ['french']],
    ['reliées écoles', ['french']],
    ['ecoles towers', []],
    ['plateau', ['french']],
    ['ilce', ['turkish']],
    ['INTERNET', ['turkish']],
    ['学校', ['chinese', 'japanese']],
    ['光', ['chinese']],
    ['校接', ['chinese']],
    ['校光', []],
    ['학교', ['korean']],
    ['مدارس', ['arabic']],
    ['المدارس', ['arabic']],
    ['والمَدارِس', ['arabic']],
    ['بالانترنت', ['arabic']],
    ['โรงเรียน', ['thai']],
    // Of one or two letters: they begin a word, or everything would hold them.
    ['ai', ['short']],
    ['5g', ['short']],
    ['g', []],
    ['m', ['main']],
    ['10', ['main']],
    // What SQL and patterns would take for their own.
    ['100%', ['main']],
    ["100 '; drop table listing; --", []],
    ['\\', []],
    ['%', []],
    ['_____', []],
  ]
  for (const [words, expected] of cases)
    expect([words, (await found(words)).sort()]).toEqual([
      words,
      expected.map((name) => titles[name]).sort(),
    ])
  // Nothing asked is everything.
  expect(await found('  ')).toHaveLength(Object.keys(titles).length + 1)
})

test('Lists.page() finds a title no more once it is erased, hidden or changed, and the new one at once', async () => {
  searched = await fill(register)
  const moderate = (subject: string, act: string) =>
    append('moderation', { subject, act, rule: 'house', language: 'en', reason: 'So' })
  const one = await titled('Zephyrine lighthouses online')
  await titled('Zephyrine harbors online')
  expect(await found('zephyrine')).toHaveLength(2)
  await moderate(one.id, 'hide')
  expect(await found('zephyrine')).toEqual(['Zephyrine harbors online'])
  expect(await found('lighthouses')).toEqual([])
  await moderate(one.id, 'restore')
  expect(await found('lighthouses')).toHaveLength(1)
  const { signatory, declaration } = searched
  const renamed = commitmentFor(signatory.id, declaration.id, 'Beacons online')
  await register.append({ kind: 'commitment', data: renamed, by: account, id: one.id })
  expect([await found('lighthouses'), await found('beacon')]).toEqual([[], ['Beacons online']])
  await moderate(one.id, 'erase')
  expect([await found('beacon'), await found('online zephyrine')]).toEqual([
    [],
    ['Zephyrine harbors online'],
  ])
  // Nor by a reader that comes later.
  const later = await new Reading(register).lists.page({ kind: 'commitment', words: 'beacon' })
  expect(later.rows).toEqual([])
})

test('Lists.page() turns the pages of a search as of any list', async () => {
  searched = await fill(register)
  for (let i = 0; i < 12; i++) await titled(`Quaternary ${i}`)
  const asked = { kind: 'commitment', words: 'quaternary' } as const
  const first = await reading.lists.page(asked, { most: 5 })
  const second = await reading.lists.page(asked, { most: 5, before: first.older })
  const third = await reading.lists.page(asked, { most: 5, before: second.older })
  expect([first, second, third].map(({ rows }) => rows.length)).toEqual([5, 5, 2])
  expect(third.older).toBe(undefined)
  const back = await reading.lists.page(asked, { most: 5, after: third.newer })
  expect(back.rows).toEqual(second.rows)
})
