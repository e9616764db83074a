// The fibre network falls into blocks that touch only at the root (an island, a valley behind one
// exchange). Each is a prize-collecting Steiner tree of its own, solved apart and, given threads, at once.
import type { Kernel } from '#base/workers.ts'
import { buildGraph } from '#graph/graph.ts'
import { prizeSteinerTree } from '#graph/prizeSteiner.ts'
import type { NetworkSolution } from '#graph/problem.ts'
import type { FibreNetwork } from '#options/fibreNetwork.ts'

/** One block; its node 0 is the root. */
export interface Block {
  /** The network's node for each of the block's. */
  readonly nodes: Int32Array
  /** The network's edge for each of the block's. */
  readonly edges: Int32Array
  readonly from: Int32Array
  readonly to: Int32Array
}

/** The blocks that hold a node of interest, by their lowest node; unreachable pieces are left out. */
export function findBlocks(network: FibreNetwork, isOfInterest: Uint8Array): Block[] {
  const { nodeCount, from, to } = network
  const parent = Int32Array.from({ length: nodeCount }, (_, node) => node)
  const find = (start: number): number => {
    let node = start
    while (parent[node] !== node) {
      parent[node] = parent[parent[node]]
      node = parent[node]
    }
    return node
  }
  for (let e = 0; e < from.length; e++) {
    if (from[e] === 0 || to[e] === 0) continue
    const a = find(from[e])
    const b = find(to[e])
    if (a !== b) parent[Math.max(a, b)] = Math.min(a, b)
  }
  const touchesRoot = new Uint8Array(nodeCount)
  for (let e = 0; e < from.length; e++) {
    if (from[e] === 0) touchesRoot[find(to[e])] = 1
    else if (to[e] === 0) touchesRoot[find(from[e])] = 1
  }
  const wanted = new Uint8Array(nodeCount)
  for (let node = 1; node < nodeCount; node++) if (isOfInterest[node] === 1) wanted[find(node)] = 1
  const nodesOf = new Map<number, number[]>()
  const localNode = new Int32Array(nodeCount)
  for (let node = 1; node < nodeCount; node++) {
    const top = find(node)
    if (wanted[top] === 0 || touchesRoot[top] === 0) continue
    let nodes = nodesOf.get(top)
    if (nodes === undefined) {
      nodes = [0]
      nodesOf.set(top, nodes)
    }
    localNode[node] = nodes.length
    nodes.push(node)
  }
  const edgesOf = new Map<number, number[]>([...nodesOf.keys()].map((top) => [top, []]))
  for (let e = 0; e < from.length; e++) edgesOf.get(find(from[e] === 0 ? to[e] : from[e]))?.push(e)
  return [...nodesOf].map(([top, nodes]) => {
    const edges = Int32Array.from(edgesOf.get(top) ?? [])
    return {
      nodes: Int32Array.from(nodes),
      edges,
      from: edges.map((e) => localNode[from[e]]),
      to: edges.map((e) => localNode[to[e]]),
    }
  })
}

/** What one search is asked: a block with its money. */
export interface BlockProblem {
  readonly nodeCount: number
  readonly from: Int32Array
  readonly to: Int32Array
  readonly cost: Float64Array
  readonly prizes: Float64Array
  readonly iterations: number
  readonly seed: number
}

/** Finds the cheapest network of one block; runs in any thread. */
export const blockKernel: Kernel<BlockProblem, NetworkSolution> = {
  name: 'plan-block',
  run({ nodeCount, from, to, cost, prizes, iterations, seed }) {
    const graph = buildGraph(nodeCount, from, to, cost)
    return prizeSteinerTree(graph, 0, prizes, { iterations, seed })
  },
}
