// P.1812 over an area: a profile for each point (exact) or radials that share their work (sweep).
// Work divides into a fixed number of parts, so the answer is the same for any number of workers.
import type { Problem } from '#base/problem.ts'
import type { Watch } from '#base/progress.ts'
import { type Kernel, thisThread, type Workers } from '#base/workers.ts'
import { rayToward, sampleRay, sampleRayNearest } from '#geo/profile.ts'
import type { Grid } from '#geo/shapes.ts'
import { heightAt, nearestAt, type TerrainWindow } from '#geo/terrain.ts'
import { pointGround, pointsTogether, readGround, tailSamples } from '#radio/areaGround.ts'
import {
  type AreaMethod,
  type AreaPoints,
  areaPoints,
  eachRadial,
  type FilledCells,
  joinedParts,
  splitPoints,
} from '#radio/areaPoints.ts'
import {
  type AreaRequest,
  conditionsOf,
  PathClimate,
  type PathRequest,
  profileRunner,
} from '#radio/areaProfile.ts'
import { medianEarthRadiusKm } from '#radio/climate.ts'
import { emptyGeometry } from '#radio/geometry.ts'
import { defaultRefractivity } from '#radio/p1812.ts'
import { geometryLoss } from '#radio/p1812Model.ts'
import { checkBounds } from '#radio/path.ts'
import { Radial } from '#radio/sweep.ts'

/** Everything the engine cannot take of a request, each with the range. */
export function checkArea(request: PathRequest): Problem[] {
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
    {
      name: 'refractivity gradient',
      value: request.DN ?? defaultRefractivity.DN,
      low: 0,
      high: 156,
      unit: '',
    },
    {
      name: 'sea-level refractivity',
      value: request.N0 ?? defaultRefractivity.N0,
      low: 200,
      high: 500,
      unit: '',
    },
    {
      name: 'location deviation',
      value: request.locationSigmaDb ?? 0,
      low: 0,
      high: 50,
      unit: ' dB',
    },
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
  const parts = splitPoints(areaPoints(request), method, request.stepMeters).map((points) => ({
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

function exactPart(request: AreaRequest, points: AreaPoints): FilledCells {
  const loss = new Float32Array(points.cells.length)
  const run = profileRunner(request)
  for (let i = 0; i < loss.length; i++)
    loss[i] = run(points.meters[i], points.bearing[i], points.lon[i], points.lat[i])
  return { cells: points.cells, loss }
}

function sweepPart(request: AreaRequest, points: AreaPoints): FilledCells {
  const { terrain, clutter, transmitter, receiverMeters, stepMeters } = request
  const n = points.cells.length
  const loss = new Float32Array(n)
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
  const climate = new PathClimate(request, capacity)
  const single = profileRunner(request)
  const tail = new Float64Array(2 * tailSamples)
  const read = pointGround()
  const back = new Float64Array(pointsTogether)
  const interiorOf = (i: number): number => Math.floor(points.meters[i] / stepMeters - 0.5)
  eachRadial(points, (index, begin, end) => {
    const farthest = points.meters[end - 1]
    const count = Math.min(capacity, Math.floor(farthest / stepMeters) + 2)
    const ray = rayToward(transmitter.lon, transmitter.lat, (index * 360) / points.radials)
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
    climate.beginRadial(ray, stepMeters, count)
    let near = begin
    for (; near < end && interiorOf(near) < 3; near++)
      loss[near] = single(
        points.meters[near],
        points.bearing[near],
        points.lon[near],
        points.lat[near],
      )
    for (let from = near; from < end; from += pointsTogether) {
      const to = Math.min(from + pointsTogether, end)
      for (let i = from; i < to; i++) back[i - from] = points.meters[i] - interiorOf(i) * stepMeters
      readGround(read, terrain, points, from, to, back, stepMeters)
      for (let i = from; i < to; i++) {
        const k = i - from
        const interior = interiorOf(i)
        const hn = read.ground[k]
        if (interior >= known || Number.isNaN(hn)) {
          loss[i] = Number.NaN
          continue
        }
        for (let t = 0; t < tailSamples; t++) tail[t] = read.tail[k * tailSamples + t]
        if (clutter !== undefined) coverTail(tail, clutter, points, i, back[k], stepMeters)
        const dtot = points.meters[i] / 1000
        radial.geometryTo(geometry, interior, dtot, hn, receiverMeters, tail)
        climate.fill(interior, radial.d, dtot, points.lon[i], points.lat[i])
        loss[i] = geometryLoss(geometry, conditions, climate)
      }
    }
  })
  return { cells: points.cells, loss }
}

/** Cover at the last samples of a point's own path, after the ground there. */
function coverTail(
  tail: Float64Array,
  clutter: TerrainWindow,
  { lon, lat, backLon, backLat }: AreaPoints,
  i: number,
  back: number,
  stepMeters: number,
): void {
  for (let t = 0; t < tailSamples; t++) {
    const away = back + t * stepMeters
    const cover = nearestAt(clutter, lon[i] + away * backLon[i], lat[i] + away * backLat[i])
    tail[tailSamples + t] = tail[t] + (cover || 0)
  }
}
