// Raising a proof: the cuts around a few neighboring musts are taken back and raised anew in another
// order, and what is no worse stays. What all neighborhoods gain adds up, at any size of the network.
import type { Random } from '#base/random.ts'
import type { CutChain, DualAscender } from '#graph/dualAscent.ts'
import { IndexedHeap } from '#graph/heap.ts'
import type { RootedTree } from '#graph/rooted.ts'

/** Musts raised anew together, at most: in the first pass over all, more in each later one, and ever. */
const firstNeighborhood = 8
const moreEachPass = 2
const largestNeighborhood = 24

/** How much the turn of a must may be hastened or put off. */
const widestTurn = 4

/** What a cut's turn may be put off by where the tree crosses it more than once. */
const crossingWeights = [1, 3, 20]

/** Below this share a change of the bound is the rounding of sums. */
const rounding = 1e-13

/** A chain of cuts that stands in the proof. */
interface Chain {
  readonly inside: Int32Array
  /** Places in `inside` of other musts. */
  readonly mustPlaces: readonly number[]
  readonly sizes: readonly number[]
  readonly amounts: readonly number[]
}

/** An ascent whose nodes are musts or worth nothing, with all its cuts, so that any can be taken back. */
export class Reascent {
  readonly ascent: DualAscender
  readonly #musts: number[] = []
  readonly #isMust: Uint8Array
  readonly #chains: Chain[][]
  /** The arc of the tree that enters each node, -1 elsewhere. */
  readonly #entry: Int32Array
  readonly #place: Int32Array
  readonly #isChosen: Uint8Array
  readonly #distance: Float64Array
  readonly #heap: IndexedHeap
  // What the present attempt changed, to take it back: arcs, and what was left of each.
  #attempt = 0
  readonly #changedIn: Int32Array
  readonly #changed: number[] = []
  readonly #before: number[] = []
  readonly #raised: [node: number, chain: Chain][] = []
  #next = 0
  #passes = 0

