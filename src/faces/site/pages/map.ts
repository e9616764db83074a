// The map: legend as filter, years as steps, the selected place beside it. All of it works as a form and
// links around a picture that the server draws; script only puts the moving map in the picture's place.
import { atMostPercent, isExact, usdFigure } from '#faces/site/figures.ts'
import { type Child, type Html, html, raw } from '#faces/site/html.ts'
import { type MapChoice, mergedPixels } from '#faces/site/map/drawMap.ts'
import { shownExtent } from '#faces/site/map/layers.ts'
import { drawingSize, mapImage } from '#faces/site/map/mapImage.ts'
import { page, paths } from '#faces/site/page.ts'
import { areaExtent } from '#faces/site/pages/areas.ts'
import { siteArticle } from '#faces/site/pages/site.ts'
import { sourceNames } from '#faces/site/parts/sourceLine.ts'
import { choices, symbol } from '#faces/site/parts/symbols.ts'
import { countryTitle, href, type View } from '#faces/site/view.ts'
import type { Choice } from '#plan/plan.ts'

/** What the query of `/map` and `/map.svg` asks for. */
export function mapChoice(view: View): MapChoice {
  const { query, study } = view
  const asked = query.getAll('choice').filter(isChoice)
  const years = study.result.roadmap.phases.map(({ year }) => year)
  const last = years.at(-1) ?? study.result.study.budget.lastYear
  const year = Number(query.get('year'))
  const extent = areaExtent(view, query.get('area') ?? '')
  return {
    shown: new Set(asked.length === 0 ? choices : asked),
    year: years.includes(year) ? year : last,
    size: drawingSize(query),
    ...(extent === undefined ? {} : { extent }),
  }
}

function isChoice(text: string): text is Choice {
  return (choices as readonly string[]).includes(text)
}

/** `/map`. */
export function mapPage(view: View, script: string | undefined): string {
  const { words, query, study } = view
  const choice = mapChoice(view)
  const selected = study.siteForId.get(query.get('site') ?? '')
  const table = html`<a href="${href(view, paths.sites)}">${words.say('sites.title')}</a>`
  const main = html`<div class="planner">
<div>${legend(view, choice)}</div>
<div class="stage">${stage(view, choice)}${under(view, choice)}</div>
<div id="selection" aria-live="polite" aria-label="${words.say('map.selected')}" role="region">${
    selected === undefined
      ? html`<p class="soft">${words.mix('map.hint', { table })}</p>`
      : html`${siteArticle(view, selected, 'h2')}`
  }
<form class="filter" action="${href(view, paths.sites)}" role="search"><label>${words.say('map.find')}<input type="search" name="q"></label><button>${words.say('map.find.button')}</button></form></div></div>`
  return page(view, {
    title: words.say('map.title'),
    at: 'map',
    main,
    full: true,
    scripts: script === undefined ? [] : [script],
  })
}

function legend(view: View, { shown, year }: MapChoice): Html {
  const { words, study } = view
  const { totals } = study.result.plan
  const rows = choices
    .filter((choice) => totals.sites[choice] > 0)
    .map(
      (choice) =>
        html`<label><input type="checkbox" name="choice" value="${choice}"${shown.has(choice) ? raw(' checked') : undefined}>${symbol(choice)} ${words.say(`choice.${choice}`)} <span class="num">${words.count(totals.sites[choice])}</span></label>\n`,
    )
  const line = words.mix('map.line', {
    solid: html`<b>${words.say('map.solid')}</b>`,
    dashed: html`<b>${words.say('map.dashed')}</b>`,
  })
  return html`<h1>${words.say('map.title')}</h1>
<form id="legend" action="${href(view, paths.map)}"><fieldset class="legend"><legend><b>${words.say('map.on')}</b></legend>
${rows}<div class="pair soft small laterkey">${symbol('later')} ${words.say('map.later')}</div></fieldset>
<input type="hidden" name="year" value="${String(year)}"><button class="scriptless">${words.say('map.show')}</button></form>
<p class="small soft gap-top">${line}</p>`
}

