// What the atmosphere does to a path, as P.1812-6 §3.4–3.6 and P.452-18 §3.2–3.3 share it: the
// time share of ducting, the effective Earth radius, and the inverse normal distribution.
import { asin, atan2, cos, radiansPerDegree, sin } from '#base/math.ts'
import { exp, ln, pow } from '#base/quickMath.ts'

/** Radius of the Earth in P.1812 and P.452, km. */
export const earthRadiusKm = 6371

/** Median effective Earth radius, km: `a_e = 6371 · 157 / (157 − ΔN)` (P.1812 eq 6, 7a). */
export function medianEarthRadiusKm(DN: number): number {
  return earthRadiusKm * (157 / (157 - DN))
}

/** Effective Earth radius exceeded for β0 of the time, km: k = 3 (P.1812 eq 7b). */
export const betaEarthRadiusKm = earthRadiusKm * 3

/** `τ`, how far inland a path reaches (P.1812 eq 3). */
export function inlandFactor(dlm: number): number {
  return dlm > 0 ? 1 - exp(-(4.12e-4 * pow(dlm, 2.41))) : 0
}

/** `ln μ1`, at most 0: how land keeps ducts away (P.1812 eq 2). */
export function lnMu1(dtm: number, tau: number): number {
  const ln10 = Math.LN10
  const inland = exp((ln10 * -dtm) / (16 - 6.6 * tau)) + exp(ln10 * -5 * (0.496 + 0.354 * tau))
  return Math.min(0, 0.2 * ln(inland))
}

/**
 * `ln β0` of a path from its `ln μ1` (P.1812 eq 3–5).
 *
 * @param phi Latitude of the path's center, degrees; the formula changes above 70° (no jump of scale).
 */
export function lnDuctingPercent(phi: number, lnMu1: number): number {
  const latitude = Math.abs(phi)
  if (latitude > 70) return ln417 + 1.3 * lnMu1 // μ1 μ4, eq (4, 5)
  return Math.LN10 * (-0.015 * latitude + 1.67) + (0.065 + 0.0176 * latitude) * lnMu1
}

const ln417 = ln(4.17)

/**
 * `β0`: percentage of time in which the refractivity falls by more than 100 N-units/km in the
 * lowest 100 m (P.1812 eq 2–5).
 *
 * @param phi Latitude of the path's center, degrees.
 * @param dtm Longest land stretch, km.
 * @param tau `inlandFactor` of the longest inland stretch.
 */
export function ductingPercent(phi: number, dtm: number, tau: number): number {
  return exp(lnDuctingPercent(phi, lnMu1(dtm, tau)))
}

/**
 * `I(x)`: the approximate inverse of the complementary cumulative normal distribution (P.1812
 * Attachment 2). The recommendation holds x between 1e-6 and 1 − 1e-6.
 */
export function inverseNormal(x: number): number {
  const y = x < 1e-6 ? 1e-6 : x > 0.999999 ? 0.999999 : x
  return y <= 0.5 ? lowerQuantile(ln(y)) : -lowerQuantile(ln(1 - y))
}

const lnSmallest = ln(1e-6)

/** `I(x)` of x up to a half, from `ln x`. */
export function lowerQuantile(lnX: number): number {
  const T = Math.sqrt(-2 * (lnX < lnSmallest ? lnSmallest : lnX))
  const C =
    ((0.010328 * T + 0.802853) * T + 2.515516698) /
    (((0.001308 * T + 0.189269) * T + 1.432788) * T + 1)
  return T - C
}

/**
 * The point of a great circle at a distance from its start (P.2001 Annex H): lon, lat in degrees.
 *
 * @param distanceKm Along the great circle on a sphere of 6,371 km.
 */
export function greatCirclePoint(
  from: readonly [lon: number, lat: number],
  to: readonly [lon: number, lat: number],
  distanceKm: number,
): [lon: number, lat: number] {
  const latT = from[1] * radiansPerDegree
  const latR = to[1] * radiansPerDegree
  const dlon = (to[0] - from[0]) * radiansPerDegree
  const r = sin(latT) * sin(latR) + cos(latT) * cos(latR) * cos(dlon)
  const bearing = atan2(cos(latT) * cos(latR) * sin(dlon), sin(latR) - r * sin(latT))
  const angle = distanceKm / earthRadiusKm
  const s = sin(latT) * cos(angle) + cos(latT) * sin(angle) * cos(bearing)
  const x2 = cos(angle) - s * sin(latT)
  const y2 = cos(latT) * sin(angle) * sin(bearing)
  const lon = from[0] + atan2(y2, x2) / radiansPerDegree
  return [((((lon + 180) % 360) + 360) % 360) - 180, asin(s) / radiansPerDegree]
}
