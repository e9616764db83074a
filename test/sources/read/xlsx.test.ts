import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { dateText, isDateFormat } from '#sources/read/_xlsxDates.ts'
import { readXlsx } from '#sources/read/xlsx.ts'
import { brief, fixture, mirror, real } from './_bytes.ts'
import { places } from './_places.ts'

describe('readXlsx() reads what other programs write', () => {
  test('a sheet by GDAL', () => {
    const { value, problems } = readXlsx(fixture('schools-gdal.xlsx'), 'x.xlsx')
    expect(problems).toEqual([])
    expect(value?.[0]).toMatchObject({ table: 'schools', length: 3, columns: places.columns })
  })

  test('every kind of cell, by openpyxl', () => {
    const { value, problems } = readXlsx(fixture('everything.xlsx'), 'x.xlsx')
    const [schools, areas] = value ?? []
    expect(schools.table).toBe('Schools')
    expect(schools.columns).toEqual({
      code: ['007', '008', '009'],
      name: ['École & Cie <1>', null, 'Lycée'],
      pupils: [412, null, 0.1],
      opened: ['1987-09-01', '1900-02-28', '1900-03-01'],
      visited: ['2021-04-08T06:30:00', '06:30:00', null],
      electric: ['true', 'false', null],
      share: [null, null, null],
      'code (2)': ['a', 'b', null],
    })
    expect(Array.from(schools.rowNumber ?? [])).toEqual([4, 5, 6])
    expect(areas.table).toBe('Areas é')
    expect(areas.geometry?.map((one) => one?.type)).toEqual(['Polygon', undefined])
    expect(problems.map(({ level, code, at }) => `${level} ${code} ${at.table} ${at.row}`)).toEqual(
      [
        'warning formula-uncalculated Schools 1',
        'warning cell-error Schools 2',
        'warning formula-uncalculated Schools 2',
        'note lines-above-header Schools 0',
        'warning column-twice Schools 0',
        'error geometry-damaged Areas é 2',
        'note table-empty Empty 0',
      ],
    )
    expect(problems[1].message).toContain('Row 5 of the sheet holds the error #REF!')
  })
})

/** The workbook of openpyxl with some of its parts changed. */
function changed(change: (parts: Record<string, string>) => void): Uint8Array {
  const parts = Object.fromEntries(
    Object.entries(unzipSync(fixture('everything.xlsx'))).map(([name, bytes]) => [
      name,
      strFromU8(bytes),
    ]),
  )
  change(parts)
  return zipSync(
    Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])),
  )
}

const sheet = (rows: string) =>
  `<?xml version="1.0"?><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>${rows}</x:sheetData></x:worksheet>`

const withRows = (rows: string) =>
  readXlsx(
    changed((parts) => {
      parts['xl/worksheets/sheet1.xml'] = sheet(rows)
    }),
    'x.xlsx',
  )

const header =
  '<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:r><x:t>na</x:t></x:r><x:r><x:t>me</x:t></x:r><x:rPh><x:t>?</x:t></x:rPh></x:is></x:c><x:c r="C1" t="str"><x:v>n</x:v></x:c></x:row>'

describe('readXlsx() reads other writers’ habits', () => {
  test('prefixed tags, runs of text, cells left out, formulas with values', () => {
    const { value } = withRows(
      `${header}<x:row r="7"><x:c r="C7"><x:f>1+1</x:f><x:v>2</x:v></x:c></x:row><x:row><x:c t="inlineStr"><x:is><x:t xml:space="preserve"> a &#233;&#x21; </x:t></x:is></x:c></x:row>`,
    )
    expect(value?.[0].columns).toEqual({ name: [null, 'a é!'], n: [2, null] })
    expect(Array.from(value?.[0].rowNumber ?? [])).toEqual([7, 8])
  })

  test('days are counted from 1904 where the workbook says so', () => {
    const bytes = changed((parts) => {
      parts['xl/workbook.xml'] = parts['xl/workbook.xml'].replace(
        '<workbookPr',
        '<workbookPr date1904="1"',
      )
    })
    // The same serial day lies 1,462 days later.
    expect(readXlsx(bytes, 'x').value?.[0].columns.opened[0]).toBe('1991-09-02')
  })
})

