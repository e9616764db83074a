// Roads as lines: from junction to junction (or to where the class changes), through the places on
// their way; lines meet in shared coordinates.
import { type Frame, latAt, lonAt, neighborSteps, rounded } from '#example/ground.ts'
import { hashShare } from '#example/noise.ts'
import type { RoadGrid } from '#example/roads.ts'

/** One road between junctions. */
export interface RoadLine {
  /** 1 + its class in `roadKinds`. */
  readonly kind: number
  readonly cells: readonly number[]
}

/** Where a cell's point lies on the map: one place per cell, whatever is drawn there. */
export type Placer = (cell: number) => readonly [lon: number, lat: number]

/** Points a little off the middle of their cell, so that no grid shows; on the coast in the middle. */
export function cellPlacer(frame: Frame, inner: Uint8Array): Placer {
  const { width } = frame
  return (cell) => {
    const free = inner[cell] === 0 ? 0 : 0.7
    const x = (cell % width) + free * (hashShare(cell, 2, 11) - 0.5)
    const y = Math.floor(cell / width) + free * (hashShare(cell, 3, 11) - 0.5)
    return [rounded(lonAt(frame, x)), rounded(latAt(frame, y))]
  }
}

/** The class of the road from a cell in direction k (of eight); 0 without one. */
export function roadAt(
  roads: RoadGrid,
  around: readonly number[],
  cell: number,
  k: number,
): number {
  return k < 4 ? roads.kindForStep[4 * cell + k] : roads.kindForStep[4 * (cell + around[k]) + k - 4]
}

/**
 * Cuts the network into lines.
 *
 * @param stops Cells where a line ends even without a junction.
 */
export function roadLines(
  frame: Frame,
  roads: RoadGrid,
  stops: ReadonlySet<number> = new Set(),
): RoadLine[] {
  const around = neighborSteps(frame.width)
  const isNode = (cell: number): boolean => {
    if (stops.has(cell)) return true
    let degree = 0
    let first = 0
    for (let k = 0; k < 8; k++) {
      const kind = roadAt(roads, around, cell, k)
      if (kind === 0) continue
      degree++
      if (degree > 1 && kind !== first) return true
      first = kind
    }
    return degree !== 2
  }
  const done = new Uint8Array(roads.kindForStep.length)
  const stepIndex = (cell: number, k: number): number =>
    k < 4 ? 4 * cell + k : 4 * (cell + around[k]) + k - 4
  const lines: RoadLine[] = []
  const follow = (start: number, first: number): void => {
    const kind = roadAt(roads, around, start, first)
    const cells = [start]
    let cell = start
    let k = first
    for (;;) {
      done[stepIndex(cell, k)] = 1
      cell += around[k]
      cells.push(cell)
      if (isNode(cell)) break
      let onward = -1
      for (let j = 0; j < 8; j++) {
        if (roadAt(roads, around, cell, j) !== 0 && done[stepIndex(cell, j)] === 0) onward = j
      }
      if (onward === -1) break
      k = onward
    }
    lines.push({ kind, cells })
  }
  const start = (cell: number): void => {
    for (let k = 0; k < 8; k++) {
      if (roadAt(roads, around, cell, k) !== 0 && done[stepIndex(cell, k)] === 0) follow(cell, k)
    }
  }
  for (let cell = 0; cell < roads.touched.length; cell++) {
    if (roads.touched[cell] !== 0 && isNode(cell)) start(cell)
  }
  // What is left are rings without a junction.
  for (let cell = 0; cell < roads.touched.length; cell++) if (roads.touched[cell] !== 0) start(cell)
  return lines
}

/**
 * Which points of a line to keep when those that turn it least are left out (Douglas & Peucker 1973);
 * its ends and fixed points stay.
 *
 * @param tolerance In degrees.
 */
export function keptPoints(
  points: readonly (readonly [number, number])[],
  tolerance: number,
  isFixed: (index: number) => boolean = () => false,
): number[] {
  const keep = new Uint8Array(points.length)
  keep[0] = 1
  keep[points.length - 1] = 1
  const halve = (from: number, to: number): void => {
    let far = -1
    let farthest = tolerance
    const [x0, y0] = points[from]
    const dx = points[to][0] - x0
    const dy = points[to][1] - y0
    const length = Math.sqrt(dx * dx + dy * dy)
    for (let i = from + 1; i < to; i++) {
      const px = points[i][0] - x0
      const py = points[i][1] - y0
      const distance =
        length === 0 ? Math.sqrt(px * px + py * py) : Math.abs(px * dy - py * dx) / length
      if (distance > farthest) {
        farthest = distance
        far = i
      }
    }
    if (far === -1) return
    keep[far] = 1
    halve(from, far)
    halve(far, to)
  }
  let last = 0
  for (let i = 1; i < points.length; i++) {
    if (i < points.length - 1 && !isFixed(i)) continue
    keep[i] = 1
    halve(last, i)
    last = i
  }
  return [...points.keys()].filter((i) => keep[i] === 1)
}
