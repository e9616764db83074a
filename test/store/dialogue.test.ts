// The Dialogue on a real database: acts fit who does them and what they answer to, voices stay apart from
// their groups, and nobody is mailed who did not ask.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Mail } from '#accounts/mailer.ts'
import type { Actor } from '#accounts/roles.ts'
import type { Json } from '#base/canonical.ts'
import type { FeedEntry } from '#dialogue/atom.ts'
import { type StakeholderGroup, stakeholderGroups } from '#register/records/consultations.ts'
import { Dialogue } from '#store/dialogue.ts'
import { Followers } from '#store/followers.ts'
import { RefusedError, type Register } from '#store/register.ts'
import { Voices } from '#store/voices.ts'
import {
  consultationData,
  meetingData,
  needData,
  pledgeData,
  practiceData,
} from '../register/dialogueSamples.ts'
import { freshFolder, openRegister, removeFolder } from './helpers.ts'

const folder = freshFolder()
let register: Register
let dialogue: Dialogue
let voices: Voices
let clock = Date.parse('2027-01-10T12:00:00Z')
let town: string
let partner: string

const official = (account: string, signatory: string): Actor => ({
  account,
  roles: [{ role: 'official', signatory }],
  suspended: false,
  by: 'passkey',
})
const resident = (account: string): Actor => ({
  account,
  roles: [{ role: 'resident', signatory: '' }],
  suspended: false,
  by: 'email',
})
const moderator: Actor = {
  ...resident('moderator00000000001'),
  by: 'passkey',
  roles: [{ role: 'moderator', signatory: '' }],
}
const reviewer: Actor = {
  ...moderator,
  account: 'reviewer000000000001',
  roles: [{ role: 'reviewer', signatory: '' }],
}

async function signatory(name: string): Promise<string> {
  const data = {
    kind: 'city',
    name,
    country: 'XAA',
    fictional: true,
    officials: ['account000000000001'],
  }
  return (await register.append({ kind: 'signatory', data, by: 'account000000000001' })).id
}

async function addAccount(id: string, name = id): Promise<void> {
  await register.database.db
    .insertInto('account')
    .values({ id, kind: 'resident', name, email: `${id}@people.example`, created: register.now() })
    .execute()
}

const codesOf = async (act: Promise<unknown>): Promise<string> => {
  try {
    await act
    return 'taken'
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error
    return error.problems.map(({ code }) => code).join()
  }
}
const json = (data: object) => data as unknown as Json

beforeAll(async () => {
  register = await openRegister(folder, { clock: () => clock })
  dialogue = new Dialogue(register)
  voices = new Voices(dialogue)
  town = await signatory('Lumora')
  partner = await signatory('Brightwater Foundation')
})
afterAll(async () => {
  await register.close()
  removeFolder(folder)
})

