// How P.1812-6 §4.6–4.7 and P.452-18 §4.5 join line of sight, diffraction, ducting and troposcatter.
import { exp, ln, log10 } from '#radio/quickMath.ts'

/** The mechanisms of one path, dB, under the recommendation's symbols. */
export interface Mechanisms {
  readonly Lbfs: number
  readonly Lb0p: number
  readonly Lb0b: number
  readonly Ld50: number
  readonly Ldp: number
  readonly Lba: number
  readonly Lbs: number
}

/** Steps of the combination, dB. */
export interface Combination {
  Lbd50: number
  Lbd: number
  Lminb0p: number
  Lminbap: number
  Lbda: number
  Lbam: number
  Lbc: number
}

/**
 * `F_j`: how much a path is clear (P.1812 eq 57, P.452 eq 58).
 *
 * @param excess P.1812: `θ − Θ`; P.452: `S_tim − S_tr` over the bare ground; mrad, Θ = 0.3.
 */
export function angleFactor(excess: number): number {
  // 1 − ½ (1 + tanh x) = 1 / (1 + e^(2x))
  return 1 / (1 + exp((2 * 3 * 0.8 * excess) / 0.3))
}

/** `F_k`: how much a path is short, from its length, km (eq 58). */
export function distanceFactor(dtot: number): number {
  return 1 / (1 + exp((2 * 3 * 0.5 * (dtot - 20)) / 20))
}

/**
 * The basic transmission loss not exceeded for p percent of time and half the locations (eq 42–63).
 *
 * @param Fi Interpolation in time between the median and β0; 1 where p < β0.
 * @param aboveBeta True where p ≥ β0.
 * @param steps Filled with the intermediate values where given.
 */
export function combineLosses(
  { Lbfs, Lb0p, Lb0b, Ld50, Ldp, Lba, Lbs }: Mechanisms,
  Fi: number,
  Fj: number,
  Fk: number,
  omega: number,
  aboveBeta: boolean,
  steps?: Partial<Combination>,
): number {
  const Lbd50 = Lbfs + Ld50 // eq (42)
  const Lbd = Lb0p + Ldp // eq (43)
  const Lminb0p = aboveBeta
    ? Lbd50 + (Lb0b + (1 - omega) * Ldp - Lbd50) * Fi
    : Lb0p + (1 - omega) * Ldp // eq (59)
  // eq (60), written so that neither exponential can overflow
  const high = Math.max(Lba, Lb0p)
  const Lminbap = high + 2.5 * ln(1 + exp((Math.min(Lba, Lb0p) - high) / 2.5))
  const Lbda = Lminbap <= Lbd ? Lminbap + (Lbd - Lminbap) * Fk : Lbd // eq (61)
  const Lbam = Lbda + (Lminb0p - Lbda) * Fj // eq (62)
  const low = Math.min(Lbs, Lbam)
  const Lbc = low - 5 * log10(1 + exp(-0.2 * Math.LN10 * (Math.max(Lbs, Lbam) - low))) // eq (63)
  if (steps !== undefined) Object.assign(steps, { Lbd50, Lbd, Lminb0p, Lminbap, Lbda, Lbam, Lbc })
  return Lbc
}
