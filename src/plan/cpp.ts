// CPP mode: the arithmetic of ITU's Connectivity Planning Platform, for comparison
// (docs/methods/cpp-mode.md). Each point by itself takes its cheapest technology by ten-year cost.
import { sum } from '#base/math.ts'
import { type Row, tableFromRows } from '#base/table.ts'
import type { Country } from '#country/model.ts'
import type { Study } from '#country/study.ts'
import { presentValue, yearlyFactor } from '#finance/lifecycle.ts'
import type { PriceBook } from '#finance/priceBook.ts'
import type { Gap } from '#gap/gap.ts'
import { linesFrom } from '#geo/shapes.ts'
import { type CppTree, cppTree } from '#plan/cppTree.ts'
import { planTotals } from '#plan/makePlan.ts'
import { linkColumns, type Plan, siteChoiceColumns } from '#plan/plan.ts'

/** What the platform sums for one technology at one point. */
interface CppCost {
  readonly capexUsd: number
  readonly opexUsdPerYear: number
  /** Bought again every `lifetimeYears`, in the horizon's last year too. */
  readonly hardwareUsd: number
  readonly lifetimeYears: number
}

type CppTechnology = 'cellular' | 'satellite' | 'fibre'

/** The platform's plan: all points, whatever serves them today. */
export function cppPlan(country: Country, gap: Gap, study: Study): Plan {
  const { sites, fibreNodes } = country
  const tree = cppTree(sites.lon, sites.lat, fibreNodes.lon, fibreNodes.lat)
  const costs = Array.from(sites.lon.keys(), (site) =>
    costsAt(tree.joinMeters[site], gap.cellular.forSite[site] === 'served', study),
  )
  const { horizonYears, discountRate } = study.economy
  const tco = (cost: CppCost): number => cppTcoUsd(cost, horizonYears)
  const npv = (cost: CppCost): number => cppNpvUsd(cost, horizonYears, discountRate)
  const ranked = costs.map((cost) =>
    (Object.keys(cost) as CppTechnology[]).sort((a, b) => tco(cost[a]!) - tco(cost[b]!)),
  )
  const linkForSite = new Int32Array(costs.length).fill(-1)
  const siteForLink: number[] = []
  ranked.forEach(([first], site) => {
    if (first !== 'fibre' || tree.joinMeters[site] === 0) return
    linkForSite[site] = siteForLink.length
    siteForLink.push(site)
  })
  const linkTable = tableFromRows(
    linkColumns,
    siteForLink.map((site) => ({
      ...linkOf(country, study, tree, site),
      upstream: tree.parent[site] < 0 ? -1 : linkForSite[tree.parent[site]],
    })),
  )
  const siteTable = tableFromRows(
    siteChoiceColumns,
    ranked.map(([first, second], site): Partial<Row<typeof siteChoiceColumns>> => {
      const chosen = costs[site][first]
      const link = linkForSite[site]
      const row = {
        people: gap.peopleForSite[site],
        unknownToday: gap.serviceForSite[site] === 'unknown' ? 1 : 0,
        demandMbps: gap.demandMbpsForSite[site],
        link,
      }
      if (chosen === undefined)
        return { ...row, choice: 'unserved' as const, nextBest: '' as const }
      const runnerUp = costs[site][second]
      // What the link costs stands in the link's row.
      const beside = (name: 'capexUsd' | 'opexUsdPerYear' | 'tcoUsd' | 'npvCostUsd'): number =>
        link < 0 ? 0 : linkTable[name][link]
      return {
        ...row,
        choice: first,
        capexUsd: chosen.capexUsd - beside('capexUsd'),
        opexUsdPerYear: chosen.opexUsdPerYear - beside('opexUsdPerYear'),
        tcoUsd: tco(chosen) - beside('tcoUsd'),
        npvCostUsd: npv(chosen) - beside('npvCostUsd'),
        nextBest: second ?? '',
        nextBestExtraUsd: runnerUp === undefined ? Number.NaN : npv(runnerUp) - npv(chosen),
      }
    }),
  )
  const totals = planTotals(gap, siteTable, linkTable)
  const joined = costs.flatMap((cost) => (cost.fibre === undefined ? [] : [cost.fibre]))
  const allMeters = sum(tree.joinMeters.filter((meters) => meters < Number.POSITIVE_INFINITY))
  return {
    sites: siteTable,
    links: linkTable,
    linkLines: linesFrom(siteForLink.map((site) => lineTo(country, tree, site))),
    totals,
    // Each point is decided by itself over all of its choices, so the sum cannot be undercut.
    lowerBoundUsd: totals.tcoUsd,
    certificateShare: 0,
    reference: { allFibreKm: allMeters / 1000, allFibreTcoUsd: sum(joined.map(tco)) },
  }
}

