// The reference attenuation of ITM: line of sight, diffraction and forward scatter joined over
// distance (Longley & Rice 1968; Hufford 1985, "The ITS Irregular Terrain Model, version 1.2.2, The
// Algorithm"; ERL 79-ITS 67). Lengths m, angles rad, frequency MHz, attenuation dB below free space.
import { cbrt, exp, ln, log10, turnOfHalf } from '#base/quickMath.ts'
import type { ItmLink, ItmPaths } from '#radio/itmPaths.ts'
import { roughness } from '#radio/itmVariability.ts'

const wavenumber = (f: number): number => f / 47.7

type Step = (paths: ItmPaths, count: number, link: ItmLink) => void

/** What leads to the reference attenuation, one after the other, each for all paths. */
const steps: readonly Step[] = [
  fillReach,
  fillHorizonTerms,
  fillHeightFunctions,
  fillClutterFactor,
  fillDiffractionLine,
  fillTwoRayDistances,
  (paths, count, link) => fillTwoRay(paths.A_1, paths.d_1, paths, count, link),
  (paths, count, link) => fillTwoRay(paths.A_0, paths.d_0, paths, count, link),
  fillLineOfSight,
  fillBeyondHorizon,
]

/** Fills in `A_ref` of the first `count` paths, whose terrain, `a_e` and `N_s` are set, and what leads to it. */
export function referenceAttenuation(paths: ItmPaths, count: number, link: ItmLink): void {
  // From a list, so that engines make each step as fast as it can be and do not squeeze all into one.
  for (const step of steps) step(paths, count, link)
}

const isLineOfSight = ({ d, d_sML }: ItmPaths, i: number): boolean => d[i] < d_sML[i]

function fillBeyondHorizon(paths: ItmPaths, count: number, link: ItmLink): void {
  for (let i = 0; i < count; i++) if (!isLineOfSight(paths, i)) attenuateBeyond(paths, i, link)
}

/** Diffraction, or scatter from where it gives less attenuation on. */
function attenuateBeyond(paths: ItmPaths, i: number, link: ItmLink): void {
  const d = paths.d[i]
  const d_ML = paths.d_ML[i]
  const M_d = paths.M_d[i]
  const A_d0 = paths.A_d0[i]
  paths.mode[i] = 1
  paths.A_ref[i] = Math.max(M_d * d + A_d0, 0)
  // Scatter begins no nearer than this, so nearer paths need not know it.
  const d_least = Math.max(paths.d_sML[i], d_ML + 1.088 * paths.reach[i] * link.lnF)
  if (d <= d_least) return
  const d_5 = d_ML + 200e3
  const d_6 = d_ML + 400e3
  // Where the gain H0 passes 15 dB at d_6, the value there holds at d_5 too (Algorithm, p. 12).
  const far = troposcatter(paths, i, link, d_6, -1)
  const near = troposcatter(paths, i, link, d_5, far.H_0)
  if (!(near.A < 1000)) return
  const M_s = (far.A - near.A) / 200e3
  const d_x = Math.max(d_least, (near.A - A_d0 - M_s * d_5) / (M_d - M_s))
  if (!(d > d_x)) return
  paths.mode[i] = 2
  paths.A_ref[i] = Math.max(M_s * d + (M_d - M_s) * d_x + A_d0, 0)
}

/** Where the curve through the line-of-sight region is held: `d_1`, and `d_0` where it is nearer, else 0. */
function fillTwoRayDistances(paths: ItmPaths, count: number, { f }: ItmLink): void {
  const { h_e, d_ML, M_d, A_d0, d_0, d_1 } = paths
  for (let i = 0; i < count; i++) {
    let near = 0.04 * f * h_e[2 * i] * h_e[2 * i + 1] // eq 3.16a
    let far: number
    if (A_d0[i] >= 0) {
      near = Math.min(near, 0.5 * d_ML[i])
      far = near + 0.25 * (d_ML[i] - near) // eq 3.16d
    } else far = Math.max(-A_d0[i] / M_d[i], 0.25 * d_ML[i])
    const within = isLineOfSight(paths, i)
    d_1[i] = within ? far : 0
    d_0[i] = within && near < far ? near : 0
  }
}

