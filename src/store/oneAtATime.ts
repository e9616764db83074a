// Work that brings something up to date, asked for by many at once: it runs once at a time, and whoever asks
// while it runs waits for the next run, which begins after they asked and so sees what they did.

/**
 * The work as it may be asked for at any time.
 *
 * @example Two who ask amid a run share the one after it
 * ```ts
 * let runs = 0
 * const work = oneAtATime(async () => { runs++ })
 * await Promise.all([work(), work(), work()])
 * assert.equal(runs, 2)
 * ```
 */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  const run = (): Promise<void> => {
    running = work().finally(() => {
      running = undefined
    })
    return running
  }
  return () => {
    if (running === undefined) return run()
    next ??= running
      // A fault of the run before is its own callers' to hear.
      .catch(() => undefined)
      .then(() => {
        next = undefined
        return run()
      })
    return next
  }
}
