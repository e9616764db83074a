// `/projects` and `/projects/:id`: what is being built or done, for whom, with what money, and where.

import { span } from '#faces/site/figures.ts'
import { type Child, type Html, html } from '#faces/site/html.ts'
import { dataTable } from '#faces/site/parts/table.ts'
import { pageHead, registerPage } from '#faces/site/register/frame.ts'
import { asked, listFilter, placeAsked, turnLinks } from '#faces/site/register/listing.ts'
import { dropBox, slip } from '#faces/site/register/slip.ts'
import {
  countryOf,
  dayElement,
  moneyOf,
  named,
  nameOf,
  type RegisterView,
  recordHref,
  recordLink,
  said,
  textOf,
} from '#faces/site/register/view.ts'
import { uploadPath } from '#faces/site/uploadFiles.ts'
import { href } from '#faces/site/view.ts'
import type { Words } from '#faces/site/words/words.ts'
import { projectKinds } from '#register/records/promises.ts'
import type { Money } from '#register/schema.ts'
import type { ReadRecord } from '#store/reading.ts'

type Project = ReadRecord<'project'>

/** `/projects`. */
export async function projectsPage(view: RegisterView): Promise<string> {
  const { words, reading } = view
  const path = '/projects'
  const page = await reading.lists.page(
    { kind: 'project', class: asked(view, 'kind', projectKinds), words: asked(view, 'q') },
    placeAsked(view),
  )
  const records = await reading.records(page.rows.flatMap(({ id, signatory }) => [id, signatory]))
  const table = dataTable(
    words.say('projects.caption'),
    [
      { title: words.say('projects.name') },
      { title: words.say('signatories.kind') },
      { title: words.say('commitments.who') },
      { title: words.say('project.years'), className: 'wide' },
      { title: words.say('project.beneficiaries') },
    ],
    page.rows.map(({ id, signatory }) => {
      const record = records.get(id) as Project | undefined
      return {
        head: recordLink(view, 'project', id, record),
        cells: [
          record === undefined ? '' : words.say(`project.kind.${record.data.kind}`),
          recordLink(view, 'signatory', signatory ?? '', records.get(signatory ?? '')),
          record === undefined ? '' : yearsOf(record.data),
          record === undefined ? '' : (people(words, record) ?? '–'),
        ],
      }
    }),
  )
  const title = words.say('projects.title')
  const kinds = projectKinds.map((kind) => [kind, words.say(`project.kind.${kind}`)] as const)
  const filters = [{ name: 'kind', title: words.say('signatories.kind'), values: kinds }]
  const main = html`${pageHead(undefined, title, words.say('projects.lede'))}<div class="wrap">
${listFilter(view, path, filters, words.say('projects.find'))}
${page.rows.length === 0 ? html`<p class="empty">${words.say('projects.none')}</p>` : table}${turnLinks(view, path, page)}</div>`
  return registerPage(view, { title, at: 'projects', main })
}

/** Years that a span touches. */
export function yearsOf({
  from,
  until,
}: {
  readonly from: string
  readonly until: string
}): string {
  return span(Number(from.slice(0, 4)), Number(until.slice(0, 4)))
}

/** People reached and planned; a reported zero is a value, and absent is none. */
function people(words: Words, { data }: Project): string | undefined {
  const { beneficiariesPlanned: planned, beneficiariesReached: reached } = data
  if (reached !== undefined && planned !== undefined)
    return words.say('project.beneficiaries.of', {
      reached: words.count(reached),
      planned: words.count(planned),
    })
  if (planned !== undefined)
    return words.say('project.beneficiaries.planned', { planned: words.count(planned) })
  if (reached === undefined) return undefined
  return words.say('project.beneficiaries.reached', { reached: words.count(reached) })
}

