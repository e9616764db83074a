// `/declarations` and `/declarations/:id`: what each holds and undertakes, in our own words and with its
// source, and who adopted it here.
import { type Html, html } from '#faces/site/html.ts'
import { dataTable } from '#faces/site/parts/table.ts'
import { pageHead, registerPage } from '#faces/site/register/frame.ts'
import { placeAsked, turnLinks } from '#faces/site/register/listing.ts'
import { stateCounts } from '#faces/site/register/signatories.ts'
import { dropBox, slip } from '#faces/site/register/slip.ts'
import {
  dayElement,
  dayOf,
  named,
  nameOf,
  type RegisterView,
  recordHref,
  recordLink,
  textOf,
} from '#faces/site/register/view.ts'
import { href } from '#faces/site/view.ts'
import type { Words } from '#faces/site/words/words.ts'
import type { ReadRecord } from '#store/reading.ts'

/** Signatures on one page of a declaration. */
const signaturesShown = 100

/** `/declarations`. */
export async function declarationsPage(view: RegisterView): Promise<string> {
  const { words, reading } = view
  const page = await reading.lists.page({ kind: 'declaration' }, placeAsked(view))
  const records = await reading.records(page.rows.map(({ id }) => id))
  const items = [...records.values()].map((record) => {
    const { data } = record as unknown as ReadRecord<'declaration'>
    return html`<li><h2><a href="${recordHref(view, 'declaration', record.id)}">${named(words, record)}</a></h2>
<p class="soft small">${words.say('declaration.kind', { place: textOf(words, data.place), date: dayOf(words, data.adopted) })}</p>
<p class="small">${words.say(data.source.standing === 'text' ? 'source.text' : 'source.report')}</p></li>`
  })
  const title = words.say('declarations.title')
  const main = html`${pageHead(undefined, title, words.say('declarations.lede'))}<div class="wrap">
${items.length === 0 ? html`<p class="empty">${words.say('declarations.none')}</p>` : html`<ul class="notes">${items}</ul>`}${turnLinks(view, '/declarations', page)}</div>`
  return registerPage(view, { title, at: 'declarations', main })
}

/** `/declarations/:id`. */
export async function declarationPage(view: RegisterView, id: string): Promise<string | undefined> {
  const { words, reading, query } = view
  const record = await reading.find('declaration', id)
  if (record === undefined) return undefined
  const { data } = record
  const from = /^[a-z0-9]{16,40}$/.exec(query.get('from') ?? '')?.[0] ?? ''
  const [versions, signatures, states] = await Promise.all([
    reading.versions(id),
    reading.signatures({ declaration: id }, from, signaturesShown),
    reading.lists.states({ declaration: id }),
  ])
  const title = nameOf(words, record)
  const kind = words.say('declaration.kind', {
    place: textOf(words, data.place),
    date: dayOf(words, data.adopted),
  })
  const by = words.say('declaration.by', { who: textOf(words, data.adoptedBy) })
  const main = html`${pageHead(kind, named(words, record), by)}
<div class="wrap grid side"><div>
${clauses(words, words.say('declaration.principles'), data.principles)}
${clauses(words, words.say('declaration.undertakings'), data.undertakings)}
${await signedBy(view, id, signatures)}
<section><h2>${words.say('declaration.commitments')}</h2>${stateCounts(words, states)}<p class="gap-top"><a href="${href(view, '/commitments', { declaration: id })}">${words.say('hub.more')}</a></p></section>
</div><aside>${slip(view, record, versions)}${sourceOf(words, data.source)}${dropBox(view)}</aside></div>`
  return registerPage(view, {
    title,
    at: 'declarations',
    under: [words.say('public.declarations'), href(view, '/declarations')],
    main,
    receipts: true,
  })
}

/** Clauses with their codes, by which commitments refer to them. */
export function clauses(
  words: Words,
  heading: string,
  list: readonly { readonly code: string; readonly text: string }[],
): Html {
  return html`<section><h2>${heading}</h2><dl class="clauses">${list.map(({ code, text }) => html`<div id="${code}"><dt class="hash"><bdi>${code}</bdi></dt><dd dir="auto">${textOf(words, text)}</dd></div>\n`)}</dl></section>`
}

async function signedBy(
  view: RegisterView,
  declaration: string,
  signatures: readonly ReadRecord<'signature'>[],
): Promise<Html> {
  const { words, reading } = view
  if (signatures.length === 0)
    return html`<section><h2>${words.say('declaration.signed')}</h2><p class="empty">${words.say('declaration.signed.none')}</p></section>`
  const accounts = signatures.flatMap(({ data }) => [data.official, data.secondOfficial])
  const [records, names] = await Promise.all([
    reading.records(signatures.map(({ data }) => data.signatory)),
    reading.accountNames(accounts),
  ])
  const called = (account: string): string =>
    names.get(account) ?? words.say('trail.unnamed', { id: account.slice(0, 6) })
  const table = dataTable(
    words.say('declaration.signed.caption'),
    [
      { title: words.say('declaration.signatory') },
      { title: words.say('declaration.date'), className: 'wide' },
      { title: words.say('declaration.officials') },
      { title: words.say('declaration.receipt'), numeric: true },
    ],
    signatures.map(({ data, index }) => ({
      head: recordLink(view, 'signatory', data.signatory, records.get(data.signatory)),
      cells: [
        html`${dayElement(words, data.date)}${data.act === 'withdraw' ? html` <b>(${words.say('declaration.withdrawn')})</b>` : undefined}`,
        html`<bdi>${called(data.official)}</bdi>, <bdi>${called(data.secondOfficial)}</bdi>`,
        html`<a href="${href(view, `/log/entries/${index}`)}">${words.count(index ?? 0)}</a>`,
      ],
    })),
    'fold',
  )
  const last = signatures.at(-1)?.data.signatory ?? ''
  const more =
    signatures.length < signaturesShown
      ? undefined
      : html`<p class="gap-top"><a rel="next" href="${href(view, `/declarations/${declaration}`, { from: last })}">${words.say('declaration.more')}</a></p>`
  return html`<section><h2>${words.say('declaration.signed')}</h2>${table}${more}</section>`
}

/** Where a record's words come from, and whether the text itself was read. */
export function sourceOf(words: Words, source: ReadRecord<'declaration'>['data']['source']): Html {
  const { standing, date } = source
  const link = source.link as string | null | undefined
  const publisher = source.publisher as string | null | undefined
  const note = source.note as string | null | undefined
  const titled = html`<bdi>${textOf(words, source.title)}</bdi>`
  return html`<section><h2>${words.say('source.title')}</h2>
<p class="small">${typeof link === 'string' ? html`<a href="${link}" rel="noopener nofollow">${titled}</a>` : titled}${typeof publisher === 'string' ? `. ${publisher}` : undefined}${date === undefined ? undefined : `, ${dayOf(words, date)}`}</p>
<p class="small">${words.say(standing === 'text' ? 'source.text' : 'source.report')}</p>${typeof note === 'string' ? html`<p class="small">${note}</p>` : undefined}</section>`
}
