import { describe, expect, test } from 'vitest'
import { sum } from '#base/math.ts'
import { seededRandom } from '#base/random.ts'
import { buildOrder } from '#roadmap/buildOrder.ts'
import { planRoadmap, type Roadmap } from '#roadmap/roadmap.ts'
import { thingsOf } from '#roadmap/things.ts'
import { mostPeople, planOf, randomPlan } from './_plans.ts'

const budgetOf = (capexUsdPerYear: readonly number[] | null) => ({
  firstYear: 2026,
  lastYear: 2029,
  capexUsdPerYear,
})

const peopleOf = (roadmap: Roadmap): number => sum(roadmap.phases.map(({ people }) => people ?? 0))

describe('planRoadmap()', () => {
  test('builds everything in the first year where nothing limits it', () => {
    const plan = planOf([{ people: 10, capexUsd: 5, link: 0 }], [{ capexUsd: 50 }])
    const { phases, yearForSite, yearForLink } = planRoadmap(plan, budgetOf(null))
    expect(phases[0]).toEqual({ year: 2026, capexUsd: 55, opexUsd: 1.5, people: 10, sites: 1 })
    expect(phases[3]).toEqual({ year: 2029, capexUsd: 0, opexUsd: 1.5, people: 0, sites: 0 })
    expect([...yearForSite, ...yearForLink]).toEqual([2026, 2026])
  })

  test('pays a trench over two years and serves when it is finished', () => {
    const plan = planOf([{ people: 10, capexUsd: 10, link: 0 }], [{ capexUsd: 50 }])
    const roadmap = planRoadmap(plan, budgetOf([40, 40, 40, 40]))
    expect(roadmap.phases.map(({ capexUsd }) => capexUsd)).toEqual([40, 20, 0, 0])
    expect(roadmap.phases.map(({ people }) => people)).toEqual([0, 10, 0, 0])
    expect([...roadmap.startForLink, ...roadmap.yearForLink]).toEqual([2026, 2027])
  })

  test('serves most people per dollar of the missing path first', () => {
    const sites = [
      { people: 100, capexUsd: 10, link: 1 },
      { people: 90, capexUsd: 10, link: 0 },
      { people: 5, capexUsd: 10 },
    ]
    // The far village brings 100 for 20 once the trunk is there, the near one 90 for 10.
    const plan = planOf(sites, [{ capexUsd: 20 }, { capexUsd: 10, upstream: 0 }])
    const { yearForSite } = planRoadmap(plan, budgetOf([30, 20, 10, 0]))
    expect([...yearForSite]).toEqual([2027, 2026, 2028])
  })

  test('does not begin what the whole budget cannot finish, and builds what it can', () => {
    const plan = planOf(
      [
        { people: 1000, capexUsd: 1, link: 0 },
        { people: 3, capexUsd: 30 },
      ],
      [{ capexUsd: 500 }],
    )
    const { phases, yearForLink, yearForSite } = planRoadmap(plan, budgetOf([10, 10, 10, 10]))
    expect(phases.map(({ capexUsd }) => capexUsd)).toEqual([10, 10, 10, 0])
    expect([...yearForLink, ...yearForSite]).toEqual([0, 0, 2028])
  })

  test('builds schools and clinics with what they stand beside, not last', () => {
    const sites = [
      { people: 500, capexUsd: 10, link: 1 },
      { people: 40, capexUsd: 10 },
      // On a drop from the trunk; on one from existing fibre beside the far village; under its satellite.
      { people: 0, capexUsd: 5, link: 2 },
      { people: 0, capexUsd: 5, link: 3, builtWith: 1 },
      { people: 0, capexUsd: 5, builtWith: 1 },
    ]
    const links = [
      { capexUsd: 20 },
      { capexUsd: 10, upstream: 0 },
      { capexUsd: 5, upstream: 0 },
      { capexUsd: 5 },
    ]
    const roadmap = planRoadmap(planOf(sites, links), budgetOf([50, 25, 0, 0]))
    expect([...roadmap.yearForSite]).toEqual([2026, 2027, 2026, 2027, 2027])
    expect([...roadmap.yearForLink]).toEqual([2026, 2026, 2026, 2027])
    expect(roadmap.phases.map(({ capexUsd }) => capexUsd)).toEqual([50, 25, 0, 0])
  })

  test('builds a piece of network without people as a whole, upstream first (seeds 1 to 60)', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = seededRandom(seed)
      const plan = randomPlan(seed, 40, 30)
      for (let site = 0; site < 40; site++) {
        if (random.share() < 0.5) continue
        plan.sites.people[site] = 0
        plan.sites.builtWith[site] = random.below(40)
      }
      const budgets = Array.from({ length: 4 }, () => random.below(500))
      const { yearForLink, yearForSite, phases } = planRoadmap(plan, budgetOf(budgets))
      let spent = 0
      for (let link = 0; link < 30; link++) {
        if (yearForLink[link] === 0) continue
        spent += plan.links.capexUsd[link]
        const upstream = plan.links.upstream[link]
        if (upstream < 0) continue
        expect(yearForLink[upstream], `seed ${seed}`).toBeGreaterThan(0)
        expect(yearForLink[upstream]).toBeLessThanOrEqual(yearForLink[link])
      }
      for (let site = 0; site < 40; site++) {
        if (yearForSite[site] === 0) continue
        spent += plan.sites.capexUsd[site]
        const link = plan.sites.link[site]
        if (link >= 0) expect(yearForLink[link]).toBeGreaterThan(0)
        if (link >= 0) expect(yearForLink[link]).toBeLessThanOrEqual(yearForSite[site])
      }
      expect(sum(phases.map(({ capexUsd }) => capexUsd))).toBeCloseTo(spent, 6)
      const all = planRoadmap(plan, budgetOf(null))
      expect(sum(all.phases.map(({ sites }) => sites))).toBe(40)
    }
  })

  test('leaves alone what the plan does not serve', () => {
    const plan = planOf([
      { people: 10, capexUsd: 0, choice: 'alreadyServed' },
      { people: 10, capexUsd: 0, choice: 'unserved' },
      { people: 10, capexUsd: 0, choice: 'unknown' },
    ])
    expect([...planRoadmap(plan, budgetOf(null)).yearForSite]).toEqual([0, 0, 0])
  })

  test('counts sites where no population is given', () => {
    const plan = planOf([
      { people: 0, capexUsd: 9 },
      { people: 0, capexUsd: 4 },
    ])
    const roadmap = planRoadmap(
      { ...plan, totals: { ...plan.totals, people: null } },
      budgetOf([5, 5, 5, 5]),
    )
    expect([...roadmap.yearForSite]).toEqual([2028, 2026])
    expect(roadmap.phases.map(({ people }) => people)).toEqual([null, null, null, null])
  })

  test('never spends more than a year’s budget and builds nothing before its upstream (seeds 1 to 100)', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const random = seededRandom(seed)
      const plan = randomPlan(seed, 40, 30)
      const budgets = Array.from({ length: 4 }, () => random.below(500))
      const roadmap = planRoadmap(plan, budgetOf(budgets))
      const { phases, yearForLink, yearForSite, startForLink } = roadmap
      phases.forEach(({ capexUsd }, y) => {
        expect(capexUsd).toBeLessThanOrEqual(budgets[y] + 1e-6)
      })
      for (let link = 0; link < 30; link++) {
        const { upstream } = plan.links
        if (yearForLink[link] === 0) continue
        expect(startForLink[link]).toBeLessThanOrEqual(yearForLink[link])
        if (upstream[link] < 0) continue
        expect(yearForLink[upstream[link]]).toBeGreaterThan(0)
        expect(yearForLink[upstream[link]]).toBeLessThanOrEqual(yearForLink[link])
      }
      let spent = 0
      for (let site = 0; site < 40; site++) {
        if (yearForSite[site] === 0) continue
        spent += plan.sites.capexUsd[site]
        const link = plan.sites.link[site]
        if (link < 0) continue
        expect(yearForLink[link]).toBeGreaterThan(0)
        expect(yearForLink[link]).toBeLessThanOrEqual(yearForSite[site])
      }
      for (let link = 0; link < 30; link++)
        if (yearForLink[link] > 0) spent += plan.links.capexUsd[link]
      expect(sum(phases.map(({ capexUsd }) => capexUsd))).toBeCloseTo(spent, 6)
    }
  })

  test('never serves fewer people for more budget (seeds 1 to 20, budgets up to the whole plan)', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const plan = randomPlan(seed, 12, 8)
      const all = sum(plan.sites.capexUsd) + sum(plan.links.capexUsd)
      let before = 0
      for (let budget = 0; budget <= all + 4; budget += 4) {
        const people = peopleOf(
          planRoadmap(plan, budgetOf([budget / 4, budget / 4, 0, budget / 2])),
        )
        expect(people, `seed ${seed}, budget ${budget}`).toBeGreaterThanOrEqual(before)
        before = people
      }
      expect(before).toBe(sum(plan.sites.people))
    }
  })

  test('comes near the most people any choice could serve (seeds 1 to 30)', () => {
    const shares: number[] = []
    for (let seed = 1; seed <= 30; seed++) {
      const plan = randomPlan(seed, 10, 7)
      const all = sum(plan.sites.capexUsd) + sum(plan.links.capexUsd)
      for (const part of [0.3, 0.6, 0.9]) {
        const budget = all * part
        const most = mostPeople(plan, budget)
        const people = peopleOf(planRoadmap(plan, budgetOf([budget, 0, 0, 0])))
        expect(people).toBeLessThanOrEqual(most)
        shares.push(most === 0 ? 1 : people / most)
      }
    }
    expect(sum(shares) / shares.length).toBeGreaterThan(0.95)
  })
})

