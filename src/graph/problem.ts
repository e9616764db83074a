// What the network searches are asked and what they answer.
import type { Watch } from '#base/progress.ts'
import type { Graph } from '#graph/graph.ts'

/** How long a search may go on. Iterations decide the same on every machine; seconds do not. */
export interface SearchBudget extends Watch {
  /** Rounds of improvement; the same number and seed give the same answer everywhere. */
  readonly iterations?: number
  /** Stop after this many seconds, by `now`; the answer then depends on the machine. */
  readonly seconds?: number
  /** The clock in milliseconds, for `seconds`; the engine has none of its own. */
  readonly now?: () => number
  readonly seed?: number
}

/** A network, what it costs, and a proof of how far from the best it can be. */
export interface NetworkSolution {
  /** The edges of the tree, ascending. */
  readonly edges: Int32Array
  /** The nodes of the tree, ascending. */
  readonly nodes: Int32Array
  readonly cost: number
  /** No network that answers the question costs less. */
  readonly lowerBound: number
}

/** Joins all terminals at least cost. Terminals that cannot be joined are an error of the caller. */
export type SteinerTree = (
  graph: Graph,
  terminals: Int32Array,
  budget?: SearchBudget,
) => NetworkSolution

/**
 * The rooted prize-collecting Steiner tree: the tree that holds the root and costs least, where cost is
 * its edges, its nodes' costs, and the prizes of the nodes it leaves out.
 */
export type PrizeSteinerTree = (
  graph: Graph,
  root: number,
  /** For each node what leaving it out costs; 0 for nodes nobody asks for. Infinity: must be joined. */
  prizes: Float64Array,
  budget?: SearchBudget & { readonly nodeCosts?: Float64Array },
) => NetworkSolution
