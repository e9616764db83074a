// Folders that nobody described: real countries under names, orders and coordinates of somebody else, and
// made-up ones in several languages. What the files are is known here, and hidden from the recognizer.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { seededRandom } from '#base/random.ts'
import { dataStores } from '#sources/files.ts'
import { gather } from '#sources/gather.ts'
import { nodeSqlite } from '#sources/nodeSqlite.ts'
import { type RawTable, rawText } from '#sources/raw.ts'
import { readCsv } from '#sources/read/csv.ts'
import { findProjection } from '#sources/read/toWgs84.ts'
import { countryAround, shareNear } from '#sources/recognize/cities.ts'
import { findCountry } from '#sources/recognize/country.ts'
import { recognizeFiles } from '#sources/recognize/draft.ts'
import { guessGrid } from '#sources/recognize/roles.ts'
import { missingIn, studyOf } from '#sources/recognize/study.ts'
import { isAbout, kindInWords } from '#sources/recognize/words.ts'

const mirror = dataStores().find((store) => existsSync(join(store, 'benin')))
const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

/** The rows of a shared table in another order, as a text with other heads and separators. */
function reshuffled(
  path: string,
  columns: Readonly<Record<string, string | ((row: (name: string) => string) => string)>>,
  { separator = ',', keep = (_: (name: string) => string): boolean => true } = {},
): Uint8Array {
  const table = readCsv(readFileSync(join(mirror!, path)), path).value as RawTable
  const random = seededRandom(7)
  const rows = Array.from({ length: table.length }, (_, row) => row)
    .map((row) => ({ row, key: random.below(1_000_000) }))
    .sort((a, b) => a.key - b.key)
  const quoted = (text: string): string =>
    /[;,"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  const lines = rows.flatMap(({ row }) => {
    const value = (name: string): string => rawText(table.columns[name][row])
    if (!keep(value)) return []
    return [
      Object.values(columns)
        .map((from) => quoted(typeof from === 'string' ? value(from) : from(value)))
        .join(separator),
    ]
  })
  return encode(`${Object.keys(columns).join(separator)}\n${lines.join('\n')}\n`)
}

function renamed(path: string, names: Readonly<Record<string, string>>): Uint8Array {
  const json = JSON.parse(readFileSync(join(mirror!, path), 'utf8'))
  for (const feature of json.features) {
    feature.properties = Object.fromEntries(
      Object.entries(names).map(([to, from]) => [to, feature.properties[from]]),
    )
  }
  return encode(JSON.stringify(json))
}

async function studied(files: ReadonlyMap<string, Uint8Array>) {
  const found = await recognizeFiles(files, { sql: nodeSqlite })
  const study = studyOf(found, { id: 'unseen', iso3: 'ZZZ', name: 'Unseen', isKnown: false })
  const gathered = await gather(study, files, { sql: nodeSqlite })
  const roles = Object.fromEntries(
    found.recognized.map(({ file, source }) => [file, [source.as].flat().join()]),
  )
  return { ...gathered, found, study, roles, missing: missingIn(gathered.country, found) }
}

