// From a study's folder to its country: finds the folder, brings each file from the folder, the cache
// or the mirror, verifies digests. The only file of this room that touches the machine.
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { zipSync } from 'fflate'
import { bytesDigest } from '#base/canonical.ts'
import type { Problem } from '#base/problem.ts'
import { report, type Watch } from '#base/progress.ts'
import type { Country } from '#country/model.ts'
import type { Study } from '#country/study.ts'
import { gather, withoutConsequences } from '#sources/gather.ts'
import { type Dataset, type Manifest, readManifest } from '#sources/manifest.ts'
import { nearestWord } from '#sources/nearestWord.ts'
import { nodeSqlite } from '#sources/nodeSqlite.ts'
import type { Read } from '#sources/raw.ts'
import { readStudy, type StudyFile, sourceKey } from '#sources/studyFile.ts'

/** The clone that this file is in. */
const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** How to load a study. */
export interface LoadOptions {
  /** Settings laid over `study.json`, each `key=value`: `prices.fibre.routeUsdPerKm=9000`. */
  readonly overrides?: readonly string[]
  readonly watch?: Watch
  /** Folders that hold the manifest's files, in order; the cache and the mirror where left out. */
  readonly stores?: readonly string[]
}

/** A study as far as it could be loaded: with an error among the problems, the rest may be partial. */
export interface LoadedStudy {
  /** Undefined only where nothing could be made of the folder. */
  readonly country: Country | undefined
  readonly study: Study | undefined
  readonly problems: readonly Problem[]
  /** What `gather` was given, so that the same can be computed elsewhere. */
  readonly inputs?: StudyInputs
}

/** Everything a study is computed from. */
export interface StudyInputs {
  readonly file: StudyFile
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly manifest: Manifest
}

/**
 * Loads a study's folder: reads `study.json`, brings its files, gathers the country, checks it.
 *
 * Bad input is in the list of problems, never thrown; only a cancelled watch throws.
 *
 * @param dir The folder that holds `study.json`, the file itself, or the name of a study in `studies/`.
 */
export async function loadStudy(dir: string, options: LoadOptions = {}): Promise<LoadedStudy> {
  const { overrides = [], watch = {}, stores = dataStores() } = options
  const folder = findStudyFolder(dir)
  if (folder === undefined) return nothing([studyMissing(dir)])
  const path = join(folder, 'study.json')
  const read = readStudy(await readFile(path), shortPath(path), overrides)
  if (read.value === undefined) return nothing(read.problems)
  const manifest = await loadManifest()
  if (manifest.value === undefined) return nothing([...read.problems, ...manifest.problems])

  const brought = await bringFiles(read.value, folder, manifest.value, stores, watch)
  const gathered = await gather(brought.file, brought.files, {
    watch,
    sql: nodeSqlite,
    manifest: manifest.value,
  })
  return {
    country: gathered.country,
    study: gathered.study,
    problems: withoutConsequences([...read.problems, ...brought.problems, ...gathered.problems]),
    inputs: { file: brought.file, files: brought.files, manifest: manifest.value },
  }
}

/** The datasets of the manifest, and what is wrong with it. */
export async function loadManifest(): Promise<Read<Manifest>> {
  const path = join(root, 'data', 'manifest.json')
  return readManifest(await readFile(path), shortPath(path))
}

/** The folder that datasets are brought into. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  return resolve(root, env.SILTA_CACHE ?? join('.cache', 'data'))
}

/** The bytes of a dataset from the first store that holds it whole, with what is wrong. */
export function readDataset(
  key: string,
  manifest: Manifest,
  stores: readonly string[] = dataStores(),
): Promise<Read<Uint8Array>> {
  return bringDataset(key, manifest, stores)
}

/** The folders where the manifest's files may lie: the cache first, then the mirror. */
export function dataStores(env: NodeJS.ProcessEnv = process.env): readonly string[] {
  const cache = cacheFolder(env)
  const mirror = resolve(root, env.SILTA_MIRROR ?? join('..', 'shared', 'data'))
  return [cache, mirror].filter((folder) => existsSync(folder))
}

function nothing(problems: readonly Problem[]): LoadedStudy {
  return { country: undefined, study: undefined, problems }
}

