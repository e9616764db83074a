// ITM over an area: a profile for each point, or radials with shared sums, slopes and a hull. A sweep
// takes one effective Earth for each radial, and reads the terrain's irregularity every few samples and
// between them in proportion; the ground just before a receiver is that of its own path.
import type { Watch } from '#base/progress.ts'
import { log10 } from '#base/quickMath.ts'
import { type Kernel, thisThread, type Workers } from '#base/workers.ts'
import { rayToward, sampleRay } from '#geo/profile.ts'
import type { Grid } from '#geo/shapes.ts'
import { heightBetweenCells, type TerrainWindow, turnedLon } from '#geo/terrain.ts'
import {
  type AreaCells,
  type AreaMethod,
  type AreaPoints,
  areaPoints,
  eachRadial,
  type FilledCells,
  joinedParts,
  splitPoints,
} from '#radio/areaPoints.ts'
import {
  checkItm,
  groundImpedance,
  type ItmInputs,
  itmEarthRadius,
  itmFreeSpaceLoss,
  itmLoss,
  surfaceRefractivity,
} from '#radio/itm.ts'
import { itmLink, itmPath, referenceAttenuation } from '#radio/itmReference.ts'
import {
  effectiveHeights,
  groundMargin,
  type ItmTerrain,
  type LineFit,
  terrainIrregularity,
} from '#radio/itmTerrain.ts'
import { variabilityOf, variableAttenuation } from '#radio/itmVariability.ts'
import { tailSamples } from '#radio/sweep.ts'

/** What to predict over an area. */
export interface ItmAreaRequest {
  readonly terrain: TerrainWindow
  readonly transmitter: { readonly lon: number; readonly lat: number }
  readonly inputs: ItmInputs
  readonly cells: AreaCells
  readonly radiusMeters: number
  readonly stepMeters: number
}

/** One part of an area, for a worker. */
export interface ItmAreaPart {
  readonly request: ItmAreaRequest
  readonly method: AreaMethod
  readonly points: AreaPoints
}

/** The kernel; `src/kernels.ts` lists it. */
export const itmAreaKernel: Kernel<ItmAreaPart, FilledCells> = {
  name: 'radio.itm-area',
  run: ({ request, method, points }) =>
    method === 'exact' ? exactPart(request, points) : sweepPart(request, points),
}

/**
 * Basic transmission loss by ITM at each cell, dB; Infinity beyond the radius, NaN where terrain is
 * missing.
 *
 * @throws RangeError with the first problem `checkItm` finds in the inputs.
 */
export async function itmAreaLoss(
  request: ItmAreaRequest,
  method: AreaMethod,
  workers: Workers = thisThread,
  watch: Watch = {},
): Promise<Grid> {
  const flat = { stepMeters: request.stepMeters, heightMeters: new Float64Array(3) }
  const problems = checkItm(flat, request.inputs)
  if (problems.length > 0) throw new RangeError(problems[0].message)
  const shape = { ...request, radialMeters: 2 * request.stepMeters }
  const parts = splitPoints(areaPoints(shape), method, request.stepMeters).map((points) => ({
    request,
    method,
    points,
  }))
  return joinedParts(
    request.cells,
    await workers.map(itmAreaKernel, parts, watch, 'Predicting coverage'),
  )
}

/** A profile of even steps to a point, at least 4 of them. */
function singleLoss(request: ItmAreaRequest, points: AreaPoints, i: number): number {
  const { terrain, transmitter, inputs, stepMeters } = request
  const meters = Math.max(points.meters[i], 10)
  const steps = Math.max(4, Math.round(meters / stepMeters))
  const heightMeters = new Float64Array(steps + 1)
  const ray = rayToward(transmitter.lon, transmitter.lat, points.bearing[i] * 360)
  const step = meters / steps
  if (sampleRay(terrain, ray, step, steps + 1, heightMeters) > 0) return Number.NaN
  return itmLoss({ stepMeters: step, heightMeters }, inputs).lossDb
}

