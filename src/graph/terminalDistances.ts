// Distances to the two nearest musts of each node, and the bottleneck between musts: the largest edge
// on the way between two of them in the minimum spanning tree of their distances (Mehlhorn 1988).
import { PairHeap } from '#graph/heap.ts'
import type { Shrinker } from '#graph/shrink.ts'

/** The nearest musts of each node, as they were when this was made. */
export interface TerminalDistances {
  /** Entry `2v` is the nearest must of node v and `2v + 1` the second nearest; -1 where none. */
  readonly base: Int32Array
  readonly distance: Float64Array
  /** How far one must lie from another when each step goes from must to must. */
  readonly bottleneck: (a: number, b: number) => number
}

/** Musts farther away than this many mean edges hardly ever show that an edge can go. */
const reach = 4

/**
 * Finds the two nearest musts of each node of a problem whose costs are the same both ways, within
 * the reach of a few edges.
 */
export function terminalDistances(graph: Shrinker): TerminalDistances {
  const { first, next, heads, cost, prize, alive } = graph
  const nodeCount = alive.length
  const base = new Int32Array(2 * nodeCount).fill(-1)
  const distance = new Float64Array(2 * nodeCount).fill(Number.POSITIVE_INFINITY)
  const heap = new PairHeap()
  let total = 0
  for (let slot = 0; slot < heads.length >> 1; slot++)
    if (graph.holds(slot)) total += cost[2 * slot]
  const limit = (reach * total) / Math.max(1, graph.edgesLeft)
  for (let v = 0; v < nodeCount; v++)
    if (alive[v] === 1 && prize[v] === Number.POSITIVE_INFINITY) heap.push(0, v, v)
  while (heap.size > 0) {
    heap.pop()
    const { key, first: node, second: source } = heap
    const place = base[2 * node] < 0 ? 2 * node : 2 * node + 1
    if (base[place] >= 0 || base[2 * node] === source) continue
    base[place] = source
    distance[place] = key
    for (let arc = first[node]; arc >= 0; arc = next[arc]) {
      const head = heads[arc]
      const reached = key + cost[arc]
      if (reached <= limit && base[2 * head + 1] < 0 && base[2 * head] !== source)
        heap.push(reached, head, source)
    }
  }
  return { base, distance, bottleneck: bottlenecks(graph, base, distance) }
}

/** Answers how large the largest edge between two musts is, climbing a tree of depth log n. */
function bottlenecks(
  graph: Shrinker,
  base: Int32Array,
  distance: Float64Array,
): (a: number, b: number) => number {
  const { heads, cost } = graph
  const links: number[] = []
  for (let slot = 0; slot < heads.length >> 1; slot++) {
    if (!graph.holds(slot)) continue
    const a = base[2 * heads[2 * slot]]
    const b = base[2 * heads[2 * slot + 1]]
    if (a >= 0 && b >= 0 && a !== b) links.push(slot)
  }
  const length = (slot: number): number =>
    distance[2 * heads[2 * slot]] + cost[2 * slot] + distance[2 * heads[2 * slot + 1]]
  const lengths = Float64Array.from(links, length)
  const order = Int32Array.from(links, (_, i) => i)
  order.sort((a, b) => lengths[a] - lengths[b] || a - b)
  const nodeCount = graph.alive.length
  const parent = new Int32Array(nodeCount)
  const size = new Int32Array(nodeCount).fill(1)
  const joinedAt = new Float64Array(nodeCount).fill(Number.POSITIVE_INFINITY)
  for (let v = 0; v < nodeCount; v++) parent[v] = v
  const find = (node: number): number => {
    let at = node
    while (parent[at] !== at) at = parent[at]
    return at
  }
  for (const i of order) {
    let a = find(base[2 * heads[2 * links[i]]])
    let b = find(base[2 * heads[2 * links[i] + 1]])
    if (a === b) continue
    if (size[a] < size[b]) [a, b] = [b, a]
    parent[b] = a
    size[a] += size[b]
    joinedAt[b] = lengths[i]
  }
  return (a, b) => {
    let largest = 0
    let x = a
    let y = b
    // Links higher up were made later and are longer: climb from the side that leaves first.
    while (x !== y) {
      if (joinedAt[x] > joinedAt[y]) [x, y] = [y, x]
      if (joinedAt[x] === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY
      largest = joinedAt[x]
      x = parent[x]
    }
    return largest
  }
}
