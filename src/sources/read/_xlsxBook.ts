// What the sheets of a workbook share (ECMA-376, part 1, 18.2, 18.4, 18.8): their names and places, the
// texts, which styles show dates.
import { isDateFormat } from '#sources/read/_xlsxDates.ts'
import { XmlScanner } from '#sources/read/_xml.ts'
import type { ZipEntry } from '#sources/read/zip.ts'

/** Part names are case-insensitive, and some writers put a slash before them. */
export const partName = (name: string) => name.replace(/^\//, '').toLowerCase()

/** What every sheet of a workbook needs. */
export interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly part: string }[]
  readonly strings: readonly string[]
  /** For each style of cells, whether it shows a date. */
  readonly isDate: readonly boolean[]
  readonly from1904: boolean
}

/** A walk through a part; none where the part is absent. */
export function scannerOf(part: ZipEntry | undefined): XmlScanner | undefined {
  if (part === undefined) return undefined
  return new XmlScanner(new TextDecoder().decode(part.bytes))
}

/** Reads what the sheets share. @throws Damage */
export function readWorkbook(parts: ReadonlyMap<string, ZipEntry>): Workbook {
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

/** The text of the element just opened. @throws Damage */
export function richText(xml: XmlScanner): string {
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
