// The cheapest second way: edges to add so that no single edge's failure parts any two chosen sites.
// Primal and dual together (Goemans & Williamson 1997) give a choice within twice its bound; branch and
// bound on edges makes it exact on small networks.
import { searchDepthFirst } from '#graph/bridges.ts'
import type { Graph } from '#graph/graph.ts'
import type { SearchBudget } from '#graph/problem.ts'
import { Stopwatch } from '#graph/stopwatch.ts'

/** Edges to add, what they cost, and a bound below every choice that does. */
export interface Augmentation {
  /** Ascending. */
  readonly edges: Int32Array
  readonly cost: number
  readonly lowerBound: number
}

const built = 1
const closed = 2

/**
 * The cheapest edges found that, added to those built, give each pair of sites two ways with no edge in
 * common.
 *
 * @param graph All edges: those built and those that could be.
 * @param builtEdges They must join all sites already.
 * @param budget Its iterations are branchings, 200 where neither they nor seconds are given.
 * @throws RangeError where the built edges do not join the sites, or no edges give a second way.
 */
export function augmentNetwork(
  graph: Graph,
  builtEdges: ArrayLike<number>,
  sites: ArrayLike<number>,
  budget: SearchBudget = {},
): Augmentation {
  const state = new Uint8Array(graph.edgeCount)
  for (let i = 0; i < builtEdges.length; i++) state[builtEdges[i]] = built
  const isSite = new Uint8Array(graph.nodeCount)
  for (let i = 0; i < sites.length; i++) isSite[sites[i]] = 1
  const problem = { graph, isSite, root: sites.length > 0 ? sites[0] : 0, count: count(isSite) }
  if (problem.count < 2) return { edges: new Int32Array(0), cost: 0, lowerBound: 0 }
  checkJoined(problem, state)
  const watch = new Stopwatch(
    budget.iterations === undefined && budget.seconds === undefined
      ? { ...budget, iterations: 200 }
      : budget,
  )
  const first = choose(problem, state)
  if (first === undefined) {
    throw new RangeError(
      'Cannot give each pair of sites a second way: no edges that could be built do',
    )
  }
  const found = { best: first.edges, cost: first.cost }
  const least = branch(problem, state, [], 0, first, found, watch)
  return {
    edges: Int32Array.from(found.best).sort(),
    cost: found.cost,
    lowerBound: Math.min(found.cost, least),
  }
}

interface Sites {
  readonly graph: Graph
  readonly isSite: Uint8Array
  readonly root: number
  readonly count: number
}

interface Choice {
  readonly edges: number[]
  readonly cost: number
  readonly bound: number
}

function count(flags: Uint8Array): number {
  return flags.reduce((sum, flag) => sum + flag, 0)
}

function checkJoined({ graph, isSite, root }: Sites, state: Uint8Array): void {
  const { found, order, parent } = searchDepthFirst(graph, root, openOnly(state))
  const end = order.findIndex((node, i) => i > 0 && parent[node] < 0)
  for (let v = 0; v < graph.nodeCount; v++) {
    if (isSite[v] === 0 || end < 0 || found[v] < end) continue
    throw new RangeError(
      `Cannot give sites ${root} and ${v} a second way: the network has no first way between them`,
    )
  }
}

function openOnly(state: Uint8Array): Uint8Array {
  return state.map((value) => (value === built ? 1 : 0))
}

/**
 * The smallest sides of the bridges that part sites, for each node the number of the side it is on; -1
 * elsewhere. Undefined where no bridge parts sites.
 */
