// The path profile analysis that P.1812-6 (Attachment 1 to Annex 1, §4–5) and P.452-18 (Annex 1,
// Attachment 2) share: horizons, smooth-Earth heights, roughness, and Bullington's extremes. It knows
// no frequency, so one path serves many. Symbols are the recommendation's.
import { atan } from '#base/math.ts'
import {
  blockMaxima,
  blockSize,
  highestAboveLine,
  largestNu,
  nuAt,
  type Slopes,
  slopesFromReceiver,
  slopesFromTransmitter,
} from '#radio/blocks.ts'
import { betaEarthRadiusKm } from '#radio/climate.ts'
import { type BullingtonExtremes, bullingtonExtremes, type Samples } from '#radio/diffraction.ts'

/** All that a path's terrain says; distances km, heights m, angles mrad. */
export interface PathGeometry extends Samples {
  dtot: number
  hts: number
  hrs: number
  /** Median effective Earth radius. */
  ae: number
  /** Smooth-Earth surface at the ends, before and after it is held below the ground. */
  hst_n: number
  hsr_n: number
  hst: number
  hsr: number
  /** The same for the diffraction model. */
  hstd: number
  hsrd: number
  /** Effective heights for ducting. */
  hte: number
  hre: number
  /** Horizon distances; for a clear path, to the point of largest ν. */
  dlt: number
  dlr: number
  theta_t: number
  theta_r: number
  theta: number
  lineOfSight: boolean
  /** Steepest slope over the bare ground from the transmitter, m/km, with median curvature. */
  groundSlope: number
  /** Over ground and clutter, for the median and the β0 Earth radius. */
  median: BullingtonExtremes
  beta: BullingtonExtremes
  /** Ground at the samples and the horizons among them, for `terrainRoughness`. */
  h: Float64Array
  lt: number
  lr: number
  /** Highest ground of a block of samples up to each: it spares scans. */
  blockMax: Float64Array
  /** Last sample that the blocks speak for. */
  blockEnd: number
}

/** What a pass over the profile finds; from it `finishGeometry` derives the rest. */
export interface ProfileExtremes {
  /** Sums of P.1812 eq (85) and (86). */
  v1: number
  v2: number
  /** Largest height above the line between the antennas, and its slopes from the ends (eq 89). */
  hobs: number
  alphaObt: number
  alphaObr: number
  /** Steepest curved slope from either end over the ground (eq 77, 82a), and where. */
  slopeT: number
  lt: number
  slopeR: number
  lr: number
  /** Where ν over the ground is largest; the last of equals. */
  nuIndex: number
}

/**
 * Everything the models need of a profile.
 *
 * @param d Distances, km, from 0.
 * @param h Ground, m.
 * @param g Ground with clutter, m, bare at both ends; `h` itself where there is none.
 * @param ae Median effective Earth radius, km.
 */
export function pathGeometry(
  d: Float64Array,
  h: Float64Array,
  g: Float64Array,
  htg: number,
  hrg: number,
  ae: number,
): PathGeometry {
  const geometry = emptyGeometry()
  analyzePath(geometry, emptyExtremes(), d, h, g, d.length - 1, 0, htg, hrg, ae, true)
  return geometry
}

/**
 * The same into a geometry that is used over and over.
 *
 * @param last Index of the receiver; what lies behind it in the arrays is not read.
 * @param stepKm Between the samples where they are even (the receiver may lie off them), else 0.
 * @param withBeta False where nothing asks for the Earth radius of β0 (p = 50 %).
 */
