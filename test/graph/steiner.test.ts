import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { buildGraph } from '#graph/graph.ts'
import { prizeSteinerTree, unrootedPrizeSteinerTree } from '#graph/prizeSteiner.ts'
import { readSteinLib } from '#graph/readSteinLib.ts'
import { steinerTree } from '#graph/steiner.ts'
import {
  countTree,
  draws,
  dreyfusWagner,
  type EdgeList,
  edgeArrays,
  prizeByEnumeration,
  randomGraph,
} from './_exact.ts'

const graphOf = (list: EdgeList) => buildGraph(list.nodeCount, ...edgeArrays(list))

/** Distinct nodes, the first few of a shuffle. */
function someNodes(draw: () => number, nodeCount: number, count: number): number[] {
  const nodes = Array.from({ length: nodeCount }, (_, v) => v)
  for (let i = nodeCount - 1; i > 0; i--) {
    const j = Math.floor(draw() * (i + 1))
    ;[nodes[i], nodes[j]] = [nodes[j], nodes[i]]
  }
  return nodes.slice(0, count)
}

describe('steinerTree()', () => {
  test('finds and proves the cheapest tree on 300 graphs of up to 20 nodes, seeds 1 to 300', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const draw = draws(seed)
      const nodeCount = 2 + Math.floor(draw() * 19)
      const list = randomGraph(seed, nodeCount, Math.floor(draw() * 30), seed % 3 === 0 ? 3 : 20)
      const terminals = someNodes(draw, nodeCount, Math.min(nodeCount, 1 + Math.floor(draw() * 8)))
      const solution = steinerTree(graphOf(list), Int32Array.from(terminals), { seed })
      const counted = countTree(list, solution, terminals)
      const exact = dreyfusWagner(list, terminals)
      expect({ seed, faults: counted.faults, cost: counted.cost }).toEqual({
        seed,
        faults: [],
        cost: exact,
      })
      expect(solution.cost).toBeCloseTo(exact, 9)
      expect({ seed, lowerBound: solution.lowerBound }).toEqual({ seed, lowerBound: exact })
    }
  })

  test('finds the cheapest tree where costs are no whole numbers, seeds 1 to 60', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const draw = draws(seed)
      const { nodeCount, edges } = randomGraph(seed, 16, 20, 100)
      const list = {
        nodeCount,
        edges: edges.map(([u, v]) => [u, v, draw() * Math.PI] as const),
      }
      const terminals = someNodes(draw, nodeCount, 6)
      const solution = steinerTree(graphOf(list), Int32Array.from(terminals), { seed })
      const exact = dreyfusWagner(list, terminals)
      expect(countTree(list, solution, terminals).faults).toEqual([])
      expect(Math.abs(solution.cost - exact)).toBeLessThan(1e-8)
      expect(solution.lowerBound).toBeLessThanOrEqual(exact + 1e-8)
      expect(solution.lowerBound).toBeGreaterThan(exact * (1 - 1e-6))
    }
  })

  test('keeps its bound below its cost and its tree a tree on grids of 900 nodes, seeds 1 to 4', () => {
    for (let seed = 1; seed <= 4; seed++) {
      const list = roadGrid(30, seed)
      const terminals = someNodes(draws(seed), 900, 60)
      const solution = steinerTree(graphOf(list), Int32Array.from(terminals), {
        iterations: 2,
        seed,
      })
      const { faults, cost } = countTree(list, solution, terminals)
      expect(faults).toEqual([])
      expect(solution.cost).toBeCloseTo(cost, 6)
      expect(solution.lowerBound).toBeLessThanOrEqual(solution.cost)
      expect(solution.lowerBound).toBeGreaterThan(0.97 * solution.cost)
    }
  })

  test('gives the same answer for the same seed and number of rounds', () => {
    const graph = graphOf(roadGrid(24, 5))
    const terminals = Int32Array.from(someNodes(draws(5), 576, 40))
    const answer = () => steinerTree(graph, terminals, { iterations: 2, seed: 9 })
    expect(answer()).toEqual(answer())
  })

  test('hands back the best so far when cancelled, and reports best and bound on the way', () => {
    const list = roadGrid(40, 6)
    const terminals = someNodes(draws(6), 1600, 200)
    const controller = new AbortController()
    const seen: [number, number][] = []
    const solution = steinerTree(graphOf(list), Int32Array.from(terminals), {
      iterations: 1000,
      signal: controller.signal,
      onProgress: ({ best, bound }) => {
        seen.push([best ?? Number.NaN, bound ?? Number.NaN])
        if (seen.length === 3) controller.abort()
      },
    })
    expect(countTree(list, solution, terminals).faults).toEqual([])
    expect(seen.length).toBeGreaterThanOrEqual(3)
    for (const [best, bound] of seen) expect(bound).toBeLessThanOrEqual(best)
    expect(solution.cost).toBeLessThanOrEqual(seen[2][0])
  })

  test('names terminals that no path joins, and nodes that are none', () => {
    const graph = buildGraph(4, Int32Array.of(0, 2), Int32Array.of(1, 3), Float64Array.of(1, 1))
    expect(() => steinerTree(graph, Int32Array.of(0, 3))).toThrow('no path leads between them')
    expect(() => steinerTree(graph, Int32Array.of(0, 4))).toThrow('the graph has nodes 0 to 3')
  })

  test('joins no terminal, or one, at no cost', () => {
    const graph = graphOf(randomGraph(1, 5, 3, 9))
    expect(steinerTree(graph, new Int32Array(0)).cost).toBe(0)
    expect([...steinerTree(graph, Int32Array.of(3)).nodes]).toEqual([3])
  })
})

