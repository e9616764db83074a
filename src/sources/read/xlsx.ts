// Sheets of an Excel workbook (ECMA-376, part 1: SpreadsheetML). Written here, on the zip and XML that
// other readers need too, since a reader must name the sheet and the row of every fault.

import type { RawTable, RawValue, Read } from '#sources/raw.ts'
import { columnFromValues, columnNames, columnRecord } from '#sources/read/_columns.ts'
import { Damage, damageOf, type Faults, faultsOf, grouped, quoted } from '#sources/read/_faults.ts'
import { geometryFromTexts } from '#sources/read/_geometryText.ts'
import { headerIndex, headerSearchRows } from '#sources/read/_header.ts'
import { dateText, isDateFormat } from '#sources/read/_xlsxDates.ts'
import { XmlScanner } from '#sources/read/_xml.ts'
import { readZip, type ZipEntry } from '#sources/read/zip.ts'

/** Excel's own bounds. */
const maxColumns = 16_384
const maxRows = 1_048_576

/** The most cells of one sheet, empty ones before the last of a row among them. */
const maxCells = 50_000_000

const fetchAgain = 'Fetch the workbook again, or save it anew as .xlsx'

/**
 * Reads every sheet that holds a table; the first well-filled row names the columns. Dates become
 * texts (`2021-04-08`), formulas give the value that was saved with them, errors (#REF!) give none.
 */
export function readXlsx(bytes: Uint8Array, source: string): Read<readonly RawTable[]> {
  const faults = faultsOf(source)
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) {
    faults.add(
      'error',
      'xlsx-old',
      0,
      'The file is an old workbook (.xls), or one locked by a password',
      'Open it and save it as .xlsx, without a password',
    )
    return faults.with<readonly RawTable[]>(undefined)
  }
  const zip = readZip(bytes, source, { wanted: (name) => /^\/?xl\/.*\.(xml|rels)$/i.test(name) })
  const parts = new Map((zip.value ?? []).map((entry) => [partName(entry.name), entry]))
  if (zip.value === undefined || !parts.has('xl/workbook.xml')) {
    if (zip.problems.length > 0) return { value: undefined, problems: zip.problems }
    faults.add('error', 'xlsx-unreadable', 0, 'The file is no Excel workbook', fetchAgain)
    return faults.with<readonly RawTable[]>(undefined)
  }
  const tables: RawTable[] = []
  try {
    const book = readWorkbook(parts)
    for (const { name, part } of book.sheets) {
      const table = readSheet(parts.get(part), name, source, book, faults.inTable(name))
      if (table !== undefined) tables.push(table)
    }
    if (tables.length === 0 && faults.list().every(({ level }) => level !== 'error')) {
      faults.add(
        'error',
        'table-empty',
        0,
        'The workbook holds no table',
        'Check that it was saved with its sheets',
      )
    }
  } catch (error) {
    faults.add(
      'error',
      'xlsx-unreadable',
      0,
      `Cannot read the workbook: ${damageOf(error)}`,
      fetchAgain,
    )
  }
  return { value: tables, problems: [...zip.problems, ...faults.list()] }
}

/** Part names are case-insensitive, and some writers put a slash before them. */
const partName = (name: string) => name.replace(/^\//, '').toLowerCase()

interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly part: string }[]
  readonly strings: readonly string[]
  /** For each style of cells, whether it shows a date. */
  readonly isDate: readonly boolean[]
  readonly from1904: boolean
}

function scannerOf(part: ZipEntry | undefined): XmlScanner | undefined {
  if (part === undefined) return undefined
  return new XmlScanner(new TextDecoder().decode(part.bytes))
}

