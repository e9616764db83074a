// The register as people use it, in a real Chromium, with script and without: a city signs, commits from a
// plan, reports with evidence, is reviewed, disputed, and replies; a visitor checks the receipt.
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser as Chromium, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Json } from '#base/canonical.ts'
import { publish } from '#faces/site/view.ts'
import { bundleIn } from '#faces/site/webBundle.ts'
import { bakuActionPlan } from '#register/declarations.ts'
import { verifyReceipt } from '#register/verify/verify.ts'
import { buildBundle, distFolder } from '../../../../web/build.ts'
import { type Attacked, openSite, whole } from '../../../attacks/_site.ts'
import { account } from '../../../store/helpers.ts'
import { startChromium } from '../../../web/_site.ts'
import { tinyResult } from '../../tinyResult.ts'

let site: Attacked
let chromium: Chromium

beforeAll(async () => {
  await buildBundle()
  site = await openSite({
    bundle: bundleIn(distFolder, Promise.resolve()),
    studies: [publish(tinyResult, [], {})],
  })
  chromium = await startChromium()
})
afterAll(async () => {
  expect(site.faults).toEqual([])
  await chromium.close()
  await site.close()
})

type SignedIn = Awaited<ReturnType<Attacked['signIn']>>

/** A page in a browser of its own; signed in where a session is given. */
async function open(script: boolean, session?: SignedIn): Promise<Page> {
  const context = await chromium.newContext({ javaScriptEnabled: script })
  if (session !== undefined)
    await context.addCookies(
      [...session.cookies].map(([name, value]) => ({ name, value, url: site.origin })),
    )
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4/.test(message.text()))
      site.faults.push(message.text())
  })
  return page
}

const go = async (page: Page, path: string): Promise<void> => {
  await page.goto(site.origin + path)
}

/** Sends the form and waits for the page that answers. */
async function send(page: Page): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.click('form.act button.main')])
}

/** A declaration and a city, as an operator entered them, with two officials. */
async function city() {
  const append = (kind: 'declaration' | 'signatory', data: unknown) =>
    site.register.append({ kind, data: data as Json, by: account })
  const declaration = await append('declaration', bakuActionPlan)
  const signatory = await append('signatory', {
    kind: 'city',
    name: 'Lumora',
    country: 'XAA',
    fictional: true,
    officials: [account],
  })
  const first = await site.signIn([{ role: 'official', signatory: signatory.id }])
  const second = await site.signIn([{ role: 'secondOfficial', signatory: signatory.id }])
  return { declaration, signatory, first, second }
}

