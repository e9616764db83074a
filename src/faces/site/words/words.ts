// How pages say something: typed messages with placeholders and plurals; numbers, dates and lists as the
// platform's own data have them for the reader's language.
import { type Child, type Html, html, isHtml, raw } from '#faces/site/html.ts'
import type { en } from '#faces/site/words/en.ts'
import type { Language, Message } from '#faces/site/words/message.ts'

/** Every message of the English catalogue; another language has the same keys. */
export type Key = keyof typeof en
export type Catalogue = Readonly<Record<Key, Message>>

type PlaceholdersIn<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlaceholdersIn<Rest>
  : never
type TextsOf<M> = M extends string
  ? M
  : M extends Readonly<Record<string, string>>
    ? M[keyof M]
    : never

/** The placeholders of a message; a plural has `count` always. */
export type Placeholders<K extends Key> =
  | PlaceholdersIn<TextsOf<(typeof en)[K]>>
  | ((typeof en)[K] extends string ? never : 'count')

type Arguments<K extends Key, Value> = [Placeholders<K>] extends [never]
  ? []
  : [values: Readonly<Record<Placeholders<K>, Value>>]

/** How a language is written, whatever it says. */
export interface Script {
  readonly language: Language
  readonly direction: 'ltr' | 'rtl'
  /** For the platform's number, date and list formats: the language and its digits. */
  readonly locale: string
}

/** A catalogue that speaks. */
export interface Words extends Script {
  /** A message as text; numbers in the reader's digits. */
  say<K extends Key>(key: K, ...values: Arguments<K, string | number>): string
  /** A message as markup, with links and the like in its placeholders. */
  mix<K extends Key>(key: K, ...values: Arguments<K, string | number | Html>): Html
  /** A number with grouped digits and at most so many decimals. */
  count(value: number, decimals?: number): string
  /** The same with exactly so many decimals, for columns of a table. */
  fixed(value: number, decimals: number): string
  /** A day, `2026-03-01`, as people write it: `1 March 2026`. */
  date(day: string): string
  /** Day, hour and minute of an instant, in universal time. */
  time(instant: Date): string
  /** `a, b and c`. */
  list(items: readonly string[]): string
  /** The same of markup. */
  listOf(items: readonly Html[]): Html
}

/** A message cut at its placeholders, whose names stand at odd positions. */
type Cut = readonly string[]

/** Makes a catalogue speak. */
export function makeWords(script: Script, catalogue: Catalogue): Words {
  const { locale } = script
  const plurals = new Intl.PluralRules(locale)
  const numbers = [0, 1, 2, 3].map(
    (maximumFractionDigits) => new Intl.NumberFormat(locale, { maximumFractionDigits }),
  )
  // Formats and cut messages are made when first asked for and kept: a page asks for hundreds.
  const fixedNumbers = new Map<number, Intl.NumberFormat>()
  const dates = kept(() => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }))
  const times = kept(
    () =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }),
  )
  const lists = kept(() => new Intl.ListFormat(locale, { type: 'conjunction' }))
  const cuts = new Map<string, Cut>()

  const count = (value: number, decimals = 0): string => numbers[decimals].format(value)
  const cutOf = (key: Key, values: Readonly<Record<string, unknown>>): Cut => {
    const message = catalogue[key]
    const text =
      typeof message === 'string'
        ? message
        : (message[plurals.select(Number(values.count))] ?? message.other ?? '')
    const known = cuts.get(text)
    if (known !== undefined) return known
    const cut = (script.language === 'fr' ? frenchSpaces(text) : text).split(/\{(\w+)\}/)
    cuts.set(text, cut)
    return cut
  }
  const show = (value: unknown): string =>
    typeof value === 'number' ? count(value, 1) : String(value)
  return {
    ...script,
    count,
    fixed(value, decimals) {
      let format = fixedNumbers.get(decimals)
      if (format === undefined) {
        format = new Intl.NumberFormat(locale, {
          minimumFractionDigits: decimals,
          maximumFractionDigits: decimals,
        })
        fixedNumbers.set(decimals, format)
      }
      return format.format(value)
    },
    date: (day) => dates().format(new Date(`${day.slice(0, 10)}T00:00:00Z`)),
    time: (instant) => `${times().format(instant)} UTC`,
    list: (items) => lists().format(items),
    listOf: (items) => raw(lists().format(items.map(({ markup }) => markup))),
    say(key, ...[values = {}]) {
      const given: Readonly<Record<string, unknown>> = values
      return cutOf(key, given)
        .map((part, i) => (i % 2 === 0 ? part : show(given[part])))
        .join('')
    },
    mix(key, ...[values = {}]) {
      const given: Readonly<Record<string, unknown>> = values
      const children = cutOf(key, given).map((part, i): Child => {
        if (i % 2 === 0) return part
        return isHtml(given[part]) ? (given[part] as Html) : show(given[part])
      })
      return html`${children}`
    },
  }
}

/** French sets a space before some signs, at which no line may break; catalogues are written without such. */
function frenchSpaces(text: string): string {
  return text
    .replace(/ (?=[:%»])/g, '\u00a0')
    .replace(/« /g, '«\u00a0')
    .replace(/ (?=[;!?])/g, '\u202f')
}

function kept<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** A name within a sentence that is plain text, kept apart from its direction as `<bdi>` does in markup. */
export function apart(name: string): string {
  return `\u2068${name}\u2069`
}

/** A text with a no-break space between a number and its unit. */
export function unbroken(text: string): Html {
  return raw(html`${text}`.markup.replaceAll(' ', '\u00a0'))
}
