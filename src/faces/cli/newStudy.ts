// The work behind `silta new`: brings the files, has them recognized, gathers the country once to see
// what it lacks, and assumes gateways where no fibre is known.
import { existsSync, statSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import type { Problem } from '#base/problem.ts'
import type { Watch } from '#base/progress.ts'
import type { Country } from '#country/model.ts'
import { loadManifest, partsBeside, readDataset, readWithParts } from '#sources/files.ts'
import { gather } from '#sources/gather.ts'
import type { Manifest } from '#sources/manifest.ts'
import { nearestWord } from '#sources/nearestWord.ts'
import { nodeSqlite } from '#sources/nodeSqlite.ts'
import { countryAround } from '#sources/recognize/cities.ts'
import { findCountry } from '#sources/recognize/country.ts'
import { recognizeFiles } from '#sources/recognize/draft.ts'
import { type AssumedGateways, assumedGateways } from '#sources/recognize/gateways.ts'
import { studyPage } from '#sources/recognize/page.ts'
import type { CountryFound, LeftOut, Recognition } from '#sources/recognize/recognition.ts'
import { type Missing, missingIn, studyOf } from '#sources/recognize/study.ts'
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
  readonly gateways: AssumedGateways | undefined
  /** The folder of the files; undefined for datasets of the manifest. */
  readonly folder: string | undefined
}

interface Brought {
  readonly files: ReadonlyMap<string, Uint8Array>
  /** The manifest's key of each file; none for files of a folder. */
  readonly keys: ReadonlyMap<string, string>
  readonly problems: readonly Problem[]
  /** Documents that may hold tables nobody can read from there. */
  readonly leftOut: readonly LeftOut[]
  readonly folder: string | undefined
}

