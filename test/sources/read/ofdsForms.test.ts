import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { partsBeside, readWithParts } from '#sources/files.ts'
import { gather } from '#sources/gather.ts'
import type { RawTable } from '#sources/raw.ts'
import { joinNetworkTables } from '#sources/read/_ofdsTables.ts'
import { readFile } from '#sources/read/file.ts'
import type { StudySource } from '#sources/studyFile.ts'
import { networkCsv, networkGeoJson, networkJson, type Version } from './_network.ts'

const encode = (value: unknown): Uint8Array =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
const zipOf = (files: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, encode(text)])))

async function fibreOf(files: Readonly<Record<string, Uint8Array>>, sources: StudySource[]) {
  const study = { id: 'x', title: 'x', country: { iso3: 'XAA', name: 'X' }, sources }
  const { country, problems } = await gather(study, new Map(Object.entries(files)))
  const { fibreNodes: nodes, fibreRoutes: routes } = country
  return {
    nodes: nodes.name.map((name, i) => [name, nodes.operator[i], nodes.status[i]]),
    places: nodes.name.map((_, i) => [nodes.lon[i], nodes.lat[i]]),
    routes: routes.table.name.map((name, i) => [
      ...[name, routes.table.operator[i], routes.table.status[i]],
      Math.round(routes.table.lengthMeters[i] / 10),
    ]),
    lines: [...routes.lines.coordinates],
    codes: [...new Set(problems.map(({ code }) => code))].sort(),
  }
}

/** The phases of nodes and spans, as the tables give them. */
async function phasesOf(bytes: Uint8Array, source: string) {
  const { value } = await readFile(bytes, source)
  return value?.tables.map(({ columns }) => columns.phase)
}

/** The three forms of the network: its files, and a study's entries for them. */
function formsOf(version: Version) {
  const csv = networkCsv(version)
  return {
    json: [
      { 'n.json': encode({ networks: [networkJson(version)] }) },
      [
        { file: 'n.json', as: 'fibreNodes', layer: 'nodes' },
        { file: 'n.json', as: 'fibreRoutes', layer: 'spans' },
      ],
    ],
    geoJson: [
      {
        'nodes.geojson': encode(networkGeoJson('nodes', version)),
        'spans.geojson': encode(networkGeoJson('spans', version)),
      },
      [
        { file: 'nodes.geojson', as: 'fibreNodes' },
        { file: 'spans.geojson', as: 'fibreRoutes' },
      ],
    ],
    csv: [
      { 'csv.zip': zipOf(csv) },
      [
        { file: 'csv.zip', as: 'fibreNodes', layer: 'csv.zip/nodes.csv' },
        { file: 'csv.zip', as: 'fibreRoutes', layer: 'csv.zip/spans.csv' },
      ],
    ],
  } as const
}

for (const version of ['0.3', '0.4'] as const) {
  test(`readFile() reads one network of version ${version} the same from JSON, GeoJSON and CSV`, async () => {
    const { json, geoJson, csv } = formsOf(version)
    const fromJson = await fibreOf(json[0], [...json[1]])
    // By hand from the network as it is written: 0.1° of longitude at 10° south is 10.96 km. The closed
    // node and the radio link are left out.
    expect(fromJson.nodes).toEqual([
      ['Gate', 'Beno Net; Cero Net', 'operational'],
      ['Hill', 'Ari Cable', 'construction'],
    ])
    expect(fromJson.places).toEqual([
      [40, -10],
      [40.1, -10],
    ])
    expect(fromJson.routes.map(([name, operator, status]) => [name, operator, status])).toEqual([
      ['Gate to Hill', 'Cero Net', 'operational'],
      ['Hill to Old', 'Ari Cable', 'planned'],
    ])
    for (const [, , , tens] of fromJson.routes)
      expect(Math.abs(Number(tens) - 1096)).toBeLessThan(5)
    expect(fromJson.codes).toEqual(expect.arrayContaining(['fibre-closed', 'route-not-fibre']))
    expect(fromJson.codes.filter((code) => code.startsWith('ofds'))).toEqual([])
    expect(await fibreOf(geoJson[0], [...geoJson[1]])).toEqual(fromJson)
    expect(await fibreOf(csv[0], [...csv[1]])).toEqual(fromJson)
    const phases = [
      ['Coast', 'Coast', null],
      ['Coast', null, null],
    ]
    expect(await phasesOf(json[0]['n.json'], 'n.json')).toEqual(phases)
    expect(await phasesOf(geoJson[0]['nodes.geojson'], 'nodes.geojson')).toEqual([phases[0]])
    expect(await phasesOf(geoJson[0]['spans.geojson'], 'spans.geojson')).toEqual([phases[1]])
    expect(await phasesOf(csv[0]['csv.zip'], 'csv.zip')).toEqual(phases)
  })
}

