// Reads the files of an example without Silta's own readers: a second opinion on what they say.
import { fromArrayBuffer } from 'geotiff'

type Files = ReadonlyMap<string, Uint8Array>

export type Point = readonly [lon: number, lat: number]

export interface Feature<G> {
  readonly properties: Readonly<Record<string, string | number>>
  readonly geometry: { readonly type: string; readonly coordinates: G }
}

export type LineFeature = Feature<readonly Point[]>
export type PolygonFeature = Feature<readonly (readonly Point[])[]>
export type AreaFeature = Feature<readonly (readonly (readonly Point[])[])[]>

export function textOf(files: Files, name: string): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(files.get(name))
}

/** Rows of a table by column; the examples quote nothing. */
export function rowsOf(files: Files, name: string): Record<string, string>[] {
  const [header, ...lines] = textOf(files, name).trimEnd().split('\n')
  const columns = header.split(',')
  return lines.map((line) => {
    const values = line.split(',')
    if (values.length !== columns.length) throw new Error(`${name}: ${line}`)
    return Object.fromEntries(columns.map((column, i) => [column, values[i]]))
  })
}

export function featuresOf<F>(files: Files, name: string): readonly F[] {
  return JSON.parse(textOf(files, name)).features
}

export interface Raster {
  readonly width: number
  readonly height: number
  /** West, south, east, north. */
  readonly box: readonly number[]
  readonly values: ArrayLike<number>
  readonly missing: number | null
  readonly at: (lon: number, lat: number) => number
}

export async function rasterOf(files: Files, name: string): Promise<Raster> {
  const bytes = files.get(name) as Uint8Array
  const tiff = await fromArrayBuffer(bytes.slice().buffer)
  const image = await tiff.getImage()
  const [values] = (await image.readRasters()) as unknown as ArrayLike<number>[]
  const [west, south, east, north] = image.getBoundingBox()
  const width = image.getWidth()
  const height = image.getHeight()
  return {
    width,
    height,
    box: [west, south, east, north],
    values,
    missing: image.getGDALNoData(),
    at(lon, lat) {
      const column = Math.floor(((lon - west) / (east - west)) * width)
      const row = Math.floor(((north - lat) / (north - south)) * height)
      return values[row * width + column]
    },
  }
}

export function holds(ring: readonly Point[], [lon, lat]: Point): boolean {
  let inside = false
  for (let i = 1; i < ring.length; i++) {
    const [x1, y1] = ring[i - 1]
    const [x2, y2] = ring[i]
    if (y1 > lat !== y2 > lat && lon < x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside
  }
  return inside
}

export function isIn(polygon: readonly (readonly Point[])[], point: Point): boolean {
  return holds(polygon[0], point) && !polygon.slice(1).some((hole) => holds(hole, point))
}

/** Square degrees, more than 0 where the ring runs counterclockwise. */
export function ringArea(ring: readonly Point[]): number {
  let area = 0
  for (let i = 1; i < ring.length; i++) {
    area += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1]
  }
  return area / 2
}

/** Sets of points that lines join: a point's set is its root. */
export function joinedPoints(lines: readonly (readonly Point[])[]): (point: Point) => string {
  const above = new Map<string, string>()
  const rootOf = (key: string): string => {
    let at = key
    for (let up = above.get(at); up !== undefined && up !== at; up = above.get(at)) at = up
    return at
  }
  for (const line of lines) {
    for (const point of line) if (!above.has(String(point))) above.set(String(point), String(point))
    for (let i = 1; i < line.length; i++) {
      above.set(rootOf(String(line[i - 1])), rootOf(String(line[i])))
    }
  }
  return (point) => (above.has(String(point)) ? rootOf(String(point)) : '')
}
