// Our plan beside that of ITU's Connectivity Planning Platform for the same points, with the difference
// taken apart step by step (docs/methods/cpp-mode.md): what the platform leaves out of its sum, what its
// choices cost with everything counted, and what the cheapest plan costs by the same count.
import { sum } from '#base/math.ts'
import type { Watch } from '#base/progress.ts'
import type { Workers } from '#base/workers.ts'
import type { Country } from '#country/model.ts'
import type { Study } from '#country/study.ts'
import { lifecycleCost } from '#finance/lifecycle.ts'
import { defaultPrices, type PriceBook } from '#finance/priceBook.ts'
import type { Gap } from '#gap/gap.ts'
import { moneyOf } from '#options/option.ts'
import { findRegions } from '#options/regions.ts'
import { satelliteOption, surchargeUsdPerYear } from '#options/satellite.ts'
import { cppTree } from '#plan/cppTree.ts'
import { makePlan } from '#plan/makePlan.ts'
import { type Choice, type Plan, technologyChoices } from '#plan/plan.ts'

/** One step from the platform's sum to ours. */
export interface ComparisonStep {
  readonly code:
    | 'platform'
    | 'last-year'
    | 'bandwidth'
    | 'satellite-pool'
    | 'trench'
    | 'platform-all-counted'
    | 'choice'
    | 'silta'
  /** Undiscounted over the horizon: a sum at `platform`, `platform-all-counted` and `silta`, else a change. */
  readonly usd: number
  /** The step in words, for readers of English; made from the numbers alone. */
  readonly sentence: string
}

/** Two plans for the same points. */
export interface Comparison {
  /** The prices both are counted with; bandwidth is in them. */
  readonly prices: PriceBook
  readonly platformSites: Readonly<Record<Choice, number>>
  readonly ours: Plan
  readonly steps: readonly ComparisonStep[]
}

/**
 * Sets our plan beside the platform's.
 *
 * Both serve every point. Where the study's prices take no money for bandwidth, as the platform's do,
 * bandwidth and the satellite pool are priced as in our default book.
 */
export async function compareWithCpp(
  country: Country,
  gap: Gap,
  study: Study,
  platform: Plan,
  workers: Workers,
  watch: Watch,
): Promise<Comparison> {
  const prices = withBandwidth(study.prices)
  const ours = await makePlan(
    country,
    gap,
    { ...study, prices },
    workers,
    watch,
    gap.serviceForSite.map(() => 'toServe'),
  )
  const years = study.economy.horizonYears
  const money = moneyOf(study.economy)
  const { choice } = platform.sites
  const rowsWith = (kind: Choice): number[] =>
    Array.from(choice.keys()).filter((site) => choice[site] === kind)
  // All that the platform chooses from.
  const technologies = ['fibre', 'cellular', 'satellite'] as const

  const lastYear = -sum(
    technologies.map((kind) => {
      const { capexUsd, lifetimeYears } = prices[kind]
      return years % lifetimeYears === 0 ? capexUsd * rowsWith(kind).length : 0
    }),
  )
  const mbpsOf = (kind: Choice): number =>
    sum(rowsWith(kind).map((site) => platform.sites.demandMbps[site]))
  const bandwidth = sum(
    technologies.map((kind) => mbpsOf(kind) * prices[kind].bandwidthUsdPerMbpsYear * years),
  )
  const { pool } = satelliteOption(country, gap, findRegions(country), { ...study, prices }, money)
  const taken = new Float64Array(pool.regionCount)
  for (const site of rowsWith('satellite'))
    taken[pool.regionForSite[site]] += platform.sites.demandMbps[site]
  const surcharge = surchargeUsdPerYear(pool, taken) * years
  const trench = trenchOf(country, study, platform)
  const all = platform.totals.tcoUsd + lastYear + bandwidth + surcharge + trench.missingUsd
  const oursUsd = ours.totals.tcoUsd
  const steps: ComparisonStep[] = [
    {
      code: 'platform',
      usd: platform.totals.tcoUsd,
      sentence: `The platform’s plan costs ${usd(platform.totals.tcoUsd)} over ${years} years by its own count: ${mix(platform.totals.sites)}`,
    },
    {
      code: 'last-year',
      usd: lastYear,
      sentence: `It buys equipment again in the last moment of the horizon; without that purchase the same plan costs ${usd(-lastYear)} less`,
    },
    {
      code: 'bandwidth',
      usd: bandwidth,
      sentence: `It books bandwidth as revenue of the provider; whoever pays for ${count(sum(technologies.map(mbpsOf)))} Mbps pays ${usd(bandwidth)} over ${years} years`,
    },
    {
      code: 'satellite-pool',
      usd: surcharge,
      sentence: `It lets satellites carry any amount; its satellite sites take up to ${count(Math.max(0, ...taken))} Mbps in one region, where ${count(pool.poolMbps)} are sold at the ordinary price, and the excess costs ${usd(surcharge)}`,
    },
    {
      code: 'trench',
      usd: trench.missingUsd,
      sentence: `It charges each fibre point the one edge that joins it to its tree; its ${count(rowsWith('fibre').length)} fibre points need ${trench.neededKm.toFixed(1)} km of trench and it counts ${platform.totals.fibreKm.toFixed(1)} km`,
    },
    {
      code: 'platform-all-counted',
      usd: all,
      sentence: `With all this counted the platform’s choices cost ${usd(all)}`,
    },
    {
      code: 'choice',
      usd: oursUsd - all,
      sentence: `Choosing anew with everything counted, each shared trench paid once, changes that by ${usd(oursUsd - all)}: ${mix(ours.totals.sites)}, ${ours.totals.fibreKm.toFixed(1)} km of new fibre`,
    },
    {
      code: 'silta',
      usd: oursUsd,
      sentence: `Our plan costs ${usd(oursUsd)} over ${years} years; discounted it is at most ${(ours.certificateShare * 100).toFixed(2)} % above the cheapest there is`,
    },
  ]
  return { prices, platformSites: platform.totals.sites, ours, steps }
}

