// Forms of acts as people send them a second time, too long, or for days that are over; and addresses as they
// are typed.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Json } from '#base/canonical.ts'
import { bytesOf } from '#faces/site/dialogue/actForm.ts'
import type { RecordKind } from '#register/records.ts'
import { Dialogue } from '#store/dialogue.ts'
import { type Attacked, type Browser, openSite, whole } from '../../../attacks/_site.ts'
import { account } from '../../../store/helpers.ts'

let site: Attacked
let town: string
let partner: string
let ours: Browser
let theirs: Browser

const day = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const enter = async (kind: RecordKind, data: object): Promise<string> =>
  (await site.register.append({ kind, data: data as Json, by: account })).id
const around = () => new Dialogue(site.register).snapshot()

beforeAll(async () => {
  site = await openSite()
  const signatory = (name: string): Promise<string> =>
    enter('signatory', {
      kind: 'city',
      name,
      country: 'XAA',
      fictional: true,
      officials: [account],
    })
  town = await signatory('Lumora')
  partner = await signatory('Lantern')
  ours = await site.signIn([{ role: 'official', signatory: town }])
  theirs = await site.signIn([{ role: 'official', signatory: partner }])
})
afterAll(async () => {
  expect(site.faults).toEqual([])
  await site.close()
})

const resource = { language: 'en', kind: 'equipment', count: 10, from: day(-1), until: day(90) }

test('findTwin() leads a delivery that is sent a second time to the one that stands', async () => {
  const need = await enter('need', {
    ...resource,
    title: 'Masts',
    signatory: town,
    country: 'XAA',
    accepts: [],
  })
  const pledge = await enter('pledge', {
    ...resource,
    title: 'Ten masts',
    signatory: partner,
    countries: [],
    regions: [],
    groups: [],
    conditions: [],
  })
  const match = await enter('match', {
    need,
    pledge,
    signatory: partner,
    count: 10,
    language: 'en',
  })
  const yes = { to: match, signatory: town, answer: 'accept', language: 'en', date: day(0) }
  await enter('acceptance', yes)
  const path = `/matches/${match}/deliver`
  const said = { signatory: partner, count: '4', language: 'en', note: 'They stand.', date: day(0) }
  const [first, again] = [await theirs.send(path, said), await theirs.send(path, said)]
  expect([first.status, again.status, again.to]).toEqual([303, 303, first.to])
  expect((await around()).to('delivery', match)).toHaveLength(1)
  // Four more are four more.
  await theirs.send(path, { ...said, note: 'Four more stand.' })
  expect((await around()).to('delivery', match)).toHaveLength(2)
})

test('findTwin() leads an answer and a comment that are sent a second time to what stands, or waits', async () => {
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
  const resident = await site.signIn([whole('resident')], 'email')
  const comment = { kind: 'comment', language: 'en', text: 'On the hill.', group: 'residents' }
  const say = `/consultations/${asked}/say/a`
  // A newcomer's words wait: the same again waits once.
  const waits = await resident.send(say, comment)
  expect((await resident.send(say, comment)).to).toBe(waits.to)
  expect(await site.services.moderation.waitingComments()).toBe(1)
  // What stands is found by its author alone.
  const text = 'At the school.'
  const stands = await site.register.append({
    kind: 'comment',
    data: { consultation: asked, section: 'a', kind: 'comment', language: 'en', text },
    by: resident.account,
  })
  const again = await resident.send(say, { ...comment, text })
  expect(again.to).toBe(`/consultations/${asked}#c-${stands.id}`)
  const other = await site.signIn([whole('resident')], 'email')
  expect((await other.send(say, { ...comment, text })).to).toContain('?waits=1')

  const answer = { decision: 'noted', language: 'en', text: 'We will see.' }
  const path = `/comments/${stands.id}/answer`
  const [first, second] = [await ours.send(path, answer), await ours.send(path, answer)]
  expect([first.status, second.status, second.to]).toEqual([303, 303, first.to])
  expect((await around()).to('answer', stands.id)).toHaveLength(1)
})

test('a new need whose last day is over comes back with that field named, in the reader’s language', async () => {
  const over = { ...resource, count: '10', title: 'Masts', signatory: town, country: 'XAA' }
  const { status, text } = await ours.send('/fr/needs/new', {
    ...over,
    from: day(-30),
    until: day(-1),
  })
  expect(status).toBe(422)
  expect(text).toContain('<a href="#f-until">Le dernier jour est déjà passé.')
})

test('the form of a meeting does not offer to invite its host', async () => {
  const { text } = await ours.fetch('/meetings/new')
  const offered = [...text.matchAll(/name="participants" value="(\w+)"/g)].map(([, id]) => id)
  expect(offered).toContain(partner)
  expect(offered).not.toContain(town)
})

test('bytesOf() lets a form through that is full in any script, and too long by a letter in every field', async () => {
  // Three bytes each in UTF-8, and nine as forms are sent.
  const full = (most: number): string => '字'.repeat(most + 1)
  const rows = Array.from({ length: 5 }, (_, i) => [
    [`sections/${i}/title`, full(200)],
    [`sections/${i}/text`, full(4000)],
    [`sections/${i}/options`, full(300)],
  ])
  const sent = await ours.send('/consultations/new', {
    signatory: town,
    language: 'zh',
    about: 'other',
    title: full(200),
    summary: full(2000),
    from: day(0),
    until: day(9),
    ...Object.fromEntries(rows.flat()),
  })
  expect(sent.status).toBe(422)
  expect(sent.text).toContain(full(4000))
  // Beyond what any form needs nothing is read.
  expect(bytesOf('consultation')).toBe(2 ** 21)
  expect(bytesOf('acceptance')).toBeLessThan(2 ** 17)
  const large = { title: 'x'.repeat(2 ** 21) }
  const answer = await ours
    .post('/consultations/new', await ours.token('/consultations/new'), large)
    .catch(() => ({ status: 413 }))
  expect(answer.status).toBe(413)
})

test.each([
  ['/countries/xaa', '/countries/XAA'],
  ['/fr/countries/Xaa?page=2', '/fr/countries/XAA?page=2'],
  ['/regions/ARABSTATES', '/regions/arabStates'],
])('%s leads to %s', async (typed, written) => {
  const { status, to } = await ours.fetch(typed)
  expect([status, to]).toEqual([308, written])
  expect((await ours.fetch(to)).status).toBe(200)
})