/** The curve through the line-of-sight region (ERL 79-ITS 67, eq 3.16–3.21). */
function fillLineOfSight(paths: ItmPaths, count: number): void {
  const { d, d_sML, M_d, A_d0, d_0, d_1, A_0, A_1, A_ref, mode } = paths
  for (let i = 0; i < count; i++) {
    if (!isLineOfSight(paths, i)) continue
    const A_sML = d_sML[i] * M_d[i] + A_d0[i]
    let k_1 = 0
    let k_2 = 0
    let curved = false
    if (d_0[i] > 0) {
      const rest = d_sML[i] - d_0[i]
      const toFirst = d_1[i] - d_0[i]
      const q = ln(d_sML[i] / d_0[i])
      k_2 = Math.max(
        0,
        (rest * (A_1[i] - A_0[i]) - toFirst * (A_sML - A_0[i])) /
          (rest * ln(d_1[i] / d_0[i]) - toFirst * q),
      ) // eq 3.20
      curved = A_d0[i] > 0 || k_2 > 0
      if (curved) {
        k_1 = (A_sML - A_0[i] - k_2 * q) / rest // eq 3.21
        if (k_1 < 0) {
          k_1 = 0
          k_2 = Math.max(A_sML - A_0[i], 0) / q
          if (k_2 === 0) k_1 = M_d[i]
        }
      }
    }
    if (!curved) {
      k_1 = Math.max(A_sML - A_1[i], 0) / (d_sML[i] - d_1[i])
      k_2 = 0
      if (k_1 === 0) k_1 = M_d[i]
    }
    const logarithmic = k_2 === 0 ? 0 : k_2 * ln(d_sML[i] / d[i])
    A_ref[i] = Math.max(A_sML - k_1 * (d_sML[i] - d[i]) - logarithmic, 0) // eq 3.19
    mode[i] = 0
  }
}

const turned = new Float64Array(2)

/**
 * Two-ray attenuation weighed with extended diffraction, at a distance for each path; none where that is 0
 * (Algorithm, eq 4.46–4.50).
 */
function fillTwoRay(
  A: Float64Array,
  at: Float64Array,
  paths: ItmPaths,
  count: number,
  { f, Z_g }: ItmLink,
): void {
  const { h_e, delta_h, sigma_h, d_sML, M_d, A_d0 } = paths
  const wn = wavenumber(f)
  fillDeviation(paths, at, count)
  for (let i = 0; i < count; i++) {
    const d = at[i]
    if (d === 0) continue
    const both = h_e[2 * i] + h_e[2 * i + 1]
    const sin_psi = both / Math.sqrt(d * d + both * both) // eq 4.46
    // R_e = (sin ψ − Z) / (sin ψ + Z) · e^(…)   (eq 4.47)
    const a = sin_psi - Z_g.re
    const b = -Z_g.im
    const c = sin_psi + Z_g.re
    const e = Z_g.im
    const damp = exp(-Math.min(10, wn * sigma_h[i] * sin_psi)) / (c * c + e * e)
    let re = (a * c + b * e) * damp
    let im = (b * c - a * e) * damp
    const q = re * re + im * im
    if (q < 0.25 || q < sin_psi) {
      const scale = Math.sqrt(sin_psi / q) // eq 4.48
      re *= scale
      im *= scale
    }
    let phase = (wn * 2 * h_e[2 * i] * h_e[2 * i + 1]) / d // eq 4.49
    if (phase > Math.PI / 2) phase = Math.PI - (Math.PI * Math.PI) / 4 / phase // eq 4.50
    turnOfHalf(turned, phase)
    const rr = turned[0] + re
    const ri = im - turned[1]
    const A_t = -10 * log10(rr * rr + ri * ri)
    const w = 1 / (1 + (f * delta_h[i]) / Math.max(10e3, d_sML[i]))
    A[i] = w * A_t + (1 - w) * (M_d[i] * d + A_d0[i])
  }
}

/** `σ_h`, m, at a distance for each path (ERL 79-ITS 67, eq 3.6a). */
function fillDeviation({ delta_h, sigma_h }: ItmPaths, at: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) {
    const rough = roughness(at[i], delta_h[i])
    sigma_h[i] = 0.78 * rough * exp(-0.5 * Math.sqrt(Math.sqrt(rough)))
  }
}

/** How far the horizons lie, and diffraction beyond them. */
function fillReach(paths: ItmPaths, count: number, { rootF }: ItmLink): void {
  const { a_e, theta_hzn, d_hzn, h_e, d_ML, d_sML, theta_los, reach } = paths
  for (let i = 0; i < count; i++) {
    const both = d_hzn[2 * i] + d_hzn[2 * i + 1]
    d_ML[i] = both
    d_sML[i] = Math.sqrt(2 * h_e[2 * i] * a_e[i]) + Math.sqrt(2 * h_e[2 * i + 1] * a_e[i])
    theta_los[i] = -Math.max(theta_hzn[2 * i] + theta_hzn[2 * i + 1], -both / a_e[i])
    reach[i] = cbrt(a_e[i] * a_e[i]) / rootF
  }
}

/** What each horizon gives, whatever the distance: `x` and `K` (Vogler 1964). */
function fillHorizonTerms(
  { d_hzn, h_e, x_hzn, K_hzn }: ItmPaths,
  count: number,
  { rootF, K_scale }: ItmLink,
): void {
  for (let end = 0; end < 2 * count; end++) {
    const C = ratio((0.5 * d_hzn[end] * d_hzn[end]) / h_e[end])
    const K = K_scale * C
    x_hzn[end] = (1.607 - K) * C * C * rootF * (d_hzn[end] / 1000)
    K_hzn[end] = K
  }
}

