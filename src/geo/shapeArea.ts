// How large a shape is: its rings on a plane at each ring's own latitude, holes taken out.
import { cos, radiansPerDegree } from '#base/math.ts'
import type { MultiPolygon } from '#geo/shapes.ts'

/** Kilometers of one degree of latitude, on a sphere of the earth's mean radius. */
const kmPerDegree = 111.195

/** Square kilometers of a shape: good to a percent for one district, to a few for a country. */
export function areaKm2(shape: MultiPolygon): number {
  const ringKm2 = (ring: Float64Array): number => {
    let [twice, lat] = [0, 0]
    for (let i = 0; i + 3 < ring.length; i += 2) {
      twice += ring[i] * ring[i + 3] - ring[i + 2] * ring[i + 1]
      lat += ring[i + 1]
    }
    const middle = lat / Math.max(1, ring.length / 2 - 1)
    return (Math.abs(twice) / 2) * kmPerDegree * kmPerDegree * cos(middle * radiansPerDegree)
  }
  return shape.reduce(
    (sum, [outer, ...holes]) =>
      sum + ringKm2(outer) - holes.reduce((all, hole) => all + ringKm2(hole), 0),
    0,
  )
}
