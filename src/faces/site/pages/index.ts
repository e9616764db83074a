// Pages outside any study: the list of several studies, and an address that leads nowhere.
import { isFictional } from '#faces/report/attribution.ts'
import { usd } from '#faces/site/figures.ts'
import { html } from '#faces/site/html.ts'
import { frame } from '#faces/site/page.ts'
import { dataTable } from '#faces/site/parts/table.ts'
import { planCostUsd, standing } from '#faces/site/story.ts'
import type { Published } from '#faces/site/view.ts'
import type { Words } from '#faces/site/words/words.ts'

/** `/` of a site with several studies. */
export function indexPage(words: Words, studies: readonly Published[]): string {
  const table = dataTable(
    words.say('index.caption'),
    [
      { title: words.say('index.study') },
      { title: words.say('areas.unserved'), numeric: true },
      { title: words.say('areas.unknown'), numeric: true },
      { title: words.say('figure.cost'), numeric: true },
    ],
    studies.map(({ result }) => {
      const { count, measure } = standing(result)
      const counted = (value: number): string =>
        words.say(measure === 'people' ? 'people' : 'places', { count: Math.round(value) })
      const fictional = isFictional(result.country)
      return {
        head: html`<a href="/${result.study.id}/">${result.study.title}</a>${fictional ? html`<br><span class="soft small">${words.say('site.fictional')}</span>` : undefined}`,
        cells: [counted(count.unserved), counted(count.unknown), usd(words, planCostUsd(result))],
      }
    }),
  )
  const title = words.say('index.title')
  const main = html`<div class="wrap"><div class="head"><h1>${title}</h1><p class="lede">${words.say('index.lede')}</p></div>${table}</div>`
  return frame(words, { title: `${title} – ${words.say('site.name')}`, front: '/', main })
}

/** What an address that leads nowhere answers. */
export function missingPage(words: Words): string {
  const title = words.say('missing.title')
  const front = html`<a href="/">${words.say('site.name')}</a>`
  const main = html`<div class="wrap head"><h1>${title}</h1><p class="lede">${words.mix('missing.text', { front })}</p></div>`
  return frame(words, { title, front: '/', main })
}