describe.each([true, false])('with script: %s', (script) => {
  test('a city signs by two officials, commits from a plan, reports with evidence, is reviewed, disputed, and replies', async () => {
    const { signatory, first, second, declaration } = await city()
    const official = await open(script, first)

    // One official signs; nothing counts yet, and the same one cannot confirm.
    await go(official, `/signatories/${signatory.id}`)
    await official.click('text=Sign a declaration')
    await official.selectOption('select[name=declaration]', declaration.id)
    await send(official)
    await official.waitForURL(/\/signatures\//)
    expect(await official.textContent('main')).toContain('A second official')
    expect(await official.locator('form.act').count()).toBe(0)
    await go(official, `/declarations/${declaration.id}`)
    expect(await official.textContent('main')).toContain('Nobody has adopted it')
    const other = await open(script, second)
    await go(other, `/signatories/${signatory.id}`)
    await other.click('a[href^="/signatures/"]')
    await send(other)
    await other.waitForURL(/\/log\/entries\//)
    await go(official, `/declarations/${declaration.id}`)
    expect(await official.textContent('main')).toContain('Lumora')

    // From the plan: choose a draft; what is missing is asked for, and what was typed stays.
    await go(official, `/signatories/${signatory.id}`)
    await official.click('text=Commit from a plan')
    await official.check('input[name=take] >> nth=0')
    await send(official)
    expect(await official.title()).toMatch(/^Error:/)
    expect(await official.isChecked('input[name=take] >> nth=0')).toBe(true)
    await official.fill('input[name=lead]', 'Office of the Mayor')
    await official.selectOption('select[name=answers]', `${declaration.id} connect-everyone`)
    await send(official)
    await official.waitForURL(/\/commitments\/[a-z0-9]{25}$/)
    const commitment = official.url()
    const text = (await official.textContent('main')) ?? ''
    expect(text).toContain('Office of the Mayor')
    expect(text).toContain(tinyResult.resultDigest.slice(7, 15))
    expect(text).toContain('Not yet due')

    // A report with a measured series; all faults at once, then taken.
    await official.click('text=Report progress')
    await official.fill('input[name=from]', '2026-02-01')
    await official.fill('input[name=until]', '2026-01-01')
    await official.fill('input[name=value]', 'many')
    await send(official)
    const problems = await official.textContent('#problems')
    expect(problems).toContain('Value. Write a number')
    expect(await official.inputValue('input[name=value]')).toBe('many')
    await official.fill('input[name=value]', '3')
    await send(official)
    expect(await official.textContent('#problems')).toContain('The end must not come before')
    await official.fill('input[name=from]', '2025-12-01')
    await official.fill('textarea[name="evidence/series"]', '2025-12-31, 2\n2026-01-01, 3')
    await official.fill('[name="evidence/about"]', 'Counted on two days')
    await official.fill('textarea[name=note]', 'Three places <b>stand</b>')
    await send(official)
    await official.waitForURL(`${commitment}**`)
    const told = (await official.textContent('.trail')) ?? ''
    expect(told).toContain('3 places reported')
    expect(told).toContain('Counted on two days')
    expect(told).toContain('Three places <b>stand</b>')

    // Another file of evidence, by upload.
    const file = join(tmpdir(), `silta-journey-${script}.csv`)
    writeFileSync(file, 'date,value\n2026-01-01,3\n')
    await official.click('text=Add evidence')
    await official.setInputFiles('input[name=file]', file)
    await official.fill('textarea[name=about]', 'The same as a file')
    await official.fill('input[name=date]', '2026-01-01')
    await send(official)
    expect(await official.textContent('.trail')).toContain('The same as a file')

    // An official cannot review; a reviewer can.
    await official.click('text=Review this report')
    expect(await official.textContent('main')).toContain('You cannot send this')
    const reviewer = await open(script, await site.signIn([whole('reviewer')]))
    await reviewer.goto(commitment)
    await reviewer.click('text=Review this report')
    await reviewer.selectOption('select[name=finding]', 'upheld')
    await reviewer.check('input[name=independent]')
    await reviewer.fill('textarea[name=reason]', 'I counted three')
    await send(reviewer)
    expect(await reviewer.textContent('.trail')).toContain('I counted three')

    // A resident disputes it; the state stays, the flag stands; the city answers beside it.
    const resident = await open(script, await site.signIn([whole('resident')], 'email'))
    await resident.goto(commitment)
    await resident.click('.acts >> text=Dispute this')
    await resident.fill('textarea[name=reason]', 'The third is dark since Monday')
    await send(resident)
    expect(await resident.textContent('main')).toContain('the question is open')
    await official.goto(commitment)
    await official.click('.trail li:has-text("The third is dark") >> text=Answer')
    await official.fill('textarea[name=text]', 'It is repaired')
    await send(official)
    const answered = official.locator('.trail li:has-text("The third is dark")')
    expect(await answered.textContent()).toContain('It is repaired')

    // A new version: what stood is in the form, and both versions stand in the log.
    await official.goto(commitment)
    await official.click('.acts >> text=New version')
    expect(await official.inputValue('input[name=lead]')).toBe('Office of the Mayor')
    await official.fill('input[name=lead]', 'City works')
    await send(official)
    expect(await official.textContent('main')).toContain('City works')
    expect(await official.textContent('.slip')).toContain('Versions')
    for (const page of [official, other, reviewer, resident]) await page.context().close()
  })
})

describe('a receipt', () => {
  async function receiptOf(): Promise<{ path: string; id: string; text: string }> {
    const { signatory } = await city()
    await site.register.published(signatory.index)
    const text = (await site.register.receipt(signatory.id, 1)) ?? ''
    return { path: `/signatories/${signatory.id}`, id: signatory.id, text }
  }

  test('is checked in the page against the log, and a forged one is refused in words', async () => {
    const { path, id, text } = await receiptOf()
    const page = await open(true)
    await go(page, path)
    await page.click('button.check')
    const verdict = page.locator('[data-receipt] .verdict')
    await expect.poll(() => verdict.textContent(), { timeout: 10_000 }).toContain('It holds')
    // One that was kept and is dropped in; then one in which a word was changed.
    const drop = async (content: string): Promise<string> => {
      await page.setInputFiles('.drop input[type=file]', {
        name: `${id}-1.tlog-proof`,
        mimeType: 'text/plain',
        buffer: Buffer.from(content),
      })
      const out = page.locator('.drop .verdict')
      await expect.poll(() => out.textContent()).toMatch(/holds|does not hold/)
      return (await out.textContent()) ?? ''
    }
    expect(await drop(text)).toContain('It holds')
    const extra = /extra (\S+)/.exec(text)?.[1] ?? ''
    const told = Buffer.from(extra, 'base64').toString()
    expect(told).toContain('Lumora')
    const forged = text.replace(
      extra,
      Buffer.from(told.replace('Lumora', 'Lunora')).toString('base64'),
    )
    expect(verifyReceipt(forged, site.register.vkey).ok).toBe(false)
    expect(await drop(forged)).toMatch(/does not hold: .*Do not trust it/s)
    expect(await drop('nothing of the kind')).toContain('does not hold')
    await page.context().close()
  })

  test('that the server swaps for another record’s is noticed, and so is a log that it no longer fits', async () => {
    const first = await receiptOf()
    const second = await receiptOf()
    const page = await open(true)
    await page.route('**/log/receipts/**', (route) =>
      route.fulfill({ body: second.text, contentType: 'text/plain' }),
    )
    await go(page, first.path)
    await page.click('button.check')
    const verdict = page.locator('[data-receipt] .verdict')
    await expect.poll(() => verdict.textContent()).toContain('another record')
    await page.unroute('**/log/receipts/**')
    await page.route('**/log/tile/entries/**', async (route) => {
      const answer = await route.fetch()
      const body = await answer.body()
      body[body.length - 3] ^= 1
      await route.fulfill({ response: answer, body })
    })
    await page.click('button.check')
    await expect.poll(() => verdict.textContent()).toContain('does not hold')
    await page.context().close()
  })

  test('without script is offered as a file, with the words to check it offline', async () => {
    const { path, id, text } = await receiptOf()
    const page = await open(false)
    await go(page, path)
    expect(await page.locator('button.check').isVisible()).toBe(false)
    expect(await page.textContent('.slip')).toContain('bin/silta log verify --receipt')
    const kept = await page.request.get(`${site.origin}/log/receipts/${id}/1.tlog-proof`)
    expect(await kept.text()).toBe(text)
    await page.context().close()
  })
})
