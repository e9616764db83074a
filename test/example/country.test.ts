import { expect, test } from 'vitest'
import { bytesDigest } from '#base/canonical.ts'
import { frameForLand } from '#example/ground.ts'
import { makeExample } from '#example/makeExample.ts'
import { distanceMeters } from '#geo/sphere.ts'
import { textOf } from './_folder.ts'
import { testLaws } from './_laws.ts'

testLaws([
  { sites: 100, seed: 1 },
  { sites: 137, seed: 2 },
  { sites: 400, seed: 3 },
  { sites: 1500, seed: 1 },
])

const digests = (files: ReadonlyMap<string, Uint8Array>): Record<string, string> =>
  Object.fromEntries([...files].map(([name, bytes]) => [name, bytesDigest(bytes)]))

test('makeExample() gives the same bytes for the same sites and seed, others for another seed', () => {
  const first = digests(makeExample({ sites: 100, seed: 5 }))
  expect(digests(makeExample({ sites: 100, seed: 5 }))).toEqual(first)
  const other = digests(makeExample({ sites: 100, seed: 6 }))
  for (const name of Object.keys(first)) expect(other[name]).not.toBe(first[name])
})

test('makeExample() calls the country of seed 1 Taruva, XTA', () => {
  const study = JSON.parse(textOf(makeExample({ sites: 100, seed: 1 }), 'study.json'))
  expect(study.country).toMatchObject({ iso3: 'XTA', name: 'Taruva' })
})

test('frameForLand() keeps the largest country far from real land', () => {
  const { west, north, width, height, cellDegrees } = frameForLand(200_000)
  const east = west + width * cellDegrees
  const south = north - height * cellDegrees
  // Ascension Island, Trindade, Saint Helena, Fernando de Noronha, Saint Peter and Saint Paul Rocks.
  const islands = [
    [-14.37, -7.94],
    [-29.32, -20.52],
    [-5.71, -15.96],
    [-32.42, -3.85],
    [-29.35, 0.92],
  ]
  for (const [lon, lat] of islands) {
    const nearLon = Math.min(Math.max(lon, west), east)
    const nearLat = Math.min(Math.max(lat, south), north)
    expect(distanceMeters(lon, lat, nearLon, nearLat)).toBeGreaterThan(500_000)
  }
})

test('makeExample() refuses sizes it was not made for', () => {
  expect(() => makeExample({ sites: 99, seed: 1 })).toThrow(RangeError)
  expect(() => makeExample({ sites: 200_001, seed: 1 })).toThrow(RangeError)
  expect(() => makeExample({ sites: 100.5, seed: 1 })).toThrow(RangeError)
})

test('makeExample() tells where it is and stops where it is asked to', () => {
  const stages: string[] = []
  makeExample({ sites: 100, seed: 1 }, { onProgress: ({ stage }) => stages.push(stage) })
  expect(stages.length).toBeGreaterThan(5)
  const controller = new AbortController()
  controller.abort()
  expect(() => makeExample({ sites: 100, seed: 1 }, { signal: controller.signal })).toThrow()
})
