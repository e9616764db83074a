// P.1812 over an area: a profile for each point (exact) or radials that share their work (sweep).
// Work divides into a fixed number of parts, so the answer is the same for any number of workers.
import { log10 } from '#base/math.ts'
import type { Problem } from '#base/problem.ts'
import type { Watch } from '#base/progress.ts'
import { type Kernel, thisThread, type Workers } from '#base/workers.ts'
import { rayToward, sampleRay, sampleRayNearest } from '#geo/profile.ts'
import type { Grid } from '#geo/shapes.ts'
import { heightAt, nearestAt, type TerrainWindow } from '#geo/terrain.ts'
import {
  type AreaCells,
  type AreaMethod,
  type AreaPoints,
  areaPoints,
  type FilledCells,
  joinedParts,
  orderedByRadial,
  splitPoints,
} from '#radio/areaPoints.ts'
import { ductingPercent, inlandFactor, inverseNormal, medianEarthRadiusKm } from '#radio/climate.ts'
import type { Polarization } from '#radio/diffraction.ts'
import { analyzePath, emptyExtremes, emptyGeometry } from '#radio/geometry.ts'
import {
  defaultRefractivity,
  geometryLoss,
  locationLossDb,
  type P1812Climate,
  type P1812Conditions,
  tropoTime,
} from '#radio/p1812.ts'
import { checkBounds } from '#radio/path.ts'
import { Radial, tailSamples } from '#radio/sweep.ts'
import { type ZoneState, zoneRadial } from '#radio/zones.ts'

/** What to predict over an area. */
export interface AreaRequest {
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
  /** The cells to fill: their centers are the receivers. */
  readonly cells: AreaCells
  readonly radiusMeters: number
  /** Between terrain samples. */
  readonly stepMeters: number
}

/** Closer than this, meters, a path is free space. */
const nearMeters = 20

/** Everything the engine cannot take of a request, each with the range. */
export function checkArea(request: AreaRequest): Problem[] {
  const { transmitter, terrain } = request
  const problems = checkBounds('P.1812', [
    { name: 'frequency', value: request.frequencyMhz, low: 30, high: 6000, unit: ' MHz' },
    { name: 'time percentage', value: request.timePercent ?? 50, low: 1, high: 50, unit: ' %' },
    {
      name: 'location percentage',
      value: request.locationPercent ?? 50,
      low: 1,
      high: 99,
      unit: ' %',
    },
    { name: 'transmitter height', value: transmitter.heightMeters, low: 1, high: 3000, unit: ' m' },
    { name: 'receiver height', value: request.receiverMeters, low: 1, high: 3000, unit: ' m' },
    { name: 'radius', value: request.radiusMeters, low: 100, high: 500_000, unit: ' m' },
    { name: 'step', value: request.stepMeters, low: 1, high: 5000, unit: ' m' },
  ])
  if (Number.isNaN(heightAt(terrain, transmitter.lon, transmitter.lat)))
    problems.push({
      level: 'error',
      code: 'terrain-void',
      at: { source: '', table: 'terrain', row: 0 },
      message: `The terrain has no height at the transmitter, ${transmitter.lon} ${transmitter.lat}`,
      cure: 'Give terrain that covers the transmitter, or leave it out as unknown',
    })
  return problems
}

/**
 * Basic transmission loss at each cell, dB; Infinity beyond the radius, NaN where terrain is missing.
 *
 * @throws RangeError with the first problem `checkArea` finds.
 */
export async function areaLoss(
  request: AreaRequest,
  method: AreaMethod,
  workers: Workers = thisThread,
  watch: Watch = {},
): Promise<Grid> {
  const problems = checkArea(request)
  if (problems.length > 0) throw new RangeError(problems[0].message)
  const parts = splitPoints(areaPoints(request), method).map((points) => ({
    request,
    method,
    points,
  }))
  const filled = await workers.map(areaKernel, parts, watch, 'Predicting coverage')
  return joinedParts(request.cells, filled)
}

/** One part of an area, for a worker. */
export interface AreaPart {
  readonly request: AreaRequest
  readonly method: AreaMethod
  readonly points: AreaPoints
}

/** The engine's kernel; `src/kernels.ts` lists it. */
export const areaKernel: Kernel<AreaPart, FilledCells> = {
  name: 'radio.area',
  run: ({ request, method, points }) =>
    method === 'exact' ? exactPart(request, points) : sweepPart(request, points),
}

interface Climate extends P1812Climate {
  dct: number
  dcr: number
  omega: number
  tau: number
  b0: number
}

function conditionsOf(request: AreaRequest): P1812Conditions {
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
  }
}

