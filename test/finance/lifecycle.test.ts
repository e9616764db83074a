// Expected values: tables of compound interest factors (any engineering economics text; e.g. Park,
// Contemporary Engineering Economics, appendix A), and sums written out by hand.
import { describe, expect, test } from 'vitest'
import { seededRandom } from '#base/random.ts'
import {
  annuityFactor,
  lifecycleCost,
  presentValue,
  reinvestment,
  yearlyFactor,
} from '#finance/lifecycle.ts'
import { defaultPrices, priceNotes } from '#finance/priceBook.ts'

describe('annuityFactor()', () => {
  test.each([
    [0.08, 20, 0.1019],
    [0.05, 10, 0.1295],
    [0.12, 5, 0.2774],
    [0.01, 36, 0.0332],
  ])('at %f over %d years is the tables’ capital recovery factor %f', (rate, years, expected) => {
    expect(annuityFactor(rate, years)).toBeCloseTo(expected, 4)
  })

  test('tends to 1/n as the rate tends to 0', () => {
    expect(annuityFactor(0, 20)).toBe(0.05)
    expect(annuityFactor(1e-12, 20)).toBeCloseTo(0.05, 10)
  })

  test('is the rate itself for capital that is never repaid', () => {
    expect(annuityFactor(0.07, Number.POSITIVE_INFINITY)).toBe(0.07)
  })

  test('refuses a lifetime of 0 and a negative rate', () => {
    expect(() => annuityFactor(0.05, 0)).toThrow(RangeError)
    expect(() => annuityFactor(-0.01, 5)).toThrow(RangeError)
  })
})

describe('presentValue()', () => {
  test.each([
    [0.05, 10, 0.6139],
    [0.1, 5, 0.6209],
    [0.02, 30, 0.5521],
  ])('of one dollar at %f in %d years is the tables’ %f', (rate, years, expected) => {
    expect(presentValue(1, rate, years)).toBeCloseTo(expected, 4)
  })
})

describe('yearlyFactor()', () => {
  test.each([
    [0.05, 10, 7.7217],
    [0.06, 10, 7.3601],
    [0.1, 20, 8.5136],
  ])('at %f over %d years is the tables’ uniform series factor %f', (rate, years, expected) => {
    expect(yearlyFactor(rate, years)).toBeCloseTo(expected, 4)
  })

  test('is the sum of each year’s present value (seed 11)', () => {
    const random = seededRandom(11)
    for (let round = 0; round < 50; round++) {
      const rate = random.between(0, 0.3)
      const years = 1 + random.below(40)
      let total = 0
      for (let year = 1; year <= years; year++) total += presentValue(1, rate, year)
      expect(yearlyFactor(rate, years)).toBeCloseTo(total, 9)
    }
  })

  test('is nothing over no years', () => {
    expect(yearlyFactor(0.05, 0)).toBe(0)
  })
})

describe('reinvestment()', () => {
  test('does not buy again what wears out as the horizon ends', () => {
    expect(reinvestment(0, 5, 10).count).toBe(1)
    expect(reinvestment(0, 10, 10).count).toBe(0)
    expect(reinvestment(0, 4, 10).count).toBe(2)
  })

  test('never replaces what lasts for ever', () => {
    expect(reinvestment(0.05, Number.POSITIVE_INFINITY, 100)).toEqual({
      count: 0,
      discountedCount: 0,
    })
  })

  test('discounts each purchase from its own year', () => {
    const expected = 1 / 1.06 ** 3 + 1 / 1.06 ** 6 + 1 / 1.06 ** 9
    expect(reinvestment(0.06, 3, 10).discountedCount).toBeCloseTo(expected, 12)
  })
})

describe('lifecycleCost()', () => {
  test('of a terminal at 3,000 and 300 a year that lasts 5 years is 9,000 over 10 years', () => {
    const terminal = { capexUsd: 3_000, opexUsdPerYear: 300, lifetimeYears: 5 }
    expect(lifecycleCost(terminal, 0.06, 10).tcoUsd).toBe(9_000)
    const discounted = 3_000 + 3_000 / 1.06 ** 5 + 300 * 7.36008705
    expect(lifecycleCost(terminal, 0.06, 10).npvCostUsd).toBeCloseTo(discounted, 4)
  })

  test('discounted is never more than undiscounted, and equal at a rate of 0 (seed 12)', () => {
    const random = seededRandom(12)
    for (let round = 0; round < 100; round++) {
      const expense = {
        capexUsd: random.between(0, 1e6),
        opexUsdPerYear: random.between(0, 1e5),
        lifetimeYears: random.between(0.5, 30),
      }
      const years = random.below(30)
      const { tcoUsd, npvCostUsd } = lifecycleCost(expense, random.between(0, 0.2), years)
      expect(npvCostUsd).toBeLessThanOrEqual(tcoUsd * (1 + 1e-12))
      const free = lifecycleCost(expense, 0, years)
      expect(free.npvCostUsd).toBeCloseTo(free.tcoUsd, 4)
    }
  })
})

test('priceNotes name the source of every default price', () => {
  const { fibre, microwave, fixedWireless, cellular, satellite } = defaultPrices
  const kinds = { fibre, microwave, fixedWireless, cellular, satellite }
  const names = Object.entries(kinds).flatMap(([kind, prices]) =>
    Object.keys(prices).map((name) => `${kind}.${name}`),
  )
  expect(Object.keys(priceNotes).sort()).toEqual(names.sort())
})
