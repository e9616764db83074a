// How high the land is: ranges of ridged multifractal noise, carved by rivers on a coarse grid, then
// refined. Rivers cut by the implicit stream-power scheme of Braun & Willett (2013) with n = 1.
import { exp, ln } from '#base/math.ts'
import { type Coast, makeCoast } from '#example/coast.ts'
import { type Frame, frameForLand, type Ground, neighborSteps } from '#example/ground.ts'
import { fractalNoise, ridgedNoise } from '#example/noise.ts'
import { type Flow, routeWater } from '#example/water.ts'

/** The lowest land, meters. */
const shoreMeters = 0.6

/** Rows of the grid that valleys are first carved on. */
const coarseRows = 230

/**
 * The land of an example country, coasts and heights, and how water runs off it.
 *
 * @param landKm2 How much land, in square kilometers.
 */
export function makeGround(
  landKm2: number,
  seed: number,
): { readonly ground: Ground; readonly flow: Flow } {
  const frame = frameForLand(landKm2)
  const coast = makeCoast(frame, landKm2, seed)
  const factor = Math.max(1, Math.round(frame.height / coarseRows))
  const coarse = coarseFrame(frame, factor)
  const coarseIsland = sampled(coast.island, frame, coarse, factor)
  const heights = raiseRanges(coarse, coast, coarseIsland, frame, landKm2, seed)
  carve(coarse, coarseIsland, heights, landKm2, 14)
  const elevation = refine(frame, coast, coarse, heights, factor, seed)
  carve(frame, coast.island, elevation, landKm2, 5)
  const flow = level(frame, coast.island, elevation)
  return { ground: { ...frame, ...coast, elevation }, flow }
}

function coarseFrame(frame: Frame, factor: number): Frame {
  return {
    ...frame,
    width: Math.ceil(frame.width / factor) + 1,
    height: Math.ceil(frame.height / factor) + 1,
    cellDegrees: frame.cellDegrees * factor,
    cellKm: frame.cellKm * factor,
  }
}

/** The island of each coarse cell: that of the fine cell at its corner. */
function sampled(island: Int32Array, frame: Frame, coarse: Frame, factor: number): Int32Array {
  const result = new Int32Array(coarse.width * coarse.height)
  for (let row = 0; row < coarse.height - 2; row++) {
    for (let column = 0; column < coarse.width - 2; column++) {
      if (row === 0 || column === 0) continue
      result[row * coarse.width + column] = island[row * factor * frame.width + column * factor]
    }
  }
  return result
}

/** Cells to the nearest sea, by a two-pass chamfer. */
function cellsInland(width: number, island: Int32Array): Float32Array {
  const far = new Float32Array(island.length)
  const relax = (i: number, from: number, step: number): void => {
    const value = far[from] + step
    if (value < far[i]) far[i] = value
  }
  for (let i = 0; i < island.length; i++) {
    if (island[i] === 0) continue
    far[i] = 1e9
    relax(i, i - 1, 1)
    relax(i, i - width, 1)
    relax(i, i - width - 1, Math.SQRT2)
    relax(i, i - width + 1, Math.SQRT2)
  }
  for (let i = island.length - 1; i >= 0; i--) {
    if (island[i] === 0) continue
    relax(i, i + 1, 1)
    relax(i, i + width, 1)
    relax(i, i + width + 1, Math.SQRT2)
    relax(i, i + width - 1, Math.SQRT2)
  }
  return far
}