describe('prizeSteinerTree()', () => {
  test('finds and proves the cheapest tree on 150 graphs of up to 10 nodes, seeds 1 to 150', () => {
    for (let seed = 1; seed <= 150; seed++) {
      const draw = draws(seed + 1000)
      const nodeCount = 1 + Math.floor(draw() * 10)
      const list = randomGraph(seed, nodeCount, Math.floor(draw() * 14), 12)
      const prizes = Array.from({ length: nodeCount }, () =>
        draw() < 0.5 ? Math.floor(draw() * 15) : draw() < 0.1 ? Number.POSITIVE_INFINITY : 0,
      )
      const root = Math.floor(draw() * nodeCount)
      const nodeCosts =
        seed % 3 === 0 ? Array.from({ length: nodeCount }, () => Math.floor(draw() * 5)) : undefined
      const solution = prizeSteinerTree(graphOf(list), root, Float64Array.from(prizes), {
        seed,
        ...(nodeCosts === undefined ? {} : { nodeCosts: Float64Array.from(nodeCosts) }),
      })
      const exact = prizeByEnumeration(list, root, prizes, nodeCosts)
      const counted = countTree(list, solution, [root])
      const within = new Set(solution.nodes)
      let cost = counted.cost
      for (let v = 0; v < nodeCount; v++) {
        if (within.has(v)) cost += nodeCosts?.[v] ?? 0
        else cost += prizes[v]
      }
      expect({ seed, faults: counted.faults, cost }).toEqual({ seed, faults: [], cost: exact })
      expect({ seed, told: solution.cost }).toEqual({ seed, told: exact })
      expect({ seed, bound: solution.lowerBound }).toEqual({ seed, bound: exact })
    }
  })

  test('refuses prizes that are negative or too few, and a root that is no node', () => {
    const graph = graphOf(randomGraph(1, 4, 2, 5))
    expect(() => prizeSteinerTree(graph, 0, Float64Array.of(0, -1, 0, 0))).toThrow('is -1')
    expect(() => prizeSteinerTree(graph, 0, Float64Array.of(0, 1))).toThrow('for 4 nodes')
    expect(() => prizeSteinerTree(graph, 9, new Float64Array(4))).toThrow('nodes 0 to 3')
  })
})