function weakSides(
  problem: Sites,
  isBuilt: Uint8Array,
): { sides: Int32Array; count: number } | undefined {
  const { graph, isSite, root } = problem
  const { order, found, parent, low } = searchDepthFirst(graph, root, isBuilt)
  const below = new Int32Array(graph.nodeCount)
  const size = new Int32Array(graph.nodeCount).fill(1)
  /** How many bridges that part sites lie strictly inside the subtree. */
  const weak = new Int32Array(graph.nodeCount)
  let end = order.length
  for (let i = order.length - 1; i >= 0; i--) if (i > 0 && parent[order[i]] < 0) end = i
  const parts = (node: number): boolean =>
    low[node] > found[parent[node]] && below[node] > 0 && below[node] < problem.count
  let total = 0
  let leaves = 0
  const sides = new Int32Array(graph.nodeCount).fill(-1)
  for (let i = end - 1; i > 0; i--) {
    const node = order[i]
    below[node] += isSite[node]
    const above = parent[node]
    below[above] += below[node]
    size[above] += size[node]
    const isWeak = parts(node)
    if (isWeak) {
      total++
      if (weak[node] === 0) {
        for (let k = i; k < i + size[node]; k++) sides[order[k]] = leaves
        leaves++
      }
    }
    weak[above] += weak[node] + (isWeak ? 1 : 0)
  }
  if (total === 0) return undefined
  // The root's own side is smallest where all weak bridges hang below one.
  for (let i = 1; i < end; i++) {
    const node = order[i]
    if (!parts(node) || weak[node] + 1 !== total) continue
    for (let k = 0; k < end; k++) if (k < i || k >= i + size[node]) sides[order[k]] = leaves
    leaves++
    break
  }
  return { sides, count: leaves }
}

/** Raises all smallest weak sides together, takes each edge as it is paid for, then drops what is spare. */
function choose(problem: Sites, state: Uint8Array): Choice | undefined {
  const { graph } = problem
  const isBuilt = openOnly(state)
  const left = graph.cost.slice()
  const taken: number[] = []
  let bound = 0
  for (;;) {
    const weak = weakSides(problem, isBuilt)
    if (weak === undefined) break
    const { sides } = weak
    let step = Number.POSITIVE_INFINITY
    let next = -1
    for (let e = 0; e < graph.edgeCount; e++) {
      const rate = crossings(graph, sides, e)
      if (rate === 0 || isBuilt[e] === 1 || state[e] === closed) continue
      if (left[e] / rate >= step) continue
      step = left[e] / rate
      next = e
    }
    if (next < 0) return undefined
    for (let e = 0; e < graph.edgeCount; e++) left[e] -= step * crossings(graph, sides, e)
    bound += step * weak.count
    isBuilt[next] = 1
    taken.push(next)
  }
  const kept: number[] = []
  for (let i = taken.length - 1; i >= 0; i--) {
    isBuilt[taken[i]] = 0
    if (weakSides(problem, isBuilt) === undefined) continue
    isBuilt[taken[i]] = 1
    kept.push(taken[i])
  }
  const cost = kept.reduce((sum, e) => sum + graph.cost[e], 0)
  return { edges: kept, cost, bound: Math.min(bound, cost) }
}

/** How many of the sides an edge leaves. */
function crossings(graph: Graph, sides: Int32Array, edge: number): number {
  const a = sides[graph.from[edge]]
  const b = sides[graph.to[edge]]
  return a === b ? 0 : (a >= 0 ? 1 : 0) + (b >= 0 ? 1 : 0)
}

/** Takes an edge or closes it, and chooses again; returns a bound below all that was not better. */
function branch(
  problem: Sites,
  state: Uint8Array,
  taken: readonly number[],
  spent: number,
  choice: Choice,
  found: { best: number[]; cost: number },
  watch: Stopwatch,
): number {
  const bound = spent + choice.bound
  if (bound >= found.cost * (1 - 1e-12) || choice.edges.length === 0 || watch.isUp()) return bound
  watch.round()
  const { cost } = problem.graph
  const edge = choice.edges.reduce((a, b) => (cost[b] > cost[a] ? b : a))
  let least = Number.POSITIVE_INFINITY
  for (const value of [built, closed]) {
    state[edge] = value
    const paid = spent + (value === built ? cost[edge] : 0)
    const bought = value === built ? [...taken, edge] : taken
    const next = choose(problem, state)
    if (next !== undefined) {
      if (paid + next.cost < found.cost) {
        found.cost = paid + next.cost
        found.best = [...bought, ...next.edges]
      }
      least = Math.min(least, branch(problem, state, bought, paid, next, found, watch))
    }
    state[edge] = 0
  }
  return Math.max(bound, least)
}