function stage(view: View, choice: MapChoice): Html {
  const { words, query } = view
  const picture = (more: Readonly<Record<string, string>>): string =>
    href(view, '/map.svg', {
      choice: query.getAll('choice'),
      year: choice.year,
      area: query.get('area') ?? '',
      ...more,
    })
  const button = (name: string, label: string, sign: string): Html =>
    html`<button type="button" class="${name}" aria-label="${label}">${sign}</button>`
  const extent = choice.extent ?? shownExtent(view.study.result)
  const { west, south, east, north } = extent
  return html`<div class="canvas" id="map" data-extent="${[west, south, east, north].join(' ')}" data-layers="${href(view, '/map.json')}" data-label="${words.say('map.label')}" data-scale="${words.say('map.scale', { amount: '#' })}" data-site="${href(view, '/sites/')}" data-failed="${words.say('map.failed')}" data-locale="${words.locale}">
${mapImage(picture, extent, alt(view))}
<div class="zoom" hidden>${button('in', words.say('map.zoomin'), '+')}${button('out', words.say('map.zoomout'), '−')}${button('whole', words.say('map.whole'), '⤢')}</div>
<p class="north" hidden>↑<br>${words.say('map.north')}</p><p class="scale" hidden></p></div>
<p class="mapnote">${sourceNames(view, 2)}. <span class="scriptless">${words.say('map.merged', { pixels: mergedPixels })} </span>${words.say('map.position')}</p>`
}

function alt(view: View): string {
  const { words, study } = view
  const list = words.list(
    choices
      .filter((choice) => study.result.plan.totals.sites[choice] > 0)
      .map(
        (choice) =>
          `${words.say(`choice.${choice}`)} ${words.count(study.result.plan.totals.sites[choice])}`,
      ),
  )
  return words.say('mapfigure.alt', { country: countryTitle(view), list })
}

/** Years and what stands by then. */
function under(view: View, choice: MapChoice): Html {
  const { words, query, study } = view
  const { roadmap, plan } = study.result
  const steps = roadmap.phases.map(({ year }) => {
    const address = href(view, paths.map, {
      choice: query.getAll('choice'),
      year,
      area: query.get('area') ?? '',
    })
    const current = year === choice.year ? raw(' aria-current="true"') : undefined
    return html`<li><a href="${address}" data-year="${String(year)}"${current}>${String(year)}</a></li>`
  })
  const until = roadmap.phases.filter(({ year }) => year <= choice.year)
  const sum = (of: (phase: (typeof until)[number]) => number): number =>
    until.reduce((total, phase) => total + of(phase), 0)
  const figure = (id: string, name: string, big: Child): Html =>
    html`<div><dt>${name}</dt><dd class="big" id="${id}">${big}</dd></div>\n`
  const people = plan.totals.people === null
  const bold = (value: number): Html => html`<b>${words.count(Math.round(value))}</b>`
  return html`<div class="under"><p class="small soft" id="until">${words.say('map.year')}</p>
<ol class="steps" aria-labelledby="until"><li><button type="button" id="play" hidden data-stop="${words.say('map.stop')}" aria-label="${words.say('map.play')}">▶</button></li>${steps}</ol>
<dl class="figures">${figure(
    'sum-cost',
    words.say('map.cost'),
    usdFigure(
      words,
      sum(({ capexUsd }) => capexUsd),
    ),
  )}${
    people
      ? undefined
      : figure(
          'sum-people',
          words.say('map.reached'),
          bold(sum(({ people: reached }) => reached ?? 0)),
        )
  }${figure('sum-sites', words.say('map.connected'), bold(sum(({ sites }) => sites)))}${figure('optimum', words.say('map.optimum'), html`<b>${isExact(plan.certificateShare) ? words.say('map.exact') : words.say('map.atmost', { share: atMostPercent(words, plan.certificateShare) })}</b>`)}</dl></div>`
}
