// Local search by key-path exchange (Uchoa & Werneck 2010): each path between branchings or musts is
// taken out and its two sides are joined again by the cheapest path there is. One Voronoi diagram
// around the tree prices all exchanges; only the regions of a path's own nodes are searched anew.
import type { TreeBuilder } from '#graph/construct.ts'
import { DisjointSets } from '#graph/disjointSets.ts'
import { IndexedHeap } from '#graph/heap.ts'
import type { RootedProblem, RootedTree } from '#graph/rooted.ts'
import { TreeLayout } from '#graph/treeLayout.ts'

/** A way to join the two sides of a path: over this arc, and from its ends back into the tree. */
interface Exchange {
  readonly low: number
  readonly arc: number
  readonly length: number
  /** Ways back that differ from the diagram's, for nodes searched anew. */
  readonly entries: ReadonlyMap<number, number> | undefined
}

/** Exchanges key paths in trees of one problem, keeping its working arrays. */
export class KeyPathSearch {
  readonly #builder: TreeBuilder
  readonly #problem: RootedProblem
  readonly #cost: Float64Array
  readonly #layout: TreeLayout
  readonly #distance: Float64Array
  readonly #base: Int32Array
  readonly #entry: Int32Array
  readonly #heap: IndexedHeap

  /** @param builder Of the same problem, whose costs must be the same both ways where open. */
  constructor(builder: TreeBuilder) {
    const { problem } = builder
    const { nodeCount, arcCount } = problem.net
    this.#builder = builder
    this.#problem = problem
    this.#cost = new Float64Array(arcCount >> 1)
    this.#layout = new TreeLayout(problem, this.#cost)
    this.#distance = new Float64Array(nodeCount)
    this.#base = new Int32Array(nodeCount)
    this.#entry = new Int32Array(nodeCount)
    this.#heap = new IndexedHeap(nodeCount)
  }

  /** Improves a tree until a pass gains less than a share of its cost; never makes it dearer. */
  improve(tree: RootedTree, leastShare: number, mustStop: () => boolean): RootedTree {
    const { cost } = this.#problem
    for (let e = 0; e < this.#cost.length; e++)
      this.#cost[e] = Math.min(cost[2 * e], cost[2 * e + 1])
    let best = tree
    while (best.arcs.length > 0 && !mustStop()) {
      const next = this.#pass(best)
      const gain = best.cost - next.cost
      if (gain > 0) best = next
      if (!(gain > leastShare * best.cost)) break
    }
    return best
  }

  #pass(tree: RootedTree): RootedTree {
    this.#layout.layOut(tree)
    this.#drawRegions()
    const exchanges = this.#globalExchanges()
    this.#localExchanges(exchanges)
    const worthwhile = [...exchanges.values()].filter(
      ({ low, length }) => length < this.#layout.pathCost[low] * (1 - 1e-12),
    )
    if (worthwhile.length === 0) return tree
    return this.#apply(tree, worthwhile)
  }

  /** The Voronoi diagram of the tree's nodes, no farther than the dearest path. */
  #drawRegions(): void {
    const { heads, offsets, out } = this.#problem.net
    const distance = this.#distance.fill(Number.POSITIVE_INFINITY)
    const base = this.#base.fill(-1)
    const entry = this.#entry.fill(-1)
    const heap = this.#heap
    let limit = 0
    for (let i = 0; i < this.#layout.count; i++) {
      const node = this.#layout.order[i]
      distance[node] = 0
      base[node] = node
      heap.set(node, 0)
      if (this.#layout.pathCost[node] > limit) limit = this.#layout.pathCost[node]
    }
    while (heap.size > 0) {
      const node = heap.pop()
      for (let i = offsets[node]; i < offsets[node + 1]; i++) {
        const arc = out[i]
        const head = heads[arc]
        const reached = distance[node] + this.#cost[arc >> 1]
        if (reached >= distance[head] || reached > limit) continue
        distance[head] = reached
        base[head] = base[node]
        entry[head] = arc
        heap.set(head, reached)
      }
    }
  }

