// The mean annual global reference atmosphere (ITU-R P.835-6, Annex 1) and the gases along a ray
// through it, bent by refraction (P.676-13 Annex 1 §2.2): slow, exact, any height and frequency.
import { asin, cos, exp, ln, pow, radiansPerDegree } from '#base/math.ts'
import { type Air, gasAttenuation } from '#radio/gases.ts'

/** Layers of constant lapse rate: base (geopotential km), its temperature (K), rate (K/km), pressure (hPa). */
const layers = [
  [0, 288.15, -6.5, 1013.25],
  [11, 216.65, 0, 226.3226],
  [20, 216.65, 1, 54.7498],
  [32, 228.65, 2.8, 8.680422],
  [47, 270.65, 0, 1.109106],
  [51, 270.65, -2.8, 0.6694167],
  [71, 214.65, -2, 0.03956649],
] as const

/** Temperature and total pressure at a height above the sea, up to 100 km (P.835-6 §1.1). */
function standardAirAt(heightKm: number): { T: number; P: number } {
  if (heightKm >= 86) {
    const h = heightKm
    const x = (h - 91) / 19.9429
    const T = h <= 91 ? 186.8673 : 263.1905 - 76.3232 * Math.sqrt(1 - x * x)
    const P = exp(
      95.571899 + h * (-4.011801 + h * (6.424731e-2 + h * (-4.78966e-4 + h * 1.340543e-6))),
    )
    return { T, P }
  }
  const h = (6356.766 * heightKm) / (6356.766 + heightKm)
  let i = layers.length - 1
  while (h < layers[i][0]) i--
  const [base, T0, rate, P0] = layers[i]
  const T = T0 + rate * (h - base)
  const P = rate === 0 ? P0 * exp((-34.1632 * (h - base)) / T0) : P0 * pow(T0 / T, 34.1632 / rate)
  return { T, P }
}

/**
 * The reference air at a height.
 *
 * @param surfaceVapor `ρ_0`, g/m³; 7.5 in the standard. It halves every 1.4 km, down to a mixing ratio of 2e-6.
 */
export function referenceAir(heightKm: number, surfaceVapor = 7.5): Air {
  const { T, P } = standardAirAt(heightKm)
  const rho = Math.max(surfaceVapor * exp(-heightKm / 2), (2e-6 * P * 216.7) / T)
  return {
    dryPressureHpa: P - (rho * T) / 216.7,
    temperatureKelvin: T,
    vaporGramsPerM3: rho,
  }
}

/** Refractive index of air (P.453-14 eq 1, 2). */
function refractiveIndex({
  dryPressureHpa,
  temperatureKelvin: T,
  vaporGramsPerM3: rho,
}: Air): number {
  const e = (rho * T) / 216.7
  return 1 + 1e-6 * ((77.6 * dryPressureHpa) / T + (72 * e) / T + (3.75e5 * e) / (T * T))
}

/**
 * Gases along a rising ray from a station to 100 km, dB (P.676-13 eq 13–19).
 *
 * @param elevationDegrees Apparent elevation at the station, 0 to 90.
 * @param stationKm Above the sea.
 */
export function rayGasAttenuation(
  f: number,
  elevationDegrees: number,
  stationKm = 0,
  surfaceVapor = 7.5,
): number {
  const growth = exp(0.01) - 1
  const index = (h: number): number => 100 * ln(1e4 * h * growth + 1) + 1
  const low = Math.floor(index(stationKm))
  const high = Math.ceil(index(100))
  const scale =
    stationKm === 0
      ? 1e-4
      : ((exp(0.02) - exp(0.01)) / (exp(high / 100) - exp(low / 100))) * (100 - stationKm)
  const bottom = stationKm === 0 ? 0 : stationKm - (scale * (exp((low - 1) / 100) - 1)) / growth
  const sinBeta = cos(elevationDegrees * radiansPerDegree)
  let total = 0
  let first = 0
  for (let i = low; i < high; i++) {
    const thickness = scale * exp((i - 1) / 100)
    const h = bottom + (scale * (exp((i - 1) / 100) - 1)) / growth
    const air = referenceAir(Math.min(h + thickness / 2, 100), surfaceVapor)
    const n = refractiveIndex(air)
    const r = 6371 + h
    if (first === 0) first = n * r
    const cosBeta = cos(asin((first / (n * r)) * sinBeta))
    const rc = r * cosBeta
    const length = -rc + Math.sqrt(rc * rc + 2 * r * thickness + thickness * thickness)
    const { oxygenDbPerKm, vaporDbPerKm } = gasAttenuation(f, air)
    total += length * (oxygenDbPerKm + vaporDbPerKm)
  }
  return total
}
