// Signing in, invitations, an account's page, moderation and the operator's page, over HTTP and without
// script, as people go through them.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Json } from '#base/canonical.ts'
import { newId } from '#store/draft.ts'
import { type Attacked, openSite, whole } from '../../../attacks/_site.ts'
import { account, fill } from '../../../store/helpers.ts'

let site: Attacked
beforeAll(async () => {
  site = await openSite()
})
afterAll(async () => {
  expect(site.faults).toEqual([])
  await site.close()
})

/** The way that the newest mail to an address names. */
function mailed(to: string): string {
  const mail = site.mails.filter((each) => each.to === to).at(-1)
  const address = /http:\S+/.exec(mail?.text ?? '')?.[0] ?? ''
  return address.slice(site.origin.length)
}
const moderations = async () => {
  const ids = [
    ...(await site.register.listRecords('moderation')),
    ...(await site.register.listRecords('conduct')),
  ]
  return Promise.all(ids.map(async (id) => (await site.register.findRecord(id))?.data))
}

test('a new resident signs in by a mailed link, under a pseudonym that waits for a moderator, and out again', async () => {
  const browser = site.browse()
  const sent = await browser.send('/account/sign-in?next=/account', {
    email: ' Heron@Mail.example ',
  })
  expect([sent.status, sent.to]).toEqual([303, '/account/sent'])
  const link = mailed('heron@mail.example')
  const page = await browser.fetch(link)
  expect(page.text).toContain('I am 18 or older')
  // Looking at a link, as mail scanners do, uses nothing up; another browser cannot use it at all.
  expect((await site.browse().fetch(link)).text).toContain('This link works no more')
  const empty = await browser.send(link, { name: 'x', adult: '' })
  expect(empty.status).toBe(422)
  expect(empty.text).toContain('<title>Error:')
  expect(empty.text).toMatch(/href="#f-name".*href="#f-adult"/s)
  expect(empty.text).toContain('value="x"')
  const done = await browser.send(link, { name: 'Grey Heron', adult: 'yes' })
  expect([done.status, done.to]).toEqual([303, '/account'])
  const own = await browser.fetch('/account')
  expect(own.text).toContain('Grey Heron')
  expect(own.text).toContain('(waits for a moderator)')
  expect(own.headers.get('cache-control')).toBe('no-store')
  const token = await browser.token('/account')
  expect((await browser.post(link, token, { name: 'Again', adult: 'yes' })).status).toBe(422)

  const moderator = await site.signIn([whole('moderator')])
  const queue = await moderator.fetch('/moderation')
  const [, account] = /\/moderation\/name\/(\w+)/.exec(queue.text) ?? []
  expect(await site.services.people.names([account])).toEqual(new Map())
  const acted = await moderator.send(`/moderation/name/${account}`, {
    act: 'showName',
    rule: 'settled',
    reason: 'A bird',
  })
  expect(acted.to).toBe('/moderation')
  expect(await site.services.people.names([account])).toEqual(new Map([[account, 'Grey Heron']]))
  expect(await moderations()).toContainEqual({
    account,
    act: 'showName',
    rule: 'settled',
    language: 'en',
    reason: 'A bird',
  })

  const out = await browser.post('/account/sign-out', await browser.token('/account'), {})
  expect(out.to).toBe('/')
  expect(browser.cookies.has('silta-session')).toBe(false)
  expect((await browser.fetch('/account')).to).toBe('/account/sign-in?next=%2Faccount')
})

test('the first operator is invited from the machine, invites officials, and can withdraw', async () => {
  // The example's own operator has no address, and no way in: it keeps nobody out.
  const { db } = site.register.database
  const made = { id: newId(), kind: 'official', name: 'Keeper', email: null, created: '2026' }
  await db.insertInto('account').values(made).execute()
  const held = { account: made.id, role: 'operator', signatory: '' }
  await db.insertInto('account_role').values(held).execute()
  expect(await site.services.accounts.invitations.wantsOperator()).toBe(true)
  const secret = (await site.services.accounts.invitations.inviteFirstOperator(
    'op@city.example',
  )) as string
  const browser = site.browse()
  const way = `/account/invitation?t=${secret}`
  expect((await browser.fetch(way)).text).toMatch(/operator.*op@city\.example/s)
  const taken = await browser.send(way, { name: 'Ada Operator', adult: 'yes' })
  expect(taken.to).toBe('/account/passkey')
  expect(await site.services.accounts.invitations.inviteFirstOperator('x@city.example')).toBe(
    undefined,
  )
  expect(await site.services.accounts.invitations.wantsOperator()).toBe(false)
  // By a mailed link alone an operator may look, but not invite.
  const { signatory } = await fill(site.register)
  const early = await browser.send('/operator', {
    email: 'o@city.example',
    role: 'official',
    signatory: signatory.id,
  })
  expect(early.status).toBe(422)
  const operator = await site.signIn([whole('operator')])
  const wrong = await operator.send('/operator', {
    email: 'o@city.example',
    role: 'official',
    signatory: '',
  })
  expect(wrong.status).toBe(422)
  expect(wrong.text).toContain('value="o@city.example"')
  const sent = await operator.send('/operator', {
    email: 'o@city.example',
    role: 'official',
    signatory: signatory.id,
  })
  expect(sent.to).toBe('/operator')
  const list = await operator.fetch('/operator')
  expect(list.text).toContain('o@city.example')
  const link = mailed('o@city.example')
  const official = site.browse()
  expect((await official.fetch(link)).text).toContain('Lumora')
  const [, id] = /withdraw\?id=([\w-]+)/.exec(list.text) ?? []
  expect((await operator.send(`/operator/withdraw?id=${id}`, {})).to).toBe('/operator')
  expect((await official.fetch(link)).text).toContain('This link works no more')
})

