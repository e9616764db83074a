// Where to open sites for clients: the problem as sorted lists, shared by p-median and covering, and
// local search by swaps (Teitz & Bart 1968 in the manner of Resende & Werneck 2007).
import type { Random } from '#base/random.ts'

/** Clients, the sites that can serve each, and what being served by none costs. */
export interface LocationProblem {
  readonly clientCount: number
  readonly siteCount: number
  /** Sites of client j: positions `offsets[j]` to `offsets[j + 1]` of `sites` and `costs`, cheapest first. */
  readonly offsets: Int32Array
  readonly sites: Int32Array
  readonly costs: Float64Array
  /** For each client what it costs to be served by no listed site; Infinity: never. */
  readonly missCost: Float64Array
}

/** Open sites and the cost of serving all clients from them. */
export interface OpenSites {
  /** Ascending. */
  readonly sites: Int32Array
  readonly cost: number
}

/** Swaps open sites for closed ones while that lowers the cost, keeping what each client loses. */
export class SwapSearch {
  readonly #problem: LocationProblem
  readonly #count: number
  /** Position of each site among the open ones; -1 where closed. */
  readonly #place: Int32Array
  readonly #open: Int32Array
  readonly #first: Float64Array
  readonly #second: Float64Array
  readonly #server: Int32Array
  readonly #loss: Float64Array
  readonly #extra: Float64Array
  /** The lists turned around: clients of each site, cheapest first. */
  readonly #siteOffsets: Int32Array
  readonly #clients: Int32Array
  readonly #clientCosts: Float64Array
  cost = 0

  constructor(problem: LocationProblem, count: number) {
    const { clientCount, siteCount, offsets, sites, costs } = problem
    this.#problem = problem
    this.#count = count
    this.#place = new Int32Array(siteCount)
    this.#open = new Int32Array(count)
    this.#first = new Float64Array(clientCount)
    this.#second = new Float64Array(clientCount)
    this.#server = new Int32Array(clientCount)
    this.#loss = new Float64Array(count)
    this.#extra = new Float64Array(count)
    this.#siteOffsets = new Int32Array(siteCount + 1)
    for (const site of sites) this.#siteOffsets[site + 1]++
    for (let i = 0; i < siteCount; i++) this.#siteOffsets[i + 1] += this.#siteOffsets[i]
    this.#clients = new Int32Array(sites.length)
    this.#clientCosts = new Float64Array(sites.length)
    const next = this.#siteOffsets.slice(0, siteCount)
    // Going through the lists rank by rank leaves each site's clients nearly in order of cost.
    for (let j = 0; j < clientCount; j++) {
      for (let k = offsets[j]; k < offsets[j + 1]; k++) {
        this.#clients[next[sites[k]]] = j
        this.#clientCosts[next[sites[k]]++] = costs[k]
      }
    }
  }

  /** Opens exactly these sites. */
  start(sites: ArrayLike<number>): void {
    this.#place.fill(-1)
    for (let i = 0; i < this.#count; i++) {
      this.#open[i] = sites[i]
      this.#place[sites[i]] = i
    }
    this.#serve()
  }

