// What rain leaves of a satellite terminal's rate: ITU-R P.618 on the way down at 12 GHz, in all but the
// permitted share of the year (docs/methods/satellite.md).
import { clamp, log2, pow } from '#base/math.ts'
import { slantRainAttenuation } from '#radio/p618.ts'
import { meanIsothermKm, rainHeightKm } from '#radio/rain.ts'

/** The downlink and what a terminal has above noise in a clear sky (assumed). */
const frequencyGhz = 12
const elevationDegrees = 45
const clearSkyDb = 10

/**
 * The share of its clear-sky rate that a terminal still has, from 0 to 1, by Shannon's law.
 *
 * @param availableShare Of the year, 0.95 to 0.99999.
 * @param stationMeters Above the sea.
 * @param isothermKm Height of the 0 °C isotherm above the sea.
 */
export function rateInRainShare(
  latitudeDegrees: number,
  stationMeters: number,
  rainMmPerHour: number,
  availableShare: number,
  isothermKm = meanIsothermKm(latitudeDegrees),
): number {
  const fadeDb = slantRainAttenuation(
    {
      frequencyGhz,
      elevationDegrees,
      latitudeDegrees,
      stationKm: stationMeters / 1000,
      rainHeightKm: rainHeightKm(isothermKm),
      rainRate: rainMmPerHour,
      tiltDegrees: 45,
    },
    100 * (1 - availableShare),
  )
  const rate = (signalDb: number): number => log2(1 + pow(10, signalDb / 10))
  return clamp(rate(clearSkyDb - fadeDb) / rate(clearSkyDb), 0, 1)
}
