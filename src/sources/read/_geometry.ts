// Geometries in the one form readers hand on: flat lines, closed rings, parts of one kind together.
import type { FlatLine, Polygon } from '#geo/shapes.ts'
import type { RawGeometry } from '#sources/raw.ts'
import { Damage } from '#sources/read/_faults.ts'

/** How deep collections may lie in each other; real ones lie one deep. */
export const maxGeometryDepth = 8

/** A line from its values; refused where it has less than two points or a value is no number. */
export function lineOf(values: ArrayLike<number>): FlatLine {
  const line = Float64Array.from(values)
  if (line.length < 4) throw new Damage(`a line has ${line.length / 2} points, expected at least 2`)
  for (let i = 0; i < line.length; i++) if (!Number.isFinite(line[i])) throw notFinite()
  return line
}

/** A closed ring from its values; an open one is closed. */
export function ringOf(values: ArrayLike<number>): FlatLine {
  const n = values.length
  const open = n >= 2 && (values[0] !== values[n - 2] || values[1] !== values[n - 1])
  const ring = new Float64Array(open ? n + 2 : n)
  for (let i = 0; i < n; i++) ring[i] = values[i]
  if (open) {
    ring[n] = ring[0]
    ring[n + 1] = ring[1]
  }
  if (ring.length < 8) throw new Damage(`a ring has ${ring.length / 2} points, expected at least 4`)
  for (let i = 0; i < ring.length; i++) if (!Number.isFinite(ring[i])) throw notFinite()
  return ring
}

/** A point; undefined where both coordinates are NaN, which is how binary formats write "empty". */
export function pointOf(x: number, y: number): RawGeometry | undefined {
  if (Number.isNaN(x) && Number.isNaN(y)) return undefined
  if (!Number.isFinite(x) || !Number.isFinite(y)) throw notFinite()
  return { type: 'Point', coordinates: [x, y] }
}

const notFinite = () => new Damage('a coordinate is no finite number')

/**
 * Parts as one geometry: a single part as it is, parts of one kind as its Multi form. Of mixed parts
 * the kind that covers most stays (areas before lines before points), and `onMixed` hears of it.
 */
export function collect(
  parts: readonly RawGeometry[],
  onMixed: () => void = () => {},
): RawGeometry | undefined {
  if (parts.length <= 1) return parts[0]
  const polygons: Polygon[] = []
  const lines: FlatLine[] = []
  const points: number[] = []
  for (const part of parts) {
    if (part.type === 'Polygon') polygons.push(part.coordinates)
    else if (part.type === 'MultiPolygon')
      for (const polygon of part.coordinates) polygons.push(polygon)
    else if (part.type === 'LineString') lines.push(part.coordinates)
    else if (part.type === 'MultiLineString') for (const line of part.coordinates) lines.push(line)
    else for (const value of part.coordinates) points.push(value)
  }
  const kinds = [polygons, lines, points].filter((kind) => kind.length > 0).length
  if (kinds > 1) onMixed()
  if (polygons.length > 0) return { type: 'MultiPolygon', coordinates: polygons }
  if (lines.length > 0) return { type: 'MultiLineString', coordinates: lines }
  return { type: 'MultiPoint', coordinates: Float64Array.from(points) }
}

/** The same geometry with every position moved by `move`, which writes into its last argument. */
export function mapPositions(
  geometry: RawGeometry,
  move: (x: number, y: number, out: [x: number, y: number]) => void,
): RawGeometry {
  const out: [number, number] = [0, 0]
  const line = (flat: FlatLine): FlatLine => {
    const moved = new Float64Array(flat.length)
    for (let i = 0; i < flat.length; i += 2) {
      move(flat[i], flat[i + 1], out)
      moved[i] = out[0]
      moved[i + 1] = out[1]
    }
    return moved
  }
  switch (geometry.type) {
    case 'Point':
      move(geometry.coordinates[0], geometry.coordinates[1], out)
      return { type: 'Point', coordinates: [out[0], out[1]] }
    case 'MultiPoint':
    case 'LineString':
      return { type: geometry.type, coordinates: line(geometry.coordinates) }
    case 'MultiLineString':
    case 'Polygon':
      return { type: geometry.type, coordinates: geometry.coordinates.map(line) }
    case 'MultiPolygon':
      return {
        type: 'MultiPolygon',
        coordinates: geometry.coordinates.map((polygon) => polygon.map(line)),
      }
  }
}

/** Twice the signed area of a ring: more than 0 where it runs counterclockwise. */
export function ringArea2(ring: FlatLine): number {
  let area = 0
  // Taken from the first point, so that large coordinates do not swallow small rings.
  const x0 = ring[0]
  const y0 = ring[1]
  for (let i = 2; i + 3 < ring.length; i += 2) {
    area += (ring[i] - x0) * (ring[i + 3] - y0) - (ring[i + 2] - x0) * (ring[i + 1] - y0)
  }
  return area
}

/** Whether a point lies in a ring, by the even-odd rule; on the edge either answer may come. */
export function ringHolds(ring: FlatLine, x: number, y: number): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const yi = ring[i + 1]
    const yj = ring[j + 1]
    if (yi > y !== yj > y && x < ((ring[j] - ring[i]) * (y - yi)) / (yj - yi) + ring[i]) {
      inside = !inside
    }
  }
  return inside
}

/** Rings sorted into polygons by what lies in what: each outer ring with the holes directly in it. */
export function polygonsFromRings(rings: readonly FlatLine[]): Polygon[] {
  const areas = rings.map((ring) => Math.abs(ringArea2(ring)))
  const order = rings.map((_, i) => i).sort((a, b) => areas[b] - areas[a] || a - b)
  const depth = new Int32Array(rings.length)
  const parent = new Int32Array(rings.length).fill(-1)
  for (let k = 0; k < order.length; k++) {
    const ring = order[k]
    for (let m = k - 1; m >= 0; m--) {
      const around = order[m]
      if (areas[around] > areas[ring] && holdsRing(rings[around], rings[ring])) {
        parent[ring] = around
        depth[ring] = depth[around] + 1
        break
      }
    }
  }
  const polygonOf = new Map<number, FlatLine[]>()
  for (let i = 0; i < rings.length; i++) if (depth[i] % 2 === 0) polygonOf.set(i, [rings[i]])
  for (let i = 0; i < rings.length; i++) {
    if (depth[i] % 2 === 1) polygonOf.get(parent[i])?.push(rings[i])
  }
  return [...polygonOf.values()]
}

/** Whether most of a ring's points lie in another: rings that touch share some. */
function holdsRing(outer: FlatLine, inner: FlatLine): boolean {
  const step = 2 * Math.max(1, Math.floor(inner.length / 2 / 9))
  let held = 0
  let tried = 0
  for (let i = 0; i < inner.length - 2; i += step) {
    tried++
    if (ringHolds(outer, inner[i], inner[i + 1])) held++
  }
  return held * 2 > tried
}
