// What happened to a promise, a place or a proposal as a feed (Atom, RFC 4287).

/** One event of a feed. */
export interface FeedEntry {
  /** An IRI that stays the same for all time, as in `tag:register.example,2026:record/1`. */
  readonly id: string
  readonly title: string
  readonly link: string
  /** `2026-11-22T10:00:00.000Z`. */
  readonly updated: string
  readonly author: string
  readonly text: string
  /** BCP 47: of the text's own words. */
  readonly language: string
}

/** A feed's head. */
export interface Feed {
  readonly id: string
  readonly title: string
  /** Its own address, and the page it follows. */
  readonly self: string
  readonly page: string
  readonly language: string
  /** Shown where there is no entry yet. */
  readonly updated: string
  readonly entries: readonly FeedEntry[]
}

/** The feed as XML, newest entry first. */
export function writeFeed(feed: Feed): string {
  const entries = feed.entries.toSorted((a, b) =>
    a.updated < b.updated ? 1 : a.updated > b.updated ? -1 : 0,
  )
  const lines = [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeXml(feed.language)}">`,
    `<id>${escapeXml(feed.id)}</id>`,
    `<title>${escapeXml(feed.title)}</title>`,
    `<updated>${escapeXml(entries[0]?.updated ?? feed.updated)}</updated>`,
    `<link rel="self" type="application/atom+xml" href="${escapeXml(feed.self)}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(feed.page)}"/>`,
    ...entries.flatMap((entry) => [
      `<entry xml:lang="${escapeXml(entry.language)}">`,
      `<id>${escapeXml(entry.id)}</id>`,
      `<title>${escapeXml(entry.title)}</title>`,
      `<updated>${escapeXml(entry.updated)}</updated>`,
      `<author><name>${escapeXml(entry.author)}</name></author>`,
      `<link rel="alternate" type="text/html" href="${escapeXml(entry.link)}"/>`,
      `<content type="text">${escapeXml(entry.text)}</content>`,
      '</entry>',
    ]),
    '</feed>',
  ]
  return `${lines.join('\n')}\n`
}

/** XML 1.0 has no place for most control characters, not even escaped. */
function escapeXml(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it takes out
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .toWellFormed()
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  )
}
