// The search for the cheapest network at given prices: block by block, in parallel, and a block whose
// money did not change is not searched again.
import { sum } from '#base/math.ts'
import type { Watch } from '#base/progress.ts'
import type { Workers } from '#base/workers.ts'
import { buildGraph } from '#graph/graph.ts'
import type { NetworkSolution } from '#graph/problem.ts'
import { QuickPrizeTree } from '#graph/quickPrizeTree.ts'
import { type BlockProblem, blockKernel, findBlocks } from '#plan/blocks.ts'
import type { ChoiceProblem } from '#plan/choiceProblem.ts'

/** A network found. */
export interface LaidNetwork {
  /** Ascending. */
  readonly edges: Int32Array
  /** 1 for each of the problem's sites that it joins, whether or not anybody asked for it. */
  readonly isJoined: Uint8Array
  /** Below the edges and lost prizes of every network. */
  readonly boundUsd: number
}

/** The network of a problem, to be asked at ever new prizes: what joining each site is worth. */
export interface NetworkSearch {
  /** 1 for each node that the root reaches. */
  readonly isReachable: Uint8Array
  /** A good network at these prices of edges, after so many rounds of improvement per block. */
  readonly search: (
    prizes: Float64Array,
    edgeUsd: Float64Array,
    iterations: number,
  ) => Promise<LaidNetwork>
  /** A fair network in a small part of the time. */
  readonly ask: (prizes: Float64Array) => LaidNetwork
}

/** Prepares the search. */
export function networkSearch(
  problem: ChoiceProblem,
  workers: Workers,
  watch: Watch,
): NetworkSearch {
  const { sites, fibre, seed } = problem
  const { network } = fibre
  const isSite = new Uint8Array(network.nodeCount)
  for (const site of sites) if (fibre.feasible[site] === 1) isSite[network.nodeForSite[site]] = 1
  const blocks = findBlocks(network, isSite)
  const isReachable = new Uint8Array(network.nodeCount)
  for (const block of blocks) for (const node of block.nodes) isReachable[node] = 1
  const solved = new Map<
    number,
    { prizes: Float64Array; cost: Float64Array; iterations: number; solution: NetworkSolution }
  >()

  const prizesOfNodes = (prizes: Float64Array): Float64Array => {
    const prizeForNode = new Float64Array(network.nodeCount)
    sites.forEach((site, i) => {
      if (prizes[i] > 0) prizeForNode[network.nodeForSite[site]] += prizes[i]
    })
    return prizeForNode
  }
  const laid = (edges: number[], isJoined: Uint8Array, bounds: number[]): LaidNetwork => ({
    edges: Int32Array.from(edges).sort(),
    isJoined: Uint8Array.from(sites, (site) => {
      const node = network.nodeForSite[site]
      return node >= 0 ? isJoined[node] : 0
    }),
    boundUsd: sum(bounds),
  })
  let quick: QuickPrizeTree[] | undefined
  const ask: NetworkSearch['ask'] = (prizes) => {
    quick ??= blocks.map(({ nodes, edges, from, to }) => {
      const cost = Float64Array.from(edges, (edge) => fibre.edgeNpvUsd[edge])
      return new QuickPrizeTree(
        buildGraph(nodes.length, from, to, cost),
        0,
        Uint8Array.from(nodes, (node) => isSite[node]),
      )
    })
    const prizeForNode = prizesOfNodes(prizes)
    const edges: number[] = []
    const isJoined = new Uint8Array(network.nodeCount)
    const bounds = quick.map((tree, b) => {
      const block = blocks[b]
      const answer = tree.solve(Float64Array.from(block.nodes, (node) => prizeForNode[node]))
      for (const edge of answer.edges) edges.push(block.edges[edge])
      for (const node of answer.nodes) isJoined[block.nodes[node]] = 1
      return answer.bound
    })
    return laid(edges, isJoined, bounds)
  }

  const search: NetworkSearch['search'] = async (prizes, edgeUsd, iterations) => {
    const prizeForNode = prizesOfNodes(prizes)
    const open: number[] = []
    const problems: BlockProblem[] = []
    blocks.forEach((block, b) => {
      const prizes = Float64Array.from(block.nodes, (node) => prizeForNode[node])
      const cost = Float64Array.from(block.edges, (edge) => edgeUsd[edge])
      const before = solved.get(b)
      if (
        before !== undefined &&
        before.iterations >= iterations &&
        isEqual(before.prizes, prizes) &&
        isEqual(before.cost, cost)
      )
        return
      open.push(b)
      problems.push({
        nodeCount: block.nodes.length,
        from: block.from,
        to: block.to,
        cost,
        prizes,
        iterations,
        seed,
      })
    })
    const answers = await workers.map(blockKernel, problems, watch, 'Laying out fibre')
    answers.forEach((solution, k) => {
      const { prizes, cost } = problems[k]
      solved.set(open[k], { prizes, cost, iterations, solution })
    })
    const edges: number[] = []
    const isJoined = new Uint8Array(network.nodeCount)
    const bounds: number[] = []
    for (let b = 0; b < blocks.length; b++) {
      const { solution } = solved.get(b) as { solution: NetworkSolution }
      for (const edge of solution.edges) edges.push(blocks[b].edges[edge])
      for (const node of solution.nodes) isJoined[blocks[b].nodes[node]] = 1
      bounds.push(solution.lowerBound)
    }
    return laid(edges, isJoined, bounds)
  }
  return { isReachable, search, ask }
}

function isEqual(a: Float64Array | undefined, b: Float64Array): boolean {
  if (a === undefined || a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
