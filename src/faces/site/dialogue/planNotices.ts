// What a plan's own front page tells of consultations that changed it.
import type { Table } from '#faces/site/dialogue/view.ts'
import type { Published } from '#faces/site/view.ts'
import { planCode } from '#store/computedPlans.ts'

/** A published change of a plan. */
export interface PlanNotice {
  readonly date: string
  readonly title: string
  readonly language: string
  /** The page of before and after, without its language. */
  readonly path: string
}

/** So many changes are told of; the consultation's page has all. */
const most = 3

/** Changes of a study's plan, newest first. */
export async function planNotices(table: Table, study: Published): Promise<PlanNotice[]> {
  const around = await table.dialogue.snapshot()
  return around
    .all('change')
    .filter(({ data }) => data.plan?.study === study.result.study.id)
    .slice(-most)
    .reverse()
    .flatMap(({ data }) =>
      data.plan === undefined || data.title === null
        ? []
        : [
            {
              date: data.date,
              title: data.title,
              language: data.language,
              path: `/consultations/${data.consultation}/plans/${planCode(data.plan.after)}`,
            },
          ],
    )
}
