// From degrees to a drawing of a country: plate carrée, true at the middle latitude, which over one
// country is within a percent of any other projection a reader knows.
import type { Extent, FlatLine, MultiPolygon } from '#geo/shapes.ts'

/**
 * How large a drawing is: letters and marks have one size, so on a phone's the same letters can be read
 * on a screen a third as wide.
 */
const sizes = {
  desk: { width: 1000, tallest: 850, lowest: 360 },
  phone: { width: 480, tallest: 560, lowest: 240 },
} as const
export type DrawingSize = keyof typeof sizes
const margin = 24
/** Kilometers in a degree of latitude. */
const kmPerDegree = 111.2

/** A drawing's size and how places come onto it. */
export interface Projection {
  readonly width: number
  readonly height: number
  readonly x: (lon: number) => number
  readonly y: (lat: number) => number
  readonly kmPerUnit: number
}

/** A drawing that holds an extent. */
export function projection(extent: Extent, size: DrawingSize = 'desk'): Projection {
  const { width, tallest, lowest } = sizes[size]
  const { west, south, east, north } = padded(extent)
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const byWidth = (width - 2 * margin) / ((east - west) * shrink)
  const scale = Math.min(byWidth, (tallest - 2 * margin) / (north - south))
  const height = Math.max(lowest, Math.round((north - south) * scale + 2 * margin))
  const left = (width - (east - west) * shrink * scale) / 2
  const top = (height - (north - south) * scale) / 2
  return {
    width,
    height,
    x: (lon) => left + (lon - west) * shrink * scale,
    y: (lat) => top + (north - lat) * scale,
    kmPerUnit: kmPerDegree / scale,
  }
}

/** The size of a drawing, known before it is drawn. */
export function mapSize(
  extent: Extent,
  size: DrawingSize = 'desk',
): { readonly width: number; readonly height: number } {
  const { width, height } = projection(extent, size)
  return { width, height }
}

/** An extent that is not empty in either direction. */
function padded({ west, south, east, north }: Extent): Extent {
  const least = 0.01
  const lon = Math.max(0, least - (east - west)) / 2
  const lat = Math.max(0, least - (north - south)) / 2
  return { west: west - lon, south: south - lat, east: east + lon, north: north + lat }
}

/** A line as path data, without the points that a reader could not tell apart. */
export function linePath({ x, y }: Projection, line: FlatLine, close: boolean): string {
  let path = ''
  let lastX = 0
  let lastY = 0
  const end = line.length - 2
  for (let i = 0; i <= end; i += 2) {
    const px = Math.round(x(line[i]) * 10)
    const py = Math.round(y(line[i + 1]) * 10)
    if (i === 0) path = `M${px / 10} ${py / 10}`
    else {
      const dx = px - lastX
      const dy = py - lastY
      // Nine tenths of a unit: less than a pixel on any screen the drawing is shown on.
      if (i < end && dx * dx + dy * dy < 81) continue
      path += `l${dx / 10} ${dy / 10}`
    }
    lastX = px
    lastY = py
  }
  return close ? `${path}z` : path
}

/** Polygons as path data; to be filled by the even-odd rule. */
export function polygonPath(on: Projection, polygons: MultiPolygon): string {
  return polygons.map((rings) => rings.map((ring) => linePath(on, ring, true)).join('')).join('')
}

/** A round length for a scale bar of at most so many units. */
export function scaleBar(on: Projection, atMost: number): { km: number; units: number } {
  const most = on.kmPerUnit * atMost
  const power = Number(`1e${Math.floor(Math.log10(most))}`)
  const km = [5, 2, 1].map((step) => step * power).find((step) => step <= most) ?? power
  return { km, units: km / on.kmPerUnit }
}
