// Markup, SQL, header lines and log lines typed into every field there is: they come back as the text that
// they are, or are refused, and do nothing on the way.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Mail } from '#accounts/mailer.ts'
import type { Json } from '#base/canonical.ts'
import { baku2012 } from '#register/declarations.ts'
import { commitmentData } from '../register/samples.ts'
import { account } from '../store/helpers.ts'
import { type Attacked, fillPath, openSite, tokenIn, whole } from './_site.ts'

const payloads = [
  '"><img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  "'; drop table account; --",
  '{{constructor.constructor("alert(1)")()}}',
  '</title></style><svg onload=alert(1)>',
  'line\r\nBcc: everyone@evil.example',
  '\u202egnp.exe',
  '%0d%0aSet-Cookie: a=b',
  '#{7*7} <%= 7*7 %>',
]
/** What would be markup if it were not escaped. */
const live = /<img src=x|<script>alert|<svg onload|onerror=alert\(1\)>/

let site: Attacked
beforeAll(async () => {
  site = await openSite()
})
afterAll(async () => {
  expect(site.faults).toEqual([])
  await site.close()
})

/** Every text of a record replaced, so that it stays one that the register takes. */
function poisoned(value: Json, payload: string, at = ''): Json {
  if (typeof value === 'string') {
    if (/^(sha256:|https?:)|^\d{4}(-\d\d){0,2}$/.test(value)) return value
    return /(title|name|text|means|lead|publisher|place|adoptedBy|note|about|reason)$/.test(at)
      ? payload.slice(0, 200)
      : value
  }
  if (Array.isArray(value)) return value.map((each) => poisoned(each as Json, payload, at))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, poisoned(each, payload, `${at}/${name}`)]),
    )
  return value
}

test('what is typed into records comes back as text on every page that shows them', async () => {
  const ids: string[] = []
  let taken = 0
  for (const payload of payloads) {
    const append = async (
      kind: 'declaration' | 'signatory' | 'commitment',
      data: Json,
    ): Promise<string> => {
      try {
        const { id } = await site.register.append({ kind, data, by: account })
        ids.push(id)
        taken++
        return id
      } catch {
        return ''
      }
    }
    const declaration = await append('declaration', poisoned(baku2012 as unknown as Json, payload))
    const signatory = await append('signatory', {
      kind: 'city',
      name: payload,
      country: 'XAA',
      fictional: true,
      officials: [account],
    })
    if (declaration === '' || signatory === '') continue
    const data = { ...commitmentData, signatory, declaration } as unknown as Json
    await append('commitment', poisoned(data, payload))
  }
  // Those with control characters or turned text are refused; the others are just words.
  expect(taken).toBe(3 * 7)
  await site.register.published(taken - 1)
  const operator = await site.signIn([whole('operator'), whole('moderator')])
  const pages = site.routes
    .filter(({ method }) => method === 'GET')
    .flatMap(({ path }) => (path.includes(':') ? ids.map((id) => fillPath(path, id)) : [path]))
  let shown = 0
  for (const path of new Set([...pages, ...ids.map((_, i) => `/log/entries/${i}`)])) {
    const { status, text, headers } = await operator.fetch(path)
    expect(status, path).toBeLessThan(500)
    if (headers.get('content-type')?.includes('html') !== true) continue
    expect(text, path).not.toMatch(live)
    if (text.includes('&lt;script&gt;alert(1)')) shown++
    expect(headers.get('content-security-policy'), path).not.toMatch(/unsafe-inline|unsafe-eval/)
  }
  // The words were really on pages, and not merely left out.
  expect(shown).toBeGreaterThan(3)
  const rows = await site.register.database.db.selectFrom('account').select('id').execute()
  expect(rows.length).toBeGreaterThan(0)
}, 240_000)

test('what is typed into any form comes back as text, and changes no header and no mail', async () => {
  const browser = await site.signIn([whole('operator'), whole('moderator'), whole('resident')])
  const { text } = await browser.fetch('/account')
  const token = tokenIn(text)
  const names = ['email', 'name', 'role', 'signatory', 'act', 'rule', 'reason', 'id', 't', 'next']
  const forms = site.routes.filter(
    ({ method, path }) =>
      method === 'POST' && !path.includes('erase') && !path.includes('sign-out'),
  )
  const entries = await site.register.listRecords('moderation')
  for (const { path } of forms)
    for (const payload of payloads) {
      const fields = Object.fromEntries(names.map((name) => [name, payload]))
      const query = new URLSearchParams({ t: payload, next: payload, id: payload })
      const answer = await browser.post(`${fillPath(path, payload)}?${query}`, token, fields)
      expect(answer.status, `${path} ${payload}`).toBeLessThan(500)
      expect(answer.text).not.toMatch(live)
      expect(answer.headers.get('x-injected')).toBe(null)
      expect(answer.headers.getSetCookie().join()).not.toContain('a=b')
      expect(answer.to).not.toMatch(/^(https?:)?\/\/|^[^/]|[\r\n]/)
    }
  expect(await site.register.listRecords('moderation')).toEqual(entries)
  expect(site.mails).toEqual([])
})

test('a way back that leads elsewhere is not followed', async () => {
  for (const next of [
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
  ]) {
    const browser = site.browse()
    const email = 'next@mail.example'
    const page = await browser.fetch(`/account/sign-in?next=${encodeURIComponent(next)}`)
    expect(page.text).not.toMatch(/(href|next|action)="((https?:)?\/\/evil|\/\\|javascript:)/)
    await browser.post(`/account/sign-in?next=${encodeURIComponent(next)}`, tokenIn(page.text), {
      email,
    })
    const mail = site.mails.at(-1) as Mail
    expect(mail.text).not.toContain('evil')
  }
})

test('an address of several slashes is answered without a link to another site', async () => {
  for (const path of [
    '//evil.example',
    '///evil.example/x?y=1',
    '/ar//evil.example',
    '/\\evil.example',
  ]) {
    const page = await site.browse().fetch(path)
    expect(page.status, path).toBe(404)
    expect(page.text).toContain('hreflang="fr"')
    expect(page.text, path).not.toMatch(/(href|action|src)="\/[/\\]/)
  }
})

test('an address that would carry more than one mailbox, or a header line, is refused', async () => {
  const before = site.mails.length
  const browser = site.browse()
  const token = await browser.token('/account/sign-in')
  for (const email of [
    'a@b.example\r\nBcc: c@d.example',
    'a@b.example,c@d.example',
    '"a b"@c.example',
    '<a@b.example>',
    'a@b.example c@d.example',
    'a@localhost',
    'a@[127.0.0.1]',
    `${'a'.repeat(250)}@b.example`,
    'a@b.example\0',
  ]) {
    const { status } = await browser.post('/account/sign-in', token, { email })
    // A NUL is left out before it is read, and then the address is an ordinary one.
    expect(status, email).toBe(email.endsWith('\0') ? 303 : 422)
  }
  expect(site.mails.slice(before).map(({ to }) => to)).toEqual(['a@b.example'])
})
