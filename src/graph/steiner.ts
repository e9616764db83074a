// Steiner trees: joining all terminals over a network at least cost, with a proof of how near.
import type { Graph } from '#graph/graph.ts'
import type { NetworkSolution, SearchBudget, SteinerTree } from '#graph/problem.ts'
import {
  findUnreached,
  type RootedProblem,
  type RootedTree,
  rootedProblem,
  treeCost,
} from '#graph/rooted.ts'
import { TreeSearch } from '#graph/search.ts'

/**
 * The cheapest tree found that joins all terminals, and a bound below every such tree.
 *
 * @throws RangeError where a terminal is no node, or no path joins two terminals.
 */
export const steinerTree: SteinerTree = (graph, terminals, budget = {}) => {
  const prize = new Float64Array(graph.nodeCount)
  for (const terminal of terminals) {
    if (!(terminal >= 0 && terminal < graph.nodeCount)) {
      throw new RangeError(
        `Cannot join terminal ${terminal}: the graph has nodes 0 to ${graph.nodeCount - 1}`,
      )
    }
    prize[terminal] = Number.POSITIVE_INFINITY
  }
  if (terminals.length === 0) return emptyNetwork()
  return solveRooted(graph, terminals[0], prize, undefined, budget)
}

/** Solves one rooted problem and tells its answer in the graph's own edges. */
export function solveRooted(
  graph: Graph,
  root: number,
  prize: Float64Array,
  nodeCosts: Float64Array | undefined,
  budget: SearchBudget,
): NetworkSolution {
  const problem = rootedProblem(graph, root, prize, nodeCosts)
  const unreached = findUnreached(problem)
  if (unreached !== undefined) {
    throw new RangeError(`Cannot join nodes ${root} and ${unreached}: no path leads between them`)
  }
  const { tree, lowerBound } = new TreeSearch(problem, budget).run(problem)
  return networkSolution(problem, tree, lowerBound)
}

/** A tree of a problem as its graph's edges and nodes, its cost counted anew from them. */
export function networkSolution(
  problem: RootedProblem,
  tree: RootedTree,
  lowerBound: number,
): NetworkSolution {
  const { net, root } = problem
  const edges = tree.arcs.map((arc) => arc >> 1).sort()
  const nodes = new Int32Array(tree.arcs.length + 1)
  nodes[0] = root
  for (let i = 0; i < tree.arcs.length; i++) nodes[i + 1] = net.heads[tree.arcs[i]]
  const cost = treeCost(problem, tree.arcs)
  return { edges, nodes: nodes.sort(), cost, lowerBound: Math.min(cost, lowerBound) }
}

function emptyNetwork(): NetworkSolution {
  return { edges: new Int32Array(0), nodes: new Int32Array(0), cost: 0, lowerBound: 0 }
}
