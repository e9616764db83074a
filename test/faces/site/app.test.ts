import { createHash } from 'node:crypto'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { bytesDigest } from '#base/canonical.ts'
import { outputFiles } from '#faces/report/writeOutputs.ts'
import { makeSite } from '#faces/site/app.ts'
import { style, styleHash } from '#faces/site/style.ts'
import { publish } from '#faces/site/view.ts'
import { bundleIn } from '#faces/site/webBundle.ts'
import { tinyResult } from '../tinyResult.ts'

const problems = Array.from({ length: 7 }, (_, i) => ({
  level: 'warning' as const,
  code: 'population-missing',
  at: { source: 'places.csv', table: 'places', row: i + 1 },
  message: `Found <b>nobody</b> in "P${i}"`,
  cure: 'Count them',
}))
const bytes = new TextEncoder().encode('id,name\n')
const published = publish(
  tinyResult,
  problems,
  { plan: { resultDigest: tinyResult.resultDigest }, check: { problems } },
  {
    command: 'bin/silta plan taruva',
    inputs: {
      study: { id: 'taruva' },
      manifest: { datasets: {} },
      files: [{ name: 'places.csv', digest: bytesDigest(bytes), bytes }],
    },
  },
)
const site = makeSite([published])
const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  Promise.resolve(site.request(path, { headers }))
const text = async (path: string): Promise<string> => (await get(path)).text()

const pages = [
  '/',
  '/map',
  '/sites',
  '/sites/k1',
  '/sites/s1',
  '/sites/c1',
  '/links',
  '/areas',
  '/areas/A1',
  '/plan',
  '/sources',
  '/problems',
  '/recompute',
]

describe('every page', () => {
  test.each(pages)(
    '%s is whole, without script, and says that the country is fictional',
    async (path) => {
      const answer = await get(path)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
      const markup = await answer.text()
      expect(markup).toMatch(/^<!doctype html>\n<html lang="en" dir="ltr">/)
      expect(markup).toContain('Fictional example. No such country exists.')
      expect(markup.match(/<h1>/g)).toHaveLength(1)
      expect(markup).not.toMatch(/<script|\son\w+=|javascript:|style="|undefined|\[object|NaN/)
      for (const credit of ['© Taruva survey (CC-BY-4.0)', '© Taruva map makers (ODbL-1.0)'])
        expect(markup).toContain(credit)
    },
  )

  test.each(pages)('%s is at most 14,000 bytes on the wire', async (path) => {
    const answer = await get(path, { 'accept-encoding': 'gzip, br' })
    expect(answer.headers.get('content-encoding')).toBe('br')
    const wire = new Uint8Array(await answer.arrayBuffer())
    expect(wire.length).toBeLessThan(14_000)
    expect(brotliDecompressSync(wire).toString()).toBe(await text(path))
  })

  test('its policy allows its own stylesheet by digest and nothing inline beside it', async () => {
    const policy = (await get('/')).headers.get('content-security-policy') ?? ''
    const digest = createHash('sha256').update(style).digest('base64')
    expect(styleHash).toBe(`'sha256-${digest}'`)
    expect(policy).toContain(`style-src 'sha256-${digest}';`)
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|script-src/)
    expect(await text('/')).toContain(`<style>${style}</style>`)
  })

  test('names from the data are text and never markup', async () => {
    const table = await text('/sites')
    expect(table).toContain('Orra &amp; &lt;Sons&gt;')
    expect(table).toContain('Kessa, &quot;Upper&quot;')
    expect(await text('/map.svg')).toContain('Orra &amp; &lt;Sons&gt;')
    expect(await text('/problems')).toContain('&lt;b&gt;nobody&lt;/b&gt;')
  })
})

