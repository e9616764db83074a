// The center of a shape's largest polygon: where a school drawn as a building stands.
import type { FlatLine, MultiPolygon } from '#geo/shapes.ts'

/** Twice the signed area of a ring in square degrees, and its center of area. */
function ringMoments(ring: FlatLine): { area: number; lon: number; lat: number } {
  // Relative to the first point: far from 0, 0 the products would lose their last digits.
  const x0 = ring[0]
  const y0 = ring[1]
  let area = 0
  let lon = 0
  let lat = 0
  for (let i = 2; i < ring.length; i += 2) {
    const ax = ring[i - 2] - x0
    const ay = ring[i - 1] - y0
    const bx = ring[i] - x0
    const by = ring[i + 1] - y0
    const cross = ax * by - bx * ay
    area += cross
    lon += (ax + bx) * cross
    lat += (ay + by) * cross
  }
  if (area === 0) return { area: 0, lon: x0, lat: y0 }
  return { area, lon: x0 + lon / (3 * area), lat: y0 + lat / (3 * area) }
}

/** The center of area of the largest outer ring; undefined where there is none. */
export function shapeCenter(shape: MultiPolygon): readonly [lon: number, lat: number] | undefined {
  let largest = -1
  let center: readonly [number, number] | undefined
  for (const [ring] of shape) {
    if (ring === undefined || ring.length < 2) continue
    const { area, lon, lat } = ringMoments(ring)
    if (Math.abs(area) <= largest) continue
    largest = Math.abs(area)
    center = [lon, lat]
  }
  return center
}
