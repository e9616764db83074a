// Antenna patterns: cellular sectors with downtilt (3GPP TR 36.814 Table A.2.1.1-2), and dishes for
// coordination and interference (ITU-R F.699-8 envelope, F.1245-3 average).
import { log10, pow } from '#base/math.ts'

/** A sector antenna. Angles in degrees: azimuth from north, tilt below the horizon. */
export interface SectorAntenna {
  readonly gainDbi: number
  readonly azimuthDegrees: number
  readonly downtiltDegrees: number
  /** Half-power beam widths. */
  readonly horizontalDegrees: number
  readonly verticalDegrees: number
  /** Most that the pattern falls below its peak, dB. */
  readonly frontToBackDb: number
  readonly sideLobeDb: number
}

/** A macro sector of 65° by 7°. */
export const macroSector: Omit<SectorAntenna, 'azimuthDegrees'> = {
  gainDbi: 17,
  downtiltDegrees: 4,
  horizontalDegrees: 65,
  verticalDegrees: 7,
  frontToBackDb: 25,
  sideLobeDb: 20,
}

/** An angle turned into −180 to 180 degrees. */
export function turnedDegrees(degrees: number): number {
  return degrees - 360 * Math.round(degrees / 360)
}

/**
 * Gain of a sector toward a direction, dBi: `G − min(−(A_H + A_V), A_m)`, where each of `A_H`, `A_V`
 * is `−min(12 (angle / beam width)², limit)`.
 *
 * @param elevationDegrees Of the direction, above the horizon.
 */
export function sectorGainDbi(
  antenna: SectorAntenna,
  bearingDegrees: number,
  elevationDegrees: number,
): number {
  const across = turnedDegrees(bearingDegrees - antenna.azimuthDegrees) / antenna.horizontalDegrees
  const up = (elevationDegrees + antenna.downtiltDegrees) / antenna.verticalDegrees
  const horizontal = Math.min(12 * across * across, antenna.frontToBackDb)
  const vertical = Math.min(12 * up * up, antenna.sideLobeDb)
  return antenna.gainDbi - Math.min(horizontal + vertical, antenna.frontToBackDb)
}

/** Peak gain of a dish, dBi: `20 log(D/λ) + 7.7` (F.699-8 §2.1). */
export function dishGainDbi(diameterMeters: number, frequencyGhz: number): number {
  return 20 * log10((diameterMeters * frequencyGhz) / 0.299792458) + 7.7
}

/** Which of ITU's reference patterns: the envelope of peaks, or the average of many interferers. */
export type DishPattern = 'F.699' | 'F.1245'

/**
 * Gain of a dish off its axis, dBi.
 *
 * @param offAxisDegrees 0 to 180.
 * @param gainDbi Peak gain; `dishGainDbi` where absent.
 */
export function dishPatternDbi(
  pattern: DishPattern,
  diameterMeters: number,
  frequencyGhz: number,
  offAxisDegrees: number,
  gainDbi: number = dishGainDbi(diameterMeters, frequencyGhz),
): number {
  const ratio = (diameterMeters * frequencyGhz) / 0.299792458 // D/λ
  const phi = Math.abs(offAxisDegrees)
  const G1 = 2 + 15 * log10(ratio)
  const phiM = (20 / ratio) * Math.sqrt(Math.max(0, gainDbi - G1))
  const main = gainDbi - 2.5e-3 * (ratio * phi) * (ratio * phi)
  if (phi < phiM) return main
  const logRatio = log10(ratio)
  if (pattern === 'F.699') {
    if (ratio > 100) {
      const phiR = Math.max(phiM, 15.85 * pow(ratio, -0.6))
      if (phi < phiR) return G1
      return phi < 48 ? 32 - 25 * log10(phi) : -10
    }
    if (phi < Math.max(phiM, 100 / ratio)) return G1
    return phi < 48 ? 52 - 10 * logRatio - 25 * log10(phi) : 10 - 10 * logRatio
  }
  if (ratio > 100) {
    const phiR = Math.max(phiM, 12.02 * pow(ratio, -0.6))
    if (phi < phiR) return G1
    return phi < 48 ? 29 - 25 * log10(phi) : -13
  }
  return phi < 48 ? 39 - 5 * logRatio - 25 * log10(phi) : -3 - 5 * logRatio
}
