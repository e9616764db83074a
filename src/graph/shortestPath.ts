// Shortest paths from many sources at once (Dijkstra 1959) on graphs in compressed sparse rows.
import type { Graph } from '#graph/graph.ts'
import { IndexedHeap } from '#graph/heap.ts'

/** For each node the way back to the nearest source. */
export interface ShortestPaths {
  /** Infinity where no source reaches the node. */
  readonly distanceForNode: Float64Array
  /** The edge towards the source; -1 at sources and where no source reaches. */
  readonly edgeForNode: Int32Array
  /** The nearest source; -1 where none reaches. */
  readonly sourceForNode: Int32Array
}

/**
 * The shortest path from each node to the nearest source.
 *
 * @param options.limit Nodes farther than this are left unreached.
 * @param options.startForSource Distance already behind each source, in the order of `sources`.
 * @throws RangeError where a source is no node.
 */
export function shortestPaths(
  graph: Graph,
  sources: ArrayLike<number>,
  options: { readonly limit?: number; readonly startForSource?: ArrayLike<number> } = {},
): ShortestPaths {
  const { nodeCount, offsets, heads, edges, cost } = graph
  const limit = options.limit ?? Number.POSITIVE_INFINITY
  const distanceForNode = new Float64Array(nodeCount).fill(Number.POSITIVE_INFINITY)
  const edgeForNode = new Int32Array(nodeCount).fill(-1)
  const sourceForNode = new Int32Array(nodeCount).fill(-1)
  const heap = new IndexedHeap(nodeCount)
  for (let i = 0; i < sources.length; i++) {
    const source = sources[i]
    if (!(source >= 0 && source < nodeCount)) {
      throw new RangeError(
        `Cannot search from node ${source}: the graph has nodes 0 to ${nodeCount - 1}`,
      )
    }
    const start = options.startForSource?.[i] ?? 0
    if (!(start < distanceForNode[source]) || start > limit) continue
    distanceForNode[source] = start
    sourceForNode[source] = source
    heap.set(source, start)
  }
  while (heap.size > 0) {
    const node = heap.pop()
    const distance = distanceForNode[node]
    for (let i = offsets[node]; i < offsets[node + 1]; i++) {
      const next = heads[i]
      const reached = distance + cost[edges[i]]
      if (reached >= distanceForNode[next] || reached > limit) continue
      distanceForNode[next] = reached
      edgeForNode[next] = edges[i]
      sourceForNode[next] = sourceForNode[node]
      heap.set(next, reached)
    }
  }
  return { distanceForNode, edgeForNode, sourceForNode }
}

/** The edges of the path from a node back to its source, in that order. */
export function pathToSource(graph: Graph, paths: ShortestPaths, node: number): number[] {
  const path: number[] = []
  let at = node
  for (let edge = paths.edgeForNode[at]; edge >= 0; edge = paths.edgeForNode[at]) {
    path.push(edge)
    at = graph.from[edge] === at ? graph.to[edge] : graph.from[edge]
  }
  return path
}
