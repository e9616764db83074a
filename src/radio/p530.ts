// Line-of-sight microwave hops: ITU-R P.530-18. Multipath and rain fading, selective outage, and the
// availability they leave. The maps of K and dN75 are inputs; without them the method of -17 serves.
import { cos, exp, ln, log10, pow, radiansPerDegree, tanh } from '#base/math.ts'
import type { Problem } from '#base/problem.ts'
import { checkBounds } from '#radio/path.ts'
import { rainAttenuationDbPerKm, rainCoefficients } from '#radio/rain.ts'

/** A hop between two antennas that see each other. */
export interface Hop {
  readonly distanceKm: number
  readonly frequencyGhz: number
  /** Antennas above the sea, m. */
  readonly transmitterAmslMeters: number
  readonly receiverAmslMeters: number
  readonly latitudeDegrees: number
  /** Mean ground along the path above the sea, m, for the method with maps. */
  readonly meanGroundMeters?: number
  /** Polarization: 0 horizontal, 90 vertical. */
  readonly tiltDegrees: number
  /** `R_0.01`, mm/h. */
  readonly rainRate: number
}

/** How refraction varies where the hop stands. */
export type Geoclimate =
  /** P.530-18 §2.3.1, values of its maps. */
  | { readonly kind: 'maps'; readonly K: number; readonly dN75: number }
  /** P.530-17 §2.3.1, quick planning: `dN1`, gradient exceeded all but 1 % of the time, N/km. */
  | { readonly kind: 'gradient'; readonly dN1: number }

/** A gradient for temperate inland climates; the humid tropics reach −700. */
export const defaultGeoclimate = { kind: 'gradient', dN1: -400 } as const satisfies Geoclimate

/** `log10 K` that the quick method takes of a gradient (P.530-17 eq 4). */
const logKOf = (dN1: number): number => -4.6 - 0.0027 * dN1

/** `log10 K` where nothing better is known. */
export const defaultLogK = logKOf(defaultGeoclimate.dN1)

/** Everything P.530 cannot take of a hop, each with the range. */
export function checkHop(hop: Hop): Problem[] {
  return checkBounds('P.530', [
    { name: 'distance', value: hop.distanceKm, low: 0.1, high: 200, unit: ' km' },
    { name: 'frequency', value: hop.frequencyGhz, low: 1, high: 100, unit: ' GHz' },
    { name: 'latitude', value: hop.latitudeDegrees, low: -90, high: 90, unit: '°' },
    { name: 'rain rate', value: hop.rainRate, low: 0, high: 400, unit: ' mm/h' },
    {
      name: 'transmitter altitude',
      value: hop.transmitterAmslMeters,
      low: -450,
      high: 9000,
      unit: ' m',
    },
    { name: 'receiver altitude', value: hop.receiverAmslMeters, low: -450, high: 9000, unit: ' m' },
  ])
}

/** Radius of the first Fresnel ellipsoid, m: `17.3 √(d1 d2 / (f d))` (eq 3). */
export function fresnelRadiusMeters(frequencyGhz: number, d1Km: number, d2Km: number): number {
  return 17.3 * Math.sqrt((d1Km * d2Km) / (frequencyGhz * (d1Km + d2Km)))
}

/** `p_0`: multipath occurrence factor, percent of the worst month at 0 dB (§2.3.1). */
export function multipathOccurrence(hop: Hop, climate: Geoclimate = defaultGeoclimate): number {
  const { distanceKm: d, frequencyGhz: f } = hop
  const he = hop.transmitterAmslMeters
  const hr = hop.receiverAmslMeters
  const slope = Math.abs(hr - he) / d // |ε_p|, mrad
  const hL = Math.min(he, hr)
  if (climate.kind === 'gradient') {
    const K = pow(10, logKOf(climate.dN1))
    return K * pow(d, 3.1) * pow(1 + slope, -1.29) * pow(f, 0.8) * pow(10, -0.00089 * hL)
  }
  const { K, dN75 } = climate
  const hc = (hr + he) / 2 - (d * d) / 102 - (hop.meanGroundMeters ?? 0)
  const limit = (dN75 * pow(d, 1.5) * Math.sqrt(f)) / 24730
  const vsr = Math.min(pow(dN75 / 50, 1.8) * exp(-hc / (2.5 * Math.sqrt(d))), limit)
  const power =
    -0.376 * tanh((hc - 147) / 125) - 0.334 * pow(slope, 0.39) - 0.00027 * hL + 17.85 * vsr
  return K * pow(d, 3.51) * pow(f * f + 13, 0.447) * pow(10, power)
}

/** Percent of the worst month in which multipath fades deeper than `fadeDb` (§2.3.2). */
export function multipathPercent(occurrence: number, fadeDb: number): number {
  if (occurrence <= 0) return 0
  const At = 25 + 1.2 * log10(occurrence)
  if (fadeDb >= At) return occurrence * pow(10, -fadeDb / 10)
  if (fadeDb <= 0) return 100 * (1 - exp(-1))
  const pt = occurrence * pow(10, -At / 10)
  const qa = (-20 * log10(-ln((100 - pt) / 100))) / At
  const shape = (A: number): number => 4.3 * (pow(10, -A / 20) + A / 800)
  const scale = (A: number): number => (1 + 0.3 * pow(10, -A / 20)) * pow(10, -0.016 * A)
  const qt = (qa - 2) / scale(At) - shape(At)
  const q = 2 + scale(fadeDb) * (qt + shape(fadeDb))
  return 100 * (1 - exp(-pow(10, (-q * fadeDb) / 20)))
}

