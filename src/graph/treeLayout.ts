// A tree laid out for local search: its nodes in order, its subtrees as intervals, and its key paths, the
// paths between branchings or musts, each known by its lower end.
import type { RootedProblem, RootedTree } from '#graph/rooted.ts'

/** The layout of one tree after another, in the same arrays. */
export class TreeLayout {
  /** The arc that enters each node; -1 outside the tree and at the root. */
  readonly parent: Int32Array
  /** The tree's nodes, parents first. */
  readonly order: Int32Array
  /** The lower end of the key path that each node is on; the node itself where it is an end. */
  readonly low: Int32Array
  /** The upper end of the key path above each node. */
  readonly high: Int32Array
  /** Each subtree is the interval of `enter` from the node's own up to `leave`. */
  readonly enter: Int32Array
  readonly leave: Int32Array
  /** For each lower end what its path costs. */
  readonly pathCost: Float64Array
  /** How many nodes the tree has. */
  count = 0
  readonly #problem: RootedProblem
  readonly #cost: Float64Array

  /** @param cost Of each edge. */
  constructor(problem: RootedProblem, cost: Float64Array) {
    const { nodeCount } = problem.net
    this.#problem = problem
    this.#cost = cost
    this.parent = new Int32Array(nodeCount)
    this.order = new Int32Array(nodeCount)
    this.low = new Int32Array(nodeCount)
    this.high = new Int32Array(nodeCount)
    this.enter = new Int32Array(nodeCount)
    this.leave = new Int32Array(nodeCount)
    this.pathCost = new Float64Array(nodeCount)
  }

  /** Orders the tree, numbers its subtrees, and finds the two ends and the cost of each key path. */
  layOut(tree: RootedTree): void {
    const { net, prize, root } = this.#problem
    const { heads } = net
    const parent = this.parent.fill(-1)
    const order = this.order
    const low = this.low.fill(-1)
    const high = this.high.fill(-1)
    const children = this.enter.fill(0)
    order[0] = root
    this.count = tree.arcs.length + 1
    for (let i = 0; i < tree.arcs.length; i++) {
      const arc = tree.arcs[i]
      order[i + 1] = heads[arc]
      parent[heads[arc]] = arc
      children[heads[arc ^ 1]]++
    }
    for (let i = this.count - 1; i >= 0; i--) {
      const node = order[i]
      if (node === root || prize[node] > 0 || children[node] !== 1) low[node] = node
      if (i === 0) break
      const above = heads[parent[node] ^ 1]
      // A node passed through takes the lower end of its only child's path.
      if (above !== root && !(prize[above] > 0) && children[above] === 1) low[above] = low[node]
    }
    this.pathCost.fill(0)
    for (let i = 1; i < this.count; i++) {
      const node = order[i]
      const above = heads[parent[node] ^ 1]
      this.pathCost[low[node]] += this.#cost[parent[node] >> 1]
      high[node] = low[above] === above ? above : high[above]
    }
    // Subtree intervals: sizes bottom-up, then places top-down.
    const leave = this.leave.fill(0)
    for (let i = this.count - 1; i > 0; i--)
      leave[heads[parent[order[i]] ^ 1]] += leave[order[i]] + 1
    const enter = this.enter.fill(-1)
    const free = new Int32Array(enter.length)
    enter[root] = 0
    free[root] = 1
    leave[root] += 1
    for (let i = 1; i < this.count; i++) {
      const node = order[i]
      const above = heads[parent[node] ^ 1]
      const size = leave[node] + 1
      enter[node] = free[above]
      free[above] += size
      free[node] = enter[node] + 1
      leave[node] = enter[node] + size
    }
  }

  /** True where a node is `top` or hangs below it. */
  isBelow(node: number, top: number): boolean {
    return this.enter[node] >= this.enter[top] && this.enter[node] < this.leave[top]
  }
}
