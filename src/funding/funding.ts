// Who can afford what a plan brings, and what public money must fill: what a user costs a month, what an
// affordable price brings in, and the rest (docs/methods/funding.md). The last stage of the line.
import { sum } from '#base/math.ts'
import { type Country, type Technology, technologies } from '#country/model.ts'
import type { EconomySettings, Study } from '#country/study.ts'
import { incomeSpread, meanOfPoorest, meanShortfall, shareBelow } from '#finance/income.ts'
import { yearlyFactor } from '#finance/lifecycle.ts'
import { siteCosts } from '#funding/siteCosts.ts'
import { type Gap, rowsByArea } from '#gap/gap.ts'
import { isNewlyServed, type Plan } from '#plan/plan.ts'
import type { Roadmap } from '#roadmap/roadmap.ts'

/** What a price may be, from income alone; null where income is not known. */
export interface Income {
  /** Gross national income per person and month. */
  readonly meanUsdPerMonth: number
  /** The price that is affordable to the mean income: `economy.affordableShare` of it. */
  readonly priceUsdPerMonth: number
  /** The same for the mean of the poorest 40 %; null where the spread of income is not known. */
  readonly poorest40UsdPerMonth: number | null
}

/** Money of one part of a plan, over the horizon, discounted. */
export interface FundingPart {
  readonly people: number
  /** People who use it: `demand.takeUpShare` of them. */
  readonly users: number
  readonly costUsd: number
  /** What a user must pay a month if users pay all; null where there are none. */
  readonly costUsdPerUserMonth: number | null
  /** What users pay at the affordable price; null where income is not known. */
  readonly revenueUsd: number | null
  /** What the price leaves open, place by place: no place pays for another. */
  readonly publicUsd: number | null
  /** People who could pay the full cost of their own place within the affordable share of their income. */
  readonly peopleWithoutSupport: number | null
}

/** One year of building. */
export interface FundingYear {
  readonly year: number
  readonly capexUsd: number
  readonly opexUsd: number
  /** Of everyone the plan serves by this year, for the whole year. */
  readonly revenueUsd: number | null
  /** What neither users nor the year before pay: capital and running less revenue, at least 0. */
  readonly publicUsd: number | null
}

/** Who pays for a plan. */
export interface Funding {
  readonly income: Income | null
  /** Settlements: their people pay. */
  readonly settlements: FundingPart
  /** Schools, clinics and other institutions: public money pays all. */
  readonly institutions: { readonly sites: number; readonly costUsd: number }
  /** Settlements by what serves them. */
  readonly technologies: readonly ({ readonly technology: Technology } & FundingPart)[]
  /** Settlements by area, in the gap's order; none where no source gives any. */
  readonly areas: readonly ({ readonly id: string; readonly name: string } & FundingPart)[]
  /** Public money over the horizon, discounted; null where income is not known. */
  readonly publicUsd: {
    /** Where one operator serves all and rich places pay for poor ones: the least it can be. */
    readonly pooled: number
    /** Where no place pays for another: the most. */
    readonly separate: number
    /** On top: so that nobody pays more than the affordable share of the own income; null without its spread. */
    readonly vouchers: number | null
  } | null
  readonly years: readonly FundingYear[]
}

/** What funding is found from. */
export interface FundingInputs {
  readonly country: Country
  readonly study: Study
  readonly gap: Gap
  readonly plan: Plan
  readonly roadmap: Roadmap
}

const monthsPerYear = 12

/**
 * Who pays for a plan; undefined where no population is given.
 *
 * Costs are the plan's own, links shared out among the sites behind them (`siteCosts`). The price is the
 * same everywhere: the Broadband Commission's share of the mean income, 2 % of gross national income per
 * person and month (Target 2).
 */
