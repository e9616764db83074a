// The receivers of an area: where each lies from the transmitter, and how they divide into parts and
// radials. The parts are always the same, so results do not depend on the number of workers.
import { cos, radiansPerDegree, sin } from '#base/math.ts'
import { atan2 } from '#base/quickMath.ts'
import type { Extent, Grid } from '#geo/shapes.ts'
import { earthRadiusMeters } from '#geo/sphere.ts'

/** A profile for each point, or radials. */
export type AreaMethod = 'exact' | 'sweep'

/** Parts that an area divides into, whatever the number of workers. */
const areaParts = 16

/** Which cells to fill around a transmitter; their centers are the receivers. */
export interface AreaCells {
  readonly extent: Extent
  readonly width: number
  readonly height: number
}

/** What the division of an area needs to know of a request. */
export interface AreaShape {
  readonly transmitter: { readonly lon: number; readonly lat: number }
  readonly cells: AreaCells
  readonly radiusMeters: number
  readonly stepMeters: number
  /** Between radials at the rim; the step where absent, or a cell where that is less. */
  readonly radialMeters?: number
}

/** Cells of a part and their losses. */
export interface FilledCells {
  readonly cells: Int32Array
  readonly loss: Float32Array
}

/** Receivers: cell, distance, direction from the transmitter as a share of a turn, and place. */
export interface AreaPoints {
  readonly cells: Int32Array
  readonly meters: Float64Array
  readonly bearing: Float64Array
  readonly lon: Float64Array
  readonly lat: Float64Array
  /** Direction back to the transmitter: degrees of longitude and of latitude per meter. */
  readonly backLon: Float64Array
  readonly backLat: Float64Array
  /** Radials that the whole area has. */
  readonly radials: number
}

/** How many radials leave no cell of the rim between two of them. */
function radialCount({ cells, radiusMeters, stepMeters, radialMeters }: AreaShape): number {
  const { extent, height } = cells
  const cellMeters = ((extent.north - extent.south) / height) * radiansPerDegree * earthRadiusMeters
  const spacing = radialMeters ?? Math.max(Math.min(cellMeters, stepMeters), 1)
  return Math.max(64, Math.ceil((2 * Math.PI * radiusMeters) / spacing))
}

/** Every receiver within the radius. */
export function areaPoints(request: AreaShape): AreaPoints {
  const { cells, radiusMeters, transmitter } = request
  const { extent, width, height } = cells
  const dLon = ((extent.east < extent.west ? extent.east + 360 : extent.east) - extent.west) / width
  const dLat = (extent.north - extent.south) / height
  const phi1 = transmitter.lat * radiansPerDegree
  const s1 = sin(phi1)
  const c1 = cos(phi1)
  const sinLambda = new Float64Array(width)
  const cosLambda = new Float64Array(width)
  for (let i = 0; i < width; i++) {
    const lambda = (extent.west + (i + 0.5) * dLon - transmitter.lon) * radiansPerDegree
    sinLambda[i] = sin(lambda)
    cosLambda[i] = cos(lambda)
  }
  const capacity = width * height
  const found = new Int32Array(capacity)
  const meters = new Float64Array(capacity)
  const bearing = new Float64Array(capacity)
  const lon = new Float64Array(capacity)
  const lat = new Float64Array(capacity)
  const backLon = new Float64Array(capacity)
  const backLat = new Float64Array(capacity)
  const perMeter = 1 / (radiansPerDegree * earthRadiusMeters)
  const reach = cos(Math.min(radiusMeters / earthRadiusMeters, Math.PI))
  let n = 0
  for (let row = 0; row < height; row++) {
    const latitude = extent.north - (row + 0.5) * dLat
    const s2 = sin(latitude * radiansPerDegree)
    const c2 = cos(latitude * radiansPerDegree)
    for (let column = 0; column < width; column++) {
      const up = s1 * s2 + c1 * c2 * cosLambda[column]
      if (up < reach) continue
      const east = c2 * sinLambda[column]
      const north = c1 * s2 - s1 * c2 * cosLambda[column]
      const turn = atan2(east, north) / (2 * Math.PI)
      const sinAngle = Math.sqrt(east * east + north * north)
      found[n] = row * width + column
      meters[n] = earthRadiusMeters * atan2(sinAngle, up)
      const scale = sinAngle > 0 ? perMeter / sinAngle : 0
      backLon[n] = (-c1 * sinLambda[column] * scale) / c2
      backLat[n] = (s1 * c2 - c1 * s2 * cosLambda[column]) * scale
      bearing[n] = turn < 0 ? turn + 1 : turn
      lon[n] = extent.west + (column + 0.5) * dLon
      lat[n] = latitude
      n++
    }
  }
  return {
    cells: found.subarray(0, n),
    meters: meters.subarray(0, n),
    bearing: bearing.subarray(0, n),
    lon: lon.subarray(0, n),
    lat: lat.subarray(0, n),
    backLon: backLon.subarray(0, n),
    backLat: backLat.subarray(0, n),
    radials: radialCount(request),
  }
}

