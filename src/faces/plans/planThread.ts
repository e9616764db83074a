// What a thread runs that computes one plan: loads the inputs, runs the study, tells its progress and ends.
// Whoever waits for it stops it by ending the thread.
import { parentPort, workerData } from 'node:worker_threads'
import { hasError, type Problem } from '#base/problem.ts'
import type { Progress } from '#base/progress.ts'
import type { PlanDocument } from '#documents.ts'
import { planFigures } from '#faces/plans/figures.ts'
import { loadOrigin, type PlanPlace } from '#faces/plans/origin.ts'
import type { PlanFigures } from '#register/records/consultations.ts'
import { planDocument, runStudy } from '#study.ts'

/** What the thread is to compute. */
export interface PlanCall {
  readonly place: PlanPlace
  readonly overrides: readonly string[]
  /** Digests of the inputs that the plan before was computed from. */
  readonly sources: readonly string[]
}

/** What it tells: progress any number of times, then one of the others. */
export type PlanAnswer =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | {
      readonly kind: 'done'
      readonly digest: string
      readonly figures: PlanFigures
      readonly document: PlanDocument
    }
  | { readonly kind: 'failed'; readonly problems: readonly Problem[] }

/** Progress is told no oftener than so many times a second. */
const tellsPerSecond = 4

const tell = (answer: PlanAnswer): void => parentPort?.postMessage(answer)

/** Tells a new stage at once, and its share now and then. */
function teller(): (progress: Progress) => void {
  let [stage, told] = ['', 0]
  return (progress) => {
    const now = performance.now()
    if (progress.stage === stage && now - told < 1000 / tellsPerSecond) return
    ;[stage, told] = [progress.stage, now]
    tell({ kind: 'progress', progress })
  }
}

async function compute({ place, overrides, sources }: PlanCall): Promise<void> {
  const startedAt = performance.now()
  const watch = { onProgress: teller() }
  const { country, study, problems } = await loadOrigin(place, overrides, watch)
  if (country === undefined || study === undefined || hasError(problems)) {
    tell({ kind: 'failed', problems: problems.filter(({ level }) => level === 'error') })
    return
  }
  const found = country.sources.map(({ digest }) => digest)
  if (found.join() !== sources.join()) {
    tell({ kind: 'failed', problems: [inputsChanged(study.id)] })
    return
  }
  const result = await runStudy(country, study, { watch })
  const seconds = (performance.now() - startedAt) / 1000
  tell({
    kind: 'done',
    digest: result.resultDigest,
    figures: planFigures(result),
    document: planDocument(result, seconds),
  })
}

/** Two plans of different data say nothing of a setting. */
const inputsChanged = (study: string): Problem => ({
  level: 'error',
  code: 'inputs-changed',
  at: { source: study, table: '', row: 0 },
  message: 'The study’s files have changed since the site was started',
  cure: 'Ask the operator to start the site again, so that both plans stand on the same data',
})

await compute(workerData as PlanCall)
