// The search for the cheapest network at given prices: block by block, in parallel, and a block whose
// money did not change is not searched again.
import { sum } from '#base/math.ts'
import type { Watch } from '#base/progress.ts'
import type { Workers } from '#base/workers.ts'
import type { NetworkSolution } from '#graph/problem.ts'
import { type BlockProblem, blockKernel, findBlocks } from '#plan/blocks.ts'
import type { ChoiceProblem } from '#plan/choiceProblem.ts'

/** What each site would cost by the network alone and by its best alternative. */
export interface SiteCosts {
  readonly fibreUsd: Float64Array
  readonly otherUsd: Float64Array
  /** What joining it brings beside its own service. */
  readonly joiningUsd: Float64Array
}

/** The blocks' answers put together. */
export interface BlockSolution {
  readonly edges: Int32Array
  readonly isJoined: Uint8Array
  readonly isReachable: Uint8Array
  /** Below the edges and lost prizes of every network. */
  readonly boundUsd: number
}

/** Prepares the search; each is asked with prices of edges and rounds of improvement per network. */
export function blockSearch(problem: ChoiceProblem, workers: Workers, watch: Watch) {
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

  return async (
    priced: SiteCosts,
    edgeUsd: Float64Array,
    iterations: number,
  ): Promise<BlockSolution> => {
    const prizeForNode = new Float64Array(network.nodeCount)
    sites.forEach((site, i) => {
      const node = network.nodeForSite[site]
      if (node >= 0 && isReachable[node] === 1)
        prizeForNode[node] = Math.max(
          0,
          priced.otherUsd[i] + priced.joiningUsd[i] - priced.fibreUsd[i],
        )
    })
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
    return {
      edges: Int32Array.from(edges).sort(),
      isJoined,
      isReachable,
      boundUsd: sum(bounds),
    }
  }
}

function isEqual(a: Float64Array | undefined, b: Float64Array): boolean {
  if (a === undefined || a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
