// Minimum spanning trees: Kruskal 1956 on a graph, Prim 1957 on points whose distances are computed.
import { DisjointSets } from '#graph/disjointSets.ts'
import type { Graph } from '#graph/graph.ts'

/**
 * The edges of a minimum spanning forest, ascending: one tree for each connected part. Of edges that
 * cost the same, the first in the graph's order wins.
 */
export function minimumSpanningTree(graph: Graph): Int32Array {
  const { nodeCount, edgeCount, from, to, cost } = graph
  const order = new Int32Array(edgeCount)
  for (let e = 0; e < edgeCount; e++) order[e] = e
  order.sort((a, b) => cost[a] - cost[b] || a - b)
  const sets = new DisjointSets(nodeCount)
  const taken: number[] = []
  for (const e of order) if (sets.join(from[e], to[e])) taken.push(e)
  return Int32Array.from(taken).sort()
}

/** How each point joins a tree that grows from seeds. */
export interface PrimTree {
  /** The point each one joins; -1 for seeds and points that no finite distance joins. */
  readonly parentForPoint: Int32Array
  /** Length of the joining edge; 0 for seeds, Infinity for points left out. */
  readonly lengthForPoint: Float64Array
  /** The points in the order they joined, seeds first. */
  readonly order: Int32Array
}

/**
 * A minimum spanning tree over points with computed distances, in time quadratic in the points.
 *
 * @param distance Of two points; symmetric, Infinity where they cannot be joined.
 * @param seeds Points that stand in the tree from the start, at no length.
 */
export function primTree(
  count: number,
  distance: (a: number, b: number) => number,
  seeds: ArrayLike<number>,
): PrimTree {
  const parentForPoint = new Int32Array(count).fill(-1)
  const lengthForPoint = new Float64Array(count).fill(Number.POSITIVE_INFINITY)
  const waiting: number[] = []
  const order: number[] = []
  const isSeed = new Uint8Array(count)
  for (let i = 0; i < seeds.length; i++) {
    const seed = seeds[i]
    if (!(seed >= 0 && seed < count)) {
      throw new RangeError(
        `Cannot grow a tree from point ${seed}: there are points 0 to ${count - 1}`,
      )
    }
    isSeed[seed] = 1
  }
  for (let point = 0; point < count; point++) {
    if (isSeed[point] === 0) waiting.push(point)
    else {
      order.push(point)
      lengthForPoint[point] = 0
    }
  }
  for (let done = 0; waiting.length > 0; done++) {
    if (done < order.length) {
      const joined = order[done]
      for (const point of waiting) {
        const length = distance(joined, point)
        if (length < lengthForPoint[point]) {
          lengthForPoint[point] = length
          parentForPoint[point] = joined
        }
      }
      if (done + 1 < order.length) continue
    }
    let nearest = 0
    for (let i = 1; i < waiting.length; i++)
      if (lengthForPoint[waiting[i]] < lengthForPoint[waiting[nearest]]) nearest = i
    const point = waiting[nearest]
    if (lengthForPoint[point] === Number.POSITIVE_INFINITY) break
    order.push(point)
    waiting[nearest] = waiting[waiting.length - 1]
    waiting.pop()
  }
  return { parentForPoint, lengthForPoint, order: Int32Array.from(order) }
}
