import { describe, expect, test } from 'vitest'
import { seededRandom } from '#base/random.ts'
import { thisThread } from '#base/workers.ts'
import type { Country } from '#country/model.ts'
import { findGap } from '#gap/gap.ts'
import { cellularOption } from '#options/cellular.ts'
import { fibreOption } from '#options/fibre.ts'
import { fixedWirelessOption, sectorsPerTower } from '#options/fixedWireless.ts'
import { microwaveOption } from '#options/microwave.ts'
import { moneyOf, siteNpvUsd } from '#options/option.ts'
import { findRegions } from '#options/regions.ts'
import { satelliteOption } from '#options/satellite.ts'
import { accessNetwork, loadForHop, radiosFor } from '#plan/accessNetwork.ts'
import { makePlan } from '#plan/makePlan.ts'
import { randomCase } from './_cases.ts'
import { leastTrench } from './_exact.ts'

/** A seeded case on rolling ground, with little to ask, so that terminals and hops are worth it. */
function wirelessCase(seed: number) {
  const { country, study } = randomCase(seed, { siteCount: 4 })
  const random = seededRandom(seed + 1000)
  const bumps = Array.from({ length: 4 }, () => ({
    lon: random.between(0, 0.1),
    lat: random.between(0, 0.1),
    top: random.between(20, 250),
  }))
  const [width, height] = [100, 100]
  const values = new Float32Array(width * height)
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const lon = (column + 0.5) * 0.002 - 0.05
      const lat = 0.15 - (row + 0.5) * 0.002
      values[row * width + column] = bumps.reduce(
        (top, bump) => Math.max(top, bump.top - 8000 * Math.hypot(lon - bump.lon, lat - bump.lat)),
        5,
      )
    }
  const extent = { west: -0.05, south: -0.05, east: 0.15, north: 0.15 }
  const grid = { extent, width, height, values, missing: Number.NaN }
  const grounded: Country = {
    ...country,
    terrain: [{ kind: 'elevation', grid, source: 0 }],
  }
  const prices = {
    ...study.prices,
    fibre: { ...study.prices.fibre, routeUsdPerKm: 15_000 },
    fixedWireless: { ...study.prices.fixedWireless, mastUsd: 8_000, sectorUsd: 3_000 },
  }
  return { country: grounded, study: { ...study, prices } }
}

/** The least cost over every set of joined sites and every terminal, by trying all. */
function exactUsd({ country, study }: ReturnType<typeof wirelessCase>): number {
  const gap = findGap(country, study)
  const money = moneyOf(study.economy)
  const sites = [...gap.serviceForSite.keys()].filter((i) => gap.serviceForSite[i] !== 'served')
  const access = accessNetwork(
    fibreOption(country, gap, sites, study.prices, study.fibre, money),
    microwaveOption(country, study, sites, money),
  )
  const wireless = fixedWirelessOption(country, gap, study, sites, money)
  const cellular = cellularOption(gap, study.prices, money)
  const satellite = satelliteOption(country, gap, findRegions(country), study, money)
  // The demand of all these sites fits one radio, so an edge costs what it costs.
  const network = leastTrench({ ...access.network, lengthMeters: access.edgeNpvUsd }, sites)
  let best = Infinity
  const chosen = new Int32Array(sites.length)
  const visit = (k: number): void => {
    if (k < sites.length) {
      for (let w = -2; w < wireless.waysForSite[sites[k]].length; w++) {
        chosen[k] = w
        visit(k + 1)
      }
      return
    }
    let set = 0
    let usd = 0
    const airtime = new Float64Array(wireless.towers.length * sectorsPerTower)
    for (const [i, site] of sites.entries()) {
      if (chosen[i] === -2) set |= 1 << i
      const others = siteNpvUsd(cellular, site, money)
      if (chosen[i] === -2) usd += siteNpvUsd(access, site, money)
      else if (chosen[i] === -1) usd += Math.min(others, siteNpvUsd(satellite, site, money))
      else usd += siteNpvUsd(wireless, site, money)
      const way = wireless.waysForSite[site][chosen[i]]
      if (way !== undefined) airtime[way.tower * sectorsPerTower + way.sector] += way.airtimeShare
    }
    if (airtime.some((share) => share > 1)) return
    for (const [tower, { hostSite }] of wireless.towers.entries()) {
      const own = airtime.subarray(tower * sectorsPerTower, (tower + 1) * sectorsPerTower)
      const sectors = own.filter((share) => share > 0).length
      if (sectors === 0) continue
      usd += sectors * wireless.perSector.npvCostUsd
      if (hostSite < 0) continue
      usd += wireless.perMast.npvCostUsd
      if ((set & (1 << sites.indexOf(hostSite))) === 0) return
    }
    best = Math.min(best, usd + network[set])
  }
  visit(0)
  return best
}

describe('makePlan() with microwave and fixed wireless', () => {
  test('holds the cheapest between its bound and its cost, and comes near it (seeds 1 to 25)', async () => {
    const used = { microwave: 0, fixedWireless: 0 }
    let worst = 0
    for (let seed = 1; seed <= 25; seed++) {
      const found = wirelessCase(seed)
      const { country, study } = found
      const gap = findGap(country, study)
      const plan = await makePlan(country, gap, study, thisThread)
      const exact = exactUsd(found)
      expect(plan.lowerBoundUsd, `seed ${seed}`).toBeLessThanOrEqual(exact * (1 + 1e-9))
      expect(plan.totals.npvCostUsd, `seed ${seed}`).toBeGreaterThanOrEqual(exact * (1 - 1e-9))
      worst = Math.max(worst, plan.totals.npvCostUsd / exact - 1)
      used.microwave += plan.totals.sites.microwave
      used.fixedWireless += plan.totals.sites.fixedWireless
      const links = plan.links
      for (let i = 0; i < links.id.length; i++) expect(links.upstream[i]).toBeLessThan(i)
    }
    expect(used.microwave).toBeGreaterThan(0)
    expect(used.fixedWireless).toBeGreaterThan(0)
    expect(worst).toBeLessThan(0.08)
  })
})

test('loadForHop() and radiosFor() count all that is behind a hop', () => {
  const study = randomCase(1).study
  const money = moneyOf(study.economy)
  const { country } = wirelessCase(1)
  const fibre = fibreOption(
    { ...country, roads: { ...country.roads } },
    findGap(country, study),
    [],
    study.prices,
    study.fibre,
    money,
  )
  const masts = [
    { lon: 0, lat: 0, heightMeters: 15 },
    { lon: 0.05, lat: 0, heightMeters: 15 },
  ]
  const link = { masts, lengthMeters: 5560, capacityMbps: 100, availableShare: 1 }
  const { perHop, perRelay } = microwaveOption(country, study, [], money)
  const access = accessNetwork(fibre, {
    links: [
      { ...link, fromSite: -1, toSite: 0 },
      { ...link, fromSite: 0, toSite: 1 },
      { ...link, fromSite: 0, toSite: 2 },
    ],
    perHop,
    perRelay,
  })
  const first = fibre.network.from.length
  const node = (site: number): number => access.network.nodeForSite[site]
  const loads = loadForHop(
    access,
    [first, first + 1, first + 2],
    new Map([
      [node(0), 20],
      [node(1), 90],
      [node(2), 101],
    ]),
  )
  expect([0, 1, 2].map((k) => loads.get(first + k))).toEqual([211, 90, 101])
  expect([211, 90, 101, 200].map((mbps) => radiosFor(access.microwave.links[0], mbps))).toEqual([
    3, 1, 2, 2,
  ])
})
