// From a country's gap to the cheapest plan that closes it: options, choice, links, sums.
import { sum } from '#base/math.ts'
import { report, type Watch } from '#base/progress.ts'
import { type Row, tableFromRows, tableLength } from '#base/table.ts'
import type { Workers } from '#base/workers.ts'
import type { Country } from '#country/model.ts'
import type { Study } from '#country/study.ts'
import type { Gap } from '#gap/gap.ts'
import { indexPoints } from '#geo/pointIndex.ts'
import { cellularOption } from '#options/cellular.ts'
import { fibreOption } from '#options/fibre.ts'
import { fixedWirelessOption } from '#options/fixedWireless.ts'
import { microwaveOption } from '#options/microwave.ts'
import { moneyOf, type SiteOption, siteNpvUsd, siteTcoUsd } from '#options/option.ts'
import { findRegions } from '#options/regions.ts'
import { satelliteOption } from '#options/satellite.ts'
import { accessNetwork } from '#plan/accessNetwork.ts'
import {
  type ChoiceProblem,
  type ChoiceSolution,
  type ServedBy,
  takenMbpsForRegion,
  wayOf,
} from '#plan/choiceProblem.ts'
import { choose } from '#plan/choose.ts'
import { type PlannedLinks, planLinks } from '#plan/links.ts'
import {
  type Choice,
  isNewlyServed,
  type LinkTable,
  type Plan,
  type PlanTotals,
  type SiteChoices,
  siteChoiceColumns,
} from '#plan/plan.ts'
import { type SecondBest, secondBest } from '#plan/secondBest.ts'

/** What a site is today, before any plan. */
export type Standing = 'alreadyServed' | 'unknown' | 'toServe'

/** What stands at each site: to be served are the unserved and, if the study says so, the unknown. */
export function standingForSite(gap: Gap, study: Study): Standing[] {
  return gap.serviceForSite.map((service) => {
    if (service === 'served') return 'alreadyServed'
    return service === 'unknown' && study.gap.unknown === 'leave' ? 'unknown' : 'toServe'
  })
}

/**
 * The cheapest plan that serves what is to be served.
 *
 * @param standing What stands at each site today; left out, as the gap and the study say.
 */
export async function makePlan(
  country: Country,
  gap: Gap,
  study: Study,
  workers: Workers,
  watch: Watch = {},
  standing: readonly Standing[] = standingForSite(gap, study),
): Promise<Plan> {
  const { prices } = study
  const money = moneyOf(study.economy)
  const sites = Array.from(standing.keys()).filter((site) => standing[site] === 'toServe')
  const fibre = fibreOption(country, gap, sites, prices, study.fibre, money)
  report(watch, 'Looking for lines of sight', 0)
  const problem: ChoiceProblem = {
    sites,
    demandMbps: gap.demandMbpsForSite,
    fibre: accessNetwork(fibre, microwaveOption(country, study, sites, money)),
    cellular: cellularOption(gap, prices, money),
    satellite: satelliteOption(country, gap, findRegions(country), study, money),
    fixedWireless: fixedWirelessOption(country, gap, study, sites, money),
    money,
    seed: study.seed,
  }
  const solution = await choose(problem, workers, watch)
  const planned = planLinks(problem, solution, country.sites)
  const { links, lines } = planned
  const choices = {
    ...siteChoices(gap, standing, problem, solution, planned),
    builtWith: settlementsNear(country, sites, solution.servedBy),
  }
  const totals = planTotals(gap, choices, links)
  return {
    sites: choices,
    links,
    linkLines: lines,
    totals,
    lowerBoundUsd: solution.lowerBoundUsd,
    certificateShare: certificateShare(solution.npvCostUsd, solution.lowerBoundUsd),
    boundParts: solution.boundParts,
  }
}

/** (cost − bound) / cost; 0 where nothing is to be paid. */
export function certificateShare(costUsd: number, lowerBoundUsd: number): number {
  return costUsd > 0 ? Math.max(0, (costUsd - lowerBoundUsd) / costUsd) : 0
}

