// The files that planners of other systems have must open unchanged: ITU's sample as GeoPackage, as
// workbook and as text, and other agencies' files, read from the mirror; skipped by name without it.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isInShape } from '#geo/pointInPolygon.ts'
import { dataStores } from '#sources/files.ts'
import { gather } from '#sources/gather.ts'
import { nodeSqlite } from '#sources/nodeSqlite.ts'
import type { StudyFile, StudySource } from '#sources/studyFile.ts'

const mirror = dataStores().find((store) => existsSync(join(store, 'cpp-sao-tome')))
const absent = mirror === undefined

async function gatherFrom(
  folder: string,
  sources: readonly StudySource[],
  rest: Partial<StudyFile> = {},
) {
  const file: StudyFile = {
    id: 'case',
    title: 'A case',
    country: { iso3: 'XAA', name: 'Case' },
    sources: sources.map((source) => ({ licence: 'see the mirror', ...source })),
    ...rest,
  }
  const files = new Map(
    sources.map(({ file: name = '' }) => [
      name,
      readFileSync(join(mirror!, folder, name)) as Uint8Array,
    ]),
  )
  const gathered = await gather(file, files, { sql: nodeSqlite })
  const said = gathered.problems.map(({ level, code, at }) => `${level} ${code} ${at.source}`)
  return { ...gathered, said, errors: said.filter((one) => one.startsWith('error')) }
}

test.skipIf(absent)(
  'gather() reads ITU’s sample the same from GeoPackages, workbooks and text',
  async () => {
    const rest = { mode: 'cpp', country: { iso3: 'STP', name: 'STP' } } as const
    const of = (ending: string, coverage: string) =>
      gatherFrom(
        'cpp-sao-tome',
        [
          { file: `example-pointsofinterest.${ending}`, as: 'sites' },
          { file: `example-transmissionnode.${ending}`, as: 'fibreNodes' },
          { file: `example-cellsites.${ending}`, as: 'towers' },
          { file: coverage, as: 'coverage', technology: '4G' },
        ],
        rest,
      )
    const gpkg = await of('gpkg', 'example-mobilecoverage.gpkg')
    const xlsx = await of('xlsx', 'example-mobilecoverage.gpkg')
    const csv = await of('xlsx', 'example-coverage.csv')
    // The platform's recipe: the GeoPackage's polygon holds 365 of the points. The text holds a finer one
    // of 4,604 rings, in which another even–odd test finds 236.
    for (const [{ country, errors }, held] of [
      [gpkg, 365],
      [xlsx, 365],
      [csv, 236],
    ] as const) {
      expect(errors).toEqual([])
      expect(country.sites.id).toHaveLength(408)
      expect(country.fibreNodes.id).toHaveLength(40)
      expect(country.towers.id).toHaveLength(81)
      const { sites, coverage } = country
      const covered = sites.id.filter((_, i) =>
        coverage.some(({ area }) => isInShape(sites.lon[i], sites.lat[i], area)),
      )
      expect(covered).toHaveLength(held)
    }
    const places = ({ country: { sites } }: typeof gpkg) =>
      sites.id
        .map(
          (id, i) => `${id} ${sites.kind[i]} ${sites.lon[i].toFixed(6)} ${sites.lat[i].toFixed(6)}`,
        )
        .sort()
    expect(places(xlsx)).toEqual(places(gpkg))
  },
)

