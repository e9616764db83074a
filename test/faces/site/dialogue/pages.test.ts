// The Dialogue's pages on the example: every address answers, leads somewhere, weighs little, in each language.
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Json } from '#base/canonical.ts'
import { makeSite } from '#faces/site/app.ts'
import { readTerritories } from '#faces/site/territoryFile.ts'
import { languageNames, languagePrefix } from '#faces/site/words/languages.ts'
import { Dialogue } from '#store/dialogue.ts'
import { needData, practiceData } from '../../../register/dialogueSamples.ts'
import { type Crawl, crawl } from '../_crawl.ts'
import { openStage, planned, type Stage } from './_stage.ts'

let stage: Stage
let found: Crawl
const own =
  /^\/(dialogue|practices|needs|pledges|matches|meetings|stands|consultations|follow|feeds|world|regions|countries|cities)/

beforeAll(async () => {
  stage = await openStage(await planned(120))
  found = await crawl(stage.site)
}, 120_000)
afterAll(() => stage.close())

const page = async (path: string): Promise<string> => (await stage.site.request(path)).text()
const firstOf = (route: string): string =>
  found.pages.find((each) => each.route === route)?.path ?? ''

test('dialogueRoutes() leave no link that leads nowhere', () => {
  expect(
    found.broken.filter((each) => own.test(each) && !/ → \/(account|enter)/.test(each)),
  ).toEqual([])
  const reached = new Set(found.pages.map(({ route }) => route))
  for (const route of [
    '/dialogue',
    '/practices',
    '/practices/:id',
    '/needs',
    '/needs/:id',
    '/pledges/:id',
    '/matches/:id',
    '/meetings',
    '/meetings/:id',
    '/stands/:id',
    '/consultations',
    '/consultations/:id',
    '/follow/:topic',
    '/world',
    '/regions/:id',
    '/countries/:id',
    '/cities/:id',
  ])
    expect(reached, route).toContain(route)
})

test('cityPage() says the gap and the plan of the area that holds the city, and what it is like', async () => {
  const { result } = stage.study
  const around = await new Dialogue(stage.register).snapshot()
  const cities = around.all('signatory').filter(({ data }) => data.kind === 'city')
  expect(cities.length).toBe(3)
  let placed = 0
  for (const { id, data } of cities) {
    const text = await page(`/cities/${id}`)
    // By the name of the settlement, not by its place: another way to the same area.
    const row = result.country.sites.name.indexOf(data.name)
    const { table } = result.country.areas
    const above = (at: number): number[] => (at < 0 ? [] : [at, ...above(table.parent[at])])
    const chain = above(result.country.sites.area[row])
    const area = result.gap.areas.find((each) => chain.includes(each.area))
    if (!text.includes('Gap and plan are counted in')) {
      expect(text).toContain('Not planned yet')
      continue
    }
    placed += 1
    expect(text).toContain(`/areas/${area?.id}`)
    expect(text).toContain(`<b>${(area?.people?.unserved ?? 0).toLocaleString('en')}</b>`)
  }
  expect(placed).toBeGreaterThan(0)
  // An organization has no area, and is no city.
  const fund = around.all('signatory').find(({ data }) => data.kind === 'organization')
  const text = await page(`/cities/${fund?.id}`)
  expect(text).toContain('Organization in')
  expect(text).not.toContain('Not planned yet')
})

