// What waits for somebody: an act of one side makes an entry appear for the other, doing what it asks makes it
// vanish, and nobody else sees it.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Json } from '#base/canonical.ts'
import { bakuActionPlan } from '#register/declarations.ts'
import type { RecordData, RecordKind } from '#register/records.ts'
import { type Attacked, type Browser, openSite, whole } from '../../../attacks/_site.ts'
import { account } from '../../../store/helpers.ts'

let site: Attacked
let moved = 0
const day = (days: number): string =>
  new Date(Date.now() + moved + days * 86_400_000).toISOString().slice(0, 10)

/** A town and its partner, each with an official, and an official of neither. */
let town: string
let partner: string
let ours: Browser
let theirs: Browser
let strangers: Browser
let stranger: string
let declaration: string

/** Moves the clock; sessions end meanwhile, and everybody signs in again. */
const pass = async (days: number): Promise<void> => {
  moved += days * 86_400_000
  await signIn()
}
const signIn = async (): Promise<void> => {
  ours = await official(town)
  theirs = await official(partner)
  strangers = await official(stranger)
}
const enter = async (kind: RecordKind, data: object): Promise<string> =>
  (await site.register.append({ kind, data: data as Json, by: account })).id
const official = (signatory: string): Promise<Browser> =>
  site.signIn([{ role: 'official', signatory }])
const signatory = (name: string): Promise<string> =>
  enter('signatory', {
    kind: 'city',
    name,
    country: 'XAA',
    fictional: true,
    officials: [account],
  })

beforeAll(async () => {
  site = await openSite({ clock: () => Date.now() + moved })
  declaration = await enter('declaration', bakuActionPlan)
})
beforeEach(async () => {
  town = await signatory('Lumora')
  partner = await signatory('Lantern')
  stranger = await signatory('Farholm')
  await signIn()
})
afterAll(async () => {
  expect(site.faults).toEqual([])
  await site.close()
})

/** Addresses of what waits for somebody, in the order of the page. */
async function waits(browser: Browser, prefix = ''): Promise<string[]> {
  const { status, text } = await browser.fetch(`${prefix}/waiting`)
  expect(status).toBe(200)
  return [...text.matchAll(/<li><p><a href="([^"]*)">/g)].map(([, address]) =>
    address.replaceAll('&amp;', '&'),
  )
}

/** The words of the page's main part. */
async function said(browser: Browser, path = '/waiting'): Promise<string> {
  const { text } = await browser.fetch(path)
  return /<main[^>]*>(.*)<\/main>/s.exec(text)?.[1].replaceAll(/<[^>]*>/g, '') ?? ''
}

/** Only this waits for the first, nothing for the second; what is linked is there. */
async function waitsOnly(who: Browser, address: string, ...others: Browser[]): Promise<void> {
  expect(await waits(who)).toEqual([address])
  expect((await who.fetch(address.split('#')[0])).status).toBe(200)
  for (const other of [...others, strangers]) expect(await waits(other)).toEqual([])
}

const need = (): Promise<string> =>
  enter('need', {
    title: 'Masts for the valley',
    signatory: town,
    language: 'en',
    kind: 'equipment',
    count: 10,
    country: 'XAA',
    from: day(-1),
    until: day(200),
    accepts: [],
  })
const pledge = (more: object = {}): Promise<string> =>
  enter('pledge', {
    title: 'Ten masts',
    signatory: partner,
    language: 'en',
    kind: 'equipment',
    count: 10,
    countries: ['XAA'],
    regions: [],
    groups: [],
    from: day(-1),
    until: day(30),
    conditions: [],
    ...more,
  })

