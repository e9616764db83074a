// The reference attenuation of ITM: line of sight, diffraction and forward scatter joined over
// distance (Longley & Rice 1968; Hufford 1985, "The ITS Irregular Terrain Model, version 1.2.2, The
// Algorithm"; ERL 79-ITS 67). Lengths m, angles rad, frequency MHz, attenuation dB below free space.
import { cbrt, cosOfHalfTurn, exp, ln, log10, sinOfHalfTurn } from '#base/quickMath.ts'
import type { ItmTerrain } from '#radio/itmTerrain.ts'
import { roughness } from '#radio/itmVariability.ts'

/** A complex ground impedance. */
export interface Ground {
  readonly re: number
  readonly im: number
}

/** Mode of propagation, as ITM names it. */
export type ItmMode = 'Line of Sight' | 'Diffraction' | 'Troposcatter'

const wavenumber = (f: number): number => f / 47.7

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

/** A link for `referenceAttenuation`; frequency in MHz. */
export function itmLink(f: number, Z_g: Ground, h: readonly [number, number]): ItmLink {
  const rootF = cbrt(f)
  const modulus = Math.sqrt(Z_g.re * Z_g.re + Z_g.im * Z_g.im)
  return { f, Z_g, h, rootF, lnF: ln(f), K_scale: 0.017778 / rootF / modulus }
}

/** One path, refilled from one to the next, and what stays the same while ITM varies its distance. */
export interface ItmPath {
  readonly link: ItmLink
  readonly terrain: ItmTerrain
  /** Effective Earth radius, m, and surface refractivity, N-units. */
  a_e: number
  N_s: number
  d_ML: number
  d_sML: number
  theta_los: number
  /** The line of diffraction over distance: dB per m, and dB at 0. */
  M_d: number
  A_d0: number
  /** `x_1 + x_2` of both horizons and their height functions (Vogler 1964). */
  x: number
  heights: number
  /** Clutter factor, dB (eq 3.38c). */
  A_fo: number
  /** Which mechanism gave the attenuation. */
  mode: ItmMode
}

/** A path over a terrain whose values may change from one use to the next. */
export function itmPath(link: ItmLink, terrain: ItmTerrain): ItmPath {
  const numbers = { a_e: 0.5, N_s: 0.5, d_ML: 0.5, d_sML: 0.5, theta_los: 0.5 }
  const terms = { M_d: 0.5, A_d0: 0.5, x: 0.5, heights: 0.5, A_fo: 0.5 }
  return { link, terrain, ...numbers, ...terms, mode: 'Diffraction' }
}

/** `A_ref`, dB, by the path's terrain, `a_e` and `N_s`; fills in the rest of the path. */
export function referenceAttenuation(path: ItmPath): number {
  const { terrain, link, a_e } = path
  const { theta_hzn, d_hzn, h_e, d } = terrain
  const d_sML = Math.sqrt(2 * h_e[0] * a_e) + Math.sqrt(2 * h_e[1] * a_e)
  const d_ML = d_hzn[0] + d_hzn[1]
  path.d_sML = d_sML
  path.d_ML = d_ML
  path.theta_los = -Math.max(theta_hzn[0] + theta_hzn[1], -d_ML / a_e)
  fillHorizonTerms(path)
  const reach = cbrt(a_e * a_e) / link.rootF
  const d_3 = Math.max(d_sML, d_ML + 5 * reach)
  const d_4 = d_3 + 10 * reach
  const A_3 = diffraction(path, d_3)
  const M_d = (diffraction(path, d_4) - A_3) / (d_4 - d_3)
  const A_d0 = A_3 - M_d * d_3
  path.M_d = M_d
  path.A_d0 = A_d0
  if (d < d_sML) {
    path.mode = 'Line of Sight'
    return Math.max(lineOfSight(path), 0)
  }
  path.mode = 'Diffraction'
  // Scatter begins no nearer than this, so nearer paths need not know it.
  const d_least = Math.max(d_sML, d_ML + 1.088 * reach * link.lnF)
  if (d <= d_least) return Math.max(M_d * d + A_d0, 0)
  const d_5 = d_ML + 200e3
  const d_6 = d_ML + 400e3
  // Where the gain H0 passes 15 dB at d_6, the value there holds at d_5 too (Algorithm, p. 12).
  const far = troposcatter(path, d_6, -1)
  const near = troposcatter(path, d_5, far.H_0)
  if (!(near.A < 1000)) return Math.max(M_d * d + A_d0, 0)
  const M_s = (far.A - near.A) / 200e3
  const d_x = Math.max(d_least, (near.A - A_d0 - M_s * d_5) / (M_d - M_s))
  if (!(d > d_x)) return Math.max(M_d * d + A_d0, 0)
  path.mode = 'Troposcatter'
  return Math.max(M_s * d + (M_d - M_s) * d_x + A_d0, 0)
}

