// What every tree search here works on: a network whose edges are pairs of opposite arcs with costs
// of their own, a root, and a prize at each node that a tree may leave out at that price. A Steiner
// tree is the case where prizes are 0 or Infinity; node costs stand in the arcs that enter the node.
import type { Graph } from '#graph/graph.ts'

/** Arcs `2e` and `2e + 1` are edge e in its two directions, so `arc ^ 1` is the way back. */
export interface Net {
  readonly nodeCount: number
  readonly arcCount: number
  /** Where each arc leads; `heads[arc ^ 1]` is where it starts. */
  readonly heads: Int32Array
  /** Arcs that leave node v: positions `offsets[v]` to `offsets[v + 1]` of `out`. */
  readonly offsets: Int32Array
  readonly out: Int32Array
}

/** Find the tree from the root that costs least: its arcs, and the prizes of what it leaves out. */
export interface RootedProblem {
  readonly net: Net
  /** For each arc. */
  readonly cost: Float64Array
  /** For each node: what leaving it out costs. Infinity: it must be in. */
  readonly prize: Float64Array
  readonly root: number
  /**
   * For each node the part of every arc that enters it which is the node's own cost; absent where no
   * node costs anything, and the costs of an arc and its way back are then the same.
   */
  readonly entryCost?: Float64Array
}

/** A tree as the arc that enters each of its nodes, parents before children; the root has none. */
export interface RootedTree {
  readonly arcs: Int32Array
  readonly cost: number
}

/** A net from the ends of its edges; loops are given no arcs. */
export function buildNet(nodeCount: number, from: ArrayLike<number>, to: ArrayLike<number>): Net {
  const edgeCount = from.length
  const arcCount = edgeCount * 2
  const heads = new Int32Array(arcCount)
  const offsets = new Int32Array(nodeCount + 1)
  for (let e = 0; e < edgeCount; e++) {
    heads[2 * e] = to[e]
    heads[2 * e + 1] = from[e]
    if (from[e] === to[e]) continue
    offsets[from[e] + 1]++
    offsets[to[e] + 1]++
  }
  for (let v = 0; v < nodeCount; v++) offsets[v + 1] += offsets[v]
  const next = offsets.slice(0, nodeCount)
  const out = new Int32Array(offsets[nodeCount])
  for (let arc = 0; arc < arcCount; arc++) {
    const start = heads[arc ^ 1]
    if (start !== heads[arc]) out[next[start]++] = arc
  }
  return { nodeCount, arcCount, heads, offsets, out }
}

/** A graph with its edges' costs as a rooted problem; node costs go into the arcs that enter. */
export function rootedProblem(
  graph: Graph,
  root: number,
  prize: Float64Array,
  nodeCosts?: Float64Array,
): RootedProblem {
  const net = buildNet(graph.nodeCount, graph.from, graph.to)
  const cost = new Float64Array(net.arcCount)
  for (let arc = 0; arc < net.arcCount; arc++)
    cost[arc] = graph.cost[arc >> 1] + (nodeCosts === undefined ? 0 : nodeCosts[net.heads[arc]])
  return nodeCosts === undefined
    ? { net, cost, prize, root }
    : { net, cost, prize, root, entryCost: nodeCosts }
}

/** What the tree costs, counted from its arcs alone. */
export function treeCost(problem: RootedProblem, arcs: ArrayLike<number>): number {
  const { net, cost, prize, root } = problem
  const within = new Uint8Array(net.nodeCount)
  within[root] = 1
  let total = 0
  for (let i = 0; i < arcs.length; i++) {
    total += cost[arcs[i]]
    within[net.heads[arcs[i]]] = 1
  }
  for (let v = 0; v < net.nodeCount; v++) if (within[v] === 0) total += prize[v]
  return total
}

/** A node that must be in but that the root does not reach, where there is one. */
export function findUnreached(problem: RootedProblem): number | undefined {
  const { net, prize, root } = problem
  const seen = new Uint8Array(net.nodeCount)
  const stack = [root]
  seen[root] = 1
  while (stack.length > 0) {
    const node = stack.pop() as number
    for (let i = net.offsets[node]; i < net.offsets[node + 1]; i++) {
      const next = net.heads[net.out[i]]
      if (seen[next] === 1) continue
      seen[next] = 1
      stack.push(next)
    }
  }
  for (let v = 0; v < net.nodeCount; v++)
    if (prize[v] === Number.POSITIVE_INFINITY && seen[v] === 0) return v
  return undefined
}
