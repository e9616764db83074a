// Sites that are listed twice, in one file or in two: found by identity, by name, or by standing on the
// same spot. Each is said; the second is dropped unless the study keeps it.
import type { Problem } from '#base/problem.ts'
import { indexPoints } from '#geo/pointIndex.ts'
import { distanceMeters } from '#geo/sphere.ts'
import type { Found, SiteRow } from '#sources/import/imported.ts'
import { fold } from '#sources/nearestWord.ts'
import { meanSamePlace, ownWords } from '#sources/reconcile/names.ts'

/** Two of a kind and name within this are one: a large school has its node at the gate or in the yard. */
const sameNameMeters = 250
/** Two of two files whose own words agree are one within this: lists give a village's middle, maps the gate. */
const sameWordsMeters = 1_000
/** Two of a kind from two files within this are one, where one of them has no name. */
const sameSpotMeters = 30
/** OpenStreetMap draws each building: those of a kind this near, one without a name, are one compound. */
const compoundMeters = 100
/** The same identity further apart than this is two places that share a number by mistake. */
const sameIdMeters = 1_000

/** The sites that stay, each with an id of its own. */
export interface Deduplicated {
  readonly sites: readonly Found<SiteRow>[]
  /** Sources whose rows were dropped and gave the one that stays what it did not know. */
  readonly lenders: readonly number[]
  readonly problems: readonly Problem[]
}

/** Finds sites listed twice; the earlier in the list is the one that stays. */
export function dropDuplicates(
  found: readonly Found<SiteRow>[],
  mode: 'drop' | 'keep',
): Deduplicated {
  const problems: Problem[] = []
  const lons = found.map(({ row }) => row.lon)
  const lats = found.map(({ row }) => row.lat)
  const index = indexPoints(lons, lats)
  const firstOfId = new Map<string, number>()
  const dropped = new Uint8Array(found.length)
  const sites: Found<SiteRow>[] = []
  const lenders = new Set<number>()
  const keptAt = new Int32Array(found.length).fill(-1)

  const wordsForName = new Map<string, readonly string[]>()
  const words = (name: string): readonly string[] => {
    const known = wordsForName.get(name) ?? ownWords(name)
    wordsForName.set(name, known)
    return known
  }

  found.forEach((site, i) => {
    const { row, at } = site
    const sameId = firstOfId.get(row.id)
    const twin =
      sameId !== undefined && isSamePlace(found[sameId].row, row)
        ? sameId
        : index
            .within(row.lon, row.lat, sameWordsMeters)
            .find((j) => j < i && dropped[j] === 0 && areTwins(sites[keptAt[j]], site, words))
    if (twin !== undefined) {
      problems.push(duplicate(site, found[twin], mode))
      if (mode === 'drop') {
        dropped[i] = 1
        const kept = keptAt[twin]
        const before = sites[kept].row
        const after = completed(before, row)
        const keys = Object.keys(after) as (keyof SiteRow)[]
        if (keys.some((key) => !Object.is(before[key], after[key]))) lenders.add(row.source)
        sites[kept] = { ...sites[kept], row: after }
        return
      }
    } else if (sameId !== undefined) {
      problems.push({
        level: 'warning',
        code: 'id-repeated',
        at,
        message: `Found the id "${row.id}" a second time, for another place: first in ${placeWords(found[sameId], site)}`,
        cure: 'Give each place an id of its own, or map another column to "id"; here its row was added to it',
      })
    }
    const id = sameId === undefined ? row.id : uniqueId(`${row.id}#${at.row}`, firstOfId)
    if (!firstOfId.has(id)) firstOfId.set(id, i)
    keptAt[i] = sites.length
    sites.push(id === row.id ? site : { row: { ...row, id }, at })
  })
  return { sites, lenders: [...lenders], problems }
}

/** What the first does not say of itself, the second may. */
function completed(first: SiteRow, second: SiteRow): SiteRow {
  const number = (a: number, b: number): number => (Number.isNaN(a) ? b : a)
  const known = first.connected !== 'unknown' || first.connectedBy !== '' ? first : second
  return {
    ...first,
    name: first.name === '' ? second.name : first.name,
    users: number(first.users, second.users),
    demandMbps: number(first.demandMbps, second.demandMbps),
    connected: known.connected,
    connectedBy: known.connectedBy,
    electricity: first.electricity === 'unknown' ? second.electricity : first.electricity,
  }
}

