// ITU's digital maps (P.837 rain rate, P.1812 and P.452 refractivity) may not be passed on; this reads a
// user's own copy: rows of numbers on an even grid of the whole Earth, and interpolates in it.
import type { Problem } from '#base/problem.ts'

/** A map on an even grid of longitude and latitude; row 0 is the northernmost. */
export interface DigitalMap {
  /** Place of the first value of row 0, degrees. */
  readonly west: number
  readonly north: number
  readonly stepDegrees: number
  readonly width: number
  readonly height: number
  readonly values: Float64Array
}

/** A map, or what is wrong with its file. */
export interface DigitalMapRead {
  readonly map: DigitalMap | undefined
  readonly problems: readonly Problem[]
}

/** Where the first number of a map's file stands; each recommendation says it of its own. */
export interface MapStart {
  readonly lon: 0 | -180
  readonly lat: 90 | -90
}

/** Values a map may have, both included, with their unit. */
export interface MapRange {
  readonly low: number
  readonly high: number
  readonly unit: string
}

/**
 * Reads a map from text: one line for each latitude from pole to pole, numbers parted by spaces, tabs,
 * commas or semicolons, a whole turn eastward, both ends given.
 *
 * @param range Where given, a value outside it is named.
 */
export function readDigitalMap(
  text: string,
  source: string,
  start: MapStart,
  range?: MapRange,
): DigitalMapRead {
  const problems: Problem[] = []
  const fault = (code: string, row: number, message: string, cure: string): void => {
    problems.push({ level: 'error', code, at: { source, table: 'map', row }, message, cure })
  }
  const rows = text
    .split(/\r?\n/)
    .map((line, i) => ({ line: line.trim(), row: i + 1 }))
    .filter(({ line }) => line !== '')
  const width = rows.length === 0 ? 0 : rows[0].line.split(/[\s,;]+/).length
  const height = rows.length
  if (height < 2 || width < 2) {
    fault(
      'map-empty',
      0,
      `Cannot read the map "${source}": it has ${height} rows of ${width} numbers`,
      'Give the text file of the map as ITU publishes it',
    )
    return { map: undefined, problems }
  }
  const values = new Float64Array(width * height)
  rows.forEach(({ line, row }, j) => {
    const parts = line.split(/[\s,;]+/)
    if (parts.length !== width)
      fault(
        'map-row-length',
        row,
        `Row ${row} of the map has ${parts.length} numbers, expected ${width}`,
        'Fetch the map again: every row has one number for each longitude',
      )
    const into = start.lat === 90 ? j : height - 1 - j
    parts.forEach((part, i) => {
      const value = Number(part)
      if (!Number.isFinite(value))
        fault(
          'map-number',
          row,
          `Row ${row} of the map has "${part}", expected a number`,
          'Fetch the map again, and give the file of values, not that of latitudes or longitudes',
        )
      else if (range !== undefined && !(value >= range.low && value <= range.high))
        fault(
          'map-range',
          row,
          `Row ${row} of the map has ${value}: it may hold ${range.low} to ${range.high} ${range.unit}`,
          'Give the file of values of this map, in the unit that ITU publishes',
        )
      if (i < width) values[into * width + i] = value
    })
  })
  // Even steps in both directions, or it is not a map of the whole Earth.
  if (problems.length === 0 && Math.abs(360 / (width - 1) - 180 / (height - 1)) > 1e-9)
    fault(
      'map-shape',
      0,
      `Cannot place the map "${source}": ${width} columns and ${height} rows do not span the Earth in even steps`,
      'Give a map from pole to pole and once around the Earth, both ends included',
    )
  const map = {
    west: start.lon,
    north: 90,
    stepDegrees: 360 / (width - 1),
    width,
    height,
    values,
  }
  return { map: problems.length > 0 ? undefined : map, problems }
}

/** The map's value at a place, bilinear between its points (P.1144-11 §1, b). */
export function mapValue(
  { west, north, stepDegrees, width, height, values }: DigitalMap,
  lon: number,
  lat: number,
): number {
  const turned = lon - west - 360 * Math.floor((lon - west) / 360)
  const x = turned / stepDegrees
  const y = (north - lat) / stepDegrees
  const i = Math.min(Math.floor(x), width - 2)
  const j = Math.min(Math.max(Math.floor(y), 0), height - 2)
  const fx = x - i
  const fy = y - j
  const at = j * width + i
  const top = values[at] + fx * (values[at + 1] - values[at])
  const bottom = values[at + width] + fx * (values[at + width + 1] - values[at + width])
  return top + fy * (bottom - top)
}
