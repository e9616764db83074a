// One network asked again and again at ever new prizes: a dual ascent and the tree on what it used up, in
// a small part of a search's time. The bound is as valid as a search's, and nearly as high.
import { type Condensed, condense } from '#graph/condense.ts'
import { TreeBuilder } from '#graph/construct.ts'
import { DualAscender } from '#graph/dualAscent.ts'
import type { Graph } from '#graph/graph.ts'
import { type RootedProblem, rootedProblem } from '#graph/rooted.ts'

/** What one ascent tells, in the nodes and edges of the network asked about. */
export interface QuickTree {
  /** No tree from the root costs less, the prizes of what it leaves out included. */
  readonly bound: number
  /** Nodes of the tree that may have a prize, and others where lines meet. */
  readonly nodes: readonly number[]
  readonly edges: readonly number[]
}

/** A network and its root; only the prizes change from question to question. */
export class QuickPrizeTree {
  readonly #condensed: Condensed
  readonly #problem: RootedProblem
  readonly #builder: TreeBuilder
  readonly #open: Float64Array
  readonly #targets: Uint8Array
  readonly #noTree: Uint8Array

  /** @param mayHavePrize 1 for each node that is ever asked with a prize. */
  constructor(source: Graph, root: number, mayHavePrize: Uint8Array) {
    const isKept = mayHavePrize.slice()
    isKept[root] = 1
    this.#condensed = condense(source, isKept)
    const { graph, nodes } = this.#condensed
    const prize = new Float64Array(graph.nodeCount)
    this.#problem = rootedProblem(graph, nodes.indexOf(root), prize)
    this.#builder = new TreeBuilder(this.#problem)
    this.#open = new Float64Array(this.#problem.net.arcCount)
    this.#targets = new Uint8Array(graph.nodeCount)
    this.#noTree = new Uint8Array(this.#problem.net.arcCount)
  }

  /** @param prizes For each node of the source what leaving it out costs; the root's is not read. */
  solve(prizes: Float64Array): QuickTree {
    const { nodes, pathForEdge } = this.#condensed
    const { net, cost, prize, root } = this.#problem
    for (let v = 0; v < prize.length; v++) prize[v] = prizes[nodes[v]]
    prize[root] = Number.POSITIVE_INFINITY
    const { bound, reduced } = new DualAscender(this.#problem, this.#noTree).raiseAll()
    const open = this.#open
    for (let arc = 0; arc < open.length; arc += 2) {
      const isUsedUp = !(reduced[arc] > 0 && reduced[arc + 1] > 0)
      open[arc] = isUsedUp ? cost[arc] : Number.POSITIVE_INFINITY
      open[arc + 1] = isUsedUp ? cost[arc + 1] : Number.POSITIVE_INFINITY
    }
    const targets = this.#targets
    for (let v = 0; v < targets.length; v++) targets[v] = prize[v] > 0 ? 1 : 0
    const builder = this.#builder
    builder.grow(open, targets, root)
    const { arcs } = builder.finish()
    const within = [nodes[root]]
    const edges: number[] = []
    for (const arc of arcs) {
      within.push(nodes[net.heads[arc]])
      for (const edge of pathForEdge[arc >> 1]) edges.push(edge)
    }
    return { bound, nodes: within, edges }
  }
}
