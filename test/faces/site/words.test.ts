import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { html } from '#faces/site/html.ts'
import { en } from '#faces/site/words/en.ts'
import { english } from '#faces/site/words/english.ts'
import { type Catalogue, makeWords } from '#faces/site/words/words.ts'

test('say() chooses the plural form and groups digits', () => {
  expect(english.say('people', { count: 1 })).toBe('1 person')
  expect(english.say('people', { count: 12345 })).toBe('12,345 people')
})

test('mix() keeps markup in placeholders and escapes texts', () => {
  const said = english.mix('gap.source', {
    origin: '<i>',
    sources: html`<a>x</a>`,
    unknown: 'none',
    how: '&',
  })
  expect(said.markup).toBe('&lt;i&gt;: <a>x</a>. Unknown for none. &amp;')
})

test('makeWords() speaks another language with its own plurals and digits', () => {
  const polish = makeWords('pl', 'ltr', {
    ...en,
    people: { one: '{count} osoba', few: '{count} osoby', other: '{count} osób' },
  } satisfies Catalogue)
  const said = [1, 3, 5, 22].map((count) => polish.say('people', { count }))
  expect(said).toEqual(['1 osoba', '3 osoby', '5 osób', '22 osoby'])
  expect(makeWords('de', 'ltr', en).count(1234.5, 1)).toBe('1.234,5')
})

test('every message of the catalogue is used, and every message used is in it', () => {
  const folder = new URL('../../../src/faces/site', import.meta.url).pathname
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('words'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n')
  const unused = Object.keys(en).filter((key) => {
    if (sources.includes(`'${key}'`)) return false
    // Made from a value: `choice.${choice}`, `plan.next.${size}`, `sources.complete.${what}.…`.
    for (let end = key.lastIndexOf('.'); end > 0; end = key.lastIndexOf('.', end - 1))
      if (sources.includes(`\`${key.slice(0, end)}.\${`)) return false
    return true
  })
  expect(unused).toEqual([])
})
