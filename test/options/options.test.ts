import { describe, expect, test } from 'vitest'
import { sum } from '#base/math.ts'
import { seededRandom } from '#base/random.ts'
import { findGap } from '#gap/gap.ts'
import { distanceMeters } from '#geo/sphere.ts'
import { cellularOption } from '#options/cellular.ts'
import { fibreOption } from '#options/fibre.ts'
import type { FibreNetwork } from '#options/fibreNetwork.ts'
import { roadNetwork } from '#options/fibreRoads.ts'
import { straightNetwork } from '#options/fibreStraight.ts'
import { costLines, moneyOf, siteNpvUsd, siteTcoUsd } from '#options/option.ts'
import { findRegions } from '#options/regions.ts'
import { satelliteOption, surchargeUsdPerYear } from '#options/satellite.ts'
import { type TinyParts, tinyCountry, tinyStudy } from '../country/tiny.ts'

const money = moneyOf({ discountRate: 0.06, horizonYears: 10 })

/** All options of a country for all its sites. */
function optionsOf(parts: TinyParts, study = tinyStudy()) {
  const country = tinyCountry(parts)
  const gap = findGap(country, study)
  const sites = Array.from(country.sites.lon.keys())
  return {
    fibre: fibreOption(country, gap, sites, study.prices, study.fibre, money),
    cellular: cellularOption(gap, study.prices, money),
    satellite: satelliteOption(country, gap, findRegions(country), study, money),
  }
}

describe('every option', () => {
  test('costs the sum of its lines (seed 5)', () => {
    const random = seededRandom(5)
    const sites = Array.from({ length: 30 }, () => ({
      lon: random.share(),
      lat: random.share(),
      population: random.between(1, 3_000),
    }))
    const options = optionsOf({ sites, towers: [{ lon: 0.5, lat: 0.5, radiusMeters: 40_000 }] })
    let checked = 0
    for (const option of Object.values(options)) {
      for (let site = 0; site < sites.length; site++) {
        if (option.feasible[site] === 0) continue
        const lines = costLines(option, site, money)
        expect(lines.map(({ kind }) => kind)).toEqual([
          'capital',
          'reinvestment',
          'operation',
          'bandwidth',
        ])
        const npv = sum(lines.map(({ npvCostUsd }) => npvCostUsd))
        expect(siteNpvUsd(option, site, money) / npv).toBeCloseTo(1, 12)
        const tco = sum(lines.map(({ tcoUsd }) => tcoUsd))
        expect(siteTcoUsd(option, site, money) / tco).toBeCloseTo(1, 12)
        checked++
      }
    }
    expect(checked).toBeGreaterThan(30)
  })

  test('costs what a hand counts: satellite for 4,000 people, two terminals', () => {
    const { satellite } = optionsOf({ sites: [{ lon: 0, lat: 0, population: 4_000 }] })
    // 200 Mbps; 2 × 3,000, again in year 5; a tenth of it a year; 200 × 310 a year.
    expect([...satellite.units]).toEqual([2])
    expect(siteTcoUsd(satellite, 0, money)).toBe(12_000 + 10 * 600 + 10 * 62_000)
  })
})

describe('cellularOption()', () => {
  test('is feasible in known coverage up to what a site may draw', () => {
    const { cellular } = optionsOf({
      sites: [
        { lon: 0, lat: 0, population: 500 },
        { lon: 0, lat: 0, population: 9_000 },
        { lon: 0.5, lat: 0, population: 500 },
      ],
      towers: [{ lon: 0, lat: 0 }],
    })
    expect([...cellular.feasible]).toEqual([1, 0, 0])
  })
})

describe('satelliteOption()', () => {
  test('refuses capacity that is cheaper above the pool than within it', () => {
    const { prices } = tinyStudy()
    const satellite = { ...prices.satellite, extraUsdPerMbpsYear: 300 }
    const study = tinyStudy({ prices: { ...prices, satellite } })
    expect(() => optionsOf({ sites: [{ lon: 0, lat: 0 }] }, study)).toThrow(RangeError)
  })

  test('charges the surcharge on what lies above the pool alone', () => {
    const pool = {
      regionForSite: new Int32Array(0),
      regionCount: 3,
      poolMbps: 100,
      surchargeUsdPerMbpsYear: 7,
    }
    expect(surchargeUsdPerYear(pool, Float64Array.of(99, 100, 130))).toBe(210)
  })
})

