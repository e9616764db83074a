// Narrowing a problem down: shrink it, prove a bound, close what no better tree uses, and again. Each
// proof starts from the best tree, each tree is built where a proof used up the arcs' costs.
import type { Random } from '#base/random.ts'
import { TreeBuilder } from '#graph/construct.ts'
import { DualAscender, type DualAscent } from '#graph/dualAscent.ts'
import { ReducedCostFixer } from '#graph/fixing.ts'
import { KeyPathSearch } from '#graph/keyPaths.ts'
import { Reascent } from '#graph/reascent.ts'
import { reduceDegrees } from '#graph/reduceDegree.ts'
import { reduceBranchings, reduceDistances } from '#graph/reduceDistance.ts'
import { type RootedProblem, type RootedTree, treeCost } from '#graph/rooted.ts'
import { type CompactProblem, Shrinker } from '#graph/shrink.ts'

/** A tree dearer than the best by more than this factor will not overtake it by exchanges. */
const worthImproving = 1.01

/** A pass over a network of more edges must gain more to be worth its time. */
const largeNetwork = 300_000

/** A network of fewer edges is reduced and proven again at no great expense. */
const smallNetwork = 3000

/** The part of a larger network's edges that must be left at most for that. */
const worthReducing = 0.97

/** What the parts of one search share. */
export interface SearchContext {
  readonly random: Random
  /** Costs are multiples of this; 0 where they are multiples of nothing. */
  readonly grain: number
  readonly mustStop: () => boolean
  readonly tell: (what: string, best: number, bound: number) => void
}

/** What works on the compact problem, kept while it stands: new arrays for each use cost memory. */
interface Tools {
  readonly builder: TreeBuilder
  readonly improve: (tree: RootedTree) => RootedTree
  /** Costs that may be disturbed. */
  readonly cost: Float64Array
}

/** A proof of the compact problem that can be raised on. */
interface StandingProof {
  readonly reascent: Reascent
  readonly fixer: ReducedCostFixer
  /** The costs it was made with; what it closed costs Infinity. */
  readonly cost: Float64Array
}

/** A problem being narrowed down, with the best tree and bound so far. */
export class Narrowing {
  readonly problem: RootedProblem
  readonly #context: SearchContext
  readonly #builder: TreeBuilder
  readonly #shrinker: Shrinker
  readonly #symmetric: boolean
  /** Only trees cheaper than this are of use. */
  #cutoff: number
  /** The best tree found, cheaper than the cutoff or not. */
  best: RootedTree
  #bestWithin: Uint8Array
  bound = 0
  compact: CompactProblem
  #tools: Tools | undefined
  #standing: StandingProof | undefined

  /** @param start Nodes of a tree to start from; without it one is built. */
  constructor(
    problem: RootedProblem,
    context: SearchContext,
    cutoff = Number.POSITIVE_INFINITY,
    start?: Uint8Array,
  ) {
    this.problem = problem
    this.#context = context
    this.#cutoff = cutoff
    this.#symmetric = problem.entryCost === undefined
    this.#builder = new TreeBuilder(problem)
    this.#shrinker = new Shrinker(problem)
    if (start === undefined) this.#builder.grow(problem.cost, wanted(problem), problem.root)
    else this.#builder.within.set(start)
    this.best = this.#builder.finish()
    this.#bestWithin = this.#builder.within.slice()
    this.compact = { problem, slotForEdge: new Int32Array(0), nodeForNode: new Int32Array(0) }
  }

