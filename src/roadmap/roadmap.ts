// The roadmap: what is built in which year under the budget, upstream before downstream
// (docs/methods/roadmap.md).
import { tableLength } from '#base/table.ts'
import type { BudgetSettings } from '#country/study.ts'
import type { Plan } from '#plan/plan.ts'
import { buildOrder } from '#roadmap/buildOrder.ts'

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
 * the whole budget cannot finish is never begun, and cheaper things further down the order are built
 * instead. Money that the plan has no use for stays unspent; none is carried beyond the last year.
 */
export function planRoadmap(plan: Plan, budget: BudgetSettings): Roadmap {
  const { firstYear, lastYear, capexUsdPerYear } = budget
  const years = lastYear - firstYear + 1
  const budgets = Array.from({ length: years }, (_, y) => capexUsdPerYear?.[y] ?? 0)
  const isUnlimited = capexUsdPerYear === null
  const order = buildOrder(plan)
  const built = isUnlimited ? order.flatMap(({ things }) => things) : affordable(order, budgets)

  const siteCount = tableLength(plan.sites)
  const yearForSite = new Int32Array(siteCount)
  const yearForLink = new Int32Array(tableLength(plan.links))
  const startForLink = new Int32Array(yearForLink.length)
  const spentIn = new Float64Array(years)
  let year = 0
  for (const thing of built) {
    const isLink = thing >= siteCount
    const row = isLink ? thing - siteCount : thing
    let due = isLink ? plan.links.capexUsd[row] : plan.sites.capexUsd[row]
    while (!isUnlimited && year < years - 1 && spentIn[year] >= budgets[year]) year++
    if (isLink) startForLink[row] = firstYear + year
    // The last year takes the rest: rounding of sums must not push a finished plan out of it.
    while (!isUnlimited && year < years - 1 && spentIn[year] + due > budgets[year]) {
      due -= budgets[year] - spentIn[year]
      spentIn[year] = budgets[year]
      year++
    }
    spentIn[year] += due
    if (isLink) yearForLink[row] = firstYear + year
    else yearForSite[row] = firstYear + year
  }
  const phases = Array.from({ length: years }, (_, y) =>
    phaseOf(plan, firstYear + y, spentIn[y], yearForSite, yearForLink),
  )
  return { phases, yearForSite, yearForLink, startForLink }
}

/** Takes bundles in their order as long as the whole budget holds, passing over what it cannot finish. */
function affordable(order: ReturnType<typeof buildOrder>, budgets: readonly number[]): number[] {
  let left = budgets.reduce((total, usd) => total + usd, 0)
  const isTaken = new Uint8Array(order.length)
  const things: number[] = []
  order.forEach((bundle, b) => {
    if (bundle.costUsd > left + roundingUsd || bundle.needs.some((needed) => isTaken[needed] === 0))
      return
    isTaken[b] = 1
    left -= bundle.costUsd
    for (const thing of bundle.things) things.push(thing)
  })
  return things
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
