// Where water runs: priority-flood (Barnes, Lehman & Mulla 2014) finds for every land cell the way
// that first reaches the sea, steepest descent on the filled surface gives the receiver, and rivers
// are the cells with land enough above them.
import { newHeap } from '#example/_heap.ts'
import { type Frame, type Ground, neighborSteps, stepLengths } from '#example/ground.ts'
import { hashShare } from '#example/noise.ts'

/** The flow of water over land cells. */
export interface Flow {
  /** Land cells from the sea upward: a cell stands after its receiver. */
  readonly order: Int32Array
  /** The cell that each land cell drains into; a sea cell at the mouth. */
  readonly receiver: Int32Array
  /** How many cells drain through each one, itself included. */
  readonly upstreamCells: Int32Array
}

/** The least rise on level ground, meters per step; drawn anew for each cell, so water winds there. */
const tilt = 2e-3

/** Routes water over a surface. Depressions drain over their lowest lip. */
export function routeWater(frame: Frame, island: Int32Array, elevation: Float32Array): Flow {
  const { width } = frame
  const around = neighborSteps(width)
  const filled = new Float32Array(elevation.length)
  const receiver = new Int32Array(elevation.length).fill(-1)
  const heap = newHeap(1 << 16)
  let count = 0
  for (let cell = 0; cell < island.length; cell++) {
    if (island[cell] === 0) continue
    count++
    // Out over a side, not a corner: there the coast crosses the way to the sea where rivers end.
    for (let k = 0; k < 8; k += 2) {
      if (island[cell + around[k]] !== 0) continue
      receiver[cell] = cell + around[k]
      filled[cell] = elevation[cell]
      heap.push(filled[cell], cell)
      break
    }
  }
  const order = new Int32Array(count)
  for (let at = 0; at < count; at++) {
    const cell = heap.pop()
    order[at] = cell
    for (let k = 0; k < 8; k++) {
      const next = cell + around[k]
      if (island[next] === 0 || receiver[next] !== -1) continue
      receiver[next] = cell
      const level = filled[cell] + tilt * (0.1 + hashShare(next, 0, 1))
      filled[next] = elevation[next] > level ? elevation[next] : level
      heap.push(filled[next], next)
    }
  }
  // Among the neighbors that lie lower, the steepest; they all left the heap before the cell itself.
  for (let at = 0; at < count; at++) {
    const cell = order[at]
    if (island[receiver[cell]] === 0) continue
    let steepest = 0
    for (let k = 0; k < 8; k++) {
      const next = cell + around[k]
      if (island[next] === 0) continue
      // The draw keeps rivers from running dead straight along the grid's eight directions.
      const slope =
        ((filled[cell] - filled[next]) / stepLengths[k]) * (0.6 + 0.8 * hashShare(cell, k, 2))
      if (slope > steepest) {
        steepest = slope
        receiver[cell] = next
      }
    }
  }
  const upstreamCells = new Int32Array(elevation.length)
  for (let at = count - 1; at >= 0; at--) {
    const cell = order[at]
    upstreamCells[cell]++
    if (island[receiver[cell]] !== 0) upstreamCells[receiver[cell]] += upstreamCells[cell]
  }
  return { order, receiver, upstreamCells }
}

/** One river or reach of it, from its head (or a confluence) to a confluence (or the sea). */
export interface Reach {
  /** Cells downstream; the last one is a sea cell where the reach ends in the sea. */
  readonly cells: readonly number[]
  /** Which river it belongs to; reaches of one river run one into the other. */
  readonly river: number
  /** Cells that drain through its lower end. */
  readonly upstreamCells: number
}

/** The rivers of a land: cells with at least so much land above them, cut at confluences. */
export function findRivers(ground: Ground, flow: Flow, leastCells: number): Reach[] {
  const { order, receiver, upstreamCells } = flow
  const around = neighborSteps(ground.width)
  const wet = (cell: number): boolean =>
    ground.island[cell] !== 0 && upstreamCells[cell] >= leastCells
  const reaches: Reach[] = []
  // From the sea upward: each lower end is followed up its largest branch; the others are new ends.
  const ends: { cell: number; river: number; below: number }[] = []
  let rivers = 0
  for (const cell of order) {
    if (wet(cell) && ground.island[receiver[cell]] === 0) {
      ends.push({ cell, river: rivers++, below: receiver[cell] })
    }
  }
  for (let at = 0; at < ends.length; at++) {
    const { river, below } = ends[at]
    const upward = [below]
    let cell = ends[at].cell
    for (;;) {
      upward.push(cell)
      const branches: number[] = []
      for (const step of around) {
        const next = cell + step
        if (wet(next) && receiver[next] === cell) branches.push(next)
      }
      if (branches.length === 0) break
      branches.sort((a, b) => upstreamCells[b] - upstreamCells[a] || a - b)
      if (branches.length > 1) {
        ends.push({ cell: branches[0], river, below: cell })
        for (const branch of branches.slice(1)) {
          ends.push({ cell: branch, river: rivers++, below: cell })
        }
        break
      }
      cell = branches[0]
    }
    reaches.push({
      cells: upward.reverse(),
      river,
      upstreamCells: upstreamCells[ends[at].cell],
    })
  }
  return reaches
}
