// A network without the nodes that nobody asks for and that lie on a line or at its end: each line
// becomes one edge, and of edges between the same nodes the cheapest stays. Any tree worth having lives on.
import { buildGraph, type Graph } from '#graph/graph.ts'

/** A smaller network and what it stands for. */
export interface Condensed {
  readonly graph: Graph
  /** The source's node for each node. */
  readonly nodes: Int32Array
  /** The source's edges for each edge. */
  readonly pathForEdge: readonly (readonly number[])[]
}

interface Line {
  readonly a: number
  readonly b: number
  readonly cost: number
  readonly path: readonly number[]
}

/** @param isKept 1 for each node that must stay: the root and whatever may have a prize. */
export function condense(source: Graph, isKept: Uint8Array): Condensed {
  let lines: Line[] = []
  for (let e = 0; e < source.edgeCount; e++)
    lines.push({ a: source.from[e], b: source.to[e], cost: source.cost[e], path: [e] })
  for (;;) {
    const before = lines.length
    lines = withoutLines(cheapestOfParallels(lines), isKept)
    if (lines.length === before) break
  }
  const isLeft = isKept.slice()
  for (const { a, b } of lines) {
    isLeft[a] = 1
    isLeft[b] = 1
  }
  const nodes: number[] = []
  const index = new Int32Array(source.nodeCount).fill(-1)
  for (let v = 0; v < source.nodeCount; v++) {
    if (isLeft[v] === 0) continue
    index[v] = nodes.length
    nodes.push(v)
  }
  const graph = buildGraph(
    nodes.length,
    Int32Array.from(lines, ({ a }) => index[a]),
    Int32Array.from(lines, ({ b }) => index[b]),
    Float64Array.from(lines, ({ cost }) => cost),
  )
  return { graph, nodes: Int32Array.from(nodes), pathForEdge: lines.map(({ path }) => path) }
}

/** No loops, and one line between two nodes: the cheapest, the first of equals. */
function cheapestOfParallels(lines: readonly Line[]): Line[] {
  const best = new Map<number, Map<number, number>>()
  lines.forEach(({ a, b, cost }, k) => {
    if (a === b) return
    const low = Math.min(a, b)
    let from = best.get(low)
    if (from === undefined) {
      from = new Map()
      best.set(low, from)
    }
    const other = from.get(Math.max(a, b))
    if (other === undefined || cost < lines[other].cost) from.set(Math.max(a, b), k)
  })
  const kept = [...best.values()].flatMap((from) => [...from.values()]).sort((a, b) => a - b)
  return kept.map((k) => lines[k])
}

/** Dead ends go, and nodes passed through: their two lines become one. */
function withoutLines(lines: readonly Line[], isKept: Uint8Array): Line[] {
  const now: (Line | undefined)[] = [...lines]
  const at: number[][] = Array.from(isKept, () => [])
  lines.forEach(({ a, b }, k) => {
    at[a].push(k)
    at[b].push(k)
  })
  const drop = (node: number, k: number): void => {
    at[node].splice(at[node].indexOf(k), 1)
  }
  const waiting: number[] = []
  for (let v = 0; v < at.length; v++) waiting.push(v)
  while (waiting.length > 0) {
    const node = waiting.pop() as number
    if (isKept[node] === 1 || at[node].length === 0 || at[node].length > 2) continue
    const ends = at[node].map((k) => now[k] as Line)
    const far = ends.map(({ a, b }) => (a === node ? b : a))
    at[node].forEach((k, which) => {
      drop(far[which], k)
      now[k] = undefined
    })
    at[node] = []
    if (ends.length === 2 && far[0] !== far[1]) {
      const k = now.length
      now.push({
        a: far[0],
        b: far[1],
        cost: ends[0].cost + ends[1].cost,
        path: [...ends[0].path, ...ends[1].path],
      })
      at[far[0]].push(k)
      at[far[1]].push(k)
    }
    waiting.push(...far)
  }
  return now.filter((line) => line !== undefined)
}
