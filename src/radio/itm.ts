// The Irregular Terrain Model (Longley–Rice), point to point, 20 MHz to 20 GHz: NTIA's ITM 1.4 after
// Hufford, Longley & Kissick 1982 ("A Guide to the Use of the ITS Irregular Terrain Model").

import type { Problem } from '#base/problem.ts'
import { exp, log10 } from '#base/quickMath.ts'
import { type Ground, type ItmPaths, itmLink, itmModes, itmPaths } from '#radio/itmPaths.ts'
import { referenceAttenuation } from '#radio/itmReference.ts'
import { type EvenProfile, itmTerrain } from '#radio/itmTerrain.ts'
import { type ItmClimate, variabilityOf, variableAttenuation } from '#radio/itmVariability.ts'
import { assertNoProblem, checkBounds, groundProblem } from '#radio/path.ts'

/** What one prediction is asked for, beside the profile. */
export interface ItmInputs {
  readonly frequencyMhz: number
  readonly transmitterMeters: number
  readonly receiverMeters: number
  /** 0 horizontal, 1 vertical. */
  readonly polarization: 0 | 1
  /** Relative permittivity and conductivity (S/m) of the ground; 15 and 0.005 for average ground. */
  readonly epsilon: number
  readonly sigma: number
  /** `N_0`: refractivity reduced to sea level, 250 to 400. */
  readonly N0: number
  readonly climate: ItmClimate
  /** Mode of variability (`variabilityModes`, +10 without location, +20 without situation). */
  readonly mdvar: number
  readonly timePercent: number
  readonly locationPercent: number
  readonly situationPercent: number
}

/** Intermediate values by ITM's names: angles in mrad, lengths in m. */
export interface ItmResult {
  readonly lossDb: number
  readonly intermediate: Record<string, number | string>
}

/** Everything ITM cannot take of a profile and its inputs, each with the range. */
export function checkItm({ stepMeters, heightMeters }: EvenProfile, inputs: ItmInputs): Problem[] {
  const percent = (name: string, value: number) => ({
    name,
    value,
    low: 0.01,
    high: 99.99,
    unit: ' %',
  })
  const problems = checkBounds('ITM', [
    { name: 'frequency', value: inputs.frequencyMhz, low: 20, high: 20000, unit: ' MHz' },
    {
      name: 'transmitter height',
      value: inputs.transmitterMeters,
      low: 0.5,
      high: 3000,
      unit: ' m',
    },
    { name: 'receiver height', value: inputs.receiverMeters, low: 0.5, high: 3000, unit: ' m' },
    { name: 'refractivity', value: inputs.N0, low: 250, high: 400, unit: ' N-units' },
    { name: 'permittivity', value: inputs.epsilon, low: 1, high: 1000, unit: '' },
    { name: 'conductivity', value: inputs.sigma, low: 1e-9, high: 1e4, unit: ' S/m' },
    { name: 'climate', value: inputs.climate, low: 1, high: 7, unit: '' },
    percent('time percentage', inputs.timePercent),
    percent('location percentage', inputs.locationPercent),
    percent('situation percentage', inputs.situationPercent),
    { name: 'step', value: stepMeters, low: 1e-3, high: 1e5, unit: ' m' },
    { name: 'number of points', value: heightMeters.length, low: 3, high: 1e7, unit: '' },
  ])
  const { mdvar, climate } = inputs
  if (!(Number.isInteger(mdvar) && mdvar >= 0 && mdvar <= 33 && mdvar % 10 <= 3))
    problems.push(
      inputProblem(
        `Cannot use ITM with mode of variability ${mdvar}: it is 0 to 3, plus 10, 20 or 30`,
        'Use 12 for mobile service without location variability, 3 for broadcast',
      ),
    )
  if (climate >= 1 && climate <= 7 && !Number.isInteger(climate))
    problems.push(
      inputProblem(
        `Cannot use ITM with climate ${climate}: it is a whole number from 1 to 7`,
        'Use 5 for a continental temperate climate, 1 for an equatorial one',
      ),
    )
  for (let i = 0; i < heightMeters.length; i++) {
    const ground = groundProblem(heightMeters[i], (i * stepMeters) / 1000, i + 1)
    if (ground !== undefined) problems.push(ground)
  }
  if (problems.length > 0) return problems
  const N_s = surfaceRefractivity(inputs.N0, meanHeight(heightMeters))
  return checkBounds('ITM', [
    { name: 'surface refractivity', value: N_s, low: 150, high: 400, unit: ' N-units' },
  ])
}

