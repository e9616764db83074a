// Terrain along great circles: heights at even steps, for radio paths, sweeps and lines of sight.
// Points are exact every 2 km and straight in longitude and latitude between (within 0.1 m to 45°).
import { atan2, cos, radiansPerDegree, sin } from '#base/math.ts'
import { atan2 as quickAtan2 } from '#base/quickMath.ts'
import { earthRadiusMeters } from '#geo/sphere.ts'
import { type TerrainWindow, turnedLon } from '#geo/terrain.ts'

/** Distance between points that lie exactly on the great circle. */
const anchorMeters = 2000

/** A great circle from a point in a direction, as two orthogonal unit vectors. */
export interface Ray {
  readonly lon: number
  readonly lat: number
  /** Position and direction: x, y, z of each. */
  readonly from: readonly [number, number, number]
  readonly toward: readonly [number, number, number]
}

/** The ray from a point toward a bearing, degrees from north. */
export function rayToward(lon: number, lat: number, bearingDegrees: number): Ray {
  const phi = lat * radiansPerDegree
  const lambda = lon * radiansPerDegree
  const bearing = bearingDegrees * radiansPerDegree
  const [sp, cp, sl, cl] = [sin(phi), cos(phi), sin(lambda), cos(lambda)]
  const [sb, cb] = [sin(bearing), cos(bearing)]
  return {
    lon,
    lat,
    from: [cp * cl, cp * sl, sp],
    toward: [-sp * cl * cb - sl * sb, -sp * sl * cb + cl * sb, cp * cb],
  }
}

/** The point of a ray after a distance, lon lat; lon within half a turn of the start. */
export function pointOnRay(ray: Ray, meters: number): [lon: number, lat: number] {
  const angle = meters / earthRadiusMeters
  const c = cos(angle)
  const s = sin(angle)
  const [x0, y0, z0] = ray.from
  const [x1, y1, z1] = ray.toward
  const x = x0 * c + x1 * s
  const y = y0 * c + y1 * s
  const lat = quickAtan2(z0 * c + z1 * s, Math.sqrt(x * x + y * y)) / radiansPerDegree
  return [turnedLon(quickAtan2(y, x) / radiansPerDegree, ray.lon), lat]
}

/** Samples between two anchors of a ray. */
const anchorEvery = (stepMeters: number): number =>
  Math.max(1, Math.floor(anchorMeters / stepMeters))

/**
 * Where a ray's anchors lie in a window's cells: x and y of each in turn, the last where sample `count`
 * would be. Between two of them the ray is straight.
 */
function rayAnchors(
  { west, north, dLon, dLat, width }: TerrainWindow,
  ray: Ray,
  stepMeters: number,
  count: number,
): Float64Array {
  const middle = west + ((width - 1) * dLon) / 2
  const shift = turnedLon(ray.lon, middle) - ray.lon
  const each = anchorEvery(stepMeters)
  const stretches = Math.ceil(count / each)
  const anchors = new Float64Array(2 * (stretches + 1))
  const turn = (each * stepMeters) / earthRadiusMeters
  const c1 = cos(turn)
  const s1 = sin(turn)
  const last = (count * stepMeters) / earthRadiusMeters
  const [x0, y0, z0] = ray.from
  const [x1, y1, z1] = ray.toward
  const perRadian = 1 / radiansPerDegree
  let c = 1
  let s = 0
  for (let k = 0; k <= stretches; k++) {
    if (k === stretches) {
      c = cos(last)
      s = sin(last)
    }
    const x = x0 * c + x1 * s
    const y = y0 * c + y1 * s
    const z = z0 * c + z1 * s
    const lon = turnedLon(quickAtan2(y, x) * perRadian, ray.lon)
    const lat = quickAtan2(z, Math.sqrt(x * x + y * y)) * perRadian
    anchors[2 * k] = (lon + shift - west) / dLon
    anchors[2 * k + 1] = (north - lat) / dLat
    // the next anchor by the sum of angles: no cosine for each
    const next = c * c1 - s * s1
    s = s * c1 + c * s1
    c = next
  }
  return anchors
}

/**
 * Fills heights at `i · step` along a ray, i from 0 to `count` − 1; NaN over a void or outside.
 *
 * @returns How many heights are NaN.
 */
