// Trees from scratch: the shortest-path heuristic (Takahashi & Matsuyama 1980) as one search that
// restarts from each path it adds, then the best tree over the nodes it chose (Prim), then pruning
// by dynamic programming, which is exact on a tree.
import { IndexedHeap } from '#graph/heap.ts'
import type { RootedProblem, RootedTree } from '#graph/rooted.ts'

/** Builds trees for one problem, keeping its working arrays between them. */
export class TreeBuilder {
  readonly problem: RootedProblem
  /** The arc that enters each node of the tree being built; -1 elsewhere and at the root. */
  readonly entry: Int32Array
  /** 1 for each node of the tree being built. */
  readonly within: Uint8Array
  readonly #distance: Float64Array
  readonly #heap: IndexedHeap
  readonly #order: Int32Array
  readonly #gain: Float64Array

  constructor(problem: RootedProblem) {
    const { nodeCount } = problem.net
    this.problem = problem
    this.entry = new Int32Array(nodeCount)
    this.within = new Uint8Array(nodeCount)
    this.#distance = new Float64Array(nodeCount)
    this.#heap = new IndexedHeap(nodeCount)
    this.#order = new Int32Array(nodeCount)
    this.#gain = new Float64Array(nodeCount)
  }

  /**
   * Grows a tree from `start`, always by the path to the nearest target not yet in.
   *
   * @param cost Of each arc, perhaps disturbed; Infinity closes an arc.
   * @param targets 1 for each node to join.
   * @param start Any node where costs are the same both ways, else the root.
   * @returns How many targets could not be joined.
   */
  grow(cost: Float64Array, targets: Uint8Array, start: number): number {
    const { net } = this.problem
    const { heads, offsets, out, nodeCount } = net
    const { entry, within } = this
    const distance = this.#distance.fill(Number.POSITIVE_INFINITY)
    const heap = this.#heap
    heap.clear()
    entry.fill(-1)
    within.fill(0)
    let left = 0
    for (let v = 0; v < nodeCount; v++) left += targets[v]
    within[start] = 1
    left -= targets[start]
    distance[start] = 0
    heap.set(start, 0)
    while (heap.size > 0 && left > 0) {
      const node = heap.pop()
      if (targets[node] === 1 && within[node] === 0) {
        left--
        for (let at = node; within[at] === 0; at = heads[entry[at] ^ 1]) {
          within[at] = 1
          if (targets[at] === 1 && at !== node) left--
          distance[at] = 0
          if (at !== node) heap.set(at, 0)
        }
      }
      const base = distance[node]
      for (let i = offsets[node]; i < offsets[node + 1]; i++) {
        const arc = out[i]
        const next = heads[arc]
        const reached = base + cost[arc]
        if (reached >= distance[next]) continue
        distance[next] = reached
        entry[next] = arc
        heap.set(next, reached)
      }
    }
    return left
  }

  /**
   * The cheapest spanning tree over the nodes now in `within`, pruned, from the problem's root.
   */
  finish(): RootedTree {
    const { net, cost, root, entryCost } = this.problem
    const { heads, offsets, out } = net
    const { entry, within } = this
    const distance = this.#distance.fill(Number.POSITIVE_INFINITY)
    const heap = this.#heap
    const order = this.#order
    heap.clear()
    entry.fill(-1)
    within[root] = 1
    distance[root] = 0
    heap.set(root, 0)
    let count = 0
    while (heap.size > 0) {
      const node = heap.pop()
      distance[node] = Number.NEGATIVE_INFINITY
      order[count++] = node
      for (let i = offsets[node]; i < offsets[node + 1]; i++) {
        const arc = out[i]
        const next = heads[arc]
        if (within[next] === 0) continue
        // Each chosen node pays its own cost however it is entered: only the rest decides.
        const key = entryCost === undefined ? cost[arc] : cost[arc] - entryCost[next]
        if (key >= distance[next]) continue
        distance[next] = key
        entry[next] = arc
        heap.set(next, key)
      }
    }
    return this.#prune(count)
  }

  /**
   * Cuts every branch that costs more than the prizes on it; `#order` lists parents first. The cost is
   * Infinity where a must was not reached.
   */
  #prune(count: number): RootedTree {
    const { net, cost, prize, root } = this.problem
    const { heads } = net
    const { entry, within } = this
    const order = this.#order
    const gain = this.#gain
    let total = 0
    for (let v = 0; v < net.nodeCount; v++)
      if (prize[v] !== Number.POSITIVE_INFINITY) total += prize[v]
    for (let i = 0; i < count; i++) gain[order[i]] = prize[order[i]]
    for (let i = count - 1; i > 0; i--) {
      const node = order[i]
      const value = gain[node] - cost[entry[node]]
      // A branch that gains nothing is cut: fewer edges for the same cost.
      if (value > 0) gain[heads[entry[node] ^ 1]] += value
      else gain[node] = Number.NEGATIVE_INFINITY
    }
    within.fill(0)
    within[root] = 1
    if (prize[root] !== Number.POSITIVE_INFINITY) total -= prize[root]
    let kept = 0
    const arcs = new Int32Array(Math.max(0, count - 1))
    for (let i = 1; i < count; i++) {
      const node = order[i]
      const arc = entry[node]
      if (gain[node] === Number.NEGATIVE_INFINITY || within[heads[arc ^ 1]] === 0) continue
      within[node] = 1
      arcs[kept++] = arc
      total += cost[arc]
      if (prize[node] !== Number.POSITIVE_INFINITY) total -= prize[node]
    }
    for (let v = 0; v < net.nodeCount; v++)
      if (within[v] === 0 && prize[v] === Number.POSITIVE_INFINITY)
        return { arcs: arcs.slice(0, kept), cost: prize[v] }
    return { arcs: arcs.slice(0, kept), cost: total }
  }
}
