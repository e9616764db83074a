// Looks for the prices at which the parts of the choice together cost the most: every site's worth goes up
// where too little serves it and down where too much does (docs/methods/plan.md). Any prices bound.
import { clamp } from '#base/math.ts'
import { sectorsPerTower } from '#options/fixedWireless.ts'
import type { LaidNetwork, NetworkSearch } from '#plan/networkSearch.ts'
import type { Prices, Relaxation, Relaxed } from '#plan/relaxation.ts'

/** What one question gave: the prices asked at, and what every part did. */
export interface Asked extends Relaxed {
  readonly prices: Prices
  readonly laid: LaidNetwork
}

/** How much of the newest answer goes into the running averages. */
const newestShare = 0.2

/** The length of a step relative to Polyak's, at first and at most. */
const firstPace = 0.15
const mostPace = 2
const fasterBy = 1.1
const slowerBy = 0.7
/** So many questions without a better bound shorten the steps. */
const patience = 8

/** How far a region's surcharge moves at first, of its whole range, and how fast that falls. */
const firstSurchargeShare = 0.15
const surchargeDecay = 0.98

/** Questions about the pools before the sites' prices move. */
const poolQuestions = 8

/**
 * The volume algorithm of Barahona and Anbil (2000), after Polyak: steps along the running average of what
 * is served too little or too much, as long as what is known of the cost allows.
 */
export class PriceSearch {
  /** The prices of the best bound so far. */
  best: Asked
  /** How often each site was served of late, by network and towers. */
  readonly served: Float64Array
  /** How often each site was joined of late, and each tower open. */
  readonly joined: Float64Array
  readonly opened: Float64Array
  readonly #relaxation: Relaxation
  readonly #network: NetworkSearch['ask']
  /** A step of 1 in each site's price, so that dear and cheap sites converge alike. */
  readonly #scale: Float64Array
  readonly #fullSurcharge: number
  #prices: Prices
  #pace = firstPace
  #idle = 0
  #lastBoundUsd: number
  #surchargeShare = firstSurchargeShare

