// What belongs to the study's country: inside an area, near enough to one, nearer to a territory
// administered separately, or outside. Every point, line and cell of a study is placed by this.
import { type AreaIndex, indexAreas } from '#geo/areaIndex.ts'
import { reachDegrees } from '#geo/pointIndex.ts'
import { indexShape, isInExtent, isInShape, shapeExtent } from '#geo/pointInPolygon.ts'
import type { Extent, MultiPolygon, Polygon } from '#geo/shapes.ts'
import type { ApartTerritory, ExtentList } from '#sources/studyFile.ts'

/** How far outside every area a place may lie and still belong to the nearest one. */
export const nearMeters = 5_000

/** Where a point lies. `inside` without an area: no areas are given, and the study's box holds it. */
export interface Placed {
  readonly where: 'inside' | 'near' | 'apart' | 'outside'
  /** The deepest area, -1 where there is none. */
  readonly area: number
  /** The name of the separate territory, where it is nearer to one. */
  readonly apart: string
  /** How far from its area a place that is near lies. */
  readonly meters?: number
}

/** The country as a judge of places. */
export interface Territory {
  /** Around areas or the study's own box, 5 km wider; undefined where the study has neither. */
  readonly extent: Extent | undefined
  readonly place: (lon: number, lat: number) => Placed
}

const outside: Placed = { where: 'outside', area: -1, apart: '' }

/**
 * A territory from what a study gives.
 *
 * @param levels Level of each area, as in the country's table.
 * @param land Land polygons; those in the box of a separate territory are its land.
 */
export function makeTerritory(
  areas: readonly MultiPolygon[],
  levels: ArrayLike<number>,
  land: readonly Polygon[],
  box: ExtentList | undefined,
  apart: readonly ApartTerritory[],
): Territory {
  const extent = widen(
    areas.length > 0 ? shapeExtent(areas.flat()) : box === undefined ? undefined : extentFrom(box),
  )
  const index = areas.length > 0 ? indexAreas(areas, levels) : undefined
  const separate = apart.map((one) => separateLand(one, land))

  const place = (lon: number, lat: number): Placed => {
    if (index === undefined) {
      const name = separate.find(({ holds }) => holds(lon, lat))?.name
      if (name !== undefined) return { where: 'apart', area: -1, apart: name }
      const isIn = extent === undefined ? isPossible(lon, lat) : isInExtent(lon, lat, extent)
      return isIn ? { where: 'inside', area: -1, apart: '' } : outside
    }
    // Far from everything, as most cells of a grid of half a continent are.
    if (separate.length === 0 && extent !== undefined && !isInExtent(lon, lat, extent))
      return outside
    const area = index.locate(lon, lat)
    if (area !== -1) return { where: 'inside', area, apart: '' }
    const near = index.nearest(lon, lat, nearMeters)
    for (const one of separate) {
      if (one.holds(lon, lat)) return { where: 'apart', area: -1, apart: one.name }
      const meters = one.distance(lon, lat, near?.meters ?? nearMeters)
      if (meters !== undefined && meters < (near?.meters ?? Number.POSITIVE_INFINITY)) {
        return { where: 'apart', area: -1, apart: one.name }
      }
    }
    return near === undefined
      ? outside
      : { where: 'near', area: near.area, apart: '', meters: near.meters }
  }
  return { extent, place }
}

/** True for coordinates that exist on Earth. */
export function isPossible(lon: number, lat: number): boolean {
  return lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90
}

/** The extent a study writes as a list. */
export function extentFrom([west, south, east, north]: ExtentList): Extent {
  return { west, south, east, north }
}

/** True where the center of a polygon's outer ring lies in a box. */
export function isLandOf(polygon: Polygon, box: ExtentList): boolean {
  const { west, south, east, north } = shapeExtent([polygon])
  return isInExtent((west + east) / 2, (south + north) / 2, extentFrom(box))
}

interface SeparateLand {
  readonly name: string
  readonly holds: (lon: number, lat: number) => boolean
  /** Meters to its land, where within the reach. */
  readonly distance: (lon: number, lat: number, reach: number) => number | undefined
}

/** A separate territory by its land; by its box alone where no land polygon lies in it. */
function separateLand({ name, extent }: ApartTerritory, land: readonly Polygon[]): SeparateLand {
  const own = land.filter((polygon) => isLandOf(polygon, extent))
  if (own.length === 0) {
    const box = extentFrom(extent)
    return { name, holds: (lon, lat) => isInExtent(lon, lat, box), distance: () => undefined }
  }
  const shape = indexShape(own)
  const edges: AreaIndex = indexAreas([own])
  return {
    name,
    holds: (lon, lat) => shape.contains(lon, lat),
    distance: (lon, lat, reach) => edges.nearest(lon, lat, reach)?.meters,
  }
}

function widen(extent: Extent | undefined): Extent | undefined {
  if (extent === undefined) return undefined
  const { dLon, dLat } = reachDegrees(
    Math.max(Math.abs(extent.south), Math.abs(extent.north)),
    nearMeters,
  )
  return {
    west: extent.west - dLon,
    south: extent.south - dLat,
    east: extent.east + dLon,
    north: extent.north + dLat,
  }
}

/**
 * A point inside a shape, for asking which larger area holds it: the middle of the longest stretch
 * inside the shape, along the parallel through the middle of its largest polygon.
 */
export function interiorPoint(shape: MultiPolygon): readonly [lon: number, lat: number] {
  let best: readonly [number, number] = [0, 0]
  let longest = -1
  for (const polygon of shape) {
    const { south, north } = shapeExtent([polygon])
    // Not exactly the middle, where a hand-drawn square may have its corners.
    const lat = south + (north - south) * 0.5003
    const crossings: number[] = []
    for (const ring of polygon) {
      for (let i = 2; i < ring.length; i += 2) {
        const y1 = ring[i - 1]
        const y2 = ring[i + 1]
        if (y1 > lat === y2 > lat) continue
        crossings.push(ring[i - 2] + ((ring[i] - ring[i - 2]) * (lat - y1)) / (y2 - y1))
      }
    }
    crossings.sort((a, b) => a - b)
    for (let i = 1; i < crossings.length; i += 2) {
      const stretch = crossings[i] - crossings[i - 1]
      const lon = (crossings[i] + crossings[i - 1]) / 2
      if (stretch > longest && isInShape(lon, lat, [polygon])) {
        longest = stretch
        best = [lon, lat]
      }
    }
  }
  return best
}
