// Diffraction by the delta-Bullington method: ITU-R P.526-15 §4.5 (knife edge §4.1, spherical Earth
// §3.2), as P.1812-6 §4.3 and P.452-18 §4.2 take it over. Distances in km, heights in m, f in GHz.
import { exp, ln, log10 } from '#base/quickMath.ts'

/** Speed of light as P.2001 rounds it, in the product `f λ` (GHz · m). */
const wavelengthGhz = 0.2998

/** Horizontal 1 or vertical 2, as the recommendations count. */
export type Polarization = 1 | 2

/** What a frequency alone decides, computed once for many paths. */
export interface Wave {
  /** Frequency, GHz. */
  readonly f: number
  /** Wavelength, m. */
  readonly lambda: number
  /** `∛f`. */
  readonly rootF: number
  readonly land: Admittance
  readonly sea: Admittance
}

/** `K ∛a`: the surface admittance of a kind of ground without its radius (P.1812 eq 29), and `ln` of it. */
interface Admittance {
  readonly K: number
  readonly lnK: number
}

/** A wave of a frequency, GHz, and a polarization. */
export function waveOf(f: number, pol: Polarization): Wave {
  const rootF = exp(ln(f) / 3)
  const admittance = (epsilon: number, sigma: number): Admittance => {
    const s = (18 * sigma) / f
    const e = epsilon - 1
    let K = 0.036 / rootF / Math.sqrt(Math.sqrt(e * e + s * s)) // eq (29a)
    if (pol === 2) K *= Math.sqrt(epsilon * epsilon + s * s) // eq (29b)
    return { K, lnK: ln(K) }
  }
  const lambda = wavelengthGhz / f
  return { f, lambda, rootF, land: admittance(22, 0.003), sea: admittance(80, 5) }
}

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
  // Each is compared multiplied out, so that a division is only paid for by a new extreme.
  for (let i = 1; i < last; i++) {
    const di = d[i]
    const rest = dtot - di
    const u = di * rest
    const z = g[i] + c * u
    const riseT = z - hts
    if (riseT > Stim * di) Stim = riseT / di
    const riseR = z - hrs
    if (riseR > Srim * rest) Srim = riseR / rest
    const x = riseT - line * di
    const signed = x * Math.abs(x)
    if (signed > square * u) square = signed / u // the signed square of ν: no root inside the loop
  }
  out.Stim = Stim
  out.Srim = Srim
  out.nuLambda = rootedNu(square, dtot)
}

/** `ν √λ` from its signed square `x|x| / (d1 d2)` (eq 15). */
export function rootedNu(square: number, dtot: number): number {
  return (square < 0 ? -1 : 1) * Math.sqrt(Math.abs(square) * 0.002 * dtot)
}

/** The sampled distances of a path: `d[1]` … `d[interior]` lie between its ends. */
export interface Samples {
  d: Float64Array
  interior: number
  /** Between them, km, where they are even; 0 where they are not. */
  stepKm: number
}

const smooth: BullingtonExtremes = { Stim: 0, Srim: 0, nuLambda: 0 }

/**
 * Bullington's loss over the same points with all heights 0 (P.1812 §4.3.4, second use). Slopes and ν
 * are unimodal along a bare Earth: the steepest slope lies beside the horizon, the largest ν beside the
 * point of reflection, so two samples decide each (`docs/methods/p526.md`).
 *
 * @param reflection `reflectionShare` of the same path.
 */
