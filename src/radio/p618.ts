// Earth–space paths: ITU-R P.618-14. Rain, scintillation, cross-polarization and their total. Values
// of ITU's maps (rain rate, rain height, wet refractivity) are inputs.
import { asin, atan2, cos, exp, ln, log10, pow, radiansPerDegree, sin } from '#base/math.ts'
import type { Problem } from '#base/problem.ts'
import { exactComplementaryQuantile } from '#radio/normal.ts'
import { checkBounds } from '#radio/path.ts'
import { rainAttenuationDbPerKm, rainCoefficients } from '#radio/rain.ts'

/** A path from a ground station to a satellite. */
export interface SlantPath {
  readonly frequencyGhz: number
  readonly elevationDegrees: number
  readonly latitudeDegrees: number
  /** `h_s`: the station above the sea, km. */
  readonly stationKm: number
  /** `h_R`: rain height above the sea, km (P.839). */
  readonly rainHeightKm: number
  /** `R_0.01`, mm/h (P.837). */
  readonly rainRate: number
  /** Polarization: 0 horizontal, 90 vertical, 45 circular. */
  readonly tiltDegrees: number
}

/** Everything P.618's rain method cannot take, each with the range. */
export function checkSlantPath(path: SlantPath, exceedancePercent: number): Problem[] {
  return checkBounds('P.618', [
    { name: 'frequency', value: path.frequencyGhz, low: 1, high: 55, unit: ' GHz' },
    { name: 'elevation', value: path.elevationDegrees, low: 0.5, high: 90, unit: '°' },
    { name: 'latitude', value: path.latitudeDegrees, low: -90, high: 90, unit: '°' },
    { name: 'rain rate', value: path.rainRate, low: 0, high: 400, unit: ' mm/h' },
    { name: 'exceedance', value: exceedancePercent, low: 0.001, high: 5, unit: ' %' },
  ])
}

/** `L_s`: slant path below the rain height, km (eq 1, 2); 0 where the station stands above it. */
export function slantLengthKm(
  elevationDegrees: number,
  stationKm: number,
  rainHeightKm: number,
): number {
  const rise = rainHeightKm - stationKm
  if (rise <= 0) return 0
  const s = sin(elevationDegrees * radiansPerDegree)
  return elevationDegrees >= 5 ? rise / s : (2 * rise) / (Math.sqrt(s * s + (2 * rise) / 8500) + s)
}

/**
 * Rain attenuation exceeded for a percentage of an average year, dB (P.618-14 §2.2.1.1).
 *
 * @param exceedancePercent 0.001 to 5.
 */
export function slantRainAttenuation(path: SlantPath, exceedancePercent: number): number {
  const { frequencyGhz: f, elevationDegrees: el, latitudeDegrees, rainRate } = path
  const rise = path.rainHeightKm - path.stationKm
  if (rise <= 0 || rainRate <= 0) return 0
  const s = sin(el * radiansPerDegree)
  const c = cos(el * radiansPerDegree)
  const L_s = slantLengthKm(el, path.stationKm, path.rainHeightKm)
  const L_G = L_s * c // eq (3)
  const gamma = rainAttenuationDbPerKm(rainCoefficients(f, el, path.tiltDegrees), rainRate) // eq (4)
  const r001 = 1 / (1 + 0.78 * Math.sqrt((L_G * gamma) / f) - 0.38 * (1 - exp(-2 * L_G))) // eq (5)
  const zeta = atan2(rise, L_G * r001) / radiansPerDegree
  const L_R = zeta > el ? (L_G * r001) / c : rise / s
  const latitude = Math.abs(latitudeDegrees)
  const chi = latitude < 36 ? 36 - latitude : 0
  const v001 =
    1 /
    (1 +
      Math.sqrt(s) * (31 * (1 - exp(-el / (1 + chi))) * (Math.sqrt(L_R * gamma) / (f * f)) - 0.45))
  const A001 = gamma * L_R * v001 // eq (6, 7)
  const p = exceedancePercent
  const beta =
    p >= 1 || latitude >= 36
      ? 0
      : el >= 25
        ? -0.005 * (latitude - 36)
        : -0.005 * (latitude - 36) + 1.8 - 4.25 * s
  const power = 0.655 + 0.033 * ln(p) - 0.045 * ln(A001) - beta * (1 - p) * s
  return Math.max(0, A001 * pow(p / 0.01, -power)) // eq (8)
}

/** An earth-station antenna for scintillation. */
export interface StationAntenna {
  readonly diameterMeters: number
  /** `η`; 0.5 where unknown. */
  readonly efficiencyShare: number
}

/**
 * Scintillation fade exceeded for a percentage of time, dB (P.618-14 §2.4.1, elevation at least 5°).
 *
 * @param wetRefractivity `N_wet`, median of the year (P.453).
 * @param exceedancePercent 0.01 to 50.
 */