  /** The cost that a tree must beat to be of use. */
  get worth(): number {
    return Math.min(this.best.cost, this.#cutoff)
  }

  /** What a tree must cost at most to be of use. */
  get target(): number {
    const cost = this.worth
    return this.#context.grain > 0 ? cost - this.#context.grain * 0.999 : cost * (1 - 1e-9)
  }

  /** True where no tree below the target is left. */
  get isProven(): boolean {
    return this.bound >= this.target
  }

  get edgesLeft(): number {
    return this.#shrinker.edgesLeft
  }

  /** True where enough went from the compact problem that a smaller one is worth a new proof. */
  get isWorthReducing(): boolean {
    const edges = this.compact.slotForEdge.length
    return edges < smallNetwork || this.edgesLeft < worthReducing * edges
  }

  /** Part of the cost that the compact problem no longer shows. */
  get offset(): number {
    return this.#shrinker.offset
  }

  /** Shrinks the problem by every test that needs no proof. */
  reduce(): void {
    const graph = this.#shrinker
    reduceDegrees(graph)
    if (this.#symmetric) {
      for (let round = 0; round < 5 && !this.#context.mustStop(); round++) {
        const before = graph.edgesLeft
        reduceDistances(graph)
        reduceDegrees(graph)
        if (graph.edgesLeft > 0.97 * before) break
      }
      if (!this.#context.mustStop() && reduceBranchings(graph)) reduceDegrees(graph)
    }
    this.compact = graph.compact()
    this.#tools = undefined
    this.#standing = undefined
    if (this.compact.problem.prize.every((prize) => prize === Number.POSITIVE_INFINITY))
      this.#span()
    else if (graph.edgesLeft === 0) this.#settle()
  }

  /** Where every node must be in, the cheapest tree is the spanning tree. */
  #span(): void {
    const builder = new TreeBuilder(this.compact.problem)
    builder.within.fill(1)
    this.offer(builder.finish())
    this.raiseBound(Number.POSITIVE_INFINITY)
  }

  /** Nothing is left to choose: the one tree left is the best, or the best known was. */
  #settle(): void {
    this.offer({ arcs: new Int32Array(0), cost: treeCost(this.compact.problem, []) })
    this.raiseBound(Number.POSITIVE_INFINITY)
  }

  /** Takes note of a bound for the whole problem. */
  raiseBound(bound: number): void {
    const { target } = this
    // Beyond the target no tree of use is left: the best, or the cutoff, stands.
    const limited = bound >= target ? (this.#context.grain > 0 ? this.worth : target) : bound
    if (limited > this.bound) this.bound = limited
  }

  /** Takes note of a tree of the compact problem. */
  offer(tree: RootedTree): void {
    if (!(tree.cost + this.offset < this.best.cost * (1 - 1e-12))) return
    this.#builder.within.set(this.#shrinker.expandNodes(this.compact, tree.arcs))
    const expanded = this.#builder.finish()
    if (expanded.cost >= this.best.cost) return
    this.best = expanded
    this.#bestWithin = this.#builder.within.slice()
  }

  /** Builds trees of the compact problem. */
  get builder(): TreeBuilder {
    return this.#workshop().builder
  }

  #workshop(): Tools {
    if (this.#tools === undefined) {
      const builder = new TreeBuilder(this.compact.problem)
      const cost = new Float64Array(this.compact.problem.cost.length)
      this.#tools = { builder, improve: this.#improver(builder), cost }
    }
    return this.#tools
  }