  /** @param network Answers each question about the network. */
  constructor(relaxation: Relaxation, network: NetworkSearch['ask']) {
    this.#relaxation = relaxation
    this.#network = network
    const { satellite, money } = relaxation.problem
    const { pool } = satellite
    this.#fullSurcharge = pool.surchargeUsdPerMbpsYear * money.yearlyFactor
    const fair = fairPrices(relaxation)
    this.#scale = scales(relaxation, fair)
    this.#prices = {
      siteUsd: fair,
      tollUsd: new Float64Array(relaxation.hostForTower.length),
      surchargeUsdPerMbps: new Float64Array(pool.regionCount),
    }
    this.#priceFirst(fair)
    const asked = this.#ask(this.#prices)
    this.best = asked
    this.#lastBoundUsd = asked.boundUsd
    this.served = asked.timesServed.slice()
    this.joined = Float64Array.from(asked.laid.isJoined)
    this.opened = Float64Array.from(asked.isOpen)
  }

  #ask(prices: Prices): Asked {
    const prizes = this.#relaxation.prizes(prices)
    const laid = this.#network(prizes)
    return { ...this.#relaxation.relax(prices, prizes, laid), prices, laid }
  }

  /** Finds surcharges for the first prices: between too low and too high, region by region. */
  #priceFirst(fair: Float64Array): void {
    const { pool } = this.#relaxation.problem.satellite
    const surchargeUsdPerMbps = new Float64Array(pool.regionCount)
    const low = new Float64Array(pool.regionCount)
    const high = new Float64Array(pool.regionCount).fill(this.#fullSurcharge)
    for (let question = 0; ; question++) {
      this.#prices = {
        ...this.#prices,
        siteUsd: this.#capped(fair, surchargeUsdPerMbps),
        surchargeUsdPerMbps: surchargeUsdPerMbps.slice(),
      }
      if (question === poolQuestions || pool.regionCount === 0) return
      const { isJoined } = this.#ask(this.#prices).laid
      const taken = this.#takenMbps(this.#prices, (i) => 1 - isJoined[i])
      let isChanged = false
      for (let r = 0; r < pool.regionCount; r++) {
        const price = surchargeUsdPerMbps[r]
        const isOver = taken[r] > pool.poolMbps
        if (isOver ? price === this.#fullSurcharge : price === 0) continue
        if (isOver) low[r] = price
        else high[r] = price
        // The first guess is the whole: where even that leaves too much, nothing lower is looked at.
        surchargeUsdPerMbps[r] =
          price === 0 && isOver ? this.#fullSurcharge : (low[r] + high[r]) / 2
        isChanged = true
      }
      if (!isChanged) return
    }
  }

  /** Prices of sites, none above what the site costs by itself. */
  #capped(siteUsd: Float64Array, surchargeUsdPerMbps: Float64Array): Float64Array {
    return siteUsd.map((usd, i) => Math.min(usd, this.#relaxation.otherUsd(i, surchargeUsdPerMbps)))
  }

  /** What satellites carry in each region where so much of each site at its own cost is unserved. */
  #takenMbps(
    { siteUsd, surchargeUsdPerMbps }: Prices,
    missing: (i: number) => number,
  ): Float64Array {
    const { cellularUsd, regionForSite, demandMbps } = this.#relaxation
    const taken = new Float64Array(surchargeUsdPerMbps.length)
    for (let i = 0; i < siteUsd.length; i++) {
      const usd = this.#relaxation.otherUsd(i, surchargeUsdPerMbps)
      if (siteUsd[i] < usd || usd === cellularUsd[i] || usd === Number.POSITIVE_INFINITY) continue
      taken[regionForSite[i]] += clamp(missing(i), 0, 1) * demandMbps[i]
    }
    return taken
  }

  /** Moves the prices and asks anew; `targetUsd` is what a plan is known to cost. */
  step(targetUsd: number): Asked {
    const relaxation = this.#relaxation
    const { hostForTower, siteCount } = relaxation
    const { satellite } = relaxation.problem
    const { siteUsd, tollUsd, surchargeUsdPerMbps } = this.#prices
    const { served, joined, opened } = this
    const scale = this.#scale
    const move = new Float64Array(siteCount)
    const isAtCap = new Uint8Array(siteCount)
    let norm = 0
    for (let i = 0; i < siteCount; i++) {
      if (scale[i] === 0) continue
      const lack = 1 - served[i]
      isAtCap[i] = siteUsd[i] >= relaxation.otherUsd(i, surchargeUsdPerMbps) && lack > 0 ? 1 : 0
      if (isAtCap[i] === 1) continue
      move[i] = lack * scale[i]
      norm += move[i] * move[i]
    }
    const tollMove = new Float64Array(tollUsd.length)
    for (let t = 0; t < tollMove.length; t++) {
      if (hostForTower[t] < 0) continue
      const lack = opened[t] - joined[hostForTower[t]]
      if (lack < 0 && tollUsd[t] === 0) continue
      tollMove[t] = lack
      norm += lack * lack
    }
    const room = Math.max(targetUsd - this.#lastBoundUsd, targetUsd * 1e-6)
    const length = norm === 0 ? 0 : (this.#pace * room) / norm
    const taken = this.#takenMbps(this.#prices, (i) => 1 - served[i])
    const surcharge = surchargeUsdPerMbps.map((price, r) => {
      const over = taken[r] - satellite.pool.poolMbps
      const share = over / Math.max(taken[r], satellite.pool.poolMbps, 1e-9)
      return clamp(
        price + this.#surchargeShare * share * this.#fullSurcharge,
        0,
        this.#fullSurcharge,
      )
    })
    this.#surchargeShare *= surchargeDecay
    this.#prices = {
      siteUsd: siteUsd.map((usd, i) => {
        const cap = relaxation.otherUsd(i, surcharge)
        if (scale[i] === 0) return usd === 0 ? 0 : cap
        return isAtCap[i] === 1 ? cap : clamp(usd + length * move[i] * scale[i], 0, cap)
      }),
      tollUsd: tollUsd.map((usd, t) => Math.max(0, usd + length * tollMove[t])),
      surchargeUsdPerMbps: surcharge,
    }
    const asked = this.#ask(this.#prices)
    this.#note(asked, targetUsd)
    return asked
  }

  /** Takes an answer into the averages, and the pace of what follows from whether it was better. */
  #note(asked: Asked, targetUsd: number): void {
    blend(this.served, asked.timesServed)
    blend(this.joined, asked.laid.isJoined)
    blend(this.opened, asked.isOpen)
    this.#lastBoundUsd = asked.boundUsd
    const gainUsd = asked.boundUsd - this.best.boundUsd
    if (gainUsd > 5e-4 * (targetUsd - this.best.boundUsd)) {
      this.#idle = 0
      this.#pace = Math.min(mostPace, this.#pace * fasterBy)
    } else if (++this.#idle >= patience) {
      this.#idle = 0
      this.#pace *= slowerBy
    }
    if (gainUsd > 0) this.best = asked
  }
}