test('Dialogue.enter() takes a need through pledge, match, acceptance and delivery to its review', async () => {
  const [ours, theirs] = [
    official('account000000000001', town),
    official('account000000000002', partner),
  ]
  const need = await dialogue.enter(ours, 'need', json({ ...needData, signatory: town }))
  expect(
    await codesOf(dialogue.enter(theirs, 'need', json({ ...needData, signatory: town }))),
  ).toBe('role-missing')
  const pledge = await dialogue.enter(theirs, 'pledge', json({ ...pledgeData, signatory: partner }))
  const match = { need: need.id, pledge: pledge.id, signatory: partner, count: 20, language: 'en' }
  const stranger = await signatory('Somewhere')
  expect(
    await codesOf(
      dialogue.enter(
        official('account000000000003', stranger),
        'match',
        json({ ...match, signatory: stranger }),
      ),
    ),
  ).toBe('not-a-party')
  const { id } = await dialogue.enter(theirs, 'match', json(match))
  const delivery = {
    match: id,
    signatory: partner,
    date: '2027-01-10',
    count: 8,
    language: 'en',
    note: 'Eight masts stand.',
  }
  expect(await codesOf(dialogue.enter(theirs, 'delivery', json(delivery)))).toBe('match-open')
  const word = { to: id, signatory: town, answer: 'accept', language: 'en', date: '2027-01-10' }
  await dialogue.enter(ours, 'acceptance', json(word))
  // What both accepted stands: the pledge's next version may be less than it was, and not less than was agreed.
  const { conditions } = pledgeData
  const terms = conditions.length === 0 ? ['repayable'] : [...conditions, 'repayable']
  for (const [change, code] of [
    [{ count: 20, title: 'The same in other words' }, 'taken'],
    [{ count: 19 }, 'match-agreed'],
    [{ kind: 'training' }, 'match-agreed'],
    [{ conditions: terms }, 'match-agreed'],
  ] as const) {
    const next = json({ ...pledgeData, signatory: partner, ...change })
    expect(await codesOf(dialogue.enter(theirs, 'pledge', next, { id: pledge.id }))).toBe(code)
  }
  const narrower = json({ ...needData, signatory: town, accepts: [] })
  expect(await codesOf(dialogue.enter(ours, 'need', narrower, { id: need.id }))).toBe(
    needData.accepts.length === 0 ? 'taken' : 'match-agreed',
  )
  const ahead = json({ ...delivery, date: '2031-01-01' })
  expect(await codesOf(dialogue.enter(theirs, 'delivery', ahead))).toBe('delivery-ahead')
  const delivered = await dialogue.enter(theirs, 'delivery', json(delivery))
  const review = {
    delivery: delivered.id,
    finding: 'upheld',
    independent: true,
    language: 'en',
    reason: 'I counted eight.',
    date: '2027-01-10',
  }
  const both: Actor = { ...theirs, roles: [...theirs.roles, ...reviewer.roles] }
  expect(await codesOf(dialogue.enter(both, 'deliveryReview', json(review)))).toBe(
    'not-independent',
  )
  await dialogue.enter(reviewer, 'deliveryReview', json(review))
  const around = await dialogue.snapshot()
  expect(around.to('delivery', id).map(({ data }) => data.count)).toEqual([8])
  expect(around.allTo(id).map(({ kind }) => kind)).toEqual(['acceptance', 'delivery'])
})

test('Dialogue.enter() lets a record be changed by its own signatory alone', async () => {
  const ours = official('account000000000001', town)
  const both: Actor = { ...ours, roles: [...ours.roles, { role: 'official', signatory: partner }] }
  const { id } = await dialogue.enter(ours, 'practice', json({ ...practiceData, signatory: town }))
  const next = { ...practiceData, signatory: partner }
  expect(await codesOf(dialogue.enter(both, 'practice', json(next), { id, after: 1 }))).toBe(
    'record-of-another',
  )
  const changed = { ...practiceData, signatory: town, title: 'Libraries until midnight' }
  const taken = await dialogue.enter(ours, 'practice', json(changed), { id, after: 1 })
  expect(taken.version).toBe(2)
  const adoption = {
    practice: id,
    version: 3,
    signatory: town,
    language: 'en',
    changed: 'Nothing.',
    date: '2027-01-10',
  }
  expect(await codesOf(dialogue.enter(ours, 'adoption', json(adoption)))).toBe(
    'own-practice,version-unknown',
  )
  expect((await dialogue.snapshot()).find('practice', id)?.data.title).toBe(
    'Libraries until midnight',
  )
})

test('Dialogue.snapshot() forgets what a moderator hid, and has it again when it is restored', async () => {
  const ours = official('account000000000001', town)
  const { id } = await dialogue.enter(ours, 'practice', json({ ...practiceData, signatory: town }))
  const act = async (name: string) =>
    register.append({
      kind: 'moderation',
      data: { subject: id, act: name, rule: 'spam', language: 'en', reason: 'Test.' },
      by: moderator.account,
    })
  await act('hide')
  expect((await dialogue.snapshot()).find('practice', id)).toBe(undefined)
  await act('restore')
  expect((await dialogue.snapshot()).find('practice', id)?.id).toBe(id)
})

test('Dialogue.enter() binds agreements to those at the meeting, and follow-up to who was named', async () => {
  const ours = official('account000000000001', town)
  const meeting = await dialogue.enter(
    ours,
    'meeting',
    json({ ...meetingData, signatory: town, participants: [partner] }),
  )
  const absent = await signatory('Faraway')
  const agreement = {
    meeting: meeting.id,
    signatory: town,
    title: 'Fibre over the pass',
    text: 'Each builds to the border.',
    language: 'en',
    between: [town, partner],
    followsUp: partner,
    due: '2027-12-31',
    becomes: 'commitment',
  }
  expect(
    await codesOf(
      dialogue.enter(ours, 'agreement', json({ ...agreement, between: [town, partner, absent] })),
    ),
  ).toBe('not-at-meeting')
  // The meeting begins on 4 March 2027.
  const early = json({ ...agreement, due: '2027-03-03' })
  expect(await codesOf(dialogue.enter(ours, 'agreement', early))).toBe('agreement-early')
  const { id } = await dialogue.enter(ours, 'agreement', json(agreement))
  const followUp = {
    agreement: id,
    signatory: town,
    state: 'begun',
    language: 'en',
    note: 'We began.',
    date: '2027-01-10',
  }
  expect(await codesOf(dialogue.enter(ours, 'followUp', json(followUp)))).toBe('not-following-up')
  const word = {
    to: meeting.id,
    signatory: town,
    answer: 'accept',
    language: 'en',
    date: '2027-01-10',
  }
  // The host invites; it is the invited whose word counts.
  expect(await codesOf(dialogue.enter(ours, 'acceptance', json(word)))).toBe('not-a-party')
})

