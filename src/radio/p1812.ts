// ITU-R P.1812-6: path loss of terrestrial point-to-area services, 30 MHz to 6 GHz, over a terrain
// profile. Troposcatter is that of -6 (eq 44): the text of -7 was withdrawn in practice.
import type { Problem } from '#base/problem.ts'
import { exp, log10, pow } from '#base/quickMath.ts'
import {
  greatCirclePoint,
  inlandFactor,
  lnDuctingPercent,
  lnMu1,
  medianEarthRadiusKm,
} from '#radio/climate.ts'
import type { Polarization } from '#radio/diffraction.ts'
import { pathGeometry, terrainRoughness } from '#radio/geometry.ts'
import {
  geometryLoss,
  locationLossDb,
  type P1812Trace,
  p1812Conditions,
} from '#radio/p1812Model.ts'
import {
  assertNoProblem,
  checkBounds,
  checkPath,
  coastBounds,
  placeBounds,
  type RadioPath,
  zoneCodes,
  zoneStretches,
} from '#radio/path.ts'

/** What one prediction is asked for, beside the path. */
export interface P1812Inputs {
  readonly frequencyMhz: number
  /** `p`: the loss is not exceeded for this percentage of an average year, 1 to 50. */
  readonly timePercent: number
  /** `p_L`: nor at this percentage of places in the square around the receiver; 50 is the median. */
  readonly locationPercent?: number
  /** `σ_L`, dB; from `locationDeviationDb`, or 5.5 for broadcast planning. */
  readonly locationSigmaDb?: number
  /** `h_tg`, `h_rg`: antennas above ground, m, 1 to 3,000. */
  readonly transmitterMeters: number
  readonly receiverMeters: number
  readonly polarization: Polarization
  readonly transmitter: readonly [lon: number, lat: number]
  readonly receiver: readonly [lon: number, lat: number]
  /** `ΔN`, N-units/km over the lowest km; 45 where no map is at hand. */
  readonly DN?: number
  /** `N_0`, N-units at sea level; 325 where no map is at hand. */
  readonly N0?: number
  /** Land to the coast from each antenna, km; 500 where unknown, 0 where the antenna is at sea. */
  readonly dct?: number
  readonly dcr?: number
}

/** A loss with the values it was made of. */
export interface P1812Result {
  readonly lossDb: number
  /** Field strength for 1 kW of ERP, dBµV/m (eq 70). */
  readonly fieldDbuv: number
  readonly intermediate: P1812Trace
}

/** Values of ΔN and N0 for a place no map was given for. */
export const defaultRefractivity = { DN: 45, N0: 325 } as const

/** Everything that P.1812 cannot take of a path and its inputs, each with the range. */
export function checkP1812(path: RadioPath, inputs: P1812Inputs): Problem[] {
  const { frequencyMhz, timePercent, transmitterMeters, receiverMeters } = inputs
  return [
    ...checkPath(path),
    ...checkBounds('P.1812', [
      { name: 'frequency', value: frequencyMhz, low: 30, high: 6000, unit: ' MHz' },
      { name: 'time percentage', value: timePercent, low: 1, high: 50, unit: ' %' },
      {
        name: 'location percentage',
        value: inputs.locationPercent ?? 50,
        low: 1,
        high: 99,
        unit: ' %',
      },
      { name: 'transmitter height', value: transmitterMeters, low: 1, high: 3000, unit: ' m' },
      { name: 'receiver height', value: receiverMeters, low: 1, high: 3000, unit: ' m' },
      { name: 'refractivity gradient', value: inputs.DN ?? 45, low: 0, high: 156, unit: '' },
      { name: 'sea-level refractivity', value: inputs.N0 ?? 325, low: 200, high: 500, unit: '' },
      {
        name: 'location deviation',
        value: inputs.locationSigmaDb ?? 0,
        low: 0,
        high: 50,
        unit: ' dB',
      },
      { name: 'polarization', value: inputs.polarization, low: 1, high: 2, unit: '' },
      ...placeBounds('transmitter', inputs.transmitter),
      ...placeBounds('receiver', inputs.receiver),
      ...coastBounds(inputs),
      { name: 'path length', value: path.distanceKm.at(-1) ?? 0, low: 0, high: 3000, unit: ' km' },
    ]),
  ]
}

/**
 * Basic transmission loss by P.1812-6 over one path, with every intermediate value.
 *
 * Formula by formula in `docs/methods/p1812.md`. Sea, coastal and inland stretches come from the
 * path's zones; clutter stands on the ground between the ends.
 *
 * @throws RangeError with the first problem `checkP1812` finds.
 */
