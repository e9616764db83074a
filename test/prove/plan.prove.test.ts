// The planning line's full counts: more tiny countries tried in full, every budget, larger pools.
import { expect, test } from 'vitest'
import { sum } from '#base/math.ts'
import { thisThread } from '#base/workers.ts'
import { findGap } from '#gap/gap.ts'
import { roadNetwork } from '#options/fibreRoads.ts'
import { straightNetwork } from '#options/fibreStraight.ts'
import { findRegions } from '#options/regions.ts'
import { makePlan } from '#plan/makePlan.ts'
import { planRoadmap } from '#roadmap/roadmap.ts'
import { type CaseOptions, randomCase } from '../plan/_cases.ts'
import { leastCostUsd } from '../plan/_exact.ts'
import { mostPeople, randomPlan } from '../roadmap/_plans.ts'

const planned = async (seed: number, options: CaseOptions) => {
  const { country, study } = randomCase(seed, options)
  const gap = findGap(country, study)
  const sites = Array.from(country.sites.lon.keys())
  const network =
    study.fibre.along === 'roads'
      ? roadNetwork(country, sites, study.fibre)
      : straightNetwork(country, study.fibre)
  const { regionForSite } = findRegions(country)
  const exact = leastCostUsd(study, gap, network, sites, regionForSite)
  return { plan: await makePlan(country, gap, study, thisThread), exact }
}

test.each(['roads', 'straight'] as const)(
  'makePlan() is the cheapest of all choices along %s where satellites suffice (seeds 1000 to 1499)',
  async (along) => {
    for (let seed = 1000; seed < 1500; seed++) {
      const { plan, exact } = await planned(seed, { along, siteCount: 6 })
      expect(plan.totals.npvCostUsd / exact, `seed ${seed}`).toBeCloseTo(1, 9)
      expect(plan.lowerBoundUsd).toBeLessThanOrEqual(exact * (1 + 1e-12))
    }
  },
)

test.each([20, 60, 120])(
  'makePlan() holds the cheapest of all choices between its bound and its cost with pools of %d Mbps (seeds 2000 to 2299)',
  async (poolMbps) => {
    const above: number[] = []
    for (let seed = 2000; seed < 2300; seed++) {
      const { plan, exact } = await planned(seed, { poolMbps, siteCount: 6 })
      expect(plan.totals.npvCostUsd, `seed ${seed}`).toBeGreaterThanOrEqual(exact * (1 - 1e-12))
      expect(plan.lowerBoundUsd, `seed ${seed}`).toBeLessThanOrEqual(exact * (1 + 1e-12))
      above.push(plan.totals.npvCostUsd / exact - 1)
    }
    console.log(
      `Above the cheapest, pools of ${poolMbps} Mbps: mean ${(100 * sum(above)) / above.length} %, worst ${100 * Math.max(...above)} %`,
    )
    expect(sum(above) / above.length).toBeLessThan(0.002)
  },
)

test('planRoadmap() never serves fewer people for more budget (seeds 1 to 200, every dollar)', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const plan = randomPlan(seed, 14, 10)
    const all = sum(plan.sites.capexUsd) + sum(plan.links.capexUsd)
    let before = 0
    for (let usd = 0; usd <= all + 1; usd++) {
      const budget = { firstYear: 2026, lastYear: 2029, capexUsdPerYear: [usd / 2, 0, usd / 2, 0] }
      const { phases } = planRoadmap(plan, budget)
      const people = sum(phases.map((phase) => phase.people ?? 0))
      expect(people, `seed ${seed}, budget ${usd}`).toBeGreaterThanOrEqual(before)
      before = people
    }
  }
})

test('planRoadmap() serves 95 % of the most that any choice could, in the mean (seeds 1 to 100)', () => {
  const shares: number[] = []
  for (let seed = 1; seed <= 100; seed++) {
    const plan = randomPlan(seed, 12, 8)
    const all = sum(plan.sites.capexUsd) + sum(plan.links.capexUsd)
    for (const part of [0.2, 0.4, 0.6, 0.8]) {
      const budget = { firstYear: 2026, lastYear: 2026, capexUsdPerYear: [all * part] }
      const most = mostPeople(plan, all * part)
      const { people } = planRoadmap(plan, budget).phases[0]
      shares.push(most === 0 ? 1 : (people ?? 0) / most)
    }
  }
  console.log(`Of the most: mean ${sum(shares) / shares.length}, worst ${Math.min(...shares)}`)
  expect(sum(shares) / shares.length).toBeGreaterThan(0.95)
})
