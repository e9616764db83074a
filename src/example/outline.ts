// Polygons around labeled cells, by marching squares on the cells' centers. Neighbors share every
// point of their border, because a point belongs to the square or edge it lies in, not to a label.
import { type Frame, type Ground, latAt, lonAt, rounded } from '#example/ground.ts'

/** Rings of one label: each closed, the land on its left, so outer rings run counterclockwise. */
export type Rings = readonly Float64Array[]

/** One polygon: its outer ring, then its holes. */
export type RingGroup = readonly Float64Array[]

/** The outline of every label of a grid. */
export interface Outline {
  /** Rings by label; the sea (label 0) has none. */
  readonly ringsForLabel: readonly Rings[]
  /** Rings around all labels together: the coast. */
  readonly coast: Rings
}

/** A directed edge from point to point, by their keys. */
type Next = Map<number, number>

/**
 * Outlines of labeled land. Labels may touch by a corner nowhere (two cells on one diagonal, others
 * on the other).
 *
 * @param labels 0 for the sea, then 1 to `count`.
 */
export function outlineLabels(ground: Ground, labels: Int32Array, count: number): Outline {
  const { width, height, shape } = ground
  const points = new Map<number, readonly [x: number, y: number]>()
  const nextForLabel: Next[] = Array.from({ length: count + 1 }, () => new Map())
  const coastNext: Next = new Map()
  const inner = new Set<number>()

  // Keys: 3 × cell for the edge to the east, + 1 for the edge to the south, + 2 for the square's own.
  const edgePoint = (a: number, b: number): number => {
    const key = b === a + 1 ? 3 * a : 3 * a + 1
    if (points.has(key)) return key
    const coastal = labels[a] === 0 || labels[b] === 0
    const share = coastal ? crossing(shape[a], shape[b]) : 0.5
    const x = a % width
    const y = Math.floor(a / width)
    points.set(key, b === a + 1 ? [x + share, y] : [x, y + share])
    if (!coastal) inner.add(key)
    return key
  }

  for (let row = 0; row < height - 1; row++) {
    for (let column = 0; column < width - 1; column++) {
      const a = row * width + column
      const la = labels[a]
      if (la === labels[a + 1] && la === labels[a + width] && la === labels[a + width + 1]) continue
      // Corners clockwise from the northwest (rows run south), and the edge after each.
      const corners = [a, a + 1, a + width + 1, a + width]
      const kinds = corners.map((cell) => labels[cell])
      const edges: number[] = []
      let coastal: number[] = []
      for (let k = 0; k < 4; k++) {
        const from = corners[k]
        const to = corners[(k + 1) & 3]
        if (kinds[k] === kinds[(k + 1) & 3]) {
          edges.push(-1)
          continue
        }
        const key = from < to ? edgePoint(from, to) : edgePoint(to, from)
        edges.push(key)
        if (kinds[k] === 0 || kinds[(k + 1) & 3] === 0) coastal.push(key)
      }
      const crossings = edges.filter((key) => key !== -1)
      let center = -1
      if (crossings.length > 2) {
        center = 3 * a + 2
        // Where a border meets the coast, the coast goes straight on.
        if (coastal.length !== 2) coastal = crossings
        points.set(center, middle(coastal.map((key) => points.get(key) as [number, number])))
      }
      for (const label of new Set(kinds)) {
        if (label !== 0) link(nextForLabel[label], edges, center, (k) => kinds[k] === label)
      }
      if (kinds.includes(0)) link(coastNext, edges, center, (k) => kinds[k] !== 0)
    }
  }
  smooth(points, inner, nextForLabel)
  const place = placer(ground, points)
  return {
    ringsForLabel: nextForLabel.map((next) => trace(next, place)),
    coast: trace(coastNext, place),
  }
}

/** Where between two cells the field is 0, as a share of the way; a little off their centers. */
export function crossing(a: number, b: number): number {
  const share = a / (a - b)
  return share < 0.04 ? 0.04 : share > 0.96 ? 0.96 : share
}

function middle(points: readonly (readonly [number, number])[]): readonly [number, number] {
  let x = 0
  let y = 0
  for (const point of points) {
    x += point[0]
    y += point[1]
  }
  return [x / points.length, y / points.length]
}

