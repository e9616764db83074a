// Sheets of an Excel workbook (ECMA-376, part 1: SpreadsheetML). Written here, on the zip and XML that
// other readers need too, since a reader must name the sheet and the row of every fault.
import type { RawTable, Read } from '#sources/raw.ts'
import { columnFromValues, columnNames, columnRecord } from '#sources/read/_columns.ts'
import { Damage, damageOf, type Faults, faultsOf } from '#sources/read/_faults.ts'
import { geometryFromTexts } from '#sources/read/_geometryText.ts'
import { type Header, headerOf, headerSearchRows } from '#sources/read/_header.ts'
import { partName, readWorkbook, scannerOf, type Workbook } from '#sources/read/_xlsxBook.ts'
import { type Remark, readRows, type SheetRow } from '#sources/read/_xlsxSheet.ts'
import { readZip, type ZipEntry } from '#sources/read/zip.ts'

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
  const header = headerIn(rows)
  if (damage !== '') {
    faults.add(
      'error',
      'sheet-damaged',
      Math.max(0, rows.length - header.index - 1),
      `Cannot read sheet "${name}" beyond row ${rows.at(-1)?.number ?? 0}: ${damage}`,
      fetchAgain,
    )
  }
  if (remarks.length > 0) {
    const rowOf = new Map(rows.map(({ number }, i) => [number, i - header.index]))
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

function headerIn(rows: readonly SheetRow[]): Header {
  return headerOf(
    rows.slice(0, headerSearchRows).map(({ cells }) => cells.map((cell) => String(cell ?? ''))),
  )
}

function tableOf(
  rows: readonly SheetRow[],
  header: Header,
  name: string,
  source: string,
  faults: Faults,
): RawTable {
  if (header.first > 0) {
    faults.add(
      'note',
      'lines-above-header',
      0,
      `The header is in row ${rows[header.first].number}: what stands above it is left out`,
      'Delete the rows above the header if that is wrong',
    )
  }
  const body = rows.slice(header.index + 1)
  const numbers = Int32Array.from(body, ({ number }) => number)
  const head = header.names
  let width = head.length
  for (const { cells } of body) if (cells.length > width) width = cells.length
  const named = Array.from({ length: width }, (_, i) => head[i] ?? '')
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
