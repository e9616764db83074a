// Which technology serves each site, at the least discounted cost, with a bound that no plan beats
// (docs/methods/plan.md). The network against the rest is a prize-collecting Steiner tree; satellite
// pools and towers are priced by multipliers, and what prices alone cannot settle is settled after.
import { clamp, sum } from '#base/math.ts'
import { report, type Watch } from '#base/progress.ts'
import type { Workers } from '#base/workers.ts'
import { sectorsPerTower } from '#options/fixedWireless.ts'
import { siteNpvUsd } from '#options/option.ts'
import { linkNpvUsd, loadForHop, radiosFor } from '#plan/accessNetwork.ts'
import {
  type ChoiceProblem,
  type ChoiceSolution,
  choiceNpvUsd,
  type Mix,
  nodeLoads,
  type ServedBy,
  sectorAirtime,
  takenMbpsForRegion,
} from '#plan/choiceProblem.ts'
import { improveChoice } from '#plan/improve.ts'
import { type BlockSolution, blockSearch, type SiteCosts } from '#plan/networkSearch.ts'
import { poolPricing } from '#plan/poolPricing.ts'
import { type Fallback, settleTowers } from '#plan/settleTowers.ts'
import { cheapestWay, type WirelessPricing, wirelessPricing } from '#plan/wirelessPricing.ts'

/** How hard to look; all of it follows from the size of the problem, never from the clock. */
interface Effort {
  /** Rounds of improvement in each network search; the later ones branch ever longer. */
  readonly iterations: number
  /** How often the pools are priced anew at most. */
  readonly pricingRounds: number
  /** How often the shares of towers are moved, where there are any. */
  readonly wirelessRounds: number
  /** How often towers and loaded hops are settled at most. */
  readonly settlingRounds: number
  /** How many single sites are changed at the end; each search looks at the whole network. */
  readonly changes: number
}

/** Above this many nodes a network is large. */
const largeNetwork = 50_000

/** Rounds of sharing towers times nodes: what a minute of a small machine bears. */
const nodesPerRound = 140_000

function effortFor({ fibre }: ChoiceProblem): Effort {
  const { nodeCount } = fibre.network
  if (nodeCount > largeNetwork)
    return { iterations: 2, pricingRounds: 6, wirelessRounds: 1, settlingRounds: 1, changes: 0 }
  return {
    iterations: 3,
    pricingRounds: 8,
    wirelessRounds: clamp(Math.round(nodesPerRound / nodeCount), 4, 16),
    settlingRounds: 4,
    changes: 40,
  }
}

/** Where cost and bound are this near, looking stops. */
const nearEnoughShare = 1e-5

/** Finds the cheapest mix. */
export async function choose(
  problem: ChoiceProblem,
  workers: Workers,
  watch: Watch,
): Promise<ChoiceSolution> {
  const effort = effortFor(problem)
  const search = blockSearch(problem, workers, watch)
  const { edgeNpvUsd } = problem.fibre
  const pricing = poolPricing(problem)
  const wireless = wirelessPricing(problem)
  let best: Candidate | undefined
  let bound = Number.NEGATIVE_INFINITY
  const isWireless = wireless.shareUsd.size > 0
  // Many rounds of a quick search move shares further than a few of a long one.
  const iterations = isWireless ? 1 : effort.iterations
  const rounds = isWireless ? effort.wirelessRounds : effort.pricingRounds
  for (let round = 0; round < rounds; round++) {
    report(watch, 'Choosing technologies', round / rounds)
    const surcharge = pricing.surchargeNpvPerMbps
    const priced = priceSites(problem, surcharge, wireless)
    const answer = assemble(problem, priced, await search(priced, edgeNpvUsd, iterations))
    bound = Math.max(bound, answer.boundUsd - pricing.freePoolUsd())
    const mix = settleTowers(problem, answer.mix, priced.fallback)
    const npvCostUsd = choiceNpvUsd(problem, mix)
    if (best === undefined || npvCostUsd < best.npvCostUsd)
      best = { mix, npvCostUsd, surcharge: surcharge.slice() }
    const isNear = best.npvCostUsd - bound <= nearEnoughShare * best.npvCostUsd
    if (isNear) break
    const poolsMoved =
      round < effort.pricingRounds && pricing.next({ ...answer.mix, takenMbps: answer.takenMbps })
    if (!wireless.next(answer.mix) && !poolsMoved) break
  }
  if (best === undefined) throw new Error('Cannot choose: nothing was tried')
  best = await settle(problem, search, effort, best, watch)
  report(watch, 'Changing single sites', 0)
  const mix = improveChoice(problem, best.mix, effort.changes)
  const npvCostUsd = choiceNpvUsd(problem, mix)
  return { ...mix, npvCostUsd, lowerBoundUsd: clamp(bound, 0, npvCostUsd) }
}

/** A mix that can be built, and the pools' prices it was found at. */
interface Candidate {
  readonly mix: Mix
  readonly npvCostUsd: number
  readonly surcharge: Float64Array
}

/**
 * Searches again around the best: its towers stand, so that only terminals are paid and hosts must be
 * joined, and hops cost what the radios cost that they need.
 */