describe('findRegions()', () => {
  test('takes the first level above each site, and one region more for those outside', () => {
    const country = tinyCountry({
      areas: [
        { level: 0 },
        { level: 1, parent: 0 },
        { level: 2, parent: 1 },
        { level: 1, parent: 0 },
      ],
      sites: [{ area: 2 }, { area: 3 }, { area: 1 }, { area: -1 }, { area: -1 }],
    })
    expect([...findRegions(country).regionForSite]).toEqual([0, 1, 0, 2, 2])
    expect(findRegions(country).regionCount).toBe(3)
  })
})

/** Meters by the cheapest way from existing fibre to a site; Bellman–Ford, for a second opinion. */
function metersTo(network: FibreNetwork, site: number): number {
  const distance = new Float64Array(network.nodeCount).fill(Infinity)
  distance[0] = 0
  for (let round = 0; round < network.nodeCount; round++) {
    for (let e = 0; e < network.from.length; e++) {
      const [a, b] = [network.from[e], network.to[e]]
      distance[b] = Math.min(distance[b], distance[a] + network.lengthMeters[e])
      distance[a] = Math.min(distance[a], distance[b] + network.lengthMeters[e])
    }
  }
  const node = network.nodeForSite[site]
  return node < 0 ? Infinity : distance[node]
}

describe('roadNetwork()', () => {
  const { fibre } = tinyStudy()
  const networkOf = (parts: TinyParts, settings = fibre) =>
    roadNetwork(tinyCountry(parts), Array.from((parts.sites ?? []).keys()), settings)

  test('goes along the road and drops straight to the site, times the detour', () => {
    const network = networkOf({
      sites: [{ lon: 0.05, lat: 0.003 }],
      roads: [[0, 0, 0.02, 0.01, 0.04, 0, 0.1, 0]],
      fibreNodes: [{ lon: 0, lat: 0 }],
    })
    const along = 2 * distanceMeters(0, 0, 0.02, 0.01) + distanceMeters(0.04, 0, 0.05, 0)
    const drop = distanceMeters(0.05, 0, 0.05, 0.003) * 1.2
    expect(metersTo(network, 0)).toBeCloseTo(along + drop, 3)
  })

  test('changes roads where they share a coordinate, and not where they only cross', () => {
    const sites = [{ lon: 0.05, lat: 0.05 }]
    const fibreNodes = [{ lon: 0, lat: 0.03 }]
    const meeting = networkOf({
      sites,
      fibreNodes,
      roads: [
        [0, 0.03, 0.05, 0.03, 0.1, 0.03],
        [0.05, 0, 0.05, 0.03, 0.05, 0.05],
      ],
    })
    const crossing = networkOf({
      sites,
      fibreNodes,
      roads: [
        [0, 0.03, 0.1, 0.03],
        [0.05, 0, 0.05, 0.05],
      ],
    })
    const direct = distanceMeters(0, 0.03, 0.05, 0.03) + distanceMeters(0.05, 0.03, 0.05, 0.05)
    expect(metersTo(meeting, 0)).toBeCloseTo(direct, 3)
    expect(metersTo(crossing, 0)).toBe(Infinity)
  })

  test('reaches past a road that leads nowhere to one that leads to fibre', () => {
    const network = networkOf({
      sites: [{ lon: 0.05, lat: 0.002 }],
      roads: [
        [0, 0, 0.1, 0],
        [0.049, 0.0025, 0.051, 0.0025],
      ],
      fibreNodes: [{ lon: 0, lat: 0 }],
    })
    const drop = distanceMeters(0.05, 0, 0.05, 0.002) * 1.2
    expect(metersTo(network, 0)).toBeCloseTo(distanceMeters(0, 0, 0.05, 0) + drop, 3)
  })

  test('reaches no site farther from roads and fibre than the study lets it', () => {
    const parts = {
      sites: [{ lon: 0.05, lat: 0.03 }],
      roads: [[0, 0, 0.1, 0]],
      fibreNodes: [{ lon: 0, lat: 0 }],
    }
    expect(networkOf(parts).nodeForSite[0]).toBe(-1)
    const far = { ...fibre, roadReachMeters: 4_000 }
    expect(metersTo(networkOf(parts, far), 0)).toBeLessThan(12_000)
  })

  test('starts anywhere along a working route, and not from a planned node', () => {
    const sites = [{ lon: 0.05, lat: 0.01 }]
    const roads = [[0.05, 0.001, 0.05, 0.01]]
    const planned = [{ lon: 0.05, lat: 0.001, status: 'planned' as const }]
    expect(metersTo(networkOf({ sites, roads, fibreNodes: planned }), 0)).toBe(Infinity)
    const fromRoute = networkOf({ sites, roads, fibreRoutes: [[0, 0, 0.1, 0]] })
    const along = distanceMeters(0.05, 0.001, 0.05, 0.01)
    const drop = distanceMeters(0.05, 0, 0.05, 0.001) * 1.2
    expect(metersTo(fromRoute, 0)).toBeCloseTo(along + drop, 3)
  })

  test('joins many sites at one spot without links of no length between them', () => {
    const network = networkOf({
      sites: Array.from({ length: 4 }, () => ({ lon: 0.05, lat: 0 })),
      roads: [[0, 0, 0.1, 0]],
      fibreNodes: [{ lon: 0, lat: 0 }],
    })
    const reached = [0, 1, 2, 3].map((site) => metersTo(network, site))
    const expected = distanceMeters(0, 0, 0.05, 0)
    for (const meters of reached) expect(meters).toBeCloseTo(expected, 3)
  })
})

