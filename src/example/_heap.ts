// A heap, four children to a node, of (key, item) pairs in typed arrays, smallest key first; ties leave in an order that
// depends on nothing but the pushes.

/** A queue whose smallest key leaves first. */
export interface Heap {
  readonly size: () => number
  readonly push: (key: number, item: number) => void
  /** Removes the item of the smallest key; its key is then `poppedKey()`. */
  readonly pop: () => number
  readonly poppedKey: () => number
}

/** An empty queue that grows as needed. */
export function newHeap(capacity = 1024): Heap {
  let keys = new Float64Array(capacity)
  let items = new Int32Array(capacity)
  let size = 0
  let lastKey = 0
  const grow = (): void => {
    const moreKeys = new Float64Array(keys.length * 2)
    moreKeys.set(keys)
    keys = moreKeys
    const moreItems = new Int32Array(items.length * 2)
    moreItems.set(items)
    items = moreItems
  }
  return {
    size: () => size,
    poppedKey: () => lastKey,
    push(key, item) {
      if (size === keys.length) grow()
      let at = size++
      while (at > 0) {
        const parent = (at - 1) >> 2
        if (keys[parent] <= key) break
        keys[at] = keys[parent]
        items[at] = items[parent]
        at = parent
      }
      keys[at] = key
      items[at] = item
    },
    pop() {
      const top = items[0]
      lastKey = keys[0]
      size--
      const key = keys[size]
      const item = items[size]
      let at = 0
      for (;;) {
        const first = 4 * at + 1
        if (first >= size) break
        const end = first + 4 < size ? first + 4 : size
        let child = first
        let least = keys[first]
        for (let k = first + 1; k < end; k++) {
          if (keys[k] < least) {
            least = keys[k]
            child = k
          }
        }
        if (least >= key) break
        keys[at] = keys[child]
        items[at] = items[child]
        at = child
      }
      keys[at] = key
      items[at] = item
      return top
    },
  }
}
