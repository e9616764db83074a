// Filters of a table as a plain form that asks by address, and the links between its pages.
import { type Html, html, raw } from '#faces/site/html.ts'
import { href, type SiteView } from '#faces/site/view.ts'

/** A choice among values; the empty value stands for any. */
export interface Choosing {
  readonly name: string
  readonly title: string
  readonly values: readonly (readonly [value: string, title: string])[]
}

/**
 * The form: what to look for, one select for each choice, a button, and the way back to all.
 *
 * @param kept What a link chose and the form does not ask for: it stays chosen.
 */
export function filterForm(
  view: SiteView,
  path: string,
  choosings: readonly Choosing[],
  search: boolean,
  findTitle = view.words.say('filter.find'),
  kept: readonly string[] = [],
): Html {
  const { words, query } = view
  const selects = choosings.map(({ name, title, values }) => {
    const now = query.get(name) ?? ''
    const options = [['', words.say('filter.any')] as const, ...values].map(
      ([value, text]) =>
        html`<option value="${value}"${value === now ? raw(' selected') : undefined}>${text}</option>`,
    )
    return html`<label>${title}<select name="${name}">${options}</select></label>\n`
  })
  const find = search
    ? html`<label>${findTitle}<input type="search" name="q" value="${query.get('q') ?? ''}"></label>\n`
    : undefined
  const asked = [...query.values()].some((value) => value !== '')
  return html`<form class="filter" action="${href(view, path)}" aria-label="${words.say('filter.label')}">
${kept.map((name) => (query.get(name) ? html`<input type="hidden" name="${name}" value="${query.get(name) ?? ''}">` : undefined))}${find}${selects}<button class="main">${words.say('filter.apply')}</button>${asked ? html` <a href="${href(view, path)}">${words.say('filter.clear')}</a>` : undefined}</form>`
}

/** Rows of one page of a table. */
export const pageRows = 50

/** The page asked for, within bounds. */
export function pageAsked(
  view: SiteView,
  total: number,
  rows = pageRows,
): { page: number; pages: number; from: number } {
  const pages = Math.max(1, Math.ceil(total / rows))
  const asked = Number(view.query.get('page') ?? 1)
  const page = Number.isInteger(asked) ? Math.min(pages, Math.max(1, asked)) : 1
  return { page, pages, from: (page - 1) * rows }
}

/** Links to the neighboring pages; nothing where there is one page only. */
export function pageLinks(
  view: SiteView,
  path: string,
  page: number,
  pages: number,
): Html | undefined {
  if (pages === 1) return undefined
  const { words, query } = view
  const to = (number: number, rel: 'prev' | 'next', text: string): Html => {
    const next = { ...Object.fromEntries(query), page: number }
    return html`<a rel="${rel}" href="${href(view, path, next)}">${text}</a> `
  }
  return html`<nav class="pages" aria-label="${words.say('pages.label')}">
${page > 1 ? to(page - 1, 'prev', words.say('pages.previous')) : undefined}<span>${words.say('pages.at', { page: words.count(page), pages: words.count(pages) })}</span>
${page < pages ? to(page + 1, 'next', words.say('pages.next')) : undefined}</nav>`
}
