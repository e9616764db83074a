// From cells of people to settlements: people within reach of a named place live there, all others are
// gathered in squares; each cell is counted in exactly one. Method and limits: docs/methods/settlements.md.
import { cos, radiansPerDegree } from '#base/math.ts'
import { indexPoints, metersPerDegree, type PointIndex } from '#geo/pointIndex.ts'
import type { CellsFound, NamedPlace, SiteRow } from '#sources/import/imported.ts'

/** How people are gathered. */
export interface SettlementRules {
  /** Reach of a named place, and the side of a square. */
  readonly gridMeters: number
  /** Squares with fewer people join the nearest settlement of their area. */
  readonly leastPeople: number
}

/** The settlements, and for each cell the one its people are counted in. */
export interface SettlementsOfCells {
  readonly settlements: readonly SiteRow[]
  readonly settlementForCell: Int32Array
}

/** How far a nameless square looks for a name. */
const nameReachMeters = 5_000

/** Half the way around the Earth: everything is within it. */
const anywhereMeters = 20_100_000

/** Gathers cells; a settlement never spans two areas, so that the sums of areas are exact. */
export function settlementsFrom(
  cells: CellsFound,
  places: readonly NamedPlace[],
  { gridMeters, leastPeople }: SettlementRules,
): SettlementsOfCells {
  const placesOf = placesByArea(places)
  const groups = new Map<string, Group>()
  const groupForCell: Group[] = new Array(cells.lon.length)
  for (let cell = 0; cell < cells.lon.length; cell++) {
    const lon = cells.lon[cell]
    const lat = cells.lat[cell]
    const area = cells.area[cell]
    const near = placesOf.get(area)
    const nearest = near === undefined ? -1 : near.index.nearest(lon, lat, gridMeters)
    const place = near === undefined || nearest === -1 ? -1 : near.places[nearest]
    const square = place === -1 ? squareOf(lon, lat, gridMeters) : noSquare
    const key = place === -1 ? `${area} ${square.row} ${square.column}` : `place ${place}`
    let group = groups.get(key)
    if (group === undefined) {
      group = new Group(area, place, square, lon, lat)
      groups.set(key, group)
    }
    group.add(lon, lat, cells.population[cell])
    groupForCell[cell] = group
  }
  joinSmall([...groups.values()], leastPeople)
  const settled = [...groups.values()].filter(({ joins }) => joins === undefined).sort(inOrder)
  const index = new Map(settled.map((group, i) => [group, i]))
  return {
    settlements: settled.map((group) => settlementRow(group, places, placesOf, cells)),
    settlementForCell: Int32Array.from(
      groupForCell,
      (group) => index.get(group.joins ?? group) as number,
    ),
  }
}

interface Square {
  readonly row: number
  readonly column: number
}

const noSquare: Square = { row: 0, column: 0 }

/** The square of a fixed lattice that holds a point: bands of latitude, cut to squares by their middle. */
function squareOf(lon: number, lat: number, sideMeters: number): Square {
  const step = sideMeters / metersPerDegree
  const row = Math.floor(lat / step)
  const shrink = Math.max(cos((row + 0.5) * step * radiansPerDegree), 0.01)
  return { row, column: Math.floor((lon * shrink) / step) }
}

/** Cells that are counted together, with the center of their people. */
class Group {
  readonly area: number
  readonly place: number
  readonly square: Square
  people = 0
  /** The larger settlement that this one is counted in. */
  joins: Group | undefined
  readonly #lon0: number
  readonly #lat0: number
  #lonSum = 0
  #latSum = 0

  constructor(area: number, place: number, square: Square, lon: number, lat: number) {
    this.area = area
    this.place = place
    this.square = square
    this.#lon0 = lon
    this.#lat0 = lat
  }

  add(lon: number, lat: number, people: number): void {
    this.people += people
    // Relative to the first cell: sums of whole coordinates would lose meters.
    this.#lonSum += people * (lon - this.#lon0)
    this.#latSum += people * (lat - this.#lat0)
  }

  join(larger: Group): void {
    this.joins = larger
    const lon = this.#lon0 + this.#lonSum / this.people
    const lat = this.#lat0 + this.#latSum / this.people
    larger.add(lon, lat, this.people)
  }

  get lon(): number {
    return this.#lon0 + this.#lonSum / this.people
  }

  get lat(): number {
    return this.#lat0 + this.#latSum / this.people
  }
}

/** Squares with few people join the nearest settlement of their area, where it has a larger one. */
function joinSmall(groups: readonly Group[], leastPeople: number): void {
  const largeByArea = new Map<number, Group[]>()
  const small: Group[] = []
  for (const group of groups) {
    if (group.place === -1 && group.people < leastPeople) {
      small.push(group)
      continue
    }
    const known = largeByArea.get(group.area)
    if (known === undefined) largeByArea.set(group.area, [group])
    else known.push(group)
  }
  const indexes = new Map<number, PointIndex>()
  for (const [area, large] of largeByArea) {
    const lons = large.map(({ lon }) => lon)
    const lats = large.map(({ lat }) => lat)
    indexes.set(area, indexPoints(lons, lats))
  }
  for (const group of small) {
    const nearest = indexes.get(group.area)?.nearest(group.lon, group.lat, anywhereMeters) ?? -1
    const large = largeByArea.get(group.area)
    if (large !== undefined && nearest !== -1) group.join(large[nearest])
  }
}

interface PlacesOfArea {
  readonly index: PointIndex
  /** Positions in the list of all places. */
  readonly places: readonly number[]
}

function placesByArea(places: readonly NamedPlace[]): ReadonlyMap<number, PlacesOfArea> {
  const lists = new Map<number, number[]>()
  places.forEach(({ area }, i) => {
    const known = lists.get(area)
    if (known === undefined) lists.set(area, [i])
    else known.push(i)
  })
  const entries = [...lists].map(([area, list]) => {
    const lons = list.map((i) => places[i].lon)
    const lats = list.map((i) => places[i].lat)
    return [area, { index: indexPoints(lons, lats), places: list }] as const
  })
  return new Map(entries)
}

/** Named places in their order, then squares from north to south. */
function inOrder(a: Group, b: Group): number {
  if (a.place !== -1 || b.place !== -1) {
    if (a.place === -1) return 1
    if (b.place === -1) return -1
    return a.place - b.place
  }
  return b.square.row - a.square.row || a.square.column - b.square.column || a.area - b.area
}

function settlementRow(
  group: Group,
  places: readonly NamedPlace[],
  placesOf: ReadonlyMap<number, PlacesOfArea>,
  cells: CellsFound,
): SiteRow {
  const { lon, lat, area, square } = group
  const near = placesOf.get(area)
  const nearest = near?.index.nearest(lon, lat, nameReachMeters) ?? -1
  const named =
    group.place !== -1
      ? places[group.place]
      : near === undefined || nearest === -1
        ? undefined
        : places[near.places[nearest]]
  return {
    id:
      group.place === -1 ? `square/${square.row}/${square.column}/${area}` : places[group.place].id,
    kind: 'settlement',
    name: named?.name ?? '',
    lon,
    lat,
    placeOrigin: 'modeled',
    population: group.people,
    populationOrigin: cells.origin,
    users: Number.NaN,
    demandMbps: Number.NaN,
    area,
    connected: 'unknown',
    connectedBy: '',
    electricity: 'unknown',
    source: cells.source,
  }
}
