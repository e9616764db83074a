// Lists of the register: their filters, and the links to older and newer rows. A list is turned by the
// number of its last row, so that it costs the same on its thousandth page as on its first.
import { type Html, html } from '#faces/site/html.ts'
import { type Choosing, filterForm } from '#faces/site/parts/filter.ts'
import type { RegisterView } from '#faces/site/register/view.ts'
import { href } from '#faces/site/view.ts'
import type { ListedPage, ListPlace } from '#store/lists.ts'

/** Rows of one page of a list. */
export const listRows = 25

/** Where in its list the page stands. */
export function placeAsked({ query }: RegisterView): ListPlace {
  const number = (name: string): number | undefined => {
    const value = query.get(name) ?? ''
    return /^\d{1,15}$/.test(value) ? Number(value) : undefined
  }
  return { before: number('before'), after: number('after'), most: listRows }
}

/** A value that the query asks for, where it is one of these or, without a list, any at all. */
export function asked(
  { query }: RegisterView,
  name: string,
  among?: readonly string[],
): string | undefined {
  // Characters that nobody types and no database keeps.
  const value = (query.get(name) ?? '')
    .replace(/\p{Cc}/gu, '')
    .toWellFormed()
    .slice(0, 200)
  return value === '' || (among !== undefined && !among.includes(value)) ? undefined : value
}

/** The identity that the query asks for, where it looks like one. */
export function askedId(view: RegisterView, name: string): string | undefined {
  const value = asked(view, name)
  return value !== undefined && /^[a-z0-9]{16,40}$/.test(value) ? value : undefined
}

/** The filters above a list. */
export function listFilter(
  view: RegisterView,
  path: string,
  choosings: readonly Choosing[],
  find: string,
  kept: readonly string[] = [],
): Html {
  return filterForm(view, path, choosings, true, find, kept)
}

/** Links to the neighboring rows; nothing where all are shown. */
export function turnLinks(view: RegisterView, path: string, page: ListedPage): Html | undefined {
  const { words, query } = view
  const { older, newer } = page
  if (older === undefined && newer === undefined) return undefined
  const kept = Object.fromEntries(
    [...query].filter(([name]) => name !== 'before' && name !== 'after'),
  )
  const to = (place: Record<string, number>, rel: 'prev' | 'next', text: string): Html =>
    html`<a rel="${rel}" href="${href(view, path, { ...kept, ...place })}">${text}</a> `
  return html`<nav class="pages" aria-label="${words.say('list.pages')}">${newer === undefined ? undefined : to({ after: newer }, 'prev', words.say('list.newer'))}${older === undefined ? undefined : to({ before: older }, 'next', words.say('list.older'))}</nav>`
}