describe('straightNetwork()', () => {
  const { fibre } = tinyStudy()
  const straight = { ...fibre, along: 'straight' as const }
  const square = (west: number, south: number, east: number, north: number): Float64Array =>
    Float64Array.of(west, south, east, south, east, north, west, north, west, south)

  test('holds the shortest spanning tree (seeds 1 to 30)', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const random = seededRandom(seed)
      const sites = Array.from({ length: 25 }, () => ({
        lon: 10 + random.between(0, 0.2),
        lat: -12 + random.between(0, 0.2),
      }))
      const network = straightNetwork(tinyCountry({ sites }), straight)
      const all: [number, number, number][] = []
      for (let a = 0; a < sites.length; a++) {
        for (let b = a + 1; b < sites.length; b++) {
          const meters = distanceMeters(sites[a].lon, sites[a].lat, sites[b].lon, sites[b].lat)
          all.push([a + 1, b + 1, meters * 1.2])
        }
      }
      const candidates = Array.from(network.from, (from, e): [number, number, number] => [
        from,
        network.to[e],
        network.lengthMeters[e],
      ])
      const tree = kruskal(candidates, 26)
      // On the plane of the triangulation, so to the accuracy of that plane.
      expect(tree / kruskal(all, 26)).toBeCloseTo(1, 5)
    }
  })

  test('links places at one spot, and places on one line', () => {
    const network = straightNetwork(
      tinyCountry({
        sites: [
          { lon: 0.1, lat: 0 },
          { lon: 0.1, lat: 0 },
          { lon: 0.2, lat: 0 },
        ],
        fibreNodes: [{ lon: 0, lat: 0 }],
      }),
      straight,
    )
    expect(metersTo(network, 1)).toBeCloseTo(distanceMeters(0, 0, 0.1, 0) * 1.2, 6)
    expect(metersTo(network, 2)).toBeCloseTo(distanceMeters(0, 0, 0.2, 0) * 1.2, 6)
  })

  test('lays no link over water and none longer than the study lets it', () => {
    const parts = {
      sites: [
        { lon: 0.1, lat: 0 },
        { lon: 0.3, lat: 0 },
      ],
      fibreNodes: [{ lon: 0, lat: 0 }],
    }
    const open = straightNetwork(tinyCountry(parts), straight)
    expect(metersTo(open, 1)).toBeLessThan(45_000)
    const short = straightNetwork(tinyCountry(parts), { ...straight, maxLinkMeters: 20_000 })
    expect(metersTo(short, 0)).toBeLessThan(15_000)
    expect(metersTo(short, 1)).toBe(Infinity)
    const land = [[square(-0.1, -0.1, 0.2, 0.1)], [square(0.25, -0.1, 0.4, 0.1)]]
    const islands = straightNetwork(tinyCountry({ ...parts, land }), straight)
    expect(metersTo(islands, 0)).toBeLessThan(15_000)
    expect(metersTo(islands, 1)).toBe(Infinity)
  })
})

function kruskal(edges: readonly [number, number, number][], nodeCount: number): number {
  const group = Array.from({ length: nodeCount }, (_, i) => i)
  let total = 0
  for (const [a, b, cost] of edges.toSorted((x, y) => x[2] - y[2])) {
    const [from, to] = [group[a], group[b]]
    if (from === to) continue
    total += cost
    for (let i = 0; i < nodeCount; i++) if (group[i] === from) group[i] = to
  }
  return total
}
