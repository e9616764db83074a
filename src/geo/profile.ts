// Terrain along great circles: heights at even steps, for radio paths, sweeps and lines of sight.
// Points lie on them within 1 cm every 2 km and straight in longitude and latitude between (within 0.1 m
// to 45°).
import { atan2, cos, radiansPerDegree, sin } from '#base/math.ts'
import { atan2 as quickAtan2 } from '#base/quickMath.ts'
import { earthRadiusMeters } from '#geo/sphere.ts'
import { heightBetweenCells, type TerrainWindow, turnedLon } from '#geo/terrain.ts'

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

/** Farther from the equator than this, degrees, meridians close in too fast for a parabola. */
const parabolaDegrees = 60

/** Anchors of the ray that was asked for last, kept so that a ray costs no memory. */
let anchors = new Float64Array(64)

/**
 * Where a ray's anchors lie in a window's cells: x and y of each in turn, the last where sample `count`
 * would be. Between two of them the ray is straight. Every fourth is computed; a parabola through three
 * of those gives the rest to 1 cm.
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
  if (anchors.length < 2 * (stretches + 9)) anchors = new Float64Array(4 * (stretches + 9))
  const isPlain = stretches >= 3 && stepMeters <= anchorMeters
  const between = isPlain && Math.abs(ray.lat) <= parabolaDegrees ? 4 : 1
  const turn = (between * each * stepMeters) / earthRadiusMeters
  const c1 = cos(turn)
  const s1 = sin(turn)
  let c = 1
  let s = 0
  // Whole parabolas: the last may reach beyond the ray.
  const end = between === 1 ? stretches : Math.ceil(stretches / 8) * 8
  for (let k = 0; k <= end; k += between) {
    placeAnchor(k, c, s, ray)
    // the next anchor by the sum of angles: no cosine for each
    const next = c * c1 - s * s1
    s = s * c1 + c * s1
    c = next
  }
  if (between > 1) for (let k = 0; k < end; k += 8) bendAnchors(k)
  const last = (count * stepMeters) / earthRadiusMeters
  placeAnchor(stretches, cos(last), sin(last), ray)
  for (let k = 0; k <= stretches; k++) {
    anchors[2 * k] = (anchors[2 * k] + shift - west) / dLon
    anchors[2 * k + 1] = (north - anchors[2 * k + 1]) / dLat
  }
  return anchors
}

/** Fills in longitude and latitude of a point on a ray by the cosine and sine of its angle. */
function placeAnchor(k: number, c: number, s: number, ray: Ray): void {
  const [x0, y0, z0] = ray.from
  const [x1, y1, z1] = ray.toward
  const x = x0 * c + x1 * s
  const y = y0 * c + y1 * s
  const z = z0 * c + z1 * s
  anchors[2 * k] = turnedLon(quickAtan2(y, x) / radiansPerDegree, ray.lon)
  anchors[2 * k + 1] = quickAtan2(z, Math.sqrt(x * x + y * y)) / radiansPerDegree
}

/** Fills the anchors between `k`, `k + 4` and `k + 8` from a parabola through these. */
function bendAnchors(k: number): void {
  for (let axis = 0; axis < 2; axis++) {
    const at = 2 * k + axis
    const start = anchors[at]
    const middle = anchors[at + 8]
    const bend = (start + anchors[at + 16]) / 2 - middle
    const slope = middle - start - bend
    for (let i = 1; i < 8; i++) {
      const t = i / 4
      if (i !== 4) anchors[at + 2 * i] = start + t * (slope + t * bend)
    }
  }
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
  const { width, height } = window
  const anchors = rayAnchors(window, ray, stepMeters, count)
  const each = anchorEvery(stepMeters)
  let sum = 0
  for (let first = 0, k = 0; first < count; first += each, k += 2) {
    const n = Math.min(each, count - first)
    const x = anchors[k]
    const y = anchors[k + 1]
    const dx = (anchors[k + 2] - x) / n
    const dy = (anchors[k + 3] - y) / n
    // Where both ends of a straight stretch lie inside, all does, and no place need be asked for.
    const lastX = x + (n - 1) * dx
    const lastY = y + (n - 1) * dy
    const isInside =
      Math.min(x, lastX) >= 0 &&
      Math.min(y, lastY) >= 0 &&
      Math.max(x, lastX) < width - 1 &&
      Math.max(y, lastY) < height - 1
    const stretch = isInside ? sampleInside : sampleToEdge
    sum += stretch(window, x, y, dx, dy, n, into, first)
  }
  if (!Number.isNaN(sum)) return 0
  let voids = 0
  for (let i = 0; i < count; i++) if (Number.isNaN(into[i])) voids++
  return voids
}

/** Heights between the four cells around each place of a stretch that lies inside; their sum. */
function sampleInside(
  { values, width }: TerrainWindow,
  x0: number,
  y0: number,
  dx: number,
  dy: number,
  n: number,
  into: Float64Array,
  first: number,
): number {
  let sum = 0
  for (let i = 0; i < n; i++) {
    const x = x0 + i * dx
    const y = y0 + i * dy
    // No place is below 0, so that cutting is rounding down.
    const column = x | 0
    const row = y | 0
    const fx = x - column
    const at = row * width + column
    const a = values[at]
    const b = values[at + width]
    const top = a + fx * (values[at + 1] - a)
    const value = top + (y - row) * (b + fx * (values[at + width + 1] - b) - top)
    into[first + i] = value
    sum += value
  }
  return sum
}

/** The same for a stretch that comes to the window's edge or passes it. */
function sampleToEdge(
  window: TerrainWindow,
  x0: number,
  y0: number,
  dx: number,
  dy: number,
  n: number,
  into: Float64Array,
  first: number,
): number {
  let sum = 0
  for (let i = 0; i < n; i++) {
    const x = x0 + i * dx
    const y = y0 + i * dy
    const value = heightBetweenCells(window, x, y)
    into[first + i] = value
    sum += value
  }
  return sum
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
      const value = nearestCell(window, anchors[k] + i * dx, anchors[k + 1] + i * dy)
      into[first + i] = Number.isNaN(value) ? missing : value
    }
  }
}

/** The nearest cell's value, up to half a cell outside the window; NaN beyond. */
function nearestCell({ width, height, values }: TerrainWindow, x: number, y: number): number {
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