test('readFile() says which version a network states where it knows none of it, in every form', async () => {
  const schema = 'https://standard.ofds.info/en/0__7__0/network-schema.json'
  const forms: readonly (readonly [string, Uint8Array])[] = [
    ['n.json', encode({ networks: [networkJson('0.4', schema)] })],
    ['spans.geojson', encode(networkGeoJson('spans', '0.4', schema))],
    ['csv.zip', zipOf(networkCsv('0.4', schema))],
  ]
  for (const [name, bytes] of forms) {
    const { value, problems } = await readFile(bytes, name)
    expect(value?.tables.length).toBeGreaterThan(0)
    const said = problems
      .filter(({ code }) => code === 'ofds-version')
      .map(({ message }) => message)
    expect(new Set(said)).toEqual(
      new Set([
        'The network states version 0.7 of the Open Fibre Data Standard, and Silta knows 0.1 to 0.4',
      ]),
    )
  }
  const odd = networkJson('0.4', 'https://example.com/schema.json')
  const { problems } = await readFile(encode({ networks: [odd] }), 'n.json')
  expect(problems.map(({ message }) => message)).toEqual([
    'The network states no version of the Open Fibre Data Standard: its "describedby" is "https://example.com/schema.json"',
  ])
})

test('readFile() says by file and row which table of a network’s CSV is missing or cannot be joined', async () => {
  const saidOf = async (files: Readonly<Record<string, string>>) => {
    const { problems } = await readFile(zipOf(files), 'csv.zip')
    return problems
      .filter(({ code }) => code.startsWith('ofds'))
      .map(({ level, code, at, message }) => `${level} ${code} ${at.source} ${at.row}: ${message}`)
  }
  const whole = networkCsv('0.4')
  expect(await saidOf(whole)).toEqual([])
  const without = (name: string) =>
    Object.fromEntries(Object.entries(whole).filter(([one]) => one !== name))
  expect(await saidOf(without('spans_networkProviders.csv'))).toEqual([
    'note ofds-table-missing csv.zip/spans.csv 0: Found no spans_networkProviders.csv beside csv.zip/spans.csv: whoever owns the cable counts as its operator',
  ])
  const unnamed = await saidOf(without('organisations.csv'))
  expect(unnamed).toHaveLength(4)
  expect(unnamed).toContain(
    'warning ofds-reference csv.zip/nodes_networkProviders.csv 2: Line 3 gives the organisation "XA-3" no name, and there is no organisations.csv beside it',
  )
  const strange = whole['nodes_networkProviders.csv'].replace(',1,XA-2', ',9,XA-2')
  expect(await saidOf({ ...whole, 'nodes_networkProviders.csv': strange })).toEqual([
    'warning ofds-reference csv.zip/nodes_networkProviders.csv 1: Line 2 is about the node "9", which csv.zip/nodes.csv does not hold',
  ])
  const phaseless = await saidOf(without('phases.csv'))
  expect(phaseless.map((one) => one.slice(0, 55))).toEqual([
    'warning ofds-reference csv.zip/nodes.csv 1: Line 2 give',
    'warning ofds-reference csv.zip/spans.csv 1: Line 2 give',
  ])
})

