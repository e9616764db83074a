// Which technology serves each site, at the least discounted cost, with a bound that no plan beats
// (docs/methods/plan.md). Prices cut the choice into parts that decide alone: the network (a
// prize-collecting Steiner tree), towers, and what each site can have by itself.
import { clamp } from '#base/math.ts'
import { report, type Watch } from '#base/progress.ts'
import type { Workers } from '#base/workers.ts'
import { linkNpvUsd, loadForHop, radiosFor } from '#plan/accessNetwork.ts'
import { boundParts } from '#plan/boundParts.ts'
import {
  type ChoiceProblem,
  type ChoiceSolution,
  choiceNpvUsd,
  type Mix,
  nodeLoads,
  takenMbpsForRegion,
} from '#plan/choiceProblem.ts'
import { improveChoice } from '#plan/improve.ts'
import { type BuiltMix, type Draft, isBetter, MixBuilder } from '#plan/mixBuilder.ts'
import { type LaidNetwork, type NetworkSearch, networkSearch } from '#plan/networkSearch.ts'
import { poolPricing } from '#plan/poolPricing.ts'
import { PriceSearch } from '#plan/priceSearch.ts'
import { type Prices, Relaxation } from '#plan/relaxation.ts'

/** How hard to look; all of it follows from the size of the problem, never from the clock. */
interface Effort {
  /** Rounds of improvement in each network search; the later ones branch ever longer. */
  readonly iterations: number
  /** How often the pools are priced anew at most, where there are no towers. */
  readonly pricingRounds: number
  /** How often the parts are asked at new prices, where there are towers. */
  readonly questions: number
  /** How often towers, network and loaded hops are settled at most. */
  readonly settlingRounds: number
  /** Rounds of changing single sites at the end. */
  readonly changes: number
}

/** Above this many nodes a network is large. */
const largeNetwork = 50_000

/** Questions times nodes: what a small machine answers in about ten seconds. */
const nodesAsked = 3_600_000

function effortFor({ fibre }: ChoiceProblem): Effort {
  const { nodeCount } = fibre.network
  const questions = clamp(Math.round(nodesAsked / nodeCount), 60, 300)
  if (nodeCount > largeNetwork)
    return { iterations: 2, pricingRounds: 6, questions, settlingRounds: 2, changes: 0 }
  return { iterations: 3, pricingRounds: 8, questions, settlingRounds: 6, changes: 40 }
}

/** Where cost and bound are this near, looking stops. */
const nearEnoughShare = 1e-5

/** What the search works with. */
interface Setting {
  readonly problem: ChoiceProblem
  readonly relaxation: Relaxation
  readonly network: NetworkSearch
  readonly effort: Effort
  readonly watch: Watch
}

/** The best that was built, and the prices and the value of the best bound. */
interface Found {
  readonly built: BuiltMix
  readonly draft: Required<Draft>
  readonly builder: MixBuilder
  readonly prices: Prices
  readonly boundUsd: number
}

/** Finds the cheapest mix. */
export async function choose(
  problem: ChoiceProblem,
  workers: Workers,
  watch: Watch,
): Promise<ChoiceSolution> {
  const network = networkSearch(problem, workers, watch)
  const relaxation = new Relaxation(problem, network.isReachable)
  const setting = { problem, relaxation, network, effort: effortFor(problem), watch }
  const found = await (relaxation.siteForWay.length > 0
    ? chooseByPrices(setting)
    : chooseByPools(setting))
  const settled = await settle(setting, found)
  report(watch, 'Changing single sites', 0)
  const mix = improveChoice(problem, settled.mix, setting.effort.changes)
  const npvCostUsd = choiceNpvUsd(problem, mix)
  const { boundUsd, prices } = boundFor(setting, found, mix)
  const lowerBoundUsd = clamp(boundUsd, 0, npvCostUsd)
  const relaxed = relaxation.relax(prices, relaxation.prizes(prices), nothingLaid(problem))
  const parts = boundParts(problem, mix, prices, relaxed, npvCostUsd, lowerBoundUsd)
  return { ...mix, npvCostUsd, lowerBoundUsd, boundParts: parts }
}

/** Where there are no towers, only the pools of satellite capacity are priced, each time with a whole search. */
async function chooseByPools(setting: Setting): Promise<Found> {
  const { problem, relaxation, network, effort, watch } = setting
  const pricing = poolPricing(problem)
  const none = new Float64Array(problem.fixedWireless.towers.length)
  let found: Found | undefined
  for (let round = 0; round < effort.pricingRounds; round++) {
    report(watch, 'Choosing technologies', round / effort.pricingRounds)
    const surchargeUsdPerMbps = pricing.surchargeNpvPerMbps.slice()
    const siteUsd = relaxation.ownUsd(surchargeUsdPerMbps)
    const prices = { siteUsd, tollUsd: none, surchargeUsdPerMbps }
    const prizes = relaxation.prizes(prices)
    const laid = await network.search(prizes, problem.fibre.edgeNpvUsd, effort.iterations)
    const { boundUsd } = relaxation.relax(prices, prizes, laid)
    const builder = new MixBuilder(relaxation, surchargeUsdPerMbps)
    const draft = { laid, prizes, way: new Int32Array(problem.sites.length).fill(-1) }
    const built = builder.mixOf(draft)
    const better = boundUsd > (found?.boundUsd ?? Number.NEGATIVE_INFINITY)
    if (found === undefined || isBetter(built, found.built))
      found = { ...(found ?? { prices, boundUsd }), built, draft, builder }
    if (better) found = { ...found, prices, boundUsd }
    if (isNear(found)) break
    const takenMbps = takenMbpsForRegion(problem, built.mix.servedBy)
    if (!pricing.next({ ...built.mix, takenMbps })) break
  }
  if (found === undefined) throw new Error('Cannot choose: nothing was tried')
  return found
}

