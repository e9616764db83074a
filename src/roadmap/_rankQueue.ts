// A queue of things by rank, highest first; a thing may be given a new rank while it waits.

/** Things numbered below a capacity. Of equal ranks the lower number leaves first. */
export class RankQueue {
  private readonly things: number[] = []
  private readonly ranks: number[] = []
  private readonly rankOf: Float64Array

  constructor(capacity: number) {
    this.rankOf = new Float64Array(capacity).fill(Number.NaN)
  }

  /** Lets a thing wait at a rank; an older rank of the same thing counts no more. */
  push(thing: number, rank: number): void {
    this.rankOf[thing] = rank
    let place = this.things.length
    this.things.push(thing)
    this.ranks.push(rank)
    while (place > 0) {
      const above = (place - 1) >> 1
      if (!this.isBefore(place, above)) break
      this.swap(place, above)
      place = above
    }
  }

  /** Takes out the highest; -1 where nothing waits. */
  pop(): number {
    while (this.things.length > 0) {
      const thing = this.things[0]
      const rank = this.ranks[0]
      this.removeTop()
      // An entry that was pushed again with another rank is passed over.
      if (this.rankOf[thing] !== rank) continue
      this.rankOf[thing] = Number.NaN
      return thing
    }
    return -1
  }

  private isBefore(a: number, b: number): boolean {
    if (this.ranks[a] !== this.ranks[b]) return this.ranks[a] > this.ranks[b]
    return this.things[a] < this.things[b]
  }

  private swap(a: number, b: number): void {
    const thing = this.things[a]
    const rank = this.ranks[a]
    this.things[a] = this.things[b]
    this.ranks[a] = this.ranks[b]
    this.things[b] = thing
    this.ranks[b] = rank
  }

  private removeTop(): void {
    const last = this.things.length - 1
    this.swap(0, last)
    this.things.pop()
    this.ranks.pop()
    let place = 0
    for (;;) {
      let first = place
      for (const below of [place * 2 + 1, place * 2 + 2])
        if (below < last && this.isBefore(below, first)) first = below
      if (first === place) return
      this.swap(place, first)
      place = first
    }
  }
}