/** Points in the parts of an area: runs of cells for exact profiles, sectors of radials for a sweep. */
export function splitPoints(points: AreaPoints, method: AreaMethod): AreaPoints[] {
  const n = points.cells.length
  const radialsInPart = Math.ceil(points.radials / areaParts)
  const partOf =
    method === 'exact'
      ? (i: number): number => Math.floor((i * areaParts) / n)
      : (i: number): number =>
          Math.floor(
            (Math.round(points.bearing[i] * points.radials) % points.radials) / radialsInPart,
          )
  const { order, offsets } = countingSort(n, areaParts, (i) => i, partOf)
  return Array.from({ length: areaParts }, (_, part) => {
    const rows = order.subarray(offsets[part], offsets[part + 1])
    const pick = (column: Float64Array): Float64Array => {
      const out = new Float64Array(rows.length)
      for (let k = 0; k < out.length; k++) out[k] = column[rows[k]]
      return out
    }
    return {
      cells: rows.map((i) => points.cells[i]),
      meters: pick(points.meters),
      bearing: pick(points.bearing),
      lon: pick(points.lon),
      lat: pick(points.lat),
      backLon: pick(points.backLon),
      backLat: pick(points.backLat),
      radials: points.radials,
    }
  })
}

/** Points by radial, and along each by growing distance (two passes of counting sort). */
export function orderedByRadial(
  points: AreaPoints,
  stepMeters: number,
): { order: Int32Array; offsets: Int32Array; firstRadial: number } {
  const n = points.cells.length
  const radialOf = new Int32Array(n)
  let firstRadial = points.radials
  let lastRadial = 0
  let farthest = 0
  for (let i = 0; i < n; i++) {
    const radial = Math.round(points.bearing[i] * points.radials) % points.radials
    radialOf[i] = radial
    if (radial < firstRadial) firstRadial = radial
    if (radial > lastRadial) lastRadial = radial
    const ring = Math.floor(points.meters[i] / stepMeters - 0.5)
    if (ring > farthest) farthest = ring
  }
  const ringOf = (i: number): number => Math.floor(points.meters[i] / stepMeters - 0.5) + 1
  const byRing = countingSort(n, farthest + 2, (i) => i, ringOf).order
  const rows = Math.max(0, lastRadial - firstRadial + 1)
  const sorted = countingSort(
    n,
    rows,
    (k) => byRing[k],
    (i) => radialOf[i] - firstRadial,
  )
  return { order: sorted.order, offsets: sorted.offsets, firstRadial }
}

function countingSort(
  n: number,
  buckets: number,
  item: (k: number) => number,
  bucket: (i: number) => number,
): { order: Int32Array; offsets: Int32Array } {
  const offsets = new Int32Array(buckets + 1)
  for (let k = 0; k < n; k++) offsets[bucket(item(k)) + 1]++
  for (let b = 0; b < buckets; b++) offsets[b + 1] += offsets[b]
  const next = offsets.slice()
  const order = new Int32Array(n)
  for (let k = 0; k < n; k++) {
    const i = item(k)
    order[next[bucket(i)]++] = i
  }
  return { order, offsets }
}

/** Parts put together: Infinity beyond the radius, NaN where terrain is missing. */
export function joinedParts(cells: AreaCells, parts: readonly FilledCells[]): Grid {
  const { extent, width, height } = cells
  const values = new Float32Array(width * height).fill(Number.POSITIVE_INFINITY)
  for (const part of parts)
    for (let i = 0; i < part.cells.length; i++) values[part.cells[i]] = part.loss[i]
  return { extent, width, height, values, missing: Number.NaN }
}
