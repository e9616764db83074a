// The fibre of ITU's Connectivity Planning Platform: Prim's tree over all points, grown from all
// transmission nodes at once; a point's length is the edge that joins it.
import { cos, radiansPerDegree, sin } from '#base/math.ts'
import { distanceMeters } from '#geo/sphere.ts'

/** The longest single connection. */
const maxJoinMeters = 50_000

/** How each point joins. */
export interface CppTree {
  /** Meters of the joining edge; Infinity where none is short enough. */
  readonly joinMeters: Float64Array
  /** The point it joins to; -1 where that is a transmission node, or nothing. */
  readonly parent: Int32Array
  /** The transmission node it joins to; -1 where that is a point, or nothing. */
  readonly node: Int32Array
}

/** Grows the tree; the lower index wins among equals. */
export function cppTree(
  lon: Float64Array,
  lat: Float64Array,
  nodeLon: Float64Array,
  nodeLat: Float64Array,
): CppTree {
  const count = lon.length
  const places = unitVectors(lon, lat)
  const nodes = unitVectors(nodeLon, nodeLat)
  // The straight chord through the Earth orders distances as the great circle does, without an arcsine.
  const best = new Float64Array(count).fill(Number.POSITIVE_INFINITY)
  const parent = new Int32Array(count).fill(-1)
  const node = new Int32Array(count).fill(-1)
  const joinMeters = new Float64Array(count).fill(Number.POSITIVE_INFINITY)
  for (let p = 0; p < count; p++) {
    for (let n = 0; n < nodeLon.length; n++) {
      const chord = squaredChord(places, p, nodes, n)
      if (chord >= best[p]) continue
      best[p] = chord
      node[p] = n
    }
  }
  const isJoined = new Uint8Array(count)
  for (let step = 0; step < count; step++) {
    let next = -1
    for (let p = 0; p < count; p++)
      if (isJoined[p] === 0 && (next < 0 || best[p] < best[next])) next = p
    const n = node[next]
    const from = parent[next]
    if (n < 0 && from < 0) break
    const meters =
      n >= 0
        ? distanceMeters(nodeLon[n], nodeLat[n], lon[next], lat[next])
        : distanceMeters(lon[from], lat[from], lon[next], lat[next])
    if (meters > maxJoinMeters) break
    isJoined[next] = 1
    joinMeters[next] = meters
    for (let p = 0; p < count; p++) {
      if (isJoined[p] === 1) continue
      const chord = squaredChord(places, p, places, next)
      if (chord >= best[p]) continue
      best[p] = chord
      parent[p] = next
      node[p] = -1
    }
  }
  for (let p = 0; p < count; p++) {
    if (isJoined[p] === 1) continue
    parent[p] = -1
    node[p] = -1
  }
  return { joinMeters, parent, node }
}

function unitVectors(lon: Float64Array, lat: Float64Array): Float64Array {
  const vectors = new Float64Array(lon.length * 3)
  for (let i = 0; i < lon.length; i++) {
    const flat = cos(lat[i] * radiansPerDegree)
    vectors[i * 3] = flat * cos(lon[i] * radiansPerDegree)
    vectors[i * 3 + 1] = flat * sin(lon[i] * radiansPerDegree)
    vectors[i * 3 + 2] = sin(lat[i] * radiansPerDegree)
  }
  return vectors
}

function squaredChord(a: Float64Array, i: number, b: Float64Array, j: number): number {
  const x = a[i * 3] - b[j * 3]
  const y = a[i * 3 + 1] - b[j * 3 + 1]
  const z = a[i * 3 + 2] - b[j * 3 + 2]
  return x * x + y * y + z * z
}
