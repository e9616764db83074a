import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dataStores } from '#sources/files.ts'
import { gather } from '#sources/gather.ts'
import { readFile } from '#sources/read/file.ts'
import { readJson } from '#sources/read/json.ts'
import { recognizeFiles } from '#sources/recognize/draft.ts'
import type { StudySource } from '#sources/studyFile.ts'

const mirror = dataStores().find((store) => existsSync(join(store, 'ofds-standard-sample')))
const sample = (name: string): Uint8Array =>
  readFileSync(join(mirror!, 'ofds-standard-sample', name))
const encode = (value: unknown): Uint8Array =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))

async function fibreOf(files: ReadonlyMap<string, Uint8Array>, sources: readonly StudySource[]) {
  const study = { id: 'x', title: 'x', country: { iso3: 'XAA', name: 'X' }, sources }
  const { country, problems } = await gather(study, files)
  const { fibreNodes: nodes, fibreRoutes: routes } = country
  return {
    nodes: nodes.name.map((name, i) => [name, nodes.lon[i], nodes.lat[i], nodes.status[i]]),
    routes: routes.table.name.map((name, i) => [
      ...[name, routes.table.operator[i], routes.table.status[i]],
      Math.round(routes.table.lengthMeters[i] / 1000),
    ]),
    codes: problems.map(({ code }) => code),
  }
}

test.skipIf(mirror === undefined)(
  'readJson() and the GeoJSON of the standard’s own example tell the same network',
  async () => {
    const json = await fibreOf(new Map([['network.json', sample('network-package.json')]]), [
      { file: 'network.json', as: 'fibreNodes', layer: 'nodes' },
      { file: 'network.json', as: 'fibreRoutes', layer: 'spans' },
    ])
    const geo = await fibreOf(
      new Map(['nodes.geojson', 'spans.geojson'].map((name) => [name, sample(name)])),
      [
        { file: 'nodes.geojson', as: 'fibreNodes' },
        { file: 'spans.geojson', as: 'fibreRoutes' },
      ],
    )
    // As the example is written: FastWeb runs the span from Accra to Kumasi over FibreCo's cable.
    expect(json.nodes[0]).toEqual(['Accra', -0.174, 5.625, 'operational'])
    expect(json.routes[0].slice(0, 3)).toEqual(['Accra to Kumasi', 'FastWeb', 'operational'])
    expect(geo.nodes).toEqual(json.nodes)
    expect(geo.routes[0][3]).toEqual(json.routes[0][3])
  },
)

test('the tables of the standard’s CSV are read by their own heads: pointers to rows, WKT, a network’s id', async () => {
  // Heads and values as the standard's examples/csv of 0.3 write them, for a made-up network.
  const files = new Map([
    [
      'nodes.csv',
      encode(
        'id,nodes/0/id,nodes/0/name,nodes/0/phase/id,nodes/0/status,nodes/0/location,nodes/0/type,nodes/0/accessPoint,nodes/0/physicalInfrastructureProvider/id,nodes/0/physicalInfrastructureProvider/name\n' +
          'a096d627,1,Gate,1,operational,POINT (40 -10),pop,True,X-1,Ari Net\n' +
          'a096d627,2,Hill,1,planned,POINT (40.1 -10),pop,False,X-1,Ari Net\n',
      ),
    ],
    [
      'spans.csv',
      encode(
        'id,spans/0/id,spans/0/name,spans/0/status,spans/0/start,spans/0/end,spans/0/directed,spans/0/route,spans/0/physicalInfrastructureProvider/name,spans/0/transmissionMedium\n' +
          'a096d627,1,Gate to Hill,operational,1,2,False,"LINESTRING (40 -10, 40.1 -10)",Ari Net,fibre\n',
      ),
    ],
  ])
  const { nodes, routes } = await fibreOf(files, [
    { file: 'nodes.csv', as: 'fibreNodes' },
    { file: 'spans.csv', as: 'fibreRoutes' },
  ])
  expect(nodes).toEqual([
    ['Gate', 40, -10, 'operational'],
    ['Hill', 40.1, -10, 'planned'],
  ])
  expect(routes).toEqual([['Gate to Hill', 'Ari Net', 'operational', 11]])
  const { recognized } = await recognizeFiles(files)
  expect(recognized.map(({ file, source }) => [file, source.as])).toEqual([
    ['nodes.csv', 'fibreNodes'],
    ['spans.csv', 'fibreRoutes'],
  ])
})

test('a flat CSV of spans and nodes is read with its WKT, and what is closed or proposed serves nobody', async () => {
  const files = new Map([
    [
      'spans.csv',
      encode(
        'id,name,status,route,networkProviders/0/name\n' +
          's1,North,operational,"LINESTRING (40 -10, 40.1 -10)",Ari Net\n' +
          's2,Old,decommissioned,"LINESTRING (40 -10, 40.2 -10)",Ari Net\n' +
          's3,New,proposed,"LINESTRING (40 -10, 40.3 -10)",Beno Net\n',
      ),
    ],
    [
      'nodes.csv',
      encode('id,name,status,location,type\nn1,Gate,underConstruction,POINT (40 -10),pop\n'),
    ],
  ])
  const { routes, nodes, codes } = await fibreOf(files, [
    { file: 'spans.csv', as: 'fibreRoutes' },
    { file: 'nodes.csv', as: 'fibreNodes' },
  ])
  expect(routes).toEqual([
    ['North', 'Ari Net', 'operational', 11],
    ['New', 'Beno Net', 'planned', 33],
  ])
  expect(nodes).toEqual([['Gate', 40, -10, 'construction']])
  expect(codes).toContain('fibre-closed')
})

test('readJson() finds organisations by id, a network alone, and rows without a place', () => {
  const network = {
    id: 'n',
    organisations: [{ id: 'o1', name: 'Ari Net' }],
    nodes: [{ id: '1', name: 'Here', networkProviders: [{ id: 'o1' }] }],
    spans: [],
  }
  const { value } = readJson(encode(network), 'n.json')
  expect(value?.map(({ table, length }) => [table, length])).toEqual([['nodes', 1]])
  expect(value?.[0].columns.operator).toEqual(['Ari Net'])
  expect(value?.[0].geometry).toEqual([null])
})

test('readFile() refuses other JSON, and packages that only link to their parts', async () => {
  for (const [given, code] of [
    [{ a: 1 }, 'format-unknown'],
    ['{"networks": [', 'file-truncated'],
    [{ networks: [{ id: 'n', links: [] }] }, 'table-empty'],
  ] as const) {
    const { value, problems } = await readFile(encode(given), 'x.json')
    expect(value).toBeUndefined()
    expect(problems.map((one) => one.code)).toContain(code)
  }
})
