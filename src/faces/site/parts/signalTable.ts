// People by mobile signal: a table by technology, what is not known kept apart, and how it was found.
import { type Html, html } from '#faces/site/html.ts'
import { dataTable } from '#faces/site/parts/table.ts'
import type { View } from '#faces/site/view.ts'
import type { PeopleBySignal } from '#gap/signalForPeople.ts'

/** A section on mobile signal, with a map or without; nothing where it was not computed, or nobody is counted. */
export function signalSection(
  { words }: View,
  signals: readonly PeopleBySignal[],
  figure?: Html,
): Html | undefined {
  // A technology that no tower has would be a row of noughts, or of the unknown alone.
  const counted = signals.flatMap(({ technology, people, maybePeople }) =>
    people !== null && people.indoors + people.outdoors + (maybePeople ?? 0) > 0
      ? [{ technology, people }]
      : [],
  )
  if (counted.length === 0) return undefined
  const kinds = ['indoors', 'outdoors', 'none', 'unknown'] as const
  const rows = counted.map(({ technology, people }) => ({
    head: technology,
    cells: kinds.map((kind) => words.count(people[kind])),
  }))
  const table = dataTable(
    words.say('signal.caption'),
    [
      { title: words.say('links.technology') },
      ...kinds.map((kind) => ({ title: words.say(`signal.${kind}`), numeric: true })),
    ],
    rows,
  )
  const hasUnknown = counted.some(({ people }) => people.unknown > 0)
  const notes = [words.say('signal.how'), ...(hasUnknown ? [words.say('signal.why')] : [])]
  return html`<section id="signal"><h2>${words.say('signal.title')}</h2>${figure}${table}
<p class="note gap-top">${notes.join(' ')}</p></section>`
}
