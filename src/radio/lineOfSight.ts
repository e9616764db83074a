// Whether two antennas see each other: the terrain and its clutter against the ray over an Earth of
// k times its radius, with a share of the first Fresnel ellipsoid kept clear (ITU-R P.530-18 §2.2).

import type { Problem } from '#base/problem.ts'
import {
  distanceAndBearing,
  pointOnRay,
  rayToward,
  sampleRay,
  sampleRayNearest,
} from '#geo/profile.ts'
import { earthRadiusMeters } from '#geo/sphere.ts'
import { heightAt, type TerrainWindow } from '#geo/terrain.ts'
import { checkBounds } from '#radio/path.ts'

/** One end of a hop. */
export interface Mast {
  readonly lon: number
  readonly lat: number
  /** Antenna above ground, m. */
  readonly heightMeters: number
}

/** How sight is judged. */
export interface SightRules {
  /** Effective Earth radius over the true one; 4/3 in a standard atmosphere. */
  readonly k?: number
  /** Share of the first Fresnel radius to keep clear; 0.6 for a hop, 0 for bare sight. */
  readonly fresnelShare?: number
  readonly frequencyGhz?: number
  /** Between samples, m. */
  readonly stepMeters?: number
  /** Clutter heights on the terrain, m. */
  readonly clutter?: TerrainWindow
}

/** What was found between two masts. */
export interface Sight {
  readonly distanceMeters: number
  /** Least height of the ray over what must stay clear, m; negative where it is blocked. NaN: unknown. */
  readonly clearanceMeters: number
  readonly clear: boolean
  /** Where the clearance is least: distance from the first mast, place, and top of ground or clutter. */
  readonly obstacle: {
    readonly distanceMeters: number
    readonly lon: number
    readonly lat: number
    readonly topMeters: number
  }
  /** How much higher both antennas, or one of them, must stand to clear it, m; 0 where clear. */
  readonly extraBothMeters: number
  readonly extraFirstMeters: number
  readonly extraSecondMeters: number
  /** Samples without terrain: where any, sight is unknown. */
  readonly voids: number
}

/** Everything a line of sight cannot take, each with the range. */
export function checkSight(a: Mast, b: Mast, rules: SightRules = {}): Problem[] {
  return checkBounds('line of sight', [
    { name: 'first antenna height', value: a.heightMeters, low: 0.1, high: 9000, unit: ' m' },
    { name: 'second antenna height', value: b.heightMeters, low: 0.1, high: 9000, unit: ' m' },
    { name: 'k', value: rules.k ?? 4 / 3, low: 0.3, high: 100, unit: '' },
    { name: 'Fresnel share', value: rules.fresnelShare ?? 0.6, low: 0, high: 2, unit: '' },
    { name: 'frequency', value: rules.frequencyGhz ?? 7, low: 0.03, high: 100, unit: ' GHz' },
    { name: 'step', value: rules.stepMeters ?? 50, low: 1, high: 5000, unit: ' m' },
  ])
}

/** Finds sight between many pairs over one terrain; keeps its arrays between calls. */
export class SightFinder {
  private heights = new Float64Array(1024)
  private cover = new Float64Array(1024)
  private readonly terrain: TerrainWindow
  private readonly rules: SightRules

  constructor(terrain: TerrainWindow, rules: SightRules = {}) {
    this.terrain = terrain
    this.rules = rules
  }

