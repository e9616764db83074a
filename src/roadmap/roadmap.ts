// The roadmap: what is built in which year under the budget, upstream before downstream
// (docs/methods/roadmap.md).
import type { BudgetSettings } from '#country/study.ts'
import type { Plan } from '#plan/plan.ts'
import { type Bundle, buildOrder } from '#roadmap/buildOrder.ts'
import { looksAt } from '#roadmap/looks.ts'
import { type Things, thingsOf } from '#roadmap/things.ts'

/** Sums of dollars in floating point may differ by this from what they should be. */
const roundingUsd = 1e-3

/** One year of building. */
export interface Phase {
  readonly year: number
  /** Money spent this year; never more than the year's budget. */
  readonly capexUsd: number
  /** Running everything finished up to and including this year. */
  readonly opexUsd: number
  /** People newly served this year; null where no population is given. */
  readonly people: number | null
  /** Sites newly served this year. */
  readonly sites: number
}

/** The years of a plan. */
export interface Roadmap {
  readonly phases: readonly Phase[]
  /** Year each site is served by the plan; 0 where the plan does nothing or no budget is left. */
  readonly yearForSite: Int32Array
  /** Year each link of the plan is finished; 0 where no budget is left. */
  readonly yearForLink: Int32Array
  /** Year the first money for each link is spent; before `yearForLink` where it takes more than one. */
  readonly startForLink: Int32Array
}

/**
 * The years in which a plan is built.
 *
 * Things are paid for one after the other in one order (most people per dollar first); a thing that a
 * year's money does not finish is paid on in the next, and people are served when it is finished. What
 * the whole budget cannot finish is never begun. Money that the plan has no use for stays unspent.
 */
export function planRoadmap(plan: Plan, budget: BudgetSettings): Roadmap {
  const { firstYear, lastYear, capexUsdPerYear } = budget
  const years = lastYear - firstYear + 1
  const budgets = Array.from({ length: years }, (_, y) => capexUsdPerYear?.[y] ?? 0)
  const isUnlimited = capexUsdPerYear === null
  const things = thingsOf(plan)
  const built = whatToBuild(
    things,
    isUnlimited ? Number.POSITIVE_INFINITY : budgets.reduce((total, usd) => total + usd, 0),
  )
  const { siteCount, ownUsd, company } = things
  const yearForThing = new Int32Array(ownUsd.length)
  const startForThing = new Int32Array(ownUsd.length)
  const spentIn = new Float64Array(years)
  let year = 0
  for (const thing of built.flatMap((host) => [host, ...(company.get(host) ?? [])])) {
    let due = ownUsd[thing]
    while (!isUnlimited && year < years - 1 && spentIn[year] >= budgets[year]) year++
    startForThing[thing] = firstYear + year
    // The last year takes the rest: rounding of sums must not push a finished plan out of it.
    while (!isUnlimited && year < years - 1 && spentIn[year] + due > budgets[year]) {
      due -= budgets[year] - spentIn[year]
      spentIn[year] = budgets[year]
      year++
    }
    spentIn[year] += due
    yearForThing[thing] = firstYear + year
  }
  const yearForSite = yearForThing.slice(0, siteCount)
  const yearForLink = yearForThing.slice(siteCount)
  const phases = Array.from({ length: years }, (_, y) =>
    phaseOf(plan, firstYear + y, spentIn[y], yearForSite, yearForLink),
  )
  return { phases, yearForSite, yearForLink, startForLink: startForThing.slice(siteCount) }
}

/**
 * What a budget builds, in order.
 *
 * One look takes bundles in their order and passes over what the rest of the money cannot finish; more
 * money never serves fewer people by one look, as no later bundle brings more per dollar than the one
 * it passes over. Other looks leave places out from the start, so that a bundle too dear as a whole
 * falls into parts. The best look is taken; looks are the same for every budget, so the law holds for it.
 */
function whatToBuild(things: Things, budgetUsd: number): number[] {
  const all = buildOrder(things)
  let best = take(all, budgetUsd)
  if (best.bundleCount === all.length) return best.things
  for (const isIn of looksAt(things)) {
    const found = take(buildOrder(things, isIn), budgetUsd)
    if (found.worth > best.worth) best = found
  }
  return best.things
}

function take(
  order: readonly Bundle[],
  budgetUsd: number,
): { things: number[]; worth: number; bundleCount: number } {
  let left = budgetUsd + roundingUsd
  let worth = 0
  let bundleCount = 0
  const isTaken = new Uint8Array(order.length)
  const things: number[] = []
  order.forEach((bundle, b) => {
    if (bundle.costUsd > left || (bundle.needs >= 0 && isTaken[bundle.needs] === 0)) return
    isTaken[b] = 1
    bundleCount++
    left -= bundle.costUsd
    worth += bundle.worth
    for (const thing of bundle.things) things.push(thing)
  })
  return { things, worth, bundleCount }
}

function phaseOf(
  plan: Plan,
  year: number,
  capexUsd: number,
  yearForSite: Int32Array,
  yearForLink: Int32Array,
): Phase {
  let opexUsd = 0
  let people = 0
  let sites = 0
  for (let site = 0; site < yearForSite.length; site++) {
    if (yearForSite[site] === 0 || yearForSite[site] > year) continue
    opexUsd += plan.sites.opexUsdPerYear[site]
    if (yearForSite[site] < year) continue
    people += plan.sites.people[site]
    sites++
  }
  for (let link = 0; link < yearForLink.length; link++)
    if (yearForLink[link] !== 0 && yearForLink[link] <= year)
      opexUsd += plan.links.opexUsdPerYear[link]
  return { year, capexUsd, opexUsd, people: plan.totals.people === null ? null : people, sites }
}
