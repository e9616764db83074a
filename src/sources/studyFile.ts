// `study.json`: read, checked whole against its schema, overridden from the command line, and turned
// into the settings of a study with the defaults filled in.
import type { Json } from '#base/canonical.ts'
import { hasError, type Problem } from '#base/problem.ts'
import { defaultSettings, type StudySettings } from '#country/defaults.ts'
import type { Origin, RadioTechnology, SiteKind } from '#country/model.ts'
import type { Assumption, Study } from '#country/study.ts'
import { checkJson, findSchema, type JsonSchema } from '#sources/jsonSchema.ts'
import { nearestWord } from '#sources/nearestWord.ts'
import type { Read } from '#sources/raw.ts'
import { type ColumnRole, type Role, studySchema } from '#sources/studySchema.ts'

type Deep<T> = T extends readonly unknown[] | null
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: Deep<T[K]> }
    : T

/** West, south, east, north. */
export type ExtentList = readonly [west: number, south: number, east: number, north: number]

/** One file of a study and what it is read as; each field is explained in the schema. */
export interface StudySource {
  readonly dataset?: string
  readonly file?: string
  readonly as: Role | readonly Role[]
  readonly layer?: string
  readonly crs?: string
  readonly names?: readonly string[]
  readonly columns?: Partial<Record<ColumnRole, string>>
  readonly kind?: SiteKind
  readonly kinds?: Readonly<Record<string, SiteKind | 'skip'>>
  readonly technology?: RadioTechnology
  readonly role?: 'node' | 'gateway' | 'landing' | 'exchange'
  readonly levels?: Readonly<Record<string, number>>
  readonly startsAt?: readonly [lon: number, lat: number]
  readonly origin?: Origin
  readonly title?: string
  readonly licence?: string
  readonly attribution?: string
  readonly date?: string
}

/** A territory administered separately, by a box around its land. */
export interface ApartTerritory {
  readonly name: string
  readonly extent: ExtentList
}

/** Whose count of people is taken where a census and a grid disagree. */
export interface PeopleRules {
  /** Whose shares by area. */
  readonly areas: 'grid' | 'census'
  /** Whose total for the country, where the shares are the census’s. */
  readonly total: 'grid' | 'census'
}

/** `study.json` as it is written: what it leaves out takes its default. */
export interface StudyFile extends Deep<StudySettings> {
  readonly $schema?: string
  readonly id: string
  readonly title: string
  readonly language?: string
  readonly mode?: Study['mode']
  readonly country: {
    readonly iso3: string
    readonly name: string
    readonly extent?: ExtentList
    readonly apart?: readonly ApartTerritory[]
  }
  readonly sources: readonly StudySource[]
  readonly complete?: { readonly cellular?: boolean; readonly fibre?: boolean }
  readonly settlements?: { readonly leastPeople?: number }
  readonly reconcile?: {
    readonly people?: Partial<PeopleRules>
    readonly fibreJoinMeters?: number
  }
  readonly duplicates?: 'drop' | 'keep'
  readonly assumptions?: readonly Assumption[]
  readonly publish?: { readonly places?: 'rounded' | 'exact' }
}

/** The name a source goes by in messages, in `Source.id` and among the files given to `gather`. */
export function sourceKey({ dataset, file }: StudySource): string {
  return dataset ?? file ?? ''
}

/** What a source is read as, as a list. */
export function rolesOf({ as }: StudySource): readonly Role[] {
  return typeof as === 'string' ? [as] : as
}

/**
 * Reads `study.json`: all its faults at once, each with its JSON path.
 *
 * @param overrides Settings laid over it, each `key=value`.
 */
export function readStudy(
  bytes: Uint8Array,
  source: string,
  overrides: readonly string[] = [],
): Read<StudyFile> {
  const parsed = parseJson(bytes, source)
  if (parsed.value === undefined) return { value: undefined, problems: parsed.problems }
  const changed = applyOverrides(parsed.value, overrides)
  const json = changed.value as Json
  const problems = [...changed.problems, ...checkJson(studySchema, json, source)]
  if (hasError(problems)) return { value: undefined, problems }
  const file = json as unknown as StudyFile
  const between = checkBetween(file, source)
  return { value: hasError(between) ? undefined : file, problems: [...problems, ...between] }
}

