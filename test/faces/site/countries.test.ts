import { describe, expect, test } from 'vitest'
import { makeSite } from '#faces/site/app.ts'
import { publish } from '#faces/site/view.ts'
import {
  type CountryNames,
  countryName,
  isCountryCode,
  readCountryNames,
} from '#faces/site/words/countries.ts'
import { languages } from '#faces/site/words/languages.ts'
import { regionMembers, regionNames } from '#register/groups.ts'
import { tinyResult } from '../tinyResult.ts'

const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))
const { en, fr, ar } = languages

describe('countryName()', () => {
  test('is the platform’s in each language', () => {
    const names = [en, fr, ar].map(({ words }) => countryName(words, 'COM'))
    expect(names).toEqual(['Comoros', 'Comores', 'جزر القمر'])
  })

  test('has a name, and not a code, for every member of ITU’s regions', () => {
    const members = regionNames.flatMap(regionMembers)
    expect(members.length).toBeGreaterThan(190)
    for (const { words } of [en, fr, ar])
      expect(members.filter((iso3) => /^[A-Z]{2,3}$/.test(countryName(words, iso3)))).toEqual([])
    expect(new Set(members.map((iso3) => countryName(en.words, iso3))).size).toBe(members.length)
  })

  test('is the operator’s before the platform’s, in the languages they give', () => {
    const names = { COM: { fr: 'Union des Comores' }, XTA: { ar: 'تاروفا' } }
    expect(countryName(fr.words, 'COM', { names })).toBe('Union des Comores')
    expect(countryName(en.words, 'COM', { names })).toBe('Comoros')
    expect(countryName(ar.words, 'XTA', { names, otherwise: 'Taruva' })).toBe('تاروفا')
    expect(countryName(fr.words, 'XTA', { names, otherwise: 'Taruva' })).toBe('Taruva')
    expect(countryName(fr.words, 'toString', { names })).toBe('toString')
  })
})

describe('readCountryNames()', () => {
  test('reads what is right, and tells every fault of what is not', () => {
    const right = { COM: { en: 'Comoros', ar: 'جزر القمر' }, XTA: { fr: 'Tarouva' } }
    expect(readCountryNames(bytesOf(right), 'names.json')).toEqual({ value: right, problems: [] })
    const { value, problems } = readCountryNames(
      bytesOf({ ZZZ: { en: 'Nowhere' }, COM: { tlh: 'x', fr: '' }, FIN: 'Suomi' }),
      'names.json',
    )
    expect(value).toBeUndefined()
    expect(problems.map(({ at }) => at.table)).toEqual(['/ZZZ', '/COM/tlh', '/COM/fr', '/FIN'])
    for (const text of ['', '[]', '{', 'null'])
      expect(readCountryNames(new TextEncoder().encode(text), 'n').problems).toHaveLength(1)
    expect(['COM', 'XTA', 'ZZZ', 'com', 'COMO'].map(isCountryCode)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
  })
})

test('pages call the study’s country as the operator does, else as its study or the platform', async () => {
  const country = { ...tinyResult.country, iso3: 'COM', name: 'Komori' }
  const study = publish({ ...tinyResult, country }, [], {})
  const heading = async (names: CountryNames, path: string): Promise<string | undefined> => {
    const markup = await (await makeSite([study], { names }).request(path)).text()
    return markup.match(/<h1>(.*?)<\/h1>/)?.[1]
  }
  expect(await heading({}, '/')).toBe('Komori')
  expect(await heading({}, '/fr')).toBe('Comores')
  expect(await heading({ COM: { en: 'Union of the Comoros' } }, '/')).toBe('Union of the Comoros')
})
