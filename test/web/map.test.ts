// The moving map and the engine in a real browser, under the site's own strict policy.
import { DatabaseSync } from 'node:sqlite'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ServedSite, serveExample, startChromium } from './_site.ts'

let browser: Browser
beforeAll(async () => {
  browser = await startChromium()
})
afterAll(() => browser.close())

/** A page whose faults (script errors, breaches of the policy) are collected. */
async function listen(): Promise<{ page: Page; faults: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || /Content.Security.Policy/i.test(message.text()))
      faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(String(error)))
  return { page, faults }
}

describe('the moving map', () => {
  let site: ServedSite
  let page: Page
  let faults: string[]
  beforeAll(async () => {
    site = await serveExample(300, 5)
    const listening = await listen()
    page = listening.page
    faults = listening.faults
    await page.goto(`${site.address}/map`)
    await page.waitForSelector('#map[data-ready]', { timeout: 60_000 })
  })
  afterAll(async () => {
    await page.close()
    site.close()
  })

  test('takes the picture’s place without breaking the policy', async () => {
    expect(await page.getAttribute('#map', 'data-ready')).toBe('yes')
    expect(await page.locator('#map canvas').count()).toBe(1)
    expect(await page.locator('#map img').count()).toBe(0)
    expect(await page.locator('#legend .scriptless').isVisible()).toBe(false)
    expect(faults).toEqual([])
  })

  test('legend and years change counts, sums and the address, without a new page', async () => {
    await page.evaluate(() => {
      Object.assign(window, { stays: true })
    })
    const count = () => page.textContent('label:has(input[value=satellite]) .num')
    const cost = () => page.textContent('#sum-cost')
    const [allCount, allCost] = [await count(), await cost()]
    await page.click('.steps a[data-year="2026"]')
    expect(Number((await count())?.replace(/,/g, ''))).toBeLessThan(
      Number(allCount?.replace(/,/g, '')),
    )
    expect(await cost()).not.toBe(allCost)
    await page.uncheck('input[value=satellite]')
    expect(page.url()).toMatch(/year=2026/)
    expect(page.url()).not.toContain('choice=satellite')
    expect(await page.evaluate(() => 'stays' in window)).toBe(true)
    await page.check('input[value=satellite]')
    await page.click('.steps a[data-year="2029"]')
    expect(await cost()).toBe(allCost)
  })

  test('a place found by name is shown beside the map, as its own page says it', async () => {
    const html = await (await fetch(`${site.address}/sites/P1`)).text()
    const name = /<h1>([^<]+)<\/h1>/.exec(html)?.[1] ?? ''
    await page.fill('input[type=search]', name)
    await page.keyboard.press('Enter')
    await page.waitForSelector('#selection article h2')
    expect(await page.textContent('#selection article h2')).toBe(name)
    expect(page.url()).toContain('site=P1')
    await page.waitForSelector('.pick')
  })

  test('a click on a place selects it', async () => {
    // The place just found is at the middle of the map; another page's worth of waiting is not needed.
    await page.waitForTimeout(500)
    await page.evaluate(() => document.querySelector('#selection article')?.remove())
    const box = await page.locator('#map canvas').boundingBox()
    if (box === null) throw new Error('The map has no size')
    await page.evaluate(() => {
      const empty = document.createElement('p')
      empty.className = 'soft'
      document.querySelector('#selection')?.prepend(empty)
    })
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
    await page.waitForSelector('#selection article h2')
    expect(faults).toEqual([])
  })

  test('a keyboard moves the map and shows the place nearest to its middle', async () => {
    await page.focus('#map canvas')
    const before = new URL(page.url()).searchParams.get('site')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.waitForTimeout(600)
    await page.evaluate(() => {
      const article = document.querySelector('#selection article')
      if (article !== null) article.id = 'old'
    })
    await page.keyboard.press('Enter')
    await page.waitForSelector('#selection article#site h2')
    expect(before).toBe('P1')
    expect(new URL(page.url()).searchParams.get('site')).not.toBeNull()
  })

  test('asks only its own server', async () => {
    const hosts = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin),
    )
    expect(new Set(hosts)).toEqual(new Set([site.address]))
  })
})

describe('the engine in a Web Worker', () => {
  async function recomputed(site: ServedSite): Promise<string> {
    const { page, faults } = await listen()
    await page.goto(`${site.address}/recompute`)
    await page.click('#recompute button')
    await page.waitForSelector('#recompute .same:not([hidden]), #recompute .other:not([hidden])', {
      timeout: 100_000,
    })
    expect(await page.isVisible('#recompute .same')).toBe(true)
    expect(faults).toEqual([])
    const digest = await page.textContent('#recompute dd.yours bdi')
    await page.close()
    site.close()
    return digest ?? ''
  }

  test('comes to the same bytes as Node: 300 sites, seed 5', async () => {
    const site = await serveExample(300, 5)
    expect(await recomputed(site)).toBe(site.resultDigest)
  })

  test('comes to the same bytes where a source is a GeoPackage, read by Node’s SQLite here and sql.js there', async () => {
    const site = await serveExample(150, 6, (files) => {
      const towers = new TextDecoder().decode(files.get('towers.csv')).trim().split(/\r?\n/)
      const [head, ...rows] = towers.map((line) => line.split(','))
      const database = new DatabaseSync(':memory:')
      const columns = head.map((name) => `"${name}" TEXT`).join(', ')
      database.exec(`PRAGMA application_id = 1196444487;
        CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT, srs_id INTEGER);
        CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
        INSERT INTO gpkg_contents VALUES ('towers', 'attributes', 'towers', NULL);
        CREATE TABLE towers (fid INTEGER PRIMARY KEY, ${columns})`)
      const insert = database.prepare(
        `INSERT INTO towers VALUES (NULL${', ?'.repeat(head.length)})`,
      )
      for (const row of rows) insert.run(...row)
      files.set('towers.gpkg', database.serialize())
      database.close()
      const study = new TextDecoder().decode(files.get('study.json'))
      files.set(
        'study.json',
        new TextEncoder().encode(study.replaceAll('towers.csv', 'towers.gpkg')),
      )
    })
    expect(await recomputed(site)).toBe(site.resultDigest)
  })
})