function siteChoices(
  gap: Gap,
  standing: readonly Standing[],
  problem: ChoiceProblem,
  solution: ChoiceSolution,
  { links, linkForNode, linkForTower }: PlannedLinks,
): SiteChoices {
  const { fibre, money, demandMbps } = problem
  const second = secondBest(problem, solution)
  const surcharge = surchargeForSite(problem, solution)
  const rows = standing.map(
    (stands, site): Partial<Row<typeof siteChoiceColumns>> => ({
      choice: stands === 'toServe' ? 'unserved' : stands,
      people: gap.peopleForSite[site],
      unknownToday: gap.serviceForSite[site] === 'unknown' ? 1 : 0,
      demandMbps: demandMbps[site],
      nextBest: '',
    }),
  )
  problem.sites.forEach((site, i) => {
    const servedBy = solution.servedBy[i]
    if (servedBy === 'unserved') return
    const option: SiteOption = problem[servedBy]
    const yearly = surcharge[i]
    const way = wayOf(problem.fixedWireless, site, solution.wayForSite[i])
    const link =
      servedBy === 'fibre'
        ? (linkForNode.get(fibre.network.nodeForSite[site]) ?? -1)
        : way === undefined
          ? -1
          : (linkForTower.get(way.tower) ?? -1)
    rows[site] = {
      ...rows[site],
      // Whoever is joined to the network is named by the last link on the way there.
      choice: servedBy === 'fibre' && link >= 0 ? links.technology[link] : servedBy,
      capexUsd: option.capexUsd[site],
      opexUsdPerYear: option.operationUsdPerYear[site] + option.bandwidthUsdPerYear[site] + yearly,
      tcoUsd: siteTcoUsd(option, site, money) + yearly * money.horizonYears,
      npvCostUsd: siteNpvUsd(option, site, money) + yearly * money.yearlyFactor,
      nextBest: nameOf(second, i, problem),
      nextBestExtraUsd: second.extraUsd[i],
      link,
    }
  })
  return tableFromRows(siteChoiceColumns, rows)
}

/** What comes second by name: of the network, what the last stretch there would be. */
function nameOf({ technology, changes }: SecondBest, i: number, problem: ChoiceProblem) {
  const { fibre, sites } = problem
  if (technology[i] !== 'fibre') return technology[i]
  const node = fibre.network.nodeForSite[sites[i]]
  const last = changes
    .wayEdges(node)
    .find((edge) => fibre.network.from[edge] === node || fibre.network.to[edge] === node)
  return last !== undefined && fibre.linkForEdge[last] >= 0 ? 'microwave' : 'fibre'
}

/** An institution this far from every settlement that the plan serves is built by itself. */
const nearMeters = 50_000

/** For each institution that the plan serves the nearest settlement that it serves. */
function settlementsNear(
  country: Country,
  planned: readonly number[],
  servedBy: readonly ServedBy[],
): Int32Array {
  const { kind, lon, lat } = country.sites
  const served = planned.filter((_, i) => servedBy[i] !== 'unserved')
  const settlements = served.filter((site) => kind[site] === 'settlement')
  const index = indexPoints(
    settlements.map((site) => lon[site]),
    settlements.map((site) => lat[site]),
  )
  const builtWith = new Int32Array(kind.length).fill(-1)
  for (const site of served) {
    if (kind[site] === 'settlement') continue
    const near = index.nearest(lon[site], lat[site], nearMeters)
    if (near >= 0) builtWith[site] = settlements[near]
  }
  return builtWith
}

/** Each satellite site's part of what its region pays above the pool, by demand; dollars per year. */
function surchargeForSite(problem: ChoiceProblem, { servedBy }: ChoiceSolution): Float64Array {
  const { sites, satellite, demandMbps } = problem
  const { pool } = satellite
  const taken = takenMbpsForRegion(problem, servedBy)
  return Float64Array.from(sites, (site, i) => {
    const inRegion = taken[pool.regionForSite[site]]
    if (servedBy[i] !== 'satellite' || inRegion <= pool.poolMbps) return 0
    const share = demandMbps[site] / inRegion
    return share * (inRegion - pool.poolMbps) * pool.surchargeUsdPerMbpsYear
  })
}

/** Sums over the sites' rows and the links'. */
export function planTotals(gap: Gap, sites: SiteChoices, links: LinkTable): PlanTotals {
  const count: Record<Choice, number> = {
    alreadyServed: 0,
    fibre: 0,
    microwave: 0,
    fixedWireless: 0,
    cellular: 0,
    satellite: 0,
    unserved: 0,
    unknown: 0,
  }
  let newlyServed = 0
  for (let site = 0; site < tableLength(sites); site++) {
    const choice = sites.choice[site]
    count[choice]++
    if (isNewlyServed(choice)) newlyServed += sites.people[site]
  }
  const both = (name: 'capexUsd' | 'opexUsdPerYear' | 'tcoUsd' | 'npvCostUsd'): number =>
    sum(sites[name]) + sum(links[name])
  return {
    capexUsd: both('capexUsd'),
    opexUsdPerYear: both('opexUsdPerYear'),
    tcoUsd: both('tcoUsd'),
    npvCostUsd: both('npvCostUsd'),
    fibreKm: sum(links.lengthMeters.filter((_, link) => links.technology[link] === 'fibre')) / 1000,
    people:
      gap.people === null
        ? null
        : {
            total: gap.people.total,
            servedBefore: gap.people.served,
            servedAfter: gap.people.served + newlyServed,
            unknown: gap.people.unknown,
          },
    sites: count,
  }
}
