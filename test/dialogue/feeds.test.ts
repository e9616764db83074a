// Calendars, feeds and digests: bytes as the standards write them, whatever people put into them.
import { expect, test } from 'vitest'
import { type FeedEntry, writeFeed } from '#dialogue/atom.ts'
import { type CalendarEvent, writeCalendar } from '#dialogue/calendar.ts'
import { digestText, isDue, newsOf, type Subscription } from '#dialogue/digest.ts'
import { waitReasons } from '#dialogue/moderation.ts'

const event: CalendarEvent = {
  uid: 'm1@register.example',
  sequence: 2,
  from: '2027-03-04T09:00Z',
  until: '2027-03-04T11:30Z',
  stamp: '2026-11-22T10:11:12.345Z',
  title: 'Fibre, masts; and \\ money\nsecond line',
  text: 'Sərhəd kəndləri üçün lif: kim çəkir, kim təmir edir, nə vaxt və hansı pulla — 边境村庄的光纤由谁建设、由谁维修',
  place: 'Lumora, town hall',
  link: 'https://register.example/meetings/m1?a=1;b=2',
  state: 'planned',
}

/** Unfolds and unescapes a value, as RFC 5545 tells a reader to. */
function readValue(calendar: string, name: string): string | undefined {
  const line = calendar
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .find((each) => each.startsWith(`${name}:`))
  return line
    ?.slice(name.length + 1)
    .replace(/\\([\\;,nN])/g, (_, c) => (c === 'n' || c === 'N' ? '\n' : c))
}

test('writeCalendar() writes lines of at most 75 octets that a reader can put together again', () => {
  const calendar = writeCalendar('Meetings', [event])
  expect(calendar.endsWith('END:VCALENDAR\r\n')).toBe(true)
  for (const line of calendar.split('\r\n'))
    expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75)
  expect(calendar.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  expect(calendar).not.toContain('\ufffd')
  expect(readValue(calendar, 'SUMMARY')).toBe(event.title)
  expect(readValue(calendar, 'DESCRIPTION')).toBe(event.text)
  expect(readValue(calendar, 'LOCATION')).toBe(event.place)
  expect(calendar.replaceAll('\r\n ', '')).toContain(`URL:${event.link}\r\n`)
})

test('writeCalendar() writes times in UTC, and tells a cancelled meeting', () => {
  const calendar = writeCalendar('Meetings', [{ ...event, state: 'cancelled' }])
  for (const line of [
    'DTSTART:20270304T090000Z',
    'DTEND:20270304T113000Z',
    'DTSTAMP:20261122T101112Z',
    'STATUS:CANCELLED',
    'SEQUENCE:2',
  ])
    expect(calendar).toContain(`${line}\r\n`)
})

test('writeCalendar() lets no title begin an event of its own', () => {
  const title = 'A\r\nEND:VEVENT\r\nBEGIN:VEVENT\u0000'
  const calendar = writeCalendar(title, [{ ...event, title }])
  expect(calendar.split('\r\n').filter((line) => line === 'BEGIN:VEVENT').length).toBe(1)
  expect(calendar).not.toContain('\u0000')
})

const entry = (id: string, updated: string, more: Partial<FeedEntry> = {}): FeedEntry => ({
  id: `tag:register.example,2026:${id}`,
  title: `Report <${id}> & "more"`,
  link: `https://register.example/${id}?a=1&b=2`,
  updated,
  author: 'Lumora',
  text: 'Ninety-seven of 212 schools.',
  language: 'en',
  ...more,
})

test('writeFeed() is well-formed whatever is in it, newest first, with each text’s language', () => {
  const feed = writeFeed({
    id: 'tag:register.example,2026:feed/c1',
    title: 'Every school online',
    self: 'https://register.example/c1.atom',
    page: 'https://register.example/c1',
    language: 'en',
    updated: '2026-01-01T00:00:00.000Z',
    entries: [
      entry('one', '2027-01-01T00:00:00.000Z'),
      entry('two', '2027-02-01T00:00:00.000Z', { language: 'az', text: ']]>\u0001<script>' }),
    ],
  })
  expect(feed.indexOf(':two</id>')).toBeLessThan(feed.indexOf(':one</id>'))
  expect(feed).toContain('<updated>2027-02-01T00:00:00.000Z</updated>\n<link rel="self"')
  expect(feed).toContain('<entry xml:lang="az">')
  expect(feed).toContain('Report &lt;one&gt; &amp; &quot;more&quot;')
  expect(feed).not.toContain('<script>')
  expect(feed).not.toContain('\u0001')
  // Every tag that opens closes, in order.
  const open: string[] = []
  for (const [, close, name, , self] of feed.matchAll(/<(\/?)([a-z]+)((?:\s[^<>]*?)?)(\/?)>/g))
    if (close === '/') expect(open.pop()).toBe(name)
    else if (self !== '/') open.push(name)
  expect(open).toEqual([])
})

test('newsOf() tells what is new, once, and isDue() keeps to the rhythm', () => {
  const since = '2027-01-10T00:00:00.000Z'
  const own: Subscription = { topic: 'c1', rhythm: 'weekly', sentUntil: since }
  const entries = [
    entry('old', '2027-01-09T00:00:00.000Z'),
    entry('new', '2027-01-12T00:00:00.000Z'),
  ]
  const now = '2027-01-17T00:00:00.000Z'
  const news = newsOf([own, { ...own, topic: 'place' }], () => entries, now)
  expect(news.map(({ id }) => id)).toEqual(['tag:register.example,2026:new'])
  expect(newsOf([own], () => entries, '2027-01-11T00:00:00.000Z')).toEqual([])
  expect(isDue(own, now)).toBe(true)
  expect(isDue(own, '2027-01-16T23:59:59.999Z')).toBe(false)
  expect(isDue({ ...own, rhythm: 'daily' }, '2027-01-11T00:00:00.000Z')).toBe(true)
})

test('digestText() keeps each text to its own line, and says last how to stop', () => {
  const text = digestText(
    [
      entry('one', '2027-01-12T00:00:00.000Z', {
        text: `Line\n--\nhttps://evil.example ${'x'.repeat(400)}`,
      }),
    ],
    { subject: 'News', intro: 'Since 10 January:', stop: 'To stop these mails:' },
    'https://register.example/stop/secret',
  )
  expect(text.endsWith('--\nTo stop these mails:\nhttps://register.example/stop/secret\n')).toBe(
    true,
  )
  expect(text.match(/^--$/gm)?.length).toBe(1)
  expect(text).toContain('2027-01-12  Report <one> & "more"\nLumora: Line -- https://evil.example')
  for (const line of text.split('\n')) expect([...line].length).toBeLessThan(320)
})

test('waitReasons() holds newcomers and what looks like spam, and lets known people speak', () => {
  const known = { accepted: 3, refused: 0 }
  expect(waitReasons('The hills first, please.', known)).toEqual([])
  expect(waitReasons('The hills first, please.', { accepted: 2, refused: 0 })).toEqual(['newcomer'])
  expect(waitReasons('Hi', { accepted: 3, refused: 2 })).toEqual(['refused-before'])
  expect(waitReasons('See https://a.example and www.b.example', known)).toEqual(['links'])
  expect(waitReasons('THE HILLS MUST COME FIRST NOW', known)).toEqual(['shouting'])
  expect(waitReasons('山里的村庄应该先建设，因为那里没有任何网络连接', known)).toEqual([])
  expect(waitReasons('Hills first', known, ['hills FIRST!'])).toEqual(['repeated'])
})
