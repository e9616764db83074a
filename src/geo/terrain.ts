// Terrain made of tiles: cut to a window that spans their borders (and the antimeridian), and read
// between its cells. Heights are meters above the sea at cell centers; NaN is a void.
import type { Extent, Grid } from '#geo/shapes.ts'

/** A rectangle of heights in one array, row 0 in the north; west may lie beyond ±180. */
export interface TerrainWindow {
  /** Centers of the first column and row, degrees. */
  readonly west: number
  readonly north: number
  /** Degrees between cell centers, both more than 0. */
  readonly dLon: number
  readonly dLat: number
  readonly width: number
  readonly height: number
  readonly values: Float32Array
}

/** A longitude moved by whole turns to within half a turn of `near`. */
export function turnedLon(lon: number, near: number): number {
  const away = lon - near
  return away >= -180 && away <= 180 ? lon : lon - 360 * Math.round(away / 360)
}

/** One grid as a window; its `missing` values become NaN. */
export function windowFromGrid(grid: Grid): TerrainWindow {
  const { extent, width, height } = grid
  const dLon = (extent.east - extent.west) / width
  const dLat = (extent.north - extent.south) / height
  const values = grid.values.slice()
  if (!Number.isNaN(grid.missing))
    for (let i = 0; i < values.length; i++) if (values[i] === grid.missing) values[i] = Number.NaN
  return {
    west: extent.west + dLon / 2,
    north: extent.north - dLat / 2,
    dLon,
    dLat,
    width,
    height,
    values,
  }
}

/**
 * Cuts tiles to one window over an extent with a margin of two cells, at the finest tile's spacing.
 *
 * @param tiles In any order; where they overlap, the first that has a value gives it.
 * @param extent May cross the antimeridian: then `east` is less than `west`.
 */
export function terrainWindow(tiles: readonly Grid[], extent: Extent): TerrainWindow {
  const west = extent.west
  const east = extent.east < west ? extent.east + 360 : extent.east
  const middle = (west + east) / 2
  const spacing = (tile: Grid): number => (tile.extent.east - tile.extent.west) / tile.width
  const near = tiles.filter((tile) => touches(tile.extent, west, east, extent, middle))
  const finest = near.toSorted((a, b) => spacing(a) - spacing(b))[0]
  if (finest === undefined) {
    const step = Math.max(east - west, extent.north - extent.south, 1e-6)
    const values = new Float32Array(4).fill(Number.NaN)
    return { west, north: extent.north, dLon: step, dLat: step, width: 2, height: 2, values }
  }
  const dLon = spacing(finest)
  const dLat = (finest.extent.north - finest.extent.south) / finest.height
  // Cells fall on the finest tile's own, so that its heights are copied and not smoothed.
  const originLon = turnedLon((finest.extent.west + finest.extent.east) / 2, middle)
  const firstLon = originLon - (finest.extent.east - finest.extent.west) / 2 + dLon / 2
  const firstLat = finest.extent.north - dLat / 2
  const left = firstLon + (Math.floor((west - firstLon) / dLon) - 2) * dLon
  const top = firstLat - (Math.floor((firstLat - extent.north) / dLat) - 2) * dLat
  const width = Math.ceil((east - left) / dLon) + 3
  const height = Math.ceil((top - extent.south) / dLat) + 3
  const values = new Float32Array(width * height).fill(Number.NaN)
  const out = { west: left, north: top, dLon, dLat, width, height, values }
  for (const tile of near) copyTile(windowFromGrid(tile), out, middle)
  return out
}

function touches(
  tile: Extent,
  west: number,
  east: number,
  extent: Extent,
  middle: number,
): boolean {
  const half = (tile.east - tile.west) / 2
  const center = turnedLon(tile.west + half, middle)
  return (
    center + half >= west - 0.1 &&
    center - half <= east + 0.1 &&
    tile.north >= extent.south - 0.1 &&
    tile.south <= extent.north + 0.1
  )
}

function copyTile(tile: TerrainWindow, out: TerrainWindow, middle: number): void {
  const half = (tile.dLon * (tile.width - 1)) / 2
  const tileWest = turnedLon(tile.west + half, middle) - half
  for (let row = 0; row < out.height; row++) {
    const y = (tile.north - (out.north - row * out.dLat)) / tile.dLat
    if (y < -0.5 || y > tile.height - 0.5) continue
    for (let column = 0; column < out.width; column++) {
      const cell = row * out.width + column
      if (!Number.isNaN(out.values[cell])) continue
      const x = (out.west + column * out.dLon - tileWest) / tile.dLon
      if (x < -0.5 || x > tile.width - 0.5) continue
      out.values[cell] = heightAtCell(tile, x, y)
    }
  }
}

