// Tables in comma-, semicolon-, tab- or bar-separated text: RFC 4180, and what is found in its place.
// Written here, since a reader must name the line of every fault, and the libraries at hand do not.
import type { RawTable, Read } from '#sources/raw.ts'
import { columnFromTexts, columnNames, columnRecord } from '#sources/read/_columns.ts'
import {
  endsWithLineBreak,
  findSeparator,
  isBlank,
  nextRecord,
  scanFrom,
} from '#sources/read/_csvScan.ts'
import { type Faults, faultsOf, grouped, quoted } from '#sources/read/_faults.ts'
import { geometryFromTexts } from '#sources/read/_geometryText.ts'
import { headerOf, headerSearchRows, looksLikeData } from '#sources/read/_header.ts'
import { decodeText } from '#sources/read/_text.ts'

/** What a caller may know of a text table. */
export interface CsvOptions {
  /** Names for a table without a header line, in order. */
  readonly names?: readonly string[]
  /** The table's name in messages; the source's where left out. */
  readonly table?: string
}

/** A name longer than this is no name, a value longer no value (geometry is set apart before). */
const maxNameLength = 1000
const maxValueLength = 100_000
const maxColumns = 16_384

/**
 * Reads a text table; separator, encoding and header are found from the bytes, and a column of WKT,
 * WKB or GeoJSON becomes the table's geometry.
 *
 * A row shorter than the header is filled with nothing (a warning); a longer one has its values in
 * the wrong columns, so it is left out (an error). A header that looks like data is kept as data, with
 * columns named `column 1`, `column 2`, ….
 */
export function readCsv(
  bytes: Uint8Array,
  source: string,
  options: CsvOptions = {},
): Read<RawTable> {
  const table = options.table ?? source
  const faults = faultsOf(source, table)
  const text = decodeText(bytes, faults)
  if (text === undefined) return faults.with<RawTable>(undefined)
  const declared = /^sep=(.)\r?\n/i.exec(text.slice(0, 10))
  const start = declared === null ? 0 : declared[0].length
  const separator = declared?.[1] ?? findSeparator(text)
  const header = findHeader(text, start, separator, options.names, faults)
  if (header === undefined) return faults.with<RawTable>(undefined)
  const { cells, lines } = readRows(text, separator, header, faults)
  if (lines.length === 0) {
    faults.add(
      'warning',
      'table-empty',
      0,
      'The table has no rows below its header',
      'Check that the export was complete',
    )
  }
  const heads = withoutPointers(header.names)
  const found = geometryFromTexts(heads, cells, (row) => `line ${lines[row]}`, faults)
  // A column without a name and without a value is only a separator at the end of the lines.
  const kept = header.names
    .map((_, i) => i)
    .filter((i) => i !== found.column && !(header.unnamed.has(i) && isBlank(cells[i])))
  const names = kept.map((i) => heads[i])
  const columns = kept.map((i) => shortColumn(cells[i], heads[i], lines, separator, faults))
  return faults.with<RawTable>({
    source,
    table,
    names,
    columns: columnRecord(names, columns),
    length: lines.length,
    ...(found.geometry === undefined ? {} : { geometry: found.geometry }),
    crs: found.crs,
    rowNumber: Int32Array.from(lines),
  })
}

/**
 * The names of the Open Fibre Data Standard's tables (CSV, 0.1 to 0.4) without the pointer to their row:
 * `nodes/0/name` is a node's `name`, and the bare `id` beside it is the network's.
 */
function withoutPointers(names: readonly string[]): readonly string[] {
  const pointer = /^(nodes|spans|phases|organisations|links|contracts|wayleaves)\/0\//
  const list = names.map((name) => pointer.exec(name)?.[1]).find((found) => found !== undefined)
  const isOne = names.every((name) => name === 'id' || name.startsWith(`${list}/0/`))
  if (list === undefined || !isOne) return names
  return names.map((name) => (name === 'id' ? 'network/id' : name.slice(list.length + 3)))
}

interface Header {
  readonly names: readonly string[]
  /** Columns that the header leaves without a name. */
  readonly unnamed: ReadonlySet<number>
  /** Where the first row of data starts, as a character and as a line. */
  readonly position: number
  readonly line: number
}

