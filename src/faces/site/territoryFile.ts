// The operator's one file of boundaries and names: GeoJSON whose features are countries, or areas of a
// study's country. What it gives goes before the platform's names and the study's own boundaries.
import { hasError, type Problem, type ProblemLevel } from '#base/problem.ts'
import { findExtent } from '#faces/report/wellKnownBinary.ts'
import { isCountryCode, type LocalNames } from '#faces/site/words/countries.ts'
import { isLanguage } from '#faces/site/words/languages.ts'
import type { Extent, MultiPolygon } from '#geo/shapes.ts'
import { type RawGeometry, type RawTable, type Read, rawText, rowInFile } from '#sources/raw.ts'
import { readGeoJson } from '#sources/read/geoJson.ts'
import { tableToWgs84 } from '#sources/read/toWgs84.ts'

/** A country or an area as the operator names and draws it; either may be left out. */
export interface Territory {
  readonly names: LocalNames
  /** Empty where the file gives no boundary. */
  readonly shape: MultiPolygon
  /** The box around the shape. */
  readonly extent?: Extent
  /** The feature's row in the file. */
  readonly row: number
}

/** All that the operator chose. */
export interface Territories {
  /** By ISO 3166-1 alpha-3 code. */
  readonly countries: ReadonlyMap<string, Territory>
  /** By the country's code, then by the area's identity in the study's boundaries. */
  readonly areas: ReadonlyMap<string, ReadonlyMap<string, Territory>>
}

/** Tells a problem of the file: its level, code, row, what is wrong and what cures it. */
type Tell = (level: ProblemLevel, code: string, row: number, message: string, cure: string) => void

function tellInto(problems: Problem[], source: string): Tell {
  return (level, code, row, message, cure) =>
    problems.push({ level, code, at: { source, table: source, row }, message, cure })
}

/** Columns that are read; names stand in `name_` and the tag of a language. */
const countryColumn = 'country'
const areaColumn = 'area'
const namePrefix = 'name_'

/**
 * Reads the operator's file: a FeatureCollection with the properties `country`, `area` (for an area of
 * it), `name_en`, `name_fr`, …, and a polygon, or no geometry where only names are given.
 */
export function readTerritories(bytes: Uint8Array, source: string): Read<Territories> {
  const read = readGeoJson(bytes, source)
  const moved = read.value === undefined ? undefined : tableToWgs84(read.value)
  const table = moved?.value
  const problems = [...read.problems, ...(moved?.problems ?? [])]
  if (table === undefined) return { value: undefined, problems }
  const tell = tellInto(problems, source)
  if (table.crs === '')
    tell(
      'error',
      'territory-boundary',
      0,
      'The file does not say what its coordinates are in, and they are no degrees',
      'Convert it to EPSG:4326 (ogr2ogr -t_srs EPSG:4326)',
    )
  checkColumns(table, tell)
  const countries = new Map<string, Territory>()
  const areas = new Map<string, Map<string, Territory>>()
  for (let i = 0; i < table.length; i++) {
    const row = rowInFile(table, i)
    const country = countryAt(table, i, tell)
    const territory = { row, names: namesAt(table, i, tell), ...shapeAt(table, i, tell) }
    if (country === undefined) continue
    const area = rawText(table.columns[areaColumn]?.[i])
    const holder = area === '' ? countries : (areas.get(country) ?? new Map<string, Territory>())
    const key = area === '' ? country : area
    const first = holder.get(key)
    if (first !== undefined)
      tell(
        'error',
        'territory-twice',
        row,
        `"${key}" stands in row ${first.row} already`,
        'Join the two features, or remove one',
      )
    else holder.set(key, territory)
    if (area !== '') areas.set(country, holder)
  }
  return { value: hasError(problems) ? undefined : { countries, areas }, problems }
}

function checkColumns(table: RawTable, tell: Tell): void {
  if (table.length > 0 && !table.names.includes(countryColumn))
    tell(
      'error',
      'territory-code',
      0,
      `No feature has the property "${countryColumn}"`,
      `Give each one: "${countryColumn}": "COM"`,
    )
  for (const name of table.names) {
    if (!name.startsWith(namePrefix) || isLanguage(name.slice(namePrefix.length))) continue
    tell(
      'note',
      'territory-language',
      0,
      `The site does not speak "${name.slice(namePrefix.length)}", so "${name}" is not used`,
      'Nothing, where no language of the site was meant',
    )
  }
}

function countryAt(table: RawTable, i: number, tell: Tell): string | undefined {
  if (!table.names.includes(countryColumn)) return undefined
  const code = rawText(table.columns[countryColumn][i])
  if (isCountryCode(code)) return code
  tell(
    'error',
    'territory-code',
    rowInFile(table, i),
    code === '' ? `The feature has no "${countryColumn}"` : `"${code}" is no country code`,
    'Use a code of three capital letters of ISO 3166-1',
  )
  return undefined
}

function namesAt(table: RawTable, i: number, tell: Tell): LocalNames {
  const names: Record<string, string> = {}
  for (const column of table.names) {
    const language = column.slice(namePrefix.length)
    if (!column.startsWith(namePrefix) || !isLanguage(language)) continue
    const value = table.columns[column][i]
    if (typeof value === 'number')
      tell(
        'error',
        'territory-name',
        rowInFile(table, i),
        `The name in "${column}" is the number ${value}`,
        'Write a name, or leave it out',
      )
    else if (value !== null && value !== '') names[language] = value
  }
  return names
}

function shapeAt(table: RawTable, i: number, tell: Tell): Pick<Territory, 'shape' | 'extent'> {
  const geometry = table.geometry?.[i] ?? null
  if (geometry === null) return { shape: [] }
  const say = (level: ProblemLevel, message: string, cure: string): void =>
    tell(level, 'territory-boundary', rowInFile(table, i), message, cure)
  const shape = polygonsOf(geometry)
  if (shape === undefined) {
    say('error', `The boundary is a ${geometry.type}`, 'Give a Polygon or a MultiPolygon')
    return { shape: [] }
  }
  const extent = findExtent(shape.flat())
  if (extent === undefined) {
    say('error', 'The boundary has no points', 'Give a ring of at least four, or no geometry')
    return { shape: [] }
  }
  const { west, south, east, north } = extent
  if (west < -180 || east > 180 || south < -90 || north > 90)
    say(
      'error',
      `The boundary reaches beyond 180 degrees of longitude or 90 of latitude`,
      'Cut it at 180 degrees, or convert it to EPSG:4326',
    )
  const short = shape.flat().find((ring) => ring.length < 8)
  if (short !== undefined)
    say('error', 'A ring of the boundary has fewer than four points', 'Correct or remove the ring')
  return { shape, extent }
}

function polygonsOf(geometry: RawGeometry): MultiPolygon | undefined {
  if (geometry.type === 'Polygon') return [geometry.coordinates]
  return geometry.type === 'MultiPolygon' ? geometry.coordinates : undefined
}

/** Areas of the file that none of the studies has: whoever wrote them meant something else. */
export function checkAreas(
  { areas }: Territories,
  source: string,
  known: (country: string, area: string) => boolean | undefined,
): readonly Problem[] {
  const problems: Problem[] = []
  const tell = tellInto(problems, source)
  for (const [country, each] of areas)
    for (const [area, { row }] of each)
      if (known(country, area) === false)
        tell(
          'warning',
          'territory-area',
          row,
          `The study of "${country}" has no area "${area}"`,
          'Use the identity that the study’s boundaries give it, as in the addresses under /areas',
        )
  return problems
}
