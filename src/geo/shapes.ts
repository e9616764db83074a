// The shapes a country is made of. Coordinates are always longitude then latitude, degrees, WGS 84.

/** West, south, east, north, in degrees. */
export interface Extent {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

/** A closed or open line, flat: lon, lat, lon, lat, … */
export type FlatLine = Float64Array

/** Rings of one polygon, the outer first; each ring is closed (its first point repeated at the end). */
export type Polygon = readonly FlatLine[]

/** Polygons that belong together. */
export type MultiPolygon = readonly Polygon[]

/**
 * Many lines in two arrays: line `i` runs from `offsets[i]` to `offsets[i + 1]` (points, not values)
 * in `coordinates`, which holds lon, lat pairs.
 */
export interface Lines {
  readonly offsets: Int32Array
  readonly coordinates: Float64Array
}

/** A grid of numbers, row 0 in the north; `missing` marks cells without a value. */
export interface Grid {
  readonly extent: Extent
  readonly width: number
  readonly height: number
  readonly values: Float32Array
  /** The value that stands for "no value"; NaN is allowed. */
  readonly missing: number
}

/** Lines from an array of flat lines. */
export function linesFrom(flat: readonly FlatLine[]): Lines {
  const offsets = new Int32Array(flat.length + 1)
  for (let i = 0; i < flat.length; i++) offsets[i + 1] = offsets[i] + flat[i].length / 2
  const coordinates = new Float64Array(offsets[flat.length] * 2)
  for (let i = 0; i < flat.length; i++) coordinates.set(flat[i], offsets[i] * 2)
  return { offsets, coordinates }
}

/** How many lines there are. */
export function lineCount(lines: Lines): number {
  return lines.offsets.length - 1
}

/** Line `index` as a view on the shared coordinates; nothing is copied. */
export function lineAt(lines: Lines, index: number): FlatLine {
  return lines.coordinates.subarray(lines.offsets[index] * 2, lines.offsets[index + 1] * 2)
}