/** Drafts a study. */
export async function draftStudy(
  place: string,
  { country, watch }: { readonly country: string | undefined; readonly watch: Watch },
): Promise<Draft> {
  const manifest = (await loadManifest()).value ?? { datasets: {} }
  const brought = !existsSync(place)
    ? await bringPlace(place, manifest)
    : statSync(place).isDirectory()
      ? await bringFolder(resolve(place))
      : brokenOff(fileGiven(place))
  const given = country === undefined ? undefined : findCountry(country)
  const found = await recognizeFiles(brought.files, {
    sql: nodeSqlite,
    watch,
    ...(given === undefined ? {} : { given }),
  })
  const leftOut = [...found.leftOut, ...brought.leftOut]
  const recognition = withDatasets({ ...found, leftOut }, brought.keys)
  const nothing = (problems: readonly Problem[]): Draft => ({
    ...{ study: undefined, page: '', problems, recognition, missing: [] },
    ...{ gateways: undefined, folder: brought.folder },
  })
  if (recognition.countries.length > 1 && country === undefined)
    return nothing([severalCountries(place, recognition)])
  if (recognition.recognized.length === 0)
    return nothing(brought.problems.length > 0 ? brought.problems : [nothingFound(place, found)])

  const byKey = new Map([...brought.files].map(([file, b]) => [brought.keys.get(file) ?? file, b]))
  const look = (study: StudyFile, files: ReadonlyMap<string, Uint8Array>) =>
    gather(study, files, { sql: nodeSqlite, watch, manifest })
  const folderName = basename(resolve(place))
  const named = (told: CountryFound | undefined): StudyFile =>
    studyOf(recognition, {
      id: idFrom(folderName),
      iso3: told?.iso3 ?? 'ZZZ',
      name: told?.name ?? country ?? folderName,
      isKnown: told !== undefined || country !== undefined,
      ...(told?.byPlaces === undefined ? {} : { byPlaces: told.byPlaces }),
    })
  const told = given ?? recognition.country
  const gathered = await look(named(told), byKey)
  // An extract of OpenStreetMap names no country, but by now its places are known.
  const known = told ?? (country === undefined ? countryOf(gathered.country) : undefined)
  let study = named(known)
  let seen = gathered
  const gateways = assumedGateways(gathered.country)
  if (gateways !== undefined) {
    study = withGateways(study, gateways)
    const bytes = new TextEncoder().encode(gateways.text)
    seen = await look(study, new Map([...byKey, [gateways.name, bytes]]))
  }
  const missing = missingIn(gathered.country, recognition, gateways !== undefined)
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

/** The country whose cities most of its places lie near. */
function countryOf({ sites }: Country): CountryFound | undefined {
  const step = Math.max(1, Math.floor(sites.lon.length / 500))
  const points = Array.from({ length: Math.floor(sites.lon.length / step) }, (_, i) => {
    const row = i * step
    return [sites.lon[row], sites.lat[row]] as const
  })
  const around = countryAround(points)
  return around === undefined ? undefined : { ...around.country, byPlaces: around.share }
}

/** What a folder holds, folders in it included; what a system or an earlier study put there is passed over. */
async function bringFolder(folder: string): Promise<Brought> {
  const files = new Map<string, Uint8Array>()
  const leftOut: LeftOut[] = []
  const ours = new Set(['study.json', 'STUDY.md', 'assumed-gateways.csv'])
  const names = await readdir(folder, { recursive: true })
  // Parts of a shapefile, and tables joined to others, come with what they belong to.
  const parts = new Set(names.flatMap((name) => partsBeside(join(folder, name))))
  for (const name of names.sort()) {
    const path = join(folder, name)
    const about = await stat(path)
    if (!about.isFile() || about.size > mostBytes || ours.has(name) || parts.has(path)) continue
    if (name.split(sep).some((part) => part.startsWith('.') || part === 'expected')) continue
    const file = relative(folder, path).split(sep).join('/')
    if (/\.(pdf|docx?|odt|pptx?)$/i.test(name)) {
      leftOut.push({ file, why: 'it is a document: put its tables into a workbook or CSV' })
      continue
    }
    if (/\.dbf$/i.test(name)) {
      const shp = file.replace(/\.dbf$/i, '.shp')
      leftOut.push({ file, why: `it is the table of a shapefile: put ${shp} beside it` })
      continue
    }
    // Texts and pictures about the files are no tables, nor is what else a GIS writes beside a layer.
    if (/\.(md|png|jpe?g|log|qg[sz]|qmd|xml|sbn|sbx|shx|prj|qpj|cpg)$/i.test(name)) continue
    files.set(file, await readWithParts(path))
  }
  return { files, keys: new Map(), problems: [], leftOut, folder }
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
    return brokenOff(problem)
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
  return { files, keys, problems, leftOut: [], folder: undefined }
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

/** Nothing brought, and why. */
function brokenOff(problem: Problem): Brought {
  return { files: new Map(), keys: new Map(), problems: [problem], leftOut: [], folder: undefined }
}

function fileGiven(place: string): Problem {
  return {
    level: 'error',
    code: 'folder-empty',
    at: { source: place, table: '', row: 0 },
    message: `Cannot write a study of "${place}": it is a file, and a study is of a folder of files`,
    cure: `Put it into a folder with the other files, and give the folder: silta new ${JSON.stringify(dirname(place))}`,
  }
}

function severalCountries(place: string, { countries }: Recognition): Problem {
  const some = countries.slice(0, 6).join(', ')
  return {
    level: 'error',
    code: 'country-unclear',
    at: { source: place, table: '', row: 0 },
    message: `Cannot write a study of "${place}": its files tell of ${countries.length} countries (${some}${countries.length > 6 ? ', …' : ''}), and a study is of one`,
    cure: `Say which one: silta new ${place} --country ${JSON.stringify(countries[0])}; files of the others are then left out`,
  }
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

function withGateways(study: StudyFile, { name, where }: AssumedGateways): StudyFile {
  return {
    ...study,
    sources: [
      ...study.sources,
      {
        file: name,
        as: 'fibreNodes',
        origin: 'assumed',
        title: `Assumed gateways in ${where}`,
        licence: 'CC0-1.0',
        attribution: 'Silta: an assumption, not a survey',
      },
    ],
    assumptions: [
      ...(study.assumptions ?? []),
      {
        id: 'gateways',
        text: `No fibre is given: one working gateway is assumed in ${where} of each island or country (${name}); move them to where they are.`,
      },
    ],
  }
}
