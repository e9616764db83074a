// The nearest place on many lines (roads, fibre routes): their pieces by bounding box (flatbush), which
// is nearest by the plane that touches the sphere where one asks, how far by the great circle.
import Flatbush from 'flatbush'
import { cos, radiansPerDegree } from '#base/math.ts'
import { metersPerDegree, reachDegrees } from '#geo/pointIndex.ts'
import type { Lines } from '#geo/shapes.ts'
import { distanceMeters } from '#geo/sphere.ts'

/** A place on a line, nearest to where one asked. */
export interface NearestOnLine {
  readonly line: number
  /** The piece of the line: from its point `piece` to the next. */
  readonly piece: number
  /** Where on the piece, from 0 to 1. */
  readonly share: number
  readonly lon: number
  readonly lat: number
  readonly meters: number
}

/** Lines prepared for questions of nearness. Not made for sets that straddle the antimeridian. */
export interface LineIndex {
  /** The nearest place within the radius on a line that is accepted; of equals the lowest line's. */
  findNearest(
    lon: number,
    lat: number,
    maxMeters: number,
    accepts?: (line: number) => boolean,
  ): NearestOnLine | undefined
  /** For each group of lines the nearest place within the radius, nearest first. */
  nearestOfGroups(
    lon: number,
    lat: number,
    maxMeters: number,
    groupForLine: ArrayLike<number>,
  ): NearestOnLine[]
}

/** Prepares lines. */
export function indexLines(lines: Lines): LineIndex {
  const { offsets, coordinates } = lines
  const lineTotal = offsets.length - 1
  let pieceTotal = 0
  for (let line = 0; line < lineTotal; line++)
    pieceTotal += Math.max(0, offsets[line + 1] - offsets[line] - 1)
  const lineOf = new Int32Array(pieceTotal)
  const startOf = new Int32Array(pieceTotal)
  const tree = pieceTotal === 0 ? undefined : new Flatbush(pieceTotal)
  let piece = 0
  for (let line = 0; line < lineTotal; line++) {
    for (let point = offsets[line]; point < offsets[line + 1] - 1; point++) {
      const x1 = coordinates[point * 2]
      const y1 = coordinates[point * 2 + 1]
      const x2 = coordinates[point * 2 + 2]
      const y2 = coordinates[point * 2 + 3]
      tree?.add(Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2))
      lineOf[piece] = line
      startOf[piece++] = point
    }
  }
  tree?.finish()

  /** Calls back with every piece near enough, ascending: ties go to the lowest line, however the tree is packed. */
  const forEachWithin = (
    lon: number,
    lat: number,
    maxMeters: number,
    visit: (line: number, point: number, meters: number) => void,
  ): void => {
    if (tree === undefined) return
    const { dLon, dLat } = reachDegrees(lat, maxMeters)
    const scale = cos(lat * radiansPerDegree)
    const hits = tree.search(lon - dLon, lat - dLat, lon + dLon, lat + dLat)
    for (const hit of hits.sort((a, b) => a - b)) {
      const meters = metersToPiece(coordinates, startOf[hit], lon, lat, scale)
      if (meters <= maxMeters) visit(lineOf[hit], startOf[hit], meters)
    }
  }
  const placeOn = (line: number, point: number, lon: number, lat: number): NearestOnLine => {
    const share = shareOfPiece(coordinates, point, lon, lat, cos(lat * radiansPerDegree))
    const at = point * 2
    const along = (from: number, to: number): number =>
      share === 1 ? to : from + share * (to - from)
    const onLon = along(coordinates[at], coordinates[at + 2])
    const onLat = along(coordinates[at + 1], coordinates[at + 3])
    return {
      line,
      piece: point - offsets[line],
      share,
      lon: onLon,
      lat: onLat,
      meters: distanceMeters(lon, lat, onLon, onLat),
    }
  }
  return {
    findNearest(lon, lat, maxMeters, accepts = () => true) {
      // Doubling rings find a near road without looking at all that lie within a wide radius.
      for (let radius = Math.min(maxMeters, 250); ; radius = Math.min(maxMeters, radius * 2)) {
        let bestLine = -1
        let bestPoint = -1
        let bestMeters = Number.POSITIVE_INFINITY
        forEachWithin(lon, lat, radius, (line, point, meters) => {
          if (meters >= bestMeters || !accepts(line)) return
          bestLine = line
          bestPoint = point
          bestMeters = meters
        })
        if (bestLine >= 0) return placeOn(bestLine, bestPoint, lon, lat)
        if (radius >= maxMeters) return undefined
      }
    },
    nearestOfGroups(lon, lat, maxMeters, groupForLine) {
      const best = new Map<number, readonly [line: number, point: number, meters: number]>()
      forEachWithin(lon, lat, maxMeters, (line, point, meters) => {
        const held = best.get(groupForLine[line])
        if (held === undefined || meters < held[2])
          best.set(groupForLine[line], [line, point, meters])
      })
      return [...best.values()]
        .map(([line, point]) => placeOn(line, point, lon, lat))
        .sort((a, b) => a.meters - b.meters || a.line - b.line)
    },
  }
}

/** Where on a piece lies the place nearest to a point, from 0 to 1. */
function shareOfPiece(
  coordinates: Float64Array,
  point: number,
  lon: number,
  lat: number,
  scale: number,
): number {
  const at = point * 2
  const x1 = (coordinates[at] - lon) * scale
  const y1 = coordinates[at + 1] - lat
  const dx = (coordinates[at + 2] - coordinates[at]) * scale
  const dy = coordinates[at + 3] - coordinates[at + 1]
  const square = dx * dx + dy * dy
  const along = square > 0 ? -(x1 * dx + y1 * dy) / square : 0
  return along < 0 ? 0 : along > 1 ? 1 : along
}

function metersToPiece(
  coordinates: Float64Array,
  point: number,
  lon: number,
  lat: number,
  scale: number,
): number {
  const share = shareOfPiece(coordinates, point, lon, lat, scale)
  const at = point * 2
  const x = (coordinates[at] + share * (coordinates[at + 2] - coordinates[at]) - lon) * scale
  const y = coordinates[at + 1] + share * (coordinates[at + 3] - coordinates[at + 1]) - lat
  return Math.sqrt(x * x + y * y) * metersPerDegree
}
