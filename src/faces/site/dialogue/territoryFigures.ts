// What plans and deliveries say of a territory: the numbers at its head, each with the page that it is read on.
import { standing as standingOf } from '#faces/site/dialogue/partnerships.ts'
import type { PlaceInPlan } from '#faces/site/dialogue/placesInPlans.ts'
import { type DialogueView, studyHref } from '#faces/site/dialogue/view.ts'
import { moneyOf } from '#faces/site/register/view.ts'
import { planCostUsd, type Standing } from '#faces/site/story.ts'
import { href, type Published } from '#faces/site/view.ts'
import type { ReadRecord } from '#store/reading.ts'

/** A study with its figures. */
export interface Study {
  readonly study: Published
  readonly now: Standing
}

/** The plan's own page of the area that holds a place. */
export const areaHref = (view: DialogueView, { study, area }: PlaceInPlan): string =>
  studyHref(view, study, `/areas/${encodeURIComponent(area.id)}`)

/** What plans say of a territory: people, money, and where each is read. */
export interface Planned {
  readonly total: number
  readonly served: number
  readonly unserved: number
  readonly reached: number
  readonly costUsd: number | undefined
  readonly gapNote: (share: string) => string
  readonly planNote: string
  readonly gapPath: string
  readonly planPath: string
}

/** The plans of a territory added up. */
export function plannedBy(view: DialogueView, studies: readonly Study[]): Planned {
  const { words } = view
  const people = studies.filter(({ now }) => now.measure === 'people')
  const sum = (of: (study: Study) => number, list: readonly Study[] = people): number =>
    list.reduce((all, each) => all + of(each), 0)
  const path = studies.length === 1 ? studyHref(view, studies[0].study) : href(view, '/')
  const count = studies.length
  return {
    total: sum(({ now }) => now.count.total),
    served: sum(({ now }) => now.count.served),
    unserved: sum(({ now }) => now.count.unserved),
    reached: sum(({ now }) => now.reached),
    costUsd: count === 0 ? undefined : sum(({ study }) => planCostUsd(study.result), studies),
    gapNote: (share) => words.say('territory.gap.note', { share, count: people.length }),
    planNote:
      count === 0 ? words.say('territory.plan.none') : words.say('territory.plan.note', { count }),
    gapPath: studies.length === 1 ? studyHref(view, studies[0].study, '/areas') : path,
    planPath: studies.length === 1 ? studyHref(view, studies[0].study, '/plan') : path,
  }
}

/** The part of a plan that lies in the area of one place. */
export function plannedIn(view: DialogueView, place: PlaceInPlan): Planned {
  const { words } = view
  const { area, reached, costUsd, rows } = place
  const path = areaHref(view, place)
  const { total = 0, served = 0, unserved = 0 } = area.people ?? {}
  return {
    total,
    served,
    unserved,
    reached,
    costUsd,
    gapNote: (share) => words.say('territory.city.gap', { share }),
    planNote: words.say('territory.city.plan', { count: rows.length }),
    gapPath: path,
    planPath: path,
  }
}

/** What was delivered against these needs, money first. */
export function delivered(view: DialogueView, needs: readonly ReadRecord<'need'>[]): string {
  const { words, around } = view
  const sums = new Map<string, number>()
  let count = 0
  for (const need of needs) {
    const { matches } = standingOf(around, need as ReadRecord<'need' | 'pledge'>)
    for (const { progress } of matches) {
      count += progress.count.verified
      if (progress.currency !== undefined)
        sums.set(progress.currency, (sums.get(progress.currency) ?? 0) + progress.money.verified)
    }
  }
  const money = [...sums]
    .filter(([, minor]) => minor > 0)
    .map(([currency, minor]) => moneyOf(words, { minor, currency }))
  const all = count > 0 ? [...money, words.say('territory.delivery.count', { count })] : money
  return all.length === 0
    ? words.say('territory.delivery.note')
    : words.say('territory.delivery.of', { list: words.list(all) })
}

/** People without a connection, of plans that count people; a dash where none does. */
export function peopleWithout(view: DialogueView, studies: readonly Study[]): string {
  const people = studies.filter(({ now }) => now.measure === 'people')
  if (people.length === 0) return '–'
  return view.words.count(Math.round(people.reduce((sum, { now }) => sum + now.count.unserved, 0)))
}
