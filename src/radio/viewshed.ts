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

  const ground = { values, seen, width, column, row, stepX, stepY }
  const scene = { ...ground, eye, bulge, targetMeters, radiusMeters }
  const cast = (toX: number, toY: number): void => castRay(scene, toX, toY)
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

/** What every ray of a viewshed needs: lengths in m, `bulge` what the Earth falls away by, per m². */
interface Scene {
  readonly values: Float32Array
  readonly seen: Uint8Array
  readonly width: number
  readonly column: number
  readonly row: number
  readonly stepX: number
  readonly stepY: number
  readonly eye: number
  readonly bulge: number
  readonly targetMeters: number
  readonly radiusMeters: number
}

/** Follows one ray to a cell of the rim, one column or row at a time, between two cells' heights. */
function castRay(
  { values, seen, width, column, row, stepX, stepY, eye, bulge, targetMeters, radiusMeters }: Scene,
  toX: number,
  toY: number,
): void {
  const dx = toX - column
  const dy = toY - row
  const wide = Math.abs(dx) >= Math.abs(dy)
  const n = wide ? Math.abs(dx) : Math.abs(dy)
  if (n === 0) return
  const advance = wide ? Math.sign(dx) : Math.sign(dy) * width
  const sideways = wide ? Math.sign(dy) * width : Math.sign(dx)
  const drift = wide ? Math.abs(dy) : Math.abs(dx)
  const perStep2 = (dx * dx * stepX * stepX + dy * dy * stepY * stepY) / n / n
  const steps = Math.floor(radiusMeters / Math.sqrt(perStep2))
  const last = Math.min(n - 1, steps)
  const curve = perStep2 * bulge
  const perN = 1 / n
  // Steepest line of sight so far, in meters per step.
  let steepest = Number.NEGATIVE_INFINITY
  let cell = row * width + column
  // The ray runs `aside / n` of a cell beside the cell, toward the next one sideways.
  let aside = 0
  for (let i = 1; i <= last; i++) {
    // All bits where the ray has come to the next cell sideways, none where not: a branch here, or at
    // `isNext`, would be foretold wrong too often.
    aside += drift
    const over = (n - 1 - aside) >> 31
    aside -= n & over
    cell += advance + (sideways & over)
    const ground = values[cell]
    const next = values[cell + sideways]
    const sight = i * (steepest + i * curve) + eye
    const least = sight - targetMeters
    // What hides both cells hides the ray between them; a void hides nothing.
    if (ground < least && next < least) continue
    const z = aside === 0 ? ground : ground + aside * perN * (next - ground)
    if (Number.isNaN(z)) {
      spreadUnknown(seen, cell, aside, i, Math.min(n, steps), advance, sideways, drift, n)
      return
    }
    const isNext = (n - 1 - 2 * aside) >> 31
    const own = cell + (sideways & isNext)
    // Rays lie i / n cells apart here: the one within half of that is a cell's nearest.
    const isNearest = 2 * ((aside ^ isNext) - isNext + (n & isNext)) <= i
    if (isNearest && values[own] >= least) seen[own] = 1
    if (z > sight) steepest = (z - eye) / i - i * curve
  }
  if (steps < n) return
  const rim = toY * width + toX
  const z = values[rim]
  if (z + targetMeters >= n * (steepest + n * curve) + eye) seen[rim] = 1
  else if (Number.isNaN(z) && seen[rim] === 0) seen[rim] = 255
}

/** Marks what a ray passes from step `first` to `last` as unknown, for a void lies before it. */
function spreadUnknown(
  seen: Uint8Array,
  voidCell: number,
  voidAside: number,
  first: number,
  last: number,
  advance: number,
  sideways: number,
  drift: number,
  n: number,
): void {
  let cell = voidCell
  let aside = voidAside
  for (let i = first; i <= last; i++) {
    const place = 2 * aside >= n ? cell + sideways : cell
    if (seen[place] === 0) seen[place] = 255
    cell += advance
    aside += drift
    if (aside >= n) {
      aside -= n
      cell += sideways
    }
  }
}
