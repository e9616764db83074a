// Reductions that compare an edge or a node with ways around it: special distances, nearest vertex,
// short links, and nodes of degree 3 that no best tree branches at (Duin & Volgenant 1989; Polzin &
// Daneshmand 2001). They need costs that are the same both ways.
import { IndexedHeap } from '#graph/heap.ts'
import type { Shrinker } from '#graph/shrink.ts'
import { type TerminalDistances, terminalDistances } from '#graph/terminalDistances.ts'

/** A local search for a way around settles at most this many nodes. */
const settledLimit = 60
/** Nodes with more edges than this are not searched through. */
const hubDegree = 200

/** Applies each distance test once over the whole problem; true where anything went. */
export function reduceDistances(graph: Shrinker): boolean {
  const before = graph.edgesLeft
  if (graph.mustCount > 1) {
    const near = terminalDistances(graph)
    contractNearest(graph, near)
    deleteByTerminals(graph, graph.edgesLeft < before ? terminalDistances(graph) : near)
  }
  const detour = new Detour(graph)
  deleteByDetours(graph, detour)
  return graph.edgesLeft < before
}

/** The same for nodes of degree 3, which needs the special distances of the problem as it stands. */
export function reduceBranchings(graph: Shrinker): boolean {
  const before = graph.nodesLeft
  const near = graph.mustCount > 1 ? terminalDistances(graph) : undefined
  const detour = new Detour(graph)
  for (let v = 0; v < graph.alive.length; v++)
    if (graph.alive[v] === 1 && graph.degree[v] === 3 && graph.prize[v] === 0)
      replaceBranching(graph, v, near, detour)
  return graph.nodesLeft < before
}

/**
 * An edge from a must is in some best tree where every other edge out of the must costs at least the
 * way over it to another must (nearest vertex).
 */
function contractNearest(graph: Shrinker, near: TerminalDistances): void {
  const { first, next, heads, cost, prize, alive } = graph
  const merged = new Int32Array(alive.length)
  for (let v = 0; v < merged.length; v++) merged[v] = v
  const now = (node: number): number => {
    let at = node
    while (merged[at] !== at) at = merged[at]
    return at
  }
  for (let v = 0; v < alive.length; v++) {
    if (alive[v] === 0 || prize[v] !== Number.POSITIVE_INFINITY || graph.mustCount < 2) continue
    let best = -1
    let second = Number.POSITIVE_INFINITY
    for (let arc = first[v]; arc >= 0; arc = next[arc]) {
      if (best < 0 || cost[arc] < cost[best]) {
        if (best >= 0) second = cost[best]
        best = arc
      } else if (cost[arc] < second) second = cost[arc]
    }
    if (best < 0) continue
    const head = heads[best]
    for (let place = 2 * head; place < 2 * head + 2; place++) {
      if (near.base[place] < 0 || now(near.base[place]) === v) continue
      if (second < cost[best] + near.distance[place]) continue
      graph.offset += cost[best]
      if (prize[head] === Number.POSITIVE_INFINITY) graph.mustCount--
      else if (prize[head] > 0) prize[head] = 0
      merged[head] = v
      graph.contract(best)
      break
    }
  }
}

/** The special distance of two nodes over their nearest musts. */
function overTerminals(near: TerminalDistances, u: number, v: number, below: number): number {
  const { base, distance } = near
  let least = Number.POSITIVE_INFINITY
  for (let a = 2 * u; a < 2 * u + 2; a++) {
    if (!(distance[a] < below)) break
    for (let b = 2 * v; b < 2 * v + 2; b++) {
      if (!(distance[b] < below)) break
      const ends = distance[a] > distance[b] ? distance[a] : distance[b]
      if (ends >= least) continue
      const middle = base[a] === base[b] ? 0 : near.bottleneck(base[a], base[b])
      const whole = middle > ends ? middle : ends
      if (whole < least) least = whole
    }
  }
  return least
}

/** Strictly smaller special distances stay true while edges go, so one pass needs no renewal. */
function deleteByTerminals(graph: Shrinker, near: TerminalDistances): void {
  const { heads, cost } = graph
  for (let slot = 0; slot < heads.length >> 1; slot++) {
    if (!graph.holds(slot)) continue
    const price = cost[2 * slot]
    if (overTerminals(near, heads[2 * slot], heads[2 * slot + 1], price) < price)
      graph.deleteEdge(slot)
  }
}