export function smoothBullingtonLoss(
  samples: Samples,
  dtot: number,
  hts: number,
  hrs: number,
  ap: number,
  lambda: number,
  reflection: number,
): number {
  const { d, interior } = samples
  const c = 500 / ap
  const atT = lastBelow(samples, Math.sqrt(hts / c))
  let Stim = Number.NEGATIVE_INFINITY
  for (let i = atT > 0 ? atT : 1; i <= interior && i <= atT + 1; i++) {
    const slope = c * (dtot - d[i]) - hts / d[i]
    if (slope > Stim) Stim = slope
  }
  smooth.Stim = Stim
  if (Stim < (hrs - hts) / dtot) {
    const at = lastBelow(samples, (dtot / 2) * (1 + reflection))
    let square = Number.NEGATIVE_INFINITY
    for (let i = at > 0 ? at : 1; i <= interior && i <= at + 1; i++) {
      const u = d[i] * (dtot - d[i])
      const x = c * u - hts - ((hrs - hts) / dtot) * d[i]
      const signed = (x * Math.abs(x)) / u
      if (signed > square) square = signed
    }
    smooth.nuLambda = rootedNu(square, dtot)
  } else {
    const atR = lastBelow(samples, dtot - Math.sqrt(hrs / c))
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
function lastBelow({ d, interior, stepKm }: Samples, x: number): number {
  if (stepKm > 0) {
    const guess = Math.floor(x / stepKm)
    if (guess <= 0) return d[1] <= x ? 1 : 0
    if (guess > interior) return interior
    if (d[guess] > x) return guess - 1
    return guess < interior && d[guess + 1] <= x ? guess + 1 : guess
  }
  let low = 0
  let high = interior
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (d[middle] <= x) low = middle
    else high = middle - 1
  }
  return low
}

/**
 * `b`: where a ray is reflected over a smooth Earth, −1 at the transmitter, 1 at the receiver (P.526
 * §3.2.1, P.1812 eq 24c): the middle root of `m b³ − (m + 1) b + c`, by Newton's method from 0. There
 * the cubic is convex and falls toward the root, so each step comes closer from one side.
 */
export function reflectionShare(d: number, hte: number, hre: number, ap: number): number {
  const both = hte + hre
  const c = (hte - hre) / both // eq (24d)
  const m = (250 * d * d) / (ap * both) // eq (24e)
  let b = c / (m + 1)
  for (let i = 0; i < 60; i++) {
    const b2 = b * b
    const next = (2 * m * b2 * b - c) / (3 * m * b2 - (m + 1))
    const moved = next - b
    b = next
    if (moved < 1e-13 && moved > -1e-13) break
  }
  return b
}

/** First term over one kind of ground (P.526 eq 13–20, P.1812 eq 29–36), dB; `rootA` is `∛a`. */
function firstTermGroundLoss(
  { K: K1, lnK }: Admittance,
  rootF: number,
  d: number,
  hte: number,
  hre: number,
  lnA: number,
  rootA: number,
): number {
  const K = K1 / rootA
  const K2 = K * K
  const K4 = K2 * K2
  const beta = (1 + 1.6 * K2 + 0.67 * K4) / (1 + 4.5 * K2 + 1.53 * K4) // eq (30)
  const X = 21.88 * beta * (rootF / (rootA * rootA)) * d // eq (31)
  const Y = 0.9575 * beta * ((rootF * rootF) / rootA) // eq (32) per meter
  const lnX = ln(X)
  const Fx =
    X >= 1.6 ? 11 + tenPerLn10 * lnX - 17.6 * X : -2 * tenPerLn10 * lnX - 5.6488 * exp(1.425 * lnX) // eq (33)
  const least = 2 + 2 * tenPerLn10 * (lnK - lnA / 3) // 2 + 20 log K
  return -Fx - heightGain(beta * Y * hte, least) - heightGain(beta * Y * hre, least) // eq (36)
}

/** `10 log x` in units of `ln x`. */
const tenPerLn10 = 10 / Math.LN10

/** `G(Y)` (P.1812 eq 34), never below `2 + 20 log K`. */
function heightGain(B: number, least: number): number {
  const G =
    B > 2 ? 17.6 * Math.sqrt(B - 1.1) - 5 * log10(B - 1.1) - 8 : 20 * log10(B + 0.1 * B * B * B)
  return G < least ? least : G
}

/**
 * First term of the residue series over a path of which the share `omega` is sea (P.526 eq 13–20,
 * P.1812 eq 28–36), dB.
 *
 * @param lnA `ln` of the Earth's radius in km: the powers of the formulas are made of it.
 */
function firstTermLoss(
  d: number,
  hte: number,
  hre: number,
  lnA: number,
  wave: Wave,
  omega: number,
): number {
  const rootA = exp(lnA / 3)
  const land = omega < 1 ? firstTermGroundLoss(wave.land, wave.rootF, d, hte, hre, lnA, rootA) : 0
  if (omega === 0) return land
  const sea = firstTermGroundLoss(wave.sea, wave.rootF, d, hte, hre, lnA, rootA)
  return omega * sea + (1 - omega) * land
}

const ln500 = ln(500)

/**
 * Loss over a spherical Earth (P.526 §3.2, P.1812 eq 22–27), dB.
 *
 * @param hte Transmitter above the smooth Earth, m, more than 0.
 * @param hre Receiver above the smooth Earth, m, more than 0.
 * @param ap Effective Earth radius, km.
 * @param reflection `reflectionShare` of the same path.
 */
export function sphericalEarthLoss(
  d: number,
  hte: number,
  hre: number,
  ap: number,
  wave: Wave,
  omega: number,
  reflection: number,
): number {
  const roots = Math.sqrt(hte) + Math.sqrt(hre)
  const dlos = Math.sqrt(0.002 * ap) * roots // eq (22)
  if (d >= dlos) return firstTermLoss(d, hte, hre, ln(ap), wave, omega)
  const dse1 = (d / 2) * (1 + reflection)
  const dse2 = d - dse1
  const hse =
    ((hte - (500 * dse1 * dse1) / ap) * dse2 + (hre - (500 * dse2 * dse2) / ap) * dse1) / d // eq (23)
  const hreq = 17.456 * Math.sqrt((dse1 * dse2 * wave.lambda) / d) // eq (25)
  if (hse > hreq) return 0
  const lnAem = ln500 + 2 * ln(d / roots) // eq (26)
  const Ldft = firstTermLoss(d, hte, hre, lnAem, wave, omega)
  return Ldft <= 0 ? 0 : (1 - hse / hreq) * Ldft // eq (27)
}

/** The delta-Bullington method for one effective Earth radius, dB. */
export interface DeltaBullington {
  Lbulla: number
  Lbulls: number
  Ldsph: number
}

/**
 * The delta-Bullington loss for one effective Earth radius (P.526 §4.5.4, P.1812 eq 37–39), dB.
 *
 * @param extremes Of the profile, with the curvature of `ap`.
 * @param hte, hre Antennas above the smooth surface, m (eq 37a, b).
 * @param steps Filled with what the loss is made of, where given.
 */
export function deltaBullingtonLoss(
  path: Samples & { readonly dtot: number; readonly hts: number; readonly hrs: number },
  extremes: BullingtonExtremes,
  hte: number,
  hre: number,
  ap: number,
  wave: Wave,
  omega: number,
  steps?: DeltaBullington,
): number {
  const { dtot, hts, hrs } = path
  const Lbulla = bullingtonLoss(extremes, dtot, hts, hrs, wave.lambda)
  const reflection = reflectionShare(dtot, hte, hre, ap)
  const Ldsph = sphericalEarthLoss(dtot, hte, hre, ap, wave, omega, reflection)
  if (Ldsph <= 0 && steps === undefined) return Lbulla // the smooth path cannot add below 0
  const Lbulls = smoothBullingtonLoss(path, dtot, hte, hre, ap, wave.lambda, reflection)
  if (steps !== undefined) {
    steps.Lbulla = Lbulla
    steps.Lbulls = Lbulls
    steps.Ldsph = Ldsph
  }
  return Lbulla + Math.max(Ldsph - Lbulls, 0) // eq (39)
}