function isSamePlace(a: SiteRow, b: SiteRow): boolean {
  const isOther = a.source !== b.source
  const isKind = a.kind === b.kind || (isOther && group(a.kind) === group(b.kind))
  return isKind && meters(a, b) <= sameIdMeters
}

function areTwins(
  a: Found<SiteRow>,
  b: Found<SiteRow>,
  words: (name: string) => readonly string[],
): boolean {
  const isOther = a.row.source !== b.row.source
  // What one list calls a clinic another may call a hospital.
  if (
    isOther &&
    group(a.row.kind) === group(b.row.kind) &&
    meanSamePlace(words(a.row.name), words(b.row.name))
  ) {
    return true
  }
  const apart = meters(a.row, b.row)
  if (a.row.kind !== b.row.kind || apart > sameNameMeters) return false
  const nameA = fold(a.row.name)
  const nameB = fold(b.row.name)
  if (nameA !== '' && nameB !== '') return nameA === nameB
  return apart <= spotMeters(a, b)
}

function group(kind: SiteRow['kind']): SiteRow['kind'] {
  return kind === 'hospital' ? 'clinic' : kind
}

function spotMeters(a: Found<SiteRow>, b: Found<SiteRow>): number {
  if (isCompound(a, b)) return compoundMeters
  // Within one file two nameless schools side by side are two schools; on the very spot they are one.
  return a.row.source === b.row.source ? 1 : sameSpotMeters
}

/** True for two elements of a map of which at most one has a name. */
function isCompound(a: Found<SiteRow>, b: Found<SiteRow>): boolean {
  const named = a.row.name !== '' && b.row.name !== ''
  return !named && a.row.id !== b.row.id && isOsmElement(a.row.id) && isOsmElement(b.row.id)
}

function isOsmElement(id: string): boolean {
  return /^(node|way|relation)\/\d+$/.test(id)
}

function meters(a: SiteRow, b: SiteRow): number {
  return distanceMeters(a.lon, a.lat, b.lon, b.lat)
}

function uniqueId(wanted: string, taken: ReadonlyMap<string, number>): string {
  let id = wanted
  for (let n = 2; taken.has(id); n++) id = `${wanted}-${n}`
  return id
}

function duplicate(site: Found<SiteRow>, first: Found<SiteRow>, mode: 'drop' | 'keep'): Problem {
  const { row, at } = site
  const name = row.name === '' ? row.id : row.name
  const where = `${Math.round(meters(row, first.row))} m from ${placeWords(first, site)}`
  if (isCompound(first, site) && mode === 'drop') {
    return {
      level: 'note',
      code: 'site-compound',
      at,
      message: `Found another building of a ${kindWords[row.kind]}, "${name}", ${where}`,
      cure: 'Nothing to do: they count as one place; give both a name on the map where they are two',
    }
  }
  if (row.source !== first.row.source && mode === 'drop') {
    return {
      level: 'note',
      code: 'site-matched',
      at,
      message: `Matched the ${kindWords[row.kind]} "${name}" of one list with that of another, ${where}`,
      cure: 'Nothing to do: they count as one, with what each list says; where they are two places, give them names that differ',
    }
  }
  return {
    level: 'warning',
    code: 'site-duplicate',
    at,
    message: `Found the ${kindWords[row.kind]} "${name}" a second time, ${where}`,
    cure:
      mode === 'drop'
        ? 'Remove one of them; the first was kept'
        : 'Remove one of them; the study keeps both ("duplicates": "keep")',
  }
}

const kindWords: Readonly<Record<SiteRow['kind'], string>> = {
  settlement: 'settlement',
  school: 'school',
  clinic: 'clinic',
  hospital: 'hospital',
  government: 'government office',
  library: 'library',
  post: 'post or bank agent',
  market: 'market',
  community: 'community center',
  worship: 'place of worship',
  telecenter: 'telecenter',
  other: 'place',
}

/** Where the other one stands, as short as the reader needs it. */
function placeWords({ row, at }: Found<SiteRow>, from: Found<SiteRow>): string {
  if (isOsmElement(row.id)) return row.name === '' ? row.id : `"${row.name}" (${row.id})`
  return at.source === from.at.source && at.table === from.at.table
    ? `row ${at.row}`
    : `row ${at.row} of ${at.source}`
}
