// The cheapest plan of a tiny country by trying everything: Dreyfus–Wagner (1971) gives the least
// trench for every set of sites, and every way to serve the others is priced. Shares no code with plan/.
import type { Study } from '#country/study.ts'
import type { Gap } from '#gap/gap.ts'
import type { FibreNetwork } from '#options/fibreNetwork.ts'

/** The least trench, in meters, that joins each set of sites (a bit mask) to existing fibre. */
export function leastTrench(network: FibreNetwork, sites: readonly number[]): Float64Array {
  const { nodeCount, from, to, lengthMeters } = network
  const sets = 1 << sites.length
  const best = Array.from({ length: sets }, () => new Float64Array(nodeCount).fill(Infinity))
  const relax = (distance: Float64Array): void => {
    for (let changed = true; changed; ) {
      changed = false
      for (let e = 0; e < from.length; e++) {
        for (const [a, b] of [
          [from[e], to[e]],
          [to[e], from[e]],
        ]) {
          if (distance[a] + lengthMeters[e] >= distance[b]) continue
          distance[b] = distance[a] + lengthMeters[e]
          changed = true
        }
      }
    }
  }
  for (let set = 1; set < sets; set++) {
    const distance = best[set]
    sites.forEach((site, i) => {
      if (set === 1 << i && network.nodeForSite[site] >= 0) distance[network.nodeForSite[site]] = 0
    })
    for (let part = (set - 1) & set; part > 0; part = (part - 1) & set)
      for (let v = 0; v < nodeCount; v++)
        distance[v] = Math.min(distance[v], best[part][v] + best[set ^ part][v])
    relax(distance)
  }
  return Float64Array.from(best, (distance, set) => (set === 0 ? 0 : distance[0]))
}

/** The least discounted cost of serving the sites; Infinity where nothing can. */
export function leastCostUsd(
  study: Study,
  gap: Gap,
  network: FibreNetwork,
  sites: readonly number[],
  regionForSite: ArrayLike<number>,
): number {
  const { prices, economy } = study
  const { horizonYears, discountRate } = economy
  let yearly = 0
  for (let year = 1; year <= horizonYears; year++) yearly += 1 / (1 + discountRate) ** year
  const over = (capex: number, opex: number, lifetime: number): number => {
    let total = capex + opex * yearly
    for (let year = lifetime; year < horizonYears; year += lifetime)
      total += capex / (1 + discountRate) ** year
    return total
  }
  const siteUsd = (
    kind: 'fibre' | 'cellular' | 'satellite',
    units: number,
    mbps: number,
  ): number => {
    const { capexUsd, opexShare, lifetimeYears, bandwidthUsdPerMbpsYear } = prices[kind]
    const capex = units * capexUsd
    return over(capex, capex * opexShare + mbps * bandwidthUsdPerMbpsYear, lifetimeYears)
  }
  const { routeUsdPerKm, routeOpexShare, routeLifetimeYears } = prices.fibre
  const meterUsd = over(routeUsdPerKm, routeUsdPerKm * routeOpexShare, routeLifetimeYears) / 1000
  const trench = leastTrench(network, sites)
  let best = Infinity
  for (let fibreSet = 0; fibreSet < 1 << sites.length; fibreSet++) {
    for (let skySet = 0; skySet < 1 << sites.length; skySet++) {
      if ((fibreSet & skySet) !== 0) continue
      let usd = trench[fibreSet] * meterUsd
      const taken = new Map<number, number>()
      sites.forEach((site, i) => {
        const mbps = gap.demandMbpsForSite[site]
        if ((fibreSet & (1 << i)) !== 0) usd += siteUsd('fibre', 1, mbps)
        else if ((skySet & (1 << i)) !== 0) {
          const units = Math.max(1, Math.ceil(mbps / prices.satellite.maxMbps))
          usd += prices.satellite.maxMbps > 0 ? siteUsd('satellite', units, mbps) : Infinity
          const region = regionForSite[site]
          taken.set(region, (taken.get(region) ?? 0) + mbps)
        } else {
          const isCovered =
            gap.cellular.forSite[site] === 'served' && mbps <= prices.cellular.maxMbps
          usd += isCovered ? siteUsd('cellular', 1, mbps) : Infinity
        }
      })
      const { poolMbpsPerRegion, extraUsdPerMbpsYear, bandwidthUsdPerMbpsYear } = prices.satellite
      for (const mbps of taken.values())
        usd +=
          Math.max(0, mbps - poolMbpsPerRegion) *
          (extraUsdPerMbpsYear - bandwidthUsdPerMbpsYear) *
          yearly
      best = Math.min(best, usd)
    }
  }
  return best
}
