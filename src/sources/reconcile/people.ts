// A census and a grid that both say where people live: shown side by side for each area, and one of
// them taken as the study says. Method and limits: docs/methods/reconciling.md.
import { sum } from '#base/math.ts'
import type { Areas, PeopleCompared, PeopleReconciled } from '#country/model.ts'
import type { CellsFound, NamedPlace } from '#sources/import/imported.ts'
import { interiorPoint } from '#sources/import/territory.ts'
import { type Faults, grouped } from '#sources/read/_faults.ts'
import type { PeopleRules } from '#sources/studyFile.ts'

/** Areas whose two counts differ by more than this are each said. */
const tellRatio = 1.25
/** Two areas look exchanged where each is off by this much … */
const offRatio = 1.5
/** … and would be off by no more than this with the other's count. */
const fitRatio = 1.25

/** Cells as the study counts them, with both counts by area. */
export interface ReconciledPeople {
  readonly cells: readonly CellsFound[]
  readonly compared: PeopleReconciled | undefined
}

/**
 * Compares the people of all cells with the census by area, at the deepest level that the census covers,
 * and scales each area's cells to the census where the study says so.
 */
export function reconcilePeople(
  cells: readonly CellsFound[],
  areas: Areas,
  rules: PeopleRules,
  faults: Faults,
): ReconciledPeople {
  const level = censusLevel(areas)
  const inCells = cells.some(({ population }) => population.length > 0)
  if (level === undefined || !inCells) {
    if (rules.areas === 'census' && level === undefined) sayNoCensus(faults)
    return { cells, compared: undefined }
  }
  const areaAt = areaAtLevel(areas, level)
  const people = new Float64Array(areas.polygons.length)
  for (const { area, population } of cells) {
    for (let c = 0; c < area.length; c++) {
      const counted = area[c] === -1 ? -1 : areaAt[area[c]]
      if (counted !== -1) people[counted] += population[c]
    }
  }
  const { table } = areas
  const listed = Array.from(table.level.keys()).filter(
    (area) => table.level[area] === level && table.population[area] >= 0,
  )
  const censusTotal = sum(listed.map((area) => table.population[area]))
  const gridTotal = sum(listed.map((area) => people[area]))
  const scale = rules.total === 'grid' && censusTotal > 0 ? gridTotal / censusTotal : 1
  const rows: PeopleCompared[] = listed.map((area) => ({
    area,
    name: table.name[area],
    census: table.population[area],
    cells: people[area],
    taken: rules.areas === 'census' ? table.population[area] * scale : people[area],
  }))
  sayDifferences(rows, rules, faults)
  sayExchanged(rows, faults)
  const compared: PeopleReconciled = { ...rules, level, rows }
  if (rules.areas === 'grid') return { cells, compared }
  const factor = new Float64Array(areas.polygons.length).fill(1)
  const empty: number[] = []
  for (const { area, cells: given, taken } of rows) {
    if (given > 0) factor[area] = taken / given
    else if (taken > 0) empty.push(area)
  }
  faults.add(
    'note',
    'people-scaled',
    0,
    `Scaled the cells of ${rows.length} areas to the census of each: ${grouped(Math.round(gridTotal))} people became ${grouped(Math.round(sum(rows.map(({ taken }) => taken))))}`,
    'Nothing to do: "reconcile.people" in the study says so; the table by area stands with the sources',
  )
  const scaled = cells.map((one) => ({
    ...one,
    population: one.population.map((value, c) => {
      const area = one.area[c] === -1 ? -1 : areaAt[one.area[c]]
      return area === -1 ? value : value * factor[area]
    }),
  }))
  const source = cells[0].source
  return {
    cells: empty.length === 0 ? scaled : [...scaled, middlesOf(empty, areas, rows, source)],
    compared,
  }
}

/** Spreads the people of a census over the named places of each area, where no grid says where they live. */
export function spreadOverPlaces(
  places: readonly NamedPlace[],
  areas: Areas,
  source: number,
  faults: Faults,
): CellsFound | undefined {
  const level = censusLevel(areas)
  if (level === undefined) {
    sayNoCensus(faults)
    return undefined
  }
  const { table } = areas
  const areaAt = areaAtLevel(areas, level)
  const placesIn = new Map<number, NamedPlace[]>()
  for (const place of places) {
    const area = place.area === -1 ? -1 : areaAt[place.area]
    const known = placesIn.get(area)
    if (known === undefined) placesIn.set(area, [place])
    else known.push(place)
  }
  const lon: number[] = []
  const lat: number[] = []
  const population: number[] = []
  const area: number[] = []
  let bare = 0
  for (const one of table.level.keys()) {
    const people = table.population[one]
    if (table.level[one] !== level || !(people > 0)) continue
    const inside = placesIn.get(one) ?? []
    if (inside.length === 0) {
      bare++
      const [x, y] = interiorPoint(areas.polygons[one])
      lon.push(x)
      lat.push(y)
      population.push(people)
      area.push(one)
      continue
    }
    const weights = inside.map((place) => placeWeight(place, people))
    const whole = sum(weights)
    inside.forEach((place, i) => {
      lon.push(place.lon)
      lat.push(place.lat)
      population.push((people * weights[i]) / whole)
      area.push(place.area)
    })
  }
  faults.add(
    'warning',
    'people-spread',
    0,
    `Spread the ${grouped(Math.round(sum(population)))} people of the census over ${grouped(population.length - bare)} ${places.some(({ name }) => name !== '') ? 'named places' : 'schools, clinics and other sites, since no village is named'}${bare > 0 ? `, and put those of ${bare} areas without any in their middle` : ''}: no grid says where they live`,
    'Add a population grid (WorldPop, GHSL), or villages by name, to know where inside each area people live',
  )
  return {
    lon: Float64Array.from(lon),
    lat: Float64Array.from(lat),
    population: Float64Array.from(population),
    area: Int32Array.from(area),
    source,
    origin: 'modeled',
  }
}

