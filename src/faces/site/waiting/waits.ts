// One thing that waits for somebody, and the order in which such things stand.
import type { Html } from '#faces/site/html.ts'

/** One thing that waits. */
export interface Wait {
  /** What is to be done, as the words of its link. */
  readonly what: Html
  /** Where it is done. */
  readonly address: string
  /** For whom: a signatory by its link, or an office of the whole register. */
  readonly whose: Html
  /** Since when, as a day or an instant. */
  readonly since: string
  /** The day by which it is to be done, where there is one. */
  readonly due?: string
}

/** What is due first stands first; then what has no day, the longest waiting first. */
export function inOrder(waits: readonly Wait[]): Wait[] {
  const rank = ({ due, since }: Wait): string => (due === undefined ? `~${since}` : due)
  return waits.toSorted((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0))
}