/** The curve through the line-of-sight region (ERL 79-ITS 67, eq 3.16–3.21). */
function lineOfSight(path: ItmPath): number {
  const { terrain, d_ML, d_sML, M_d, A_d0 } = path
  const { f } = path.link
  const { h_e, d } = terrain
  const A_sML = d_sML * M_d + A_d0
  let d_0 = 0.04 * f * h_e[0] * h_e[1] // eq 3.16a
  let d_1: number
  if (A_d0 >= 0) {
    d_0 = Math.min(d_0, 0.5 * d_ML)
    d_1 = d_0 + 0.25 * (d_ML - d_0) // eq 3.16d
  } else d_1 = Math.max(-A_d0 / M_d, 0.25 * d_ML)
  const A_1 = twoRay(path, d_1)
  let k_1 = 0
  let k_2 = 0
  let curved = false
  if (d_0 < d_1) {
    const A_0 = twoRay(path, d_0)
    const q = ln(d_sML / d_0)
    k_2 = Math.max(
      0,
      ((d_sML - d_0) * (A_1 - A_0) - (d_1 - d_0) * (A_sML - A_0)) /
        ((d_sML - d_0) * ln(d_1 / d_0) - (d_1 - d_0) * q),
    ) // eq 3.20
    curved = A_d0 > 0 || k_2 > 0
    if (curved) {
      k_1 = (A_sML - A_0 - k_2 * q) / (d_sML - d_0) // eq 3.21
      if (k_1 < 0) {
        k_1 = 0
        k_2 = Math.max(A_sML - A_0, 0) / q
        if (k_2 === 0) k_1 = M_d
      }
    }
  }
  if (!curved) {
    k_1 = Math.max(A_sML - A_1, 0) / (d_sML - d_1)
    k_2 = 0
    if (k_1 === 0) k_1 = M_d
  }
  const A_o = A_sML - k_1 * d_sML - (k_2 === 0 ? 0 : k_2 * ln(d_sML))
  return A_o + k_1 * d + (k_2 === 0 ? 0 : k_2 * ln(d)) // eq 3.19
}

/** Two-ray attenuation weighed with extended diffraction at `d` (Algorithm, eq 4.46–4.50). */
function twoRay(path: ItmPath, d: number): number {
  const { terrain, d_sML, M_d, A_d0 } = path
  const { f, Z_g } = path.link
  const { h_e, delta_h } = terrain
  const sigma_h = sigmaH(roughness(d, delta_h))
  const wn = wavenumber(f)
  const both = h_e[0] + h_e[1]
  const sin_psi = both / Math.sqrt(d * d + both * both) // eq 4.46
  // R_e = (sin ψ − Z) / (sin ψ + Z) · e^(…)   (eq 4.47)
  const a = sin_psi - Z_g.re
  const b = -Z_g.im
  const c = sin_psi + Z_g.re
  const e = Z_g.im
  const norm = c * c + e * e
  const damp = exp(-Math.min(10, wn * sigma_h * sin_psi))
  let re = ((a * c + b * e) / norm) * damp
  let im = ((b * c - a * e) / norm) * damp
  const q = re * re + im * im
  if (q < 0.25 || q < sin_psi) {
    const scale = Math.sqrt(sin_psi / q) // eq 4.48
    re *= scale
    im *= scale
  }
  let phase = (wn * 2 * h_e[0] * h_e[1]) / d // eq 4.49
  if (phase > Math.PI / 2) phase = Math.PI - (Math.PI * Math.PI) / 4 / phase // eq 4.50
  const rr = cosOfHalfTurn(phase) + re
  const ri = im - sinOfHalfTurn(phase)
  const A_t = -10 * log10(rr * rr + ri * ri)
  const w = 1 / (1 + (f * delta_h) / Math.max(10e3, d_sML))
  return w * A_t + (1 - w) * (M_d * d + A_d0)
}