describe('matches', () => {
  test('waitsOf() holds a suggested match for both sides until one proposes it, then its answer, its delivery, its review', async () => {
    const [asked, offered] = [await need(), await pledge()]
    const suggested = `/matches/new?need=${asked}&pledge=${offered}&units=10`
    expect(await waits(ours)).toEqual([suggested])
    await waitsOnly(theirs, suggested)

    const proposal = { signatory: partner, count: '10', language: 'en' }
    const { to } = await theirs.send(suggested, proposal)
    const match = /^\/matches\/\w+$/.exec(to)?.[0] ?? ''
    await waitsOnly(ours, `${match}/answer`, theirs)

    const answer = { signatory: town, answer: 'accept', language: 'en' }
    expect((await ours.send(`${match}/answer`, answer)).to).toBe(match)
    await waitsOnly(theirs, `${match}/deliver`, ours)
    expect(await said(theirs)).toContain('10 pieces still to come')

    const delivered = { signatory: partner, language: 'en', note: 'They stand.', date: day(0) }
    await theirs.send(`${match}/deliver`, { ...delivered, count: '4' })
    expect(await said(theirs)).toContain('6 pieces still to come')
    await pass(31)
    expect(await said(theirs)).toMatch(/Overdue.*overdue since/s)
    await theirs.send(`${match}/deliver`, { ...delivered, count: '6', date: day(0) })
    expect(await waits(theirs)).toEqual([])

    const reviewer = await site.signIn([whole('reviewer')])
    const [first, ...rest] = await waits(reviewer)
    expect(rest).toHaveLength(1)
    const review = {
      finding: 'upheld',
      independent: 'yes',
      language: 'en',
      reason: 'Seen on the hill.',
    }
    expect((await reviewer.send(first, review)).status).toBe(303)
    expect(await waits(reviewer)).toEqual(rest)
  })

  test('waitsOf() holds no suggestion of what is somebody else’s, and none that was declined', async () => {
    const [asked, offered] = [await need(), await pledge()]
    const match = await enter('match', {
      need: asked,
      pledge: offered,
      signatory: town,
      count: 10,
      language: 'en',
    })
    await waitsOnly(theirs, `/matches/${match}/answer`, ours)
    await theirs.send(`/matches/${match}/answer`, {
      signatory: partner,
      answer: 'decline',
      language: 'en',
    })
    expect(await waits(theirs)).toEqual([])
    expect(await waits(ours)).toEqual([])
  })
})

const meeting = (): Promise<string> =>
  enter('meeting', {
    title: 'The pass in winter',
    form: 'bilateral',
    state: 'planned',
    signatory: town,
    participants: [partner],
    language: 'en',
    from: `${day(5)}T09:00Z`,
    until: `${day(5)}T10:00Z`,
    agenda: [],
  })

describe('meetings', () => {
  test('waitsOf() holds an invitation until it is answered, and for the host, once its day is past, whether it was held', async () => {
    const id = await meeting()
    await waitsOnly(theirs, `/meetings/${id}/answer`, ours)
    const answer = { signatory: partner, answer: 'accept', language: 'en' }
    await theirs.send(`/meetings/${id}/answer`, answer)
    expect(await waits(theirs)).toEqual([])
    await pass(7)
    await waitsOnly(ours, `/meetings/${id}/edit`, theirs)
  })

  test('waitsOf() holds an invitation no more once the meeting is over', async () => {
    await meeting()
    await pass(7)
    expect(await waits(theirs)).toEqual([])
  })

  test('waitsOf() holds an agreement for who has yet to accept it, then for who follows it up, overdue in words', async () => {
    const held = await enter('meeting', {
      title: 'The pass in winter',
      form: 'bilateral',
      state: 'held',
      signatory: town,
      participants: [partner],
      language: 'en',
      from: `${day(-2)}T09:00Z`,
      until: `${day(-2)}T10:00Z`,
      agenda: [],
    })
    expect([...(await waits(ours)), ...(await waits(theirs))]).toEqual([])
    const id = await enter('agreement', {
      meeting: held,
      signatory: town,
      title: 'Repairs within a day',
      text: 'Both send a crew.',
      language: 'en',
      between: [town, partner],
      followsUp: town,
      due: day(20),
      becomes: 'task',
    })
    await waitsOnly(theirs, `/agreements/${id}/answer`, ours)
    const answer = { signatory: partner, answer: 'accept', language: 'en' }
    await theirs.send(`/agreements/${id}/answer`, answer)
    await waitsOnly(ours, `/meetings/${held}#a-${id}`, theirs)
    expect(await said(ours)).not.toContain('Overdue')
    await pass(21)
    expect(await said(ours)).toMatch(/Overdue.*Repairs within a day.*Lumora · overdue since/s)
    const done = { signatory: town, state: 'done', language: 'en', note: 'The crew is named.' }
    expect((await ours.send(`/agreements/${id}/follow-up`, done)).status).toBe(303)
    expect(await waits(ours)).toEqual([])
  })
})

