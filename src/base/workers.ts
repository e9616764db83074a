// The one door to work in parallel. A kernel is a named pure function of an input that can be copied
// to another thread; results come back in the order of the inputs, whatever the number of workers,
// so they never depend on it. Who starts threads (Node, a browser) implements `Workers`.
import type { Watch } from '#base/progress.ts'

/** A pure function that may run in another thread; input and output must survive structured clone. */
export interface Kernel<I, O> {
  /** Unique among `src/kernels.ts`, which every worker loads. */
  readonly name: string
  readonly run: (input: I) => O | Promise<O>
}

/** A number of threads that run kernels. */
export interface Workers {
  readonly count: number
  /** Runs the kernel on each input; outputs in the order of the inputs. */
  map<I, O>(kernel: Kernel<I, O>, inputs: readonly I[], watch?: Watch, stage?: string): Promise<O[]>
  close(): Promise<void>
}

/** Runs everything in this thread, one input after the other. */
export const thisThread: Workers = {
  count: 1,
  async map(kernel, inputs, watch = {}, stage = kernel.name) {
    const outputs = []
    for (let i = 0; i < inputs.length; i++) {
      watch.signal?.throwIfAborted()
      watch.onProgress?.({ stage, doneShare: i / inputs.length })
      outputs.push(await kernel.run(inputs[i]))
    }
    return outputs
  },
  async close() {},
}
