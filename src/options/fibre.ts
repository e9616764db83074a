// Fibre for one site: equipment and bandwidth of its own, and a network whose trenches many sites share.
import type { Country } from '#country/model.ts'
import type { FibreSettings } from '#country/study.ts'
import { lifecycleCost } from '#finance/lifecycle.ts'
import type { PriceBook } from '#finance/priceBook.ts'
import type { Gap } from '#gap/gap.ts'
import type { FibreNetwork } from '#options/fibreNetwork.ts'
import { roadNetwork } from '#options/fibreRoads.ts'
import { straightNetwork } from '#options/fibreStraight.ts'
import { type Money, type PlantCost, type SiteOption, siteOption } from '#options/option.ts'

/** Fibre at every site, and the ground it may be laid in. */
export interface FibreOption extends SiteOption<'fibre'> {
  readonly network: FibreNetwork
  /** What each edge costs over the horizon, discounted. */
  readonly edgeNpvUsd: Float64Array
  /** One kilometer of route over the horizon, operation and renewal included. */
  readonly routePerKm: PlantCost
}

/** Fibre to the sites that are to be served; feasible where the network has a place for them. */
export function fibreOption(
  country: Country,
  gap: Gap,
  sites: readonly number[],
  prices: PriceBook,
  settings: FibreSettings,
  money: Money,
): FibreOption {
  const network =
    settings.along === 'roads'
      ? roadNetwork(country, sites, settings)
      : straightNetwork(country, settings)
  const feasible = Uint8Array.from(network.nodeForSite, (node) => (node >= 0 ? 1 : 0))
  const units = new Int32Array(feasible.length).fill(1)
  const { routeUsdPerKm, routeOpexShare, routeLifetimeYears } = prices.fibre
  const opexUsdPerYear = routeUsdPerKm * routeOpexShare
  const routePerKm = {
    capexUsd: routeUsdPerKm,
    opexUsdPerYear,
    ...lifecycleCost(
      { capexUsd: routeUsdPerKm, opexUsdPerYear, lifetimeYears: routeLifetimeYears },
      money.discountRate,
      money.horizonYears,
    ),
  }
  return {
    ...siteOption('fibre', prices.fibre, feasible, units, gap.demandMbpsForSite, money),
    network,
    edgeNpvUsd: network.lengthMeters.map((meters) => (meters / 1000) * routePerKm.npvCostUsd),
    routePerKm,
  }
}
