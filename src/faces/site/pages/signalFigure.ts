// The map of mobile signal on the areas' page: one technology at a time, with its key in words.
import type { RadioTechnology } from '#country/model.ts'
import { type Html, html, raw } from '#faces/site/html.ts'
import { keySwatch } from '#faces/site/map/gapFigure.ts'
import { shownExtent } from '#faces/site/map/layers.ts'
import { mapImage } from '#faces/site/map/mapImage.ts'
import { drawnTechnologies } from '#faces/site/map/signalPicture.ts'
import { paths } from '#faces/site/page.ts'
import { sequence } from '#faces/site/parts/sequence.ts'
import { countryTitle, href, type View } from '#faces/site/view.ts'

/** The technology that is asked for, else the least that the study counts as service; the newest without it. */
export function signalChoice({ study, query }: View): RadioTechnology | undefined {
  const drawn = drawnTechnologies(study.result)
  const asked = drawn.find((technology) => technology === query.get('signal'))
  const least = study.result.study.gap.leastTechnology
  return asked ?? drawn.find((technology) => technology === least) ?? drawn.at(-1)
}

/** The picture, its key, and the way to the other technologies; nothing where none can be drawn. */
export function signalFigure(view: View): Html | undefined {
  const { words, study } = view
  const { result } = study
  const chosen = signalChoice(view)
  if (chosen === undefined) return undefined
  const entry = (drawing: string, label: string): Html =>
    html`<li class="pair">${keySwatch(raw(drawing))} ${label}</li>`
  const bare = 'M1 1h26v14H1z'
  const isComplete = result.country.completeness.cellular
  const key = [
    entry(`<path d="${bare}" fill="var(--deep)"/>`, words.say('signal.indoors')),
    entry(`<path d="${bare}" fill="var(--deep)" fill-opacity=".4"/>`, words.say('signal.outdoors')),
    ...(isComplete
      ? [entry(`<path d="${bare}" fill="var(--land)"/>`, words.say('signal.none'))]
      : []),
    entry(
      `<path fill="none" d="${bare}M5 15 15 1m-3 14L22 1m-3 14 8-12"/>`,
      words.say('signal.unknown'),
    ),
  ]
  const others = drawnTechnologies(result).map((technology) =>
    technology === chosen
      ? html`<b aria-current="true">${technology}</b>`
      : html`<a href="${href(view, paths.areas, { signal: technology })}#signal">${technology}</a>`,
  )
  const alt = words.say('signal.alt', { country: countryTitle(view), technology: chosen })
  return html`<figure class="map">${mapImage((query) => href(view, '/signal.svg', { ...query, signal: chosen }), shownExtent(result), alt)}
<figcaption><p>${words.mix('signal.drawn', { technologies: sequence(words, others) })}</p><ul class="keys">${key}</ul>${words.say('map.position')}</figcaption></figure>`
}
