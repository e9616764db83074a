// Branch and bound on nodes: a node is kept out, or it must be in, and each half is narrowed down anew
// (after Poggi de Aragão, Uchoa & Werneck 2001). The half with the lowest bound is worked on next, so
// the bound of the whole rises steadily.
import { Narrowing, type SearchContext } from '#graph/narrow.ts'
import type { RootedProblem } from '#graph/rooted.ts'

/** A half still open, with the chain of halves it lies in. */
interface Open {
  readonly narrowing: Narrowing
  readonly parent?: Open
  /** Cost fixed in the halves above: bounds of this one count from here. */
  readonly base: number
  readonly depth: number
}

/**
 * Branches on what is left of a problem that was narrowed down, until it is proven or the branchings
 * are used up, and raises its bound to that of the lowest half still open.
 */
export function branchAndBound(top: Narrowing, context: SearchContext, branchings: number): void {
  if (top.isProven || context.mustStop()) return
  let open: Open[] = [{ narrowing: top, base: 0, depth: 0 }]
  for (let made = 0; made < branchings && open.length > 0 && !context.mustStop(); made++) {
    const half = takeLowest(open)
    const node = branchingNode(half.narrowing)
    if (node < 0) {
      open.push(half)
      break
    }
    const { problem } = half.narrowing.compact
    const base = half.base + half.narrowing.offset
    for (const part of [withNode(problem, node), withoutNode(problem, node)]) {
      const narrowing = new Narrowing(part, context, top.worth - base)
      const next = { narrowing, parent: half, base, depth: half.depth + 1 }
      narrowing.narrow(3, 2, 0.1)
      hand(next)
      if (!narrowing.isProven) open.push(next)
      else if (context.mustStop()) open.push(next)
    }
    open = open.filter((other) => other.base + other.narrowing.bound < top.target)
  }
  let least = Number.POSITIVE_INFINITY
  for (const { narrowing, base } of open) least = Math.min(least, base + narrowing.bound)
  top.raiseBound(least)
}

function takeLowest(open: Open[]): Open {
  let lowest = 0
  for (let i = 1; i < open.length; i++) {
    const bound = open[i].base + open[i].narrowing.bound
    const least = open[lowest].base + open[lowest].narrowing.bound
    if (bound < least || (bound === least && open[i].depth > open[lowest].depth)) lowest = i
  }
  const half = open[lowest]
  open[lowest] = open[open.length - 1]
  open.pop()
  return half
}

/** Hands a half's best tree up to all that it lies in. */
function hand(half: Open): void {
  for (let at = half; at.parent !== undefined; at = at.parent)
    at.parent.narrowing.offer(at.narrowing.best)
}

/** The optional node that most of the tree hangs on: the one of highest degree, in tree then network. */
function branchingNode(narrowing: Narrowing): number {
  const { problem } = narrowing.compact
  const { heads, offsets, nodeCount } = problem.net
  const degree = new Float64Array(nodeCount)
  for (const arc of narrowing.seedTree().arcs) {
    degree[heads[arc]]++
    degree[heads[arc ^ 1]]++
  }
  let best = -1
  let bestScore = -1
  for (let v = 0; v < nodeCount; v++) {
    if (problem.prize[v] === Number.POSITIVE_INFINITY) continue
    const score = degree[v] * 1000 + offsets[v + 1] - offsets[v] + (problem.prize[v] > 0 ? 500 : 0)
    if (score <= bestScore) continue
    bestScore = score
    best = v
  }
  return best
}

function withNode(problem: RootedProblem, node: number): RootedProblem {
  const prize = problem.prize.slice()
  prize[node] = Number.POSITIVE_INFINITY
  return { ...problem, prize }
}

/** The same problem with every way to a node closed. */
export function withoutNode(problem: RootedProblem, node: number): RootedProblem {
  const { offsets, out } = problem.net
  const cost = problem.cost.slice()
  for (let i = offsets[node]; i < offsets[node + 1]; i++) {
    cost[out[i]] = Number.POSITIVE_INFINITY
    cost[out[i] ^ 1] = Number.POSITIVE_INFINITY
  }
  return { ...problem, cost }
}
