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
import { findCountry } from '#sources/recognize/country.ts'
import { recognizeFiles } from '#sources/recognize/draft.ts'
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
