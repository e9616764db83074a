// Losses close to a terminal: buildings around it (P.2108-1), the building it is in (P.2109-2), and
// woodland (P.833-10).
import { atan, exp, ln, log10, pow, radiansPerDegree, tan } from '#base/math.ts'
import { knifeEdgeLoss } from '#radio/diffraction.ts'
import { exactComplementaryQuantile, normalQuantile } from '#radio/normal.ts'

/** Representative clutter heights, m (P.2108-1 Table 3, P.1812-6 Table 2). */
export const clutterHeights = {
  water: 10,
  open: 10,
  suburban: 10,
  urban: 15,
  denseUrban: 20,
} as const

/** A kind of surroundings. */
export type ClutterKind = keyof typeof clutterHeights

/**
 * Height-gain loss of a terminal below the clutter, dB (P.2108-1 §3.1, 0.03–3 GHz).
 *
 * @param antennaMeters Above ground, more than 0.
 * @param clutterMeters `R`.
 * @param streetMeters `w_s`.
 */
export function heightGainClutterLoss(
  frequencyGhz: number,
  antennaMeters: number,
  kind: ClutterKind,
  clutterMeters: number = clutterHeights[kind],
  streetMeters = 27,
): number {
  if (antennaMeters >= clutterMeters) return 0
  if (kind === 'water' || kind === 'open')
    return -(21.8 + 6.2 * log10(frequencyGhz)) * log10(antennaMeters / clutterMeters) // eq (2b)
  const h = clutterMeters - antennaMeters
  const theta = atan(h / streetMeters) / radiansPerDegree
  return knifeEdgeLoss(0.342 * Math.sqrt(frequencyGhz) * Math.sqrt(h * theta)) - 6.03 // eq (2a)
}

/**
 * Clutter loss of one terminal well below the roofs of a town, dB (P.2108-1 §3.2, 0.5–67 GHz).
 *
 * @param distanceKm Path length, at least 0.25; beyond 2 km it no longer matters.
 * @param locationPercent The loss is not exceeded at this percentage of places.
 */
export function terrestrialClutterLoss(
  frequencyGhz: number,
  distanceKm: number,
  locationPercent: number,
): number {
  const loss = (d: number): number => {
    const logF = log10(frequencyGhz)
    const Ll = -2 * log10(pow(10, -5 * logF - 12.5) + pow(10, -16.5)) // eq (4a)
    const Ls = 32.98 + 23.9 * log10(d) + 3 * logF // eq (4b)
    const l = pow(10, -0.2 * Ll)
    const s = pow(10, -0.2 * Ls)
    const sigma = Math.sqrt((16 * l + 36 * s) / (l + s)) // eq (5)
    return -5 * log10(l + s) - sigma * exactComplementaryQuantile(locationPercent / 100)
  }
  return distanceKm <= 2 ? Math.min(loss(distanceKm), loss(2)) : loss(2)
}

/** Clutter loss toward a satellite or aircraft, dB (P.2108-1 §3.3, 10–100 GHz). */
export function slantClutterLoss(
  frequencyGhz: number,
  elevationDegrees: number,
  locationPercent: number,
): number {
  const K1 = 93 * pow(frequencyGhz, 0.175)
  const q = locationPercent / 100
  const cot = 1 / tan(0.05 * (1 - elevationDegrees / 90) + (Math.PI * elevationDegrees) / 180)
  return (
    pow(-K1 * ln(1 - q) * cot, (0.5 * (90 - elevationDegrees)) / 90) -
    1 -
    0.6 * exactComplementaryQuantile(q)
  ) // eq (7)
}

/** How a building is insulated: metalized glass and foil make it `efficient`. */
export type BuildingKind = 'traditional' | 'efficient'

// biome-ignore format: the table of P.2109-2
const buildings = {
  traditional: { r: 12.64, s: 3.72, t: 0.96, u: 9.6, v: 2, w: 9.1, x: -3, y: 4.5, z: -2 },
  efficient: { r: 28.19, s: -3, t: 8.48, u: 13.5, v: 3.8, w: 27.8, x: -2.9, y: 9.4, z: -2.1 },
} as const

/**
 * Building entry loss not exceeded with a probability, dB (P.2109-2 eq 1–10, 0.08–100 GHz).
 *
 * @param probability More than 0 and less than 1.
 * @param elevationDegrees Of the path at the façade.
 */
export function buildingEntryLoss(
  frequencyGhz: number,
  probability: number,
  kind: BuildingKind,
  elevationDegrees = 0,
): number {
  const { r, s, t, u, v, w, x, y, z } = buildings[kind]
  const logF = log10(frequencyGhz)
  const L_h = r + s * logF + t * logF * logF // eq (9)
  const L_e = 0.212 * Math.abs(elevationDegrees) // eq (10)
  const quantile = normalQuantile(probability)
  const A = quantile * (u + v * logF) + L_h + L_e // eq (2, 4, 6)
  const B = quantile * (y + z * logF) + w + x * logF // eq (3, 5, 7)
  return 10 * log10(pow(10, 0.1 * A) + pow(10, 0.1 * B) + pow(10, -0.3)) // eq (1)
}

/**
 * Loss with one terminal in woodland, dB: `A_m (1 − e^(−d γ / A_m))` (P.833-10 eq 1).
 *
 * @param depthMeters Length of the path inside the wood.
 * @param specificDbPerMeter `γ`; `vegetationDbPerMeter` gives P.833's curve for dense trees in leaf.
 * @param maximumDb `A_m`; from measurement, or `maximumVegetationDb`.
 */
export function woodlandLoss(
  depthMeters: number,
  specificDbPerMeter: number,
  maximumDb: number,
): number {
  return maximumDb * (1 - exp((-depthMeters * specificDbPerMeter) / maximumDb))
}

/** `A_m = A_1 f^α` with the values of the tropical tree park in Rio de Janeiro (P.833-10 §2.1). */
export function maximumVegetationDb(frequencyMhz: number): number {
  return 0.18 * pow(frequencyMhz, 0.752)
}

/** Points of P.833-10 Fig. 2, vertical polarization: frequency (MHz), specific attenuation (dB/m). */
const woodlandCurve: readonly (readonly [mhz: number, dbPerMeter: number])[] = [
  [30, 0.004],
  [100, 0.06],
  [200, 0.08],
  [1000, 0.2],
  [2000, 0.3],
  [10000, 1],
  [30000, 2.5],
]

/** `γ`: specific attenuation in woodland, dB/m, read off P.833's figure and interpolated in logs. */
export function vegetationDbPerMeter(frequencyMhz: number): number {
  const first = woodlandCurve[0]
  const last = woodlandCurve[woodlandCurve.length - 1]
  if (!(frequencyMhz >= first[0] && frequencyMhz <= last[0]))
    throw new RangeError(
      `Cannot read woodland attenuation at ${frequencyMhz} MHz: the curve runs from ${first[0]} to ${last[0]} MHz`,
    )
  let i = 1
  while (woodlandCurve[i][0] < frequencyMhz) i++
  const [f0, g0] = woodlandCurve[i - 1]
  const [f1, g1] = woodlandCurve[i]
  const share = ln(frequencyMhz / f0) / ln(f1 / f0)
  return exp(ln(g0) + share * ln(g1 / g0))
}
