// Diffraction by the delta-Bullington method: ITU-R P.526-15 §4.5 (knife edge §4.1, spherical Earth
// §3.2), as P.1812-6 §4.3 and P.452-18 §4.2 take it over. Distances in km, heights in m, f in GHz.
import { acos, cos } from '#base/math.ts'
import { exp, ln, log10 } from '#radio/quickMath.ts'

/** Speed of light as P.2001 rounds it, in the product `f λ` (GHz · m). */
export const wavelengthGhz = 0.2998

/** `J(ν)`: loss over a knife edge, dB; 0 where ν ≤ −0.78 (P.526 eq 31, P.1812 eq 12). */
export function knifeEdgeLoss(nu: number): number {
  if (!(nu > -0.78)) return 0
  const v = nu - 0.1
  return 6.9 + 20 * log10(Math.sqrt(v * v + 1) + v)
}

/** What Bullington's construction needs of a profile, for one effective Earth radius. */
export interface BullingtonExtremes {
  /** `S_tim`: steepest slope from the transmitter to a profile point, m/km (P.1812 eq 13). */
  Stim: number
  /** `S_rim`: steepest slope from the receiver, m/km (eq 17); used where the path is blocked. */
  Srim: number
  /** `ν_max √λ`: largest diffraction parameter without its wavelength (eq 15); used where it is clear. */
  nuLambda: number
}

/**
 * Bullington's loss (P.1812 eq 14–21), dB.
 *
 * @param extremes Of the profile with its curvature.
 * @param dtot Path length, km.
 * @param hts Transmitter above mean sea level, m.
 * @param hrs Receiver above mean sea level, m.
 * @param lambda Wavelength, m.
 */
export function bullingtonLoss(
  extremes: BullingtonExtremes,
  dtot: number,
  hts: number,
  hrs: number,
  lambda: number,
): number {
  const { Stim, Srim, nuLambda } = extremes
  const Str = (hrs - hts) / dtot // eq (14)
  let nu: number
  if (Stim < Str)
    nu = nuLambda / Math.sqrt(lambda) // eq (15)
  else {
    const db = (hrs - hts + Srim * dtot) / (Stim + Srim) // eq (18)
    nu =
      (hts + Stim * db - (hts * (dtot - db) + hrs * db) / dtot) *
      Math.sqrt((0.002 * dtot) / (lambda * db * (dtot - db))) // eq (19)
  }
  const Luc = knifeEdgeLoss(nu)
  return Luc === 0 ? 0 : Luc + (1 - exp(-Luc / 6)) * (10 + 0.02 * dtot) // eq (21)
}

/** Fills the extremes of a whole profile `g` up to index `last`, by one pass over its points. */
export function bullingtonExtremes(
  out: BullingtonExtremes,
  d: Float64Array,
  g: Float64Array,
  last: number,
  hts: number,
  hrs: number,
  ap: number,
): void {
  const dtot = d[last]
  const c = 500 / ap
  const line = (hrs - hts) / dtot
  let Stim = Number.NEGATIVE_INFINITY
  let Srim = Number.NEGATIVE_INFINITY
  let square = Number.NEGATIVE_INFINITY
  for (let i = 1; i < last; i++) {
    const di = d[i]
    const rest = dtot - di
    const u = di * rest
    const z = g[i] + c * u
    const st = (z - hts) / di
    if (st > Stim) Stim = st
    const sr = (z - hrs) / rest
    if (sr > Srim) Srim = sr
    const x = z - hts - line * di
    const nu = (x * Math.abs(x)) / u // the signed square of ν: no root inside the loop
    if (nu > square) square = nu
  }
  out.Stim = Stim
  out.Srim = Srim
  out.nuLambda = (square < 0 ? -1 : 1) * Math.sqrt(Math.abs(square) * 0.002 * dtot)
}

const smooth: BullingtonExtremes = { Stim: 0, Srim: 0, nuLambda: 0 }

/**
 * Bullington's loss over the same points with all heights 0 (P.1812 §4.3.4, second use). The slopes
 * and ν are unimodal along a bare Earth, so each is found by bisection, not by a pass.
 *
 * @param d Distances of which those from 1 to `interior` lie inside the path.
 * @param interior How many points lie between the ends.
 */
export function smoothBullingtonLoss(
  d: Float64Array,
  interior: number,
  dtot: number,
  hts: number,
  hrs: number,
  ap: number,
  lambda: number,
): number {
  const c = 500 / ap
  const atT = lastBelow(d, interior, Math.sqrt(hts / c))
  let Stim = Number.NEGATIVE_INFINITY
  for (let i = atT > 0 ? atT : 1; i <= interior && i <= atT + 1; i++) {
    const slope = c * (dtot - d[i]) - hts / d[i]
    if (slope > Stim) Stim = slope
  }
  smooth.Stim = Stim
  if (Stim < (hrs - hts) / dtot) {
    smooth.Srim = 0
    smooth.nuLambda = smoothNu(d, interior, dtot, hts, hrs, c)
  } else {
    const atR = lastBelow(d, interior, dtot - Math.sqrt(hrs / c))
    let Srim = Number.NEGATIVE_INFINITY
    for (let i = atR > 0 ? atR : 1; i <= interior && i <= atR + 1; i++) {
      const slope = c * d[i] - hrs / (dtot - d[i])
      if (slope > Srim) Srim = slope
    }
    smooth.Srim = Srim
  }
  return bullingtonLoss(smooth, dtot, hts, hrs, lambda)
}

/** The largest index from 1 to `interior` whose distance is at most `x`; 0 where none is. */
function lastBelow(d: Float64Array, interior: number, x: number): number {
  let low = 0
  let high = interior
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (d[middle] <= x) low = middle
    else high = middle - 1
  }
  return low
}

