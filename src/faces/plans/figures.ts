// What of a plan people compare: who is served, what it costs, what is spent, by which technologies. The same
// figures stand in the register with the plan's digest.
import { technologies } from '#country/model.ts'
import type { PlanFigures } from '#register/records/consultations.ts'
import type { StudyResult } from '#studyResult.ts'

const dollars = (usd: number) => ({ minor: Math.round(usd * 100), currency: 'USD' })

/** The figures of a plan. */
export function planFigures({ plan, gap, roadmap, study }: StudyResult): PlanFigures {
  const { phases } = roadmap
  const sum = (of: (phase: (typeof phases)[number]) => number): number =>
    phases.reduce((all, phase) => all + of(phase), 0)
  const { npvCostUsd, tcoUsd, sites } = plan.totals
  return {
    ...(gap.people === null || gap.people.total === 0
      ? {}
      : { people: Math.round(gap.people.served + sum(({ people }) => people ?? 0)) }),
    sites: sum((phase) => phase.sites),
    spent: dollars(sum(({ capexUsd }) => capexUsd)),
    cost: dollars(study.mode === 'cpp' ? tcoUsd : npvCostUsd),
    mix: technologies
      .filter((technology) => sites[technology] > 0)
      .map((technology) => ({ technology, sites: sites[technology] })),
  }
}
