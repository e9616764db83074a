// The thread in which one graph command computes: takes a task, tells progress, hands back the outcome.
import { parentPort, workerData } from 'node:worker_threads'
import { runGraphTask } from '#faces/cli/graphTasks.ts'

const { stop, task } = workerData
const flag = new Int32Array(stop)
// Only `aborted` is asked for; a real signal could not be set from another thread.
const signal = {
  get aborted(): boolean {
    return Atomics.load(flag, 0) === 1
  },
} as AbortSignal
let toldAt = 0
parentPort?.once('message', (bytes: Uint8Array) => {
  const outcome = runGraphTask({
    ...task,
    bytes,
    budget: {
      ...task.budget,
      signal,
      now: () => performance.now(),
      onProgress: (progress) => {
        const now = performance.now()
        if (now - toldAt < 100) return
        toldAt = now
        parentPort?.postMessage({ progress })
      },
    },
  })
  parentPort?.postMessage({ outcome })
})
