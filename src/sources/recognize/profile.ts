// What a table is, by its columns: their names in several languages scored together with their values.
import { rawDegrees, rawPosition } from '#sources/degrees.ts'
import { fold } from '#sources/nearestWord.ts'
import { type RawGeometry, type RawTable, type RawValue, rawNumber, rawText } from '#sources/raw.ts'
import { columnWords, tokensOf } from '#sources/recognize/words.ts'
import type { ColumnRole } from '#sources/studySchema.ts'

/** At most this many rows are looked at: enough to tell, however long the table. */
const looked = 2_000

/** One column by its values. */
export interface ColumnProfile {
  readonly name: string
  /** Share of the rows that have a value. */
  readonly filledShare: number
  /** Share of the values that are numbers. */
  readonly numberShare: number
  readonly min: number
  readonly max: number
  /** Share of the numbers with a fraction. */
  readonly fractionShare: number
  /** Share of the values that are degrees, with minutes and seconds too. */
  readonly degreeShare: number
  /** Share of the values that hold both coordinates. */
  readonly pairShare: number
  /** Different values, as a share of all values. */
  readonly distinctShare: number
  readonly distinct: readonly string[]
}

/** A table by what it shows. */
export interface TableProfile {
  readonly table: RawTable
  readonly shape: 'point' | 'line' | 'polygon' | 'none'
  readonly columns: readonly ColumnProfile[]
  /** The column that most likely holds each thing. */
  readonly found: Partial<Readonly<Record<ColumnRole, string>>>
}

/** Looks at a table. */
export function profileTable(table: RawTable): TableProfile {
  const columns = table.names.map((name) => profileColumn(name, table.columns[name]))
  return { table, shape: shapeOf(table), columns, found: findRoles(columns) }
}

function profileColumn(name: string, values: readonly RawValue[]): ColumnProfile {
  const step = Math.max(1, Math.floor(values.length / looked))
  const distinct = new Set<string>()
  let seen = 0
  let filled = 0
  let numbers = 0
  let fractions = 0
  let degrees = 0
  let pairs = 0
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  for (let row = 0; row < values.length; row += step) {
    seen++
    const value = values[row]
    if (value === null) continue
    filled++
    distinct.add(rawText(value))
    const number = rawNumber(value)
    if (Number.isNaN(number)) {
      if (!Number.isNaN(rawDegrees(value))) degrees++
      else if (rawPosition(value) !== undefined) pairs++
      continue
    }
    numbers++
    if (!Number.isInteger(number)) fractions++
    if (number < min) min = number
    if (number > max) max = number
  }
  return {
    name,
    filledShare: filled / Math.max(1, seen),
    numberShare: numbers / Math.max(1, filled),
    min,
    max,
    fractionShare: fractions / Math.max(1, numbers),
    degreeShare: (numbers + degrees) / Math.max(1, filled),
    pairShare: pairs / Math.max(1, filled),
    distinctShare: distinct.size / Math.max(1, filled),
    distinct: [...distinct].slice(0, 400),
  }
}

function shapeOf({ geometry }: RawTable): TableProfile['shape'] {
  if (geometry === undefined) return 'none'
  const counts = { point: 0, line: 0, polygon: 0 }
  const step = Math.max(1, Math.floor(geometry.length / looked))
  for (let row = 0; row < geometry.length; row += step) {
    const kind = kindOf(geometry[row])
    if (kind !== undefined) counts[kind]++
  }
  const { point, line, polygon } = counts
  if (point + line + polygon === 0) return 'none'
  return polygon >= line && polygon >= point ? 'polygon' : line >= point ? 'line' : 'point'
}

function kindOf(geometry: RawGeometry | null): 'point' | 'line' | 'polygon' | undefined {
  if (geometry === null) return undefined
  if (geometry.type.endsWith('Point')) return 'point'
  return geometry.type.endsWith('LineString') ? 'line' : 'polygon'
}

/** The best column for each role: each column serves one role, the surest pairs first. */
function findRoles(
  columns: readonly ColumnProfile[],
): Partial<Readonly<Record<ColumnRole, string>>> {
  const pairs: { role: ColumnRole; name: string; score: number }[] = []
  for (const role of Object.keys(columnWords) as ColumnRole[]) {
    for (const column of columns) {
      const score = nameScore(column.name, role)
      if (score > 0 && fits(column, role)) pairs.push({ role, name: column.name, score })
    }
  }
  pairs.sort((a, b) => b.score - a.score)
  const found: Partial<Record<ColumnRole, string>> = {}
  const used = new Set<string>()
  for (const { role, name } of pairs) {
    if (found[role] !== undefined || used.has(name)) continue
    found[role] = name
    used.add(name)
  }
  if (found.position === undefined && found.lon === undefined) {
    const both = columns.find(({ pairShare, filledShare }) => pairShare > 0.9 && filledShare > 0.5)
    if (both !== undefined) {
      found.position = both.name
      used.add(both.name)
    }
  }
  if (found.name === undefined) {
    const named = columns.find((column) => !used.has(column.name) && areNames(column))
    if (named !== undefined) found.name = named.name
  }
  return found
}

