// `/signatories` and `/signatories/:id`: who signs, and what each signed, promised and delivered.

import { type Html, html } from '#faces/site/html.ts'
import { dataTable } from '#faces/site/parts/table.ts'
import { commitmentTable } from '#faces/site/register/commitments.ts'
import { pageHead, registerPage } from '#faces/site/register/frame.ts'
import { asked, listFilter, placeAsked, turnLinks } from '#faces/site/register/listing.ts'
import { stateMark } from '#faces/site/register/marks.ts'
import { dropBox, slip } from '#faces/site/register/slip.ts'
import {
  countryOf,
  dayOf,
  nameOf,
  type RegisterView,
  recordHref,
  recordLink,
} from '#faces/site/register/view.ts'
import { href } from '#faces/site/view.ts'
import type { Words } from '#faces/site/words/words.ts'
import { findRegion, groupsOf } from '#register/groups.ts'
import { progressStates } from '#register/progress.ts'
import type { StateCounts } from '#store/lists.ts'
import type { ReadRecord } from '#store/reading.ts'

const kinds = ['country', 'city', 'organization'] as const

/** `/signatories`. */
export async function signatoriesPage(view: RegisterView): Promise<string> {
  const { words, reading } = view
  const path = '/signatories'
  const page = await reading.lists.page(
    {
      kind: 'signatory',
      class: asked(view, 'kind', kinds),
      country: asked(view, 'country')?.toUpperCase(),
      words: asked(view, 'q'),
    },
    placeAsked(view),
  )
  const ids = page.rows.map(({ id }) => id)
  const [records, states] = await Promise.all([
    reading.records(ids),
    reading.lists.statesBySignatory(ids),
  ])
  const title = words.say('signatories.title')
  const table = dataTable(
    words.say('signatories.caption'),
    [
      { title: words.say('signatories.name') },
      { title: words.say('signatories.kind') },
      { title: words.say('signatories.country') },
      { title: words.say('public.commitments') },
    ],
    ids.map((id) => {
      const record = records.get(id) as ReadRecord<'signatory'> | undefined
      return {
        head: html`${recordLink(view, 'signatory', id, record)}${fiction(words, record)}`,
        cells: [
          record === undefined ? '' : words.say(`signatory.kind.${record.data.kind}`),
          record === undefined ? '' : countryOf(view, record.data.country),
          stateCounts(words, states.get(id) ?? {}),
        ],
      }
    }),
    'fold',
  )
  const filters = [
    {
      name: 'kind',
      title: words.say('signatories.kind'),
      values: kinds.map((kind) => [kind, words.say(`signatory.kind.${kind}`)] as const),
    },
  ]
  const main = html`${pageHead(undefined, title, words.say('signatories.lede'))}<div class="wrap">
${listFilter(view, path, filters, words.say('signatories.find'))}
${ids.length === 0 ? html`<p class="empty">${words.say('signatories.none')}</p>` : table}${turnLinks(view, path, page)}</div>`
  return registerPage(view, { title, at: 'signatories', main })
}

function fiction(words: Words, record: ReadRecord<'signatory'> | undefined): Html | undefined {
  if (record?.data.fictional !== true) return undefined
  return html` <small class="soft">(${words.say('signatory.fictional')})</small>`
}

/** How many commitments stand in each state, in the order of the states. */
export function stateCounts(words: Words, states: StateCounts): Html {
  const found = progressStates.filter((state) => (states[state] ?? 0) > 0)
  if (found.length === 0) return html`–`
  return html`<ul class="plain counts">${found.map((state) => html`<li>${stateMark(words, state)} ${words.count(states[state] ?? 0)}</li>`)}</ul>`
}

