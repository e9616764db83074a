// Tiny choices drawn at random, without ground or radio: a network of trenches and hops, sites with their
// demand, towers that stand and towers that a site would feed, and pools that may be too small.
import { seededRandom } from '#base/random.ts'
import type { WirelessWay } from '#options/fixedWireless.ts'
import { plantCost, siteOption } from '#options/option.ts'
import { accessNetwork } from '#plan/accessNetwork.ts'
import type { ChoiceProblem } from '#plan/choiceProblem.ts'

const money = { discountRate: 0, horizonYears: 10, yearlyFactor: 10 }
const price = { opexShare: 0, lifetimeYears: 10, maxMbps: 1000 }
const plant = { opexShare: 0, lifetimeYears: 10 }

/** One seeded choice of four sites in two regions. */
export function randomProblem(seed: number): ChoiceProblem {
  const random = seededRandom(seed)
  const sites = [0, 1, 2, 3]
  const demandMbps = Float64Array.from(sites, () => random.between(5, 60))
  const nodeCount = 7
  const from: number[] = []
  const to: number[] = []
  for (let a = 0; a < nodeCount; a++)
    for (let b = a + 1; b < nodeCount; b++)
      if (random.share() < 0.5) {
        from.push(a)
        to.push(b)
      }
  const lengthMeters = Float64Array.from(from, () => random.between(500, 6_000))
  const all = Uint8Array.from(sites, () => 1)
  const none = Int32Array.from(sites, () => 1)
  const option = <K extends 'fibre' | 'cellular' | 'satellite' | 'fixedWireless'>(
    kind: K,
    capexUsd: number,
    bandwidthUsdPerMbpsYear: number,
    feasible = all,
  ) =>
    siteOption(
      kind,
      { ...price, capexUsd, bandwidthUsdPerMbpsYear },
      feasible,
      none,
      demandMbps,
      money,
    )
  const fibre = {
    ...option('fibre', 1_500, 20),
    network: {
      nodeCount,
      from: Int32Array.from(from),
      to: Int32Array.from(to),
      lengthMeters,
      lines: {
        offsets: Int32Array.from({ length: from.length + 1 }, () => 0),
        coordinates: new Float64Array(0),
      },
      nodeForSite: Int32Array.from(sites, (site) => site + 1),
    },
    edgeNpvUsd: lengthMeters.map((meters) => meters * 4),
    routePerKm: plantCost(4_000, plant, money),
  }
  const mast = { lon: 0, lat: 0, heightMeters: 20 }
  const links = sites.slice(0, 2).map((toSite) => ({
    fromSite: random.share() < 0.5 ? -1 : 2,
    toSite,
    masts: [mast, mast],
    lengthMeters: 5_000,
    // More than all four ask: an edge costs what it costs.
    capacityMbps: 365,
    availableShare: 1,
  }))
  const perHop = plantCost(random.between(2_000, 9_000), plant, money)
  const towers = [
    { lon: 0, lat: 0, hostSite: -1, id: 'stands' },
    { lon: 0, lat: 0, hostSite: random.below(4), id: '' },
    { lon: 0, lat: 0, hostSite: random.below(4), id: '' },
  ]
  const waysForSite = sites.map((site) => {
    const ways: WirelessWay[] = []
    towers.forEach(({ hostSite }, tower) => {
      if (hostSite === site || random.share() < 0.35) return
      ways.push({ tower, sector: random.below(2), airtimeShare: random.between(0.05, 0.7) })
    })
    return ways
  })
  return {
    sites,
    demandMbps,
    fibre: accessNetwork(fibre, { links, perHop, perRelay: perHop }),
    cellular: option(
      'cellular',
      random.between(3_000, 9_000),
      30,
      Uint8Array.from(sites, () => (random.share() < 0.3 ? 1 : 0)),
    ),
    satellite: {
      ...option('satellite', 3_000, 25),
      pool: {
        regionForSite: Int32Array.from(sites, (site) => site % 2),
        regionCount: 2,
        poolMbps: random.between(10, 80),
        surchargeUsdPerMbpsYear: random.between(0, 40),
      },
    },
    fixedWireless: {
      ...option(
        'fixedWireless',
        1_000,
        20,
        Uint8Array.from(waysForSite, (ways) => (ways.length > 0 ? 1 : 0)),
      ),
      towers,
      waysForSite,
      perSector: plantCost(random.between(300, 2_500), plant, money),
      perMast: plantCost(random.between(500, 4_000), plant, money),
    },
    money,
    seed,
  }
}
