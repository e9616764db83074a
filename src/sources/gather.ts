// From a study's files to its country: read this first. Each step takes what the steps before it made;
// all that is wrong with the files is in one list at the end. Runs in a browser as it runs in Node.
import { bytesDigest } from '#base/canonical.ts'
import type { Problem } from '#base/problem.ts'
import { report, type Watch } from '#base/progress.ts'
import { checkCountry } from '#country/check.ts'
import type { Country, RadioMaps, Source } from '#country/model.ts'
import type { Study } from '#country/study.ts'
import { assemble, type Parts } from '#sources/assemble.ts'
import { areasFrom } from '#sources/import/areas.ts'
import { areasWithCensus } from '#sources/import/census.ts'
import { importBoundaries, importRest } from '#sources/import/importSource.ts'
import { checkMultipath, radioMapKindOf, readRadioMap } from '#sources/import/radioMaps.ts'
import { isLandOf, makeTerritory } from '#sources/import/territory.ts'
import type { Manifest } from '#sources/manifest.ts'
import type { Sql } from '#sources/raw.ts'
import { type Content, readSource } from '#sources/readSource.ts'
import { checkCompleteness } from '#sources/reconcile/completeness.ts'
import {
  rolesOf,
  type StudyFile,
  type StudySource,
  sourceKey,
  studyFrom,
} from '#sources/studyFile.ts'

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

  const {
    contents,
    radioMaps,
    problems: unread,
  } = await readAll(file, files, sources, indexes, options)
  const apart = file.country.apart ?? []
  const box = file.country.extent

  report(watch, 'Finding what lies where', 0)
  const unbounded = makeTerritory([], [], [], box, [])
  const boundaries = contents.map((one) => importBoundaries(one, unbounded, apart))
  const { areas, problems: uncounted } = areasWithCensus(
    areasFrom(boundaries.flatMap((one) => one.areas)),
    boundaries.flatMap((one) => one.census),
  )
  const land = boundaries.flatMap((one) => one.land)
  const territory = makeTerritory(areas.polygons, areas.table.level, land, box, apart)
  const rest = contents.map((one, i) => {
    report(watch, 'Finding what lies where', (i + 1) / (contents.length + 1))
    return importRest(one, territory)
  })

  report(watch, 'Gathering people into settlements', 0)
  const { assembled, problems: twice } = assemble(
    mergeParts(rest),
    areas,
    land.filter((polygon) => !apart.some(({ extent }) => isLandOf(polygon, extent))),
    territory,
    { name: file.country.name, sources },
    {
      people: { areas: 'grid', total: 'census', ...file.reconcile?.people },
      fibreJoinMeters: file.reconcile?.fibreJoinMeters ?? 100,
      censusSource: censusSourceOf(contents),
      settlements: {
        gridMeters: study.gap.settlementGridMeters,
        leastPeople: file.settlements?.leastPeople ?? 50,
      },
      duplicates: file.duplicates ?? (study.mode === 'cpp' ? 'keep' : 'drop'),
    },
  )
  const country: Country = {
    iso3: file.country.iso3,
    name: file.country.name,
    sources,
    ...assembled,
    ...(Object.keys(radioMaps).length === 0 ? {} : { radioMaps }),
    completeness: {
      cellular: file.complete?.cellular ?? false,
      fibre: file.complete?.fibre ?? false,
    },
  }
  report(watch, 'Checking the country', 0)
  const problems = withoutConsequences([
    ...unsaid,
    ...checkMultipath(radioMaps, study, 'study.json'),
    ...unread,
    ...boundaries.flatMap((one) => one.problems),
    ...rest.flatMap((one) => one.problems),
    ...uncounted,
    ...twice,
    ...checkCountry(country),
    ...checkCompleteness(country),
  ])
  report(watch, 'Checking the country', 1)
  return { country, study, problems }
}

/** The source that says how many live in each area: a census table, otherwise the boundaries themselves. */
function censusSourceOf(contents: readonly Content[]): number | undefined {
  const reads = (role: 'census' | 'areas'): number | undefined =>
    contents.findLast(({ spec }) => rolesOf(spec).includes(role))?.source
  return reads('census') ?? reads('areas')
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
): Promise<{
  contents: readonly Content[]
  radioMaps: RadioMaps
  problems: readonly Problem[]
}> {
  const contents: Content[] = []
  let radioMaps: RadioMaps = {}
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
    if (radioMapKindOf(spec) !== undefined) {
      const found = readRadioMap(bytes, name, spec, source, radioMaps)
      radioMaps = found.maps
      problems.push(...found.problems)
      continue
    }
    const read = await readSource(bytes, name, spec, source, sources[source].origin, {
      watch,
      ...(sql === undefined ? {} : { sql }),
      ...(file.country.extent === undefined ? {} : { extent: file.country.extent }),
    })
    problems.push(...read.problems)
    if (read.value !== undefined) contents.push(read.value)
  }
  return { contents, radioMaps, problems }
}

/** What a missing file alone would explain. */
const consequences: ReadonlySet<string> = new Set(['sites-none', 'fibre-none', 'census-missing'])

/** The problems without those that only follow from an error beside them. */
export function withoutConsequences(problems: readonly Problem[]): readonly Problem[] {
  const isCause = ({ level, code }: Problem): boolean =>
    level === 'error' && !consequences.has(code)
  return problems.some(isCause) ? problems.filter(({ code }) => !consequences.has(code)) : problems
}

/** What all files gave, in the order of the study. */
function mergeParts(parts: readonly Parts[]): Parts {
  return {
    places: parts.flatMap((one) => one.places),
    sites: parts.flatMap((one) => one.sites),
    cells: parts.flatMap((one) => one.cells),
    towers: parts.flatMap((one) => one.towers),
    coverage: parts.flatMap((one) => one.coverage),
    fibreNodes: parts.flatMap((one) => one.fibreNodes),
    fibreRoutes: parts.flatMap((one) => one.fibreRoutes),
    roads: parts.flatMap((one) => one.roads),
    layers: parts.flatMap((one) => one.layers),
  }
}
