// The choice with its ties cut and priced (docs/methods/plan.md): what serving each site is worth, what a
// tower pays to have its host joined, what a region's satellite capacity costs on top. At any prices the
// network, every tower and every site decide alone, and together they cost no more than any plan.
import { sum } from '#base/math.ts'
import { sectorsPerTower } from '#options/fixedWireless.ts'
import { siteNpvUsd } from '#options/option.ts'
import type { ChoiceProblem } from '#plan/choiceProblem.ts'
import type { LaidNetwork } from '#plan/networkSearch.ts'
import { SectorPacker } from '#plan/towerPacking.ts'

/** Lagrange multipliers of the choice, discounted dollars. */
export interface Prices {
  /** For each of the problem's sites what serving it is worth; Infinity where only the network can. */
  readonly siteUsd: Float64Array
  /** For each tower what it pays to have its host joined. */
  readonly tollUsd: Float64Array
  /** For each region what an Mbps costs on top of the ordinary price of satellite capacity. */
  readonly surchargeUsdPerMbps: Float64Array
}

/** What each part does at given prices. */
export interface Relaxed {
  /** No plan that serves the same sites costs less. */
  readonly boundUsd: number
  /** Of it, what towers add: no more than 0. */
  readonly towersUsd: number
  /** For each site how often it is served, its alternatives without network or tower left out. */
  readonly timesServed: Float64Array
  /** 1 for each tower that opens. */
  readonly isOpen: Uint8Array
}

/** The choice, laid out for asking it at many prices. */
export class Relaxation {
  readonly problem: ChoiceProblem
  readonly siteCount: number
  /** By the network, what the site itself costs; Infinity where it cannot be joined. */
  readonly fibreUsd: Float64Array
  readonly cellularUsd: Float64Array
  /** Without surcharge. */
  readonly satelliteUsd: Float64Array
  readonly terminalUsd: Float64Array
  readonly demandMbps: Float64Array
  readonly regionForSite: Int32Array
  /** The place in the problem's sites of each tower's host, -1 where the tower stands already. */
  readonly hostForTower: Int32Array
  /** Ways of sector s: `wayOffsets[s]` to `wayOffsets[s + 1]`. */
  readonly wayOffsets: Int32Array
  readonly siteForWay: Int32Array
  readonly airtimeForWay: Float64Array
  /** Which of its site's ways each is (`Mix.wayForSite`). */
  readonly placeForWay: Int32Array
  /** Ways of each site, as places in those lists. */
  readonly waysForSite: readonly (readonly number[])[]
  readonly #packer = new SectorPacker()
  readonly #worths: Float64Array

  /** @param isReachable 1 for each node that the root reaches. */
  constructor(problem: ChoiceProblem, isReachable: Uint8Array) {
    const { sites, fibre, cellular, satellite, fixedWireless, money } = problem
    const { nodeForSite } = fibre.network
    const { towers } = fixedWireless
    this.problem = problem
    this.siteCount = sites.length
    const usd = (option: Parameters<typeof siteNpvUsd>[0]): Float64Array =>
      Float64Array.from(sites, (site) => siteNpvUsd(option, site, money))
    this.fibreUsd = usd(fibre).map((value, i) => {
      const node = nodeForSite[sites[i]]
      return node >= 0 && isReachable[node] === 1 ? value : Number.POSITIVE_INFINITY
    })
    this.cellularUsd = usd(cellular)
    this.satelliteUsd = usd(satellite)
    this.terminalUsd = usd(fixedWireless)
    this.demandMbps = Float64Array.from(sites, (site) => problem.demandMbps[site])
    this.regionForSite = Int32Array.from(sites, (site) => satellite.pool.regionForSite[site])
    const rowForSite = new Map(sites.map((site, i) => [site, i]))
    this.hostForTower = Int32Array.from(towers, ({ hostSite }) => rowForSite.get(hostSite) ?? -1)
    const ways: { i: number; place: number; airtimeShare: number }[][] = Array.from(
      { length: towers.length * sectorsPerTower },
      () => [],
    )
    sites.forEach((site, i) => {
      fixedWireless.waysForSite[site].forEach(({ tower, sector, airtimeShare }, place) => {
        const host = this.hostForTower[tower]
        // A host beyond the network's reach feeds no tower.
        if (host >= 0 && this.fibreUsd[host] === Number.POSITIVE_INFINITY) return
        ways[tower * sectorsPerTower + sector].push({ i, place, airtimeShare })
      })
    })
    const flat = ways.flat()
    this.siteForWay = Int32Array.from(flat, ({ i }) => i)
    this.airtimeForWay = Float64Array.from(flat, ({ airtimeShare }) => airtimeShare)
    this.placeForWay = Int32Array.from(flat, ({ place }) => place)
    this.wayOffsets = new Int32Array(ways.length + 1)
    ways.forEach((list, s) => {
      this.wayOffsets[s + 1] = this.wayOffsets[s] + list.length
    })
    const waysForSite: number[][] = sites.map(() => [])
    this.siteForWay.forEach((i, way) => {
      waysForSite[i].push(way)
    })
    this.waysForSite = waysForSite
    this.#worths = new Float64Array(flat.length)
  }

