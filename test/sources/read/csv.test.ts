import { describe, expect, test } from 'vitest'
import type { RawTable } from '#sources/raw.ts'
import { readCsv } from '#sources/read/csv.ts'
import { brief, mirror, real, utf8 } from './_bytes.ts'

const read = (text: string, options = {}) => readCsv(utf8(text), 'schools.csv', options)
const rows = (table: RawTable | undefined) =>
  table === undefined
    ? undefined
    : Array.from({ length: table.length }, (_, i) =>
        table.names.map((name) => table.columns[name][i]),
      )

describe('readCsv() finds the separator', () => {
  test.each([
    ['comma', 'id,name,lat\n1,"a;b",2.5\n2,c;d,3.5\n'],
    ['semicolon', 'id;name;lat\n1;"a;b";2.5\n2;"c;d";3.5\n'],
    ['tab', 'id\tname\tlat\n1\ta;b\t2.5\n2\tc;d\t3.5\n'],
    ['bar', 'id|name|lat\n1|a;b|2.5\n2|c;d|3.5\n'],
    ['the line sep=;', 'sep=;\nid;name;lat\n1;"a;b";2.5\n2;"c;d";3.5\n'],
  ])('%s', (_, text) => {
    const { value, problems } = read(text)
    expect(problems).toEqual([])
    expect(value?.names).toEqual(['id', 'name', 'lat'])
    expect(rows(value)).toEqual([
      [1, 'a;b', 2.5],
      [2, 'c;d', 3.5],
    ])
  })

  test('a semicolon file with geometry full of commas', () => {
    const { value } = read('id;radio;geometry\n1;4G;"POLYGON ((0 0, 1 0, 1 1, 0 0))"\n')
    expect(value?.names).toEqual(['id', 'radio'])
    expect(value?.geometry?.[0]?.type).toBe('Polygon')
  })
})

describe('readCsv() reads text in any encoding', () => {
  test('UTF-8 with a byte order mark keeps the first name clean', () => {
    expect(read('\ufeffid,name\n1,é\n').value?.names).toEqual(['id', 'name'])
  })

  test.each([true, false])('UTF-16, little-endian %s', (little) => {
    const text = '\ufeffid,name\n1,Mitsamiouli é مدرسة\n'
    const bytes = new Uint8Array(text.length * 2)
    const view = new DataView(bytes.buffer)
    for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), little)
    const { value, problems } = readCsv(bytes, 'x.csv')
    expect(problems).toEqual([])
    expect(rows(value)).toEqual([[1, 'Mitsamiouli é مدرسة']])
  })

  test('Windows-1252 is read as that, with a warning that names the line', () => {
    const bytes = Uint8Array.from('id,name\n1,a\n2,\xc9cole \x96 \x80\n', (sign) =>
      sign.charCodeAt(0),
    )
    const { value, problems } = readCsv(bytes, 'x.csv')
    expect(rows(value)?.[1]).toEqual([2, 'École – €'])
    expect(brief(problems)).toEqual(['warning text-encoding 3'])
  })

  test('damaged UTF-8 stays UTF-8', () => {
    const bytes = utf8('id,name\n1,École\n2,Lycée\n3,Café\n')
    bytes[13] = 0xff
    const { value, problems } = readCsv(bytes, 'x.csv')
    expect(rows(value)?.[1]).toEqual([2, 'Lycée'])
    expect(brief(problems)).toEqual(['warning text-damaged 2'])
  })

  test('bytes that are no text are refused', () => {
    const { value, problems } = readCsv(new Uint8Array([65, 66, 0, 1, 2, 3, 44, 10]), 'x.csv')
    expect(value).toBeUndefined()
    expect(brief(problems)).toEqual(['error not-text 1'])
  })
})

