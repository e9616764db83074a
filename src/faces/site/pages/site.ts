// One place: what the plan does there and why, what it costs, what is known of it. The map shows the
// article of this page beside itself.
import { kilometers, mbps, usd } from '#faces/site/figures.ts'
import { type Child, type Html, html } from '#faces/site/html.ts'
import { page, paths } from '#faces/site/page.ts'
import { linkName } from '#faces/site/pages/links.ts'
import { siteName } from '#faces/site/pages/sites.ts'
import { sequence } from '#faces/site/parts/sequence.ts'
import { symbol } from '#faces/site/parts/symbols.ts'
import { dataTable, type TableRow } from '#faces/site/parts/table.ts'
import { areaLink, areaTitle, href, type View, written } from '#faces/site/view.ts'

/** `/sites/ID`; undefined where there is no such site. */
export function sitePage(view: View, id: string): string | undefined {
  const { words, study } = view
  const row = study.siteForId.get(id)
  if (row === undefined) return undefined
  const title = siteName(words, view, row)
  const onMap = html`<p class="gap-top"><a class="button" href="${href(view, paths.map, { site: id })}">${words.say('site.onmap')}</a></p>`
  const main = html`<div class="wrap grid side"><div>${siteArticle(view, row, 'h1')}${onMap}</div>
<aside><h2>${words.say('site.facts')}</h2>${facts(view, row)}</aside></div>`
  return page(view, {
    title,
    crumbs: [[words.say('sites.title'), href(view, paths.sites)]],
    main,
  })
}

/** What the plan does at a place, as a piece of a page. */
export function siteArticle(view: View, row: number, heading: 'h1' | 'h2'): Html {
  const { words, study } = view
  const { sites } = study
  const choice = sites.choice[row]
  const area = sites.area[row] === '' ? '' : areaTitle(view, sites.area[row])
  const kind = words.say(`kind.${sites.kind[row]}`)
  const name = siteName(words, view, row)
  const planned = choice !== 'alreadyServed' && choice !== 'unserved' && choice !== 'unknown'
  const when = sites.year[row] < 0 ? words.say('site.nobudget') : String(sites.year[row])
  return html`<article id="site">
<p class="soft small">${area === '' ? kind : words.say('site.kindIn', { kind, area })}</p>
${heading === 'h1' ? html`<h1>${name}</h1>` : html`<h2>${name}</h2>`}
<p class="pair choice">${symbol(choice)} <b>${sequence(words, [words.say(`choice.${choice}`), ...(planned ? [when] : [])])}</b></p>
${planned ? why(view, row) : html`<p>${words.say(`site.nothing.${choice}`)}</p>`}
${planned ? costs(view, row) : undefined}</article>`
}

function why({ words, study }: View, row: number): Html {
  const { sites } = study
  const next = sites.nextBest[row]
  if (next === '' || Number.isNaN(sites.nextBestExtraUsd[row]))
    return html`<p>${words.say('site.only')}</p>`
  return html`<p>${words.say('site.cheapest', {
    extra: usd(words, sites.nextBestExtraUsd[row]),
    years: words.say('years', { count: study.result.study.economy.horizonYears }),
    next: words.say(`technology.${next}`),
  })}</p>`
}

function costs(view: View, row: number): Html {
  const { words, study } = view
  const { sites, links, linkForId } = study
  const settings = study.result.study
  const years = words.say('years', { count: settings.economy.horizonYears })
  const line = (title: string, value: number, sum = false): TableRow => ({
    head: title,
    cells: [words.count(Math.round(value))],
    sum,
  })
  const table = dataTable(
    words.say('site.costs', { years, year: String(settings.prices.year) }),
    [{ title: words.say('site.line') }, { title: words.say('site.amount'), numeric: true }],
    [
      line(words.say('site.equipment'), sites.capexUsd[row]),
      line(words.say('site.running'), sites.opexUsdPerYear[row]),
      line(words.say('site.tco', { years }), sites.tcoUsd[row]),
      line(words.say('site.npv'), sites.npvCostUsd[row], true),
    ],
  )
  const link = linkForId.get(sites.link[row])
  if (sites.link[row] === '' || link === undefined) return table
  const said = sequence(words, [
    html`<a href="${href(view, paths.links, { q: links.id[link] })}">${linkName(view, link)}</a>`,
    kilometers(words, links.lengthMeters[link]),
    usd(words, links.capexUsd[link]),
  ])
  return html`${table}<p class="note gap-top">${words.mix('site.linknote', { link: said })}</p>`
}

function facts(view: View, row: number): Html {
  const { words, study } = view
  const { sites, result } = study
  const entries: [string, Child][] = []
  const add = (name: string, value: Child): void => {
    entries.push([name, value])
  }
  const area = sites.area[row]
  if (area !== '') add(words.say('sites.area'), areaLink(view, area))
  if (!Number.isNaN(sites.population[row]))
    add(
      words.say('site.population'),
      `${words.count(Math.round(sites.population[row]))} (${words.say(`origin.${sites.populationOrigin[row]}`)})`,
    )
  if (!Number.isNaN(sites.users[row]))
    add(words.say('site.users'), words.count(Math.round(sites.users[row])))
  const service = words.say(`service.${sites.service[row]}`)
  const by = sites.servedBy[row]
  add(
    words.say('site.today'),
    by === ''
      ? service
      : words.say('site.today.by', {
          service,
          technology: words.say(`technology.${by}`),
        }),
  )
  add(words.say('site.demand'), mbps(words, sites.demandMbps[row]))
  const known = [words.say(`origin.${sites.placeOrigin[row]}`)]
  if (sites.kind[row] !== 'settlement' && result.study.publish?.places !== 'exact')
    known.push(words.say('site.rounded'))
  add(
    words.say('site.position'),
    html`<bdi dir="ltr">${sites.lat[row]}, ${sites.lon[row]}</bdi> (${sequence(words, known)})`,
  )
  const source = study.attribution.sources.find(({ id }) => id === sites.source[row])
  if (source !== undefined)
    add(
      words.say('site.source'),
      html`<a href="${href(view, paths.sources)}"${written(study)}>${source.title}</a>`,
    )
  add(words.say('site.id'), html`<bdi dir="ltr" class="hash">${sites.id[row]}</bdi>`)
  return html`<dl class="kv">${entries.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>\n`)}</dl>`
}
