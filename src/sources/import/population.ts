// People by cell: WorldPop and other grids of people per cell, and tables with a population per row
// (OnSSET, gridded census). Every cell is accounted for: counted in an area, or left out and said.
import { sum } from '#base/math.ts'
import { findColumns, numberAt } from '#sources/import/columns.ts'
import type { CellsFound, ImportContext } from '#sources/import/imported.ts'
import { placeRows } from '#sources/import/positions.ts'
import type { Placed, Territory } from '#sources/import/territory.ts'
import type { RawGrid, RawTable } from '#sources/raw.ts'
import { type Faults, grouped } from '#sources/read/_faults.ts'
import { findToLonLat } from '#sources/read/toWgs84.ts'

/** The inhabited cells of a grid of people per cell. */
export function importPopulationGrid(
  grid: RawGrid,
  { spec, source, origin, territory }: ImportContext,
  faults: Faults,
): CellsFound | undefined {
  // Each cell's center is converted, never the grid: resampled counts would not add up.
  const crs = spec.crs ?? (grid.crs === '' ? 'EPSG:4326' : grid.crs)
  const toLonLat = findToLonLat(crs)
  if (toLonLat === undefined) {
    faults.add(
      'error',
      'crs-unknown',
      0,
      `Cannot convert coordinates from ${crs}: Silta does not know it`,
      'Convert the file to EPSG:4326, for example: gdalwarp -t_srs EPSG:4326 in.tif out.tif',
    )
    return undefined
  }
  const { extent, width, height, values, missing } = grid
  const stepX = (extent.east - extent.west) / width
  const stepY = (extent.north - extent.south) / height
  const cells = {
    lon: [] as number[],
    lat: [] as number[],
    people: [] as number[],
    area: [] as number[],
    where: [] as Placed['where'][],
  }
  const tally = new Tally()
  let impossible = 0
  const out: [number, number] = [0, 0]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = values[y * width + x]
      if (value === missing || value === 0 || Number.isNaN(value)) continue
      if (!(value > 0 && value < 1e8)) {
        impossible++
        continue
      }
      toLonLat(extent.west + (x + 0.5) * stepX, extent.north - (y + 0.5) * stepY, out)
      const placed = territory.place(out[0], out[1])
      if (placed.where === 'apart') {
        tally.add('apart', placed.apart, value)
        continue
      }
      cells.lon.push(out[0])
      cells.lat.push(out[1])
      cells.people.push(value)
      cells.area.push(placed.area)
      cells.where.push(placed.where)
    }
  }
  if (impossible > 0) {
    faults.add(
      'warning',
      'value-impossible',
      0,
      `Found ${grouped(impossible)} cells with less than no people, or more than a hundred million`,
      'Check which value stands for "no value" in the file; these cells were left out',
    )
  }
  return { ...countryCells(cells, territory, tally, faults), source, origin }
}

/** The inhabited rows of a table: points or polygons with a population each. */
export function importPopulationTable(
  table: RawTable,
  context: ImportContext,
  faults: Faults,
): CellsFound | undefined {
  const columns = findColumns(table, context.spec.columns ?? {}, faults)
  if (columns.named.population === undefined) {
    if (context.spec.columns?.population === undefined) {
      faults.add(
        'error',
        'column-missing',
        0,
        `Cannot count people from "${table.table}": no column holds the population`,
        `Say which one does in the study, "columns": {"population": "…"}; the table has ${table.names.slice(0, 20).join(', ')}`,
      )
    }
    return undefined
  }
  const people = Array.from({ length: table.length }, (_, row) =>
    numberAt(table, columns, 'population', row, [0, 1e8], faults),
  )
  const placed = placeRows(table, columns, context, faults, {
    accept: (row) => people[row] > 0,
    keepOutside: true,
  })
  const tally = new Tally()
  for (const { row, name } of placed.apart) tally.add('apart', name, people[row])
  const cells = { ...placed, people: placed.rows.map((row) => people[row]) }
  return {
    ...countryCells(cells, context.territory, tally, faults),
    source: context.source,
    origin: context.origin,
  }
}