function isNear({ built, boundUsd }: Found): boolean {
  return built.npvCostUsd - boundUsd <= nearEnoughShare * built.npvCostUsd
}

/** How often in the search mixes are built from what it knows. */
const builtOften = 4

/** Towers that were open in this part of the last questions are tried first. */
const openedShare = 0.1

/** Prices of sites, hosts and pools by many quick questions, and a whole search at the best of them. */
async function chooseByPrices(setting: Setting): Promise<Found> {
  const { problem, relaxation, network, effort, watch } = setting
  const { edgeNpvUsd } = problem.fibre
  const search = new PriceSearch(relaxation, network.ask)
  let best: Omit<Found, 'prices' | 'boundUsd'> | undefined
  const build = (): Omit<Found, 'prices' | 'boundUsd'> => {
    const { prices, laid } = search.best
    const builder = new MixBuilder(relaxation, prices.surchargeUsdPerMbps)
    const order = [...search.opened.keys()]
      .filter((tower) => search.opened[tower] > openedShare)
      .sort((a, b) => search.opened[b] - search.opened[a] || a - b)
    for (const first of [order, undefined]) {
      let draft: Draft = { laid, prizes: relaxation.prizes(prices) }
      for (let turn = 0; turn < mostTurns; turn++) {
        const chosen = builder.withTowers(draft, edgeNpvUsd, first)
        const next = { ...chosen, laid: network.ask(chosen.prizes) }
        draft = next
        const built = builder.mixOf(next)
        if (best === undefined || isBetter(built, best.built))
          best = { built, draft: next, builder }
        else if (turn > 0) break
      }
    }
    return best as Omit<Found, 'prices' | 'boundUsd'>
  }
  let { npvCostUsd } = build().built
  const every = Math.ceil(effort.questions / builtOften)
  for (let question = 1; question <= effort.questions; question++) {
    report(watch, 'Choosing technologies', question / effort.questions)
    search.step(npvCostUsd)
    if (question % every === 0 || question === effort.questions)
      npvCostUsd = build().built.npvCostUsd
  }
  const { prices } = search.best
  const prizes = relaxation.prizes(prices)
  const laid = await network.search(prizes, edgeNpvUsd, effort.iterations)
  const { boundUsd } = relaxation.relax(prices, prizes, laid)
  return { ...build(), prices, boundUsd: Math.max(boundUsd, search.best.boundUsd) }
}

/** How often network and towers take turns at most where a mix is built. */
const mostTurns = 4

/** Takes turns between towers and a whole search, with hops at what the radios cost that they need. */
async function settle(
  { problem, relaxation, network, effort, watch }: Setting,
  found: Found,
): Promise<BuiltMix> {
  const edgeUsd = problem.fibre.edgeNpvUsd.slice()
  const hasTowers = relaxation.siteForWay.length > 0
  let { built: best, draft } = found
  let last = best.mix
  for (let round = 0; round < effort.settlingRounds; round++) {
    report(watch, 'Settling towers and hops', round / effort.settlingRounds)
    const isRaised = raiseLoadedHops(problem, last, edgeUsd)
    if (!isRaised && !(hasTowers && round === 0)) break
    const chosen = found.builder.withTowers(draft, edgeUsd, [])
    const laid = await network.search(chosen.prizes, edgeUsd, effort.iterations)
    draft = { ...chosen, laid }
    const built = found.builder.mixOf(draft)
    if (isBetter(built, best)) best = built
    last = built.mix
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

/** The bound for plans that serve what a mix serves: a site that it gives up is worth nothing. */
function boundFor(
  { relaxation, network }: Setting,
  found: Found,
  mix: Mix,
): Pick<Found, 'boundUsd' | 'prices'> {
  const { siteUsd } = found.prices
  if (!mix.servedBy.some((by, i) => by === 'unserved' && siteUsd[i] > 0)) return found
  const prices = {
    ...found.prices,
    siteUsd: siteUsd.map((usd, i) => (mix.servedBy[i] === 'unserved' ? 0 : usd)),
  }
  const prizes = relaxation.prizes(prices)
  return { prices, ...relaxation.relax(prices, prizes, network.ask(prizes)) }
}

/** No network, where only the other parts are asked. */
function nothingLaid({ sites }: ChoiceProblem): Pick<LaidNetwork, 'boundUsd' | 'isJoined'> {
  return { boundUsd: 0, isJoined: new Uint8Array(sites.length) }
}
