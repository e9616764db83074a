// The work behind `silta new`: brings the files, has them recognized, gathers the country once to see
// what it lacks, and assumes gateways where no fibre is known.
import { existsSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join, relative, resolve, sep } from 'node:path'
import type { Problem } from '#base/problem.ts'
import type { Watch } from '#base/progress.ts'
import { tableLength } from '#base/table.ts'
import type { Country } from '#country/model.ts'
import { indexPolygons } from '#geo/polygonIndex.ts'
import { loadManifest, readDataset } from '#sources/files.ts'
import { gather } from '#sources/gather.ts'
import type { Manifest } from '#sources/manifest.ts'
import { nearestWord } from '#sources/nearestWord.ts'
import { nodeSqlite } from '#sources/nodeSqlite.ts'
import { findCountry } from '#sources/recognize/country.ts'
import { type Recognition, recognizeFiles } from '#sources/recognize/draft.ts'
import { type Missing, missingIn, studyOf, studyPage } from '#sources/recognize/study.ts'
import type { StudyFile } from '#sources/studyFile.ts'

/** Larger files are not looked at: no source of a country is. */
const mostBytes = 2_000_000_000

/** A study drafted from a folder or a place. */
export interface Draft {
  /** Undefined where there is nothing to write a study from. */
  readonly study: StudyFile | undefined
  readonly page: string
  readonly problems: readonly Problem[]
  readonly recognition: Recognition
  readonly missing: readonly Missing[]
  /** Assumed gateways, to be written beside the study. */
  readonly gateways: { readonly name: string; readonly text: string } | undefined
  /** The folder of the files; undefined for datasets of the manifest. */
  readonly folder: string | undefined
}

interface Brought {
  readonly files: ReadonlyMap<string, Uint8Array>
  /** The manifest's key of each file; none for files of a folder. */
  readonly keys: ReadonlyMap<string, string>
  readonly problems: readonly Problem[]
  readonly folder: string | undefined
}

/** Drafts a study. */
export async function draftStudy(
  place: string,
  { country, watch }: { readonly country: string | undefined; readonly watch: Watch },
): Promise<Draft> {
  const manifest = (await loadManifest()).value ?? { datasets: {} }
  const brought = existsSync(place)
    ? await bringFolder(resolve(place))
    : await bringPlace(place, manifest)
  const found = await recognizeFiles(brought.files, { sql: nodeSqlite, watch })
  const recognition = withDatasets(found, brought.keys)
  if (recognition.recognized.length === 0) {
    const problems = brought.problems.length > 0 ? brought.problems : [nothingFound(place, found)]
    return {
      ...{ study: undefined, page: '', problems, recognition, missing: [] },
      ...{ gateways: undefined, folder: brought.folder },
    }
  }
  const given = country === undefined ? undefined : findCountry(country)
  const told = given ?? recognition.country
  const folderName = basename(resolve(place))
  const names = {
    id: idFrom(folderName),
    iso3: told?.iso3 ?? 'ZZZ',
    name: told?.name ?? country ?? folderName,
    isKnown: told !== undefined || country !== undefined,
  }
  const byKey = new Map([...brought.files].map(([file, b]) => [brought.keys.get(file) ?? file, b]))
  const first = studyOf(recognition, names)
  const look = (study: StudyFile, files: ReadonlyMap<string, Uint8Array>) =>
    gather(study, files, { sql: nodeSqlite, watch, manifest })
  const gathered = await look(first, byKey)
  const gateways = gatewaysFor(gathered.country)
  let study = first
  let seen = gathered
  if (gateways !== undefined) {
    study = withGateways(first, gateways.name)
    const bytes = new TextEncoder().encode(gateways.text)
    seen = await look(study, new Map([...byKey, [gateways.name, bytes]]))
  }
  const missing = missingIn(gathered.country, recognition)
  const problems = [...brought.problems, ...seen.problems]
  return {
    study,
    page: studyPage(study, recognition, missing, problems),
    problems,
    recognition,
    missing,
    gateways,
    folder: brought.folder,
  }
}

/** What a folder holds, folders in it included; what a system or an earlier study put there is passed over. */
async function bringFolder(folder: string): Promise<Brought> {
  const files = new Map<string, Uint8Array>()
  const ours = new Set(['study.json', 'STUDY.md', 'assumed-gateways.csv'])
  const names = await readdir(folder, { recursive: true })
  for (const name of names.sort()) {
    const path = join(folder, name)
    const about = await stat(path)
    if (!about.isFile() || about.size > mostBytes || ours.has(name)) continue
    if (name.split(sep).some((part) => part.startsWith('.') || part === 'expected')) continue
    // Texts about the files, and the parts of a shapefile beside its .shp, are no tables.
    if (/\.(md|pdf|docx?|html?|png|jpe?g|log|qgz|xml|sbn|sbx|cpg)$/i.test(name)) continue
    files.set(relative(folder, path).split(sep).join('/'), await readFile(path))
  }
  return { files, keys: new Map(), problems: [], folder }
}

