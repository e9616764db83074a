// What the graph commands share: reading the file, the budget's options, running the search in a thread.
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Json } from '#base/canonical.ts'
import { SourceError } from '#base/problem.ts'
import { type Answer, type Call, type OptionSpecs, UsageError } from '#faces/cli/command.ts'
import type { GraphOutcome, GraphTask } from '#faces/cli/graphTasks.ts'
import { wholeNumber } from '#faces/cli/options.ts'

/** Options of every search. */
export const searchOptions: OptionSpecs = {
  seconds: { type: 'string' },
  iterations: { type: 'string' },
  seed: { type: 'string' },
}

/** The lines of help that explain them. */
export const searchHelp = `  --seconds     stop after so many seconds; the answer then depends on the machine
  --iterations  stop after so many rounds instead: the same answer everywhere
  --seed        a whole number; another one looks in other places`

/** Seconds kept back for writing the answer out, and for each megabyte of the file. */
const reserveSeconds = 0.1
const reserveSecondsPerMegabyte = 0.04

/** Room for short-lived objects in the thread of a search, which lives on long-lived arrays. */
const youngMegabytes = 16

/** Reads the file of a graph command and computes its answer. */
export async function runGraphCommand(
  call: Call,
  kind: GraphTask['kind'],
  text: (document: { readonly [name: string]: Json }) => string,
): Promise<Answer> {
  const [path] = call.positionals
  const { seconds, budget } = readBudget(call)
  const bytes = await readBytes(path)
  const start = performance.now()
  const reserve = reserveSeconds + (bytes.length / 1e6) * reserveSecondsPerMegabyte
  // Node's start counts against the time a person gave.
  const limit =
    seconds === undefined ? {} : { seconds: Math.max(0.05, seconds - process.uptime() - reserve) }
  const task = { kind, source: basename(path), budget: { ...budget, ...limit } }
  const { document, problems } = await runInThread(task, bytes, call)
  if (document === undefined)
    return { document: { problems } as unknown as Json, text: '', problems }
  const took = Math.round(performance.now() - start) / 1000
  const whole = kind === 'bridges' ? document : { ...document, seconds: took }
  return { document: whole, text: text(whole), problems }
}

function readBudget({ options }: Call) {
  const seed = wholeNumber(options.seed, 'seed', 1, 0, 0xffffffff)
  if (options.seconds === undefined) {
    if (options.iterations === undefined) return { budget: { seed } }
    const iterations = wholeNumber(options.iterations, 'iterations', 1, 1, 1_000_000)
    return { budget: { seed, iterations } }
  }
  const seconds = Number(options.seconds)
  if (!(seconds > 0 && seconds <= 1_000_000)) {
    throw new UsageError(
      `Cannot read --seconds ${String(options.seconds)}: expected a number above 0`,
    )
  }
  return { seconds, budget: { seed } }
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (cause) {
    throw new SourceError(
      {
        level: 'error',
        code: 'file-missing',
        at: { source: path, table: '', row: 0 },
        message: `Cannot read "${path}": there is no such file, or no permission to read it`,
        cure: 'Check the path',
      },
      { cause },
    )
  }
}

/** Computes in a thread; a cancel sets a flag that the search sees, and it hands back its best. */
function runInThread(
  task: Omit<GraphTask, 'bytes'>,
  bytes: Uint8Array,
  { watch }: Call,
): Promise<GraphOutcome> {
  const stop = new SharedArrayBuffer(4)
  const worker = new Worker(new URL('./graphWorker.ts', import.meta.url), {
    workerData: { stop, task },
    resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
  })
  // A large file is moved, not copied: only one of the two threads needs it.
  const whole = bytes.byteLength === bytes.buffer.byteLength
  worker.postMessage(bytes, whole ? [bytes.buffer as ArrayBuffer] : [])
  const cancel = (): void => {
    Atomics.store(new Int32Array(stop), 0, 1)
  }
  watch.signal.addEventListener('abort', cancel)
  return new Promise<GraphOutcome>((resolve, reject) => {
    worker.on('message', ({ progress, outcome }) => {
      if (progress !== undefined) watch.onProgress?.(progress)
      if (outcome !== undefined) resolve(outcome)
    })
    worker.on('error', reject)
    worker.on('exit', () => reject(new Error('Cannot finish the search: its thread ended early')))
  }).finally(() => watch.signal.removeEventListener('abort', cancel))
}
