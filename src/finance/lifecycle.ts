// Money over time: annuities, present values, and what a thing costs over a horizon when its
// equipment is bought again each time it wears out. End-of-year payments, constant dollars.
import { expm1, log1p, pow } from '#base/math.ts'

/**
 * The constant yearly payment that repays one unit of capital over a lifetime.
 *
 * `r / (1 - (1 + r)^-n)`; tends to `1 / n` as the rate tends to 0, and to `r` as the lifetime grows.
 *
 * @param discountRate Share per year, real: 0.08 is 8 %. At least 0.
 * @param lifetimeYears More than 0; may be Infinity.
 * @returns Share of the capital to be paid each year.
 *
 * @example A mast paid off over 20 years at 8 %
 * ```ts
 * assert.ok(Math.abs(annuityFactor(0.08, 20) - 0.10185) < 1e-5)
 * ```
 */
export function annuityFactor(discountRate: number, lifetimeYears: number): number {
  requireRate(discountRate)
  if (!(lifetimeYears > 0))
    throw new RangeError(
      `Cannot repay capital over ${lifetimeYears} years, expected a lifetime above 0`,
    )
  if (lifetimeYears === Number.POSITIVE_INFINITY) return discountRate
  if (discountRate === 0) return 1 / lifetimeYears
  // 1 - (1 + r)^-n without cancellation for small rates.
  return discountRate / -expm1(-lifetimeYears * log1p(discountRate))
}

/**
 * What a payment in the future is worth today.
 *
 * `amount / (1 + r)^t`; the amount itself where the rate or the time is 0.
 *
 * @param discountRate Share per year, at least 0.
 * @param years At least 0; fractions are allowed.
 *
 * @example A hundred dollars in ten years at 5 %
 * ```ts
 * assert.ok(Math.abs(presentValue(100, 0.05, 10) - 61.391) < 1e-3)
 * ```
 */
export function presentValue(amount: number, discountRate: number, years: number): number {
  requireRate(discountRate)
  if (!(years >= 0)) throw new RangeError(`Cannot discount over ${years} years, expected 0 or more`)
  return amount / pow(1 + discountRate, years)
}

/**
 * What one dollar a year, paid at the end of each year of the horizon, is worth at its start.
 *
 * `Σ (1 + r)^-t` for t = 1 … H, which is `(1 - (1 + r)^-H) / r`; tends to H as the rate tends to 0.
 *
 * @param discountRate Share per year, at least 0.
 * @param horizonYears A whole number, at least 0.
 *
 * @example Ten years at 5 %
 * ```ts
 * assert.ok(Math.abs(yearlyFactor(0.05, 10) - 7.72173) < 1e-5)
 * ```
 */
export function yearlyFactor(discountRate: number, horizonYears: number): number {
  requireRate(discountRate)
  requireHorizon(horizonYears)
  return horizonYears === 0 ? 0 : 1 / annuityFactor(discountRate, horizonYears)
}

/** How often equipment is bought again within a horizon, counted and discounted. */
export interface Reinvestment {
  readonly count: number
  /** `Σ (1 + r)^-(k L)` over the purchases: times the capital gives their present value. */
  readonly discountedCount: number
}

/**
 * Purchases that replace worn-out equipment: at L, 2 L, … years, as long as that is before the
 * horizon's end. What wears out in the last moment is not bought again, and nothing is credited for
 * the life that equipment still has at the end.
 *
 * @param lifetimeYears More than 0; may be Infinity (never replaced).
 * @param horizonYears A whole number, at least 0.
 *
 * @example Terminals that last 5 years, over 10: bought once more
 * ```ts
 * assert.deepEqual(reinvestment(0, 5, 10), { count: 1, discountedCount: 1 })
 * ```
 */
export function reinvestment(
  discountRate: number,
  lifetimeYears: number,
  horizonYears: number,
): Reinvestment {
  requireRate(discountRate)
  requireHorizon(horizonYears)
  if (!(lifetimeYears > 0))
    throw new RangeError(
      `Cannot replace equipment every ${lifetimeYears} years, expected a lifetime above 0`,
    )
  let count = 0
  let discountedCount = 0
  for (let year = lifetimeYears; year < horizonYears; year = lifetimeYears * (count + 1)) {
    discountedCount += presentValue(1, discountRate, year)
    count++
  }
  return { count, discountedCount }
}

/** What is paid for one thing: once, and every year. */
export interface Expense {
  readonly capexUsd: number
  readonly opexUsdPerYear: number
  readonly lifetimeYears: number
}

/** The sums of an expense over a horizon. */
export interface LifecycleCost {
  /** Undiscounted: capital, replacements, and every year's operation. */
  readonly tcoUsd: number
  /** The same, discounted to the start. */
  readonly npvCostUsd: number
}

/**
 * Total cost of ownership over a horizon: the capital at its start, the same again whenever it wears
 * out, and operation at the end of each year.
 *
 * @param discountRate Share per year, at least 0.
 * @param horizonYears A whole number, at least 0.
 *
 * @example A 3,000-dollar terminal that lasts 5 years and costs 300 a year, over 10 years, undiscounted
 * ```ts
 * assert.equal(lifecycleCost({ capexUsd: 3000, opexUsdPerYear: 300, lifetimeYears: 5 }, 0, 10).tcoUsd, 9000)
 * ```
 */
export function lifecycleCost(
  expense: Expense,
  discountRate: number,
  horizonYears: number,
): LifecycleCost {
  const { capexUsd, opexUsdPerYear, lifetimeYears } = expense
  const again = reinvestment(discountRate, lifetimeYears, horizonYears)
  return {
    tcoUsd: capexUsd * (1 + again.count) + opexUsdPerYear * horizonYears,
    npvCostUsd:
      capexUsd * (1 + again.discountedCount) +
      opexUsdPerYear * yearlyFactor(discountRate, horizonYears),
  }
}

function requireRate(discountRate: number): void {
  if (!(discountRate >= 0))
    throw new RangeError(`Cannot discount at a rate of ${discountRate}, expected 0 or more`)
}

function requireHorizon(horizonYears: number): void {
  if (!Number.isInteger(horizonYears) || horizonYears < 0)
    throw new RangeError(
      `Cannot count costs over ${horizonYears} years, expected a whole number of at least 0`,
    )
}
