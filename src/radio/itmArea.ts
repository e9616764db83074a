// ITM over an area: a profile for each point (exact) or radials that share their work (sweep).
import type { Watch } from '#base/progress.ts'
import { log10 } from '#base/quickMath.ts'
import { type Kernel, thisThread, type Workers } from '#base/workers.ts'
import { rayToward, sampleRay } from '#geo/profile.ts'
import type { Grid } from '#geo/shapes.ts'
import type { TerrainWindow } from '#geo/terrain.ts'
import { pointsTogether, readGround, tailSamples } from '#radio/areaGround.ts'
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

function sweepPart(request: ItmAreaRequest, points: AreaPoints): FilledCells {
  const { terrain, transmitter, inputs, stepMeters: xi } = request
  const loss = new Float32Array(points.cells.length)
  const capacity = Math.ceil(request.radiusMeters / xi) + 8
  const f = inputs.frequencyMhz
  const h = [inputs.transmitterMeters, inputs.receiverMeters] as const
  const link = itmLink(f, groundImpedance(f, inputs.epsilon, inputs.sigma, inputs.polarization), h)
  const variability = variabilityOf(inputs)
  const radial = new ItmRadial(capacity, pointsTogether, xi, h, inputs.N0)
  const { node, ground } = radial
  const paths = itmPaths(pointsTogether)
  const A = new Float64Array(pointsTogether)
  const back = new Float64Array(pointsTogether).fill(xi)
  const fixedLoss = itmFreeSpaceLoss(1000, f)
  const nodeOf = (i: number): number => Math.round(points.meters[i] / xi)
  eachRadial(points, (index, begin, end) => {
    const farthest = points.meters[end - 1]
    const count = Math.min(capacity, Math.floor(farthest / xi) + 2)
    const bearing = (index * 360) / points.radials
    sampleRay(terrain, rayToward(transmitter.lon, transmitter.lat, bearing), xi, count, radial.y)
    let known = 0
    while (known < count && !Number.isNaN(radial.y[known])) known++
    radial.begin(known)
    let near = begin
    for (; near < end && nodeOf(near) < 3 + tailSamples; near++)
      loss[near] = singleLoss(request, points, near)
    let beyond = end
    while (beyond > near && nodeOf(beyond - 1) >= known) loss[--beyond] = Number.NaN
    for (let from = near; from < beyond; from += pointsTogether) {
      const to = Math.min(from + pointsTogether, beyond)
      for (let i = from; i < to; i++) node[i - from] = nodeOf(i)
      readGround(radial, terrain, points, from, to, back, xi)
      radial.terrainTo(paths, to - from)
      referenceAttenuation(paths, to - from, link)
      variableAttenuation(A, paths, to - from, variability)
      for (let i = from; i < to; i++)
        loss[i] = Number.isNaN(ground[i - from])
          ? Number.NaN
          : A[i - from] + fixedLoss + 20 * log10(points.meters[i] / 1000)
    }
  })
  return { cells: points.cells, loss }
}
