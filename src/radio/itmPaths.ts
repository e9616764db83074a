// The paths of one link as ITM works on them: a column for each quantity and a place for each path, so
// that an equation is one loop over many paths. Lengths m, angles rad, frequency MHz.
import { cbrt, ln } from '#base/quickMath.ts'

/** A complex ground impedance. */
export interface Ground {
  readonly re: number
  readonly im: number
}

/** What a frequency, its antennas and the ground fix for many paths. */
export interface ItmLink {
  readonly f: number
  readonly Z_g: Ground
  /** Antennas above ground, m. */
  readonly h: readonly [number, number]
  readonly rootF: number
  readonly lnF: number
  /** Vogler's `K` without the Earth's radius. */
  readonly K_scale: number
}

/** A link of many paths; frequency in MHz. */
export function itmLink(f: number, Z_g: Ground, h: readonly [number, number]): ItmLink {
  const rootF = cbrt(f)
  const modulus = Math.sqrt(Z_g.re * Z_g.re + Z_g.im * Z_g.im)
  return { f, Z_g, h, rootF, lnF: ln(f), K_scale: 0.017778 / rootF / modulus }
}

/** Modes of propagation, as ITM names them, in the order of `ItmPaths.mode`. */
export const itmModes = ['Line of Sight', 'Diffraction', 'Troposcatter'] as const

/** Columns; of pairs, the transmitter's at twice a path's place and the receiver's after it. */
export interface ItmPaths {
  /** Length. */
  readonly d: Float64Array
  /** Effective Earth radius, and surface refractivity, N-units. */
  readonly a_e: Float64Array
  readonly N_s: Float64Array
  /** Horizons (pairs): their angles and distances. */
  readonly theta_hzn: Float64Array
  readonly d_hzn: Float64Array
  /** Terrain irregularity. */
  readonly delta_h: Float64Array
  /** Effective heights (pairs). */
  readonly h_e: Float64Array
  /** Both horizons' distances together, and over a smooth Earth; angular distance without curvature. */
  readonly d_ML: Float64Array
  readonly d_sML: Float64Array
  readonly theta_los: Float64Array
  /** How far diffraction holds beyond the horizons: `a_e^⅔ f^−⅓`. */
  readonly reach: Float64Array
  /** Of each horizon (pairs) `x`, `K` and the height function, dB (Vogler 1964). */
  readonly x_hzn: Float64Array
  readonly K_hzn: Float64Array
  readonly F_hzn: Float64Array
  /** Deviation of the terrain at the distance that was asked for last, m. */
  readonly sigma_h: Float64Array
  /** Clutter factor, dB (eq 3.38c). */
  readonly A_fo: Float64Array
  /** The line of diffraction over distance: dB per m, and dB at 0. */
  readonly M_d: Float64Array
  readonly A_d0: Float64Array
  /** Two distances in line of sight, 0 where not asked for, and the two-ray attenuation there, dB. */
  readonly d_0: Float64Array
  readonly d_1: Float64Array
  readonly A_0: Float64Array
  readonly A_1: Float64Array
  /** Reference attenuation, dB, and which mechanism gave it. */
  readonly A_ref: Float64Array
  readonly mode: Uint8Array
}

/** Room for so many paths. */
export function itmPaths(capacity: number): ItmPaths {
  const column = (): Float64Array => new Float64Array(capacity)
  const pairs = (): Float64Array => new Float64Array(2 * capacity)
  return {
    d: column(),
    a_e: column(),
    N_s: column(),
    theta_hzn: pairs(),
    d_hzn: pairs(),
    delta_h: column(),
    h_e: pairs(),
    d_ML: column(),
    d_sML: column(),
    theta_los: column(),
    reach: column(),
    x_hzn: pairs(),
    K_hzn: pairs(),
    F_hzn: pairs(),
    sigma_h: column(),
    A_fo: column(),
    M_d: column(),
    A_d0: column(),
    d_0: column(),
    d_1: column(),
    A_0: column(),
    A_1: column(),
    A_ref: column(),
    mode: new Uint8Array(capacity),
  }
}
