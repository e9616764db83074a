// Resilience: the edges and nodes whose failure cuts a network apart (Tarjan 1974; Hopcroft & Tarjan
// 1973), and what each failure cuts off.
import { buildGraph, type Graph } from '#graph/graph.ts'

/** What a network cannot lose. */
export interface WeakPoints {
  /** Edges whose failure disconnects nodes, ascending. */
  readonly bridges: Int32Array
  /** Nodes whose failure disconnects others, ascending. */
  readonly articulation: Int32Array
}

/** A depth-first search laid out: how each node was found, and the earliest one it reaches back to. */
export interface DepthFirst {
  /** Nodes in the order they were found. */
  readonly order: Int32Array
  /** Place of each node in that order. */
  readonly found: Int32Array
  readonly parent: Int32Array
  readonly parentEdge: Int32Array
  /** The earliest place that the node's subtree reaches by one edge out of the tree. */
  readonly low: Int32Array
}

/**
 * Searches every part of the graph, that of node `first` first; loops are ignored, parallel edges count
 * as ways of their own.
 *
 * @param isBuilt 1 for each edge that counts; all do where absent.
 */
export function searchDepthFirst(graph: Graph, first = 0, isBuilt?: Uint8Array): DepthFirst {
  const { nodeCount, offsets, heads, edges } = graph
  const order = new Int32Array(nodeCount)
  const found = new Int32Array(nodeCount).fill(-1)
  const parent = new Int32Array(nodeCount).fill(-1)
  const parentEdge = new Int32Array(nodeCount).fill(-1)
  const low = new Int32Array(nodeCount)
  const next = offsets.slice(0, nodeCount)
  let count = 0
  for (let i = -1; i < nodeCount; i++) {
    const start = i < 0 ? first : i
    if (start >= nodeCount || found[start] >= 0) continue
    found[start] = count
    low[start] = count
    order[count++] = start
    let node = start
    while (node >= 0) {
      if (next[node] < offsets[node + 1]) {
        const i = next[node]++
        const head = heads[i]
        if (edges[i] === parentEdge[node] || head === node) continue
        if (isBuilt !== undefined && isBuilt[edges[i]] === 0) continue
        if (found[head] < 0) {
          found[head] = count
          low[head] = count
          order[count++] = head
          parent[head] = node
          parentEdge[head] = edges[i]
          node = head
        } else if (found[head] < low[node]) low[node] = found[head]
      } else {
        const above = parent[node]
        if (above >= 0 && low[node] < low[above]) low[above] = low[node]
        node = above
      }
    }
  }
  return { order, found, parent, parentEdge, low }
}

/** Finds every bridge and every articulation point. */
export function findWeakPoints(graph: Graph): WeakPoints {
  const { order, found, parent, parentEdge, low } = searchDepthFirst(graph)
  const bridges: number[] = []
  const isCut = new Uint8Array(graph.nodeCount)
  const children = new Int32Array(graph.nodeCount)
  for (const node of order) {
    const above = parent[node]
    if (above < 0) continue
    children[above]++
    if (low[node] > found[above]) bridges.push(parentEdge[node])
    if (low[node] >= found[above] && parent[above] >= 0) isCut[above] = 1
  }
  const articulation: number[] = []
  for (let v = 0; v < graph.nodeCount; v++)
    if (isCut[v] === 1 || (parent[v] < 0 && children[v] > 1)) articulation.push(v)
  return { bridges: Int32Array.from(bridges).sort(), articulation: Int32Array.from(articulation) }
}

/** What one failure takes from the gateways. */
export interface CutOff {
  readonly kind: 'edge' | 'node'
  /** The edge or node that fails. */
  readonly index: number
  /** Nodes that then reach no gateway, ascending; a node that fails itself is not among them. */
  readonly nodes: Int32Array
  /** Sum of their weights. */
  readonly weight: number
}

/**
 * For each bridge and articulation point what its failure cuts off from all gateways, heaviest first.
 *
 * Gateways are made one node that cannot fail. Nodes that no gateway reaches even now are in no list.
 *
 * @param weights What each node counts: people, demand; 1 where absent.
 */
export function findCutOffs(
  graph: Graph,
  gateways: ArrayLike<number>,
  weights?: Float64Array,
): CutOff[] {
  if (gateways.length === 0) return []
  const joined = joinGateways(graph, gateways)
  const { root } = joined
  const { order, found, parent, parentEdge, low } = searchDepthFirst(joined.graph, root)
  const size = new Int32Array(joined.graph.nodeCount).fill(1)
  for (let i = order.length - 1; i > 0; i--)
    if (parent[order[i]] >= 0) size[parent[order[i]]] += size[order[i]]
  const isReached = (node: number): boolean =>
    found[node] >= found[root] && found[node] < found[root] + size[root]
  const below = new Map<string, { kind: 'edge' | 'node'; index: number; nodes: number[] }>()
  const add = (kind: 'edge' | 'node', index: number, top: number): void => {
    const key = `${kind} ${index}`
    let entry = below.get(key)
    if (entry === undefined) {
      entry = { kind, index, nodes: [] }
      below.set(key, entry)
    }
    for (let i = found[top]; i < found[top] + size[top]; i++) entry.nodes.push(order[i])
  }
  for (const node of order) {
    const above = parent[node]
    if (above < 0 || !isReached(node)) continue
    if (low[node] > found[above]) add('edge', parentEdge[node], node)
    if (above !== root && low[node] >= found[above]) add('node', above, node)
  }
  const list = [...below.values()].map(({ kind, index, nodes }) => ({
    kind,
    index,
    nodes: Int32Array.from(nodes).sort(),
    weight: nodes.reduce((sum, node) => sum + (weights?.[node] ?? 1), 0),
  }))
  const rank = (cut: CutOff): number => (cut.kind === 'edge' ? 0 : 1)
  return list.sort((a, b) => b.weight - a.weight || rank(a) - rank(b) || a.index - b.index)
}

/** The same edges with all gateways made the first of them, which the search must start from. */
function joinGateways(
  graph: Graph,
  gateways: ArrayLike<number>,
): { readonly graph: Graph; readonly root: number } {
  const root = gateways[0]
  const isGateway = new Uint8Array(graph.nodeCount)
  for (let i = 0; i < gateways.length; i++) isGateway[gateways[i]] = 1
  const at = (node: number): number => (isGateway[node] === 1 ? root : node)
  return {
    graph: buildGraph(graph.nodeCount, graph.from.map(at), graph.to.map(at), graph.cost),
    root,
  }
}
