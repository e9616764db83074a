// Where land is: islands as round pieces along spines, pushed about by noise and cut at the level
// that leaves exactly the area wanted.
import { cos, sin } from '#base/math.ts'
import { type Random, seededRandom } from '#base/random.ts'
import { cellsForLand, type Frame, neighborSteps } from '#example/ground.ts'
import { fractalNoise } from '#example/noise.ts'

/** A round piece of an island, in units of the frame's height around its middle; y to the north. */
interface Piece {
  readonly x: number
  readonly y: number
  readonly radius: number
}

/** Land and sea, before heights. */
export interface Coast {
  /** More than 0 on land; 0 is the coast. */
  readonly shape: Float32Array
  /** Which island a cell belongs to: 1 the largest, then by size; 0 the sea. */
  readonly island: Int32Array
  /** Cells of each island, by its number; entry 0 is the sea. */
  readonly islandCells: readonly number[]
}

/** Lays out islands of so many square kilometers in all. */
export function makeCoast(frame: Frame, landKm2: number, seed: number): Coast {
  const random = seededRandom(seed).fork(1)
  const shape = coastField(frame, islandPieces(random), random.below(1 << 30))
  const sorted = shape.slice().sort()
  const level = sorted[sorted.length - cellsForLand(frame, landKm2)]
  for (let i = 0; i < shape.length; i++) shape[i] -= level
  settle(frame, shape)
  return { shape, ...labelIslands(frame, shape) }
}

/** A main island along a bent spine, a second one beside it, an arc of small ones, and strays. */
function islandPieces(random: Random): Piece[] {
  const pieces: Piece[] = []
  const spine = (x: number, y: number, toward: number, count: number, radius: number): void => {
    let heading = toward
    let px = x
    let py = y
    const bend = random.between(-0.35, 0.35)
    for (let i = 0; i < count; i++) {
      const swell = 0.7 + 0.5 * sin(((i + 0.6) / (count + 0.2)) * Math.PI)
      pieces.push({ x: px, y: py, radius: radius * swell * random.between(0.75, 1.2) })
      heading += bend + random.between(-0.35, 0.35)
      px += radius * 0.8 * cos(heading)
      py += radius * 0.8 * sin(heading)
    }
  }
  // 1 or -1: which side the main island leaves free, and where the second one and the arc lie.
  const side = random.share() < 0.5 ? 1 : -1
  const up = random.share() < 0.5 ? 1 : -1
  const tilt = random.between(-0.35, 0.35)
  spine(-0.42 * side, -0.1 * up * random.share(), side > 0 ? tilt : Math.PI - tilt, 6, 0.142)
  spine(0.4 * side, -0.12 * up, random.between(0.7, 1.5) * -up, 3, 0.08)
  // Small islands lead away in an arc, as volcanoes stand over a moving plate.
  let heading = random.between(0.1, 0.4)
  let px = -0.5
  let py = 0.27
  const count = 6 + random.below(3)
  for (let i = 0; i < count; i++) {
    const draw = random.share()
    pieces.push({
      x: px * side,
      y: (py + random.between(-0.025, 0.025)) * up,
      radius: 0.016 + 0.05 * draw * draw,
    })
    heading -= random.between(0, 0.16)
    const stride = random.between(0.07, 0.16)
    px += stride * cos(heading)
    py += stride * sin(heading)
  }
  for (let i = 0; i < 5; i++) {
    const draw = random.share()
    pieces.push({
      x: random.between(-0.52, 0.52),
      y: (-0.37 + random.between(-0.06, 0.1)) * up,
      radius: 0.014 + 0.035 * draw * draw,
    })
  }
  return pieces
}

/** How much a place wants to be land: pieces, pushed about by noise, with a rough edge. */
function coastField(frame: Frame, pieces: readonly Piece[], seed: number): Float32Array {
  const { width, height } = frame
  const field = new Float32Array(width * height)
  for (let row = 0; row < height; row++) {
    const y = 0.5 - (row + 0.5) / height
    for (let column = 0; column < width; column++) {
      const x = (column + 0.5 - width / 2) / height
      const margin = Math.min(width / height / 2 - Math.abs(x), 0.5 - Math.abs(y))
      const edge = margin < 0.06 ? (0.06 - margin) * 30 : 0
      let depth = nearness(pieces, x, y)
      // Far from every island no noise can lift the floor to the surface.
      if (depth > -2.4) {
        const wx = x + 0.07 * fractalNoise(x * 6, y * 6, seed + 101, 3)
        const wy = y + 0.07 * fractalNoise(x * 6, y * 6, seed + 202, 3)
        depth = nearness(pieces, wx, wy) + 0.52 * fractalNoise(x * 7, y * 7, seed, 8, 0.6)
      }
      field[row * width + column] = depth - edge
    }
  }
  return field
}