test.skipIf(mirror === undefined)(
  'recognizeFiles() knows Benin under French heads, in UTM, in another order, with unnamed positions',
  async () => {
    const utm = findProjection('EPSG:32631')!
    const meters =
      (axis: 0 | 1) =>
      (row: (name: string) => string): string => {
        const out: [number, number] = [0, 0]
        utm.fromLonLat(Number(row('X_deg')), Number(row('Y_deg')), out)
        return out[axis].toFixed(1)
      }
    const files = new Map([
      [
        'carroyage.csv',
        reshuffled(
          'benin/onsset_population_cells_1km.csv',
          { altitude_m: 'Elevation', coord_x: meters(0), coord_y: meters(1), nb_habitants: 'Pop' },
          { separator: ';' },
        ),
      ],
      [
        'formations_sanitaires.csv',
        reshuffled(
          'benin/health_facilities_maina2019.csv',
          {
            'Intitulé de la formation': 'Facility name',
            Catégorie: 'Facility type',
            'Long. GPS': 'Long',
            'Lat. GPS': 'Lat',
          },
          { separator: ';' },
        ),
      ],
      [
        'liste_1.csv',
        reshuffled(
          'benin/osm_points_2019.csv',
          { numero: 'osm_node_id', école: (row) => row('name') || 'EPP', p1: 'lat', p2: 'lon' },
          { keep: (row) => row('value') === 'school' },
        ),
      ],
      [
        'decoupage.json',
        renamed('benin/communes_adm2.geojson', {
          libelle: 'Com_norm',
          recensement_2013: 'hopital_com_csv_population',
        }),
      ],
      ['reseau_fibre_optique.json', renamed('benin/fibre_lines.geojson', { tronçon: 'from' })],
    ])
    const { roles, study, country, problems, missing } = await studied(files)
    expect(roles).toEqual({
      'carroyage.csv': 'population',
      'formations_sanitaires.csv': 'sites',
      'liste_1.csv': 'sites',
      'decoupage.json': 'areas',
      'reseau_fibre_optique.json': 'fibreRoutes',
    })
    expect(study.sources[0].crs).toBe('EPSG:32631')
    expect(problems.filter(({ level }) => level === 'error')).toEqual([])
    expect(country.cells.lon).toHaveLength(12_688)
    expect(country.areas.table.name).toHaveLength(77)
    // The census of the file, by another tool.
    expect(country.areas.table.population.reduce((a, b) => a + b, 0)).toBe(10_008_749)
    const schools = country.sites.kind.filter((kind) => kind === 'school').length
    expect(schools).toBeGreaterThan(950)
    expect(missing.map(({ what }) => what)).toEqual([
      ...['Roads', 'Mobile coverage', 'Terrain', 'Income per person'],
    ])
  },
  60_000,
)

test.skipIf(mirror === undefined)(
  'recognizeFiles() knows Sierra Leone without a grid: a census by code in Portuguese, spread over places',
  async () => {
    const zip = readFileSync(join(mirror!, 'sierra-leone/adm3_chiefdoms_shp.zip'))
    const files = new Map<string, Uint8Array>([
      ['limites.zip', zip],
      [
        'censo.csv',
        reshuffled('sierra-leone/adm3_population_2020.csv', {
          codigo: 'ADM3_PCODE',
          chefia: 'ADM3_EN',
          moradores: 'Total',
        }),
      ],
      [
        'povoacoes.csv',
        reshuffled(
          'sierra-leone/osm_points_2019.csv',
          { 'nome da localidade': 'name', x: 'lon', y: 'lat' },
          { keep: (row) => row('tag') === 'place' && row('value') === 'village' },
        ),
      ],
      [
        'unidades de saude.csv',
        reshuffled('sierra-leone/health_facilities_maina2019.csv', {
          nome: 'Facility name',
          tipo: 'Facility type',
          'latitude (graus)': 'Lat',
          'longitude (graus)': 'Long',
        }),
      ],
    ])
    const { roles, study, country, problems, found } = await studied(files)
    expect(roles).toMatchObject({
      'censo.csv': 'census',
      'povoacoes.csv': 'places',
      'unidades de saude.csv': 'sites',
    })
    expect(found.country?.iso3).toBe('SLE')
    expect(study.reconcile?.people).toEqual({ areas: 'census' })
    expect(problems.filter(({ level }) => level === 'error')).toEqual([])
    expect(Math.round(country.cells.population.reduce((a, b) => a + b, 0))).toBe(7_907_338)
    expect(country.sites.kind).not.toContain('other')
  },
  60_000,
)

test('recognizeFiles() says of each file it cannot use why, and never guesses without a ground', async () => {
  const files = new Map([
    ['notes.csv', encode('who,what\nAri,call back\nBeno,ask again\n')],
    ['empty.csv', new Uint8Array(0)],
    ['mystery.csv', encode('a,b,c\n1,2,3\n4,5,6\n')],
    ['meters.csv', encode('nom,x,y\nAri,512345,8765432\nBeno,513345,8766432\n')],
    [
      'schools.csv',
      encode('school name,latitude,longitude\nAri School,-10.1,40.1\nBeno School,-10.2,40.2\n'),
    ],
  ])
  const { recognized, leftOut } = await recognizeFiles(files, {})
  expect(recognized.map(({ file, source }) => [file, source.as, source.kind])).toEqual([
    ['schools.csv', 'sites', 'school'],
  ])
  expect(leftOut.map(({ file }) => file).sort()).toEqual([
    ...['empty.csv', 'meters.csv', 'mystery.csv', 'notes.csv'],
  ])
  expect(leftOut.every(({ why }) => why.length > 10)).toBe(true)
})

