// Scans of a path for its extremes that pass over most samples: of every 16 the highest is known, and a
// block is read only where that height, at the block's best place, could exceed what is already found.
import { rootedNu } from '#radio/diffraction.ts'

/** Samples in a block whose highest ground is kept. */
export const blockSize = 16

/**
 * The highest value from the first sample of its block to each sample; the transmitter's own is left out.
 *
 * @param into As long as `count` at least.
 */
export function blockMaxima(into: Float64Array, z: Float64Array, count: number): void {
  into[0] = Number.NEGATIVE_INFINITY
  let highest = Number.NEGATIVE_INFINITY
  for (let i = 1; i < count; i++) {
    if (i % blockSize === 0 || z[i] > highest) highest = z[i]
    into[i] = highest
  }
}

/** A scan starts so little under its first sample, m/km, that it finds that sample again in its turn. */
const hair = 1e-9

/** The steepest slopes to a path's samples from one of its antennas, m/km, and where. */
export interface Slopes {
  /** As the Earth were flat. */
  flat: number
  /** Over the curved Earth, and the sample where it is: of equals the nearest. */
  curved: number
  at: number
}

/**
 * Slopes from the transmitter to the samples 1 to `interior` (P.1812 eq 77, 89b).
 *
 * @param blockMax The blocks' highest values of `z`.
 * @param hts Transmitter above mean sea level, m.
 * @param c Half the Earth's curvature, m/km².
 * @param first A sample that is likely to be steep: where it was on the path before. It spares reading,
 *   and changes nothing that is found.
 */
export function slopesFromTransmitter(
  out: Slopes,
  d: Float64Array,
  z: Float64Array,
  blockMax: Float64Array,
  interior: number,
  hts: number,
  c: number,
  first: number,
): void {
  let at = first
  let flat = (z[at] - hts) / d[at] - hair
  let curved = flat - c * d[at]
  // Slopes are compared multiplied out, so that a division is only paid for by a new extreme.
  for (let start = 0; start <= interior; start += blockSize) {
    const from = start === 0 ? 1 : start
    const end = Math.min(start + blockSize - 1, interior)
    const most = blockMax[end] - hts
    const best = most > 0 ? d[from] : d[end]
    if (most <= flat * best && most - c * d[from] * best <= curved * best) continue
    for (let i = from; i <= end; i++) {
      const rise = z[i] - hts
      if (rise > flat * d[i]) flat = rise / d[i]
      if (rise - c * d[i] * d[i] > curved * d[i]) {
        curved = rise / d[i] - c * d[i]
        at = i
      }
    }
  }
  out.flat = flat
  out.curved = curved
  out.at = at
}

/**
 * The same from the receiver at `dtot` (P.1812 eq 82a, 89c); the samples nearest to it come first.
 *
 * @param shared Last sample that the blocks speak for: those behind it are all read.
 */
export function slopesFromReceiver(
  out: Slopes,
  d: Float64Array,
  z: Float64Array,
  blockMax: Float64Array,
  shared: number,
  interior: number,
  dtot: number,
  hrs: number,
  c: number,
  first: number,
): void {
  let at = first
  let flat = (z[at] - hrs) / (dtot - d[at]) - hair
  let curved = flat - c * (dtot - d[at])
  let end = interior
  while (end > 0) {
    // Samples behind those that the blocks speak for are read one by one.
    const from = end > shared ? end : Math.max(end - (end % blockSize), 1)
    if (end <= shared) {
      const most = blockMax[end] - hrs
      const nearest = dtot - d[end]
      const best = most > 0 ? nearest : dtot - d[from]
      if (most <= flat * best && most - c * nearest * best <= curved * best) {
        end = from - 1
        continue
      }
    }
    for (let i = end; i >= from; i--) {
      const rest = dtot - d[i]
      const rise = z[i] - hrs
      if (rise > flat * rest) flat = rise / rest
      if (rise - c * rest * rest > curved * rest) {
        curved = rise / rest - c * rest
        at = i
      }
    }
    end = from - 1
  }
  out.flat = flat
  out.curved = curved
  out.at = at
}

/**
 * The largest height of a sample above a line of `slope` m/km through `hts` at the start, m (eq 89a).
 *
 * @param first A sample that is likely to lie high.
 */
export function highestAboveLine(
  d: Float64Array,
  z: Float64Array,
  blockMax: Float64Array,
  shared: number,
  interior: number,
  hts: number,
  slope: number,
  first: number,
): number {
  let highest = z[first] - hts - slope * d[first]
  for (let i = 1; i <= interior; ) {
    const end = i <= shared ? Math.min(i | (blockSize - 1), shared) : i
    const lowest = slope < 0 ? slope * d[end] : slope * d[i]
    if (end <= shared && blockMax[end] - hts - lowest <= highest) {
      i = end + 1
      continue
    }
    for (; i <= end; i++) {
      const above = z[i] - hts - slope * d[i]
      if (above > highest) highest = above
    }
  }
  return highest
}

/** `ν √λ` of a sample against the line between the antennas (P.1812 eq 15). */
export function nuAt(
  z: Float64Array,
  i: number,
  d: Float64Array,
  dtot: number,
  hts: number,
  line: number,
  c: number,
): number {
  const u = d[i] * (dtot - d[i])
  const x = z[i] - hts - line * d[i] + c * u
  return rootedNu((x * Math.abs(x)) / u, dtot)
}

/**
 * Where ν is largest, the last of equals. It need not be at the highest ground: a lower sample may be
 * nearer to the ray in Fresnel radii. So a block is passed over by a bound on the ν it can reach.
 *
 * @param first A sample where ν is likely to be large: where it was for the point before.
 */
export function largestNu(
  z: Float64Array,
  blockMax: Float64Array,
  d: Float64Array,
  shared: number,
  interior: number,
  dtot: number,
  hts: number,
  line: number,
  c: number,
  first: number,
): number {
  const half = dtot / 2
  // The largest so far, ν² = most / mostU with the sign of ν: fractions are compared multiplied out, so
  // that equals are equal to the last bit.
  let mostU = d[first] * (dtot - d[first])
  const xFirst = z[first] - hts - line * d[first] + c * mostU
  let most = xFirst * Math.abs(xFirst)
  let at = first
  for (let i = 1; i <= interior; ) {
    const end = i <= shared ? Math.min(i | (blockSize - 1), shared) : i
    if (end <= shared) {
      const u0 = d[i] * (dtot - d[i])
      const u1 = d[end] * (dtot - d[end])
      const uHigh = d[i] <= half && d[end] >= half ? half * half : u0 > u1 ? u0 : u1
      const lowest = line < 0 ? line * d[end] : line * d[i]
      const reach = blockMax[end] - hts - lowest + c * uHigh
      const u = reach < 0 ? uHigh : u0 < u1 ? u0 : u1
      if (reach * Math.abs(reach) * mostU < most * u) {
        i = end + 1
        continue
      }
    }
    for (; i <= end; i++) {
      const u = d[i] * (dtot - d[i])
      const x = z[i] - hts - line * d[i] + c * u
      const signed = x * Math.abs(x)
      const excess = signed * mostU - most * u
      if (excess > 0 || (excess === 0 && i > at)) {
        most = signed
        mostU = u
        at = i
      }
    }
  }
  return at
}
