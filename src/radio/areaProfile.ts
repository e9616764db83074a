// One point of an area by a profile of its own: full P.1812 over the terrain from the transmitter to it.
// The exact method runs it at every point, the sweep close to the mast, other rooms at single places.
import { log10 } from '#base/math.ts'
import {
  distanceAndBearing,
  type Ray,
  rayToward,
  sampleRay,
  sampleRayNearest,
} from '#geo/profile.ts'
import { heightAt, type TerrainWindow } from '#geo/terrain.ts'
import type { AreaCells } from '#radio/areaPoints.ts'
import { inlandFactor, lnDuctingPercent, lnMu1, medianEarthRadiusKm } from '#radio/climate.ts'
import type { Polarization } from '#radio/diffraction.ts'
import type { DuctingInputs } from '#radio/ducting.ts'
import { analyzePath, emptyExtremes, emptyGeometry } from '#radio/geometry.ts'
import { defaultRefractivity } from '#radio/p1812.ts'
import {
  geometryLoss,
  locationLossDb,
  type P1812Conditions,
  p1812Conditions,
} from '#radio/p1812Model.ts'
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

/** What all paths of a request share. */
export function conditionsOf(request: PathRequest): P1812Conditions {
  return p1812Conditions(
    request.frequencyMhz / 1000,
    request.timePercent ?? 50,
    request.polarization ?? 1,
    request.N0 ?? defaultRefractivity.N0,
    locationLossDb(request.locationPercent ?? 50, request.locationSigmaDb ?? 0),
  )
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
  const { terrain, clutter, transmitter, receiverMeters, stepMeters } = request
  const capacity = Math.ceil(request.radiusMeters / stepMeters) + 8
  const conditions = conditionsOf(request)
  const ae = medianEarthRadiusKm(request.DN ?? defaultRefractivity.DN)
  const h = new Float64Array(capacity)
  const g = clutter === undefined ? h : new Float64Array(capacity)
  const even = evenDistances(capacity, stepMeters)
  const near = new Float64Array(5)
  const geometry = emptyGeometry()
  const extremes = emptyExtremes()
  const climate = new PathClimate(request, capacity)
  return (meters, turn, lon, lat) => {
    if (meters < nearMeters) return nearLoss(request, meters)
    const hn = heightAt(terrain, lon, lat)
    if (Number.isNaN(hn)) return Number.NaN
    const far = Math.floor(meters / stepMeters - 0.5)
    const interior = far >= 3 ? far : 3
    const step = far >= 3 ? stepMeters : meters / 4
    const ray = rayToward(transmitter.lon, transmitter.lat, turn * 360)
    if (sampleRay(terrain, ray, step, interior + 1, h) > 0) return Number.NaN
    const d = far >= 3 ? even : near
    if (far < 3) for (let i = 0; i <= interior; i++) d[i] = (i * step) / 1000
    const last = interior + 1
    const held = d[last]
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
      step / 1000,
      transmitter.heightMeters,
      receiverMeters,
      ae,
      conditions.p !== 50,
    )
    climate.beginRadial(ray, step, last)
    climate.fill(interior, d, meters / 1000, lon, lat)
    const loss = geometryLoss(geometry, conditions, climate)
    d[last] = held
    return loss
  }
}

/** Distances of even samples, km. */
export function evenDistances(count: number, stepMeters: number): Float64Array {
  return new Float64Array(count).map((_, i) => (i * stepMeters) / 1000)
}

/** Between the distances for which the climate of an inland path is computed, km. */
const climateStepKm = 0.05

/**
 * What a path's place decides: sea, coast, and how often ducts form (P.1812 eq 2–5). Over inland paths
 * `ln μ1` and `τ` depend on the length alone; they are computed every 50 m and read between in
 * proportion, within 1e-6 of their size.
 */
export class PathClimate implements DuctingInputs {
  dct = 500
  dcr = 500
  omega = 0.5
  tau = 0.5
  lnB0 = 0.5
  private readonly zones: ZoneState | undefined
  private readonly transmitterLat: number
  private readonly tauAt: Float64Array
  private readonly lnMu1At: Float64Array

  constructor({ zones, radiusMeters, transmitter }: PathRequest, capacity: number) {
    this.omega = 0
    this.zones = zones === undefined ? undefined : zoneRadial(zones, capacity)
    this.transmitterLat = transmitter.lat
    const count = zones === undefined ? Math.ceil(radiusMeters / 1000 / climateStepKm) + 3 : 0
    this.tauAt = new Float64Array(count).map((_, i) => inlandFactor(i * climateStepKm))
    this.lnMu1At = this.tauAt.map((tau, i) => lnMu1(i * climateStepKm, tau))
  }

  /** Reads the zones of a new radial. */
  beginRadial(ray: Ray, stepMeters: number, count: number): void {
    this.zones?.begin(ray, stepMeters, count)
  }

  /** Fills in a path; the latitude of its center is taken midway between its ends. */
  fill(interior: number, d: Float64Array, dtot: number, lon: number, lat: number): void {
    const phi = (this.transmitterLat + lat) / 2
    if (this.zones === undefined) {
      const x = dtot / climateStepKm
      const i = Math.floor(x)
      const share = x - i
      const { tauAt, lnMu1At } = this
      this.tau = tauAt[i] + share * (tauAt[i + 1] - tauAt[i])
      this.lnB0 = lnDuctingPercent(phi, lnMu1At[i] + share * (lnMu1At[i + 1] - lnMu1At[i]))
      return
    }
    const { omega, dtm, dlm, fromSea, toSea } = this.zones.stretchesTo(interior, d, dtot, lon, lat)
    this.omega = omega
    this.dct = fromSea ? 0 : 500
    this.dcr = toSea ? 0 : 500
    this.tau = inlandFactor(dlm)
    this.lnB0 = lnDuctingPercent(phi, lnMu1(dtm, this.tau))
  }
}

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
