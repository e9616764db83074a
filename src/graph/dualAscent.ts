// Lower bounds by dual ascent on directed cuts (Wong 1984), with the order and the lazy cuts of
// Pajor, Uchoa & Werneck 2018; a node with a finite prize stops paying when its prize is used up.
import { IndexedHeap } from '#graph/heap.ts'
import type { RootedProblem } from '#graph/rooted.ts'

/** A proof of a lower bound: what is left of each cost once the cuts are paid for. */
export interface DualAscent {
  /** Infinity where no open arcs join a must to the root: there is no tree at all. */
  readonly bound: number
  /** Reduced cost of each arc, at least 0. */
  readonly reduced: Float64Array
  /** For each node the part of its prize that no cut used; Infinity where it must be in. */
  readonly slack: Float64Array
}

/** The cuts raised around one node, each within the next: cut i holds the first `sizes[i]` nodes. */
export interface CutChain {
  readonly node: number
  readonly inside: readonly number[]
  /** Ascending. */
  readonly sizes: readonly number[]
  /** What was charged for each cut. */
  readonly amounts: readonly number[]
}

/** Cuts whose arcs number at most this many times the smallest waiting one are raised at once. */
const eagerness = 1.25

/** Turns between two looks at the clock. */
const stopEvery = 2048

/** Raises cuts around the terminals until each is joined to the root by arcs that are used up. */
export class DualAscender implements DualAscent {
  bound = 0
  readonly problem: RootedProblem
  readonly reduced: Float64Array
  readonly slack: Float64Array
  /**
   * 1 for each arc of a good tree: cuts that the tree crosses once go first, which keeps the tree's own
   * arcs cheap and the bound close to its cost.
   */
  readonly inTree: Uint8Array
  /** How much a cut's turn is put off by each time that the tree crosses it again. */
  crossingWeight = 1
  /** Takes each chain of cuts when it ends, where someone wants them. */
  onChain: ((chain: CutChain) => void) | undefined
  /** Told of each node before what is left of the arcs into it changes. */
  beforeChange: ((node: number) => void) | undefined
  readonly #members: (number[] | undefined)[]
  readonly #borders: (number[] | undefined)[]
  readonly #chains: ({ sizes: number[]; amounts: number[] } | undefined)[]
  readonly #active: Uint8Array
  readonly #stamps: Int32Array
  readonly #turns: Float64Array
  readonly #heap: IndexedHeap
  // A node stops where it meets another active one, which goes on for both; should that one's prize be
  // used up first, all that stopped for it go on themselves.
  readonly #firstWaiting: Int32Array
  readonly #nextWaiting: Int32Array

  constructor(problem: RootedProblem, inTree: Uint8Array) {
    const { nodeCount } = problem.net
    this.problem = problem
    this.inTree = inTree
    this.reduced = problem.cost.slice()
    this.slack = problem.prize.slice()
    this.#members = new Array(nodeCount)
    this.#borders = new Array(nodeCount)
    this.#chains = new Array(nodeCount)
    this.#active = new Uint8Array(nodeCount)
    this.#stamps = new Int32Array(nodeCount).fill(-1)
    this.#turns = new Float64Array(nodeCount).fill(1)
    this.#heap = new IndexedHeap(nodeCount)
    this.#firstWaiting = new Int32Array(nodeCount).fill(-1)
    this.#nextWaiting = new Int32Array(nodeCount).fill(-1)
  }

  /**
   * Raises cuts around all nodes with a prize left.
   *
   * @param mustStop Asked now and then; an ascent cut short proves a lower bound all the same.
   */
  raiseAll(mustStop?: () => boolean): this {
    const { offsets, nodeCount } = this.problem.net
    for (let v = 0; v < nodeCount; v++) {
      if (v === this.problem.root || !(this.slack[v] > 0)) continue
      this.#active[v] = 1
      this.#heap.set(v, offsets[v + 1] - offsets[v])
    }
    this.#raise(mustStop)
    return this
  }

  /** Lets every must end the cuts of others, as `raiseAmong` needs it. */
  activateAll(): void {
    const { slack } = this
    for (let v = 0; v < slack.length; v++) this.#active[v] = slack[v] > 0 ? 1 : 0
    this.#stamps.fill(-1)
  }

  /**
   * Raises cuts around a few musts, which end where they meet any other.
   *
   * @param turns For each of them a factor on when its turn comes.
   */
  raiseAmong(musts: readonly number[], turns: readonly number[]): void {
    const { offsets } = this.problem.net
    for (let i = 0; i < musts.length; i++) {
      const node = musts[i]
      this.#turns[node] = turns[i]
      this.#heap.set(node, (offsets[node + 1] - offsets[node]) * turns[i])
    }
    this.#raise(undefined)
    for (const node of musts) {
      this.#active[node] = 1
      this.#turns[node] = 1
    }
  }

