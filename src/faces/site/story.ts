// What a study's figures say, before any word: shares, the areas that hold most of the unserved, and
// the money of each technology in each year. Pure; the pages only put it into words.
import { tableLength } from '#base/table.ts'
import { type Technology, technologies } from '#country/model.ts'
import type { AreaGap, ServiceCount } from '#gap/gap.ts'
import type { StudyResult } from '#study.ts'

/** Who is counted: people where the sources give them, else places. */
export type Measure = 'people' | 'sites'

/** What a country has more of: people without service, or people of whom nobody knows. */
export type Lack = 'unserved' | 'unknown'

/** The front page's figures. */
export interface Standing {
  readonly measure: Measure
  readonly lack: Lack
  readonly count: ServiceCount
  /** Newly served by the years of the roadmap, those among them of whom nobody knows today included. */
  readonly reached: number
  /** Unserved today and still so when the roadmap ends. */
  readonly left: number
  readonly firstYear: number
  readonly lastYear: number
}

/** Where the country stands, and how far the roadmap carries it. */
export function standing({ gap, roadmap, study }: StudyResult): Standing {
  const measure = gap.people === null || gap.people.total === 0 ? 'sites' : 'people'
  const count = measure === 'people' && gap.people !== null ? gap.people : gap.sites
  const reached = roadmap.phases.reduce(
    (sum, phase) => sum + (measure === 'people' ? (phase.people ?? 0) : phase.sites),
    0,
  )
  let left = 0
  gap.serviceForSite.forEach((service, row) => {
    if (service === 'unserved' && roadmap.yearForSite[row] === 0)
      left += measure === 'people' ? gap.peopleForSite[row] : 1
  })
  return {
    measure,
    lack: count.unknown > count.unserved ? 'unknown' : 'unserved',
    count,
    reached,
    left,
    firstYear: study.budget.firstYear,
    lastYear: study.budget.lastYear,
  }
}

/** Areas by what they lack, most first, and how many of them hold half. */
export interface Concentration {
  readonly areas: readonly AreaGap[]
  readonly total: number
  /** The fewest areas that together hold at least half. */
  readonly half: number
  readonly halfShare: number
}

/** Where those are who lack service, or of whom nobody knows. */
export function concentration(
  { gap }: StudyResult,
  { measure, lack }: Pick<Standing, 'measure' | 'lack'>,
): Concentration {
  const held = (area: AreaGap): number => countOf(area, measure)[lack]
  const areas = gap.areas.toSorted((a, b) => held(b) - held(a))
  const total = areas.reduce((sum, area) => sum + held(area), 0)
  let half = 0
  let sum = 0
  while (half < areas.length && sum * 2 < total) sum += held(areas[half++])
  return { areas, total, half, halfShare: total === 0 ? 0 : sum / total }
}

/** People or places of one part of a gap. */
export function countOf(
  part: { readonly people?: ServiceCount | null; readonly sites: ServiceCount },
  measure: Measure,
): ServiceCount {
  return measure === 'people' && part.people ? part.people : part.sites
}

/** What the plan costs by the measure it was optimized for: CPP mode does not discount. */
export function planCostUsd({ plan, study }: StudyResult): number {
  return study.mode === 'cpp' ? plan.totals.tcoUsd : plan.totals.npvCostUsd
}

/** One technology's work. */
export interface Work {
  readonly technology: Technology
  readonly sites: number
  readonly links: number
  readonly lengthMeters: number
  readonly capexUsd: number
  readonly opexUsdPerYear: number
  readonly tcoUsd: number
  readonly npvCostUsd: number
  /** Capital in each year of the roadmap, then what no budget is left for. */
  readonly capexForYear: readonly number[]
  readonly capexLaterUsd: number
}

/** What the plan builds, by technology, in the order of the legends; only those it uses. */
export function works({ plan, roadmap }: StudyResult): Work[] {
  const years = roadmap.phases.map(({ year }) => year)
  return technologies
    .map((technology) => {
      const capexForYear = years.map(() => 0)
      let capexLaterUsd = 0
      const spend = (year: number, usd: number): void => {
        const at = years.indexOf(year)
        if (at < 0) capexLaterUsd += usd
        else capexForYear[at] += usd
      }
      const sum = {
        sites: 0,
        links: 0,
        lengthMeters: 0,
        opexUsdPerYear: 0,
        tcoUsd: 0,
        npvCostUsd: 0,
      }
      for (let i = 0; i < plan.sites.choice.length; i++) {
        if (plan.sites.choice[i] !== technology) continue
        sum.sites++
        sum.opexUsdPerYear += plan.sites.opexUsdPerYear[i]
        sum.tcoUsd += plan.sites.tcoUsd[i]
        sum.npvCostUsd += plan.sites.npvCostUsd[i]
        spend(roadmap.yearForSite[i], plan.sites.capexUsd[i])
      }
      for (let i = 0; i < tableLength(plan.links); i++) {
        if (plan.links.technology[i] !== technology) continue
        sum.links++
        sum.lengthMeters += plan.links.lengthMeters[i]
        sum.opexUsdPerYear += plan.links.opexUsdPerYear[i]
        sum.tcoUsd += plan.links.tcoUsd[i]
        sum.npvCostUsd += plan.links.npvCostUsd[i]
        spend(roadmap.yearForLink[i], plan.links.capexUsd[i])
      }
      const capexUsd = capexForYear.reduce((a, b) => a + b, capexLaterUsd)
      return { technology, ...sum, capexUsd, capexForYear, capexLaterUsd }
    })
    .filter(({ sites, links }) => sites > 0 || links > 0)
}

/** `n` where a share is about one in n, for n up to ten; undefined elsewhere. */
export function oneIn(share: number): number | undefined {
  if (!(share > 0.095 && share < 0.55)) return undefined
  const n = Math.round(1 / share)
  return Math.abs(share * n - 1) < 0.041 ? n : undefined
}