/** The study that a file asks for, defaults filled in. */
export function studyFrom(file: StudyFile): Study {
  const mode = file.mode ?? 'silta'
  const preset = defaultSettings(mode)
  const settings = merge(preset as unknown as Json, settingsOf(file)) as unknown as StudySettings
  const ownPrices = file.prices !== undefined && Object.keys(file.prices).length > 0
  const { name } = settings.prices
  return {
    id: file.id,
    title: file.title,
    ...(file.language === undefined ? {} : { language: file.language }),
    mode,
    ...settings,
    prices: {
      ...settings.prices,
      // A default book with another price in it is another book.
      name: ownPrices && file.prices?.name === undefined ? `${name}, changed` : name,
    },
    assumptions: file.assumptions ?? [],
    ...(file.publish?.places === undefined ? {} : { publish: { places: file.publish.places } }),
  }
}

function settingsOf(file: StudyFile): Json {
  const {
    prices = {},
    demand = {},
    gap = {},
    economy = {},
    budget = {},
    fibre = {},
    radio = {},
  } = file
  const settings = { prices, demand, gap, economy, budget, fibre, radio }
  return (file.seed === undefined ? settings : { ...settings, seed: file.seed }) as unknown as Json
}

/** Objects by name, all else replaced whole. */
function merge(under: Json, over: Json): Json {
  if (!isObject(under) || !isObject(over)) return over
  const merged: Record<string, Json> = { ...under }
  for (const [name, value] of Object.entries(over)) {
    merged[name] = Object.hasOwn(under, name) ? merge(under[name], value) : value
  }
  return merged
}

function isObject(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Lays settings over a study: `prices.fibre.routeUsdPerKm=9000`, `budget.capexUsdPerYear=[1,2,3,4]`.
 * A value is JSON where it reads as such, otherwise a text; names are those of the schema.
 */
export function applyOverrides(json: Json, overrides: readonly string[]): Read<Json> {
  const problems: Problem[] = []
  let value = json
  for (const override of overrides) {
    const fault = (message: string, cure: string): void => {
      problems.push({
        level: 'error',
        code: 'override-wrong',
        at: { source: '--override', table: override, row: 0 },
        message,
        cure,
      })
    }
    const equals = override.indexOf('=')
    if (equals < 1) {
      fault(`Cannot use the override "${override}": it has no "="`, 'Write it as key=value')
      continue
    }
    const path = override.slice(0, equals).trim().split('.')
    const schema = findSchema(studySchema, path)
    if (schema === undefined) {
      const { name, known } = firstUnknown(path)
      const near = nearestWord(name, known)
      fault(
        `Cannot use the override "${override}": there is no setting "${name}"`,
        near === undefined ? `Use one of ${known.join(', ')}` : `Did you mean "${near}"?`,
      )
      continue
    }
    value = withValue(value, path, overrideValue(override.slice(equals + 1), schema))
  }
  return { value, problems }
}

function overrideValue(text: string, schema: JsonSchema): Json {
  const onlyText = schema.type === 'string'
  if (onlyText && !text.trim().startsWith('"')) return text
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}

function firstUnknown(path: readonly string[]): { name: string; known: readonly string[] } {
  for (let i = 0; i < path.length; i++) {
    if (findSchema(studySchema, path.slice(0, i + 1)) !== undefined) continue
    const above = findSchema(studySchema, path.slice(0, i))
    return { name: path[i], known: Object.keys(above?.properties ?? {}) }
  }
  return { name: path.join('.'), known: [] }
}

function withValue(json: Json, path: readonly string[], value: Json): Json {
  if (path.length === 0) return value
  const [name, ...rest] = path
  if (Array.isArray(json)) {
    const list: Json[] = [...json]
    const at = Number(name)
    list[at] = withValue(list[at] ?? {}, rest, value)
    return list
  }
  const object = isObject(json) ? json : {}
  return { ...object, [name]: withValue(object[name] ?? {}, rest, value) }
}

function parseJson(bytes: Uint8Array, source: string): Read<Json> {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return { value: JSON.parse(text) as Json, problems: [] }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const position = /position (\d+)/.exec(message)
    const row =
      position === null
        ? 0
        : new TextDecoder().decode(bytes).slice(0, Number(position[1])).split('\n').length
    return {
      value: undefined,
      problems: [
        {
          level: 'error',
          code: 'study-unreadable',
          at: { source, table: '', row },
          message: `Cannot read "${source}" as JSON: ${message}`,
          cure: 'Correct the text at this place; an editor that knows JSON marks it',
        },
      ],
    }
  }
}