test.skipIf(absent)(
  'gather() reads Benin: cells, census, fibre with <NA>, and what disagrees',
  async () => {
    const { country, errors, problems } = await gatherFrom('benin', [
      { file: 'communes_adm2.geojson', as: 'areas' },
      { file: 'onsset_population_cells_1km.csv', as: 'population' },
      { file: 'fibre_nodes.geojson', as: 'fibreNodes' },
      { file: 'fibre_lines.geojson', as: 'fibreRoutes' },
      { file: 'health_facilities_maina2019.csv', as: 'sites' },
      { file: 'health_healthsites_io_2021.csv', as: 'sites' },
      { file: 'osm_points_2019.csv', as: ['places', 'sites', 'towers'] },
    ])
    expect(errors).toEqual([])
    // As the mirror's page counts them by other tools.
    expect(country.areas.table.name).toHaveLength(77)
    expect(country.cells.lon).toHaveLength(12_688)
    const people = country.cells.population.reduce((a, b) => a + b, 0)
    expect(people / 1e6).toBeCloseTo(10.74, 2)
    expect(country.fibreNodes.id).toHaveLength(94 - 22)
    expect(country.fibreNodes.operator.every((name) => !name.includes('NA'))).toBe(true)
    const km = country.fibreRoutes.table.lengthMeters.reduce((a, b) => a + b, 0) / 1000
    expect(country.fibreRoutes.table.id).toHaveLength(81)
    // 2,559 km by the file's own column of distances; along its smoothed lines 2,524.6 km, by haversine.
    expect(km).toBeCloseTo(2524.645, 2)
    const ratio = (name: string) =>
      problems.find(
        ({ code, message }) => code === 'people-compared' && message.includes(`"${name}"`),
      )?.message
    expect(ratio('ZA-KPOTA')).toContain('2.87 times')
    expect(ratio('ZAGNANADO')).toContain('0.49 times')
    // The census of 2013 (RGPH 4) counted 55,061 in Zagnanado and 132,818 in Za-Kpota.
    const exchanged = problems.filter(({ code }) => code === 'people-exchanged')
    expect(exchanged).toHaveLength(1)
    expect(exchanged[0].message).toContain('"ZAGNANADO" and "ZA-KPOTA"')
    const outsideCells = problems.find(({ code }) => code === 'outside-boundary')
    expect(outsideCells?.level).toBe('warning')
  },
)

test.skipIf(absent)(
  'gather() reads Sierra Leone: levels from column names, an operator’s routes',
  async () => {
    const { country, errors } = await gatherFrom('sierra-leone', [
      { file: 'adm2.geojson', as: 'areas' },
      { file: 'adm1.geojson', as: 'areas' },
      { file: 'fibre_lines.geojson', as: 'fibreRoutes' },
      { file: 'health_facilities_maina2019.csv', as: 'sites' },
    ])
    expect(errors).toEqual([])
    const { level, parent, name } = country.areas.table
    expect([...level]).toEqual([...Array(5).fill(1), ...Array(16).fill(2)])
    const above = Object.fromEntries(name.map((one, i) => [one, name[parent[i]]]))
    expect(above).toMatchObject({ Bo: 'Southern', Kailahun: 'Eastern', Koinadugu: 'Northern' })
    // 1,560 km by the mirror's page.
    const km = country.fibreRoutes.table.lengthMeters.reduce((a, b) => a + b, 0) / 1000
    expect(km / 1560).toBeCloseTo(1, 1)
  },
)

test.skipIf(absent)(
  'gather() reads landing points in Web Mercator, OpenCelliD without a header, a grid of polygons',
  async () => {
    const landing = await gatherFrom('world', [
      { file: 'watra_submarine_points.geojson', as: 'fibreNodes', role: 'landing' },
    ])
    const dakar = landing.country.fibreNodes.name.findIndex((name) => name.startsWith('Dakar'))
    // Dakar lies at 17.4 W, 14.7 N.
    expect(landing.country.fibreNodes.lon[dakar]).toBeCloseTo(-17.4, 0)
    expect(landing.country.fibreNodes.lat[dakar]).toBeCloseTo(14.7, 0)
    expect(landing.country.fibreNodes.role[dakar]).toBe('landing')
    expect(landing.said).toContain('note crs-converted watra_submarine_points.geojson')

    const names = ['radio', 'mcc', 'net', 'area', 'cell', 'unit', 'lon', 'lat', 'range', 'samples']
    const cells = await gatherFrom('ecuador-opencellid', [
      {
        file: '740.csv.gz',
        as: 'towers',
        names: [...names, 'changeable', 'created', 'updated', 'averageSignal'],
      },
    ])
    expect(cells.country.towers.id.length).toBeGreaterThan(75_000)
    expect(new Set(cells.country.towers.technology)).toEqual(new Set(['2G', '3G', '4G']))

    const helsinki = await gatherFrom('helsinki', [
      { file: 'population_grid_2020.gpkg', as: 'population' },
    ])
    expect(helsinki.country.cells.lon.length).toBeGreaterThan(80)
  },
)
