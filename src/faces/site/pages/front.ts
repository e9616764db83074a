// The territory page: where the country stands, what the plan would do, what it costs, by area and year.

import type { PlanNotice } from '#faces/site/dialogue/planNotices.ts'
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
import { oneIn, planCostUsd, type Standing, standing } from '#faces/site/story.ts'
import { countryTitle, href, type View, written } from '#faces/site/view.ts'
import type { Words } from '#faces/site/words/words.ts'

/** The front page of a study. */
export function frontPage(view: View, notices: readonly PlanNotice[] = []): string {
  const { words, study } = view
  const { study: settings } = study.result
  const country = countryTitle(view)
  const now = standing(study.result)
  const kind = words.say(study.attribution.fictional ? 'front.country.fictional' : 'front.country')
  const main = html`<div class="hero"><div class="wrap">
<p class="soft small">${words.mix('front.kind', { kind, study: html`<span${written(study)}>${settings.title}</span>`, year: String(settings.prices.year) })}</p>
<h1>${country}</h1>
<p class="lede">${lede(words, now)}</p>
${bridgeOf(words, now)}
${figures(view, now)}
${changedBecause(view, notices)}
</div></div>
<div class="wrap grid side"><div>
${gapByArea(view, now)}
${mapFigure(view)}
${planByYear(view)}
</div><aside>${frontAside(view)}</aside></div>`
  return page(view, { title: country, at: 'front', main })
}

/** Changes of the plan because of what people said, newest first. */
function changedBecause(view: View, notices: readonly PlanNotice[]): Html | undefined {
  const { words } = view
  if (notices.length === 0) return undefined
  return html`<div class="gap-top"><p><b>${words.say('anew.front')}</b></p><ul>${notices.map(
    ({ date, title, language, path }) =>
      html`<li>${words.mix('anew.front.line', { date: words.date(date), title: html`<a href="${href({ words }, path)}"><bdi lang="${language}">${title}</bdi></a>` })}</li>`,
  )}</ul></div>`
}

/** Two sentences that a citizen understands; a third where not all is known. */
export function lede(words: Words, now: Standing): string {
  const { measure, lack, count, reached } = now
  const unknown = percent(words, count.total === 0 ? 0 : count.unknown / count.total)
  if (lack === 'unknown' && count.unserved === 0) {
    const sentences = [words.say(`lede.unknown.share.${measure}`, { share: unknown })]
    if (reached > 0)
      sentences.push(
        words.say(`lede.reach.${measure}`, {
          count: Math.round(reached),
          year: String(now.lastYear),
        }),
      )
    return sentences.join(' ')
  }
  const sentences = [whoIsUnserved(words, now)]
  if (count.unserved > 0) sentences.push(whoStaysSo(words, now))
  if (lack === 'unknown')
    sentences.push(words.say(`lede.unknown.share.${measure}`, { share: unknown }))
  else if (count.unknown > 0)
    sentences.push(words.say(`lede.unknown.${measure}`, { count: Math.round(count.unknown) }))
  return sentences.join(' ')
}

function whoIsUnserved(words: Words, { measure, count }: Standing): string {
  const share = count.total === 0 ? 0 : count.unserved / count.total
  if (count.unserved === 0) return words.say('lede.nobody')
  if (measure === 'sites') return words.say('lede.sites', { share: percent(words, share) })
  const n = oneIn(share)
  if (n !== undefined) return words.say('lede.oneIn', { n: spelled(words, n) })
  return words.say('lede.share', { share: percent(words, share) })
}

function whoStaysSo(words: Words, { count, left, lastYear }: Standing): string {
  const year = String(lastYear)
  if (left < 0.5) return words.say('lede.all', { year })
  const inHundred = Math.round((left / count.total) * 100)
  if (inHundred < 1) return words.say('lede.but.few', { count: Math.round(left), year })
  return words.say('lede.but', { n: spelled(words, inHundred), year })
}

function bridgeOf(words: Words, { measure, count, reached, lastYear }: Standing): Html {
  const total = count.total || 1
  const stands = count.served / total
  const planned = Math.min(1, (count.served + reached) / total)
  const label = words.say(`bridge.label.${measure}`, {
    stands: percent(words, stands),
    planned: percent(words, planned - stands),
  })
  const end = words.say(`bridge.to.${measure}`, { year: String(lastYear) })
  return html`<figure class="bridge">${bridge(stands, planned, label)}
<figcaption class="ends"><span>${words.say('bridge.from')}</span><span>${end}</span></figcaption></figure>`
}

function figures(view: View, now: Standing): Html {
  const { words, study } = view
  const { study: settings } = study.result
  const { measure, lack, count, reached, firstYear, lastYear } = now
  const people = measure === 'people'
  const total = words.say(people ? 'people' : 'places', { count: Math.round(count.total) })
  const amount = (value: number): Html => {
    const count = Math.round(value)
    return words.mix(people ? 'figure.people' : 'figure.places', {
      count,
      amount: html`<b>${words.count(count)}</b>`,
    })
  }
  const share = (value: number): string =>
    words.say('figure.of', {
      share: percent(words, count.total === 0 ? 0 : value / count.total),
      total,
    })
  const budgeted = settings.budget.capexUsdPerYear !== null
  const years = words.say(budgeted ? 'figure.reached.note' : 'figure.reached.note.free', {
    years: span(firstYear, lastYear),
  })
  const row = (kind: string, name: string, big: Child, note: string, source: string): Html =>
    html`<div class="${kind}"><dt>${name}</dt><dd class="big">${big}</dd><dd>${note} <a class="soft" href="${source}" aria-label="${words.say('word.source.of', { figure: name })}">${words.say('word.source')}</a></dd></div>\n`
  const sources = `${href(view, paths.sources)}#complete`
  return html`<dl class="figures">
${row('missing', words.say(`figure.${lack}.${measure}`), amount(count[lack]), share(count[lack]), href(view, paths.areas))}
${row('', words.say('figure.cost'), usdFigure(words, planCostUsd(study.result)), costNote(view), href(view, paths.plan))}
${row('planned', words.say('figure.reached'), amount(reached), years, `${href(view, paths.front)}#years`)}
${row('stands', words.say('figure.served'), amount(count.served), share(count.served), sources)}
</dl>`
}

/** What the cost is made of, and how near it is to the cheapest. */
function costNote({ words, study }: View): string {
  const { plan, study: settings } = study.result
  const paid = {
    capital: usd(words, plan.totals.capexUsd),
    years: words.say('years', { count: settings.economy.horizonYears }),
  }
  if (settings.mode === 'cpp') return words.say('figure.cost.cpp', paid)
  if (isExact(plan.certificateShare)) return words.say('figure.cost.exact', paid)
  const share = atMostPercent(words, plan.certificateShare)
  return words.say('figure.cost.note', { ...paid, share })
}
