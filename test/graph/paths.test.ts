import { describe, expect, test } from 'vitest'
import { buildGraph } from '#graph/graph.ts'
import { IndexedHeap } from '#graph/heap.ts'
import { pathToSource, shortestPaths } from '#graph/shortestPath.ts'
import { minimumSpanningTree, primTree } from '#graph/spanningTree.ts'
import { allDistances, draws, edgeArrays, randomGraph, spanningCost } from './_exact.ts'

describe('IndexedHeap', () => {
  test('IndexedHeap gives items by key while keys fall and rise, seed 3', () => {
    const draw = draws(3)
    const heap = new IndexedHeap(200)
    const keys = new Map<number, number>()
    for (let step = 0; step < 3000; step++) {
      const item = Math.floor(draw() * 200)
      if (draw() < 0.7) {
        const key = Math.floor(draw() * 50)
        heap.set(item, key)
        keys.set(item, key)
      } else if (keys.size > 0) {
        const least = Math.min(...keys.values())
        expect(heap.peekKey()).toBe(least)
        const popped = heap.pop()
        expect(keys.get(popped)).toBe(least)
        keys.delete(popped)
      }
      expect(heap.size).toBe(keys.size)
    }
  })
})

describe('shortestPaths()', () => {
  test('agrees with Floyd from one and from many sources, seeds 1 to 40', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const list = randomGraph(seed, 15, 20, 9)
      const graph = buildGraph(15, ...edgeArrays(list))
      const exact = allDistances(list)
      const sources = [seed % 15, (seed * 7) % 15]
      const paths = shortestPaths(graph, sources)
      for (let v = 0; v < 15; v++) {
        const distance = paths.distanceForNode[v]
        expect(distance).toBe(Math.min(...sources.map((source) => exact[source][v])))
        expect(exact[paths.sourceForNode[v]][v]).toBe(distance)
        const walked = pathToSource(graph, paths, v).reduce((sum, e) => sum + graph.cost[e], 0)
        expect(walked).toBe(distance)
      }
    }
  })

  test('leaves what lies beyond the limit unreached, and counts what lies behind a source', () => {
    const graph = buildGraph(
      4,
      Int32Array.of(0, 1, 2),
      Int32Array.of(1, 2, 3),
      Float64Array.of(1, 1, 1),
    )
    const near = shortestPaths(graph, [0], { limit: 1 })
    expect([...near.sourceForNode]).toEqual([0, 0, -1, -1])
    const late = shortestPaths(graph, [0, 3], { startForSource: [0, 2.5] })
    expect([...late.distanceForNode]).toEqual([0, 1, 2, 2.5])
    expect(() => shortestPaths(graph, [4])).toThrow('nodes 0 to 3')
  })
})

describe('minimumSpanningTree()', () => {
  test('costs what Kruskal by hand costs, and has an edge for each node but one, seeds 1 to 40', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const list = randomGraph(seed, 14, 25, 6)
      const tree = minimumSpanningTree(buildGraph(14, ...edgeArrays(list)))
      expect(tree.length).toBe(13)
      const nodes = new Set(Array.from({ length: 14 }, (_, v) => v))
      const cost = tree.reduce((sum, e) => sum + list.edges[e][2], 0)
      expect(cost).toBe(spanningCost(list, nodes))
    }
  })
})

describe('primTree()', () => {
  test('with one seed is a minimum spanning tree over the points, seeds 1 to 20', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const draw = draws(seed)
      const points = Array.from({ length: 12 }, () => [draw(), draw()] as const)
      const distance = (a: number, b: number): number =>
        Math.hypot(points[a][0] - points[b][0], points[a][1] - points[b][1])
      const tree = primTree(12, distance, [seed % 12])
      const edges = points.flatMap((_, u) =>
        points.slice(0, u).map((_, v) => [u, v, distance(u, v)] as const),
      )
      const nodes = new Set(points.keys())
      const exact = spanningCost({ nodeCount: 12, edges }, nodes)
      expect(tree.lengthForPoint.reduce((sum, length) => sum + length, 0)).toBeCloseTo(exact, 10)
      expect(new Set(tree.order).size).toBe(12)
    }
  })

  test('joins each point to the nearest of many seeds where all stand apart, and leaves out the rest', () => {
    const at = [0, 100, 2, 103, 1000]
    const distance = (a: number, b: number): number => {
      const length = Math.abs(at[a] - at[b])
      return length > 50 ? Number.POSITIVE_INFINITY : length
    }
    const tree = primTree(5, distance, [0, 1])
    expect([...tree.parentForPoint]).toEqual([-1, -1, 0, 1, -1])
    expect([...tree.lengthForPoint]).toEqual([0, 0, 2, 3, Number.POSITIVE_INFINITY])
    expect([...tree.order]).toEqual([0, 1, 2, 3])
  })
})
