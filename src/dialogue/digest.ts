// What became of what someone follows, gathered into one mail: at most one a day or a week, nothing where
// nothing happened.
import type { FeedEntry } from '#dialogue/atom.ts'

/** How often a digest may come. */
export const digestRhythms = ['daily', 'weekly'] as const
export type DigestRhythm = (typeof digestRhythms)[number]

/** Someone's subscription to one thing. */
export interface Subscription {
  readonly topic: string
  readonly rhythm: DigestRhythm
  /** Up to when its news were sent. */
  readonly sentUntil: string
}

const daysOf: Readonly<Record<DigestRhythm, number>> = { daily: 1, weekly: 7 }

/** True where a digest may go out. */
export function isDue({ rhythm, sentUntil }: Subscription, now: string): boolean {
  return Date.parse(now) - Date.parse(sentUntil) >= daysOf[rhythm] * 86_400_000
}

/** What happened since the last digest, oldest first; the same event followed twice is told once. */
export function newsOf(
  subscriptions: readonly Subscription[],
  entriesOf: (topic: string) => readonly FeedEntry[],
  now: string,
): FeedEntry[] {
  const news = new Map<string, FeedEntry>()
  for (const { topic, sentUntil } of subscriptions)
    for (const entry of entriesOf(topic))
      if (entry.updated > sentUntil && entry.updated <= now) news.set(entry.id, entry)
  return [...news.values()].sort((a, b) =>
    a.updated < b.updated ? -1 : a.updated > b.updated ? 1 : 0,
  )
}

/** The words that a digest needs in the reader's language. */
export interface DigestWords {
  readonly subject: string
  readonly intro: string
  /** How to stop it; the address follows on its own line. */
  readonly stop: string
}

/** A digest as plain text: each event with its day, who, what, and where to read it. */
export function digestText(
  news: readonly FeedEntry[],
  words: DigestWords,
  unsubscribe: string,
): string {
  const items = news.map(({ title, link, updated, author, text }) => {
    const short = [...text].length > 300 ? `${[...text].slice(0, 299).join('')}…` : text
    return `${updated.slice(0, 10)}  ${oneLine(title)}\n${oneLine(author)}: ${oneLine(short)}\n${link}`
  })
  return `${words.intro}\n\n${items.join('\n\n')}\n\n--\n${words.stop}\n${unsubscribe}\n`
}

/** A text someone wrote cannot pass for another item, nor for our own words. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()
