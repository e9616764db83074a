// From a study's files to its country: read this first. Each step takes what the steps before it made;
// all that is wrong with the files is in one list at the end. Runs in a browser as it runs in Node.
import { bytesDigest } from '#base/canonical.ts'
import type { Problem } from '#base/problem.ts'
import { report, type Watch } from '#base/progress.ts'
import { tableFromRows } from '#base/table.ts'
import { checkCountry } from '#country/check.ts'
import {
  type Country,
  type FibreRoutes,
  fibreNodeColumns,
  fibreRouteColumns,
  type PopulationCells,
  type Roads,
  roadColumns,
  type Source,
  siteColumns,
  towerColumns,
} from '#country/model.ts'
import type { Study } from '#country/study.ts'
import { extentOf, isInExtent } from '#geo/pointInPolygon.ts'
import { type Extent, linesFrom } from '#geo/shapes.ts'
import { lineLengthMeters } from '#geo/sphere.ts'
import { dropDuplicates } from '#sources/duplicates.ts'
import { areasFrom } from '#sources/import/areas.ts'
import type { CellsFound, Found, LineFound, SiteRow } from '#sources/import/imported.ts'
import { importBoundaries, importRest } from '#sources/import/importSource.ts'
import { isLandOf, makeTerritory, type Territory } from '#sources/import/territory.ts'
import type { Manifest } from '#sources/manifest.ts'
import type { Sql } from '#sources/raw.ts'
import { type Content, readSource } from '#sources/readSource.ts'
import { settlementsFrom } from '#sources/settlements.ts'
import { type StudyFile, type StudySource, sourceKey, studyFrom } from '#sources/studyFile.ts'

/** What gathering needs beside the files. */
export interface GatherOptions {
  readonly watch?: Watch
  /** SQLite, for GeoPackages: Node's own or sql.js. */
  readonly sql?: Sql
  /** Titles, licences and attributions of the datasets the study names. */
  readonly manifest?: Manifest
}

/** A study with its country, as far as its files allow. */
export interface Gathered {
  readonly country: Country
  readonly study: Study
  readonly problems: readonly Problem[]
}

/**
 * Gathers a country from the files of a study.
 *
 * @param files Bytes by key: a dataset's key in the manifest, or a file's path in the study's folder.
 */
export async function gather(
  file: StudyFile,
  files: ReadonlyMap<string, Uint8Array>,
  options: GatherOptions = {},
): Promise<Gathered> {
  const { watch = {}, manifest = { datasets: {} } } = options
  const study = studyFrom(file)
  const { sources, indexes, problems: unsaid } = sourcesOf(file, files, manifest)

  const { contents, problems: unread } = await readAll(file, files, sources, indexes, options)
  const apart = file.country.apart ?? []
  const box = file.country.extent

  report(watch, 'Finding what lies where', 0)
  const unbounded = makeTerritory([], [], [], box, [])
  const boundaries = contents.map((one) => importBoundaries(one, unbounded, apart))
  const areas = areasFrom(boundaries.flatMap((one) => one.areas))
  const land = boundaries.flatMap((one) => one.land)
  const territory = makeTerritory(areas.polygons, areas.table.level, land, box, apart)
  const rest = contents.map((one, i) => {
    report(watch, 'Finding what lies where', (i + 1) / (contents.length + 1))
    return importRest(one, territory)
  })

  report(watch, 'Gathering people into settlements', 0)
  const cells = mergeCells(rest.flatMap((one) => one.cells))
  const { settlements, settlementForCell } = settlementsFrom(
    cells,
    rest.flatMap((one) => one.places),
    {
      gridMeters: study.gap.settlementGridMeters,
      leastPeople: file.settlements?.leastPeople ?? 50,
    },
  )
  const duplicates = file.duplicates ?? (study.mode === 'cpp' ? 'keep' : 'drop')
  const listed = dropDuplicates(
    rest.flatMap((one) => one.sites),
    duplicates,
  )
  const sites = withOwnIds(settlements, listed.sites)

  const country: Country = {
    iso3: file.country.iso3,
    name: file.country.name,
    extent: extentOfCountry(sites, territory),
    sources,
    areas,
    cells: cellTable(cells, settlementForCell),
    sites: tableFromRows(siteColumns, sites),
    towers: tableFromRows(
      towerColumns,
      rest.flatMap((one) => one.towers).map(({ row }) => row),
    ),
    coverage: rest.flatMap((one) => one.coverage),
    fibreNodes: tableFromRows(
      fibreNodeColumns,
      rest.flatMap((one) => one.fibreNodes).map(({ row }) => row),
    ),
    fibreRoutes: fibreRoutesFrom(rest.flatMap((one) => one.fibreRoutes)),
    roads: roadsFrom(rest.flatMap((one) => one.roads)),
    land: land.filter((polygon) => !apart.some(({ extent }) => isLandOf(polygon, extent))),
    terrain: rest.flatMap((one) => one.layers),
    completeness: {
      cellular: file.complete?.cellular ?? false,
      fibre: file.complete?.fibre ?? false,
    },
  }
  report(watch, 'Checking the country', 0)
  const problems = [
    ...unsaid,
    ...unread,
    ...boundaries.flatMap((one) => one.problems),
    ...rest.flatMap((one) => one.problems),
    ...listed.problems,
    ...checkCountry(country),
  ]
  report(watch, 'Checking the country', 1)
  return { country, study, problems }
}

