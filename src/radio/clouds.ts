// Cloud attenuation: ITU-R P.840-9. Liquid water aloft is an input, from ITU's maps or a user's.
import { exp, radiansPerDegree, sin } from '#base/math.ts'
import { exactComplementaryQuantile } from '#radio/normal.ts'

/** `K_l`: attenuation by droplets at a temperature, dB/km per g/m³ (P.840-9 eq 2–11). */
export function dropletCoefficient(f: number, temperatureKelvin: number): number {
  const theta = 300 / temperatureKelvin
  const off = theta - 1
  const eps0 = 77.66 + 103.3 * off
  const eps1 = 0.0671 * eps0
  const eps2 = 3.52
  const fp = 20.2 - 146 * off + 316 * off * off
  const fs = 39.8 * fp
  const xp = 1 + (f / fp) * (f / fp)
  const xs = 1 + (f / fs) * (f / fs)
  const imaginary = (f * (eps0 - eps1)) / (fp * xp) + (f * (eps1 - eps2)) / (fs * xs)
  const real = (eps0 - eps1) / xp + (eps1 - eps2) / xs + eps2
  const eta = (2 + real) / imaginary
  return (0.819 * f) / (imaginary * (1 + eta * eta))
}

/** `K_L`: attenuation per column of liquid water, dB per kg/m² (P.840-9 eq 12–13). */
export function columnCoefficient(f: number): number {
  const near = f + 23.9589
  const far = f - 219.2096
  return (
    dropletCoefficient(f, 273.75) *
    (0.1522 * exp((-near * near) / 3.2991e3) + 11.51 * exp((-far * far) / 2.7595e6) - 10.4912)
  )
}

/**
 * Cloud attenuation along a slant path, dB (P.840-9 §3).
 *
 * @param columnKgPerM2 `L`: integrated cloud liquid water of the wanted exceedance.
 * @param elevationDegrees 5 to 90.
 */
export function cloudAttenuationDb(
  f: number,
  elevationDegrees: number,
  columnKgPerM2: number,
): number {
  return (columnCoefficient(f) * columnKgPerM2) / sin(elevationDegrees * radiansPerDegree)
}

/** The same by P.840-8 §3: reduced liquid water `L_red` at 0 °C. */
export function reducedCloudAttenuationDb(
  f: number,
  elevationDegrees: number,
  reducedKgPerM2: number,
): number {
  return (dropletCoefficient(f, 273.15) * reducedKgPerM2) / sin(elevationDegrees * radiansPerDegree)
}

/**
 * `L` of an exceedance by the log-normal fit of P.840-9 §3.3, kg/m².
 *
 * @param probabilityPercent `P_L`, of any cloud; at or below it the column is 0.
 */
export function lognormalColumn(
  exceedancePercent: number,
  mean: number,
  sigma: number,
  probabilityPercent: number,
): number {
  if (probabilityPercent <= 0.02 || exceedancePercent >= probabilityPercent) return 0
  return exp(mean + sigma * exactComplementaryQuantile(exceedancePercent / probabilityPercent))
}
