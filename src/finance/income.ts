// How income spreads over people, from its mean and its Gini index alone: the lognormal distribution, which
// fits most countries well (Aitchison & Brown 1957; Lopez & Servén 2006). Incomes here are relative: 1 is the mean.
import erfcinv from '@stdlib/math-base-special-erfcinv'
import { exp, ln } from '#base/math.ts'

/**
 * Standard deviation of the logarithm of income: `G = 2 Φ(σ / √2) − 1`, so `σ = 2 erf⁻¹(G)`.
 *
 * @param gini 0 (all alike) to below 1.
 *
 * @example A Gini index of 0.45
 * ```ts
 * assert.ok(Math.abs(incomeSpread(0.45) - 0.8454) < 1e-4)
 * ```
 */
export function incomeSpread(gini: number): number {
  if (!(gini >= 0 && gini < 1))
    throw new RangeError(`Cannot spread income by a Gini index of ${gini}, expected 0 to below 1`)
  return gini === 0 ? 0 : 2 * erfcinv(1 - gini)
}

/** Share of people whose income is below `income` times the mean. */
export function shareBelow(income: number, spread: number): number {
  if (!(income > 0)) return 0
  if (spread === 0) return income > 1 ? 1 : 0
  return normalShare(ln(income) / spread + spread / 2)
}

/**
 * Mean income of the poorest `share` of people, relative to everyone's: `L(p) / p` with the Lorenz curve
 * `L(p) = Φ(Φ⁻¹(p) − σ)`.
 *
 * @param share More than 0, at most 1.
 */
export function meanOfPoorest(share: number, spread: number): number {
  if (!(share > 0 && share <= 1))
    throw new RangeError(`Cannot take the poorest ${share} of people, expected more than 0 to 1`)
  return share === 1 ? 1 : normalShare(-Math.SQRT2 * erfcinv(2 * share) - spread) / share
}

/**
 * By how much an amount exceeds people's incomes, in the mean over all of them, those who have more counting
 * as nothing: `E[(a − X)⁺] = a Φ(k) − Φ(k − σ)`, `k = ln(a) / σ + σ / 2`.
 *
 * @param amount Relative to the mean income.
 */
export function meanShortfall(amount: number, spread: number): number {
  if (!(amount > 0)) return 0
  if (spread === 0) return Math.max(0, amount - 1)
  const k = ln(amount) / spread + spread / 2
  return amount * normalShare(k) - normalShare(k - spread)
}

/**
 * Φ, the share of a normal distribution below z, to about 1e-15: `1/2 + φ(z) (z + z³/3 + z⁵/(3·5) + …)`
 * (Marsaglia 2004, “Evaluating the Normal Distribution”, Journal of Statistical Software 11:4).
 */
export function normalShare(z: number): number {
  if (z < -8) return 0
  if (z > 8) return 1
  let term = z
  let total = z
  for (let odd = 3; Math.abs(term) > 1e-18 * Math.abs(total); odd += 2) {
    term *= (z * z) / odd
    total += term
  }
  return 0.5 + total * exp(-0.5 * z * z - 0.918_938_533_204_672_78)
}
