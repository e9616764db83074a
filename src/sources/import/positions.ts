// Where the rows of a table are, in the country. Swapped coordinates, empty and impossible values and
// points outside the country are each said, with the row in the file.
import type { Columns } from '#sources/import/columns.ts'
import { findPositions } from '#sources/import/findPositions.ts'
import type { ImportContext } from '#sources/import/imported.ts'
import { isPossible, type Territory } from '#sources/import/territory.ts'
import type { RawTable } from '#sources/raw.ts'
import { type Faults, grouped } from '#sources/read/_faults.ts'

/** The rows of a table that lie in the country. */
export interface PlacedRows {
  /** Row of the table, ascending. */
  readonly rows: readonly number[]
  readonly lon: readonly number[]
  readonly lat: readonly number[]
  readonly area: readonly number[]
  readonly where: readonly ('inside' | 'near' | 'outside')[]
  /** Rows nearer to a territory administered separately, with its name. */
  readonly apart: readonly { readonly row: number; readonly name: string }[]
}

/** Which rows to place, and what becomes of those outside. */
export interface PlaceOptions {
  /** Rows it refuses are none of the caller's, and nothing is said of them. */
  readonly accept?: (row: number) => boolean
  /** Keeps rows outside the country; the caller says what it makes of them, and of those apart. */
  readonly keepOutside?: boolean
}

const noRows: PlacedRows = { rows: [], lon: [], lat: [], area: [], where: [], apart: [] }

/** The rows of a table that lie in the country, with every other row accounted for in the faults. */
export function placeRows(
  table: RawTable,
  columns: Columns,
  { spec, territory }: Pick<ImportContext, 'spec' | 'territory'>,
  faults: Faults,
  { accept = () => true, keepOutside = false }: PlaceOptions = {},
): PlacedRows {
  const positions = findPositions(table, columns, spec, territory.extent, faults)
  if (positions === undefined) return noRows

  const rows: number[] = []
  const lons: number[] = []
  const lats: number[] = []
  const areas: number[] = []
  const wheres: PlacedRows['where'][number][] = []
  const apart: { row: number; name: string }[] = []
  for (let row = 0; row < table.length; row++) {
    if (!accept(row)) continue
    const lon = positions.lon[row]
    const lat = positions.lat[row]
    if (Number.isNaN(lon) || Number.isNaN(lat)) {
      faults.add(
        'warning',
        'position-missing',
        row + 1,
        `Cannot place a row of "${table.table}": it has no position`,
        'Give its longitude and latitude; without them it is left out',
      )
      continue
    }
    const placed = placePoint(lon, lat, territory)
    const kept = keepOutside && placed.fault === 'outside' && !(lon === 0 && lat === 0)
    if (placed.fault !== undefined && !kept) sayMisplaced(lon, lat, row, placed.fault, faults)
    if (placed.where === 'apart') apart.push({ row, name: placed.apart })
    if (placed.where === 'apart' || (placed.where === 'outside' && !kept)) continue
    rows.push(row)
    lons.push(placed.lon)
    lats.push(placed.lat)
    areas.push(placed.area)
    wheres.push(placed.where)
  }
  if (!keepOutside) {
    const counts = new Map<string, number>()
    for (const { name } of apart) counts.set(name, (counts.get(name) ?? 0) + 1)
    sayApart(counts, 'rows', faults)
  }
  return { rows, lon: lons, lat: lats, area: areas, where: wheres, apart }
}

function sayMisplaced(
  lon: number,
  lat: number,
  row: number,
  fault: NonNullable<PlacedPoint['fault']>,
  faults: Faults,
): void {
  const at = `${lon}, ${lat}`
  if (fault === 'swapped') {
    faults.add(
      'warning',
      'coordinates-swapped',
      row + 1,
      `Found longitude and latitude swapped: ${at} is outside the country, the other way round it is inside`,
      'Swap them in the file; here they were swapped',
    )
  } else if (fault === 'impossible') {
    faults.add(
      'error',
      'coordinates-impossible',
      row + 1,
      `Cannot place ${at}: latitude runs from -90 to 90 and longitude from -180 to 180`,
      isPossible(lat, lon)
        ? 'They may be swapped; correct the file, or give "country.extent" so that it can be told'
        : 'Correct the coordinates, or say what they are in with "crs"',
    )
  } else {
    faults.add(
      'warning',
      'outside-boundary',
      row + 1,
      `Found ${at} more than 5 km outside the country${lon === 0 && lat === 0 ? ': the point 0, 0 stands for a missing position' : ''}`,
      'Correct its coordinates; it was left out',
    )
  }
}

/** Says how much of a source lies nearer to a territory administered separately. */
export function sayApart(
  counts: ReadonlyMap<string, number>,
  things: string,
  faults: Faults,
): void {
  for (const [name, count] of counts) {
    faults.add(
      'note',
      'apart-left-out',
      0,
      `Found ${grouped(count)} ${things} nearer to ${name}, which the study names as administered separately`,
      'Nothing to do: they were left out; "country.apart" says which territories these are',
    )
  }
}

interface PlacedPoint {
  readonly lon: number
  readonly lat: number
  readonly where: 'inside' | 'near' | 'apart' | 'outside'
  readonly area: number
  readonly apart: string
  readonly fault?: 'swapped' | 'impossible' | 'outside'
}

/** Places one point; swaps its coordinates only where that is certain: outside as given, inside swapped. */
function placePoint(lon: number, lat: number, territory: Territory): PlacedPoint {
  const possible = isPossible(lon, lat)
  const placed = possible ? territory.place(lon, lat) : undefined
  if (placed !== undefined && placed.where !== 'outside') return { lon, lat, ...placed }
  if (territory.extent !== undefined && isPossible(lat, lon)) {
    const swapped = territory.place(lat, lon)
    if (swapped.where === 'inside') return { lon: lat, lat: lon, ...swapped, fault: 'swapped' }
  }
  return {
    lon,
    lat,
    where: 'outside',
    area: -1,
    apart: '',
    fault: possible ? 'outside' : 'impossible',
  }
}
