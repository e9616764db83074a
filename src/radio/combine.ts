// How P.1812-6 §4.6–4.7 and P.452-18 §4.5 join line of sight, diffraction, ducting and troposcatter.
import { exp, ln } from '#base/quickMath.ts'

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
  const x = ((2 * 3 * 0.8) / 0.3) * excess
  return x > 50 ? 0 : 1 / (1 + exp(x))
}

/** `F_k`: how much a path is short, from its length, km (eq 58). */
export function distanceFactor(dtot: number): number {
  return 1 / (1 + exp((2 * 3 * 0.5 * (dtot - 20)) / 20))
}

/** The loss that line of sight with sub-path diffraction falls to at the least (eq 59), dB. */
export function leastClearLoss(
  Lb0p: number,
  Lb0b: number,
  Lbd50: number,
  Ldp: number,
  Fi: number,
  omega: number,
  aboveBeta: boolean,
): number {
  return aboveBeta ? Lbd50 + (Lb0b + (1 - omega) * Ldp - Lbd50) * Fi : Lb0p + (1 - omega) * Ldp
}

/** `L_minbap`: the lesser of ducting and line of sight, rounded over 2.5 dB (eq 60), dB. */
export function leastDuctingLoss(Lba: number, Lb0p: number): number {
  const high = Math.max(Lba, Lb0p) // written so that neither exponential can overflow
  return high + 2.5 * ln(1 + exp((Math.min(Lba, Lb0p) - high) / 2.5))
}

const perLn10 = 1 / Math.LN10
const fifthLn10 = 0.2 * Math.LN10

/** Two losses whose powers add as voltages do: troposcatter and the rest (eq 63), dB. */
export function joinedLoss(a: number, b: number): number {
  const apart = a < b ? b - a : a - b
  const low = a < b ? a : b
  if (apart > 60) return low // less than 1e-11 dB
  const t = exp(-fifthLn10 * apart)
  const lnSum = t < 1e-3 ? t * (1 - t * (1 / 2 - t * (1 / 3 - t * (1 / 4)))) : ln(1 + t)
  return low - 5 * perLn10 * lnSum
}
