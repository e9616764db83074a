import { describe, expect, test } from 'vitest'
import { seededRandom } from '#base/random.ts'
import { indexLines } from '#geo/lineIndex.ts'
import { isInShape } from '#geo/pointInPolygon.ts'
import { indexPolygons } from '#geo/polygonIndex.ts'
import { lineAt, linesFrom } from '#geo/shapes.ts'
import { distanceMeters } from '#geo/sphere.ts'

/** Lines of a few points each, within about 100 km. */
function randomLines(seed: number, count: number) {
  const random = seededRandom(seed)
  return linesFrom(
    Array.from({ length: count }, () => {
      let lon = 40 + random.share()
      let lat = -12 + random.share()
      const line: number[] = []
      for (let i = 0; i < 2 + random.below(5); i++) {
        line.push(lon, lat)
        lon += random.between(-0.02, 0.02)
        lat += random.between(-0.02, 0.02)
      }
      return Float64Array.from(line)
    }),
  )
}

/** The least distance to a line, by looking at 2,000 places on each of its pieces. */
function metersByLooking(line: Float64Array, lon: number, lat: number): number {
  let least = Number.POSITIVE_INFINITY
  for (let i = 2; i < line.length; i += 2) {
    for (let k = 0; k <= 2000; k++) {
      const x = line[i - 2] + (k / 2000) * (line[i] - line[i - 2])
      const y = line[i - 1] + (k / 2000) * (line[i + 1] - line[i - 1])
      least = Math.min(least, distanceMeters(lon, lat, x, y))
    }
  }
  return least
}

describe('indexLines()', () => {
  test('finds what looking everywhere finds (seeds 1 to 10)', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const lines = randomLines(seed, 20)
      const index = indexLines(lines)
      const random = seededRandom(seed + 100)
      for (let ask = 0; ask < 3; ask++) {
        const lon = 40 + random.share()
        const lat = -12 + random.share()
        const all = Array.from({ length: 20 }, (_, l) =>
          metersByLooking(lineAt(lines, l), lon, lat),
        )
        const least = Math.min(...all)
        const found = index.findNearest(lon, lat, 200_000)
        // Places looked at lie some meters apart.
        expect(Math.abs((found?.meters ?? 0) - least)).toBeLessThan(least * 1e-3 + 2)
        const odd = index.findNearest(lon, lat, 200_000, (line) => line % 2 === 1)
        const leastOdd = Math.min(...all.filter((_, l) => l % 2 === 1))
        expect(Math.abs((odd?.meters ?? 0) - leastOdd)).toBeLessThan(leastOdd * 1e-3 + 2)
        expect(index.findNearest(lon, lat, least * 0.99 - 2)).toBeUndefined()
      }
    }
  })

  test('tells where on the line: piece, share and place agree', () => {
    const lines = linesFrom([Float64Array.of(0, 0, 0.1, 0, 0.1, 0.1)])
    expect(indexLines(lines).findNearest(0.12, 0.025, 50_000)).toMatchObject({
      line: 0,
      piece: 1,
      share: 0.25,
      lon: 0.1,
      lat: 0.025,
    })
  })

  test('gives one place for each group within reach, nearest first', () => {
    const lines = linesFrom([
      Float64Array.of(0, 0.02, 1, 0.02),
      Float64Array.of(0, 0.01, 1, 0.01),
      Float64Array.of(0, 0.03, 1, 0.03),
      Float64Array.of(0, 0.9, 1, 0.9),
    ])
    const places = indexLines(lines).nearestOfGroups(0.5, 0, 20_000, [7, 8, 7, 9])
    expect(places.map(({ line }) => line)).toEqual([1, 0])
  })

  test('finds nothing among no lines', () => {
    expect(indexLines(linesFrom([])).findNearest(0, 0, 1e6)).toBeUndefined()
  })
})

describe('indexPolygons()', () => {
  test('agrees with the plain even–odd rule for polygons that lie apart (seeds 1 to 10)', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const random = seededRandom(seed)
      const polygons = Array.from({ length: 5 }, (_, p) => {
        const turns = 30
        const ring = new Float64Array(turns * 2 + 2)
        for (let i = 0; i < turns; i++) {
          const radius = random.between(0.1, 0.45)
          ring[i * 2] = p + 0.5 + radius * Math.cos((2 * Math.PI * i) / turns)
          ring[i * 2 + 1] = 0.5 + radius * Math.sin((2 * Math.PI * i) / turns)
        }
        ring.set(ring.subarray(0, 2), turns * 2)
        return [ring]
      })
      const index = indexPolygons(polygons)
      for (let ask = 0; ask < 300; ask++) {
        const lon = random.between(0, 5)
        const lat = random.between(0, 1)
        const isIn = isInShape(lon, lat, polygons)
        expect(index.holds(lon, lat)).toBe(isIn)
        expect(index.findPolygon(lon, lat)).toBe(isIn ? Math.floor(lon) : -1)
      }
    }
  })

  test('holds nothing where there are no polygons', () => {
    expect(indexPolygons([]).findPolygon(0, 0)).toBe(-1)
  })
})
