import { describe, expect, test } from 'vitest'
import { sum } from '#base/math.ts'
import { tableLength } from '#base/table.ts'
import { thisThread } from '#base/workers.ts'
import type { Country } from '#country/model.ts'
import type { Study } from '#country/study.ts'
import { findGap } from '#gap/gap.ts'
import { lineAt } from '#geo/shapes.ts'
import { distanceMeters, lineLengthMeters } from '#geo/sphere.ts'
import { roadNetwork } from '#options/fibreRoads.ts'
import { straightNetwork } from '#options/fibreStraight.ts'
import { findRegions } from '#options/regions.ts'
import { makePlan } from '#plan/makePlan.ts'
import { tinyCountry, tinyStudy } from '../country/tiny.ts'
import { randomCase } from './_cases.ts'
import { leastCostUsd } from './_exact.ts'

const planOf = (country: Country, study: Study) =>
  makePlan(country, findGap(country, study), study, thisThread)

/** Every site of a random case is to be served. */
const exactUsd = (country: Country, study: Study): number => {
  const sites = Array.from(country.sites.lon.keys())
  const network =
    study.fibre.along === 'roads'
      ? roadNetwork(country, sites, study.fibre)
      : straightNetwork(country, study.fibre)
  const { regionForSite } = findRegions(country)
  return leastCostUsd(study, findGap(country, study), network, sites, regionForSite)
}

describe('makePlan() against all choices tried', () => {
  test.each(['roads', 'straight'] as const)(
    'is the cheapest there is where satellites suffice, along %s (seeds 1 to 40)',
    async (along) => {
      for (let seed = 1; seed <= 40; seed++) {
        const { country, study } = randomCase(seed, { along })
        const plan = await planOf(country, study)
        const exact = exactUsd(country, study)
        expect(plan.totals.npvCostUsd, `seed ${seed}`).toBeCloseTo(exact, 3)
        expect(plan.lowerBoundUsd).toBeLessThanOrEqual(exact + 1e-6)
      }
    },
  )

  test('holds the cheapest between its bound and its cost where satellites do not suffice (seeds 1 to 60)', async () => {
    let worstShare = 0
    for (let seed = 1; seed <= 60; seed++) {
      const { country, study } = randomCase(seed, { poolMbps: 40 })
      const plan = await planOf(country, study)
      const exact = exactUsd(country, study)
      expect(plan.totals.npvCostUsd, `seed ${seed}`).toBeGreaterThanOrEqual(exact - 1e-6)
      expect(plan.lowerBoundUsd, `seed ${seed}`).toBeLessThanOrEqual(exact + 1e-6)
      worstShare = Math.max(worstShare, plan.totals.npvCostUsd / exact - 1)
    }
    expect(worstShare).toBeLessThan(0.02)
  })
})

