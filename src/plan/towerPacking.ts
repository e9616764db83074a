// What one sector is worth at given prices: which of the places it reaches should share its airtime (a
// knapsack), with a value that no sharing exceeds.

/** How many steps a packing may branch; beyond them its value is what no packing exceeds. */
const mostSteps = 400

/** Packs sectors; keeps its working arrays between them. */
export class SectorPacker {
  /** The most that fits is worth this or less. */
  worthUsd = 0
  /** Places in the list given of what the best packing found holds. */
  readonly chosen: number[] = []
  readonly #order: number[] = []
  readonly #trail: number[] = []
  #steps = 0
  #bestUsd = 0
  #openUsd = 0

  /**
   * Packs what is worth the most into airtime 1.
   *
   * @param worths What serving each place brings, dollars; those at or below 0 are left out.
   * @param airtimes What each takes of the sector's time.
   */
  pack(worths: Float64Array, airtimes: Float64Array, from: number, to: number): void {
    const { chosen } = this
    const order = this.#order
    chosen.length = 0
    order.length = 0
    let airtime = 0
    let worth = 0
    for (let k = from; k < to; k++) {
      if (!(worths[k] > 0)) continue
      order.push(k)
      airtime += airtimes[k]
      worth += worths[k]
    }
    if (airtime <= 1) {
      for (const k of order) chosen.push(k)
      this.worthUsd = worth
      return
    }
    order.sort((a, b) => worths[b] * airtimes[a] - worths[a] * airtimes[b] || a - b)
    this.#steps = 0
    this.#bestUsd = 0
    this.#openUsd = 0
    this.#trail.length = 0
    this.#branch(worths, airtimes, 0, 1, 0)
    this.worthUsd = Math.max(this.#bestUsd, this.#openUsd)
  }

  /** The worth of what fits from a place in the order on, the last cut. */
  #most(worths: Float64Array, airtimes: Float64Array, start: number, room: number): number {
    const order = this.#order
    let left = room
    let usd = 0
    for (let j = start; j < order.length; j++) {
      const k = order[j]
      if (airtimes[k] >= left) return usd + (worths[k] * left) / airtimes[k]
      left -= airtimes[k]
      usd += worths[k]
    }
    return usd
  }

  #branch(
    worths: Float64Array,
    airtimes: Float64Array,
    at: number,
    room: number,
    usd: number,
  ): void {
    if (usd > this.#bestUsd) {
      this.#bestUsd = usd
      this.chosen.length = 0
      for (const k of this.#trail) this.chosen.push(k)
    }
    const order = this.#order
    if (at === order.length) return
    const most = usd + this.#most(worths, airtimes, at, room)
    if (most <= this.#bestUsd * (1 + 1e-12) || ++this.#steps > mostSteps) {
      this.#openUsd = Math.max(this.#openUsd, most)
      return
    }
    const k = order[at]
    if (airtimes[k] <= room) {
      this.#trail.push(k)
      this.#branch(worths, airtimes, at + 1, room - airtimes[k], usd + worths[k])
      this.#trail.pop()
    }
    this.#branch(worths, airtimes, at + 1, room, usd)
  }
}
