// The reference attenuation of ITM: line of sight, diffraction and forward scatter joined over
// distance (Longley & Rice 1968; Hufford 1985, "The ITS Irregular Terrain Model, version 1.2.2, The
// Algorithm"; ERL 79-ITS 67). Lengths m, angles rad, frequency MHz, attenuation dB below free space.
import { cos, sin } from '#base/math.ts'
import { exp, ln, log10, pow } from '#base/quickMath.ts'
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

/** What stays the same while ITM varies the distance of one path. */
interface Path {
  readonly terrain: ItmTerrain
  readonly f: number
  readonly Z_g: Ground
  readonly a_e: number
  readonly N_s: number
  readonly h: readonly [number, number]
  readonly d_ML: number
  readonly d_sML: number
  readonly theta_los: number
}

/**
 * `A_ref`, dB, and which mechanism gave it.
 *
 * @param h Antennas above ground, m.
 */
export function referenceAttenuation(
  terrain: ItmTerrain,
  f: number,
  Z_g: Ground,
  a_e: number,
  N_s: number,
  h: readonly [number, number],
): { A_ref: number; mode: ItmMode } {
  const { theta_hzn, d_hzn, h_e, d } = terrain
  const d_sML = Math.sqrt(2 * h_e[0] * a_e) + Math.sqrt(2 * h_e[1] * a_e)
  const d_ML = d_hzn[0] + d_hzn[1]
  const theta_los = -Math.max(theta_hzn[0] + theta_hzn[1], -d_ML / a_e)
  const path: Path = { terrain, f, Z_g, a_e, N_s, h, d_ML, d_sML, theta_los }
  const reach = pow((a_e * a_e) / f, 1 / 3)
  const d_3 = Math.max(d_sML, d_ML + 5 * reach)
  const d_4 = d_3 + 10 * reach
  const A_3 = diffraction(path, d_3)
  const M_d = (diffraction(path, d_4) - A_3) / (d_4 - d_3)
  const A_d0 = A_3 - M_d * d_3
  if (d < d_sML) {
    const A = lineOfSight(path, M_d, A_d0)
    return { A_ref: Math.max(A, 0), mode: 'Line of Sight' }
  }
  const d_5 = d_ML + 200e3
  const d_6 = d_ML + 400e3
  // Where the gain H0 passes 15 dB at d_6, the value there holds at d_5 too (Algorithm, p. 12).
  const far = troposcatter(path, d_6, -1)
  const near = troposcatter(path, d_5, far.H_0)
  let M_s = M_d
  let A_s0 = A_d0
  let d_x = 10e6
  if (near.A < 1000) {
    M_s = (far.A - near.A) / 200e3
    d_x = Math.max(d_sML, d_ML + 1.088 * reach * ln(f), (near.A - A_d0 - M_s * d_5) / (M_d - M_s))
    A_s0 = (M_d - M_s) * d_x + A_d0
  }
  return d > d_x
    ? { A_ref: Math.max(M_s * d + A_s0, 0), mode: 'Troposcatter' }
    : { A_ref: Math.max(M_d * d + A_d0, 0), mode: 'Diffraction' }
}