/** Usual sizes of OpenStreetMap's classes of places: only their proportions inside one area count. */
const usualPeople: Readonly<Record<string, number>> = {
  city: 250_000,
  town: 25_000,
  borough: 12_500,
  suburb: 12_500,
  quarter: 5_000,
  neighbourhood: 2_500,
  city_block: 500,
  village: 1_000,
  hamlet: 250,
  isolated_dwelling: 25,
}

/** A place's own figure where it has one that its area can hold, otherwise the usual one of its class. */
function placeWeight({ kind, population }: NamedPlace, most: number): number {
  if (population > 0 && population <= most) return population
  return Object.hasOwn(usualPeople, kind) ? usualPeople[kind] : 1_000
}

/** The deepest level of which the census knows at least nine in ten areas. */
function censusLevel({ table }: Areas): number | undefined {
  const levels = [...new Set(table.level)].sort((a, b) => b - a)
  return levels.find((level) => {
    const inLevel = Array.from(table.level.keys()).filter((area) => table.level[area] === level)
    const known = inLevel.filter((area) => table.population[area] >= 0)
    return known.length > 0 && known.length * 10 >= inLevel.length * 9
  })
}

/** For each area the one of a level that it is or lies in, -1 where there is none. */
function areaAtLevel({ table }: Areas, level: number): Int32Array {
  return Int32Array.from(table.level, (_, start) => {
    let area = start
    while (area !== -1 && table.level[area] > level) area = table.parent[area]
    return area !== -1 && table.level[area] === level ? area : -1
  })
}

/** People whom the census counts where the grid has nobody: in the middle of their area. */
function middlesOf(
  empty: readonly number[],
  areas: Areas,
  rows: readonly PeopleCompared[],
  source: number,
): CellsFound {
  const points = empty.map((area) => interiorPoint(areas.polygons[area]))
  const takenFor = new Map(rows.map(({ area, taken }) => [area, taken]))
  return {
    lon: Float64Array.from(points, ([lon]) => lon),
    lat: Float64Array.from(points, ([, lat]) => lat),
    population: Float64Array.from(empty, (area) => takenFor.get(area) ?? 0),
    area: Int32Array.from(empty),
    source,
    origin: 'modeled',
  }
}

function sayNoCensus(faults: Faults): void {
  faults.add(
    'error',
    'census-missing',
    0,
    'Cannot take the people of the census: no source gives the residents of the areas',
    'Add a table of residents by area, "as": "census", or take "reconcile.people.areas" out of the study',
  )
}

function ratioOf({ cells, census }: Pick<PeopleCompared, 'cells' | 'census'>, usual = 1): number {
  const ratio = cells / Math.max(census, 1) / usual
  return Math.max(ratio, 1 / Math.max(ratio, 1e-9))
}

function sayDifferences(rows: readonly PeopleCompared[], rules: PeopleRules, faults: Faults): void {
  const apart = rows.filter((row) => ratioOf(row) > tellRatio)
  for (const { area, name, census, cells, taken } of apart) {
    faults.add(
      'warning',
      'people-compared',
      area + 1,
      `Found ${shown(census)} people by the census and ${shown(cells)} by the grid in "${name}" (${(cells / Math.max(census, 1)).toFixed(2)} times): the study takes ${shown(taken)}, by the ${rules.areas === 'census' ? 'shares of the census' : 'grid'}`,
      'Look at both figures in the table of the sources; "reconcile.people" chooses which of them counts',
    )
  }
}

/** Pairs of areas whose figures fit when they are exchanged: a slip of rows or names in one source. */
function sayExchanged(rows: readonly PeopleCompared[], faults: Faults): void {
  const ratios = rows.map(({ cells, census }) => cells / Math.max(census, 1)).sort((a, b) => a - b)
  const usual = Math.max(ratios[ratios.length >> 1] ?? 1, 1e-9)
  const off = rows.filter((row) => ratioOf(row, usual) > offRatio)
  const pairs = off.flatMap((a, i) =>
    off.slice(i + 1).map((b) => ({
      a,
      b,
      worst: Math.max(
        ratioOf({ cells: a.cells, census: b.census }, usual),
        ratioOf({ cells: b.cells, census: a.census }, usual),
      ),
    })),
  )
  const told = new Set<PeopleCompared>()
  for (const { a, b, worst } of pairs.sort((one, two) => one.worst - two.worst)) {
    if (worst > fitRatio || told.has(a) || told.has(b)) continue
    told.add(a).add(b)
    faults.add(
      'warning',
      'people-exchanged',
      a.area + 1,
      `Found that the people of "${a.name}" and "${b.name}" look exchanged between census and grid: ${shown(a.census)} and ${shown(b.census)} by the one, ${shown(a.cells)} and ${shown(b.cells)} by the other`,
      'Ask the makers of both which is right; until then take the source you trust in "reconcile.people", or correct the census',
    )
  }
}

function shown(people: number): string {
  return grouped(Math.round(people))
}
