// A language as one JSON file: its name, its direction, its messages. Checked against English before anyone
// reads it, with every fault named by its key.
import type { Problem } from '#base/problem.ts'
import { en } from '#faces/site/words/en.ts'
import type { Message } from '#faces/site/words/message.ts'
import type { Read } from '#sources/raw.ts'

/** What the file holds. */
export interface LanguageFile {
  /** Its tag by BCP 47, in small letters, as addresses have it: `az`. */
  readonly tag: string
  /** Its own name, in itself. */
  readonly name: string
  readonly direction: 'ltr' | 'rtl'
  /** For the platform's numbers and dates, where the tag alone does not say which digits: `ar-u-nu-latn`. */
  readonly locale?: string
  readonly messages: Readonly<Record<string, Message>>
}

type Plain = Readonly<Record<string, unknown>>
type Tell = (key: string, message: string, cure: string) => void

const english: Readonly<Record<string, Message>> = en

/** Plural forms of a language, as the platform has them. */
export function pluralForms(tag: string): readonly string[] {
  return new Intl.PluralRules(tag).resolvedOptions().pluralCategories
}

/** A file for a translator to begin with: English texts, in the plural forms of the new language. */
export function languageTemplate(tag: string): LanguageFile {
  const forms = pluralForms(tag)
  const messages = Object.entries(english).map(([key, message]): [string, Message] => {
    if (typeof message === 'string') return [key, message]
    const forForm = (form: string): [string, string] => [
      form,
      message[form as 'one'] ?? message.other ?? '',
    ]
    return [key, Object.fromEntries(forms.map(forForm))]
  })
  return { tag, name: tag, direction: 'ltr', messages: Object.fromEntries(messages) }
}

/** Reads a language, or tells every fault of its file. */
export function readLanguageFile(bytes: Uint8Array, source: string): Read<LanguageFile> {
  const problems: Problem[] = []
  const tell: Tell = (key, message, cure) =>
    problems.push({
      level: 'error',
      code: 'language-file',
      at: { source, table: key, row: 0 },
      message,
      cure,
    })
  const file = objectIn(bytes)
  if (file === undefined) {
    tell('', 'The file holds no JSON object', 'Begin with what "silta words TAG" prints')
    return { value: undefined, problems }
  }
  const { tag, name, direction, locale, messages } = file
  if (typeof tag !== 'string' || !/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/.test(tag) || !isKnown(tag))
    tell('tag', `"${String(tag)}" is no tag of a language`, 'Write it in small letters, as "az"')
  if (typeof name !== 'string' || name.trim() === '')
    tell('name', 'The language has no name', 'Write its name as its own speakers do')
  if (direction !== 'ltr' && direction !== 'rtl')
    tell('direction', 'It is not said which way it is written', 'Write "ltr" or "rtl"')
  if (locale !== undefined && (typeof locale !== 'string' || !isKnown(locale)))
    tell(
      'locale',
      `"${String(locale)}" is no locale`,
      'Write it as "ar-u-nu-latn", or leave it out',
    )
  if (!isObject(messages)) tell('messages', 'There are no messages', 'Write {"key": "text"}')
  else if (typeof tag === 'string' && isKnown(tag)) checkMessages(messages, pluralForms(tag), tell)
  return {
    value: problems.length > 0 ? undefined : (file as unknown as LanguageFile),
    problems,
  }
}

/** What is missing, needless or broken among the messages. */
function checkMessages(messages: Plain, forms: readonly string[], tell: Tell): void {
  for (const key of Object.keys(messages))
    if (!Object.hasOwn(english, key)) tell(key, `There is no message "${key}"`, 'Remove it')
  for (const [key, model] of Object.entries(english)) {
    const message = messages[key]
    if (message === undefined)
      tell(key, `The message "${key}" is missing`, `Translate ${quote(model)}`)
    else if (typeof model === 'string') checkText(key, message, placeholdersOf(model), [], tell)
    else checkPlural(key, message, model, forms, tell)
  }
}

function checkPlural(
  key: string,
  message: unknown,
  model: Exclude<Message, string>,
  forms: readonly string[],
  tell: Tell,
): void {
  if (!isObject(message) || Object.keys(message).toSorted().join() !== forms.toSorted().join()) {
    tell(key, `"${key}" counts something`, `Write a text for each of ${forms.join(', ')}`)
    return
  }
  const wanted = Object.values(model).flatMap(placeholdersOf)
  // A form that stands for one number may say it in a word.
  for (const text of Object.values(message)) checkText(key, text, wanted, ['count'], tell)
}

function checkText(
  key: string,
  text: unknown,
  wanted: readonly string[],
  spared: readonly string[],
  tell: Tell,
): void {
  if (typeof text !== 'string' || text.trim() === '') {
    tell(key, `"${key}" is no text`, 'Write the translation in quotation marks')
    return
  }
  const has = placeholdersOf(text)
  const lost = wanted.filter((name) => !has.includes(name) && !spared.includes(name))
  const needless = has.filter((name) => !wanted.includes(name))
  for (const name of new Set(lost))
    tell(key, `"${key}" has lost its {${name}}`, 'Put it where the word belongs')
  for (const name of new Set(needless))
    tell(
      key,
      `"${key}" has {${name}}, which nobody fills`,
      `Use ${wanted.map((each) => `{${each}}`).join(', ') || 'none'}`,
    )
  if (/[{}]/.test(text.replaceAll(/\{\w+\}/g, '')))
    tell(key, `"${key}" has a loose brace`, 'Remove it')
}

const placeholdersOf = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)

function quote(model: Message): string {
  return JSON.stringify(typeof model === 'string' ? model : model.other)
}

/** True for a tag that the platform takes. */
function isKnown(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

function objectIn(bytes: Uint8Array): Plain | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes))
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
