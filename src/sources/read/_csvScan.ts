// A walk through the records of a separated text (RFC 4180), which knows the line of each, and the
// choice of the separator.

/** A walk through the records of a text; each step replaces what it says of the record. */
export interface Scan {
  readonly text: string
  readonly separator: number
  /** Fields beyond this many are counted and not kept. */
  readonly most: number
  position: number
  line: number
  start: number
  startLine: number
  fields: string[]
  count: number
  /** Fields beyond `most - 1` hold nothing. */
  restEmpty: boolean
  looseQuote: boolean
  openQuote: boolean
  atEnd: boolean
}

/** A walk that starts at a character, which stands on a line. */
export function scanFrom(
  text: string,
  separator: string,
  position: number,
  line: number,
  most: number,
): Scan {
  return {
    text,
    separator: separator.charCodeAt(0),
    most,
    position,
    line,
    start: position,
    startLine: line,
    fields: [],
    count: 0,
    restEmpty: true,
    looseQuote: false,
    openQuote: false,
    atEnd: false,
  }
}

const lineFeed = 10
const carriageReturn = 13
const quote = 34
const space = 32

/** Reads the next record into the scan; false at the end of the text. */
export function nextRecord(scan: Scan): boolean {
  const { text, separator } = scan
  const length = text.length
  if (scan.position >= length) return false
  scan.start = scan.position
  scan.startLine = scan.line
  scan.fields = []
  scan.count = 0
  scan.restEmpty = true
  scan.looseQuote = false
  scan.openQuote = false
  for (;;) {
    const opens = pastSpaces(scan, scan.position)
    const field = text.charCodeAt(opens) === quote ? quotedField(scan, opens + 1) : plainField(scan)
    scan.count++
    if (scan.count <= scan.most) scan.fields.push(field.trim())
    if (scan.count >= scan.most && field !== '') scan.restEmpty = false
    if (scan.position >= length || text.charCodeAt(scan.position) !== separator) break
    scan.position++
  }
  if (scan.position < length) {
    const isPair =
      text.charCodeAt(scan.position) === carriageReturn &&
      text.charCodeAt(scan.position + 1) === lineFeed
    scan.position += isPair ? 2 : 1
    scan.line++
  }
  scan.atEnd = scan.position >= length
  return true
}

/** The first place that holds no space; some writers put them around quotation marks. */
function pastSpaces({ text }: Scan, at: number): number {
  let past = at
  while (text.charCodeAt(past) === space) past++
  return past
}

/** The text up to the next separator or line break, where the scan then stands. */
function plainField(scan: Scan): string {
  const { text } = scan
  const from = scan.position
  let at = from
  while (at < text.length && !endsField(scan, text.charCodeAt(at))) at++
  scan.position = at
  return text.slice(from, at)
}

/** The text inside quotation marks, from behind the first; the scan then stands behind the last. */
function quotedField(scan: Scan, from: number): string {
  const { text } = scan
  let doubled = false
  let end = from
  for (;;) {
    end = text.indexOf('"', end)
    if (end === -1) {
      scan.openQuote = true
      end = text.length
      scan.position = end
      break
    }
    if (text.charCodeAt(end + 1) === quote) {
      doubled = true
      end += 2
      continue
    }
    const after = pastSpaces(scan, end + 1)
    if (after >= text.length || endsField(scan, text.charCodeAt(after))) {
      scan.position = after
      break
    }
    scan.looseQuote = true
    end++
  }
  const field = text.slice(from, end)
  scan.line += breaksIn(field)
  return doubled ? field.replaceAll('""', '"') : field
}

const endsField = (scan: Scan, code: number) =>
  code === scan.separator || code === lineFeed || code === carriageReturn

function breaksIn(field: string): number {
  let count = 0
  for (let i = field.indexOf('\n'); i !== -1; i = field.indexOf('\n', i + 1)) count++
  return count
}

/** True where no field holds anything. */
export function isBlank(fields: readonly string[]): boolean {
  for (const field of fields) if (field !== '') return false
  return true
}

/** True where a text ends with a line, not inside one. */
export function endsWithLineBreak(text: string): boolean {
  const last = text.charCodeAt(text.length - 1)
  return last === lineFeed || last === carriageReturn
}

/** The separator that cuts the first records into the most even fields; a comma where none does. */
export function findSeparator(text: string): string {
  const head = text.slice(0, 200_000)
  let best = ','
  let bestScore = 0
  for (const separator of [',', ';', '\t', '|']) {
    const scan = scanFrom(head, separator, 0, 1, 1)
    const counts: number[] = []
    while (counts.length < 50 && nextRecord(scan)) {
      if (scan.atEnd && head.length < text.length && counts.length > 0) break
      if (scan.count > 1 || scan.fields[0] !== '') counts.push(scan.count)
    }
    const often = mostFrequent(counts)
    if (often < 2) continue
    const even = counts.filter((count) => count === often).length / counts.length
    const score = even + (counts[0] === often ? 0.5 : 0) + Math.min(often, 50) / 1000
    if (score > bestScore) {
      bestScore = score
      best = separator
    }
  }
  return best
}

function mostFrequent(counts: readonly number[]): number {
  const times = new Map<number, number>()
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1)
  let best = 0
  let most = 0
  for (const [count, seen] of times) {
    if (seen > most || (seen === most && count > best)) {
      best = count
      most = seen
    }
  }
  return best
}
