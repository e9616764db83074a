// One shape for each choice of the plan, the same in tables, legends and maps: color and shape say
// which technology, so neither is needed alone.
import { type Html, html, raw } from '#faces/site/html.ts'
import type { Words } from '#faces/site/words/words.ts'
import type { Choice } from '#plan/plan.ts'

/** The choices in the order of legends: technologies first, then what the plan leaves. */
export const choices = [
  'fibre',
  'microwave',
  'fixedWireless',
  'cellular',
  'satellite',
  'alreadyServed',
  'unserved',
  'unknown',
] as const satisfies readonly Choice[]

/** What a mark on a map can stand for: a choice, or one whose year has not come. */
export type MarkKind = Choice | 'later'

/** Each shape around 0,0 with radius 5, as it stands inside an SVG element. */
export const shapes: Readonly<Record<MarkKind, string>> = {
  fibre: '<circle r="4.6"/>',
  microwave: '<path d="M0-5.4 5.4 0 0 5.4-5.4 0z"/>',
  fixedWireless: '<path d="M0-5 5.2 4.4H-5.2z"/>',
  cellular: '<path d="M-4.2-4.2h8.4v8.4h-8.4z"/>',
  satellite:
    '<circle r="4.4" fill="none" stroke="currentColor" stroke-width="1.8"/><circle r="1.7"/>',
  alreadyServed: '<circle r="2.6"/>',
  unserved: '<path fill="none" stroke="currentColor" stroke-width="2" d="M-4-4 4 4M4-4-4 4"/>',
  unknown:
    '<circle r="4.4" fill="none" stroke="currentColor" stroke-width="1.4" stroke-dasharray="1.5 1.7"/>',
  later: '<circle r="3.6" fill="none" stroke="currentColor" stroke-width="1.2"/>',
}

/** A choice's symbol for tables and legends; the word always stands beside it. */
export function symbol(kind: MarkKind): Html {
  return html`<svg class="sym ${kind}" viewBox="-6 -6 12 12" aria-hidden="true">${raw(shapes[kind])}</svg>`
}

/** Symbol and word. */
export function choiceMark(words: Words, choice: Choice): Html {
  return html`<span class="pair">${symbol(choice)} ${words.say(`choice.${choice}`)}</span>`
}
