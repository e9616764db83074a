// ITM over an area: a profile for each point (exact) or radials that share their work (sweep).
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
import { checkItm, groundImpedance, type ItmInputs, itmFreeSpaceLoss, itmLoss } from '#radio/itm.ts'
import { itmLink, itmPaths } from '#radio/itmPaths.ts'
import { referenceAttenuation } from '#radio/itmReference.ts'
import { ItmRadial } from '#radio/itmSweep.ts'
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

/** Points of a radial worked on together: few enough that their columns stay in a core's own memory. */
const together = 256

function sweepPart(request: ItmAreaRequest, points: AreaPoints): FilledCells {
  const { terrain, transmitter, inputs, stepMeters: xi } = request
  const loss = new Float32Array(points.cells.length)
  const capacity = Math.ceil(request.radiusMeters / xi) + 8
  const f = inputs.frequencyMhz
  const h = [inputs.transmitterMeters, inputs.receiverMeters] as const
  const link = itmLink(f, groundImpedance(f, inputs.epsilon, inputs.sigma, inputs.polarization), h)
  const variability = variabilityOf(inputs)
  const radial = new ItmRadial(capacity, together, xi, h, inputs.N0)
  const paths = itmPaths(together)
  const A = new Float64Array(together)
  const place = new Int32Array(together)
  const fixedLoss = itmFreeSpaceLoss(1000, f)
  const predict = (held: number): void => {
    const count = readGround(terrain, points, radial, place, held, loss)
    radial.terrainTo(paths, count)
    referenceAttenuation(paths, count, link)
    variableAttenuation(A, paths, count, variability)
    for (let k = 0; k < count; k++)
      loss[place[k]] = A[k] + fixedLoss + 20 * log10(points.meters[place[k]] / 1000)
  }
  eachRadial(points, (index, begin, end) => {
    const farthest = points.meters[end - 1]
    const count = Math.min(capacity, Math.floor(farthest / xi) + 2)
    const bearing = (index * 360) / points.radials
    sampleRay(terrain, rayToward(transmitter.lon, transmitter.lat, bearing), xi, count, radial.y)
    let known = 0
    while (known < count && !Number.isNaN(radial.y[known])) known++
    radial.begin(known)
    let held = 0
    for (let i = begin; i < end; i++) {
      const np = Math.round(points.meters[i] / xi)
      if (np < 3 + tailSamples) loss[i] = singleLoss(request, points, i)
      else if (np >= known) loss[i] = Number.NaN
      else {
        radial.node[held] = np
        place[held] = i
        held++
        if (held === together) {
          predict(held)
          held = 0
        }
      }
    }
    predict(held)
  })
  return { cells: points.cells, loss }
}

/**
 * Reads the ground at points and at the samples before them on their own paths, as in the sweep of P.1812.
 * Points where some is missing are left out, their loss unknown; how many are left.
 */
function readGround(
  terrain: TerrainWindow,
  points: AreaPoints,
  { node, ground, tail, xi }: ItmRadial,
  place: Int32Array,
  held: number,
  loss: Float32Array,
): number {
  const { lon, lat, backLon, backLat } = points
  const middleLon = terrain.west + ((terrain.width - 1) * terrain.dLon) / 2
  const perLon = 1 / terrain.dLon
  const perLat = 1 / terrain.dLat
  let count = 0
  for (let k = 0; k < held; k++) {
    const i = place[k]
    const x = (turnedLon(lon[i], middleLon) - terrain.west) * perLon
    const y = (terrain.north - lat[i]) * perLat
    const dx = backLon[i] * perLon
    const dy = -backLat[i] * perLat
    ground[count] = heightBetweenCells(terrain, x, y)
    let total = ground[count]
    for (let b = 0; b < tailSamples; b++) {
      const back = (b + 1) * xi
      const before = heightBetweenCells(terrain, x + back * dx, y + back * dy)
      tail[count * tailSamples + b] = before
      total += before
    }
    if (Number.isNaN(total)) loss[i] = Number.NaN
    else {
      node[count] = node[k]
      place[count] = i
      count++
    }
  }
  return count
}