describe('readCsv() tells numbers from texts by column', () => {
  test('numbers, codes with leading zeros, long ids, telephones, dates', () => {
    const { value } = read(
      'a,b,c,d,e,f\n1,007,12345678901234567890,+269321,2021-04-08,-1.5e3\n,,,,,\n2.50,12,7,12,x,0\n',
    )
    expect(rows(value)?.[0]).toEqual([
      1,
      '007',
      '12345678901234567890',
      '+269321',
      '2021-04-08',
      -1500,
    ])
    expect(rows(value)?.[1]).toEqual([2.5, '12', '7', '12', 'x', 0])
  })

  test.each(['<NA>', 'NA', 'N/A', 'n/a', '#N/A', 'NaN', 'nan', 'NULL', 'null', ''])(
    '"%s" is nothing',
    (text) => {
      expect(rows(read(`id,n,t\n1,${text},${text}\n2,3,x\n`).value)?.[0]).toEqual([1, null, null])
    },
  )

  test('NA stays Namibia among two-letter codes', () => {
    const { value } = read('iso,n\nNA,1\nKM,NA\nFR,3\n')
    expect(value?.columns.iso).toEqual(['NA', 'KM', 'FR'])
    expect(value?.columns.n).toEqual([1, null, 3])
  })

  test('decimal commas beside semicolons are numbers, and said', () => {
    const { value, problems } = read('id;lat\n1;-12,25\n2;3\n')
    expect(value?.columns.lat).toEqual([-12.25, 3])
    expect(brief(problems)).toEqual(['note decimal-comma 0'])
  })

  test('thousands in a comma file are numbers, and said', () => {
    const { value, problems } = read('id,people\n1,"1,234,567"\n2,"12,345.5"\n3,9\n')
    expect(value?.columns.people).toEqual([1234567, 12345.5, 9])
    expect(brief(problems)).toEqual(['note thousands-comma 0'])
  })

  test('a comma that may mean either stays text, and is said', () => {
    const { value, problems } = read('id;people\n1;1,234\n')
    expect(value?.columns.people).toEqual(['1,234'])
    expect(brief(problems)).toEqual(['note comma-unclear 0'])
  })

  test('a number too large for a double stays text', () => {
    expect(read('id,n\n1,1e999\n').value?.columns.n).toEqual(['1e999'])
  })
})

describe('readCsv() finds the header', () => {
  test('titles above it are left out, and said', () => {
    const { value, problems } = read('Ministry of Education\n\nid,name,lat\n1,a,2\n')
    expect(value?.names).toEqual(['id', 'name', 'lat'])
    expect(value?.rowNumber?.[0]).toBe(4)
    expect(brief(problems)).toEqual(['note lines-above-header 0'])
  })

  test('names given by the caller make the first line data, unless it repeats them', () => {
    const names = ['radio', 'mcc', 'lat']
    expect(rows(read('UMTS,740,-2.5\n', { names }).value)).toEqual([['UMTS', 740, -2.5]])
    expect(rows(read('Radio,MCC,lat\nUMTS,740,-2.5\n', { names }).value)).toEqual([
      ['UMTS', 740, -2.5],
    ])
  })

  test('a first line of data is kept as data', () => {
    const { value, problems } = read('UMTS,740,-2.5\nGSM,740,-2.75\n')
    expect(value?.names).toEqual(['column 1', 'column 2', 'column 3'])
    expect(value?.length).toBe(2)
    expect(brief(problems)).toEqual(['warning header-missing 0'])
  })

  test('names that stand twice or are missing are given one', () => {
    const { value, problems } = read('id,id,,constructor\n1,2,3,4\n')
    expect(value?.names).toEqual(['id', 'id (2)', 'column 3', 'constructor'])
    expect(rows(value)).toEqual([[1, 2, 3, 4]])
    expect(brief(problems)).toEqual(['warning column-twice 0'])
  })

  test('a nameless column without values is left out', () => {
    expect(read('id,name,\n1,a,\n2,b,\n').value?.names).toEqual(['id', 'name'])
  })

  test('a name that every object has is no column before it is one', () => {
    expect(read('id\n1\n').value?.columns.constructor).toBeUndefined()
  })
})