/** Heights before the rivers: rolling plains behind the coast, ranges where a broad field is high. */
function raiseRanges(
  coarse: Frame,
  coast: Coast,
  island: Int32Array,
  frame: Frame,
  landKm2: number,
  seed: number,
): Float32Array {
  const { width } = coarse
  const inland = cellsInland(width, island)
  const elevation = new Float32Array(island.length)
  const areaKm2 = coast.islandCells.map((cells) => cells * frame.cellKm * frame.cellKm)
  // Larger islands carry higher mountains, as in the world: about area to the power 0.2.
  const peak = areaKm2.map((area) => 560 * exp(0.2 * ln(area)))
  const unit = Math.sqrt(landKm2)
  for (let i = 0; i < island.length; i++) {
    const label = island[i]
    if (label === 0) continue
    const x = ((i % width) * coarse.cellKm) / unit
    const y = (Math.floor(i / width) * coarse.cellKm) / unit
    const km = inland[i] * coarse.cellKm
    const rise = 1 - exp(-km / (0.17 * Math.sqrt(areaKm2[label])))
    const broad = 0.42 + 1.25 * fractalNoise(x * 2.6, y * 2.6, seed + 303, 2)
    const volcanic = areaKm2[label] < 0.02 * landKm2
    const range = volcanic ? 0.75 : broad < 0.05 ? 0.05 : broad > 1 ? 1 : broad
    const crests = ridgedNoise(x * 4.2, y * 4.2, seed + 404, 7)
    const rolling = 0.5 + 0.8 * fractalNoise(x * 9, y * 9, seed + 505, 6)
    const plain = 1 - exp(-km / (0.04 * unit))
    elevation[i] =
      2 +
      plain * 90 * (rolling > 0.03 ? rolling : 0.03) +
      peak[label] * range * rise * (0.15 * rise + crests * rise)
  }
  return elevation
}

/** Cuts valleys, downstream first, so that a cell sees what its receiver has become. */
function carve(
  frame: Frame,
  island: Int32Array,
  elevation: Float32Array,
  landKm2: number,
  rounds: number,
): void {
  const strength = 0.13 * Math.sqrt((frame.cellKm * frame.cellKm * 1e4) / landKm2)
  const around = neighborSteps(frame.width)
  let flow = routeWater(frame, island, elevation)
  for (let round = 0; round < rounds; round++) {
    // Rivers move little from one round to the next: every other one finds them anew.
    if (round > 0 && (round & 1) === 0) flow = routeWater(frame, island, elevation)
    const { order, receiver, upstreamCells } = flow
    for (let k = 0; k < order.length; k++) {
      const cell = order[k]
      const below = receiver[cell]
      const base = island[below] === 0 ? 0 : elevation[below]
      if (elevation[cell] <= base) continue
      const f = strength * Math.sqrt(upstreamCells[cell])
      const cut = (elevation[cell] + f * base) / (1 + f)
      elevation[cell] = cut < shoreMeters ? shoreMeters : cut
    }
    // Slopes creep into the valleys, so that these widen instead of becoming slots.
    for (let k = 0; k < order.length; k++) {
      const cell = order[k]
      let total = 0
      let count = 0
      for (const step of around) {
        if (island[cell + step] === 0) continue
        total += elevation[cell + step]
        count++
      }
      if (count > 0) elevation[cell] += 0.07 * (total / count - elevation[cell])
    }
  }
}

/** Coarse heights on the fine grid, with the small relief that the coarse one could not hold. */
function refine(
  frame: Frame,
  coast: Coast,
  coarse: Frame,
  heights: Float32Array,
  factor: number,
  seed: number,
): Float32Array {
  const { width } = frame
  const elevation = new Float32Array(coast.island.length)
  for (let i = 0; i < elevation.length; i++) {
    if (coast.island[i] === 0) continue
    const x = (i % width) / factor
    const y = Math.floor(i / width) / factor
    const column = Math.floor(x)
    const row = Math.floor(y)
    const u = x - column
    const v = y - row
    const at = row * coarse.width + column
    const top = heights[at] + u * (heights[at + 1] - heights[at])
    const low =
      heights[at + coarse.width] + u * (heights[at + coarse.width + 1] - heights[at + coarse.width])
    const smooth = top + v * (low - top)
    const rough =
      factor === 1 ? 0 : (3 + 0.12 * smooth) * fractalNoise(x * 0.3, y * 0.3, seed + 707, 5)
    const value = smooth + rough
    elevation[i] = value < shoreMeters ? shoreMeters : value
  }
  return elevation
}

/** Fills what still has no way out, so that from here on every cell drains to the sea. */
function level(frame: Frame, island: Int32Array, elevation: Float32Array): Flow {
  const flow = routeWater(frame, island, elevation)
  const { order, receiver } = flow
  for (let k = 0; k < order.length; k++) {
    const cell = order[k]
    const floor = island[receiver[cell]] === 0 ? shoreMeters : elevation[receiver[cell]]
    if (elevation[cell] < floor) elevation[cell] = floor
  }
  return flow
}