/** The height function of each horizon, dB. */
function fillHeightFunctions({ x_hzn, K_hzn, F_hzn }: ItmPaths, count: number): void {
  for (let end = 0; end < 2 * count; end++) {
    const x = x_hzn[end]
    const K = K_hzn[end]
    // one logarithm serves either side, most often
    const isFar = x >= 200
    const log = ln(isFar ? x : K)
    if (isFar) {
      const far = 0.05751 * x - 4.343 * log
      const w = x < 2000 ? 0.0134 * x * exp(-0.005 * x) : 0
      F_hzn[end] = w === 0 ? far : (1 - w) * far + w * (17.372 * log - 117)
    } else if (K >= 1e-5 && x * -log * log * log <= 5495)
      F_hzn[end] = (2.5e-5 * x * x) / K + 8.686 * log - 15
    else F_hzn[end] = x > 1 ? 17.372 * ln(x) - 117 : -117
  }
}

function fillClutterFactor(paths: ItmPaths, count: number, { h, f }: ItmLink): void {
  const { d_sML, sigma_h, A_fo } = paths
  fillDeviation(paths, d_sML, count)
  for (let i = 0; i < count; i++)
    A_fo[i] = Math.min(15, 5 * log10(1 + 1e-5 * (h[0] * h[1]) * f * sigma_h[i]))
}

/**
 * The line through diffraction at two distances: knife edges and a smooth Earth (Vogler 1964: three
 * radii, eq 4.20) weighed by roughness (eq 3.23).
 */
function fillDiffractionLine(paths: ItmPaths, count: number, link: ItmLink): void {
  const { a_e, d_hzn, h_e, delta_h, d_ML, d_sML, theta_los, reach, M_d, A_d0 } = paths
  const { x_hzn, F_hzn } = paths
  const { f, rootF, K_scale } = link
  const product = link.h[0] * link.h[1]
  const known = product + 10 // C ≈ 10 for low antennas with known path parameters
  for (let i = 0; i < count; i++) {
    const x = x_hzn[2 * i] + x_hzn[2 * i + 1]
    const F = F_hzn[2 * i] + F_hzn[2 * i + 1]
    const term = Math.sqrt(1 + (h_e[2 * i] * h_e[2 * i + 1] - product) / known)
    const d_3 = Math.max(d_sML[i], d_ML[i] + 5 * reach[i])
    const d_4 = d_3 + 10 * reach[i]
    let A_3 = 0
    let A_4 = 0
    for (let d = d_3, turn = 0; turn < 2; turn++, d = d_4) {
      const theta = d / a_e[i] - theta_los[i] // eq 4.12
      const rest = d - d_ML[i]
      const scale = 0.0795775 * wavenumber(f) * theta * theta * rest
      let knifeEdges = 0
      for (let end = 2 * i; end < 2 * i + 2; end++)
        knifeEdges += fresnel((scale * d_hzn[end]) / (rest + d_hzn[end]))
      const C_0 = ratio(rest / theta)
      const x_0 = (1.607 - K_scale * C_0) * C_0 * C_0 * rootF * (rest / 1000) + x
      const smoothEarth = 0.05751 * x_0 - 10 * log10(x_0) - F - 20
      const q =
        (term + (-theta_los[i] * a_e[i] + d_ML[i]) / d) *
        Math.min((roughness(d, delta_h[i]) * f) / 47.7, 6283.2)
      const w = 25.1 / (25.1 + Math.sqrt(q)) // eq 3.23
      A_3 = A_4
      A_4 = w * smoothEarth + (1 - w) * knifeEdges
    }
    const slope = (A_4 - A_3) / (d_4 - d_3)
    M_d[i] = slope
    A_d0[i] = A_3 + paths.A_fo[i] - slope * d_3
  }
}

/** Loss over an ideal knife edge from ν² (TN 101, eq III.24b, c). */
function fresnel(v2: number): number {
  return v2 < 5.76 ? 6.02 + 9.11 * Math.sqrt(v2) - 1.27 * v2 : 12.953 + 10 * log10(v2)
}

/** `C_0`: the 4/3 Earth to this radius, to the power ⅓ (Vogler 1964, eq 2). */
function ratio(radius: number): number {
  return cbrt(((4 / 3) * 6370e3) / radius)
}

/** Forward scatter at `d` (Algorithm, eq 4.60–4.67); 1001 where it is not defined. */
function troposcatter(
  paths: ItmPaths,
  i: number,
  link: ItmLink,
  d: number,
  known: number,
): { A: number; H_0: number } {
  const { theta_hzn, d_hzn, h_e } = paths
  const a_e = paths.a_e[i]
  const N_s = paths.N_s[i]
  const wn = wavenumber(link.f)
  let H_0 = known
  if (!(known > 15)) {
    let ad = d_hzn[2 * i] - d_hzn[2 * i + 1]
    let rr = h_e[2 * i + 1] / h_e[2 * i]
    if (ad < 0) {
      ad = -ad
      rr = 1 / rr
    }
    const theta = theta_hzn[2 * i] + theta_hzn[2 * i + 1] + d / a_e
    const r_1 = 2 * wn * theta * h_e[2 * i]
    const r_2 = 2 * wn * theta * h_e[2 * i + 1]
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
  const th = d / a_e - paths.theta_los[i]
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
