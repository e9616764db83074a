// Workers as Node threads: each loads the kernels once and runs them by name. Results come back in
// the order of the inputs, so how many threads there are never shows.
import { Worker } from 'node:worker_threads'
import { thisThread, type Workers } from '#base/workers.ts'

/** What a thread is asked, and what it answers. */
export interface ThreadCall {
  readonly kernel: string
  readonly index: number
  readonly input: unknown
}
export interface ThreadAnswer {
  readonly index: number
  readonly output?: unknown
  readonly error?: string
}

/**
 * Starts threads that run kernels.
 *
 * @param count Threads to start; 1 runs everything in the calling thread.
 * @throws RangeError where the count is not a whole number of at least 1.
 */
export function nodeThreads(count: number): Workers {
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(`Cannot start ${count} workers, expected a whole number of at least 1`)
  }
  if (count === 1) return thisThread
  const threads: Worker[] = []
  const started = (): Worker[] => {
    while (threads.length < count) {
      const thread = new Worker(new URL('./threadEntry.ts', import.meta.url))
      thread.unref()
      threads.push(thread)
    }
    return threads
  }
  return {
    count,
    map: <I, O>(
      kernel: { readonly name: string },
      inputs: readonly I[],
      watch = {},
      stage = kernel.name,
    ) => mapOverThreads<I, O>(started(), kernel.name, inputs, watch, stage),
    async close() {
      await Promise.all(threads.splice(0).map((thread) => thread.terminate()))
    },
  }
}

type MapWatch = NonNullable<Parameters<Workers['map']>[2]>

function mapOverThreads<I, O>(
  threads: readonly Worker[],
  kernel: string,
  inputs: readonly I[],
  watch: MapWatch,
  stage: string,
): Promise<O[]> {
  if (inputs.length === 0) return Promise.resolve([])
  return new Promise((resolve, reject) => {
    const outputs = new Array<O>(inputs.length)
    let next = 0
    let done = 0
    const listeners = new Map<Worker, (answer: ThreadAnswer) => void>()
    const finish = (settle: () => void): void => {
      for (const [thread, listener] of listeners) {
        thread.off('message', listener)
        thread.off('error', fail)
        thread.unref()
      }
      watch.signal?.removeEventListener('abort', abort)
      settle()
    }
    const fail = (error: unknown): void => finish(() => reject(error))
    const abort = (): void => fail(watch.signal?.reason)
    const feed = (thread: Worker): void => {
      if (next >= inputs.length) return
      thread.postMessage({ kernel, index: next, input: inputs[next] } satisfies ThreadCall)
      next++
    }
    if (watch.signal?.aborted === true) {
      reject(watch.signal.reason)
      return
    }
    watch.signal?.addEventListener('abort', abort)
    for (const thread of threads) {
      const listener = (answer: ThreadAnswer): void => {
        if (answer.error !== undefined) {
          fail(new Error(answer.error))
          return
        }
        outputs[answer.index] = answer.output as O
        done++
        watch.onProgress?.({ stage, doneShare: done / inputs.length })
        if (done === inputs.length) finish(() => resolve(outputs))
        else feed(thread)
      }
      listeners.set(thread, listener)
      thread.on('message', listener)
      thread.on('error', fail)
      thread.ref()
      feed(thread)
    }
  })
}
