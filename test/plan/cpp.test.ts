import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sum } from '#base/math.ts'
import { seededRandom } from '#base/random.ts'
import { thisThread } from '#base/workers.ts'
import type { Country } from '#country/model.ts'
import { findGap } from '#gap/gap.ts'
import { distanceMeters } from '#geo/sphere.ts'
import { compareWithCpp } from '#plan/comparison.ts'
import { cppPlan } from '#plan/cpp.ts'
import { cppTree } from '#plan/cppTree.ts'
import { loadStudy } from '#sources/files.ts'
import { planDocument, runStudy } from '#study.ts'
import { tinyCountry, tinyStudy } from '../country/tiny.ts'

const study = tinyStudy({ mode: 'cpp' })
const planOf = (country: Country) => cppPlan(country, findGap(country, study), study)
const mirror = process.env.SILTA_MIRROR ?? new URL('../../../shared/data', import.meta.url).pathname
const hasSample = existsSync(`${mirror}/cpp-sao-tome`)

describe('cppPlan()', () => {
  // Per point over ten years: 120 × 3 + 144, 800 × 3 + 800, 500 × 2 + 250 + 33,000 per km.
  test('sums 504 for cellular, 3,200 for satellite and 1,250 for fibre at a node', () => {
    const country = tinyCountry({
      sites: [
        { lon: 0, lat: 0 },
        { lon: 0.3, lat: 0 },
        { lon: 0.6, lat: 0 },
      ],
      towers: [{ lon: 0, lat: 0 }],
      fibreNodes: [{ lon: 0.3, lat: 0 }],
    })
    const plan = planOf(country)
    expect(plan.sites.choice).toEqual(['cellular', 'fibre', 'satellite'])
    expect([...plan.sites.tcoUsd]).toEqual([504, 1_250, 3_200])
    expect(plan.totals.tcoUsd).toBe(4_954)
    expect(plan.lowerBoundUsd).toBe(4_954)
  })

  test('prefers fibre to satellite below 59 m and not above', () => {
    const at = (meters: number) =>
      planOf(
        tinyCountry({
          sites: [{ lon: meters / 111_194.93, lat: 0 }],
          fibreNodes: [{ lon: 0, lat: 0 }],
        }),
      )
    // (3,200 − 1,250) / 33 per meter.
    expect(at(59).sites.choice).toEqual(['fibre'])
    expect(at(60).sites.choice).toEqual(['satellite'])
    const near = at(59)
    expect(near.totals.tcoUsd).toBeCloseTo(1_250 + 33 * 59, 1)
    expect(near.totals.fibreKm).toBeCloseTo(0.059 * 1.1, 6)
    expect(sum(near.sites.tcoUsd) + sum(near.links.tcoUsd)).toBeCloseTo(near.totals.tcoUsd, 6)
  })

  test('plans every point, whatever serves it today', () => {
    const country = tinyCountry({
      sites: [{ lon: 0, lat: 0, connected: 'yes' }],
      towers: [{ lon: 0, lat: 0 }],
    })
    expect(planOf(country).sites.choice).toEqual(['cellular'])
  })

  test('joins no point over more than 50 km, and sums the reference over the rest', () => {
    const country = tinyCountry({
      sites: [
        { lon: 0.4, lat: 0 },
        { lon: 0.8, lat: 0 },
        { lon: 1.3, lat: 0 },
      ],
      fibreNodes: [{ lon: 0, lat: 0 }],
    })
    const { reference } = planOf(country)
    const km = (2 * distanceMeters(0, 0, 0.4, 0)) / 1000
    expect(reference?.allFibreKm).toBeCloseTo(km, 6)
    expect(reference?.allFibreTcoUsd).toBeCloseTo(2 * 1_250 + 33_000 * km, 4)
  })
})

