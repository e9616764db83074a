// The ground of points beside a radial and just before them on their own paths: nothing decides a low
// antenna's loss as much. Sweeps read it for many points at a time.
import { heightBetweenCells, type TerrainWindow, turnedLon } from '#geo/terrain.ts'
import type { AreaPoints } from '#radio/areaPoints.ts'

/** Samples before a receiver that are read on its own path. */
export const tailSamples = 4

/** Most points of a radial whose ground is read at a time. */
export const pointsTogether = 256

/** What is read; NaN at a point where any of it is missing. */
export interface PointGround {
  /** Ground at each point, m. */
  readonly ground: Float64Array
  /** Ground at the `tailSamples` samples before each, the nearest first, m. */
  readonly tail: Float64Array
}

/** Room for `pointsTogether`. */
export function pointGround(): PointGround {
  return {
    ground: new Float64Array(pointsTogether),
    tail: new Float64Array(pointsTogether * tailSamples),
  }
}

/**
 * Reads the ground of the points `from` to `to` (without it).
 *
 * @param back From each of them to the nearest sample before it, m.
 * @param stepMeters Between samples.
 */
export function readGround(
  { ground, tail }: PointGround,
  terrain: TerrainWindow,
  { lon, lat, backLon, backLat }: AreaPoints,
  from: number,
  to: number,
  back: Float64Array,
  stepMeters: number,
): void {
  const middleLon = terrain.west + ((terrain.width - 1) * terrain.dLon) / 2
  const perLon = 1 / terrain.dLon
  const perLat = 1 / terrain.dLat
  for (let i = from, k = 0; i < to; i++, k++) {
    const x = (turnedLon(lon[i], middleLon) - terrain.west) * perLon
    const y = (terrain.north - lat[i]) * perLat
    const dx = backLon[i] * perLon
    const dy = -backLat[i] * perLat
    const height = heightBetweenCells(terrain, x, y)
    let all = height
    for (let t = 0; t < tailSamples; t++) {
      const away = back[k] + t * stepMeters
      const before = heightBetweenCells(terrain, x + away * dx, y + away * dy)
      tail[k * tailSamples + t] = before
      all += before
    }
    // a sum is unknown where any of its terms is
    ground[k] = Number.isNaN(all) ? all : height
  }
}