/** Bilinear height at fractional cells; on a cell within 1e-6 that cell's own, NaN beside a void. */
export function heightAtCell(window: TerrainWindow, x: number, y: number): number {
  const { width, height, values } = window
  const nearX = Math.round(x)
  const nearY = Math.round(y)
  const cx = Math.abs(x - nearX) < 1e-6 ? nearX : Math.min(Math.max(x, 0), width - 1)
  const cy = Math.abs(y - nearY) < 1e-6 ? nearY : Math.min(Math.max(y, 0), height - 1)
  const i = Math.min(Math.max(Math.floor(cx), 0), width - 1)
  const j = Math.min(Math.max(Math.floor(cy), 0), height - 1)
  const fx = Math.max(0, cx - i)
  const fy = Math.max(0, cy - j)
  const at = j * width + i
  const right = fx > 0 && i + 1 < width ? 1 : 0
  const down = fy > 0 && j + 1 < height ? width : 0
  const top = values[at] + fx * (values[at + right] - values[at])
  const bottom = values[at + down] + fx * (values[at + down + right] - values[at + down])
  return top + fy * (bottom - top)
}

/** Bilinear height at a place; NaN outside the window by more than half a cell, or beside a void. */
export function heightAt(window: TerrainWindow, lon: number, lat: number): number {
  const middle = window.west + ((window.width - 1) * window.dLon) / 2
  const x = (turnedLon(lon, middle) - window.west) / window.dLon
  return heightBetweenCells(window, x, (window.north - lat) / window.dLat)
}

/** The same at fractional cells from the center of the first. */
export function heightBetweenCells(window: TerrainWindow, x: number, y: number): number {
  const { width, height, values } = window
  const column = Math.floor(x)
  const row = Math.floor(y)
  if (column >= 0 && row >= 0 && column < width - 1 && row < height - 1) {
    const fx = x - column
    const fy = y - row
    const at = row * width + column
    const a = values[at]
    const b = values[at + width]
    const top = a + fx * (values[at + 1] - a)
    const value = top + fy * (b + fx * (values[at + width + 1] - b) - top)
    // beside a void the height may still be known: on a cell's very center
    return Number.isNaN(value) ? heightAtCell(window, x, y) : value
  }
  if (x < -0.5 || y < -0.5 || x > width - 0.5 || y > height - 0.5) return Number.NaN
  return heightAtCell(window, x, y)
}

/** The nearest cell's value (a class, a clutter height); NaN outside by more than half a cell. */
export function nearestAt(window: TerrainWindow, lon: number, lat: number): number {
  const { west, north, dLon, dLat, width, height, values } = window
  const middle = west + ((width - 1) * dLon) / 2
  const x = (turnedLon(lon, middle) - west) / dLon
  const y = (north - lat) / dLat
  if (x < -0.5 || y < -0.5 || x > width - 0.5 || y > height - 0.5) return Number.NaN
  const column = Math.min(Math.max(Math.round(x), 0), width - 1)
  const row = Math.min(Math.max(Math.round(y), 0), height - 1)
  return values[row * width + column]
}

/**
 * The window and its halvings, each the mean of 2 × 2 cells of the one before; a void stays one only
 * where all four are.
 *
 * @param levels How many, the first included.
 */
export function terrainPyramid(window: TerrainWindow, levels: number): TerrainWindow[] {
  const pyramid = [window]
  for (let level = 1; level < levels; level++) {
    const fine = pyramid[level - 1]
    const width = fine.width >> 1
    const height = fine.height >> 1
    if (width < 2 || height < 2) break
    const values = new Float32Array(width * height)
    for (let j = 0; j < height; j++)
      for (let i = 0; i < width; i++) {
        const at = 2 * j * fine.width + 2 * i
        let sum = 0
        let known = 0
        for (const cell of [at, at + 1, at + fine.width, at + fine.width + 1]) {
          const value = fine.values[cell]
          if (Number.isNaN(value)) continue
          sum += value
          known++
        }
        values[j * width + i] = known === 0 ? Number.NaN : sum / known
      }
    pyramid.push({
      west: fine.west + fine.dLon / 2,
      north: fine.north - fine.dLat / 2,
      dLon: fine.dLon * 2,
      dLat: fine.dLat * 2,
      width,
      height,
      values,
    })
  }
  return pyramid
}

/** The coarsest level whose cells are still no wider than a step on the ground. */
export function levelForStep(pyramid: readonly TerrainWindow[], stepMeters: number): TerrainWindow {
  const metersPerDegree = 111_195
  let level = pyramid[0]
  for (const candidate of pyramid)
    if (candidate.dLat * metersPerDegree <= stepMeters * 1.01) level = candidate
  return level
}
