import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { afterAll, describe, expect, test } from 'vitest'
import { checkTable, tableLength } from '#base/table.ts'
import { csvToTable } from '#base/tableCsv.ts'
import { parquetToTable } from '#base/tableParquet.ts'
import { attributionOf, isFictional } from '#faces/report/attribution.ts'
import { type LayerName, sourcesOfLayer } from '#faces/report/layerSources.ts'
import { publicLayers } from '#faces/report/layers.ts'
import {
  publicAreaColumns,
  publicLinkColumns,
  publicSiteColumns,
  publicSites,
} from '#faces/report/tables.ts'
import { isOutputFile, outputFiles, writeOutputs } from '#faces/report/writeOutputs.ts'
import { tinyResult } from '../tinyResult.ts'

const folder = mkdtempSync(join(tmpdir(), 'silta-outputs-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const files = outputFiles(tinyResult)
const text = (name: string): string => {
  const content = files.get(name)
  return typeof content === 'string' ? content : new TextDecoder().decode(content)
}
const bytes = (name: string): Uint8Array => {
  const content = files.get(name)
  return typeof content === 'string' ? new TextEncoder().encode(content) : (content as Uint8Array)
}
const at = { source: 'x', table: 'x', row: 0 }

test('outputFiles() makes every format of every layer, the summary and the attribution', () => {
  expect([...files.keys()].sort()).toEqual(
    [
      'ATTRIBUTION.md',
      'attribution.json',
      'summary.json',
      'plan.gpkg',
      'csv-metadata.json',
      ...['sites', 'links', 'areas'].flatMap((layer) =>
        ['csv', 'geojson', 'parquet'].map((format) => `${layer}.${format}`),
      ),
    ].sort(),
  )
})

test('isOutputFile() knows every file of a result, and no other', () => {
  expect([...files.keys()].filter((name) => !isOutputFile(name))).toEqual([])
  for (const name of ['sites.xlsx', 'roads.csv', 'plan.gpkg.bak', 'study.json'])
    expect(isOutputFile(name)).toBe(false)
})

test('outputFiles() gives the same bytes twice', () => {
  expect([...outputFiles(tinyResult)]).toEqual([...files])
})

test('publicSites(), publicLinks() and publicAreas() keep what their schemas promise', () => {
  for (const { schema, table, name } of publicLayers(tinyResult))
    expect(checkTable(schema, table, { source: 'tiny', table: name, row: 0 })).toEqual([])
})

describe('every output names the sources it is made from with their licences', () => {
  const expectCredits = (words: string, sources = tinyResult.country.sources): void => {
    for (const { attribution, licence } of sources) {
      expect(words).toContain(attribution)
      expect(words).toContain(licence)
    }
    expect(words).toContain('No such country exists')
  }
  const ofFile = (name: string) =>
    sourcesOfLayer(tinyResult.country, name.split('.')[0] as LayerName)

  test.each(['ATTRIBUTION.md', 'attribution.json', 'csv-metadata.json'])('%s', (name) => {
    expectCredits(text(name))
  })

  test.each(['sites.geojson', 'links.geojson', 'areas.geojson'])('%s', (name) => {
    const { attribution } = JSON.parse(text(name))
    expectCredits(JSON.stringify(attribution), ofFile(name))
    expect(attribution.sources).toHaveLength(ofFile(name).length)
  })

  test.each(['sites.parquet', 'links.parquet', 'areas.parquet'])('%s', (name) => {
    const { key_value_metadata: pairs = [] } = parquetMetadata(bytes(name).slice().buffer)
    expectCredits(pairs.find(({ key }) => key === 'attribution')?.value ?? '', ofFile(name))
  })

  test('plan.gpkg', () => {
    const database = new DatabaseSync(':memory:')
    database.deserialize(bytes('plan.gpkg'))
    const rows = database.prepare('SELECT metadata FROM gpkg_metadata').all()
    // The whole file as text and as JSON, then each layer.
    expect(rows).toHaveLength(5)
    rows.forEach((row, i) => {
      const layer = (['sites', 'links', 'areas'] as const)[i - 2]
      expectCredits(String(row.metadata), layer === undefined ? undefined : ofFile(layer))
    })
    database.close()
  })
})

test('isFictional() knows the codes that ISO 3166-1 leaves to its users', () => {
  const named = (iso3: string) => isFictional({ ...tinyResult.country, iso3 })
  expect(['XAA', 'XTA', 'XZZ'].map(named)).toEqual([true, true, true])
  expect(['COM', 'STP', 'AXA', 'XA'].map(named)).toEqual([false, false, false, false])
  const real = { ...tinyResult, country: { ...tinyResult.country, iso3: 'COM' } }
  expect(attributionOf(real).notice).not.toContain('Fictional')
})

describe('places of equipment', () => {
  test('publicSites() rounds institutions to a thousandth of a degree and leaves settlements', () => {
    const sites = publicSites(tinyResult)
    const school = sites.id.indexOf('k1')
    expect([sites.lon[school], sites.lat[school]]).toEqual([10.201, 1.205])
    const village = sites.id.indexOf('s4')
    expect([sites.lon[village], sites.lat[village]]).toEqual([10.55, 1.15])
  })

  test('links end rounded and run between as drawn', () => {
    const first = JSON.parse(text('links.geojson')).features[0].geometry.coordinates
    expect(first).toEqual([
      [10.1, 1.1],
      [10.151235, 1.159877],
      [10.201, 1.205],
    ])
  })

  test('no output holds a place more precisely, unless the study says so', () => {
    for (const name of ['sites.csv', 'sites.geojson', 'links.geojson'])
      for (const digits of ['10.2012', '1.2054', '10.5016', '10.9023'])
        expect(text(name)).not.toContain(digits)
    const study = { ...tinyResult.study, publish: { places: 'exact' } as const }
    const sites = publicSites({ ...tinyResult, study })
    expect(sites.lon[sites.id.indexOf('k1')]).toBe(10.201235)
  })
})

describe('what is written reads back', () => {
  test.each([
    ['sites', publicSiteColumns, 9],
    ['links', publicLinkColumns, 2],
    ['areas', publicAreaColumns, 3],
  ] as const)('%s as CSV and as Parquet are the same table', async (name, schema, length) => {
    const csv = csvToTable(schema, bytes(`${name}.csv`), at)
    const parquet = await parquetToTable(schema, bytes(`${name}.parquet`), at)
    expect(csv.problems).toEqual([])
    expect(parquet.problems).toEqual([])
    expect(tableLength(csv.table)).toBe(length)
    expect(csv.table).toEqual(parquet.table)
  })

  test('GeoJSON has a feature for each row, null for what is missing, and rings as RFC 7946 winds them', () => {
    const { features } = JSON.parse(text('sites.geojson'))
    expect(features).toHaveLength(9)
    expect(features[8].properties).toMatchObject({
      id: 'c1',
      year: null,
      users: null,
      choice: 'unserved',
    })
    const [outer, hole] = JSON.parse(text('areas.geojson')).features[0].geometry.coordinates[0]
    const area = (ring: number[][]) =>
      ring.slice(1).reduce((sum, [x, y], i) => sum + ring[i][0] * y - x * ring[i][1], 0)
    expect(area(outer)).toBeGreaterThan(0)
    expect(area(hole)).toBeLessThan(0)
  })

  test('GeoParquet: the geometry is well-known binary, named in the metadata', async () => {
    const file = bytes('links.parquet').slice().buffer
    const pairs = parquetMetadata(file).key_value_metadata ?? []
    const geo = JSON.parse(pairs.find(({ key }) => key === 'geo')?.value ?? '{}')
    expect(geo).toMatchObject({ version: '1.1.0', primary_column: 'geometry' })
    const [row] = await parquetReadObjects({ file, columns: ['geometry'] })
    expect(row.geometry).toMatchObject({ type: 'LineString' })
  })

  const ogrinfo = spawnSync('ogrinfo', ['--version']).status === 0
  test.skipIf(!ogrinfo)(
    'GDAL opens the GeoPackage and every GeoJSON and counts the same',
    async () => {
      const directory = join(folder, 'gdal')
      await writeOutputs(tinyResult, directory)
      const say = (...args: string[]): string => {
        const run = spawnSync('ogrinfo', args, { encoding: 'utf8' })
        expect(run.stderr).toBe('')
        return run.stdout
      }
      for (const [layer, count, type] of [
        ['sites', 9, 'Point'],
        ['links', 2, 'Line String'],
        ['areas', 3, 'Multi Polygon'],
      ] as const) {
        const gpkg = say('-so', join(directory, 'plan.gpkg'), layer)
        expect(gpkg).toContain(`Geometry: ${type}`)
        expect(gpkg).toContain(`Feature Count: ${count}`)
        expect(gpkg).toContain('WGS 84')
        expect(say('-so', join(directory, `${layer}.geojson`), layer)).toContain(
          `Feature Count: ${count}`,
        )
      }
      const school = say(join(directory, 'plan.gpkg'), 'sites', '-where', "id = 'k1'")
      expect(school).toContain('POINT (10.201 1.205)')
      expect(school).toMatch(/year \(Integer\) = 2027/)
    },
  )
})

describe('writeOutputs()', () => {
  test('writes only the formats asked for', async () => {
    const directory = join(folder, 'csv-only')
    await writeOutputs(tinyResult, directory, { formats: ['csv'] })
    expect(readdirSync(directory).sort()).toEqual([
      'ATTRIBUTION.md',
      'areas.csv',
      'attribution.json',
      'csv-metadata.json',
      'links.csv',
      'sites.csv',
      'summary.json',
    ])
    expect(JSON.parse(readFileSync(join(directory, 'summary.json'), 'utf8'))).toMatchObject({
      totals: tinyResult.plan.totals,
      resultDigest: tinyResult.resultDigest,
    })
  })

  test('leaves nothing behind where it is stopped half-way', async () => {
    const directory = join(folder, 'stopped')
    const controller = new AbortController()
    let steps = 0
    const onProgress = (): void => {
      if (++steps === 8) controller.abort(new DOMException('Stopped', 'AbortError'))
    }
    const writing = writeOutputs(tinyResult, directory, {
      watch: { onProgress, signal: controller.signal },
    })
    await expect(writing).rejects.toThrow('Stopped')
    expect(steps).toBe(8)
    expect(existsSync(directory)).toBe(false)
    expect(readdirSync(folder).filter((name) => name.includes('stopped'))).toEqual([])
  })
})
