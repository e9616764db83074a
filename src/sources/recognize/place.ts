// Where the pieces of a folder lie, as far as they say it themselves: some points of each, and the box
// around the country that they have in common.
import { extentOf } from '#geo/pointInPolygon.ts'
import type { Extent } from '#geo/shapes.ts'
import { rawDegrees, rawPosition } from '#sources/degrees.ts'
import { geometryCenter } from '#sources/import/findPositions.ts'
import type { RawGrid } from '#sources/raw.ts'
import { findToLonLat, tableToWgs84 } from '#sources/read/toWgs84.ts'
import { areMeters, columnPositions } from '#sources/recognize/country.ts'
import type { TableProfile } from '#sources/recognize/profile.ts'
import type { Role } from '#sources/studySchema.ts'

/** Longitude and latitude. */
export type Point = readonly [lon: number, lat: number]

/** What of a piece tells where it lies. */
export interface Placeable {
  readonly profile?: TableProfile
  readonly grid?: RawGrid
  readonly roles: readonly Role[]
}

/** Around the areas where there are any, otherwise around all that has degrees; the outermost hundredth left out. */
export function boxAround(pieces: readonly Placeable[]): Extent | undefined {
  const areas = pieces.filter(({ roles }) => roles.includes('areas'))
  const points = (areas.length > 0 ? areas : pieces).flatMap(pointsOf)
  if (points.length === 0) return undefined
  if (areas.length > 0) return widened(extentOf([Float64Array.from(points.flat())]))
  const between = (values: number[]): Point => {
    const sorted = values.sort((a, b) => a - b)
    const cut = Math.floor(sorted.length / 100)
    return [sorted[cut], sorted[sorted.length - 1 - cut]]
  }
  const [west, east] = between(points.map(([lon]) => lon))
  const [south, north] = between(points.map(([, lat]) => lat))
  return widened({ west, south, east, north })
}

/** Some points of a piece in degrees; none where it counts in meters that nobody names. */
export function pointsOf({ profile, grid, roles }: Placeable): readonly Point[] {
  if (profile !== undefined) return tablePoints(profile)
  const box = grid === undefined || !roles.includes('population') ? undefined : gridBox(grid)
  if (box === undefined) return []
  const { west, south, east, north } = box
  return [
    [west, south],
    [(west + east) / 2, (south + north) / 2],
    [east, north],
  ]
}

/** A grid's box in degrees, by its corners. */
function gridBox({ crs, extent }: RawGrid): Extent | undefined {
  const toLonLat = findToLonLat(crs === '' ? 'EPSG:4326' : crs)
  if (toLonLat === undefined) return undefined
  const low: [number, number] = [0, 0]
  const high: [number, number] = [0, 0]
  toLonLat(extent.west, extent.south, low)
  toLonLat(extent.east, extent.north, high)
  return { west: low[0], south: low[1], east: high[0], north: high[1] }
}

/** A tenth of a degree wider on each side. */
function widened({ west, south, east, north }: Extent): Extent {
  return {
    west: Math.max(-180, west - 0.1),
    south: Math.max(-90, south - 0.1),
    east: Math.min(180, east + 0.1),
    north: Math.min(90, north + 0.1),
  }
}

function tablePoints(profile: TableProfile): readonly Point[] {
  const { table, shape } = profile
  const step = Math.max(1, Math.floor(table.length / 500))
  const rows = Array.from({ length: Math.ceil(table.length / step) }, (_, i) => i * step)
  const points = shape === 'none' ? columnPoints(rows, profile) : shapePoints(rows, profile)
  // 0, 0 stands for a missing position.
  const isPlace = ([x, y]: Point) => Math.abs(x) <= 180 && Math.abs(y) <= 90 && (x !== 0 || y !== 0)
  return points.filter(isPlace)
}

function columnPoints(
  rows: readonly number[],
  { table, found: { lon, lat, position } }: TableProfile,
): readonly Point[] {
  if (lon !== undefined && lat !== undefined) {
    if (areMeters(columnPositions(table, lon, lat))) return []
    return rows.map((row) => {
      const x = rawDegrees(table.columns[lon][row])
      return [x > 180 ? x - 360 : x, rawDegrees(table.columns[lat][row])] as const
    })
  }
  if (position === undefined) return []
  return rows.flatMap((row) => {
    const point = rawPosition(table.columns[position][row])
    return point === undefined ? [] : [point]
  })
}

/** Of areas the corners of each part, so that the box holds them whole. */
function shapePoints(rows: readonly number[], { table }: TableProfile): readonly Point[] {
  const geometry = tableToWgs84(table).value?.geometry ?? []
  return rows.flatMap((row): readonly Point[] => {
    const one = geometry[row] ?? null
    if (one === null) return []
    if (one.type === 'MultiPolygon' || one.type === 'Polygon') {
      const rings = one.type === 'Polygon' ? [one.coordinates[0]] : one.coordinates.map(([r]) => r)
      return rings.flatMap((ring) => {
        const { west, south, east, north } = extentOf([ring])
        return [[west, south] as const, [east, north] as const]
      })
    }
    const center = geometryCenter(one)
    return center === undefined ? [] : [center]
  })
}