  /**
   * The sight from one mast to another.
   *
   * @throws RangeError with the first problem `checkSight` finds.
   */
  find(a: Mast, b: Mast): Sight {
    const problems = checkSight(a, b, this.rules)
    if (problems.length > 0) throw new RangeError(problems[0].message)
    const { k = 4 / 3, fresnelShare = 0.6, frequencyGhz = 7, stepMeters = 50, clutter } = this.rules
    const [distance, bearing] = distanceAndBearing(a.lon, a.lat, b.lon, b.lat)
    const steps = Math.max(4, Math.ceil(distance / stepMeters))
    if (steps + 1 > this.heights.length) {
      this.heights = new Float64Array(2 * steps)
      this.cover = new Float64Array(2 * steps)
    }
    const { heights, cover } = this
    const ray = rayToward(a.lon, a.lat, bearing)
    const step = distance / steps
    const voids = sampleRay(this.terrain, ray, step, steps + 1, heights)
    if (clutter !== undefined) sampleRayNearest(clutter, ray, step, steps + 1, cover, 0)
    const zA = heights[0] + a.heightMeters
    const zB = heights[steps] + b.heightMeters
    const slope = (zB - zA) / steps
    // Bulge of the Earth and Fresnel radius both come from i (steps − i).
    const bulge = (step * step) / (2 * k * earthRadiusMeters)
    const lambda = 0.299792458 / frequencyGhz
    const fresnel = fresnelShare * Math.sqrt((lambda * step) / steps)
    let least = Number.POSITIVE_INFINITY
    let at = 0
    let both = 0
    let first = 0
    let second = 0
    for (let i = 1; i < steps; i++) {
      const parts = i * (steps - i)
      const top = heights[i] + (clutter === undefined ? 0 : cover[i])
      const clearance = zA + slope * i - top - bulge * parts - fresnel * Math.sqrt(parts)
      if (clearance < least) {
        least = clearance
        at = i
      }
      if (clearance < 0) {
        const lack = -clearance
        if (lack > both) both = lack
        const raiseFirst = (lack * steps) / (steps - i)
        if (raiseFirst > first) first = raiseFirst
        const raiseSecond = (lack * steps) / i
        if (raiseSecond > second) second = raiseSecond
      }
    }
    const unknown = voids > 0
    const obstacleTop = heights[at] + (clutter === undefined ? 0 : cover[at])
    const [lon, lat] = pointOnRay(ray, at * step)
    return {
      distanceMeters: distance,
      clearanceMeters: unknown ? Number.NaN : least,
      clear: !unknown && least >= 0,
      obstacle: { distanceMeters: at * step, lon, lat, topMeters: obstacleTop },
      extraBothMeters: unknown ? Number.NaN : both,
      extraFirstMeters: unknown ? Number.NaN : first,
      extraSecondMeters: unknown ? Number.NaN : second,
      voids,
    }
  }
}

/** Line of sight of one pair of masts; use a `SightFinder` for many. */
export function lineOfSight(
  terrain: TerrainWindow,
  a: Mast,
  b: Mast,
  rules: SightRules = {},
): Sight {
  return new SightFinder(terrain, rules).find(a, b)
}

/**
 * Places for a relay between two masts: points of a grid around the path, highest ground first, that
 * see both ends.
 *
 * @param spanShare How far beside the path to look, as a share of its length.
 * @param count How many to return at most.
 */
export function relayCandidates(
  terrain: TerrainWindow,
  a: Mast,
  b: Mast,
  relayMeters: number,
  rules: SightRules = {},
  spanShare = 0.25,
  count = 10,
): { readonly mast: Mast; readonly toFirst: Sight; readonly toSecond: Sight }[] {
  const finder = new SightFinder(terrain, rules)
  const [distance, bearing] = distanceAndBearing(a.lon, a.lat, b.lon, b.lat)
  const ray = rayToward(a.lon, a.lat, bearing)
  const places: { lon: number; lat: number; height: number }[] = []
  const across = 15
  const along = 30
  for (let i = 1; i < along; i++) {
    const [lon, lat] = pointOnRay(ray, (distance * i) / along)
    for (let j = -across; j <= across; j++) {
      const offset = (Math.abs(j) / across) * spanShare * distance
      const [x, y] = pointOnRay(rayToward(lon, lat, bearing + (j < 0 ? -90 : 90)), offset)
      const height = heightAt(terrain, x, y)
      if (!Number.isNaN(height)) places.push({ lon: x, lat: y, height })
    }
  }
  places.sort((p, q) => q.height - p.height)
  const found = []
  for (const { lon, lat } of places) {
    if (found.length >= count) break
    const mast = { lon, lat, heightMeters: relayMeters }
    const toFirst = finder.find(a, mast)
    if (!toFirst.clear) continue
    const toSecond = finder.find(mast, b)
    if (toSecond.clear) found.push({ mast, toFirst, toSecond })
  }
  return found
}
