// Which of many polygons holds a point: the even-odd rule for each polygon by itself, so that polygons
// that overlap (coverage drawn tower by tower) do not cancel each other as they would in one shape.
import type { MultiPolygon } from '#geo/shapes.ts'

/** Polygons prepared for many questions. */
export interface PolygonIndex {
  /** The first polygon that holds the point, or -1. Points on an edge fall to either side. */
  readonly findPolygon: (lon: number, lat: number) => number
  /** Whether any polygon holds the point. */
  readonly holds: (lon: number, lat: number) => boolean
}

/** Prepares polygons: their edges by band of latitude, so that a question looks at a few of them only. */
export function indexPolygons(area: MultiPolygon): PolygonIndex {
  let south = Number.POSITIVE_INFINITY
  let north = Number.NEGATIVE_INFINITY
  let edgeCount = 0
  for (const polygon of area) {
    for (const ring of polygon) {
      edgeCount += Math.max(0, ring.length / 2 - 1)
      for (let i = 1; i < ring.length; i += 2) {
        if (ring[i] < south) south = ring[i]
        if (ring[i] > north) north = ring[i]
      }
    }
  }
  const bandCount = Math.max(1, Math.min(4096, Math.ceil(edgeCount / 16)))
  const perDegree = north > south ? bandCount / (north - south) : 0
  const bandOf = (lat: number): number => {
    const band = Math.floor((lat - south) * perDegree)
    return band < 0 ? 0 : band >= bandCount ? bandCount - 1 : band
  }
  const offsets = new Int32Array(bandCount + 1)
  const forEachEdge = (
    visit: (polygon: number, lon1: number, lat1: number, lon2: number, lat2: number) => void,
  ): void => {
    for (let p = 0; p < area.length; p++) {
      for (const ring of area[p]) {
        for (let i = 2; i < ring.length; i += 2)
          visit(p, ring[i - 2], ring[i - 1], ring[i], ring[i + 1])
      }
    }
  }
  forEachEdge((_, _lon1, lat1, _lon2, lat2) => {
    const last = bandOf(Math.max(lat1, lat2))
    for (let band = bandOf(Math.min(lat1, lat2)); band <= last; band++) offsets[band + 1]++
  })
  for (let band = 0; band < bandCount; band++) offsets[band + 1] += offsets[band]
  const next = offsets.slice(0, bandCount)
  const ends = new Float64Array(offsets[bandCount] * 4)
  const polygons = new Int32Array(offsets[bandCount])
  forEachEdge((polygon, lon1, lat1, lon2, lat2) => {
    const last = bandOf(Math.max(lat1, lat2))
    for (let band = bandOf(Math.min(lat1, lat2)); band <= last; band++) {
      const at = next[band]++
      polygons[at] = polygon
      ends[at * 4] = lon1
      ends[at * 4 + 1] = lat1
      ends[at * 4 + 2] = lon2
      ends[at * 4 + 3] = lat2
    }
  })
  // Within a band edges stand polygon by polygon, so one pass closes each polygon's parity in turn.
  const findPolygon = (lon: number, lat: number): number => {
    if (!(lat >= south && lat <= north)) return -1
    const band = bandOf(lat)
    let inside = false
    let current = -1
    for (let e = offsets[band]; e < offsets[band + 1]; e++) {
      if (polygons[e] !== current) {
        if (inside) return current
        current = polygons[e]
        inside = false
      }
      const lat1 = ends[e * 4 + 1]
      const lat2 = ends[e * 4 + 3]
      if (lat1 > lat === lat2 > lat) continue
      const lon1 = ends[e * 4]
      const lon2 = ends[e * 4 + 2]
      if (lon < ((lon2 - lon1) * (lat - lat1)) / (lat2 - lat1) + lon1) inside = !inside
    }
    return inside ? current : -1
  }
  return { findPolygon, holds: (lon, lat) => findPolygon(lon, lat) >= 0 }
}
