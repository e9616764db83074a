// When a search must stop: its rounds are used up, its time is, or someone cancelled it.
import type { SearchBudget } from '#graph/problem.ts'

/** Rounds a search makes where its budget names neither rounds nor seconds. */
const defaultIterations = 16

/** Watches one search's budget. A cancel stops it as the end of the budget does: with the best so far. */
export class Stopwatch {
  readonly #budget: SearchBudget
  readonly #start: number
  readonly #iterations: number
  #rounds = 0

  constructor(budget: SearchBudget) {
    if (budget.seconds !== undefined && budget.now === undefined) {
      throw new TypeError('Cannot keep to seconds without a clock: give `now` with `seconds`')
    }
    this.#budget = budget
    this.#start = budget.now?.() ?? 0
    this.#iterations =
      budget.iterations ??
      (budget.seconds === undefined ? defaultIterations : Number.POSITIVE_INFINITY)
  }

  /** The part of the budget that is used, from 0 to 1. */
  get usedShare(): number {
    const { seconds } = this.#budget
    const rounds = this.#rounds / this.#iterations
    const time = seconds === undefined ? 0 : this.seconds / seconds
    return Math.min(1, Math.max(rounds, time))
  }

  /** Seconds since the search began; 0 without a clock. */
  get seconds(): number {
    return this.#budget.now === undefined ? 0 : (this.#budget.now() - this.#start) / 1000
  }

  /** True where the search must come to its end, or has used this share of its budget. */
  isUp(share = 1): boolean {
    if (this.#budget.signal?.aborted === true) return true
    const { seconds } = this.#budget
    if (seconds !== undefined && this.seconds >= seconds * share) return true
    return this.#rounds >= this.#iterations * share
  }

  /** Counts one round of improvement. */
  round(): void {
    this.#rounds++
  }

  tell(stage: string, best: number, bound: number): void {
    this.#budget.onProgress?.({ stage, doneShare: this.usedShare, best, bound })
  }
}