describe('unrootedPrizeSteinerTree()', () => {
  test('finds and proves the cheapest tree on 80 graphs of up to 9 nodes, seeds 1 to 80', () => {
    for (let seed = 1; seed <= 80; seed++) {
      const draw = draws(seed + 2000)
      const nodeCount = 1 + Math.floor(draw() * 9)
      const list = randomGraph(seed, nodeCount, Math.floor(draw() * 10), 12)
      const prizes = Array.from({ length: nodeCount }, () =>
        draw() < 0.6 ? Math.floor(draw() * 15) : 0,
      )
      const solution = unrootedPrizeSteinerTree(graphOf(list), Float64Array.from(prizes), { seed })
      const exact = prizeByEnumeration(list, -1, prizes)
      const within = new Set(solution.nodes)
      const counted = countTree(list, solution, [])
      const left = prizes.reduce((sum, prize, v) => sum + (within.has(v) ? 0 : prize), 0)
      expect({ seed, faults: counted.faults, cost: counted.cost + left }).toEqual({
        seed,
        faults: [],
        cost: exact,
      })
      expect({ seed, bound: solution.lowerBound }).toEqual({ seed, bound: exact })
    }
  })
})

/** Streets in a grid of `side` × `side` nodes, some of them missing, costs of 50 to 150. */
function roadGrid(side: number, seed: number): EdgeList {
  const draw = draws(seed)
  const edges: [number, number, number][] = []
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const v = y * side + x
      if (x > 0) edges.push([v - 1, v, Math.round(50 + 100 * draw())])
      // The first column holds the grid together.
      if (y > 0 && (x === 0 || draw() > 0.3))
        edges.push([v - side, v, Math.round(50 + 100 * draw())])
    }
  }
  return { nodeCount: side * side, edges }
}

const instances = '../shared/instances'
const known = [
  ['stp-pace-trackA/trackA_027.gr.gz', 188],
  ['stp-pace-trackB/trackB_001.gr.gz', 1086],
  ['roads-osm/bangor_100_10_1.stp.gz', 105_007.97],
] as const

const collected = [
  ['pcstp-jmp/K100.3.stp.gz', 115_953],
  ['pcstp-jmp/P200.stp.gz', 1_317_874],
  ['pcstp-crr/C10-B.stp.gz', 1069],
  ['rpcstp-cologne/i101M2.stp.gz', 315_925.310_428],
] as const

describe.skipIf(!existsSync(instances))('published networks', () => {
  test.each(collected)('prize-collecting trees are proven on %s', (name, optimum) => {
    const { network } = readSteinLib(readFileSync(`${instances}/${name}`), name)
    if (network?.prizes === undefined) throw new Error(`${name} was not read`)
    const { graph, prizes, root } = network
    const budget = { iterations: 60, seed: 1 }
    const solution =
      root < 0
        ? unrootedPrizeSteinerTree(graph, prizes, budget)
        : prizeSteinerTree(graph, root, prizes, budget)
    const list = {
      nodeCount: graph.nodeCount,
      edges: Array.from(graph.from, (u, e) => [u, graph.to[e], graph.cost[e]] as const),
    }
    const counted = countTree(list, solution, root < 0 ? [] : [root])
    expect(counted.faults).toEqual([])
    const within = new Set(solution.nodes)
    const left = prizes.reduce((sum, prize, v) => sum + (within.has(v) ? 0 : prize), 0)
    expect(Math.abs(counted.cost + left - optimum)).toBeLessThan(0.001)
    expect(Math.abs(solution.lowerBound - optimum)).toBeLessThan(0.001)
  })

  test.each(known)('steinerTree() proves %s', (name, optimum) => {
    const { network } = readSteinLib(readFileSync(`${instances}/${name}`), name)
    if (network === undefined) throw new Error(`${name} was not read`)
    const { graph, terminals } = network
    const solution = steinerTree(graph, terminals, { iterations: 6, seed: 1 })
    const list = {
      nodeCount: graph.nodeCount,
      edges: Array.from(graph.from, (u, e) => [u, graph.to[e], graph.cost[e]] as const),
    }
    const { faults, cost } = countTree(list, solution, terminals)
    expect(faults).toEqual([])
    expect(solution.cost).toBeCloseTo(cost, 4)
    expect(solution.lowerBound).toBeLessThanOrEqual(solution.cost)
    if (optimum !== undefined) {
      expect(Math.abs(solution.cost - optimum)).toBeLessThan(1)
      expect(solution.lowerBound).toBeGreaterThan(optimum - 1)
    }
  })
})