export function analyzePath(
  out: PathGeometry,
  found: ProfileExtremes,
  d: Float64Array,
  h: Float64Array,
  g: Float64Array,
  last: number,
  stepKm: number,
  htg: number,
  hrg: number,
  ae: number,
  withBeta: boolean,
): void {
  const dtot = d[last]
  const interior = last - 1
  const hts = h[0] + htg
  const hrs = h[last] + hrg
  const c = 500 / ae
  const line = (hrs - hts) / dtot
  if (out.blockMax.length < last) out.blockMax = new Float64Array(2 * last)
  const { blockMax, median } = out
  blockMaxima(blockMax, h, last)
  sumProfile(found, d, h, last, stepKm)
  slopesFromTransmitter(slopes, d, h, blockMax, interior, hts, c, within(found.lt, interior))
  found.slopeT = slopes.curved
  found.lt = slopes.at
  const isObstructed = slopes.flat > line
  found.alphaObt = slopes.flat - line // eq (89b)
  slopesFromReceiver(
    slopes,
    d,
    h,
    blockMax,
    interior,
    interior,
    dtot,
    hrs,
    c,
    within(found.lr, interior),
  )
  found.slopeR = slopes.curved
  found.lr = slopes.at
  found.alphaObr = slopes.flat + line // eq (89c)
  found.hobs = isObstructed
    ? highestAboveLine(d, h, blockMax, interior, interior, hts, line, found.lt) // eq (89a)
    : 0
  out.d = d
  out.h = h
  out.interior = interior
  out.stepKm = stepKm
  out.blockEnd = interior
  if (!(found.slopeT > line - c * dtot)) {
    const first = within(found.nuIndex, interior)
    found.nuIndex = largestNu(h, blockMax, d, interior, interior, dtot, hts, line, c, first)
    median.nuLambda = nuAt(h, found.nuIndex, d, dtot, hts, line, c)
  }
  if (h === g) {
    median.Stim = found.slopeT + c * dtot
    median.Srim = found.slopeR + c * dtot
  } else bullingtonExtremes(median, d, g, last, hts, hrs, ae)
  if (withBeta) bullingtonExtremes(out.beta, d, g, last, hts, hrs, betaEarthRadiusKm)
  finishGeometry(out, found, h[last], dtot, htg, hrg, ae)
}

/** A sample of the path before, or the last of this one where it is shorter. */
const within = (sample: number, interior: number): number =>
  sample <= interior ? sample : interior

const slopes: Slopes = { flat: 0.5, curved: 0.5, at: 1 }

/** Sums over a profile that its smooth Earth is fitted by (P.1812 eq 85, 86). */
function sumProfile(
  found: ProfileExtremes,
  d: Float64Array,
  h: Float64Array,
  last: number,
  stepKm: number,
): void {
  const interior = last - 1
  const before = d[interior]
  const step = d[last] - before
  let v1 = 0
  let v2 = 0
  if (stepKm > 0) {
    // Over even steps each sample counts by its place alone.
    let sum = 0
    let moment = 0
    for (let i = 1; i < interior; i++) {
      sum += h[i]
      moment += i * h[i]
    }
    v1 = stepKm * (h[0] + 2 * sum + h[interior])
    v2 = stepKm * stepKm * (h[0] + 6 * moment + (3 * interior - 1) * h[interior])
  } else
    for (let i = 1; i < last; i++) {
      v1 += (d[i] - d[i - 1]) * (h[i] + h[i - 1])
      v2 += (d[i] - d[i - 1]) * (h[i] * (2 * d[i] + d[i - 1]) + h[i - 1] * (d[i] + 2 * d[i - 1]))
    }
  found.v1 = v1 + step * (h[last] + h[interior])
  found.v2 = v2 + step * (h[last] * (2 * d[last] + before) + h[interior] * (d[last] + 2 * before))
}

/** Extremes to be filled. */
export function emptyExtremes(): ProfileExtremes {
  return {
    v1: 0.5,
    v2: 0.5,
    hobs: 0.5,
    alphaObt: 0.5,
    alphaObr: 0.5,
    slopeT: 0.5,
    lt: 1,
    slopeR: 0.5,
    lr: 1,
    nuIndex: 1,
  }
}

/** A geometry to be filled: the area engine fills one over and over. */
export function emptyGeometry(): PathGeometry {
  const none = (): BullingtonExtremes => ({ Stim: 0.5, Srim: 0.5, nuLambda: 0.5 })
  return {
    dtot: 0.5,
    hts: 0.5,
    hrs: 0.5,
    ae: 0.5,
    hst_n: 0.5,
    hsr_n: 0.5,
    hst: 0.5,
    hsr: 0.5,
    hstd: 0.5,
    hsrd: 0.5,
    hte: 0.5,
    hre: 0.5,
    dlt: 0.5,
    dlr: 0.5,
    theta_t: 0.5,
    theta_r: 0.5,
    theta: 0.5,
    lineOfSight: true,
    groundSlope: 0.5,
    median: none(),
    beta: none(),
    blockMax: new Float64Array(0),
    blockEnd: 0,
    d: new Float64Array(0),
    h: new Float64Array(0),
    interior: 0,
    stepKm: 0.5,
    lt: 1,
    lr: 1,
  }
}

