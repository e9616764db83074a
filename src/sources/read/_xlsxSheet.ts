// The rows and cells of one sheet (ECMA-376, part 1, 18.3).
import type { RawValue } from '#sources/raw.ts'
import { Damage, grouped, quoted } from '#sources/read/_faults.ts'
import { richText, type Workbook } from '#sources/read/_xlsxBook.ts'
import { dateText } from '#sources/read/_xlsxDates.ts'
import type { XmlScanner } from '#sources/read/_xml.ts'

/** Excel's own bounds. */
const maxColumns = 16_384
const maxRows = 1_048_576

/** The most cells of one sheet, empty ones before the last of a row among them. */
const maxCells = 50_000_000

/** Something to say of a row, before it is known which row of the table it will be. */
export interface Remark {
  readonly number: number
  readonly code: string
  readonly message: string
  readonly cure: string
}

/** A row that holds anything, by its number in the sheet. */
export interface SheetRow {
  readonly number: number
  readonly cells: RawValue[]
}

/** Reads the rows of a sheet into a list, so that those before a fault are kept. @throws Damage */
export function readRows(
  xml: XmlScanner,
  book: Workbook,
  rows: SheetRow[],
  remarks: Remark[],
): void {
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