/** Adds the pieces of one label's border inside a square, its cells on the left. */
function link(
  next: Next,
  edges: readonly number[],
  center: number,
  within: (corner: number) => boolean,
): void {
  // Going around the corners clockwise on the screen, the border leaves the label at one edge and
  // enters it at another; with the label on the left it runs from the entry to the exit.
  for (let k = 0; k < 4; k++) {
    if (!(within(k) && !within((k + 1) & 3))) continue
    let back = k
    while (within((back + 3) & 3)) back = (back + 3) & 3
    const exit = edges[k]
    const entry = edges[(back + 3) & 3]
    if (center === -1) next.set(entry, exit)
    else {
      next.set(entry, center)
      next.set(center, exit)
    }
  }
}

const smoothings = 4

/** Takes the stairs out of borders between labels; coasts and meeting points stay. */
function smooth(
  points: Map<number, readonly [number, number]>,
  inner: ReadonlySet<number>,
  nextForLabel: readonly Next[],
): void {
  const beside = new Map<number, [number, number]>()
  for (const next of nextForLabel) {
    for (const [from, to] of next) {
      if (inner.has(to)) {
        const after = next.get(to)
        if (after !== undefined) beside.set(to, [from, after])
      }
    }
  }
  for (let round = 0; round < smoothings; round++) {
    const moved: [number, readonly [number, number]][] = []
    for (const [key, [before, after]] of beside) {
      const a = points.get(before) as readonly [number, number]
      const b = points.get(after) as readonly [number, number]
      const p = points.get(key) as readonly [number, number]
      moved.push([key, [(a[0] + b[0] + 2 * p[0]) / 4, (a[1] + b[1] + 2 * p[1]) / 4]])
    }
    for (const [key, point] of moved) points.set(key, point)
  }
}

function placer(
  frame: Frame,
  points: ReadonlyMap<number, readonly [number, number]>,
): (key: number) => readonly [number, number] {
  return (key) => {
    const [x, y] = points.get(key) as readonly [number, number]
    return [rounded(lonAt(frame, x)), rounded(latAt(frame, y))]
  }
}

/** Follows directed pieces into closed rings, in the order their first pieces were made. */
function trace(next: Next, place: (key: number) => readonly [number, number]): Rings {
  const rings: Float64Array[] = []
  const done = new Set<number>()
  for (const start of next.keys()) {
    if (done.has(start)) continue
    const flat: number[] = []
    for (let key = start; !done.has(key); key = next.get(key) as number) {
      done.add(key)
      const [lon, lat] = place(key)
      flat.push(lon, lat)
    }
    flat.push(flat[0], flat[1])
    rings.push(Float64Array.from(flat))
  }
  return rings
}

/** Twice the signed area of a ring in square degrees; more than 0 where it runs counterclockwise. */
export function ringArea(ring: Float64Array): number {
  let area = 0
  for (let i = 2; i < ring.length; i += 2) {
    area += ring[i - 2] * ring[i + 1] - ring[i] * ring[i - 1]
  }
  return area
}

/** Rings sorted into polygons: each hole with the smallest outer ring around it; largest first. */
export function groupRings(rings: Rings): RingGroup[] {
  const outer = rings
    .filter((ring) => ringArea(ring) > 0)
    .sort((a, b) => ringArea(b) - ringArea(a) || a[0] - b[0] || a[1] - b[1])
  const groups = outer.map((ring) => [ring])
  for (const hole of rings) {
    if (ringArea(hole) > 0) continue
    for (let i = groups.length - 1; i >= 0; i--) {
      if (ringHolds(groups[i][0], hole[0], hole[1])) {
        groups[i].push(hole)
        break
      }
    }
  }
  return groups
}

/** True where a point lies inside a ring, by the even-odd rule. */
export function ringHolds(ring: Float64Array, lon: number, lat: number): boolean {
  let inside = false
  for (let i = 2; i < ring.length; i += 2) {
    const y1 = ring[i - 1]
    const y2 = ring[i + 1]
    if (y1 > lat === y2 > lat) continue
    if (lon < ring[i - 2] + ((lat - y1) / (y2 - y1)) * (ring[i] - ring[i - 2])) inside = !inside
  }
  return inside
}
