// A language made for the purpose whose every text stands in ⟦brackets⟧, and what of a page stands outside them:
// that did not come from the catalogue.
import { type LanguageFile, languageTemplate } from '#faces/site/words/languageFile.ts'
import type { Message } from '#faces/site/words/message.ts'

const bracketed = (message: Message): Message =>
  typeof message === 'string'
    ? `⟦${message}⟧`
    : Object.fromEntries(Object.entries(message).map(([form, text]) => [form, `⟦${text}⟧`]))

/**
 * A language from right to left in brackets.
 *
 * @param tag Made-up unless given: 'qps' is in the range that ISO 639 leaves to its users. With that of a real
 * language the platform's own months and names of countries are in that language's letters.
 */
export function pseudo(tag = 'qps'): LanguageFile {
  const template = languageTemplate(tag)
  return {
    ...template,
    name: '⟦Pseudo⟧',
    direction: 'rtl',
    messages: Object.fromEntries(
      Object.entries(template.messages).map(([key, message]) => [key, bracketed(message)]),
    ),
  }
}
/** Words that stand in no brackets and are no data: those of sources and studies are marked as such. */
export function textsOutside(markup: string, data: ReadonlySet<string>): string[] {
  return wordsIn(unmarked(markup)).filter((word) => !data.has(word))
}

/** The page without what is marked as somebody's: in its own language, kept apart, or nobody's words. */
export function unmarked(markup: string): string {
  const body = markup.slice(markup.indexOf('<body'))
  const language = /<html lang="([^"]*)"/.exec(markup)?.[1] ?? ''
  const own = /<(bdi|code|script|style|svg|pre|b class="data")\b[^>]*>.*?<\/\1>/gs
  const marked = new RegExp(`<(\\w+)[^>]* lang="(?!${language}")[^"]*"[^>]*>.*?</\\1>`, 'gs')
  return body.replace(own, ' ').replace(marked, ' ')
}

/** What a page says outside the brackets, attributes that are read out included. */
export function wordsIn(markup: string): string[] {
  const read = [...markup.matchAll(/ (?:alt|aria-label|title|placeholder|data-label)="([^"]*)"/g)]
  let text = markup.replaceAll(/<[^>]*>/g, ' ')
  for (const [, attribute] of read) text += ` ${attribute}`
  // Brackets lie within each other where one message stands in another.
  for (let before = ''; before !== text; ) {
    before = text
    text = text.replaceAll(/⟦[^⟦⟧]*⟧/g, ' ')
  }
  return [...text.matchAll(/\p{L}{2,}/gu)].map(([word]) => word)
}