  /** Forgets the working lists of a node whose cuts are all raised. */
  #end(node: number): void {
    const inside = this.#members[node]
    const chain = this.#chains[node]
    this.#members[node] = undefined
    this.#borders[node] = undefined
    this.#chains[node] = undefined
    if (inside === undefined || this.onChain === undefined) return
    // Should its turn come again, it starts from itself.
    for (const member of inside) this.#stamps[member] = -1
    if (chain !== undefined) this.onChain({ node, inside, ...chain })
  }

  /** Notes what a cut was charged. */
  #note(node: number, size: number, amount: number): void {
    let chain = this.#chains[node]
    if (chain === undefined) {
      chain = { sizes: [], amounts: [] }
      this.#chains[node] = chain
    }
    chain.sizes.push(size)
    chain.amounts.push(amount)
  }

  #raise(mustStop: (() => boolean) | undefined): void {
    const { net, root } = this.problem
    const { heads, offsets, out } = net
    const { reduced, slack, inTree, crossingWeight, onChain, beforeChange } = this
    const members = this.#members
    const borders = this.#borders
    const active = this.#active
    const stamps = this.#stamps
    const turns = this.#turns
    const heap = this.#heap
    const firstWaiting = this.#firstWaiting
    const nextWaiting = this.#nextWaiting
    const usedUp: number[] = []
    let stamped = -1
    for (let turn = 1; heap.size > 0; turn++) {
      if (turn % stopEvery === 0 && mustStop?.() === true) break
      const terminal = heap.pop()
      let inside = members[terminal]
      let border = borders[terminal]
      if (inside === undefined || border === undefined) {
        inside = [terminal]
        border = []
        for (let i = offsets[terminal]; i < offsets[terminal + 1]; i++) border.push(out[i] ^ 1)
        beforeChange?.(terminal)
        members[terminal] = inside
        borders[terminal] = border
        stamped = -1
      }
      if (stamped !== terminal) {
        for (const node of inside) stamps[node] = terminal
        stamped = terminal
      }
      // Since its last turn others may have used up any arc of its border.
      usedUp.length = 0
      for (const arc of border) if (!(reduced[arc] > 0)) usedUp.push(arc)
      for (;;) {
        // Take in what used-up arcs lead to.
        let end = -1
        for (let i = 0; i < usedUp.length; i++) {
          const tail = heads[usedUp[i] ^ 1]
          if (stamps[tail] === terminal) continue
          if (tail === root || active[tail] === 1) {
            end = tail
            break
          }
          stamps[tail] = terminal
          inside.push(tail)
          beforeChange?.(tail)
          for (let j = offsets[tail]; j < offsets[tail + 1]; j++) {
            const arc = out[j] ^ 1
            border.push(arc)
            if (!(reduced[arc] > 0)) usedUp.push(arc)
          }
        }
        if (end >= 0) {
          active[terminal] = 0
          if (end === root || slack[end] === Number.POSITIVE_INFINITY) this.#end(terminal)
          else {
            nextWaiting[terminal] = firstWaiting[end]
            firstWaiting[end] = terminal
          }
          break
        }
        // Arcs that start inside go.
        let size = 0
        let crossings = 0
        let step = Number.POSITIVE_INFINITY
        for (let i = 0; i < border.length; i++) {
          const arc = border[i]
          if (stamps[heads[arc ^ 1]] === terminal) continue
          border[size++] = arc
          if (reduced[arc] < step) step = reduced[arc]
          crossings += inTree[arc]
        }
        border.length = size
        const penalty = crossings > 1 ? 1 + (crossings - 1) * crossingWeight : 1
        const key = size * penalty * turns[terminal]
        if (key > eagerness * heap.peekKey()) {
          heap.set(terminal, key)
          break
        }
        const left = slack[terminal]
        const used = step < left ? step : left
        if (used === Number.POSITIVE_INFINITY) {
          this.bound = used
          return
        }
        usedUp.length = 0
        for (let i = 0; i < size; i++) {
          const arc = border[i]
          const rest = reduced[arc] - used
          reduced[arc] = rest
          if (!(rest > 0)) usedUp.push(arc)
        }
        this.bound += used
        if (onChain !== undefined) this.#note(terminal, inside.length, used)
        if (left !== Number.POSITIVE_INFINITY) slack[terminal] = left - used
        if (!(slack[terminal] > 0)) {
          active[terminal] = 0
          this.#end(terminal)
          for (let v = firstWaiting[terminal]; v >= 0; v = nextWaiting[v]) {
            active[v] = 1
            heap.set(v, offsets[v + 1] - offsets[v])
          }
          firstWaiting[terminal] = -1
          break
        }
      }
    }
  }
}
