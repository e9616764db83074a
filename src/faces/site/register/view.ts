// What every page of the register is made from, and how its dates, amounts and records are shown.

import { percent } from '#faces/site/figures.ts'
import { type Html, html } from '#faces/site/html.ts'
import type { Visit } from '#faces/site/services.ts'
import { href, type SiteView } from '#faces/site/view.ts'
import { countryName } from '#faces/site/words/countries.ts'
import type { Words } from '#faces/site/words/words.ts'
import type { RecordKind } from '#register/records.ts'
import type { Money } from '#register/schema.ts'
import type { Reading, ReadRecord } from '#store/reading.ts'

/** One page of the register being made. */
export interface RegisterView extends Visit {
  readonly reading: Reading
  /** The log's public key, `name+id+key`. */
  readonly vkey: string
  /** The site's own address, as a command line needs it. */
  readonly origin: string
  /** The register of an example: every page says that nobody in it is real. */
  readonly fictional: boolean
  /** Names of made-up countries, by their codes. */
  readonly madeUp: ReadonlyMap<string, string>
  /** Address of the script that verifies receipts, where there is one. */
  readonly verifier: string | undefined
}

/** Where records of each kind have their pages; what is said about a record stands on its page. */
export const folders = {
  declaration: 'declarations',
  signatory: 'signatories',
  commitment: 'commitments',
  project: 'projects',
  programme: 'programmes',
  initiative: 'initiatives',
  resolution: 'resolutions',
  studyQuestion: 'questions',
} as const satisfies Partial<Record<RecordKind, string>>

/** A kind with pages of its own. */
export type PagedKind = keyof typeof folders

/** True for a kind with pages of its own. */
export function isPaged(kind: RecordKind): kind is PagedKind {
  return Object.hasOwn(folders, kind)
}

/** The address of a record's page; an entry of the log where it has no page. */
export function recordHref(view: SiteView, kind: PagedKind, id: string): string {
  return href(view, `/${folders[kind]}/${id}`)
}

/** What a record is called: its title or name; a mark where the words were erased. */
export function nameOf(words: Words, record: ReadRecord | undefined): string {
  const { title, name } = (record?.data ?? {}) as { title?: string | null; name?: string | null }
  return textOf(words, title ?? name)
}

/** The language that a record's words are in, as an attribute; nothing where it is the page's own. */
export function langOf(
  words: Words,
  record: { readonly data: unknown } | undefined,
): Html | undefined {
  const { language } = (record?.data ?? {}) as { language?: string }
  return language === undefined || language === words.language
    ? undefined
    : html` lang="${language}"`
}

/** What a record is called, marked with the language of its words. */
export function named(words: Words, record: ReadRecord | undefined): Html {
  return html`<bdi${langOf(words, record)}>${nameOf(words, record)}</bdi>`
}

/** A text of a record; a mark where it was erased. */
export function textOf(words: Words, text: string | null | undefined): string {
  return text ?? `[${words.say('register.erased')}]`
}

/** A record by name, linked; the identity alone where it is hidden or unknown. */
export function recordLink(
  view: RegisterView,
  kind: PagedKind,
  id: string,
  record: ReadRecord | undefined,
): Html {
  if (record === undefined) return html`<bdi class="hash">${id.slice(0, 8)}…</bdi>`
  return html`<a href="${recordHref(view, kind, id)}">${named(view.words, record)}</a>`
}

/** What people said, as lines of the serif; never as our own words. */
export function said(
  words: Words,
  text: string | null | undefined,
  by?: Html | string,
  record?: { readonly data: unknown },
): Html {
  const foot = by === undefined ? undefined : html`<footer>${by}</footer>`
  return html`<blockquote class="said" dir="auto"><p${langOf(words, record)}>${textOf(words, text)}</p>${foot}</blockquote>`
}

const dayFormats = new Map<string, readonly Intl.DateTimeFormat[]>()

/** A year, month or day in the reader's language; anything else as it is. */
export function dayOf(words: Words, date: string): string {
  const formats =
    dayFormats.get(words.locale) ??
    [
      { year: 'numeric' } as const,
      { year: 'numeric', month: 'long' } as const,
      { year: 'numeric', month: 'short', day: 'numeric' } as const,
    ].map((options) => new Intl.DateTimeFormat(words.locale, { ...options, timeZone: 'UTC' }))
  dayFormats.set(words.locale, formats)
  const parts = date.slice(0, 10).split('-').length
  const time = Date.parse(`${date.slice(0, 10)}${'-01'.repeat(3 - parts)}T00:00:00Z`)
  return Number.isNaN(time) ? date : formats[parts - 1].format(time)
}

/** A day as an element that programs read too. */
export function dayElement(words: Words, date: string): Html {
  return html`<time datetime="${date}">${dayOf(words, date)}</time>`
}

/** An amount of a commitment's unit. */
export function amountOf(words: Words, value: number, unit: Unit): string {
  if (unit === 'share') return percent(words, value)
  const countable = /^(person|household|school|clinic|site|settlement|usd)$/.test(unit)
  return words.say(`amount.${unit}`, {
    count: Math.round(value * (countable ? 1 : 10)) / (countable ? 1 : 10),
  })
}

/** The number alone, where the unit stands beside it; a share as the percent that its unit is called. */
export function bareAmount(words: Words, value: number, unit: Unit): string {
  return unit === 'share' ? percent(words, value) : words.count(value, 2)
}

type Unit = ReadRecord<'commitment'>['data']['indicator']['unit']

/** How many decimals a currency has (ISO 4217, as the platform knows it). */
export function currencyDecimals(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.resolvedOptions().maximumFractionDigits ?? 2
}

/** An amount of money, with the currency's code. */
export function moneyOf(words: Words, { minor, currency }: Money): string {
  const value = minor / 10 ** currencyDecimals(currency)
  return new Intl.NumberFormat(words.locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'code',
    maximumFractionDigits: Number.isInteger(value) ? 0 : currencyDecimals(currency),
  }).format(value)
}

/** A country by its name in the reader's language; a made-up one as it calls itself, else by its code. */
export function countryOf(view: RegisterView, iso3: string): string {
  return countryName(view.words, iso3, { ...view, otherwise: view.madeUp.get(iso3) ?? iso3 })
}
