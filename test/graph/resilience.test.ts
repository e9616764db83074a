import { describe, expect, test } from 'vitest'
import { augmentNetwork } from '#graph/augment.ts'
import { findCutOffs, findWeakPoints } from '#graph/bridges.ts'
import { buildGraph } from '#graph/graph.ts'
import { draws, type EdgeList, edgeArrays, randomGraph } from './_exact.ts'

/** The nodes that hang together with `start` once an edge or a node is gone. */
function reached(list: EdgeList, start: Iterable<number>, edge: number, node: number): Set<number> {
  const seen = new Set(start)
  for (let grown = true; grown; ) {
    grown = false
    list.edges.forEach(([u, v], e) => {
      if (e === edge || u === node || v === node || seen.has(u) === seen.has(v)) return
      seen.add(u).add(v)
      grown = true
    })
  }
  return seen
}

function partsWithout(list: EdgeList, edge: number, node: number): number {
  const left = new Set(Array.from({ length: list.nodeCount }, (_, v) => v))
  left.delete(node)
  let parts = 0
  for (const start of left) {
    parts++
    for (const gone of reached(list, [start], edge, node)) left.delete(gone)
  }
  return parts
}

describe('findWeakPoints()', () => {
  test('finds what cuts the network by taking each edge and node away, seeds 1 to 60', () => {
    for (let seed = 1; seed <= 60; seed++) {
      // Every third graph falls apart from the start.
      const whole = randomGraph(seed, 14, seed % 9, 5)
      const list = seed % 3 === 0 ? { ...whole, edges: whole.edges.slice(2) } : whole
      const weak = findWeakPoints(buildGraph(14, ...edgeArrays(list)))
      const parts = partsWithout(list, -1, -1)
      const bridges = list.edges.flatMap((_, e) => (partsWithout(list, e, -1) > parts ? [e] : []))
      const cuts = Array.from({ length: 14 }, (_, v) => v).filter((v) => {
        const alone = !list.edges.some(([a, b]) => a === v || b === v)
        return partsWithout(list, -1, v) > (alone ? parts - 1 : parts)
      })
      expect({ seed, bridges: [...weak.bridges] }).toEqual({ seed, bridges })
      expect({ seed, articulation: [...weak.articulation] }).toEqual({ seed, articulation: cuts })
    }
  })

  test('two parallel edges are no bridge', () => {
    const graph = buildGraph(
      3,
      Int32Array.of(0, 0, 1),
      Int32Array.of(1, 1, 2),
      Float64Array.of(1, 1, 1),
    )
    expect([...findWeakPoints(graph).bridges]).toEqual([2])
  })
})

describe('findCutOffs()', () => {
  test('lists for each failure what then reaches no gateway, seeds 1 to 40', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const list = randomGraph(seed, 12, seed % 7, 5)
      const gateways = seed % 2 === 0 ? [seed % 12] : [seed % 12, (seed * 5 + 1) % 12]
      const found = findCutOffs(buildGraph(12, ...edgeArrays(list)), gateways)
      const told = new Map(found.map(({ kind, index, nodes }) => [`${kind} ${index}`, [...nodes]]))
      const expected = new Map<string, number[]>()
      const all = Array.from({ length: 12 }, (_, v) => v)
      list.edges.forEach((_, e) => {
        const left = reached(list, gateways, e, -1)
        const lost = all.filter((v) => !left.has(v))
        if (lost.length > 0) expected.set(`edge ${e}`, lost)
      })
      for (const v of all) {
        if (gateways.includes(v)) continue
        const left = reached(list, gateways, -1, v)
        const lost = all.filter((other) => other !== v && !left.has(other))
        if (lost.length > 0) expected.set(`node ${v}`, lost)
      }
      expect({ seed, told: [...told].sort() }).toEqual({ seed, told: [...expected].sort() })
      for (const { nodes, weight } of found) expect(weight).toBe(nodes.length)
    }
  })
})

describe('augmentNetwork()', () => {
  test('is the cheapest of all sets of edges that give sites a second way, seeds 1 to 80', () => {
    let solved = 0
    for (let seed = 1; seed <= 80; seed++) {
      const draw = draws(seed)
      const nodeCount = 4 + Math.floor(draw() * 6)
      const list = randomGraph(seed, nodeCount, 8, 9)
      const built = Array.from({ length: nodeCount - 1 }, (_, e) => e)
      const sites = Array.from({ length: nodeCount }, (_, v) => v).filter(() => draw() < 0.5)
      const exact = cheapestSecondWay(list, built, sites)
      const graph = buildGraph(nodeCount, ...edgeArrays(list))
      if (exact === Number.POSITIVE_INFINITY) {
        expect(() => augmentNetwork(graph, built, sites)).toThrow('a second way')
        continue
      }
      const found = augmentNetwork(graph, built, sites)
      const cost = [...found.edges].reduce((sum, e) => sum + list.edges[e][2], 0)
      expect({ seed, cost, told: found.cost }).toEqual({ seed, cost: exact, told: exact })
      expect(found.lowerBound).toBeLessThanOrEqual(exact + 1e-9)
      expect(found.lowerBound).toBeGreaterThan(exact - 1e-6)
      expect(hasSecondWays(list, new Set([...built, ...found.edges]), sites)).toBe(true)
      if (exact > 0) solved++
    }
    expect(solved).toBeGreaterThan(20)
  })

  test('names two sites that the network does not join at all', () => {
    const graph = buildGraph(3, Int32Array.of(0, 1), Int32Array.of(1, 2), Float64Array.of(1, 1))
    expect(() => augmentNetwork(graph, [0], [0, 2])).toThrow('no first way')
  })
})

function hasSecondWays(
  list: EdgeList,
  open: ReadonlySet<number>,
  sites: readonly number[],
): boolean {
  if (sites.length < 2) return true
  const sub = { nodeCount: list.nodeCount, edges: list.edges.filter((_, e) => open.has(e)) }
  for (let failed = -1; failed < sub.edges.length; failed++) {
    const left = reached(sub, [sites[0]], failed, -1)
    if (!sites.every((site) => left.has(site))) return false
  }
  return true
}

function cheapestSecondWay(
  list: EdgeList,
  built: readonly number[],
  sites: readonly number[],
): number {
  const others = list.edges.map((_, e) => e).filter((e) => !built.includes(e))
  let best = Number.POSITIVE_INFINITY
  for (let set = 0; set < 1 << others.length; set++) {
    const added = others.filter((_, i) => (set & (1 << i)) !== 0)
    const cost = added.reduce((sum, e) => sum + list.edges[e][2], 0)
    if (cost < best && hasSecondWays(list, new Set([...built, ...added]), sites)) best = cost
  }
  return best
}
