// Sets that only ever join (Tarjan 1975), with path halving and union by size.

/** A partition of the numbers below `count`, at first each alone. */
export class DisjointSets {
  readonly #parents: Int32Array
  readonly #sizes: Int32Array

  constructor(count: number) {
    this.#parents = new Int32Array(count)
    this.#sizes = new Int32Array(count).fill(1)
    for (let i = 0; i < count; i++) this.#parents[i] = i
  }

  /** The number that stands for the set. */
  find(item: number): number {
    const parents = this.#parents
    let at = item
    while (parents[at] !== at) {
      parents[at] = parents[parents[at]]
      at = parents[at]
    }
    return at
  }

  /** Joins two sets; false where they were one already. */
  join(a: number, b: number): boolean {
    let large = this.find(a)
    let small = this.find(b)
    if (large === small) return false
    if (this.#sizes[large] < this.#sizes[small]) {
      const held = large
      large = small
      small = held
    }
    this.#parents[small] = large
    this.#sizes[large] += this.#sizes[small]
    return true
  }
}
