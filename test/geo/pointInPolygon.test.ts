import { expect, test } from 'vitest'
import { seededRandom } from '#base/random.ts'
import { indexShape, isInRing, isInShape, shapeExtent } from '#geo/pointInPolygon.ts'
import type { FlatLine, MultiPolygon } from '#geo/shapes.ts'

const square = (west: number, south: number, side: number): FlatLine =>
  Float64Array.of(
    ...[west, south, west + side, south, west + side, south + side],
    ...[west, south + side, west, south],
  )

/** A star-shaped ring around a center: each of its corners at a random distance. */
function starRing(seed: number, corners: number): FlatLine {
  const random = seededRandom(seed)
  const ring = new Float64Array(corners * 2 + 2)
  for (let i = 0; i < corners; i++) {
    const turn = (2 * Math.PI * i) / corners
    const radius = random.between(0.2, 1)
    ring[2 * i] = 40 + radius * Math.cos(turn)
    ring[2 * i + 1] = -12 + radius * Math.sin(turn)
  }
  ring.set(ring.subarray(0, 2), corners * 2)
  return ring
}

/** The second opinion: how often a ring winds around the point, by the angle it sweeps. */
function windings(lon: number, lat: number, ring: FlatLine): number {
  let swept = 0
  for (let i = 2; i < ring.length; i += 2) {
    const ax = ring[i - 2] - lon
    const ay = ring[i - 1] - lat
    const bx = ring[i] - lon
    const by = ring[i + 1] - lat
    swept += Math.atan2(ax * by - ay * bx, ax * bx + ay * by)
  }
  return Math.round(swept / (2 * Math.PI))
}

test('isInRing() agrees with the winding number (seeds 1 to 20, 500 points each)', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const ring = starRing(seed, 40)
    const random = seededRandom(seed + 1000)
    let inside = 0
    for (let i = 0; i < 500; i++) {
      const lon = random.between(38.9, 41.1)
      const lat = random.between(-13.1, -10.9)
      const winds = windings(lon, lat, ring) !== 0
      if (winds) inside++
      expect(isInRing(lon, lat, ring)).toBe(winds)
    }
    expect(inside).toBeGreaterThan(50)
  }
})

test('isInShape() leaves out holes and keeps islands in them', () => {
  const shape: MultiPolygon = [[square(0, 0, 10), square(2, 2, 6)], [square(4, 4, 2)]]
  expect(isInShape(1, 1, shape)).toBe(true)
  expect(isInShape(3, 3, shape)).toBe(false)
  expect(isInShape(5, 5, shape)).toBe(true)
  expect(isInShape(11, 5, shape)).toBe(false)
})

test('indexShape() answers as isInShape(), corners and edges included (seeds 1 to 10)', () => {
  for (let seed = 1; seed <= 10; seed++) {
    const ring = starRing(seed, 700)
    const shape: MultiPolygon = [[ring], [square(40.5, -11.5, 0.7), square(40.6, -11.4, 0.1)]]
    const index = indexShape(shape)
    const random = seededRandom(seed)
    for (let i = 0; i < 2000; i++) {
      const lon = random.between(38.8, 41.4)
      const lat = random.between(-13.2, -10.7)
      expect(index.contains(lon, lat)).toBe(isInShape(lon, lat, shape))
    }
    for (let i = 0; i < ring.length; i += 2) {
      expect(index.contains(ring[i], ring[i + 1])).toBe(isInShape(ring[i], ring[i + 1], shape))
    }
  }
})

test('shapeExtent() is the box around every ring', () => {
  expect(shapeExtent([[square(1, 2, 3)], [square(-4, 0, 1)]])).toEqual({
    west: -4,
    south: 0,
    east: 4,
    north: 5,
  })
  expect(indexShape([]).contains(0, 0)).toBe(false)
})
