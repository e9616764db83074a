// The search for a cheap tree and its lower bound, shared by the Steiner and the prize-collecting case:
// shrink the problem, prove a bound, close what no better tree uses, shrink again; then improve trees
// on what is left.
import { seededRandom } from '#base/random.ts'
import { TreeBuilder } from '#graph/construct.ts'
import { type DualAscent, dualAscent } from '#graph/dualAscent.ts'
import { ReducedCostFixer } from '#graph/fixing.ts'
import { KeyPathSearch } from '#graph/keyPaths.ts'
import type { SearchBudget } from '#graph/problem.ts'
import { reduceDegrees } from '#graph/reduceDegree.ts'
import { reduceBranchings, reduceDistances } from '#graph/reduceDistance.ts'
import { type RootedProblem, type RootedTree, treeCost } from '#graph/rooted.ts'
import { type CompactProblem, Shrinker } from '#graph/shrink.ts'
import { Stopwatch } from '#graph/stopwatch.ts'

/** The best tree found and the bound proven. */
export interface SearchResult {
  readonly tree: RootedTree
  readonly lowerBound: number
}

/** Finds a tree for a rooted problem whose musts the root reaches. */
export function searchTree(problem: RootedProblem, budget: SearchBudget): SearchResult {
  return new Search(problem, budget).run()
}

const debug = (globalThis as any).process?.env?.GDEBUG

class Search {
  readonly #problem: RootedProblem
  readonly #watch: Stopwatch
  readonly #random
  readonly #builder: TreeBuilder
  readonly #shrinker: Shrinker
  readonly #grain: number
  #best: RootedTree
  #bestWithin: Uint8Array
  #bound = 0

  constructor(problem: RootedProblem, budget: SearchBudget) {
    this.#problem = problem
    this.#watch = new Stopwatch(budget)
    this.#random = seededRandom(budget.seed ?? 1)
    this.#builder = new TreeBuilder(problem)
    this.#shrinker = new Shrinker(problem)
    this.#grain = findGrain(problem)
    this.#builder.grow(problem.cost, wanted(problem), problem.root)
    this.#best = this.#builder.finish()
    this.#bestWithin = this.#builder.within.slice()
  }

