// The pages in a real browser: for everyone, with and without script, and nothing from elsewhere.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ServedSite, serveExample, startChromium } from './_site.ts'

let site: ServedSite
let browser: Browser
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

beforeAll(async () => {
  site = await serveExample(300, 5)
  browser = await startChromium()
})
afterAll(async () => {
  await browser.close()
  site.close()
})

const routes = [
  '/',
  '/map',
  '/sites',
  '/sites/P1',
  '/links',
  '/areas',
  '/areas/XTA-01',
  '/plan',
  '/sources',
  '/problems',
  '/recompute',
  '/nowhere',
]

interface Sight {
  readonly width: number
  readonly scheme: 'light' | 'dark'
}

/** Opens a page and listens for what must not happen. */
async function open(
  path: string,
  { width, scheme }: Sight,
  options: { readonly script?: boolean; readonly forced?: boolean } = {},
): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme: scheme,
    javaScriptEnabled: options.script !== false,
    forcedColors: options.forced === true ? 'active' : 'none',
    // axe is brought by the test, past the page's own policy; the policy is tested without it.
    bypassCSP: options.script === undefined,
  })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !/404 \(Not Found\)/.test(message.text()))
      faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(site.address) && !/^(data|blob):/.test(url)) faults.push(`asked ${url}`)
  })
  await page.goto(site.address + path)
  return { page, faults }
}

/** What axe finds wrong with the page as it stands now. */
function violationsOf(page: Page, rules?: readonly string[]): Promise<string[]> {
  return page.evaluate(async (only) => {
    const { axe: tool } = globalThis as unknown as {
      axe: {
        run: (
          options: unknown,
        ) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
      }
    }
    const { violations } = await tool.run(only === undefined ? {} : { runOnly: only })
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)
  }, rules)
}

describe('axe finds nothing, nothing runs over the side, nothing comes from elsewhere', () => {
  test.each(routes)('%s at 1280 and 320 px, light and dark', async (path) => {
    const { page, faults } = await open(path, { width: 1280, scheme: 'light' })
    await page.evaluate(axe)
    const found: Record<string, string[]> = {}
    found['1280 light'] = await violationsOf(page)
    await page.emulateMedia({ colorScheme: 'dark' })
    found['1280 dark'] = await violationsOf(page, ['color-contrast'])
    await page.setViewportSize({ width: 320, height: 700 })
    found['320 dark'] = await violationsOf(page)
    await page.emulateMedia({ colorScheme: 'light' })
    found['320 light'] = await violationsOf(page, ['color-contrast'])
    expect(found).toEqual({ '1280 light': [], '1280 dark': [], '320 dark': [], '320 light': [] })
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(over).toBeLessThanOrEqual(0)
    expect(faults).toEqual([])
    await page.context().close()
  })
})

describe('without script', () => {
  const sight = { width: 320, scheme: 'light' } as const

  test('the front page leads to map, tables and downloads, and each answers', async () => {
    const { page } = await open('/', sight, { script: false })
    const addresses = await page.$$eval('a[href^="/"]', (links) =>
      links.map((link) => link.getAttribute('href') ?? ''),
    )
    for (const address of new Set(addresses)) {
      const answer = await fetch(site.address + address)
      expect(answer.status, address).toBe(200)
      await answer.arrayBuffer()
    }
    expect(addresses.length).toBeGreaterThan(20)
    await page.context().close()
  })

  test('the map is a picture; legend and years work as a form and links', async () => {
    const { page } = await open('/map', sight, { script: false })
    const picture = page.locator('#map img')
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(
      0,
    )
    const whole = await (await fetch(site.address + (await picture.getAttribute('src')))).text()
    await page.uncheck('input[value=satellite]')
    await page.click('#legend button')
    expect(page.url()).not.toContain('satellite')
    await page.click('.steps a[data-year="2026"]')
    expect(page.url()).toMatch(/year=2026/)
    expect(await page.locator('input[value=satellite]').isChecked()).toBe(false)
    const part = await (await fetch(site.address + (await picture.getAttribute('src')))).text()
    expect(part).not.toContain('stroke="var(--satellite)"')
    expect(whole).toContain('stroke="var(--satellite)"')
    await page.context().close()
  })

  test('the table of places filters and turns its pages', async () => {
    const { page } = await open('/sites', sight, { script: false })
    await page.selectOption('select[name=choice]', 'alreadyServed')
    await page.click('form.filter button')
    const choices = await page.$$eval('tbody td:nth-child(4)', (cells) =>
      cells.map((cell) => cell.textContent?.trim()),
    )
    expect(choices).toHaveLength(50)
    expect(new Set(choices)).toEqual(new Set(['Served already']))
    const first = await page.textContent('tbody th')
    await page.click('a[rel=next]')
    expect(await page.textContent('tbody th')).not.toBe(first)
    expect(page.url()).toContain('choice=alreadyServed')
    await page.context().close()
  })
})

