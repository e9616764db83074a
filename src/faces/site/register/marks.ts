// Where a commitment stands as a shape and a word: the shape needs no color, the word no shape.

import { type Html, html, raw } from '#faces/site/html.ts'
import type { Words } from '#faces/site/words/words.ts'
import type { ProgressState } from '#register/progress.ts'

/** What a mark can say. */
export type MarkedState = ProgressState | 'disputed'

/** Each shape around 0,0 with radius 7. */
const shapes: Readonly<Record<MarkedState, string>> = {
  verified:
    '<circle r="7" fill="currentColor"/><path stroke="var(--paper)" d="M-3.4.2-1 2.8 3.4-2.6"/>',
  reachedUnverified: '<circle r="6.2"/><path d="M-3.2.2-1 2.6 3.2-2.4"/>',
  onTrack:
    '<circle r="6.2"/><path fill="currentColor" stroke="none" d="M0-6.2a6.2 6.2 0 0 0 0 12.4z"/>',
  offTrack: '<path d="M0-6 6.6 5.4H-6.6zM0-2.4V1.6M0 3.2v.8"/>',
  notReported: '<path d="M-5.6-5.6H5.6V5.6H-5.6zM-2.6 0h5.2"/>',
  noEvidence: '<path d="M0-6.6 6.6 0 0 6.6-6.6 0z"/>',
  notYetDue: '<circle r="6.2" stroke-dasharray="1.8 2.1"/>',
  disputed: '<path d="M-4.6 7V-6.4H5.6L2.8-2.6 5.6 1.2H-4.6"/>',
}

/** The shape alone; the word always stands beside it. */
export function stateShape(state: MarkedState): Html {
  return html`<svg class="state ${state}" viewBox="-8 -8 16 16" aria-hidden="true">${raw(shapes[state])}</svg>`
}

/** Shape and word. */
export function stateMark(words: Words, state: MarkedState): Html {
  return html`<span class="pair ${state}">${stateShape(state)} <b>${words.say(`state.${state}`)}</b></span>`
}