function exactPart(request: ItmAreaRequest, points: AreaPoints): FilledCells {
  const loss = new Float32Array(points.cells.length)
  for (let i = 0; i < loss.length; i++) loss[i] = singleLoss(request, points, i)
  return { cells: points.cells, loss }
}

/** Samples between readings of the terrain's irregularity. */
const irregularityEvery = 32

function sweepPart(request: ItmAreaRequest, points: AreaPoints): FilledCells {
  const { terrain, transmitter, inputs, stepMeters: xi } = request
  const loss = new Float32Array(points.cells.length)
  const capacity = Math.ceil(request.radiusMeters / xi) + 8
  const f = inputs.frequencyMhz
  const h: [number, number] = [inputs.transmitterMeters, inputs.receiverMeters]
  const Z_g = groundImpedance(f, inputs.epsilon, inputs.sigma, inputs.polarization)
  const link = itmLink(f, Z_g, h)
  const variability = variabilityOf(inputs)
  const y = new Float64Array(capacity)
  const sum = new Float64Array(capacity + 1)
  const moment = new Float64Array(capacity + 1)
  const slope = new Float64Array(capacity)
  const slopeAt = new Int32Array(capacity)
  const hullX = new Float64Array(capacity)
  const hullZ = new Float64Array(capacity)
  const scratch: ItmTerrain = {
    d: 0.5,
    theta_hzn: [0.5, 0.5],
    d_hzn: [0.5, 0.5],
    h_e: [0.5, 0.5],
    delta_h: 0.5,
  }
  const path = itmPath(link, scratch)
  const ends = new Float64Array(2)
  const middleLon = terrain.west + ((terrain.width - 1) * terrain.dLon) / 2
  const perLon = 1 / terrain.dLon
  const perLat = 1 / terrain.dLat
  const fixedLoss = itmFreeSpaceLoss(1000, f)
  eachRadial(points, (index, begin, end) => {
    const farthest = points.meters[end - 1]
    const count = Math.min(capacity, Math.floor(farthest / xi) + 2)
    const bearing = (index * 360) / points.radials
    sampleRay(terrain, rayToward(transmitter.lon, transmitter.lat, bearing), xi, count, y)
    let known = 0
    while (known < count && !Number.isNaN(y[known])) known++
    sum[0] = 0
    moment[0] = 0
    for (let i = 0; i < known; i++) {
      sum[i + 1] = sum[i] + y[i]
      moment[i + 1] = moment[i] + i * y[i]
    }
    const N_s = surfaceRefractivity(inputs.N0, known > 0 ? sum[known] / known : 0)
    const a_e = itmEarthRadius(N_s)
    const bulge = 1 / (2 * a_e)
    const z_tx = y[0] + h[0]
    slope[0] = Number.NEGATIVE_INFINITY
    for (let i = 1; i < known; i++) {
      const s = (y[i] - z_tx) / (i * xi) - i * xi * bulge
      const steeper = s > slope[i - 1]
      slope[i] = steeper ? s : slope[i - 1]
      slopeAt[i] = steeper ? i : slopeAt[i - 1]
    }
    /** The fit of a line between two distances from prefix sums, as `fitLine` makes it. */
    let np = 0
    let hn = 0
    const line: LineFit = (into, from, to) => {
      let a = Math.max(0, Math.trunc(from / xi))
      let b = np - Math.trunc(Math.max(0, np - to / xi))
      if (b <= a) {
        a = Math.max(0, a - 1)
        b = np - Math.trunc(Math.max(0, np - b - 1))
      }
      const length = b - a
      const atB = b < np ? y[b] : hn
      const inner = sum[b] - sum[a + 1]
      const innerMoment = moment[b] - moment[a + 1]
      const middle = (a + b) / 2
      const mean = (0.5 * (y[a] + atB) + inner) / length
      const tilt =
        ((0.5 * (y[a] - atB) * -0.5 * length + innerMoment - middle * inner) * 12) /
        ((length * length + 2) * length)
      into[0] = mean - tilt * middle
      into[1] = mean + tilt * (np - middle)
    }
    let hull = 0
    let seen = 0
    let readAt = -1
    let readNow = 0
    let readNext = 0
    for (let i = begin; i < end; i++) {
      const meters = points.meters[i]
      np = Math.round(meters / xi)
      if (np < 3 + tailSamples) {
        loss[i] = singleLoss(request, points, i)
        continue
      }
      const cellX = (turnedLon(points.lon[i], middleLon) - terrain.west) * perLon
      const cellY = (terrain.north - points.lat[i]) * perLat
      hn = heightBetweenCells(terrain, cellX, cellY)
      if (np >= known || Number.isNaN(hn)) {
        loss[i] = Number.NaN
        continue
      }
      while (seen < np - 1 - tailSamples) {
        seen++
        const x = seen * xi
        const z = y[seen] - x * x * bulge
        while (
          hull >= 2 &&
          (hullZ[hull - 1] - hullZ[hull - 2]) * (x - hullX[hull - 2]) <=
            (z - hullZ[hull - 2]) * (hullX[hull - 1] - hullX[hull - 2])
        )
          hull--
        hullX[hull] = x
        hullZ[hull] = z
        hull++
      }
      const d = np * xi
      const z_rx = hn + h[1]
      const direct = (z_rx - z_tx) / d
      scratch.d = d
      scratch.theta_hzn[0] = direct - d * bulge
      scratch.theta_hzn[1] = -direct - d * bulge
      scratch.d_hzn[0] = d
      scratch.d_hzn[1] = d
      if (slope[seen] > scratch.theta_hzn[0]) {
        scratch.theta_hzn[0] = slope[seen]
        scratch.d_hzn[0] = slopeAt[seen] * xi
      }
      const zc = z_rx - d * d * bulge
      let low = 0
      let high = hull - 1
      while (low < high) {
        const middle = (low + high) >> 1
        const next = (hullZ[middle + 1] - zc) * (d - hullX[middle])
        if (next > (hullZ[middle] - zc) * (d - hullX[middle + 1])) low = middle + 1
        else high = middle
      }
      const fromReceiver = (hullZ[low] - zc) / (d - hullX[low]) - 2 * d * bulge
      if (fromReceiver > scratch.theta_hzn[1]) {
        scratch.theta_hzn[1] = fromReceiver
        scratch.d_hzn[1] = d - hullX[low]
      }
      // The ground before the receiver is read on the point's own path, as in the sweep of P.1812.
      const dx = points.backLon[i] * perLon
      const dy = -points.backLat[i] * perLat
      for (let b = 1; b <= tailSamples; b++) {
        const back = b * xi
        const ground = heightBetweenCells(terrain, cellX + back * dx, cellY + back * dy)
        const from = d - back
        const tx = (ground - z_tx) / from - from * bulge
        if (tx > scratch.theta_hzn[0]) {
          scratch.theta_hzn[0] = tx
          scratch.d_hzn[0] = from
        }
        const rx = (ground - z_rx) / back - back * bulge
        if (rx > scratch.theta_hzn[1]) {
          scratch.theta_hzn[1] = rx
          scratch.d_hzn[1] = back
        }
      }
      const reading = Math.floor(np / irregularityEvery)
      if (reading !== readAt) {
        const at = (n: number): number => {
          const to = Math.min(Math.max(n, 5), known - 1)
          const far = to * xi
          const stop = far - groundMargin(h[1], far)
          return terrainIrregularity(y, to, xi, groundMargin(h[0], far), stop)
        }
        readNow = readAt === reading - 1 ? readNext : at(reading * irregularityEvery)
        readNext = at((reading + 1) * irregularityEvery)
        readAt = reading
      }
      const share = np / irregularityEvery - reading
      scratch.delta_h = readNow + share * (readNext - readNow)
      ends[0] = y[0]
      ends[1] = hn
      effectiveHeights(scratch, a_e, h, ends, line)
      path.a_e = a_e
      path.N_s = N_s
      const A_ref = referenceAttenuation(path)
      loss[i] =
        variableAttenuation(variability, scratch.h_e, scratch.delta_h, d, A_ref) +
        fixedLoss +
        20 * log10(meters / 1000)
    }
  })
  return { cells: points.cells, loss }
}
