import { expect, test } from 'vitest'
import { seededRandom } from '#base/random.ts'
import { indexAreas } from '#geo/areaIndex.ts'
import { indexPoints, reachDegrees } from '#geo/pointIndex.ts'
import type { FlatLine, MultiPolygon } from '#geo/shapes.ts'
import { distanceMeters } from '#geo/sphere.ts'

const box = (west: number, south: number, east: number, north: number): MultiPolygon => [
  [Float64Array.of(west, south, east, south, east, north, west, north, west, south)],
]

test('indexPoints() finds what a look at every point finds (seeds 1 to 8)', () => {
  for (let seed = 1; seed <= 8; seed++) {
    const random = seededRandom(seed)
    const lat0 = random.between(-70, 70)
    const lons = Float64Array.from({ length: 300 }, () => random.between(10, 12))
    const lats = Float64Array.from({ length: 300 }, () => lat0 + random.between(-1, 1))
    const index = indexPoints(lons, lats)
    for (let q = 0; q < 100; q++) {
      const lon = random.between(9.8, 12.2)
      const lat = lat0 + random.between(-1.2, 1.2)
      const radius = random.between(100, 60_000)
      const meters = Array.from(lons, (x, i) => distanceMeters(lon, lat, x, lats[i]))
      const least = Math.min(...meters)
      expect(index.nearest(lon, lat, radius)).toBe(least <= radius ? meters.indexOf(least) : -1)
      expect(index.within(lon, lat, radius)).toEqual(
        meters.flatMap((m, i) => (m <= radius ? [i] : [])),
      )
    }
  }
})

test('indexPoints() gives the lower index between equals, and nothing from nothing', () => {
  const index = indexPoints([5, 5, 5], [1, 1, 1])
  expect(index.nearest(5, 1.001, 1000)).toBe(0)
  expect(indexPoints([], []).nearest(0, 0, 1e9)).toBe(-1)
})

test('reachDegrees() reaches at least as far as asked, at any latitude', () => {
  for (const lat of [-89.99, -60, 0, 45, 80]) {
    const { dLon, dLat } = reachDegrees(lat, 5000)
    expect(distanceMeters(0, lat, 0, lat + dLat)).toBeGreaterThanOrEqual(4999.99)
    if (dLon < 180) expect(distanceMeters(0, lat, dLon, lat)).toBeGreaterThanOrEqual(4999.99)
  }
})

test('locate() finds the deepest area, the first of equals, and -1 outside all', () => {
  const index = indexAreas(
    [box(0, 0, 10, 10), box(0, 0, 5, 10), box(4, 0, 10, 10), box(1, 1, 2, 2)],
    [1, 2, 2, 1],
  )
  expect(index.locate(1.5, 1.5)).toBe(1)
  expect(index.locate(4.5, 5)).toBe(1)
  expect(index.locate(7, 5)).toBe(2)
  expect(index.locate(-1, 5)).toBe(-1)
  expect(index.locate(1.5, 1.5, 2)).toBe(0)
  expect(index.locate(1.5, 1.5, 1)).toBe(-1)
  expect(indexAreas([]).locate(0, 0)).toBe(-1)
  expect(indexAreas([[], box(0, 0, 1, 1)]).locate(0.5, 0.5)).toBe(1)
})

test('nearest() agrees with a walk along every border at 20 m steps (seeds 1 to 6)', () => {
  for (let seed = 1; seed <= 6; seed++) {
    const random = seededRandom(seed)
    const shapes = Array.from({ length: 5 }, (_, i) =>
      triangle(random.between(0, 0.2) + 0.3 * i, random.between(-12, -11.8)),
    )
    const index = indexAreas(shapes)
    for (let q = 0; q < 30; q++) {
      const lon = random.between(-0.1, 1.8)
      const lat = random.between(-12.1, -11.5)
      const walked = shapes.map((shape) => walk(lon, lat, shape[0][0]))
      const least = Math.min(...walked)
      const near = index.nearest(lon, lat, 20_000)
      if (least > 20_100) expect(near).toBeUndefined()
      if (near === undefined || least > 19_900) continue
      expect(near.meters).toBeGreaterThan(least * 0.999 - 12)
      expect(near.meters).toBeLessThan(least * 1.001 + 1)
      expect(walked[near.area]).toBeLessThan(least * 1.001 + 12)
    }
  }
})

test('nearest() prefers the deeper of two areas that share a border', () => {
  const index = indexAreas([box(0, 0, 1, 1), box(0, 0, 1, 0.5)], [1, 2])
  expect(index.nearest(0.5, -0.01, 5000)?.area).toBe(1)
  expect(index.nearest(0.5, 1.01, 5000)?.area).toBe(0)
  expect(index.nearest(0.5, 2, 5000)).toBeUndefined()
})

function triangle(lon: number, lat: number): MultiPolygon {
  return [[Float64Array.of(lon, lat, lon + 0.15, lat + 0.02, lon + 0.05, lat + 0.2, lon, lat)]]
}

function walk(lon: number, lat: number, ring: FlatLine): number {
  let least = Number.POSITIVE_INFINITY
  for (let i = 2; i < ring.length; i += 2) {
    const steps = Math.ceil(distanceMeters(ring[i - 2], ring[i - 1], ring[i], ring[i + 1]) / 20)
    for (let s = 0; s <= steps; s++) {
      const x = ring[i - 2] + ((ring[i] - ring[i - 2]) * s) / steps
      const y = ring[i - 1] + ((ring[i + 1] - ring[i - 1]) * s) / steps
      least = Math.min(least, distanceMeters(lon, lat, x, y))
    }
  }
  return least
}
