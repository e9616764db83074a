// Names for a finished world: the country, its rivers, places and districts, none twice.
import type { Random } from '#base/random.ts'
import type { SiteKind } from '#country/model.ts'
import { type Ground, neighborSteps } from '#example/ground.ts'
import { countryCode, countryName, newNamer } from '#example/names.ts'
import type { Reach } from '#example/water.ts'
import type { World, WorldNames } from '#example/world.ts'

const institutionWords: Partial<Record<SiteKind, string>> = {
  school: 'School',
  clinic: 'Clinic',
  hospital: 'Hospital',
  government: 'Administration',
  library: 'Library',
  post: 'Post Office',
  market: 'Market',
  community: 'Community Hall',
  worship: 'House of Worship',
  telecenter: 'Telecenter',
}

type Unnamed = Omit<World, 'names' | 'sites' | 'seed'>

/** Names everything. */
export function nameWorld(world: Unnamed, seed: number, random: Random): WorldNames {
  const country = countryName(seed, random.fork(1))
  const namer = newNamer(random.fork(2))
  namer.take(country)
  const { settlements } = world
  const { rivers } = world.land
  const places = Array.from(settlements.cell, (_, i) => namer.name(i < 400 ? 1 : 2))
  const largest = new Map<number, number>()
  for (const { river, upstreamCells } of rivers) {
    if (upstreamCells > (largest.get(river) ?? 0)) largest.set(river, upstreamCells)
  }
  const byLand = [...largest].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 150)
  const riverNames: string[] = new Array(largest.size).fill('')
  for (const [river] of byLand) riverNames[river] = namer.name(1)
  return {
    country,
    iso3: countryCode(country),
    settlements: places,
    rivers: riverNames,
    districts: districtNames(world, places, riverNames),
    institutions: institutionNames(world, places),
  }
}

/** A place's name and what stands there; the second of a kind gets a number. */
function institutionNames(
  { institutions }: Pick<World, 'institutions'>,
  places: readonly string[],
): string[] {
  const counts = new Map<string, number>()
  return institutions.map(({ kind, settlement }) => {
    const name = `${places[settlement]} ${institutionWords[kind]}`
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    return count === 1 ? name : `${name} ${count}`
  })
}

/** Districts by what a map shows of them: outer islands, highlands on a river, plains, coasts. */
function districtNames(
  { land, districts, settlements }: Unnamed,
  places: readonly string[],
  riverNames: readonly string[],
): string[] {
  const { ground, rivers } = land
  const { count, district, outer } = districts
  const { height, row, coast } = districtShapes(ground, districts)
  const riverOf = largestRivers(rivers, district, riverNames)
  const largestPlace: string[] = []
  settlements.cell.forEach((cell, i) => {
    largestPlace[district[cell]] ??= places[i]
  })
  const mainland = Array.from({ length: count }, (_, i) => i + 1).filter((d) => !outer.has(d))
  const share = Math.ceil(mainland.length / 4)
  const top = (measure: Float64Array): Set<number> =>
    new Set([...mainland].sort((a, b) => measure[b] - measure[a] || a - b).slice(0, share))
  const high = top(height)
  const low = top(height.map((meters) => -meters))
  const coastal = top(coast)
  const taken = new Set<string>()
  const names = ['']
  for (let d = 1; d <= count; d++) {
    const place = largestPlace[d] ?? `District ${d}`
    const side = row[d] < ground.height / 2 ? 'Northern' : 'Southern'
    const wanted: string[] = []
    if (outer.has(d)) wanted.push(outer.size > 1 ? `${side} Islands` : 'Outer Islands')
    else if (d !== 1 && high.has(d) && riverOf.has(d)) wanted.push(`Upper ${riverOf.get(d)}`)
    else if (d !== 1 && low.has(d)) wanted.push(`${place} Plains`)
    else if (d !== 1 && coastal.has(d)) wanted.push(`${place} Coast`)
    const name = [...wanted, place].find((text) => !taken.has(text)) as string
    taken.add(name)
    names.push(name)
  }
  return names
}

/** Mean height, mean row and share of coast of each district, by number. */
function districtShapes(
  ground: Ground,
  { count, district }: World['districts'],
): { readonly height: Float64Array; readonly row: Float64Array; readonly coast: Float64Array } {
  const { width, island, elevation } = ground
  const around = neighborSteps(width)
  const height = new Float64Array(count + 1)
  const row = new Float64Array(count + 1)
  const coast = new Float64Array(count + 1)
  const cells = new Float64Array(count + 1)
  for (let i = 0; i < district.length; i++) {
    const d = district[i]
    if (d === 0) continue
    cells[d]++
    height[d] += elevation[i]
    row[d] += Math.floor(i / width)
    if (around.some((step) => island[i + step] === 0)) coast[d]++
  }
  for (const sums of [height, row, coast]) {
    for (let d = 1; d <= count; d++) sums[d] /= cells[d]
  }
  return { height, row, coast }
}

/** The river with most land above it in each district, where it has a name. */
function largestRivers(
  rivers: readonly Reach[],
  district: Int32Array,
  riverNames: readonly string[],
): Map<number, string> {
  const most = new Map<number, number>()
  const names = new Map<number, string>()
  for (const { cells, river, upstreamCells } of rivers) {
    const d = district[cells[0]]
    if (riverNames[river] === '' || upstreamCells <= (most.get(d) ?? 0)) continue
    most.set(d, upstreamCells)
    names.set(d, riverNames[river])
  }
  return names
}
