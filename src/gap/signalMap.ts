// The signal of a network of towers as maps: the strongest level, who serves, and the carrier over the
// interference of the others; and the people of each area by signal.
import { cos, pow, radiansPerDegree } from '#base/math.ts'
import { report, type Watch } from '#base/progress.ts'
import { thisThread, type Workers } from '#base/workers.ts'
import type { Country, RadioTechnology } from '#country/model.ts'
import type { Study } from '#country/study.ts'
import type { Ground } from '#gap/ground.ts'
import { type Signal, signalReachMeters, towerSignal } from '#gap/signal.ts'
import { metersPerDegree } from '#geo/pointIndex.ts'
import type { Extent, Grid } from '#geo/shapes.ts'
import { distanceMeters } from '#geo/sphere.ts'
import { turnedLon } from '#geo/terrain.ts'
import { areaLoss } from '#radio/area.ts'
import { windowAround } from '#radio/areaPoints.ts'
import { dbmToMilliwatts, milliwattsToDbm } from '#radio/linkBudget.ts'

/** Maps of one technology over one extent. */
export interface SignalMap {
  readonly technology: RadioTechnology
  /**
   * Strongest level outdoors, dBm; −Infinity where none reaches. NaN where terrain is missing on the way
   * from a tower, unless another one reaches.
   */
  readonly level: Grid
  /** The row of the tower that serves, -1 for none. */
  readonly server: Int32Array
  /** Level over noise and the other towers, dB; as `level` where there is none. */
  readonly overOthers: Grid
  /** Levels from which people are reached. */
  readonly outdoorsDbm: number
  readonly indoorsDbm: number
}

/** What is mapped. */
export interface SignalMapOptions {
  readonly method: 'sweep' | 'exact'
  readonly cellMeters: number
  readonly workers?: Workers
  readonly watch?: Watch
}

/** Maps the signal of some towers (rows of the country's) with one technology. */
export async function signalMap(
  country: Country,
  ground: Ground,
  study: Study,
  technology: RadioTechnology,
  towers: readonly number[],
  { method, cellMeters, workers = thisThread, watch = {} }: SignalMapOptions,
): Promise<SignalMap> {
  const frame = frameOfTowers(country, towers, cellMeters)
  const { width, height } = frame
  const best = new Float32Array(width * height).fill(Number.NEGATIVE_INFINITY)
  const power = new Float64Array(width * height)
  const server = new Int32Array(width * height).fill(-1)
  const unknown = new Uint8Array(width * height)
  const signal = towerSignal(ground, technology)
  let done = 0
  for (const tower of towers) {
    const request = signal.requestFor(country, study, tower)
    report(watch, `Mapping ${technology}`, done++ / towers.length)
    if (request === undefined) {
      markReach(unknown, frame, country.towers.lon[tower], country.towers.lat[tower])
      continue
    }
    const { column, row, cells } = windowAround(frame, request.transmitter, request.radiusMeters)
    const loss = await areaLoss({ ...request, cells }, method, workers)
    for (let i = 0; i < loss.values.length; i++) {
      const cell = (row + Math.floor(i / cells.width)) * width + column + (i % cells.width)
      const level = signal.radiatedDbm - loss.values[i] - signal.besideDb
      if (Number.isNaN(level)) unknown[cell] = 1
      if (!Number.isFinite(level)) continue
      power[cell] += dbmToMilliwatts(level)
      if (level > best[cell]) {
        best[cell] = level
        server[cell] = tower
      }
    }
  }
  const over = new Float32Array(best.length)
  const noise = pow(10, signal.noiseDbm / 10)
  const outdoorsDbm = signal.radiatedDbm - signal.outdoorsDb
  for (let cell = 0; cell < best.length; cell++) {
    // Where no tower is known to reach, one behind missing terrain may: as the gap counts it.
    if (unknown[cell] === 1 && best[cell] < outdoorsDbm) {
      best[cell] = Number.NaN
      server[cell] = -1
    }
    if (server[cell] < 0) {
      over[cell] = best[cell]
      continue
    }
    const others = Math.max(0, power[cell] - dbmToMilliwatts(best[cell]))
    over[cell] = best[cell] - milliwattsToDbm(others + noise)
  }
  const missing = Number.NaN
  return {
    technology,
    level: { ...frame, values: best, missing },
    server,
    overOthers: { ...frame, values: over, missing },
    outdoorsDbm,
    indoorsDbm: signal.radiatedDbm - signal.indoorsDb,
  }
}