/** What a schema cannot say: faults between settings. */
function checkBetween(file: StudyFile, source: string): Problem[] {
  const problems: Problem[] = []
  const fault = (path: string, message: string, cure: string): void => {
    problems.push({
      level: 'error',
      code: 'setting-wrong',
      at: { source, table: path, row: 0 },
      message,
      cure,
    })
  }
  file.sources.forEach((one, i) => {
    const path = `$.sources[${i}]`
    if ((one.dataset === undefined) === (one.file === undefined)) {
      fault(
        path,
        `Cannot use ${path}: it names ${one.file === undefined ? 'neither "dataset" nor "file"' : 'both "dataset" and "file"'}`,
        'Name one of them: a key of data/manifest.json, or a file of this folder',
      )
    }
  })
  const { firstYear, lastYear, capexUsdPerYear } = studyFrom(file).budget
  if (lastYear < firstYear) {
    fault(
      '$.budget.lastYear',
      `Cannot use $.budget: it ends in ${lastYear} and begins in ${firstYear}`,
      'Let lastYear be firstYear or later',
    )
  } else if (capexUsdPerYear !== null && capexUsdPerYear.length !== lastYear - firstYear + 1) {
    fault(
      '$.budget.capexUsdPerYear',
      `Cannot use $.budget.capexUsdPerYear: it has ${capexUsdPerYear.length} entries for ${lastYear - firstYear + 1} years`,
      `Give one number for each year from ${firstYear} to ${lastYear}, or null`,
    )
  }
  const { minMbps, maxMbps } = studyFrom(file).demand
  if (minMbps > maxMbps) {
    fault(
      '$.demand.minMbps',
      `Cannot use $.demand: the least, ${minMbps} Mbps, is more than the most, ${maxMbps}`,
      'Let minMbps be at most maxMbps',
    )
  }
  const { bandwidthUsdPerMbpsYear, extraUsdPerMbpsYear } = studyFrom(file).prices.satellite
  if (extraUsdPerMbpsYear < bandwidthUsdPerMbpsYear) {
    fault(
      '$.prices.satellite.extraUsdPerMbpsYear',
      `Cannot use $.prices.satellite: a Mbps above the pool costs ${extraUsdPerMbpsYear}, less than the ${bandwidthUsdPerMbpsYear} within it`,
      'Let extraUsdPerMbpsYear be at least bandwidthUsdPerMbpsYear; equal where there is no pool',
    )
  }
  const boxes = [
    ['$.country.extent', file.country.extent] as const,
    ...(file.country.apart ?? []).map(
      ({ extent }, i) => [`$.country.apart[${i}].extent`, extent] as const,
    ),
  ]
  for (const [path, box] of boxes) {
    if (box === undefined) continue
    const [west, south, east, north] = box
    if (west < east && south < north && south >= -90 && north <= 90) continue
    fault(
      path,
      `Cannot use ${path}: found [${box.join(', ')}]`,
      'Give west, south, east, north, with west below east and south below north',
    )
  }
  return problems
}
