// The languages of the site, how an address names one, and which one a visitor's browser asks for. Three
// stand in typed catalogues; another is a file in `added/`, read and checked when the site starts.
import { readdirSync, readFileSync } from 'node:fs'
import type { Problem } from '#base/problem.ts'
import { ar } from '#faces/site/words/ar.ts'
import { en } from '#faces/site/words/en.ts'
import { fr } from '#faces/site/words/fr.ts'
import { type LanguageFile, readLanguageFile } from '#faces/site/words/languageFile.ts'
import type { Language } from '#faces/site/words/message.ts'
import { type Catalogue, makeWords, type Words } from '#faces/site/words/words.ts'

interface Spoken {
  /** Its own name, in itself. */
  readonly name: string
  readonly words: Words
}

function spoken(
  language: Language,
  name: string,
  catalogue: Catalogue,
  direction: Words['direction'] = 'ltr',
  locale: string = language,
): Spoken {
  return { name, words: makeWords({ language, direction, locale }, catalogue) }
}

const all: Record<Language, Spoken> = {
  en: spoken('en', 'English', en),
  fr: spoken('fr', 'Français', fr),
  // The digits of the files and addresses that Arabic is read beside.
  ar: spoken('ar', 'العربية', ar, 'rtl', 'ar-u-nu-latn'),
}
const names = Object.keys(all) as Language[]

/** Every language, English first. */
export const languages: Readonly<Record<Language, Spoken>> = all

/** The languages in the order of the switch. */
export const languageNames: readonly Language[] = names

/** Takes up a language that was read and checked; a later file of the same tag takes the place of the first. */
export function addLanguage({ tag, name, direction, locale, messages }: LanguageFile): void {
  // The types know the languages that stand in typed catalogues; the check has held this one to English.
  const language = tag as Language
  const catalogue = messages as Catalogue
  if (!names.includes(language)) names.push(language)
  all[language] = spoken(language, name, catalogue, direction, locale ?? tag)
}

/** Takes up every file of a folder that is whole, and tells what is wrong with the others. */
export function addLanguagesIn(folder: URL): readonly Problem[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .flatMap((file) => {
      const { value, problems } = readLanguageFile(readFileSync(new URL(file, folder)), file)
      if (value !== undefined) addLanguage(value)
      return problems
    })
}

/** What is wrong with the files in `added/`; a language with a fault is not shown. */
export const languageProblems = addLanguagesIn(new URL('./added/', import.meta.url))

/** The language that a path begins with, and the path without it: `/fr/plan` is `/plan` in French. */
export function languageOf(path: string): { readonly language: Language; readonly path: string } {
  const [, first] = path.split('/', 2)
  if (first !== 'en' && isLanguage(first))
    return { language: first, path: path.slice(first.length + 1) || '/' }
  return { language: 'en', path }
}

/** What the addresses of a language begin with: nothing for English. */
export function languagePrefix(language: Language): string {
  return language === 'en' ? '' : `/${language}`
}

/** True for the tag of a language of the site. */
export function isLanguage(tag: string | undefined): tag is Language {
  return tag !== undefined && Object.hasOwn(languages, tag)
}

/** The site's language that a browser prefers, by its `Accept-Language`; undefined where it names none. */
export function preferredLanguage(accepted: string): Language | undefined {
  let best: Language | undefined
  let most = 0
  for (const offer of accepted.split(',')) {
    const [tag = '', ...options] = offer.trim().split(';')
    const quality = options.map((option) => /^\s*q=([\d.]+)/.exec(option)?.[1]).find(Boolean)
    const weight = quality === undefined ? 1 : Number(quality)
    const language = tag.split('-')[0].toLowerCase()
    if (isLanguage(language) && weight > most) {
      best = language
      most = weight
    }
  }
  return best
}
