// Where a table keeps its positions: in geometry, in two columns or in one; as plain numbers, as meters, or as
// degrees, minutes and seconds; and turned back where a whole column lost its sign or runs from 0 to 360.
import { isInExtent } from '#geo/pointInPolygon.ts'
import type { Extent } from '#geo/shapes.ts'
import { rawDegrees, rawPosition } from '#sources/degrees.ts'
import { type Columns, columnCure } from '#sources/import/columns.ts'
import { type Positions, positionsInDegrees, tableInDegrees } from '#sources/import/inDegrees.ts'
import { shapeCenter } from '#sources/import/shapeCenter.ts'
import { type RawGeometry, type RawTable, type RawValue, rawNumber } from '#sources/raw.ts'
import { type Faults, grouped } from '#sources/read/_faults.ts'
import type { StudySource } from '#sources/studyFile.ts'

/** Positions of every row in degrees; undefined, and said, where the table has none. */
export function findPositions(
  table: RawTable,
  columns: Columns,
  spec: StudySource,
  extent: Extent | undefined,
  faults: Faults,
): Positions | undefined {
  const mapped = (['lon', 'lat', 'position'] as const).some(
    (role) => spec.columns?.[role] !== undefined,
  )
  if (table.geometry?.some((one) => one !== null) && !mapped) {
    const inDegrees = positionsOf(tableInDegrees(table, spec, extent, faults))
    return inDegrees === undefined ? undefined : turnedBack(inDegrees, extent, faults)
  }
  const given = fromColumns(table, columns, spec, faults)
  if (given === undefined) return undefined
  const inDegrees = positionsInDegrees(given, spec, extent, faults)
  return inDegrees === undefined ? undefined : turnedBack(inDegrees, extent, faults)
}

function fromColumns(
  table: RawTable,
  { named }: Columns,
  spec: StudySource,
  faults: Faults,
): Positions | undefined {
  const { lon, lat, position } = named
  if (lon !== undefined && lat !== undefined && spec.columns?.position === undefined) {
    const read = (values: readonly RawValue[]): Float64Array =>
      Float64Array.from(values, rawDegrees)
    const both = [...table.columns[lon], ...table.columns[lat]]
    const written = both.filter(
      (value) => Number.isNaN(rawNumber(value)) && !Number.isNaN(rawDegrees(value)),
    )
    if (written.length > 0) sayWritten(written.length, faults)
    return { lon: read(table.columns[lon]), lat: read(table.columns[lat]) }
  }
  if (position !== undefined) {
    const pairs = table.columns[position].map(rawPosition)
    sayWritten(pairs.filter((pair) => pair !== undefined).length, faults)
    return {
      lon: Float64Array.from(pairs, (pair) => pair?.[0] ?? Number.NaN),
      lat: Float64Array.from(pairs, (pair) => pair?.[1] ?? Number.NaN),
    }
  }
  for (const role of ['lon', 'lat'] as const) {
    // A mapping to a column that is not there was said when the columns were sought.
    if (named[role] !== undefined || spec.columns?.[role] !== undefined) continue
    const words = role === 'lon' ? 'longitude' : 'latitude'
    faults.add(
      'error',
      'column-missing',
      0,
      `Cannot place the rows of "${table.table}": no column holds the ${words}`,
      columnCure(words, table),
    )
  }
  return undefined
}

function sayWritten(count: number, faults: Faults): void {
  if (count === 0) return
  faults.add(
    'note',
    'degrees-written',
    0,
    `Found ${grouped(count)} coordinates written as text, such as 9°20'14"N or "9.34, 2.63": they were read as degrees`,
    'Nothing to do; in one cell the latitude is taken to come first',
  )
}

/** Which way longitude and latitude are turned. */
interface Turn {
  readonly lon: 1 | -1
  readonly lat: 1 | -1
  readonly words: string
}

const turns: readonly Turn[] = [
  { lon: -1, lat: 1, words: 'longitudes' },
  { lon: 1, lat: -1, words: 'latitudes' },
  { lon: -1, lat: -1, words: 'longitudes and latitudes' },
]

/**
 * Longitudes from 0 to 360 as -180 to 180; and where fewer than one in ten of the points lie around the
 * country, but nine in ten would with another sign, that sign: a column "GPS W" often holds no minus.
 */
function turnedBack(positions: Positions, extent: Extent | undefined, faults: Faults): Positions {
  const { lon, lat } = positions
  const beyond = lon.filter((degrees) => degrees > 180 && degrees <= 360).length
  if (beyond > 0) {
    faults.add(
      'note',
      'longitude-turned',
      0,
      `Found ${grouped(beyond)} longitudes from 180 to 360: they were read as west, less 360`,
      'Nothing to do',
    )
    return turnedBack(
      {
        lon: lon.map((degrees) => (degrees > 180 && degrees <= 360 ? degrees - 360 : degrees)),
        lat,
      },
      extent,
      faults,
    )
  }
  if (extent === undefined) return positions
  const inside = ({ lon: east, lat: north }: Pick<Turn, 'lon' | 'lat'>): number => {
    let count = 0
    for (let row = 0; row < lon.length; row++) {
      if (isInExtent(lon[row] * east, lat[row] * north, extent)) count++
    }
    return count
  }
  const given = lon.filter(
    (degrees, row) => !Number.isNaN(degrees) && !Number.isNaN(lat[row]),
  ).length
  if (given === 0 || inside({ lon: 1, lat: 1 }) * 10 >= given) return positions
  const turn = turns.find((one) => inside(one) * 10 >= given * 9)
  if (turn === undefined) return positions
  faults.add(
    'warning',
    'sign-lost',
    0,
    `Found ${turn.words} without their sign: as given the points lie outside the country, with a minus inside`,
    'Write west and south with a minus; here the signs were turned',
  )
  return { lon: lon.map((x) => x * turn.lon), lat: lat.map((y) => y * turn.lat) }
}

function positionsOf(table: RawTable | undefined): Positions | undefined {
  if (table?.geometry === undefined) return undefined
  const lon = new Float64Array(table.length).fill(Number.NaN)
  const lat = new Float64Array(table.length).fill(Number.NaN)
  table.geometry.forEach((geometry, row) => {
    const center = geometry === null ? undefined : geometryCenter(geometry)
    if (center === undefined) return
    lon[row] = center[0]
    lat[row] = center[1]
  })
  return { lon, lat }
}

/** One point for a geometry: itself or its first, a line's middle, the center of the largest polygon. */
export function geometryCenter(
  geometry: RawGeometry,
): readonly [lon: number, lat: number] | undefined {
  switch (geometry.type) {
    case 'Point':
      return geometry.coordinates
    case 'MultiPoint':
      return geometry.coordinates.length < 2
        ? undefined
        : [geometry.coordinates[0], geometry.coordinates[1]]
    case 'LineString':
      return lineMiddle(geometry.coordinates)
    case 'MultiLineString':
      return geometry.coordinates.length === 0 ? undefined : lineMiddle(geometry.coordinates[0])
    case 'Polygon':
      return shapeCenter([geometry.coordinates])
    case 'MultiPolygon':
      return shapeCenter(geometry.coordinates)
  }
}

function lineMiddle(line: Float64Array): readonly [number, number] | undefined {
  if (line.length < 2) return undefined
  const middle = 2 * Math.floor(line.length / 4)
  return [line[middle], line[middle + 1]]
}
