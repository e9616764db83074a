// One point of an area by a profile of its own: full P.1812 over the terrain from the transmitter to it.
// The exact method runs it at every point, the sweep close to the mast, other rooms at single places.
import { log10 } from '#base/math.ts'
import { distanceAndBearing, rayToward, sampleRay, sampleRayNearest } from '#geo/profile.ts'
import { heightAt, type TerrainWindow } from '#geo/terrain.ts'
import type { AreaCells } from '#radio/areaPoints.ts'
import { ductingPercent, inlandFactor, inverseNormal, medianEarthRadiusKm } from '#radio/climate.ts'
import type { Polarization } from '#radio/diffraction.ts'
import { analyzePath, emptyExtremes, emptyGeometry } from '#radio/geometry.ts'
import {
  defaultRefractivity,
  frequencyTerms,
  geometryLoss,
  locationLossDb,
  type P1812Climate,
  type P1812Conditions,
  tropoTime,
} from '#radio/p1812.ts'
import { type ZoneState, zoneRadial } from '#radio/zones.ts'

/** What every path from one transmitter shares. */
export interface PathRequest {
  readonly terrain: TerrainWindow
  /** Clutter heights, m; read at the nearest cell, 0 where missing. */
  readonly clutter?: TerrainWindow
  /** Radio-climatic zones (1 sea, 3 coastal, 4 inland) by nearest cell; all inland where absent. */
  readonly zones?: TerrainWindow
  readonly transmitter: {
    readonly lon: number
    readonly lat: number
    readonly heightMeters: number
  }
  readonly receiverMeters: number
  readonly frequencyMhz: number
  /** Loss not exceeded for this percentage of the year, 1 to 50; 50 where absent. */
  readonly timePercent?: number
  /** And at this percentage of places; 50 where absent. */
  readonly locationPercent?: number
  readonly locationSigmaDb?: number
  readonly polarization?: Polarization
  readonly DN?: number
  readonly N0?: number
  /** No path is longer. */
  readonly radiusMeters: number
  /** Between terrain samples. */
  readonly stepMeters: number
}

/** What to predict over an area. */
export interface AreaRequest extends PathRequest {
  /** The cells to fill: their centers are the receivers. */
  readonly cells: AreaCells
}

/** Closer than this, meters, a path is free space. */
const nearMeters = 20

/** What varies from one path of an area to the next. */
export interface PathClimate extends P1812Climate {
  dct: number
  dcr: number
  omega: number
  tau: number
  b0: number
}

/** What all paths of a request share. */
export function conditionsOf(request: PathRequest): P1812Conditions {
  const p = request.timePercent ?? 50
  return {
    f: request.frequencyMhz / 1000,
    p,
    pol: request.polarization ?? 1,
    N0: request.N0 ?? defaultRefractivity.N0,
    Lloc: locationLossDb(request.locationPercent ?? 50, request.locationSigmaDb ?? 0),
    logTime: log10(p / 50),
    tropoTime: tropoTime(p),
    timeQuantile: inverseNormal(p / 100),
    ...frequencyTerms(request.frequencyMhz / 1000),
  }
}

/** Loss so close to the mast that no terrain matters: free space over the slope. */
function nearLoss(request: PathRequest, meters: number): number {
  const rise = request.transmitter.heightMeters - request.receiverMeters
  const d2 = Math.max(meters * meters + rise * rise, 1) / 1e6
  return 92.4 + 20 * log10(request.frequencyMhz / 1000) + 10 * log10(d2)
}

/** Runs the model on single profiles of a request; keeps its arrays. */
export function profileRunner(
  request: PathRequest,
): (meters: number, turn: number, lon: number, lat: number) => number {
  const { terrain, clutter, zones, transmitter, receiverMeters, stepMeters } = request
  const capacity = Math.ceil(request.radiusMeters / stepMeters) + 8
  const conditions = conditionsOf(request)
  const ae = medianEarthRadiusKm(request.DN ?? defaultRefractivity.DN)
  const h = new Float64Array(capacity)
  const g = clutter === undefined ? h : new Float64Array(capacity)
  const d = new Float64Array(capacity)
  const geometry = emptyGeometry()
  const extremes = emptyExtremes()
  const climate = emptyClimate()
  const zoneState = zones === undefined ? undefined : zoneRadial(zones, capacity)
  return (meters, turn, lon, lat) => {
    if (meters < nearMeters) return nearLoss(request, meters)
    const hn = heightAt(terrain, lon, lat)
    if (Number.isNaN(hn)) return Number.NaN
    const far = Math.floor(meters / stepMeters - 0.5)
    const interior = far >= 3 ? far : 3
    const step = far >= 3 ? stepMeters : meters / 4
    const ray = rayToward(transmitter.lon, transmitter.lat, turn * 360)
    if (sampleRay(terrain, ray, step, interior + 1, h) > 0) return Number.NaN
    for (let i = 0; i <= interior; i++) d[i] = (i * step) / 1000
    const last = interior + 1
    d[last] = meters / 1000
    h[last] = hn
    if (clutter !== undefined) {
      sampleRayNearest(clutter, ray, step, last, g, 0)
      for (let i = 1; i < last; i++) g[i] += h[i]
      g[0] = h[0]
      g[last] = hn
    }
    analyzePath(
      geometry,
      extremes,
      d,
      h,
      g,
      last,
      transmitter.heightMeters,
      receiverMeters,
      ae,
      conditions.p !== 50,
    )
    if (zoneState !== undefined) zoneState.begin(ray, step, last)
    fillClimate(climate, zoneState, interior, d, meters / 1000, lon, lat, transmitter.lat)
    return geometryLoss(geometry, conditions, climate)
  }
}

/** Fills a path's climate; the latitude of its center is taken midway between its ends. */
export function fillClimate(
  climate: PathClimate,
  zones: ZoneState | undefined,
  interior: number,
  d: Float64Array,
  dtot: number,
  lon: number,
  lat: number,
  transmitterLat: number,
): void {
  let dtm = dtot
  let dlm = dtot
  if (zones !== undefined) {
    const stretches = zones.stretchesTo(interior, d, dtot, lon, lat)
    climate.omega = stretches.omega
    dtm = stretches.dtm
    dlm = stretches.dlm
    climate.dct = stretches.fromSea ? 0 : 500
    climate.dcr = stretches.toSea ? 0 : 500
  }
  climate.tau = inlandFactor(dlm)
  climate.b0 = ductingPercent((transmitterLat + lat) / 2, dtm, climate.tau)
}

/** The initial climate of an inland path, to be filled. */
export const emptyClimate = (): PathClimate => ({
  dct: 500,
  dcr: 500,
  omega: 0,
  tau: 0,
  b0: 1,
})

/**
 * The loss from one transmitter to single places, dB: Infinity beyond the radius, NaN over a void.
 * Bounds are not checked again: `checkArea` tells them.
 */
export function lossToPlaces(request: PathRequest): (lon: number, lat: number) => number {
  const run = profileRunner(request)
  const { lon: fromLon, lat: fromLat } = request.transmitter
  return (lon, lat) => {
    const [meters, degrees] = distanceAndBearing(fromLon, fromLat, lon, lat)
    return meters > request.radiusMeters
      ? Number.POSITIVE_INFINITY
      : run(meters, degrees / 360, lon, lat)
  }
}
