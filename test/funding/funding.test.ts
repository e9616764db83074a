import { describe, expect, test } from 'vitest'
import { sum } from '#base/math.ts'
import { siteCosts } from '#funding/siteCosts.ts'
import { isNewlyServed } from '#plan/plan.ts'
import { runStudy } from '#study.ts'
import { tinyCountry, tinyStudy } from '../country/tiny.ts'
import { randomCase } from '../plan/_cases.ts'

const budget = (usd: number) => ({
  firstYear: 2026,
  lastYear: 2029,
  capexUsdPerYear: [usd, usd, usd, usd],
})

/** A case with income, over many places. */
function withIncome(seed: number, more: { gini?: number | null; affordableShare?: number } = {}) {
  const { country, study } = randomCase(seed, { siteCount: 14 })
  const economy = {
    ...study.economy,
    gniPerPersonUsd: 1800,
    gini: 0.4,
    affordableShare: 0.02,
    ...more,
  }
  return runStudy(country, { ...study, economy, budget: budget(40_000) })
}

test('siteCosts() shares links among those behind them: what a hand comes to', () => {
  // gateway —100→ a —40→ b, and a satellite at c: a and b need 10 and 30 Mbps.
  const sites = {
    choice: ['fibre', 'fibre', 'satellite', 'unserved'],
    demandMbps: Float64Array.of(10, 30, 5, 7),
    npvCostUsd: Float64Array.of(1, 2, 50, 0),
    link: Int32Array.of(0, 1, -1, -1),
  }
  const links = {
    id: ['ga', 'ab'],
    npvCostUsd: Float64Array.of(100, 40),
    upstream: Int32Array.of(-1, 0),
  }
  const plan = { sites, links } as never
  const byHand = [1 + 25, 2 + 75 + 40, 50, 0]
  for (const [site, usd] of siteCosts(plan).npvCostUsd.entries())
    expect(usd).toBeCloseTo(byHand[site], 9)
})

describe.each([1, 2, 3, 4, 5, 6])('fundPlan() of country %i', (seed) => {
  test('costs every dollar of the plan once, in places, technologies and areas', async () => {
    const { plan, funding } = await withIncome(seed)
    expect(funding).toBeDefined()
    const { settlements, institutions, technologies, areas } = funding as NonNullable<
      typeof funding
    >
    const whole = settlements.costUsd + institutions.costUsd
    expect(sum(siteCosts(plan).npvCostUsd)).toBeCloseTo(plan.totals.npvCostUsd, 6)
    expect(whole).toBeCloseTo(plan.totals.npvCostUsd, 6)
    for (const parts of [technologies, areas]) {
      expect(sum(parts.map(({ costUsd }) => costUsd))).toBeCloseTo(settlements.costUsd, 6)
      expect(sum(parts.map(({ people }) => people))).toBe(settlements.people)
      expect(sum(parts.map(({ publicUsd }) => publicUsd ?? Number.NaN))).toBeCloseTo(
        settlements.publicUsd as number,
        6,
      )
    }
    const served = plan.sites.people.filter((_, site) => isNewlyServed(plan.sites.choice[site]))
    expect(settlements.people).toBe(sum(served))
  })

  test('what users and the public pay is the cost; alone is never cheaper than together', async () => {
    const { funding } = await withIncome(seed)
    const { settlements, publicUsd } = funding as NonNullable<typeof funding>
    const { costUsd, revenueUsd } = settlements
    if (publicUsd === null || revenueUsd === null) throw new Error('Income is known here')
    expect(publicUsd.separate).toBeGreaterThanOrEqual(publicUsd.pooled - 1e-6)
    expect(publicUsd.pooled).toBeCloseTo(Math.max(0, costUsd - revenueUsd), 6)
  })

  test('a higher price never asks for more public money, and more spread for fewer vouchers', async () => {
    const [low, high, alike] = await Promise.all([
      withIncome(seed, { affordableShare: 0.01 }),
      withIncome(seed, { affordableShare: 0.05 }),
      withIncome(seed, { gini: 0 }),
    ])
    const money = (result: typeof low) =>
      result.funding?.publicUsd as { pooled: number; separate: number; vouchers: number }
    expect(money(high).pooled).toBeLessThanOrEqual(money(low).pooled)
    expect(money(high).separate).toBeLessThanOrEqual(money(low).separate)
    expect(money(alike).vouchers).toBe(0)
    expect(money(low).vouchers).toBeGreaterThan(0)
    // A change of income changes nobody's connection.
    expect(high.plan.totals).toEqual(low.plan.totals)
  })
})

test('fundPlan() of one village by hand: price, users, years', async () => {
  const country = tinyCountry({
    sites: [
      { lon: 0, lat: 0, population: 1000, connected: 'no' },
      { lon: 0.01, lat: 0, kind: 'school', connected: 'no' },
    ],
    fibreNodes: [{ lon: 0, lat: 0 }],
  })
  const study = tinyStudy({
    economy: {
      discountRate: 0,
      horizonYears: 10,
      gniPerPersonUsd: 1200,
      affordableShare: 0.02,
      gini: null,
    },
    budget: budget(1e6),
  })
  const { funding, plan, roadmap } = await runStudy(country, study)
  if (funding === undefined) throw new Error('There are people here')
  const { income, settlements, institutions, years, publicUsd } = funding
  // 2 % of 100 dollars a month; a quarter of a thousand use it, over 120 months.
  expect(income).toEqual({ meanUsdPerMonth: 100, priceUsdPerMonth: 2, poorest40UsdPerMonth: null })
  expect(settlements.users).toBe(1000 * study.demand.takeUpShare)
  expect(settlements.revenueUsd).toBeCloseTo(250 * 120 * 2, 6)
  expect(settlements.costUsdPerUserMonth).toBeCloseTo(settlements.costUsd / 250 / 120, 9)
  expect(settlements.peopleWithoutSupport).toBeNull()
  expect(publicUsd?.vouchers).toBeNull()
  expect(institutions.sites).toBe(1)
  expect(institutions.costUsd).toBeGreaterThan(0)
  expect(settlements.costUsd + institutions.costUsd).toBeCloseTo(plan.totals.tcoUsd, 6)
  for (const [y, each] of years.entries()) {
    const served = roadmap.yearForSite[0] <= each.year ? 250 : 0
    expect(each.revenueUsd).toBeCloseTo(served * 12 * 2, 9)
    const { capexUsd, opexUsd } = roadmap.phases[y]
    expect(each.publicUsd).toBeCloseTo(Math.max(0, capexUsd + opexUsd - served * 24), 9)
  }
})

test('fundPlan() knows nothing of money where nobody knows of people, nothing of prices without income', async () => {
  const school = { lon: 0.1, lat: 0, kind: 'school' as const, connected: 'no' as const }
  const nobody = await runStudy(tinyCountry({ sites: [school] }), tinyStudy())
  expect(nobody.funding).toBeUndefined()
  const { country, study } = randomCase(3)
  const { funding } = await runStudy(country, study)
  expect(funding?.income).toBeNull()
  expect(funding?.publicUsd).toBeNull()
  expect(funding?.settlements.costUsdPerUserMonth).toBeGreaterThan(0)
  expect(funding?.years.every(({ publicUsd }) => publicUsd === null)).toBe(true)
})
