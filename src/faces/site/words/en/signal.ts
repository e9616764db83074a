// Mobile signal, as it is computed over the terrain: on the areas' pages.
import type { English } from '#faces/site/words/message.ts'

/** English messages: mobile signal. */
export const signal = {
  'signal.title': 'Mobile signal',
  'signal.alt':
    'Map of {country}: where a phone has a signal of {technology}, inside houses and outside',
  'signal.drawn': 'Signal of: {technologies}',
  'signal.caption': 'People by the best mobile signal where they live',
  'signal.indoors': 'Inside houses',
  'signal.outdoors': 'Only outside',
  'signal.none': 'No signal',
  'signal.unknown': 'Unknown',
  'signal.how':
    'Computed from the known towers, over hills, forest and buildings. Nobody measured it.',
  'signal.why':
    'Unknown: only a tower that is assumed, or whose technology nobody says, might reach them; or towers or heights are missing from the sources.',
} as const satisfies English
