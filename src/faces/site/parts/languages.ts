// Languages that a record's words may be in, by name: nobody types a tag.
import type { Words } from '#faces/site/words/words.ts'

/** Languages that forms offer; others come by the API. */
const languageTags = [
  'en',
  'fr',
  'ar',
  'az',
  'zh',
  'fi',
  'ru',
  'es',
  'pt',
  'sw',
  'hi',
  'tr',
] as const

/** The choice of a language, each by its name; one that a record is in already is offered too. */
export function languageChoices(
  words: Words,
  held = '',
): readonly (readonly [tag: string, name: string])[] {
  const names = new Intl.DisplayNames(words.locale, { type: 'language' })
  const tags: readonly string[] = languageTags
  const nameOf = (tag: string): string => {
    try {
      return names.of(tag) ?? tag
    } catch {
      // What was sent is no tag at all.
      return tag
    }
  }
  return [...tags, ...(held === '' || tags.includes(held) ? [] : [held])].map((tag) => [
    tag,
    nameOf(tag),
  ])
}