/** True for a place of which the manifest has datasets. */
export async function isPlace(place: string): Promise<boolean> {
  const { value } = await loadManifest()
  return Object.keys(value?.datasets ?? {}).some((key) => key.startsWith(`${place}/`))
}

/** The manifest's datasets of a place: those whose key begins with it. */
async function bringPlace(place: string, manifest: Manifest): Promise<Brought> {
  const wanted = Object.keys(manifest.datasets).filter((key) => key.startsWith(`${place}/`))
  const places = [...new Set(Object.keys(manifest.datasets).map((key) => key.split('/')[0]))]
  if (wanted.length === 0) {
    const near = nearestWord(place, places)
    const problem: Problem = {
      level: 'error',
      code: 'place-unknown',
      at: { source: place, table: '', row: 0 },
      message: `Cannot write a study of "${place}": there is no such folder, and data/manifest.json has no datasets of that place`,
      cure:
        near === undefined
          ? `Give a folder of files, or one of ${places.join(', ')}`
          : `Did you mean "${near}"?`,
    }
    return { files: new Map(), keys: new Map(), problems: [problem], folder: undefined }
  }
  const files = new Map<string, Uint8Array>()
  const keys = new Map<string, string>()
  const problems: Problem[] = []
  for (const key of wanted) {
    const read = await readDataset(key, manifest)
    problems.push(...read.problems)
    if (read.value === undefined) continue
    const name = basename(manifest.datasets[key].mirror)
    files.set(name, read.value)
    keys.set(name, key)
  }
  return { files, keys, problems, folder: undefined }
}

/** Sources that the manifest names go by their key there. */
function withDatasets(found: Recognition, keys: ReadonlyMap<string, string>): Recognition {
  if (keys.size === 0) return found
  const recognized = found.recognized.map((one) => {
    const { file: _, ...source } = one.source
    return { ...one, source: { dataset: keys.get(one.file) ?? one.file, ...source } }
  })
  return { ...found, recognized }
}

function nothingFound(place: string, { leftOut }: Recognition): Problem {
  const reasons = leftOut.slice(0, 5).map(({ file, why }) => `${file}: ${why}`)
  return {
    level: 'error',
    code: 'folder-empty',
    at: { source: place, table: '', row: 0 },
    message: `Cannot write a study of "${place}": ${reasons.length === 0 ? 'it holds no files' : `none of its files was recognized (${reasons.join('; ')})`}`,
    cure: 'Put in at least boundaries or a population grid, and a list of schools, clinics or villages; names such as "schools.csv" help',
  }
}

function idFrom(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return plain === '' ? 'study' : plain
}

/** One gateway in the largest settlement of each land with a twentieth of the people; none where fibre is known. */
function gatewaysFor(country: Country): Draft['gateways'] {
  const { sites, fibreNodes, fibreRoutes, land } = country
  if (tableLength(fibreNodes) + tableLength(fibreRoutes.table) > 0) return undefined
  const polygons = land.length === 0 ? undefined : indexPolygons(land)
  const largest = new Map<number, number>()
  const people = new Map<number, number>()
  let total = 0
  for (let i = 0; i < sites.lon.length; i++) {
    if (sites.kind[i] !== 'settlement' || !(sites.population[i] > 0)) continue
    const on = polygons?.findPolygon(sites.lon[i], sites.lat[i]) ?? 0
    total += sites.population[i]
    people.set(on, (people.get(on) ?? 0) + sites.population[i])
    const known = largest.get(on)
    if (known === undefined || sites.population[i] > sites.population[known]) largest.set(on, i)
  }
  const rows = [...largest].flatMap(([on, i]) =>
    on === -1 || (people.get(on) ?? 0) < total / 20
      ? []
      : `gateway-${i},"${(sites.name[i] || 'largest settlement').replaceAll('"', '')}",${sites.lon[i].toFixed(4)},${sites.lat[i].toFixed(4)},gateway,operational`,
  )
  if (rows.length === 0) return undefined
  return {
    name: 'assumed-gateways.csv',
    text: `id,name,lon,lat,role,status\n${rows.join('\n')}\n`,
  }
}

function withGateways(study: StudyFile, file: string): StudyFile {
  return {
    ...study,
    sources: [
      ...study.sources,
      {
        file,
        as: 'fibreNodes',
        origin: 'assumed',
        title: 'Assumed gateways in the largest settlements',
        licence: 'CC0-1.0',
        attribution: 'Silta: an assumption, not a survey',
      },
    ],
    assumptions: [
      ...(study.assumptions ?? []),
      {
        id: 'gateways',
        text: `No fibre is given: one working gateway is assumed in the largest settlement of each island or country (${file}); move them to where they are.`,
      },
    ],
  }
}
