// Pages outside any study: the list of several studies, and an address that leads nowhere.
import { isFictional } from '#faces/report/attribution.ts'
import { usd } from '#faces/site/figures.ts'
import { html } from '#faces/site/html.ts'
import { frame } from '#faces/site/page.ts'
import { dataTable } from '#faces/site/parts/table.ts'
import { planCostUsd, standing } from '#faces/site/story.ts'
import { href, type Published, type Reading } from '#faces/site/view.ts'

/** `/` of a site with several studies. */
export function indexPage(reading: Reading, studies: readonly Published[]): string {
  const { words } = reading
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
        head: html`<a href="${href(reading, `/${result.study.id}/`)}">${result.study.title}</a>${fictional ? html`<br><span class="soft small">${words.say('site.fictional')}</span>` : undefined}`,
        cells: [counted(count.unserved), counted(count.unknown), usd(words, planCostUsd(result))],
      }
    }),
  )
  const title = words.say('index.title')
  const main = html`<div class="wrap"><div class="head"><h1>${title}</h1><p class="lede">${words.say('index.lede')}</p></div>${table}</div>`
  const front = href(reading, '/')
  return frame(reading, { title: `${title} – ${words.say('site.name')}`, front, main })
}

/** What an address that leads nowhere answers. */
export function missingPage(reading: Reading): string {
  const { words } = reading
  const title = words.say('missing.title')
  const front = href(reading, '/')
  const link = html`<a href="${front}">${words.say('site.name')}</a>`
  const main = html`<div class="wrap head"><h1>${title}</h1><p class="lede">${words.mix('missing.text', { front: link })}</p></div>`
  return frame(reading, { title, front, main })
}

/** What a visitor is told when a page could not be made. */
export function failedPage(reading: Reading): string {
  const { words } = reading
  const title = words.say('failed.title')
  const main = html`<div class="wrap head"><h1>${title}</h1><p>${words.say('failed.text')}</p></div>`
  return frame(reading, { title, front: href(reading, '/'), main })
}