  /** The best tree as the compact problem can say it, or nearly. */
  seedTree(): RootedTree {
    const { problem, slotForEdge } = this.compact
    const { builder, cost } = this.#workshop()
    cost.set(problem.cost)
    for (let e = 0; e < slotForEdge.length; e++) {
      if (!this.#shrinker.isWithin(slotForEdge[e], this.#bestWithin)) continue
      cost[2 * e] *= 1e-3
      cost[2 * e + 1] *= 1e-3
    }
    builder.grow(cost, wanted(problem), problem.root)
    return builder.finish()
  }

  /** Exchanges key paths of the best tree while a pass is worth it. */
  polish(): void {
    this.offer(this.#workshop().improve(this.seedTree()))
    this.#context.tell('Exchanging paths', this.best.cost, this.bound)
  }

  #improver(builder: TreeBuilder): (tree: RootedTree) => RootedTree {
    if (!this.#symmetric) return (tree) => tree
    const paths = new KeyPathSearch(builder)
    const leastShare = this.edgesLeft > largeNetwork ? 3e-4 : 1e-5
    return (tree) =>
      tree.cost === Number.POSITIVE_INFINITY
        ? tree
        : paths.improve(tree, leastShare, this.#context.mustStop)
  }

  /**
   * Proves bounds from several roots, builds trees on what the proofs use, and shrinks by what they
   * close. A proof that stands is not made again.
   *
   * @param stands Keeps the first root's proof for `raise`.
   */
  prove(rootCount: number, stands = false): void {
    const { problem } = this.compact
    const { net } = problem
    let tree = this.#workshop().improve(this.seedTree())
    this.offer(tree)
    const fixer = this.#standing?.fixer ?? new ReducedCostFixer(problem)
    const directed = this.#standing?.cost ?? problem.cost.slice()
    for (const root of this.#roots(rootCount)) {
      if (this.#context.mustStop() || this.isProven) break
      if (root === problem.root && this.#standing !== undefined) continue
      const cost = root === problem.root ? directed : problem.cost.slice()
      const rooted = { ...problem, cost, root }
      const proof = new DualAscender(rooted, treeMarks(tree, net.heads, root, net.arcCount))
      if (stands && root === problem.root && this.#canStand) {
        const reascent = new Reascent(proof)
        if (reascent.raiseAll(this.#context.mustStop)) this.#standing = { reascent, fixer, cost }
      } else proof.raiseAll(this.#context.mustStop)
      if (proof.bound === Number.POSITIVE_INFINITY) {
        this.raiseBound(proof.bound)
        break
      }
      const found = this.#follow(proof, tree)
      if (found.cost < tree.cost) tree = found
      this.raiseBound(proof.bound + this.offset)
      fixer.fix(proof, this.target - this.offset, root, cost)
      closeBoth(cost, [directed, problem.cost])
      this.#context.tell('Proving a bound', this.best.cost, this.bound)
    }
    if (!this.isProven) this.#takeOver()
  }

  /** A tree on what a proof uses, made better where it is near the best. */
  #follow(proof: DualAscent, best: RootedTree): RootedTree {
    const { improve } = this.#workshop()
    const pruned = this.#prunedAscent(proof)
    const found = pruned.cost < best.cost * worthImproving ? improve(pruned) : pruned
    this.offer(found)
    return found
  }

  /** A tree over the arcs that an ascent used up. */
  #prunedAscent(proof: DualAscent): RootedTree {
    const { problem } = this.compact
    const { builder, cost } = this.#workshop()
    cost.set(problem.cost)
    for (let arc = 0; arc < cost.length; arc += 2) {
      if (!(proof.reduced[arc] > 0 && proof.reduced[arc + 1] > 0)) continue
      cost[arc] = Number.POSITIVE_INFINITY
      cost[arc + 1] = Number.POSITIVE_INFINITY
    }
    builder.grow(cost, wanted(problem), problem.root)
    return builder.finish()
  }

  /** True where every node is a must or worth nothing. */
  get #canStand(): boolean {
    return this.compact.problem.prize.every(
      (prize) => prize === 0 || prize === Number.POSITIVE_INFINITY,
    )
  }

  /**
   * Raises the proof that stands, neighborhood by neighborhood, and shrinks by what it then closes.
   *
   * @param attempts Neighborhoods tried, or `perMust` for each must where that is more.
   */
  raise(attempts: number, perMust: number): void {
    const standing = this.#standing
    if (standing === undefined || this.isProven) return
    const { reascent, fixer, cost } = standing
    const { ascent } = reascent
    const { problem } = this.compact
    const tree = this.seedTree()
    reascent.follow(tree)
    // What other proofs closed is closed to this one.
    for (let arc = 0; arc < cost.length; arc++)
      if (cost[arc] === Number.POSITIVE_INFINITY) ascent.reduced[arc] = Number.POSITIVE_INFINITY
    reascent.raise(
      Math.max(attempts, perMust * reascent.mustCount),
      this.#context.random,
      this.#context.mustStop,
    )
    this.raiseBound(ascent.bound + this.offset)
    if (this.isProven || this.#context.mustStop()) return
    this.#follow(ascent, tree)
    fixer.fix(ascent, this.target - this.offset, problem.root, cost)
    closeBoth(cost, [problem.cost])
    this.#takeOver()
    this.#context.tell('Raising the bound', this.best.cost, this.bound)
  }

  /** The problem's root first, then others where costs allow any. */
  #roots(count: number): number[] {
    const { problem } = this.compact
    const roots = [problem.root]
    if (!this.#symmetric) return roots
    const musts: number[] = []
    for (let v = 0; v < problem.prize.length; v++)
      if (problem.prize[v] === Number.POSITIVE_INFINITY && v !== problem.root) musts.push(v)
    while (roots.length < count && musts.length > 0) {
      const i = this.#context.random.below(musts.length)
      roots.push(musts[i])
      musts[i] = musts[musts.length - 1]
      musts.pop()
    }
    return roots
  }

  /** Takes what the proofs closed and made musts over from the compact problem. */
  #takeOver(): void {
    const { problem, slotForEdge, nodeForNode } = this.compact
    const graph = this.#shrinker
    for (let e = 0; e < slotForEdge.length; e++)
      if (problem.cost[2 * e] === Number.POSITIVE_INFINITY && graph.holds(slotForEdge[e]))
        graph.deleteEdge(slotForEdge[e])
    for (let v = 0; v < nodeForNode.length; v++) {
      const node = nodeForNode[v]
      if (problem.prize[v] !== Number.POSITIVE_INFINITY) continue
      if (graph.prize[node] === Number.POSITIVE_INFINITY) continue
      graph.prize[node] = Number.POSITIVE_INFINITY
      graph.mustCount++
    }
  }

  /** Reduces and proves until a pass takes less than a share of the edges away. */
  narrow(passes: number, rootCount: number, leastShare: number): void {
    this.reduce()
    for (let pass = 0; pass < passes && !this.isProven && !this.#context.mustStop(); pass++) {
      const before = this.edgesLeft
      this.prove(rootCount)
      if (this.isProven || this.#context.mustStop()) return
      this.reduce()
      this.#context.tell('Narrowing the network', this.best.cost, this.bound)
      if (this.edgesLeft > before * (1 - leastShare)) return
    }
  }
}

/** 1 for each node that a tree may want to reach. */
export function wanted(problem: RootedProblem): Uint8Array {
  return Uint8Array.from(problem.prize, (prize) => (prize > 0 ? 1 : 0))
}

/** Closes edges that are closed both ways in one set of costs in others too. */
function closeBoth(cost: Float64Array, others: readonly Float64Array[]): void {
  for (let arc = 0; arc < cost.length; arc += 2) {
    if (cost[arc] !== Number.POSITIVE_INFINITY || cost[arc + 1] !== Number.POSITIVE_INFINITY)
      continue
    for (const other of others) {
      other[arc] = Number.POSITIVE_INFINITY
      other[arc + 1] = Number.POSITIVE_INFINITY
    }
  }
}

/** Marks a tree's arcs as they point away from a root. */
function treeMarks(
  tree: RootedTree,
  heads: Int32Array,
  root: number,
  arcCount: number,
): Uint8Array {
  const marks = new Uint8Array(arcCount)
  const entry = new Map<number, number>()
  for (const arc of tree.arcs) {
    marks[arc] = 1
    entry.set(heads[arc], arc)
  }
  // Turning the way from the old root to the new one around re-roots the tree.
  let at = root
  for (let arc = entry.get(at); arc !== undefined; arc = entry.get(at)) {
    marks[arc] = 0
    marks[arc ^ 1] = 1
    at = heads[arc ^ 1]
  }
  return marks
}
