// What a region's satellite capacity should cost so that its sites take no more of it than there is:
// Lagrange multipliers, found region by region (docs/methods/plan.md).
import { clamp, sum } from '#base/math.ts'
import { siteNpvUsd } from '#options/option.ts'
import type { ChoiceProblem, ServedBy } from '#plan/choiceProblem.ts'
import { fibreChanges } from '#plan/fibreChanges.ts'

/** What came of the last prices. */
export interface Taken {
  readonly servedBy: readonly ServedBy[]
  readonly edges: ArrayLike<number>
  readonly takenMbps: Float64Array
}

/** Prices for the pools, one for each region. */
export interface PoolPricing {
  /** Discounted dollars on top of the ordinary price for each Mbps over the horizon. */
  readonly surchargeNpvPerMbps: Float64Array
  /** The part of the surcharge that the pools do not pay: it is taken off the bound. */
  freePoolUsd(): number
  /** New prices after what was taken at the old; false where none changes. */
  next(taken: Taken): boolean
}

/**
 * Nothing while a pool suffices; then the price at which as many sites would leave as are too many, each
 * taken by itself; then between too low and too high. Any price from nothing to the full surcharge gives
 * a valid bound.
 */
export function poolPricing(problem: ChoiceProblem): PoolPricing {
  const { satellite, money } = problem
  const { pool } = satellite
  const full = pool.surchargeUsdPerMbpsYear * money.yearlyFactor
  const surchargeNpvPerMbps = new Float64Array(pool.regionCount)
  const low = new Float64Array(pool.regionCount)
  const high = new Float64Array(pool.regionCount).fill(full)
  const takenAtLow = new Float64Array(pool.regionCount).fill(Number.NaN)
  const takenAtHigh = new Float64Array(pool.regionCount).fill(Number.NaN)
  /** Where the amount taken would meet the pool if it fell evenly, but well inside the two prices. */
  const between = (r: number): number => {
    const even = (takenAtLow[r] - pool.poolMbps) / (takenAtLow[r] - takenAtHigh[r])
    return low[r] + (high[r] - low[r]) * clamp(Number.isNaN(even) ? 0.5 : even, 0.1, 0.9)
  }
  let guesses: Float64Array | undefined
  return {
    surchargeNpvPerMbps,
    freePoolUsd: () => sum(surchargeNpvPerMbps) * pool.poolMbps,
    next(taken) {
      let changed = false
      for (let r = 0; r < pool.regionCount; r++) {
        const price = surchargeNpvPerMbps[r]
        const isOver = taken.takenMbps[r] > pool.poolMbps
        if (isOver ? price === full : price === 0) continue
        if (isOver) {
          low[r] = price
          takenAtLow[r] = taken.takenMbps[r]
        } else {
          high[r] = price
          takenAtHigh[r] = taken.takenMbps[r]
        }
        let next = between(r)
        if (price === 0) {
          guesses ??= leavingPrices(problem, taken, full)
          next = guesses[r]
        }
        if (next === price) continue
        surchargeNpvPerMbps[r] = next
        changed = true
      }
      return changed
    },
  }
}

/** For each region the surcharge at which enough of its satellite sites, one by one, would leave. */
function leavingPrices(problem: ChoiceProblem, taken: Taken, full: number): Float64Array {
  const { sites, fibre, cellular, satellite, money, demandMbps } = problem
  const { nodeForSite } = fibre.network
  const { regionForSite, regionCount, poolMbps } = satellite.pool
  const { servedBy, edges, takenMbps } = taken
  const served = sites.filter((_, i) => servedBy[i] === 'fibre').map((site) => nodeForSite[site])
  const { wayUsd } = fibreChanges(fibre, edges, served)
  const leaving = sites.flatMap((site, i) => {
    if (servedBy[i] !== 'satellite') return []
    const byFibre = siteNpvUsd(fibre, site, money) + wayUsd(nodeForSite[site])
    const second = Math.min(byFibre, siteNpvUsd(cellular, site, money))
    const extraUsd = second - siteNpvUsd(satellite, site, money)
    return [{ site, price: extraUsd / demandMbps[site] }]
  })
  leaving.sort((a, b) => a.price - b.price || a.site - b.site)
  const over = takenMbps.map((mbps) => mbps - poolMbps)
  const prices = new Float64Array(regionCount).fill(full)
  for (const { site, price } of leaving) {
    const region = regionForSite[site]
    if (over[region] <= 0) continue
    over[region] -= demandMbps[site]
    if (over[region] <= 0) prices[region] = clamp(price, 0, full)
  }
  return prices
}
