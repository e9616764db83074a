// Expected values: the standard normal table, and the integrals that the closed forms stand for, taken
// numerically.
import { describe, expect, test } from 'vitest'
import {
  incomeSpread,
  meanOfPoorest,
  meanShortfall,
  normalShare,
  shareBelow,
} from '#finance/income.ts'

/** ∫ f over [low, high] by Simpson's rule. */
function integral(f: (x: number) => number, low: number, high: number, parts = 20_000): number {
  const h = (high - low) / parts
  let total = f(low) + f(high)
  for (let i = 1; i < parts; i++) total += f(low + i * h) * (i % 2 === 1 ? 4 : 2)
  return (total * h) / 3
}

const density = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
/** Relative income of someone z standard deviations from the middle. */
const incomeAt = (z: number, spread: number): number => Math.exp(spread * z - (spread * spread) / 2)

describe('normalShare()', () => {
  test.each([
    [0, 0.5],
    [1, 0.841344746068543],
    [-1.959963984540054, 0.025],
    [2.326347874040841, 0.99],
    [-4, 3.167124183311992e-5],
  ])('of %f is the table’s %f', (z, expected) => {
    expect(normalShare(z)).toBeCloseTo(expected, 13)
  })
})

describe.each([0.2, 0.357, 0.453, 0.63])('with a Gini index of %f', (gini) => {
  const spread = incomeSpread(gini)

  test('meanOfPoorest() draws the Lorenz curve whose area is that Gini index', () => {
    const lorenz = (p: number): number => (p <= 0 ? 0 : p * meanOfPoorest(Math.min(p, 1), spread))
    expect(1 - 2 * integral(lorenz, 0, 1, 4000)).toBeCloseTo(gini, 4)
  })

  test('shareBelow() is the share of people, and their mean income is 1', () => {
    expect(integral((z) => density(z) * incomeAt(z, spread), -10, 12)).toBeCloseTo(1, 9)
    for (const income of [0.2, 0.7, 1, 2.5]) {
      const people = integral((z) => density(z) * (incomeAt(z, spread) < income ? 1 : 0), -10, 10)
      expect(shareBelow(income, spread)).toBeCloseTo(people, 3)
    }
  })

  test('meanShortfall() is what incomes lack to an amount', () => {
    for (const amount of [0.3, 1, 2]) {
      const lacking = integral(
        (z) => density(z) * Math.max(0, amount - incomeAt(z, spread)),
        -10,
        10,
      )
      expect(meanShortfall(amount, spread)).toBeCloseTo(lacking, 6)
    }
  })
})

test('all alike: everyone has the mean', () => {
  expect(incomeSpread(0)).toBe(0)
  expect([shareBelow(0.99, 0), shareBelow(1.01, 0)]).toEqual([0, 1])
  expect(meanOfPoorest(0.4, 0)).toBeCloseTo(1, 12)
  expect([meanShortfall(0.9, 0), meanShortfall(1.5, 0)]).toEqual([0, 0.5])
})

test('incomeSpread() refuses a Gini index that cannot be, meanOfPoorest() a share', () => {
  for (const wrong of [-0.1, 1, Number.NaN]) expect(() => incomeSpread(wrong)).toThrow(RangeError)
  for (const wrong of [0, 1.1, Number.NaN])
    expect(() => meanOfPoorest(wrong, 1)).toThrow(RangeError)
})
