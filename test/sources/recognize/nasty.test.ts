// What ministries really send: thousands, merged heads, eaten zeros, other digits, lost projections. Places
// lie near the cities of real countries, so that the country can be told; nothing else of them is real.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { sum } from '#base/math.ts'
import { gather } from '#sources/gather.ts'
import { peopleUnit } from '#sources/import/columns.ts'
import { crsFromWkt } from '#sources/read/_crs.ts'
import { headerOf } from '#sources/read/_header.ts'
import { readCsv } from '#sources/read/csv.ts'
import { findCountry } from '#sources/recognize/country.ts'
import { recognizeFiles } from '#sources/recognize/draft.ts'
import { missingIn, studyOf } from '#sources/recognize/study.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Communes of 0.3° in a row eastward from 2.2 E, 9 N. */
function communes(names: readonly string[], codes?: readonly string[]): Uint8Array {
  const features = names.map((name, i) => {
    const [west, east] = [2.2 + i * 0.3, 2.5 + i * 0.3]
    const ring = [
      [west, 9],
      [east, 9],
      [east, 9.3],
      [west, 9.3],
      [west, 9],
    ]
    const properties = codes === undefined ? { commune: name } : { code: codes[i] }
    return { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ring] } }
  })
  return encode(JSON.stringify({ type: 'FeatureCollection', features }))
}

async function drafted(files: Readonly<Record<string, Uint8Array>>) {
  const map = new Map(Object.entries(files))
  const found = await recognizeFiles(map)
  const study = studyOf(found, { id: 'x', iso3: 'BEN', name: 'Benin', isKnown: true })
  const { country, problems } = await gather(study, map)
  const as = Object.fromEntries(found.recognized.map(({ file, source }) => [file, source.as]))
  return { found, study, country, problems, as, codes: problems.map(({ code }) => code) }
}

const peopleIn = (population: ArrayLike<number>): number =>
  sum(Array.from(population).filter((people) => people > 0))

test('studyOf() puts a census in thousands around schools where nobody names a village', async () => {
  const schools = ['nom,lon,lat,effectif']
  for (let i = 0; i < 12; i++) schools.push(`École ${i},${2.25 + (i % 6) * 0.1},9.1,${100 + i}`)
  const { country, study, found, codes, as } = await drafted({
    'communes.geojson': communes(['Alafa', 'Bébé', 'Cotou']),
    'rgph.csv': encode(
      'Commune;Population (milliers);Ménages\nALAFA;12,5;1\nBEBE;30,1;2\nCotou;8,0;3\nTOTAL;50,6;6\n',
    ),
    'ecoles.csv': encode(schools.join('\n')),
  })
  expect(as).toEqual({
    'communes.geojson': 'areas',
    'rgph.csv': 'census',
    'ecoles.csv': 'sites',
  })
  expect(peopleIn(country.sites.population)).toBeCloseTo(50_600, 6)
  expect(codes).toEqual(expect.arrayContaining(['people-unit', 'people-spread']))
  expect(codes).not.toContain('people-implausible')
  // Cotou has no school: its people stand in its middle, farther from others than villages are.
  expect(study.fibre?.maxLinkMeters).toBe(200_000)
  expect(missingIn(country, found).map(({ what }) => what)).toContain('Where people live')
})

test('checkCompleteness() doubts a count that no country of this size has', async () => {
  const { codes, problems } = await drafted({
    'communes.geojson': communes(['Alafa', 'Bébé', 'Cotou']),
    'rgph.csv': encode('Commune,Population\nAlafa,125\nBébé,301\nCotou,80\n'),
    'villages.csv': encode('village,lon,lat\nOna,2.3,9.1\nTwia,2.6,9.1\nTrea,2.9,9.1\n'),
  })
  expect(codes).toContain('people-implausible')
  // Three squares of 0.3° at 9.15° N: 3 × 33.36 km × 32.93 km.
  expect(problems.find(({ code }) => code === 'people-implausible')?.message).toContain(
    'Found 506 people on 3,29',
  )
})

