// Contour lines of a grid by marching squares (Maple 2003): straight between cell centers, joined to
// lines; where a value is missing a line ends.
import type { Grid } from '#geo/shapes.ts'

/** The lines along which a grid has one value; flat, lon then lat. */
export function contourLines(grid: Grid, level: number): Float64Array[] {
  const { extent, width, height, values, missing } = grid
  const dLon = (extent.east - extent.west) / width
  const dLat = (extent.north - extent.south) / height
  // A crossing lies on an edge between two centers: rightward edges are even numbers, downward odd.
  const next = new Map<number, number[]>()
  const link = (a: number, b: number): void => {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ]) {
      const list = next.get(from)
      if (list === undefined) next.set(from, [to])
      else list.push(to)
    }
  }
  const at = (cell: number): number => (values[cell] === missing ? Number.NaN : values[cell])
  for (let row = 0; row + 1 < height; row++)
    for (let column = 0; column + 1 < width; column++) {
      const cell = row * width + column
      // Most cells lie whole on one side.
      const isAbove = values[cell] >= level
      if (
        isAbove === values[cell + 1] >= level &&
        isAbove === values[cell + width] >= level &&
        isAbove === values[cell + width + 1] >= level
      )
        continue
      const corners = [cell, cell + 1, cell + width + 1, cell + width]
      const heights = corners.map(at)
      if (heights.some(Number.isNaN)) continue
      const isHigh = heights.map((value) => value >= level)
      const edges = [2 * cell, 2 * (cell + 1) + 1, 2 * (cell + width), 2 * cell + 1]
      const crossed = edges.filter((_, k) => isHigh[k] !== isHigh[(k + 1) % 4])
      if (crossed.length === 2) link(crossed[0], crossed[1])
      else if (crossed.length === 4) {
        // A saddle: its middle decides which corners hang together.
        const middle = (heights[0] + heights[1] + heights[2] + heights[3]) / 4 >= level
        const turn = middle === isHigh[0] ? 1 : 0
        link(edges[0], edges[turn === 1 ? 1 : 3])
        link(edges[2], edges[turn === 1 ? 3 : 1])
      }
    }
  const place = (edge: number): readonly [number, number] => {
    const cell = edge >> 1
    const other = edge % 2 === 0 ? cell + 1 : cell + width
    const [a, b] = [at(cell), at(other)]
    const share = Number.isFinite(a) && Number.isFinite(b) ? (level - a) / (b - a) : 0.5
    const column = (cell % width) + 0.5 + (edge % 2 === 0 ? share : 0)
    const row = Math.floor(cell / width) + 0.5 + (edge % 2 === 0 ? 0 : share)
    return [extent.west + column * dLon, extent.north - row * dLat]
  }
  const lines: Float64Array[] = []
  const take = (start: number): void => {
    const path = [start]
    for (let edge = start; ; ) {
      const to = next.get(edge)?.pop()
      if (to === undefined) break
      const back = next.get(to) as number[]
      back.splice(back.indexOf(edge), 1)
      path.push(to)
      edge = to
    }
    if (path.length > 1) lines.push(Float64Array.from(path.flatMap(place)))
  }
  // Open lines from their ends first, then the closed ones.
  for (const [edge, others] of next) if (others.length === 1) take(edge)
  for (const [edge, others] of next) if (others.length > 0) take(edge)
  return lines
}
