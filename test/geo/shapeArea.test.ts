// Sizes of areas, against squares whose size is known.
import { expect, test } from 'vitest'
import { areaKm2 } from '#geo/shapeArea.ts'

const square = (west: number, south: number, degrees: number): Float64Array =>
  Float64Array.of(
    west,
    south,
    west + degrees,
    south,
    west + degrees,
    south + degrees,
    west,
    south + degrees,
    west,
    south,
  )

test('areaKm2() comes within a percent of a tenth of a degree on the sphere, at any latitude, less its holes', () => {
  const radius = 6371.0088
  const exact = (south: number, degrees: number): number => {
    const radians = (value: number): number => (value * Math.PI) / 180
    return (
      radius *
      radius *
      radians(degrees) *
      (Math.sin(radians(south + degrees)) - Math.sin(radians(south)))
    )
  }
  for (const south of [-60, -12, 0, 33, 70])
    expect(areaKm2([[square(10, south, 0.1)]]) / exact(south, 0.1)).toBeCloseTo(1, 2)
  const ring = areaKm2([[square(10, 0, 0.2), square(10.05, 0.05, 0.1)]])
  expect(ring / (exact(0, 0.2) - exact(0.05, 0.1))).toBeCloseTo(1, 2)
  // A country of islands is the sum of them.
  expect(areaKm2([[square(10, 0, 0.1)], [square(20, 0, 0.1)]])).toBeCloseTo(2 * exact(0, 0.1), -1)
})