/** Texts that nearly all differ, of words and not of codes, digits or geometry: names, whatever their column is called. */
function areNames({ numberShare, filledShare, distinctShare, distinct }: ColumnProfile): boolean {
  if (numberShare > 0.1 || filledShare < 0.5 || distinctShare < 0.6 || distinct.length < 3)
    return false
  const like = distinct.filter(
    (value) =>
      value.length >= 2 &&
      value.length <= 80 &&
      /^[\p{L}\p{M}][\p{L}\p{M}\p{N} .,’'()/–-]*$/u.test(value),
  )
  const words = like.filter((value) => !/\d/.test(value))
  return words.length * 10 >= distinct.length * 7
}

/** How surely a column's name speaks of a role: the whole name, one of its words, or its beginning. */
function nameScore(name: string, role: ColumnRole): number {
  const words = (columnWords[role] ?? []).map(fold)
  const whole = fold(name)
  const tokens = tokensOf(name)
  let best = 0
  words.forEach((word, rank) => {
    const sure = 1 - rank / (words.length * 4)
    if (whole === word) best = Math.max(best, 3 + sure)
    // One letter is a word of its own only where it is the whole name.
    else if (word.length > 1 && tokens.includes(word)) best = Math.max(best, 1.5 + sure)
    else if (word.length >= 5 && (whole.startsWith(word) || whole.endsWith(word)))
      best = Math.max(best, 0.5 + sure)
  })
  // Of several counts of people the latest is meant: "Population 2013", "Population 2023".
  const year = role === 'population' && best > 0 ? /(?:19|20)\d\d/.exec(name) : null
  return year === null ? best : best + (Number(year[0]) - 1900) / 1e5
}

/** Whether a column's values may be what its name promises. */
function fits(column: ColumnProfile, role: ColumnRole): boolean {
  const { filledShare, numberShare, degreeShare, pairShare, min, max, distinctShare, distinct } =
    column
  if (filledShare === 0) return false
  const isNumeric = numberShare > 0.8
  switch (role) {
    case 'lon':
    case 'lat':
      // Degrees, written in one way or the other, or meters of some projection.
      if (!isNumeric) return degreeShare > 0.8
      return max > min && Math.abs(max) < 2.1e7
    case 'position':
      return pairShare > 0.8
    case 'population':
      return isNumeric && min >= 0 && max >= 2
    case 'users':
    case 'heightMeters':
    case 'radiusMeters':
      return isNumeric && min >= 0
    case 'name':
      // Half the schools of a list may have the same name; a province repeats more.
      return !isNumeric && (distinctShare > 0.2 || distinct.length < 3)
    case 'kind':
      return !isNumeric && distinct.length <= 80
    case 'technology':
      return distinct.some((value) =>
        /^(2g|3g|4g|5g|gsm|cdma|umts|wcdma|lte|nr)/i.test(value.trim()),
      )
    case 'level':
      return distinct.length <= 12
    case 'id':
      return distinctShare > 0.9
    default:
      return true
  }
}

/**
 * Two columns of degrees that no name tells: numbers with fractions whose pairs lie in a known box, one
 * way round or the other.
 */
export function findUnnamedPosition(
  { columns, table }: TableProfile,
  box: { west: number; south: number; east: number; north: number },
): { readonly lon: string; readonly lat: string } | undefined {
  const candidates = columns.filter(
    ({ numberShare, fractionShare, filledShare, min, max }) =>
      numberShare > 0.95 && fractionShare > 0.8 && filledShare > 0.8 && min >= -180 && max <= 180,
  )
  let best: { lon: string; lat: string; share: number } | undefined
  for (const lon of candidates) {
    for (const lat of candidates) {
      if (lon === lat) continue
      const share = shareInside(table, lon.name, lat.name, box)
      if (share > 0.9 && share > (best?.share ?? 0)) best = { lon: lon.name, lat: lat.name, share }
    }
  }
  return best
}

function shareInside(
  table: RawTable,
  lon: string,
  lat: string,
  box: { west: number; south: number; east: number; north: number },
): number {
  const step = Math.max(1, Math.floor(table.length / looked))
  let seen = 0
  let inside = 0
  for (let row = 0; row < table.length; row += step) {
    const x = rawNumber(table.columns[lon][row])
    const y = rawNumber(table.columns[lat][row])
    if (Number.isNaN(x) || Number.isNaN(y)) continue
    seen++
    if (x >= box.west && x <= box.east && y >= box.south && y <= box.north) inside++
  }
  return inside / Math.max(1, seen)
}
