// What a technology would cost at each site, line by line; an option's cost is the sum of its lines.
import type { Technology } from '#country/model.ts'
import type { EconomySettings } from '#country/study.ts'
import {
  type LifecycleCost,
  lifecycleCost,
  type Reinvestment,
  reinvestment,
  yearlyFactor,
} from '#finance/lifecycle.ts'
import type { PlantPrice, SitePrice } from '#finance/priceBook.ts'

/** The sums of money over the horizon that every line is counted with. */
export interface Money {
  readonly discountRate: number
  readonly horizonYears: number
  /** What one dollar at the end of each year is worth at the start. */
  readonly yearlyFactor: number
}

/** The economy's sums. */
export function moneyOf({
  discountRate,
  horizonYears,
}: Pick<EconomySettings, 'discountRate' | 'horizonYears'>): Money {
  return { discountRate, horizonYears, yearlyFactor: yearlyFactor(discountRate, horizonYears) }
}

/** What one technology would cost at every site, row for row. */
export interface SiteOption<K extends Technology = Technology> {
  readonly kind: K
  /** 1 where the technology can serve the site at all. */
  readonly feasible: Uint8Array
  /** Sets of equipment at the site: terminals, routers. */
  readonly units: Int32Array
  readonly capexUsd: Float64Array
  readonly operationUsdPerYear: Float64Array
  readonly bandwidthUsdPerYear: Float64Array
  readonly reinvestment: Reinvestment
}

/** One line of an option's cost. */
export interface CostLine {
  readonly kind: 'capital' | 'reinvestment' | 'operation' | 'bandwidth'
  /** Undiscounted over the horizon. */
  readonly tcoUsd: number
  /** Discounted to the start. */
  readonly npvCostUsd: number
}

/** Prices of a technology at every site whose demand it can carry. */
export function siteOption<K extends Technology>(
  kind: K,
  price: SitePrice,
  feasible: Uint8Array,
  units: Int32Array,
  demandMbps: Float64Array,
  money: Money,
): SiteOption<K> {
  return {
    kind,
    feasible,
    units,
    capexUsd: Float64Array.from(units, (count) => count * price.capexUsd),
    operationUsdPerYear: Float64Array.from(
      units,
      (count) => count * price.capexUsd * price.opexShare,
    ),
    bandwidthUsdPerYear: demandMbps.map((mbps) => mbps * price.bandwidthUsdPerMbpsYear),
    reinvestment: reinvestment(money.discountRate, price.lifetimeYears, money.horizonYears),
  }
}

/** The lines of an option's cost at one site; no links, which many sites may share. */
export function costLines(option: SiteOption, site: number, money: Money): CostLine[] {
  const capex = option.capexUsd[site]
  const { count, discountedCount } = option.reinvestment
  const yearly = (kind: CostLine['kind'], usdPerYear: number): CostLine => ({
    kind,
    tcoUsd: usdPerYear * money.horizonYears,
    npvCostUsd: usdPerYear * money.yearlyFactor,
  })
  return [
    { kind: 'capital', tcoUsd: capex, npvCostUsd: capex },
    { kind: 'reinvestment', tcoUsd: capex * count, npvCostUsd: capex * discountedCount },
    yearly('operation', option.operationUsdPerYear[site]),
    yearly('bandwidth', option.bandwidthUsdPerYear[site]),
  ]
}

/** An option's discounted cost at one site: the sum of its lines, Infinity where it cannot serve. */
export function siteNpvUsd(option: SiteOption, site: number, money: Money): number {
  if (option.feasible[site] === 0) return Number.POSITIVE_INFINITY
  return (
    option.capexUsd[site] * (1 + option.reinvestment.discountedCount) +
    (option.operationUsdPerYear[site] + option.bandwidthUsdPerYear[site]) * money.yearlyFactor
  )
}

/** An option's undiscounted cost at one site. */
export function siteTcoUsd(option: SiteOption, site: number, money: Money): number {
  return (
    option.capexUsd[site] * (1 + option.reinvestment.count) +
    (option.operationUsdPerYear[site] + option.bandwidthUsdPerYear[site]) * money.horizonYears
  )
}

/** What is built for many sites at once (a mast, a hop), and its cost over the horizon. */
export interface PlantCost extends LifecycleCost {
  readonly capexUsd: number
  readonly opexUsdPerYear: number
}

/** What a piece of plant costs over the horizon. */
export function plantCost(
  capexUsd: number,
  { opexShare, lifetimeYears }: PlantPrice,
  { discountRate, horizonYears }: Money,
): PlantCost {
  const opexUsdPerYear = capexUsd * opexShare
  return {
    capexUsd,
    opexUsdPerYear,
    ...lifecycleCost({ capexUsd, opexUsdPerYear, lifetimeYears }, discountRate, horizonYears),
  }
}

/**
 * A plan of more sites than this leaves microwave and fixed wireless out: with them its search takes ten
 * times as long (docs/methods/plan.md).
 */
export const mostRadioSites = 20_000