/** How far inside the nearest piece a place is, in the field's units; a smooth maximum over all. */
function nearness(pieces: readonly Piece[], x: number, y: number): number {
  let best = -3
  for (let i = 0; i < pieces.length; i++) {
    const { x: cx, y: cy, radius } = pieces[i]
    const dx = x - cx
    const dy = y - cy
    // Steeper for small islands, so that the same noise neither drowns nor doubles them.
    const value = (radius - Math.sqrt(dx * dx + dy * dy)) / (0.3 * Math.sqrt(radius))
    // Neighboring pieces join without a crease.
    const gap = Math.abs(value - best)
    const blend = gap < 0.4 ? ((0.4 - gap) * (0.4 - gap)) / 1.6 : 0
    best = (value > best ? value : best) + blend
  }
  return best
}

/** The contour comes no nearer than this to a cell's center, in the field's units. */
const leastShape = 1e-3

/** No land on the frame's edge, no lakes below the sea, no specks, no two cells touching by a corner. */
function settle(frame: Frame, field: Float32Array): void {
  const { width, height } = frame
  const toSea = (i: number): void => {
    if (field[i] > -leastShape) field[i] = -leastShape
  }
  const toLand = (i: number): void => {
    if (field[i] < leastShape) field[i] = leastShape
  }
  for (let x = 0; x < width; x++) {
    for (const y of [0, 1, height - 2, height - 1]) toSea(y * width + x)
  }
  for (let y = 0; y < height; y++) {
    for (const x of [0, 1, width - 2, width - 1]) toSea(y * width + x)
  }
  const open = openSea(frame, field)
  for (let i = 0; i < field.length; i++) {
    if (open[i] === 0) toLand(i)
    else toSea(i)
  }
  const leastCells = Math.max(12, Math.round(field.length * 2e-5))
  for (const cells of components(frame, field)) {
    if (cells.length < leastCells) for (const cell of cells) toSea(cell)
  }
  // Filling a corner may make a new pair beside it: a few rounds end it.
  for (let changed = true; changed; ) {
    changed = false
    for (let i = width; i < field.length - width - 1; i++) {
      const a = field[i] > 0
      if (a === field[i + 1] > 0) continue
      if (field[i + width] > 0 === a || field[i + width + 1] > 0 !== a) continue
      toLand(a ? i + 1 : i)
      toLand(a ? i + width : i + width + 1)
      changed = true
    }
  }
}

/** Sea that is reached from the corner of the frame; other water lies inside an island. */
function openSea(frame: Frame, field: Float32Array): Uint8Array {
  const { width } = frame
  const open = new Uint8Array(field.length)
  const stack = [0]
  const visit = (cell: number): void => {
    if (open[cell] !== 0 || field[cell] > 0) return
    open[cell] = 1
    stack.push(cell)
  }
  open[0] = 1
  for (let cell = stack.pop(); cell !== undefined; cell = stack.pop()) {
    const x = cell % width
    if (x > 0) visit(cell - 1)
    if (x < width - 1) visit(cell + 1)
    if (cell >= width) visit(cell - width)
    if (cell < field.length - width) visit(cell + width)
  }
  return open
}

function components(frame: Frame, field: Float32Array): number[][] {
  const around = neighborSteps(frame.width)
  const seen = new Uint8Array(field.length)
  const found: number[][] = []
  for (let start = 0; start < field.length; start++) {
    if (field[start] <= 0 || seen[start] !== 0) continue
    const cells = [start]
    seen[start] = 1
    for (let k = 0; k < cells.length; k++) {
      for (const step of around) {
        const next = cells[k] + step
        if (field[next] <= 0 || seen[next] !== 0) continue
        seen[next] = 1
        cells.push(next)
      }
    }
    found.push(cells)
  }
  return found
}

function labelIslands(frame: Frame, field: Float32Array): Omit<Coast, 'shape'> {
  const found = components(frame, field).sort((a, b) => b.length - a.length)
  const island = new Int32Array(field.length)
  const islandCells = [field.length]
  found.forEach((cells, index) => {
    for (const cell of cells) island[cell] = index + 1
    islandCells.push(cells.length)
    islandCells[0] -= cells.length
  })
  return { island, islandCells }
}
