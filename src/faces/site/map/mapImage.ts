// A drawn map in a page: one drawing for a desk and one for a phone, of which a browser takes what fits.
import { type Html, html } from '#faces/site/html.ts'
import { type DrawingSize, mapSize } from '#faces/site/map/projection.ts'
import type { Extent } from '#geo/shapes.ts'

/** Queries of a drawing's address that ask for the smaller one. */
export const phoneQuery = { size: 'phone' } as const

/** What a drawing's query asks for. */
export function drawingSize(query: URLSearchParams): DrawingSize {
  return query.get('size') === phoneQuery.size ? 'phone' : 'desk'
}

/** The picture; `address` gives that of a drawing of a size. */
export function mapImage(
  address: (query: Readonly<Record<string, string>>) => string,
  extent: Extent,
  alt: string,
): Html {
  const desk = mapSize(extent)
  const phone = mapSize(extent, 'phone')
  return html`<picture><source media="(max-width:40em)" srcset="${address(phoneQuery)}" width="${phone.width}" height="${phone.height}"><img src="${address({})}" width="${desk.width}" height="${desk.height}" loading="lazy" alt="${alt}"></picture>`
}
