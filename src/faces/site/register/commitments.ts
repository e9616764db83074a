// `/commitments`: every commitment by what it promises, who promised it, when it is due and where it stands.

import { percent } from '#faces/site/figures.ts'
import { type Html, html } from '#faces/site/html.ts'
import { dataTable } from '#faces/site/parts/table.ts'
import { pageHead, registerPage } from '#faces/site/register/frame.ts'
import { asked, askedId, listFilter, placeAsked, turnLinks } from '#faces/site/register/listing.ts'
import { stateMark } from '#faces/site/register/marks.ts'
import { progressCell } from '#faces/site/register/progressBar.ts'
import {
  countryOf,
  dayElement,
  nameOf,
  type RegisterView,
  recordLink,
} from '#faces/site/register/view.ts'
import { href } from '#faces/site/view.ts'
import { progressStates } from '#register/progress.ts'
import type { ListAsked, Listed } from '#store/lists.ts'

const path = '/commitments'

/** What the query chooses of the list. */
export function commitmentsAsked(view: RegisterView): ListAsked {
  return {
    kind: 'commitment',
    state: asked(view, 'state', [...progressStates, 'disputed']),
    declaration: askedId(view, 'declaration'),
    signatory: askedId(view, 'signatory'),
    country: asked(view, 'country')?.toUpperCase(),
    words: asked(view, 'q'),
  }
}

/** `/commitments`. */
export async function commitmentsPage(view: RegisterView): Promise<string> {
  const { words, reading } = view
  const declarations = await reading.declarations()
  const page = await reading.lists.page(commitmentsAsked(view), placeAsked(view))
  const title = words.say('commitments.title')
  const filters = [
    {
      name: 'state',
      title: words.say('state.word'),
      values: [...progressStates, 'disputed' as const].map(
        (state) => [state, words.say(`state.${state}`)] as const,
      ),
    },
    {
      name: 'declaration',
      title: words.say('public.declarations'),
      values: declarations.map((record) => [record.id, nameOf(words, record)] as const),
    },
  ]
  const country = asked(view, 'country')?.toUpperCase()
  // A list that a link cut to one country says which.
  const caption =
    country === undefined
      ? {}
      : { caption: words.say('commitments.captionOf', { country: countryOf(view, country) }) }
  const main = html`${pageHead(undefined, title, words.say('commitments.lede'))}<div class="wrap">
${listFilter(view, path, filters, words.say('commitments.find'), ['country', 'signatory'])}
${page.rows.length === 0 ? html`<p class="empty">${words.say('commitments.none')}</p>` : await commitmentTable(view, page.rows, caption)}
${turnLinks(view, path, page)}${page.rows.length === 0 ? undefined : html`<p class="small"><a href="${csvHref(view)}" download>${words.say('commitments.csv')}</a></p>`}</div>`
  return registerPage(view, { title, at: 'commitments', main })
}

/** The same list as a file, as it is chosen here. */
function csvHref(view: RegisterView): string {
  const chosen = [...view.query].filter(([name]) => name !== 'before' && name !== 'after')
  return href(view, '/commitments.csv', Object.fromEntries(chosen))
}

/** A table of commitments; `owned` leaves out whose they are. */
export async function commitmentTable(
  view: RegisterView,
  rows: readonly Listed[],
  { owned = false, caption = view.words.say('commitments.caption') } = {},
): Promise<Html> {
  const { words, reading } = view
  const records = await reading.records(rows.flatMap(({ id, signatory }) => [id, signatory]))
  return dataTable(
    caption,
    [
      { title: words.say('commitments.what') },
      { title: words.say('state.word') },
      { title: words.say('commitments.reached'), className: 'reach' },
      { title: words.say('commitments.due'), className: 'wide' },
      ...(owned ? [] : [{ title: words.say('commitments.who') }]),
    ],
    rows.map(({ id, signatory, due, state, disputed, progress }) => {
      const share = progress?.reachedShare ?? null
      const reached =
        share === null
          ? '–'
          : html`${percent(words, Math.max(0, share))}${progressCell(share, state === 'verified')}`
      return {
        head: recordLink(view, 'commitment', id, records.get(id)),
        cells: [
          html`${stateMark(words, state ?? 'notYetDue')}${disputed ? stateMark(words, 'disputed') : undefined}`,
          reached,
          due === null ? '' : dayElement(words, due),
          ...(owned || signatory === null
            ? []
            : [recordLink(view, 'signatory', signatory, records.get(signatory))]),
        ],
      }
    }),
    'fold',
  )
}
