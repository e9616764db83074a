// The catalogues as a translator must leave them: whole, used, translated, with the right plurals and
// placeholders. The types find missing and needless keys already; this finds the rest.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ar } from '#faces/site/words/ar.ts'
import { en } from '#faces/site/words/en.ts'
import { fr } from '#faces/site/words/fr.ts'
import { languageNames, languages } from '#faces/site/words/languages.ts'
import type { Language, Message } from '#faces/site/words/message.ts'

const site = new URL('../../../src/faces/site', import.meta.url).pathname
const catalogues: Readonly<Record<Language, Readonly<Record<string, Message>>>> = { en, fr, ar }
const keys = Object.keys(en)

/** Messages that are one text in every language: names, symbols and placeholders alone. */
const international = new Set(['site.name', 'site.kindIn'])

/** Texts that a language shares with English because its word is the same. */
const sameWord: Readonly<Record<Exclude<Language, 'en'>, ReadonlySet<string>>> = {
  fr: new Set([
    'nav.section.dialogue',
    'amount.spectrum',
    'site.menu',
    'operator.title',
    'nav.section.plans',
    'nav.sources',
    'word.source',
    'word.comma',
    'choice.satellite',
    'technology.satellite',
    'number.6',
    'less',
    'percent',
    'money.one',
    'money.million',
    'kilometers',
    'meters',
    'unit.one',
    'take.documents',
    'map.atmost',
    'map.scale',
    'map.north',
    'site.amount',
    'site.position',
    'site.source',
    'sources.title',
    'sources.date',
    'sources.caption',
    'sources.licence',
    'public.initiatives',
    'commitment.budget',
    'commitment.programme',
    'trail.evidence.link',
    'receipt.version',
    'receipt.versions',
    'source.title',
    'project.kind.infrastructure',
    'project.kind.satellite',
    'grouping.title.initiatives',
    'initiative.kind',
    'region.europe',
    'kind.record.signature',
    'kind.record.initiative',
    'kind.record.stand',
    'kind.record.consultation',
    'amount.kilometer',
    'amount.usd',
    'commit.study',
    'commit.budget',
    'field.source',
    'field.budget',
    'field.plan',
    'field.point',
    'field.lon',
    'field.lat',
  ]),
  ar: new Set([]),
}

const textsOf = (message: Message): readonly string[] =>
  typeof message === 'string' ? [message] : Object.values(message)
const placeholdersOf = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].toSorted()

describe.each(languageNames)('the catalogue of %s', (language) => {
  const catalogue = catalogues[language]
  const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted()

  test('has every message of English and no other', () => {
    expect(Object.keys(catalogue).toSorted()).toEqual(keys.toSorted())
  })

  test('has the plural forms of its language, where and only where English counts', () => {
    const wrong = keys.filter((key) => {
      const message = catalogue[key]
      if (typeof en[key as 'people'] === 'string') return typeof message !== 'string'
      return (
        typeof message === 'string' || Object.keys(message).toSorted().join() !== categories.join()
      )
    })
    expect(wrong).toEqual([])
  })

  test('keeps the placeholders of English; a plural may say its number in words', () => {
    const wrong = keys.flatMap((key) => {
      const wanted = [...new Set(textsOf(en[key as 'people']).flatMap(placeholdersOf))].toSorted()
      return textsOf(catalogue[key])
        .filter((text) => {
          const has = placeholdersOf(text)
          const spared = typeof en[key as 'people'] === 'string' ? [] : ['count']
          return (
            has.some((name) => !wanted.includes(name)) ||
            wanted.some((name) => !has.includes(name) && !spared.includes(name))
          )
        })
        .map((text) => `${key}: ${text}`)
    })
    expect(wrong).toEqual([])
  })

  test('says its number where one form stands for many numbers', () => {
    const rules = new Intl.PluralRules(language)
    const numbersOf = new Map<string, number>()
    for (let n = 0; n <= 1000; n++) {
      const form = rules.select(n)
      numbersOf.set(form, (numbersOf.get(form) ?? 0) + 1)
    }
    const wrong = keys.flatMap((key) => {
      const message = catalogue[key]
      if (typeof message === 'string') return []
      return Object.entries(message)
        .filter(
          ([form, text]) => (numbersOf.get(form) ?? 2) > 1 && placeholdersOf(text).length === 0,
        )
        .map(([form]) => `${key} ${form}`)
    })
    expect(wrong).toEqual([])
  })

  test('has no empty text, no stray brace, and no space at an end or twice', () => {
    const wrong = keys.flatMap((key) =>
      textsOf(catalogue[key]).filter(
        (text) =>
          /^\s| $/.test(text) ||
          text === '' ||
          text.includes('  ') ||
          /[{}]/.test(text.replaceAll(/\{\w+\}/g, '')),
      ),
    )
    expect(wrong).toEqual([])
  })

  test('is divided into the sections of English, with no key in two of them', () => {
    const files = (folder: string): string[] => readdirSync(join(site, 'words', folder)).toSorted()
    expect(files(language)).toEqual(files('en'))
    const written = files(language).flatMap((name) => [
      ...readFileSync(join(site, 'words', language, name), 'utf8').matchAll(
        /^ {2}'?([\w.-]+)'?:/gm,
      ),
    ])
    expect(written.map(([, key]) => key).toSorted()).toEqual(keys.toSorted())
  })
})

describe.each(['fr', 'ar'] as const)('the catalogue of %s', (language) => {
  test('is translated: no text is the English one, but for words that are the same', () => {
    const same = keys.filter((key) => {
      const english = new Set(textsOf(en[key as 'people']))
      return textsOf(catalogues[language][key]).some((text) => english.has(text))
    })
    const known = new Set([...international, ...sameWord[language]])
    const placeholdersAlone = (key: string): boolean =>
      textsOf(en[key as 'people']).every((text) => text.replaceAll(/\{\w+\}|[\s·]/g, '') === '')
    expect(same.filter((key) => !known.has(key) && !placeholdersAlone(key))).toEqual([])
    expect([...sameWord[language]].filter((key) => !same.includes(key))).toEqual([])
  })
})

test('Arabic is written in Arabic letters but for names, units of data and placeholders', () => {
  const latin = keys.flatMap((key) =>
    textsOf(ar[key as 'people']).flatMap(
      (text) => text.replaceAll(/\{\w+\}/g, '').match(/[A-Za-z]{2,}/g) ?? [],
    ),
  )
  const names = 'CLDR CSV Enter GET JPEG PDF PNG Silta USD UTF Unicode WebP'.split(' ')
  const inFiles =
    'apart attribution city country crs date example exchange gateway kinds landing layer licence name names node people reconcile technology value'.split(
      ' ',
    )
  const known = new Set([...names, ...inFiles])
  expect([...new Set(latin)].filter((word) => !known.has(word))).toEqual([])
})

test('every message is used, and every language is in the switch', () => {
  const sources = [site, join(site, '..', 'api')]
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts') && !name.startsWith('words'))
        .map((name) => readFileSync(join(folder, name), 'utf8')),
    )
    .join('\n')
  const unused = keys.filter((key) => {
    if (sources.includes(`'${key}'`)) return false
    // Made from a value: `choice.${choice}`, `plan.next.${size}`, `sources.complete.${what}.…`.
    for (let end = key.lastIndexOf('.'); end > 0; end = key.lastIndexOf('.', end - 1))
      if (sources.includes(`\`${key.slice(0, end)}.\${`)) return false
    return true
  })
  expect(unused).toEqual([])
  expect(Object.keys(languages)).toEqual(Object.keys(catalogues))
})
