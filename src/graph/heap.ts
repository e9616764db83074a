// An indexed 4-ary heap: the queue of every search here. Keys fall while an item waits, each item
// waits at most once, and equal keys leave in the order the sifting gives, which is deterministic.

/** A queue of whole numbers below `capacity`, smallest key first. */
export class IndexedHeap {
  /** How many items wait. */
  size = 0
  /** The key of each item that waits or has waited since it was last set. */
  readonly keys: Float64Array
  readonly #items: Int32Array
  readonly #places: Int32Array

  constructor(capacity: number) {
    this.keys = new Float64Array(capacity)
    this.#items = new Int32Array(capacity)
    this.#places = new Int32Array(capacity).fill(-1)
  }

  /** True while the item waits. */
  has(item: number): boolean {
    return this.#places[item] >= 0
  }

  /** The item with the smallest key; call only while `size` is above 0. */
  peek(): number {
    return this.#items[0]
  }

  /** The smallest key, or Infinity where nothing waits. */
  peekKey(): number {
    return this.size === 0 ? Number.POSITIVE_INFINITY : this.keys[this.#items[0]]
  }

  /** Lets an item wait with this key, or gives a waiting one a new key, smaller or larger. */
  set(item: number, key: number): void {
    const place = this.#places[item]
    if (place < 0) {
      this.keys[item] = key
      this.#rise(item, key, this.size++)
    } else if (key <= this.keys[item]) {
      this.keys[item] = key
      this.#rise(item, key, place)
    } else {
      this.keys[item] = key
      this.#sink(item, key, place)
    }
  }

  /** Takes out the item with the smallest key; call only while `size` is above 0. */
  pop(): number {
    const items = this.#items
    const first = items[0]
    this.#places[first] = -1
    const last = items[--this.size]
    if (this.size > 0) this.#sink(last, this.keys[last], 0)
    return first
  }

  /** Empties the heap in time proportional to what waits. */
  clear(): void {
    for (let i = 0; i < this.size; i++) this.#places[this.#items[i]] = -1
    this.size = 0
  }

  #rise(item: number, key: number, from: number): void {
    const items = this.#items
    const places = this.#places
    const keys = this.keys
    let place = from
    while (place > 0) {
      const parent = (place - 1) >> 2
      const above = items[parent]
      if (keys[above] <= key) break
      items[place] = above
      places[above] = place
      place = parent
    }
    items[place] = item
    places[item] = place
  }

  #sink(item: number, key: number, from: number): void {
    const items = this.#items
    const places = this.#places
    const keys = this.keys
    const size = this.size
    let place = from
    for (;;) {
      const first = place * 4 + 1
      if (first >= size) break
      const end = first + 4 < size ? first + 4 : size
      let least = first
      let leastKey = keys[items[first]]
      for (let child = first + 1; child < end; child++) {
        const childKey = keys[items[child]]
        if (childKey < leastKey) {
          leastKey = childKey
          least = child
        }
      }
      if (leastKey >= key) break
      const below = items[least]
      items[place] = below
      places[below] = place
      place = least
    }
    items[place] = item
    places[item] = place
  }
}

/** A heap of keys with two numbers each, where an item may wait many times. */
export class PairHeap {
  size = 0
  #keys = new Float64Array(1024)
  #firsts = new Int32Array(1024)
  #seconds = new Int32Array(1024)
  /** What `pop` took out last. */
  key = 0
  first = 0
  second = 0

  push(key: number, first: number, second: number): void {
    if (this.size === this.#keys.length) this.#grow()
    const keys = this.#keys
    let place = this.size++
    while (place > 0) {
      const parent = (place - 1) >> 1
      if (keys[parent] <= key) break
      this.#move(parent, place)
      place = parent
    }
    keys[place] = key
    this.#firsts[place] = first
    this.#seconds[place] = second
  }

  /** Takes the item with the smallest key out into `key`, `first` and `second`. */
  pop(): void {
    const keys = this.#keys
    this.key = keys[0]
    this.first = this.#firsts[0]
    this.second = this.#seconds[0]
    const size = --this.size
    if (size === 0) return
    const key = keys[size]
    const first = this.#firsts[size]
    const second = this.#seconds[size]
    let place = 0
    for (;;) {
      let child = 2 * place + 1
      if (child >= size) break
      if (child + 1 < size && keys[child + 1] < keys[child]) child++
      if (keys[child] >= key) break
      this.#move(child, place)
      place = child
    }
    keys[place] = key
    this.#firsts[place] = first
    this.#seconds[place] = second
  }

  clear(): void {
    this.size = 0
  }

  #move(from: number, to: number): void {
    this.#keys[to] = this.#keys[from]
    this.#firsts[to] = this.#firsts[from]
    this.#seconds[to] = this.#seconds[from]
  }

  #grow(): void {
    const keys = new Float64Array(this.size * 2)
    keys.set(this.#keys)
    this.#keys = keys
    const firsts = new Int32Array(this.size * 2)
    firsts.set(this.#firsts)
    this.#firsts = firsts
    const seconds = new Int32Array(this.size * 2)
    seconds.set(this.#seconds)
    this.#seconds = seconds
  }
}
