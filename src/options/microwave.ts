// Microwave instead of trench: single hops and hops over one relay on a ridge, along clear lines of
// sight, with the rate each still carries when it rains and fades (docs/methods/microwave.md).
import { log10, sum } from '#base/math.ts'
import type { Country } from '#country/model.ts'
import type { Study } from '#country/study.ts'
import { isWorking } from '#gap/fibre.ts'
import { groundOf } from '#gap/ground.ts'
import { geoclimateAt, rainRateAt } from '#gap/radioClimate.ts'
import { indexPoints } from '#geo/pointIndex.ts'
import { distanceMeters } from '#geo/sphere.ts'
import { heightAt, type TerrainWindow } from '#geo/terrain.ts'
import { type Money, mostRadioSites, type PlantCost, plantCost } from '#options/option.ts'
import { dishGainDbi } from '#radio/antennas.ts'
import { type Mast, relayCandidates, SightFinder } from '#radio/lineOfSight.ts'
import { noiseDbm } from '#radio/linkBudget.ts'
import { type Hop, hopAvailability } from '#radio/p530.ts'

/** A possible connection of two places by one hop, or two over a relay. */
export interface MicrowaveLink {
  /** Rows of sites; -1 stands for fibre that works today. */
  readonly fromSite: number
  readonly toSite: number
  /** Antennas in order: lon, lat, above ground. */
  readonly masts: readonly Mast[]
  readonly lengthMeters: number
  /** What one radio carries in all but the permitted share of the year. */
  readonly capacityMbps: number
  readonly availableShare: number
}

/** All microwave links a plan may choose from, and what they cost. */
export interface MicrowaveOption {
  readonly links: readonly MicrowaveLink[]
  readonly perHop: PlantCost
  readonly perRelay: PlantCost
}

/** Antennas at a site stand on a pole or a roof; at working fibre and at relays on a mast. */
const siteAntennaMeters = 15

/** Longer hops are not planned: fading over warm seas is not to be promised. */
const mostHopMeters = 50_000

/** For each site this many of its neighbors are tried, and this many links kept. */
const triedNeighbors = 16
const keptLinks = 5

/** Sites without a clear neighbor for which a relay is looked for, at most. */
const mostRelaySearches = 200

/** How a radio is usually built, by the length of its hop (assumed). */
const radios = [
  { upToMeters: 8_000, frequencyGhz: 23, dishMeters: 0.6, transmitDbm: 20 },
  { upToMeters: 20_000, frequencyGhz: 15, dishMeters: 0.9, transmitDbm: 22 },
  { upToMeters: mostHopMeters, frequencyGhz: 7.5, dishMeters: 1.8, transmitDbm: 27 },
] as const

/** A channel, and the steps of modulation with the signal over noise each needs (assumed). */
const channelMhz = 56
const noiseFigureDb = 6
const cableDb = 2
const modulations = [
  { mbps: 365, neededDb: 29 },
  { mbps: 275, neededDb: 23 },
  { mbps: 180, neededDb: 17 },
  { mbps: 90, neededDb: 10 },
] as const

/**
 * The microwave links worth considering between the sites to serve and to working fibre; none where
 * no terrain is known, since nobody can see across what nobody knows.
 */
export function microwaveOption(
  country: Country,
  study: Study,
  planned: readonly number[],
  money: Money,
): MicrowaveOption {
  const { microwave, fibre } = study.prices
  const perHop = plantCost(microwave.hopUsd, microwave, money)
  const perRelay = plantCost(microwave.relayUsd, microwave, money)
  const ground = groundOf(country)
  if (ground === undefined || !(microwave.hopUsd > 0) || planned.length > mostRadioSites)
    return { links: [], perHop, perRelay }
  // Nearer than this a trench is cheaper than a hop.
  const perMeter = plantCost(
    fibre.routeUsdPerKm / 1000,
    { opexShare: fibre.routeOpexShare, lifetimeYears: fibre.routeLifetimeYears },
    money,
  ).npvCostUsd
  const leastMeters = perHop.npvCostUsd / perMeter / study.fibre.detourFactor
  const places = placesOf(country, study, planned)
  const finder = new SightFinder(ground.terrain, {
    ...(ground.clutter === undefined ? {} : { clutter: ground.clutter }),
    frequencyGhz: 7.5,
  })
  const index = indexPoints(
    places.map(({ mast }) => mast.lon),
    places.map(({ mast }) => mast.lat),
  )
  const links: MicrowaveLink[] = []
  const seen = new Set<string>()
  let searches = 0
  for (let i = 0; i < planned.length; i++) {
    const { mast } = places[i]
    const near = neighborsOf(index, places, i, leastMeters)
    let kept = 0
    for (const j of near) {
      if (kept === keptLinks) break
      const key = i < j ? `${i} ${j}` : `${j} ${i}`
      if (seen.has(key)) {
        kept++
        continue
      }
      seen.add(key)
      if (!finder.find(mast, places[j].mast).clear) continue
      const link = judged(country, study, places[j].site, places[i].site, [places[j].mast, mast])
      if (link === undefined) continue
      links.push(link)
      kept++
    }
    if (kept > 0 || near.length === 0 || searches >= mostRelaySearches) continue
    searches++
    const far = near[0]
    const [relay] = relayCandidates(
      ground.terrain,
      places[far].mast,
      mast,
      study.radio.towerMeters,
      ground.clutter === undefined ? {} : { clutter: ground.clutter },
      0.5,
      1,
    )
    if (relay === undefined) continue
    const masts = [places[far].mast, relay.mast, mast]
    const link = judged(country, study, places[far].site, places[i].site, masts)
    if (link !== undefined) links.push(link)
  }
  return { links, perHop, perRelay }
}

