// Roads as a graph: two roads meet where they share a coordinate (to 1e-7 degrees, about a centimeter),
// and a road is cut wherever a place is joined to it.
import type { Lines } from '#geo/shapes.ts'
import { distanceMeters } from '#geo/sphere.ts'

/** Roads whose points are known by number: equal coordinates have the same. */
export interface RoadPoints {
  readonly lines: Lines
  readonly pointCount: number
  /** Number of each coordinate pair, in the order of `lines.coordinates`. */
  readonly pointAt: Int32Array
  /** 1 for points where roads meet, part or end. */
  readonly isJunction: Uint8Array
  /** The connected piece of the road network that each line belongs to. */
  readonly componentForLine: Int32Array
}

const perDegree = 1e7

/** Finds the points that roads share, and which roads hang together. */
export function roadPoints(lines: Lines): RoadPoints {
  const { offsets, coordinates } = lines
  const total = coordinates.length / 2
  const { pointAt, pointCount } = numberPoints(coordinates, total)
  const visits = new Uint8Array(pointCount)
  const parent = Int32Array.from({ length: pointCount }, (_, i) => i)
  const find = (start: number): number => {
    let point = start
    while (parent[point] !== point) {
      parent[point] = parent[parent[point]]
      point = parent[point]
    }
    return point
  }
  for (let line = 0; line < offsets.length - 1; line++) {
    for (let i = offsets[line]; i < offsets[line + 1]; i++) {
      const point = pointAt[i]
      const isEnd = i === offsets[line] || i === offsets[line + 1] - 1
      visits[point] = Math.min(2, visits[point] + (isEnd ? 2 : 1))
      if (i > offsets[line]) parent[find(point)] = find(pointAt[i - 1])
    }
  }
  const componentForLine = new Int32Array(offsets.length - 1)
  for (let line = 0; line < componentForLine.length; line++)
    componentForLine[line] = offsets[line] < offsets[line + 1] ? find(pointAt[offsets[line]]) : -1
  const isJunction = visits.map((count) => (count >= 2 ? 1 : 0))
  return { lines, pointCount, pointAt, isJunction, componentForLine }
}

/** Numbers coordinate pairs by open addressing: a Map of texts would take ten times the memory. */
function numberPoints(
  coordinates: Float64Array,
  total: number,
): { pointAt: Int32Array; pointCount: number } {
  let size = 16
  while (size < total * 2) size *= 2
  const slots = new Int32Array(size).fill(-1)
  const x = new Int32Array(total)
  const y = new Int32Array(total)
  const pointAt = new Int32Array(total)
  let pointCount = 0
  for (let i = 0; i < total; i++) {
    const xi = Math.round(coordinates[i * 2] * perDegree)
    const yi = Math.round(coordinates[i * 2 + 1] * perDegree)
    let slot = (Math.imul(xi, 0x9e3779b1) ^ Math.imul(yi ^ (yi >>> 15), 0x85ebca6b)) & (size - 1)
    while (slots[slot] >= 0 && (x[slots[slot]] !== xi || y[slots[slot]] !== yi))
      slot = (slot + 1) & (size - 1)
    if (slots[slot] < 0) {
      x[pointCount] = xi
      y[pointCount] = yi
      slots[slot] = pointCount++
    }
    pointAt[i] = slots[slot]
  }
  return { pointAt, pointCount }
}

/** A place on a road that something is joined to. */
export interface Cut {
  readonly line: number
  readonly piece: number
  readonly share: number
  readonly lon: number
  readonly lat: number
}

/** One piece of road between two junctions or cuts. */
export type RoadPieceVisitor = (
  from: RoadEnd,
  to: RoadEnd,
  lengthMeters: number,
  line: readonly number[],
) => void

/** An end of a piece: a point of the roads, or a cut. */
export type RoadEnd = { readonly point: number } | { readonly cut: number }

/** Cuts nearer than this to a point of the road, or to the cut before, count as one with it. */
const snapMeters = 1

/**
 * Walks every road from junction to junction, stopping at each cut.
 *
 * @param cuts Places on the roads, in any order.
 * @returns For each cut the end that stands for it.
 */
export function cutRoads(
  roads: RoadPoints,
  cuts: readonly Cut[],
  visit: RoadPieceVisitor,
): RoadEnd[] {
  const { lines, pointAt } = roads
  const { offsets, coordinates } = lines
  const isStop = roads.isJunction.slice()
  const endForCut = cuts.map((cut, index): RoadEnd => {
    const first = offsets[cut.line] + cut.piece
    for (const i of [first, first + 1]) {
      const away = distanceMeters(cut.lon, cut.lat, coordinates[i * 2], coordinates[i * 2 + 1])
      if (away > snapMeters) continue
      isStop[pointAt[i]] = 1
      return { point: pointAt[i] }
    }
    return { cut: index }
  })
  const order = cuts
    .map((_, index) => index)
    .filter((index) => 'cut' in endForCut[index])
    .sort(
      (a, b) =>
        cuts[a].line - cuts[b].line ||
        cuts[a].piece - cuts[b].piece ||
        cuts[a].share - cuts[b].share ||
        a - b,
    )
  let nextCut = 0
  for (let line = 0; line < offsets.length - 1; line++) {
    if (offsets[line + 1] - offsets[line] < 2) continue
    let start: RoadEnd = { point: pointAt[offsets[line]] }
    let length = 0
    let x = coordinates[offsets[line] * 2]
    let y = coordinates[offsets[line] * 2 + 1]
    let path = [x, y]
    const go = (lon: number, lat: number): void => {
      length += distanceMeters(x, y, lon, lat)
      x = lon
      y = lat
      path.push(lon, lat)
    }
    const stop = (end: RoadEnd): void => {
      visit(start, end, length, path)
      start = end
      length = 0
      path = [x, y]
    }
    for (let i = offsets[line] + 1; i < offsets[line + 1]; i++) {
      const piece = i - 1 - offsets[line]
      for (; nextCut < order.length; nextCut++) {
        const cut = cuts[order[nextCut]]
        if (cut.line !== line || cut.piece !== piece) break
        if ('cut' in start && length + distanceMeters(x, y, cut.lon, cut.lat) <= snapMeters) {
          endForCut[order[nextCut]] = start
          continue
        }
        go(cut.lon, cut.lat)
        stop({ cut: order[nextCut] })
      }
      go(coordinates[i * 2], coordinates[i * 2 + 1])
      if (isStop[pointAt[i]] === 1) stop({ point: pointAt[i] })
    }
  }
  return endForCut
}
