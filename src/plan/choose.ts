// Which technology serves each site, at the least discounted cost, with a bound that no plan beats
// (docs/methods/plan.md). Fibre against the rest is a prize-collecting Steiner tree; the satellite
// pools are priced by Lagrange multipliers, one for each region.
import { clamp, sum } from '#base/math.ts'
import { report, type Watch } from '#base/progress.ts'
import type { Workers } from '#base/workers.ts'
import type { NetworkSolution } from '#graph/problem.ts'
import { siteNpvUsd } from '#options/option.ts'
import { type BlockProblem, blockKernel, findBlocks } from '#plan/blocks.ts'
import {
  type ChoiceProblem,
  type ChoiceSolution,
  choiceNpvUsd,
  type ServedBy,
  takenMbpsForRegion,
} from '#plan/choiceProblem.ts'
import { improveChoice } from '#plan/improve.ts'
import { poolPricing } from '#plan/poolPricing.ts'

/** How hard to look; all of it follows from the size of the problem, never from the clock. */
interface Effort {
  /** Rounds of improvement in each network search; the later ones branch ever longer. */
  readonly iterations: number
  /** How often the pools are priced anew at most. */
  readonly pricingRounds: number
  /** How many single sites are changed at the end; each search looks at the whole network. */
  readonly changes: number
}

/** Above this many nodes a network is large. */
const largeNetwork = 50_000

function effortFor({ fibre }: ChoiceProblem): Effort {
  return fibre.network.nodeCount > largeNetwork
    ? { iterations: 2, pricingRounds: 6, changes: 0 }
    : { iterations: 3, pricingRounds: 8, changes: 40 }
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
  const search = blockSearch(problem, effort, workers, watch)
  const pricing = poolPricing(problem)
  let best: ChoiceSolution | undefined
  let bound = Number.NEGATIVE_INFINITY
  for (let round = 0; round < effort.pricingRounds; round++) {
    report(watch, 'Choosing technologies', round / effort.pricingRounds)
    const priced = priceSites(problem, pricing.surchargeNpvPerMbps)
    const solutions = await search(priced)
    const answer = assemble(problem, priced, solutions)
    bound = Math.max(bound, answer.boundUsd - pricing.freePoolUsd())
    if (best === undefined || answer.npvCostUsd < best.npvCostUsd)
      best = { ...answer, lowerBoundUsd: 0 }
    const isNear = best.npvCostUsd - bound <= nearEnoughShare * best.npvCostUsd
    if (isNear || !pricing.next(answer)) break
  }
  report(watch, 'Changing single sites', 0)
  const { servedBy, edges } = improveChoice(problem, best as ChoiceSolution, effort.changes)
  const npvCostUsd = choiceNpvUsd(problem, servedBy, edges)
  return { servedBy, edges, npvCostUsd, lowerBoundUsd: clamp(bound, 0, npvCostUsd) }
}

/** What each site would cost by fibre alone and by its best alternative, at given pool prices. */
interface PricedSites {
  readonly fibreUsd: Float64Array
  readonly otherUsd: Float64Array
  readonly other: readonly ServedBy[]
}

function priceSites(problem: ChoiceProblem, surchargeNpvPerMbps: Float64Array): PricedSites {
  const { sites, fibre, cellular, satellite, money, demandMbps } = problem
  const fibreUsd = new Float64Array(sites.length)
  const otherUsd = new Float64Array(sites.length)
  const other = sites.map((site, i): ServedBy => {
    fibreUsd[i] = siteNpvUsd(fibre, site, money)
    const byCell = siteNpvUsd(cellular, site, money)
    const surcharge = surchargeNpvPerMbps[satellite.pool.regionForSite[site]] * demandMbps[site]
    const bySatellite = siteNpvUsd(satellite, site, money) + surcharge
    otherUsd[i] = Math.min(byCell, bySatellite)
    if (otherUsd[i] === Number.POSITIVE_INFINITY) return 'unserved'
    return byCell <= bySatellite ? 'cellular' : 'satellite'
  })
  return { fibreUsd, otherUsd, other }
}

