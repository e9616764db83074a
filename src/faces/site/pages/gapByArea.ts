// The gap by area: a finding, a table with bars, and where the figures come from.

import type { Origin } from '#country/model.ts'
import { percent } from '#faces/site/figures.ts'
import { type Child, type Html, html } from '#faces/site/html.ts'
import { paths } from '#faces/site/page.ts'
import { spelled } from '#faces/site/pages/spelled.ts'
import { bar } from '#faces/site/parts/bars.ts'
import { sourceNames } from '#faces/site/parts/sourceLine.ts'
import { dataTable, type TableRow } from '#faces/site/parts/table.ts'
import { type Concentration, concentration, countOf, type Standing } from '#faces/site/story.ts'
import { areaLink, areaTitle, href, type View } from '#faces/site/view.ts'

/** More areas than this are summed up in the last row. */
const shownAreas = 8

/** The section on the front page. */
export function gapByArea(view: View, now: Standing): Html {
  const { words, study } = view
  const { measure, lack } = now
  const { gap } = study.result
  const found = concentration(study.result, now)
  const byKind = gap.areas.length === 0
  const parts = byKind ? gap.kinds.toSorted((a, b) => b.sites[lack] - a.sites[lack]) : found.areas
  const shown = parts.length <= shownAreas + 1 ? parts.length : shownAreas
  const rest = parts.slice(shown).map((part) => countOf(part, measure))
  const restHeld = rest.reduce((sum, count) => sum + count[lack], 0)
  const restTotal = rest.reduce((sum, { total }) => sum + total, 0)
  const longest = Math.max(1, restHeld, ...parts.map((part) => countOf(part, measure)[lack]))
  const row = (head: Child, held: number, total: number): TableRow => ({
    head,
    cells: [
      words.count(Math.round(held)),
      total === 0 ? '–' : percent(words, held / total),
      bar(held / longest, lack),
    ],
  })
  const rows = parts.slice(0, shown).map((part) => {
    const count = countOf(part, measure)
    const head = 'kind' in part ? words.say(`kind.${part.kind}`) : areaLink(view, part.id)
    return row(head, count[lack], count.total)
  })
  if (rest.length > 0) {
    const others = words.say('gap.others', { count: rest.length })
    rows.push(row(html`<a href="${href(view, paths.areas)}">${others}</a>`, restHeld, restTotal))
  }
  return html`<section><h2>${byKind ? words.say(`gap.heading.kinds.${lack}`) : heading(view, found, now)}</h2>
${dataTable(
  words.say(`gap.caption.${measure}.${lack}`),
  [
    { title: words.say(byKind ? 'sites.kind' : 'gap.area') },
    { title: words.say(measure === 'people' ? 'gap.people' : 'gap.sites'), numeric: true },
    { title: words.say('gap.share'), numeric: true },
    { title: html`<span class="hide">${words.say('gap.bar')}</span>`, className: 'bars' },
  ],
  rows,
)}
<p class="note gap-top">${sourceLine(view, now)}</p></section>`
}

function heading(
  view: View,
  { areas, half, halfShare, total }: Concentration,
  { measure, lack }: Standing,
): string {
  const { words } = view
  if (total === 0) return words.say('gap.heading.none')
  if (lack === 'unknown') return words.say('gap.heading.unknown')
  if (areas.length < 2) return words.say('gap.heading.plain')
  const people = measure === 'people'
  const share = percent(words, halfShare)
  if (half === 1) {
    const area = areaTitle(view, areas[0].id)
    return words.say(people ? 'gap.heading.one' : 'gap.heading.sites.one', { share, area })
  }
  // Both in words or both in digits.
  const inWords = areas.length <= 10
  const k = inWords ? spelled(words, half) : words.count(half)
  const n = inWords ? spelled(words, areas.length) : words.count(areas.length)
  if (!people) return words.say('gap.heading.sites', { share, k, n })
  if (halfShare < 0.52) return words.say('gap.heading.half', { k, n })
  return words.say('gap.heading.share', { share, k, n })
}

function sourceLine(view: View, { measure, count }: Standing): Html {
  const { words, study } = view
  const { sites } = study.result.country
  const people = measure === 'people'
  const origins: readonly Origin[] = people ? sites.populationOrigin : sites.placeOrigin
  const origin =
    (['assumed', 'modeled'] as const).find((each) => origins.includes(each)) ?? 'measured'
  return words.mix('gap.source', {
    origin: words.say(`Origin.${origin}`),
    sources: sourceNames(view, 3),
    unknown: words.say(people ? 'people' : 'places', { count: Math.round(count.unknown) }),
    how: html`<a href="${href(view, paths.plan)}#settings">${words.say('gap.how')}</a>`,
  })
}