  log(...a: unknown[]): void {
    if (debug) console.error(this.#watch.seconds.toFixed(2), ...a)
  }

  run(): SearchResult {
    this.log('first', this.#best.cost)
    this.#reduce()
    let compact = this.#shrinker.compact()
    for (let pass = 0; pass < 30 && !this.#isProven(); pass++) {
      const before = this.#shrinker.edgesLeft
      this.#prove(compact)
      if (this.#watch.isUp() || this.#isProven()) break
      this.#reduce()
      compact = this.#shrinker.compact()
      this.log('pass', pass, 'edges', before, '->', this.#shrinker.edgesLeft, 'nodes', this.#shrinker.nodesLeft, 'best', this.#best.cost, 'bound', this.#bound)
    }
    const arcs = this.#best.arcs
    const cost = treeCost(this.#problem, arcs)
    return { tree: { arcs, cost }, lowerBound: Math.min(cost, this.#bound) }
  }

  /** What a tree must cost at most to be better than the best. */
  get #target(): number {
    const { cost } = this.#best
    return this.#grain > 0 ? cost - this.#grain * 0.999 : cost * (1 - 1e-9)
  }

  #isProven(): boolean {
    return this.#shrinker.edgesLeft === 0 || this.#bound > this.#target
  }

  #raiseBound(bound: number): void {
    // Beyond the target no better tree is left at all: then the best is the optimum.
    const limited = bound > this.#target ? (this.#grain > 0 ? this.#best.cost : this.#target) : bound
    if (limited > this.#bound) this.#bound = limited
  }

  #reduce(): void {
    const graph = this.#shrinker
    const symmetric = this.#problem.entryCost === undefined
    reduceDegrees(graph)
    this.log('degrees', graph.nodesLeft, graph.edgesLeft)
    if (!symmetric) return
    for (let round = 0; round < 5; round++) {
      const before = graph.edgesLeft
      reduceDistances(graph)
      reduceDegrees(graph)
      if (graph.edgesLeft > 0.97 * before) break
    }
    this.log('distances', graph.nodesLeft, graph.edgesLeft)
    if (reduceBranchings(graph)) reduceDegrees(graph)
    this.log('branchings', graph.nodesLeft, graph.edgesLeft)
    if (graph.edgesLeft === 0) this.#raiseBound(graph.offset)
  }

  /** The best tree as the compact problem can say it, or nearly. */
  #seedTree(compact: CompactProblem, builder: TreeBuilder): RootedTree {
    const { problem } = compact
    const cost = problem.cost.slice()
    const within = this.#bestWithin
    for (let e = 0; e < compact.slotForEdge.length; e++) {
      if (!this.#shrinker.isWithin(compact.slotForEdge[e], within)) continue
      cost[2 * e] *= 1e-3
      cost[2 * e + 1] *= 1e-3
    }
    builder.grow(cost, wanted(problem), problem.root)
    return builder.finish()
  }

  #offer(compact: CompactProblem, tree: RootedTree): void {
    const whole = tree.cost + this.#shrinker.offset
    if (!(whole < this.#best.cost * (1 - 1e-12))) return
    const within = this.#shrinker.expandNodes(compact, tree.arcs)
    this.#builder.within.set(within)
    const expanded = this.#builder.finish()
    if (expanded.cost < this.#best.cost) {
      this.#best = expanded
      this.#bestWithin = this.#builder.within.slice()
      this.log('better', expanded.cost)
    }
  }

  #prove(compact: CompactProblem): void {
    const { problem } = compact
    const { net } = problem
    const builder = new TreeBuilder(problem)
    const symmetric = this.#problem.entryCost === undefined
    const paths = symmetric ? new KeyPathSearch(builder) : undefined
    const improve = (tree: RootedTree): RootedTree =>
      paths === undefined ? tree : paths.improve(tree, 1e-5, () => this.#watch.isUp())
    let tree = improve(this.#seedTree(compact, builder))
    this.#offer(compact, tree)
    const fixer = new ReducedCostFixer(problem)
    const directed = problem.cost.slice()
    const musts: number[] = []
    for (let v = 0; v < net.nodeCount; v++)
      if (problem.prize[v] === Number.POSITIVE_INFINITY) musts.push(v)
    const roots = [problem.root]
    if (symmetric) for (let i = 0; i < 3; i++) roots.push(this.#random.pick(musts))
    for (const root of roots) {
      if (this.#watch.isUp()) break
      const cost = root === problem.root ? directed : problem.cost.slice()
      const rooted = { ...problem, cost, root }
      const inTree = new Uint8Array(net.arcCount)
      markTree(tree, net.heads, root, inTree, symmetric)
      const proof = dualAscent(rooted, { inTree })
      const bound = proof.bound + this.#shrinker.offset
      const found = improve(this.#prunedAscent(builder, problem, proof))
      this.#offer(compact, found)
      if (found.cost < tree.cost) tree = found
      this.#raiseBound(bound)
      const fixing = fixer.fix(proof, this.#target - this.#shrinker.offset, root, cost)
      for (let arc = 0; arc < net.arcCount; arc += 2) {
        if (cost[arc] !== Number.POSITIVE_INFINITY || cost[arc + 1] !== Number.POSITIVE_INFINITY) continue
        for (const costs of [directed, problem.cost]) costs.fill(Number.POSITIVE_INFINITY, arc, arc + 2)
      }
      this.log('root', root, 'bound', bound, 'found', found.cost + this.#shrinker.offset, 'closed', fixing.closed, 'of', net.arcCount)
    }
    for (let e = 0; e < compact.slotForEdge.length; e++) {
      if (problem.cost[2 * e] !== Number.POSITIVE_INFINITY) continue
      if (this.#shrinker.holds(compact.slotForEdge[e]))
        this.#shrinker.deleteEdge(compact.slotForEdge[e])
    }
    for (let v = 0; v < net.nodeCount; v++) {
      if (problem.prize[v] !== Number.POSITIVE_INFINITY) continue
      const node = compact.nodeForNode[v]
      if (this.#shrinker.prize[node] === Number.POSITIVE_INFINITY) continue
      this.#shrinker.prize[node] = Number.POSITIVE_INFINITY
      this.#shrinker.mustCount++
    }
  }

  /** A tree over the arcs that an ascent used up. */
  #prunedAscent(builder: TreeBuilder, problem: RootedProblem, proof: DualAscent): RootedTree {
    const { arcCount } = problem.net
    const cost = problem.cost.slice()
    for (let arc = 0; arc < arcCount; arc += 2) {
      if (proof.reduced[arc] > 0 && proof.reduced[arc + 1] > 0) {
        cost[arc] = Number.POSITIVE_INFINITY
        cost[arc + 1] = Number.POSITIVE_INFINITY
      }
    }
    builder.grow(cost, wanted(problem), problem.root)
    return builder.finish()
  }
}

/** 1 for each node that a tree may want to reach. */
function wanted(problem: RootedProblem): Uint8Array {
  return Uint8Array.from(problem.prize, (prize) => (prize > 0 ? 1 : 0))
}

/** Marks a tree's arcs as they point away from a root. */
function markTree(
  tree: RootedTree,
  heads: Int32Array,
  root: number,
  inTree: Uint8Array,
  _symmetric: boolean,
): void {
  const entry = new Map<number, number>()
  for (const arc of tree.arcs) {
    inTree[arc] = 1
    entry.set(heads[arc], arc)
  }
  // Turning the way from the old root to the new one around re-roots the tree.
  let at = root
  for (let arc = entry.get(at); arc !== undefined; arc = entry.get(at)) {
    inTree[arc] = 0
    inTree[arc ^ 1] = 1
    at = heads[arc ^ 1]
  }
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