export function sampleRay(
  window: TerrainWindow,
  ray: Ray,
  stepMeters: number,
  count: number,
  into: Float64Array,
): number {
  const { width, height, values } = window
  const anchors = rayAnchors(window, ray, stepMeters, count)
  const each = anchorEvery(stepMeters)
  let voids = 0
  for (let first = 0, k = 0; first < count; first += each, k += 2) {
    const n = Math.min(each, count - first)
    const x0 = anchors[k]
    const y0 = anchors[k + 1]
    const dx = (anchors[k + 2] - x0) / n
    const dy = (anchors[k + 3] - y0) / n
    const lastX = x0 + (n - 1) * dx
    const lastY = y0 + (n - 1) * dy
    const isInside =
      Math.min(x0, lastX) >= 0 &&
      Math.min(y0, lastY) >= 0 &&
      Math.max(x0, lastX) < width - 1 &&
      Math.max(y0, lastY) < height - 1
    for (let i = 0; i < n; i++) {
      const x = x0 + i * dx
      const y = y0 + i * dy
      // Where both ends of a straight stretch lie inside, all does: no place asks again, and none is
      // below 0, so that cutting is rounding down.
      const value = isInside ? heightInside(values, width, x, y) : heightOrEdge(window, x, y)
      into[first + i] = value
      if (Number.isNaN(value)) voids++
    }
  }
  return voids
}

/** The height between the four cells around a place that has four. */
function heightInside(values: Float32Array, width: number, x: number, y: number): number {
  const column = x | 0
  const row = y | 0
  const fx = x - column
  const at = row * width + column
  const a = values[at]
  const b = values[at + width]
  const top = a + fx * (values[at + 1] - a)
  return top + (y - row) * (b + fx * (values[at + width + 1] - b) - top)
}

/** The same, or at the window's edge the nearest cell's. */
function heightOrEdge(window: TerrainWindow, x: number, y: number): number {
  const { width, height, values } = window
  const inside = x >= 0 && y >= 0 && x < width - 1 && y < height - 1
  return inside ? heightInside(values, width, x, y) : edgeHeight(window, x, y)
}

/** Fills the nearest cell's value (a class, a clutter height) along a ray; `missing` where there is none. */
export function sampleRayNearest(
  window: TerrainWindow,
  ray: Ray,
  stepMeters: number,
  count: number,
  into: Float64Array,
  missing: number,
): void {
  const anchors = rayAnchors(window, ray, stepMeters, count)
  const each = anchorEvery(stepMeters)
  for (let first = 0, k = 0; first < count; first += each, k += 2) {
    const n = Math.min(each, count - first)
    const dx = (anchors[k + 2] - anchors[k]) / n
    const dy = (anchors[k + 3] - anchors[k + 1]) / n
    for (let i = 0; i < n; i++) {
      const value = edgeHeight(window, anchors[k] + i * dx, anchors[k + 1] + i * dy)
      into[first + i] = Number.isNaN(value) ? missing : value
    }
  }
}

/** The nearest cell's value, up to half a cell outside the window; NaN beyond. */
function edgeHeight({ width, height, values }: TerrainWindow, x: number, y: number): number {
  if (x < -0.5 || y < -0.5 || x > width - 0.5 || y > height - 0.5) return Number.NaN
  const column = Math.min(Math.max(Math.round(x), 0), width - 1)
  const row = Math.min(Math.max(Math.round(y), 0), height - 1)
  return values[row * width + column]
}

/** Distance in meters and bearing in degrees (0 to 360) from one point to another. */
export function distanceAndBearing(
  lon1: number,
  lat1: number,
  lon2: number,
  lat2: number,
): [meters: number, degrees: number] {
  const phi1 = lat1 * radiansPerDegree
  const phi2 = lat2 * radiansPerDegree
  const dLambda = (lon2 - lon1) * radiansPerDegree
  const east = cos(phi2) * sin(dLambda)
  const north = cos(phi1) * sin(phi2) - sin(phi1) * cos(phi2) * cos(dLambda)
  const up = sin(phi1) * sin(phi2) + cos(phi1) * cos(phi2) * cos(dLambda)
  const meters = earthRadiusMeters * atan2(Math.sqrt(east * east + north * north), up)
  const degrees = atan2(east, north) / radiansPerDegree
  return [meters, degrees < 0 ? degrees + 360 : degrees]
}

/** Terrain from one place to another. */
export interface TerrainProfile {
  readonly distanceMeters: Float64Array
  readonly heightMeters: Float64Array
  /** Heights the terrain does not know. */
  readonly voids: number
}

/**
 * The terrain between two places at even steps no longer than `stepMeters`, at least 4 of them.
 */
export function terrainProfile(
  window: TerrainWindow,
  from: readonly [lon: number, lat: number],
  to: readonly [lon: number, lat: number],
  stepMeters: number,
): TerrainProfile {
  const [meters, bearing] = distanceAndBearing(from[0], from[1], to[0], to[1])
  const steps = Math.max(4, Math.ceil(meters / stepMeters - 1e-9))
  const step = meters / steps
  const heightMeters = new Float64Array(steps + 1)
  const ray = rayToward(from[0], from[1], bearing)
  const voids = sampleRay(window, ray, step, steps + 1, heightMeters)
  const distanceMeters = Float64Array.from(heightMeters, (_, i) => i * step)
  return { distanceMeters, heightMeters, voids }
}
