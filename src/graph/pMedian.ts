// The p-median problem and maximal covering: which p sites to open. Local search finds them; Lagrangian
// relaxation of the assignment (Cornuéjols, Fisher & Nemhauser 1977) bounds them and suggests sites.
import { seededRandom } from '#base/random.ts'
import type { Graph } from '#graph/graph.ts'
import { greedySites, type LocationProblem, type OpenSites, SwapSearch } from '#graph/location.ts'
import type { SearchBudget } from '#graph/problem.ts'
import { firstPrices, proveSites, Relaxation } from '#graph/relaxation.ts'
import { shortestPaths } from '#graph/shortestPath.ts'
import { Stopwatch } from '#graph/stopwatch.ts'

/** Which sites to open, and how far from the best it can be. */
export interface MedianSolution {
  /** Open sites, ascending. */
  readonly medians: Int32Array
  readonly cost: number
  /** No choice of as many sites costs less. */
  readonly lowerBound: number
}

/** Which sites to open so that most is covered. */
export interface CoveringSolution {
  /** Open sites, ascending. */
  readonly sites: Int32Array
  /** Sum of the weights of all clients that an open site covers. */
  readonly covered: number
  /** No choice of as many sites covers more. */
  readonly upperBound: number
}

/** Steps of the relaxation between two trees of local search, and where nothing else is said in all. */
const stepsPerRound = 12
const defaultRounds = 16

/** Branchings spent on the bound once the rounds are over. */
const branchings = 150

/**
 * The p nodes of a graph that lie nearest to all nodes: the least sum of weighted shortest paths.
 *
 * @param weights How much each node counts; 1 where absent.
 * @throws RangeError where the graph has fewer than `count` nodes, or some node cannot be reached.
 */
export function pMedian(
  graph: Graph,
  count: number,
  budget: SearchBudget & { readonly weights?: Float64Array } = {},
): MedianSolution {
  checkCount(count, graph.nodeCount)
  const problem = distanceLists(graph, budget.weights)
  const { sites, cost, lowerBound } = openSites(problem, count, budget)
  return { medians: sites, cost, lowerBound }
}

/**
 * The sites that together cover most (Church & ReVelle 1974).
 *
 * @param clientsForSite For each site the clients it covers.
 * @param weights What covering each client is worth; at least 0.
 */
export function maximalCovering(
  clientsForSite: readonly ArrayLike<number>[],
  weights: Float64Array,
  count: number,
  budget: SearchBudget = {},
): CoveringSolution {
  checkCount(count, clientsForSite.length)
  const offsets = new Int32Array(weights.length + 1)
  for (const clients of clientsForSite) {
    for (let k = 0; k < clients.length; k++) {
      const client = clients[k]
      if (!(client >= 0 && client < weights.length)) {
        throw new RangeError(
          `Cannot cover client ${client}: there are clients 0 to ${weights.length - 1}`,
        )
      }
      offsets[client + 1]++
    }
  }
  for (let j = 0; j < weights.length; j++) offsets[j + 1] += offsets[j]
  const sites = new Int32Array(offsets[weights.length])
  const next = offsets.slice(0, weights.length)
  clientsForSite.forEach((clients, site) => {
    for (let k = 0; k < clients.length; k++) sites[next[clients[k]]++] = site
  })
  const problem: LocationProblem = {
    clientCount: weights.length,
    siteCount: clientsForSite.length,
    offsets,
    sites,
    costs: new Float64Array(sites.length),
    missCost: weights,
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const found = openSites(problem, count, budget)
  return {
    sites: found.sites,
    covered: total - found.cost,
    upperBound: total - found.lowerBound,
  }
}

function checkCount(count: number, siteCount: number): void {
  if (Number.isInteger(count) && count >= 1 && count <= siteCount) return
  throw new RangeError(`Cannot open ${count} sites: there are ${siteCount}, expected 1 or more`)
}

/** For each node all nodes by distance. */
function distanceLists(graph: Graph, weights: Float64Array | undefined): LocationProblem {
  const { nodeCount } = graph
  const offsets = new Int32Array(nodeCount + 1)
  const sites = new Int32Array(nodeCount * nodeCount)
  const costs = new Float64Array(nodeCount * nodeCount)
  const order = new Int32Array(nodeCount)
  for (let j = 0; j < nodeCount; j++) {
    const { distanceForNode } = shortestPaths(graph, [j])
    const weight = weights?.[j] ?? 1
    for (let i = 0; i < nodeCount; i++) {
      if (distanceForNode[i] === Number.POSITIVE_INFINITY)
        throw new RangeError(`Cannot serve node ${j} from node ${i}: no path leads between them`)
      order[i] = i
    }
    order.sort((a, b) => distanceForNode[a] - distanceForNode[b] || a - b)
    const start = j * nodeCount
    for (let k = 0; k < nodeCount; k++) {
      sites[start + k] = order[k]
      costs[start + k] = weight * distanceForNode[order[k]]
    }
    offsets[j + 1] = start + nodeCount
  }
  const missCost = new Float64Array(nodeCount).fill(Number.POSITIVE_INFINITY)
  return { clientCount: nodeCount, siteCount: nodeCount, offsets, sites, costs, missCost }
}

/** Opens sites for any location problem, with a bound. */
function openSites(
  problem: LocationProblem,
  count: number,
  budget: SearchBudget,
): OpenSites & { readonly lowerBound: number } {
  const watch = new Stopwatch(
    budget.iterations === undefined && budget.seconds === undefined
      ? { ...budget, iterations: defaultRounds }
      : budget,
  )
  const random = seededRandom(budget.seed ?? 1)
  const mustStop = (): boolean => watch.isUp()
  const search = new SwapSearch(problem, count)
  search.start(greedySites(problem, count))
  search.descend(mustStop)
  let best = search.answer()
  const relaxation = new Relaxation(problem, count, firstPrices(problem, best.sites))
  const whole = problem.costs.every(Number.isInteger) && problem.missCost.every(isWholeOrInfinite)
  const target = (): number => best.cost - (whole ? 1 - 1e-6 : best.cost * 1e-9)
  const isProven = (): boolean => relaxation.bound >= target()
  while (!mustStop() && !isProven()) {
    for (let step = 0; step < stepsPerRound && !isProven(); step++) relaxation.step(target())
    for (const start of [relaxation.suggestion(), best.sites]) {
      search.start(start)
      if (start === best.sites) search.disturb(2 + random.below(1 + (count >> 2)), random)
      search.descend(mustStop)
      if (search.cost < best.cost) best = search.answer()
    }
    watch.round()
    watch.tell('Choosing sites', best.cost, relaxation.bound)
  }
  if (!isProven()) {
    const offer = (sites: Int32Array): void => {
      search.start(sites)
      if (search.cost < best.cost) best = search.answer()
    }
    const cancelled = (): boolean => budget.signal?.aborted === true
    const bound = proveSites(relaxation, target, offer, branchings, cancelled)
    return {
      ...best,
      lowerBound: bound >= target() ? best.cost : Math.max(relaxation.bound, bound),
    }
  }
  return { ...best, lowerBound: isProven() ? best.cost : Math.min(best.cost, relaxation.bound) }
}

const isWholeOrInfinite = (value: number): boolean =>
  value === Number.POSITIVE_INFINITY || Number.isInteger(value)