async function openConsultation(): Promise<string> {
  const ours = official('account000000000001', town)
  const { id } = await dialogue.enter(
    ours,
    'consultation',
    json({ ...consultationData, signatory: town }),
  )
  return id
}

test('Voices.say() holds a newcomer’s comment back until a moderator passes it, under its author’s name', async () => {
  const consultation = await openConsultation()
  await addAccount('newcomer000000000001')
  const newcomer = resident('newcomer000000000001')
  const comment = {
    consultation,
    section: 'masts',
    kind: 'comment',
    language: 'en',
    text: 'Paint them green.',
  } as const
  expect(await codesOf(voices.say(newcomer, comment, { group: '' }))).toBe('group-missing')
  expect(await voices.say(newcomer, comment, { group: 'residents' })).toEqual({
    waits: ['newcomer'],
  })
  expect((await dialogue.snapshot()).to('comment', consultation)).toEqual([])
  // The draft keeps the section meanwhile: a moderator may let the comment stand.
  const sections = consultationData.sections.filter(({ code }) => code !== 'masts')
  const shorter = { ...consultationData, signatory: town, sections }
  const leaveOut = (): Promise<string> =>
    codesOf(
      dialogue.enter(official('account000000000001', town), 'consultation', json(shorter), {
        id: consultation,
      }),
    )
  expect(await leaveOut()).toBe('section-spoken')
  const [held] = await voices.waiting()
  expect(await codesOf(voices.decide(newcomer, held.id, true, ''))).toBe('role-missing')
  expect(await codesOf(voices.decide(moderator, held.id, false, ' '))).toBe('reason-missing')
  await voices.decide(moderator, held.id, true, '')
  expect(await codesOf(voices.decide(moderator, held.id, true, ''))).toBe('decided-already')
  expect(await leaveOut()).toBe('section-spoken')
  const [said] = (await dialogue.snapshot()).to('comment', consultation)
  expect(said).toMatchObject({ by: newcomer.account, data: { text: 'Paint them green.' } })
  // The group chosen at first stays, whatever is sent later.
  await voices.say(newcomer, { ...comment, text: 'And tall.' }, { group: 'government' })
  expect(await voices.groupOf(consultation, newcomer.account)).toBe('residents')
  expect(
    await codesOf(voices.say(newcomer, { ...comment, section: 'nothing' }, { group: 'residents' })),
  ).toBe('section-unknown')
})

test('Voices.support() counts each once, under names that nobody can put together', async () => {
  const consultation = await openConsultation()
  const person = resident('newcomer000000000001')
  const choose = (option: string, act: 'give' | 'take' = 'give') =>
    voices.support(person, { consultation, section: 'order', option, act }, { group: 'business' })
  await choose('valley')
  await choose('hills')
  await choose('hills')
  const supports = (await dialogue.snapshot()).to('support', consultation)
  expect(supports.map(({ data, version }) => [data.option, version])).toEqual([['hills', 2]])
  expect(supports[0].by).not.toBe(person.account)
  expect(await codesOf(choose('nothing'))).toBe('option-unknown')
  expect(JSON.stringify(supports)).not.toContain('business')
  expect(await voices.ownSupport(consultation, person.account)).toEqual(
    new Map([['section:order', 'hills']]),
  )
  // Clicks at one moment are one voice.
  await Promise.all([choose('valley'), choose('hills'), choose('valley'), choose('hills')])
  const after = (await dialogue.snapshot()).to('support', consultation)
  expect(after.length).toBe(1)
  await choose('hills', 'take')
  expect((await voices.results(consultation))[0].options.map(({ count }) => count)).toEqual([0, 0])
})