export function scintillationFade(
  frequencyGhz: number,
  elevationDegrees: number,
  wetRefractivity: number,
  { diameterMeters, efficiencyShare }: StationAntenna,
  exceedancePercent: number,
): number {
  const s = sin(elevationDegrees * radiansPerDegree)
  const sigmaRef = 3.6e-3 + 1e-4 * wetRefractivity // eq (43)
  const L = 2000 / (Math.sqrt(s * s + 2.35e-4) + s) // eq (44)
  const Deff = Math.sqrt(efficiencyShare) * diameterMeters // eq (45)
  const x = (1.22 * Deff * Deff * frequencyGhz) / L
  if (x >= 7) return 0
  const g2 = 3.86 * pow(x * x + 1, 11 / 12) * sin((11 / 6) * atan2(1, x)) - 7.08 * pow(x, 5 / 6) // eq (46)
  if (g2 <= 0) return 0
  const sigma = (sigmaRef * pow(frequencyGhz, 7 / 12) * Math.sqrt(g2)) / pow(s, 1.2) // eq (47)
  const logP = log10(exceedancePercent)
  const a = -0.061 * logP * logP * logP + 0.072 * logP * logP - 1.71 * logP + 3 // eq (48)
  return a * sigma // eq (49)
}

/** What adds up along the path at one exceedance, dB. */
export interface SlantLosses {
  readonly gasDb: number
  readonly cloudDb: number
  readonly rainDb: number
  readonly scintillationDb: number
}

/**
 * Total attenuation, dB: `A_G + √((A_R + A_C)² + A_S²)` (P.618-14 §2.5). Gas and cloud are those of
 * 5 % (P.618-13: 1 %) where the exceedance is smaller.
 */
export function totalSlantAttenuation(losses: SlantLosses): number {
  const wet = losses.rainDb + losses.cloudDb
  return losses.gasDb + Math.sqrt(wet * wet + losses.scintillationDb * losses.scintillationDb)
}

/** Weights and nodes of 40-point Gauss–Legendre would do; Simpson over `θ` is plain and enough. */
const simpsonSteps = 400

/** `Pr(X > a, Y > a)` of two standard normals with correlation ρ (Plackett 1954, over its angle). */
export function jointExceedance(a: number, rho: number): number {
  const alone = exceedance(a)
  const limit = asin(rho)
  let sum = 0
  for (let i = 0; i <= simpsonSteps; i++) {
    const weight = i === 0 || i === simpsonSteps ? 1 : i % 2 === 1 ? 4 : 2
    sum += weight * exp((-a * a) / (1 + sin((limit * i) / simpsonSteps)))
  }
  return alone * alone + (sum * limit) / (3 * simpsonSteps) / (2 * Math.PI)
}

/** `Pr(X > a)` of a standard normal, by the continued fraction or series of erfc. */
function exceedance(a: number): number {
  const x = Math.abs(a) / Math.SQRT2
  let upper: number
  if (x < 2.5) {
    let term = x
    let sum = x
    for (let n = 1; n < 80; n++) {
      term *= (-x * x) / n
      sum += term / (2 * n + 1)
    }
    upper = 0.5 - sum / Math.sqrt(Math.PI)
  } else {
    let fraction = 0
    for (let n = 60; n > 0; n--) fraction = n / 2 / (x + fraction)
    upper = (0.5 * exp(-x * x)) / (Math.sqrt(Math.PI) * (x + fraction))
  }
  return a >= 0 ? upper : 1 - upper
}

/**
 * Probability that rain attenuates the path at all, from 0 to 1 (P.618-14 §2.2.1.2).
 *
 * @param rainShare `P_0`: share of time with rain at the station (P.837).
 */
export function rainOnPathShare(
  rainShare: number,
  elevationDegrees: number,
  slantKm: number,
): number {
  if (rainShare <= 0) return 0
  const d = slantKm * cos(elevationDegrees * radiansPerDegree)
  const rho = 0.59 * exp(-Math.abs(d) / 31) + 0.41 * exp(-Math.abs(d) / 800)
  const both = jointExceedance(exactComplementaryQuantile(rainShare), rho)
  const P0 = rainShare
  return 1 - (1 - P0) * pow((both - P0 * P0) / (P0 * (1 - P0)), P0)
}

/**
 * Cross-polarization discrimination not exceeded for p percent of time, dB (P.618-14 §4.1).
 *
 * @param exceedancePercent 0.001 to 1.
 * @param rainDb Co-polar rain attenuation of the same percentage, more than 0.
 */
export function crossPolarDiscrimination(
  frequencyGhz: number,
  elevationDegrees: number,
  tiltDegrees: number,
  exceedancePercent: number,
  rainDb: number,
): number {
  const f = Math.max(frequencyGhz, 6)
  const logF = log10(f)
  const C_f = f < 9 ? 60 * logF - 28.3 : f < 36 ? 26 * logF + 4.1 : 35.9 * logF - 11.3 // eq (65)
  const V =
    f < 9 ? 30.8 * pow(f, -0.21) : f < 20 ? 12.8 * pow(f, 0.19) : f < 40 ? 22.6 : 13 * pow(f, 0.15)
  const C_A = V * log10(rainDb) // eq (66)
  const improvement = 1 - 0.484 * (1 + cos(4 * tiltDegrees * radiansPerDegree))
  const C_tau = -10 * log10(improvement) // eq (67)
  const C_theta = -40 * log10(cos(elevationDegrees * radiansPerDegree)) // eq (68)
  const p = exceedancePercent
  const sigma = p <= 0.001 ? 15 : p <= 0.01 ? 10 : p <= 0.1 ? 5 : 0
  const rain = C_f - C_A + C_tau + C_theta + 0.0053 * sigma * sigma // eq (69, 70)
  const XPD = rain - (rain * (0.3 + 0.1 * log10(p))) / 2 // eq (71, 72)
  return frequencyGhz < 6 ? XPD - 20 * log10(frequencyGhz / 6) : XPD // eq (73)
}
