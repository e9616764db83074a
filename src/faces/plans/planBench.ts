// Where plans are computed anew: one at a time, each in a thread of its own, so that the site answers
// meanwhile; who asked sees how far it is and can stop it.
import { Worker } from 'node:worker_threads'
import type { Problem } from '#base/problem.ts'
import type { Progress } from '#base/progress.ts'
import type { PlanPlace } from '#faces/plans/origin.ts'
import type { PlanAnswer, PlanCall } from '#faces/plans/planThread.ts'

/** A plan that is being computed, or was. */
export interface PlanJob {
  readonly id: string
  /** For whom it is computed: a consultation. */
  readonly owner: string
  /** The name under which its plan was kept; undefined before. */
  readonly kept: string | undefined
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'stopped'
  readonly progress: Progress | undefined
  readonly problems: readonly Problem[]
  /** Settled with the state in which it ends. */
  readonly ended: Promise<PlanJob['state']>
}

/** What a plan is computed from, and what is done with it. */
export interface PlanTask {
  readonly place: PlanPlace
  readonly overrides: readonly string[]
  readonly sources: readonly string[]
  readonly owner: string
  /** Keeps the plan and names it; the job is done when it has. */
  readonly keep: (plan: Extract<PlanAnswer, { kind: 'done' }>) => Promise<string>
}

/** How much may wait, how long one may take, and how many ended ones are remembered. */
export interface BenchLimits {
  readonly mostWaiting: number
  readonly mostMinutes: number
  readonly mostKept: number
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

interface Held {
  readonly job: Mutable<PlanJob>
  readonly task: PlanTask
  readonly end: (state: PlanJob['state']) => void
  worker?: Worker
}

const failure = (code: string, message: string, cure: string): Problem => ({
  level: 'error',
  code,
  at: { source: 'plan', table: '', row: 0 },
  message,
  cure,
})

/** Computes plans, one after the other. */
export class PlanBench {
  readonly #held = new Map<string, Held>()
  readonly #limits: BenchLimits
  readonly #onError: (error: unknown) => void
  #running: Held | undefined

  constructor(
    onError: (error: unknown) => void = () => {},
    limits: BenchLimits = { mostWaiting: 8, mostMinutes: 30, mostKept: 100 },
  ) {
    this.#onError = onError
    this.#limits = limits
  }

  /** Takes a task up; undefined where too many wait already. */
  start(id: string, task: PlanTask): PlanJob | undefined {
    const waiting = [...this.#held.values()].filter(({ job }) => job.state === 'waiting')
    if (waiting.length >= this.#limits.mostWaiting) return undefined
    let settle: (state: PlanJob['state']) => void = () => {}
    const ended = new Promise<PlanJob['state']>((resolve) => {
      settle = resolve
    })
    const job: Mutable<PlanJob> = {
      id,
      owner: task.owner,
      kept: undefined,
      state: 'waiting',
      progress: undefined,
      problems: [],
      ended,
    }
    const held: Held = {
      job,
      task,
      end: (state) => {
        if (job.state !== 'waiting' && job.state !== 'running') return
        job.state = state
        settle(state)
      },
    }
    this.#held.set(id, held)
    this.#forget()
    this.#next()
    return job
  }

  /** A job by its identity. */
  find(id: string): PlanJob | undefined {
    return this.#held.get(id)?.job
  }

  /** All jobs of an owner that are remembered, newest first. */
  of(owner: string): PlanJob[] {
    return [...this.#held.values()]
      .map(({ job }) => job)
      .filter((job) => job.owner === owner)
      .toReversed()
  }

  /** Stops a job, whether it waits or runs; one that has ended stays as it ended. */
  async stop(id: string): Promise<void> {
    const held = this.#held.get(id)
    if (held === undefined) return
    held.end('stopped')
    await held.worker?.terminate()
  }

  /** Stops everything. */
  async close(): Promise<void> {
    await Promise.all([...this.#held.keys()].map((id) => this.stop(id)))
  }

  /** The oldest that have ended give way. */
  #forget(): void {
    for (const [id, { job }] of this.#held) {
      if (this.#held.size <= this.#limits.mostKept) return
      if (job.state !== 'waiting' && job.state !== 'running') this.#held.delete(id)
    }
  }

  #next(): void {
    if (this.#running !== undefined) return
    const held = [...this.#held.values()].find(({ job }) => job.state === 'waiting')
    if (held === undefined) return
    this.#running = held
    this.#run(held)
      .catch((error) => {
        this.#onError(error)
        held.job.problems = [
          failure(
            'plan-broken',
            'The plan could not be computed',
            'Tell the operator, whose record says why',
          ),
        ]
        held.end('failed')
      })
      .finally(() => {
        this.#running = undefined
        this.#next()
      })
  }

  async #run(held: Held): Promise<void> {
    const { job, task } = held
    job.state = 'running'
    const { place, overrides, sources } = task
    const call: PlanCall = { place, overrides, sources }
    const worker = new Worker(new URL('./planThread.ts', import.meta.url), { workerData: call })
    held.worker = worker
    worker.unref()
    const late = setTimeout(() => {
      const { mostMinutes } = this.#limits
      job.problems = [
        failure(
          'plan-late',
          `The plan was not finished in ${mostMinutes} minutes, and was stopped`,
          'Compute it on the command line, which waits as long as it takes',
        ),
      ]
      held.end('failed')
      void worker.terminate()
    }, this.#limits.mostMinutes * 60_000)
    late.unref()
    try {
      const answer = await this.#answerOf(worker, job)
      if (answer === undefined || job.state !== 'running') return
      if (answer.kind === 'failed') {
        job.problems = answer.problems
        held.end('failed')
        return
      }
      job.kept = await task.keep(answer)
      held.end('done')
    } finally {
      clearTimeout(late)
      await worker.terminate()
    }
  }

  /** What the thread came to; undefined where it was stopped before. */
  #answerOf(
    worker: Worker,
    job: Mutable<PlanJob>,
  ): Promise<Exclude<PlanAnswer, { kind: 'progress' }> | undefined> {
    return new Promise((resolve, reject) => {
      worker.on('message', (answer: PlanAnswer) => {
        if (answer.kind === 'progress') job.progress = answer.progress
        else resolve(answer)
      })
      worker.on('error', reject)
      worker.on('exit', () => resolve(undefined))
    })
  }
}