describe('pages say what the study found', () => {
  test('/ has the four figures, the finding, the years and the downloads', async () => {
    const markup = await text('/')
    expect(markup).toContain('<b>560</b> people')
    expect(markup).toContain('<b>240,000</b> USD')
    expect(markup).toContain('at most 2.5 % above the optimum')
    expect(markup).toContain('<b>500</b> people')
    expect(markup).toContain('<b>1,000</b> people')
    expect(markup).toContain('54 % of the unserved live in Halva Coast')
    expect(markup).toContain('63 % stands today, 31 % is planned, the rest is open')
    for (const name of ['sites.csv', 'links.geojson', 'areas.parquet', 'plan.gpkg'])
      expect(markup).toContain(`href="/files/${name}"`)
  })

  test('/sites filters by area, kind, choice, year and name, and pages within bounds', async () => {
    const found = async (query: string): Promise<string[]> =>
      [...(await text(`/sites?${query}`)).matchAll(/href="\/sites\/(\w+)"/g)].map(([, id]) => id)
    expect(await found('area=A3')).toEqual(['s5', 's6', 'c1'])
    expect(await found('kind=school')).toEqual(['k1', 'k2'])
    expect(await found('choice=cellular&kind=settlement')).toEqual(['s3'])
    expect(await found('year=2027')).toEqual(['k1'])
    expect(await found('q=SENNA')).toEqual(['s2', 'k1'])
    expect(await found('page=99')).toHaveLength(9)
    expect(await found('page=-1&nonsense=1')).toHaveLength(9)
    expect(await text('/sites?q=nowhere')).toContain('No place matches')
  })

  test('/sites/ID tells choice, year, cost, next best and its shared line', async () => {
    const markup = await text('/sites/s2')
    expect(markup).toContain('Fibre, 2028')
    expect(markup).toContain('Cheapest by 140,000 USD over 10 years. Next: satellite.')
    expect(markup).toContain('700 m, 7,000 USD')
    expect(await text('/sites/s5')).toContain('Satellite, no budget in these years')
    expect(await text('/sites/k1')).toContain('rounded to about 100 m')
  })

  test('/plan has every cost line, the proof, the assumptions and the meaning of each setting', async () => {
    const markup = await text('/plan')
    expect(markup).toContain('At most 2.5 % above the cheapest possible')
    expect(markup).toMatch(/<tr class="sum"><th scope="row"[^>]*>All<\/th>/)
    expect(markup).toContain('All towers reach 6 km.')
    expect(markup).toContain('<code class="soft" dir="ltr">prices.fibre.routeUsdPerKm</code>')
    expect(markup).toContain('10,000')
  })

  test('/problems groups what is alike and counts the rest', async () => {
    const markup = await text('/problems')
    expect(markup.match(/Found &lt;b&gt;nobody/g)).toHaveLength(5)
    expect(markup).toContain('… and 2 more like it')
    expect(markup).toMatch(
      /<bdi>places.csv<\/bdi>, <bdi>places<\/bdi>, <bdi>row 1<\/bdi>:<\/p><p[^>]*lang="en"/,
    )
  })

  test('/problems says what is wrong and what cures it in the reader’s language', async () => {
    const arabic = await text('/ar/problems')
    // The program’s English folds away for whoever reads another language, and stands open for the rest.
    expect(arabic).toContain(
      '<summary class="small">التفاصيل بالإنجليزية كما وجدها البرنامج</summary>',
    )
    expect(await text('/problems')).not.toContain('<summary')
    expect(arabic).toContain('لا يقول أحد كم يسكن البلدة أو القرية.')
    expect(arabic).toContain('أعطوا عدد سكانها.')
    expect(await text('/fr/problems')).toContain('Donnez le nombre de ses habitants.')
    // The program's own sentence, with the names in it, is marked as English.
    expect(arabic).toContain('lang="en" dir="auto">Found &lt;b&gt;nobody')
  })
})

describe('documents and files', () => {
  test('/files/NAME is byte for byte what --out writes', async () => {
    for (const [name, content] of outputFiles(tinyResult)) {
      if (name.endsWith('.json') && name !== 'csv-metadata.json') continue
      const answer = await get(`/files/${name}`)
      expect(answer.status, name).toBe(200)
      const wire = Buffer.from(await answer.arrayBuffer())
      expect(wire.equals(Buffer.from(content)), name).toBe(true)
    }
  })

  test('/plan.json and /check.json are the command line’s documents', async () => {
    expect(await (await get('/plan.json')).json()).toEqual({
      resultDigest: tinyResult.resultDigest,
    })
    expect(await (await get('/check.json')).json()).toEqual({ problems })
  })

  test('CSV says where its columns are explained', async () => {
    const link = (await get('/files/sites.csv')).headers.get('link') ?? ''
    expect(link).toContain('rel="describedby"')
  })

  test('/inputs.json lists the shared files with their digests, and serves them', async () => {
    const document = (await (await get('/inputs.json')).json()) as {
      inputs: { address: string; digest: string }[]
    }
    const [input] = document.inputs
    const served = new Uint8Array(await (await get(input.address)).arrayBuffer())
    expect(bytesDigest(served)).toBe(input.digest)
    expect((await get('/inputs/1')).status).toBe(404)
    expect((await get('/inputs/-1')).status).toBe(404)
  })

  test('inputs that are not shared are not served, and the page says what to do', async () => {
    const closed = makeSite([publish(tinyResult, [], {}, { command: 'bin/silta plan taruva' })])
    expect((await closed.request('/inputs/0')).status).toBe(404)
    const markup = await (await closed.request('/recompute')).text()
    expect(markup).toContain('not shared on this site')
    expect(markup).toContain('bin/silta plan taruva')
  })
})