describe('readCsv() lists damaged rows by line', () => {
  test('a long row is left out, a short one is filled', () => {
    const { value, problems } = read('id,name,lat\n1,a,2\n2,b,c,3\n3\n4,"x\ny",5\n5,z,6,,\n')
    expect(rows(value)).toEqual([
      [1, 'a', 2],
      [3, null, null],
      [4, 'x\ny', 5],
      [5, 'z', 6],
    ])
    expect(Array.from(value?.rowNumber ?? [])).toEqual([2, 4, 5, 7])
    expect(brief(problems)).toEqual(['error row-long 2', 'warning row-short 2'])
    expect(problems[0].message).toContain('Line 3 has 4 fields, expected 3')
  })

  test('quotation marks: doubled, loose, open', () => {
    expect(rows(read('id,name\n1,"say ""hi"""\n').value)).toEqual([[1, 'say "hi"']])
    const loose = read('id,name\n1,"say "hi" now"\n2,b\n')
    expect(rows(loose.value)).toEqual([
      [1, 'say "hi" now'],
      [2, 'b'],
    ])
    expect(brief(loose.problems)).toEqual(['warning quote-loose 1'])
    const open = read('id,name\n1,"a\n2,b\n3,c\n')
    expect(brief(open.problems)).toContain('error file-truncated 1')
    const swallowed = read('id,name\n1,"a\n2,"b"\n3,c\n')
    expect(brief(swallowed.problems)).toEqual(['error quote-open 1'])
    expect(swallowed.problems[0].message).toContain('Line 2')
  })

  test('spaces around quotation marks are no part of the value', () => {
    const { value, problems } = read('"id" , "name","lat"\n1, "a, b" ,2\n2,"c" , 3\n')
    expect(problems).toEqual([])
    expect(value?.names).toEqual(['id', 'name', 'lat'])
    expect(rows(value)).toEqual([
      [1, 'a, b', 2],
      [2, 'c', 3],
    ])
  })

  test('a file that ends inside a row', () => {
    const { problems } = read('id,name,lat\n1,a,2\n2,b')
    expect(brief(problems)).toEqual(['error file-truncated 2'])
    expect(problems[0].message).toContain('line 3')
  })

  test('a last row without a line break is whole', () => {
    expect(read('id,name\n1,a\n2,b').problems).toEqual([])
  })

  test('carriage returns alone end lines too', () => {
    expect(rows(read('id,name\r1,a\r2,b\r').value)).toEqual([
      [1, 'a'],
      [2, 'b'],
    ])
  })

  test('rows of separators alone are left out and counted', () => {
    const { value, problems } = read('id,name\n1,a\n,\n,\n2,b\n')
    expect(value?.length).toBe(2)
    expect(brief(problems)).toEqual(['note rows-blank 0'])
    expect(problems[0].message).toContain('2 rows')
  })

  test('many damaged rows are listed up to a thousand, and the rest counted', () => {
    const { problems } = read(`id,name\n1,2\n${'1,2,3\n'.repeat(1500)}`)
    expect(problems).toHaveLength(1001)
    expect(problems[1000].message).toBe('The same holds for 500 more rows')
  })
})

describe('readCsv() refuses what is no table', () => {
  test('an empty file', () => {
    expect(brief(read('').problems)).toEqual(['error file-empty 0'])
    expect(brief(read('\n \n').problems)).toEqual(['error file-empty 0'])
  })

  test('a header alone is an empty table', () => {
    const { value, problems } = read('id,name\n')
    expect(value?.length).toBe(0)
    expect(brief(problems)).toEqual(['warning table-empty 0'])
  })

  test('a line of 10 MB as header is named, quickly', () => {
    const { value, problems } = read('x'.repeat(10_000_000))
    expect(value).toBeUndefined()
    expect(brief(problems)).toEqual(['error header-long 0'])
    expect(problems[0].message).toContain('Line 1')
    expect(problems[0].message).toContain('10,000,000 characters')
  })

  test('a line of 10 MB among the rows is named, and the others are read', () => {
    const { value, problems } = read(`id,name\n1,a\n2,${'x'.repeat(10_000_000)}\n3,c\n`)
    expect(brief(problems)).toEqual(['error value-long 2'])
    expect(problems[0].message).toContain('Line 3 has 10,000,000 characters in column "name"')
    expect(rows(value)).toEqual([
      [1, 'a'],
      [2, null],
      [3, 'c'],
    ])
  })

  test('a line of five million separators is named, quickly', () => {
    const wide = read(','.repeat(5_000_000))
    expect(wide.value).toBeUndefined()
    const { problems } = read(`id,name\n1,a\n${'2,'.repeat(5_000_000)}\n`)
    expect(brief(problems)).toEqual(['error row-long 2'])
    expect(problems[0].message).toContain('Line 3 has 5,000,001 fields')
  })
})