function smoothNu(
  d: Float64Array,
  interior: number,
  dtot: number,
  hts: number,
  hrs: number,
  c: number,
): number {
  let low = 1
  let high = interior
  while (low < high) {
    const middle = (low + high) >> 1
    if (smoothNuAt(d[middle], dtot, hts, hrs, c) < smoothNuAt(d[middle + 1], dtot, hts, hrs, c))
      low = middle + 1
    else high = middle
  }
  return smoothNuAt(d[low], dtot, hts, hrs, c)
}

/** `ν √λ` of a point of a bare Earth (eq 15). */
function smoothNuAt(x: number, dtot: number, hts: number, hrs: number, c: number): number {
  const u = x * (dtot - x)
  return (c * u - hts - ((hrs - hts) / dtot) * x) * Math.sqrt((0.002 * dtot) / u)
}

/** Horizontal 1 or vertical 2, as the recommendations count. */
export type Polarization = 1 | 2

/**
 * First term of the residue series over one kind of ground (P.526 eq 13–20, P.1812 eq 29–36), dB.
 *
 * @param rootA `∛a`, and `rootF` `∛f`: the powers of the formulas are products of them.
 */
function firstTermGroundLoss(
  epsilon: number,
  sigma: number,
  d: number,
  hte: number,
  hre: number,
  rootA: number,
  rootF: number,
  f: number,
  pol: Polarization,
): number {
  const s = (18 * sigma) / f
  const e = epsilon - 1
  let K = 0.036 / (rootA * rootF) / Math.sqrt(Math.sqrt(e * e + s * s)) // eq (29a)
  if (pol === 2) K *= Math.sqrt(epsilon * epsilon + s * s) // eq (29b)
  const K2 = K * K
  const K4 = K2 * K2
  const beta = (1 + 1.6 * K2 + 0.67 * K4) / (1 + 4.5 * K2 + 1.53 * K4) // eq (30)
  const X = 21.88 * beta * (rootF / (rootA * rootA)) * d // eq (31)
  const Y = 0.9575 * beta * ((rootF * rootF) / rootA) // eq (32) per meter
  const lnX = ln(X)
  const Fx =
    X >= 1.6 ? 11 + perLn10 * lnX - 17.6 * X : -2 * perLn10 * lnX - 5.6488 * exp(1.425 * lnX) // eq (33)
  const least = 2 + 20 * log10(K)
  return -Fx - heightGain(beta * Y * hte, least) - heightGain(beta * Y * hre, least) // eq (36)
}

/** `10 log x` in units of `ln x`. */
const perLn10 = 10 / Math.LN10

/** `G(Y)` (P.1812 eq 34), never below `2 + 20 log K`. */
function heightGain(B: number, least: number): number {
  const G =
    B > 2 ? 17.6 * Math.sqrt(B - 1.1) - 5 * log10(B - 1.1) - 8 : 20 * log10(B + 0.1 * B * B * B)
  return G < least ? least : G
}

/** First term over a path of which the share `omega` is sea (P.1812 eq 28), dB. */
export function firstTermLoss(
  d: number,
  hte: number,
  hre: number,
  a: number,
  f: number,
  omega: number,
  pol: Polarization,
): number {
  const rootA = exp(ln(a) / 3)
  const rootF = exp(ln(f) / 3)
  const land = omega < 1 ? firstTermGroundLoss(22, 0.003, d, hte, hre, rootA, rootF, f, pol) : 0
  if (omega === 0) return land
  const sea = firstTermGroundLoss(80, 5, d, hte, hre, rootA, rootF, f, pol)
  return omega * sea + (1 - omega) * land
}

/**
 * Loss over a spherical Earth (P.526 §3.2, P.1812 eq 22–27), dB.
 *
 * @param hte Transmitter above the smooth Earth, m, more than 0.
 * @param hre Receiver above the smooth Earth, m, more than 0.
 * @param ap Effective Earth radius, km.
 */
export function sphericalEarthLoss(
  d: number,
  hte: number,
  hre: number,
  ap: number,
  f: number,
  omega: number,
  pol: Polarization,
): number {
  const dlos = Math.sqrt(2 * ap) * (Math.sqrt(0.001 * hte) + Math.sqrt(0.001 * hre)) // eq (22)
  if (d >= dlos) return firstTermLoss(d, hte, hre, ap, f, omega, pol)
  const c = (hte - hre) / (hte + hre) // eq (24d)
  const m = (250 * d * d) / (ap * (hte + hre)) // eq (24e)
  const m1 = m + 1
  const b =
    2 *
    Math.sqrt(m1 / (3 * m)) *
    cos(Math.PI / 3 + acos(((3 * c) / 2) * Math.sqrt((3 * m) / (m1 * m1 * m1))) / 3) // eq (24c)
  const dse1 = (d / 2) * (1 + b)
  const dse2 = d - dse1
  const hse =
    ((hte - (500 * dse1 * dse1) / ap) * dse2 + (hre - (500 * dse2 * dse2) / ap) * dse1) / d // eq (23)
  const hreq = 17.456 * Math.sqrt((dse1 * dse2 * (wavelengthGhz / f)) / d) // eq (25)
  if (hse > hreq) return 0
  const root = d / (Math.sqrt(hte) + Math.sqrt(hre))
  const aem = 500 * root * root // eq (26)
  const Ldft = firstTermLoss(d, hte, hre, aem, f, omega, pol)
  return Ldft <= 0 ? 0 : (1 - hse / hreq) * Ldft // eq (27)
}