describe('readXlsx() refuses with sheet and row', () => {
  test('an old workbook, or a locked one', () => {
    const { value, problems } = readXlsx(
      Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1),
      'x.xls',
    )
    expect(value).toBeUndefined()
    expect(brief(problems)).toEqual(['error xlsx-old 0'])
  })

  test('a workbook cut short', () => {
    const { value, problems } = readXlsx(fixture('everything.xlsx').subarray(0, 3000), 'x.xlsx')
    expect(value).toBeUndefined()
    expect(brief(problems)).toEqual(['error zip-damaged 0'])
  })

  test('a zip that is no workbook', () => {
    expect(brief(readXlsx(zipSync({ 'a.txt': new Uint8Array(1) }), 'x').problems)).toEqual([
      'error xlsx-unreadable 0',
    ])
  })

  test.each([
    [
      'a number that is none',
      '<x:row r="2"><x:c r="A2"><x:v>1</x:v></x:c></x:row><x:row r="3"><x:c r="C3"><x:v>1,5</x:v></x:c></x:row>',
      'row 3 holds "1,5"',
    ],
    [
      'a text that is not shared',
      '<x:row r="2"><x:c r="A2" t="s"><x:v>999</x:v></x:c></x:row>',
      'names text 999',
    ],
    [
      'a cell beyond the last column',
      '<x:row r="2"><x:c r="AAAA2"><x:v>1</x:v></x:c></x:row>',
      'a cell at "AAAA2"',
    ],
    [
      'rows that run backwards',
      '<x:row r="2"><x:c r="A2"><x:v>1</x:v></x:c></x:row><x:row r="1"/>',
      'says it is row 1',
    ],
    ['a sheet that breaks off', '<x:row r="2"><x:c r="A2"><x:v>1</x:v>', 'closes nothing'],
    ['a document type', '<!DOCTYPE x [<!ENTITY a "b">]>', 'document type'],
  ])('%s', (_, rows, message) => {
    const { value, problems } = withRows(header + rows)
    const found = problems.find(({ code }) => code === 'sheet-damaged')
    expect(found).toMatchObject({ level: 'error', at: { table: 'Schools' } })
    expect(found?.message).toContain(message)
    // The other sheet is read all the same.
    expect(value?.some(({ table }) => table === 'Areas é')).toBe(true)
  })
})

describe('dateText()', () => {
  // Pairs from ECMA-376, part 1, 18.17.4.1 and 18.17.4.3, and Excel's own false leap day.
  test.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [61, '1900-03-01'],
    [36526, '2000-01-01'],
    [2958465, '9999-12-31'],
    [44294.270833333336, '2021-04-08T06:30:00'],
    [0.75, '18:00:00'],
    [1e9, '1000000000'],
    [-1, '-1'],
  ])('%f is %s', (serial, text) => {
    expect(dateText(serial, false)).toBe(text)
  })
})

describe('isDateFormat()', () => {
  test.each([
    [14, undefined, true],
    [2, undefined, false],
    [164, 'dd/mm/yyyy', true],
    [164, '[$-409]d-mmm-yy;@', true],
    [164, '0.00 "days"', false],
    [164, '[Red]0.0', false],
    [164, '[h]:mm', true],
    [164, 'General', false],
    [164, '#,##0\\ \\d', false],
  ])('%i %s: %s', (id, code, isDate) => {
    expect(isDateFormat(id, code)).toBe(isDate)
  })
})

describe.skipIf(mirror === undefined)('readXlsx() reads the real files', () => {
  test.each([
    ['cellsites', 81, 'ict_id'],
    ['pointsofinterest', 408, 'poi_id'],
    ['transmissionnode', 40, 'ict_id'],
    ['mobilecoverage', 19, 'radio_type'],
  ])('example-%s', (name, length, column) => {
    const { value, problems } = readXlsx(real(`cpp-sao-tome/example-${name}.xlsx`), name)
    expect(problems).toEqual([])
    expect(value?.[0].length).toBe(length)
    expect(value?.[0].columns[column].every((cell) => typeof cell === 'string')).toBe(true)
  })

  test('seven sheets', () => {
    const { value } = readXlsx(real('world/watra_metadata.xlsx'), 'x')
    expect(value?.map(({ table, length }) => `${table} ${length}`)).toContain(
      'Nodes and Links - Sources 16',
    )
    expect(value).toHaveLength(7)
  })
})