/** Villages of a made-up country where Benin lies, as a text; positions by hand of a formula. */
function villages(
  count: number,
  cells: (lon: number, lat: number, people: number) => readonly (string | number)[],
  head: string,
): Uint8Array {
  const lines = Array.from({ length: count }, (_, i) => {
    const lon = 1.7 + ((i * 37) % 100) / 125
    const lat = 6.5 + ((i * 61) % 100) / 50
    return [
      `Village ${String.fromCharCode(65 + (i % 26))}${'aeiou'[i % 5]}${i}`,
      ...cells(lon, lat, 50 + ((i * 97) % 900)),
    ].join(';')
  })
  return encode(`${head}\n${lines.join('\n')}\n`)
}

const recognized = async (files: Readonly<Record<string, Uint8Array>>, options = {}) => {
  const found = await recognizeFiles(new Map(Object.entries(files)), options)
  return {
    ...found,
    as: Object.fromEntries(found.recognized.map(({ file, source }) => [file, source.as])),
    columns: Object.fromEntries(found.recognized.map(({ file, source }) => [file, source.columns])),
    left: Object.fromEntries(found.leftOut.map(({ file, why }) => [file, why])),
  }
}

test('recognizeFiles() takes the country that places lie in where no file tells one, and says so', async () => {
  const file = villages(60, (lon, lat, people) => [lon, lat, people], 'nom;long;lat;habitants')
  const { country, as } = await recognized({ 'liste.csv': file })
  expect(country?.iso3).toBe('BEN')
  expect(country?.byPlaces).toBeGreaterThan(0.5)
  expect(as).toEqual({ 'liste.csv': 'settlements' })
})

test('recognizeFiles() exchanges longitude and latitude where only so they lie in the given country', async () => {
  const file = villages(60, (lon, lat, people) => [lat, lon, people], 'nom;long;lat;habitants')
  const given = { iso3: 'BEN', name: 'Benin' }
  const { columns, recognized: found } = await recognized({ 'liste.csv': file }, { given })
  expect(columns['liste.csv']).toMatchObject({ lon: 'lat', lat: 'long' })
  expect(found[0].why).toContain('exchanged')
})

test('recognizeFiles() finds degrees with minutes, both coordinates in one cell, and pupils of schools', async () => {
  const dms = (degrees: number, side: string): string =>
    `${Math.floor(degrees)}°${Math.floor((degrees % 1) * 60)}'${side}`
  const {
    as,
    columns,
    recognized: found,
  } = await recognized({
    'a.csv': villages(
      40,
      (x, y, n) => [dms(y, 'N'), dms(x, 'E'), n],
      'etab;Lat;Lon;Effectif élèves',
    ),
    'b.csv': villages(40, (x, y, n) => [`${y.toFixed(4)}, ${x.toFixed(4)}`, n], 'village;GPS;pop'),
  })
  expect(as).toEqual({ 'a.csv': 'sites', 'b.csv': 'settlements' })
  expect(found[0].source.kind).toBe('school')
  expect(columns['a.csv']).toMatchObject({ users: 'Effectif élèves' })
  expect(columns['b.csv']).toMatchObject({ position: 'GPS', population: 'pop' })
})

test('recognizeFiles() keeps the later of two counts of the same people, and a grid before villages', async () => {
  const cells = (lon: number, lat: number, people: number) => [lon, lat, people]
  const nameless = (year: number): Uint8Array =>
    encode(
      `x,y,pop\n${Array.from({ length: 600 }, (_, i) => `${1.7 + (i % 30) / 40},${6.5 + Math.floor(i / 30) / 40},${year - 1990 + i}`).join('\n')}\n`,
    )
  const { as, left } = await recognized({
    'pop_2015.csv': nameless(2015),
    'pop_2020.csv': nameless(2020),
    'villages.csv': villages(60, cells, 'nom;long;lat;habitants'),
  })
  expect(as).toEqual({ 'pop_2020.csv': 'population', 'villages.csv': 'places' })
  expect(left['pop_2015.csv']).toContain('2020')
})