test('waitsOf() holds the oldest comment without an answer, and the results once the consultation has closed', async () => {
  const asked = await enter('consultation', {
    title: 'Where the library goes',
    signatory: town,
    language: 'en',
    about: 'other',
    from: day(-1),
    until: day(3),
    summary: 'Tell us.',
    sections: [{ code: 'a', title: 'Where', text: 'By the lake.', options: [] }],
  })
  const comment = (text: string): Promise<string> =>
    enter('comment', {
      consultation: asked,
      section: 'a',
      kind: 'comment',
      language: 'en',
      text,
    })
  const [first, second] = [await comment('On the hill.'), await comment('At the school.')]
  await waitsOnly(ours, `/comments/${first}/answer`, theirs)
  expect(await said(ours)).toContain('(2)')
  const answer = { decision: 'noted', language: 'en', text: 'We will see.' }
  await ours.send(`/comments/${first}/answer`, answer)
  await waitsOnly(ours, `/comments/${second}/answer`, theirs)
  await ours.send(`/comments/${second}/answer`, answer)
  expect(await waits(ours)).toEqual([])
  await pass(5)
  await waitsOnly(ours, `/consultations/${asked}/count`, theirs)
  await ours.send(`/consultations/${asked}/count`, {})
  expect(await waits(ours)).toEqual([])
})

/** A promise whose first step fell due yesterday. */
const commitment = (): Promise<string> =>
  enter('commitment', {
    title: 'Every school online',
    signatory: town,
    declaration,
    undertaking: 'connect-everyone',
    language: 'en',
    indicator: { name: 'Schools online', unit: 'school', direction: 'up', by: [] },
    baseline: { value: 40, date: '2026-01-01' },
    target: { value: 90, date: day(900) },
    milestones: [{ value: 60, date: day(-1) }],
    lead: 'Office of the mayor',
    countries: ['XAA'],
  } satisfies RecordData<'commitment'>)

const reportOn = (commitment: string): Promise<string> =>
  enter('report', {
    commitment,
    value: 70,
    groups: [],
    from: '2026-01-01',
    until: day(0),
    language: 'en',
  })
const evidenceOf = (report: string): Promise<string> =>
  enter('evidence', {
    report,
    kind: 'link',
    link: 'https://lumora.example/schools',
    about: 'The list of schools',
    date: day(0),
  })

