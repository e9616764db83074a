// How the loss of the Irregular Terrain Model varies in time, place and situation (Hufford 1982,
// "The ITS Irregular Terrain Model", §5; Technical Note 101, Annex III).
import { exp, ln, pow } from '#base/quickMath.ts'
import type { ItmPaths } from '#radio/itmPaths.ts'

/** Radio climates of ITM: 1 equatorial … 5 continental temperate … 7 maritime temperate over sea. */
export type ItmClimate = 1 | 2 | 3 | 4 | 5 | 6 | 7

/** What part of the loss varies with what (Hufford 1982 §5); +10 no location, +20 no situation. */
export const variabilityModes = {
  singleMessage: 0,
  accidental: 1,
  mobile: 2,
  broadcast: 3,
} as const

/** One curve over effective distance: c1, c2, x1, x2, x3 (TN 101, eq III.69, III.70). */
type Curve = readonly [c1: number, c2: number, x1: number, x2: number, x3: number]

interface ClimateCurves {
  readonly median: Curve
  readonly below: Curve
  readonly above: Curve
  /** Ducting: share `C_D` of the upper curve and the quantile `z_D` where it starts. */
  readonly ducting: readonly [C_D: number, z_D: number]
  /** How the curves grow with frequency: `b1 + b2 / ((b3 q)² + 1)`. */
  readonly belowGrowth: readonly [number, number, number]
  readonly aboveGrowth: readonly [number, number, number]
}

const flat = [1, 0, 0] as const

// biome-ignore format: one climate per block, as the tables have it
const climates: readonly ClimateCurves[] = [
  { median: [-9.67, 12.7, 144.9e3, 190.3e3, 133.8e3], below: [2.13, 159.5, 762.2e3, 123.6e3, 94.5e3],
    above: [2.11, 102.3, 636.9e3, 134.8e3, 95.6e3], ducting: [1.224, 1.282], belowGrowth: flat, aboveGrowth: flat },
  { median: [-0.62, 9.19, 228.9e3, 205.2e3, 143.6e3], below: [2.66, 7.67, 100.4e3, 172.5e3, 136.4e3],
    above: [6.87, 15.53, 138.7e3, 143.7e3, 98.6e3], ducting: [0.801, 2.161], belowGrowth: flat, aboveGrowth: [0.93, 0.31, 2] },
  { median: [1.26, 15.5, 262.6e3, 185.2e3, 99.8e3], below: [6.11, 6.65, 138.2e3, 242.2e3, 178.6e3],
    above: [10.08, 9.6, 165.3e3, 225.7e3, 129.7e3], ducting: [1.38, 1.282], belowGrowth: flat, aboveGrowth: flat },
  { median: [-9.21, 9.05, 84.1e3, 101.1e3, 98.6e3], below: [1.98, 13.11, 139.1e3, 132.7e3, 193.5e3],
    above: [3.68, 159.3, 464.4e3, 93.1e3, 94.2e3], ducting: [1, 20], belowGrowth: flat, aboveGrowth: [0.93, 0.19, 1.79] },
  { median: [-0.62, 9.19, 228.9e3, 205.2e3, 143.6e3], below: [2.68, 7.16, 93.7e3, 186.8e3, 133.5e3],
    above: [4.75, 8.12, 93.2e3, 135.9e3, 113.4e3], ducting: [1.224, 1.282], belowGrowth: [0.92, 0.25, 1.77], aboveGrowth: [0.93, 0.31, 2] },
  { median: [-0.39, 2.86, 141.7e3, 315.9e3, 167.4e3], below: [6.86, 10.38, 187.8e3, 169.6e3, 108.9e3],
    above: [8.58, 13.97, 216e3, 152e3, 122.7e3], ducting: [1.518, 1.282], belowGrowth: flat, aboveGrowth: flat },
  { median: [3.15, 857.9, 2222e3, 164.8e3, 116.3e3], below: [8.51, 169.8, 609.8e3, 119.9e3, 106.6e3],
    above: [8.43, 8.19, 136.2e3, 188.5e3, 122.9e3], ducting: [1.518, 1.282], belowGrowth: flat, aboveGrowth: flat },
]

// By index: taking the five apart by name costs an iteration.
function curve(c: Curve, d: number): number {
  const near = (d / c[2]) * (d / c[2])
  const off = (d - c[3]) / c[4]
  return ((c[0] + c[1] / (1 + off * off)) * near) / (1 + near)
}

/** `Q⁻¹(q)`: inverse of the complementary normal distribution (Abramowitz & Stegun 26.2.23). */
export function complementaryQuantile(q: number): number {
  const x = q > 0.5 ? 1 - q : q
  const T = Math.sqrt(-2 * ln(x))
  const zeta =
    ((0.010328 * T + 0.802853) * T + 2.515516) /
    (((0.001308 * T + 0.189269) * T + 1.432788) * T + 1)
  return q > 0.5 ? zeta - T : T - zeta
}

