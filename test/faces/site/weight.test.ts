// What a page weighs on the wire, for every route of the application in every language, for whoever may see
// it. Routes come from the application and its links, so a new page is weighed without being named here.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { languageNames, languagePrefix } from '#faces/site/words/languages.ts'
import { linksIn } from './_crawl.ts'
import { openWhole, type Person, pagesOf, persons, type WholeSite } from './_whole.ts'

/** HTML with its stylesheet, as sent. */
const firstViewBytes = 14_000
/** All of it but the map. */
const wholePageBytes = 30_000

let site: WholeSite
beforeAll(async () => {
  site = await openWhole(250, 2)
})
afterAll(async () => {
  expect(site.faults).toEqual([])
  await site.close()
})

test('crawl() reaches every route, and no link leads nowhere', () => {
  for (const person of persons) {
    expect(site.crawls[person].broken, person).toEqual([])
  }
  const unreached = persons
    .map((person) => site.crawls[person].unreached)
    .reduce((left, routes) => left.filter((route) => routes.includes(route)))
  expect(unreached.filter((route) => !elsewhere.test(route))).toEqual([])
  const routes = new Set(site.crawls.visitor.pages.map(({ route }) => route))
  for (const known of ['/map', '/sites/:id', '/areas/:id', '/recompute', '/commitments/:id'])
    expect(routes).toContain(known)
})

/** What programs ask for: the API and the files of the log and of uploads. */
const elsewhere = /^\/(api\/v1|log\/tile|uploads)\//

describe.each(languageNames)('in %s', (language) => {
  const prefix = languagePrefix(language)

  test('every page’s first view is at most 14,000 bytes, the whole of it at most 30 KB without its map', async () => {
    const heavy: string[] = []
    for (const { person, path } of pagesOf(site))
      for (const coding of ['br', 'gzip']) {
        const { first, rest } = await weigh(person, prefix + path, coding)
        if (first > firstViewBytes || first + rest > wholePageBytes)
          heavy.push(`${person} ${prefix}${path} by ${coding}: ${first} bytes, then ${rest}`)
      }
    expect(heavy).toEqual([])
  })

  test('no page needs script: none is inline, and what is there is a module that may fail', async () => {
    const wrong: string[] = []
    for (const { person, path } of pagesOf(site)) {
      const markup = await markupOf(person, prefix + path)
      const scripts = [...markup.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag)
      if (scripts.some((tag) => !/^<script type="module" src="\/assets\//.test(tag)))
        wrong.push(path)
      if (/<[^>]*\son\w+="|javascript:/.test(markup)) wrong.push(path)
    }
    expect(wrong).toEqual([])
  })
})

const read = new Map<string, Promise<string>>()

/** A page as it is before it is sent; read once. */
function markupOf(person: Person, path: string): Promise<string> {
  const name = `${person} ${path}`
  const known =
    read.get(name) ?? site.people[person](path).then((answer: Response) => answer.text())
  read.set(name, known)
  return known
}

/** Bytes on the wire: head and body of the page, then of everything it loads but maps and script. */
async function weigh(
  person: Person,
  path: string,
  coding: string,
): Promise<{ first: number; rest: number }> {
  const first = await sent(person, path, coding)
  const markup = await markupOf(person, path)
  let rest = 0
  const tags = [...markup.matchAll(/<(img|link rel="(?:stylesheet|icon)")[^>]*>/g)]
  for (const [tag] of tags)
    for (const address of linksIn(tag))
      if (!/\/(map|signal)\.svg/.test(address)) rest += await loaded(person, address, coding)
  return { first, rest }
}

const loads = new Map<string, Promise<number>>()

/** Bytes of what pages load; many load the same, which is the same for everyone. */
function loaded(person: Person, address: string, coding: string): Promise<number> {
  const name = `${coding} ${address}`
  const known = loads.get(name) ?? sent(person, address, coding)
  loads.set(name, known)
  return known
}

async function sent(person: Person, path: string, coding: string): Promise<number> {
  const answer = await site.people[person](path, { headers: { 'accept-encoding': coding } })
  const body = await answer.arrayBuffer()
  const head = [...answer.headers].reduce(
    (sum, [name, value]) => sum + name.length + value.length + 4,
    19,
  )
  return head + body.byteLength
}