type PricedTechnology = 'fibre' | 'cellular' | 'satellite' | 'fixedWireless'

function withBandwidth(prices: PriceBook): PriceBook {
  const isFree = (['fibre', 'cellular', 'satellite'] as const).every(
    (kind) => prices[kind].bandwidthUsdPerMbpsYear === 0,
  )
  if (!isFree) return prices
  const bandwidth = (kind: PricedTechnology) => ({
    bandwidthUsdPerMbpsYear: defaultPrices[kind].bandwidthUsdPerMbpsYear,
  })
  const { poolMbpsPerRegion, extraUsdPerMbpsYear } = defaultPrices.satellite
  return {
    ...prices,
    name: `${prices.name} with bandwidth of ${defaultPrices.name}`,
    fibre: { ...prices.fibre, ...bandwidth('fibre') },
    cellular: { ...prices.cellular, ...bandwidth('cellular') },
    satellite: {
      ...prices.satellite,
      ...bandwidth('satellite'),
      poolMbpsPerRegion,
      extraUsdPerMbpsYear,
    },
    fixedWireless: { ...prices.fixedWireless, ...bandwidth('fixedWireless') },
  }
}

/** The trench that the platform's fibre points need: the whole way of each, every edge once. */
function trenchOf(
  { sites, fibreNodes }: Country,
  { prices, fibre, economy }: Study,
  platform: Plan,
): { neededKm: number; missingUsd: number } {
  const tree = cppTree(sites.lon, sites.lat, fibreNodes.lon, fibreNodes.lat)
  const isLaid = new Uint8Array(sites.lon.length)
  let meters = 0
  platform.sites.choice.forEach((choice, site) => {
    if (choice !== 'fibre') return
    for (let at = site; at >= 0 && isLaid[at] === 0; at = tree.parent[at]) {
      isLaid[at] = 1
      meters += tree.joinMeters[at]
    }
  })
  const neededKm = (meters / 1000) * fibre.detourFactor
  const { routeUsdPerKm, routeOpexShare, routeLifetimeYears } = prices.fibre
  const perKm = lifecycleCost(
    {
      capexUsd: routeUsdPerKm,
      opexUsdPerYear: routeUsdPerKm * routeOpexShare,
      lifetimeYears: routeLifetimeYears,
    },
    0,
    economy.horizonYears,
  )
  return { neededKm, missingUsd: (neededKm - platform.totals.fibreKm) * perKm.tcoUsd }
}

function mix(sites: Readonly<Record<Choice, number>>): string {
  const parts = technologyChoices.filter((kind) => sites[kind] > 0)
  return parts.map((kind) => `${count(sites[kind])} ${kind}`).join(', ')
}

function usd(value: number): string {
  return `USD ${count(value)}`
}

/** Digits in groups of three, the same in every engine and language setting. */
function count(value: number): string {
  const digits = Math.round(Math.abs(value)).toString()
  const grouped = digits.replace(/\B(?=(\d{3})+$)/g, ',')
  return value < 0 && digits !== '0' ? `−${grouped}` : grouped
}
