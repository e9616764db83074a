// For each planned site the technology that would have come second, and what it would cost more: the
// price of the choice being wrong. Each site by itself, everything else left as planned.
import { sectorsPerTower } from '#options/fixedWireless.ts'
import { siteNpvUsd } from '#options/option.ts'
import {
  type ChoiceProblem,
  type Mix,
  type ServedBy,
  sectorAirtime,
  takenMbpsForRegion,
  wayOf,
} from '#plan/choiceProblem.ts'
import { type FibreChanges, fibreChanges } from '#plan/fibreChanges.ts'

/** The runner-up of each of the problem's sites, in their order. */
export interface SecondBest {
  /** '' where nothing else could serve, and for sites that feed a tower. */
  readonly technology: readonly ('' | Exclude<ServedBy, 'unserved'>)[]
  /** Discounted; NaN where there is no second. */
  readonly extraUsd: Float64Array
  /** Where fixed wireless comes second, by which of the site's ways; else -1. */
  readonly way: Int32Array
  readonly changes: FibreChanges
}

/**
 * Finds what would come second.
 *
 * Without its place in the network a site also saves the stretch that serves it alone; with one it pays
 * the shortest way to the network as planned. Satellite capacity is priced as the region would pay for
 * this site's; fixed wireless is had from towers of the plan whose sector has time left.
 */
export function secondBest(problem: ChoiceProblem, mix: Mix): SecondBest {
  const { sites, fibre, cellular, satellite, fixedWireless, money, demandMbps } = problem
  const { servedBy, edges, wayForSite } = mix
  const { nodeForSite } = fibre.network
  const { pool } = satellite
  const airtime = sectorAirtime(problem, mix)
  const hosts = new Set<number>()
  sites.forEach((site, i) => {
    const way = wayOf(fixedWireless, site, wayForSite[i])
    if (way !== undefined) hosts.add(fixedWireless.towers[way.tower].hostSite)
  })
  const served = sites.filter((_, i) => servedBy[i] === 'fibre').map((site) => nodeForSite[site])
  const changes = fibreChanges(fibre, edges, served)
  const taken = takenMbpsForRegion(problem, servedBy)
  const excess = (mbps: number): number => Math.max(0, mbps - pool.poolMbps)
  const satelliteUsd = (site: number, isTaken: boolean): number => {
    const others = taken[pool.regionForSite[site]] - (isTaken ? demandMbps[site] : 0)
    const extraMbps = excess(others + demandMbps[site]) - excess(others)
    const surcharge = extraMbps * pool.surchargeUsdPerMbpsYear * money.yearlyFactor
    return siteNpvUsd(satellite, site, money) + surcharge
  }
  const freeWay = (site: number): number =>
    fixedWireless.waysForSite[site].findIndex(({ tower, sector, airtimeShare }) => {
      const used = airtime[tower * sectorsPerTower + sector]
      return used > 0 && used + airtimeShare <= 1
    })
  const extraUsd = new Float64Array(sites.length).fill(Number.NaN)
  const way = new Int32Array(sites.length).fill(-1)
  const technology = sites.map((site, i) => {
    const chosen = servedBy[i]
    if (chosen === 'unserved' || hosts.has(site)) return ''
    const node = nodeForSite[site]
    const usdOfWay =
      chosen === 'fibre' ? changes.edgesUsd(changes.ownEdges(node)) : changes.wayUsd(node)
    const free = chosen === 'fixedWireless' ? wayForSite[i] : freeWay(site)
    const usd = {
      fibre: siteNpvUsd(fibre, site, money) + usdOfWay,
      cellular: siteNpvUsd(cellular, site, money),
      satellite: satelliteUsd(site, chosen === 'satellite'),
      fixedWireless: free < 0 ? Number.POSITIVE_INFINITY : siteNpvUsd(fixedWireless, site, money),
    }
    let second: '' | keyof typeof usd = ''
    for (const name of ['fibre', 'cellular', 'satellite', 'fixedWireless'] as const) {
      if (name === chosen || usd[name] === Number.POSITIVE_INFINITY) continue
      if (second === '' || usd[name] < usd[second]) second = name
    }
    if (second !== '') extraUsd[i] = usd[second] - usd[chosen]
    if (second === 'fixedWireless') way[i] = free
    return second
  })
  return { technology, extraUsd, way, changes }
}