/** The technologies that can serve a point, with their costs; of equal costs the first listed wins. */
function costsAt(
  joinMeters: number,
  isCovered: boolean,
  { prices, fibre }: Study,
): Partial<Record<CppTechnology, CppCost>> {
  const hardware = (price: PriceBook['cellular' | 'satellite']): CppCost => ({
    capexUsd: price.capexUsd,
    opexUsdPerYear: price.capexUsd * price.opexShare,
    hardwareUsd: price.capexUsd,
    lifetimeYears: price.lifetimeYears,
  })
  const routeUsd = fibre.detourFactor * (joinMeters / 1000) * prices.fibre.routeUsdPerKm
  return {
    ...(isCovered ? { cellular: hardware(prices.cellular) } : {}),
    ...(joinMeters < Number.POSITIVE_INFINITY
      ? {
          fibre: {
            capexUsd: prices.fibre.capexUsd + routeUsd,
            opexUsdPerYear:
              prices.fibre.capexUsd * prices.fibre.opexShare +
              routeUsd * prices.fibre.routeOpexShare,
            hardwareUsd: prices.fibre.capexUsd,
            lifetimeYears: prices.fibre.lifetimeYears,
          },
        }
      : {}),
    satellite: hardware(prices.satellite),
  }
}

/** `capex + hardware × floor(P / period) + P × opex`, undiscounted. */
function cppTcoUsd(cost: CppCost, years: number): number {
  const again = Math.floor(years / cost.lifetimeYears)
  return cost.capexUsd + cost.hardwareUsd * again + years * cost.opexUsdPerYear
}

function cppNpvUsd(cost: CppCost, years: number, discountRate: number): number {
  let usd = cost.capexUsd + cost.opexUsdPerYear * yearlyFactor(discountRate, years)
  for (let k = 1; k <= Math.floor(years / cost.lifetimeYears); k++)
    usd += presentValue(cost.hardwareUsd, discountRate, k * cost.lifetimeYears)
  return usd
}

function linkOf(
  { sites, fibreNodes }: Country,
  { prices, fibre, economy }: Study,
  tree: CppTree,
  site: number,
): Partial<Row<typeof linkColumns>> {
  const lengthMeters = tree.joinMeters[site] * fibre.detourFactor
  const capexUsd = (lengthMeters / 1000) * prices.fibre.routeUsdPerKm
  const opexUsdPerYear = capexUsd * prices.fibre.routeOpexShare
  const cost = { capexUsd, opexUsdPerYear, hardwareUsd: 0, lifetimeYears: 1 }
  const from = tree.parent[site] >= 0 ? sites.id[tree.parent[site]] : fibreNodes.id[tree.node[site]]
  return {
    id: `fibre:${from}>${sites.id[site]}`,
    technology: 'fibre',
    lengthMeters,
    capexUsd,
    opexUsdPerYear,
    tcoUsd: cppTcoUsd(cost, economy.horizonYears),
    npvCostUsd: cppNpvUsd(cost, economy.horizonYears, economy.discountRate),
  }
}

function lineTo({ sites, fibreNodes }: Country, tree: CppTree, site: number): Float64Array {
  const parent = tree.parent[site]
  const from =
    parent >= 0
      ? [sites.lon[parent], sites.lat[parent]]
      : [fibreNodes.lon[tree.node[site]], fibreNodes.lat[tree.node[site]]]
  return Float64Array.of(...from, sites.lon[site], sites.lat[site])
}