function findStudyFolder(dir: string): string | undefined {
  const given = resolve(dir)
  const candidates = [
    given,
    ...(basename(given) === 'study.json' ? [dirname(given)] : []),
    ...(/^[a-z0-9-]+$/.test(dir) ? [join(root, 'studies', dir)] : []),
  ]
  return candidates.find((folder) => isFile(join(folder, 'study.json')))
}

function studyMissing(dir: string): Problem {
  const known = listStudies()
  const near = nearestWord(basename(dir), known)
  const cure =
    near !== undefined
      ? `Did you mean studies/${near}?`
      : `Give a folder that holds study.json${known.length > 0 ? `, such as studies/${known[0]}` : ''}`
  return {
    level: 'error',
    code: 'study-missing',
    at: { source: dir, table: '', row: 0 },
    message: `Cannot load a study from "${dir}": ${!existsSync(dir) ? 'there is no such folder' : statSync(dir).isDirectory() ? 'it holds no study.json' : 'it is a file, and no study.json'}`,
    cure,
  }
}

function listStudies(): readonly string[] {
  const folder = join(root, 'studies')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'study.json')))
    .sort()
}

/** A path as a person in the current folder writes it, where that is shorter. */
function shortPath(path: string): string {
  const short = relative(process.cwd(), path)
  return short.startsWith(`..${sep}..`) ? path : short
}

interface Brought {
  /** The study with only those sources whose file was found. */
  readonly file: StudyFile
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly problems: readonly Problem[]
}

/** Brings the bytes of every source; one that cannot be brought is a problem and left out. */
async function bringFiles(
  file: StudyFile,
  folder: string,
  manifest: Manifest,
  stores: readonly string[],
  watch: Watch,
): Promise<Brought> {
  const files = new Map<string, Uint8Array>()
  const problems: Problem[] = []
  const asked = new Set<string>()
  for (const [i, spec] of file.sources.entries()) {
    report(watch, 'Bringing the files', i / file.sources.length)
    const key = sourceKey(spec)
    if (asked.has(key)) continue
    asked.add(key)
    const read =
      spec.dataset === undefined
        ? await bringOwn(folder, key)
        : await bringDataset(key, manifest, stores)
    problems.push(...read.problems)
    if (read.value !== undefined) files.set(key, read.value)
  }
  const sources = file.sources.filter((spec) => files.has(sourceKey(spec)))
  return { file: { ...file, sources }, files, problems }
}

function fault(source: string, code: Problem['code'], message: string, cure: string): Problem {
  return { level: 'error', code, at: { source, table: '', row: 0 }, message, cure }
}

/** A file of the study's own folder: never one outside it, not by dots and not by links. */
async function bringOwn(folder: string, file: string): Promise<Read<Uint8Array>> {
  const path = resolve(folder, file)
  const outside = fault(
    file,
    'path-outside-study',
    `Cannot read "${file}": it lies outside the study’s folder`,
    'Put the file into the folder, or name a dataset of data/manifest.json',
  )
  if (isAbsolute(file) || !isWithin(folder, path)) return { value: undefined, problems: [outside] }
  if (!isFile(path)) {
    const others = readdirSync(folder).filter((name) => name !== file)
    const near = nearestWord(file, others)
    return {
      value: undefined,
      problems: [
        fault(
          file,
          'file-missing',
          `Cannot read "${file}": ${existsSync(path) ? 'it is a folder' : 'the file is not there'}`,
          near === undefined
            ? 'Put the file into the study’s folder, or remove the source from the study'
            : `Did you mean "${near}"?`,
        ),
      ],
    }
  }
  if (!isWithin(realpathSync(folder), realpathSync(path))) {
    return { value: undefined, problems: [outside] }
  }
  return { value: await readWithParts(path), problems: [] }
}

/**
 * The files that belong to one beside it: to a shapefile's .shp those of its name, to the nodes or spans of
 * the Open Fibre Data Standard's CSV the tables of the same export.
 */
