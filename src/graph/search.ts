// The search for a cheap tree and its lower bound, shared by the Steiner and the prize-collecting case.
import { TreeBuilder } from '#graph/construct.ts'
import { dualAscent } from '#graph/dualAscent.ts'
import type { SearchBudget } from '#graph/problem.ts'
import { type RootedProblem, type RootedTree, treeCost } from '#graph/rooted.ts'

/** The best tree found and the bound proven. */
export interface SearchResult {
  readonly tree: RootedTree
  readonly lowerBound: number
}

/** Finds a tree for a rooted problem whose musts the root reaches. */
export function searchTree(problem: RootedProblem, _budget: SearchBudget): SearchResult {
  const { prize, root, net } = problem
  const builder = new TreeBuilder(problem)
  const targets = new Uint8Array(net.nodeCount)
  for (let v = 0; v < net.nodeCount; v++) targets[v] = prize[v] > 0 ? 1 : 0
  builder.grow(problem.cost, targets, root)
  const built = builder.finish()
  const tree = { arcs: built.arcs, cost: treeCost(problem, built.arcs) }
  const inTree = new Uint8Array(net.arcCount)
  for (const arc of tree.arcs) inTree[arc] = 1
  const { bound } = dualAscent(problem, { inTree })
  return { tree, lowerBound: Math.min(bound, tree.cost) }
}
