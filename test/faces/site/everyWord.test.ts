// Every word of every page for everyone who may see it: what we say comes from the catalogue, what people wrote
// is marked as theirs, and in Arabic numbers, dates and names stand as a reader of Arabic expects them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Json } from '#base/canonical.ts'
import { addLanguagesIn } from '#faces/site/words/languages.ts'
import { Reading } from '#store/reading.ts'
import { pseudo, unmarked, wordsIn } from './_pseudo.ts'
import { openWhole, pagesOf, persons, type Seen, type WholeSite } from './_whole.ts'

/** Hebrew, so that what the platform knows of a language (months, countries, "and") is in no Latin letters. */
const tag = 'he'
const folder = mkdtempSync(join(tmpdir(), 'silta-words-'))
let site: WholeSite
let pages: readonly Seen[] = []
let written: ReadonlySet<string> = new Set()

beforeAll(async () => {
  writeFileSync(join(folder, `${tag}.json`), JSON.stringify(pseudo(tag)))
  expect(addLanguagesIn(pathToFileURL(`${folder}/`))).toEqual([])
  site = await openWhole(120, 1)
  const shapes = new Set<string>()
  pages = pagesOf(site).filter(({ shape }) => !shapes.has(shape) && shapes.add(shape))
  written = await everythingWritten(site)
})
afterAll(async () => {
  expect(site.faults).toEqual([])
  await site.close()
  rmSync(folder, { recursive: true })
})

/** Every text that people and the study brought: names, titles, what was said. */
async function everythingWritten({ register, study }: WholeSite): Promise<ReadonlySet<string>> {
  const texts = new Set<string>()
  const take = (value: Json | undefined): void => {
    if (typeof value === 'string') for (const line of value.split('\n')) texts.add(line.trim())
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(take)
  }
  const { db } = register.database
  const heads = await db.selectFrom('record_head').select('id').execute()
  const records = await new Reading(register).records(heads.map(({ id }) => id))
  for (const { data } of records.values()) take(data as unknown as Json)
  for (const { id, name } of await db.selectFrom('account').select(['id', 'name']).execute())
    texts.add(name).add(id)
  const { country, study: planned } = study.result
  for (const name of [...country.areas.table.name, ...country.sites.name, country.name])
    texts.add(name)
  texts.add(planned.title)
  texts.delete('')
  return texts
}

const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

/** A text that somebody wrote, or the beginning of one that was cut, or two of them. */
function isWritten(text: string): boolean {
  return unescaped(text)
    .trim()
    .split(' · ')
    .every((part) => {
      const begun = part.endsWith('…') ? part.slice(0, -1) : undefined
      return (
        written.has(part) ||
        (begun !== undefined && [...written].some((each) => each.startsWith(begun)))
      )
    })
}

/** The page without elements, attributes and lines of fields that hold nothing but what somebody wrote. */
const withoutWritten = (markup: string): string =>
  unmarked(markup)
    .replaceAll(/<textarea[^>]*>(.*?)<\/textarea>/gs, (_, text: string) =>
      text
        .split('\n')
        .filter((line) => !isWritten(line))
        .join('\n'),
    )
    .replaceAll(/>([^<>]+)</g, (all, text: string) => (isWritten(text) ? '><' : all))
    .replaceAll(/="([^"]*)"/g, (all, text: string) => (isWritten(text) ? '=""' : all))

const markupOf = async ({ person, path }: Seen, prefix: string): Promise<string> =>
  (await site.people[person](prefix + path)).text()

/** Formats, licences, currencies, parts of commands and values of settings: the same in every language. */
const international = new Set(
  'CSV GeoJSON GeoPackage Parquet plan gap roadmap funding check CC BY SA UTC USD silta roads terrain'.split(
    ' ',
  ),
)

test.each(persons)(
  'no text of a page that a %s sees comes from anywhere but the catalogue',
  async (person) => {
    const found: string[] = []
    for (const seen of pages.filter((each) => each.person === person)) {
      const words = wordsIn(withoutWritten(await markupOf(seen, `/${tag}`))).filter(
        (word) => /[A-Za-z]/.test(word) && !international.has(word),
      )
      if (words.length > 0) found.push(`${seen.path}: ${words.join(' ')}`)
    }
    expect(found).toEqual([])
  },
)

/** Pages that are for those who run things: no visitor finds them, or finds another there. */
const offices = (): Seen[] =>
  pages.filter(({ person }) => person === 'operator' || person === 'official')

/** What of a page in Arabic is ours to write: nobody's own words, no code, nothing that a program reads. */
const ourArabic = async (seen: Seen): Promise<string> => {
  const markup = withoutWritten(await markupOf(seen, '/ar'))
  return (
    markup
      // What stands from left to right is exact: instants of the log, digests, paths.
      .replaceAll(/<(\w+)[^>]* dir="ltr"[^>]*>.*?<\/\1>/gs, ' ')
      // The last step of a trail repeats the heading; a hint shows how something is typed.
      .replaceAll(/<li aria-current="page">.*?<\/li>/gs, '')
      .replaceAll(/<p class="note" id="[^"]*-hint">.*?<\/p>/gs, '')
      .replaceAll(/\u2068[^\u2068\u2069]*\u2069/g, '')
      .replaceAll(/<[^>]*>/g, '\n')
      .replaceAll(/&[#\w]+;/g, ' ')
  )
}

test('offices are in Arabic from right to left, with each name apart from the words around it', async () => {
  expect(offices().length).toBeGreaterThan(50)
  const names = new Set(
    'Silta Unicode CLDR English Français PDF PNG JPEG WebP name value'.split(' '),
  )
  const found: string[] = []
  for (const seen of offices()) {
    const markup = await markupOf(seen, '/ar')
    if (!markup.includes('<html lang="ar" dir="rtl">')) found.push(`${seen.path} is not Arabic`)
    const latin = (await ourArabic(seen)).match(/\p{Script=Latin}{2,}/gu) ?? []
    const wrong = latin.filter((word) => !names.has(word) && !international.has(word))
    if (wrong.length > 0) found.push(`${seen.path}: ${wrong.join(' ')}`)
  }
  expect(found).toEqual([])
})

test('numbers and dates are in Arabic as CLDR has them: one kind of digits, months by name, signs at the left', async () => {
  const found: string[] = []
  for (const seen of pages) {
    const text = await ourArabic(seen)
    const wrong = [
      // CLDR has European digits for "ar"; a page does not mix two kinds.
      ...(text.match(/[٠-٩۰-۹]+/gu) ?? []),
      // A day or an instant as programs write it.
      ...(text.match(/\d{4}-\d\d(-\d\d)?|\d\d:\d\d:\d\d|\d{1,2}\/\d{1,2}\/\d{2,4}/g) ?? []),
      // A sign that no mark keeps at the left of its number.
      ...(text.match(/(?<![\d\u2066\u200e])[+−]\d+/g) ?? []),
      // Thousands without a mark between them, years apart; a point that is no decimal sign.
      ...(text.match(/(?<![\d.,])(?!(?:19|20|21)\d\d(?!\d))\d{4,}/g) ?? []),
    ]
    if (wrong.length > 0) found.push(`${seen.path}: ${wrong.join(' ')}`)
  }
  expect(found).toEqual([])
})
