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

/** Cuts whose arcs number at most this many times the smallest waiting one are raised at once. */
const eagerness = 1.25

/** Turns between two looks at the clock. */
const stopEvery = 2048

/**
 * Raises cuts around the terminals until each is joined to the root by arcs that are used up.
 *
 * @param options.from An earlier ascent to go on from; its arrays are changed.
 * @param options.inTree 1 for each arc of a good tree: cuts that the tree crosses once go first, which
 *   keeps the tree's own arcs cheap and the bound close to its cost.
 * @param options.mustStop Asked now and then; an ascent cut short proves a lower bound all the same.
 */
export function dualAscent(
  problem: RootedProblem,
  options: {
    readonly from?: DualAscent
    readonly inTree?: Uint8Array
    readonly mustStop?: (() => boolean) | undefined
  } = {},
): DualAscent {
  const { net, cost, prize, root } = problem
  const { nodeCount, heads, offsets, out } = net
  const reduced = options.from?.reduced ?? cost.slice()
  const slack = options.from?.slack ?? prize.slice()
  const inTree = options.inTree
  let bound = options.from?.bound ?? 0
  const members: (number[] | undefined)[] = new Array(nodeCount)
  const borders: (number[] | undefined)[] = new Array(nodeCount)
  const active = new Uint8Array(nodeCount)
  const stamps = new Int32Array(nodeCount).fill(-1)
  const heap = new IndexedHeap(nodeCount)
  // A node stops where it meets another active one, which goes on for both; should that one's prize be
  // used up first, all that stopped for it go on themselves.
  const firstWaiting = new Int32Array(nodeCount).fill(-1)
  const nextWaiting = new Int32Array(nodeCount).fill(-1)
  for (let v = 0; v < nodeCount; v++) {
    if (v === root || !(slack[v] > 0)) continue
    active[v] = 1
    heap.set(v, offsets[v + 1] - offsets[v])
  }
  let stamped = -1
  for (let turn = 1; heap.size > 0; turn++) {
    if (turn % stopEvery === 0 && options.mustStop?.() === true) break
    const terminal = heap.pop()
    let inside = members[terminal]
    let border = borders[terminal]
    if (inside === undefined || border === undefined) {
      inside = [terminal]
      border = []
      for (let i = offsets[terminal]; i < offsets[terminal + 1]; i++) border.push(out[i] ^ 1)
      members[terminal] = inside
      borders[terminal] = border
    }
    if (stamped !== terminal) {
      for (const node of inside) stamps[node] = terminal
      stamped = terminal
    }
    for (;;) {
      // Take in what used-up arcs now lead to, and drop arcs that start inside.
      let kept = 0
      let crossings = 0
      let step = Number.POSITIVE_INFINITY
      let closed = false
      let isWaiting = false
      for (let i = 0; i < border.length; i++) {
        const arc = border[i]
        const tail = heads[arc ^ 1]
        if (stamps[tail] === terminal) continue
        if (reduced[arc] > 0) {
          border[kept++] = arc
          if (reduced[arc] < step) step = reduced[arc]
          if (inTree !== undefined) crossings += inTree[arc]
          continue
        }
        if (tail === root || active[tail] === 1) {
          closed = true
          if (tail !== root && slack[tail] !== Number.POSITIVE_INFINITY) {
            nextWaiting[terminal] = firstWaiting[tail]
            firstWaiting[tail] = terminal
            isWaiting = true
            while (i < border.length) border[kept++] = border[i++]
            border.length = kept
          }
          break
        }
        stamps[tail] = terminal
        inside.push(tail)
        for (let j = offsets[tail]; j < offsets[tail + 1]; j++) border.push(out[j] ^ 1)
      }
      if (closed) {
        active[terminal] = 0
        if (isWaiting) break
        members[terminal] = undefined
        borders[terminal] = undefined
        break
      }
      border.length = kept
      // An arc whose tail came in after the arc was kept goes now.
      let size = 0
      step = Number.POSITIVE_INFINITY
      crossings = 0
      for (let i = 0; i < kept; i++) {
        const arc = border[i]
        if (stamps[heads[arc ^ 1]] === terminal) continue
        border[size++] = arc
        if (reduced[arc] < step) step = reduced[arc]
        if (inTree !== undefined) crossings += inTree[arc]
      }
      border.length = size
      const key = crossings > 1 ? size * crossings : size
      if (key > eagerness * heap.peekKey()) {
        heap.set(terminal, key)
        break
      }
      const left = slack[terminal]
      const used = step < left ? step : left
      if (used === Number.POSITIVE_INFINITY) return { bound: used, reduced, slack }
      for (let i = 0; i < size; i++) reduced[border[i]] -= used
      bound += used
      if (left !== Number.POSITIVE_INFINITY) slack[terminal] = left - used
      if (!(slack[terminal] > 0)) {
        active[terminal] = 0
        members[terminal] = undefined
        borders[terminal] = undefined
        for (let v = firstWaiting[terminal]; v >= 0; v = nextWaiting[v]) {
          active[v] = 1
          heap.set(v, offsets[v + 1] - offsets[v])
        }
        firstWaiting[terminal] = -1
        break
      }
    }
  }
  return { bound, reduced, slack }
}
