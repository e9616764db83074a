// ITU-R P.452-18, clear air: interference between stations on the ground, 0.1 to 50 GHz, over a
// terrain profile with distributed clutter. Hydrometeor scatter is not part of it.
import { exp, log10, pow } from '#base/math.ts'
import type { Problem } from '#base/problem.ts'
import {
  betaEarthRadiusKm,
  greatCirclePoint,
  inlandFactor,
  inverseNormal,
  lnDuctingPercent,
  lnMu1,
  medianEarthRadiusKm,
} from '#radio/climate.ts'
import {
  angleFactor,
  distanceFactor,
  joinedLoss,
  leastClearLoss,
  leastDuctingLoss,
} from '#radio/combine.ts'
import { deltaBullingtonLoss, type Polarization, waveOf } from '#radio/diffraction.ts'
import { ductingLoss } from '#radio/ducting.ts'
import { gasAttenuation } from '#radio/gases.ts'
import { type PathGeometry, pathGeometry, terrainRoughness } from '#radio/geometry.ts'
import {
  assertNoProblem,
  type Bounds,
  checkBounds,
  checkPath,
  coastBounds,
  placeBounds,
  type RadioPath,
  zoneCodes,
  zoneStretches,
} from '#radio/path.ts'

/** What one prediction is asked for, beside the path. */
export interface P452Inputs {
  readonly frequencyGhz: number
  /** `p`: the loss is not exceeded for this percentage of an average year, 0.001 to 50. */
  readonly timePercent: number
  readonly transmitterMeters: number
  readonly receiverMeters: number
  /** Antenna gains toward the horizon along the path, dBi: they weaken troposcatter. */
  readonly transmitterGainDbi?: number
  readonly receiverGainDbi?: number
  readonly polarization: Polarization
  readonly transmitter: readonly [lon: number, lat: number]
  readonly receiver: readonly [lon: number, lat: number]
  /** Land to the coast from each antenna, km; 500 where unknown. */
  readonly dct?: number
  readonly dcr?: number
  /** Dry pressure at the surface, hPa, and temperature, °C. */
  readonly pressureHpa?: number
  readonly temperatureCelsius?: number
  /** ΔN and N0 of the path's center; 45 and 325 where no map is at hand. */
  readonly DN?: number
  readonly N0?: number
}

/** Every intermediate value under the recommendation's symbols; km, m, mrad, dB. */
export type P452Trace = Record<string, number | string>

function gainBounds(end: string, value = 0): Bounds {
  return { name: `gain of the ${end}`, value, low: -50, high: 100, unit: ' dBi' }
}

/** Everything that P.452 cannot take of a path and its inputs, each with the range. */
export function checkP452(path: RadioPath, inputs: P452Inputs): Problem[] {
  return [
    ...checkPath(path),
    ...checkBounds('P.452', [
      { name: 'frequency', value: inputs.frequencyGhz, low: 0.1, high: 50, unit: ' GHz' },
      { name: 'time percentage', value: inputs.timePercent, low: 0.001, high: 50, unit: ' %' },
      {
        name: 'transmitter height',
        value: inputs.transmitterMeters,
        low: 0.1,
        high: 20000,
        unit: ' m',
      },
      { name: 'receiver height', value: inputs.receiverMeters, low: 0.1, high: 20000, unit: ' m' },
      { name: 'refractivity gradient', value: inputs.DN ?? 45, low: 0, high: 156, unit: '' },
      { name: 'sea-level refractivity', value: inputs.N0 ?? 325, low: 200, high: 500, unit: '' },
      { name: 'polarization', value: inputs.polarization, low: 1, high: 2, unit: '' },
      { name: 'pressure', value: inputs.pressureHpa ?? 1013, low: 10, high: 1100, unit: ' hPa' },
      {
        name: 'temperature',
        value: inputs.temperatureCelsius ?? 15,
        low: -100,
        high: 60,
        unit: ' °C',
      },
      gainBounds('transmitter', inputs.transmitterGainDbi),
      gainBounds('receiver', inputs.receiverGainDbi),
      ...placeBounds('transmitter', inputs.transmitter),
      ...placeBounds('receiver', inputs.receiver),
      ...coastBounds(inputs),
      { name: 'path length', value: path.distanceKm.at(-1) ?? 0, low: 0, high: 10000, unit: ' km' },
    ]),
  ]
}

/**
 * Basic transmission loss by P.452-18 in clear air over one path, with every intermediate value.
 *
 * @throws RangeError with the first problem `checkP452` finds.
 */