/** What is asked of variability: percentages, climate and frequency. */
export interface VariabilityInputs {
  readonly frequencyMhz: number
  readonly climate: ItmClimate
  readonly mdvar: number
  readonly timePercent: number
  readonly locationPercent: number
  readonly situationPercent: number
}

/** What that fixes for many paths. */
export interface Variability {
  readonly z_T: number
  readonly z_L: number
  readonly z_S: number
  readonly mode: number
  readonly withLocation: boolean
  readonly withSituation: boolean
  /** Wave number by ITM's count: MHz over 47.7. */
  readonly wn: number
  /** The part of `d_ex` that frequency gives, m (eq 5.3). */
  readonly reach: number
  readonly curves: ClimateCurves
  readonly belowGrowth: number
  readonly aboveGrowth: number
}

/** The quantiles of the percentages under a mode of variability, with the climate's curves. */
export function variabilityOf({
  frequencyMhz,
  climate,
  mdvar,
  timePercent,
  locationPercent,
  situationPercent,
}: VariabilityInputs): Variability {
  const z_S = complementaryQuantile(situationPercent / 100)
  let z_T = complementaryQuantile(timePercent / 100)
  let z_L = complementaryQuantile(locationPercent / 100)
  const withSituation = mdvar < 20
  const withLocation = mdvar % 20 < 10
  const mode = mdvar % 10
  if (mode === variabilityModes.singleMessage) {
    z_T = z_S
    z_L = z_S
  } else if (mode === variabilityModes.accidental) z_L = z_S
  else if (mode === variabilityModes.mobile) z_L = z_T
  const curves = climates[climate - 1]
  const wn = frequencyMhz / 47.7
  const q = ln(0.133 * wn)
  const growth = ([b1, b2, b3]: readonly [number, number, number]): number =>
    b2 === 0 ? b1 : b1 + b2 / (b3 * q * (b3 * q) + 1)
  return {
    z_T,
    z_L,
    z_S,
    mode,
    withLocation,
    withSituation,
    wn,
    reach: pow(575.7e12 / wn, 1 / 3),
    curves,
    belowGrowth: growth(curves.belowGrowth),
    aboveGrowth: growth(curves.aboveGrowth),
  }
}

/** Terrain irregularity over a path of `d` meters (ERL 79-ITS 67, eq 3). */
export function roughness(d: number, delta_h: number): number {
  return delta_h * (1 - 0.8 * exp(-d / 50e3))
}

/**
 * Attenuation below free space not exceeded for the percentages asked, dB (Hufford 1982 §5), of the first
 * `count` paths whose `A_ref` is set.
 */
export function variableAttenuation(
  A: Float64Array,
  paths: ItmPaths,
  count: number,
  variability: Variability,
): void {
  const { d, h_e, delta_h, A_ref } = paths
  const { z_T, z_L, z_S, mode, withLocation, withSituation, wn, curves, reach } = variability
  for (let i = 0; i < count; i++) {
    const d_ex = Math.sqrt(2 * 9000e3 * h_e[2 * i]) + Math.sqrt(2 * 9000e3 * h_e[2 * i + 1]) + reach // eq 5.3
    const d_e = d[i] < d_ex ? (130e3 * d[i]) / d_ex : 130e3 + d[i] - d_ex
    const sigma_S = withSituation ? 5 + 3 * exp(-d_e / 100e3) : 0 // eq 5.10
    const V_med = curve(curves.median, d_e)
    let sigma_L = 0
    if (withLocation) {
      const rough = wn * roughness(d[i], delta_h[i])
      sigma_L = (10 * rough) / (rough + 13) // eq 5.9
    }
    const Y_L = sigma_L * z_L
    let sigma_T: number
    if (z_T < 0) sigma_T = curve(curves.below, d_e) * variability.belowGrowth
    else {
      const above = curve(curves.above, d_e) * variability.aboveGrowth
      const C_D = curves.ducting[0]
      const z_D = curves.ducting[1]
      sigma_T = z_T <= z_D ? above : C_D * above + ((above - C_D * above) * z_D) / z_T
    }
    const Y_T = sigma_T * z_T
    const rest =
      sigma_S * sigma_S + (Y_T * Y_T) / (7.8 + z_S * z_S) + (Y_L * Y_L) / (24 + z_S * z_S) // eq 5.11
    let Y_R = 0
    let Y_S: number
    if (mode === variabilityModes.singleMessage)
      Y_S = Math.sqrt(sigma_T * sigma_T + sigma_L * sigma_L + rest) * z_S
    else if (mode === variabilityModes.accidental) {
      Y_R = Y_T
      Y_S = Math.sqrt(sigma_L * sigma_L + rest) * z_S
    } else if (mode === variabilityModes.mobile) {
      Y_R = Math.sqrt(sigma_T * sigma_T + sigma_L * sigma_L) * z_T
      Y_S = Math.sqrt(rest) * z_S
    } else {
      Y_R = Y_T + Y_L
      Y_S = Math.sqrt(rest) * z_S
    }
    const varied = A_ref[i] - V_med - Y_R - Y_S
    A[i] = varied < 0 ? (varied * (29 - varied)) / (29 - 10 * varied) : varied // eq 52
  }
}