  /** @param ascent One that has raised nothing yet. */
  constructor(ascent: DualAscender) {
    const { net, prize } = ascent.problem
    this.ascent = ascent
    this.#isMust = Uint8Array.from(prize, (value) => (value > 0 ? 1 : 0))
    this.#isMust[ascent.problem.root] = 1
    this.#entry = new Int32Array(net.nodeCount).fill(-1)
    this.#place = new Int32Array(net.nodeCount).fill(-1)
    this.#isChosen = new Uint8Array(net.nodeCount)
    this.#distance = new Float64Array(net.nodeCount).fill(Number.POSITIVE_INFINITY)
    this.#heap = new IndexedHeap(net.nodeCount)
    this.#changedIn = new Int32Array(net.arcCount)
    for (let v = 0; v < net.nodeCount; v++)
      if (this.#isMust[v] === 1 && v !== ascent.problem.root) this.#musts.push(v)
    this.#chains = new Array(net.nodeCount)
    for (const must of this.#musts) this.#chains[must] = []
  }

  get mustCount(): number {
    return this.#musts.length
  }

  /** The whole ascent, its cuts kept; false where it was stopped, and nothing can be raised anew. */
  raiseAll(mustStop: () => boolean): boolean {
    const { ascent } = this
    ascent.onChain = (chain) => {
      this.#chains[chain.node].push(this.#keep(chain))
    }
    ascent.raiseAll(mustStop)
    if (mustStop()) return false
    ascent.activateAll()
    ascent.onChain = (chain) => this.#raised.push([chain.node, this.#keep(chain)])
    ascent.beforeChange = (node) => this.#note(node)
    return true
  }

  /** From now on the order of cuts follows another tree, its arcs marked as they lead from the root. */
  follow(tree: RootedTree): void {
    const { inTree, problem } = this.ascent
    inTree.fill(0)
    this.#entry.fill(-1)
    for (const arc of tree.arcs) {
      inTree[arc] = 1
      this.#entry[problem.net.heads[arc]] = arc
    }
  }

  /** Makes so many attempts, around each must in its turn; the bound never falls. */
  raise(attempts: number, random: Random, mustStop: () => boolean): void {
    const musts = this.#musts
    if (musts.length === 0) return
    for (let i = 0; i < attempts && !mustStop(); i++) {
      if (this.#next === 0) random.shuffle(musts)
      const start = musts[this.#next]
      const most = Math.min(largestNeighborhood, firstNeighborhood + moreEachPass * this.#passes)
      this.#tryAnew(this.#neighborhood(start, 1 + random.below(most)), random)
      this.#next = (this.#next + 1) % musts.length
      if (this.#next === 0) this.#passes++
      if (this.ascent.bound === Number.POSITIVE_INFINITY) return
    }
  }

  #keep({ inside, sizes, amounts }: CutChain): Chain {
    const kept = new Int32Array(sizes[sizes.length - 1])
    const mustPlaces: number[] = []
    for (let i = 0; i < kept.length; i++) {
      kept[i] = inside[i]
      if (i > 0 && this.#isMust[inside[i]] === 1) mustPlaces.push(i)
    }
    return { inside: kept, mustPlaces, sizes, amounts }
  }

  /** The musts nearest to one of them, itself the first. */
  #neighborhood(start: number, count: number): number[] {
    const { net, cost, root } = this.ascent.problem
    const { heads, offsets, out } = net
    const distance = this.#distance
    const heap = this.#heap
    const touched = [start]
    const found: number[] = []
    distance[start] = 0
    heap.set(start, 0)
    while (heap.size > 0) {
      const node = heap.pop()
      if (this.#isMust[node] === 1 && node !== root && found.push(node) >= count) break
      for (let i = offsets[node]; i < offsets[node + 1]; i++) {
        const head = heads[out[i]]
        const reached = distance[node] + cost[out[i]]
        if (reached >= distance[head]) continue
        if (distance[head] === Number.POSITIVE_INFINITY) touched.push(head)
        distance[head] = reached
        heap.set(head, reached)
      }
    }
    heap.clear()
    for (const node of touched) distance[node] = Number.POSITIVE_INFINITY
    return found
  }

  /** Takes back the cuts that hold chosen musts only and raises cuts around these again. */
  #tryAnew(chosen: readonly number[], random: Random): void {
    const { ascent } = this
    const before = ascent.bound
    this.#attempt++
    this.#changed.length = 0
    this.#before.length = 0
    this.#raised.length = 0
    for (const must of chosen) this.#isChosen[must] = 1
    const released = chosen.map((must) => this.#chains[must].map((chain) => this.#release(chain)))
    const room = this.#treeCost(chosen) - (before - ascent.bound)
    for (const must of chosen) this.#isChosen[must] = 0
    if (!(room > rounding * before)) {
      // The tree itself shows that nothing can be gained here.
      this.#takeBack(before)
      return
    }
    const turns = chosen.map(() =>
      random.below(2) === 0 ? random.between(1, widestTurn) : 1 / random.between(1, widestTurn),
    )
    ascent.crossingWeight = random.pick(crossingWeights)
    ascent.raiseAmong(chosen, turns)
    if (ascent.bound < before * (1 - rounding)) {
      this.#takeBack(before)
      return
    }
    chosen.forEach((must, i) => {
      this.#chains[must] = this.#chains[must].flatMap((chain, c) => {
        const from = released[i][c]
        if (from === 0) return chain
        const sizes = chain.sizes.slice(from)
        return sizes.length === 0 ? [] : { ...chain, sizes, amounts: chain.amounts.slice(from) }
      })
    })
    for (const [node, chain] of this.#raised) this.#chains[node].push(chain)
  }

  /** Notes what is left of the arcs into a node before the attempt changes it. */
  #note(node: number): void {
    const { offsets, out } = this.ascent.problem.net
    const { reduced } = this.ascent
    for (let i = offsets[node]; i < offsets[node + 1]; i++) {
      const arc = out[i] ^ 1
      if (this.#changedIn[arc] === this.#attempt) continue
      this.#changedIn[arc] = this.#attempt
      this.#changed.push(arc)
      this.#before.push(reduced[arc])
    }
  }

  #takeBack(bound: number): void {
    const { ascent } = this
    for (let i = 0; i < this.#changed.length; i++)
      ascent.reduced[this.#changed[i]] = this.#before[i]
    ascent.bound = bound
  }

  /** Gives back what a chain's cuts that hold no must but chosen ones were charged; how many they are. */
  #release({ inside, mustPlaces, sizes, amounts }: Chain): number {
    const { ascent } = this
    const { heads, offsets, out } = ascent.problem.net
    const limit =
      mustPlaces.find((place) => this.#isChosen[inside[place]] === 0) ?? Number.POSITIVE_INFINITY
    let count = 0
    while (count < sizes.length && sizes[count] <= limit) count++
    if (count === 0) return 0
    const end = sizes[count - 1]
    // What cuts of at most so many nodes were charged.
    const upTo = new Float64Array(end + 1)
    for (let size = 1, cut = 0; size <= end; size++) {
      upTo[size] = upTo[size - 1]
      while (cut < count && sizes[cut] === size) upTo[size] += amounts[cut++]
    }
    const place = this.#place
    for (let i = 0; i < end; i++) place[inside[i]] = i
    for (let i = 0; i < end; i++) {
      this.#note(inside[i])
      for (let j = offsets[inside[i]]; j < offsets[inside[i] + 1]; j++) {
        // An arc into node i was charged by the cuts that hold it and not the arc's tail.
        const arc = out[j] ^ 1
        const tail = place[heads[out[j]]]
        const charged = upTo[tail < 0 ? end : tail] - upTo[i]
        if (charged > 0) ascent.reduced[arc] += charged
      }
    }
    for (let i = 0; i < end; i++) place[inside[i]] = -1
    ascent.bound -= upTo[end]
    return count
  }

  /** What the tree pays, of what is left of its arcs, to join the chosen musts to the others. */
  #treeCost(chosen: readonly number[]): number {
    const { heads } = this.ascent.problem.net
    const seen = this.#place
    const path: number[] = []
    let sum = 0
    for (const must of chosen) {
      let node = must
      while (seen[node] < 0 && (this.#isMust[node] === 0 || this.#isChosen[node] === 1)) {
        const arc = this.#entry[node]
        // A tree that does not hold the must shows nothing.
        if (arc < 0) sum = Number.POSITIVE_INFINITY
        if (arc < 0) break
        seen[node] = 0
        path.push(node)
        sum += this.ascent.reduced[arc]
        node = heads[arc ^ 1]
      }
    }
    for (const node of path) seen[node] = -1
    return sum
  }
}
