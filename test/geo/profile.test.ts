// Places along rays: near points of the great circle, everywhere, against the circle itself.
import { expect, test } from 'vitest'
import { pointOnRay, rayToward, sampleRay, sampleRayNearest } from '#geo/profile.ts'
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

test('sampleRay() by steps of 5 km lies within 1 cm of the great circle at each (300 km, all bearings)', () => {
  const count = 61
  const [columns, rows] = [new Float64Array(count), new Float64Array(count)]
  for (let bearing = 0; bearing < 360; bearing += 17) {
    const ray = rayToward(25, 55, bearing)
    sampleRay(plane(25, 55, true), ray, 5000, count, columns)
    sampleRay(plane(25, 55, false), ray, 5000, count, rows)
    for (let i = 0; i < count; i++) {
      const [x, y] = pointOnRay(ray, i * 5000)
      const perLon = metersPerDegree * Math.cos((y * Math.PI) / 180)
      const off = Math.hypot((columns[i] + 20 - x) * perLon, (60 - rows[i] - y) * metersPerDegree)
      expect(off, `${i * 5} km toward ${bearing}`).toBeLessThan(0.01)
    }
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

test('sampleRayNearest() reads the nearest cell, to half a cell beyond the window, and `missing` farther or on a void', () => {
  const values = Float32Array.from({ length: 25 }, (_, i) => (i === 12 ? Number.NaN : i))
  const window: TerrainWindow = {
    west: 0,
    north: 0.02,
    dLon: 0.01,
    dLat: 0.01,
    width: 5,
    height: 5,
    values,
  }
  const found = new Float64Array(60)
  // Along the middle row, y = 2, from the first column eastward, a tenth of a cell a step.
  const step = metersPerDegree * 0.001
  sampleRayNearest(window, rayToward(0, 0, 90), step, 60, found, -7)
  for (let i = 0; i < 60; i++) {
    const x = i / 10
    if (Math.abs(x - Math.floor(x) - 0.5) < 0.01) continue
    const cell = 10 + Math.round(x)
    expect(found[i], `${x} cells on`).toBe(x > 4.5 || cell === 12 ? -7 : cell)
  }
})