describe('languages', () => {
  test.each(pages)(
    '%s speaks English, French and Arabic, each with its own links',
    async (path) => {
      const query = `${path}${path === '/sites' ? '?q=a&page=1' : ''}`
      for (const [prefix, language, direction] of [
        ['/fr', 'fr', 'ltr'],
        ['/ar', 'ar', 'rtl'],
      ]) {
        const answer = await get(prefix + query)
        expect(answer.status).toBe(200)
        const markup = await answer.text()
        expect(markup).toContain(`<html lang="${language}" dir="${direction}">`)
        expect(markup.match(/<h1>/g)).toHaveLength(1)
        expect(markup).not.toMatch(/undefined|\[object|NaN/)
        for (const other of ['', '/fr', '/ar'])
          expect(markup).toContain(`href="${other}${query.replaceAll('&', '&amp;')}"`)
        // Every link to a page keeps the language; files and documents have one address for all.
        const links = [...markup.matchAll(/<a [^>]*href="(\/[^"]*)"(?![^>]*hreflang)/g)]
        const leading = links.map(([, address]) => address)
        const unprefixed = leading.filter((address) => !address.startsWith(prefix))
        expect(
          unprefixed.filter((address) => !/^\/(files|inputs)\/|\.json$/.test(address)),
        ).toEqual([])
        const files = leading.filter((address) => /\/(files|inputs)\//.test(address))
        expect(files.filter((address) => address.startsWith(prefix))).toEqual([])
      }
    },
  )

  test('the browser’s wish is offered in its own language, and never followed unasked', async () => {
    const asked = await get('/plan', { 'accept-language': 'ar-DZ,ar;q=0.9' })
    expect(asked.status).toBe(200)
    expect(asked.headers.get('vary')).toContain('accept-language')
    const markup = await asked.text()
    expect(markup).toContain('<html lang="en"')
    expect(markup).toMatch(
      /lang="ar" dir="rtl"><a href="\/ar\/plan" hreflang="ar">هذه الصفحة بالعربية/,
    )
    const same = await (await get('/ar/plan', { 'accept-language': 'ar' })).text()
    expect(same).not.toContain('هذه الصفحة بالعربية')
  })

  test('the map’s document and errors speak the language of their address', async () => {
    const layers = (await (await get('/ar/map.json')).json()) as { years: { cost: string }[] }
    expect(layers.years[0].cost).toContain('دولار')
    expect(await text('/map.json')).toContain('USD')
    expect(await text('/fr/nulle-part')).toContain('Cette page n’existe pas')
  })
})

describe('addresses that lead nowhere', () => {
  test.each([
    '/nope',
    '/sites/nobody',
    '/areas/nowhere',
    '/files/secret.csv',
    '/files/..%2f..%2fpackage.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/manifest.json',
    '/sites/__proto__',
    '/constructor.json',
  ])('%s answers 404 with a page', async (path) => {
    const answer = await get(path)
    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain('There is no such page')
  })

  test('bundleIn() gives only files that the build made', async () => {
    const folder = new URL('../../..', import.meta.url).pathname
    const bundle = bundleIn(folder, Promise.resolve())
    expect(await bundle.read('../package.json')).toBeUndefined()
    expect(await bundle.read('package.json')).toBeUndefined()
    expect(await bundle.script('map')).toBeUndefined()
  })
})

describe('transport', () => {
  test('an answer the visitor has is not sent again', async () => {
    const first = await get('/plan')
    const tag = first.headers.get('etag') ?? ''
    const second = await get('/plan', { 'if-none-match': tag })
    expect(second.status).toBe(304)
    expect(await second.text()).toBe('')
    expect((await get('/sites', { 'if-none-match': tag })).status).toBe(200)
  })

  test('gzip where brotli is refused, plain where both are', async () => {
    const zipped = await get('/plan', { 'accept-encoding': 'br;q=0, gzip' })
    expect(zipped.headers.get('content-encoding')).toBe('gzip')
    const wire = Buffer.from(await zipped.arrayBuffer())
    expect(gunzipSync(wire).toString()).toBe(await text('/plan'))
    expect((await get('/plan')).headers.get('content-encoding')).toBeNull()
  })

  test('a fault is told to the operator and not to the visitor', async () => {
    const told: unknown[] = []
    const broken = { ...published, areas: undefined as never }
    const failing = makeSite([broken], { onError: (error) => told.push(error) })
    const answer = await failing.request('/sites')
    expect(answer.status).toBe(500)
    expect(await answer.text()).not.toMatch(/TypeError|\.ts:/)
    expect(told).toHaveLength(1)
  })
})

test('several studies stand each under its own name, with a list of them', async () => {
  const other = { ...tinyResult, study: { ...tinyResult.study, id: 'other', title: 'Other' } }
  const both = makeSite([published, publish(other, [], {})])
  const list = await (await both.request('/')).text()
  expect(list).toContain('href="/taruva/"')
  expect(list).toContain('href="/other/"')
  const page = await (await both.request('/other/sites')).text()
  expect(page).toContain('href="/other/sites/k1"')
  expect(page).not.toMatch(/href="\/(sites|plan|files)/)
  for (const front of ['/other', '/other/'])
    expect((await both.request(front)).status, front).toBe(200)
})
