// Every dataset behind the study, what its licence asks, and what the sources give whole.
import { type Html, html } from '#faces/site/html.ts'
import { page, shortDigest } from '#faces/site/page.ts'
import { dataTable } from '#faces/site/parts/table.ts'
import { type View, written } from '#faces/site/view.ts'

/** `/sources`. */
export function sourcesPage(view: View): string {
  const { words, study } = view
  const { sources, notice } = study.attribution
  const { completeness } = study.result.country
  const table = dataTable(
    words.say('sources.caption', { count: sources.length }),
    [
      { title: words.say('sources.name') },
      { title: words.say('sources.origin') },
      { title: words.say('sources.date'), className: 'wide' },
      { title: words.say('sources.licence') },
      { title: words.say('sources.attribution') },
      { title: words.say('sources.digest') },
    ],
    sources.map((source) => ({
      head: html`<bdi${written(study)}>${source.title}</bdi><br><bdi dir="ltr" class="hash soft">${source.id}</bdi>`,
      cells: [
        originWord(view, source.origin),
        source.date,
        html`<bdi>${source.licence}</bdi>`,
        html`<bdi${written(study)}>${source.attribution}</bdi>`,
        source.digest === '' ? '–' : shortDigest(source.digest),
      ],
    })),
  )
  const compared = peopleTable(view)
  const whole = (what: 'cellular' | 'fibre'): Html =>
    html`<li>${words.say(`sources.complete.${what}.${completeness[what] ? 'yes' : 'no'}`)}</li>\n`
  const main = html`<div class="wrap"><div class="head"><h1>${words.say('sources.title')}</h1>
<p class="lede">${words.say('sources.lede')}</p></div>${table}
<p class="note gap-top" lang="en" dir="auto">${notice}</p>
<section id="complete"><h2>${words.say('sources.complete')}</h2><ul>${whole('cellular')}${whole('fibre')}</ul></section>${compared}</div>`
  return page(view, { title: words.say('sources.title'), at: 'sources', crumbs: [], main })
}

/** A table longer than this would be heavier than a page may be; it stands with the areas where they differ most. */
const mostRows = 30

/** Census and grid side by side, with what the study takes; nothing where only one of them is known. */
function peopleTable({ words, study }: View): Html {
  const compared = study.result.country.peopleCompared
  if (compared === undefined) return html``
  const off = ({ census, cells }: { census: number; cells: number }): number =>
    Math.max(cells, 1) / Math.max(census, 1) > 1
      ? Math.max(cells, 1) / Math.max(census, 1)
      : Math.max(census, 1) / Math.max(cells, 1)
  const rows = [...compared.rows].sort((a, b) => off(b) - off(a)).slice(0, mostRows)
  const figure = (value: number) => words.count(Math.round(value))
  const table = dataTable(
    words.say('sources.people.caption'),
    [
      { title: words.say('sources.people.area') },
      { title: words.say('sources.people.census'), numeric: true },
      { title: words.say('sources.people.grid'), numeric: true },
      { title: words.say('sources.people.taken'), numeric: true },
    ],
    rows.map(({ name, census, cells, taken }) => ({
      head: name,
      cells: [figure(census), figure(cells), figure(taken)],
    })),
  )
  return html`<section id="people"><h2>${words.say('sources.people')}</h2>
<p>${words.say(`sources.people.by.${compared.areas}`)}</p>${table}</section>`
}

function originWord({ words }: View, origin: string): string {
  return origin === 'measured' || origin === 'modeled' || origin === 'assumed'
    ? words.say(`origin.${origin}`)
    : origin
}