test('recognizeFiles() takes a table of fourteen columns for what it is, not for cells without a header', async () => {
  const head = ['name', 'lon', 'lat', ...Array.from({ length: 11 }, (_, i) => `extra${i}`)]
  const more = Array.from({ length: 11 }, (_, i) => i)
  const { as } = await recognized({
    'schools.csv': villages(20, (lon, lat) => [lon, lat, ...more], head.join(';')),
  })
  expect(as).toEqual({ 'schools.csv': 'sites' })
})

test('recognizeFiles() leaves out what is of another country, and says when no country prevails', async () => {
  const of = (country: string, lon: number): Uint8Array =>
    encode(
      `school,country,longitude,latitude\n${Array.from({ length: 9 }, (_, i) => `Ari ${'abcdefghi'[i]},${country},${lon + i / 100},7.${i}`).join('\n')}\n`,
    )
  const both = { 'ben.csv': of('Benin', 2.2), 'tgo.csv': of('Togo', 1) }
  const unclear = await recognized(both)
  expect([unclear.country, unclear.countries]).toEqual([undefined, ['Benin', 'Togo']])
  const { as, left } = await recognized(both, { given: { iso3: 'TGO', name: 'Togo' } })
  expect(as).toEqual({ 'tgo.csv': 'sites' })
  expect(left['ben.csv']).toContain('Benin')
})

test('guessGrid() leaves people per km² alone: they are no count', () => {
  const grid = { source: '', band: '', crs: '', extent: { west: 0, south: 0, east: 1, north: 1 } }
  const values = Float32Array.of(0.5, 1.5, 2.5, 3.5)
  const of = (name: string) =>
    guessGrid({ ...grid, width: 2, height: 2, values, missing: -1 }, name)
  expect(of('densite_2020.tif').why).toContain('km²')
  expect(of('ben_pd_2020_1km.tif').roles).toBeUndefined()
  expect(of('ben_ppp_2020.tif').roles).toEqual(['population'])
})

test('countryAround() finds the country around places, and says none where no country has most of them', () => {
  for (const [point, iso3] of [
    [[2.3, 9.3], 'BEN'],
    [[-11.8, 8.4], 'SLE'],
    [[43.4, -11.9], 'COM'],
    [[105, 47], 'MNG'],
    [[-171.8, -13.6], 'WSM'],
    [[35.3, 38.7], 'TUR'],
  ] as const)
    expect(countryAround([point, point])?.country.iso3).toBe(iso3)
  // As far from one as from the other: no majority.
  expect(
    countryAround([
      [2.3, 9.3],
      [-11.8, 8.4],
    ]),
  ).toBeUndefined()
  expect(
    shareNear(
      [
        [2.3, 9.3],
        [40, 40],
      ],
      'BEN',
      4,
    ),
  ).toBe(0.5)
})

test('isAbout() and kindInWords() hear seven languages', () => {
  expect(kindInWords('École primaire publique')).toBe('school')
  expect(kindInWords('Escola Básica')).toBe('school')
  expect(kindInWords('مدرسة')).toBe('school')
  expect(kindInWords('Puskesmas')).toBe('clinic')
  expect(kindInWords('Hôpital de Zone')).toBe('hospital')
  expect(kindInWords('zahanati')).toBe('clinic')
  expect(kindInWords('pharmacie')).toBeUndefined()
  expect(isAbout('ReseauFibreOptique_2024', 'fibre')).toBe(true)
  expect(isAbout('mobilecoverage', 'coverage')).toBe(true)
  expect(isAbout('popularity', 'people')).toBe(false)
})

test('findCountry() knows codes and names, whatever their case and accents', () => {
  expect(findCountry('BEN')?.name).toBe('Benin')
  expect(findCountry('km')?.iso3).toBe('COM')
  expect(findCountry('cote d’ivoire')?.iso3).toBe('CIV')
  expect(findCountry('Taruva')).toBeUndefined()
})
