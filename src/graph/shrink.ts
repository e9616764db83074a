// A rooted problem that can be made smaller step by step, and the way back: each edge that stands for
// a path, and each node that stands for several, remembers what it was made of.
import { buildNet, type RootedProblem } from '#graph/rooted.ts'

/** A smaller problem, and which edge slot each of its edges came from. */
export interface CompactProblem {
  readonly problem: RootedProblem
  readonly slotForEdge: Int32Array
  readonly nodeForNode: Int32Array
}

/** A problem with its edges in linked lists, so that edges and nodes can go or merge at once. */
export class Shrinker {
  readonly source: RootedProblem
  root: number
  /** Part of every tree's cost that no longer shows in the problem. */
  offset = 0
  /** How many nodes must be in, the root included. */
  mustCount = 0
  nodesLeft: number
  edgesLeft = 0
  readonly prize: Float64Array
  readonly heads: Int32Array
  readonly cost: Float64Array
  readonly degree: Int32Array
  readonly alive: Uint8Array
  /** First arc that leaves each node, -1 at the end; `next` and `prev` chain them. */
  readonly first: Int32Array
  readonly next: Int32Array
  readonly #prev: Int32Array
  /** What the even arc of each slot stands for: an arc of the source, or a join. */
  readonly #code: Int32Array
  readonly #left: number[] = []
  readonly #right: number[] = []
  readonly #mergedNode: number[] = []
  readonly #mergedInto: number[] = []
  readonly #mergedBy: number[] = []

  constructor(source: RootedProblem) {
    const { net } = source
    this.source = source
    this.root = source.root
    this.nodesLeft = net.nodeCount
    this.prize = source.prize.slice()
    this.prize[source.root] = Number.POSITIVE_INFINITY
    this.heads = net.heads.slice()
    this.cost = source.cost.slice()
    this.degree = new Int32Array(net.nodeCount)
    this.alive = new Uint8Array(net.nodeCount).fill(1)
    this.first = new Int32Array(net.nodeCount).fill(-1)
    this.next = new Int32Array(net.arcCount).fill(-1)
    this.#prev = new Int32Array(net.arcCount).fill(-1)
    this.#code = new Int32Array(net.arcCount >> 1)
    for (let e = (net.arcCount >> 1) - 1; e >= 0; e--) {
      this.#code[e] = 2 * e
      // A closed edge is none.
      if (this.cost[2 * e] === Number.POSITIVE_INFINITY) this.heads[2 * e] = this.heads[2 * e + 1]
      if (this.heads[2 * e] === this.heads[2 * e + 1]) continue
      this.#attach(2 * e)
      this.#attach(2 * e + 1)
      this.edgesLeft++
    }
    for (let v = 0; v < net.nodeCount; v++)
      if (this.prize[v] === Number.POSITIVE_INFINITY) this.mustCount++
  }

