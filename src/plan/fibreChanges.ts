// What one site more or less on the planned fibre would change: the shortest way to what is laid, and the
// stretch that serves one site alone.
import { buildGraph } from '#graph/graph.ts'
import { pathToSource, shortestPaths } from '#graph/shortestPath.ts'
import type { FibreOption } from '#options/fibre.ts'

/** Changes of a laid network by single sites. */
export interface FibreChanges {
  /** Discounted dollars from a node to what is laid; Infinity where no way leads. */
  readonly wayUsd: (node: number) => number
  /** The edges of that way. */
  readonly wayEdges: (node: number) => number[]
  /** Edges that would not be laid without the site at a node: up to the next branch or site. */
  readonly ownEdges: (node: number) => number[]
  /** Discounted dollars of some edges. */
  readonly edgesUsd: (edges: readonly number[]) => number
}

/**
 * @param edges What is laid: a tree from the root.
 * @param servedNodes Nodes of the sites that fibre serves.
 */
export function fibreChanges(
  { network, edgeNpvUsd: cost }: FibreOption,
  edges: ArrayLike<number>,
  servedNodes: Iterable<number>,
): FibreChanges {
  const { nodeCount, from, to } = network
  const graph = buildGraph(nodeCount, from, to, cost)
  const edgesAt = new Map<number, number[]>([[0, []]])
  for (let i = 0; i < edges.length; i++) {
    for (const node of [from[edges[i]], to[edges[i]]]) {
      const list = edgesAt.get(node)
      if (list === undefined) edgesAt.set(node, [edges[i]])
      else list.push(edges[i])
    }
  }
  const paths = shortestPaths(graph, [...edgesAt.keys()])
  const isServed = new Set(servedNodes).add(0)
  return {
    wayUsd: (node) => (node < 0 ? Number.POSITIVE_INFINITY : paths.distanceForNode[node]),
    wayEdges: (node) => pathToSource(graph, paths, node),
    ownEdges(start) {
      if (edgesAt.get(start)?.length !== 1) return []
      const own: number[] = []
      let node = start
      do {
        const edge = (edgesAt.get(node) as number[]).find((other) => other !== own.at(-1)) as number
        own.push(edge)
        node = from[edge] === node ? to[edge] : from[edge]
      } while (!isServed.has(node) && edgesAt.get(node)?.length === 2)
      return own
    },
    edgesUsd: (some) => some.reduce((total, edge) => total + cost[edge], 0),
  }
}