async function settle(
  problem: ChoiceProblem,
  search: ReturnType<typeof blockSearch>,
  { settlingRounds, iterations }: Effort,
  start: Candidate,
  watch: Watch,
): Promise<Candidate> {
  const { towers, waysForSite } = problem.fixedWireless
  const edgeUsd = problem.fibre.edgeNpvUsd.slice()
  let best = start
  let last = start.mix
  for (let round = 0; round < settlingRounds; round++) {
    report(watch, 'Settling towers and hops', round / settlingRounds)
    const airtime = sectorAirtime(problem, last)
    const isRaised = raiseLoadedHops(problem, last, edgeUsd)
    if (!isRaised && !airtime.some((share) => share > 0)) break
    const hosts = new Set<number>()
    airtime.forEach((share, s) => {
      if (share > 0) hosts.add(towers[Math.floor(s / sectorsPerTower)].hostSite)
    })
    const shareUsd = new Map(
      problem.sites.map((site) => [
        site,
        Float64Array.from(waysForSite[site], ({ tower, sector }) =>
          airtime[tower * sectorsPerTower + sector] > 0 ? 0 : Number.POSITIVE_INFINITY,
        ),
      ]),
    )
    const priced = priceSites(
      problem,
      start.surcharge,
      { shareUsd, hostPrizeUsd: new Map() },
      hosts,
    )
    const answer = assemble(problem, priced, await search(priced, edgeUsd, iterations))
    const mix = settleTowers(problem, answer.mix, priced.fallback)
    const npvCostUsd = choiceNpvUsd(problem, mix)
    const gainedUsd = best.npvCostUsd - npvCostUsd
    if (gainedUsd > 0) best = { ...best, mix, npvCostUsd }
    if (gainedUsd <= nearEnoughShare * npvCostUsd && !isRaised) break
    last = mix
  }
  return best
}

/** Prices hops that need more than one radio at what they need; true where any price rose. */
function raiseLoadedHops(problem: ChoiceProblem, mix: Mix, edgeUsd: Float64Array): boolean {
  const { fibre } = problem
  let raised = false
  for (const [edge, mbps] of loadForHop(fibre, mix.edges, nodeLoads(problem, mix))) {
    const link = fibre.microwave.links[fibre.linkForEdge[edge]]
    const usd = linkNpvUsd(fibre.microwave, link, radiosFor(link, mbps))
    if (usd <= edgeUsd[edge]) continue
    edgeUsd[edge] = usd
    raised = true
  }
  return raised
}

/** What each site would cost at given prices, and by what. */
interface PricedSites extends SiteCosts {
  readonly other: readonly ServedBy[]
  readonly way: Int32Array
  readonly fallback: Fallback
}

/** A host must be joined: every alternative costs it this. */
const neverUsd = 1e12

function priceSites(
  problem: ChoiceProblem,
  surchargeNpvPerMbps: Float64Array,
  { shareUsd, hostPrizeUsd }: Pick<WirelessPricing, 'shareUsd' | 'hostPrizeUsd'>,
  hosts: ReadonlySet<number> = new Set(),
): PricedSites {
  const { sites, fibre, cellular, satellite, money, demandMbps } = problem
  const fibreUsd = new Float64Array(sites.length)
  const otherUsd = new Float64Array(sites.length)
  const joiningUsd = new Float64Array(sites.length)
  const way = new Int32Array(sites.length).fill(-1)
  const usd = new Float64Array(sites.length)
  const by: ServedBy[] = []
  const other = sites.map((site, i): ServedBy => {
    fibreUsd[i] = siteNpvUsd(fibre, site, money)
    const byCell = siteNpvUsd(cellular, site, money)
    const surcharge = surchargeNpvPerMbps[satellite.pool.regionForSite[site]] * demandMbps[site]
    const bySatellite = siteNpvUsd(satellite, site, money) + surcharge
    usd[i] = Math.min(byCell, bySatellite)
    const isNone = usd[i] === Number.POSITIVE_INFINITY
    by.push(isNone ? 'unserved' : byCell <= bySatellite ? 'cellular' : 'satellite')
    const wireless = cheapestWay(problem, site, shareUsd.get(site))
    const isWireless = wireless.usd < usd[i]
    if (isWireless) way[i] = wireless.way
    otherUsd[i] = hosts.has(site) ? neverUsd : Math.min(usd[i], wireless.usd)
    joiningUsd[i] = hostPrizeUsd.get(site) ?? 0
    return isWireless ? 'fixedWireless' : by[i]
  })
  return { fibreUsd, otherUsd, joiningUsd, other, way, fallback: { by, usd } }
}

function assemble(problem: ChoiceProblem, priced: PricedSites, blocks: BlockSolution) {
  const { sites, fibre } = problem
  const bounds: number[] = [blocks.boundUsd]
  const wayForSite = new Int32Array(sites.length).fill(-1)
  const servedBy = sites.map((site, i): ServedBy => {
    const node = fibre.network.nodeForSite[site]
    const fibreUsd =
      node >= 0 && blocks.isReachable[node] === 1 ? priced.fibreUsd[i] : Number.POSITIVE_INFINITY
    // A host's place in the network is worth something to its tower, which pays for it.
    const joinedUsd = fibreUsd - priced.joiningUsd[i]
    const least = Math.min(joinedUsd, priced.otherUsd[i])
    if (least < Number.POSITIVE_INFINITY) bounds.push(least)
    if (joinedUsd < priced.otherUsd[i] && blocks.isJoined[node] === 1) return 'fibre'
    if (priced.other[i] === 'fixedWireless') wayForSite[i] = priced.way[i]
    return priced.other[i]
  })
  return {
    mix: { servedBy, edges: blocks.edges, wayForSite },
    boundUsd: sum(bounds),
    takenMbps: takenMbpsForRegion(problem, servedBy),
  }
}
