// What each site costs when links and towers are shared out among those who use them.
import { tableLength } from '#base/table.ts'
import { isNewlyServed, type Plan } from '#plan/plan.ts'

/** Row for row with the plan's sites; 0 where the plan does nothing. */
export interface SiteCosts {
  /** Discounted over the horizon, with the site's share of every link upstream. */
  readonly npvCostUsd: Float64Array
}

/**
 * Shares every link's cost among the sites behind it, by what they need in the busy hour (equally where
 * none needs anything). The shares add up to the plan's whole cost.
 */
export function siteCosts({ sites, links }: Plan): SiteCosts {
  const linkCount = tableLength(links)
  const weight = Float64Array.from(sites.demandMbps, (mbps) => Math.max(mbps, 1e-9))
  const isBuilt = sites.choice.map(isNewlyServed)
  /** Demand behind each link. */
  const behind = new Float64Array(linkCount)
  sites.link.forEach((link, site) => {
    if (link >= 0 && isBuilt[site]) behind[link] += weight[site]
  })
  for (let link = linkCount - 1; link >= 0; link--)
    if (links.upstream[link] >= 0) behind[links.upstream[link]] += behind[link]
  /** Cost per Mbps of a link with all upstream of it. */
  const perMbps = new Float64Array(linkCount)
  for (let link = 0; link < linkCount; link++) {
    const upstream = links.upstream[link]
    const own = behind[link] === 0 ? 0 : links.npvCostUsd[link] / behind[link]
    perMbps[link] = own + (upstream < 0 ? 0 : perMbps[upstream])
  }
  const npvCostUsd = Float64Array.from(sites.npvCostUsd, (own, site) => {
    if (!isBuilt[site]) return 0
    const link = sites.link[site]
    return own + (link < 0 ? 0 : weight[site] * perMbps[link])
  })
  return { npvCostUsd }
}