describe('promises', () => {
  test('waitsOf() holds a report from the day it falls due, overdue after the days of grace, then its evidence', async () => {
    const id = await commitment()
    await waitsOnly(ours, `/enter/report?commitment=${id}`, theirs)
    expect(await said(ours)).not.toContain('Overdue')
    await pass(92)
    await waitsOnly(ours, `/enter/report?commitment=${id}`, theirs)
    expect(await said(ours)).toContain('Overdue')
    const report = await reportOn(id)
    await waitsOnly(ours, `/enter/evidence?report=${report}`, theirs)
    await evidenceOf(report)
    expect(await waits(ours)).toEqual([])
  })

  test.each(['commitment', 'report', 'evidence'])(
    'waitsOf() holds a dispute of a %s until its owner replies or a moderator settles it',
    async (kind) => {
      const id = await commitment()
      const report = await reportOn(id)
      const evidence = await evidenceOf(report)
      expect(await waits(ours)).toEqual([])
      const subject = { commitment: id, report, evidence }[kind]
      const dispute = (): Promise<string> =>
        enter('dispute', { subject, language: 'en', reason: 'Ours is not.', date: day(0) })
      const first = await dispute()
      await waitsOnly(ours, `/enter/reply?to=${first}`, theirs)
      await enter('reply', { to: first, language: 'en', text: 'It is since Monday.' })
      expect(await waits(ours)).toEqual([])
      const second = await dispute()
      await waitsOnly(ours, `/enter/reply?to=${second}`, theirs)
      await enter('moderation', {
        subject: second,
        act: 'settle',
        rule: 'settled',
        language: 'en',
        reason: 'Answered.',
      })
      expect(await waits(ours)).toEqual([])
    },
  )

  test('waitsOf() holds a signature for every official but the one who proposed it', async () => {
    const second = await site.signIn([{ role: 'secondOfficial', signatory: town }])
    const { to } = await ours.send(`/signatories/${town}/sign`, {
      declaration,
      act: 'adopt',
      date: day(0),
    })
    await waitsOnly(second, to, ours, theirs)
    expect((await second.send(to, {})).status).toBe(303)
    expect(await waits(second)).toEqual([])
  })
})

describe('persons', () => {
  test('a moderator and an operator find their queues', async () => {
    const id = await commitment()
    const moderator = await site.signIn([whole('moderator')])
    const before = await waits(moderator)
    await site.services.moderation.flag(id, 'Names a neighbor')
    expect(await waits(moderator)).toEqual([...before, '/moderation'])
    await site.services.moderation.closeFlags(id)
    expect(await waits(moderator)).toEqual(before)

    const operator = await site.signIn([whole('operator')])
    expect(await waits(operator)).toEqual([])
    await operator.send('/operator', { email: 'someone@town.example', role: 'reviewer' })
    expect(await waits(operator)).toEqual(['/operator'])
  })

  test('nobody who is not signed in sees the page; a resident and whoever has nothing to do are told why it is empty', async () => {
    const visitor = await site.browse().fetch('/ar/waiting')
    expect([visitor.status, visitor.to]).toEqual([
      303,
      `/ar/account/sign-in?next=${encodeURIComponent('/ar/waiting')}`,
    ])
    const resident = await site.signIn([whole('resident')], 'email')
    expect(await said(resident)).toContain('You act for no signatory')
    expect(await said(ours)).toContain('Nothing waits for you now')
  })

  test('the way there stands in the menu and on the account’s page of those who act for others alone', async () => {
    const way = /href="(\/fr)?\/waiting"/g
    const shown = async (browser: Browser, path: string): Promise<number> =>
      [...(await browser.fetch(path)).text.matchAll(way)].length
    expect(await shown(ours, '/register')).toBe(1)
    expect(await shown(ours, '/fr/account')).toBe(2)
    const resident = await site.signIn([whole('resident')], 'email')
    expect(await shown(resident, '/account')).toBe(0)
    expect(await shown(site.browse(), '/register')).toBe(0)
  })

  test('whoever came by a mail’s link is told that it takes a passkey', async () => {
    await meeting()
    const mailed = await site.signIn([{ role: 'official', signatory: partner }], 'email')
    expect(await said(mailed)).toContain('sign in with your passkey')
    expect(await said(theirs)).not.toContain('sign in with your passkey')
  })

  test('inOrder() puts what is due first on top, across those one acts for, and pages what is more', async () => {
    const both = await site.signIn([
      { role: 'official', signatory: town },
      { role: 'official', signatory: partner },
    ])
    const id = await meeting()
    const late = await commitment()
    expect(await waits(both)).toEqual([
      `/meetings/${id}/answer`,
      `/enter/report?commitment=${late}`,
    ])
    for (let i = 0; i < 20; i++) await meeting()
    expect(await waits(both)).toHaveLength(20)
    const { text } = await both.fetch('/fr/waiting?page=2')
    expect([...text.matchAll(/<li><p><a href="/g)]).toHaveLength(2)
  })
})
