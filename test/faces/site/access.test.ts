// Every page for everyone: a quick look at each route in English and Arabic. `npm run prove -- site` looks
// at more of each route, in every language, after every interaction.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { languagePrefix } from '#faces/site/words/languages.ts'
import { type ServedSite, serveExample, startChromium } from '../../web/_site.ts'
import {
  axeFaults,
  forcedFaults,
  keyboardFaults,
  motionFaults,
  overflow,
  reader,
  type Sight,
  settled,
  sights,
  spacingFaults,
} from './_access.ts'
import { crawl } from './_crawl.ts'

let served: ServedSite
let browser: Browser
let paths: readonly string[] = []

beforeAll(async () => {
  served = await serveExample(120, 5)
  browser = await startChromium()
  const { pages } = await crawl(served.site, undefined, 1)
  paths = pages.map(({ path }) => path)
})
afterAll(async () => {
  await browser.close()
  served.close()
})

type Look = (page: Page) => Promise<readonly string[]>

/** What a kind of reader finds wrong, page by page. */
async function faultsOf(sight: Sight, pages: readonly string[], look: Look): Promise<string[]> {
  const context = await reader(browser, served.address, sight)
  const page = await context.newPage()
  const faults: string[] = []
  for (const path of pages) {
    await page.goto(path)
    await settled(page)
    for (const fault of await look(page)) faults.push(`${path} ${fault}`)
  }
  await context.close()
  return faults
}

test.each(['en', 'ar'] as const)(
  'in %s axe finds nothing on a phone; nothing runs over the side, moves, or is lost to wider text',
  async (language) => {
    expect(paths.length).toBeGreaterThan(10)
    const pages = paths.map((path) => languagePrefix(language) + path)
    const faults = await faultsOf(sights.phone, pages, async (page) => [
      ...(await axeFaults(page)),
      ...(await overflow(page)),
      ...(await spacingFaults(page)),
      ...(await motionFaults(page)),
    ])
    expect(faults).toEqual([])
  },
)

test('the keyboard alone reaches every control in order at 400 % zoom, and its focus is seen', async () => {
  expect(await faultsOf(sights.zoomed, ['/', '/map', '/ar/sites'], keyboardFaults)).toEqual([])
})

test('forced colors take nothing away', async () => {
  const sight = { ...sights.phone, forced: true }
  expect(await faultsOf(sight, ['/', '/map', '/sites'], forcedFaults)).toEqual([])
})
