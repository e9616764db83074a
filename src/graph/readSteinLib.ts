// SteinLib `.stp` and PACE 2018 `.gr` files, gzipped or not: an undirected network with terminals, or
// with prizes (`TP`, `RootP`). https://steinlib.zib.de/format.php
import type { Problem } from '#base/problem.ts'
import { hasError } from '#base/problem.ts'
import { buildGraph, type Graph } from '#graph/graph.ts'
import { eachLine, FileProblems, finiteNumber, readText, wholeNumber } from '#graph/readLines.ts'
import { shortestPaths } from '#graph/shortestPath.ts'

/** A network as a file gives it; nodes count from 0 here and from 1 in the file. */
export interface NetworkFile {
  readonly graph: Graph
  /** Nodes that must be joined, in the file's order. */
  readonly terminals: Int32Array
  /** The root, or -1 where the file names none. */
  readonly root: number
  /** For each node what leaving it out costs; undefined where the file gives no prizes. */
  readonly prizes?: Float64Array
}

/** What came of reading: a network where no problem is an error. */
export interface NetworkReading {
  readonly network?: NetworkFile
  readonly problems: readonly Problem[]
}

const bringAgain = 'Bring the file again, whole'

/**
 * Reads a SteinLib or PACE file.
 *
 * @param source Its name, for the problems.
 * @param options.needsTerminals Whether a file without terminals, or with some that no path joins, is
 *   an error; false where only the network matters.
 */
export function readSteinLib(
  bytes: Uint8Array,
  source: string,
  { needsTerminals = true }: { readonly needsTerminals?: boolean } = {},
): NetworkReading {
  const problems = new FileProblems(source)
  const text = readText(bytes, problems)
  if (text === undefined) return { problems: problems.list }
  const draft = new Draft(problems, needsTerminals)
  eachLine(text, (words, line) => draft.take(words, line))
  return draft.finish()
}

/** A file half read: which section it is in and what it has given so far. */
class Draft {
  readonly #problems: FileProblems
  readonly #needsTerminals: boolean
  #section = ''
  #sectionLine = 0
  #ended = false
  #lastLine = 0
  #nodeCount = -1
  #edgeCount = -1
  #terminalCount = -1
  #root = -1
  readonly #from: number[] = []
  readonly #to: number[] = []
  readonly #cost: number[] = []
  #edgeLines = 0
  #terminalLines = 0
  readonly #terminals: number[] = []
  readonly #lineOfTerminal: number[] = []
  readonly #prizes: [node: number, prize: number][] = []

  constructor(problems: FileProblems, needsTerminals: boolean) {
    this.#problems = problems
    this.#needsTerminals = needsTerminals
  }