/** `σ_h` (ERL 79-ITS 67, eq 3.6a). */
function sigmaH(delta_h: number): number {
  return 0.78 * delta_h * exp(-0.5 * Math.sqrt(Math.sqrt(delta_h)))
}

/** The terms of diffraction that both horizons give, whatever the distance. */
function fillHorizonTerms(path: ItmPath): void {
  const { d_hzn, h_e, delta_h } = path.terrain
  const { rootF, K_scale, h, f } = path.link
  const C1 = ratio((0.5 * d_hzn[0] * d_hzn[0]) / h_e[0])
  const C2 = ratio((0.5 * d_hzn[1] * d_hzn[1]) / h_e[1])
  const x1 = (1.607 - K_scale * C1) * C1 * C1 * rootF * (d_hzn[0] / 1000)
  const x2 = (1.607 - K_scale * C2) * C2 * C2 * rootF * (d_hzn[1] / 1000)
  const sigma_h = sigmaH(roughness(path.d_sML, delta_h))
  path.x = x1 + x2
  path.heights = heightFunction(x1, K_scale * C1) + heightFunction(x2, K_scale * C2)
  path.A_fo = Math.min(15, 5 * log10(1 + 1e-5 * (h[0] * h[1]) * f * sigma_h))
}

/** Diffraction at `d`: knife edges and a smooth Earth weighed by roughness (eq 3.23, 3.38c). */
function diffraction(path: ItmPath, d: number): number {
  const { terrain, link, a_e, theta_los, d_ML } = path
  const { h_e, delta_h } = terrain
  const product = link.h[0] * link.h[1]
  const known = product + 10 // C ≈ 10 for low antennas with known path parameters
  const term = Math.sqrt(1 + (h_e[0] * h_e[1] - product) / known)
  const q =
    (term + (-theta_los * a_e + d_ML) / d) *
    Math.min((roughness(d, delta_h) * link.f) / 47.7, 6283.2)
  const w = 25.1 / (25.1 + Math.sqrt(q)) // eq 3.23
  return w * smoothEarth(path, d) + (1 - w) * knifeEdges(path, d) + path.A_fo
}

function knifeEdges({ terrain, link, a_e, theta_los, d_ML }: ItmPath, d: number): number {
  const { d_hzn } = terrain
  const theta = d / a_e - theta_los // eq 4.12
  const rest = d - d_ML
  const scale = 0.0795775 * wavenumber(link.f) * theta * theta * rest
  return (
    fresnel((scale * d_hzn[0]) / (rest + d_hzn[0])) +
    fresnel((scale * d_hzn[1]) / (rest + d_hzn[1]))
  )
}

/** Loss over an ideal knife edge from ν² (TN 101, eq III.24b, c). */
function fresnel(v2: number): number {
  return v2 < 5.76 ? 6.02 + 9.11 * Math.sqrt(v2) - 1.27 * v2 : 12.953 + 10 * log10(v2)
}

/** Vogler's three radii over a smooth Earth (Vogler 1964), eq 4.20. */
function smoothEarth({ link, a_e, theta_los, d_ML, x, heights }: ItmPath, d: number): number {
  const theta = d / a_e - theta_los
  const a0 = (d - d_ML) / theta
  const C0 = ratio(a0)
  const x0 = (1.607 - link.K_scale * C0) * C0 * C0 * link.rootF * ((a0 * theta) / 1000) + x
  return 0.05751 * x0 - 10 * log10(x0) - heights - 20
}

/** `C_0`: the 4/3 Earth to this radius, to the power ⅓ (Vogler 1964, eq 2). */
function ratio(radius: number): number {
  return cbrt(((4 / 3) * 6370e3) / radius)
}