interface Place {
  readonly site: number
  readonly mast: Mast
}

/** The sites to serve, then working nodes of fibre. */
function placesOf({ sites, fibreNodes }: Country, { radio }: Study, planned: readonly number[]) {
  const places: Place[] = planned.map((site) => ({
    site,
    mast: { lon: sites.lon[site], lat: sites.lat[site], heightMeters: siteAntennaMeters },
  }))
  for (let n = 0; n < fibreNodes.lon.length; n++)
    if (isWorking(fibreNodes.status[n]))
      places.push({
        site: -1,
        mast: { lon: fibreNodes.lon[n], lat: fibreNodes.lat[n], heightMeters: radio.towerMeters },
      })
  return places
}

/** The nearest places that are far enough for a hop to pay. */
function neighborsOf(
  index: ReturnType<typeof indexPoints>,
  places: readonly Place[],
  i: number,
  leastMeters: number,
): number[] {
  const { lon, lat } = places[i].mast
  for (let reach = leastMeters * 2; ; reach *= 2) {
    const within = Math.min(reach, mostHopMeters)
    const near = index
      .nearestFirst(lon, lat, within)
      .filter(
        (j) => distanceMeters(lon, lat, places[j].mast.lon, places[j].mast.lat) >= leastMeters,
      )
    if (near.length >= triedNeighbors || within === mostHopMeters)
      return near.slice(0, triedNeighbors)
  }
}

/** A link with its rate; undefined where it cannot be had in the asked share of the year. */
function judged(
  country: Country,
  study: Study,
  fromSite: number,
  toSite: number,
  masts: readonly Mast[],
): MicrowaveLink | undefined {
  let lengthMeters = 0
  let capacityMbps = Number.POSITIVE_INFINITY
  let availableShare = 1
  for (let k = 1; k < masts.length; k++) {
    const meters = distanceMeters(masts[k - 1].lon, masts[k - 1].lat, masts[k].lon, masts[k].lat)
    const rate = hopRate(country, study, masts[k - 1], masts[k], meters)
    if (rate === undefined) return undefined
    lengthMeters += meters
    capacityMbps = Math.min(capacityMbps, rate.mbps)
    availableShare *= rate.availableShare
  }
  return { fromSite, toSite, masts, lengthMeters, capacityMbps, availableShare }
}

/** The fastest modulation that a hop holds in the asked share of the year. */
function hopRate(
  country: Country,
  study: Study,
  a: Mast,
  b: Mast,
  meters: number,
): { readonly mbps: number; readonly availableShare: number } | undefined {
  const set = radios.find(({ upToMeters }) => meters <= upToMeters)
  const ground = groundOf(country)
  if (set === undefined || ground === undefined) return undefined
  const { frequencyGhz, dishMeters, transmitDbm } = set
  const distanceKm = Math.max(0.1, meters / 1000)
  const [lon, lat] = [(a.lon + b.lon) / 2, (a.lat + b.lat) / 2]
  const climate = geoclimateAt(country, study, lon, lat)
  const hop: Hop = {
    distanceKm,
    frequencyGhz,
    transmitterAmslMeters: heightAt(ground.terrain, a.lon, a.lat) + a.heightMeters,
    receiverAmslMeters: heightAt(ground.terrain, b.lon, b.lat) + b.heightMeters,
    latitudeDegrees: lat,
    tiltDegrees: 90,
    rainRate: rainRateAt(country, study, lon, lat),
    ...(climate.kind === 'maps'
      ? { meanGroundMeters: meanGroundMeters(ground.terrain, a, b) }
      : {}),
  }
  const freeSpaceDb = 92.45 + 20 * log10(frequencyGhz) + 20 * log10(distanceKm)
  const receivedDbm =
    transmitDbm + 2 * dishGainDbi(dishMeters, frequencyGhz) - freeSpaceDb - cableDb
  const signalDb = receivedDbm - noiseDbm(channelMhz, noiseFigureDb)
  for (const { mbps, neededDb } of modulations) {
    const marginDb = signalDb - neededDb
    if (marginDb <= 0) continue
    const { availableShare } = hopAvailability(hop, marginDb, climate)
    if (availableShare >= study.radio.hopAvailableShare) return { mbps, availableShare }
  }
  return undefined
}

/** Places between two masts at which the ground is read for its mean. */
const groundSamples = 50

/** Mean height of the ground between two masts, m; places of unknown height are left out. */
function meanGroundMeters(terrain: TerrainWindow, a: Mast, b: Mast): number {
  const heights: number[] = []
  for (let i = 0; i <= groundSamples; i++) {
    const share = i / groundSamples
    const height = heightAt(
      terrain,
      a.lon + share * (b.lon - a.lon),
      a.lat + share * (b.lat - a.lat),
    )
    if (!Number.isNaN(height)) heights.push(height)
  }
  return heights.length === 0 ? 0 : sum(heights) / heights.length
}
