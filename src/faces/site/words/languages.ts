// The languages of the site, how an address names one, and which one a visitor's browser asks for.
// Another language is a folder beside `en/`, its plural forms in `message.ts`, and an entry here.
import { ar } from '#faces/site/words/ar.ts'
import { en } from '#faces/site/words/en.ts'
import { fr } from '#faces/site/words/fr.ts'
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

/** Every language, English first. Arabic keeps the digits of the files and addresses it is read beside. */
export const languages: Readonly<Record<Language, Spoken>> = {
  en: spoken('en', 'English', en),
  fr: spoken('fr', 'Français', fr),
  ar: spoken('ar', 'العربية', ar, 'rtl', 'ar-u-nu-latn'),
}

/** The languages in the order of the switch. */
export const languageNames = Object.keys(languages) as readonly Language[]

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