  take(words: string[], line: number): boolean {
    this.#lastLine = line
    const word = words[0].toLowerCase()
    if (word === 'eof') {
      this.#ended = true
      return false
    }
    if (word === 'section') {
      if (this.#section !== '') this.#unclosed(line)
      this.#section = (words[1] ?? '').toLowerCase()
      this.#sectionLine = line
    } else if (word === 'end') this.#section = ''
    else if (this.#section === 'graph') this.#takeGraph(word, words, line)
    else if (this.#section === 'terminals') this.#takeTerminals(word, words, line)
    return !this.#problems.isFull
  }

  #unclosed(line: number): void {
    this.#problems.add(
      'section-open',
      this.#section,
      line,
      `comes before the END of section "${this.#section}" of line ${this.#sectionLine}`,
      bringAgain,
    )
  }

  #takeGraph(word: string, words: string[], line: number): void {
    if (word === 'nodes') this.#nodeCount = this.#count('nodes', words[1], line)
    else if (word === 'edges') this.#edgeCount = this.#count('edges', words[1], line)
    else if (word === 'e') this.#takeEdge(words, line)
    else if (word === 'a' || word === 'arcs') {
      this.#problems.add(
        'arcs-directed',
        'graph',
        line,
        'gives a directed arc',
        'Give edges (E): only undirected networks are solved',
      )
    } else if (word !== 'obstacles') this.#unknown(words[0], line)
  }

  #unknown(word: string, line: number): void {
    this.#problems.add(
      'line-unknown',
      this.#section,
      line,
      `begins with "${word.slice(0, 40)}"`,
      'Give lines of the SteinLib format',
    )
  }

  #count(what: string, word: string | undefined, line: number): number {
    const count = wholeNumber(word)
    if (count !== undefined && count <= 50_000_000) return count
    this.#problems.add(
      'count-wrong',
      this.#section,
      line,
      `gives "${word ?? ''}" ${what}`,
      'Give a whole number up to 50 million',
    )
    return -1
  }

  /** A node of the file as its index, -1 with a problem where there is no such node. */
  #node(word: string | undefined, line: number): number {
    const node = wholeNumber(word)
    if (node !== undefined && node >= 1 && node <= this.#nodeCount) return node - 1
    this.#problems.add(
      'node-unknown',
      this.#section,
      line,
      `names node "${word ?? ''}", the file has nodes 1 to ${Math.max(0, this.#nodeCount)}`,
      'Name nodes from 1 to the number given after "Nodes"',
    )
    return -1
  }

  #takeEdge(words: string[], line: number): void {
    this.#edgeLines++
    if (words.length < 4) {
      this.#problems.add(
        'edge-incomplete',
        'graph',
        line,
        `has ${words.length - 1} values, expected two nodes and a weight`,
        'Give "E node node weight"',
      )
      return
    }
    const u = this.#node(words[1], line)
    const v = this.#node(words[2], line)
    const cost = finiteNumber(words[3])
    if (cost === undefined || cost < 0) {
      this.#problems.add(
        'weight-wrong',
        'graph',
        line,
        `has the weight "${words[3]}", expected 0 or more`,
        'Give every edge a weight of 0 or more',
      )
      return
    }
    if (u < 0 || v < 0) return
    if (u === v) {
      this.#problems.add(
        'edge-loop',
        'graph',
        line,
        `joins node ${u + 1} to itself`,
        'Remove the edge',
      )
      return
    }
    this.#from.push(u)
    this.#to.push(v)
    this.#cost.push(cost)
  }

  #takeTerminals(word: string, words: string[], line: number): void {
    if (word === 'terminals') this.#terminalCount = this.#count('terminals', words[1], line)
    else if (word === 'root' || word === 'rootp') this.#root = this.#node(words[1], line)
    else if (word === 't') {
      this.#terminalLines++
      const node = this.#node(words[1], line)
      if (node < 0) return
      this.#terminals.push(node)
      this.#lineOfTerminal.push(line)
    } else if (word === 'tp') {
      this.#terminalLines++
      const node = this.#node(words[1], line)
      const prize = finiteNumber(words[2])
      if (prize === undefined || prize < 0) {
        this.#problems.add(
          'prize-wrong',
          'terminals',
          line,
          `has the prize "${words[2] ?? ''}", expected 0 or more`,
          'Give every prize as 0 or more',
        )
      } else if (node >= 0) this.#prizes.push([node, prize])
    } else this.#unknown(words[0], line)
  }

  finish(): NetworkReading {
    this.#checkCounts()
    const problems = this.#problems.list
    if (hasError(problems)) return { problems }
    const graph = buildGraph(
      this.#nodeCount,
      Int32Array.from(this.#from),
      Int32Array.from(this.#to),
      Float64Array.from(this.#cost),
    )
    if (this.#needsTerminals) this.#checkJoined(graph)
    if (hasError(problems)) return { problems }
    const terminals = Int32Array.from(this.#terminals)
    const network = { graph, terminals, root: this.#root }
    if (this.#prizes.length === 0) return { network, problems }
    const prizes = new Float64Array(this.#nodeCount)
    for (const [node, prize] of this.#prizes) prizes[node] += prize
    for (const node of terminals) prizes[node] = Number.POSITIVE_INFINITY
    return { network: { ...network, prizes }, problems }
  }

  #checkCounts(): void {
    const problems = this.#problems
    if (problems.isFull) return
    if (this.#section !== '') {
      problems.add(
        'file-truncated',
        this.#section,
        this.#lastLine,
        `is the last, inside section "${this.#section}"`,
        bringAgain,
      )
    } else if (!this.#ended) {
      problems.add('file-truncated', '', this.#lastLine, 'is the last, and not EOF', bringAgain)
    }
    if (this.#nodeCount < 0) {
      problems.add('graph-missing', 'graph', 0, 'no line gives the number of nodes', bringAgain)
    }
    this.#checkCount('edges', 'graph', this.#edgeCount, this.#edgeLines)
    this.#checkCount('terminals', 'terminals', this.#terminalCount, this.#terminalLines)
    if (this.#terminalLines === 0 && this.#needsTerminals)
      problems.add('terminals-missing', 'terminals', 0, 'no line gives a terminal', bringAgain)
  }

  #checkCount(what: string, section: string, expected: number, found: number): void {
    if (expected < 0 || expected === found) return
    // Files with a root among the counted terminals exist: it has no line of its own.
    if (what === 'terminals' && this.#root >= 0 && expected === found + 1) return
    this.#problems.add(
      `${what}-count`,
      section,
      0,
      `${expected} ${what} are announced and ${found} given`,
      bringAgain,
    )
  }

  #checkJoined(graph: Graph): void {
    if (this.#terminals.length === 0) return
    const start = this.#root >= 0 ? this.#root : this.#terminals[0]
    const { sourceForNode } = shortestPaths(graph, [start])
    for (let i = 0; i < this.#terminals.length; i++) {
      const node = this.#terminals[i]
      if (sourceForNode[node] >= 0) continue
      this.#problems.add(
        'terminals-apart',
        'terminals',
        this.#lineOfTerminal[i],
        `names terminal ${node + 1}, which no path joins to node ${start + 1}`,
        'Add the missing edges, or solve each connected part on its own',
      )
    }
  }
}
