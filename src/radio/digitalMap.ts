// ITU's digital maps (P.837 rain rate, P.839 isotherm, P.452/P.1812 DN50 and N050, P.530 K and dN75) may not
// be passed on; this reads a user's own copy: rows of numbers on an even grid, and interpolates in it.
import type { Problem } from '#base/problem.ts'

/** A map on an even grid of longitude and latitude, row 0 in the north, both edges included. */
export interface DigitalMap {
  readonly width: number
  readonly height: number
  readonly values: Float64Array
  /** Longitude of the first column: 0 or −180. The last column is a whole turn later. */
  readonly west: number
}

/** A map, or what is wrong with its file. */
export interface DigitalMapRead {
  readonly map: DigitalMap | undefined
  readonly problems: readonly Problem[]
}

/**
 * Reads a map from text: one line for each latitude from 90° to −90°, numbers parted by spaces, tabs, commas
 * or semicolons, from longitude `west` a whole turn eastward, both ends given.
 *
 * @param west 0 for P.452, P.837-6 and P.839; −180 for P.837-7, P.1812 and P.530-18.
 */
export function readDigitalMap(text: string, source: string, west: 0 | -180 = 0): DigitalMapRead {
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
    parts.forEach((part, i) => {
      const value = Number(part)
      if (!Number.isFinite(value))
        fault(
          'map-number',
          row,
          `Row ${row} of the map has "${part}", expected a number`,
          'Fetch the map again, and give the file of values, not that of latitudes or longitudes',
        )
      if (i < width) values[j * width + i] = value
    })
  })
  // Even steps in both directions, or it is not a map of the whole Earth.
  if (problems.length === 0 && Math.abs(360 / (width - 1) - 180 / (height - 1)) > 1e-9)
    fault(
      'map-shape',
      0,
      `Cannot place the map "${source}": ${width} columns and ${height} rows do not span the Earth in even steps`,
      'Give a map that begins at 90° north and ends at 90° south, both included',
    )
  return problems.length > 0
    ? { map: undefined, problems }
    : { map: { width, height, values, west }, problems }
}

/** The map's value at a place, bilinear between its points (P.1144-11 §1, b). */
export function mapValue(
  { width, height, values, west }: DigitalMap,
  lon: number,
  lat: number,
): number {
  const step = 360 / (width - 1)
  const turned = lon - west - 360 * Math.floor((lon - west) / 360)
  const x = turned / step
  const y = (90 - lat) / step
  const i = Math.min(Math.floor(x), width - 2)
  const j = Math.min(Math.max(Math.floor(y), 0), height - 2)
  const fx = x - i
  const fy = y - j
  const at = j * width + i
  const top = values[at] + fx * (values[at + 1] - values[at])
  const bottom = values[at + width] + fx * (values[at + width + 1] - values[at + width])
  return top + fy * (bottom - top)
}