test('an account ends its other sessions and erases itself; its words too, if it asks for that', async () => {
  const { commitment } = await fill(site.register)
  const resident = await site.signIn([whole('resident')], 'email')
  const elsewhere = await site.services.accounts.openSession(resident.account, 'email')
  const dispute = await site.register.append({
    kind: 'dispute',
    data: { subject: commitment.id, language: 'en', reason: 'My own words', date: '2027-01-01' },
    by: resident.account,
  })
  const [, id] = /sessions\/end\?id=([\w-]+)/.exec((await resident.fetch('/account')).text) ?? []
  await resident.send(`/account/sessions/end?id=${id}`, {})
  expect(await site.services.accounts.findActor(elsewhere.token)).toBe(undefined)
  const unsure = await resident.send('/account/erase', { words: 'yes' })
  expect(unsure.to).toBe('/account/erase')
  expect((await resident.send('/account/erase', { words: 'yes', sure: 'yes' })).to).toBe('/')
  expect((await resident.fetch('/account')).status).toBe(303)
  const row = await site.register.database.db
    .selectFrom('account')
    .selectAll()
    .where('id', '=', resident.account)
    .executeTakeFirst()
  expect(row).toMatchObject({ name: '', email: null, suspended: true })
  expect((await site.register.findRecord(dispute.id))?.data).toMatchObject({ reason: null })
  expect(await moderations()).toContainEqual(
    expect.objectContaining({ subject: dispute.id, act: 'erase', rule: 'own-words' }),
  )
})

test('anyone tells the moderators of a record; they hide it with a reason that the log keeps', async () => {
  const { commitment } = await fill(site.register)
  const told = await site
    .browse()
    .send(`/flag/${commitment.id}`, { reason: 'It names my neighbor' })
  expect(told.to).toBe('/flagged')
  const moderator = await site.signIn([whole('moderator')])
  expect((await moderator.fetch('/moderation')).text).toContain('It names my neighbor')
  const way = `/moderation/record/${commitment.id}`
  const silent = await moderator.send(way, { act: 'hide', rule: 'personal-data', reason: '' })
  expect(silent.status).toBe(422)
  await moderator.send(way, { act: 'hide', rule: 'personal-data', reason: 'A private name' })
  expect((await site.register.findRecord(commitment.id))?.hidden).toBe(true)
  expect((await moderator.fetch('/moderation')).text).not.toContain('It names my neighbor')
  await moderator.send(way, { act: 'erase', rule: 'personal-data', reason: 'A private name' })
  expect((await site.register.findRecord(commitment.id))?.data).toMatchObject({ title: null })
  const act = (await moderations()).find(
    (data) => (data as { subject?: string }).subject === commitment.id,
  )
  expect(act).toMatchObject({ rule: 'personal-data', reason: 'A private name' })
  const suspended = await site.signIn([whole('resident')], 'email')
  await moderator.send(`/moderation/account/${suspended.account}`, {
    act: 'suspend',
    rule: 'spam',
    reason: 'Hundreds of them',
  })
  expect((await suspended.fetch('/account')).status).toBe(303)
})

test('the moderators’ list says what each dispute is about and how its reason begins', async () => {
  const { commitment } = await fill(site.register)
  const append = async (kind: 'report' | 'dispute', data: object): Promise<string> =>
    (await site.register.append({ kind, data: data as Json, by: account })).id
  const report = await append('report', {
    commitment: commitment.id,
    value: 50,
    groups: [],
    from: '2026-01-01',
    until: '2026-06-30',
    language: 'en',
  })
  const reason = `The school by the lake has none. ${'Nobody came. '.repeat(40)}`
  const words = { language: 'en', reason, date: '2026-07-01' }
  const ids = [
    await append('dispute', { subject: report, ...words }),
    await append('dispute', { subject: commitment.id, ...words, reason: 'It is not so.' }),
  ]
  const moderator = await site.signIn([whole('moderator')])
  const { text } = await moderator.fetch('/moderation')
  const told = ids.map((id) => {
    const item = text.split('<li>').find((each) => each.includes(`/moderation/record/${id}`)) ?? ''
    return item.replaceAll(/<[^>]*>/g, '')
  })
  expect(told[0]).toMatch(/^Every school of Lumora onlineThe school by the lake has none\. /)
  expect(told[0].length).toBeLessThan(300)
  expect(told[1]).toMatch(/^Every school of Lumora onlineIt is not so\./)
})

test('a form asked for by number leads to the name, without which there are no passkeys', async () => {
  const way = '/account/sign-in?next=%2Foperator'
  const answer = await site.browse().fetch(`http://127.0.0.1:${site.port}${way}`)
  expect([answer.status, answer.to]).toEqual([307, site.origin + way])
})

test.each(['/fr', '/ar'])(
  'the pages of accounts speak %s, and their forms stay in it',
  async (prefix) => {
    const browser = site.browse()
    const email = `person${prefix.slice(1)}@mail.example`
    const sent = await browser.send(`${prefix}/account/sign-in`, { email })
    expect(sent.to).toBe(`${prefix}/account/sent`)
    const link = mailed(email)
    expect(link.startsWith(`${prefix}/account/link?t=`)).toBe(true)
    const done = await browser.send(link, { name: 'Gris Héron', adult: 'yes' })
    expect(done.to).toBe(`${prefix}/account`)
    expect((await browser.fetch(`${prefix}/account`)).text).not.toContain('Passkeys')
  },
)