test('areasWithCensus() finds areas whose codes lost their leading zeros in a spreadsheet', async () => {
  const { country, codes } = await drafted({
    'communes.geojson': communes(['', '', ''], ['0101', '0102', '0201']),
    'census.csv': encode(
      'Code,Name,Population 2013,Population 2023\n101,A,1,1000\n102,B,2,2000\n201,C,3,3000\n',
    ),
    'villages.csv': encode('village,lon,lat\nOna,2.3,9.1\nTwia,2.6,9.1\nTrea,2.9,9.1\n'),
  })
  expect(codes).not.toContain('census-unmatched')
  // Of two counts the later one is meant.
  expect(Array.from(country.areas.table.population)).toEqual([1000, 2000, 3000])
})

test('recognizeFiles() reads a list of schools in Arabic: with its article, in its own digits, as Excel saves it', async () => {
  const digits = (text: string) =>
    text.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit))).replace('.', '٫')
  const lines = ['اسم المدرسة\tخط العرض\tخط الطول\tعدد الطلاب']
  for (let i = 0; i < 20; i++)
    lines.push(
      [`مدرسة ${i}`, digits(`9.${100 + i}`), digits(`2.${300 + i}`), digits(`${100 + i}`)].join(
        '\t',
      ),
    )
  const text = `\ufeff${lines.join('\r\n')}\r\n`
  const bytes = new Uint8Array(text.length * 2)
  for (let i = 0; i < text.length; i++)
    new DataView(bytes.buffer).setUint16(i * 2, text.charCodeAt(i), true)
  const { found, country, codes } = await drafted({ 'قائمة المدارس.txt': bytes })
  expect(found.recognized[0].source).toMatchObject({ as: 'sites', kind: 'school' })
  expect([country.sites.lon[4], country.sites.lat[4], country.sites.users[4]]).toEqual([
    2.304, 9.104, 104,
  ])
  expect(codes).toContain('digits-eastern')
})

test('recognizeFiles() finds the system of a layer that lost its .prj once the country is said', async () => {
  // Written by GDAL in UTM zone 38 south, around the Comoros.
  const path = join(import.meta.dirname, '../read/fixtures/schools-utm.geojson')
  const layer = JSON.parse(readFileSync(path, 'utf8'))
  delete layer.crs
  const files = new Map([['schools.geojson', encode(JSON.stringify(layer))]])
  const unsaid = await recognizeFiles(files)
  expect(unsaid.recognized).toEqual([])
  expect(unsaid.leftOut[0].why).toContain('say the country with --country')
  const comoros = findCountry('Comoros')
  const said = await recognizeFiles(files, comoros === undefined ? {} : { given: comoros })
  expect(said.recognized[0].source).toMatchObject({ as: 'sites', crs: 'EPSG:32738' })
})

test('recognizeFiles() says of which country the files are that it leaves out', async () => {
  const line = (i: number, lon: number, lat: number) =>
    `Place ${'abcdefghij'[i % 10]}${'xyz'[i % 3]},${lon + (i % 7) / 50},${lat + (i % 5) / 50}`
  const list = (lon: number, lat: number) =>
    encode(
      ['village,lon,lat', ...Array.from({ length: 30 }, (_, i) => line(i, lon, lat))].join('\n'),
    )
  const sierraLeone = findCountry('Sierra Leone')
  const { leftOut } = await recognizeFiles(
    new Map([
      ['here.csv', list(-13.1, 8.4)],
      ['there.csv', list(2.4, 6.5)],
    ]),
    sierraLeone === undefined ? {} : { given: sierraLeone },
  )
  expect(leftOut.map(({ file, why }) => `${file}: ${why}`)).toEqual([
    'there.csv: its places lie far from Sierra Leone, in or near Benin',
  ])
})