/** `ΔG`, dB: from the worst month to an average year (§2.3.4, at most 10.8). */
export function worstMonthToYearDb(hop: Hop): number {
  const latitude = Math.abs(hop.latitudeDegrees)
  const slope = Math.abs(hop.receiverAmslMeters - hop.transmitterAmslMeters) / hop.distanceKm
  const tilt = pow(Math.abs(cos(2 * latitude * radiansPerDegree)), 0.7)
  const G =
    10.5 -
    5.6 * log10(1.1 + (latitude > 45 ? -tilt : tilt)) -
    2.7 * log10(hop.distanceKm) +
    1.7 * log10(1 + slope)
  return Math.min(G, 10.8)
}

/**
 * Rain attenuation exceeded for a percentage of an average year, dB (§2.4.1).
 *
 * @param exceedancePercent 0.001 to 1.
 */
export function hopRainAttenuation(hop: Hop, exceedancePercent: number): number {
  const { distanceKm: d, frequencyGhz: f, rainRate: R } = hop
  if (R <= 0) return 0
  const coefficients = rainCoefficients(f, 0, hop.tiltDegrees)
  const gamma = rainAttenuationDbPerKm(coefficients, R)
  const inverse =
    0.477 * pow(d, 0.633) * pow(R, 0.073 * coefficients.alpha) * pow(f, 0.123) -
    10.579 * (1 - exp(-0.024 * d)) // eq (32)
  // The recommendation holds the distance factor at 2.5 where its formula exceeds it.
  const r = inverse > 0.4 ? 1 / inverse : 2.5
  const { C1, C2, C3 } = rainShape(f)
  const p = exceedancePercent
  return gamma * d * r * C1 * pow(p, -(C2 + C3 * log10(p))) // eq (34)
}

function rainShape(f: number): { C1: number; C2: number; C3: number } {
  const C0 = f >= 10 ? 0.12 + 0.4 * log10(pow(f / 10, 0.8)) : 0.12 // eq (36)
  return {
    C1: pow(0.07, C0) * pow(0.12, 1 - C0), // eq (35)
    C2: 0.855 * C0 + 0.546 * (1 - C0),
    C3: 0.139 * C0 + 0.043 * (1 - C0),
  }
}

/**
 * Percent of an average year in which rain attenuates more than `fadeDb`: the inverse of eq (34),
 * held at 1 % above and 0 below 1e-7 %.
 */
export function rainOutagePercent(hop: Hop, fadeDb: number): number {
  const reference = hopRainAttenuation(hop, 1)
  if (reference <= 0) return 0
  if (reference >= fadeDb) return 1
  const { C2, C3 } = rainShape(hop.frequencyGhz)
  // log A = log A_1 − C2 x − C3 x², x = log p ≤ 0: the larger root
  const excess = log10(fadeDb / reference)
  const discriminant = C2 * C2 - 4 * C3 * excess
  if (discriminant <= 0) return 0
  const x = (-C2 + Math.sqrt(discriminant)) / (2 * C3)
  return x < -7 ? 0 : pow(10, x)
}

/** A modem's signature (ITU-R F.1093), for selective fading. */
export interface ModemSignature {
  readonly widthGhz: number
  readonly depthDb: number
  /** Reference delay, ns; usually 6.3. */
  readonly delayNs: number
}

/** Percent of the worst month lost to selective fading (§5.1, both signatures alike). */
export function selectiveOutagePercent(
  hop: Hop,
  occurrence: number,
  { widthGhz, depthDb, delayNs }: ModemSignature,
): number {
  const eta = 1 - exp(-0.2 * pow(occurrence / 100, 0.75))
  const tau = 0.7 * pow(hop.distanceKm / 50, 1.3)
  return 100 * 4.3 * eta * widthGhz * pow(10, -depthDb / 20) * ((tau * tau) / delayNs)
}

/** How much of an average year a hop works, and what takes the rest. */
export interface HopAvailability {
  /** From 0 to 1. */
  readonly availableShare: number
  readonly rainPercent: number
  readonly multipathPercent: number
}

/**
 * Availability of a hop over an average year: 1 less rain and multipath, which do not come together
 * (§7). Multipath counts only on paths longer than 5 km.
 *
 * @param fadeMarginDb Flat fade margin, more than 0.
 */
export function hopAvailability(
  hop: Hop,
  fadeMarginDb: number,
  climate: Geoclimate = defaultGeoclimate,
  signature?: ModemSignature,
): HopAvailability {
  const rain = rainOutagePercent(hop, fadeMarginDb)
  let multipath = 0
  if (hop.distanceKm > 5) {
    const occurrence = multipathOccurrence(hop, climate)
    let worst = multipathPercent(occurrence, fadeMarginDb)
    if (signature !== undefined) worst += selectiveOutagePercent(hop, occurrence, signature)
    multipath = worst * pow(10, -worstMonthToYearDb(hop) / 10)
  }
  const lost = Math.min(100, rain + multipath)
  return { availableShare: 1 - lost / 100, rainPercent: rain, multipathPercent: multipath }
}