describe('readCsv() reads a column of geometry', () => {
  test('WKT with a reference system, hexadecimal WKB, GeoJSON', () => {
    const { value, problems } = read(
      'id,geom\n1,SRID=3857;POINT (1 2)\n2,"LINESTRING Z (1 2 9, 3 4 9)"\n3,0101000000000000000000F03F0000000000000040\n4,"{""type"":""Point"",""coordinates"":[5,6]}"\n5,\n6,MULTIPOINT ((1 2)\n',
    )
    expect(value?.crs).toBe('EPSG:3857')
    expect(value?.geometry?.slice(0, 5)).toEqual([
      { type: 'Point', coordinates: [1, 2] },
      { type: 'LineString', coordinates: Float64Array.of(1, 2, 3, 4) },
      { type: 'Point', coordinates: [1, 2] },
      { type: 'Point', coordinates: [5, 6] },
      null,
    ])
    expect(brief(problems)).toEqual(['error geometry-damaged 6'])
    expect(problems[0].message).toContain('line 7')
  })
})

describe.skipIf(mirror === undefined)('readCsv() reads the real files', () => {
  // Rows and columns as the data's own README counts them.
  test.each([
    ['benin/onsset_population_cells_1km.csv', 12_688, 'Pop'],
    ['benin/osm_points_2019.csv', 6498, 'osm_node_id'],
    ['sierra-leone/adm3_population_2020.csv', 167, 'Total'],
    ['world/country-codes.csv', 249, 'M49'],
    ['world/world-cities_geonames_names_only.csv', 34_032, 'geonameid'],
    ['cpp-sao-tome/example-coverage.csv', 1, 'id'],
    ['ibiza-itu-sample/visibility.csv', 247, 'ground_distance'],
  ])('%s', (name, length, numeric) => {
    const { value, problems } = readCsv(real(name), name)
    expect(problems.filter(({ level }) => level !== 'note')).toEqual([])
    expect(value?.length).toBe(length)
    expect(value?.columns[numeric].every((cell) => typeof cell === 'number' || cell === null)).toBe(
      true,
    )
  })

  test('Namibia keeps its code', () => {
    const { value } = readCsv(real('world/country-codes.csv'), 'country-codes.csv')
    const row = value?.columns['ISO3166-1-Alpha-3'].indexOf('NAM') ?? -1
    expect(value?.columns['ISO3166-1-Alpha-2'][row]).toBe('NA')
  })
})

test('readCsv() reads thousands parted by spaces, and leaves telephones and addresses text', () => {
  const { value, problems } = readCsv(
    utf8(
      'commune;people;area;tel;lot\nAri;10 008;1 234,5;021 345 678;1 234\nBeno;1 204 550;12,0;097 111 222;12 a\n',
    ),
    'census.csv',
  )
  expect(value?.columns.people).toEqual([10_008, 1_204_550])
  expect(value?.columns.area).toEqual([1234.5, 12])
  expect(value?.columns.tel).toEqual(['021 345 678', '097 111 222'])
  expect(value?.columns.lot).toEqual(['1 234', '12 a'])
  expect(problems.map(({ code }) => code)).toContain('thousands-space')
})