test('right to left mirrors: nothing runs over the side, and the drawing turns', async () => {
  for (const path of ['/', '/sites', '/plan']) {
    const { page } = await open(path, { width: 320, scheme: 'light' })
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl'
    })
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(over).toBeLessThanOrEqual(0)
    const edges = await page.evaluate(() => {
      const mark = document.querySelector('.mark')?.getBoundingClientRect()
      return window.innerWidth - (mark?.right ?? 0)
    })
    expect(edges).toBeLessThan(20)
    if (path === '/') {
      const turned = await page.$eval('.bridge svg', (svg) => getComputedStyle(svg).transform)
      expect(turned).toBe('matrix(-1, 0, 0, 1, 0, 0)')
    }
    await page.context().close()
  }
})

test('forced colors keep the bridge, the bars and the current page visible', async () => {
  const { page } = await open('/', { width: 1280, scheme: 'light' }, { forced: true })
  const seen = await page.evaluate(() => {
    const styleOf = (selector: string): CSSStyleDeclaration => {
      const found = document.querySelector(selector)
      if (found === null) throw new Error(selector)
      return getComputedStyle(found)
    }
    return {
      paper: getComputedStyle(document.body).backgroundColor,
      bridge: styleOf('.bridge svg').stroke,
      bar: styleOf('.bar').fill,
      current: styleOf('.top [aria-current]').borderBottomStyle,
    }
  })
  expect(seen.current).toBe('solid')
  expect(seen.bridge).not.toBe('none')
  expect(seen.bar).not.toBe('none')
  expect(seen.bridge).not.toBe(seen.paper)
  await page.context().close()
})

test('a keyboard reaches the content first, then every link, and focus is seen', async () => {
  const { page } = await open('/', { width: 1280, scheme: 'light' })
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  const focused = await page.evaluate(() => {
    const element = document.activeElement as HTMLElement
    return {
      inMain: element.closest('main') !== null,
      ground: getComputedStyle(element).backgroundColor,
    }
  })
  expect(focused).toEqual({ inMain: true, ground: 'rgb(255, 216, 77)' })
  await page.context().close()
})

test('the front page says every figure in words, without style or script', async () => {
  const { page } = await open('/', { width: 320, scheme: 'light' }, { script: false })
  const words = await page.textContent('main')
  for (const part of [
    'People unserved',
    'Plan cost',
    'The plan reaches',
    'Served today',
    'The plan by year',
  ])
    expect(words).toContain(part)
  await page.context().close()
})

describe('weights on the wire', () => {
  test.each(routes)('%s is at most 14,000 bytes at first view', async (path) => {
    const answer = await fetch(site.address + path, { headers: { 'accept-encoding': 'br' } })
    await answer.arrayBuffer()
    expect(Number(answer.headers.get('content-length'))).toBeLessThan(14_000)
  })

  test('the picture of the map, which the front page loads last, is at most 40,000', async () => {
    const answer = await fetch(`${site.address}/map.svg`, { headers: { 'accept-encoding': 'br' } })
    await answer.arrayBuffer()
    expect(Number(answer.headers.get('content-length'))).toBeLessThan(40_000)
  })
})
