// Branch and bound on nodes: a node is kept out, or it must be in, and each half is narrowed down anew
// (after Poggi de Aragão, Uchoa & Werneck 2001). Halves are worked off depth first.
import { TreeBuilder } from '#graph/construct.ts'
import { Narrowing, type SearchContext } from '#graph/narrow.ts'
import type { RootedProblem, RootedTree } from '#graph/rooted.ts'

/** What came of a branch: the best tree's nodes where it beats the cutoff, and a bound. */
export interface BranchResult {
  /** A tree cheaper than the cutoff, where one was found. */
  readonly tree?: RootedTree
  /** No tree costs less, or the cutoff where none of use is left. */
  readonly bound: number
}

/** How many branchings are left to make; shared by all halves of one problem. */
export interface BranchBudget {
  left: number
}

/**
 * Solves a small problem as far as the budget of branchings goes.
 *
 * @param cutoff Only trees cheaper than this are of use.
 */
export function branchAndBound(
  problem: RootedProblem,
  context: SearchContext,
  cutoff: number,
  budget: BranchBudget,
  start?: Uint8Array,
): BranchResult {
  const narrowing = new Narrowing(problem, context, cutoff, start)
  narrowing.narrow(8, 2, 0.1)
  finishBranch(narrowing, context, cutoff, budget)
  const { best, bound } = narrowing
  return best.cost < cutoff ? { tree: best, bound } : { bound }
}

/** Branches on what is left of a problem that was narrowed down, and raises its bound. */
export function finishBranch(
  narrowing: Narrowing,
  context: SearchContext,
  cutoff: number,
  budget: BranchBudget,
): void {
  if (narrowing.isProven || budget.left <= 0 || context.mustStop()) return
  budget.left--
  const { compact, offset } = narrowing
  const node = branchingNode(narrowing)
  if (node < 0) return
  let least = Number.POSITIVE_INFINITY
  for (const half of [withNode(compact.problem, node), withoutNode(compact.problem, node)]) {
    const worth = Math.min(cutoff, narrowing.best.cost) - offset
    const { tree, bound } = branchAndBound(half, context, worth, budget)
    if (tree !== undefined) narrowing.offer(tree)
    least = Math.min(least, bound + offset)
  }
  narrowing.raiseBound(least)
}

/** The optional node that most of the tree hangs on: the one of highest degree, in tree then network. */
function branchingNode(narrowing: Narrowing): number {
  const { problem } = narrowing.compact
  const { heads, offsets, nodeCount } = problem.net
  const degree = new Float64Array(nodeCount)
  const tree = narrowing.seedTree(new TreeBuilder(problem))
  for (const arc of tree.arcs) {
    degree[heads[arc]]++
    degree[heads[arc ^ 1]]++
  }
  let best = -1
  let bestScore = -1
  for (let v = 0; v < nodeCount; v++) {
    if (problem.prize[v] === Number.POSITIVE_INFINITY) continue
    const score = degree[v] * 1000 + offsets[v + 1] - offsets[v] + (problem.prize[v] > 0 ? 500 : 0)
    if (score <= bestScore) continue
    bestScore = score
    best = v
  }
  return best
}

function withNode(problem: RootedProblem, node: number): RootedProblem {
  const prize = problem.prize.slice()
  prize[node] = Number.POSITIVE_INFINITY
  return { ...problem, prize }
}

function withoutNode(problem: RootedProblem, node: number): RootedProblem {
  const { offsets, out } = problem.net
  const cost = problem.cost.slice()
  for (let i = offsets[node]; i < offsets[node + 1]; i++) {
    cost[out[i]] = Number.POSITIVE_INFINITY
    cost[out[i] ^ 1] = Number.POSITIVE_INFINITY
  }
  return { ...problem, cost }
}
