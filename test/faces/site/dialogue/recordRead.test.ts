// Amounts and days as people type them, in the digits and order of their language; and each hint's own example
// is one that the form takes.
import { expect, test } from 'vitest'
import { saidProblems } from '#faces/site/dialogue/recordForm.ts'
import { readRecord } from '#faces/site/dialogue/recordRead.ts'
import type { SentForm } from '#faces/site/forms.ts'
import { languageNames, languages } from '#faces/site/words/languages.ts'
import { checkRecord } from '#register/records.ts'
import {
  meetingData,
  needData,
  pledgeData,
  practiceData,
} from '../../../register/dialogueSamples.ts'

const sent = (fields: Readonly<Record<string, string>>): SentForm => ({
  text: (name) => fields[name] ?? '',
  texts: (name) => (fields[name] === undefined ? [] : [fields[name]]),
  file: () => undefined,
  names: Object.keys(fields),
})
const money = (typed: string) => readRecord('need', sent({ money: typed }), []).money

test.each([
  ['250000 USD', 25_000_000, 'USD'],
  ['USD 250,000', 25_000_000, 'USD'],
  ['1,250,000.50 EUR', 125_000_050, 'EUR'],
  ['250 000,5 eur', 25_000_050, 'EUR'],
  ["250'000", 25_000_000, 'USD'],
  ['$250000', 25_000_000, 'USD'],
  ['٢٥٠٬٠٠٠٫٥ USD', 25_000_050, 'USD'],
  ['\u200e250000 \u200e$', 25_000_000, 'USD'],
  // The yen has no smaller unit.
  ['250000 JPY', 250_000, 'JPY'],
])('readRecord() takes the amount "%s"', (typed, minor, currency) => {
  expect(money(typed)).toEqual({ minor, currency })
})

test.each(['much', '12 thousand USD', 'USD', '1,2,3', '$12 EUR x'])(
  'readRecord() leaves "%s" as it was typed',
  (typed) => {
    expect(money(typed)).toBe(typed)
  },
)

test('readRecord() takes whole numbers in Arabic digits', () => {
  expect(readRecord('need', sent({ people: '١٢٬٠٠٠' }), []).people).toBe(12_000)
  expect(readRecord('need', sent({ people: 'many' }), []).people).toBe('many')
})

/** What a hint gives as its example: from its first digit on. */
const exampleIn = (hint: string): string =>
  /\d.*$/
    .exec(hint)?.[0]
    .replaceAll(/[\u2066-\u2069\u200e\u200f]/g, '')
    .replace(/[.)]+$/, '') ?? ''

test.each(languageNames)('each hint’s example is taken by its own form, in %s', (language) => {
  const { words } = languages[language]
  const need = {
    ...needData,
    kind: 'money',
    count: undefined,
    ...readRecord('need', sent({ money: exampleIn(words.say('dh.money')) }), []),
  }
  expect(need.money).toMatchObject({ currency: 'USD' })
  const from = readRecord('meeting', sent({ from: exampleIn(words.say('dh.instant')) }), []).from
  expect(checkRecord('meeting', { ...meetingData, from }, 'dialogue')).toEqual([])
  const measured = exampleIn(words.say('dh.result.measured'))
  const result = { ...practiceData.result, measured }
  expect(checkRecord('practice', { ...practiceData, result }, 'dialogue')).toEqual([])
})

test('saidProblems() names the field and what fits there, also of a list’s item and of a field’s own label', () => {
  const { words } = languages.en
  const said = (kind: 'pledge' | 'change', data: object): string[] =>
    saidProblems(words, kind, checkRecord(kind, data, 'dialogue')).map(
      ({ message, cure }) => `${message}. ${cure}`,
    )
  expect(said('pledge', { ...pledgeData, countries: ['Nowhere'] })).toEqual([
    `${words.say('df.pledge.countries')}. ${words.say('wrong.country')}`,
  ])
  expect(said('change', { before: 'x'.repeat(100_000) })).toContain(
    `${words.say('df.change.before')}. ${words.say('wrong.text', { most: 4000 })}`,
  )
})
