import { describe, expect, test } from 'vitest'
import { makeSite } from '#faces/site/app.ts'
import { publish } from '#faces/site/view.ts'
import { countryName, isCountryCode } from '#faces/site/words/countries.ts'
import { languages } from '#faces/site/words/languages.ts'
import { regionMembers, regionNames } from '#register/groups.ts'
import { tinyResult } from '../tinyResult.ts'

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
    const territories = {
      countries: new Map([
        ['COM', { names: { fr: 'Union des Comores' } }],
        ['XTA', { names: { ar: 'تاروفا' } }],
      ]),
    }
    expect(countryName(fr.words, 'COM', { territories })).toBe('Union des Comores')
    expect(countryName(en.words, 'COM', { territories })).toBe('Comoros')
    expect(countryName(ar.words, 'XTA', { territories, otherwise: 'Taruva' })).toBe('تاروفا')
    expect(countryName(fr.words, 'XTA', { territories, otherwise: 'Taruva' })).toBe('Taruva')
  })
})

test('isCountryCode() knows ISO 3166-1 alpha-3, and the range it leaves to its users', () => {
  const codes = ['COM', 'XTA', 'ZZZ', 'com', 'COMO']
  expect(codes.map(isCountryCode)).toEqual([true, true, false, false, false])
})

test('pages call the study’s country as its study does, and as the platform in other languages', async () => {
  const country = { ...tinyResult.country, iso3: 'COM', name: 'Komori' }
  const site = makeSite([publish({ ...tinyResult, country }, [], {})])
  const heading = async (path: string): Promise<string | undefined> =>
    (await (await site.request(path)).text()).match(/<h1>(.*?)<\/h1>/)?.[1]
  expect(await heading('/')).toBe('Komori')
  expect(await heading('/fr')).toBe('Comores')
})
