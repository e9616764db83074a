// What a thread of `nodeThreads` runs: finds the kernel by name and answers.
import { parentPort } from 'node:worker_threads'
import type { ThreadAnswer, ThreadCall } from '#faces/threads.ts'
import { kernels } from '#kernels.ts'

parentPort?.on('message', async ({ kernel, index, input }: ThreadCall) => {
  let answer: ThreadAnswer
  try {
    const found = kernels.find(({ name }) => name === kernel)
    if (found === undefined)
      throw new RangeError(`Cannot run kernel "${kernel}": src/kernels.ts does not list it`)
    answer = { index, output: await found.run(input as never) }
  } catch (error) {
    answer = { index, error: error instanceof Error ? error.message : String(error) }
  }
  parentPort?.postMessage(answer)
})
