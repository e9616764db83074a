// From transmit power to megabits: link budget, spectral efficiency of LTE and NR by their CQI tables
// (3GPP TS 36.213 Table 7.2.3-1, TS 38.214 Table 5.2.2.1-3), and a sector's capacity shared by people.
// Where the numbers come from, one by one: docs/methods/antennas.md.
import { log10, pow } from '#base/math.ts'

/** One direction of a radio link. */
export interface LinkBudget {
  readonly transmitDbm: number
  readonly transmitGainDbi: number
  /** Cables, connectors, body, margins: everything that is not path loss. */
  readonly otherLossDb: number
  readonly receiveGainDbi: number
  readonly bandwidthMhz: number
  readonly noiseFigureDb: number
}

/** Power at the receiver, dBm. */
export function receivedDbm(budget: LinkBudget, pathLossDb: number): number {
  return (
    budget.transmitDbm +
    budget.transmitGainDbi +
    budget.receiveGainDbi -
    budget.otherLossDb -
    pathLossDb
  )
}

/** Thermal noise, dBm: −174 dBm/Hz over the bandwidth, and the receiver's figure. */
export function noiseDbm(bandwidthMhz: number, noiseFigureDb: number): number {
  return -174 + 60 + 10 * log10(bandwidthMhz) + noiseFigureDb
}

/** Power in dBm as milliwatts. */
export function dbmToMilliwatts(dbm: number): number {
  return pow(10, dbm / 10)
}

/** Milliwatts as dBm. */
export function milliwattsToDbm(milliwatts: number): number {
  return 10 * log10(milliwatts)
}

/** Signal over noise and interference, dB. */
export function sinrDb(signalDbm: number, interferenceMilliwatts: number, noise: number): number {
  return signalDbm - milliwattsToDbm(interferenceMilliwatts + dbmToMilliwatts(noise))
}

/** Largest path loss, dB, at which a link still reaches a SINR without interference. */
export function maximumPathLossDb(budget: LinkBudget, neededSinrDb: number): number {
  return receivedDbm(budget, 0) - noiseDbm(budget.bandwidthMhz, budget.noiseFigureDb) - neededSinrDb
}

/** Generations whose modulation tables are known. */
export type RadioTechnology = 'LTE' | 'NR'

/**
 * Steps of a modulation table: the SINR (dB) from which it is used, bits per second and hertz. SINR
 * at 10 % block error as system-level simulators commonly take it (assumed: 3GPP publishes none); the
 * three highest of NR go on at LTE's last slope.
 */
// biome-ignore format: one table per technology
const steps: Readonly<Record<RadioTechnology, readonly (readonly [sinrDb: number, efficiency: number])[]>> = {
  LTE: [[-6.7, 0.1523], [-4.7, 0.2344], [-2.3, 0.377], [0.2, 0.6016], [2.4, 0.877], [4.3, 1.1758], [5.9, 1.4766],
    [8.1, 1.9141], [10.3, 2.4063], [11.7, 2.7305], [14.1, 3.3223], [16.3, 3.9023], [18.7, 4.5234], [21, 5.1152],
    [22.7, 5.5547]],
  NR: [[-6.7, 0.1523], [-2.3, 0.377], [2.4, 0.877], [5.9, 1.4766], [8.1, 1.9141], [10.3, 2.4063], [11.7, 2.7305],
    [14.1, 3.3223], [16.3, 3.9023], [18.7, 4.5234], [21, 5.1152], [22.7, 5.5547], [25.3, 6.2266], [27.9, 6.9141],
    [29.8, 7.4063]],
}

/** SINR below which nothing is decoded, dB. */
export const leastSinrDb = -6.7

/** Bits per second and hertz of one layer at a SINR; 0 below the table. */
export function spectralEfficiency(technology: RadioTechnology, sinr: number): number {
  let efficiency = 0
  for (const [from, value] of steps[technology]) {
    if (sinr < from) break
    efficiency = value
  }
  return efficiency
}

/** A carrier of one sector. */
export interface Carrier {
  readonly technology: RadioTechnology
  readonly bandwidthMhz: number
  /** Parallel streams that the antennas carry. */
  readonly layers: number
  /** Share of time that goes downward: 1 with FDD. */
  readonly downlinkShare: number
}

/** Share of the bandwidth in guard bands, and of the rest in control and reference signals. */
const overhead: Readonly<Record<RadioTechnology, readonly [guard: number, control: number]>> = {
  LTE: [0.1, 0.25],
  NR: [0.05, 0.14],
}

/** Rate of one terminal that has a carrier alone, Mbps. */
export function carrierRateMbps(carrier: Carrier, sinr: number): number {
  const [guard, control] = overhead[carrier.technology]
  return (
    carrier.bandwidthMhz *
    (1 - guard) *
    (1 - control) *
    carrier.downlinkShare *
    carrier.layers *
    spectralEfficiency(carrier.technology, sinr)
  )
}

/**
 * What a sector delivers to the people it covers when each gets the same rate, Mbps in all: the
 * harmonic mean of their rates, weighted by people. Those at rate 0 are not served and not counted.
 */
export function sectorCapacityMbps(
  rateMbps: ArrayLike<number>,
  people: ArrayLike<number>,
): { capacityMbps: number; servedPeople: number } {
  let served = 0
  let time = 0
  for (let i = 0; i < rateMbps.length; i++) {
    if (!(rateMbps[i] > 0 && people[i] > 0)) continue
    served += people[i]
    time += people[i] / rateMbps[i]
  }
  return { capacityMbps: time > 0 ? served / time : 0, servedPeople: served }
}

/** Rate each person gets in the busy hour, Mbps, when a share of them is active at once. */
export function ratePerPersonMbps(
  capacityMbps: number,
  servedPeople: number,
  activeShare: number,
): number {
  const active = servedPeople * activeShare
  return active > 0 ? capacityMbps / Math.max(active, 1) : 0
}
