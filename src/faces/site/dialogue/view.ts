// What every page of the Dialogue is made from: the visitor, the records as they stand, and the plans.
import { actsFor } from '#accounts/roles.ts'
import { type Html, html } from '#faces/site/html.ts'
import type { Services, Visit } from '#faces/site/services.ts'
import { href, type Published } from '#faces/site/view.ts'
import type { Words } from '#faces/site/words/words.ts'
import type { RecordKind } from '#register/records.ts'
import type { NeedData } from '#register/records/partnership.ts'
import type { Dialogue, Snapshot } from '#store/dialogue.ts'
import type { Followers } from '#store/followers.ts'
import type { ReadRecord } from '#store/reading.ts'
import type { Voices } from '#store/voices.ts'

/** What the Dialogue's pages act with. */
export interface Table {
  readonly services: Services
  readonly dialogue: Dialogue
  readonly voices: Voices
  readonly followers: Followers
  readonly studies: readonly Published[]
}

/** One page of the Dialogue being made. */
export interface DialogueView extends Visit {
  readonly table: Table
  readonly around: Snapshot
}

/** A visit with the records as they stand now. */
export async function withAround<V extends Visit>(
  visit: V,
  table: Table,
): Promise<V & DialogueView> {
  return { ...visit, table, around: await table.dialogue.snapshot() }
}

/** Where records have their pages. */
export const pages = {
  practice: 'practices',
  need: 'needs',
  pledge: 'pledges',
  match: 'matches',
  meeting: 'meetings',
  agreement: 'agreements',
  stand: 'stands',
  consultation: 'consultations',
  comment: 'comments',
  signatory: 'signatories',
  commitment: 'commitments',
  project: 'projects',
  programme: 'programmes',
} as const satisfies Partial<Record<RecordKind, string>>

/** The address of a record's page. */
export function pageOf(view: Visit, kind: keyof typeof pages, id: string, more = ''): string {
  return href(view, `/${pages[kind]}/${id}${more}`)
}

/** What people wrote, in its own language; a mark where it was erased. */
export function text(view: Visit, value: string | null | undefined, language?: string): Html {
  if (value === null || value === undefined)
    return html`<span class="soft">[${view.words.say('dialogue.erased')}]</span>`
  return language === undefined || language === view.words.language
    ? html`<bdi>${value}</bdi>`
    : html`<bdi lang="${language}">${value}</bdi>`
}

/** Words that someone said, as lines of the serif. */
export function saying(
  view: Visit,
  value: string | null | undefined,
  language: string,
  foot?: Html | string,
): Html {
  const own = language === view.words.language ? undefined : html` lang="${language}"`
  const lines = (value ?? `[${view.words.say('dialogue.erased')}]`).split(/\n+/)
  return html`<blockquote class="said"${own} dir="auto">${lines.map((line) => html`<p>${line}</p>`)}${foot === undefined ? undefined : html`<footer lang="${view.words.language}" dir="${view.words.direction}">${foot}</footer>`}</blockquote>`
}

/** A record by its title, linked. */
export function recordLink(view: DialogueView, record: ReadRecord | undefined): Html {
  if (record === undefined) return html`–`
  const { title, name, language } = record.data as {
    title?: string | null
    name?: string | null
    language?: string
  }
  const shown = text(view, title ?? name, language)
  return Object.hasOwn(pages, record.kind)
    ? html`<a href="${pageOf(view, record.kind as keyof typeof pages, record.id)}">${shown}</a>`
    : shown
}

/** A signatory by name, linked to its page. */
export function who(view: DialogueView, id: string): Html {
  return recordLink(view, view.around.find('signatory', id))
}

/** A signatory's name as plain text. */
export function nameOf(view: DialogueView, id: string): string {
  return view.around.find('signatory', id)?.data.name ?? id.slice(0, 8)
}

/** Signatories that the visitor may act for, as a form offers them. */
export function ownSignatories(view: DialogueView): [id: string, name: string][] {
  const { actor } = view.visitor
  if (actor === undefined) return []
  return view.around
    .all('signatory')
    .filter(({ id }) => actsFor(actor, id))
    .map(({ id, data }) => [id, data.name])
}

/** True where the visitor may act for the signatory. */
export function mayActFor(view: DialogueView, signatory: string): boolean {
  const { actor } = view.visitor
  return actor !== undefined && !actor.suspended && actsFor(actor, signatory)
}

/** What a value of a choice is called. */
export function valueWord(words: Words, value: string): string {
  return words.say(`dv.${value.replaceAll('-', '_') as 'other'}`)
}

/** A list of such values. */
export function valueWords(words: Words, values: readonly string[]): string {
  return words.list(values.map((value) => valueWord(words, value)))
}

/** So many units of a kind: money with its currency, else the count with what is counted. */
export function amountWords(
  words: Words,
  kind: NeedData['kind'],
  { money, count }: Pick<NeedData, 'money' | 'count'>,
): string {
  if (kind === 'money') return money === undefined ? '–' : moneyWords(words, money)
  return words.say(`amount.${kind}`, { count: count ?? 0 })
}

/** The same of units that are counted together. */
export function unitWords(words: Words, like: NeedData, units: number): string {
  return like.kind === 'money'
    ? moneyWords(words, { minor: units, currency: like.money?.currency ?? 'USD' })
    : amountWords(words, like.kind, { count: units })
}

/** Money, whole where it is. */
export function moneyWords(
  words: Words,
  { minor, currency }: { readonly minor: number; readonly currency: string },
): string {
  const decimals = currencyDecimals(currency)
  const value = minor / 10 ** decimals
  return new Intl.NumberFormat(words.locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'code',
    maximumFractionDigits: Number.isInteger(value) ? 0 : decimals,
  }).format(value)
}

/** How many decimals a currency has (ISO 4217, as the platform knows it). */
export function currencyDecimals(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.resolvedOptions().maximumFractionDigits ?? 2
}

const wholes = [
  { year: 'numeric' },
  { year: 'numeric', month: 'long' },
  { year: 'numeric', month: 'long', day: 'numeric' },
] as const

/** A year, month or day in the reader's language. */
function dayOf(words: Words, date: string): string {
  const parts = date.split('-').length
  const time = Date.parse(`${date}${'-01'.repeat(Math.max(0, 3 - parts))}T00:00:00Z`)
  if (Number.isNaN(time) || parts > 3) return date
  return new Intl.DateTimeFormat(words.locale, { ...wholes[parts - 1], timeZone: 'UTC' }).format(time)
}

/** A day for people and for programs. */
export function day(words: Words, date: string): Html {
  return html`<time datetime="${date}">${dayOf(words, date)}</time>`
}

/** From one day to another. */
export function days(words: Words, from: string, until: string | undefined): Html {
  return until === undefined
    ? words.mix('dialogue.since', { from: day(words, from) })
    : words.mix('dialogue.span', { from: day(words, from), until: day(words, until) })
}
