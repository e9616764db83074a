// The nodes that lines need: which, and where they lie, in arrays that take 16 to 32 bytes for each.

/** The node ids of ways, one list after the other. */
export class RefPool {
  /** The place of each way among `ends`. */
  readonly wayAt = new Map<number, number>()
  readonly ends: number[] = []
  all = new Float64Array(1024)
  length = 0

  /** Keeps a way's nodes; a way that comes twice keeps its first. */
  add(way: number, refs: readonly number[]): void {
    if (this.wayAt.has(way)) return
    if (this.length + refs.length > this.all.length) {
      const grown = new Float64Array(Math.max(this.all.length * 2, this.length + refs.length))
      grown.set(this.all.subarray(0, this.length))
      this.all = grown
    }
    for (let i = 0; i < refs.length; i++) this.all[this.length + i] = refs[i]
    this.length += refs.length
    this.wayAt.set(way, this.ends.push(this.length) - 1)
  }

  has(way: number): boolean {
    return this.wayAt.has(way)
  }

  /** A way's nodes; none where the way is not kept. */
  refs(way: number): number[] {
    const at = this.wayAt.get(way)
    if (at === undefined) return []
    return Array.from(this.all.subarray(at === 0 ? 0 : this.ends[at - 1], this.ends[at]))
  }
}

/** Where the nodes of a pool lie. */
export class NodePlaces {
  readonly ids: Float64Array
  readonly count: number
  readonly lons: Float64Array
  readonly lats: Float64Array
  /** Where the last id was found: files are sorted, so the next is near. */
  hint = 0

  constructor(pool: RefPool) {
    const ids = pool.all.slice(0, pool.length).sort()
    let count = 0
    for (let i = 0; i < ids.length; i++) if (i === 0 || ids[i] !== ids[i - 1]) ids[count++] = ids[i]
    this.ids = ids.subarray(0, count)
    this.count = count
    this.lons = new Float64Array(count).fill(Number.NaN)
    this.lats = new Float64Array(count).fill(Number.NaN)
  }

  /** Notes where a node lies, if it is one of them. */
  put(id: number, lon: number, lat: number): void {
    const { ids, count } = this
    let at = this.hint
    if (at > 0 && ids[at - 1] >= id) at = this.find(id)
    else while (at < count && ids[at] < id) at++
    this.hint = at
    if (at < count && ids[at] === id) {
      this.lons[at] = lon
      this.lats[at] = lat
    }
  }

  /** The first index whose id is not below an id. */
  find(id: number): number {
    let low = 0
    let high = this.count
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.ids[middle] < id) low = middle + 1
      else high = middle
    }
    return low
  }

  /** The places of nodes as a flat line; nodes without a place are left out. */
  line(refs: readonly number[]): Float64Array {
    const line = new Float64Array(refs.length * 2)
    let to = 0
    for (let i = 0; i < refs.length; i++) {
      const at = this.find(refs[i])
      if (at === this.count || this.ids[at] !== refs[i] || Number.isNaN(this.lons[at])) continue
      line[to++] = this.lons[at]
      line[to++] = this.lats[at]
    }
    return to === line.length ? line : line.slice(0, to)
  }
}