/** The country's list of sources, each file once, and the index of each entry of the study in it. */
function sourcesOf(
  file: StudyFile,
  files: ReadonlyMap<string, Uint8Array>,
  manifest: Manifest,
): { sources: readonly Source[]; indexes: readonly number[]; problems: readonly Problem[] } {
  const sources: Source[] = []
  const indexForKey = new Map<string, number>()
  const problems: Problem[] = []
  const indexes = file.sources.map((spec) => {
    const key = sourceKey(spec)
    const known = indexForKey.get(key)
    if (known !== undefined) return known
    const bytes = files.get(key)
    const source = describeSource(spec, manifest, bytes === undefined ? '' : bytesDigest(bytes))
    if (source.licence === '') problems.push(licenceMissing(key))
    indexForKey.set(key, sources.length)
    return sources.push(source) - 1
  })
  return { sources, indexes, problems }
}

function describeSource(spec: StudySource, { datasets }: Manifest, digest: string): Source {
  const id = sourceKey(spec)
  const pinned = Object.hasOwn(datasets, id) ? datasets[id] : undefined
  return {
    id,
    title: spec.title ?? pinned?.title ?? id,
    licence: spec.licence ?? pinned?.licence ?? '',
    attribution: spec.attribution ?? pinned?.attribution ?? '',
    date: spec.date ?? pinned?.date ?? '',
    digest,
    origin: spec.origin ?? pinned?.origin ?? 'measured',
  }
}

function licenceMissing(source: string): Problem {
  return {
    level: 'warning',
    code: 'licence-missing',
    at: { source, table: '', row: 0 },
    message: `Cannot say under which licence "${source}" may be used: the study does not say`,
    cure: 'Add "licence" and "attribution" to this source: they follow it into every output',
  }
}