  /** For each path the cheapest way between its sides that keeps off its own nodes' regions. */
  #globalExchanges(): Map<number, Exchange> {
    const { heads, arcCount } = this.#problem.net
    const base = this.#base
    const distance = this.#distance
    let dearest = 0
    for (let i = 0; i < this.#layout.count; i++)
      if (this.#layout.pathCost[this.#layout.order[i]] > dearest)
        dearest = this.#layout.pathCost[this.#layout.order[i]]
    let count = 0
    const edges = new Int32Array(arcCount >> 1)
    const lengths = new Float64Array(arcCount >> 1)
    for (let e = 0; e < arcCount >> 1; e++) {
      const u = heads[2 * e + 1]
      const v = heads[2 * e]
      if (u === v || base[u] === base[v] || base[u] < 0 || base[v] < 0) continue
      const length = distance[u] + this.#cost[e] + distance[v]
      if (!(length < dearest)) continue
      lengths[e] = length
      edges[count++] = e
    }
    const sorted = edges.subarray(0, count).sort((a, b) => lengths[a] - lengths[b] || a - b)
    const found = new Map<number, Exchange>()
    const climb = new Int32Array(this.#problem.net.nodeCount)
    for (let i = 0; i < this.#layout.count; i++)
      climb[this.#layout.order[i]] = this.#layout.order[i]
    for (const e of sorted) {
      const a = base[heads[2 * e + 1]]
      const b = base[heads[2 * e]]
      this.#cover(a, b, 2 * e, lengths[e], climb, found)
      this.#cover(b, a, 2 * e, lengths[e], climb, found)
    }
    return found
  }

  /** Gives the exchange to every path wholly between `from` and where the way to `to` turns down. */
  #cover(
    from: number,
    to: number,
    arc: number,
    length: number,
    climb: Int32Array,
    found: Map<number, Exchange>,
  ): void {
    const low = this.#layout.low
    const high = this.#layout.high
    const { root } = this.#problem
    let at = find(climb, low[from] === from ? from : high[from])
    while (at !== root && !this.#layout.isBelow(to, at) && low[to] !== at) {
      found.set(at, { low: at, arc, length, entries: undefined })
      climb[at] = high[at]
      at = find(climb, high[at])
    }
  }

  /** Looks again inside the regions of each path's own nodes, which fall to their neighbors. */
  #localExchanges(found: Map<number, Exchange>): void {
    const { nodeCount } = this.#problem.net
    const low = this.#layout.low
    const base = this.#base
    const starts = new Int32Array(nodeCount + 1)
    for (let v = 0; v < nodeCount; v++)
      if (base[v] >= 0 && low[base[v]] !== base[v]) starts[low[base[v]] + 1]++
    for (let v = 0; v < nodeCount; v++) starts[v + 1] += starts[v]
    const nodes = new Int32Array(starts[nodeCount])
    const next = starts.slice(0, nodeCount)
    for (let v = 0; v < nodeCount; v++)
      if (base[v] >= 0 && low[base[v]] !== base[v]) nodes[next[low[base[v]]]++] = v
    const distance = new Float64Array(nodeCount)
    const side = new Int8Array(nodeCount)
    const entry = new Int32Array(nodeCount)
    const inRegion = new Int32Array(nodeCount).fill(-1)
    for (let i = 1; i < this.#layout.count; i++) {
      const path = this.#layout.order[i]
      if (low[path] !== path || starts[path] === starts[path + 1]) continue
      const region = nodes.subarray(starts[path], starts[path + 1])
      const known = found.get(path)
      const limit = Math.min(this.#layout.pathCost[path], known?.length ?? Number.POSITIVE_INFINITY)
      const exchange = this.#searchRegion(path, region, limit, { distance, side, entry, inRegion })
      if (exchange !== undefined) found.set(path, exchange)
    }
  }

  #searchRegion(
    path: number,
    region: Int32Array,
    limit: number,
    work: {
      readonly distance: Float64Array
      readonly side: Int8Array
      readonly entry: Int32Array
      readonly inRegion: Int32Array
    },
  ): Exchange | undefined {
    const { heads, offsets, out } = this.#problem.net
    const { distance, side, entry, inRegion } = work
    const cost = this.#cost
    const heap = this.#heap
    for (const node of region) {
      inRegion[node] = path
      distance[node] = Number.POSITIVE_INFINITY
      side[node] = -1
      entry[node] = -1
    }
    for (const node of region) {
      for (let i = offsets[node]; i < offsets[node + 1]; i++) {
        const arc = out[i] ^ 1
        const tail = heads[arc ^ 1]
        if (inRegion[tail] === path || this.#base[tail] < 0) continue
        const reached = this.#distance[tail] + cost[arc >> 1]
        if (reached >= distance[node] || reached >= limit) continue
        distance[node] = reached
        side[node] = this.#layout.isBelow(this.#base[tail], path) ? 1 : 0
        entry[node] = arc
      }
      if (entry[node] >= 0) heap.set(node, distance[node])
    }
    while (heap.size > 0) {
      const node = heap.pop()
      for (let i = offsets[node]; i < offsets[node + 1]; i++) {
        const arc = out[i]
        const head = heads[arc]
        if (inRegion[head] !== path) continue
        const reached = distance[node] + cost[arc >> 1]
        if (reached >= distance[head] || reached >= limit) continue
        distance[head] = reached
        side[head] = side[node]
        entry[head] = arc
        heap.set(head, reached)
      }
    }
    let least = limit
    let best = -1
    for (const node of region) {
      if (entry[node] < 0) continue
      for (let i = offsets[node]; i < offsets[node + 1]; i++) {
        const head = heads[out[i]]
        const inside = inRegion[head] === path
        if (inside ? entry[head] < 0 : this.#base[head] < 0) continue
        const other = inside ? side[head] : this.#layout.isBelow(this.#base[head], path) ? 1 : 0
        if (other === side[node]) continue
        const far = inside ? distance[head] : this.#distance[head]
        const length = distance[node] + cost[out[i] >> 1] + far
        if (length >= least) continue
        least = length
        best = out[i]
      }
    }
    if (best < 0) return undefined
    const entries = new Map<number, number>()
    for (const end of [heads[best], heads[best ^ 1]])
      for (let at = end; inRegion[at] === path; at = heads[entry[at] ^ 1])
        entries.set(at, entry[at])
    return { low: path, arc: best, length: least, entries }
  }

  /** Makes as many exchanges as do not disturb each other, and keeps the paths that still serve. */
  #apply(tree: RootedTree, exchanges: Exchange[]): RootedTree {
    const { heads } = this.#problem.net
    const { root } = this.#problem
    const low = this.#layout.low
    const gain = (exchange: Exchange): number =>
      this.#layout.pathCost[exchange.low] - exchange.length
    exchanges.sort((a, b) => gain(b) - gain(a) || a.low - b.low)
    const removed = new Set<number>()
    const locked = new Set<number>()
    const links: { length: number; a: number; b: number; exchange?: Exchange; path: number }[] = []
    for (const exchange of exchanges) {
      const ends = [heads[exchange.arc ^ 1], heads[exchange.arc]].map((node) =>
        this.#baseOf(node, exchange.entries),
      )
      const paths = ends.filter((end) => low[end] !== end).map((end) => low[end])
      if (locked.has(exchange.low) || paths.some((path) => removed.has(path))) continue
      removed.add(exchange.low)
      for (const path of paths) locked.add(path)
      links.push({ length: exchange.length, a: ends[0], b: ends[1], exchange, path: exchange.low })
    }
    const sets = new DisjointSets(this.#problem.net.nodeCount)
    for (let i = 1; i < this.#layout.count; i++) {
      const node = this.#layout.order[i]
      if (!removed.has(low[node])) sets.join(node, heads[this.#layout.parent[node] ^ 1])
    }
    for (const path of removed)
      links.push({ length: this.#layout.pathCost[path], a: path, b: this.#layout.high[path], path })
    links.sort((x, y) => x.length - y.length || x.path - y.path)
    const { within } = this.#builder
    within.fill(0)
    within[root] = 1
    for (const arc of tree.arcs) {
      const node = heads[arc]
      if (low[node] === node || !removed.has(low[node])) within[node] = 1
    }
    for (const link of links) {
      if (!sets.join(link.a, link.b)) continue
      if (link.exchange === undefined) this.#keepPath(link.path, within)
      else this.#takeExchange(link.exchange, within)
    }
    return this.#builder.finish()
  }

  #baseOf(node: number, entries: ReadonlyMap<number, number> | undefined): number {
    let at = node
    for (let arc = entries?.get(at); arc !== undefined; arc = entries?.get(at))
      at = this.#problem.net.heads[arc ^ 1]
    return this.#base[at]
  }

  #keepPath(path: number, within: Uint8Array): void {
    for (
      let at = path;
      at !== this.#layout.high[path];
      at = this.#problem.net.heads[this.#layout.parent[at] ^ 1]
    )
      within[at] = 1
  }

  #takeExchange(exchange: Exchange, within: Uint8Array): void {
    const { heads } = this.#problem.net
    for (const end of [heads[exchange.arc ^ 1], heads[exchange.arc]]) {
      let at = end
      for (;;) {
        within[at] = 1
        const arc = exchange.entries?.get(at) ?? this.#entry[at]
        if (arc < 0) break
        at = heads[arc ^ 1]
      }
    }
  }
}

function find(climb: Int32Array, node: number): number {
  let at = node
  while (climb[at] !== at) {
    climb[at] = climb[climb[at]]
    at = climb[at]
  }
  return at
}