/** Cells as high as wide around all that towers may reach; east lies beyond 180° across the antimeridian. */
function frameOfTowers(
  { towers }: Country,
  rows: readonly number[],
  cellMeters: number,
): { extent: Extent; width: number; height: number } {
  const lons = rows.map((row) => turnedLon(towers.lon[row], towers.lon[rows[0]]))
  const lats = rows.map((row) => towers.lat[row])
  const reach = (signalReachMeters / metersPerDegree) * 1.02
  const south = Math.max(-90, Math.min(...lats) - reach)
  const north = Math.min(90, Math.max(...lats) + reach)
  const shrink = (lat: number): number => Math.max(cos(lat * radiansPerDegree), 0.01)
  const wideReach = reach / Math.min(shrink(south), shrink(north))
  const west = Math.min(...lons) - wideReach
  const east = Math.max(...lons) + wideReach
  const dLat = cellMeters / metersPerDegree
  const dLon = dLat / shrink((south + north) / 2)
  return {
    extent: { west, south, east, north },
    width: Math.max(2, Math.ceil((east - west) / dLon)),
    height: Math.max(2, Math.ceil((north - south) / dLat)),
  }
}

/** Marks the cells that a tower might reach. */
function markReach(
  cells: Uint8Array,
  frame: { extent: Extent; width: number; height: number },
  lon: number,
  lat: number,
): void {
  const around = windowAround(frame, { lon, lat }, signalReachMeters)
  const { extent, width, height } = around.cells
  const dLon = (extent.east - extent.west) / width
  const dLat = (extent.north - extent.south) / height
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const x = extent.west + (column + 0.5) * dLon
      const y = extent.north - (row + 0.5) * dLat
      if (distanceMeters(lon, lat, x, y) > signalReachMeters) continue
      cells[(around.row + row) * frame.width + around.column + column] = 1
    }
}

/** People of one area by signal; -1 for those outside every area. */
export interface AreaSignal {
  readonly area: number
  readonly people: Record<Signal, number>
}

/**
 * The people of each area by signal, cell by cell where a population grid is known, else by settlement.
 * Beyond every tower there is no signal; over missing terrain it is unknown.
 */
export function peopleBySignalAndArea({ cells, sites }: Country, map: SignalMap): AreaSignal[] {
  const byArea = new Map<number, Record<Signal, number>>()
  const add = (lon: number, lat: number, area: number, people: number): void => {
    if (!(people > 0)) return
    const counts = byArea.get(area) ?? { indoors: 0, outdoors: 0, none: 0, unknown: 0 }
    counts[signalAt(map, lon, lat)] += people
    byArea.set(area, counts)
  }
  if (cells.lon.length > 0)
    for (let i = 0; i < cells.lon.length; i++)
      add(cells.lon[i], cells.lat[i], cells.area[i], cells.population[i])
  else
    for (let i = 0; i < sites.lon.length; i++)
      if (sites.kind[i] === 'settlement')
        add(sites.lon[i], sites.lat[i], sites.area[i], sites.population[i])
  return [...byArea].sort(([a], [b]) => a - b).map(([area, people]) => ({ area, people }))
}

/** The signal at a place; none beyond the map. */
export function signalAt(
  { level, indoorsDbm, outdoorsDbm }: SignalMap,
  lon: number,
  lat: number,
): Signal {
  const { extent, width, height, values } = level
  const x = turnedLon(lon, (extent.west + extent.east) / 2)
  const column = Math.floor(((x - extent.west) / (extent.east - extent.west)) * width)
  const row = Math.floor(((extent.north - lat) / (extent.north - extent.south)) * height)
  if (column < 0 || row < 0 || column >= width || row >= height) return 'none'
  const dbm = values[row * width + column]
  if (Number.isNaN(dbm)) return 'unknown'
  return dbm >= indoorsDbm ? 'indoors' : dbm >= outdoorsDbm ? 'outdoors' : 'none'
}