test('worldPage() and regionPage() have a map where boundaries of several countries are known, and none without', async () => {
  const square = (west: number) => [
    [west, 1],
    [west + 1, 1],
    [west + 1, 2],
    [west, 2],
    [west, 1],
  ]
  const features = [
    [stage.study.result.country.iso3, 10],
    ['XOS', 26],
    ['MOZ', 40],
    ['COM', 45],
    ['OMN', 57],
  ].map(([country, west]) => ({
    type: 'Feature',
    properties: { country, name_fr: `Pays ${country}` },
    geometry: { type: 'Polygon', coordinates: [square(Number(west))] },
  }))
  const { value: territories } = readTerritories(
    new TextEncoder().encode(JSON.stringify({ type: 'FeatureCollection', features })),
    't.geojson',
  )
  if (territories === undefined) throw new Error('The file was refused')
  const { study, services } = stage
  const site = makeSite([study], { services, territories })
  const text = async (path: string): Promise<string> => (await site.request(path)).text()
  expect(await text('/world')).toContain('src="/world.svg"')
  expect(await text('/regions/africa')).not.toContain('world.svg')
  expect(await text('/fr/regions/arabStates')).toContain(
    'srcset="/fr/world.svg?region=arabStates&amp;size=phone"',
  )
  const world = await text('/fr/world.svg')
  for (const name of [`Pays ${study.result.country.iso3}`, 'Pays XOS', 'Pays MOZ'])
    expect(world).toContain(`>${name}<`)
  // Only the example has a plan: its share is told, the others are hatched.
  const people = study.result.gap.people
  const hundredths = (100 * (people?.unserved ?? 0)) / (people?.total ?? 1)
  expect(world).toContain(`>${Math.round(hundredths)}\u00a0%<`)
  expect(world.match(/fill:url\(#h\)/g)?.length).toBe(4)
  const region = await text('/fr/world.svg?region=arabStates')
  for (const name of ['Pays COM', 'Pays OMN']) expect(region).toContain(`>${name}<`)
  expect(region).not.toContain('>Pays XOS<')
  expect(await page('/world')).not.toContain('world.svg')
  expect((await stage.site.request('/world.svg')).status).toBe(404)
})

test('every page of the Dialogue weighs at most 14,000 bytes in every language, and runs no script', async () => {
  const paths = [
    ...new Set(found.pages.filter(({ path }) => own.test(path)).map(({ path }) => path)),
  ]
  expect(paths.length).toBeGreaterThan(25)
  for (const language of languageNames)
    for (const path of paths) {
      const markup = await page(languagePrefix(language) + path)
      const sent = brotliCompressSync(markup, {
        params: { [constants.BROTLI_PARAM_QUALITY]: 5 },
      }).length
      expect(sent, `${language} ${path}`).toBeLessThan(13_600)
      expect(markup, path).not.toContain('<script')
      expect(markup, path).not.toContain(' style="')
      expect(markup.match(/<h1[ >]/g)?.length, path).toBe(1)
      expect(markup, `${language} ${path}`).not.toMatch(/undefined|\[object|NaN/)
    }
}, 60_000)

test('practicesPage() finds Azerbaijani typed without its letters, and French by an English word', async () => {
  expect((await page('/practices?q=gunes')).includes('Kənd məktəblərinə günəş')).toBe(true)
  expect(await page('/practices?q=islands')).toContain('Une coopérative de trois îles')
  expect(await page('/ar/practices?q=جزر')).toContain('Une coopérative de trois îles')
  const none = await page('/practices?q=xylophone')
  expect(none).not.toContain('class="card"')
  expect(await page('/practices?q=electricity')).toContain('topic=power')
})

test('a text keeps its own language, and what is ours is in the reader’s', async () => {
  const markup = await page('/fr/practices')
  expect(markup).toContain('<bdi lang="az">Kənd')
  expect(markup).toContain('<bdi>Une coopérative')
  const arabic = await page(`/ar${firstOf('/consultations/:id')}`)
  expect(arabic).toContain('<blockquote class="said" lang="en" dir="auto">')
})

test('matchPage() tells apart what was pledged, what was stated and what was upheld', async () => {
  const markup = await page(firstOf('/matches/:id'))
  // Twenty pledged, twelve stated, eight upheld; of people 6,000, 3,300 and 2,400; of Mbps 800, 480 and 320.
  for (const row of [
    ['20 pieces', '12 pieces', '8 pieces'],
    ['6,000', '3,300', '2,400'],
    ['800', '480', '320'],
  ])
    expect(markup).toMatch(
      new RegExp(row.map((cell) => `<td class="num" data-label="[^"]+">${cell}</td>`).join('')),
    )
})

test('needPage() suggests with reasons, and refuses with reasons', async () => {
  const list = await page('/needs')
  const needs = [...new Set(list.match(/\/needs\/[a-z0-9]{25}/g))]
  expect(needs.length).toBe(4)
  const all = (await Promise.all(needs.map(page))).join('\n')
  for (const sentence of [
    'it names the country',
    'conditions that the need does not accept: tied to a supplier',
    'its conditions are accepted: audited every year',
  ])
    expect(all.includes(sentence), sentence).toBe(true)
})

test('meetings are a calendar, and one meeting too', async () => {
  const answer = await stage.site.request('/meetings.ics')
  expect(answer.headers.get('content-type')).toContain('text/calendar')
  const calendar = await answer.text()
  expect(calendar.match(/^BEGIN:VEVENT/gm)?.length).toBe(2)
  const one = await stage.site.request(`${firstOf('/meetings/:id')}.ics`)
  expect((await one.text()).match(/^BEGIN:VEVENT/gm)?.length).toBe(1)
})

test('the feed of a consultation tells answers and changes', async () => {
  const id = firstOf('/consultations/:id').split('/').at(-1)
  const answer = await stage.site.request(`/feeds/${id}.atom`)
  expect(answer.headers.get('content-type')).toContain('application/atom+xml')
  const feed = await answer.text()
  expect(feed).toContain('Change because of what was said: One link to every school')
  expect(feed.match(/<entry /g)?.length).toBe(4)
  expect((await stage.site.request('/feeds/nothing.atom')).status).toBe(404)
})

test('consultationPage() shows nothing by group while it is open', async () => {
  const markup = await page(firstOf('/consultations/:id'))
  expect(markup).toContain('Results by group come once, after the close.')
  expect(markup).not.toContain('Civil society')
  expect(markup).toContain('What changed because of what was said')
})

test('standPage() carries a code that any camera reads, drawn without script', async () => {
  const markup = await page(firstOf('/stands/:id'))
  expect(markup).toMatch(/<svg viewBox="0 0 \d+ \d+" role="img"[^>]*shape-rendering/)
  expect(markup).toContain('http://localhost/stands/')
})

test('territories of a real country or of none show no act', async () => {
  expect((await stage.site.request('/countries/FRA')).status).toBe(404)
  expect((await stage.site.request('/regions/nowhere')).status).toBe(404)
  const africa = await page('/regions/africa')
  expect(africa).toContain('No country here has a plan or a signatory yet.')
  const { iso3 } = stage.study.result.country
  const country = await page(`/countries/${iso3}`)
  expect(country).toContain('Commitments made')
  expect(country).toContain('Fictional example')
})

test('pages stay light where there is much: 60 practices, needs and comments', async () => {
  const { register } = stage
  const { iso3 } = stage.study.result.country
  const append = (
    kind: 'practice' | 'need' | 'comment',
    data: object,
    by = 'account000000000001',
  ) => register.append({ kind, data: data as unknown as Json, by })
  const [town] = await register.listRecords('signatory')
  const consultation = firstOf('/consultations/:id').split('/').at(-1) ?? ''
  for (let i = 0; i < 60; i++) {
    const long = `${i} ${'Words that nobody compresses well: '.repeat(3)}${(i * 7919).toString(36)}`
    await append('practice', {
      ...practiceData,
      signatory: town,
      countries: [iso3],
      title: long,
      wentWrong: `${long} ${long}`,
    })
    await append('need', { ...needData, signatory: town, country: iso3, title: long })
    const section = { consultation, section: 'order', kind: 'proposal', language: 'en' }
    await append(
      'comment',
      { ...section, title: long, text: `${long} ${long} ${long}` },
      `account0000000000${String(i).padStart(3, '0')}`,
    )
  }
  for (const path of [
    '/dialogue',
    '/practices',
    '/practices?page=3',
    '/needs',
    `/consultations/${consultation}`,
    `/consultations/${consultation}/sections/order`,
    `/countries/${iso3}`,
    '/world',
  ])
    for (const language of languageNames) {
      const markup = await page(languagePrefix(language) + path)
      expect(gzipSync(markup, { level: 6 }).length, `${language} ${path}`).toBeLessThan(13_600)
    }
  expect(await page(`/consultations/${consultation}`)).toContain('More of this section: 59')
  const second = await page(`/consultations/${consultation}/sections/order?page=2`)
  expect(second.match(/<article class="card"/g)?.length).toBe(12)
}, 60_000)
