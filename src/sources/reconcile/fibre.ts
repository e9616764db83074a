// Fibre as its sources draw it: pieces that end within some meters of each other are one network and are
// joined, and one operator's routes told by two sources are counted once. Method: docs/methods/reconciling.md.
import { linePieces } from '#country/pieces.ts'
import { indexLines } from '#geo/lineIndex.ts'
import { type FlatLine, linesFrom } from '#geo/shapes.ts'
import { distanceMeters, lineLengthMeters } from '#geo/sphere.ts'
import type { LineFound } from '#sources/import/imported.ts'
import { fold } from '#sources/nearestWord.ts'
import { type Faults, grouped } from '#sources/read/_faults.ts'

/** A route of a second source along one of the first within this is the same cable, drawn twice. */
const sameMeters = 150
/** … where this share of it runs along. */
const sameShare = 0.9
/** Routes are compared at points this far apart. */
const stepMeters = 200

/** The routes as they count, each join and each route left out said. */
export function reconcileFibre(
  routes: readonly LineFound[],
  titles: readonly string[],
  joinMeters: number,
  faults: Faults,
): readonly LineFound[] {
  return joinPieces(mergeOperators(routes, titles, faults), joinMeters, faults)
}

/** Routes of later sources that run along those of earlier ones, of the same operator or of none told. */
function mergeOperators(
  routes: readonly LineFound[],
  titles: readonly string[],
  faults: Faults,
): readonly LineFound[] {
  const sources = [...new Set(routes.map(({ source }) => source))]
  if (sources.length < 2) return routes
  const kept: LineFound[] = routes.filter(({ source }) => source === sources[0])
  for (const source of sources.slice(1)) {
    const index = indexLines(linesFrom(kept.map(({ line }) => line)))
    const before = kept.length
    const km = new Map<string, { both: number; only: number; name: string; twins: Set<number> }>()
    for (const route of routes) {
      if (route.source !== source) continue
      const operator = fold(route.operator)
      const tally = km.get(operator) ?? { both: 0, only: 0, name: route.operator, twins: new Set() }
      km.set(operator, tally)
      const accepts = (line: number): boolean => {
        if (line >= before) return false
        const other = fold(kept[line].operator)
        return other === '' || operator === '' || other === operator
      }
      const points = stepsAlong(route.line)
      const near = points.flatMap(
        ([lon, lat]) => index.findNearest(lon, lat, sameMeters, accepts)?.line ?? [],
      )
      const length = lineLengthMeters(route.line) / 1000
      if (near.length < points.length * sameShare) {
        tally.only += length
        kept.push(route)
        continue
      }
      tally.both += length
      const twin = near[near.length >> 1]
      tally.twins.add(twin)
      kept[twin] = completed(kept[twin], route)
    }
    for (const { both, only, name, twins } of km.values()) {
      if (both === 0) continue
      const who = name === '' ? 'routes without an operator' : `routes of ${name}`
      faults.add(
        'note',
        'fibre-merged',
        0,
        `Found ${both.toFixed(1)} km of ${who} in "${titles[source]}" along ${twins.size} routes of earlier sources: they count once, with what each source says; ${only.toFixed(1)} km stand in the later source alone`,
        'Nothing to do; put the source whose drawing you trust first in the study',
      )
    }
  }
  return kept
}

/** What the first does not say, the second may. */
function completed(first: LineFound, second: LineFound): LineFound {
  return {
    ...first,
    name: first.name === '' ? second.name : first.name,
    operator: first.operator === '' ? second.operator : first.operator,
    status: first.status === 'unknown' ? second.status : first.status,
  }
}

function stepsAlong(line: FlatLine): readonly (readonly [number, number])[] {
  const points: [number, number][] = [[line[0], line[1]]]
  for (let i = 2; i < line.length; i += 2) {
    const pieces = Math.max(
      1,
      Math.ceil(distanceMeters(line[i - 2], line[i - 1], line[i], line[i + 1]) / stepMeters),
    )
    for (let p = 1; p <= pieces; p++) {
      const share = p / pieces
      points.push([
        line[i - 2] + share * (line[i] - line[i - 2]),
        line[i - 1] + share * (line[i + 1] - line[i - 1]),
      ])
    }
  }
  return points
}

interface Gap {
  readonly route: number
  readonly atEnd: boolean
  readonly other: number
  /** Where on the other route: after this point of it, at this share of the way to the next. */
  readonly piece: number
  readonly share: number
  readonly lon: number
  readonly lat: number
  readonly meters: number
}

