// A second opinion for the graph room's tests, sharing no code with it: seeded graphs, a validator that
// recounts every answer, and exact methods that only small cases allow.

/** A plain list of edges. */
export interface EdgeList {
  readonly nodeCount: number
  readonly edges: readonly (readonly [u: number, v: number, cost: number])[]
}

/** Uniform numbers in [0, 1) from a seed (Park & Miller 1988). */
export function draws(seed: number): () => number {
  let state = (seed * 7919 + 17) % 2147483647
  return () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
}

/** A connected graph: a random tree and more edges; small whole costs, so that ties and zeros abound. */
export function randomGraph(
  seed: number,
  nodeCount: number,
  extra: number,
  most: number,
): EdgeList {
  const draw = draws(seed)
  const edges: [number, number, number][] = []
  const cost = (): number => Math.floor(draw() * (most + 1))
  for (let v = 1; v < nodeCount; v++) edges.push([Math.floor(draw() * v), v, cost()])
  for (let i = 0; i < extra; i++) {
    const u = Math.floor(draw() * nodeCount)
    const v = Math.floor(draw() * nodeCount)
    if (u !== v) edges.push([u, v, cost()])
  }
  return { nodeCount, edges }
}

/** The arrays that `buildGraph` takes. */
export function edgeArrays({ edges }: EdgeList): [Int32Array, Int32Array, Float64Array] {
  return [
    Int32Array.from(edges, ([u]) => u),
    Int32Array.from(edges, ([, v]) => v),
    Float64Array.from(edges, ([, , cost]) => cost),
  ]
}

/** What is wrong with an answer that should be a tree; the cost counted from the edges alone. */
export function countTree(
  graph: EdgeList,
  solution: { readonly edges: Iterable<number>; readonly nodes: Iterable<number> },
  musts: Iterable<number>,
): { readonly faults: string[]; readonly cost: number } {
  const faults: string[] = []
  const nodes = new Set(solution.nodes)
  const neighbors = new Map<number, number[]>()
  for (const node of nodes) neighbors.set(node, [])
  let cost = 0
  let edgeCount = 0
  const seenEdges = new Set<number>()
  for (const e of solution.edges) {
    const [u, v, price] = graph.edges[e]
    if (seenEdges.has(e)) faults.push(`edge ${e} twice`)
    seenEdges.add(e)
    cost += price
    edgeCount++
    if (!nodes.has(u) || !nodes.has(v)) faults.push(`edge ${e} ends outside`)
    neighbors.get(u)?.push(v)
    neighbors.get(v)?.push(u)
  }
  if (nodes.size > 0 && edgeCount !== nodes.size - 1)
    faults.push('not a tree: wrong number of edges')
  const [start] = nodes
  const seen = new Set([start])
  const stack = [start]
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    for (const next of neighbors.get(at) ?? []) {
      if (seen.has(next)) continue
      seen.add(next)
      stack.push(next)
    }
  }
  if (nodes.size > 0 && seen.size !== nodes.size) faults.push('not connected')
  for (const must of musts) if (!nodes.has(must)) faults.push(`node ${must} left out`)
  return { faults, cost }
}

/** All shortest distances (Floyd 1962). */
export function allDistances({ nodeCount, edges }: EdgeList): number[][] {
  const distance = Array.from({ length: nodeCount }, (_, u) =>
    Array.from({ length: nodeCount }, (_, v) => (u === v ? 0 : Number.POSITIVE_INFINITY)),
  )
  for (const [u, v, cost] of edges) {
    distance[u][v] = Math.min(distance[u][v], cost)
    distance[v][u] = Math.min(distance[v][u], cost)
  }
  for (let k = 0; k < nodeCount; k++)
    for (let i = 0; i < nodeCount; i++)
      for (let j = 0; j < nodeCount; j++)
        distance[i][j] = Math.min(distance[i][j], distance[i][k] + distance[k][j])
  return distance
}

/** The cost of the cheapest Steiner tree, by sets of terminals (Dreyfus & Wagner 1971). */
export function dreyfusWagner(graph: EdgeList, terminals: readonly number[]): number {
  if (terminals.length < 2) return 0
  const distance = allDistances(graph)
  const { nodeCount } = graph
  const rest = terminals.slice(1)
  const full = (1 << rest.length) - 1
  const best = Array.from({ length: full + 1 }, () =>
    new Array<number>(nodeCount).fill(Number.POSITIVE_INFINITY),
  )
  rest.forEach((terminal, i) => {
    for (let v = 0; v < nodeCount; v++) best[1 << i][v] = distance[terminal][v]
  })
  for (let set = 1; set <= full; set++) {
    if ((set & (set - 1)) === 0) continue
    const joined = new Array<number>(nodeCount).fill(Number.POSITIVE_INFINITY)
    for (let part = (set - 1) & set; part > 0; part = (part - 1) & set)
      for (let v = 0; v < nodeCount; v++)
        joined[v] = Math.min(joined[v], best[part][v] + best[set ^ part][v])
    for (let v = 0; v < nodeCount; v++)
      for (let u = 0; u < nodeCount; u++)
        best[set][v] = Math.min(best[set][v], joined[u] + distance[u][v])
  }
  return best[full][terminals[0]]
}

/** The cost of the cheapest spanning tree over some nodes; Infinity where they do not hang together. */
export function spanningCost({ edges }: EdgeList, nodes: ReadonlySet<number>): number {
  const joined = new Map<number, number>()
  for (const node of nodes) joined.set(node, node)
  const find = (node: number): number => {
    const above = joined.get(node) as number
    return above === node ? node : find(above)
  }
  let cost = 0
  let left = nodes.size - 1
  for (const [u, v, price] of [...edges].sort((a, b) => a[2] - b[2])) {
    if (!nodes.has(u) || !nodes.has(v) || find(u) === find(v)) continue
    joined.set(find(u), find(v))
    cost += price
    left--
  }
  return left === 0 ? cost : Number.POSITIVE_INFINITY
}

/** The cheapest prize-collecting tree over all sets of nodes; any root where `root` is -1. */
export function prizeByEnumeration(
  graph: EdgeList,
  root: number,
  prizes: readonly number[],
  nodeCosts: readonly number[] = [],
): number {
  let best = Number.POSITIVE_INFINITY
  for (let set = 1; set < 1 << graph.nodeCount; set++) {
    if (root >= 0 && (set & (1 << root)) === 0) continue
    const nodes = new Set<number>()
    let cost = 0
    for (let v = 0; v < graph.nodeCount; v++) {
      if ((set & (1 << v)) !== 0) {
        nodes.add(v)
        cost += nodeCosts[v] ?? 0
      } else if (v !== root) cost += prizes[v]
    }
    if (cost < best) best = Math.min(best, cost + spanningCost(graph, nodes))
  }
  return best
}