test('readWithParts() brings the tables of one export to its nodes, and to no other table', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'silta-ofds-'))
  const files = networkCsv('0.4')
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(folder, `coast_${name}`), text)
  writeFileSync(join(folder, 'organisations.csv'), files['organisations.csv'])
  writeFileSync(join(folder, 'nodes.csv'), 'id,name,lon,lat\n1,Gate,40,-10\n')
  const path = join(folder, 'coast_nodes.csv')
  const parts = partsBeside(path).map((one) => one.slice(folder.length + 1))
  expect(parts).toEqual(
    [
      'links',
      'networks',
      'nodes_internationalConnections',
      'nodes_networkProviders',
      'organisations',
      'phases',
    ].map((name) => `coast_${name}.csv`),
  )
  // A table called nodes that is none of the standard's travels alone.
  expect(partsBeside(join(folder, 'nodes.csv'))).toEqual([])
  const { value } = await readFile(await readWithParts(path), 'coast_nodes.csv')
  expect(value?.tables.map(({ columns }) => columns.operator)).toEqual([
    ['Beno Net; Cero Net', 'Ari Cable', null],
  ])
})

test('joinNetworkTables() names the owners that a network’s GeoPackage gives as numbers of rows', () => {
  const table = (name: string, columns: RawTable['columns']): RawTable => ({
    source: 'network.gpkg',
    table: name,
    names: Object.keys(columns),
    columns,
    length: Object.values(columns)[0].length,
    crs: 'EPSG:4326',
  })
  // Columns as the standard's definition of its tables lists them.
  const { value, problems } = joinNetworkTables([
    table('spans', {
      id: [1, 2],
      ofds_id: ['s1', 's2'],
      name: ['Gate to Hill', 'Hill to Old'],
      phase: [7, null],
      transmissionMediumOwner: [3, 9],
      network_id: [1, 1],
    }),
    table('organisations', {
      id: [3, 4],
      ofds_id: ['XA-1', 'XA-2'],
      name: ['Ari Cable', 'Beno Net'],
    }),
    table('phases', { id: [7], ofds_id: ['p1'], name: ['Coast'] }),
  ])
  expect(value?.[0].columns.operator).toEqual(['Ari Cable', null])
  expect(value?.[0].columns.phase).toEqual(['Coast', null])
  expect(value?.[0].names).not.toContain('transmissionMediumOwner')
  expect(problems.map(({ code }) => code)).toEqual(['ofds-table-missing'])
})

const root = new URL('../../../', import.meta.url).pathname
const standard = join(root, '../shared/standards/ofds/examples')
const examples = existsSync(standard) ? standard : undefined

test.skipIf(examples === undefined)(
  'readFile() reads the standard’s own example of 0.3 the same from JSON and from its CSV tables',
  async () => {
    const read = (name: string) => new Uint8Array(readFileSync(join(examples!, name)))
    const csv = Object.fromEntries(
      readdirSync(join(examples!, 'csv'))
        .filter((name) => name.endsWith('.csv'))
        .map((name) => [name, read(`csv/${name}`)]),
    )
    const json = await fibreOf({ 'n.json': read('json/network-package.json') }, [
      { file: 'n.json', as: 'fibreNodes', layer: 'nodes' },
      { file: 'n.json', as: 'fibreRoutes', layer: 'spans' },
    ])
    expect(json.nodes[0]).toEqual(['Accra', 'FastWeb', 'operational'])
    const tables = await fibreOf({ 'csv.zip': zipSync(csv) }, [
      { file: 'csv.zip', as: 'fibreNodes', layer: 'csv.zip/nodes.csv' },
      { file: 'csv.zip', as: 'fibreRoutes', layer: 'csv.zip/spans.csv' },
    ])
    expect(tables).toEqual(json)
  },
)
