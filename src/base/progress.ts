// How long work tells where it is and lets itself be stopped. The caller draws; the engine only says.

/** One step of a long work. */
export interface Progress {
  /** The stage in plain words: `Reading roads`. */
  readonly stage: string
  /** What is done of this stage, from 0 to 1. */
  readonly doneShare: number
  /** Best value and bound so far, where the stage is a search. */
  readonly best?: number
  readonly bound?: number
}

/** What every long work takes along: who listens, and whether to stop. */
export interface Watch {
  readonly onProgress?: (progress: Progress) => void
  readonly signal?: AbortSignal
}

/** Says where the work is, and throws the signal's reason (an AbortError) where it was cancelled. */
export function report(watch: Watch, stage: string, doneShare: number): void {
  watch.signal?.throwIfAborted()
  watch.onProgress?.({ stage, doneShare })
}