export function p452Loss(
  path: RadioPath,
  inputs: P452Inputs,
): { lossDb: number; intermediate: P452Trace } {
  assertNoProblem(checkP452(path, inputs))
  const { distanceKm: d, heightMeters: h, clutterMeters, zone } = path
  const { frequencyGhz: f, timePercent: p, polarization: pol } = inputs
  const last = d.length - 1
  const DN = inputs.DN ?? 45
  const N0 = inputs.N0 ?? 325
  const ae = medianEarthRadiusKm(DN)
  const geometry = pathGeometry(
    d,
    h,
    farClutter(d, h, clutterMeters),
    inputs.transmitterMeters,
    inputs.receiverMeters,
    ae,
  )
  const { dtot, hts, hrs, theta, dlt, dlr } = geometry
  const { omega, dtm, dlm } = zoneStretches(path)
  const [, phi] = greatCirclePoint(inputs.transmitter, inputs.receiver, dtot / 2)
  const tau = inlandFactor(dlm)
  const lnB0 = lnDuctingPercent(phi, lnMu1(dtm, tau))
  const b0 = exp(lnB0)
  const dct = zone?.[0] === zoneCodes.sea ? 0 : (inputs.dct ?? 500)
  const dcr = zone?.[last] === zoneCodes.sea ? 0 : (inputs.dcr ?? 500)
  const press = inputs.pressureHpa ?? 1013
  const temp = inputs.temperatureCelsius ?? 15
  const gasPerKm = (rho: number): number => {
    const { oxygenDbPerKm, vaporDbPerKm } = gasAttenuation(f, {
      dryPressureHpa: press,
      temperatureKelvin: temp + 273.15,
      vaporGramsPerM3: rho,
    })
    return oxygenDbPerKm + vaporDbPerKm
  }
  const wet = gasPerKm(7.5 + 2.5 * omega) // eq (9a)
  const rise = (hts - hrs) / 1000
  const d3 = Math.sqrt(dtot * dtot + rise * rise) // eq (8a)
  const Lbfsg = 92.4 + 20 * log10(f) + 20 * log10(d3) + wet * d3 // eq (8)
  const Es = 2.6 * (1 - exp(-0.1 * (dlt + dlr)))
  const Lb0p = Lbfsg + Es * log10(p / 50) // eq (10a, 11)
  const Lb0b = Lbfsg + Es * log10(b0 / 50) // eq (10b, 12)
  const wave = waveOf(f, pol)
  const hteD = hts - geometry.hstd // eq (38a, 39a)
  const hreD = hrs - geometry.hsrd
  const median = { Lbulla: 0, Lbulls: 0, Ldsph: 0 }
  const Ld50 = deltaBullingtonLoss(geometry, geometry.median, hteD, hreD, ae, wave, omega, median) // eq (40)
  const Ldb = deltaBullingtonLoss(
    geometry,
    geometry.beta,
    hteD,
    hreD,
    betaEarthRadiusKm,
    wave,
    omega,
  )
  const aboveBeta = p >= b0
  const Fi = aboveBeta ? inverseNormal(p / 100) / inverseNormal(b0 / 100) : 1 // eq (41a)
  const Ldp = p === 50 ? Ld50 : Ld50 + Fi * (Ldb - Ld50) // eq (42)
  const Lba = ductingLoss(geometry, { dct, dcr, omega, tau, lnB0 }, wave, log10(p)) + wet * dtot // eq (46)
  const Lbs = troposcatterLoss(geometry, f, p, N0, inputs, gasPerKm(3))
  // The angle of F_j is that of the bare ground's steepest slope over the straight line (eq 58).
  const Fj = angleFactor(geometry.groundSlope - (hrs - hts) / dtot)
  const Fk = distanceFactor(dtot) // eq (59)
  const Lbd50 = Lbfsg + Ld50 // eq (43)
  const Lbd = Lb0p + Ldp // eq (44)
  const Lminb0p = leastClearLoss(Lb0p, Lb0b, Lbd50, Ldp, Fi, omega, aboveBeta) // eq (60)
  const Lminbap = leastDuctingLoss(Lba, Lb0p) // eq (61)
  const Lbda = Lminbap <= Lbd ? Lminbap + (Lbd - Lminbap) * Fk : Lbd // eq (62)
  const Lbam = Lbda + (Lminb0p - Lbda) * Fj // eq (63)
  const Lb = joinedLoss(Lbs, Lbam) // eq (64)
  return {
    lossDb: Lb,
    intermediate: {
      ae,
      dtot,
      hts,
      hrs,
      theta_t: geometry.theta_t,
      theta_r: geometry.theta_r,
      theta,
      hm: terrainRoughness(geometry),
      hst: geometry.hst,
      hsr: geometry.hsr,
      hte: geometry.hte,
      hre: geometry.hre,
      hstd: geometry.hstd,
      hsrd: geometry.hsrd,
      dlt,
      dlr,
      path: geometry.lineOfSight ? 'Line of Sight' : 'Trans-Horizon',
      dtm,
      dlm,
      b0,
      omega,
      DN,
      N0,
      dct,
      dcr,
      phi,
      Fi,
      Fj,
      Fk,
      Lbfsg,
      Lb0p,
      Lb0b,
      Lbulla: median.Lbulla,
      Lbulls: median.Lbulls,
      Ldsph: median.Ldsph,
      Ld50,
      Ldb,
      Ldp,
      Lbs,
      Lba,
      Lbd50,
      Lbd,
      Lminb0p,
      Lminbap,
      Lbda,
      Lbam,
      Lb,
    },
  }
}

/** Ground with clutter, bare within 50 m of either station (P.452-18 §3.2.1, step 4). */
function farClutter(d: Float64Array, h: Float64Array, clutter?: Float64Array): Float64Array {
  if (clutter === undefined) return h
  const dtot = d[d.length - 1]
  return h.map((height, i) => (d[i] < 0.05 || d[i] > dtot - 0.05 ? height : height + clutter[i]))
}

/** Troposcatter with the loss of coupling of large antennas (eq 45), dB; the text of -17. */
function troposcatterLoss(
  { dtot, theta }: PathGeometry,
  f: number,
  p: number,
  N0: number,
  { transmitterGainDbi = 0, receiverGainDbi = 0 }: P452Inputs,
  dryGasPerKm: number,
): number {
  const half = log10(f / 2)
  const Lf = 25 * log10(f) - 2.5 * half * half // eq (45a)
  const Lc = 0.051 * exp(0.055 * (transmitterGainDbi + receiverGainDbi)) // eq (45b)
  return (
    190 +
    Lf +
    20 * log10(dtot) +
    0.573 * theta -
    0.15 * N0 +
    Lc +
    dryGasPerKm * dtot -
    10.1 * pow(log10(50 / p), 0.7)
  )
}
