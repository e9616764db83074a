// The register as CSV, and the log's files for verifiers on other sites.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Json } from '#base/canonical.ts'
import { type Attacked, openSite } from '../../../attacks/_site.ts'
import { account, commitmentFor, fill } from '../../../store/helpers.ts'

let site: Attacked

beforeAll(async () => {
  site = await openSite()
})
afterAll(async () => {
  expect(site.faults).toEqual([])
  await site.close()
})

const append = (kind: 'report' | 'evidence' | 'commitment' | 'signatory', data: object) =>
  site.register.append({ kind, data: data as Json, by: account })

test('/commitments.csv holds what the list is chosen to show, as plain cells', async () => {
  const { signatory, declaration, commitment } = await fill(site.register)
  const formula = '=HYPERLINK("http://x.example"), "quoted"'
  await append('commitment', commitmentFor(signatory.id, declaration.id, formula) as object)
  await append(
    'commitment',
    commitmentFor(signatory.id, declaration.id, 'مدارس على الشبكة') as object,
  )
  const whole = await site.browse().fetch(`/commitments.csv?signatory=${signatory.id}`)
  expect(whole.headers.get('content-type')).toContain('text/csv')
  expect(whole.headers.get('content-disposition')).toContain('commitments.csv')
  expect(whole.text.split('\r\n')[0]).toMatch(/^id,title,signatory,/)
  expect(whole.text.trimEnd().split('\r\n')).toHaveLength(4)
  expect(whole.text).toContain(`,"'=HYPERLINK(""http://x.example""), ""quoted""",`)
  expect(whole.text).toContain('مدارس على الشبكة')
  expect(whole.text).toContain(commitment.id)
  const some = await site
    .browse()
    .fetch(`/fr/commitments.csv?signatory=${signatory.id}&q=HYPERLINK`)
  expect(some.text.trimEnd().split('\r\n')).toHaveLength(2)
})

test('/commitments says which country a link cut it to, and looks on among the same', async () => {
  const { text } = await site.browse().fetch('/fr/commitments?country=fin')
  expect(text).toContain('<input type="hidden" name="country" value="fin">')
  const { signatory } = await fill(site.register)
  const town = await site.register.findRecord(signatory.id)
  const { country } = (town as unknown as { data: { country: string } }).data
  const { text: some } = await site.browse().fetch(`/commitments?country=${country}`)
  expect(some).toMatch(/<caption>Commitments of [^<]+, newest first</)
  expect((await site.browse().fetch('/commitments')).text).not.toContain('name="country"')
})

test('/commitments/ID.csv holds what was promised, reported and measured, in the order of days', async () => {
  const { commitment } = await fill(site.register)
  const report = await append('report', {
    commitment: commitment.id,
    from: '2026-01-01',
    until: '2026-06-30',
    value: 48,
    language: 'en',
    groups: [],
  })
  const series = [
    { date: '2026-03-31', value: 44 },
    { date: '2026-02-28', value: 42.5 },
  ]
  await append('evidence', {
    report: report.id,
    kind: 'series',
    date: '2026-06-30',
    about: 'Counts',
    series,
  })
  const { text, headers } = await site.browse().fetch(`/commitments/${commitment.id}.csv`)
  expect(headers.get('content-type')).toContain('text/csv')
  const lines = text.trimEnd().split('\r\n')
  expect(lines[0]).toBe('date,value,unit,what,about,finding,record')
  const days = lines.slice(1).map((line) => line.split(',')[0])
  expect(days).toEqual([...days].sort())
  expect(lines.some((line) => /^2026-02-28,42\.5,school,measured,Counts,,/.test(line))).toBe(true)
  expect(lines.some((line) => line.startsWith('2026-06-30,48,school,report,'))).toBe(true)
  expect((await site.browse().fetch(`/commitments/${'x'.repeat(25)}.csv`)).status).toBe(404)
})

test('the log’s files may be read from any page, records’ pages may not', async () => {
  const { commitment } = await fill(site.register)
  await site.register.published(commitment.index)
  const { size } = site.register.publisher.published
  const allowed = async (path: string) => {
    const answer = await site.browse().fetch(path)
    expect(answer.status).toBe(200)
    return answer.headers.get('access-control-allow-origin')
  }
  expect(await allowed('/log/checkpoint')).toBe('*')
  expect(await allowed(`/log/tile/0/000.p/${size}`)).toBe('*')
  expect(await allowed(`/log/tile/entries/000.p/${size}`)).toBe('*')
  expect(await allowed(`/log/receipts/${commitment.id}/1.tlog-proof`)).toBe('*')
  for (const path of ['/log', `/commitments/${commitment.id}`, '/account/sign-in'])
    expect(await allowed(path)).toBe(null)
})

test('a made-up country is called by its name where it is a signatory', async () => {
  const { signatory } = await fill(site.register)
  const page = async () => (await site.browse().fetch(`/signatories/${signatory.id}`)).text
  expect(await page()).toContain('XAA')
  const entered = await append('signatory', {
    kind: 'country',
    name: 'Veldorra',
    country: 'XAA',
    fictional: true,
    officials: [account],
  })
  const named = await page()
  expect(named).toContain('Veldorra')
  expect(named).not.toContain('XAA')
  await site.register.append({
    kind: 'moderation',
    data: { subject: entered.id, act: 'erase', rule: 'house', language: 'en', reason: 'So it is' },
    by: account,
  })
  expect(await page()).not.toContain('Veldorra')
})
