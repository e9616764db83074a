// Which towers to open over a network as it is laid: towers are opened, closed and exchanged one by one as
// long as that gains, every terminal finding itself a sector with time left.
import { sectorsPerTower } from '#options/fixedWireless.ts'
import type { Relaxation } from '#plan/relaxation.ts'

/** What each site costs without a terminal, the network being laid. */
export interface SiteStandings {
  /** Joined to the network: the way there included; 0 where the site is a part of it in any case. */
  readonly joinedUsd: Float64Array
  /** By the best of the rest; Infinity where nothing else can serve. */
  readonly otherUsd: Float64Array
}

/** A gain below this is rounding. */
const leastGainUsd = 1e-3

/** Passes over all towers at most; each costs little and the later ones change little. */
const mostPasses = 6

/** A choice of towers and terminals, changed by moves that can be taken back. */
export class TowerSearch {
  /** For each site its way, as a place in the relaxation's lists, or -1. */
  readonly way: Int32Array
  /** What all sites, sectors and masts cost, less what cannot change. */
  usd = 0
  readonly #relaxation: Relaxation
  readonly #standings: SiteStandings
  readonly #sectorForWay: Int32Array
  readonly #room: Float64Array
  readonly #count: Int32Array
  /** Sectors in use of each tower. */
  readonly #sectors: Int32Array
  /** How many open towers each site feeds. */
  readonly #feeds: Int32Array
  /** Ways in use of each sector. */
  readonly #waysIn: Set<number>[]
  readonly #sectorUsd: number
  readonly #mastUsd: number
  /** Sites and the ways they had, in the order of the changes. */
  readonly #trail: { readonly i: number; readonly before: number }[] = []

  /** @param start For each site the way it has at first, or -1. */
  constructor(relaxation: Relaxation, standings: SiteStandings, start?: Int32Array) {
    const { siteCount, wayOffsets, siteForWay, hostForTower, problem } = relaxation
    this.#relaxation = relaxation
    this.#standings = standings
    this.way = new Int32Array(siteCount).fill(-1)
    this.#sectorForWay = new Int32Array(siteForWay.length)
    for (let s = 0; s + 1 < wayOffsets.length; s++)
      this.#sectorForWay.fill(s, wayOffsets[s], wayOffsets[s + 1])
    this.#room = new Float64Array(wayOffsets.length - 1).fill(1)
    this.#count = new Int32Array(wayOffsets.length - 1)
    this.#sectors = new Int32Array(hostForTower.length)
    this.#feeds = new Int32Array(siteCount)
    this.#waysIn = Array.from(this.#count, () => new Set<number>())
    this.#sectorUsd = problem.fixedWireless.perSector.npvCostUsd
    this.#mastUsd = problem.fixedWireless.perMast.npvCostUsd
    for (let i = 0; i < siteCount; i++) this.usd += this.#siteUsd(i)
    start?.forEach((way, i) => {
      if (way >= 0 && standings.joinedUsd[i] > 0) this.#apply(i, way)
    })
  }

  /** True while a tower has a sector in use. */
  isOpen(tower: number): boolean {
    return this.#sectors[tower] > 0
  }

  /** True where a site feeds an open tower. */
  isHost(i: number): boolean {
    return this.#feeds[i] > 0
  }

  /** Opens what gains, the first of the order first; then exchanges until nothing gains. */
  run(order: readonly number[]): void {
    for (const tower of order) {
      this.#open(tower)
      this.#trail.length = 0
    }
    for (let pass = 0; pass < mostPasses; pass++) {
      const before = this.usd
      for (let tower = 0; tower < this.#sectors.length; tower++) {
        if (this.isOpen(tower)) this.#closeWhatPays(tower)
        else this.#open(tower)
        this.#trail.length = 0
      }
      if (before - this.usd <= leastGainUsd) return
    }
  }

