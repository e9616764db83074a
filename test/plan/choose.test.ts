import { describe, expect, test } from 'vitest'
import { sum } from '#base/math.ts'
import { thisThread } from '#base/workers.ts'
import { sectorsPerTower } from '#options/fixedWireless.ts'
import { siteNpvUsd } from '#options/option.ts'
import type { BoundPartName } from '#plan/choiceProblem.ts'
import { choose } from '#plan/choose.ts'
import { leastTrench } from './_exact.ts'
import { randomProblem } from './_problems.ts'

type Problem = ReturnType<typeof randomProblem>

/** The least cost over every set of joined sites and every terminal, by trying all. */
function exactUsd(problem: Problem): number {
  const { sites, fibre, cellular, satellite, fixedWireless, money, demandMbps } = problem
  const { towers, waysForSite, perMast, perSector } = fixedWireless
  const network = leastTrench({ ...fibre.network, lengthMeters: fibre.edgeNpvUsd }, sites)
  const { pool } = satellite
  let best = Infinity
  // -3 joined, -2 cellular, -1 satellite, else a way.
  const chosen = new Int32Array(sites.length)
  const visit = (k: number): void => {
    if (k < sites.length) {
      for (let way = -3; way < waysForSite[sites[k]].length; way++) {
        chosen[k] = way
        visit(k + 1)
      }
      return
    }
    let set = 0
    let usd = 0
    const airtime = new Float64Array(towers.length * sectorsPerTower)
    const taken = new Float64Array(pool.regionCount)
    for (const [i, site] of sites.entries()) {
      if (chosen[i] === -3) {
        set |= 1 << i
        usd += siteNpvUsd(fibre, site, money)
      } else if (chosen[i] === -2) usd += siteNpvUsd(cellular, site, money)
      else if (chosen[i] === -1) {
        usd += siteNpvUsd(satellite, site, money)
        taken[pool.regionForSite[site]] += demandMbps[site]
      } else {
        const { tower, sector, airtimeShare } = waysForSite[site][chosen[i]]
        usd += siteNpvUsd(fixedWireless, site, money)
        airtime[tower * sectorsPerTower + sector] += airtimeShare
      }
    }
    if (airtime.some((share) => share > 1)) return
    for (const mbps of taken)
      usd += Math.max(0, mbps - pool.poolMbps) * pool.surchargeUsdPerMbpsYear * money.yearlyFactor
    for (const [tower, { hostSite }] of towers.entries()) {
      const own = airtime.subarray(tower * sectorsPerTower, (tower + 1) * sectorsPerTower)
      const sectors = own.filter((share) => share > 0).length
      if (sectors === 0) continue
      usd += sectors * perSector.npvCostUsd
      if (hostSite < 0) continue
      usd += perMast.npvCostUsd
      if ((set & (1 << sites.indexOf(hostSite))) === 0) return
    }
    best = Math.min(best, usd + network[set])
  }
  visit(0)
  return best
}

describe('choose() against all choices tried', () => {
  test('holds the cheapest between its bound and its cost, towers, hosts, hops and pools included (seeds 1 to 300)', async () => {
    let apart = 0
    let dearer = 0
    const gaps: Partial<Record<BoundPartName, number>> = {}
    const used = { towers: 0, hosts: 0, hops: 0, pools: 0 }
    for (let seed = 1; seed <= 300; seed++) {
      const problem = randomProblem(seed)
      const exact = exactUsd(problem)
      const found = await choose(problem, thisThread, {})
      expect(found.lowerBoundUsd, `seed ${seed}`).toBeLessThanOrEqual(exact * (1 + 1e-9))
      expect(found.npvCostUsd, `seed ${seed}`).toBeGreaterThanOrEqual(exact * (1 - 1e-9))
      const { boundParts } = found
      expect(sum(boundParts.map((part) => part.npvCostUsd))).toBeCloseTo(found.npvCostUsd, 4)
      expect(sum(boundParts.map((part) => part.lowerBoundUsd))).toBeCloseTo(found.lowerBoundUsd, 4)
      for (const part of boundParts) {
        const off = part.npvCostUsd - part.lowerBoundUsd
        expect(off, `seed ${seed}, ${part.part}`).toBeGreaterThan(-1e-6 * exact)
        if (off > 1e-6 * exact) gaps[part.part] = (gaps[part.part] ?? 0) + 1
      }
      const radios = found.servedBy.flatMap((by, i) =>
        by === 'cellular' ? [siteNpvUsd(problem.cellular, problem.sites[i], problem.money)] : [],
      )
      const cellular = boundParts.find((part) => part.part === 'cellular')
      expect(cellular?.npvCostUsd ?? 0).toBeCloseTo(sum(radios), 6)
      apart += (exact - found.lowerBoundUsd) / exact
      dearer += (found.npvCostUsd - exact) / exact
      const { fixedWireless, fibre, satellite, sites, demandMbps } = problem
      found.wayForSite.forEach((way, i) => {
        if (way < 0) return
        used.towers++
        if (fixedWireless.towers[fixedWireless.waysForSite[sites[i]][way].tower].hostSite >= 0)
          used.hosts++
      })
      for (const edge of found.edges) if (fibre.linkForEdge[edge] >= 0) used.hops++
      const taken = sites.reduce(
        (mbps, site, i) => mbps + (found.servedBy[i] === 'satellite' ? demandMbps[site] : 0),
        0,
      )
      if (taken > satellite.pool.poolMbps) used.pools++
    }
    for (const part of ['network', 'towers', 'cellular', 'satellite'] as const)
      expect(gaps[part] ?? 0, part).toBeGreaterThan(0)
    for (const [what, count] of Object.entries(used)) expect(count, what).toBeGreaterThan(20)
    expect(dearer / 300).toBeLessThan(0.02)
    expect(apart / 300).toBeLessThan(0.03)
  })

  test('counts nobody in the bound whom the plan cannot serve', async () => {
    const problem = randomProblem(7)
    const nothing = Uint8Array.from(problem.sites, () => 0)
    const alone = {
      ...problem,
      cellular: { ...problem.cellular, feasible: nothing },
      satellite: { ...problem.satellite, feasible: nothing },
      fibre: {
        ...problem.fibre,
        feasible: nothing,
        network: {
          ...problem.fibre.network,
          nodeForSite: Int32Array.from(problem.sites, () => -1),
        },
      },
      fixedWireless: {
        ...problem.fixedWireless,
        towers: [{ lon: 0, lat: 0, hostSite: -1, id: 't' }],
        // Two of them fill the one sector's time; the rest must do without.
        waysForSite: problem.sites.map(() => [{ tower: 0, sector: 0, airtimeShare: 0.5 }]),
      },
    }
    const found = await choose(alone, thisThread, {})
    expect(found.servedBy.filter((by) => by === 'fixedWireless')).toHaveLength(2)
    expect(found.lowerBoundUsd).toBeLessThanOrEqual(found.npvCostUsd)
    const terminals = alone.sites
      .filter((_, i) => found.servedBy[i] === 'fixedWireless')
      .reduce((usd, site) => usd + siteNpvUsd(alone.fixedWireless, site, alone.money), 0)
    expect(found.npvCostUsd).toBeCloseTo(terminals + alone.fixedWireless.perSector.npvCostUsd, 6)
  })
})
