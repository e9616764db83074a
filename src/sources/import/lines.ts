// Lines of a table (roads, fibre routes) as flat lines in WGS 84, those of the country kept.
import { isInExtent } from '#geo/pointInPolygon.ts'
import type { FlatLine } from '#geo/shapes.ts'
import type { ImportContext } from '#sources/import/imported.ts'
import { tableInDegrees } from '#sources/import/inDegrees.ts'
import { sayApart } from '#sources/import/positions.ts'
import { isPossible } from '#sources/import/territory.ts'
import type { RawGeometry, RawTable } from '#sources/raw.ts'
import { type Faults, grouped } from '#sources/read/_faults.ts'

/** A line with the row it came from, and which part of it. */
export interface PlacedLine {
  readonly row: number
  readonly part: number
  readonly line: FlatLine
}

/** The lines of the accepted rows that touch the country; the rest is counted in the faults. */
export function placeLines(
  table: RawTable,
  { spec, territory }: ImportContext,
  faults: Faults,
  accept: (row: number) => boolean = () => true,
): readonly PlacedLine[] {
  const value = tableInDegrees(table, spec, territory.extent, faults)
  if (value === undefined) return []
  if (value.geometry === undefined) {
    faults.add(
      'error',
      'geometry-missing',
      0,
      `Cannot read lines from "${table.table}": it has no geometry`,
      'Give lines: as GeoPackage, GeoJSON, or well-known text in a column "geometry"',
    )
    return []
  }
  const kept: PlacedLine[] = []
  const apart = new Map<string, number>()
  let firstOutside = -1
  let outside = 0
  value.geometry.forEach((geometry, row) => {
    if (!accept(row)) return
    const lines = linesOf(geometry)
    if (lines === undefined) {
      faults.add(
        'warning',
        'geometry-wrong',
        row + 1,
        `Cannot use a row of "${table.table}" as a line: ${geometry === null ? 'it has no geometry' : `its geometry is a ${geometry.type}`}`,
        'Give a line; the row was left out',
      )
      return
    }
    lines.forEach((given, part) => {
      if (given.length < 4) return
      let line = given
      let where = whereIs(line, territory.place)
      if (where.where === 'outside' && territory.extent !== undefined) {
        const swapped = swap(line)
        const { extent } = territory
        if (isWholly(swapped, (lon, lat) => isInExtent(lon, lat, extent))) {
          faults.add(
            'warning',
            'coordinates-swapped',
            row + 1,
            `Found a line of "${table.table}" with longitude and latitude swapped: it is outside the country as given, inside the other way round`,
            'Swap them in the file; here they were swapped',
          )
          line = swapped
          where = whereIs(line, territory.place)
        }
      }
      if (!isWholly(line, isPossible)) {
        faults.add(
          'error',
          'coordinates-impossible',
          row + 1,
          `Cannot place a line of "${table.table}": latitude runs from -90 to 90 and longitude from -180 to 180`,
          'Correct the coordinates, or say what they are in with "crs"',
        )
        return
      }
      if (where.where === 'apart') apart.set(where.apart, (apart.get(where.apart) ?? 0) + 1)
      if (where.where === 'outside') {
        outside++
        if (firstOutside === -1) firstOutside = row + 1
      }
      if (where.where === 'inside' || where.where === 'near') kept.push({ row, part, line })
    })
  })
  if (outside > 0) {
    faults.add(
      'warning',
      'outside-boundary',
      firstOutside,
      `Found ${grouped(outside)} lines of "${table.table}" more than 5 km outside the country, the first here`,
      'Check their coordinates; they were left out',
    )
  }
  sayApart(apart, 'lines', faults)
  return kept
}

/** A line is where the first of its ends and its middle is that touches the country. */
function whereIs(line: FlatLine, place: ImportContext['territory']['place']) {
  const points = line.length / 2
  let first: ReturnType<typeof place> | undefined
  for (const at of [0, points >> 1, points - 1]) {
    const placed = place(line[2 * at], line[2 * at + 1])
    if (placed.where === 'inside' || placed.where === 'near') return placed
    first ??= placed
  }
  return first ?? { where: 'outside' as const, area: -1, apart: '' }
}

function swap(line: FlatLine): FlatLine {
  const swapped = new Float64Array(line.length)
  for (let i = 0; i < line.length; i += 2) {
    swapped[i] = line[i + 1]
    swapped[i + 1] = line[i]
  }
  return swapped
}

function isWholly(line: FlatLine, holds: (lon: number, lat: number) => boolean): boolean {
  for (let i = 0; i < line.length; i += 2) if (!holds(line[i], line[i + 1])) return false
  return true
}

function linesOf(geometry: RawGeometry | null): readonly FlatLine[] | undefined {
  if (geometry?.type === 'LineString') return [geometry.coordinates]
  if (geometry?.type === 'MultiLineString') return geometry.coordinates
  // A road that ends where it begins is read as an area by some tools.
  if (geometry?.type === 'Polygon') return geometry.coordinates
  return undefined
}
