// How pages say something: typed messages with placeholders and plurals, numbers in the reader's
// digits. A language is one file beside `en.ts` that satisfies `Catalogue`.
import { type Child, type Html, html, isHtml, raw } from '#faces/site/html.ts'
import type { en } from '#faces/site/words/en.ts'

/** A message: a text with `{placeholders}`, or one for each plural form of its `{count}`. */
export type Message = string | PluralMessage
export interface PluralMessage {
  readonly zero?: string
  readonly one?: string
  readonly two?: string
  readonly few?: string
  readonly many?: string
  readonly other: string
}

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

/** A catalogue that speaks. */
export interface Words {
  readonly locale: string
  readonly direction: 'ltr' | 'rtl'
  /** A message as text; numbers in the reader's digits. */
  say<K extends Key>(key: K, ...values: Arguments<K, string | number>): string
  /** A message as markup, with links and the like in its placeholders. */
  mix<K extends Key>(key: K, ...values: Arguments<K, string | number | Html>): Html
  /** A number with grouped digits and at most so many decimals. */
  count(value: number, decimals?: number): string
  /** The same with exactly so many decimals, for columns of a table. */
  fixed(value: number, decimals: number): string
}

/** Makes a catalogue speak. */
export function makeWords(
  locale: string,
  direction: Words['direction'],
  catalogue: Catalogue,
): Words {
  const plurals = new Intl.PluralRules(locale)
  const numbers = [0, 1, 2, 3].map(
    (maximumFractionDigits) => new Intl.NumberFormat(locale, { maximumFractionDigits }),
  )
  const count = (value: number, decimals = 0): string => numbers[decimals].format(value)
  const fixed = (value: number, decimals: number): string =>
    new Intl.NumberFormat(locale, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    }).format(value)
  const textOf = (key: Key, values: Readonly<Record<string, unknown>>): string => {
    const message = catalogue[key]
    if (typeof message === 'string') return message
    const rule = plurals.select(Number(values.count))
    return message[rule] ?? message.other
  }
  const show = (value: unknown): string =>
    typeof value === 'number' ? count(value, 1) : String(value)
  return {
    locale,
    direction,
    count,
    fixed,
    say(key, ...[values = {}]) {
      const given: Readonly<Record<string, unknown>> = values
      return textOf(key, given).replace(/\{(\w+)\}/g, (_, name) => show(given[name]))
    },
    mix(key, ...[values = {}]) {
      const given: Readonly<Record<string, unknown>> = values
      // Splitting on a group keeps the placeholders' names at odd positions.
      const parts = textOf(key, given).split(/\{(\w+)\}/)
      const children = parts.map((part, i): Child => {
        if (i % 2 === 0) return part
        return isHtml(given[part]) ? (given[part] as Html) : show(given[part])
      })
      return html`${children}`
    },
  }
}

/** A text with a no-break space between a number and its unit. */
export function unbroken(text: string): Html {
  return raw(html`${text}`.markup.replaceAll(' ', '\u00a0'))
}
