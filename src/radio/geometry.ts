// The path profile analysis that P.1812-6 (Attachment 1 to Annex 1, §4–5) and P.452-18 (Annex 1,
// Attachment 2) share: horizons, smooth-Earth heights, roughness, and Bullington's extremes. It knows
// no frequency, so one path serves many. Symbols are the recommendation's.
import { atan } from '#base/math.ts'
import { betaEarthRadiusKm } from '#radio/climate.ts'
import { type BullingtonExtremes, bullingtonExtremes } from '#radio/diffraction.ts'

/** All that a path's terrain says; distances km, heights m, angles mrad. */
export interface PathGeometry {
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
  /** Terrain roughness. */
  hm: number
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
  /** The sampled distances, of which 1 … interior lie between the ends. */
  d: Float64Array
  interior: number
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
 * Everything the models need of a profile, by one pass over it.
 *
 * @param d Distances, km, from 0.
 * @param h Ground, m.
 * @param g Ground with clutter, m, bare at both ends.
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
  const last = d.length - 1
  const dtot = d[last]
  const hts = h[0] + htg
  const hrs = h[last] + hrg
  const c = 500 / ae
  const line = (hrs - hts) / dtot
  let v1 = 0
  let v2 = 0
  for (let i = 1; i <= last; i++) {
    const step = d[i] - d[i - 1]
    v1 += step * (h[i] + h[i - 1]) // eq (85)
    v2 += step * (h[i] * (2 * d[i] + d[i - 1]) + h[i - 1] * (d[i] + 2 * d[i - 1])) // eq (86)
  }
  let hobs = Number.NEGATIVE_INFINITY
  let alphaObt = Number.NEGATIVE_INFINITY
  let alphaObr = Number.NEGATIVE_INFINITY
  let slopeT = Number.NEGATIVE_INFINITY
  let slopeR = Number.NEGATIVE_INFINITY
  let nu = Number.NEGATIVE_INFINITY
  let lt = 1
  let lr = 1
  let nuIndex = 1
  for (let i = 1; i < last; i++) {
    const di = d[i]
    const rest = dtot - di
    const H = h[i] - hts - line * di // eq (89d)
    if (H > hobs) hobs = H
    if (H / di > alphaObt) alphaObt = H / di
    if (H / rest > alphaObr) alphaObr = H / rest
    const st = (h[i] - hts) / di - c * di // eq (77)
    if (st > slopeT) {
      slopeT = st
      lt = i
    }
    const sr = (h[i] - hrs) / rest - c * rest // eq (82a)
    if (sr >= slopeR) {
      slopeR = sr
      lr = i
    }
    const v = (H + c * di * rest) / Math.sqrt(di * rest)
    if (v >= nu) {
      nu = v
      nuIndex = i
    }
  }
  const geometry = emptyGeometry()
  geometry.d = d
  geometry.interior = last - 1
  geometry.median = bullingtonExtremes(d, g, hts, hrs, ae)
  geometry.beta = bullingtonExtremes(d, g, hts, hrs, betaEarthRadiusKm)
  finishGeometry(
    geometry,
    { v1, v2, hobs, alphaObt, alphaObr, slopeT, lt, slopeR, lr, nuIndex },
    h,
    h[last],
    dtot,
    htg,
    hrg,
    ae,
  )
  return geometry
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
    hm: 0.5,
    dlt: 0.5,
    dlr: 0.5,
    theta_t: 0.5,
    theta_r: 0.5,
    theta: 0.5,
    lineOfSight: true,
    groundSlope: 0.5,
    median: none(),
    beta: none(),
    d: new Float64Array(0),
    interior: 0,
  }
}

/**
 * Derives horizons, smooth surfaces and roughness from the extremes (P.1812 eq 76–95).
 *
 * @param out Its `d` and `interior` are set; its Bullington extremes are the caller's.
 * @param h Ground at the sampled distances, m; the receiver's ground is `hn`.
 */
export function finishGeometry(
  out: PathGeometry,
  found: ProfileExtremes,
  h: Float64Array,
  hn: number,
  dtot: number,
  htg: number,
  hrg: number,
  ae: number,
): void {
  const h0 = h[0]
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
    theta_t = 1000 * atan(slopeLine / 1000)
    theta_r = 1000 * atan(((hts - hrs) / dtot - (500 * dtot) / ae) / 1000) // eq (81)
    lt = found.nuIndex
    lr = lt
    dlr = dtot - d[lt] // eq (83a)
  } else {
    theta_t = 1000 * atan(slopeT / 1000) // eq (79)
    theta_r = 1000 * atan(slopeR / 1000) // eq (82)
    dlr = dtot - d[lr] // eq (83)
  }
  const hst = Math.min(hst_n, h0) // eq (92a)
  const hsr = Math.min(hsr_n, hn) // eq (92b)
  const m = (hsr - hst) / dtot // eq (93)
  let hm = Number.NEGATIVE_INFINITY
  for (let i = lt; i <= lr; i++) {
    const rough = h[i] - (hst + m * d[i]) // eq (95)
    if (rough > hm) hm = rough
  }
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
  out.hm = hm
  out.dlt = d[lt]
  out.dlr = dlr
  out.theta_t = theta_t
  out.theta_r = theta_r
  out.theta = (1000 * dtot) / ae + theta_t + theta_r // eq (84)
  out.lineOfSight = lineOfSight
  out.groundSlope = slopeT + (500 * dtot) / ae
}
