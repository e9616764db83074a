// What the graph commands compute, from a file's bytes to the document they print. They run in a thread
// of their own, so that Ctrl-C and the progress line are heard while a search is busy.
import type { Json } from '#base/canonical.ts'
import type { Problem } from '#base/problem.ts'
import { findWeakPoints } from '#graph/bridges.ts'
import { pMedian } from '#graph/pMedian.ts'
import { prizeSteinerTree, unrootedPrizeSteinerTree } from '#graph/prizeSteiner.ts'
import type { NetworkSolution, SearchBudget } from '#graph/problem.ts'
import { readPmedian } from '#graph/readPmedian.ts'
import { type NetworkFile, readSteinLib } from '#graph/readSteinLib.ts'
import { steinerTree } from '#graph/steiner.ts'

/** One search of one file. */
export interface GraphTask {
  readonly kind: 'steiner' | 'prize' | 'pmedian' | 'bridges'
  readonly bytes: Uint8Array
  /** The file's name, for problems. */
  readonly source: string
  readonly budget: SearchBudget
}

/** The document, or what is wrong with the file. */
export interface GraphOutcome {
  readonly document?: { readonly [name: string]: Json }
  readonly problems: readonly Problem[]
}

/** Computes the answer of one graph command, but for the seconds it took. */
export function runGraphTask(task: GraphTask): GraphOutcome {
  const { kind, bytes, source, budget } = task
  if (kind === 'pmedian') {
    const { file, problems } = readPmedian(bytes, source)
    if (file === undefined) return { problems }
    const { medians, cost, lowerBound } = pMedian(file.graph, file.count, budget)
    const certificateShare = share(cost, lowerBound)
    return { document: { cost, lowerBound, certificateShare, medians: fromOne(medians) }, problems }
  }
  const { network, problems } = readSteinLib(bytes, source, { needsTerminals: kind !== 'bridges' })
  if (network === undefined) return { problems }
  if (kind === 'bridges') {
    const { bridges, articulation } = findWeakPoints(network.graph)
    return {
      document: { bridges: ends(network, bridges), articulation: fromOne(articulation) },
      problems,
    }
  }
  if (kind === 'steiner' && network.prizes !== undefined) {
    return { problems: [...problems, wrongKind(source, 'prizes (TP)', 'silta graph prize')] }
  }
  const solution = kind === 'steiner' ? joined(network, budget) : collected(network, budget)
  const { cost, lowerBound } = solution
  const certificateShare = share(cost, lowerBound)
  const edges = ends(network, solution.edges)
  const document = { cost, lowerBound, certificateShare, edges }
  return {
    document: kind === 'prize' ? { ...document, vertices: fromOne(solution.nodes) } : document,
    problems,
  }
}

function joined(network: NetworkFile, budget: SearchBudget): NetworkSolution {
  return steinerTree(network.graph, network.terminals, budget)
}

function collected({ graph, root, terminals, prizes }: NetworkFile, budget: SearchBudget) {
  const worth = prizes ?? new Float64Array(graph.nodeCount)
  if (prizes === undefined)
    for (const terminal of terminals) worth[terminal] = Number.POSITIVE_INFINITY
  return root < 0
    ? unrootedPrizeSteinerTree(graph, worth, budget)
    : prizeSteinerTree(graph, root, worth, budget)
}

function share(cost: number, lowerBound: number): number {
  return cost === 0 ? 0 : (cost - lowerBound) / cost
}

/** Indexes as files count them. */
function fromOne(indexes: Int32Array): number[] {
  return Array.from(indexes, (index) => index + 1)
}

function ends({ graph }: NetworkFile, edges: Int32Array): [number, number][] {
  return Array.from(edges, (e) => [graph.from[e] + 1, graph.to[e] + 1])
}

function wrongKind(source: string, has: string, command: string): Problem {
  return {
    level: 'error',
    code: 'file-kind',
    at: { source, table: 'terminals', row: 0 },
    message: `Cannot join the terminals of "${source}": the file has ${has}`,
    cure: `Use "${command}"`,
  }
}