/**
 * Lets the end of a route that stops short of another piece reach it: the shortest gaps first, and none
 * between routes that hang together already, so that no loop is made up.
 */
function joinPieces(
  routes: readonly LineFound[],
  joinMeters: number,
  faults: Faults,
): readonly LineFound[] {
  if (routes.length < 2 || joinMeters <= 0) return routes
  const lines = linesFrom(routes.map(({ line }) => line))
  const { pieceForLine, count } = linePieces(lines)
  if (count < 2) return routes
  const index = indexLines(lines)
  const gaps: Gap[] = []
  routes.forEach(({ line }, route) => {
    for (const atEnd of [false, true]) {
      const i = atEnd ? line.length - 2 : 0
      const near = index.findNearest(
        line[i],
        line[i + 1],
        joinMeters,
        (other) => pieceForLine[other] !== pieceForLine[route],
      )
      if (near === undefined) continue
      const { lon, lat, meters, piece, share, line: other } = near
      gaps.push({ route, atEnd, other, piece, share, lon, lat, meters })
    }
  })
  gaps.sort((a, b) => a.meters - b.meters || a.route - b.route || Number(a.atEnd) - Number(b.atEnd))
  const above = Int32Array.from({ length: count }, (_, piece) => piece)
  const find = (piece: number): number => {
    let root = piece
    while (above[root] !== root) root = above[root]
    above[piece] = root
    return root
  }
  const made: Gap[] = []
  for (const gap of gaps) {
    const { route, other, lon, lat, meters } = gap
    const a = find(pieceForLine[route])
    const b = find(pieceForLine[other])
    if (a === b) continue
    above[Math.max(a, b)] = Math.min(a, b)
    made.push(gap)
    faults.add(
      'note',
      'fibre-joined',
      route + 1,
      `Joined ${routeName(routes[route])} to ${routeName(routes[other])}: it ended ${meters < 10 ? meters.toFixed(1) : Math.round(meters)} m short, at ${lon.toFixed(5)}, ${lat.toFixed(5)}`,
      'Nothing to do where they meet in the ground; otherwise set "reconcile.fibreJoinMeters" lower',
    )
  }
  sayPieces(routes, pieceForLine, find, faults)
  return routes.map((route, i) => {
    const line = withJoins(route.line, i, made)
    return line === route.line ? route : { ...route, line }
  })
}

/** A route with the points where others reach it, and its own ends carried to where it reaches others. */
function withJoins(line: FlatLine, route: number, made: readonly Gap[]): FlatLine {
  const reached = made
    .filter(({ other }) => other === route)
    .sort((a, b) => a.piece - b.piece || a.share - b.share)
  const ends = made.filter((gap) => gap.route === route)
  if (reached.length === 0 && ends.length === 0) return line
  const points: number[] = []
  const put = (lon: number, lat: number): void => {
    const n = points.length
    if (n === 0 || points[n - 2] !== lon || points[n - 1] !== lat) points.push(lon, lat)
  }
  for (const { atEnd, lon, lat } of ends) if (!atEnd) put(lon, lat)
  for (let i = 0; i < line.length / 2; i++) {
    put(line[2 * i], line[2 * i + 1])
    for (const { piece, lon, lat } of reached) if (piece === i) put(lon, lat)
  }
  for (const { atEnd, lon, lat } of ends) if (atEnd) put(lon, lat)
  return Float64Array.from(points)
}

/** What stays apart after the joins: nothing in the files says how it is fed. */
function sayPieces(
  routes: readonly LineFound[],
  pieceForLine: Int32Array,
  find: (piece: number) => number,
  faults: Faults,
): void {
  const km = new Map<number, number>()
  routes.forEach(({ line }, route) => {
    const piece = find(pieceForLine[route])
    km.set(piece, (km.get(piece) ?? 0) + lineLengthMeters(line) / 1000)
  })
  if (km.size < 2) return
  const lengths = [...km.values()].sort((a, b) => b - a)
  const whole = lengths.reduce((total, one) => total + one, 0)
  faults.add(
    'warning',
    'fibre-apart',
    0,
    `Found that ${grouped(routes.length)} fibre routes are ${km.size} networks that do not meet: the largest has ${Math.round(lengths[0])} of ${Math.round(whole)} km`,
    'Add the routes between them, or who feeds each; the plan takes every working route as fed',
  )
}

function routeName({ name, id, operator }: LineFound): string {
  const own = name === '' ? id : name
  return operator === '' ? `"${own}"` : `"${own}" (${operator})`
}
