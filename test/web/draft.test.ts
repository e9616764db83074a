// Reporting progress on a bad line, in a real browser: what was typed stays, is sent when the line is back,
// and is taken once though its answer was lost.
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Attacked, openSite } from '../attacks/_site.ts'
import { fill } from '../store/helpers.ts'
import { builtBundle, startChromium } from './_site.ts'

let site: Attacked
let browser: Browser
let context: BrowserContext
let commitment = ''
beforeAll(async () => {
  site = await openSite({ bundle: await builtBundle() })
  const filled = await fill(site.register)
  commitment = filled.commitment.id
  browser = await startChromium()
  const official = await site.signIn([{ role: 'official', signatory: filled.signatory.id }])
  context = await browser.newContext({ viewport: { width: 320, height: 640 } })
  const cookies = [...official.cookies].map(([name, value]) => ({ name, value, url: site.origin }))
  await context.addCookies(cookies)
})
afterAll(async () => {
  await browser.close()
  expect(site.faults).toEqual([])
  await site.close()
})

const reports = async (): Promise<number> => (await site.register.listRecords('report')).length

async function openForm(): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${site.origin}/enter/report?commitment=${commitment}`)
  return page
}

/** Fills the form as someone would on the way; the record must be one that the register takes. */
async function fillForm(page: Page, value: string): Promise<void> {
  await page.fill('[name=from]', '2026-01-01')
  await page.fill('[name=until]', '2026-02-01')
  await page.fill('[name=value]', value)
  await page.fill('[name=note]', 'Counted on the road')
}

test('a draft outlives the page, and is sent when the line is back', async () => {
  const page = await openForm()
  await fillForm(page, '41')
  await context.setOffline(true)
  await page.click('button[name=send]')
  await page.waitForFunction(() =>
    /no line/.test(document.querySelector('.draft')?.textContent ?? ''),
  )
  expect(await page.inputValue('[name=note]')).toBe('Counted on the road')
  expect(await reports()).toBe(0)
  await page.close()

  await context.setOffline(false)
  const again = await openForm()
  expect(await again.textContent('.draft')).toContain('What you typed here before is back')
  expect(await again.inputValue('[name=value]')).toBe('41')
  await context.setOffline(true)
  await again.click('button[name=send]')
  await again.waitForFunction(() =>
    /no line/.test(document.querySelector('.draft')?.textContent ?? ''),
  )
  await context.setOffline(false)
  await again.waitForURL(/\/commitments\//, { timeout: 30_000 })
  expect(await reports()).toBe(1)
  expect(await again.evaluate(() => localStorage.length)).toBe(0)
  await again.close()
})

test('a form whose answer was lost is taken once, though it is sent again, even from a page opened anew', async () => {
  const before = await reports()
  const page = await openForm()
  await fillForm(page, '42')
  // The register takes it; the answer never arrives.
  await page.route('**/enter/report**', async (route) => {
    if (route.request().method() === 'POST') await route.fetch({ maxRedirects: 0 })
    await route.abort('connectionreset')
  })
  await page.click('button[name=send]')
  await page.waitForFunction(() =>
    /no line/.test(document.querySelector('.draft')?.textContent ?? ''),
  )
  expect(await reports()).toBe(before + 1)
  await page.close()

  const again = await openForm()
  expect(await again.inputValue('[name=value]')).toBe('42')
  await again.click('button[name=send]')
  await again.waitForURL(/\/commitments\//)
  expect(await reports()).toBe(before + 1)
  await again.close()
})

test('what is wrong is said by the page, with all that was typed; a draft is no other person’s', async () => {
  const page = await openForm()
  await fillForm(page, 'many')
  await page.click('button[name=send]')
  await page.waitForSelector('#problems')
  expect(await page.inputValue('[name=value]')).toBe('many')
  expect(await page.inputValue('[name=note]')).toBe('Counted on the road')
  const other = await site.signIn([{ role: 'official', signatory: await signatory() }])
  await context.addCookies(
    [...other.cookies].map(([name, value]) => ({ name, value, url: site.origin })),
  )
  await page.goto(`${site.origin}/enter/report?commitment=${commitment}`)
  expect(await page.inputValue('[name=value]')).toBe('')
  expect(await page.evaluate(() => localStorage.length)).toBe(0)
  await page.close()
})

async function signatory(): Promise<string> {
  const record = await site.register.findRecord(commitment)
  return (record?.data as { signatory: string } | undefined)?.signatory ?? ''
}

test('the script of drafts is at most 2 KB on the wire', async () => {
  const page = await (await fetch(`${site.origin}/register`)).text()
  expect(page).not.toContain('draft-')
  const bundle = await builtBundle()
  const name = (await bundle.script('draft'))?.replace('/assets/', '') ?? ''
  const bytes = (await bundle.read(name))?.bytes ?? new Uint8Array(9999)
  expect(gzipSync(bytes).length).toBeLessThan(2048)
})