  #attach(arc: number): void {
    const tail = this.heads[arc ^ 1]
    const old = this.first[tail]
    this.next[arc] = old
    this.#prev[arc] = -1
    if (old >= 0) this.#prev[old] = arc
    this.first[tail] = arc
    this.degree[tail]++
  }

  #detach(arc: number): void {
    const tail = this.heads[arc ^ 1]
    const { next } = this
    const before = this.#prev[arc]
    const after = next[arc]
    if (before < 0) this.first[tail] = after
    else next[before] = after
    if (after >= 0) this.#prev[after] = before
    this.degree[tail]--
  }

  /** True while the slot holds an edge. */
  holds(slot: number): boolean {
    return this.heads[2 * slot] !== this.heads[2 * slot + 1]
  }

  deleteEdge(slot: number): void {
    this.#detach(2 * slot)
    this.#detach(2 * slot + 1)
    this.heads[2 * slot] = -1
    this.heads[2 * slot + 1] = -1
    this.edgesLeft--
  }

  /** Takes a node out with its edges; it is left out of every tree, so its prize is paid. */
  deleteNode(node: number): void {
    for (let arc = this.first[node]; arc >= 0; ) {
      const after = this.next[arc]
      this.deleteEdge(arc >> 1)
      arc = after
    }
    this.alive[node] = 0
    this.nodesLeft--
    this.offset += this.prize[node]
  }

  /** Puts one edge in the place of the path `first` then `second`; their common node loses both. */
  joinEdges(first: number, second: number, discount: number): void {
    const code = this.#joined(first, second)
    const from = this.heads[first ^ 1]
    const to = this.heads[second]
    const there = this.cost[first] + this.cost[second] - discount
    const back = this.cost[second ^ 1] + this.cost[first ^ 1] - discount
    const slot = first >> 1
    this.deleteEdge(second >> 1)
    this.deleteEdge(slot)
    if (from === to) return
    this.#place(slot, from, to, there, back, code)
  }

  /** Adds an edge for the path `first` then `second`, in a free slot, keeping both. */
  addJoined(slot: number, first: number, second: number): void {
    const code = this.#joined(first, second)
    const there = this.cost[first] + this.cost[second]
    const back = this.cost[second ^ 1] + this.cost[first ^ 1]
    this.#place(slot, this.heads[first ^ 1], this.heads[second], there, back, code)
  }

  /** What the path `first` then `second` stands for, to be placed later. */
  joinedCode(first: number, second: number): number {
    return this.#joined(first, second)
  }

  /** Lets a free slot hold an edge. */
  place(
    slot: number,
    from: number,
    to: number,
    cost: readonly [number, number],
    code: number,
  ): void {
    this.#place(slot, from, to, cost[0], cost[1], code)
  }

  #joined(first: number, second: number): number {
    this.#left.push(this.#codeOf(first))
    this.#right.push(this.#codeOf(second))
    return this.source.net.arcCount + 2 * (this.#left.length - 1)
  }

  #codeOf(arc: number): number {
    return this.#code[arc >> 1] ^ (arc & 1)
  }

  #place(slot: number, from: number, to: number, there: number, back: number, code: number): void {
    this.heads[2 * slot] = to
    this.heads[2 * slot + 1] = from
    this.cost[2 * slot] = there
    this.cost[2 * slot + 1] = back
    this.#code[slot] = code
    this.#attach(2 * slot)
    this.#attach(2 * slot + 1)
    this.edgesLeft++
  }

  /**
   * Makes the head of an arc one with its tail: a tree that holds the tail holds the arc and the head.
   * The caller accounts for cost and prize.
   */
  contract(arc: number): void {
    const into = this.heads[arc ^ 1]
    const node = this.heads[arc]
    this.#mergedNode.push(node)
    this.#mergedInto.push(into)
    this.#mergedBy.push(this.#codeOf(arc))
    this.deleteEdge(arc >> 1)
    for (let other = this.first[node]; other >= 0; ) {
      const after = this.next[other]
      this.#detach(other)
      this.#detach(other ^ 1)
      const far = this.heads[other]
      if (far === into) {
        this.heads[other] = -1
        this.heads[other ^ 1] = -1
        this.edgesLeft--
      } else {
        this.heads[other ^ 1] = into
        this.#attach(other)
        this.#attach(other ^ 1)
      }
      other = after
    }
    this.alive[node] = 0
    this.nodesLeft--
    if (node === this.root) this.root = into
  }

  /** The problem as it now stands, with nodes and edges numbered anew in their old order. */
  compact(): CompactProblem {
    const { heads, cost, alive } = this
    const indexForNode = new Int32Array(alive.length).fill(-1)
    const nodes: number[] = []
    for (let v = 0; v < alive.length; v++) {
      if (alive[v] === 0) continue
      indexForNode[v] = nodes.length
      nodes.push(v)
    }
    const slots = new Int32Array(this.edgesLeft)
    let count = 0
    for (const v of nodes)
      for (let arc = this.first[v]; arc >= 0; arc = this.next[arc])
        if (heads[arc] > v) slots[count++] = arc >> 1
    const from = slots.map((slot) => indexForNode[heads[2 * slot + 1]])
    const to = slots.map((slot) => indexForNode[heads[2 * slot]])
    const costs = new Float64Array(count * 2)
    for (let e = 0; e < count; e++) {
      costs[2 * e] = cost[2 * slots[e]]
      costs[2 * e + 1] = cost[2 * slots[e] + 1]
    }
    const nodeForNode = Int32Array.from(nodes)
    const prize = Float64Array.from(nodes, (v) => this.prize[v])
    const { entryCost } = this.source
    const problem = {
      net: buildNet(nodes.length, from, to),
      cost: costs,
      prize,
      root: indexForNode[this.root],
    }
    return {
      problem:
        entryCost === undefined
          ? problem
          : { ...problem, entryCost: Float64Array.from(nodes, (v) => entryCost[v]) },
      slotForEdge: slots,
      nodeForNode,
    }
  }

  /** A tree of the compact problem as the nodes of the source that it stands for. */
  expandNodes(compact: CompactProblem, arcs: ArrayLike<number>): Uint8Array {
    const within = new Uint8Array(this.alive.length)
    within[this.root] = 1
    for (let i = 0; i < arcs.length; i++) {
      const arc = arcs[i]
      within[compact.nodeForNode[compact.problem.net.heads[arc]]] = 1
      this.#mark(this.#codeOf(2 * compact.slotForEdge[arc >> 1] + (arc & 1)), within)
    }
    for (let i = this.#mergedNode.length - 1; i >= 0; i--) {
      if (within[this.#mergedInto[i]] === 0) continue
      within[this.#mergedNode[i]] = 1
      this.#mark(this.#mergedBy[i], within)
    }
    return within
  }

  /** True where all that the slot's edge stands for lies among the given nodes of the source. */
  isWithin(slot: number, within: Uint8Array): boolean {
    const { arcCount, heads } = this.source.net
    const stack = [this.#code[slot]]
    while (stack.length > 0) {
      const at = stack.pop() as number
      if (at >= arcCount) {
        const join = (at - arcCount) >> 1
        stack.push(this.#left[join], this.#right[join])
      } else if (within[heads[at]] === 0 || within[heads[at ^ 1]] === 0) return false
    }
    return true
  }

  #mark(code: number, within: Uint8Array): void {
    const { arcCount, heads } = this.source.net
    const stack = [code]
    while (stack.length > 0) {
      const at = stack.pop() as number
      if (at < arcCount) {
        within[heads[at]] = 1
        within[heads[at ^ 1]] = 1
      } else {
        const join = (at - arcCount) >> 1
        stack.push(this.#left[join], this.#right[join])
      }
    }
  }
}