function blend(average: Float64Array, newest: ArrayLike<number>): void {
  for (let i = 0; i < average.length; i++) average[i] += newestShare * (newest[i] - average[i])
}

/**
 * A first price for each site: its terminal and a fair share of the cheapest tower, by airtime or by head,
 * whichever is more.
 */
function fairPrices(relaxation: Relaxation): Float64Array {
  const { siteCount, terminalUsd, wayOffsets, siteForWay, airtimeForWay, hostForTower } = relaxation
  const { perSector, perMast } = relaxation.problem.fixedWireless
  const ownUsd = relaxation.ownUsd(new Float64Array(relaxation.problem.satellite.pool.regionCount))
  const usd = new Float64Array(siteCount).fill(Number.POSITIVE_INFINITY)
  for (let s = 0; s + 1 < wayOffsets.length; s++) {
    const isNew = hostForTower[Math.floor(s / sectorsPerTower)] >= 0
    const sectorUsd = perSector.npvCostUsd + (isNew ? perMast.npvCostUsd / sectorsPerTower : 0)
    const count = wayOffsets[s + 1] - wayOffsets[s]
    for (let way = wayOffsets[s]; way < wayOffsets[s + 1]; way++) {
      const i = siteForWay[way]
      const share = Math.max(1 / count, airtimeForWay[way])
      usd[i] = Math.min(usd[i], terminalUsd[i] + share * sectorUsd)
    }
  }
  // What nothing serves is worth nothing, and is left out.
  return usd.map((fair, i) => (ownUsd[i] === 0 && fair === Number.POSITIVE_INFINITY ? 0 : fair))
}

/** What a site's price may be expected to move by, relative to the others; 0 where it is fixed. */
function scales(relaxation: Relaxation, fair: Float64Array): Float64Array {
  const { fibreUsd, terminalUsd } = relaxation
  const none = new Float64Array(relaxation.problem.satellite.pool.regionCount)
  const range = fair.map((usd, i) => {
    if (!(usd < Number.POSITIVE_INFINITY) || relaxation.waysForSite[i].length === 0) return 0
    const other = relaxation.otherUsd(i, none)
    const least = Math.min(fibreUsd[i], terminalUsd[i], other)
    return Math.max((other < Number.POSITIVE_INFINITY ? other : 2 * usd) - least, 0.05 * least)
  })
  const sorted = range.filter((usd) => usd > 0).sort()
  const middle = sorted.length === 0 ? 1 : sorted[sorted.length >> 1]
  return range.map((usd) => usd / middle)
}
