// Prize-collecting Steiner trees: which nodes to join from a root, and how, when leaving a node out
// has its price.
import { withoutNode } from '#graph/branch.ts'
import type { Graph } from '#graph/graph.ts'
import type { NetworkSolution, PrizeSteinerTree, SearchBudget } from '#graph/problem.ts'
import { rootedProblem } from '#graph/rooted.ts'
import { TreeSearch } from '#graph/search.ts'
import { networkSolution, solveRooted } from '#graph/steiner.ts'

/**
 * The cheapest tree found that holds the root, prizes of nodes left out included, and a bound below
 * every such tree. The root's own node cost is counted.
 *
 * @throws RangeError where the root is no node, a prize or node cost is negative or not a number,
 *   or a node that must be joined cannot be.
 */
export const prizeSteinerTree: PrizeSteinerTree = (graph, root, prizes, budget = {}) => {
  const { nodeCount } = graph
  if (!(root >= 0 && root < nodeCount)) {
    throw new RangeError(
      `Cannot grow a tree from node ${root}: the graph has nodes 0 to ${nodeCount - 1}`,
    )
  }
  checkValues('prize', prizes, nodeCount)
  const { nodeCosts } = budget
  if (nodeCosts !== undefined) checkValues('node cost', nodeCosts, nodeCount)
  const prize = prizes.slice()
  prize[root] = Number.POSITIVE_INFINITY
  const solution = solveRooted(graph, root, prize, nodeCosts, budget)
  const rootCost = nodeCosts === undefined ? 0 : nodeCosts[root]
  if (rootCost === 0) return solution
  return {
    ...solution,
    cost: solution.cost + rootCost,
    lowerBound: solution.lowerBound + rootCost,
  }
}

/**
 * The same without a root: the tree may be any, a single node included. Roots are tried in turn, those
 * of the largest prizes first; a root that was tried is left out of all trees after.
 *
 * @throws RangeError where a prize is negative or not a number, or two nodes must be joined and cannot be.
 */
export function unrootedPrizeSteinerTree(
  graph: Graph,
  prizes: Float64Array,
  budget: SearchBudget & { readonly nodeCosts?: Float64Array } = {},
): NetworkSolution {
  checkValues('prize', prizes, graph.nodeCount)
  if (graph.nodeCount === 0)
    return { edges: new Int32Array(0), nodes: new Int32Array(0), cost: 0, lowerBound: 0 }
  const order: number[] = []
  for (let v = 0; v < graph.nodeCount; v++) if (prizes[v] > 0) order.push(v)
  order.sort((a, b) => (prizes[a] === prizes[b] ? a - b : prizes[b] > prizes[a] ? 1 : -1))
  if (order.length === 0) order.push(0)
  const must = order[0]
  if (prizes[must] === Number.POSITIVE_INFINITY)
    return prizeSteinerTree(graph, must, prizes, budget)
  const { nodeCosts } = budget
  if (nodeCosts !== undefined) checkValues('node cost', nodeCosts, graph.nodeCount)
  let problem = rootedProblem(graph, must, prizes, nodeCosts)
  const search = new TreeSearch(problem, budget)
  const extra = (root: number): number => nodeCosts?.[root] ?? 0
  let best: NetworkSolution | undefined
  let lowerBound = Number.POSITIVE_INFINITY
  let leftOut = 0
  for (const root of order) {
    // What was left out is paid already: once it costs more than the best tree, no root can help.
    if (best !== undefined && leftOut >= best.cost) break
    const rooted = { ...problem, prize: problem.prize.slice(), root }
    rooted.prize[root] = Number.POSITIVE_INFINITY
    const found = search.run(rooted, best === undefined ? undefined : best.cost - extra(root))
    lowerBound = Math.min(lowerBound, found.lowerBound + extra(root))
    if (best === undefined || found.tree.cost + extra(root) < best.cost) {
      const solution = networkSolution(rooted, found.tree, found.lowerBound)
      best = { ...solution, cost: solution.cost + extra(root) }
    }
    if (search.isUp) lowerBound = Math.min(lowerBound, leftOut)
    leftOut += prizes[root]
    problem = withoutNode(problem, root)
  }
  if (best === undefined) throw new Error('Cannot choose a root: no tree was tried')
  return { ...best, lowerBound: Math.min(best.cost, lowerBound) }
}

function checkValues(what: string, values: Float64Array, nodeCount: number): void {
  if (values.length !== nodeCount) {
    throw new RangeError(
      `Cannot weigh the nodes: ${values.length} values of ${what} for ${nodeCount} nodes`,
    )
  }
  for (let v = 0; v < nodeCount; v++) {
    if (!(values[v] >= 0)) {
      throw new RangeError(
        `Cannot weigh node ${v}: its ${what} is ${values[v]}, expected 0 or more`,
      )
    }
  }
}
