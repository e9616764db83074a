// The map of the gap in a page: the picture, its key in words, and the note on boundaries.
import { type Child, type Html, html, raw } from '#faces/site/html.ts'
import { gapClassEnds } from '#faces/site/map/gapMap.ts'
import { mapImage } from '#faces/site/map/mapImage.ts'
import { gapClasses } from '#faces/site/tokens.ts'
import type { Words } from '#faces/site/words/words.ts'
import type { Extent } from '#geo/shapes.ts'

/** A map of the gap with what belongs under it; every page with one has its table too. */
export function gapFigure(
  words: Words,
  {
    address,
    extent,
    alt,
    source,
  }: {
    readonly address: (query: Readonly<Record<string, string>>) => string
    readonly extent: Extent
    readonly alt: string
    readonly source?: Child
  },
): Html {
  const classes = gapClasses.map((name, i) => {
    const from = words.count(100 * (gapClassEnds[i - 1] ?? 0))
    const to = words.count(100 * gapClassEnds[i])
    return html`<li class="pair">${keySwatch(html`<path d="M1 1h26v14H1z" fill="var(--${name})"/>`)} ${words.say('percent', { amount: `${from}–${to}` })}</li>`
  })
  const unknown = html`<li class="pair">${keySwatch(raw('<path fill="none" d="M1 1h26v14H1zM5 15 15 1m-3 14L22 1m-3 14 8-12"/>'))} ${words.say('gapmap.unknown')}</li>`
  return html`<figure class="map">${mapImage(address, extent, alt)}
<figcaption><p>${words.say('gapmap.measure')}</p><ul class="keys">${classes}${unknown}</ul>${source} ${words.say('map.position')}</figcaption></figure>`
}

/** A field of a map's key. */
export function keySwatch(drawing: Html): Html {
  return html`<svg class="sample" viewBox="0 0 28 16" stroke="currentColor" aria-hidden="true">${drawing}</svg>`
}
