// Records that wait to be written: in the order they came, told exactly once what became of them.
import { touches, type Waiting } from '#store/batch.ts'
import { StoreError } from '#store/cluster.ts'
import type { Taken } from '#store/draft.ts'

/** At most so many records share one transaction. */
const batchMost = 256
/** More than so many may not wait. */
const queueMost = 10_000

/** The queue before the writer. */
export class WaitingQueue {
  #queue: Waiting[] = []
  /** Those that were told nothing yet, those in a batch too. */
  readonly #open = new Set<Waiting>()
  /** So many are taken one by one, since one of them is at fault. */
  #singly = 0

  /** How many wait. */
  get length(): number {
    return this.#queue.length
  }

  /** Puts a record at the end; resolves once it is durable. */
  enter(given: Omit<Waiting, 'since' | 'resolve' | 'reject'>): Promise<Taken> {
    if (this.#queue.length >= queueMost)
      return Promise.reject(new StoreError('Too many records wait', 'Try again in a minute'))
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        ...given,
        since: performance.now(),
        resolve: (taken) => {
          this.#open.delete(waiting)
          resolve(taken)
        },
        reject: (error) => {
          this.#open.delete(waiting)
          reject(error)
        },
      }
      this.#open.add(waiting)
      this.#queue.push(waiting)
    })
  }

  /** Takes what waits, in order, as long as no two records of the batch touch the same one. */
  nextBatch(): Waiting[] {
    const touched = new Set<string>()
    const most = this.#singly > 0 ? 1 : batchMost
    this.#singly = Math.max(0, this.#singly - 1)
    let count = 0
    for (const waiting of this.#queue) {
      const own = touches(waiting)
      if (count === most || own.some((id) => touched.has(id))) break
      for (const id of own) touched.add(id)
      count++
    }
    return this.#queue.splice(0, count)
  }

  /** Those of a batch that were told nothing yet. */
  openAmong(batch: readonly Waiting[]): Waiting[] {
    return batch.filter((waiting) => this.#open.has(waiting))
  }

  /** Puts back to the front what was taken and not written. */
  putBack(batch: readonly Waiting[]): void {
    this.#queue.unshift(...batch)
  }

  /** The same, to be taken one by one: so the one at fault fails alone. */
  putBackSingly(batch: readonly Waiting[]): void {
    this.#singly = batch.length
    this.putBack(batch)
  }

  /** Tells those that have waited since before a moment that nothing of theirs was entered. */
  giveUp(before: number, error: Error): void {
    for (const waiting of this.#queue) if (waiting.since < before) waiting.reject(error)
    this.#queue = this.#queue.filter(({ since }) => since >= before)
  }

  /** Tells all that were told nothing, those in a batch too. */
  rejectAll(error: Error): void {
    for (const waiting of this.#open) waiting.reject(error)
    this.#queue = []
  }
}
