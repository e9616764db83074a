// Bars inside tables: the number stands beside them, so they are hidden from screen readers.
import { type Html, html } from '#faces/site/html.ts'

/** A filled bar of a share of the cell's width, in the color of what it counts. */
export function bar(share: number, counted: 'unserved' | 'unknown'): Html {
  return html`<svg class="bar turns ${counted}" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="${rounded(share * 100)}" height="10"/></svg>`
}

/** A planned bar: outlined and hatched, since nothing of it is built. */
export function plannedBar(share: number): Html {
  const end = rounded(share * 100)
  if (end === 0) return html``
  return html`<svg class="bar turns" aria-hidden="true"><svg width="${end}%" height="100%"><rect width="100%" height="100%" fill="url(#hatch)"/></svg><rect class="hatch" width="${end}%" height="100%" stroke-dasharray="4 3"/></svg>`
}

/** The pattern that `plannedBar` fills with; once on a page, before the first. */
export const hatch = html`<svg width="0" height="0" aria-hidden="true"><defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0v6" stroke="var(--deep)" stroke-width="2.5"/></pattern></defs></svg>`

const rounded = (value: number): number => Math.round(value * 10) / 10
