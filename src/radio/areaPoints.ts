// The receivers of an area: where each lies from the transmitter, and how they divide into parts and
// radials. The parts are always the same, so results do not depend on the number of workers.
import { cos, radiansPerDegree, sin } from '#base/math.ts'
import { atan2 } from '#base/quickMath.ts'
import type { Extent, Grid } from '#geo/shapes.ts'
import { earthRadiusMeters } from '#geo/sphere.ts'
import { turnedLon } from '#geo/terrain.ts'

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

/** Part of a raster's cells, and where it lies in the raster. */
export interface AreaWindow {
  readonly column: number
  readonly row: number
  readonly cells: AreaCells
}

/** The cells that may lie within a radius of a place; none, 0 wide or high, where it is too far off. */
export function windowAround(
  { extent, width, height }: AreaCells,
  { lon, lat }: { readonly lon: number; readonly lat: number },
  radiusMeters: number,
): AreaWindow {
  const { west } = extent
  const east = extent.east < west ? extent.east + 360 : extent.east
  const center = turnedLon(lon, (west + east) / 2)
  const dLon = (east - west) / width
  const dLat = (extent.north - extent.south) / height
  const reachLat = radiusMeters / (radiansPerDegree * earthRadiusMeters)
  const reachLon = reachLat / Math.max(0.01, cos((Math.abs(lat) + reachLat) * radiansPerDegree))
  const within = (index: number, size: number): number => Math.min(Math.max(index, 0), size)
  const column = within(Math.floor((center - reachLon - west) / dLon), width)
  const right = within(Math.ceil((center + reachLon - west) / dLon), width)
  const row = within(Math.floor((extent.north - lat - reachLat) / dLat), height)
  const bottom = within(Math.ceil((extent.north - lat + reachLat) / dLat), height)
  const window: Extent = {
    west: west + column * dLon,
    east: west + right * dLon,
    north: extent.north - row * dLat,
    south: extent.north - bottom * dLat,
  }
  return { column, row, cells: { extent: window, width: right - column, height: bottom - row } }
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
  /** The radial nearest to each, counted from north. */
  readonly radial: Int32Array
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
  const radial = new Int32Array(capacity)
  const radials = radialCount(request)
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
      radial[n] = Math.round(bearing[n] * radials) % radials
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
    radial: radial.subarray(0, n),
    radials,
  }
}

/**
 * Points in the parts of an area: runs of cells for exact profiles; for a sweep sectors of radials, the
 * points of each radial together and by growing distance.
 */
export function splitPoints(
  points: AreaPoints,
  method: AreaMethod,
  stepMeters: number,
): AreaPoints[] {
  const n = points.cells.length
  if (method === 'exact') {
    const size = Math.ceil(n / areaParts)
    return Array.from({ length: areaParts }, (_, part) =>
      takePoints(points, part * size, Math.min((part + 1) * size, n)),
    )
  }
  const ring = new Int32Array(n)
  let farthest = 0
  for (let i = 0; i < n; i++) {
    ring[i] = Math.floor(points.meters[i] / stepMeters - 0.5) + 1
    if (ring[i] > farthest) farthest = ring[i]
  }
  const byRing = countingSort(ring, farthest + 1).order
  const { order, offsets } = countingSort(points.radial, points.radials, byRing)
  const radialsInPart = Math.ceil(points.radials / areaParts)
  return Array.from({ length: areaParts }, (_, part) => {
    const from = offsets[Math.min(part * radialsInPart, points.radials)]
    const to = offsets[Math.min((part + 1) * radialsInPart, points.radials)]
    return takePoints(points, from, to, order)
  })
}

/** The points at places `from` to `to` (without it) of an order, or of their own. */
function takePoints(points: AreaPoints, from: number, to: number, order?: Int32Array): AreaPoints {
  const places = order?.subarray(from, to)
  const ints = (column: Int32Array): Int32Array =>
    places === undefined ? column.slice(from, to) : intsAt(column, places)
  const floats = (column: Float64Array): Float64Array =>
    places === undefined ? column.slice(from, to) : floatsAt(column, places)
  return {
    cells: ints(points.cells),
    meters: floats(points.meters),
    bearing: floats(points.bearing),
    lon: floats(points.lon),
    lat: floats(points.lat),
    backLon: floats(points.backLon),
    backLat: floats(points.backLat),
    radial: ints(points.radial),
    radials: points.radials,
  }
}

// One loop for each kind of column: engines make it far faster than one loop for both.
function intsAt(column: Int32Array, places: Int32Array): Int32Array {
  const out = new Int32Array(places.length)
  for (let k = 0; k < out.length; k++) out[k] = column[places[k]]
  return out
}

function floatsAt(column: Float64Array, places: Int32Array): Float64Array {
  const out = new Float64Array(places.length)
  for (let k = 0; k < out.length; k++) out[k] = column[places[k]]
  return out
}

/** Calls back with each run of points that share a radial: its first point and the one after its last. */
export function eachRadial(
  { radial }: AreaPoints,
  run: (radial: number, begin: number, end: number) => void,
): void {
  for (let begin = 0; begin < radial.length; ) {
    let end = begin + 1
    while (end < radial.length && radial[end] === radial[begin]) end++
    run(radial[begin], begin, end)
    begin = end
  }
}

/** Items by their key, the order among equals kept (Knuth, vol. 3, §5.2D). */
function countingSort(
  keys: Int32Array,
  buckets: number,
  items?: Int32Array,
): { order: Int32Array; offsets: Int32Array } {
  const offsets = new Int32Array(buckets + 1)
  for (let i = 0; i < keys.length; i++) offsets[keys[i] + 1]++
  for (let b = 0; b < buckets; b++) offsets[b + 1] += offsets[b]
  const next = offsets.slice()
  const order = new Int32Array(keys.length)
  for (let k = 0; k < keys.length; k++) {
    const i = items === undefined ? k : items[k]
    order[next[keys[i]]++] = i
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
