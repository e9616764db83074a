// Distances and bearings on a sphere of mean Earth radius, for networks where 0.5 % does not matter;
// what an engineer signs uses the ellipsoid (geographiclib).
import { asin, atan2, cos, radiansPerDegree, sin } from '#base/math.ts'

/** Mean Earth radius, 6,371 km: the one ITU's Connectivity Planning Platform uses. */
export const earthRadiusMeters = 6_371_000

/**
 * Great-circle distance by the haversine formula.
 *
 * `2 R asin √(sin²(Δφ/2) + cos φ1 cos φ2 sin²(Δλ/2))`
 */
export function distanceMeters(lon1: number, lat1: number, lon2: number, lat2: number): number {
  const sinLat = sin(((lat2 - lat1) * radiansPerDegree) / 2)
  const sinLon = sin(((lon2 - lon1) * radiansPerDegree) / 2)
  const h =
    sinLat * sinLat + cos(lat1 * radiansPerDegree) * cos(lat2 * radiansPerDegree) * sinLon * sinLon
  return 2 * earthRadiusMeters * asin(Math.sqrt(h < 1 ? h : 1))
}

/** Initial bearing of the great circle from the first point to the second, 0 to 360, from north. */
export function bearingDegrees(lon1: number, lat1: number, lon2: number, lat2: number): number {
  const dLon = (lon2 - lon1) * radiansPerDegree
  const phi1 = lat1 * radiansPerDegree
  const phi2 = lat2 * radiansPerDegree
  const y = sin(dLon) * cos(phi2)
  const x = cos(phi1) * sin(phi2) - sin(phi1) * cos(phi2) * cos(dLon)
  const degrees = atan2(y, x) / radiansPerDegree
  return degrees < 0 ? degrees + 360 : degrees
}

/** Length of a flat line (lon, lat pairs) along its great-circle pieces. */
export function lineLengthMeters(line: Float64Array): number {
  let length = 0
  for (let i = 2; i < line.length; i += 2) {
    length += distanceMeters(line[i - 2], line[i - 1], line[i], line[i + 1])
  }
  return length
}
