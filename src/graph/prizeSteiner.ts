// Prize-collecting Steiner trees: which nodes to join from a root, and how, when leaving a node out
// has its price.
import type { PrizeSteinerTree } from '#graph/problem.ts'
import { solveRooted } from '#graph/steiner.ts'

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
