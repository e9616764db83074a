// The areas: all in one table, and a page for each with its map, its gap and what the plan does there.

import { findExtent } from '#faces/report/wellKnownBinary.ts'
import { mbps, percent } from '#faces/site/figures.ts'
import { type Child, type Html, html } from '#faces/site/html.ts'
import { mapImage } from '#faces/site/map/mapImage.ts'
import { page, paths } from '#faces/site/page.ts'
import { areasFigure } from '#faces/site/pages/areasMap.ts'
import { signalFigure } from '#faces/site/pages/signalFigure.ts'
import { areasWithin, downloads, matchingSites, sitesTable } from '#faces/site/pages/sites.ts'
import { bar } from '#faces/site/parts/bars.ts'
import { bridge } from '#faces/site/parts/bridge.ts'
import { signalSection } from '#faces/site/parts/signalTable.ts'
import { choiceMark, choices } from '#faces/site/parts/symbols.ts'
import { dataTable, type TableRow } from '#faces/site/parts/table.ts'
import { concentration, countOf, standing } from '#faces/site/story.ts'
import { areaLink, areaTitle, countryTitle, href, type View } from '#faces/site/view.ts'
import type { AreaGap } from '#gap/gap.ts'
import type { Extent } from '#geo/shapes.ts'

/** An area's page shows so many of its places; all are in the table of places. */
const shownPlaces = 20

/** `/areas`: the gap of every area. */
export function areasPage(view: View): string {
  const { words, study } = view
  const now = standing(study.result)
  const { measure, lack } = now
  const { areas } = concentration(study.result, now)
  const longest = Math.max(1, ...areas.map((area) => countOf(area, measure)[lack]))
  const people = measure === 'people'
  const rows = areas.map((area): TableRow => {
    const count = countOf(area, measure)
    return {
      head: areaLink(view, area.id),
      cells: [
        words.count(Math.round(count.total)),
        words.count(Math.round(count.unserved)),
        words.count(Math.round(count.unknown)),
        count.total === 0 ? '–' : percent(words, count[lack] / count.total),
        mbps(words, area.demandMbps),
        bar(count[lack] / longest, lack),
      ],
    }
  })
  const table =
    areas.length === 0
      ? html`<p class="empty">${words.say('areas.noareas')}</p>`
      : dataTable(
          words.say('areas.caption'),
          [
            { title: words.say('gap.area') },
            { title: words.say(people ? 'gap.people' : 'gap.sites'), numeric: true },
            { title: words.say('areas.unserved'), numeric: true },
            { title: words.say('areas.unknown'), numeric: true },
            { title: words.say(`areas.share.${lack}`), numeric: true },
            { title: words.say('areas.demand'), numeric: true },
            { title: html`<span class="hide">${words.say('gap.bar')}</span>` },
          ],
          rows,
        )
  const main = html`<div class="wrap"><div class="head"><h1>${words.say('areas.title')}</h1>
<p class="lede">${words.say('areas.lede')}</p></div>${areasFigure(view)}
<section>${table}
<p class="note gap-top">${words.mix('table.download', downloads(view, 'areas'))}</p></section>
<section><h2>${words.say('areas.by')}</h2>${byTechnology(view, people)}</section>
${signalSection(view, study.result.gap.signals, signalFigure(view))}</div>`
  return page(view, { title: words.say('areas.title'), at: 'areas', crumbs: [], main })
}

function byTechnology({ words, study }: View, people: boolean): Html {
  const { gap } = study.result
  const rows = (['fibre', 'cellular'] as const).map((technology): TableRow => {
    const { people: counted, sites } = gap[technology]
    const count = people && counted !== null ? counted : sites
    return {
      head: choiceMark(words, technology),
      cells: [count.served, count.unserved, count.unknown].map((value) =>
        words.count(Math.round(value)),
      ),
    }
  })
  return dataTable(
    words.say('areas.by.caption'),
    [
      { title: words.say('links.technology') },
      { title: words.say('areas.served'), numeric: true },
      { title: words.say('areas.notserved'), numeric: true },
      { title: words.say('areas.unknown'), numeric: true },
    ],
    rows,
    'fold',
  )
}

/** `/areas/ID`; undefined where there is no such area. */
export function areaPage(view: View, id: string): string | undefined {
  const { words, study } = view
  const area = study.result.gap.areas.find((each) => each.id === id)
  if (area === undefined) return undefined
  const title = areaTitle(view, area.id)
  const rows = matchingSites({ ...view, query: new URLSearchParams({ area: id }) })
  const main = html`<div class="hero"><div class="wrap">${areaHead(view, area, rows)}</div></div>
<div class="wrap grid side"><div>${areaMap(view, id, title)}
<section><h2>${words.say('area.places')}</h2>${placesHere(view, id, rows)}</section>${signalSection(view, area.signals)}</div>
<aside><h2>${words.say('area.plan')}</h2>${choicesHere(view, rows)}</aside></div>`
  return page(view, { title, crumbs: [[words.say('areas.title'), href(view, paths.areas)]], main })
}