function findHeader(
  text: string,
  start: number,
  separator: string,
  given: readonly string[] | undefined,
  faults: Faults,
): Header | undefined {
  const scan = scanFrom(text, separator, start, start === 0 ? 1 : 2, maxColumns)
  const rows: string[][] = []
  const starts: { position: number; line: number }[] = []
  while (rows.length < headerSearchRows && nextRecord(scan)) {
    if (isBlank(scan.fields)) continue
    rows.push([...scan.fields])
    starts.push({ position: scan.start, line: scan.startLine })
  }
  if (rows.length === 0) {
    faults.add(
      'error',
      'file-empty',
      0,
      'The file holds white space alone',
      'Fetch or export the file again',
    )
    return undefined
  }
  const header = given === undefined ? headerOf(rows) : undefined
  const index = header?.index ?? 0
  const row = header?.names ?? rows[index]
  const after = starts[index + 1] ?? { position: scan.position, line: scan.line }
  if (given !== undefined) {
    const same = given.every((name, i) => row[i]?.toLowerCase() === name.toLowerCase())
    const names = columnNames(given, faults)
    return { names, unnamed: new Set(), ...(same ? after : starts[0]) }
  }
  const long = row.findIndex((name) => name.length > maxNameLength)
  if (long !== -1 || row.length >= maxColumns) {
    const what =
      long === -1
        ? `more than ${grouped(maxColumns)} columns`
        : `a name of ${grouped(row[long].length)} characters (column ${long + 1})`
    faults.add(
      'error',
      'header-long',
      0,
      `Line ${starts[index].line} cannot be the header: it has ${what}`,
      'Check that the file is a table with line breaks, and export it again',
    )
    return undefined
  }
  if (looksLikeData(row)) {
    faults.add(
      'warning',
      'header-missing',
      0,
      `Line ${starts[index].line} looks like data, not like a header: the columns are called "column 1" to "column ${row.length}"`,
      'Add a header line, or name the columns in the study',
    )
    return { names: row.map((_, i) => `column ${i + 1}`), unnamed: new Set(), ...starts[index] }
  }
  if (header !== undefined && header.first > 0) {
    faults.add(
      'note',
      'lines-above-header',
      0,
      `The header is on line ${starts[header.first].line}: what stands above it is left out`,
      'Delete the lines above the header if that is wrong',
    )
  }
  const unnamed = new Set(row.map((name, i) => (name === '' ? i : -1)))
  return { names: columnNames(row, faults), unnamed, ...after }
}

/** The rows below the header as one list of texts for each column, and the line each row starts on. */
function readRows(
  text: string,
  separator: string,
  header: Header,
  faults: Faults,
): { cells: string[][]; lines: number[] } {
  const width = header.names.length
  const cells: string[][] = header.names.map(() => [])
  const lines: number[] = []
  const scan = scanFrom(text, separator, header.position, header.line, width + 1)
  let blank = 0
  while (nextRecord(scan)) {
    const { fields, count, startLine } = scan
    if (isBlank(fields) && count <= width) {
      if (count > 1) blank++
      continue
    }
    const row = lines.length + 1
    const cut = scan.atEnd && (scan.openQuote || (count < width && !endsWithLineBreak(text)))
    if (cut) {
      faults.add(
        'error',
        'file-truncated',
        row,
        `The file ends inside the row on line ${startLine}: ${scan.openQuote ? 'a quotation mark is not closed' : `it has ${count} of ${width} fields`}`,
        `Fetch the file again, or correct line ${startLine}`,
      )
      if (scan.openQuote) break
    } else if (scan.looseQuote && scan.line > startLine + 1) {
      faults.add(
        'error',
        'quote-open',
        row,
        `Line ${startLine} opens a quotation mark that runs to line ${scan.line - 1}: rows may be lost in it`,
        'Close the quotation mark, and double those inside quoted fields',
      )
    } else if (scan.looseQuote) {
      faults.add(
        'warning',
        'quote-loose',
        row,
        `Line ${startLine} has a quotation mark inside a field that is not doubled: it is taken as it stands`,
        'Double quotation marks inside quoted fields',
      )
    }
    if (count > width && !scan.restEmpty) {
      faults.add(
        'error',
        'row-long',
        row,
        `Line ${startLine} has ${grouped(count)} fields, expected ${width}: its values stand in the wrong columns, so the row is left out`,
        `Put fields that contain "${separator === '\t' ? 'tab' : separator}" in quotation marks`,
      )
      continue
    }
    if (count < width && !cut) {
      faults.add(
        'warning',
        'row-short',
        row,
        `Line ${startLine} has ${count} field${count === 1 ? '' : 's'}, expected ${width}: the last ones are taken as missing`,
        'Complete the row',
      )
    }
    for (let i = 0; i < width; i++) cells[i].push(fields[i] ?? '')
    lines.push(startLine)
  }
  if (blank > 0) {
    faults.add(
      'note',
      'rows-blank',
      0,
      `${grouped(blank)} rows hold separators alone: they are left out`,
      'Delete them if that is right',
    )
  }
  return { cells, lines }
}

/** A column's values; texts too long to be a value are listed and taken as missing. */
function shortColumn(
  texts: string[],
  name: string,
  lines: readonly number[],
  separator: string,
  faults: Faults,
) {
  for (let i = 0; i < texts.length; i++) {
    if (texts[i].length <= maxValueLength) continue
    faults.add(
      'error',
      'value-long',
      i + 1,
      `Line ${lines[i]} has ${grouped(texts[i].length)} characters in column ${quoted(name)}, starting ${quoted(texts[i])}`,
      'Check the line: a quotation mark may not be closed, or line breaks are lost',
    )
    texts[i] = ''
  }
  return columnFromTexts(texts, name, separator, faults)
}
