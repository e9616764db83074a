// Anomalous propagation: ducting and layer reflection (P.1812-6 §4.5, P.452-18 §4.4), in dB.
import { tanh } from '#base/math.ts'
import { exp, ln, log10 } from '#base/quickMath.ts'
import type { Wave } from '#radio/diffraction.ts'
import { type PathGeometry, terrainRoughness } from '#radio/geometry.ts'

/** Where the coast lies and how the path divides, for ducting. */
export interface DuctingInputs {
  /** Land from each antenna to the coast along the path, km; 0 at sea. */
  readonly dct: number
  readonly dcr: number
  /** Share of the path over sea. */
  readonly omega: number
  /** `τ` of the longest inland stretch (eq 3). */
  readonly tau: number
  /** `ln β0`, β0 in percent (eq 5). */
  readonly lnB0: number
}

/**
 * Basic transmission loss by ducting and layer reflection not exceeded for `p` percent of the time,
 * without gases.
 *
 * @param logP `log p`, p in percent.
 * @param enough A loss above which ducting plays no part: once it is surely above, how far no longer
 *   matters, and a lower bound that is more than `enough` is given back.
 */
export function ductingLoss(
  path: PathGeometry,
  { dct, dcr, omega, tau, lnB0 }: DuctingInputs,
  { f, rootF }: Wave,
  logP: number,
  enough = Number.POSITIVE_INFINITY,
): number {
  const { dtot, dlt, dlr, theta_t, theta_r, ae } = path
  const Alf = f < 0.5 ? 45.375 - 137 * f + 92.5 * f * f : 0 // eq (47a)
  const Ast = siteShielding(theta_t - 0.1 * dlt, dlt, f, rootF) // eq (48)
  const Asr = siteShielding(theta_r - 0.1 * dlr, dlr, f, rootF)
  const Act = coastCoupling(dct, dlt, omega, path.hts) // eq (49)
  const Acr = coastCoupling(dcr, dlr, omega, path.hrs)
  const Af = 102.45 + 20 * log10(f * (dlt + dlr)) + Alf + Ast + Asr + Act + Acr // eq (47)
  const gammaD = 5e-5 * ae * rootF // eq (51)
  const theta1 = (1000 * dtot) / ae + Math.min(theta_t, 0.1 * dlt) + Math.min(theta_r, 0.1 * dlr) // eq (52)
  const fixed = Af + gammaD * theta1 // eq (50)
  // β ≤ β0 and Γ ≥ 0, so eq (53) gives at least its middle term of log(p/β0), and 12 dB less below 0.
  const leastExcess = logP - lnB0 / Math.LN10
  const least = fixed + (1.2 + 3.7e-3 * dtot) * leastExcess - (leastExcess < 0 ? 12 : 0)
  if (least > enough) return least
  const hm = terrainRoughness(path)
  const dI = Math.min(dtot - dlt - dlr, 40) // eq (56a)
  const lnMu3 = hm > 10 ? -4.6e-5 * (hm - 10) * (43 + 6 * dI) : 0 // eq (56)
  const lnD = ln(dtot)
  const alpha = Math.max(-3.4, -0.6 - 3.5e-9 * exp(3.1 * lnD) * tau) // eq (55a)
  const roots = Math.sqrt(path.hte) + Math.sqrt(path.hre)
  const lnMu2 = Math.min(0, alpha * ln(((500 / ae) * dtot * dtot) / (roots * roots))) // eq (55)
  const logBeta = (lnB0 + lnMu2 + lnMu3) / Math.LN10 // eq (54)
  const Gamma =
    1.076 *
    exp(
      -1.012 * ln(2.0058 - logBeta) -
        (9.51 - 4.8 * logBeta + 0.198 * logBeta * logBeta) * 1e-6 * exp(1.13 * lnD),
    ) // eq (53a)
  const excess = logP - logBeta
  const Ap = -12 + (1.2 + 3.7e-3 * dtot) * excess + 12 * exp(Math.LN10 * Gamma * excess) // eq (53)
  return fixed + Ap // eq (46)
}

function siteShielding(theta2: number, horizon: number, f: number, rootF: number): number {
  if (!(theta2 > 0)) return 0
  return 20 * log10(1 + 0.361 * theta2 * Math.sqrt(f * horizon)) + 0.264 * theta2 * rootF
}

function coastCoupling(dc: number, horizon: number, omega: number, height: number): number {
  if (omega < 0.75 || dc > horizon || dc > 5) return 0
  return -3 * exp(-0.25 * dc * dc) * (1 + tanh(0.07 * (50 - height)))
}