describe('makePlan()', () => {
  test('leaves the served alone and the unknown too where the study says so', async () => {
    const country = tinyCountry({
      sites: [
        { lon: 0, lat: 0, connected: 'yes', population: 100 },
        { lon: 0.5, lat: 0, population: 50 },
        { lon: 0.5, lat: 0.5, connected: 'no', population: 20 },
      ],
      completeness: { cellular: false, fibre: false },
    })
    const { gap } = tinyStudy()
    const left = await planOf(country, tinyStudy({ gap: { ...gap, unknown: 'leave' } }))
    expect(left.sites.choice).toEqual(['alreadyServed', 'unknown', 'satellite'])
    expect(left.totals.people).toEqual({
      total: 170,
      servedBefore: 100,
      servedAfter: 120,
      unknown: 50,
    })
    const planned = await planOf(country, tinyStudy({ gap: { ...gap, unknown: 'plan' } }))
    expect(planned.sites.choice).toEqual(['alreadyServed', 'satellite', 'satellite'])
    expect(planned.totals.people?.servedAfter).toBe(170)
    expect(planned.totals.people?.unknown).toBe(50)
    expect([...planned.sites.unknownToday]).toEqual([0, 1, 0])
  })

  test('leaves unserved, at no cost, what nothing can serve', async () => {
    const country = tinyCountry({ sites: [{ lon: 0.5, lat: 0.5, population: 900 }] })
    const { prices } = tinyStudy()
    const study = tinyStudy({
      prices: { ...prices, satellite: { ...prices.satellite, maxMbps: 0 } },
    })
    const plan = await planOf(country, study)
    expect(plan.sites.choice).toEqual(['unserved'])
    expect(plan.totals.npvCostUsd).toBe(0)
    expect(plan.totals.people?.servedAfter).toBe(0)
    expect(plan.certificateShare).toBe(0)
  })

  test('serves by fibre at any price where there is nothing else', async () => {
    const country = tinyCountry({
      sites: [{ lon: 0.2, lat: 0, population: 10 }],
      roads: [[0, 0, 0.2, 0]],
      fibreNodes: [{ lon: 0, lat: 0 }],
    })
    const { prices } = tinyStudy()
    const study = tinyStudy({
      prices: { ...prices, satellite: { ...prices.satellite, maxMbps: 0 } },
    })
    const plan = await planOf(country, study)
    expect(plan.sites.choice).toEqual(['fibre'])
    expect(plan.totals.fibreKm).toBeCloseTo(22.239, 3)
  })

  test('pays a trench that two sites share once', async () => {
    const far = (lat: number) => ({ lon: 0.1, lat, population: 9_000 })
    const roads = [[0, 0, 0.1, 0]]
    const fibreNodes = [{ lon: 0, lat: 0 }]
    const one = await planOf(tinyCountry({ sites: [far(0)], roads, fibreNodes }), tinyStudy())
    const sites = [far(0), far(0.004)]
    const two = await planOf(tinyCountry({ sites, roads, fibreNodes }), tinyStudy())
    expect(one.sites.choice).toEqual(['fibre'])
    expect(two.sites.choice).toEqual(['fibre', 'fibre'])
    const drop = (distanceMeters(0.1, 0, 0.1, 0.004) * 1.2) / 1000
    expect(two.totals.fibreKm).toBeCloseTo(one.totals.fibreKm + drop, 6)
  })

  test('takes existing routes for nothing', async () => {
    const country = tinyCountry({
      sites: [{ lon: 0.1, lat: 0.01, population: 9_000 }],
      roads: [[0.1, 0, 0.1, 0.01]],
      fibreRoutes: [[0, 0, 0.1, 0]],
    })
    const plan = await planOf(country, tinyStudy())
    expect(plan.sites.choice).toEqual(['fibre'])
    expect(plan.totals.fibreKm).toBeCloseTo(1.112, 3)
  })

  test('brings no fibre to an island that has none', async () => {
    const country = tinyCountry({
      sites: [
        { lon: 0.02, lat: 0, population: 9_000 },
        { lon: 0.52, lat: 0, population: 9_000 },
      ],
      roads: [
        [0, 0, 0.02, 0],
        [0.5, 0, 0.52, 0],
      ],
      fibreNodes: [{ lon: 0, lat: 0 }],
    })
    expect((await planOf(country, tinyStudy())).sites.choice).toEqual(['fibre', 'satellite'])
  })

  test('charges what a region takes above its pool to its satellite sites', async () => {
    const sites = [0.3, 0.6].map((lon) => ({ lon, lat: 0.5, population: 1_200, area: 0 }))
    const country = tinyCountry({ sites, areas: [{ name: 'All' }] })
    const { prices } = tinyStudy()
    const pool = (poolMbpsPerRegion: number) =>
      planOf(
        country,
        tinyStudy({
          prices: { ...prices, satellite: { ...prices.satellite, poolMbpsPerRegion } },
        }),
      )
    const enough = await pool(120)
    const short = await pool(100)
    // 60 Mbps each: 20 above the pool at 310 more per Mbps and year.
    expect(short.totals.opexUsdPerYear - enough.totals.opexUsdPerYear).toBeCloseTo(20 * 310, 6)
    expect(short.certificateShare).toBeLessThan(1e-9)
  })

  test('adds up: totals to sites and links, choices to all sites (seeds 1 to 20)', async () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { country, study } = randomCase(seed, { siteCount: 12, poolMbps: 60 })
      const { sites, links, totals, lowerBoundUsd, certificateShare } = await planOf(country, study)
      for (const name of ['capexUsd', 'opexUsdPerYear', 'tcoUsd', 'npvCostUsd'] as const)
        expect(sum(sites[name]) + sum(links[name])).toBeCloseTo(totals[name], 6)
      expect(sum(Object.values(totals.sites))).toBe(12)
      expect(sum(links.lengthMeters) / 1000).toBeCloseTo(totals.fibreKm, 9)
      expect(lowerBoundUsd).toBeLessThanOrEqual(totals.npvCostUsd)
      const share = (totals.npvCostUsd - lowerBoundUsd) / totals.npvCostUsd
      expect(certificateShare).toBeCloseTo(share, 9)
    }
  })

  test('links hang together: upstream comes first and ends where the next begins (seeds 1 to 20)', async () => {
    let seen = 0
    for (let seed = 1; seed <= 20; seed++) {
      const { country, study } = randomCase(seed, { siteCount: 12 })
      const { links, linkLines, sites } = await planOf(country, study)
      expect(new Set(links.id).size).toBe(links.id.length)
      for (let link = 0; link < tableLength(links); link++) {
        seen++
        const line = lineAt(linkLines, link)
        const length = lineLengthMeters(line)
        expect(links.lengthMeters[link]).toBeGreaterThanOrEqual(length - 1e-6)
        expect(links.lengthMeters[link]).toBeLessThanOrEqual(
          length * study.fibre.detourFactor + 1e-6,
        )
        const upstream = links.upstream[link]
        if (upstream < 0) continue
        expect(upstream).toBeLessThan(link)
        const end = lineAt(linkLines, upstream).slice(-2)
        expect(distanceMeters(end[0], end[1], line[0], line[1])).toBeLessThan(2)
      }
      sites.choice.forEach((choice, site) => {
        if (choice !== 'fibre' || sites.link[site] < 0) return
        const end = lineAt(linkLines, sites.link[site]).slice(-2)
        const { lon, lat } = country.sites
        expect(distanceMeters(end[0], end[1], lon[site], lat[site])).toBeLessThan(2)
      })
    }
    expect(seen).toBeGreaterThan(100)
  })

  test('never costs more for one more tower (seeds 1 to 20)', async () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { country, study } = randomCase(seed)
      const before = await planOf(country, study)
      const { lon, lat } = country.sites
      const more = tinyCountry({
        ...partsOf(country),
        towers: [{ lon: lon[0], lat: lat[0], radiusMeters: 4_000 }],
      })
      const after = await planOf(more, study)
      const fewer = { ...country, towers: tinyCountry({}).towers }
      const without = await planOf(fewer, study)
      expect(after.totals.npvCostUsd).toBeLessThanOrEqual(without.totals.npvCostUsd + 1e-6)
      expect(before.totals.npvCostUsd).toBeLessThanOrEqual(without.totals.npvCostUsd + 1e-6)
    }
  })

  test('second best costs more than the choice, by what the site alone would change (seeds 1 to 30)', async () => {
    let compared = 0
    for (let seed = 1; seed <= 30; seed++) {
      const { country, study } = randomCase(seed, { siteCount: 3 })
      const plan = await planOf(country, study)
      for (const extra of plan.sites.nextBestExtraUsd) {
        if (Number.isNaN(extra)) continue
        compared++
        expect(extra, `seed ${seed}`).toBeGreaterThanOrEqual(-1e-6)
      }
    }
    expect(compared).toBeGreaterThan(30)
  })
})

/** A country's rows again, for a copy with other towers. */
function partsOf(country: Country) {
  const { sites } = country
  return {
    sites: Array.from(sites.lon.keys(), (i) => ({
      lon: sites.lon[i],
      lat: sites.lat[i],
      area: sites.area[i],
      population: sites.population[i],
      connected: sites.connected[i],
    })),
    areas: [{ name: 'West' }, { name: 'East' }],
    fibreNodes: Array.from(country.fibreNodes.lon.keys(), (i) => ({
      lon: country.fibreNodes.lon[i],
      lat: country.fibreNodes.lat[i],
    })),
    roads: Array.from({ length: country.roads.table.id.length }, (_, i) => [
      ...lineAt(country.roads.lines, i),
    ]),
  }
}