/**
 * Derives horizons, smooth surfaces and roughness from the extremes (P.1812 eq 76–95).
 *
 * @param out Its samples and ground are set; its Bullington extremes are the caller's.
 * @param hn Ground at the receiver, m.
 */
export function finishGeometry(
  out: PathGeometry,
  found: ProfileExtremes,
  hn: number,
  dtot: number,
  htg: number,
  hrg: number,
  ae: number,
): void {
  const h0 = out.h[0]
  const hts = h0 + htg
  const hrs = hn + hrg
  const { v1, v2, hobs, alphaObt, alphaObr, slopeT, slopeR } = found
  const d = out.d
  const hst_n = (2 * v1 * dtot - v2) / (dtot * dtot) // eq (87)
  const hsr_n = (v2 - v1 * dtot) / (dtot * dtot) // eq (88)
  let hstp = hst_n
  let hsrp = hsr_n
  if (hobs > 0) {
    hstp -= (hobs * alphaObt) / (alphaObt + alphaObr) // eq (90c)
    hsrp -= (hobs * alphaObr) / (alphaObt + alphaObr) // eq (90d)
  }
  const slopeLine = (hrs - hts) / dtot - (500 * dtot) / ae // eq (78)
  const lineOfSight = !(slopeT > slopeLine)
  let lt = found.lt
  let lr = found.lr
  let theta_t: number
  let theta_r: number
  let dlr: number
  if (lineOfSight) {
    theta_t = angle(slopeLine)
    theta_r = angle((hts - hrs) / dtot - (500 * dtot) / ae) // eq (81)
    lt = found.nuIndex
    lr = lt
    dlr = dtot - d[lt] // eq (83a)
  } else {
    theta_t = angle(slopeT) // eq (79)
    theta_r = angle(slopeR) // eq (82)
    dlr = dtot - d[lr] // eq (83)
  }
  const hst = Math.min(hst_n, h0) // eq (92a)
  const hsr = Math.min(hsr_n, hn) // eq (92b)
  out.dtot = dtot
  out.hts = hts
  out.hrs = hrs
  out.ae = ae
  out.hst_n = hst_n
  out.hsr_n = hsr_n
  out.hst = hst
  out.hsr = hsr
  out.hstd = hstp >= h0 ? h0 : hstp // eq (91a, b)
  out.hsrd = hsrp > hn ? hn : hsrp // eq (91c, d)
  out.hte = htg + h0 - hst // eq (94a)
  out.hre = hrg + hn - hsr // eq (94b)
  out.lt = lt
  out.lr = lr
  out.dlt = d[lt]
  out.dlr = dlr
  out.theta_t = theta_t
  out.theta_r = theta_r
  out.theta = (1000 * dtot) / ae + theta_t + theta_r // eq (84)
  out.lineOfSight = lineOfSight
  out.groundSlope = slopeT + (500 * dtot) / ae
}

/**
 * `h_m`, m: the highest ground above the smooth Earth between the horizons (P.1812 eq 93, 95). Only
 * ducting asks for it, and seldom.
 */
export function terrainRoughness({
  d,
  h,
  lt,
  lr,
  hst,
  hsr,
  dtot,
  blockMax,
  blockEnd,
}: PathGeometry): number {
  const m = (hsr - hst) / dtot // eq (93)
  let hm = Number.NEGATIVE_INFINITY
  let i = lt
  while (i <= lr) {
    const end = i + blockSize - 1
    if (i % blockSize === 0 && end <= lr && end <= blockEnd) {
      const lowest = m < 0 ? m * d[end] : m * d[i]
      if (blockMax[end] - hst - lowest <= hm) {
        i += blockSize
        continue
      }
    }
    const rough = h[i] - (hst + m * d[i])
    if (rough > hm) hm = rough
    i++
  }
  return hm
}

/** Angle of a slope of m/km, mrad; a series serves slopes under 3 % to the last digit. */
function angle(slope: number): number {
  const x = slope / 1000
  if (x > 0.03 || x < -0.03) return 1000 * atan(x)
  const x2 = x * x
  return slope * (1 - x2 * (1 / 3 - x2 * (0.2 - x2 * (1 / 7 - x2 * (1 / 9)))))
}
