// Which area holds a point, and which one is nearest to a point outside all of them: shapes by bounding
// box (flatbush), edges by bounding box for the distance to a coast or border.
import Flatbush from 'flatbush'
import { cos, radiansPerDegree } from '#base/math.ts'
import { metersPerDegree, reachDegrees } from '#geo/pointIndex.ts'
import { forEachEdge, indexShape, type ShapeIndex } from '#geo/pointInPolygon.ts'
import type { MultiPolygon } from '#geo/shapes.ts'

/** An area and how far away it is. */
export interface NearArea {
  readonly area: number
  readonly meters: number
}

/** Areas prepared for many questions. */
export interface AreaIndex {
  /**
   * The deepest area that holds the point (the first of equals), -1 where none does.
   *
   * @param above Only areas of a level less than this.
   */
  locate(lon: number, lat: number, above?: number): number
  /** The area whose border is nearest, within the radius; among those as near to 1 m, the deepest. */
  nearest(lon: number, lat: number, maxMeters: number): NearArea | undefined
}

/**
 * Prepares areas.
 *
 * @param shapes One shape for each area.
 * @param levels How deep each stands, as in `Areas`; where left out, all are equal.
 */
export function indexAreas(
  shapes: readonly MultiPolygon[],
  levels: ArrayLike<number> = new Uint8Array(shapes.length),
): AreaIndex {
  const indexes = shapes.map(indexShape)
  const edges = edgeBoxes(shapes)

  const boxes = shapeBoxes(indexes)

  const locate = (lon: number, lat: number, above = Number.POSITIVE_INFINITY): number => {
    let best = -1
    for (const i of boxes?.search(lon, lat, lon, lat) ?? []) {
      const level = levels[i]
      if (level >= above) continue
      if (best !== -1 && (level < levels[best] || (level === levels[best] && i > best))) continue
      if (indexes[i].contains(lon, lat)) best = i
    }
    return best
  }

  const nearest = (lon: number, lat: number, maxMeters: number): NearArea | undefined => {
    if (edges === undefined) return undefined
    // Any edge gives a first bound; the exact search then looks only within it.
    let bound = maxMeters
    for (const e of edges.tree.neighbors(lon, lat, 1)) {
      bound = Math.min(bound, segmentMeters(lon, lat, edges.ends, e * 4) + 1)
    }
    const { dLon, dLat } = reachDegrees(lat, bound)
    const metersForArea = new Map<number, number>()
    for (const e of edges.tree.search(lon - dLon, lat - dLat, lon + dLon, lat + dLat)) {
      const meters = segmentMeters(lon, lat, edges.ends, e * 4)
      if (meters > bound) continue
      const area = edges.area[e]
      if (meters < (metersForArea.get(area) ?? Number.POSITIVE_INFINITY)) {
        metersForArea.set(area, meters)
      }
    }
    let least = Number.POSITIVE_INFINITY
    for (const meters of metersForArea.values()) if (meters < least) least = meters
    if (least > maxMeters) return undefined
    let best = -1
    for (const [area, meters] of metersForArea) {
      if (meters > least + 1) continue
      if (
        best === -1 ||
        levels[area] > levels[best] ||
        (levels[area] === levels[best] && area < best)
      )
        best = area
    }
    return { area: best, meters: least }
  }
  return { locate, nearest }
}

function shapeBoxes(indexes: readonly ShapeIndex[]): Flatbush | undefined {
  if (indexes.length === 0) return undefined
  const boxes = new Flatbush(indexes.length)
  for (const { extent } of indexes) {
    const { west, south, east, north } = extent
    // A shape without points has a box that no search meets.
    if (west <= east) boxes.add(west, south, east, north)
    else boxes.add(1e9, 1e9, 1e9, 1e9)
  }
  boxes.finish()
  return boxes
}

interface EdgeBoxes {
  readonly tree: Flatbush
  readonly ends: Float64Array
  readonly area: Int32Array
}

function edgeBoxes(shapes: readonly MultiPolygon[]): EdgeBoxes | undefined {
  let count = 0
  for (const shape of shapes) forEachEdge(shape, () => count++)
  if (count === 0) return undefined
  const tree = new Flatbush(count)
  const ends = new Float64Array(count * 4)
  const area = new Int32Array(count)
  let e = 0
  shapes.forEach((shape, index) => {
    forEachEdge(shape, (x1, y1, x2, y2) => {
      tree.add(Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2))
      ends.set([x1, y1, x2, y2], e * 4)
      area[e++] = index
    })
  })
  tree.finish()
  return { tree, ends, area }
}

/**
 * Meters from a point to a short edge, on the plane that touches the sphere at the point: within 0.1 %
 * up to some tens of kilometers, away from the poles.
 */
function segmentMeters(lon: number, lat: number, ends: Float64Array, at: number): number {
  const scale = cos(lat * radiansPerDegree)
  const x1 = (ends[at] - lon) * scale
  const y1 = ends[at + 1] - lat
  const dx = (ends[at + 2] - lon) * scale - x1
  const dy = ends[at + 3] - lat - y1
  const square = dx * dx + dy * dy
  const along = square > 0 ? Math.max(0, Math.min(1, -(x1 * dx + y1 * dy) / square)) : 0
  const x = x1 + along * dx
  const y = y1 + along * dy
  return Math.sqrt(x * x + y * y) * metersPerDegree
}