/** Loss so close to the mast that no terrain matters: free space over the slope. */
function nearLoss(request: AreaRequest, meters: number): number {
  const rise = request.transmitter.heightMeters - request.receiverMeters
  const d2 = Math.max(meters * meters + rise * rise, 1) / 1e6
  return 92.4 + 20 * log10(request.frequencyMhz / 1000) + 10 * log10(d2)
}

/** Runs the model on single profiles of a request; keeps its arrays. */
function profileRunner(
  request: AreaRequest,
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
  const climate: Climate = { dct: 500, dcr: 500, omega: 0, tau: 0, b0: 1 }
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

/** The latitude of a path's center is taken midway between its ends. */
function fillClimate(
  climate: Climate,
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

function exactPart(request: AreaRequest, points: AreaPoints): FilledCells {
  const loss = new Float32Array(points.cells.length)
  const run = profileRunner(request)
  for (let i = 0; i < loss.length; i++)
    loss[i] = run(points.meters[i], points.bearing[i], points.lon[i], points.lat[i])
  return { cells: points.cells, loss }
}

function sweepPart(request: AreaRequest, points: AreaPoints): FilledCells {
  const { terrain, clutter, zones, transmitter, receiverMeters, stepMeters } = request
  const n = points.cells.length
  const loss = new Float32Array(n)
  const { order, offsets, firstRadial } = orderedByRadial(points, stepMeters)
  const capacity = Math.ceil(request.radiusMeters / stepMeters) + 8
  const conditions = conditionsOf(request)
  const ae = medianEarthRadiusKm(request.DN ?? defaultRefractivity.DN)
  const withBeta = conditions.p !== 50
  const radial = new Radial(
    capacity,
    stepMeters / 1000,
    transmitter.heightMeters,
    ae,
    clutter !== undefined,
    withBeta,
  )
  const geometry = emptyGeometry()
  const climate: Climate = { dct: 500, dcr: 500, omega: 0, tau: 0, b0: 1 }
  const zoneState = zones === undefined ? undefined : zoneRadial(zones, capacity)
  const single = profileRunner(request)
  const tail = new Float64Array(2 * tailSamples)
  for (let r = 0; r + 1 < offsets.length; r++) {
    const begin = offsets[r]
    const end = offsets[r + 1]
    if (begin === end) continue
    const farthest = points.meters[order[end - 1]]
    const count = Math.min(capacity, Math.floor(farthest / stepMeters) + 2)
    const ray = rayToward(
      transmitter.lon,
      transmitter.lat,
      ((firstRadial + r) * 360) / points.radials,
    )
    sampleRay(terrain, ray, stepMeters, count, radial.h)
    // Beyond the first void nothing on this radial is known.
    let known = 0
    while (known < count && !Number.isNaN(radial.h[known])) known++
    if (clutter !== undefined) {
      sampleRayNearest(clutter, ray, stepMeters, count, radial.g, 0)
      for (let i = 1; i < count; i++) radial.g[i] += radial.h[i]
      radial.g[0] = radial.h[0]
    }
    radial.begin(known)
    if (zoneState !== undefined) zoneState.begin(ray, stepMeters, count)
    for (let k = begin; k < end; k++) {
      const i = order[k]
      const meters = points.meters[i]
      const interior = Math.floor(meters / stepMeters - 0.5)
      if (interior < 3) {
        loss[i] = single(meters, points.bearing[i], points.lon[i], points.lat[i])
        continue
      }
      const hn = heightAt(terrain, points.lon[i], points.lat[i])
      if (interior >= known || Number.isNaN(hn)) {
        loss[i] = Number.NaN
        continue
      }
      const dtot = meters / 1000
      if (!fillTail(tail, request, points, i, interior, meters)) {
        loss[i] = Number.NaN
        continue
      }
      radial.geometryTo(geometry, interior, dtot, hn, receiverMeters, tail)
      fillClimate(
        climate,
        zoneState,
        interior,
        radial.d,
        dtot,
        points.lon[i],
        points.lat[i],
        transmitter.lat,
      )
      loss[i] = geometryLoss(geometry, conditions, climate)
    }
  }
  return { cells: points.cells, loss }
}

/** Ground and cover at the last samples of a point's own path; false over a void. */
function fillTail(
  tail: Float64Array,
  { terrain, clutter, stepMeters }: AreaRequest,
  { lon, lat, backLon, backLat }: AreaPoints,
  i: number,
  interior: number,
  meters: number,
): boolean {
  for (let k = 0; k < tailSamples; k++) {
    const back = meters - (interior - k) * stepMeters
    const atLon = lon[i] + back * backLon[i]
    const atLat = lat[i] + back * backLat[i]
    const height = heightAt(terrain, atLon, atLat)
    if (Number.isNaN(height)) return false
    tail[k] = height
    if (clutter !== undefined)
      tail[tailSamples + k] = height + (nearestAt(clutter, atLon, atLat) || 0)
  }
  return true
}