export function p1812Loss(path: RadioPath, inputs: P1812Inputs): P1812Result {
  assertNoProblem(checkP1812(path, inputs))
  const { distanceKm: d, heightMeters: h, clutterMeters, zone } = path
  const last = d.length - 1
  const DN = inputs.DN ?? defaultRefractivity.DN
  const ae = medianEarthRadiusKm(DN)
  const geometry = pathGeometry(
    d,
    h,
    clutteredHeights(h, clutterMeters),
    inputs.transmitterMeters,
    inputs.receiverMeters,
    ae,
  )
  const { omega, dtm, dlm } = zoneStretches(path)
  const [, phi] = greatCirclePoint(inputs.transmitter, inputs.receiver, d[last] / 2)
  const tau = inlandFactor(dlm)
  const lnB0 = lnDuctingPercent(phi, lnMu1(dtm, tau))
  const receiverAtSea = zone?.[last] === zoneCodes.sea
  const trace: P1812Trace = {
    f: inputs.frequencyMhz / 1000,
    p: inputs.timePercent,
    pL: inputs.locationPercent ?? 50,
    sigmaL: inputs.locationSigmaDb ?? 0,
    phi_t: inputs.transmitter[1],
    phi_r: inputs.receiver[1],
    lam_t: inputs.transmitter[0],
    lam_r: inputs.receiver[0],
    htg: inputs.transmitterMeters,
    hrg: inputs.receiverMeters,
    pol: inputs.polarization,
    DN,
    N0: inputs.N0 ?? defaultRefractivity.N0,
    dct: zone?.[0] === zoneCodes.sea ? 0 : (inputs.dct ?? 500),
    dcr: receiverAtSea ? 0 : (inputs.dcr ?? 500),
    R2: clutterMeters?.[1] ?? 0,
    'Rn-1': clutterMeters?.[last - 1] ?? 0,
    d: geometry.dtot,
    dlt: geometry.dlt,
    dlr: geometry.dlr,
    th_t: geometry.theta_t,
    th_r: geometry.theta_r,
    th: geometry.theta,
    hts: geometry.hts,
    hrs: geometry.hrs,
    htc: geometry.hts,
    hrc: geometry.hrs,
    w: omega,
    dtm,
    dlm,
    phi,
    b0: exp(lnB0),
    ae,
    hst_n: geometry.hst_n,
    hsr_n: geometry.hsr_n,
    hst: geometry.hst,
    hsr: geometry.hsr,
    hstd: geometry.hstd,
    hsrd: geometry.hsrd,
    "h'tc": geometry.hts - geometry.hstd,
    "h'rc": geometry.hrs - geometry.hsrd,
    hte: geometry.hte,
    hre: geometry.hre,
    hm: terrainRoughness(geometry),
  }
  const Lloc = receiverAtSea ? 0 : locationLossDb(trace.pL, trace.sigmaL)
  const lossDb = geometryLoss(
    geometry,
    p1812Conditions(trace.f, trace.p, inputs.polarization, trace.N0, Lloc),
    { dct: trace.dct, dcr: trace.dcr, omega, tau, lnB0 },
    trace,
  )
  const fieldDbuv = 199.36 + 20 * log10(trace.f) - lossDb // eq (70)
  trace.Ep = fieldDbuv
  return { lossDb, fieldDbuv, intermediate: trace }
}

/** Ground with clutter between the ends, bare at both (P.1812 §3.2). */
export function clutteredHeights(h: Float64Array, clutter?: Float64Array): Float64Array {
  if (clutter === undefined) return h
  const g = new Float64Array(h.length)
  for (let i = 0; i < h.length; i++) g[i] = h[i] + clutter[i]
  g[0] = h[0]
  g[h.length - 1] = h[h.length - 1]
  return g
}

/**
 * `σ_L`, dB: how the loss varies within a square (P.1812 §4.8, §4.10).
 *
 * @param resolutionMeters `w_a`, the square's side.
 * @param receiverMeters Antenna above ground.
 * @param clutterMeters Representative clutter around it.
 */
export function locationDeviationDb(
  frequencyMhz: number,
  resolutionMeters: number,
  receiverMeters: number,
  clutterMeters: number,
): number {
  const sigma = (0.52 + 0.024 * (frequencyMhz / 1000)) * pow(resolutionMeters, 0.28)
  const above = receiverMeters - clutterMeters
  return sigma * (above < 0 ? 1 : above >= 10 ? 0 : 1 - above / 10)
}
