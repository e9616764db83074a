// Lower bounds for opening sites: clients offer prices to be served, raised and lowered by the
// subgradient until few want too much or too little (Cornuéjols, Fisher & Nemhauser 1977), and branch and
// bound on sites for what the prices leave open.
import type { LocationProblem } from '#graph/location.ts'

const free = 0
const forced = 1
const shut = 2

/** The relaxation of one location problem, some of whose sites may be decided. */
export class Relaxation {
  /** The best bound so far. */
  bound = 0
  problem: LocationProblem
  readonly count: number
  /** Of each site: free, forced to open, or shut. */
  readonly state: Uint8Array
  readonly price: Float64Array
  /** The prices of the best bound. */
  bestPrice: Float64Array
  /** How often each site was chosen of late. */
  readonly frequency: Float64Array
  readonly #worth: Float64Array
  readonly #served: Int32Array
  #order: Int32Array
  #forcedCount = 0
  #pace = 1.6
  #idle = 0

  /** @param price What each client offers at first. */
  constructor(problem: LocationProblem, count: number, price: Float64Array, state?: Uint8Array) {
    const { siteCount } = problem
    this.problem = problem
    this.count = count
    this.price = price
    this.bestPrice = price.slice()
    this.state = state ?? new Uint8Array(siteCount)
    this.frequency = new Float64Array(siteCount)
    this.#worth = new Float64Array(siteCount)
    this.#served = new Int32Array(problem.clientCount)
    this.#order = new Int32Array(0)
    this.#sortOut()
  }

  /** True where too few sites are left to open, or too many must be. */
  get isImpossible(): boolean {
    return this.#forcedCount > this.count || this.#forcedCount + this.#order.length < this.count
  }

  /** The sites that the prices would open. */
  suggestion(): Int32Array {
    const sites: number[] = []
    for (let i = 0; i < this.state.length; i++) if (this.state[i] === forced) sites.push(i)
    for (const site of this.#order) if (sites.length < this.count) sites.push(site)
    return Int32Array.from(sites)
  }

  /** Takes note of decided sites; shut ones leave the lists. */
  #sortOut(): void {
    const { state, problem } = this
    const left: number[] = []
    this.#forcedCount = 0
    let shutListed = false
    for (let i = 0; i < state.length; i++) {
      if (state[i] === free) left.push(i)
      else if (state[i] === forced) this.#forcedCount++
      else shutListed = true
    }
    this.#order = Int32Array.from(left)
    if (shutListed) this.problem = withoutShut(problem, state)
  }

  /** One step of the subgradient; `target` is what a choice must cost at most to be of use. */
  step(target: number): void {
    const { clientCount, offsets, sites, costs, missCost } = this.problem
    const { price, state } = this
    const worth = this.#worth.fill(0)
    let bound = 0
    for (let j = 0; j < clientCount; j++) {
      const offer = price[j]
      bound += offer
      for (let k = offsets[j]; k < offsets[j + 1] && costs[k] < offer; k++)
        worth[sites[k]] += costs[k] - offer
    }
    const order = this.#order.sort((a, b) => worth[a] - worth[b] || a - b)
    const choose = this.count - this.#forcedCount
    const isOpen = state.map((value) => (value === forced ? 1 : 0))
    for (let i = 0; i < state.length; i++) if (state[i] === forced) bound += worth[i]
    const { frequency } = this
    for (let i = 0; i < choose; i++) {
      bound += worth[order[i]]
      isOpen[order[i]] = 1
    }
    for (const site of order) frequency[site] = 0.9 * frequency[site] + 0.1 * isOpen[site]
    if (bound > this.bound) {
      this.bound = bound
      this.bestPrice = price.slice()
      this.#idle = 0
      this.#decide(bound, target, choose)
    } else if (++this.#idle > 8) {
      this.#pace /= 1.5
      this.#idle = 0
    }
    const served = this.#served.fill(0)
    let norm = 0
    for (let j = 0; j < clientCount; j++) {
      for (let k = offsets[j]; k < offsets[j + 1] && costs[k] < price[j]; k++)
        served[j] += isOpen[sites[k]]
      norm += (1 - served[j]) * (1 - served[j])
    }
    if (norm === 0) return
    const length = (this.#pace * Math.max(target * 1.0005 - bound, target * 1e-7)) / norm
    for (let j = 0; j < clientCount; j++) {
      const next = price[j] + length * (1 - served[j])
      price[j] = Math.max(0, Math.min(next, missCost[j]))
    }
  }

  /** Shuts what no choice of use opens, and forces what every one does. */
  #decide(bound: number, target: number, choose: number): void {
    const order = this.#order
    const worth = this.#worth
    if (choose <= 0 || choose >= order.length) return
    const last = worth[order[choose - 1]]
    const next = worth[order[choose]]
    let decided = 0
    for (let i = 0; i < order.length; i++) {
      const site = order[i]
      const otherwise = i < choose ? bound - worth[site] + next : bound + worth[site] - last
      if (otherwise < target) continue
      this.state[site] = i < choose ? forced : shut
      decided++
    }
    if (decided > 0) this.#sortOut()
  }
}

