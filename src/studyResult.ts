// What a study found, stage by stage: the value that faces show and documents are made from.
import type { Problem } from '#base/problem.ts'
import type { Country } from '#country/model.ts'
import type { Study } from '#country/study.ts'
import type { Funding } from '#funding/funding.ts'
import type { Gap } from '#gap/gap.ts'
import type { Comparison } from '#plan/comparison.ts'
import type { Plan } from '#plan/plan.ts'
import type { Roadmap } from '#roadmap/roadmap.ts'

/** Everything a study found, stage by stage. */
export interface StudyResult {
  readonly country: Country
  readonly study: Study
  readonly gap: Gap
  readonly plan: Plan
  readonly roadmap: Roadmap
  /** What the plan leaves out; problems of the inputs stand beside the country. */
  readonly problems: readonly Problem[]
  /** Who pays; absent where no population is given. */
  readonly funding?: Funding
  /** CPP mode only: our own plan for the same points, and where the difference comes from. */
  readonly comparison?: Comparison
  /** Digest of the country's and the study's data. */
  readonly inputsDigest: string
  /** Digest of the plan document without its `seconds`. */
  readonly resultDigest: string
}
