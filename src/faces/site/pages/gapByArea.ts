// The gap by area: a finding, a table with bars, and where the figures come from.
import { percent } from '#faces/site/figures.ts'
import type { Html } from '#faces/site/html.ts'
import { html } from '#faces/site/html.ts'
import { paths } from '#faces/site/page.ts'
import { spelled } from '#faces/site/pages/spelled.ts'
import { bar } from '#faces/site/parts/bars.ts'
import { sourceNames } from '#faces/site/parts/sourceLine.ts'
import { dataTable, type TableRow } from '#faces/site/parts/table.ts'
import { type Concentration, concentration, type Measure, unservedOf } from '#faces/site/story.ts'
import { areaLink, areaTitle, href, type View } from '#faces/site/view.ts'

/** More areas than this are summed up in the last row. */
const shownAreas = 8

/** The section on the front page. */
export function gapByArea(view: View, measure: Measure): Html {
  const { words, study } = view
  const found = concentration(study.result, measure)
  const shown = found.areas.length <= shownAreas + 1 ? found.areas.length : shownAreas
  const rest = found.areas.slice(shown)
  const restUnserved = rest.reduce((sum, area) => sum + unservedOf(area, measure), 0)
  const restTotal = rest.reduce((sum, area) => sum + (totalOf(area, measure) ?? 0), 0)
  const longest = Math.max(1, restUnserved, ...found.areas.map((area) => unservedOf(area, measure)))
  const row = (head: Html, unserved: number, total: number): TableRow => ({
    head,
    cells: [
      words.count(Math.round(unserved)),
      total === 0 ? '–' : percent(words, unserved / total),
      bar(unserved / longest),
    ],
  })
  const rows = found.areas
    .slice(0, shown)
    .map((area) => row(areaLink(view, area.id), unservedOf(area, measure), totalOf(area, measure)))
  if (rest.length > 0) {
    const others = words.say('gap.others', { count: rest.length })
    rows.push(
      row(html`<a href="${href(view, paths.areas)}">${others}</a>`, restUnserved, restTotal),
    )
  }
  const people = measure === 'people'
  return html`<section><h2>${heading(view, found, people)}</h2>
${dataTable(
  words.say(people ? 'gap.caption' : 'gap.caption.sites'),
  [
    { title: words.say('gap.area') },
    { title: words.say(people ? 'gap.people' : 'gap.sites'), numeric: true },
    { title: words.say('gap.share'), numeric: true },
    { title: html`<span class="hide">${words.say('gap.bar')}</span>`, className: 'bars' },
  ],
  rows,
)}
<p class="note gap-top">${sourceLine(view, measure)}</p></section>`
}

function totalOf(area: Concentration['areas'][number], measure: Measure): number {
  return measure === 'people' ? (area.people?.total ?? 0) : area.sites.total
}

function heading(
  view: View,
  { areas, half, halfShare, total }: Concentration,
  people: boolean,
): string {
  const { words } = view
  if (total === 0) return words.say('gap.heading.none')
  if (areas.length < 2) return words.say('gap.heading.plain')
  const share = percent(words, halfShare)
  if (half === 1) {
    const area = areaTitle(view, areas[0].id)
    return words.say(people ? 'gap.heading.one' : 'gap.heading.sites.one', { share, area })
  }
  const k = spelled(words, half)
  const n = spelled(words, areas.length)
  if (!people) return words.say('gap.heading.sites', { share, k, n })
  if (halfShare < 0.52) return words.say('gap.heading.half', { k, n })
  return words.say('gap.heading.share', { share, k, n })
}

function sourceLine(view: View, measure: Measure): Html {
  const { words, study } = view
  const { gap, country } = study.result
  const people = measure === 'people' && gap.people !== null
  const unknown = people ? (gap.people?.unknown ?? 0) : gap.sites.unknown
  const origins = people ? country.sites.populationOrigin : country.sites.placeOrigin
  const origin =
    (['assumed', 'modeled'] as const).find((each) => origins.includes(each)) ?? 'measured'
  return words.mix('gap.source', {
    origin: words.say(`Origin.${origin}`),
    sources: sourceNames(view, 3),
    unknown: words.say(people ? 'people' : 'places', { count: Math.round(unknown) }),
    how: html`<a href="${href(view, paths.plan)}#settings">${words.say('gap.how')}</a>`,
  })
}
