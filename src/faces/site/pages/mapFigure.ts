// The map on the front page: a picture that the server draws, its legend in words, and the way to the
// moving map and to the table behind it.
import { type Html, html } from '#faces/site/html.ts'
import { shownExtent } from '#faces/site/map/layers.ts'
import { mapImage } from '#faces/site/map/mapImage.ts'
import { paths } from '#faces/site/page.ts'
import { sourceNames } from '#faces/site/parts/sourceLine.ts'
import { choices, symbol } from '#faces/site/parts/symbols.ts'
import { works } from '#faces/site/story.ts'
import { countryTitle, href, type View } from '#faces/site/view.ts'

/** The section on the front page. */
export function mapFigure(view: View): Html {
  const { words, study } = view
  const { plan } = study.result
  const items = works(study.result)
    .filter(({ sites }) => sites > 0)
    .toSorted((a, b) => b.sites - a.sites)
    .map(({ technology, sites }) =>
      words.say('mapfigure.item', {
        count: words.count(sites),
        technology: words.say(`technology.${technology}`),
      }),
    )
  const list = items.length === 0 ? '' : words.list(items)
  const map = href(view, paths.map)
  const legend = choices
    .filter((choice) => plan.totals.sites[choice] > 0)
    .map(
      (choice) =>
        html`<li class="pair">${symbol(choice)} ${words.say(`choice.${choice}`)} ${words.count(plan.totals.sites[choice])}</li>`,
    )
  const caption = words.mix('mapfigure.caption', {
    source: html`${sourceNames(view, 2)}.`,
    open: html`<a href="${map}">${words.say('mapfigure.open')}</a>`,
    table: html`<a href="${href(view, paths.sites)}">${words.say('mapfigure.table')}</a>`,
  })
  return html`<section><h2>${list === '' ? words.say('mapfigure.nothing') : words.say('mapfigure.heading', { list })}</h2>
<figure class="map"><a href="${map}">${mapImage(
    (query) => href(view, '/map.svg', query),
    shownExtent(study.result),
    words.say('mapfigure.alt', { country: countryTitle(view), list }),
  )}</a>
<figcaption><ul class="keys">${legend}</ul>${caption} ${words.say('map.position')}</figcaption></figure></section>`
}