  /** Towers that would gain by themselves, the most first. */
  byGain(): number[] {
    const gains: { tower: number; gain: number }[] = []
    for (let tower = 0; tower < this.#sectors.length; tower++) {
      if (this.isOpen(tower)) continue
      const before = this.usd
      this.#open(tower)
      if (this.usd < before) gains.push({ tower, gain: before - this.usd })
      this.#takeBack(0)
    }
    return gains.sort((a, b) => b.gain - a.gain || a.tower - b.tower).map(({ tower }) => tower)
  }

  #siteUsd(i: number): number {
    const { joinedUsd, otherUsd } = this.#standings
    if (this.#feeds[i] > 0) return joinedUsd[i]
    if (this.way[i] >= 0) return this.#relaxation.terminalUsd[i]
    const usd = Math.min(joinedUsd[i], otherUsd[i])
    // Nothing serves it: dear, but less so than never.
    return usd === Number.POSITIVE_INFINITY ? unservedUsd : usd
  }

  /** Gives a site another way, or none; costs of sectors, masts and hosts follow. */
  #set(i: number, way: number): void {
    this.#trail.push({ i, before: this.way[i] })
    this.#apply(i, way)
  }

  #apply(i: number, way: number): void {
    const { airtimeForWay } = this.#relaxation
    const old = this.way[i]
    this.usd -= this.#siteUsd(i)
    if (old >= 0) {
      const s = this.#sectorForWay[old]
      this.#room[s] += airtimeForWay[old]
      this.#waysIn[s].delete(old)
      if (--this.#count[s] === 0) this.#useSector(s, -1)
    }
    this.way[i] = way
    if (way >= 0) {
      const s = this.#sectorForWay[way]
      this.#room[s] -= airtimeForWay[way]
      this.#waysIn[s].add(way)
      if (++this.#count[s] === 1) this.#useSector(s, 1)
    }
    this.usd += this.#siteUsd(i)
  }

  /** A sector comes into use (1) or goes out of it (-1). */
  #useSector(s: number, change: 1 | -1): void {
    const tower = Math.floor(s / sectorsPerTower)
    if (change < 0) this.#room[s] = 1
    this.usd += change * this.#sectorUsd
    this.#sectors[tower] += change
    const host = this.#relaxation.hostForTower[tower]
    if (host < 0 || this.#sectors[tower] !== (change > 0 ? 1 : 0)) return
    this.usd += change * this.#mastUsd - this.#siteUsd(host)
    this.#feeds[host] += change
    this.usd += this.#siteUsd(host)
  }

  #takeBack(to: number): void {
    const trail = this.#trail
    while (trail.length > to) {
      const { i, before } = trail.pop() as { i: number; before: number }
      this.#apply(i, before)
    }
  }

  /** Keeps what was done since a mark where it gains, else takes it back. */
  #keepIfBetter(mark: number, usdBefore: number): boolean {
    if (usdBefore - this.usd > leastGainUsd) return true
    this.#takeBack(mark)
    return false
  }

  /** Sites without a terminal that one of a sector would serve for less, the most for its time first. */
  #fill(s: number): void {
    const { wayOffsets, siteForWay, airtimeForWay, terminalUsd } = this.#relaxation
    const found: { way: number; gain: number }[] = []
    for (let way = wayOffsets[s]; way < wayOffsets[s + 1]; way++) {
      const i = siteForWay[way]
      if (this.way[i] >= 0 || this.#feeds[i] > 0) continue
      const gain = this.#siteUsd(i) - terminalUsd[i]
      if (gain > 0) found.push({ way, gain: gain / airtimeForWay[way] })
    }
    found.sort((a, b) => b.gain - a.gain || a.way - b.way)
    for (const { way } of found)
      if (airtimeForWay[way] <= this.#room[s]) this.#set(siteForWay[way], way)
  }

  /** Opens a tower, closes what it makes idle, and keeps all of it where that gains. */
  #open(tower: number): void {
    if (this.isOpen(tower)) return
    const mark = this.#trail.length
    const usdBefore = this.usd
    const host = this.#relaxation.hostForTower[tower]
    if (host >= 0 && this.way[host] >= 0) this.#set(host, -1)
    const first = tower * sectorsPerTower
    for (let s = first; s < first + sectorsPerTower; s++) this.#fill(s)
    const rivals = this.#rivals(tower)
    if (!this.isOpen(tower)) this.#pull(tower, rivals)
    for (const rival of rivals) this.#closeWhatPays(rival)
    this.#closeWhatPays(tower)
    this.#keepIfBetter(mark, usdBefore)
  }

  /** A tower that no site came to takes one that another serves, so that more may follow. */
  #pull(tower: number, rivals: readonly number[]): void {
    if (rivals.length === 0) return
    const { wayOffsets, siteForWay, hostForTower } = this.#relaxation
    const first = tower * sectorsPerTower
    for (let way = wayOffsets[first]; way < wayOffsets[first + sectorsPerTower]; way++) {
      const i = siteForWay[way]
      if (this.way[i] < 0 || i === hostForTower[tower]) continue
      this.#set(i, way)
      return
    }
  }

  /** Open towers that serve a site which this one reaches. */
  #rivals(tower: number): number[] {
    const { wayOffsets, siteForWay } = this.#relaxation
    const found = new Set<number>()
    const first = tower * sectorsPerTower
    for (let way = wayOffsets[first]; way < wayOffsets[first + sectorsPerTower]; way++) {
      const at = this.way[siteForWay[way]]
      if (at >= 0) found.add(Math.floor(this.#sectorForWay[at] / sectorsPerTower))
    }
    found.delete(tower)
    return [...found].sort((a, b) => a - b)
  }

  /** Closes the whole tower where that gains, else single sectors of it. */
  #closeWhatPays(tower: number): void {
    const first = tower * sectorsPerTower
    if (this.isOpen(tower)) {
      const mark = this.#trail.length
      const usdBefore = this.usd
      for (let s = first; s < first + sectorsPerTower; s++) this.#empty(s, tower)
      const host = this.#relaxation.hostForTower[tower]
      if (host >= 0) this.#settleSite(host, -1)
      if (this.#keepIfBetter(mark, usdBefore)) return
    }
    for (let s = first; s < first + sectorsPerTower; s++) {
      if (this.#count[s] === 0) continue
      const mark = this.#trail.length
      const usdBefore = this.usd
      this.#empty(s, -1)
      this.#keepIfBetter(mark, usdBefore)
    }
  }

  /** Moves all terminals of a sector elsewhere, to no sector of the tower that closes. */
  #empty(s: number, closing: number): void {
    const { siteForWay, airtimeForWay } = this.#relaxation
    const ways = [...this.#waysIn[s]].sort((a, b) => airtimeForWay[b] - airtimeForWay[a] || a - b)
    for (const way of ways) {
      this.#set(siteForWay[way], -1)
      this.#settleSite(siteForWay[way], closing, s)
    }
  }

  /** Gives a site without terminal one of a sector in use that has time left, where that saves. */
  #settleSite(i: number, closing: number, leaving = -1): void {
    if (this.way[i] >= 0 || this.#feeds[i] > 0) return
    const { waysForSite, airtimeForWay, terminalUsd } = this.#relaxation
    if (this.#siteUsd(i) <= terminalUsd[i]) return
    let best = -1
    for (const way of waysForSite[i]) {
      const s = this.#sectorForWay[way]
      if (this.#count[s] === 0 || s === leaving || airtimeForWay[way] > this.#room[s]) continue
      if (Math.floor(s / sectorsPerTower) === closing) continue
      if (best < 0 || airtimeForWay[way] < airtimeForWay[best]) best = way
    }
    if (best >= 0) this.#set(i, best)
  }
}

/** In place of Infinity, so that sums stay finite and serving always pays. */
const unservedUsd = 1e12