function readWorkbook(parts: ReadonlyMap<string, ZipEntry>): Workbook {
  const targets = new Map<string, string>()
  const relations = scannerOf(parts.get('xl/_rels/workbook.xml.rels'))
  for (
    let event = relations?.next();
    event !== undefined && event !== 'end';
    event = relations?.next()
  ) {
    if (event !== 'open' || relations?.name !== 'Relationship') continue
    const target = relations.attribute('Target') ?? ''
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`
    targets.set(relations.attribute('Id') ?? '', path.toLowerCase())
  }
  const sheets: { name: string; part: string }[] = []
  let from1904 = false
  const book = scannerOf(parts.get('xl/workbook.xml'))
  for (let event = book?.next(); event !== undefined && event !== 'end'; event = book?.next()) {
    if (event !== 'open' || book === undefined) continue
    if (book.name === 'workbookPr') from1904 = /^(1|true)$/.test(book.attribute('date1904') ?? '')
    if (book.name !== 'sheet') continue
    const name = book.attribute('name') ?? `sheet ${sheets.length + 1}`
    // "id" is also how "sheetId" ends: the attribute with its prefix, r:id, is the relation.
    const part =
      targets.get(book.attribute('id') ?? '') ?? `xl/worksheets/sheet${sheets.length + 1}.xml`
    sheets.push({ name, part })
  }
  return {
    sheets,
    from1904,
    strings: readStrings(scannerOf(parts.get('xl/sharedstrings.xml'))),
    isDate: readStyles(scannerOf(parts.get('xl/styles.xml'))),
  }
}

/** Texts that cells share; a text may be cut into runs, and sounds beside it (rPh) do not count. */
function readStrings(xml: XmlScanner | undefined): string[] {
  const strings: string[] = []
  if (xml === undefined) return strings
  for (let event = xml.next(); event !== 'end'; event = xml.next()) {
    if (event === 'open' && xml.name === 'si') strings.push(richText(xml))
  }
  return strings
}

function richText(xml: XmlScanner): string {
  const depth = xml.open.length
  let text = ''
  for (;;) {
    const event = xml.next()
    if (event === 'open' && xml.name === 't') text += xml.content()
    else if (event === 'open' && xml.name === 'rPh') xml.skip()
    else if (event === 'end' || (event === 'close' && xml.open.length < depth)) return text
  }
}

function readStyles(xml: XmlScanner | undefined): boolean[] {
  const isDate: boolean[] = []
  if (xml === undefined) return isDate
  const formats = new Map<number, string>()
  for (let event = xml.next(); event !== 'end'; event = xml.next()) {
    if (event !== 'open') continue
    if (xml.name === 'numFmt') {
      formats.set(Number(xml.attribute('numFmtId')), xml.attribute('formatCode') ?? '')
    } else if (xml.name === 'xf' && xml.open.at(-2) === 'cellXfs') {
      const id = Number(xml.attribute('numFmtId') ?? 0)
      isDate.push(isDateFormat(id, formats.get(id)))
    }
  }
  return isDate
}

/** Something to say of a row, before it is known which row of the table it will be. */
interface Remark {
  readonly number: number
  readonly code: string
  readonly message: string
  readonly cure: string
}

interface SheetRow {
  readonly number: number
  readonly cells: RawValue[]
}

function readSheet(
  part: ZipEntry | undefined,
  name: string,
  source: string,
  book: Workbook,
  faults: Faults,
): RawTable | undefined {
  const rows: SheetRow[] = []
  const remarks: Remark[] = []
  let damage = ''
  try {
    const xml = scannerOf(part)
    if (xml === undefined) throw new Damage('the workbook names it but does not hold it')
    readRows(xml, book, rows, remarks)
  } catch (error) {
    damage = damageOf(error)
  }
  const header = headerOf(rows)
  if (damage !== '') {
    faults.add(
      'error',
      'sheet-damaged',
      Math.max(0, rows.length - header - 1),
      `Cannot read sheet "${name}" beyond row ${rows.at(-1)?.number ?? 0}: ${damage}`,
      fetchAgain,
    )
  }
  if (remarks.length > 0) {
    const rowOf = new Map(rows.map(({ number }, i) => [number, i - header]))
    for (const { number, code, message, cure } of remarks) {
      faults.add('warning', code, Math.max(0, rowOf.get(number) ?? 0), message, cure)
    }
  }
  if (rows.length > 0) return tableOf(rows, header, name, source, faults)
  if (damage === '') {
    faults.add(
      'note',
      'table-empty',
      0,
      `Sheet "${name}" is empty: it is left out`,
      'Nothing, if that is right',
    )
  }
  return undefined
}

/** The index of the row that names the columns. */
function headerOf(rows: readonly SheetRow[]): number {
  return headerIndex(
    rows.slice(0, headerSearchRows).map(({ cells }) => cells.map((cell) => String(cell ?? ''))),
  )
}

function readRows(xml: XmlScanner, book: Workbook, rows: SheetRow[], remarks: Remark[]): void {
  let row: SheetRow = { number: 0, cells: [] }
  let column = -1
  let cells = 0
  for (let event = xml.next(); event !== 'end'; event = xml.next()) {
    if (event === 'close') {
      if (xml.name === 'row' && row.cells.some((cell) => cell !== null)) rows.push(row)
      if (xml.name === 'sheetData') return
      continue
    }
    if (event !== 'open') continue
    if (xml.name === 'row') {
      const number = Number(xml.attribute('r') ?? row.number + 1)
      if (!(number > row.number && number <= maxRows))
        throw new Damage(`row ${row.number + 1} says it is row ${number}`)
      row = { number, cells: [] }
      column = -1
    } else if (xml.name === 'c' && row.number > 0) {
      const reference = xml.attribute('r')
      column = reference === undefined ? column + 1 : columnOf(reference)
      if (!(column >= 0 && column < maxColumns))
        throw new Damage(`row ${row.number} has a cell at ${quoted(reference ?? '')}`)
      const value = readCell(xml, book, row.number, remarks)
      cells += Math.max(0, column + 1 - row.cells.length)
      if (cells > maxCells) throw new Damage(`it has more than ${grouped(maxCells)} cells`)
      while (row.cells.length < column) row.cells.push(null)
      row.cells[column] = value
    }
  }
}

/** The column of a reference, from 0: "B7" is 1. */
function columnOf(reference: string): number {
  let column = 0
  for (let i = 0; i < reference.length; i++) {
    const letter = reference.charCodeAt(i) & 0xdf
    if (letter < 65 || letter > 90) break
    column = column * 26 + letter - 64
  }
  return column - 1
}

function readCell(xml: XmlScanner, book: Workbook, number: number, remarks: Remark[]): RawValue {
  const type = xml.attribute('t') ?? 'n'
  const style = Number(xml.attribute('s') ?? 0)
  const depth = xml.open.length
  let text: string | undefined
  let hasFormula = false
  for (;;) {
    const event = xml.next()
    if (event === 'open') {
      if (xml.name === 'v') text = xml.content()
      else if (xml.name === 'is') text = richText(xml)
      else {
        if (xml.name === 'f') hasFormula = true
        xml.skip()
      }
    } else if (event === 'end' || (event === 'close' && xml.open.length < depth)) break
  }
  if (text === undefined || (text.trim() === '' && type === 'n')) {
    if (hasFormula) {
      remarks.push({
        number,
        code: 'formula-uncalculated',
        message: `Row ${number} of the sheet has a formula that was saved without its value`,
        cure: 'Open the workbook in a spreadsheet program and save it again',
      })
    }
    return null
  }
  switch (type) {
    case 's': {
      const shared = book.strings[Number(text)]
      if (shared === undefined)
        throw new Damage(`row ${number} names text ${text} of ${book.strings.length}`)
      return shared.trim()
    }
    case 'str':
    case 'inlineStr':
    case 'd':
      return text.trim()
    case 'b':
      return text === '1' ? 'true' : 'false'
    case 'e':
      if (text !== '#N/A') {
        remarks.push({
          number,
          code: 'cell-error',
          message: `Row ${number} of the sheet holds the error ${text}: it is taken as missing`,
          cure: 'Correct the formula and save the workbook again',
        })
      }
      return null
  }
  const value = Number(text)
  if (Number.isNaN(value))
    throw new Damage(`row ${number} holds ${quoted(text)} where a number should be`)
  return book.isDate[style] === true ? dateText(value, book.from1904) : value
}

function tableOf(
  rows: readonly SheetRow[],
  index: number,
  name: string,
  source: string,
  faults: Faults,
): RawTable {
  if (index > 0) {
    faults.add(
      'note',
      'lines-above-header',
      0,
      `The header is in row ${rows[index].number}: what stands above it is left out`,
      'Delete the rows above the header if that is wrong',
    )
  }
  const body = rows.slice(index + 1)
  const numbers = Int32Array.from(body, ({ number }) => number)
  const head = rows[index].cells
  let width = head.length
  for (const { cells } of body) if (cells.length > width) width = cells.length
  const named = Array.from({ length: width }, (_, i) => String(head[i] ?? ''))
  const columns = named.map((_, i) => body.map(({ cells }) => cells[i] ?? null))
  // A column without a name and without a value is only the sheet's margin.
  const kept = named
    .map((_, i) => i)
    .filter((i) => named[i] !== '' || columns[i].some((value) => value !== null))
  const names = columnNames(named, faults)
  if (body.length === 0) {
    faults.add(
      'warning',
      'table-empty',
      0,
      `Sheet "${name}" has no rows below its header`,
      'Check that the export was complete',
    )
  }
  const found = geometryFromTexts(
    kept.map((i) => names[i]),
    kept.map((i) => columns[i]),
    (row) => `row ${numbers[row]}`,
    faults,
  )
  const left = kept.filter((_, i) => i !== found.column)
  const leftNames = left.map((i) => names[i])
  return {
    source,
    table: name,
    names: leftNames,
    columns: columnRecord(
      leftNames,
      left.map((i) => columnFromValues(columns[i])),
    ),
    length: body.length,
    ...(found.geometry === undefined ? {} : { geometry: found.geometry }),
    crs: found.crs,
    rowNumber: numbers,
  }
}
