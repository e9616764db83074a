// Which lines hang together: lines that share a coordinate are one piece, as roads drawn in one map
// are, and on demand lines whose ends lie within some meters, as digitized fibre routes do.
import { indexPoints } from '#geo/pointIndex.ts'
import { type Lines, lineCount } from '#geo/shapes.ts'

/** The pieces a set of lines falls into. */
export interface Pieces {
  readonly count: number
  /** The piece of each line, numbered by their first line. */
  readonly pieceForLine: Int32Array
}

/**
 * The pieces of a set of lines.
 *
 * @param endMeters Ends as near as this to another line's end also join; 0 joins shared coordinates only.
 */
export function linePieces(lines: Lines, endMeters = 0): Pieces {
  const count = lineCount(lines)
  const above = Int32Array.from({ length: count }, (_, i) => i)
  const find = (line: number): number => {
    let root = line
    while (above[root] !== root) root = above[root]
    for (let at = line; above[at] !== root; ) {
      const next = above[at]
      above[at] = root
      at = next
    }
    return root
  }
  const join = (a: number, b: number): void => {
    const rootA = find(a)
    const rootB = find(b)
    // The lower number is the root, so that the numbering does not depend on the order of joins.
    if (rootA < rootB) above[rootB] = rootA
    else above[rootA] = rootB
  }
  joinSharedPoints(lines, join)
  if (endMeters > 0) joinNearEnds(lines, endMeters, join)

  const pieceForLine = new Int32Array(count)
  let pieces = 0
  for (let line = 0; line < count; line++) {
    pieceForLine[line] = find(line) === line ? pieces++ : pieceForLine[find(line)]
  }
  return { count: pieces, pieceForLine }
}

/** Open addressing on the two coordinates: a map of texts would take ten times the memory. */
function joinSharedPoints({ offsets, coordinates }: Lines, join: (a: number, b: number) => void) {
  const points = coordinates.length / 2
  let slots = 16
  while (slots < points * 2) slots *= 2
  const pointInSlot = new Int32Array(slots).fill(-1)
  const lineInSlot = new Int32Array(slots)
  for (let line = 0; line < offsets.length - 1; line++) {
    for (let p = offsets[line]; p < offsets[line + 1]; p++) {
      const lon = coordinates[2 * p]
      const lat = coordinates[2 * p + 1]
      let slot =
        (Math.imul(Math.round(lon * 1e7), 0x9e3779b1) ^
          Math.imul(Math.round(lat * 1e7), 0x85ebca6b)) &
        (slots - 1)
      for (;;) {
        const other = pointInSlot[slot]
        if (other === -1) {
          pointInSlot[slot] = p
          lineInSlot[slot] = line
          break
        }
        if (coordinates[2 * other] === lon && coordinates[2 * other + 1] === lat) {
          join(lineInSlot[slot], line)
          break
        }
        slot = (slot + 1) & (slots - 1)
      }
    }
  }
}

function joinNearEnds(
  { offsets, coordinates }: Lines,
  meters: number,
  join: (a: number, b: number) => void,
): void {
  const lons: number[] = []
  const lats: number[] = []
  const lineOf: number[] = []
  for (let line = 0; line < offsets.length - 1; line++) {
    for (const p of [offsets[line], offsets[line + 1] - 1]) {
      lons.push(coordinates[2 * p])
      lats.push(coordinates[2 * p + 1])
      lineOf.push(line)
    }
  }
  const index = indexPoints(lons, lats)
  for (let i = 0; i < lons.length; i++) {
    for (const j of index.within(lons[i], lats[i], meters)) join(lineOf[i], lineOf[j])
  }
}