/** Cells with their people and where they lie; those of separate territories are gone already. */
interface PlacedCells {
  readonly lon: readonly number[]
  readonly lat: readonly number[]
  readonly people: readonly number[]
  readonly area: readonly number[]
  readonly where: readonly Placed['where'][]
}

/** From this share of people outside, a source is one of a region of which the country is a part. */
const regionalShare = 0.1

/** How far outside the boundaries a cell of such a source may lie: they are never drawn finer. */
const regionalNearMeters = 1_000

/**
 * The cells that count, each accounted for. A source that covers neighbors too (a tile of half a continent)
 * counts only inside the boundaries; what any other holds outside them is a gap in the boundaries.
 */
function countryCells(
  { lon, lat, people, area, where }: PlacedCells,
  territory: Territory,
  tally: Tally,
  faults: Faults,
): Pick<CellsFound, 'lon' | 'lat' | 'population' | 'area'> {
  const outside = sum(people.filter((_, i) => where[i] === 'outside'))
  const isRegional = outside > regionalShare * sum(people)
  const isOthers = (i: number): boolean =>
    where[i] !== 'inside' &&
    (where[i] !== 'near' ||
      (territory.place(lon[i], lat[i]).meters ?? Number.POSITIVE_INFINITY) > regionalNearMeters)
  const kept: number[] = []
  for (let i = 0; i < people.length; i++) {
    const others = isRegional && isOthers(i)
    tally.add(others ? 'others' : where[i], '', people[i])
    if (!others) kept.push(i)
  }
  tally.say(faults)
  return {
    lon: Float64Array.from(kept, (i) => lon[i]),
    lat: Float64Array.from(kept, (i) => lat[i]),
    population: Float64Array.from(kept, (i) => people[i]),
    area: Int32Array.from(kept, (i) => area[i]),
  }
}

/** Where the people of a source went: the sums reconcile with its own. */
class Tally {
  readonly #counted = {
    inside: [] as number[],
    near: [] as number[],
    outside: [] as number[],
    others: [] as number[],
  }
  readonly #apart = new Map<string, number[]>()

  add(where: Placed['where'] | 'others', apart: string, people: number): void {
    if (where !== 'apart') {
      this.#counted[where].push(people)
      return
    }
    const known = this.#apart.get(apart)
    if (known === undefined) this.#apart.set(apart, [people])
    else known.push(people)
  }

  say(faults: Faults): void {
    const { inside, near, outside, others } = this.#counted
    if (near.length > 0) {
      faults.add(
        'warning',
        'cells-moved',
        0,
        `Found ${grouped(near.length)} cells with ${shown(near)} people outside every area: they were counted in the nearest one within 5 km`,
        'Nothing to do where a coastline is drawn finer than the grid; otherwise check the boundaries',
      )
    }
    for (const [name, people] of this.#apart) {
      faults.add(
        'warning',
        'cells-apart',
        0,
        `Found ${grouped(people.length)} cells with ${shown(people)} people nearer to ${name}, which the study names as administered separately: they were left out`,
        'Nothing to do; "country.apart" says which territories these are',
      )
    }
    if (outside.length > 0) {
      faults.add(
        'warning',
        'cells-outside',
        0,
        `Found ${grouped(outside.length)} cells with ${shown(outside)} people more than 5 km outside every area: they count for the country and for no area`,
        'Check the boundaries, or name the territory they belong to in "country.apart"',
      )
    }
    if (others.length > 0) {
      faults.add(
        'warning',
        'cells-others',
        0,
        `Found ${grouped(others.length)} cells with ${shown(others)} people outside the boundaries, more than a tenth of all: the source covers a larger region, and they were left out`,
        'Nothing to do where it does; otherwise complete the boundaries, so that they hold everyone',
      )
    }
    const apart = [...this.#apart.values(), others].flat()
    const total = [...inside, ...near, ...outside]
    faults.add(
      'note',
      'population-total',
      0,
      `Counted ${shown(total)} people in ${grouped(total.length)} cells${apart.length > 0 ? `, and left out ${shown(apart)} in ${grouped(apart.length)}: the source holds ${shown([...total, ...apart])}` : ', all that the source holds'}`,
      'Compare it with the census',
    )
  }
}

function shown(people: readonly number[]): string {
  return grouped(Math.round(sum(people)))
}
