// What a point sees of a grid: an exact ray to every cell of the rim and what it passes, each cell by
// the ray that comes nearest its center (Franklin & Ray 1994, "R2"). Heights are those of the cells.
import { cos, radiansPerDegree } from '#base/math.ts'
import { earthRadiusMeters } from '#geo/sphere.ts'
import type { TerrainWindow } from '#geo/terrain.ts'

/** How a viewshed is judged. */
export interface ViewshedRules {
  readonly observerMeters: number
  /** Height above ground of what is to be seen, m. */
  readonly targetMeters?: number
  readonly radiusMeters: number
  /** Effective Earth radius over the true one; Infinity for a flat Earth. */
  readonly k?: number
}

/**
 * Cells seen from an observer: 1 seen, 0 not seen or too far, 255 unknown (a void lies before it).
 *
 * @param column Cell of the observer, from 0 in the west; `row` from 0 in the north.
 */
export function viewshed(
  terrain: TerrainWindow,
  column: number,
  row: number,
  { observerMeters, targetMeters = 0, radiusMeters, k = 4 / 3 }: ViewshedRules,
): Uint8Array {
  const { width, height, values, north, dLat, dLon } = terrain
  const seen = new Uint8Array(width * height)
  const eye = values[row * width + column] + observerMeters
  if (Number.isNaN(eye)) return seen.fill(255)
  const perDegree = radiansPerDegree * earthRadiusMeters
  const stepY = dLat * perDegree
  const stepX = dLon * perDegree * cos((north - row * dLat) * radiansPerDegree)
  const reachX = Math.ceil(radiusMeters / stepX)
  const reachY = Math.ceil(radiusMeters / stepY)
  const left = Math.max(0, column - reachX)
  const right = Math.min(width - 1, column + reachX)
  const top = Math.max(0, row - reachY)
  const bottom = Math.min(height - 1, row + reachY)
  const bulge = Number.isFinite(k) ? 1 / (2 * k * earthRadiusMeters) : 0
  const radius2 = radiusMeters * radiusMeters
  seen[row * width + column] = 1

  /** Follows one ray to a cell of the rim, one column or row at a time, between two cells' heights. */
  const cast = (toX: number, toY: number): void => {
    const dx = toX - column
    const dy = toY - row
    const wide = Math.abs(dx) >= Math.abs(dy)
    const n = wide ? Math.abs(dx) : Math.abs(dy)
    if (n === 0) return
    const advance = wide ? Math.sign(dx) : Math.sign(dy) * width
    const sideways = wide ? width : 1
    const drift = (wide ? dy : dx) / n
    const limit = wide ? height - 1 : width - 1
    const from = wide ? row : column
    const perStep2 = (dx * dx * stepX * stepX + dy * dy * stepY * stepY) / n / n
    const perStep = Math.sqrt(perStep2)
    const last = Math.min(n, Math.floor(radiusMeters / perStep))
    const start = row * width + column - from * sideways
    let steepest = Number.NEGATIVE_INFINITY
    for (let i = 1; i <= last; i++) {
      const across = from + drift * i
      // No place is below 0, so that cutting is rounding down.
      const low = across | 0
      const share = across - low
      const near = (across + 0.5) | 0
      const cell = start + advance * i + low * sideways
      const ground = values[cell]
      const high = low < limit ? values[cell + sideways] : ground
      const along = i * perStep
      const curve = along * along * bulge
      const z = ground + share * (high - ground) - curve - eye
      const own = start + advance * i + near * sideways
      const target = values[own] - curve - eye + targetMeters
      if (Number.isNaN(z)) {
        for (let j = i; j <= last; j++) {
          const place = Math.round(from + drift * j)
          const unknown = start + advance * j + place * sideways
          if (seen[unknown] === 0) seen[unknown] = 255
        }
        return
      }
      // Rays lie i / n cells apart here: the one within half of that is a cell's nearest.
      const sight = steepest * along
      if (target >= sight && Math.abs(across - near) * 2 * n <= i) seen[own] = 1
      // Few cells rise above all before them: only these are divided for.
      if (z > sight) steepest = z / along
    }
  }
  for (let x = left; x <= right; x++) {
    cast(x, top)
    cast(x, bottom)
  }
  for (let y = top + 1; y < bottom; y++) {
    cast(left, y)
    cast(right, y)
  }
  // A diagonal ray may round a cell just beyond the radius in.
  for (let y = top; y <= bottom; y++) {
    const y2 = (y - row) * (y - row) * stepY * stepY
    const isBeyond = (x: number): boolean =>
      y2 + (x - column) * (x - column) * stepX * stepX > radius2
    for (let x = left; x <= right && isBeyond(x); x++) seen[y * width + x] = 0
    for (let x = right; x >= left && isBeyond(x); x--) seen[y * width + x] = 0
  }
  return seen
}
