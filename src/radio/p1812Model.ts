// ITU-R P.1812-6 over an analyzed path: its mechanisms and how they join (eq 8–69). The area engine
// runs this for every point, so what a request fixes is computed once, and what cannot matter is passed
// over unless a trace asks for it. Troposcatter is that of -6 (eq 44).

import { exp, ln, log10, pow } from '#base/quickMath.ts'
import { betaEarthRadiusKm, inverseNormal, lowerQuantile } from '#radio/climate.ts'
import {
  angleFactor,
  distanceFactor,
  joinedLoss,
  leastClearLoss,
  leastDuctingLoss,
} from '#radio/combine.ts'
import {
  type BullingtonExtremes,
  deltaBullingtonLoss,
  type Polarization,
  type Wave,
  waveOf,
} from '#radio/diffraction.ts'
import { type DuctingInputs, ductingLoss } from '#radio/ducting.ts'
import type { PathGeometry } from '#radio/geometry.ts'

/** Every intermediate value under the recommendation's symbols; km, m, mrad, dB. */
export type P1812Trace = Record<string, number>

/** What stays the same over many paths of one prediction. */
export interface P1812Conditions {
  readonly wave: Wave
  /** Percentage of time. */
  readonly p: number
  /** `log p`. */
  readonly logP: number
  /** `I(p/100)` (eq 40a). */
  readonly timeQuantile: number
  /** What free space adds by frequency, dB (eq 8). */
  readonly freeSpace: number
  /** What troposcatter adds by frequency, climate and time, dB (eq 44, 45). */
  readonly tropo: number
  /** Loss of the location percentage, dB (eq 67); 0 for the median. */
  readonly Lloc: number
}

/**
 * The conditions of a prediction.
 *
 * @param f Frequency, GHz.
 * @param p Percentage of time, 1 to 50.
 * @param N0 Refractivity at sea level, N-units.
 */
export function p1812Conditions(
  f: number,
  p: number,
  pol: Polarization,
  N0: number,
  Lloc: number,
): P1812Conditions {
  const logF = log10(f)
  const half = log10(f / 2)
  const Lf = 25 * logF - 2.5 * half * half // eq (45)
  const tropoTime = p < 50 ? -10.125 * pow(log10(50 / p), 0.7) : 0
  return {
    wave: waveOf(f, pol),
    p,
    logP: log10(p),
    timeQuantile: inverseNormal(p / 100),
    freeSpace: 92.4 + 20 * logF,
    tropo: 190.1 + Lf - 0.15 * N0 + tropoTime,
    Lloc,
  }
}

/** Loss that the location percentage adds, dB: `−I(p_L) σ_L` (eq 67). */
export function locationLossDb(locationPercent: number, sigmaDb: number): number {
  return -inverseNormal(locationPercent / 100) * sigmaDb
}

const tenPerLn10 = 10 / Math.LN10
const log50 = log10(50)
const ln100 = ln(100)

/**
 * The loss over an analyzed path (eq 8–69), dB.
 *
 * @param trace Filled with the intermediate values where given.
 */
export function geometryLoss(
  path: PathGeometry,
  { wave, p, logP, timeQuantile, freeSpace, tropo, Lloc }: P1812Conditions,
  climate: DuctingInputs,
  trace?: P1812Trace,
): number {
  const { dtot, dlt, dlr, theta } = path
  const { omega, lnB0 } = climate
  const withTrace = trace !== undefined
  const slope = (path.hts - path.hrs) / (1000 * dtot)
  const square = slope * slope
  const logD20 = 2 * tenPerLn10 * ln(dtot)
  // 10 log(1 + x) is 10 x / ln 10 to 1e-10 dB for slopes under 0.3 %
  const Lbfs = freeSpace + logD20 + tenPerLn10 * (square < 1e-5 ? square : ln(1 + square)) // eq (8)
  const Es = 2.6 * (1 - exp(-0.1 * (dlt + dlr)))
  const Lb0p = Lbfs + Es * (logP - log50) // eq (9a, 10)
  const Lb0b = Lbfs + Es * (lnB0 / Math.LN10 - log50) // eq (9b, 11)
  const aboveBeta = logP * Math.LN10 >= lnB0
  const Fi = aboveBeta ? timeQuantile / lowerQuantile(lnB0 - ln100) : 1 // eq (40a)
  const Ld50 = deltaBullington(path, path.median, path.ae, wave, omega, trace, '50')
  // With p = 50 % the loss of β0 has no weight; it is computed only to be shown.
  const Ldb =
    p === 50 && !withTrace
      ? Ld50
      : deltaBullington(path, path.beta, betaEarthRadiusKm, wave, omega, trace, '')
  const Ldp = p === 50 ? Ld50 : Ld50 + Fi * (Ldb - Ld50) // eq (41)
  const Lbd50 = Lbfs + Ld50 // eq (42)
  const Lbd = Lb0p + Ldp // eq (43)
  let Lbda = Lbd
  // Ducting takes part only where its loss is less than that of diffraction (eq 61).
  if (Ldp > 0 || withTrace) {
    const Lba = ductingLoss(path, climate, wave, logP, withTrace ? undefined : Lbd)
    if (Lba <= Lbd || withTrace) {
      const Lminbap = leastDuctingLoss(Lba, Lb0p)
      const Fk = distanceFactor(dtot)
      if (Lminbap <= Lbd) Lbda = Lminbap + (Lbd - Lminbap) * Fk // eq (61)
      if (withTrace) Object.assign(trace, { Lba, Lminbap, Fk })
    }
  }
  const Lminb0p = leastClearLoss(Lb0p, Lb0b, Lbd50, Ldp, Fi, omega, aboveBeta)
  const Fj = angleFactor(theta - 0.3)
  const Lbam = Lbda + (Lminb0p - Lbda) * Fj // eq (62)
  const Lbs = tropo + logD20 + 0.573 * theta // eq (44)
  const Lbc = joinedLoss(Lbs, Lbam)
  const Lb = Math.max(Lb0p, Lbc + Lloc) // eq (69)
  if (withTrace) {
    const values = { Lbfs, Lb0p, Lb0b, Fi, Fj, Ld50, Ldb, Ldp, Lbs, Lbd50, Lbd, Lminb0p }
    Object.assign(trace, values, { Lbda, Lbam, Lbc, Lloc, Lb })
  }
  return Lb
}

function deltaBullington(
  path: PathGeometry,
  extremes: BullingtonExtremes,
  ap: number,
  wave: Wave,
  omega: number,
  trace: P1812Trace | undefined,
  suffix: string,
): number {
  const hte = path.hts - path.hstd // eq (37a, 38a)
  const hre = path.hrs - path.hsrd // eq (37b, 38b)
  if (trace === undefined) return deltaBullingtonLoss(path, extremes, hte, hre, ap, wave, omega)
  const steps = { Lbulla: 0, Lbulls: 0, Ldsph: 0 }
  const loss = deltaBullingtonLoss(path, extremes, hte, hre, ap, wave, omega, steps)
  trace[`Lbulla${suffix}`] = steps.Lbulla
  trace[`Lbulls${suffix}`] = steps.Lbulls
  trace[`Ldsph${suffix}`] = steps.Ldsph
  return loss
}
