// Which country a folder of files is about: by the codes and names that stand in them, otherwise by the
// cities its coordinates lie near; and in which system a table counts that says nothing of it.
import { type CountryCode, countryCodes } from '#country/countryCodes.ts'
import { isInExtent } from '#geo/pointInPolygon.ts'
import type { Extent } from '#geo/shapes.ts'
import { fold, nearestWord } from '#sources/nearestWord.ts'
import { type RawTable, rawNumber } from '#sources/raw.ts'
import { findToLonLat } from '#sources/read/toWgs84.ts'
import type { TableProfile } from '#sources/recognize/profile.ts'

const byIso3 = new Map(countryCodes.map((one) => [one.iso3.toLowerCase(), one]))
const byIso2 = new Map(countryCodes.map((one) => [one.iso2.toLowerCase(), one]))
const byName = new Map(countryCodes.map((one) => [fold(one.name), one]))

/** The country of a code of two or three letters, or of a name. */
export function findCountry(word: string): CountryCode | undefined {
  const plain = word.trim().toLowerCase()
  return byIso3.get(plain) ?? byIso2.get(plain) ?? byName.get(fold(word))
}

/** The name of the country that a mistyped one most likely meant. */
export function nearestCountry(word: string): string | undefined {
  return nearestWord(
    word,
    countryCodes.map(({ name }) => name),
  )
}

/** The one country that a table's columns tell of: a column of codes or names that holds one country alone. */
export function countryInTable({ columns }: TableProfile): CountryCode | undefined {
  for (const { name, distinct, filledShare } of columns) {
    const isSubdivision = /iso.?3166.?2/i.test(name)
    if (filledShare < (isSubdivision ? 0.1 : 0.5)) continue
    if (distinct.length === 0 || distinct.length > 60) continue
    if (!isSubdivision && distinct.length !== 1) continue
    const value = isSubdivision ? distinct[0].slice(0, 2) : distinct[0]
    // Codes of two and three letters stand for much else: they count in columns that say so.
    const isCode = /iso.?(3166|a?[23])|country|pays|pa[ií]s|cca[23]|adm(in)?0/i.test(name)
    const found = value.length > 3 || isCode ? findCountry(value) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

/** The country that a file's name speaks of. */
export function countryInName(name: string): CountryCode | undefined {
  for (const word of name.split(/[^\p{Letter}]+/u)) {
    const found = word.length >= 4 ? findCountry(word) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

/** The countries that several voices tell of, most voices first. */
export function countVoices(
  voices: readonly (CountryCode | undefined)[],
): readonly { readonly country: CountryCode; readonly voices: number }[] {
  const counts = new Map<CountryCode, number>()
  for (const one of voices) if (one !== undefined) counts.set(one, (counts.get(one) ?? 0) + 1)
  return [...counts]
    .map(([country, count]) => ({ country, voices: count }))
    .sort((a, b) => b.voices - a.voices)
}

/** The systems that coordinates in meters are tried in: Web Mercator, then every zone of UTM. */
const systems: readonly string[] = [
  'EPSG:3857',
  ...Array.from({ length: 60 }, (_, zone) => `EPSG:${32701 + zone}`),
  ...Array.from({ length: 60 }, (_, zone) => `EPSG:${32601 + zone}`),
]

/** Some positions of two columns, as they stand. */
export function columnPositions(table: RawTable, lon: string, lat: string): Positions {
  const step = Math.max(1, Math.floor(table.length / 200))
  const points: (readonly [number, number])[] = []
  for (let row = 0; row < table.length; row += step) {
    const x = rawNumber(table.columns[lon][row])
    const y = rawNumber(table.columns[lat][row])
    if (!Number.isNaN(x) && !Number.isNaN(y)) points.push([x, y])
  }
  return points
}

type Positions = readonly (readonly [x: number, y: number])[]

/**
 * The one system in which nearly all of some points lie in a box; undefined where none does.
 *
 * @param likely How likely moved points are the country's, where several systems would do: Web Mercator and
 *   a zone of UTM may lie near each other.
 */
export function findSystem(
  points: Positions,
  box: Extent,
  likely: (moved: Positions) => number = () => 1,
): string | undefined {
  let best: { crs: string; score: number } | undefined
  for (const crs of systems) {
    const toLonLat = findToLonLat(crs)
    if (toLonLat === undefined) continue
    const moved = points.map(([x, y]): readonly [number, number] => {
      const out: [number, number] = [0, 0]
      toLonLat(x, y, out)
      return out
    })
    const share = shareInside(moved, box)
    if (share < 0.9) continue
    const score = share * likely(moved)
    if (best === undefined || score > best.score) best = { crs, score }
  }
  return best?.crs
}

function shareInside(points: Positions, box: Extent): number {
  const inside = points.filter(([x, y]) => isInExtent(x, y, box)).length
  return inside / Math.max(1, points.length)
}

/** True where most of some positions are no angles. */
export function areMeters(points: Positions): boolean {
  const angles = points.filter(([x, y]) => Math.abs(x) <= 360 && Math.abs(y) <= 360)
  return angles.length * 2 < points.length
}
