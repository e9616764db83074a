// Attenuation by oxygen and water vapor: ITU-R P.676-13, Annex 1 §1 (line by line, 1–1000 GHz).
import { exp, pow } from '#base/math.ts'
import { oxygenLines, vaporLines } from '#radio/gasLines.ts'

/** Air at one place. */
export interface Air {
  /** `p`, pressure of the dry air, hPa. */
  readonly dryPressureHpa: number
  readonly temperatureKelvin: number
  /** `ρ`, water vapor, g/m³. */
  readonly vaporGramsPerM3: number
}

/** Specific attenuation, dB/km. */
export interface GasAttenuation {
  /** `γ_o`: oxygen, nitrogen and the Debye spectrum. */
  readonly oxygenDbPerKm: number
  /** `γ_w`: water vapor. */
  readonly vaporDbPerKm: number
}

/** Standard air at sea level in P.676's examples. */
export const standardAir: Air = {
  dryPressureHpa: 1013.25,
  temperatureKelvin: 288.15,
  vaporGramsPerM3: 7.5,
}

/**
 * Specific attenuation of the air by summing every absorption line (eq 1–9).
 *
 * @param f Frequency, GHz, 1 to 1000.
 */
export function gasAttenuation(
  f: number,
  { dryPressureHpa: p, temperatureKelvin: T, vaporGramsPerM3: rho }: Air,
): GasAttenuation {
  const theta = 300 / T
  const e = (rho * T) / 216.7 // eq (4)
  return {
    oxygenDbPerKm: 0.182 * f * oxygenImaginary(f, p, e, theta), // eq (1)
    vaporDbPerKm: 0.182 * f * vaporImaginary(f, p, e, theta),
  }
}

/** `N''_Oxygen` (eq 2a, 3, 5–9). */
function oxygenImaginary(f: number, p: number, e: number, theta: number): number {
  const theta08 = pow(theta, 0.8)
  const strength = 1e-7 * p * theta * theta * theta
  let N = 0
  for (let i = 0; i < oxygenLines.length; i += 7) {
    const fi = oxygenLines[i]
    const S = oxygenLines[i + 1] * strength * exp(oxygenLines[i + 2] * (1 - theta)) // eq (3)
    const a4 = oxygenLines[i + 4]
    const pressure = p * (a4 === 0 ? theta08 : pow(theta, 0.8 - a4))
    const width = oxygenLines[i + 3] * 1e-4 * (pressure + 1.1 * e * theta) // eq (6a)
    const df = Math.sqrt(width * width + 2.25e-6) // eq (6b)
    const delta = (oxygenLines[i + 5] + oxygenLines[i + 6] * theta) * 1e-4 * (p + e) * theta08 // eq (7)
    N += S * lineShape(f, fi, df, delta)
  }
  const d = 5.6e-4 * (p + e) * theta08 // eq (9)
  const nitrogen = (1.4e-12 * p * pow(theta, 1.5)) / (1 + 1.9e-5 * pow(f, 1.5))
  return N + f * p * theta * theta * (6.14e-5 / (d * (1 + (f / d) * (f / d))) + nitrogen) // eq (8)
}

/** `N''_Water` (eq 2b, 3, 5, 6). */
function vaporImaginary(f: number, p: number, e: number, theta: number): number {
  const strength = 0.1 * e * pow(theta, 3.5)
  let N = 0
  for (let i = 0; i < vaporLines.length; i += 7) {
    const fi = vaporLines[i]
    const S = vaporLines[i + 1] * strength * exp(vaporLines[i + 2] * (1 - theta)) // eq (3)
    const width =
      vaporLines[i + 3] *
      1e-4 *
      (p * pow(theta, vaporLines[i + 4]) + vaporLines[i + 5] * e * pow(theta, vaporLines[i + 6])) // eq (6a)
    const df = 0.535 * width + Math.sqrt(0.217 * width * width + (2.1316e-12 * fi * fi) / theta) // eq (6b)
    N += S * lineShape(f, fi, df, 0)
  }
  return N
}

/** `F_i`, the shape of a line (eq 5). */
function lineShape(f: number, fi: number, df: number, delta: number): number {
  const below = fi - f
  const above = fi + f
  const df2 = df * df
  return (
    (f / fi) *
    ((df - delta * below) / (below * below + df2) + (df - delta * above) / (above * above + df2))
  )
}