test('Voices.results() are published once, after the close, and withhold small groups', async () => {
  const consultation = await openConsultation()
  const sizes: Partial<Record<StakeholderGroup, number>> = {
    residents: 14,
    business: 12,
    academia: 3,
  }
  for (const [group, size] of Object.entries(sizes))
    for (let i = 0; i < size; i++) {
      const account = `${group.toLowerCase()}00000000000${String(i).padStart(2, '0')}`
      await addAccount(account)
      await voices.support(
        resident(account),
        { consultation, section: 'order', option: i % 7 === 0 ? 'hills' : 'valley', act: 'give' },
        { group },
      )
    }
  const results = await voices.results(consultation)
  const [{ options, groups }] = results
  expect(options.reduce((sum, { count }) => sum + count, 0)).toBe(29)
  const shown = Object.fromEntries(groups.map(({ group, count }) => [group, count]))
  expect(shown.academia).toBe(undefined)
  // 29 less 14 and 12 would be the three of academia.
  expect(stakeholderGroups.filter((group) => shown[group] !== undefined)).toEqual(['residents'])
  const ours = official('account000000000001', town)
  const outcome = { consultation, signatory: town, date: '2027-03-01', sections: results }
  expect(await codesOf(dialogue.enter(ours, 'outcome', json(outcome)))).toBe('consultation-open')
  clock = Date.parse('2027-03-01T12:00:00Z')
  expect(await codesOf(dialogue.enter(ours, 'outcome', json(outcome)))).toBe('taken')
  expect(await codesOf(dialogue.enter(ours, 'outcome', json(outcome)))).toBe('outcome-twice')
  const late = { consultation, section: 'order', option: 'hills', act: 'give' } as const
  expect(
    await codesOf(voices.support(resident('newcomer000000000001'), late, { group: 'residents' })),
  ).toBe('consultation-closed')
})

test('Followers mail only who confirmed, what is new, once, and try again where a server is away', async () => {
  const followers = new Followers(register)
  const mails: Mail[] = []
  let away = true
  const mailer = {
    send: async (mail: Mail) => {
      if (away) throw new Error('Connection refused')
      mails.push(mail)
    },
  }
  expect(await codesOf(followers.ask('a@b\nBcc: c@d.example', 'topic1', 'daily', 'en'))).toBe(
    'address-wrong',
  )
  const { confirm } = await followers.ask('Reader@People.example', 'topic1', 'daily', 'en')
  const entry: FeedEntry = {
    id: 'tag:1',
    title: 'A report',
    link: 'https://register.example/1',
    updated: new Date(clock + 3_600_000).toISOString(),
    author: 'Lumora',
    text: 'Done.',
    language: 'en',
  }
  const maker = {
    entriesOf: async () => [entry],
    words: () => ({ subject: 'News', intro: 'Since yesterday:', stop: 'To stop:' }),
    stop: (secret: string) => `https://register.example/follow/stop/${secret}`,
  }
  clock += 2 * 86_400_000
  // Not confirmed within a day: forgotten.
  expect(await followers.gather(maker)).toBe(0)
  expect(await followers.confirm(confirm ?? '')).toBe(undefined)
  const again = await followers.ask('reader@people.example', 'topic1', 'daily', 'en')
  expect(await followers.confirm(again.confirm ?? '')).toBe('topic1')
  expect((await followers.ask('reader@people.example', 'topic1', 'daily', 'en')).confirm).toBe(
    undefined,
  )
  const fresh = { ...entry, updated: new Date(clock + 3_600_000).toISOString() }
  const now = { ...maker, entriesOf: async () => [fresh] }
  expect(await followers.gather(now)).toBe(0)
  clock += 86_400_000
  expect(await followers.gather(now)).toBe(1)
  expect(await followers.gather(now)).toBe(0)
  expect(await followers.send(mailer)).toEqual({ sent: 0, failed: 1 })
  expect(await followers.send(mailer)).toEqual({ sent: 0, failed: 0 })
  away = false
  clock += 61_000
  expect(await followers.send(mailer)).toEqual({ sent: 1, failed: 0 })
  expect(mails[0].to).toBe('reader@people.example')
  const [, secret] = /stop\/(\S+)/.exec(mails[0].text) ?? []
  expect(await followers.stop('nothing')).toBe(undefined)
  expect(await followers.stop(secret)).toBe('topic1')
  expect(await followers.stop(secret)).toBe(undefined)
})