export function fundPlan({
  country,
  study,
  gap,
  plan,
  roadmap,
}: FundingInputs): Funding | undefined {
  if (plan.totals.people === null) return undefined
  const { economy, demand } = study
  const income = incomeOf(economy)
  const spread = economy.gini === null ? undefined : incomeSpread(economy.gini)
  const perMonth = monthsPerYear * yearlyFactor(economy.discountRate, economy.horizonYears)
  const { npvCostUsd } = siteCosts(plan)
  const usersAt = (site: number): number => plan.sites.people[site] * demand.takeUpShare
  const built = Array.from(npvCostUsd.keys()).filter((site) =>
    isNewlyServed(plan.sites.choice[site]),
  )
  const isSettlement = (site: number): boolean => country.sites.kind[site] === 'settlement'
  const settlements = built.filter(isSettlement)
  const institutions = built.filter((site) => !isSettlement(site))

  const partOf = (rows: readonly number[]): FundingPart => {
    const users = sum(rows.map(usersAt))
    const costUsd = sum(rows.map((site) => npvCostUsd[site]))
    const revenueAt = (site: number): number =>
      usersAt(site) * perMonth * (income?.priceUsdPerMonth ?? 0)
    return {
      people: sum(rows.map((site) => plan.sites.people[site])),
      users,
      costUsd,
      costUsdPerUserMonth: users === 0 ? null : costUsd / users / perMonth,
      revenueUsd: income === null ? null : sum(rows.map(revenueAt)),
      publicUsd:
        income === null
          ? null
          : sum(rows.map((site) => Math.max(0, npvCostUsd[site] - revenueAt(site)))),
      peopleWithoutSupport:
        income === null || spread === undefined
          ? null
          : sum(
              rows.map((site) => {
                const price = npvCostUsd[site] / (usersAt(site) * perMonth)
                const share = 1 - shareBelow(price / income.priceUsdPerMonth, spread)
                return usersAt(site) === 0 ? 0 : share * plan.sites.people[site]
              }),
            ),
    }
  }

  const whole = partOf(settlements)
  const institutionsUsd = sum(institutions.map((site) => npvCostUsd[site]))
  const revenueOfYear = (year: number): number | null =>
    income === null
      ? null
      : monthsPerYear *
        income.priceUsdPerMonth *
        sum(
          settlements
            .filter((site) => roadmap.yearForSite[site] !== 0 && roadmap.yearForSite[site] <= year)
            .map(usersAt),
        )
  const isPlanned = new Set(settlements)
  const rowsForArea = new Map(rowsByArea(country).map(({ area, rows }) => [area, rows]))
  return {
    income,
    settlements: whole,
    institutions: { sites: institutions.length, costUsd: institutionsUsd },
    technologies: technologies.flatMap((technology) => {
      const rows = settlements.filter((site) => plan.sites.choice[site] === technology)
      return rows.length === 0 ? [] : [{ technology, ...partOf(rows) }]
    }),
    areas: gap.areas.flatMap(({ area, id, name }) => {
      const rows = (rowsForArea.get(area) ?? []).filter((site) => isPlanned.has(site))
      return rows.length === 0 ? [] : [{ id, name, ...partOf(rows) }]
    }),
    publicUsd:
      income === null || whole.revenueUsd === null || whole.publicUsd === null
        ? null
        : {
            pooled: Math.max(0, whole.costUsd + institutionsUsd - whole.revenueUsd),
            separate: whole.publicUsd + institutionsUsd,
            vouchers:
              spread === undefined
                ? null
                : whole.users * perMonth * income.priceUsdPerMonth * meanShortfall(1, spread),
          },
    years: roadmap.phases.map(({ year, capexUsd, opexUsd }) => {
      const revenueUsd = revenueOfYear(year)
      return {
        year,
        capexUsd,
        opexUsd,
        revenueUsd,
        publicUsd: revenueUsd === null ? null : Math.max(0, capexUsd + opexUsd - revenueUsd),
      }
    }),
  }
}

function incomeOf({ gniPerPersonUsd, affordableShare, gini }: EconomySettings): Income | null {
  if (gniPerPersonUsd === null || gniPerPersonUsd === 0) return null
  const meanUsdPerMonth = gniPerPersonUsd / monthsPerYear
  const priceUsdPerMonth = affordableShare * meanUsdPerMonth
  return {
    meanUsdPerMonth,
    priceUsdPerMonth,
    poorest40UsdPerMonth:
      gini === null ? null : priceUsdPerMonth * meanOfPoorest(0.4, incomeSpread(gini)),
  }
}
