import { expect, test } from 'vitest'
import { gather } from '#sources/gather.ts'
import type { StudyFile, StudySource } from '#sources/studyFile.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

const island = JSON.stringify({
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { id: 'N', name: 'North' },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [40, -10],
            [40.2, -10],
            [40.2, -9.9],
            [40, -9.9],
            [40, -10],
          ],
        ],
      },
    },
    {
      type: 'Feature',
      properties: { id: 'S', name: 'South' },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [40, -10.2],
            [40.2, -10.2],
            [40.2, -10],
            [40, -10],
            [40, -10.2],
          ],
        ],
      },
    },
  ],
})

const given: Readonly<Record<string, string>> = {
  'areas.geojson': island,
  'people.csv': 'lon,lat,population\n40.05,-9.95,100\n40.051,-9.95,60\n40.15,-10.15,200\n',
  'places.csv': 'id,name,lon,lat\nP1,Ari,40.052,-9.951\n',
  'sites.csv':
    'id,kind,name,lon,lat\n1,school,Ari School,40.05,-9.95\nP1,clinic,Ari Clinic,40.06,-9.96\n',
  'towns.csv': 'id,name,lon,lat,population\nT1,Ari,40.05,-9.95,160\n',
  'nodes.csv': 'id,name,lon,lat\n1,Gate,40.05,-9.95\n',
}

function studyOf(sources: readonly StudySource[], rest: Partial<StudyFile> = {}): StudyFile {
  return {
    id: 'island',
    title: 'An island',
    country: { iso3: 'XAA', name: 'Island' },
    sources: sources.map((source) => ({ licence: 'CC0-1.0', ...source })),
    ...rest,
  }
}

async function gatherOf(sources: readonly StudySource[], rest: Partial<StudyFile> = {}) {
  const files = new Map(Object.entries(given).map(([name, text]) => [name, encode(text)]))
  const gathered = await gather(studyOf(sources, rest), files)
  const codes = gathered.problems.map(({ level, code }) => `${level} ${code}`)
  return { ...gathered, codes }
}

const whole: readonly StudySource[] = [
  { file: 'sites.csv', as: 'sites' },
  { file: 'areas.geojson', as: 'areas' },
  { file: 'people.csv', as: 'population', origin: 'modeled' },
  { file: 'places.csv', as: 'places' },
  { file: 'nodes.csv', as: 'fibreNodes' },
]

test('gather() puts a country together from bytes: areas, people in settlements, sites, fibre', async () => {
  const { country, codes } = await gatherOf(whole)
  expect(codes.filter((code) => !code.startsWith('note'))).toEqual([])
  const { sites, cells, areas } = country
  // Boundaries come first wherever they stand in the study; settlements stand first among sites.
  expect(sites.kind).toEqual(['settlement', 'settlement', 'school', 'clinic'])
  expect(sites.name).toEqual(['Ari', '', 'Ari School', 'Ari Clinic'])
  expect([...sites.population]).toEqual([160, 200, Number.NaN, Number.NaN])
  expect([...sites.area].map((area) => areas.table.name[area])).toEqual([
    'North',
    'South',
    'North',
    'North',
  ])
  expect([...cells.settlement]).toEqual([0, 0, 1])
  // A site whose id a settlement has already is told apart by its kind.
  expect(sites.id).toEqual(['P1', expect.stringMatching(/^square\//), '1', 'clinic/P1'])
  expect([...sites.source].map((at) => country.sources[at].id)).toEqual([
    ...['people.csv', 'people.csv', 'sites.csv', 'sites.csv'],
  ])
  expect(country.sources.map(({ origin }) => origin)).toEqual([
    ...['measured', 'measured', 'modeled', 'measured', 'measured'],
  ])
  expect(country.extent.west).toBeLessThan(40)
})

test('gather() gives the same country for the same files, in whatever order boundaries are named', async () => {
  const { country } = await gatherOf(whole)
  const { country: again } = await gatherOf([whole[0], whole[2], whole[3], whole[4], whole[1]])
  expect(again.sites.name).toEqual(country.sites.name)
  expect([...again.sites.area]).toEqual([...country.sites.area])
})

test('gather() does not count people twice', async () => {
  const { codes, problems } = await gatherOf([...whole, { file: 'towns.csv', as: 'settlements' }])
  expect(codes).toContain('error population-twice')
  expect(problems.find(({ code }) => code === 'population-twice')?.at).toEqual({
    source: 'towns.csv',
    table: 'towns.csv',
    row: 1,
  })
  const alone = await gatherOf([whole[1], { file: 'towns.csv', as: 'settlements' }])
  expect(alone.codes).not.toContain('error population-twice')
  expect([...alone.country.sites.population]).toEqual([160])
})

test('gather() says what is not there, not licensed, or not of the kind the study says', async () => {
  const { codes, problems, country } = await gatherOf([
    ...whole,
    { file: 'libraries.csv', as: 'sites' },
    { file: 'places.csv', as: 'elevation' },
  ])
  expect(codes).toContain('error file-missing')
  expect(problems.find(({ code }) => code === 'role-unfit')?.message).toBe(
    'Cannot read "places.csv" as elevation: it holds nothing of that kind',
  )
  // One file under two roles is one source.
  expect(country.sources.map(({ id }) => id).filter((id) => id === 'places.csv')).toHaveLength(1)
  const files = new Map([['sites.csv', encode(given['sites.csv'])]])
  const unlicensed = { ...studyOf([]), sources: [{ file: 'sites.csv', as: 'sites' as const }] }
  const { problems: said } = await gather(unlicensed, files)
  expect(said.map(({ code }) => code)).toContain('licence-missing')
})

test('gather() reads one file as several things', async () => {
  const { country, codes } = await gatherOf([
    whole[1],
    { file: 'sites.csv', as: ['places', 'sites', 'fibreNodes'] },
    whole[2],
  ])
  expect(codes.filter((code) => code.startsWith('error'))).toEqual([])
  expect(country.sites.name.slice(0, 2)).toEqual(['Ari School', ''])
  expect(country.fibreNodes.name).toEqual(['Ari School', 'Ari Clinic'])
})

test('gather() takes names, licences and origins of datasets from the manifest, the study’s word first', async () => {
  const dataset = {
    title: 'Points',
    addresses: ['https://example.org/points.csv'],
    mirror: 'island/points.csv',
    sha256: '0'.repeat(64),
    bytes: 1,
    licence: 'ODbL-1.0',
    attribution: 'Mappers',
    date: '2024',
    origin: 'modeled' as const,
  }
  const study = {
    ...studyOf([]),
    sources: [{ dataset: 'island/points', as: 'sites' as const, date: '2025' }],
  }
  const { country } = await gather(
    study,
    new Map([['island/points', encode(given['sites.csv'])]]),
    {
      manifest: { datasets: { 'island/points': dataset } },
    },
  )
  expect(country.sources[0]).toMatchObject({
    id: 'island/points',
    title: 'Points',
    licence: 'ODbL-1.0',
    attribution: 'Mappers',
    date: '2025',
    origin: 'modeled',
  })
  expect(country.sites.placeOrigin).toEqual(['modeled', 'modeled'])
})
