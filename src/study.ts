// The line from a country to its roadmap: read this first. Each stage is a function from values to a
// value; none changes what it was given.
import { type Json, jsonDigest } from '#base/canonical.ts'
import { report, type Watch } from '#base/progress.ts'
import { thisThread, type Workers } from '#base/workers.ts'
import { countryDigest } from '#country/digest.ts'
import type { Country } from '#country/model.ts'
import type { Study } from '#country/study.ts'
import { planDigest } from '#documents.ts'
import { fundPlan } from '#funding/funding.ts'
import { findGap } from '#gap/gap.ts'
import { compareWithCpp } from '#plan/comparison.ts'
import { cppPlan } from '#plan/cpp.ts'
import { checkLeftOut } from '#plan/leftOut.ts'
import { makePlan, standingForSite } from '#plan/makePlan.ts'
import { planRoadmap } from '#roadmap/roadmap.ts'
import type { StudyResult } from '#studyResult.ts'

export { fundingDocument, gapDocument, planDocument, roadmapDocument } from '#documents.ts'
export type { StudyResult } from '#studyResult.ts'

/** Who helps, and who is told. */
export interface RunOptions {
  /** Threads to use; the result does not depend on how many there are. */
  readonly workers?: Workers
  readonly watch?: Watch
}

/**
 * Runs a study: from a country to its gap, its plan, its roadmap and who pays.
 *
 * The same country and study give the same result in every engine and with any number of workers.
 */
export async function runStudy(
  country: Country,
  study: Study,
  { workers = thisThread, watch = {} }: RunOptions = {},
): Promise<StudyResult> {
  report(watch, 'Finding the gap', 0)
  const gap = findGap(country, study)
  const isCpp = study.mode === 'cpp'
  const plan = isCpp
    ? cppPlan(country, gap, study)
    : await makePlan(country, gap, study, workers, watch)
  const comparison = isCpp
    ? await compareWithCpp(country, gap, study, plan, workers, watch)
    : undefined
  const roadmap = planRoadmap(plan, study.budget)
  const toServe = standingForSite(gap, study).filter((stands) => stands === 'toServe').length
  const funding = fundPlan({ country, study, gap, plan, roadmap })
  const findings = {
    country,
    study,
    gap,
    plan,
    roadmap,
    problems: checkLeftOut(country, study, toServe),
    ...(funding === undefined ? {} : { funding }),
    ...(comparison === undefined ? {} : { comparison }),
    inputsDigest: inputsDigest(country, study),
  }
  return { ...findings, resultDigest: planDigest(findings) }
}

/** One digest for all that a result was made from: every value of the country, every setting of the study. */
export function inputsDigest(country: Country, study: Study): string {
  return jsonDigest({ country: countryDigest(country), study: study as unknown as Json })
}
