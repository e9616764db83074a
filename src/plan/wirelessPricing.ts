// What fixed wireless costs a site in the search: the site's own part, and a share of its tower. However the
// shares are set, what one tower can carry never pays more than the tower costs: so any shares bound.

import { sectorsPerTower } from '#options/fixedWireless.ts'
import { siteNpvUsd } from '#options/option.ts'
import type { ChoiceProblem, Mix } from '#plan/choiceProblem.ts'

/** Shares of towers' costs, moved round by round to the sites that would use them. */
export interface WirelessPricing {
  /** For each site (a row of the country) the share of each of its ways, discounted dollars. */
  readonly shareUsd: ReadonlyMap<number, Float64Array>
  /** What joining a host to the network is worth for its tower, by site. */
  readonly hostPrizeUsd: ReadonlyMap<number, number>
  /** New shares after what was chosen at the old; false where there is nothing to share. */
  readonly next: (mix: Mix) => boolean
}

/** A site that a sector could serve. */
interface Candidate {
  readonly site: number
  readonly way: number
  readonly airtimeShare: number
  /** How much of the cost it should bear, relative to the sector's others. */
  weight: number
}

/** No candidate's weight falls below this part of its airtime. */
const leastWeightShare = 1e-4

/**
 * Prepares the shares.
 *
 * A sector's cost is divided by `K`, the most weight that fits its airtime (a fractional knapsack), a
 * mast's by the sum of its sectors' `K`: then no set of sites that fits bears more than the cost. A tower
 * needs its host joined: it also bears what the host's prize is raised by (Lagrange multipliers both).
 */
export function wirelessPricing({ sites, fixedWireless }: ChoiceProblem): WirelessPricing {
  const { towers, waysForSite, perSector, perMast } = fixedWireless
  const sectors: Candidate[][] = Array.from({ length: towers.length * sectorsPerTower }, () => [])
  const shareUsd = new Map<number, Float64Array>()
  for (const site of sites) {
    const ways = waysForSite[site]
    if (ways.length === 0) continue
    shareUsd.set(site, new Float64Array(ways.length))
    ways.forEach(({ tower, sector, airtimeShare }, way) => {
      const weight = Math.max(airtimeShare, 1e-6)
      sectors[tower * sectorsPerTower + sector].push({ site, way, airtimeShare, weight })
    })
  }
  const prizes = new Float64Array(towers.length)
  const hostPrizeUsd = new Map<number, number>()
  const setShares = (): void => {
    hostPrizeUsd.clear()
    towers.forEach(({ hostSite }, tower) => {
      const own = sectors.slice(tower * sectorsPerTower, (tower + 1) * sectorsPerTower)
      const most = own.map(mostWeight)
      const mostOfAll = most.reduce((total, weight) => total + weight, 0)
      if (mostOfAll === 0) return
      const mast = hostSite < 0 ? 0 : (perMast.npvCostUsd + prizes[tower]) / mostOfAll
      own.forEach((candidates, s) => {
        const each = most[s] === 0 ? 0 : mast + perSector.npvCostUsd / most[s]
        for (const { site, way, weight } of candidates)
          (shareUsd.get(site) as Float64Array)[way] = weight * each
      })
      if (prizes[tower] > 0)
        hostPrizeUsd.set(hostSite, (hostPrizeUsd.get(hostSite) ?? 0) + prizes[tower])
    })
  }
  setShares()
  let step = 0.6
  return {
    shareUsd,
    hostPrizeUsd,
    next({ servedBy, wayForSite }) {
      if (shareUsd.size === 0) return false
      const chosenWay = new Map(sites.map((site, i) => [site, wayForSite[i]]))
      const joined = new Set(sites.filter((_, i) => servedBy[i] === 'fibre'))
      const isUsed = new Uint8Array(towers.length)
      sectors.forEach((candidates, s) => {
        for (const candidate of candidates) {
          const isChosen = chosenWay.get(candidate.site) === candidate.way
          if (isChosen) isUsed[Math.floor(s / sectorsPerTower)] = 1
          candidate.weight = Math.max(
            candidate.weight * (isChosen ? 1 + step : 1 - step),
            candidate.airtimeShare * leastWeightShare,
          )
        }
      })
      towers.forEach(({ hostSite }, tower) => {
        if (hostSite < 0) return
        const lacks = isUsed[tower] - (joined.has(hostSite) ? 1 : 0)
        prizes[tower] = Math.max(0, prizes[tower] + lacks * step * 0.5 * perMast.npvCostUsd)
      })
      step *= 0.9
      setShares()
      return true
    },
  }
}

/** The most weight of candidates that fits one sector's airtime, the last one cut. */
function mostWeight(candidates: readonly Candidate[]): number {
  let airtime = 0
  let weight = 0
  for (const candidate of candidates) {
    airtime += candidate.airtimeShare
    weight += candidate.weight
  }
  if (airtime <= 1) return weight
  const order = candidates.toSorted(
    (a, b) => b.weight * a.airtimeShare - a.weight * b.airtimeShare || a.site - b.site,
  )
  let left = 1
  let most = 0
  for (const candidate of order) {
    if (candidate.airtimeShare >= left)
      return most + candidate.weight * (left / candidate.airtimeShare)
    left -= candidate.airtimeShare
    most += candidate.weight
  }
  return most
}

/** A site's cheapest way at given shares: Infinity and -1 where it has none. */
export function cheapestWay(
  { fixedWireless, money }: ChoiceProblem,
  site: number,
  shares: Float64Array | undefined,
): { readonly usd: number; readonly way: number } {
  let usd = Number.POSITIVE_INFINITY
  let way = -1
  if (shares !== undefined)
    for (let w = 0; w < shares.length; w++)
      if (shares[w] < usd) {
        usd = shares[w]
        way = w
      }
  return { usd: way < 0 ? usd : usd + siteNpvUsd(fixedWireless, site, money), way }
}