function inputProblem(message: string, cure: string): Problem {
  return {
    level: 'error',
    code: 'radio-out-of-range',
    at: { source: '', table: 'inputs', row: 0 },
    message,
    cure,
  }
}

/** Free-space loss as ITM rounds it, dB; d in m, f in MHz. */
export function itmFreeSpaceLoss(d: number, f: number): number {
  return 32.45 + 20 * log10(f) + 20 * log10(d / 1000)
}

/** Surface refractivity of a path `h_sys` m above the sea (TN 101, eq 4.3). */
export function surfaceRefractivity(N0: number, h_sys: number): number {
  return h_sys === 0 ? N0 : N0 * exp(-h_sys / 9460)
}

/** Radius of the effective Earth, m (TN 101, eq 4.4). */
export function itmEarthRadius(N_s: number): number {
  return 1 / (157e-9 * (1 - 0.04665 * exp(N_s / 179.3)))
}

/** `Z_g`: transfer impedance of the ground. */
export function groundImpedance(
  f: number,
  epsilon: number,
  sigma: number,
  polarization: 0 | 1,
): Ground {
  const im = (18000 * sigma) / f
  // Z = √(ε − 1 + i·im); vertical polarization divides by ε + i·im
  const modulus = Math.sqrt((epsilon - 1) * (epsilon - 1) + im * im)
  const re = Math.sqrt((modulus + epsilon - 1) / 2)
  const zi = re === 0 ? Math.sqrt(modulus / 2) : im / (2 * re)
  if (polarization === 0) return { re, im: zi }
  const norm = epsilon * epsilon + im * im
  return { re: (re * epsilon + zi * im) / norm, im: (zi * epsilon - re * im) / norm }
}

/** Mean height of a path, its first and last tenth left out, m. */
export function meanHeight(y: Float64Array): number {
  const np = y.length - 1
  const p10 = Math.trunc(0.1 * np)
  let sum = 0
  for (let i = p10; i <= np - p10; i++) sum += y[i]
  return sum / (np - 2 * p10 + 1)
}

/** The one path of `itmLoss`, and its attenuation. */
const alone = itmPaths(1)
const A = new Float64Array(1)

/**
 * Basic transmission loss by ITM over one profile, with its intermediate values.
 *
 * @throws RangeError with the first problem `checkItm` finds.
 */
export function itmLoss(profile: EvenProfile, inputs: ItmInputs): ItmResult {
  assertNoProblem(checkItm(profile, inputs))
  const f = inputs.frequencyMhz
  const h: [number, number] = [inputs.transmitterMeters, inputs.receiverMeters]
  const Z_g = groundImpedance(f, inputs.epsilon, inputs.sigma, inputs.polarization)
  alone.N_s[0] = surfaceRefractivity(inputs.N0, meanHeight(profile.heightMeters))
  alone.a_e[0] = itmEarthRadius(alone.N_s[0])
  itmTerrain(alone, profile, h)
  referenceAttenuation(alone, 1, itmLink(f, Z_g, h))
  variableAttenuation(A, alone, 1, variabilityOf(inputs))
  const A_fs = itmFreeSpaceLoss(alone.d[0], f)
  const lossDb = A[0] + A_fs
  return { lossDb, intermediate: intermediateValues(alone, A_fs, lossDb) }
}

function intermediateValues(
  { d, theta_hzn, d_hzn, h_e, N_s, delta_h, A_ref, mode }: ItmPaths,
  A_fs: number,
  lossDb: number,
): Record<string, number | string> {
  return {
    d__km: d[0] / 1000,
    theta_hzn_tx: theta_hzn[0] * 1000,
    theta_hzn_rx: theta_hzn[1] * 1000,
    d_hzn_tx__meter: d_hzn[0],
    d_hzn_rx__meter: d_hzn[1],
    h_e_tx__meter: h_e[0],
    h_e_rx__meter: h_e[1],
    N_s: N_s[0],
    delta_h__meter: delta_h[0],
    A_ref__db: A_ref[0],
    A_fs__db: A_fs,
    A__db: lossDb,
    mode: itmModes[mode[0]],
  }
}
