// What a page weighs on the wire, for every route of the application in every language. Routes come from
// the application and its links, so a new page is weighed without being named here.
import { describe, expect, test } from 'vitest'
import { makeExample } from '#example/makeExample.ts'
import { makeSite } from '#faces/site/app.ts'
import { publish } from '#faces/site/view.ts'
import { languageNames, languagePrefix } from '#faces/site/words/languages.ts'
import { gather } from '#sources/gather.ts'
import { nodeSqlite } from '#sources/nodeSqlite.ts'
import { readStudy } from '#sources/studyFile.ts'
import { runStudy } from '#study.ts'
import { crawl, linksIn } from './_crawl.ts'

/** HTML with its stylesheet, as sent. */
const firstViewBytes = 14_000
/** All of it but the map. */
const wholePageBytes = 30_000

const example = await planExample(400, 11)
const site = makeSite([example, { ...example, result: renamed(example.result) }])
const { pages, broken, unreached } = await crawl(site)

test('crawl() reaches every route but those of a bundle that is not built here', () => {
  expect(broken).toEqual([])
  expect(unreached).toEqual(['/assets/:name'])
  const routes = new Set(pages.map(({ route }) => route))
  const { id } = example.result.study
  for (const known of ['map', 'sites/:id', 'areas/:id', 'recompute'])
    expect(routes).toContain(`/${id}/${known}`)
})

describe.each(languageNames)('in %s', (language) => {
  const prefix = languagePrefix(language)

  test('every page’s first view is at most 14,000 bytes, the whole of it at most 30 KB without its map', async () => {
    const heavy: string[] = []
    for (const { path } of pages)
      for (const coding of ['br', 'gzip']) {
        const { first, rest } = await weigh(prefix + path, coding)
        if (first > firstViewBytes || first + rest > wholePageBytes)
          heavy.push(`${prefix}${path} by ${coding}: ${first} bytes, then ${rest}`)
      }
    expect(heavy).toEqual([])
  })

  test('no page needs script: none is inline, and what is there is a module that may fail', async () => {
    const wrong: string[] = []
    for (const { path } of pages) {
      const markup = await (await site.request(prefix + path)).text()
      const scripts = [...markup.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag)
      if (scripts.some((tag) => !/^<script type="module" src="\/assets\//.test(tag)))
        wrong.push(path)
      if (/\son\w+="|javascript:/.test(markup)) wrong.push(path)
    }
    expect(wrong).toEqual([])
  })
})

/** Bytes on the wire: head and body of the page, then of everything it loads but maps and script. */
async function weigh(path: string, coding: string): Promise<{ first: number; rest: number }> {
  const first = await sent(path, coding)
  const markup = await (await site.request(path)).text()
  let rest = 0
  const loads = [...markup.matchAll(/<(img|link rel="(?:stylesheet|icon)")[^>]*>/g)]
  for (const [tag] of loads)
    for (const address of linksIn(tag))
      if (!/\/map\.svg/.test(address)) rest += await sent(address, coding)
  return { first, rest }
}

async function sent(path: string, coding: string): Promise<number> {
  const answer = await site.request(path, { headers: { 'accept-encoding': coding } })
  const body = await answer.arrayBuffer()
  const head = [...answer.headers].reduce(
    (sum, [name, value]) => sum + name.length + value.length + 4,
    19,
  )
  return head + body.byteLength
}

/** The example country, planned here. */
async function planExample(sites: number, seed: number) {
  const files = makeExample({ sites, seed })
  const { value: file } = readStudy(files.get('study.json') ?? new Uint8Array(), 'study.json')
  if (file === undefined) throw new Error('Cannot read the example’s study.json')
  const { country, study, problems } = await gather(file, new Map(files), {
    sql: nodeSqlite,
    manifest: { datasets: {} },
  })
  const bytes = new Uint8Array(1000)
  return publish(
    await runStudy(country, study),
    problems,
    { plan: {}, gap: {}, roadmap: {}, check: {} },
    {
      command: 'bin/silta plan taruva',
      inputs: {
        study: {},
        manifest: {},
        files: [{ name: 'a.csv', digest: `sha256:${'0'.repeat(64)}`, bytes }],
      },
    },
  )
}

function renamed(result: typeof example.result): typeof example.result {
  return { ...result, study: { ...result.study, id: 'second' } }
}