test('headerOf() names columns by two rows: the lower name, with the group over it where several have it', () => {
  const data = [
    ['00001', 'EP A', '9.1', '2.3', '120', '131'],
    ['00002', 'EP B', '9.2', '2.4', '80', '77'],
    ['00003', 'EP C', '9.3', '2.5', '40', '39'],
  ]
  const merged = headerOf([
    ['Recenseamento escolar'],
    ['Escola', '', 'Localização', '', 'Matrículas', ''],
    ['Código', 'Nome', 'Latitude', 'Longitude', 'Meninos', 'Meninas'],
    ...data,
  ])
  expect(merged).toEqual({
    index: 2,
    first: 1,
    names: ['Código', 'Nome', 'Latitude', 'Longitude', 'Meninos', 'Meninas'],
  })
  const years = headerOf([
    ['Commune', '', '2013', '', '2023', ''],
    ['', 'Code', 'Femmes', 'Hommes', 'Femmes', 'Hommes'],
    ...data,
  ])
  expect(years.names).toEqual([
    ...['Commune', 'Code', '2013 Femmes', '2013 Hommes', '2023 Femmes', '2023 Hommes'],
  ])
  // A header with a gap over rows of words alone is one row, and so is one over numbers.
  expect(
    headerOf([
      ['nom', '', 'type'],
      ['A', 'x', 'y'],
      ['B', 'z', 'y'],
    ]).index,
  ).toBe(0)
  expect(
    headerOf([
      ['nom', ''],
      ['A', '3'],
      ['B', '4'],
      ['C', '5'],
    ]).index,
  ).toBe(0)
})

test('readCsv() counts lines below a header of two', () => {
  const { value } = readCsv(
    encode('Lieu;;Habitants;\nNom;Code;Femmes;Hommes\nOna;1;10;11\nTwia;2;20;21\n'),
    'x.csv',
  )
  expect(value?.names).toEqual(['Nom', 'Code', 'Femmes', 'Hommes'])
  expect(Array.from(value?.rowNumber ?? [])).toEqual([3, 4])
})

test('peopleUnit() reads what a column’s name says it counts', () => {
  const thousands = [
    ...['Population (milliers)', 'Population en milliers', "Population ('000)", 'pop_thousands'],
    ...[
      'População (mil)',
      'Población en miles',
      'Population x1000',
      'Penduduk (ribu)',
      'السكان بالآلاف',
    ],
  ]
  for (const name of thousands) expect([name, peopleUnit(name)]).toEqual([name, 1000])
  expect(peopleUnit('Population (millions)')).toBe(1_000_000)
  for (const name of [
    'Population 2000',
    'pop_1000',
    'Population',
    'Familles',
    'POP2010',
    'miller_pop',
  ])
    expect([name, peopleUnit(name)]).toEqual([name, name === 'pop_1000' ? 1000 : 1])
})

test('crsFromWkt() knows zones of UTM by the names that ESRI gives them', () => {
  // Numbers of the EPSG register.
  for (const [title, crs] of [
    ['WGS_1984_UTM_Zone_31N', 'EPSG:32631'],
    ['ETRS_1989_UTM_Zone_32N', 'EPSG:25832'],
    ['NAD_1983_UTM_Zone_17N', 'EPSG:26917'],
    ['SIRGAS_2000_UTM_Zone_22S', 'EPSG:31982'],
    ['SIRGAS_2000_UTM_Zone_19N', 'EPSG:31973'],
    ['Sierra_Leone_1968_UTM_Zone_28N', ''],
    ['ETRS_1989_UTM_Zone_32S', ''],
  ])
    expect([title, crsFromWkt(`PROJCS["${title}",GEOGCS["x"]]`)]).toEqual([title, crs])
  expect(crsFromWkt('GEOGCS["GCS_SIRGAS_2000",DATUM["x"]]')).toBe('EPSG:4674')
})

test('readFile() names the projection that it does not convert, and what converts it', async () => {
  const parts = unzipSync(
    new Uint8Array(readFileSync(join(import.meta.dirname, '../read/fixtures/areas.shp.zip'))),
  ) as Record<string, Uint8Array>
  const prj = encode('PROJCS["Sierra_Leone_1968_UTM_Zone_28N",GEOGCS["GCS_Sierra_Leone_1968"]]')
  const { problems } = await gather(
    {
      id: 'x',
      title: 'x',
      country: { iso3: 'SLE', name: 'Sierra Leone' },
      sources: [{ file: 'areas.zip', as: 'areas', licence: 'x' }],
    },
    new Map([['areas.zip', zipSync({ ...parts, 'areas.prj': prj })]]),
  )
  const errors = problems.filter(({ level }) => level === 'error')
  expect(errors.map(({ code }) => code)).toEqual(['crs-unsupported'])
  expect(errors[0].message).toContain('Sierra_Leone_1968_UTM_Zone_28N')
  expect(errors[0].cure).toContain('ogr2ogr -t_srs EPSG:4326')
})
