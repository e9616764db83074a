// Sweeps over a tree: it is cut into pieces, the network into the pieces' surroundings, and each piece
// is solved anew within its own, all else standing still (in the manner of Taillard & Voss 2002). The
// surroundings do not overlap, so what all pieces gain adds up.
import { branchAndBound } from '#graph/branch.ts'
import type { TreeBuilder } from '#graph/construct.ts'
import { IndexedHeap } from '#graph/heap.ts'
import { Narrowing, type SearchContext } from '#graph/narrow.ts'
import { buildNet, type RootedProblem, type RootedTree } from '#graph/rooted.ts'

/** How large the pieces are and how hard each is tried. */
export interface SweepOptions {
  /** Musts and branchings in a piece, about. */
  readonly pieceSize: number
  /** Branchings spent on one piece. */
  readonly branchings: number
}

/** One piece of the tree: its nodes, and those of them where the rest of the tree hangs on. */
interface Piece {
  readonly nodes: number[]
  readonly joints: number[]
}

/**
 * Solves all pieces of a tree once.
 *
 * @returns The tree that the pieces make together; never dearer than the one given.
 */
export function sweepTree(
  builder: TreeBuilder,
  tree: RootedTree,
  options: SweepOptions,
  context: SearchContext,
): RootedTree {
  const { problem } = builder
  const { net } = problem
  const pieces = cutTree(problem, tree, options.pieceSize, context)
  const pieceForNode = surroundings(problem, pieces)
  const membersForPiece: number[][] = pieces.map(() => [])
  for (let v = 0; v < net.nodeCount; v++)
    if (pieceForNode[v] >= 0) membersForPiece[pieceForNode[v]].push(v)
  const within = new Uint8Array(net.nodeCount)
  within[problem.root] = 1
  for (const arc of tree.arcs) within[net.heads[arc]] = 1
  const index = new Int32Array(net.nodeCount).fill(-1)
  for (let p = 0; p < pieces.length && !context.mustStop(); p++) {
    const members = membersForPiece[p]
    for (const joint of pieces[p].joints) if (pieceForNode[joint] !== p) members.push(joint)
    solvePiece(problem, pieces[p], members, within, index, options, context)
  }
  builder.within.set(within)
  const made = builder.finish()
  return made.cost < tree.cost ? made : tree
}

/** Cuts a tree from its leaves up; a node where it is cut belongs to both pieces. */
function cutTree(
  problem: RootedProblem,
  tree: RootedTree,
  pieceSize: number,
  context: SearchContext,
): Piece[] {
  const { net, prize, root } = problem
  const { heads } = net
  const children = new Int32Array(net.nodeCount)
  for (const arc of tree.arcs) children[heads[arc ^ 1]]++
  const gathered = new Map<number, Piece>()
  const weight = new Float64Array(net.nodeCount)
  const pieces: Piece[] = []
  const at = (node: number): Piece => {
    let piece = gathered.get(node)
    if (piece === undefined) {
      piece = { nodes: [node], joints: [] }
      gathered.set(node, piece)
      weight[node] = prize[node] > 0 || children[node] > 1 ? 1 : 0
    }
    return piece
  }
  let size = pieceSize * context.random.between(0.5, 1.5)
  for (let i = tree.arcs.length - 1; i >= 0; i--) {
    const node = heads[tree.arcs[i]]
    const above = heads[tree.arcs[i] ^ 1]
    let piece = at(node)
    if (weight[node] >= size && children[node] > 0) {
      piece.joints.push(node)
      pieces.push(piece)
      size = pieceSize * context.random.between(0.5, 1.5)
      // The piece above sees a leaf that must be in.
      piece = { nodes: [node], joints: [node] }
      weight[node] = 1
    }
    gathered.delete(node)
    const upper = at(above)
    for (const member of piece.nodes) upper.nodes.push(member)
    for (const joint of piece.joints) upper.joints.push(joint)
    weight[above] += weight[node]
  }
  const last = gathered.get(root)
  if (last !== undefined) {
    last.joints.push(root)
    pieces.push(last)
  }
  return pieces
}

/** For each node of the network the piece whose tree nodes it is nearest to; -1 where none reaches. */
function surroundings(problem: RootedProblem, pieces: readonly Piece[]): Int32Array {
  const { net, cost } = problem
  const { heads, offsets, out } = net
  const pieceForNode = new Int32Array(net.nodeCount).fill(-1)
  const distance = new Float64Array(net.nodeCount).fill(Number.POSITIVE_INFINITY)
  const heap = new IndexedHeap(net.nodeCount)
  pieces.forEach((piece, p) => {
    for (const node of piece.nodes) {
      if (distance[node] === 0) continue
      distance[node] = 0
      pieceForNode[node] = p
      heap.set(node, 0)
    }
  })
  while (heap.size > 0) {
    const node = heap.pop()
    for (let i = offsets[node]; i < offsets[node + 1]; i++) {
      const head = heads[out[i]]
      const reached = distance[node] + cost[out[i]]
      if (reached >= distance[head]) continue
      distance[head] = reached
      pieceForNode[head] = pieceForNode[node]
      heap.set(head, reached)
    }
  }
  return pieceForNode
}

/** Solves one piece; where it gains, `within` takes its new nodes for the old. */
function solvePiece(
  problem: RootedProblem,
  piece: Piece,
  members: readonly number[],
  within: Uint8Array,
  index: Int32Array,
  options: SweepOptions,
  context: SearchContext,
): void {
  const { net, cost } = problem
  const { heads, offsets, out } = net
  for (let i = 0; i < members.length; i++) index[members[i]] = i
  const from: number[] = []
  const to: number[] = []
  const costs: number[] = []
  for (const node of members) {
    for (let i = offsets[node]; i < offsets[node + 1]; i++) {
      const arc = out[i]
      if ((arc & 1) === 1 || index[heads[arc]] < 0) continue
      from.push(index[node])
      to.push(index[heads[arc]])
      costs.push(cost[arc], cost[arc ^ 1])
    }
  }
  const prize = Float64Array.from(members, (node) => problem.prize[node])
  const start = new Uint8Array(members.length)
  for (const node of piece.nodes) start[index[node]] = 1
  for (const joint of piece.joints) prize[index[joint]] = Number.POSITIVE_INFINITY
  const root = index[piece.joints[piece.joints.length - 1]]
  const { entryCost } = problem
  const part: RootedProblem = {
    net: buildNet(members.length, from, to),
    cost: Float64Array.from(costs),
    prize,
    root,
    ...(entryCost === undefined
      ? {}
      : { entryCost: Float64Array.from(members, (node) => entryCost[node]) }),
  }
  const narrowing = new Narrowing(part, context, Number.POSITIVE_INFINITY, start)
  const before = narrowing.best.cost
  narrowing.narrow(3, 2, 0.1)
  branchAndBound(narrowing, context, options.branchings)
  const { best } = narrowing
  if (best.cost < before) {
    for (const node of piece.nodes) within[node] = 0
    within[members[root]] = 1
    for (const arc of best.arcs) within[members[part.net.heads[arc]]] = 1
    for (const joint of piece.joints) within[joint] = 1
  }
  for (const node of members) index[node] = -1
}
