// The whole site in a real Chromium: every route for every reader in English and Arabic, after every
// interaction, and the time until a page can be read on a slow line.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { languageNames, languagePrefix } from '#faces/site/words/languages.ts'
import {
  axeFaults,
  forcedFaults,
  interact,
  keyboardFaults,
  motionFaults,
  overflow,
  reader,
  type Sight,
  settled,
  sights,
  spacingFaults,
  untranslated,
} from '../faces/site/_access.ts'
import { openWhole, pagesOf, persons, type Seen, type WholeSite } from '../faces/site/_whole.ts'
import { startChromium } from '../web/_site.ts'

let site: WholeSite
let browser: Browser
let pages: readonly Seen[] = []
beforeAll(async () => {
  site = await openWhole(400, 2)
  browser = await startChromium()
  pages = pagesOf(site)
}, 600_000)
afterAll(async () => {
  await browser.close()
  expect(site.faults).toEqual([])
  await site.close()
})

type Look = (page: Page, path: string) => Promise<readonly string[]>

/** Pages of one route and shape each. */
function onePerRoute(): Seen[] {
  const shapes = new Set<string>()
  return pages.filter(({ shape }) => !shapes.has(shape) && shapes.add(shape))
}

async function faultsOf(sight: Sight, seen: readonly Seen[], prefix: string, look: Look) {
  const faults: string[] = []
  for (const person of persons) {
    const context = await reader(browser, site.origin, { ...sight, cookies: site.cookies[person] })
    const page = await context.newPage()
    for (const { path } of seen.filter((each) => each.person === person)) {
      await page.goto(prefix + path)
      await settled(page)
      for (const fault of await look(page, prefix + path))
        faults.push(`${person} ${prefix}${path} ${fault}`)
    }
    await context.close()
  }
  return faults
}

describe.each(languageNames)('in %s', (language) => {
  const prefix = languagePrefix(language)

  test.each(Object.entries(sights))(
    'axe finds nothing on any page at the size of a %s, and nothing runs over the side',
    async (_, sight) => {
      const faults = await faultsOf(sight, pages, prefix, async (page) => [
        ...(await axeFaults(page)),
        ...(await overflow(page)),
        ...(await spacingFaults(page)),
        ...(await motionFaults(page)),
      ])
      expect(faults).toEqual([])
    },
  )

  test('axe finds nothing by night', async () => {
    const sight = { ...sights.phone, scheme: 'dark' } as const
    expect(await faultsOf(sight, onePerRoute(), prefix, axeFaults)).toEqual([])
  })

  test.each([
    ['with', true],
    ['without', false],
  ])('axe finds nothing after any interaction on a phone, %s script', async (_, script) => {
    const sight = { ...sights.phone, script }
    const faults = await faultsOf(sight, onePerRoute(), prefix, async (page, path) => {
      const found: string[] = []
      await interact(page, path, async (done) => {
        const faults = [
          ...(await axeFaults(page)),
          ...(await overflow(page)),
          ...(await untranslated(page)),
        ]
        for (const fault of faults) found.push(`${done}: ${fault}`)
      })
      return found
    })
    expect(faults).toEqual([])
  })

  test('the keyboard alone reaches every control of every route at 400 % zoom', async () => {
    expect(await faultsOf(sights.zoomed, onePerRoute(), prefix, keyboardFaults)).toEqual([])
  })

  test('forced colors take nothing away', async () => {
    const sight = { ...sights.phone, forced: true }
    expect(await faultsOf(sight, onePerRoute(), prefix, forcedFaults)).toEqual([])
  })
})

/** A line of 280 kbit/s on which an answer takes 800 ms to begin. */
const slowLine = {
  offline: false,
  latency: 800,
  downloadThroughput: 280_000 / 8,
  uploadThroughput: 280_000 / 8,
}
const coldMilliseconds = 4000
const warmMilliseconds = 1500

const noLine = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 }

/** What was slow is looked at again so often: another program of the machine is not the line. */
const looks = 4

// One page at a time. Each is first read without the line, which warms server and browser and tells what the
// machine itself takes; then on the line, with an empty cache and with a filled one.
test.each(languageNames)(
  'in %s every route can be read within 4 s cold and 1.5 s warm on a line of 280 kbit/s and 800 ms',
  async (language) => {
    const slow: string[] = []
    const worst = { cold: 0, warm: 0, machine: 0 }
    let again = 0
    const routes = onePerRoute()
    for (const { person, path } of routes) {
      const sight = { ...sights.phone, cookies: site.cookies[person] }
      const context = await reader(browser, site.origin, sight)
      const page = await context.newPage()
      const line = await context.newCDPSession(page)
      await line.send('Network.enable')
      const address = languagePrefix(language) + path
      const best = { cold: Infinity, warm: Infinity, machine: Infinity }
      const isSlow = () => best.cold > coldMilliseconds || best.warm > warmMilliseconds
      await page.goto(address)
      for (let look = 0; look < looks && (look === 0 || isSlow()); look++) {
        if (look > 0) again++
        await line.send('Network.emulateNetworkConditions', noLine)
        await line.send('Network.clearBrowserCache')
        best.machine = Math.min(best.machine, await readable(page, address))
        await line.send('Network.emulateNetworkConditions', slowLine)
        await line.send('Network.clearBrowserCache')
        best.cold = Math.min(best.cold, await readable(page, address))
        best.warm = Math.min(best.warm, await readable(page, address))
      }
      for (const name of ['cold', 'warm', 'machine'] as const)
        worst[name] = Math.max(worst[name], best[name])
      if (isSlow())
        slow.push(
          `${person} ${address}: ${Math.round(best.cold)} ms cold, ${Math.round(best.warm)} ms warm, ${Math.round(best.machine)} ms without the line`,
        )
      await context.close()
    }
    console.log(
      `${routes.length} routes in ${language}: readable after at most ${Math.round(worst.cold)} ms cold, ${Math.round(worst.warm)} ms warm; without the line at most ${Math.round(worst.machine)} ms; ${again} looks again`,
    )
    expect(slow).toEqual([])
  },
)

/** Milliseconds until all text is there (the markup is read to its end; scripts may still come) and painted. */
async function readable(page: Page, address: string): Promise<number> {
  await page.goto(address)
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const [navigation] = performance.getEntriesByType(
          'navigation',
        ) as PerformanceNavigationTiming[]
        const done = (paint: number): void => resolve(Math.max(paint, navigation.domInteractive))
        const painted = performance.getEntriesByName('first-contentful-paint')[0]
        if (painted !== undefined) done(painted.startTime)
        else
          new PerformanceObserver((list) => {
            const [entry] = list.getEntriesByName('first-contentful-paint')
            if (entry !== undefined) done(entry.startTime)
          }).observe({ type: 'paint', buffered: true })
      }),
  )
}
