// Whether a point lies in a polygon, by the even–odd rule (Shimrat 1962; W. R. Franklin's crossing
// test): plainly for a few points, and with edges sorted into bands of latitude for many.
import type { Extent, FlatLine, MultiPolygon } from '#geo/shapes.ts'

/** The smallest extent around flat lines; west is above east where there is no point. */
export function extentOf(lines: Iterable<FlatLine>): Extent {
  let west = Number.POSITIVE_INFINITY
  let south = Number.POSITIVE_INFINITY
  let east = Number.NEGATIVE_INFINITY
  let north = Number.NEGATIVE_INFINITY
  for (const line of lines) {
    for (let i = 0; i < line.length; i += 2) {
      if (line[i] < west) west = line[i]
      if (line[i] > east) east = line[i]
      if (line[i + 1] < south) south = line[i + 1]
      if (line[i + 1] > north) north = line[i + 1]
    }
  }
  return { west, south, east, north }
}

/** The smallest extent around a shape. */
export function shapeExtent(shape: MultiPolygon): Extent {
  return extentOf(shape.flat())
}

/** True where the point is in the extent or on its rim. */
export function isInExtent(lon: number, lat: number, extent: Extent): boolean {
  return lon >= extent.west && lon <= extent.east && lat >= extent.south && lat <= extent.north
}

/** True where a ring winds around the point: an odd number of its edges lies east of it. */
export function isInRing(lon: number, lat: number, ring: FlatLine): boolean {
  let inside = false
  for (let i = 2; i < ring.length; i += 2) {
    const y1 = ring[i - 1]
    const y2 = ring[i + 1]
    if (y1 > lat === y2 > lat) continue
    const x1 = ring[i - 2]
    if (lon < ((ring[i] - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside
  }
  return inside
}

/**
 * True where the point lies in the shape: even–odd over all its rings, so holes are outside, and so is
 * what two polygons of one shape share.
 */
export function isInShape(lon: number, lat: number, shape: MultiPolygon): boolean {
  let inside = false
  for (const polygon of shape) {
    for (const ring of polygon) if (isInRing(lon, lat, ring)) inside = !inside
  }
  return inside
}

/** A shape prepared for many questions. */
export interface ShapeIndex {
  readonly extent: Extent
  /** The same answer as `isInShape`. */
  contains(lon: number, lat: number): boolean
}

/** Edges in one band of latitude, on average: more bands cost memory, fewer cost time. */
const edgesPerBand = 8

/** Prepares a shape: its edges by band of latitude, so that a question looks at a few of them only. */
export function indexShape(shape: MultiPolygon): ShapeIndex {
  const extent = shapeExtent(shape)
  let edgeCount = 0
  for (const polygon of shape) for (const ring of polygon) edgeCount += ring.length / 2 - 1
  const bandCount = Math.max(1, Math.min(8192, Math.ceil(edgeCount / edgesPerBand)))
  const bandsPerDegree = bandCount / Math.max(extent.north - extent.south, 1e-12)
  const bandOf = (lat: number): number =>
    Math.max(0, Math.min(bandCount - 1, Math.floor((lat - extent.south) * bandsPerDegree)))

  const offsets = new Int32Array(bandCount + 1)
  forEachEdge(shape, (_x1, y1, _x2, y2) => {
    const last = bandOf(Math.max(y1, y2))
    for (let band = bandOf(Math.min(y1, y2)); band <= last; band++) offsets[band + 1]++
  })
  for (let band = 0; band < bandCount; band++) offsets[band + 1] += offsets[band]
  const edges = new Float64Array(offsets[bandCount] * 4)
  const next = offsets.slice(0, bandCount)
  forEachEdge(shape, (x1, y1, x2, y2) => {
    const last = bandOf(Math.max(y1, y2))
    for (let band = bandOf(Math.min(y1, y2)); band <= last; band++) {
      const at = next[band]++ * 4
      edges[at] = x1
      edges[at + 1] = y1
      edges[at + 2] = x2
      edges[at + 3] = y2
    }
  })

  return {
    extent,
    contains(lon, lat) {
      if (!isInExtent(lon, lat, extent)) return false
      const band = bandOf(lat)
      let inside = false
      for (let at = offsets[band] * 4; at < offsets[band + 1] * 4; at += 4) {
        const y1 = edges[at + 1]
        const y2 = edges[at + 3]
        if (y1 > lat === y2 > lat) continue
        const x1 = edges[at]
        if (lon < ((edges[at + 2] - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside
      }
      return inside
    },
  }
}

/** Calls back with each edge of each ring, in the order they stand. */
export function forEachEdge(
  shape: MultiPolygon,
  visit: (x1: number, y1: number, x2: number, y2: number) => void,
): void {
  for (const polygon of shape) {
    for (const ring of polygon) {
      for (let i = 2; i < ring.length; i += 2) {
        visit(ring[i - 2], ring[i - 1], ring[i], ring[i + 1])
      }
    }
  }
}
