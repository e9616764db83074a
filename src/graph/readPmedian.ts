// OR-Library p-median files (Beasley 1985), gzipped or not: nodes, edges and p on the first line, then an
// edge on each. Of an edge given twice the last cost counts.
import type { Problem } from '#base/problem.ts'
import { buildGraph, type Graph } from '#graph/graph.ts'
import { eachLine, FileProblems, finiteNumber, readText, wholeNumber } from '#graph/readLines.ts'
import { shortestPaths } from '#graph/shortestPath.ts'

/** A p-median file: its network, and how many medians it asks for. */
export interface MedianFile {
  readonly graph: Graph
  readonly count: number
}

/** What came of reading: a file where no problem is an error. */
export interface MedianReading {
  readonly file?: MedianFile
  readonly problems: readonly Problem[]
}

const section = 'edges'

/** Reads an OR-Library p-median file. Nodes count from 0 here and from 1 in the file. */
export function readPmedian(bytes: Uint8Array, source: string): MedianReading {
  const problems = new FileProblems(source)
  const text = readText(bytes, problems)
  if (text === undefined) return { problems: problems.list }
  let head: readonly [nodes: number, edges: number, medians: number] | undefined
  let edgeLines = 0
  const costForEdge = new Map<string, readonly [u: number, v: number, cost: number]>()
  eachLine(text, (words, line) => {
    if (head === undefined) {
      head = readHead(words, line, problems)
      return head !== undefined
    }
    edgeLines++
    const edge = readEdge(words, line, head[0], problems)
    if (edge !== undefined) {
      const [u, v] = edge
      costForEdge.set(u < v ? `${u} ${v}` : `${v} ${u}`, edge)
    }
    return !problems.isFull
  })
  if (head === undefined || problems.list.length > 0) return { problems: problems.list }
  const [nodes, edges, count] = head
  if (edgeLines !== edges) {
    problems.add(
      'edges-count',
      section,
      0,
      `${edges} edges are announced and ${edgeLines} given`,
      'Bring the file again, whole',
    )
    return { problems: problems.list }
  }
  const list = [...costForEdge.values()]
  const graph = buildGraph(
    nodes,
    Int32Array.from(list, ([u]) => u),
    Int32Array.from(list, ([, v]) => v),
    Float64Array.from(list, ([, , cost]) => cost),
  )
  const apart = shortestPaths(graph, [0]).sourceForNode.indexOf(-1)
  if (apart >= 0) {
    problems.add(
      'nodes-apart',
      section,
      0,
      `no path joins node ${apart + 1} to node 1`,
      'Add the missing edges',
    )
    return { problems: problems.list }
  }
  return { file: { graph, count }, problems: problems.list }
}

function readHead(
  words: readonly string[],
  line: number,
  problems: FileProblems,
): readonly [number, number, number] | undefined {
  const [nodes, edges, count] = words.map(wholeNumber)
  if (nodes !== undefined && edges !== undefined && count !== undefined) {
    if (nodes >= 1 && nodes <= 5000 && count >= 1 && count <= nodes) return [nodes, edges, count]
  }
  problems.add(
    'head-wrong',
    section,
    line,
    `holds "${words.join(' ').slice(0, 60)}", expected nodes, edges and medians`,
    'Give up to 5,000 nodes, the number of edges, and from 1 to as many medians as nodes',
  )
  return undefined
}

function readEdge(
  words: readonly string[],
  line: number,
  nodes: number,
  problems: FileProblems,
): readonly [number, number, number] | undefined {
  const u = wholeNumber(words[0])
  const v = wholeNumber(words[1])
  const cost = finiteNumber(words[2])
  const add = (code: string, found: string, cure: string): undefined => {
    problems.add(code, section, line, found, cure)
    return undefined
  }
  if (words.length !== 3) {
    return add(
      'edge-incomplete',
      `has ${words.length} values, expected two nodes and a cost`,
      'Give two nodes and a cost',
    )
  }
  for (const [node, word] of [
    [u, words[0]],
    [v, words[1]],
  ]) {
    if (typeof node === 'number' && node >= 1 && node <= nodes) continue
    return add(
      'node-unknown',
      `names node "${word}", the file has nodes 1 to ${nodes}`,
      'Name nodes from 1 to the number on the first line',
    )
  }
  if (u === v) return add('edge-loop', `joins node ${u} to itself`, 'Remove the edge')
  if (cost === undefined || cost < 0) {
    return add(
      'weight-wrong',
      `has the cost "${words[2]}", expected 0 or more`,
      'Give every edge a cost of 0 or more',
    )
  }
  return [(u as number) - 1, (v as number) - 1, cost]
}
