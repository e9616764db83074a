// The register's pages over the example: light enough for a slow line, for everyone to use, saying each state
// and why, and giving out neither what was hidden nor what was erased.
import type { Browser as Chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Json } from '#base/canonical.ts'
import { loadExampleRegister } from '#faces/exampleRegister/load.ts'
import { publish } from '#faces/site/view.ts'
import { languageNames, languagePrefix } from '#faces/site/words/languages.ts'
import { Reading } from '#store/reading.ts'
import { type Attacked, openSite, whole } from '../../../attacks/_site.ts'
import { startChromium } from '../../../web/_site.ts'
import { tinyResult } from '../../tinyResult.ts'
import { axeFaults, overflow, reader, sights } from '../_access.ts'

let site: Attacked
let reading: Reading
let chromium: Chromium
let paths: string[]
const firstOf = async (kind: 'commitment' | 'signatory', state?: string): Promise<string> => {
  const { rows } = await reading.lists.page({ kind, state })
  return rows[0].id
}

beforeAll(async () => {
  site = await openSite({ studies: [publish(tinyResult, [], {})] })
  await loadExampleRegister(site.register, tinyResult)
  reading = new Reading(site.register)
  const one = async (kind: 'declaration' | 'project' | 'programme' | 'initiative' | 'resolution') =>
    (await reading.lists.page({ kind })).rows[0].id
  paths = [
    '/register',
    '/commitments',
    `/commitments/${await firstOf('commitment', 'offTrack')}`,
    `/commitments/${await firstOf('commitment', 'verified')}`,
    '/signatories',
    `/signatories/${await firstOf('signatory')}`,
    '/declarations',
    `/declarations/${await one('declaration')}`,
    '/projects',
    `/projects/${await one('project')}`,
    `/programmes/${await one('programme')}`,
    `/initiatives/${await one('initiative')}`,
    `/resolutions/${await one('resolution')}`,
    '/questions',
    '/log',
    '/log/entries/40',
  ]
  chromium = await startChromium()
})
afterAll(async () => {
  expect(site.faults).toEqual([])
  await chromium.close()
  await site.close()
})

test('every page is at most 14,000 bytes on the wire, in every language, and says that nobody in it is real', async () => {
  const heavy: string[] = []
  for (const language of languageNames)
    for (const path of paths) {
      const address = site.origin + languagePrefix(language) + path
      const answer = await fetch(address, { headers: { 'accept-encoding': 'br' } })
      expect(answer.status, address).toBe(200)
      const bytes = Number(answer.headers.get('content-length'))
      if (!(bytes > 1000 && bytes < 14_000)) heavy.push(`${address}: ${bytes}`)
      expect(await answer.text()).toContain('class="banner"')
    }
  expect(heavy).toEqual([])
})

test('axe finds nothing and nothing runs over the side, on a phone and on a desk', async () => {
  const commitment = paths[2].slice('/commitments/'.length)
  const { signatory } = (await reading.lists.listed([commitment]))[0]
  const roles = [
    { role: 'official', signatory: signatory ?? '' } as const,
    whole('operator'),
    whole('resident'),
  ]
  const { cookies } = await site.signIn(roles)
  const forms = [
    `/enter/report?commitment=${commitment}`,
    `/enter/commitment?id=${commitment}`,
    `/enter/dispute?subject=${commitment}`,
    '/enter/declaration',
    `/commit?signatory=${signatory}`,
    `/signatories/${signatory}/sign`,
  ]
  const jar = [...cookies].map(([name, value]) => ({ name, value }))
  const faults: string[] = []
  for (const [name, sight] of [
    ['phone', { ...sights.phone, scheme: 'dark' }],
    ['desk', sights.desk],
  ] as const) {
    const context = await reader(chromium, site.origin, { ...sight, cookies: jar })
    const page = await context.newPage()
    for (const path of [...paths, ...forms, `/ar${paths[2]}`]) {
      await page.goto(path)
      const found = [...(await axeFaults(page)), ...(await overflow(page))]
      faults.push(...found.map((fault) => `${name} ${path}: ${fault}`))
    }
    await context.close()
  }
  expect(faults).toEqual([])
})

test('a commitment’s page says its state and why, in words', async () => {
  const said = async (state: string): Promise<string> => {
    const answer = await fetch(`${site.origin}/commitments/${await firstOf('commitment', state)}`)
    return (await answer.text()).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
  }
  expect(await said('offTrack')).toMatch(/Off track 9 schools behind the way to the target/)
  expect(await said('notReported')).toMatch(/A report was due on .* had not come 90 days later/)
  expect(await said('noEvidence')).toContain('nothing stands behind it')
  expect(await said('verified')).toContain('an independent review bears it out')
  expect(await said('notYetDue')).toContain('Nothing was due yet')
})

test('the days below a chart that runs left to right are read in the direction of their language', async () => {
  const path = `/ar/commitments/${await firstOf('commitment', 'verified')}`
  const ends = /<div class="ends" dir="ltr">(.*?)<\/div>/s.exec(
    await (await fetch(site.origin + path)).text(),
  )?.[1]
  expect(ends).toMatch(/^(<bdi>[^<]*\p{Script=Arabic}[^<]*<\/bdi>){2}$/u)
})

test('words that were erased are a marked gap on the page, and the entry says how many are gone', async () => {
  const id = await firstOf('commitment', 'notReported')
  const before = await reading.find('commitment', id)
  const moderate = (act: string) =>
    site.register.append({
      kind: 'moderation',
      data: { subject: id, act, rule: 'personal-data', language: 'en', reason: 'Asked for' },
      by: 'account000000000001',
    } as { kind: 'moderation'; data: Json; by: string })
  await moderate('erase')
  const page = await (await fetch(`${site.origin}/commitments/${id}`)).text()
  expect(page).toContain('[words erased]')
  expect(page).not.toContain(before?.data.lead)
  const entry = await (await fetch(`${site.origin}/log/entries/${before?.index}`)).text()
  expect(entry).toMatch(/\d texts were erased for good/)
  expect(entry).toContain('Asked for')
  await moderate('hide')
  expect((await fetch(`${site.origin}/commitments/${id}`)).status).toBe(404)
  expect((await fetch(`${site.origin}/log/receipts/${id}/1.tlog-proof`)).status).toBe(404)
  expect(await (await fetch(`${site.origin}/log/entries/${before?.index}`)).text()).toContain(
    'A moderator has hidden this record',
  )
})