/** Name, sentence and bridge of an area. */
function areaHead(view: View, area: AreaGap, rows: readonly number[]): Html {
  const { words, study } = view
  const measure = area.people === null ? 'sites' : 'people'
  const { total, served, unserved, unknown } = countOf(area, measure)
  const said = [
    words.say(`area.lede.${measure}`, {
      unserved: words.count(Math.round(unserved)),
      total: words.count(Math.round(total)),
    }),
  ]
  if (unknown > 0) said.push(words.say(`lede.unknown.${measure}`, { count: Math.round(unknown) }))
  const stands = total === 0 ? 0 : served / total
  const reached = reachedShare(view, area, rows)
  const label = words.say(`bridge.label.${measure}`, {
    stands: percent(words, stands),
    planned: percent(words, reached),
  })
  const end = words.say(`bridge.to.${measure}`, { year: String(standing(study.result).lastYear) })
  return html`<p class="soft small">${words.say('area.kind', { country: countryTitle(view) })}</p>
<h1><bdi>${areaTitle(view, area.id)}</bdi></h1><p class="lede">${said.join(' ')}</p>
<figure class="bridge">${bridge(stands, Math.min(1, stands + reached), label)}
<figcaption class="ends"><span>${words.say('bridge.from')}</span><span>${end}</span></figcaption></figure>`
}

/** Share of the area's people (or places) that the roadmap newly reaches. */
function reachedShare({ study }: View, area: AreaGap, rows: readonly number[]): number {
  const { sites } = study
  const weight = (row: number): number => (area.people === null ? 1 : sites.population[row] || 0)
  const total = (area.people ?? area.sites).total
  let reached = 0
  for (const row of rows)
    if (sites.year[row] > 0 && sites.service[row] !== 'served') reached += weight(row)
  return total === 0 ? 0 : reached / total
}

function choicesHere(view: View, rows: readonly number[]): Html {
  const { words, study } = view
  const { sites } = study
  const settings = study.result.study
  const lines = choices.flatMap((choice): TableRow[] => {
    const chosen = rows.filter((row) => sites.choice[row] === choice)
    if (chosen.length === 0) return []
    const cost = chosen.reduce((sum, row) => sum + sites.npvCostUsd[row], 0)
    const cells: Child[] = [
      words.count(chosen.length),
      cost === 0 ? '–' : words.count(Math.round(cost)),
    ]
    return [{ head: choiceMark(words, choice), cells }]
  })
  return dataTable(
    words.say('area.plan.caption', {
      years: words.say('years', { count: settings.economy.horizonYears }),
    }),
    [
      { title: words.say('sites.choice') },
      { title: words.say('plan.sites'), numeric: true },
      { title: words.say('site.amount'), numeric: true },
    ],
    lines,
  )
}

function placesHere(view: View, id: string, rows: readonly number[]): Html {
  const { words, study } = view
  const settings = study.result.study
  const shown = rows.slice(0, shownPlaces)
  const caption = words.say('sites.caption', {
    from: words.count(shown.length === 0 ? 0 : 1),
    to: words.count(shown.length),
    total: words.count(rows.length),
    years: words.say('years', { count: settings.economy.horizonYears }),
    year: String(settings.prices.year),
  })
  if (shown.length === 0) return html`<p class="empty">${words.say('sites.none')}</p>`
  return html`${sitesTable(view, caption, shown, false)}
${rows.length > shown.length ? html`<p class="gap-top"><a href="${href(view, paths.sites, { area: id })}">${words.say('area.all', { count: rows.length })}</a></p>` : undefined}`
}

function areaMap(view: View, id: string, title: string): Html | undefined {
  const extent = areaExtent(view, id)
  if (extent === undefined) return undefined
  const alt = view.words.say('area.map', { area: title })
  const open = view.words.say('mapfigure.open')
  const image = mapImage((query) => href(view, '/map.svg', { area: id, ...query }), extent, alt)
  return html`<section><figure class="map">${image}
<figcaption><a href="${href(view, paths.map, { area: id })}">${open}</a> · ${view.words.say('map.position')}</figcaption></figure></section>`
}

/** The box around an area and all areas below it; undefined where none has a shape. */
export function areaExtent({ study }: Pick<View, 'study'>, id: string): Extent | undefined {
  const { areas } = study.result.country
  const within = areasWithin(study.result, id)
  return findExtent(
    areas.polygons.flatMap((polygons, i) => (within.has(areas.table.id[i]) ? polygons.flat() : [])),
  )
}
