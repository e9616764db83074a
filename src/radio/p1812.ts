// ITU-R P.1812-6: path loss of terrestrial point-to-area services, 30 MHz to 6 GHz, over a terrain
// profile. Troposcatter is that of -6 (eq 44): the text of -7 was withdrawn in practice.
import type { Problem } from '#base/problem.ts'
import {
  betaEarthRadiusKm,
  ductingPercent,
  greatCirclePoint,
  inlandFactor,
  inverseNormal,
  medianEarthRadiusKm,
} from '#radio/climate.ts'
import { angleFactor, type Combination, combineLosses, distanceFactor } from '#radio/combine.ts'
import {
  bullingtonLoss,
  type Polarization,
  smoothBullingtonLoss,
  sphericalEarthLoss,
  wavelengthGhz,
} from '#radio/diffraction.ts'
import { ductingLoss } from '#radio/ducting.ts'
import { type PathGeometry, pathGeometry } from '#radio/geometry.ts'
import {
  assertNoProblem,
  checkBounds,
  checkPath,
  type RadioPath,
  zoneCodes,
  zoneStretches,
} from '#radio/path.ts'
import { exp, log10, pow } from '#radio/quickMath.ts'

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

/** Every intermediate value under the recommendation's symbols; km, m, mrad, dB. */
export type P1812Trace = Record<string, number>

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
  const b0 = ductingPercent(phi, dtm, tau)
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
    b0,
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
    hm: geometry.hm,
  }
  const lossDb = geometryLoss(
    geometry,
    {
      f: trace.f,
      p: trace.p,
      pol: inputs.polarization,
      N0: trace.N0,
      Lloc: receiverAtSea ? 0 : locationLossDb(trace.pL, trace.sigmaL),
      logTime: log10(trace.p / 50),
      tropoTime: tropoTime(trace.p),
      timeQuantile: inverseNormal(trace.p / 100),
      ...frequencyTerms(trace.f),
    },
    { dct: trace.dct, dcr: trace.dcr, omega, tau, b0 },
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

/** What stays the same over many paths of one prediction. */
export interface P1812Conditions {
  /** GHz. */
  readonly f: number
  readonly p: number
  readonly pol: Polarization
  readonly N0: number
  /** Loss of the location percentage, dB (eq 67); 0 for the median. */
  readonly Lloc: number
  /** `log(p/50)` (eq 9a). */
  readonly logTime: number
  /** The time term of troposcatter (eq 44). */
  readonly tropoTime: number
  /** `I(p/100)` (eq 40a). */
  readonly timeQuantile: number
  /** `log f`, and what troposcatter adds by frequency, dB (eq 45). */
  readonly logF: number
  readonly Lf: number
}

/** The two terms of frequency alone. */
export function frequencyTerms(f: number): { readonly logF: number; readonly Lf: number } {
  const logF = log10(f)
  const half = log10(f / 2)
  return { logF, Lf: 25 * logF - 2.5 * half * half }
}

/** Path angle, mrad, below which `1 − F_j` is less than 1e-10. */
const clearAngle = -1.2

/** Stands for a mechanism that does not take part, dB. */
const noLoss = 1e9

/** What depends on where a path runs: sea, coast and latitude. */
export interface P1812Climate {
  readonly dct: number
  readonly dcr: number
  readonly omega: number
  readonly tau: number
  readonly b0: number
}

/** The time term of troposcatter, dB (eq 44). */
export function tropoTime(p: number): number {
  return p < 50 ? -10.125 * pow(log10(50 / p), 0.7) : 0
}

/** Loss that the location percentage adds, dB: `−I(p_L) σ_L` (eq 67). */
export function locationLossDb(locationPercent: number, sigmaDb: number): number {
  return -inverseNormal(locationPercent / 100) * sigmaDb
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

/**
 * The loss over an analyzed path (eq 8–69): the part the area engine runs for every point.
 *
 * @param trace Filled with the intermediate values where given.
 */
export function geometryLoss(
  path: PathGeometry,
  { f, p, pol, N0, Lloc, logTime, tropoTime, timeQuantile, logF, Lf }: P1812Conditions,
  climate: P1812Climate,
  trace?: P1812Trace,
): number {
  const { dtot, hts, hrs, dlt, dlr, theta } = path
  const { omega, b0 } = climate
  const rise = (hts - hrs) / 1000
  const Lbfs = 92.4 + 20 * logF + 10 * log10(dtot * dtot + rise * rise) // eq (8)
  const Es = 2.6 * (1 - exp(-0.1 * (dlt + dlr)))
  const Lb0p = Lbfs + Es * logTime // eq (9a, 10)
  const Lb0b = Lbfs + Es * log10(b0 / 50) // eq (9b, 11)
  const lambda = wavelengthGhz / f
  const aboveBeta = p >= b0
  const Fi = aboveBeta ? timeQuantile / inverseNormal(b0 / 100) : 1 // eq (40a)
  const Ld50 = deltaBullington(path, path.median, path.ae, f, lambda, omega, pol, trace, '50')
  // With p = 50 % the loss of β0 has no weight; it is computed only to be shown.
  const Ldb =
    p === 50 && trace === undefined
      ? Ld50
      : deltaBullington(path, path.beta, betaEarthRadiusKm, f, lambda, omega, pol, trace, '')
  const Ldp = p === 50 ? Ld50 : Ld50 + Fi * (Ldb - Ld50) // eq (41)
  // Well inside line of sight ducting weighs less than 1e-9 dB: only a trace needs it there.
  const Lba = theta < clearAngle && trace === undefined ? noLoss : ductingLoss(path, climate, f, p)
  const Lbs = 190.1 + Lf + 20 * log10(dtot) + 0.573 * theta - 0.15 * N0 + tropoTime // eq (44)
  const Fj = angleFactor(theta - 0.3)
  const Fk = distanceFactor(dtot)
  const mechanisms = { Lbfs, Lb0p, Lb0b, Ld50, Ldp, Lba, Lbs }
  let steps: Partial<Combination> | undefined
  if (trace !== undefined) steps = {}
  const Lbc = combineLosses(mechanisms, Fi, Fj, Fk, omega, aboveBeta, steps)
  const Lb = Math.max(Lb0p, Lbc + Lloc) // eq (69)
  if (trace !== undefined)
    Object.assign(trace, { Fi, Fj, Fk, ...mechanisms, Ldb, ...steps, Lloc, Lb })
  return Lb
}

/** The delta-Bullington loss for one effective Earth radius (eq 37–39), dB. */
function deltaBullington(
  path: PathGeometry,
  extremes: PathGeometry['median'],
  ap: number,
  f: number,
  lambda: number,
  omega: number,
  pol: Polarization,
  trace: P1812Trace | undefined,
  suffix: string,
): number {
  const { dtot, hts, hrs } = path
  const Lbulla = bullingtonLoss(extremes, dtot, hts, hrs, lambda)
  const hte = hts - path.hstd // eq (37a, 38a)
  const hre = hrs - path.hsrd // eq (37b, 38b)
  const Ldsph = sphericalEarthLoss(dtot, hte, hre, ap, f, omega, pol)
  if (Ldsph <= 0 && trace === undefined) return Lbulla // the smooth path cannot add below 0
  const Lbulls = smoothBullingtonLoss(path.d, path.interior, dtot, hte, hre, ap, lambda)
  if (trace !== undefined) {
    trace[`Lbulla${suffix}`] = Lbulla
    trace[`Lbulls${suffix}`] = Lbulls
    trace[`Ldsph${suffix}`] = Ldsph
  }
  return Lbulla + Math.max(Ldsph - Lbulls, 0) // eq (39)
}
