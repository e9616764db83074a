// What is to be chosen, and what a choice costs.
import { sum } from '#base/math.ts'
import type { CellularOption } from '#options/cellular.ts'
import {
  type FixedWirelessOption,
  sectorsPerTower,
  type WirelessWay,
} from '#options/fixedWireless.ts'
import { type Money, siteNpvUsd } from '#options/option.ts'
import { type SatelliteOption, surchargeUsdPerYear } from '#options/satellite.ts'
import { type AccessNetwork, linkNpvUsd, loadForHop, radiosFor } from '#plan/accessNetwork.ts'

/** What may serve the sites, and which sites are to be served. */
export interface ChoiceProblem {
  readonly sites: readonly number[]
  readonly demandMbps: Float64Array
  /** Trenches and microwave hops: what a site is joined to. */
  readonly fibre: AccessNetwork
  readonly cellular: CellularOption
  readonly satellite: SatelliteOption
  readonly fixedWireless: FixedWirelessOption
  readonly money: Money
  readonly seed: number
}

/** What serves a site that the plan is to serve; `fibre` is the network, whatever its last link is. */
export type ServedBy = 'fibre' | 'cellular' | 'satellite' | 'fixedWireless' | 'unserved'

/** A mix: what serves each site, in the order of the problem's sites, and what is laid. */
export interface Mix {
  readonly servedBy: readonly ServedBy[]
  /** Edges of the network that are laid, ascending: a tree from its root. */
  readonly edges: Int32Array
  /** Of a site by fixed wireless, which of its ways; -1 for all others. */
  readonly wayForSite: Int32Array
}

/** Parts of the choice: the network with its sites, radios beyond the first of a hop, towers, the rest. */
export type BoundPartName = 'network' | 'moreRadios' | 'towers' | 'cellular' | 'satellite'

/** One part, discounted; over all parts these sum to the plan's cost and to its bound. */
export interface BoundPart {
  readonly part: BoundPartName
  readonly npvCostUsd: number
  readonly lowerBoundUsd: number
}

/** An answer: a mix with its cost and a bound. */
export interface ChoiceSolution extends Mix {
  readonly npvCostUsd: number
  /** No choice for the same sites costs less. */
  readonly lowerBoundUsd: number
  /** What each part of the choice adds to both. */
  readonly boundParts: readonly BoundPart[]
}

/** What satellites carry in each region. */
export function takenMbpsForRegion(
  { sites, satellite: { pool }, demandMbps }: ChoiceProblem,
  servedBy: readonly ServedBy[],
): Float64Array {
  const taken = new Float64Array(pool.regionCount)
  sites.forEach((site, i) => {
    if (servedBy[i] === 'satellite') taken[pool.regionForSite[site]] += demandMbps[site]
  })
  return taken
}

/** The airtime that a mix takes of each sector, by `tower × sectorsPerTower + sector`. */
export function sectorAirtime({ sites, fixedWireless }: ChoiceProblem, mix: Mix): Float64Array {
  const airtime = new Float64Array(fixedWireless.towers.length * sectorsPerTower)
  sites.forEach((site, i) => {
    const way = wayOf(fixedWireless, site, mix.wayForSite[i])
    if (way !== undefined) airtime[way.tower * sectorsPerTower + way.sector] += way.airtimeShare
  })
  return airtime
}

/** One of a site's ways; undefined for none. */
export function wayOf(
  { waysForSite }: FixedWirelessOption,
  site: number,
  way: number,
): WirelessWay | undefined {
  return way < 0 ? undefined : waysForSite[site][way]
}

/** What each node of the network takes: its sites, and the terminals of towers fed from them. */
export function nodeLoads(problem: ChoiceProblem, mix: Mix): Map<number, number> {
  const { sites, demandMbps, fibre, fixedWireless } = problem
  const { nodeForSite } = fibre.network
  const loads = new Map<number, number>()
  sites.forEach((site, i) => {
    const way = wayOf(fixedWireless, site, mix.wayForSite[i])
    const at = way === undefined ? site : fixedWireless.towers[way.tower].hostSite
    if (at < 0 || (way === undefined && mix.servedBy[i] !== 'fibre')) return
    const node = nodeForSite[at]
    loads.set(node, (loads.get(node) ?? 0) + demandMbps[site])
  })
  return loads
}

/** The discounted cost of masts and sectors that a mix opens. */
export function towersNpvUsd(problem: ChoiceProblem, mix: Mix): number {
  const { towers, perMast, perSector } = problem.fixedWireless
  const airtime = sectorAirtime(problem, mix)
  let total = 0
  for (let tower = 0; tower < towers.length; tower++) {
    let sectors = 0
    for (let s = 0; s < sectorsPerTower; s++)
      if (airtime[tower * sectorsPerTower + s] > 0) sectors++
    if (sectors === 0) continue
    total += sectors * perSector.npvCostUsd
    if (towers[tower].hostSite >= 0) total += perMast.npvCostUsd
  }
  return total
}

/** What radios beyond the first of each hop cost, discounted. */
export function moreRadiosNpvUsd(problem: ChoiceProblem, mix: Mix): number {
  const { fibre } = problem
  let total = 0
  for (const [edge, mbps] of loadForHop(fibre, mix.edges, nodeLoads(problem, mix))) {
    const link = fibre.microwave.links[fibre.linkForEdge[edge]]
    total += linkNpvUsd(fibre.microwave, link, radiosFor(link, mbps)) - fibre.edgeNpvUsd[edge]
  }
  return total
}

/** The discounted cost of a choice: sites, network, towers, and what regions pay above their pools. */
export function choiceNpvUsd(problem: ChoiceProblem, mix: Mix): number {
  const { sites, fibre, satellite, money } = problem
  const costs = sites.map((site, i) => {
    const kind = mix.servedBy[i]
    return kind === 'unserved' ? 0 : siteNpvUsd(problem[kind], site, money)
  })
  for (const edge of mix.edges) costs.push(fibre.edgeNpvUsd[edge])
  const surcharge = surchargeUsdPerYear(satellite.pool, takenMbpsForRegion(problem, mix.servedBy))
  costs.push(
    surcharge * money.yearlyFactor,
    moreRadiosNpvUsd(problem, mix),
    towersNpvUsd(problem, mix),
  )
  return sum(costs)
}
