// For each planned site the technology that would have come second, and what it would cost more: the
// price of the choice being wrong. Each site by itself, everything else left as planned.
import { siteNpvUsd } from '#options/option.ts'
import { type ChoiceProblem, type ServedBy, takenMbpsForRegion } from '#plan/choiceProblem.ts'
import { type FibreChanges, fibreChanges } from '#plan/fibreChanges.ts'

/** The runner-up of each of the problem's sites, in their order. */
export interface SecondBest {
  /** '' where nothing else could serve. */
  readonly technology: readonly ('' | Exclude<ServedBy, 'unserved'>)[]
  /** Discounted; NaN where there is no second. */
  readonly extraUsd: Float64Array
  readonly changes: FibreChanges
}

/**
 * Finds what would come second.
 *
 * Without fibre a site also saves the stretch that serves it alone; with fibre it pays the shortest way
 * to the network as planned. Satellite capacity is priced as the region would pay for this site's.
 */
export function secondBest(
  problem: ChoiceProblem,
  servedBy: readonly ServedBy[],
  edges: ArrayLike<number>,
): SecondBest {
  const { sites, fibre, cellular, satellite, money, demandMbps } = problem
  const { nodeForSite } = fibre.network
  const { pool } = satellite
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
  const extraUsd = new Float64Array(sites.length).fill(Number.NaN)
  const technology = sites.map((site, i) => {
    const chosen = servedBy[i]
    if (chosen === 'unserved') return ''
    const node = nodeForSite[site]
    const way = chosen === 'fibre' ? changes.edgesUsd(changes.ownEdges(node)) : changes.wayUsd(node)
    const usd = {
      fibre: siteNpvUsd(fibre, site, money) + way,
      cellular: siteNpvUsd(cellular, site, money),
      satellite: satelliteUsd(site, chosen === 'satellite'),
    }
    let second: '' | keyof typeof usd = ''
    for (const name of ['fibre', 'cellular', 'satellite'] as const) {
      if (name === chosen || usd[name] === Number.POSITIVE_INFINITY) continue
      if (second === '' || usd[name] < usd[second]) second = name
    }
    if (second !== '') extraUsd[i] = usd[second] - usd[chosen]
    return second
  })
  return { technology, extraUsd, changes }
}
