// The p-median problem and maximal covering: which p sites to open. Local search finds them; Lagrangian
// relaxation of the assignment (Cornuéjols, Fisher & Nemhauser 1977) bounds them and suggests sites.
import { seededRandom } from '#base/random.ts'
import type { Graph } from '#graph/graph.ts'
import { greedySites, type LocationProblem, type OpenSites, SwapSearch } from '#graph/location.ts'
import type { SearchBudget } from '#graph/problem.ts'
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
const defaultRounds = 20

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
  const relaxation = new Relaxation(problem, count, best.sites)
  const whole = problem.costs.every(Number.isInteger) && problem.missCost.every(isWholeOrInfinite)
  const isProven = (): boolean =>
    relaxation.bound > best.cost - (whole ? 1 - 1e-6 : best.cost * 1e-9)
  while (!mustStop() && !isProven()) {
    for (let step = 0; step < stepsPerRound && !isProven(); step++) relaxation.step(best.cost)
    for (const start of [relaxation.suggestion(), best.sites]) {
      search.start(start)
      if (start === best.sites) search.disturb(2 + random.below(1 + (count >> 2)), random)
      search.descend(mustStop)
      if (search.cost < best.cost) best = search.answer()
    }
    watch.round()
    watch.tell('Choosing sites', best.cost, relaxation.bound)
  }
  return { ...best, lowerBound: isProven() ? best.cost : Math.min(best.cost, relaxation.bound) }
}

const isWholeOrInfinite = (value: number): boolean =>
  value === Number.POSITIVE_INFINITY || Number.isInteger(value)

/** Prices that clients offer to be served, raised and lowered until few want too much or too little. */
class Relaxation {
  /** The best bound so far. */
  bound = 0
  readonly #problem: LocationProblem
  readonly #count: number
  readonly #price: Float64Array
  readonly #worth: Float64Array
  readonly #order: Int32Array
  readonly #isOpen: Uint8Array
  #pace = 1.6
  #idle = 0

  constructor(problem: LocationProblem, count: number, start: Int32Array) {
    const { clientCount, siteCount, offsets, sites, costs, missCost } = problem
    this.#problem = problem
    this.#count = count
    this.#price = new Float64Array(clientCount)
    this.#worth = new Float64Array(siteCount)
    this.#order = Int32Array.from({ length: siteCount }, (_, i) => i)
    this.#isOpen = new Uint8Array(siteCount)
    const isStart = new Uint8Array(siteCount)
    for (const site of start) isStart[site] = 1
    // Between the cheapest and the second cheapest open site a client is indifferent.
    for (let j = 0; j < clientCount; j++) {
      const open: number[] = []
      for (let k = offsets[j]; k < offsets[j + 1] && open.length < 2; k++)
        if (isStart[sites[k]] === 1) open.push(costs[k])
      const low = Math.min(open[0] ?? missCost[j], missCost[j])
      const high = Math.min(open[1] ?? missCost[j], missCost[j])
      this.#price[j] = Number.isFinite(high) ? (low + high) / 2 : low
    }
  }

  /** The sites that the prices would open. */
  suggestion(): Int32Array {
    return this.#order.slice(0, this.#count)
  }

  /** One step of the subgradient; `target` is the cost of the best choice known. */
  step(target: number): void {
    const { clientCount, siteCount, offsets, sites, costs, missCost } = this.#problem
    const price = this.#price
    const worth = this.#worth.fill(0)
    let bound = 0
    for (let j = 0; j < clientCount; j++) {
      const offer = price[j]
      bound += offer
      for (let k = offsets[j]; k < offsets[j + 1] && costs[k] < offer; k++)
        worth[sites[k]] += costs[k] - offer
    }
    const order = this.#order.sort((a, b) => worth[a] - worth[b] || a - b)
    const isOpen = this.#isOpen.fill(0)
    for (let i = 0; i < this.#count; i++) {
      bound += worth[order[i]]
      isOpen[order[i]] = 1
    }
    if (bound > this.bound) {
      this.bound = bound
      this.#idle = 0
    } else if (++this.#idle > 8) {
      this.#pace /= 1.5
      this.#idle = 0
    }
    let norm = 0
    const served = new Int32Array(clientCount)
    for (let j = 0; j < clientCount; j++) {
      for (let k = offsets[j]; k < offsets[j + 1] && costs[k] < price[j]; k++)
        served[j] += isOpen[sites[k]]
      norm += (1 - served[j]) * (1 - served[j])
    }
    if (norm === 0 || siteCount === 0) return
    const length = (this.#pace * Math.max(target * 1.0005 - bound, target * 1e-7)) / norm
    for (let j = 0; j < clientCount; j++) {
      const next = price[j] + length * (1 - served[j])
      price[j] = Math.max(0, Math.min(next, missCost[j]))
    }
  }
}
