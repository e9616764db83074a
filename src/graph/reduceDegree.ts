// The reductions that look at one node or one pair of edges: dead ends, nodes passed through, parallel
// edges, and musts that hang by one edge (Duin & Volgenant 1989; with prizes Ljubić et al. 2006).
import type { Shrinker } from '#graph/shrink.ts'

/** Applies the degree and parallel tests until none finds anything more. */
export function reduceDegrees(graph: Shrinker): void {
  const { degree, alive } = graph
  const queue: number[] = []
  const queued = new Uint8Array(degree.length)
  const enqueue = (node: number): void => {
    if (queued[node] === 1) return
    queued[node] = 1
    queue.push(node)
  }
  for (let v = 0; v < degree.length; v++) if (alive[v] === 1) enqueue(v)
  const parallel = new ParallelTest(graph)
  for (let i = 0; i < queue.length; i++) {
    const node = queue[i]
    queued[node] = 0
    if (alive[node] === 0) continue
    parallel.run(node, enqueue)
    if (degree[node] > 2) continue
    const arc = graph.first[node]
    if (arc < 0) {
      if (node !== graph.root && graph.prize[node] !== Number.POSITIVE_INFINITY)
        graph.deleteNode(node)
      continue
    }
    const near = graph.heads[arc]
    if (degree[node] === 1) {
      if (!reduceLeaf(graph, node, arc)) continue
      enqueue(near)
    } else if (node !== graph.root && passThrough(graph, node)) {
      const second = graph.next[arc]
      const far = graph.heads[second]
      const discount = graph.prize[node]
      graph.offset += discount
      graph.joinEdges(arc ^ 1, second, discount)
      graph.alive[node] = 0
      graph.nodesLeft--
      enqueue(near)
      enqueue(far)
    }
  }
}

/** A node of degree 1 is cut off, or made one with its neighbor; false where it must stay. */
function reduceLeaf(graph: Shrinker, node: number, arc: number): boolean {
  const { prize, cost } = graph
  const near = graph.heads[arc]
  const value = prize[node]
  if (node === graph.root || value === Number.POSITIVE_INFINITY) {
    if (graph.mustCount < 2) return false
    // The edge is in every tree, and so is the neighbor.
    if (prize[near] === Number.POSITIVE_INFINITY) graph.mustCount--
    graph.offset += node === graph.root ? cost[arc] : cost[arc ^ 1]
    prize[near] = Number.POSITIVE_INFINITY
    graph.contract(arc ^ 1)
    return true
  }
  const price = cost[arc ^ 1]
  if (value <= price) {
    graph.deleteNode(node)
    return true
  }
  prize[near] += value - price
  graph.offset += price
  graph.contract(arc ^ 1)
  return true
}

/** True where no best tree needs to end at the node: its prize pays for neither edge alone. */
function passThrough(graph: Shrinker, node: number): boolean {
  const value = graph.prize[node]
  if (value === 0) return true
  const arc = graph.first[node]
  const second = graph.next[arc]
  // A discount must leave both directions of the joined edge at 0 or more.
  const least = Math.min(graph.cost[arc ^ 1], graph.cost[second ^ 1])
  return value <= least
}

/** Of edges that join the same two nodes only those stay that are cheapest in one direction. */
class ParallelTest {
  readonly #graph: Shrinker
  readonly #seen: Int32Array

  constructor(graph: Shrinker) {
    this.#graph = graph
    this.#seen = new Int32Array(graph.alive.length).fill(-1)
  }

  run(node: number, enqueue: (node: number) => void): void {
    const { first, next, heads, cost } = this.#graph
    const seen = this.#seen
    for (let arc = first[node]; arc >= 0; ) {
      const after = next[arc]
      const head = heads[arc]
      const old = seen[head]
      if (old < 0) seen[head] = arc
      else if (cost[old] <= cost[arc] && cost[old ^ 1] <= cost[arc ^ 1]) {
        this.#graph.deleteEdge(arc >> 1)
        enqueue(head)
      } else if (cost[arc] <= cost[old] && cost[arc ^ 1] <= cost[old ^ 1]) {
        this.#graph.deleteEdge(old >> 1)
        seen[head] = arc
        enqueue(head)
      }
      arc = after
    }
    for (let arc = first[node]; arc >= 0; arc = next[arc]) seen[heads[arc]] = -1
  }
}