/** The curve through the line-of-sight region (ERL 79-ITS 67, eq 3.16–3.21). */
function lineOfSight(path: Path, M_d: number, A_d0: number): number {
  const { terrain, f, d_ML, d_sML } = path
  const { h_e, d } = terrain
  const A_sML = d_sML * M_d + A_d0
  let d_0 = 0.04 * f * h_e[0] * h_e[1] // eq 3.16a
  let d_1: number
  if (A_d0 >= 0) {
    d_0 = Math.min(d_0, 0.5 * d_ML)
    d_1 = d_0 + 0.25 * (d_ML - d_0) // eq 3.16d
  } else d_1 = Math.max(-A_d0 / M_d, 0.25 * d_ML)
  const A_1 = twoRay(path, d_1, M_d, A_d0)
  let k_1 = 0
  let k_2 = 0
  let curved = false
  if (d_0 < d_1) {
    const A_0 = twoRay(path, d_0, M_d, A_d0)
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
function twoRay(path: Path, d: number, M_d: number, A_d0: number): number {
  const { terrain, f, Z_g, d_sML } = path
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
  const rr = cos(phase) + re
  const ri = -sin(phase) + im
  const A_t = -10 * log10(rr * rr + ri * ri)
  const w = 1 / (1 + (f * delta_h) / Math.max(10e3, d_sML))
  return w * A_t + (1 - w) * (M_d * d + A_d0)
}

/** `σ_h` (ERL 79-ITS 67, eq 3.6a). */
function sigmaH(delta_h: number): number {
  return 0.78 * delta_h * exp(-0.5 * Math.sqrt(Math.sqrt(delta_h)))
}

/** Diffraction at `d`: knife edges and a smooth Earth weighed by roughness (eq 3.23, 3.38c). */
function diffraction(path: Path, d: number): number {
  const { terrain, f, h, a_e, theta_los, d_ML, d_sML } = path
  const { h_e, delta_h } = terrain
  const A_k = knifeEdges(path, d)
  const A_se = smoothEarth(path, d)
  const sigma_h = sigmaH(roughness(d_sML, delta_h))
  const product = h[0] * h[1]
  const A_fo = Math.min(15, 5 * log10(1 + 1e-5 * product * f * sigma_h)) // eq 3.38c
  const known = product + 10 // C ≈ 10 for low antennas with known path parameters
  const term = Math.sqrt(1 + (h_e[0] * h_e[1] - product) / known)
  const q =
    (term + (-theta_los * a_e + d_ML) / d) * Math.min((roughness(d, delta_h) * f) / 47.7, 6283.2)
  const w = 25.1 / (25.1 + Math.sqrt(q)) // eq 3.23
  return w * A_se + (1 - w) * A_k + A_fo
}

function knifeEdges({ terrain, f, a_e, theta_los, d_ML }: Path, d: number): number {
  const { d_hzn } = terrain
  const theta = d / a_e - theta_los // eq 4.12
  const rest = d - d_ML
  const scale = 0.0795775 * wavenumber(f) * theta * theta * rest
  return (
    fresnel((scale * d_hzn[0]) / (rest + d_hzn[0])) +
    fresnel((scale * d_hzn[1]) / (rest + d_hzn[1]))
  )
}

/** Loss over an ideal knife edge from ν² (TN 101, eq III.24b, c). */
function fresnel(v2: number): number {
  return v2 < 5.76 ? 6.02 + 9.11 * Math.sqrt(v2) - 1.27 * v2 : 12.953 + 10 * log10(v2)
}

/** Vogler's three radii over a smooth Earth (Vogler 1964). */
function smoothEarth({ terrain, f, a_e, theta_los, d_ML, Z_g }: Path, d: number): number {
  const { d_hzn, h_e } = terrain
  const theta = d / a_e - theta_los
  const a0 = (d - d_ML) / theta
  const modulus = Math.sqrt(Z_g.re * Z_g.re + Z_g.im * Z_g.im)
  const rootF = pow(f, 1 / 3)
  const K_scale = 0.017778 / rootF / modulus
  const C0 = ratio(a0)
  const C1 = ratio((0.5 * d_hzn[0] * d_hzn[0]) / h_e[0])
  const C2 = ratio((0.5 * d_hzn[1] * d_hzn[1]) / h_e[1])
  const x1 = (1.607 - K_scale * C1) * C1 * C1 * rootF * (d_hzn[0] / 1000)
  const x2 = (1.607 - K_scale * C2) * C2 * C2 * rootF * (d_hzn[1] / 1000)
  const x0 = (1.607 - K_scale * C0) * C0 * C0 * rootF * ((a0 * theta) / 1000) + x1 + x2
  const G = 0.05751 * x0 - 10 * log10(x0)
  return G - heightFunction(x1, K_scale * C1) - heightFunction(x2, K_scale * C2) - 20 // eq 4.20
}

/** `C_0`: the 4/3 Earth to this radius, to the power ⅓ (Vogler 1964, eq 2). */
function ratio(radius: number): number {
  return pow(((4 / 3) * 6370e3) / radius, 1 / 3)
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
  { terrain, f, a_e, N_s, theta_los }: Path,
  d: number,
  known: number,
): { A: number; H_0: number } {
  const { theta_hzn, d_hzn, h_e } = terrain
  const wn = wavenumber(f)
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
