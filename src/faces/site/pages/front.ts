// The territory page: where the country stands, what the plan would do, what it costs, by area and year.

import { atMostPercent, isExact, percent, span, usd, usdFigure } from '#faces/site/figures.ts'
import type { Child, Html } from '#faces/site/html.ts'
import { html } from '#faces/site/html.ts'
import { page, paths } from '#faces/site/page.ts'
import { frontAside } from '#faces/site/pages/frontAside.ts'
import { gapByArea } from '#faces/site/pages/gapByArea.ts'
import { mapFigure } from '#faces/site/pages/mapFigure.ts'
import { planByYear } from '#faces/site/pages/planByYear.ts'
import { spelled } from '#faces/site/pages/spelled.ts'
import { bridge } from '#faces/site/parts/bridge.ts'
import { oneIn, type Standing, standing } from '#faces/site/story.ts'
import { href, type View } from '#faces/site/view.ts'
import type { Words } from '#faces/site/words/words.ts'

/** The front page of a study. */
export function frontPage(view: View): string {
  const { words, study } = view
  const { country, study: settings } = study.result
  const now = standing(study.result)
  const kind = words.say(study.attribution.fictional ? 'front.country.fictional' : 'front.country')
  const main = html`<div class="hero"><div class="wrap">
<p class="soft small">${words.say('front.kind', { kind, study: settings.title, year: String(settings.prices.year) })}</p>
<h1>${country.name}</h1>
<p class="lede">${lede(words, now)}</p>
${bridgeOf(words, now)}
${figures(view, now)}
</div></div>
<div class="wrap grid side"><div>
${gapByArea(view, now.measure)}
${mapFigure(view)}
${planByYear(view)}
</div><aside>${frontAside(view)}</aside></div>`
  return page(view, { title: country.name, at: 'front', main })
}

/** Two sentences that a citizen understands; a third where not all is known. */
export function lede(words: Words, { measure, count, left, lastYear }: Standing): string {
  const { total, unserved, unknown } = count
  const sentences: string[] = []
  const share = total === 0 ? 0 : unserved / total
  const n = oneIn(share)
  if (unserved === 0) sentences.push(words.say('lede.nobody'))
  else if (measure === 'sites')
    sentences.push(words.say('lede.sites', { share: percent(words, share) }))
  else if (n !== undefined) sentences.push(words.say('lede.oneIn', { n: spelled(words, n) }))
  else sentences.push(words.say('lede.share', { share: percent(words, share) }))
  const year = String(lastYear)
  if (unserved > 0) {
    if (left < 0.5) sentences.push(words.say('lede.all', { year }))
    else if (left / total < 0.01)
      sentences.push(words.say('lede.but.few', { count: Math.round(left), year }))
    else
      sentences.push(
        words.say('lede.but', { n: spelled(words, Math.round((left / total) * 100)), year }),
      )
  }
  if (unknown > 0)
    sentences.push(
      words.say(measure === 'people' ? 'lede.unknown.people' : 'lede.unknown.sites', {
        count: Math.round(unknown),
      }),
    )
  return sentences.join(' ')
}

function bridgeOf(words: Words, { measure, count, reached, lastYear }: Standing): Html {
  const total = count.total || 1
  const stands = count.served / total
  const planned = Math.min(1, (count.served + reached) / total)
  const people = measure === 'people'
  const label = words.say(people ? 'bridge.label' : 'bridge.label.sites', {
    stands: percent(words, stands),
    planned: percent(words, planned - stands),
  })
  const end = words.say(people ? 'bridge.to' : 'bridge.to.sites', { year: String(lastYear) })
  return html`<figure class="bridge">${bridge(stands, planned, label)}
<figcaption class="ends"><span>${words.say('bridge.from')}</span><span>${end}</span></figcaption></figure>`
}

function figures(view: View, now: Standing): Html {
  const { words, study } = view
  const { plan, study: settings } = study.result
  const { measure, count, reached, firstYear, lastYear } = now
  const people = measure === 'people'
  const total = words.say(people ? 'people' : 'places', { count: Math.round(count.total) })
  const amount = (value: number): Html =>
    words.mix(people ? 'figure.people' : 'figure.places', {
      amount: html`<b>${words.count(Math.round(value))}</b>`,
    })
  const share = (value: number): string =>
    words.say('figure.of', {
      share: percent(words, count.total === 0 ? 0 : value / count.total),
      total,
    })
  const paid = {
    capital: usd(words, plan.totals.capexUsd),
    years: words.say('years', { count: settings.economy.horizonYears }),
  }
  const cost = isExact(plan.certificateShare)
    ? words.say('figure.cost.exact', paid)
    : words.say('figure.cost.note', {
        ...paid,
        share: atMostPercent(words, plan.certificateShare),
      })
  const budgeted = settings.budget.capexUsdPerYear !== null
  const years = words.say(budgeted ? 'figure.reached.note' : 'figure.reached.note.free', {
    years: span(firstYear, lastYear),
  })
  const row = (kind: string, name: string, big: Child, note: string, source: string): Html =>
    html`<div class="${kind}"><dt>${name}</dt><dd class="big">${big}</dd><dd>${note} <a class="soft" href="${source}" aria-label="${words.say('word.source.of', { figure: name })}">${words.say('word.source')}</a></dd></div>\n`
  const sources = `${href(view, paths.sources)}#complete`
  return html`<dl class="figures">
${row('missing', words.say(people ? 'figure.unserved' : 'figure.unserved.sites'), amount(count.unserved), share(count.unserved), href(view, paths.areas))}
${row('', words.say('figure.cost'), usdFigure(words, plan.totals.npvCostUsd), cost, href(view, paths.plan))}
${row('planned', words.say('figure.reached'), amount(reached), years, `${href(view, paths.front)}#years`)}
${row('stands', words.say('figure.served'), amount(count.served), share(count.served), sources)}
</dl>`
}
