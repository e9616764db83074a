// Every page for everyone: a quick look at each route in English and Arabic. `npm run prove -- site` looks
// at more of each route, in every language, after every interaction.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startChromium } from '../../web/_site.ts'
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
import { openWhole, pagesOf, persons, type Seen, type WholeSite } from './_whole.ts'

let site: WholeSite
let browser: Browser
let pages: readonly Seen[] = []

beforeAll(async () => {
  site = await openWhole(120, 1)
  browser = await startChromium()
  // Each route of those who are not signed in once, what waits for an official, the form of a report, and plans
  // computed anew in all their states; every second in Arabic.
  const known = new Set<string>()
  pages = pagesOf(site)
    .filter(
      ({ person, path }) =>
        person === 'visitor' ||
        (person === 'official' && path === '/waiting') ||
        /^\/enter\/report|\/computing\/|\/plans\//.test(path),
    )
    .filter(({ route, path }) => {
      const kind = path.includes('/computing/') ? path : route
      return !known.has(kind) && known.add(kind)
    })
    .map((seen, i) => ({ ...seen, path: i % 2 === 0 ? seen.path : `/ar${seen.path}` }))
})
afterAll(async () => {
  await browser.close()
  expect(site.faults).toEqual([])
  await site.close()
})

type Look = (page: Page) => Promise<readonly string[]>

/** What a kind of reader finds wrong, page by page. */
async function faultsOf(sight: Sight, seen: readonly Seen[], look: Look): Promise<string[]> {
  const faults: string[] = []
  for (const person of persons) {
    const context = await reader(browser, site.origin, { ...sight, cookies: site.cookies[person] })
    const page = await context.newPage()
    for (const { path } of seen.filter((each) => each.person === person)) {
      await page.goto(path)
      await settled(page)
      for (const fault of await look(page)) faults.push(`${person} ${path} ${fault}`)
    }
    await context.close()
  }
  return faults
}

test('axe finds nothing on a phone; nothing runs over the side, moves, or is lost to wider text', async () => {
  expect(pages.length).toBeGreaterThan(40)
  const faults = await faultsOf(sights.phone, pages, async (page) => [
    ...(await axeFaults(page)),
    ...(await overflow(page)),
    ...(await spacingFaults(page)),
    ...(await motionFaults(page)),
  ])
  expect(faults).toEqual([])
})

const some = (): Seen[] =>
  pages.filter(({ route }) => ['/', '/enter/report', '/commitments/:id'].includes(route))

test('the keyboard alone reaches every control in order at 400 % zoom, and its focus is seen', async () => {
  expect(await faultsOf(sights.zoomed, some(), keyboardFaults)).toEqual([])
})

test('forced colors take nothing away', async () => {
  expect(await faultsOf({ ...sights.phone, forced: true }, some(), forcedFaults)).toEqual([])
})