export function partsBeside(path: string): readonly string[] {
  const [folder, own] = [dirname(path), basename(path)]
  const beside = (belongs: (name: string) => boolean): readonly string[] =>
    readdirSync(folder)
      .filter((name) => name !== own && belongs(name))
      .sort()
      .map((name) => join(folder, name))
  if (/\.shp$/i.test(own)) {
    const stem = own.slice(0, -4).toLowerCase()
    return beside((one) => /\.(dbf|prj|cpg)$/i.test(one) && one.slice(0, -4).toLowerCase() === stem)
  }
  const [, prefix, list] = /^(.*?)(nodes|spans)\.csv$/i.exec(own) ?? []
  if (list === undefined || !headOf(path).includes(`${list.toLowerCase()}/0/id`)) return []
  const shared = '(networks|phases|organisations|links|contracts|wayleaves)(_[a-z]+)?'
  const ours = new RegExp(`^(${list}_[a-z]+|${shared})[.]csv$`, 'i')
  return beside((one) => one.startsWith(prefix) && ours.test(one.slice(prefix.length)))
}

function headOf(path: string): string {
  if (!statSync(path).isFile()) return ''
  const head = Buffer.alloc(4096)
  const file = openSync(path, 'r')
  try {
    return head.toString('utf8', 0, readSync(file, head))
  } finally {
    closeSync(file)
  }
}

/** The bytes of a file; where others belong to it, a zip with them, as shapefiles travel. */
export async function readWithParts(path: string): Promise<Uint8Array> {
  const parts = partsBeside(path)
  if (parts.length === 0) return readFile(path)
  const packed: Record<string, Uint8Array> = {}
  for (const one of [path, ...parts]) packed[basename(one)] = await readFile(one)
  // The same bytes on every day: a zip's own times are left at its first day.
  return zipSync(packed, { level: 0, mtime: new Date(1980, 0, 1) })
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile()
}

function isWithin(folder: string, path: string): boolean {
  const below = relative(folder, path)
  return below !== '' && below !== '..' && !below.startsWith(`..${sep}`) && !isAbsolute(below)
}

/**
 * A dataset of the manifest, from the first store that holds it whole. One that differs from its digest
 * is an error that stops the plan; it is read all the same, so that the list says what else is wrong.
 */
async function bringDataset(
  key: string,
  { datasets }: Manifest,
  stores: readonly string[],
): Promise<Read<Uint8Array>> {
  if (!Object.hasOwn(datasets, key)) {
    const near = nearestWord(key, Object.keys(datasets))
    return {
      value: undefined,
      problems: [
        fault(
          key,
          'dataset-unknown',
          `Cannot bring the dataset "${key}": data/manifest.json has none of this name`,
          near === undefined
            ? 'Use a key of data/manifest.json, or give the file itself with "file"'
            : `Did you mean "${near}"?`,
        ),
      ],
    }
  }
  const dataset = datasets[key]
  const problems: Problem[] = []
  let other: Uint8Array | undefined
  for (const store of stores) {
    const path = join(store, dataset.mirror)
    if (!existsSync(path)) continue
    const bytes = await readFile(path)
    const digest = bytesDigest(bytes)
    if (digest === `sha256:${dataset.sha256}`) return { value: bytes, problems: [] }
    other ??= bytes
    problems.push(
      fault(
        key,
        'dataset-digest',
        `Cannot use ${shortPath(path)} as "${key}": it has ${bytes.length} bytes with ${digest}, expected ${dataset.bytes} with sha256:${dataset.sha256}`,
        `Delete the file and get it again: ${getCommand(key, dataset)}`,
      ),
    )
  }
  if (problems.length > 0) return { value: other, problems }
  return {
    value: undefined,
    problems: [
      fault(
        key,
        'dataset-missing',
        `Cannot find the dataset "${key}" (${dataset.title}): neither the cache nor a mirror holds it`,
        `Get it: ${getCommand(key, dataset)} — or set SILTA_MIRROR to a folder that holds ${dataset.mirror}`,
      ),
    ],
  }
}

/** What brings a dataset into the cache. */
function getCommand(key: string, { addresses, mirror, derived }: Dataset): string {
  if (addresses.length === 0) return `ask whoever gave you the study for ${mirror} (${derived})`
  return `bin/silta fetch ${key}`
}
