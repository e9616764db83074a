// The table of places, to be filtered and leafed through without script.
import { siteKinds } from '#country/model.ts'
import { type Html, html } from '#faces/site/html.ts'
import { page, paths } from '#faces/site/page.ts'
import { filterForm, pageAsked, pageLinks, pageRows } from '#faces/site/parts/filter.ts'
import { choiceMark, choices } from '#faces/site/parts/symbols.ts'
import { dataTable, type TableRow } from '#faces/site/parts/table.ts'
import { areaTitle, hrefOf, type View } from '#faces/site/view.ts'
import type { Words } from '#faces/site/words/words.ts'

/** `/sites` with its filters. */
export function sitesPage(view: View): string {
  const { words, study } = view
  const { plan, study: settings } = study.result
  const rows = matchingSites(view)
  const { page: number, pages, from } = pageAsked(view, rows.length)
  const shown = rows.slice(from, from + pageRows)
  const { areas, result } = study
  const kinds = siteKinds.filter((kind) => result.country.sites.kind.includes(kind))
  const form = filterForm(
    view,
    paths.sites,
    [
      {
        name: 'area',
        title: words.say('sites.area'),
        values: areas.id.filter((id) => id !== '').map((id) => [id, areaTitle(view, id)] as const),
      },
      {
        name: 'kind',
        title: words.say('sites.kind'),
        values: kinds.map((kind) => [kind, words.say(`kind.${kind}`)] as const),
      },
      {
        name: 'choice',
        title: words.say('sites.choice'),
        values: choices
          .filter((choice) => plan.totals.sites[choice] > 0)
          .map((choice) => [choice, words.say(`choice.${choice}`)] as const),
      },
      { name: 'year', title: words.say('sites.year'), values: yearsOf(view) },
    ],
    true,
  )
  const caption = words.say('sites.caption', {
    from: words.count(shown.length === 0 ? 0 : from + 1),
    to: words.count(from + shown.length),
    total: words.count(rows.length),
    years: words.say('years', { count: settings.economy.horizonYears }),
    year: String(settings.prices.year),
  })
  const body =
    rows.length === 0
      ? html`<p class="empty">${words.say('sites.none')}</p>`
      : html`${sitesTable(view, caption, shown)}${pageLinks(view, paths.sites, number, pages)}`
  const main = html`<div class="wrap"><div class="head"><h1>${words.say('sites.title')}</h1>
<p class="lede">${words.say('sites.lede')}</p></div>${form}${body}
<p class="note gap-top">${words.mix('table.download', downloads(view, 'sites'))}</p></div>`
  return page(view, { title: words.say('sites.title'), at: 'sites', crumbs: [], main })
}

/** Rows of the sites that the query asks for, in the study's order. */
export function matchingSites({ query, study: { sites, result } }: View): number[] {
  const asked = (name: string): string => query.get(name) ?? ''
  const [area, kind, choice, year, name] = ['area', 'kind', 'choice', 'year', 'q'].map(asked)
  const sought = name.trim().toLocaleLowerCase()
  const within = area === '' ? undefined : areasWithin(result, area)
  const rows: number[] = []
  for (let row = 0; row < sites.id.length; row++) {
    if (within !== undefined && !within.has(sites.area[row])) continue
    if (kind !== '' && sites.kind[row] !== kind) continue
    if (choice !== '' && sites.choice[row] !== choice) continue
    if (year !== '' && String(sites.year[row]) !== year) continue
    if (sought !== '' && !sites.name[row].toLocaleLowerCase().includes(sought)) continue
    rows.push(row)
  }
  return rows
}

/** An area's id and those of all areas below it. */
export function areasWithin({ country }: View['study']['result'], id: string): Set<string> {
  const { table } = country.areas
  const within = new Set([id])
  // Parents may stand after their children: go on until nothing is added.
  for (let before = -1; before !== within.size; ) {
    before = within.size
    table.parent.forEach((parent, i) => {
      if (parent >= 0 && within.has(table.id[parent])) within.add(table.id[i])
    })
  }
  return within
}

/** Years of the roadmap as values of a filter. */
export function yearsOf({ study }: View): (readonly [string, string])[] {
  return study.result.roadmap.phases.map(({ year }) => [String(year), String(year)] as const)
}

/** The table of given rows; on an area's own page without the area. */
export function sitesTable(
  view: View,
  caption: string,
  shown: readonly number[],
  showArea = true,
): Html {
  const { words, study } = view
  const { sites } = study
  const rows = shown.map((row): TableRow => {
    const people = sites.population[row]
    const users = sites.users[row]
    const counted = Number.isNaN(people) ? users : people
    const kind = words.say(`kind.${sites.kind[row]}`)
    const area = showArea && sites.area[row] !== '' ? areaTitle(view, sites.area[row]) : ''
    const alone = !showArea && sites.kind[row] === 'settlement' ? '' : kind
    const under = area === '' ? alone : words.say('site.kindIn', { kind, area })
    return {
      head: html`<a href="${hrefOf(view, 'sites', sites.id[row])}"><bdi>${siteName(words, view, row)}</bdi></a>${under === '' ? undefined : html`<br><span class="soft small">${under}</span>`}`,
      cells: [
        Number.isNaN(counted) ? '–' : words.count(Math.round(counted)),
        words.say(`service.${sites.service[row]}`),
        choiceMark(words, sites.choice[row]),
        sites.year[row] < 0 ? '–' : String(sites.year[row]),
        sites.npvCostUsd[row] === 0 ? '–' : words.count(Math.round(sites.npvCostUsd[row])),
      ],
    }
  })
  return dataTable(
    caption,
    [
      { title: words.say('sites.name') },
      { title: words.say('sites.people'), numeric: true },
      { title: words.say('sites.today') },
      { title: words.say('sites.choice'), className: 'wide' },
      { title: words.say('sites.year'), numeric: true },
      { title: words.say('sites.cost'), numeric: true },
    ],
    rows,
  )
}

/** A place's name, or its kind and identity where it has none. */
export function siteName(words: Words, { study: { sites } }: View, row: number): string {
  if (sites.name[row] !== '') return sites.name[row]
  return words.say(`unnamed.${sites.kind[row]}`, { id: sites.id[row] })
}

/** Links to a layer's files, for `table.download`. */
export function downloads(view: View, layer: 'sites' | 'links' | 'areas') {
  const file = (ending: string, word: string): Html =>
    html`<a href="${view.base}/files/${layer}.${ending}" download>${word}</a>`
  return {
    csv: file('csv', 'CSV'),
    geojson: file('geojson', 'GeoJSON'),
    parquet: file('parquet', 'Parquet'),
  }
}
