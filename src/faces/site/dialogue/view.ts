// What every page of the Dialogue is made from: the visitor, the records as they stand, and the plans.
import { actsFor } from '#accounts/roles.ts'
import { fold } from '#dialogue/folding.ts'
import type { PlanBench } from '#faces/plans/planBench.ts'
import { type Html, html } from '#faces/site/html.ts'
import { dayElement, moneyOf } from '#faces/site/register/view.ts'
import type { Services, Visit } from '#faces/site/services.ts'
import { href, type Published } from '#faces/site/view.ts'
import { countryName, countryNames, findGivenName } from '#faces/site/words/countries.ts'
import { languageNames, languages } from '#faces/site/words/languages.ts'
import type { Words } from '#faces/site/words/words.ts'
import { type GroupName, groupNames, type RegionName, regionNames } from '#register/groups.ts'
import type { NeedData } from '#register/records/partnership.ts'
import type { RecordKind } from '#register/records.ts'
import type { ComputedPlans } from '#store/computedPlans.ts'
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
  readonly computed: ComputedPlans
  readonly bench: PlanBench
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

/** A country by its name: the operator's, the platform's, or for a made-up one that of its study or signatory. */
export function nameOfCountry(view: DialogueView, iso3: string): string {
  const given = findGivenName(view.words, iso3, view.territories)
  if (given !== undefined) return given
  const study = view.table.studies.find(({ result }) => result.country.iso3 === iso3)
  const state = view.around
    .all('signatory')
    .find(({ data }) => data.country === iso3 && data.kind === 'country')
  return countryName(view.words, iso3, {
    otherwise: study?.result.country.name ?? state?.data.name ?? iso3,
  })
}

/**
 * The code of a country that somebody typed: the code itself, or its name in any language of the pages, with or
 * without its marks. What names no country stays as typed.
 */
export function countryTyped(view: DialogueView, typed: string): string {
  const code = typed.trim().toUpperCase()
  if (/^[A-Z]{3}$/.test(code)) return code
  const asked = fold(typed.trim())
  const made = view.around
    .all('signatory')
    .find(({ data }) => data.kind === 'country' && fold(data.name) === asked)
  if (made !== undefined) return made.data.country
  const planned = view.table.studies.find(({ result }) => fold(result.country.name) === asked)
  if (planned !== undefined) return planned.result.country.iso3
  for (const { words } of languageNames.map((language) => languages[language])) {
    const names = new Map(countryNames(words))
    for (const iso3 of view.territories?.countries.keys() ?? [])
      names.set(iso3, findGivenName(words, iso3, view.territories) ?? nameOfCountry(view, iso3))
    for (const [iso3, name] of names) if (fold(name) === asked) return iso3
  }
  return typed
}

/** Countries by name, each kept apart from the words around it. */
export function countryList(view: DialogueView, countries: readonly string[]): Html {
  return view.words.listOf(countries.map((iso3) => html`<bdi>${nameOfCountry(view, iso3)}</bdi>`))
}

/** The beginning of what someone wrote; it is seen where it goes on. */
export function beginning(value: string | null | undefined, most: number): string {
  const letters = [...(value ?? '')]
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : letters.join('')
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

const isRegion = (value: string): value is RegionName =>
  (regionNames as readonly string[]).includes(value)
const isGroup = (value: string): value is GroupName =>
  (groupNames as readonly string[]).includes(value)

/** What a value of a choice is called. */
export function valueWord(words: Words, value: string): string {
  if (isRegion(value)) return words.say(`region.${value}`)
  if (isGroup(value)) return words.say(`group.${value}`)
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
  if (kind === 'money') return money === undefined ? '–' : moneyOf(words, money)
  return words.say(`amount.${kind}`, { count: count ?? 0 })
}

/** The same of units that are counted together. */
export function unitWords(words: Words, like: NeedData, units: number): string {
  return like.kind === 'money'
    ? moneyOf(words, { minor: units, currency: like.money?.currency ?? 'USD' })
    : amountWords(words, like.kind, { count: units })
}

/** From one day to another. */
export function days(words: Words, from: string, until: string | undefined): Html {
  return until === undefined
    ? words.mix('dialogue.since', { from: dayElement(words, from) })
    : words.mix('dialogue.span', { from: dayElement(words, from), until: dayElement(words, until) })
}

/** Where a study's own pages stand, among one or several. */
export function studyHref(view: DialogueView, study: Published, path = '/'): string {
  const base = view.table.studies.length === 1 ? '' : `/${study.result.study.id}`
  return href(view, `${base}${path}`)
}
