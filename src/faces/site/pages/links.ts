// The table of new links: each once, with the year it is built and what it hangs on.
import { technologies } from '#country/model.ts'
import { kilometers } from '#faces/site/figures.ts'
import { type Html, html } from '#faces/site/html.ts'
import { page, paths } from '#faces/site/page.ts'
import { downloads, siteName, yearsOf } from '#faces/site/pages/sites.ts'
import { filterForm, pageAsked, pageLinks, pageRows } from '#faces/site/parts/filter.ts'
import { choiceMark } from '#faces/site/parts/symbols.ts'
import { dataTable, type TableRow } from '#faces/site/parts/table.ts'
import { href, type View } from '#faces/site/view.ts'

/** `/links` with its filters. */
export function linksPage(view: View): string {
  const { words, study } = view
  const { links } = study
  const rows = matchingLinks(view)
  const { page: number, pages, from } = pageAsked(view, rows.length)
  const shown = rows.slice(from, from + pageRows)
  const used = technologies.filter((technology) => links.technology.includes(technology))
  const form = filterForm(
    view,
    paths.links,
    [
      {
        name: 'technology',
        title: words.say('links.technology'),
        values: used.map((technology) => [technology, words.say(`choice.${technology}`)] as const),
      },
      { name: 'year', title: words.say('links.year'), values: yearsOf(view) },
    ],
    false,
  )
  const caption = words.say('links.caption', {
    from: words.count(shown.length === 0 ? 0 : from + 1),
    to: words.count(from + shown.length),
    total: words.count(rows.length),
    year: String(study.result.study.prices.year),
  })
  const body =
    rows.length === 0
      ? html`<p class="empty">${words.say('links.none')}</p>`
      : html`${linksTable(view, caption, shown)}${pageLinks(view, paths.links, number, pages)}`
  const main = html`<div class="wrap"><div class="head"><h1>${words.say('links.title')}</h1>
<p class="lede">${words.say('links.lede')}</p></div>${form}${body}
<p class="note gap-top">${words.mix('table.download', downloads(view, 'links'))}</p></div>`
  return page(view, { title: words.say('links.title'), crumbs: [], main })
}

function matchingLinks({ query, study: { links } }: View): number[] {
  const [technology, year, id] = ['technology', 'year', 'q'].map((name) => query.get(name) ?? '')
  const rows: number[] = []
  for (let row = 0; row < links.id.length; row++) {
    if (technology !== '' && links.technology[row] !== technology) continue
    if (year !== '' && String(links.year[row]) !== year) continue
    if (id !== '' && links.id[row] !== id) continue
    rows.push(row)
  }
  return rows
}

function linksTable(view: View, caption: string, shown: readonly number[]): Html {
  const { words, study } = view
  const { links } = study
  const rows = shown.map((row): TableRow => {
    const upstream = links.upstream[row]
    return {
      head: html`${linkName(view, row)}<br><bdi dir="ltr" class="hash soft">${links.id[row]}</bdi>`,
      cells: [
        choiceMark(words, links.technology[row]),
        links.year[row] < 0 ? '–' : String(links.year[row]),
        kilometers(words, links.lengthMeters[row]),
        words.count(Math.round(links.capexUsd[row])),
        words.count(Math.round(links.opexUsdPerYear[row])),
        upstream === ''
          ? words.say('links.gateway')
          : html`<a href="${href(view, paths.links, { q: upstream })}">${linkName(view, study.linkForId.get(upstream) ?? -1)}</a>`,
      ],
    }
  })
  return dataTable(
    caption,
    [
      { title: words.say('links.id') },
      { title: words.say('links.technology'), className: 'wide' },
      { title: words.say('links.year'), numeric: true },
      { title: words.say('links.length'), numeric: true },
      { title: words.say('links.capex'), numeric: true },
      { title: words.say('links.opex'), numeric: true },
      { title: words.say('links.upstream') },
    ],
    rows,
  )
}

/** Where a link leads: the place it serves, or a junction from which others go on. */
export function linkName(view: View, row: number): string {
  const { words, study } = view
  const site = study.siteForLink.get(row)
  return site === undefined
    ? words.say('links.junction')
    : words.say('links.to', { place: siteName(words, view, site) })
}
