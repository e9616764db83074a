// Undirected graphs in compressed sparse rows, the ground of every network search here.

/** An undirected graph; edges keep the order they were given in. */
export interface Graph {
  readonly nodeCount: number
  readonly edgeCount: number
  /** Ends and cost of each edge. */
  readonly from: Int32Array
  readonly to: Int32Array
  readonly cost: Float64Array
  /** Arcs of node v: positions `offsets[v]` to `offsets[v + 1]` of `heads` and `edges`. */
  readonly offsets: Int32Array
  /** The node at the other end of each arc. */
  readonly heads: Int32Array
  /** The edge each arc belongs to. */
  readonly edges: Int32Array
}

/**
 * A graph from its edges.
 *
 * @throws RangeError where an end is no node, or a cost is negative or not a number.
 */
export function buildGraph(
  nodeCount: number,
  from: Int32Array,
  to: Int32Array,
  cost: Float64Array,
): Graph {
  const edgeCount = from.length
  const offsets = new Int32Array(nodeCount + 1)
  for (let e = 0; e < edgeCount; e++) {
    const u = from[e]
    const v = to[e]
    if (!(u >= 0 && u < nodeCount && v >= 0 && v < nodeCount)) {
      throw new RangeError(
        `Cannot build the graph: edge ${e} joins ${u} and ${v}, expected nodes below ${nodeCount}`,
      )
    }
    if (!(cost[e] >= 0)) {
      throw new RangeError(`Cannot build the graph: edge ${e} costs ${cost[e]}, expected 0 or more`)
    }
    offsets[u + 1]++
    if (u !== v) offsets[v + 1]++
  }
  for (let v = 0; v < nodeCount; v++) offsets[v + 1] += offsets[v]
  const next = offsets.slice(0, nodeCount)
  const heads = new Int32Array(offsets[nodeCount])
  const edges = new Int32Array(offsets[nodeCount])
  for (let e = 0; e < edgeCount; e++) {
    const u = from[e]
    const v = to[e]
    heads[next[u]] = v
    edges[next[u]++] = e
    if (u === v) continue
    heads[next[v]] = u
    edges[next[v]++] = e
  }
  return { nodeCount, edgeCount, from, to, cost, offsets, heads, edges }
}