/** Deletes edges that another path between their ends does not exceed. */
function deleteByDetours(graph: Shrinker, detour: Detour): void {
  const { first, next, heads, cost, alive } = graph
  for (let v = 0; v < alive.length; v++) {
    if (alive[v] === 0 || graph.degree[v] < 2) continue
    let limit = 0
    for (let arc = first[v]; arc >= 0; arc = next[arc]) if (cost[arc] > limit) limit = cost[arc]
    detour.search(v, limit, -1)
    for (let arc = first[v]; arc >= 0; ) {
      const after = next[arc]
      if (detour.entryOf(heads[arc]) !== arc && detour.distanceTo(heads[arc]) <= cost[arc])
        graph.deleteEdge(arc >> 1)
      arc = after
    }
  }
}

/**
 * Puts direct edges between the neighbors in the place of a node of degree 3, where joining all three
 * around it costs no more than through it.
 */
function replaceBranching(
  graph: Shrinker,
  node: number,
  near: TerminalDistances | undefined,
  detour: Detour,
): void {
  const { first, next, heads, cost } = graph
  const a = first[node]
  const b = next[a]
  const c = next[b]
  if (heads[a] === heads[b] || heads[b] === heads[c] || heads[a] === heads[c]) return
  const total = cost[a] + cost[b] + cost[c]
  const around = (from: number, to: number): number => {
    const price = cost[from] + cost[to]
    const local = detour.distanceTo(heads[to])
    const special =
      near === undefined
        ? Number.POSITIVE_INFINITY
        : overTerminals(near, heads[from], heads[to], total)
    // A way over musts may pass through this node, so only a strict gain counts.
    return special < local && special < price ? special + price * 1e-12 : local
  }
  detour.search(heads[a], total, node)
  const ab = around(a, b)
  const ac = around(a, c)
  detour.search(heads[b], total, node)
  const bc = around(b, c)
  const widest = Math.max(ab, ac, bc)
  if (!(ab + ac + bc - widest <= total)) return
  const pairs: [number, number, number][] = [
    [a, b, ab],
    [a, c, ac],
    [b, c, bc],
  ]
  const slots = [a >> 1, b >> 1, c >> 1]
  const kept = pairs
    .filter(([from, to, distance]) => distance > cost[from] + cost[to])
    .map(([from, to]) => ({
      from: heads[from],
      to: heads[to],
      cost: [cost[from ^ 1] + cost[to], cost[to ^ 1] + cost[from]] as const,
      code: graph.joinedCode(from ^ 1, to),
    }))
  graph.deleteNode(node)
  kept.forEach((edge, i) => {
    graph.place(slots[i], edge.from, edge.to, edge.cost, edge.code)
  })
}

/** Short searches from one node, whose arrays are cleared only where they were touched. */
class Detour {
  readonly #graph: Shrinker
  readonly #distance: Float64Array
  readonly #entry: Int32Array
  readonly #touched: number[] = []
  readonly #heap: IndexedHeap

  constructor(graph: Shrinker) {
    const nodeCount = graph.alive.length
    this.#graph = graph
    this.#distance = new Float64Array(nodeCount).fill(Number.POSITIVE_INFINITY)
    this.#entry = new Int32Array(nodeCount).fill(-1)
    this.#heap = new IndexedHeap(nodeCount)
  }

  distanceTo(node: number): number {
    return this.#distance[node]
  }

  /** The arc by which the node was reached. */
  entryOf(node: number): number {
    return this.#entry[node]
  }

  /** Finds what lies within `limit`, never entering `closed`; ties prefer a way of several edges. */
  search(start: number, limit: number, closed: number): void {
    const { first, next, heads, cost, degree } = this.#graph
    const distance = this.#distance
    const entry = this.#entry
    const heap = this.#heap
    for (const node of this.#touched) {
      distance[node] = Number.POSITIVE_INFINITY
      entry[node] = -1
    }
    this.#touched.length = 0
    heap.clear()
    this.#touched.push(start)
    distance[start] = 0
    heap.set(start, 0)
    for (let settled = 0; heap.size > 0 && settled < settledLimit; settled++) {
      const node = heap.pop()
      // A hub (all fibre there is, as one node) would be looked through anew in every search: ways over
      // it are left unfound, which only keeps an edge that might have gone.
      if (degree[node] > hubDegree && node !== start) continue
      const base = distance[node]
      for (let arc = first[node]; arc >= 0; arc = next[arc]) {
        const head = heads[arc]
        const reached = base + cost[arc]
        if (reached > limit || head === closed) continue
        if (reached > distance[head]) continue
        if (reached === distance[head]) {
          // The way must be another one: over an edge of no cost it could be the way back.
          if (cost[arc] > 0 && node !== start && heads[entry[head] ^ 1] === start) entry[head] = arc
          continue
        }
        if (entry[head] < 0) this.#touched.push(head)
        distance[head] = reached
        entry[head] = arc
        heap.set(head, reached)
      }
    }
  }
}