function heightFunction(x: number, K: number): number {
  if (x >= 200) {
    const far = 0.05751 * x - 4.343 * ln(x)
    if (x >= 2000) return far
    const w = 0.0134 * x * exp(-0.005 * x)
    return (1 - w) * far + w * (17.372 * ln(x) - 117)
  }
  const w = -ln(K)
  if (K < 1e-5 || x * w * w * w > 5495) return x > 1 ? 17.372 * ln(x) - 117 : -117
  return (2.5e-5 * x * x) / K - 8.686 * w - 15
}

/** Forward scatter at `d` (Algorithm, eq 4.60–4.67); 1001 where it is not defined. */
function troposcatter(
  { terrain, link, a_e, N_s, theta_los }: ItmPath,
  d: number,
  known: number,
): { A: number; H_0: number } {
  const { theta_hzn, d_hzn, h_e } = terrain
  const wn = wavenumber(link.f)
  let H_0 = known
  if (!(known > 15)) {
    let ad = d_hzn[0] - d_hzn[1]
    let rr = h_e[1] / h_e[0]
    if (ad < 0) {
      ad = -ad
      rr = 1 / rr
    }
    const theta = theta_hzn[0] + theta_hzn[1] + d / a_e
    const r_1 = 2 * wn * theta * h_e[0]
    const r_2 = 2 * wn * theta * h_e[1]
    if (r_1 < 0.2 && r_2 < 0.2) return { A: 1001, H_0: known }
    let s = (d - ad) / (d + ad)
    const q = Math.min(Math.max(0.1, rr / s), 10)
    s = Math.max(0.1, s)
    const h_0 = ((d - ad) * (d + ad) * theta * 0.25) / d // eq 4.66
    const low = Math.min(1.7, h_0 / 8e3)
    const low3 = low * low * low
    const eta_s =
      (h_0 / 1.7556e3) * (1 + (0.031 - N_s * 2.32e-3 + N_s * N_s * 5.67e-6) * exp(-(low3 * low3))) // eq 4.67
    const H_00 = (gain(r_1, eta_s) + gain(r_2, eta_s)) / 2
    const delta = Math.min(H_00, 6 * (0.6 - log10(Math.max(eta_s, 1))) * log10(s) * log10(q))
    H_0 = Math.max(H_00 + delta, 0) // TN 101, eq 9.5
    if (eta_s < 1) {
      const both = (1 + Math.SQRT2 / r_1) * (1 + Math.SQRT2 / r_2)
      H_0 =
        eta_s * H_0 +
        (1 - eta_s) * 10 * log10((both * both * (r_1 + r_2)) / (r_1 + r_2 + 2 * Math.SQRT2))
    }
    if (H_0 > 15 && known >= 0) H_0 = known
  }
  const th = d / a_e - theta_los
  const A =
    attenuationFunction(th * d) +
    10 * log10(wn * 47.7 * th * th * th * th) -
    0.1 * (N_s - 301) * exp((-th * d) / 40e3) +
    H_0 // eq 4.63
  return { A, H_0 }
}

/** `F(θd)` (Algorithm, eq 6.9). */
function attenuationFunction(td: number): number {
  if (td <= 10e3) return 133.4 + 0.332e-3 * td - 10 * log10(td)
  if (td <= 70e3) return 104.6 + 0.212e-3 * td - 2.5 * log10(td)
  return 71.8 + 0.157e-3 * td + 5 * log10(td)
}

const gainA = [25, 80, 177, 395, 705]
const gainB = [24, 45, 68, 80, 105]

/** `H_0`: frequency gain (TN 101 §9.2; Algorithm, eq 6.13). */
function gain(r: number, eta_s: number): number {
  const eta = Math.min(Math.max(eta_s, 1), 5)
  const i = Math.trunc(eta)
  const q = eta - i
  const value = gainCurve(i - 1, r)
  return q === 0 ? value : (1 - q) * value + q * gainCurve(i, r)
}

function gainCurve(j: number, r: number): number {
  const r2 = 1 / (r * r)
  return 10 * log10(1 + gainA[j] * r2 * r2 + gainB[j] * r2)
}
