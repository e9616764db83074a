// Names for a finished world: the country, its islands, rivers, places and districts, none twice.
import type { Random } from '#base/random.ts'
import type { SiteKind } from '#country/model.ts'
import { countryCode, countryName, newNamer } from '#example/names.ts'
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

/** Names everything. */
export function nameWorld(
  world: Omit<World, 'names' | 'sites' | 'seed'>,
  seed: number,
  random: Random,
): WorldNames {
  const country = countryName(seed, random.fork(1))
  const namer = newNamer(random.fork(2))
  namer.take(country)
  const { settlements, ground, rivers } = world
  const islands = ground.islandCells.map((cells, label) =>
    label > 0 && cells >= 0.002 * ground.islandCells[1] ? namer.name(1) : '',
  )
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
    islands,
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

/** Districts by what a map shows of them: outer islands, highlands on a river, coasts, plains. */
function districtNames(
  { ground, districts, rivers, settlements }: Omit<World, 'names' | 'sites' | 'seed'>,
  places: readonly string[],
  riverNames: readonly string[],
): string[] {
  const { count, district, seats, outer } = districts
  const rows = new Float64Array(count + 1)
  const heights = new Float64Array(count + 1)
  const cells = new Float64Array(count + 1)
  for (let i = 0; i < district.length; i++) {
    if (district[i] === 0) continue
    cells[district[i]]++
    heights[district[i]] += ground.elevation[i]
    rows[district[i]] += Math.floor(i / ground.width)
  }
  const mean = heights.reduce((a, b) => a + b) / cells.reduce((a, b) => a + b)
  const riverOf = largestRivers(rivers, district, riverNames)
  const largestPlace: string[] = []
  settlements.cell.forEach((cell, i) => {
    largestPlace[district[cell]] ??= places[i]
  })
  const taken = new Set<string>()
  const names = ['']
  for (let d = 1; d <= count; d++) {
    const place = largestPlace[d] ?? places[settlements.cell.indexOf(seats[d])] ?? `No. ${d}`
    const north = rows[d] / cells[d] < ground.height / 2
    const wanted = outer.has(d)
      ? [outer.size > 1 ? (north ? 'Northern Islands' : 'Southern Islands') : 'Outer Islands']
      : d === 1
        ? [place]
        : heights[d] / cells[d] > 1.4 * mean && riverOf.has(d)
          ? [`Upper ${riverOf.get(d)}`]
          : heights[d] / cells[d] < 0.55 * mean
            ? [`${place} Plains`]
            : []
    const name = [...wanted, `${place} Coast`, `${place} Land`].find((text) => !taken.has(text))
    taken.add(name as string)
    names.push(name as string)
  }
  return names
}

/** The river with most land above it in each district, where it has a name. */
function largestRivers(
  rivers: World['rivers'],
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
