// Nodes with very many edges (all fibre there is, as one node), and musts that nothing reaches.
import { expect, test } from 'vitest'
import { TreeBuilder } from '#graph/construct.ts'
import { buildGraph } from '#graph/graph.ts'
import { reduceDistances } from '#graph/reduceDistance.ts'
import { rootedProblem } from '#graph/rooted.ts'
import { Shrinker } from '#graph/shrink.ts'
import { steinerTree } from '#graph/steiner.ts'
import { countTree, draws, dreyfusWagner, type EdgeList, edgeArrays } from './_exact.ts'

/** A hub, node 0, with a spoke to each node of a rim. */
function wheel(
  rim: number,
  spoke: (node: number) => number,
  along: (node: number) => number,
): EdgeList {
  const edges = Array.from({ length: rim }, (_, i) => [
    [0, i + 1, spoke(i)] as const,
    [i + 1, ((i + 1) % rim) + 1, along(i)] as const,
  ]).flat()
  return { nodeCount: rim + 1, edges }
}

const graphOf = (list: EdgeList) => buildGraph(list.nodeCount, ...edgeArrays(list))

test('reduceDistances() deletes what a way over a node undercuts, and does not search through a hub', () => {
  const left = (rim: number): number => {
    const list = wheel(
      rim,
      () => 1,
      () => 3,
    )
    const shrinker = new Shrinker(rootedProblem(graphOf(list), 1, new Float64Array(rim + 1)))
    reduceDistances(shrinker)
    return shrinker.edgesLeft
  }
  // Every edge of the rim costs 3 and the way over the hub 2: only the spokes stay.
  expect(left(100)).toBe(100)
  // The same with more than 200 spokes: nothing is looked for over the hub, and nothing is lost.
  expect(left(260)).toBe(520)
})

test('steinerTree() finds and proves the cheapest tree over hubs of 260 edges, seeds 1 to 3', () => {
  for (let seed = 1; seed <= 3; seed++) {
    const draw = draws(seed)
    const cost = (): number => 1 + Math.floor(draw() * 9)
    const list = wheel(260, cost, () => 1 + Math.floor(draw() * 4))
    const terminals = Array.from({ length: 6 }, (_, i) => 1 + i * 40 + Math.floor(draw() * 40))
    const solution = steinerTree(graphOf(list), Int32Array.from(terminals), { seed })
    const exact = dreyfusWagner(list, terminals)
    expect({ seed, faults: countTree(list, solution, terminals).faults }).toEqual({
      seed,
      faults: [],
    })
    expect({ seed, cost: solution.cost, bound: solution.lowerBound }).toEqual({
      seed,
      cost: exact,
      bound: exact,
    })
  }
})

test('TreeBuilder.finish() gives only the arcs it kept where a must is not reached', () => {
  // 0 - 1 - 2 in a row, and 3 alone; 2 is worth 2, the way to it 6: it is cut, and 1 with it.
  const graph = buildGraph(4, Int32Array.of(0, 1), Int32Array.of(1, 2), Float64Array.of(1, 5))
  const prize = Float64Array.of(0, 0, 2, Number.POSITIVE_INFINITY)
  const builder = new TreeBuilder(rootedProblem(graph, 0, prize))
  builder.within.fill(1)
  const tree = builder.finish()
  expect(tree.cost).toBe(Number.POSITIVE_INFINITY)
  expect([...tree.arcs]).toEqual([])
})
