// Places along rays: near points of the great circle, everywhere, against the circle itself.
import { expect, test } from 'vitest'
import { pointOnRay, rayToward, sampleRay } from '#geo/profile.ts'
import { heightAt, type TerrainWindow } from '#geo/terrain.ts'

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

test('sampleRay() lies within 1 cm of the great circle every 2 km and within 0.3 m between to 60° (120 km, all bearings)', () => {
  const count = 2401
  const [columns, rows] = [new Float64Array(count), new Float64Array(count)]
  for (const [lon, lat] of [
    [10, 0],
    [179.2, 30],
    [-60, -45],
    [25, 59],
    [25, 74],
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
      if (lat < 60) expect(worstBetween, `${lon} ${lat} toward ${bearing}`).toBeLessThan(0.3)
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

test('sampleRay() reads at a window’s edge what heightAt() reads, half a cell beyond it too, and nothing farther (all bearings)', () => {
  const size = 30
  const dLon = 0.01
  const window: TerrainWindow = {
    west: 10,
    north: 1,
    dLon,
    dLat: dLon,
    width: size,
    height: size,
    values: Float32Array.from({ length: size * size }, (_, i) => 100 * Math.sin(i * i)),
  }
  const heights = new Float64Array(400)
  const edges = { inside: 0, rim: 0, outside: 0 }
  for (const [x, y] of [
    [0, 0],
    [29, 29],
    [28.4, 3.3],
    [14, 14],
  ])
    for (let bearing = 0; bearing < 360; bearing += 7) {
      const ray = rayToward(10 + x * dLon, 1 - y * dLon, bearing)
      const voids = sampleRay(window, ray, 90, 400, heights)
      let found = 0
      for (let i = 0; i < 400; i++) {
        const [lon, lat] = pointOnRay(ray, i * 90)
        const [atX, atY] = [(lon - 10) / dLon, (1 - lat) / dLon]
        if (Number.isNaN(heights[i])) found++
        const out = Math.max(-atX, -atY, atX - size + 1, atY - size + 1)
        if (Math.abs(out - 0.5) < 1e-4) continue
        edges[out < 0 ? 'inside' : out < 0.5 ? 'rim' : 'outside']++
        const expected = heightAt(window, lon, lat)
        if (Number.isNaN(expected)) expect(heights[i]).toBeNaN()
        else
          expect(Math.abs(heights[i] - expected), `${x}, ${y} toward ${bearing}`).toBeLessThan(0.2)
      }
      expect(voids).toBe(found)
    }
  for (const count of Object.values(edges)) expect(count).toBeGreaterThan(300)
})
