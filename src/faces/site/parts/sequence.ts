// Several things one after the other, with the reader's own comma or semicolon between them.
import { type Html, html } from '#faces/site/html.ts'
import type { Words } from '#faces/site/words/words.ts'

/** `a, b, c`: no "and", for things that are named rather than told. */
export function sequence(
  words: Words,
  items: readonly (Html | string)[],
  sign: 'comma' | 'semicolon' = 'comma',
): Html {
  const [first, ...others] = items
  return others.reduce<Html>(
    (before, rest) => words.mix(`word.${sign}`, { first: before, rest }),
    html`${first}`,
  )
}
