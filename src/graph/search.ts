// The search for a cheap tree and its lower bound, shared by the Steiner and the prize-collecting case:
// narrow the problem down, sweep over the best tree piece by piece, prove again, and branch where what
// is left is small.
import { seededRandom } from '#base/random.ts'
import { finishBranch } from '#graph/branch.ts'
import { TreeBuilder } from '#graph/construct.ts'
import { Narrowing, type SearchContext } from '#graph/narrow.ts'
import type { SearchBudget } from '#graph/problem.ts'
import { type RootedProblem, type RootedTree, treeCost } from '#graph/rooted.ts'
import { Stopwatch } from '#graph/stopwatch.ts'
import { sweepTree } from '#graph/sweep.ts'

/** The best tree found and the bound proven. */
export interface SearchResult {
  readonly tree: RootedTree
  readonly lowerBound: number
}

const debug = (globalThis as any).process?.env?.GDEBUG

/** Finds a tree for a rooted problem whose musts the root reaches. */
export function searchTree(problem: RootedProblem, budget: SearchBudget): SearchResult {
  const watch = new Stopwatch(budget)
  const random = seededRandom(budget.seed ?? 1)
  const grain = findGrain(problem)
  let narrowing: Narrowing | undefined
  const context: SearchContext = {
    random,
    grain,
    mustStop: () => watch.isUp(),
    tell: (what, best, bound) => {
      watch.tell(what, best, bound)
      if (debug) console.error(watch.seconds.toFixed(2), what, best, bound, narrowing?.edgesLeft)
    },
  }
  // Inside a piece nobody wants to hear of its own cost.
  const quiet: SearchContext = { ...context, tell: () => {} }
  narrowing = new Narrowing(problem, context)
  context.tell('first', narrowing.best.cost, 0)
  narrowing.narrow(6, 3, 0.03)
  for (let round = 0; !narrowing.isProven && !watch.isUp(); round++) {
    watch.round()
    const builder = new TreeBuilder(narrowing.compact.problem)
    let tree = narrowing.seedTree(builder)
    const before = tree.cost
    tree = sweepTree(builder, tree, { pieceSize: 12 + 4 * (round % 8), branchings: 10 }, quiet)
    narrowing.offer(tree)
    context.tell('sweep ' + before + ' -> ' + tree.cost, narrowing.best.cost, narrowing.bound)
    if (narrowing.isProven || watch.isUp()) break
    if (narrowing.edgesLeft < 1500) finishBranch(narrowing, quiet, Number.POSITIVE_INFINITY, { left: 200 })
    narrowing.prove(2)
    if (!narrowing.isProven) narrowing.reduce()
  }
  const { arcs } = narrowing.best
  const cost = treeCost(problem, arcs)
  return { tree: { arcs, cost }, lowerBound: Math.min(cost, narrowing.bound) }
}

/** The largest of 1, 0.1, … 1e-6 that every cost and prize is a multiple of; 0 where none is. */
function findGrain(problem: RootedProblem): number {
  for (let scale = 1; scale <= 1e6; scale *= 10) {
    const fits = (value: number): boolean =>
      value === Number.POSITIVE_INFINITY ||
      (value * scale < 2 ** 50 && Math.abs(value * scale - Math.round(value * scale)) < 1e-6)
    if (problem.cost.every(fits) && problem.prize.every(fits)) return 1 / scale
  }
  return 0
}
