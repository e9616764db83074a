// Programmes of action, initiatives, resolutions and study questions: a list of each, and a page for each.

import { type Html, html } from '#faces/site/html.ts'
import { commitmentTable } from '#faces/site/register/commitments.ts'
import { clauses, sourceOf } from '#faces/site/register/declarations.ts'
import { pageHead, registerPage } from '#faces/site/register/frame.ts'
import { placeAsked, turnLinks } from '#faces/site/register/listing.ts'
import { recordItems, yearsOf } from '#faces/site/register/projects.ts'
import { stateCounts } from '#faces/site/register/signatories.ts'
import { dropBox, slip } from '#faces/site/register/slip.ts'
import { together } from '#faces/site/register/together.ts'
import {
  countryOf,
  dayOf,
  named,
  nameOf,
  type RegisterView,
  recordLink,
  said,
} from '#faces/site/register/view.ts'
import { href } from '#faces/site/view.ts'
import { groupMembers, regionMembers } from '#register/groups.ts'
import type { ReadRecord } from '#store/reading.ts'

/** Kinds that share one list. */
export const groupings = {
  programmes: 'programme',
  initiatives: 'initiative',
  resolutions: 'resolution',
  questions: 'studyQuestion',
} as const
export type Grouping = keyof typeof groupings

/** `/programmes`, `/initiatives`, `/resolutions`, `/questions`. */
export async function groupingsPage(view: RegisterView, what: Grouping): Promise<string> {
  const { words, reading } = view
  const kind = groupings[what]
  const page = await reading.lists.page({ kind }, placeAsked(view))
  const records = await reading.records(page.rows.flatMap(({ id, signatory }) => [id, signatory]))
  const rows = page.rows.map(({ id }) => records.get(id)).filter((record) => record !== undefined)
  const title = words.say(`grouping.title.${what}`)
  const main = html`${pageHead(undefined, title, words.say(`grouping.lede.${what}`))}<div class="wrap">
${rows.length === 0 ? html`<p class="empty">${words.say(`grouping.none.${what}`)}</p>` : recordItems(view, kind, rows, (record) => kindLine(view, record, records))}${turnLinks(view, `/${what}`, page)}</div>`
  return registerPage(view, { title, main })
}

function kindLine(
  { words }: RegisterView,
  record: ReadRecord,
  records: ReadonlyMap<string, ReadRecord>,
): string {
  const any = record as ReadRecord<'programme' | 'initiative' | 'resolution' | 'studyQuestion'>
  if (any.kind === 'programme') {
    const data = any.data as ReadRecord<'programme'>['data']
    const who = nameOf(words, records.get(data.signatory))
    return words.say('programme.kind', { who, years: yearsOf(data) })
  }
  if (any.kind === 'initiative')
    return words.say('initiative.kind', {
      years: yearsOf(any.data as ReadRecord<'initiative'>['data']),
    })
  if (any.kind === 'resolution') {
    const { number, adopted } = any.data as ReadRecord<'resolution'>['data']
    return words.say('resolution.kind', { number, date: dayOf(words, adopted) })
  }
  const { number, from, until } = any.data as ReadRecord<'studyQuestion'>['data']
  return words.say('question.kind', {
    number,
    from: dayOf(words, from),
    until: dayOf(words, until),
  })
}

/** The page of one of them. */
export async function groupingPage(
  view: RegisterView,
  what: Grouping,
  id: string,
): Promise<string | undefined> {
  const { words, reading } = view
  const record = await reading.find(groupings[what], id)
  if (record === undefined) return undefined
  const { signatory } = record.data as { signatory?: string }
  const [versions, records] = await Promise.all([
    reading.versions(id),
    reading.records([signatory]),
  ])
  const title = nameOf(words, record)
  const owner = records.get(signatory ?? '') as ReadRecord<'signatory'> | undefined
  const main = html`${pageHead(kindLine(view, record, records), named(words, record))}
<div class="wrap grid side"><div>${await body(view, record, owner)}</div>
<aside>${slip(view, record, versions)}${dropBox(view)}</aside></div>`
  return registerPage(view, {
    title,
    under: [words.say(`public.${what}`), href(view, `/${what}`)],
    main,
    receipts: true,
    fictional: owner?.data.fictional === true,
  })
}

async function body(
  view: RegisterView,
  record: ReadRecord,
  owner: ReadRecord<'signatory'> | undefined,
): Promise<Html> {
  const { words } = view
  if (record.kind === 'programme') return programme(view, record as ReadRecord<'programme'>, owner)
  if (record.kind === 'initiative') return initiative(view, record as ReadRecord<'initiative'>)
  if (record.kind === 'resolution') {
    const { calls, source, declaration } = (record as ReadRecord<'resolution'>).data
    const carried = (await view.reading.records([declaration])).get(declaration ?? '')
    const carries =
      declaration === undefined
        ? undefined
        : html`<p>${words.say('resolution.declaration')}: ${recordLink(view, 'declaration', declaration, carried)}</p>`
    return html`${carries}${clauses(words, words.say('resolution.calls'), calls)}${sourceOf(words, source)}`
  }
  const { asks, source } = (record as ReadRecord<'studyQuestion'>).data
  return html`${clauses(words, words.say('question.asks'), asks)}${sourceOf(words, source)}`
}

async function programme(
  view: RegisterView,
  { id, data }: ReadRecord<'programme'>,
  owner: ReadRecord<'signatory'> | undefined,
): Promise<Html> {
  const { words, reading } = view
  const [page, states] = await Promise.all([
    reading.lists.page({ kind: 'commitment', programme: id }, placeAsked(view)),
    reading.lists.states({ programme: id }),
  ])
  const table =
    page.rows.length === 0
      ? html`<p class="empty">${words.say('programme.none')}</p>`
      : await commitmentTable(view, page.rows, { owned: true })
  return html`${said(words, data.about, recordLink(view, 'signatory', data.signatory, owner), {
    data,
  })}
<section><h2>${words.say('programme.commitments')}</h2>${stateCounts(words, states)}${await together(view, id)}<div class="gap-top">${table}</div>${turnLinks(view, `/programmes/${id}`, page)}</section>`
}

async function initiative(view: RegisterView, { data }: ReadRecord<'initiative'>): Promise<Html> {
  const { words, reading } = view
  const rows = await reading.lists.listed(data.commitments)
  // Groups are recorded from 2000 on.
  const day = data.from < '2000-01-01' ? '2000-01-01' : data.from
  const spans = [
    ...data.regions.map((name) => [words.say(`region.${name}`), regionMembers(name)] as const),
    ...data.groups.map((name) => [words.say(`group.${name}`), groupMembers(name, day)] as const),
  ]
  const members = spans.map(
    ([name, countries]) =>
      html`<details><summary>${name}: ${words.say('initiative.count', { count: countries.length })}</summary><p class="small">${countries.map((iso3) => countryOf(view, iso3)).join(', ')}</p></details>`,
  )
  const spanned =
    spans.length === 0
      ? undefined
      : html`<section><h2>${words.say('initiative.members')}</h2><p class="small">${words.say('initiative.members.text', { date: dayOf(words, day) })}</p>${members}</section>`
  return html`${said(words, data.about, undefined, { data })}
${spanned}
<section><h2>${words.say('initiative.commitments')}</h2>${rows.length === 0 ? html`<p class="empty">${words.say('initiative.none')}</p>` : await commitmentTable(view, rows)}</section>`
}
