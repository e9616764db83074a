// Reduced-cost fixing: an arc that no tree better than the one at hand can use is closed, and a prize
// that every better tree must take becomes a must (Duin 1993; Leitner et al. 2018 with prizes).
import type { DualAscent } from '#graph/dualAscent.ts'
import { IndexedHeap } from '#graph/heap.ts'
import type { RootedProblem } from '#graph/rooted.ts'

/** What a proof lets us close, and how near it came. */
export interface Fixing {
  /** Arcs newly closed. */
  readonly closed: number
  /** Nodes that became musts. */
  readonly musts: number
}

/** Finds what no better tree uses, keeping its working arrays between proofs. */
export class ReducedCostFixer {
  readonly #problem: RootedProblem
  readonly #fromRoot: Float64Array
  readonly #toTerminal: Float64Array
  readonly #heap: IndexedHeap

  constructor(problem: RootedProblem) {
    const { nodeCount } = problem.net
    this.#problem = problem
    this.#fromRoot = new Float64Array(nodeCount)
    this.#toTerminal = new Float64Array(nodeCount)
    this.#heap = new IndexedHeap(nodeCount)
  }

  /**
   * Closes arcs (their cost becomes Infinity) and makes prizes musts, given the cost to beat.
   *
   * @param root The root of the proof; the directions closed are those of trees that grow from it.
   * @param cost What the proof was made with; its arcs are closed.
   */
  fix(proof: DualAscent, target: number, root: number, cost: Float64Array): Fixing {
    const { net, prize } = this.#problem
    const { heads, arcCount, nodeCount } = net
    const { reduced, slack, bound } = proof
    const gap = target - bound
    this.#measure(reduced, root, gap)
    const fromRoot = this.#fromRoot
    const toTerminal = this.#toTerminal
    let closed = 0
    for (let arc = 0; arc < arcCount; arc++) {
      if (cost[arc] === Number.POSITIVE_INFINITY) continue
      if (fromRoot[heads[arc ^ 1]] + reduced[arc] + toTerminal[heads[arc]] <= gap) continue
      cost[arc] = Number.POSITIVE_INFINITY
      reduced[arc] = Number.POSITIVE_INFINITY
      closed++
    }
    let musts = 0
    for (let v = 0; v < nodeCount; v++) {
      if (prize[v] === Number.POSITIVE_INFINITY || !(slack[v] > gap)) continue
      prize[v] = Number.POSITIVE_INFINITY
      musts++
    }
    return { closed, musts }
  }

  /** Reduced distances from the root, and to the nearest node worth reaching; none beyond `limit`. */
  #measure(reduced: Float64Array, root: number, limit: number): void {
    const { net, prize } = this.#problem
    const { heads, offsets, out } = net
    const heap = this.#heap
    const fromRoot = this.#fromRoot.fill(Number.POSITIVE_INFINITY)
    fromRoot[root] = 0
    heap.set(root, 0)
    while (heap.size > 0) {
      const node = heap.pop()
      for (let i = offsets[node]; i < offsets[node + 1]; i++) {
        const arc = out[i]
        const reached = fromRoot[node] + reduced[arc]
        if (reached > limit || reached >= fromRoot[heads[arc]]) continue
        fromRoot[heads[arc]] = reached
        heap.set(heads[arc], reached)
      }
    }
    const toTerminal = this.#toTerminal.fill(Number.POSITIVE_INFINITY)
    for (let v = 0; v < net.nodeCount; v++) {
      if (!(prize[v] > 0) || v === root) continue
      toTerminal[v] = 0
      heap.set(v, 0)
    }
    while (heap.size > 0) {
      const node = heap.pop()
      for (let i = offsets[node]; i < offsets[node + 1]; i++) {
        const arc = out[i] ^ 1
        const tail = heads[arc ^ 1]
        const reached = toTerminal[node] + reduced[arc]
        if (reached > limit || reached >= toTerminal[tail]) continue
        toTerminal[tail] = reached
        heap.set(tail, reached)
      }
    }
  }
}