/** Between the cheapest and the second cheapest open site a client is indifferent: its first price. */
export function firstPrices(problem: LocationProblem, open: Int32Array): Float64Array {
  const { clientCount, siteCount, offsets, sites, costs, missCost } = problem
  const isOpen = new Uint8Array(siteCount)
  for (const site of open) isOpen[site] = 1
  return Float64Array.from({ length: clientCount }, (_, j) => {
    const served: number[] = []
    for (let k = offsets[j]; k < offsets[j + 1] && served.length < 2; k++)
      if (isOpen[sites[k]] === 1) served.push(costs[k])
    const low = Math.min(served[0] ?? missCost[j], missCost[j])
    const high = Math.min(served[1] ?? missCost[j], missCost[j])
    return Number.isFinite(high) ? (low + high) / 2 : low
  })
}

function withoutShut(problem: LocationProblem, state: Uint8Array): LocationProblem {
  const { clientCount, offsets, sites, costs } = problem
  const kept = new Int32Array(clientCount + 1)
  let count = 0
  for (const site of sites) if (state[site] !== shut) count++
  const newSites = new Int32Array(count)
  const newCosts = new Float64Array(count)
  count = 0
  for (let j = 0; j < clientCount; j++) {
    for (let k = offsets[j]; k < offsets[j + 1]; k++) {
      if (state[sites[k]] === shut) continue
      newSites[count] = sites[k]
      newCosts[count++] = costs[k]
    }
    kept[j + 1] = count
  }
  return { ...problem, offsets: kept, sites: newSites, costs: newCosts }
}

/** Steps of the relaxation in each half of a branching. */
const stepsPerHalf = 30

/**
 * Raises a bound by branching on sites that the prices cannot decide, lowest bound first.
 *
 * @param target What a choice must cost at most to be of use.
 * @param offer Takes note of a choice that came up.
 */
export function proveSites(
  top: Relaxation,
  target: () => number,
  offer: (sites: Int32Array) => void,
  branchings: number,
  mustStop: () => boolean,
): number {
  let open = [top]
  for (let made = 0; made < branchings && open.length > 0 && !mustStop(); made++) {
    const lowest = open.reduce((a, b) => (b.bound < a.bound ? b : a))
    const site = undecided(lowest)
    open = open.filter((half) => half !== lowest)
    if (site < 0) {
      // Everything is decided, and the one choice left has been looked at.
      offer(lowest.suggestion())
      continue
    }
    for (const value of [forced, shut]) {
      const state = lowest.state.slice()
      state[site] = value
      const half = new Relaxation(lowest.problem, lowest.count, lowest.bestPrice.slice(), state)
      if (half.isImpossible) continue
      for (let step = 0; step < stepsPerHalf && half.bound < target(); step++) {
        half.step(target())
        if (half.isImpossible) break
      }
      half.bound = Math.max(half.bound, lowest.bound)
      if (half.bound < target() && !half.isImpossible) open.push(half)
    }
  }
  return open.reduce((least, half) => Math.min(least, half.bound), target())
}

/** The free site chosen about half of the time; -1 where none is free. */
function undecided(half: Relaxation): number {
  let best = -1
  let nearest = Number.POSITIVE_INFINITY
  for (let i = 0; i < half.state.length; i++) {
    if (half.state[i] !== free) continue
    const distance = Math.abs(half.frequency[i] - 0.5)
    if (distance >= nearest) continue
    nearest = distance
    best = i
  }
  return best
}
