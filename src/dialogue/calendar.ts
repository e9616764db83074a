// Meetings as a calendar that any program can follow: iCalendar (RFC 5545), times in UTC.

/** A meeting as a calendar shows it. */
export interface CalendarEvent {
  /** Unique for all time, as in `id@register.example`. */
  readonly uid: string
  /** How often it changed: programs take the higher one. */
  readonly sequence: number
  /** `2027-03-04T09:00Z`. */
  readonly from: string
  readonly until: string
  /** When this version was made, `2026-11-22T10:00:00.000Z`. */
  readonly stamp: string
  readonly title: string
  readonly text: string
  readonly place?: string
  readonly link?: string
  readonly state: 'planned' | 'held' | 'cancelled'
}

/** The calendar's bytes as text, lines ended and folded as the standard says. */
export function writeCalendar(name: string, events: readonly CalendarEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Silta//Dialogue//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeValue(name)}`,
    ...events.flatMap((event) => [
      'BEGIN:VEVENT',
      `UID:${escapeValue(event.uid)}`,
      `SEQUENCE:${event.sequence}`,
      `DTSTAMP:${instant(event.stamp)}`,
      `DTSTART:${instant(event.from)}`,
      `DTEND:${instant(event.until)}`,
      `SUMMARY:${escapeValue(event.title)}`,
      ...(event.text === '' ? [] : [`DESCRIPTION:${escapeValue(event.text)}`]),
      ...(event.place === undefined ? [] : [`LOCATION:${escapeValue(event.place)}`]),
      // An address is a value of type URI: nothing in it is escaped.
      ...(event.link === undefined ? [] : [`URL:${event.link}`]),
      `STATUS:${event.state === 'cancelled' ? 'CANCELLED' : 'CONFIRMED'}`,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${foldLine(line)}\r\n`).join('')
}

/** `20270304T090000Z`. */
function instant(text: string): string {
  const [day, time = '00:00'] = text.replace(/Z$/, '').split('T')
  return `${day.replaceAll('-', '')}T${time.slice(0, 8).replaceAll(':', '').slice(0, 6).padEnd(6, '0')}Z`
}

/** Text of RFC 5545, 3.3.11; control characters have no place in it. */
function escapeValue(text: string): string {
  return (
    text
      .replace(/[\\;,]/g, (character) => `\\${character}`)
      .replace(/\r\n|\r|\n/g, '\\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it takes out
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
  )
}

const mostOctets = 75
const encoder = new TextEncoder()

/** A line of at most 75 octets, no character of UTF-8 torn; the rest follows after a space. */
function foldLine(line: string): string {
  let folded = ''
  let octets = 0
  for (const character of line) {
    const size = encoder.encode(character).length
    if (octets + size > mostOctets) {
      folded += '\r\n '
      octets = 1
    }
    folded += character
    octets += size
  }
  return folded
}