/** `/projects/:id`. */
export async function projectPage(view: RegisterView, id: string): Promise<string | undefined> {
  const { words, reading } = view
  const record = await reading.find('project', id)
  if (record === undefined) return undefined
  const { data } = record
  const [versions, records] = await Promise.all([
    reading.versions(id),
    reading.records([data.signatory, ...data.commitments]),
  ])
  const owner = records.get(data.signatory) as ReadRecord<'signatory'> | undefined
  const rows: (readonly [string, Child])[] = [
    [
      words.say('project.owner'),
      recordLink(view, 'signatory', data.signatory, records.get(data.signatory)),
    ],
    [
      words.say('commitment.countries'),
      data.countries.map((iso3) => countryOf(view, iso3)).join(', '),
    ],
    [words.say('project.beneficiaries'), people(words, record)],
    [
      words.say('commitment.budget'),
      data.budget === undefined ? undefined : moneyOf(words, data.budget),
    ],
    [words.say('project.paid'), paid(words, data)],
    [
      words.say('project.partners'),
      data.partners.length === 0
        ? undefined
        : data.partners.map((partner) => textOf(words, partner)).join(', '),
    ],
  ]
  const shown = rows.filter(([, value]) => value !== undefined)
  const about = data.about as string | null | undefined
  const title = nameOf(words, record)
  const kind = `${words.say(`project.kind.${data.kind}`)} · ${yearsOf(data)}`
  const main = html`${pageHead(kind, named(words, record))}
<div class="wrap grid side"><div>${about === undefined ? undefined : said(words, about, undefined, record)}
<dl class="kv gap-top">${shown.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>\n`)}</dl>
<p class="acts"><a class="button" href="${href(view, '/enter/project', { id })}">${words.say('project.new')}</a> <a class="button" href="${href(view, '/enter/dispute', { subject: id })}">${words.say('commitment.dispute')}</a></p>
${carries(view, data, records)}${payments(words, data)}${places(words, data)}${pictures(words, data)}</div>
<aside>${slip(view, record, versions)}${dropBox(view)}</aside></div>`
  return registerPage(view, {
    title,
    at: 'projects',
    under: [words.say('public.projects'), href(view, '/projects')],
    main,
    receipts: true,
    fictional: owner?.data.fictional === true,
  })
}

/** What was paid out, of what; payments in another currency than the budget's are named beside it. */
function paid(words: Words, { budget, disbursed }: Project['data']): string {
  if (disbursed.length === 0) return words.say('project.paid.none')
  const sums = new Map<string, number>()
  for (const { amount } of disbursed)
    sums.set(amount.currency, (sums.get(amount.currency) ?? 0) + amount.minor)
  const shown = [...sums].map(([currency, minor]) => moneyOf(words, { minor, currency } as Money))
  const total = shown.join(', ')
  return budget === undefined
    ? total
    : words.say('project.paid.of', { paid: total, budget: moneyOf(words, budget) })
}

function carries(
  view: RegisterView,
  { commitments }: Project['data'],
  records: ReadonlyMap<string, ReadRecord>,
): Html | undefined {
  if (commitments.length === 0) return undefined
  const items = commitments.map(
    (id) => html`<li>${recordLink(view, 'commitment', id, records.get(id))}</li>`,
  )
  return html`<section><h2>${view.words.say('project.commitments')}</h2><ul>${items}</ul></section>`
}

function payments(words: Words, { disbursed }: Project['data']): Html | undefined {
  if (disbursed.length === 0) return undefined
  const table = dataTable(
    words.say('project.paid.caption'),
    [
      { title: words.say('commitment.way.day') },
      { title: words.say('project.paid'), numeric: true },
    ],
    disbursed.map(({ date, amount }) => ({
      head: dayElement(words, date),
      cells: [moneyOf(words, amount)],
    })),
  )
  return html`<section><h2>${words.say('project.paid')}</h2>${table}</section>`
}

function places(words: Words, { places: list }: Project['data']): Html | undefined {
  if (list.length === 0) return undefined
  const items = list.map(
    ({ name, point }) =>
      html`<li><bdi>${textOf(words, name)}</bdi> <bdi dir="ltr" class="hash">${point.lon.toFixed(3)}, ${point.lat.toFixed(3)}</bdi></li>`,
  )
  return html`<section><h2>${words.say('project.places')}</h2><ul>${items}</ul></section>`
}

function pictures(words: Words, { pictures: list }: Project['data']): Html | undefined {
  if (list.length === 0) return undefined
  const items = list.map(
    ({ digest, alternative }) =>
      html`<figure><img src="${uploadPath(digest)}" alt="${alternative}" loading="lazy"><figcaption>${textOf(words, alternative)}</figcaption></figure>`,
  )
  return html`<section><h2>${words.say('project.pictures')}</h2>${items}</section>`
}

/** The link list of a kind that has no page of its own filters: programmes, initiatives and their like. */
export function recordItems(
  view: RegisterView,
  kind: 'programme' | 'initiative' | 'resolution' | 'studyQuestion',
  records: readonly ReadRecord[],
  line: (record: ReadRecord) => string,
): Html {
  return html`<ul class="notes">${records.map((record) => html`<li><h2><a href="${recordHref(view, kind, record.id)}">${named(view.words, record)}</a></h2><p class="soft small">${line(record)}</p></li>\n`)}</ul>`
}
