// The bridge: how far a place is on the way to everyone. Solid stands today, dashed is planned,
// footings are all there is of the rest.
import { type Html, html, raw } from '#faces/site/html.ts'

const width = 1120
const height = 96
const spans = 10
const pier = 56

/**
 * The drawing, ten spans wide.
 *
 * @param standsShare Up to where it stands today, 0 to 1.
 * @param plannedShare Up to where the plan would carry it; at least `standsShare`.
 * @param label What it shows, for those who do not see it.
 */
export function bridge(standsShare: number, plannedShare: number, label: string): Html {
  const deck = width - 2 * pier
  const at = (share: number): number => Math.round((pier + deck * share) * 10) / 10
  const stands = at(standsShare)
  const planned = at(plannedShare)
  const part = (id: string, from: number, to: number): string =>
    to - from < 0.5
      ? ''
      : `<clipPath id="${id}"><path d="M${from}-4h${to - from}v110h${from - to}z"/></clipPath>`
  const drawing = [
    '<defs>',
    part('b1', stands === pier ? pier : 0, stands),
    part('b2', stands, planned),
    part('b3', planned, width),
    `<path id="arch" d="${archesPath()}"/></defs>`,
    `<path d="M0 95h${width}" stroke="var(--edge)"/>`,
    `<g clip-path="url(#b3)" class="open" stroke-width="1.5" stroke-dasharray="1.5 6"><path d="M0 5h${width}"/><path d="${footings()}"/></g>`,
    stands < planned
      ? '<use href="#arch" clip-path="url(#b2)" class="planned" stroke-width="2.5" stroke-dasharray="8 5"/>'
      : '',
    stands > pier ? '<use href="#arch" clip-path="url(#b1)" stroke-width="4"/>' : '',
    `<path class="pier" d="M0 0h42l14 94H0zM${width} 0h-42l-14 94h56z"/>`,
  ].join('')
  return html`<svg class="turns" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">${raw(drawing)}</svg>`
}

/** Deck, piers and arches of all ten spans. */
function archesPath(): string {
  const step = (width - 2 * pier) / spans
  let path = `M${pier - 14} 5H${width - pier + 14}`
  for (let span = 0; span < spans; span++) {
    const left = pier + step * span
    const half = step / 2
    path += `M${left} 92a${half} 72 0 0 1 ${step} 0`
    if (span > 0) path += `M${left} 5V94`
  }
  return path
}

/** What shows of the piers where nothing stands. */
function footings(): string {
  const step = (width - 2 * pier) / spans
  return Array.from({ length: spans - 1 }, (_, i) => `M${pier + step * (i + 1)} 66V94`).join('')
}
