// Places along rays: near points of the great circle, everywhere, against the circle itself.
import { expect, test } from 'vitest'
import { pointOnRay, rayToward, sampleRay } from '#geo/profile.ts'
import type { TerrainWindow } from '#geo/terrain.ts'

/** Meters in a degree of latitude on the sphere that paths lie on. */
const metersPerDegree = (Math.PI / 180) * 6_371_000

/** A window whose heights are its own columns, or rows: sampled, they tell where a sample lay. */
function plane(lon: number, lat: number, ofColumn: boolean): TerrainWindow {
  const size = 11
  const values = Float32Array.from({ length: size * size }, (_, i) =>
    ofColumn ? i % size : Math.floor(i / size),
  )
  return { west: lon - 5, north: lat + 5, dLon: 1, dLat: 1, width: size, height: size, values }
}

test('sampleRay() lies within 1 cm of the great circle every 2 km and within 0.3 m between, to 60° (120 km, all bearings)', () => {
  const count = 2401
  const [columns, rows] = [new Float64Array(count), new Float64Array(count)]
  for (const [lon, lat] of [
    [10, 0],
    [179.2, 30],
    [-60, -45],
    [25, 59],
  ])
    for (let bearing = 0; bearing < 360; bearing += 17) {
      const ray = rayToward(lon, lat, bearing)
      expect(sampleRay(plane(lon, lat, true), ray, 50, count, columns)).toBe(0)
      expect(sampleRay(plane(lon, lat, false), ray, 50, count, rows)).toBe(0)
      let [worst, worstBetween] = [0, 0]
      for (let i = 0; i < count; i++) {
        const [x, y] = pointOnRay(ray, i * 50)
        const perLon = metersPerDegree * Math.cos((y * Math.PI) / 180)
        const off = Math.hypot(
          (columns[i] - 5 + lon - x) * perLon,
          (lat + 5 - rows[i] - y) * metersPerDegree,
        )
        if (i % 40 === 0) worst = Math.max(worst, off)
        else worstBetween = Math.max(worstBetween, off)
      }
      expect(worst, `${lon} ${lat} toward ${bearing}`).toBeLessThan(0.01)
      expect(worstBetween, `${lon} ${lat} toward ${bearing}`).toBeLessThan(0.3)
    }
})

test('sampleRay() near a pole follows the great circle within 2 m', () => {
  const count = 401
  const columns = new Float64Array(count)
  const ray = rayToward(10, 85, 60)
  sampleRay(plane(10, 85, true), ray, 50, count, columns)
  for (let i = 0; i < count; i++) {
    const [x, y] = pointOnRay(ray, i * 50)
    const perLon = metersPerDegree * Math.cos((y * Math.PI) / 180)
    expect(Math.abs(columns[i] - 5 + 10 - x) * perLon).toBeLessThan(2)
  }
})
