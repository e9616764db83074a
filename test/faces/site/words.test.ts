import { expect, test } from 'vitest'
import { html } from '#faces/site/html.ts'
import { english } from '#faces/site/words/english.ts'
import { languageOf, languages, preferredLanguage } from '#faces/site/words/languages.ts'

const french = languages.fr.words
const arabic = languages.ar.words

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

test('say() counts in Arabic with the form of the platform’s plural rule', () => {
  const said = [0, 1, 2, 3, 11, 100].map((count) => arabic.say('people', { count }))
  expect(said).toEqual(['لا أحد', 'شخص واحد', 'شخصان', '3 أشخاص', '11 شخصًا', '100 شخص'])
})

test('say() in French sets no-break spaces where French wants them', () => {
  expect(french.say('percent', { amount: french.count(12.5, 1) })).toBe('12,5\u00a0%')
  expect(french.say('mapfigure.heading', { list: 'x' })).toBe('Le plan\u00a0: x')
  expect(french.say('word.source.of', { figure: 'x' })).toBe('Source de «\u00a0x\u00a0»')
})

test('count(), date(), time() and list() write as the reader’s language does', () => {
  const said = [english, french, arabic].map((words) => [
    words.count(1234567.5, 1),
    words.fixed(2, 1),
    words.date('2026-03-01'),
    words.list(['A', 'B', 'C']),
  ])
  expect(said).toEqual([
    ['1,234,567.5', '2.0', 'March 1, 2026', 'A, B, and C'],
    ['1\u202f234\u202f567,5', '2,0', '1 mars 2026', 'A, B et C'],
    ['1,234,567.5', '2.0', '1 مارس 2026', 'A وB وC'],
  ])
  expect(french.time(new Date('2026-03-01T23:59:00Z'))).toMatch(/^1 mars 2026 .*23:59 UTC$/)
})

test('languageOf() takes the language off a path, and only a language', () => {
  expect(languageOf('/fr/plan')).toEqual({ language: 'fr', path: '/plan' })
  expect(languageOf('/ar')).toEqual({ language: 'ar', path: '/' })
  for (const path of ['/', '/plan', '/france/plan', '/en/plan', '/__proto__/x', '/toString'])
    expect(languageOf(path)).toEqual({ language: 'en', path })
})

test('preferredLanguage() is the one with the most weight that the site speaks', () => {
  expect(preferredLanguage('fr-KM,fr;q=0.9,en;q=0.8')).toBe('fr')
  expect(preferredLanguage('de, ar;q=0.3, en;q=0.7')).toBe('en')
  expect(preferredLanguage('fi-FI,zh;q=0.9')).toBeUndefined()
  expect(preferredLanguage('fr;q=0, ar;q=0.1')).toBe('ar')
  expect(preferredLanguage('')).toBeUndefined()
})
