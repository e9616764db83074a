// A language made for the purpose, from right to left, whose every text stands in ⟦brackets⟧: as a file it makes
// every page speak it, and whatever stands outside the brackets did not come from the catalogue.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeSite } from '#faces/site/app.ts'
import { publish } from '#faces/site/view.ts'
import { en } from '#faces/site/words/en.ts'
import {
  type LanguageFile,
  languageTemplate,
  readLanguageFile,
} from '#faces/site/words/languageFile.ts'
import {
  addLanguagesIn,
  languageNames,
  languageOf,
  languageProblems,
  languages,
} from '#faces/site/words/languages.ts'
import { tinyResult } from '../tinyResult.ts'
import { pseudo, textsOutside } from './_pseudo.ts'

const bytesOf = (file: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(file))
const read = (file: unknown) => readLanguageFile(bytesOf(file), 'qps.json')
const without = (messages: LanguageFile['messages'], key: string) =>
  Object.fromEntries(Object.entries(messages).filter(([each]) => each !== key))

describe('readLanguageFile()', () => {
  test('takes what languageTemplate() begins with: every message, in the language’s own plural forms', () => {
    for (const tag of ['az', 'zh', 'fi', 'ru', 'es']) {
      const template = languageTemplate(tag)
      expect(Object.keys(template.messages)).toEqual(Object.keys(en))
      expect(read(template).problems).toEqual([])
    }
    // CLDR: Russian has four forms, Chinese one, Spanish three.
    const formsOf = (tag: string) => Object.keys(languageTemplate(tag).messages.people).toSorted()
    expect(formsOf('ru')).toEqual(['few', 'many', 'one', 'other'])
    expect(formsOf('zh')).toEqual(['other'])
    expect(formsOf('es')).toEqual(['many', 'one', 'other'])
  })

  test('names every message that is missing, needless or broken', () => {
    const { messages, ...rest } = pseudo()
    const { value, problems } = read({
      ...rest,
      messages: {
        ...without(messages, 'nav.map'),
        'nav.nowhere': 'x',
        'nav.sites': '',
        'mapfigure.item': '{count} by {technologie}',
        people: 'people',
        'nav.links': 'a { brace',
      },
    })
    expect(value).toBeUndefined()
    expect(problems.map(({ message }) => message).toSorted()).toEqual([
      '"mapfigure.item" has lost its {technology}',
      '"mapfigure.item" has {technologie}, which nobody fills',
      '"nav.links" has a loose brace',
      '"nav.sites" is no text',
      '"people" counts something',
      'The message "nav.map" is missing',
      'There is no message "nav.nowhere"',
    ])
    const missing = problems.find(({ at }) => at.table === 'nav.map')
    expect(missing).toMatchObject({ at: { source: 'qps.json' }, cure: 'Translate "Map"' })
  })

  test('refuses a file without tag, name, direction or messages, each in a sentence', () => {
    expect(read({}).problems.map(({ at }) => at.table)).toEqual([
      'tag',
      'name',
      'direction',
      'messages',
    ])
    for (const text of ['', '[]', '{', 'null'])
      expect(readLanguageFile(new TextEncoder().encode(text), 'x').problems).toHaveLength(1)
  })
})

test('the languages that are added to the site have no fault', () => {
  expect(languageProblems).toEqual([])
})

describe('a language that is added as a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'silta-words-'))
  beforeAll(() => {
    writeFileSync(join(folder, 'qps.json'), bytesOf(pseudo()))
    writeFileSync(join(folder, 'az.json'), bytesOf({ tag: 'az', name: 'Azərbaycanca' }))
    const problems = addLanguagesIn(pathToFileURL(`${folder}/`))
    expect(new Set(problems.map(({ at }) => at.source))).toEqual(new Set(['az.json']))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const problem = {
    level: 'note',
    code: 'fibre-pieces',
    at: { source: 'a.csv', table: 'a.csv', row: 1 },
    message: 'Found pieces',
    cure: 'Join them',
  } as const
  const site = makeSite([publish(tinyResult, [problem], {})])

  test('is offered by every page, at an address of its own; one with a fault is not', async () => {
    expect(languageNames).toEqual(['en', 'fr', 'ar', 'qps'])
    expect(languageOf('/qps/plan')).toEqual({ language: 'qps', path: '/plan' })
    const markup = await (await site.request('/plan')).text()
    expect(markup).toContain('<a href="/qps/plan" lang="qps" hreflang="qps">⟦Pseudo⟧</a>')
    expect(await (await site.request('/qps')).text()).toContain('<html lang="qps" dir="rtl">')
    expect((await site.request('/az')).status).toBe(404)
    expect(languages.ar.words.direction).toBe('rtl')
  })

  test.each([
    '/',
    '/map',
    '/sites',
    '/sites/s2',
    '/links',
    '/areas',
    '/areas/A1',
    '/plan',
    '/sources',
    '/problems',
    '/recompute',
    '/nowhere',
  ])('%s speaks it whole: no text of the page comes from anywhere else', async (path) => {
    const markup = await (await site.request(`/qps${path}`)).text()
    expect(markup).toContain('⟦')
    expect(textsOutside(markup, data)).toEqual([])
  })
})

/** Names of the study, of formats and documents, and values of settings: nobody translates them. */
const data = new Set([
  ...[...tinyResult.country.areas.table.name, ...tinyResult.country.sites.name]
    .flatMap((name) => name.split(' '))
    .concat(tinyResult.country.name),
  ...['CSV', 'GeoJSON', 'GeoPackage', 'Parquet', 'plan', 'gap', 'roadmap', 'funding', 'check'],
  ...['silta', 'leave', 'roads', 'radius'],
])