describe('cppTree()', () => {
  test('is as short as Kruskal’s tree with all nodes as one (seeds 1 to 20)', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const random = seededRandom(seed)
      const draw = (count: number) => Float64Array.from({ length: count }, () => random.share() / 4)
      const [lon, lat, nodeLon, nodeLat] = [draw(40), draw(40), draw(3), draw(3)]
      const edges: [number, number, number][] = []
      for (let a = 0; a < 40; a++) {
        for (let n = 0; n < 3; n++)
          edges.push([a, 40, distanceMeters(lon[a], lat[a], nodeLon[n], nodeLat[n])])
        for (let b = a + 1; b < 40; b++)
          edges.push([a, b, distanceMeters(lon[a], lat[a], lon[b], lat[b])])
      }
      const group = Array.from({ length: 41 }, (_, i) => i)
      let total = 0
      for (const [a, b, meters] of edges.sort((x, y) => x[2] - y[2])) {
        const [from, to] = [group[a], group[b]]
        if (from === to) continue
        total += meters
        for (let i = 0; i < 41; i++) if (group[i] === from) group[i] = to
      }
      expect(sum(cppTree(lon, lat, nodeLon, nodeLat).joinMeters)).toBeCloseTo(total, 4)
    }
  })
})

describe('compareWithCpp()', () => {
  const country = tinyCountry({
    sites: Array.from({ length: 6 }, (_, i) => ({
      lon: 0.1 + i * 0.0004,
      lat: 0,
      population: 20_000,
    })),
    fibreNodes: [{ lon: 0.1, lat: 0.0003 }],
  })

  test('leads from the platform’s sum to ours step by step', async () => {
    const gap = findGap(country, study)
    const platform = cppPlan(country, gap, study)
    const { steps, ours } = await compareWithCpp(country, gap, study, platform, thisThread, {})
    const of = (code: string): number => steps.find((step) => step.code === code)!.usd
    const changes = ['last-year', 'bandwidth', 'satellite-pool', 'trench'].map(of)
    expect(of('platform')).toBe(platform.totals.tcoUsd)
    expect(of('platform') + sum(changes)).toBeCloseTo(of('platform-all-counted'), 4)
    expect(of('platform-all-counted') + of('choice')).toBeCloseTo(of('silta'), 4)
    expect(of('silta')).toBe(ours.totals.tcoUsd)
    // 1,000 Mbps at each of six points: fibre where the platform takes it, all by fibre at ours.
    expect(of('bandwidth')).toBeGreaterThan(6 * 1_000 * 208 * 10 - 1)
    expect(ours.totals.npvCostUsd).toBeGreaterThanOrEqual(ours.lowerBoundUsd)
    for (const { sentence } of steps) expect(sentence).toMatch(/^[A-Z][^.]*\S(\.\d[^.]*)*$/)
  })

  test('counts what the platform’s choices would truly cost: never less than ours', async () => {
    const gap = findGap(country, study)
    const platform = cppPlan(country, gap, study)
    const { steps } = await compareWithCpp(country, gap, study, platform, thisThread, {})
    expect(steps.find(({ code }) => code === 'choice')!.usd).toBeLessThanOrEqual(1e-6)
  })
})

describe('CPP mode on the platform’s own sample', () => {
  test.skipIf(!hasSample)(
    'gives 365, 37 and 6 points, USD 309,860.00, and 321.55 km and USD 11,121,115 for reference',
    async () => {
      const { country, study: sample } = await loadStudy('sao-tome-cpp')
      const result = await runStudy(country!, sample!)
      const { totals, reference, lowerBoundUsd, certificateShare } = planDocument(result, 0)
      expect(totals.sites).toMatchObject({ cellular: 365, satellite: 37, fibre: 6, unserved: 0 })
      expect(totals.tcoUsd).toBe(309_860)
      expect(totals.people).toBeNull()
      expect(lowerBoundUsd).toBe(309_860)
      expect(certificateShare).toBe(0)
      expect(reference?.allFibreKm).toBeCloseTo(321.55, 2)
      expect(Math.round(reference!.allFibreTcoUsd)).toBe(11_121_115)
    },
  )
})
