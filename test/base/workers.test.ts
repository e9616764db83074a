import { expect, test } from 'vitest'
import type { Progress } from '#base/progress.ts'
import { type Kernel, thisThread } from '#base/workers.ts'

const double: Kernel<number, number> = { name: 'double', run: (x) => 2 * x }

test('thisThread.map() answers in the order of the inputs and says how far it is', async () => {
  const steps: Progress[] = []
  const outputs = await thisThread.map(double, [3, 1, 2], {
    onProgress: (step) => steps.push(step),
  })
  expect(outputs).toEqual([6, 2, 4])
  expect(steps.map(({ doneShare }) => doneShare)).toEqual([0, 1 / 3, 2 / 3])
})

test('thisThread.map() stops where its signal is aborted', async () => {
  const controller = new AbortController()
  const stop: Kernel<number, number> = {
    name: 'stop',
    run: (x) => {
      controller.abort()
      return x
    },
  }
  await expect(thisThread.map(stop, [1, 2], { signal: controller.signal })).rejects.toThrow()
})
