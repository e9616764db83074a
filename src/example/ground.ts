// The grid an example country stands on: where a cell lies, and what its neighbors are. The outermost
// cells are always sea, so a land cell has eight neighbors and inner loops need no bounds.

/** Kilometers in one degree of latitude, on the sphere of 6,371 km. */
export const kmPerDegree = 111.194927

/** Where the grid lies: row 0 in the north, square cells in degrees. */
export interface Frame {
  readonly width: number
  readonly height: number
  readonly west: number
  readonly north: number
  /** A whole number of arc seconds. */
  readonly cellDegrees: number
  readonly cellKm: number
}

/** Land and sea with their heights. */
export interface Ground extends Frame {
  /** How far a cell is above the coast in the field that shaped it: more than 0 on land. */
  readonly shape: Float32Array
  /** Meters above the sea; 0 on the sea. */
  readonly elevation: Float32Array
  /** Which island a cell belongs to: 1 the largest, then by size; 0 the sea. */
  readonly island: Int32Array
  /** Cells of each island, by its number; entry 0 is the sea. */
  readonly islandCells: readonly number[]
}

// No land stands here in reality: the south Atlantic, 1,000 km from the nearest island.
const centerLon = -24
const centerLat = -11
const landShare = 0.27
const aspect = 1.3

/** Arc seconds of a cell for lands below so many square kilometers: about half a million cells of land. */
const secondsForLand = [
  [1500, 3],
  [12_000, 6],
  [40_000, 9],
  [80_000, 12],
  [150_000, 15],
  [Number.POSITIVE_INFINITY, 18],
] as const

/**
 * The frame for a land of so many square kilometers, finer for small countries, with about a quarter
 * of it land.
 */
export function frameForLand(landKm2: number): Frame {
  const seconds = (
    secondsForLand.find(([below]) => landKm2 < below) as readonly [number, number]
  )[1]
  const cellDegrees = seconds / 3600
  const cellKm = cellDegrees * kmPerDegree
  const heightKm = Math.sqrt(landKm2 / landShare / aspect)
  const height = Math.ceil(heightKm / cellKm)
  const width = Math.ceil((heightKm * aspect) / cellKm)
  return {
    width,
    height,
    west: (Math.round((centerLon * 3600) / seconds) - (width >> 1)) * cellDegrees,
    north: (Math.round((centerLat * 3600) / seconds) + (height >> 1)) * cellDegrees,
    cellDegrees,
    cellKm,
  }
}

/** Cells of land that make so many square kilometers (the frame is near enough to the equator). */
export function cellsForLand(frame: Frame, landKm2: number): number {
  return Math.round(landKm2 / (frame.cellKm * frame.cellKm))
}

/** Longitude of a place in the grid; cell (x, y) has its center at (x, y). */
export function lonAt(frame: Frame, x: number): number {
  return frame.west + (x + 0.5) * frame.cellDegrees
}

/** Latitude of a place in the grid. */
export function latAt(frame: Frame, y: number): number {
  return frame.north - (y + 0.5) * frame.cellDegrees
}

/** A coordinate as the files print it: 6 decimals, a tenth of a meter. */
export function rounded(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6
}

/** Steps to the eight neighbors, clockwise from the east, for a grid of this width. */
export function neighborSteps(width: number): readonly number[] {
  return [1, width + 1, width, width - 1, -1, -width - 1, -width, -width + 1]
}

/** How long each of those steps is, in cells. */
export const stepLengths: readonly number[] = [
  1,
  Math.SQRT2,
  1,
  Math.SQRT2,
  1,
  Math.SQRT2,
  1,
  Math.SQRT2,
]

/**
 * Steps (of eight directions) from each cell to the nearest marked one; -1 where there is none.
 *
 * @param within Only cells where this is not 0 are walked.
 */
export function stepsFrom(
  marked: readonly number[] | Int32Array,
  within: ArrayLike<number>,
  width: number,
): Int32Array {
  const steps = new Int32Array(within.length).fill(-1)
  const queue = new Int32Array(within.length)
  let last = 0
  for (const cell of marked) {
    if (steps[cell] === 0) continue
    steps[cell] = 0
    queue[last++] = cell
  }
  const around = neighborSteps(width)
  for (let first = 0; first < last; first++) {
    const cell = queue[first]
    for (let k = 0; k < 8; k++) {
      const next = cell + around[k]
      if (within[next] === 0 || steps[next] !== -1) continue
      steps[next] = steps[cell] + 1
      queue[last++] = next
    }
  }
  return steps
}
