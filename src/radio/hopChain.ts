// A chain of microwave hops between two places: relays on the ridges between them, as few as will do, and of
// these the shortest way. Every hop has clear sight over the terrain.
import { distanceAndBearing, pointOnRay, rayToward } from '#geo/profile.ts'
import { distanceMeters } from '#geo/sphere.ts'
import { heightAt, type TerrainWindow } from '#geo/terrain.ts'
import { type Mast, SightFinder, type SightRules } from '#radio/lineOfSight.ts'

/** A chain from one place to the other, both included. */
export interface HopChain {
  readonly masts: readonly Mast[]
  readonly lengthMeters: number
}

/** What a chain may be. */
export interface ChainRules extends SightRules {
  readonly relayMeters: number
  readonly mostHopMeters: number
  readonly mostHops?: number
  /** How far beside the straight way relays may stand, as a share of its length. */
  readonly spanShare?: number
  /** How many places for relays are thought of: the highest of their surroundings. */
  readonly places?: number
}

/** A chain with the fewest hops, the shortest of those; undefined where none was found. */
export function findHopChain(
  terrain: TerrainWindow,
  a: Mast,
  b: Mast,
  rules: ChainRules,
): HopChain | undefined {
  const { relayMeters, mostHopMeters, mostHops = 6, spanShare = 0.4, places = 120 } = rules
  const finder = new SightFinder(terrain, rules)
  const masts = [a, ...ridges(terrain, a, b, spanShare, places, relayMeters), b]
  const last = masts.length - 1
  const seen = new Map<number, boolean>()
  const isClear = (i: number, j: number): boolean => {
    const key = Math.min(i, j) * masts.length + Math.max(i, j)
    const known = seen.get(key)
    if (known !== undefined) return known
    const clear = finder.find(masts[i], masts[j]).clear
    seen.set(key, clear)
    return clear
  }
  const meters = (i: number, j: number): number =>
    distanceMeters(masts[i].lon, masts[i].lat, masts[j].lon, masts[j].lat)
  // Layer by layer: the shortest way to each mast with so many hops.
  let way = new Map<number, { length: number; before: readonly number[] }>([
    [0, { length: 0, before: [] }],
  ])
  const reached = new Set([0])
  for (let hops = 1; hops <= mostHops; hops++) {
    const next = new Map<number, { length: number; before: readonly number[] }>()
    for (const [i, { length, before }] of way)
      for (let j = 1; j <= last; j++) {
        if (reached.has(j)) continue
        const hop = meters(i, j)
        const known = next.get(j)
        if (hop > mostHopMeters || (known !== undefined && known.length <= length + hop)) continue
        if (isClear(i, j)) next.set(j, { length: length + hop, before: [...before, i] })
      }
    const end = next.get(last)
    if (end !== undefined)
      return { masts: [...end.before, last].map((i) => masts[i]), lengthMeters: end.length }
    for (const j of next.keys()) reached.add(j)
    way = next
    if (way.size === 0) return undefined
  }
  return undefined
}

/** The highest places of a grid beside the way, each higher than its neighbors, the highest first. */
function ridges(
  terrain: TerrainWindow,
  a: Mast,
  b: Mast,
  spanShare: number,
  count: number,
  heightMeters: number,
): Mast[] {
  const [distance, bearing] = distanceAndBearing(a.lon, a.lat, b.lon, b.lat)
  const ray = rayToward(a.lon, a.lat, bearing)
  const along = 60
  const across = 24
  const width = 2 * across + 1
  const lon = new Float64Array(along * width)
  const lat = new Float64Array(along * width)
  const height = new Float64Array(along * width)
  for (let i = 0; i < along; i++) {
    const [x, y] = pointOnRay(ray, ((i + 0.5) / along) * distance)
    for (let j = -across; j <= across; j++) {
      const aside = (Math.abs(j) / across) * spanShare * distance
      const cell = i * width + j + across
      const [px, py] = pointOnRay(rayToward(x, y, bearing + (j < 0 ? -90 : 90)), aside)
      lon[cell] = px
      lat[cell] = py
      height[cell] = heightAt(terrain, px, py)
    }
  }
  const peaks: number[] = []
  for (let i = 0; i < along; i++)
    for (let j = 0; j < width; j++) {
      const cell = i * width + j
      let isPeak = !Number.isNaN(height[cell])
      for (let di = -1; di <= 1; di++)
        for (let dj = -1; dj <= 1; dj++) {
          const row = i + di
          const column = j + dj
          if (row < 0 || column < 0 || row >= along || column >= width) continue
          if (height[row * width + column] > height[cell]) isPeak = false
        }
      if (isPeak) peaks.push(cell)
    }
  peaks.sort((p, q) => height[q] - height[p] || p - q)
  return peaks.slice(0, count).map((cell) => climbed(terrain, lon[cell], lat[cell], heightMeters))
}

/** A climb ends after so many cells. */
const mostSteps = 60

/** The top of the hill that a place is on: uphill from cell to cell. */
function climbed(terrain: TerrainWindow, lon: number, lat: number, heightMeters: number): Mast {
  let [x, y] = [lon, lat]
  let height = heightAt(terrain, x, y)
  for (let step = 0; step < mostSteps; step++) {
    let [bestX, bestY] = [x, y]
    for (let dx = -1; dx <= 1; dx++)
      for (let dy = -1; dy <= 1; dy++) {
        const [px, py] = [x + dx * terrain.dLon, y + dy * terrain.dLat]
        const there = heightAt(terrain, px, py)
        if (!(there > height)) continue
        height = there
        bestX = px
        bestY = py
      }
    if (bestX === x && bestY === y) break
    x = bestX
    y = bestY
  }
  return { lon: x, lat: y, heightMeters }
}
