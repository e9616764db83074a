// Points found by nearness: a k-d tree (kdbush) on longitude and latitude, answers in meters by the
// great circle, ties by the lower index, so that the tree's own order never shows.
import KDBush from 'kdbush'
import { cos, radiansPerDegree } from '#base/math.ts'
import { distanceMeters, earthRadiusMeters } from '#geo/sphere.ts'

/** Meters along a meridian for one degree of latitude. */
export const metersPerDegree = earthRadiusMeters * radiansPerDegree

/** Points prepared for questions of nearness. Not made for sets that straddle the antimeridian. */
export interface PointIndex {
  /** The nearest point within the radius, -1 where there is none. */
  nearest(lon: number, lat: number, maxMeters: number): number
  /** All points within the radius, by index. */
  within(lon: number, lat: number, maxMeters: number): number[]
  /** The same, the nearest first. */
  nearestFirst(lon: number, lat: number, maxMeters: number): number[]
}

/** Prepares points; rows are named by their position in the arrays. */
export function indexPoints(lons: ArrayLike<number>, lats: ArrayLike<number>): PointIndex {
  const count = lons.length
  const tree = new KDBush(count)
  for (let i = 0; i < count; i++) tree.add(lons[i], lats[i])
  tree.finish()

  const within = (lon: number, lat: number, maxMeters: number): number[] => {
    const { dLon, dLat } = reachDegrees(lat, maxMeters)
    return tree
      .range(lon - dLon, lat - dLat, lon + dLon, lat + dLat)
      .filter((i) => distanceMeters(lon, lat, lons[i], lats[i]) <= maxMeters)
      .sort((a, b) => a - b)
  }

  const nearest = (lon: number, lat: number, maxMeters: number): number => {
    if (count === 0) return -1
    // Doubling rings find a near point without looking at all that lie within a wide radius.
    for (let radius = Math.min(maxMeters, 500); ; radius = Math.min(maxMeters, radius * 2)) {
      const { dLon, dLat } = reachDegrees(lat, radius)
      let best = -1
      let bestMeters = radius
      for (const i of tree.range(lon - dLon, lat - dLat, lon + dLon, lat + dLat)) {
        const meters = distanceMeters(lon, lat, lons[i], lats[i])
        if (meters < bestMeters || (meters === bestMeters && (best === -1 || i < best))) {
          best = i
          bestMeters = meters
        }
      }
      if (best !== -1 || radius >= maxMeters) return best
    }
  }
  const nearestFirst = (lon: number, lat: number, maxMeters: number): number[] => {
    const { dLon, dLat } = reachDegrees(lat, maxMeters)
    return tree
      .range(lon - dLon, lat - dLat, lon + dLon, lat + dLat)
      .map((i) => ({ i, meters: distanceMeters(lon, lat, lons[i], lats[i]) }))
      .filter(({ meters }) => meters <= maxMeters)
      .sort((a, b) => a.meters - b.meters || a.i - b.i)
      .map(({ i }) => i)
  }
  return { nearest, within, nearestFirst }
}

/** Half the sides, in degrees, of a box that holds every point within a distance. */
export function reachDegrees(lat: number, meters: number): { dLon: number; dLat: number } {
  const dLat = meters / metersPerDegree
  // The box is widest on the side nearer the pole.
  const edge = Math.min(Math.abs(lat) + dLat, 90)
  const shrink = cos(edge * radiansPerDegree)
  return { dLon: shrink > 1e-6 ? dLat / shrink : 360, dLat }
}
