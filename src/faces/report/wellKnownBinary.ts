// Geometries as well-known binary (OGC 06-103r4, little endian), for GeoPackage and GeoParquet.
import type { Extent, FlatLine, MultiPolygon } from '#geo/shapes.ts'

/** A point. */
export function pointWkb(lon: number, lat: number): Uint8Array {
  return wkb(1, 16, (view) => {
    view.setFloat64(5, lon, true)
    view.setFloat64(13, lat, true)
  })
}

/** A line. */
export function lineWkb(line: FlatLine): Uint8Array {
  return wkb(2, 4 + line.length * 8, (view) => writeLine(view, 5, line))
}

/** Polygons that belong together. */
export function multiPolygonWkb(polygons: MultiPolygon): Uint8Array {
  let size = 4
  for (const polygon of polygons) {
    size += 9
    for (const ring of polygon) size += 4 + ring.length * 8
  }
  return wkb(6, size, (view) => {
    view.setUint32(5, polygons.length, true)
    let at = 9
    for (const polygon of polygons) {
      view.setUint8(at, 1)
      view.setUint32(at + 1, 3, true)
      view.setUint32(at + 5, polygon.length, true)
      at += 9
      for (const ring of polygon) at = writeLine(view, at, ring)
    }
  })
}

function wkb(type: number, size: number, fill: (view: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(5 + size)
  const view = new DataView(bytes.buffer)
  view.setUint8(0, 1)
  view.setUint32(1, type, true)
  fill(view)
  return bytes
}

function writeLine(view: DataView, at: number, line: FlatLine): number {
  view.setUint32(at, line.length / 2, true)
  let next = at + 4
  for (const value of line) {
    view.setFloat64(next, value, true)
    next += 8
  }
  return next
}

/** The box around flat lines; undefined where there is no point. */
export function findExtent(lines: Iterable<FlatLine>): Extent | undefined {
  let west = Infinity
  let south = Infinity
  let east = -Infinity
  let north = -Infinity
  for (const line of lines) {
    for (let i = 0; i < line.length; i += 2) {
      if (line[i] < west) west = line[i]
      if (line[i] > east) east = line[i]
      if (line[i + 1] < south) south = line[i + 1]
      if (line[i + 1] > north) north = line[i + 1]
    }
  }
  return west === Infinity ? undefined : { west, south, east, north }
}
