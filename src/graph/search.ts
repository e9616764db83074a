// The search for a cheap tree and its lower bound, shared by the Steiner and the prize-collecting case:
// narrow the problem down, sweep over the best tree piece by piece, prove again, and branch where what
// is left is small.
import { seededRandom } from '#base/random.ts'
import { branchAndBound } from '#graph/branch.ts'
import { Narrowing, type SearchContext } from '#graph/narrow.ts'
import type { SearchBudget } from '#graph/problem.ts'
import type { RootedProblem, RootedTree } from '#graph/rooted.ts'
import { Stopwatch } from '#graph/stopwatch.ts'
import { sweepTree } from '#graph/sweep.ts'

/** A problem with at most this many edges left is branched on as a whole. */
const branchingLimit = 3000

/** The best tree found and the bound proven. */
export interface SearchResult {
  /** Cheaper than the cutoff or not; its cost is Infinity where no tree was found. */
  readonly tree: RootedTree
  /** No tree costs less; at most the cutoff. */
  readonly lowerBound: number
}

/** Above so many edges the tree is made good before anything is proven. */
const largeLimit = 300_000

/** Neighborhoods in which a round raises its proof anew: so many, or more for each must. */
const attemptsPerRound = 3000
const attemptsPerMust = 2

/** The part of the time that the first sweep over a large network may use up. */
const sweepShare = 0.7

/** Above this a product of whole numbers may no longer be whole. */
const largestWhole = 1e15

/** One search: its budget, and how it looks for trees. */
export class TreeSearch {
  readonly #watch: Stopwatch
  readonly #context: SearchContext

  /** @param problem Any problem of the search: they share the grain of their costs. */
  constructor(problem: RootedProblem, budget: SearchBudget) {
    const watch = new Stopwatch(budget)
    this.#watch = watch
    this.#context = {
      random: seededRandom(budget.seed ?? 1),
      grain: findGrain(problem),
      mustStop: () => watch.isUp(),
      tell: (what, best, bound) => watch.tell(what, best, bound),
    }
  }

  get isUp(): boolean {
    return this.#watch.isUp()
  }

  /**
   * Finds a tree for a rooted problem.
   *
   * @param cutoff Only trees cheaper than this are of use.
   */
  run(problem: RootedProblem, cutoff = Number.POSITIVE_INFINITY): SearchResult {
    const context = this.#context
    // Inside a piece nobody wants to hear of its own cost.
    const quiet: SearchContext = { ...context, tell: () => {} }
    const narrowing = new Narrowing(problem, context, cutoff)
    context.tell('Building a first tree', narrowing.best.cost, 0)
    if (narrowing.edgesLeft > largeLimit) {
      // A proof takes long here and is the better for a good tree.
      narrowing.reduce()
      narrowing.polish()
      this.#sweep(narrowing, 0, () => this.#watch.isUp(sweepShare))
    } else narrowing.narrow(6, 3, 0.03)
    let branchings = 25
    for (let round = 0; !narrowing.isProven && !this.isUp; round++) {
      this.#watch.round()
      if (round > 0 || narrowing.edgesLeft <= largeLimit) this.#sweep(narrowing, round)
      if (narrowing.isProven || this.isUp) break
      narrowing.prove(narrowing.edgesLeft > largeLimit ? 1 : 2, true)
      narrowing.raise(attemptsPerRound, attemptsPerMust)
      if (!narrowing.isProven && narrowing.isWorthReducing) narrowing.reduce()
      if (round > 0 && narrowing.edgesLeft < branchingLimit) {
        branchAndBound(narrowing, quiet, branchings)
        branchings *= 2
        context.tell('Branching', narrowing.best.cost, narrowing.bound)
      }
    }
    const { best, bound } = narrowing
    return { tree: best, lowerBound: Math.min(best.cost, bound) }
  }

  /** Sweeps once over the best tree. */
  #sweep(narrowing: Narrowing, round: number, mustStop = this.#context.mustStop): void {
    const tree = narrowing.seedTree()
    if (tree.cost === Number.POSITIVE_INFINITY) return
    const options = { pieceSize: 12 + 4 * (round % 8), branchings: 10 }
    // Inside a piece nobody wants to hear of its own cost.
    const quiet: SearchContext = { ...this.#context, mustStop, tell: () => {} }
    narrowing.offer(sweepTree(narrowing.builder, tree, options, quiet))
    this.#context.tell('Sweeping over the tree', narrowing.best.cost, narrowing.bound)
  }
}

/** The largest of 1, 0.1, … 1e-6 that every cost and prize is a multiple of; 0 where none is. */
function findGrain(problem: RootedProblem): number {
  for (let scale = 1; scale <= 1e6; scale *= 10) {
    const fits = (value: number): boolean =>
      value === Number.POSITIVE_INFINITY ||
      (value * scale < largestWhole && Math.abs(value * scale - Math.round(value * scale)) < 3e-5)
    if (problem.cost.every(fits) && problem.prize.every(fits)) return 1 / scale
  }
  return 0
}