  /** The open sites as they stand. */
  answer(): OpenSites {
    return { sites: this.#open.slice().sort(), cost: this.cost }
  }

  /** Makes the best swap again and again until none gains. */
  descend(mustStop: () => boolean): void {
    const limit = 1e-12 * this.cost
    for (;;) {
      const swap = this.#bestSwap()
      if (!(swap.gain > limit) || mustStop()) return
      this.#swap(swap.place, swap.site)
    }
  }

  /** Swaps some open sites for closed ones by chance. */
  disturb(swaps: number, random: Random): void {
    if (this.#count >= this.#problem.siteCount) return
    for (let i = 0; i < swaps; i++) {
      let site = random.below(this.#problem.siteCount)
      while (this.#place[site] >= 0) site = random.below(this.#problem.siteCount)
      const place = random.below(this.#count)
      this.#place[this.#open[place]] = -1
      this.#open[place] = site
      this.#place[site] = place
    }
    this.#serve()
  }

  #swap(place: number, site: number): void {
    this.#place[this.#open[place]] = -1
    this.#open[place] = site
    this.#place[site] = place
    this.#serve()
  }

  /** Finds each client's two cheapest open sites, and what closing each open site would cost. */
  #serve(): void {
    const { clientCount, offsets, sites, costs, missCost } = this.#problem
    const place = this.#place
    const loss = this.#loss.fill(0)
    let total = 0
    for (let j = 0; j < clientCount; j++) {
      const end = offsets[j + 1]
      const miss = missCost[j]
      let k = offsets[j]
      while (k < end && place[sites[k]] < 0) k++
      if (k >= end || costs[k] >= miss) {
        this.#first[j] = miss
        this.#second[j] = miss
        this.#server[j] = -1
        total += miss
        continue
      }
      const server = place[sites[k]]
      const first = costs[k]
      k++
      while (k < end && place[sites[k]] < 0) k++
      const second = k < end && costs[k] < miss ? costs[k] : miss
      this.#first[j] = first
      this.#second[j] = second
      this.#server[j] = server
      total += first
      loss[server] += second - first
    }
    this.cost = total
  }

  #bestSwap(): { readonly gain: number; readonly place: number; readonly site: number } {
    const { siteCount } = this.#problem
    const count = this.#count
    const first = this.#first
    const second = this.#second
    const server = this.#server
    const loss = this.#loss
    const extra = this.#extra
    const clients = this.#clients
    const clientCosts = this.#clientCosts
    let best = Number.NEGATIVE_INFINITY
    let bestPlace = -1
    let bestSite = -1
    for (let site = 0; site < siteCount; site++) {
      if (this.#place[site] >= 0) continue
      extra.fill(0)
      let gain = 0
      for (let k = this.#siteOffsets[site]; k < this.#siteOffsets[site + 1]; k++) {
        const j = clients[k]
        const cost = clientCosts[k]
        if (cost >= second[j]) continue
        const now = first[j]
        if (cost < now) {
          gain += now - cost
          if (server[j] >= 0) extra[server[j]] += second[j] - now
        } else if (server[j] >= 0) extra[server[j]] += second[j] - cost
      }
      for (let place = 0; place < count; place++) {
        const whole = gain + extra[place] - loss[place]
        if (whole <= best) continue
        best = whole
        bestPlace = place
        bestSite = site
      }
    }
    return { gain: best, place: bestPlace, site: bestSite }
  }
}

/** Opens sites one after the other, each time the one that lowers the cost most. */
export function greedySites(problem: LocationProblem, count: number): Int32Array {
  const { clientCount, siteCount, offsets, sites, costs, missCost } = problem
  const now = new Float64Array(clientCount)
  // Where a client must be served, being served by its dearest site is the worst there is.
  for (let j = 0; j < clientCount; j++)
    now[j] = Number.isFinite(missCost[j]) ? missCost[j] : (costs[offsets[j + 1] - 1] ?? 0)
  const isOpen = new Uint8Array(siteCount)
  const opened = new Int32Array(count)
  const gain = new Float64Array(siteCount)
  for (let n = 0; n < count; n++) {
    gain.fill(0)
    for (let j = 0; j < clientCount; j++)
      for (let k = offsets[j]; k < offsets[j + 1] && costs[k] < now[j]; k++)
        gain[sites[k]] += now[j] - costs[k]
    let best = -1
    for (let i = 0; i < siteCount; i++)
      if (isOpen[i] === 0 && (best < 0 || gain[i] > gain[best])) best = i
    isOpen[best] = 1
    opened[n] = best
    for (let j = 0; j < clientCount; j++)
      for (let k = offsets[j]; k < offsets[j + 1] && costs[k] < now[j]; k++)
        if (sites[k] === best) now[j] = costs[k]
  }
  return opened
}