/** Reads every file once for each entry of the study that asks for it. */
async function readAll(
  file: StudyFile,
  files: ReadonlyMap<string, Uint8Array>,
  sources: readonly Source[],
  indexes: readonly number[],
  { watch = {}, sql, manifest = { datasets: {} } }: GatherOptions,
): Promise<{ contents: readonly Content[]; problems: readonly Problem[] }> {
  const contents: Content[] = []
  const problems: Problem[] = []
  for (const [i, spec] of file.sources.entries()) {
    const key = sourceKey(spec)
    const bytes = files.get(key)
    report(watch, 'Reading the files', i / file.sources.length)
    if (bytes === undefined) {
      problems.push({
        level: 'error',
        code: 'file-missing',
        at: { source: key, table: '', row: 0 },
        message: `Cannot read "${key}": the file is not there`,
        cure: 'Add the file, or remove the source from the study',
      })
      continue
    }
    const name = Object.hasOwn(manifest.datasets, key) ? manifest.datasets[key].mirror : key
    const source = indexes[i]
    const read = await readSource(bytes, name, spec, source, sources[source].origin, {
      watch,
      ...(sql === undefined ? {} : { sql }),
    })
    problems.push(...read.problems)
    if (read.value !== undefined) contents.push(read.value)
  }
  return { contents, problems }
}

/** The cells of all sources as one list; a study usually has one. */
function mergeCells(
  found: readonly CellsFound[],
): CellsFound & { readonly sourceForCell: Int32Array } {
  const count = found.reduce((total, { lon }) => total + lon.length, 0)
  const merged = {
    lon: new Float64Array(count),
    lat: new Float64Array(count),
    population: new Float64Array(count),
    area: new Int32Array(count),
    sourceForCell: new Int32Array(count),
    source: found[0]?.source ?? 0,
    origin: found[0]?.origin ?? 'modeled',
  } as const
  let at = 0
  for (const { lon, lat, population, area, source } of found) {
    merged.lon.set(lon, at)
    merged.lat.set(lat, at)
    merged.population.set(population, at)
    merged.area.set(area, at)
    merged.sourceForCell.fill(source, at, at + lon.length)
    at += lon.length
  }
  return merged
}

function cellTable(
  cells: CellsFound & { readonly sourceForCell: Int32Array },
  settlement: Int32Array,
): PopulationCells {
  const { lon, lat, population, area, sourceForCell } = cells
  return { lon, lat, population, settlement, area, source: sourceForCell }
}

/** Settlements first, so that a cell's settlement is a row of sites; ids are each used once. */
function withOwnIds(
  settlements: readonly SiteRow[],
  listed: readonly Found<SiteRow>[],
): readonly SiteRow[] {
  const taken = new Set(settlements.map(({ id }) => id))
  return [
    ...settlements,
    ...listed.map(({ row }) => (taken.has(row.id) ? { ...row, id: `${row.kind}/${row.id}` } : row)),
  ]
}

/** Around all sites; around the territory where there are none. */
function extentOfCountry(sites: readonly SiteRow[], territory: Territory): Extent {
  const points = Float64Array.from(sites.flatMap(({ lon, lat }) => [lon, lat]))
  const around = extentOf([points])
  const { extent } = territory
  if (extent === undefined) {
    return sites.length > 0 ? around : { west: 0, south: 0, east: 0, north: 0 }
  }
  const inside = sites.every(({ lon, lat }) => isInExtent(lon, lat, extent))
  return inside
    ? extent
    : {
        west: Math.min(around.west, extent.west),
        south: Math.min(around.south, extent.south),
        east: Math.max(around.east, extent.east),
        north: Math.max(around.north, extent.north),
      }
}

function roadsFrom(found: readonly LineFound[]): Roads {
  const lines = linesFrom(found.map(({ line }) => line))
  const rows = found.map(({ id, kind, line, source }) => ({
    id,
    kind,
    lengthMeters: lineLengthMeters(line),
    source,
  }))
  return { table: tableFromRows(roadColumns, rows), lines }
}

function fibreRoutesFrom(found: readonly LineFound[]): FibreRoutes {
  const lines = linesFrom(found.map(({ line }) => line))
  const rows = found.map(({ id, name, operator, status, line, source }) => ({
    id,
    name,
    operator,
    status,
    lengthMeters: lineLengthMeters(line),
    source,
  }))
  return { table: tableFromRows(fibreRouteColumns, rows), lines }
}
