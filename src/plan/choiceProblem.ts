// What is to be chosen, and what a choice costs.
import { sum } from '#base/math.ts'
import type { CellularOption } from '#options/cellular.ts'
import type { FibreOption } from '#options/fibre.ts'
import { type Money, siteNpvUsd } from '#options/option.ts'
import { type SatelliteOption, surchargeUsdPerYear } from '#options/satellite.ts'

/** What may serve the sites, and which sites are to be served. */
export interface ChoiceProblem {
  readonly sites: readonly number[]
  readonly demandMbps: Float64Array
  readonly fibre: FibreOption
  readonly cellular: CellularOption
  readonly satellite: SatelliteOption
  readonly money: Money
  readonly seed: number
}

/** What serves a site that the plan is to serve. */
export type ServedBy = 'fibre' | 'cellular' | 'satellite' | 'unserved'

/** An answer: a technology for each site and the fibre that is laid. */
export interface ChoiceSolution {
  /** In the order of the problem's sites. */
  readonly servedBy: readonly ServedBy[]
  /** Edges of the fibre network that are laid, ascending. */
  readonly edges: Int32Array
  readonly npvCostUsd: number
  /** No choice for the same sites costs less. */
  readonly lowerBoundUsd: number
}

/** What satellites carry in each region. */
export function takenMbpsForRegion(
  { sites, satellite: { pool }, demandMbps }: ChoiceProblem,
  servedBy: readonly ServedBy[],
): Float64Array {
  const taken = new Float64Array(pool.regionCount)
  sites.forEach((site, i) => {
    if (servedBy[i] === 'satellite') taken[pool.regionForSite[site]] += demandMbps[site]
  })
  return taken
}

/** The discounted cost of a choice: sites, trenches, and what the regions pay above their pools. */
export function choiceNpvUsd(
  problem: ChoiceProblem,
  servedBy: readonly ServedBy[],
  edges: ArrayLike<number>,
): number {
  const { sites, fibre, satellite, money } = problem
  const costs = sites.map((site, i) => {
    const kind = servedBy[i]
    return kind === 'unserved' ? 0 : siteNpvUsd(problem[kind], site, money)
  })
  const meters = sum(Array.from(edges, (edge) => fibre.network.lengthMeters[edge]))
  const surcharge = surchargeUsdPerYear(satellite.pool, takenMbpsForRegion(problem, servedBy))
  costs.push((meters / 1000) * fibre.routePerKm.npvCostUsd, surcharge * money.yearlyFactor)
  return sum(costs)
}