/** Solves the blocks for given prices; a block whose prizes did not change is not solved again. */
function blockSearch(problem: ChoiceProblem, effort: Effort, workers: Workers, watch: Watch) {
  const { sites, fibre, seed } = problem
  const { network, routePerKm } = fibre
  const isSite = new Uint8Array(network.nodeCount)
  for (const site of sites) if (fibre.feasible[site] === 1) isSite[network.nodeForSite[site]] = 1
  const blocks = findBlocks(network, isSite)
  const isReachable = new Uint8Array(network.nodeCount)
  for (const block of blocks) for (const node of block.nodes) isReachable[node] = 1
  const cost = network.lengthMeters.map((meters) => (meters / 1000) * routePerKm.npvCostUsd)
  const solved = new Map<number, { prizes: Float64Array; solution: NetworkSolution }>()

  return async (priced: PricedSites): Promise<BlockSolution> => {
    const prizeForNode = new Float64Array(network.nodeCount)
    sites.forEach((site, i) => {
      const node = network.nodeForSite[site]
      if (node >= 0 && isReachable[node] === 1)
        prizeForNode[node] = Math.max(0, priced.otherUsd[i] - priced.fibreUsd[i])
    })
    const open: number[] = []
    const problems: BlockProblem[] = []
    blocks.forEach((block, b) => {
      const prizes = Float64Array.from(block.nodes, (node) => prizeForNode[node])
      if (isEqual(solved.get(b)?.prizes, prizes)) return
      open.push(b)
      problems.push({
        nodeCount: block.nodes.length,
        from: block.from,
        to: block.to,
        cost: Float64Array.from(block.edges, (edge) => cost[edge]),
        prizes,
        iterations: effort.iterations,
        seed,
      })
    })
    const answers = await workers.map(blockKernel, problems, watch, 'Laying out fibre')
    answers.forEach((solution, k) => {
      solved.set(open[k], { prizes: problems[k].prizes, solution })
    })
    const edges: number[] = []
    const isJoined = new Uint8Array(network.nodeCount)
    const bounds: number[] = []
    for (let b = 0; b < blocks.length; b++) {
      const { solution } = solved.get(b) as { solution: NetworkSolution }
      for (const edge of solution.edges) edges.push(blocks[b].edges[edge])
      for (const node of solution.nodes) isJoined[blocks[b].nodes[node]] = 1
      bounds.push(solution.lowerBound)
    }
    return {
      edges: Int32Array.from(edges).sort(),
      isJoined,
      isReachable,
      boundUsd: sum(bounds),
    }
  }
}

/** The blocks' answers put together. */
interface BlockSolution {
  readonly edges: Int32Array
  readonly isJoined: Uint8Array
  readonly isReachable: Uint8Array
  /** Below the edges and lost prizes of every network. */
  readonly boundUsd: number
}

function assemble(problem: ChoiceProblem, priced: PricedSites, blocks: BlockSolution) {
  const { sites, fibre } = problem
  const bounds: number[] = [blocks.boundUsd]
  const servedBy = sites.map((site, i): ServedBy => {
    const node = fibre.network.nodeForSite[site]
    const fibreUsd =
      node >= 0 && blocks.isReachable[node] === 1 ? priced.fibreUsd[i] : Number.POSITIVE_INFINITY
    const least = Math.min(fibreUsd, priced.otherUsd[i])
    if (least < Number.POSITIVE_INFINITY) bounds.push(least)
    const isFibre = fibreUsd < priced.otherUsd[i] && blocks.isJoined[node] === 1
    return isFibre ? 'fibre' : priced.other[i]
  })
  return {
    servedBy,
    edges: blocks.edges,
    npvCostUsd: choiceNpvUsd(problem, servedBy, blocks.edges),
    boundUsd: sum(bounds),
    takenMbps: takenMbpsForRegion(problem, servedBy),
  }
}

function isEqual(a: Float64Array | undefined, b: Float64Array): boolean {
  if (a === undefined || a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