/** `/signatories/:id`; with what waits for its officials, and the way to who acts, for those who may see it. */
export async function signatoryPage(
  view: RegisterView,
  id: string,
  { waiting, office = false }: { readonly waiting?: Html | undefined; readonly office?: boolean },
): Promise<string | undefined> {
  const { words, reading } = view
  const [record, versions, signatures, commitments, states, programmes, projects] =
    await Promise.all([
      reading.find('signatory', id),
      reading.versions(id),
      reading.signatures({ signatory: id }),
      reading.lists.page({ kind: 'commitment', signatory: id }, { most: 10 }),
      reading.lists.states({ signatory: id }),
      reading.lists.page({ kind: 'programme', signatory: id }, { most: 20 }),
      reading.lists.page({ kind: 'project', signatory: id }, { most: 20 }),
    ])
  if (record === undefined) return undefined
  const { data } = record
  const records = await reading.records([
    ...signatures.map((signature) => signature.data.declaration),
    ...programmes.rows.map((row) => row.id),
    ...projects.rows.map((row) => row.id),
  ])
  const signed = signatures.map((signature) => {
    const { declaration, act, date } = signature.data
    const text = words.say(act === 'adopt' ? 'signatory.adopted' : 'signatory.withdrawn', {
      date: dayOf(words, date),
    })
    return html`<li>${recordLink(view, 'declaration', declaration, records.get(declaration))}, ${text} · <a class="soft" href="${href(view, `/log/entries/${signature.index}`)}">${words.say('receipt.entry', { index: words.count(signature.index ?? 0) })}</a></li>`
  })
  const list = (kind: 'programme' | 'project', rows: readonly { id: string }[]): Html =>
    html`<ul>${rows.map((row) => html`<li><a href="${recordHref(view, kind, row.id)}"><bdi>${nameOf(words, records.get(row.id))}</bdi></a></li>`)}</ul>`
  const table =
    commitments.rows.length === 0
      ? html`<p class="empty">${words.say('signatory.promised.none')}</p>`
      : html`${await commitmentTable(view, commitments.rows, { owned: true })}<p class="gap-top"><a href="${href(view, '/commitments', { signatory: id })}">${words.say('signatory.all')}</a></p>`
  const title = nameOf(words, record)
  const main = html`${pageHead(kindLine(view, record), html`<bdi>${title}</bdi>`, delivered(words, states))}
<div class="wrap grid side"><div>${waiting}
<section><h2>${words.say('signatory.promised')}</h2>${stateCounts(words, states)}${table}</section>
<section><h2>${words.say('signatory.signed')}</h2>${signed.length === 0 ? html`<p class="empty">${words.say('signatory.signed.none')}</p>` : html`<ul>${signed}</ul>`}</section>
${programmes.rows.length === 0 ? undefined : html`<section><h2>${words.say('signatory.programmes')}</h2>${list('programme', programmes.rows)}</section>`}
${projects.rows.length === 0 ? undefined : html`<section><h2>${words.say('signatory.projects')}</h2>${list('project', projects.rows)}</section>`}
</div><aside>${slip(view, record, versions)}${about(view, record, office)}${dropBox(view)}</aside></div>`
  return registerPage(view, {
    title,
    at: 'signatories',
    under: [words.say('public.signatories'), href(view, '/signatories')],
    main,
    receipts: true,
    fictional: data.fictional,
  })
}

/** What it is, where, and the groups that its country is in today. */
function kindLine(view: RegisterView, { data }: ReadRecord<'signatory'>): string {
  const { words, reading } = view
  const today = reading.today()
  const region = findRegion(data.country)
  const groups = groupsOf(data.country, today)
  const parts = [
    words.say(`signatory.kind.${data.kind}`),
    ...(data.kind === 'country' ? [] : [countryOf(view, data.country)]),
    ...(region === undefined ? [] : [words.say(`region.${region}`)]),
    ...groups.map((group) => words.say(`group.${group}`)),
    ...(groups.length === 0
      ? []
      : [words.say('signatory.groups.date', { date: dayOf(words, today) })]),
    ...(data.fictional ? [words.say('signatory.fictional')] : []),
  ]
  return parts.join(' · ')
}

function delivered(words: Words, states: StateCounts): string {
  const total = progressStates.reduce((sum, state) => sum + (states[state] ?? 0), 0)
  const verified = states.verified ?? 0
  const reached = verified + (states.reachedUnverified ?? 0)
  if (total === 0) return words.say('signatory.promised.none')
  return words.say('signatory.delivered', {
    count: total,
    reached: words.count(reached),
    verified: words.count(verified),
  })
}

function about(view: RegisterView, { id, data }: ReadRecord<'signatory'>, office: boolean): Html {
  const { words } = view
  const site = data.site as string | null | undefined
  const to = (path: string, query: Readonly<Record<string, string>>, text: string): Html =>
    html`<li><a href="${href(view, path, query)}">${text}</a></li>`
  return html`<section><h2>${words.say('signatory.officials')}</h2><ul class="plain">
${to('/commit', { signatory: id }, words.say('signatory.fromplan'))}
${to('/enter/commitment', { signatory: id }, words.say('signatory.commit'))}
${to(`/signatories/${id}/sign`, {}, words.say('signatory.sign'))}
${to('/enter/programme', { signatory: id }, words.say('signatory.programme'))}
${to('/enter/project', { signatory: id }, words.say('signatory.project'))}
${office ? to(`/signatories/${id}/officials`, {}, words.say('roles.see')) : undefined}</ul>
${data.population === undefined ? undefined : html`<p class="small gap-top">${words.say('people', { count: data.population })}</p>`}
${typeof site === 'string' ? html`<p class="small"><a href="${site}" rel="noopener nofollow">${words.say('signatory.site')}</a></p>` : undefined}</section>`
}