  /** What a site costs without network and towers, at given surcharges; Infinity where nothing can. */
  otherUsd(i: number, surchargeUsdPerMbps: Float64Array): number {
    return Math.min(
      this.cellularUsd[i],
      this.satelliteUsd[i] + surchargeUsdPerMbps[this.regionForSite[i]] * this.demandMbps[i],
    )
  }

  /**
   * What each site is worth where no tower serves any: what it costs by itself; Infinity where only the
   * network can serve it, 0 where nothing can.
   */
  ownUsd(surchargeUsdPerMbps: Float64Array): Float64Array {
    return this.fibreUsd.map((fibreUsd, i) => {
      const usd = this.otherUsd(i, surchargeUsdPerMbps)
      const isLost = usd === Number.POSITIVE_INFINITY && fibreUsd === Number.POSITIVE_INFINITY
      return isLost ? 0 : usd
    })
  }

  /** For each site what joining it to the network is worth at given prices. */
  prizes({ siteUsd, tollUsd }: Prices): Float64Array {
    const prizes = new Float64Array(this.siteCount)
    for (let t = 0; t < tollUsd.length; t++)
      if (this.hostForTower[t] >= 0) prizes[this.hostForTower[t]] += tollUsd[t]
    for (let i = 0; i < prizes.length; i++) {
      const usd = this.fibreUsd[i]
      prizes[i] = usd === Number.POSITIVE_INFINITY ? 0 : Math.max(0, prizes[i] + siteUsd[i] - usd)
    }
    return prizes
  }

  /**
   * All parts at given prices, none of them above what the site costs by itself (`otherUsd`).
   *
   * @param prizes As `prizes` gives them.
   * @param laid A good network at these prizes.
   */
  relax(
    { siteUsd, tollUsd, surchargeUsdPerMbps }: Prices,
    prizes: Float64Array,
    { boundUsd: networkUsd, isJoined }: Pick<LaidNetwork, 'boundUsd' | 'isJoined'>,
  ): Relaxed {
    const { fibreUsd, hostForTower, siteForWay, airtimeForWay, wayOffsets, terminalUsd } = this
    const { fixedWireless, satellite } = this.problem
    const sectorUsd = fixedWireless.perSector.npvCostUsd
    const mastUsd = fixedWireless.perMast.npvCostUsd
    const parts = [networkUsd, -sum(surchargeUsdPerMbps) * satellite.pool.poolMbps]
    const timesServed = new Float64Array(this.siteCount)
    for (let i = 0; i < this.siteCount; i++) {
      if (siteUsd[i] === Number.POSITIVE_INFINITY) parts.push(fibreUsd[i])
      else parts.push(siteUsd[i] - prizes[i])
      if (prizes[i] > 0) timesServed[i] = isJoined[i]
    }
    const worths = this.#worths
    for (let way = 0; way < worths.length; way++) {
      const i = siteForWay[way]
      worths[way] = siteUsd[i] === Number.POSITIVE_INFINITY ? 0 : siteUsd[i] - terminalUsd[i]
    }
    const isOpen = new Uint8Array(hostForTower.length)
    const towers: number[] = []
    const packed: number[] = []
    for (let tower = 0; tower < isOpen.length; tower++) {
      let usd = hostForTower[tower] < 0 ? 0 : mastUsd + tollUsd[tower]
      packed.length = 0
      for (let s = tower * sectorsPerTower; s < (tower + 1) * sectorsPerTower; s++) {
        this.#packer.pack(worths, airtimeForWay, wayOffsets[s], wayOffsets[s + 1])
        const saved = this.#packer.worthUsd - sectorUsd
        if (saved <= 0) continue
        usd -= saved
        for (const way of this.#packer.chosen) packed.push(way)
      }
      if (usd >= 0) continue
      towers.push(usd)
      isOpen[tower] = 1
      for (const way of packed) timesServed[siteForWay[way]]++
    }
    const boundUsd = sum([...parts, ...towers])
    return { boundUsd, towersUsd: sum(towers), timesServed, isOpen }
  }
}