describe('buildOrder()', () => {
  test('never brings fewer people per dollar first (seeds 1 to 50)', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const plan = randomPlan(seed, 60, 40)
      const bundles = buildOrder(thingsOf(plan))
      const shares = bundles.map(({ things, costUsd }) => {
        const people = things.map((thing) => (thing < 60 ? plan.sites.people[thing] : 0))
        return sum(people) / costUsd
      })
      for (let b = 1; b < shares.length; b++)
        expect(shares[b]).toBeLessThanOrEqual(shares[b - 1] + 1e-6)
      const seen = bundles.flatMap(({ things }) => things)
      expect(new Set(seen).size).toBe(100)
      expect(seen.length).toBe(100)
    }
  })

  test('brings as many people at every dollar as the best of all orders (seeds 1 to 10)', () => {
    // Any order's curve of people over dollars lies below the hull of the bundles’ curve.
    for (let seed = 1; seed <= 10; seed++) {
      const plan = randomPlan(seed, 9, 6)
      const bundles = buildOrder(thingsOf(plan))
      let cost = 0
      let people = 0
      for (const { costUsd, things } of bundles) {
        cost += costUsd
        people += sum(things.map((thing) => (thing < 9 ? plan.sites.people[thing] : 0)))
        expect(mostPeople(plan, cost)).toBe(people)
      }
    }
  })
})
