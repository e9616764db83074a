// Requests that a visitor never meant, sent twice, or sent by somebody who may not: on every address of the
// site that takes a POST, those of other rooms included.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fill } from '../store/helpers.ts'
import { type Attacked, type Browser, fillPath, openSite, standing, whole } from './_site.ts'

let site: Attacked
let commitment: string
let operator: Browser
let resident: Browser
const posts = (): string[] =>
  site.routes.filter(({ method }) => method === 'POST').map(({ path }) => path)

beforeAll(async () => {
  site = await openSite()
  commitment = (await fill(site.register)).commitment.id
  operator = await site.signIn([whole('operator'), whole('moderator'), whole('reviewer')])
  resident = await site.signIn([whole('resident')], 'email')
})
afterAll(async () => {
  expect(site.faults).toEqual([])
  await site.close()
})

const fields = {
  email: 'x@city.example',
  role: 'operator',
  signatory: '',
  act: 'hide',
  rule: 'spam',
  reason: 'Because',
  name: 'Somebody',
  adult: 'yes',
  sure: 'yes',
  words: 'yes',
}
const pathsOf = (): string[] => posts().map((path) => fillPath(path, commitment))

test('every POST sent from another site is refused, with the visitor’s own cookies and token', async () => {
  expect(posts().length).toBeGreaterThan(15)
  const before = await standing(site.register)
  const token = await operator.token('/account')
  for (const path of pathsOf())
    for (const origin of ['https://evil.example', 'null', `${site.origin}.evil.example`]) {
      const { status } = await operator.post(path, token, fields, { headers: { origin } })
      expect(status, path).toBe(403)
    }
  for (const path of pathsOf()) {
    const body = new URLSearchParams({ ...fields, 'form-token': token })
    const headers = { 'sec-fetch-site': 'cross-site' }
    const { status } = await operator.fetch(path, { method: 'POST', body, headers })
    expect(status, path).toBe(403)
  }
  expect(await standing(site.register)).toEqual(before)
})

test('every POST without this browser’s own token is refused', async () => {
  const before = await standing(site.register)
  const others = await resident.token('/account')
  for (const path of pathsOf())
    for (const token of ['', 'x', others, others.slice(1), 'A'.repeat(86)]) {
      const { status } = await operator.post(path, token, fields)
      // 404 where the form is not for this account at all.
      expect([400, 403, 404], `${path} ${status}`).toContain(status)
    }
  expect(await standing(site.register)).toEqual(before)
})

test('every POST by nobody and by a resident enters nothing that is not theirs to enter', async () => {
  const before = await standing(site.register)
  const nobody = site.browse()
  await nobody.fetch('/account/sign-in')
  const open = await nobody.token('/account/sign-in')
  for (const path of pathsOf()) {
    const { status } = await nobody.post(path, open, fields)
    expect(status, path).toBeLessThan(500)
  }
  const token = await resident.token('/account')
  for (const path of pathsOf().filter((each) => !/erase$|sign-out$/.test(each))) {
    const { status, to } = await resident.post(path, token, fields)
    expect(status, `${path} ${to}`).toBeLessThan(500)
  }
  expect(await standing(site.register)).toEqual(before)
  expect((await site.register.findRecord(commitment))?.hidden).toBe(false)
})

test('an official of one signatory acts for no other, and an operator signs for none', async () => {
  const { signatory, declaration } = await fill(site.register)
  const { signatory: other } = await fill(site.register)
  const stranger = await site.signIn([{ role: 'official', signatory: other.id }])
  const { accounts } = site.services
  for (const browser of [stranger, operator, resident]) {
    const token = browser.cookies.get('silta-session') as string
    const actor = (await accounts.findActor(token))?.actor
    const wanted = {
      declaration: declaration.id,
      signatory: signatory.id,
      act: 'adopt',
      date: '2027-01-01',
    } as const
    await expect(
      accounts.proposals.propose(actor as NonNullable<typeof actor>, wanted),
    ).rejects.toThrow('Only an official of the signatory may sign for it')
  }
  expect((await stranger.fetch('/operator')).status).toBe(404)
  expect((await stranger.fetch('/moderation')).status).toBe(404)
  const acted = await stranger.post(
    `/moderation/record/${commitment}`,
    await stranger.token('/account'),
    fields,
  )
  expect([404, 422]).toContain(acted.status)
})

test('a suspended account’s session, a made-up one and one that was ended open nothing', async () => {
  const browser = await site.signIn([whole('resident')], 'email')
  const token = browser.cookies.get('silta-session') as string
  await site.services.accounts.suspend(browser.account)
  expect((await browser.fetch('/account')).status).toBe(303)
  for (const value of [
    'x',
    'A'.repeat(43),
    `${token}x`,
    "' or 1=1--",
    '../../x',
    token.toLowerCase(),
  ]) {
    const visitor = site.browse()
    visitor.cookies.set('silta-session', encodeURIComponent(value))
    expect((await visitor.fetch('/account')).status, value).toBe(303)
  }
})

test('a link used by many requests at once opens one session', async () => {
  const browser = site.browse()
  await browser.send('/account/sign-in', { email: 'race@mail.example' })
  const link = /http:\S+/.exec(site.mails.at(-1)?.text ?? '')?.[0].slice(site.origin.length) ?? ''
  const token = await browser.token(link)
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => browser.post(link, token, { name: 'Racer', adult: 'yes' })),
  )
  expect(answers.filter(({ status }) => status === 303).length).toBe(1)
  const rows = await site.register.database.db
    .selectFrom('session as s')
    .innerJoin('account as a', 'a.id', 's.account')
    .select('s.account')
    .where('a.email', '=', 'race@mail.example')
    .execute()
  expect(rows.length).toBe(1)
})
