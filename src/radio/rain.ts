// Rain: specific attenuation (P.838-3), rain height (P.839-4), rates and their probability of
// exceedance (P.837-7), of which the maps are an input since ITU's may not be redistributed.
import { cos, exp, log10, pow, radiansPerDegree } from '#base/math.ts'

/** One sum of Gaussians over log f: rows of a, b, c; then slope m and constant c (P.838 eq 2, 3). */
interface RainCurve {
  readonly rows: readonly (readonly [a: number, b: number, c: number])[]
  readonly slope: number
  readonly constant: number
}

// biome-ignore format: the tables of P.838-3
const kH: RainCurve = {
  rows: [[-5.3398, -0.10008, 1.13098], [-0.35351, 1.2697, 0.454], [-0.23789, 0.86036, 0.15354],
    [-0.94158, 0.64552, 0.16817]],
  slope: -0.18961, constant: 0.71147,
}
// biome-ignore format: the tables of P.838-3
const kV: RainCurve = {
  rows: [[-3.80595, 0.56934, 0.81061], [-3.44965, -0.22911, 0.51059], [-0.39902, 0.73042, 0.11899],
    [0.50167, 1.07319, 0.27195]],
  slope: -0.16398, constant: 0.63297,
}
// biome-ignore format: the tables of P.838-3
const alphaH: RainCurve = {
  rows: [[-0.14318, 1.82442, -0.55187], [0.29591, 0.77564, 0.19822], [0.32177, 0.63773, 0.13164],
    [-5.3761, -0.9623, 1.47828], [16.1721, -3.2998, 3.4399]],
  slope: 0.67849, constant: -1.95537,
}
// biome-ignore format: the tables of P.838-3
const alphaV: RainCurve = {
  rows: [[-0.07771, 2.3384, -0.76284], [0.56727, 0.95545, 0.54039], [-0.20238, 1.1452, 0.26809],
    [-48.2991, 0.791669, 0.116226], [48.5833, 0.791459, 0.116479]],
  slope: -0.053739, constant: 0.83433,
}

function rainCurve({ rows, slope, constant }: RainCurve, logF: number): number {
  let sum = slope * logF + constant
  for (const [a, b, c] of rows) {
    const x = (logF - b) / c
    sum += a * exp(-x * x)
  }
  return sum
}

/** `k` and `α` of rain's power law (P.838-3). */
export interface RainCoefficients {
  readonly k: number
  readonly alpha: number
}

/**
 * `k` and `α` for a path and polarization (P.838-3 eq 2–5).
 *
 * @param frequencyGhz 1 to 1000.
 * @param elevationDegrees Of the path; 0 on the ground.
 * @param tiltDegrees Of the polarization: 0 horizontal, 90 vertical, 45 circular.
 */
export function rainCoefficients(
  frequencyGhz: number,
  elevationDegrees: number,
  tiltDegrees: number,
): RainCoefficients {
  const logF = log10(frequencyGhz)
  const kh = pow(10, rainCurve(kH, logF))
  const kv = pow(10, rainCurve(kV, logF))
  const ah = rainCurve(alphaH, logF)
  const av = rainCurve(alphaV, logF)
  const cosE = cos(elevationDegrees * radiansPerDegree)
  const mix = cosE * cosE * cos(2 * tiltDegrees * radiansPerDegree)
  const k = (kh + kv + (kh - kv) * mix) / 2 // eq (4)
  const alpha = (kh * ah + kv * av + (kh * ah - kv * av) * mix) / (2 * k) // eq (5)
  return { k, alpha }
}

/** `γ_R = k R^α`, dB/km (P.838-3 eq 1). */
export function rainAttenuationDbPerKm(
  { k, alpha }: RainCoefficients,
  rateMmPerHour: number,
): number {
  return k * pow(rateMmPerHour, alpha)
}

/** Height of the 0 °C isotherm, km, by latitude: the mean curve that P.839-2 gave without a map. */
export function meanIsothermKm(latitudeDegrees: number): number {
  const latitude = Math.abs(latitudeDegrees)
  return Math.max(0, latitude <= 23 ? 5 : 5 - 0.075 * (latitude - 23))
}

/** Mean rain height above the sea, km: 0.36 km above the 0 °C isotherm `h_0` (P.839-4 eq 1). */
export function rainHeightKm(isothermKm: number): number {
  return isothermKm + 0.36
}

/** Rain rates exceeded 0.01 % of a year, mm/h, by kind of climate: defaults where no map is given. */
export const defaultRainRate = {
  dry: 15,
  temperate: 32,
  subtropical: 63,
  tropical: 95,
  equatorial: 120,
} as const
