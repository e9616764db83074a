// Fixed wireless: terminals on houses, fed by sectors on existing and new towers, whose airtime the
// places they serve share (docs/methods/fixed-wireless.md). Reach is P.1812 over terrain and clutter.
import { atan2, radiansPerDegree } from '#base/math.ts'
import type { Country } from '#country/model.ts'
import type { Study } from '#country/study.ts'
import type { Gap } from '#gap/gap.ts'
import { type Ground, groundOf } from '#gap/ground.ts'
import { refractivityAt } from '#gap/radioClimate.ts'
import { indexPoints } from '#geo/pointIndex.ts'
import { distanceAndBearing } from '#geo/profile.ts'
import { heightAt } from '#geo/terrain.ts'
import {
  type Money,
  mostRadioSites,
  type PlantCost,
  plantCost,
  type SiteOption,
  siteOption,
} from '#options/option.ts'
import { macroSector, sectorGainDbi } from '#radio/antennas.ts'
import { lossToPlaces } from '#radio/areaProfile.ts'
import { type Carrier, carrierRateMbps, noiseDbm } from '#radio/linkBudget.ts'

/** Fixed wireless at every site: what the site itself costs, and the towers that could serve it. */
export interface FixedWirelessOption extends SiteOption<'fixedWireless'> {
  readonly towers: readonly WirelessTower[]
  /** For each site the ways to serve it, the least airtime first. */
  readonly waysForSite: readonly (readonly WirelessWay[])[]
  readonly perSector: PlantCost
  readonly perMast: PlantCost
}

/** A tower that stands, or one that may be built at a settlement. */
export interface WirelessTower {
  readonly lon: number
  readonly lat: number
  /** The site whose own connection feeds a new tower; -1 for a tower that stands and has its own. */
  readonly hostSite: number
  /** Its id in the country, '' for a new one. */
  readonly id: string
}

/** One sector that reaches a site. */
export interface WirelessWay {
  readonly tower: number
  readonly sector: number
  /** Of the sector's time, what the site's demand takes. */
  readonly airtimeShare: number
}

/** Sectors of a tower, toward north, southeast and southwest. */
export const sectorsPerTower = 3

/** New towers are thought of at the settlement of most demand, no nearer to each other than this. */
const spacingMeters = 2_500

/** A terminal on a roof looks no farther, and at no more towers than these, the nearest. */
const reachMeters = 10_000
const askedTowers = 4

const stepMeters = 100

/** The carrier and the terminal (assumed): 60 MHz at 3.5 GHz, three quarters of the time downward. */
const frequencyMhz = 3500
const carrier: Carrier = {
  technology: 'NR',
  bandwidthMhz: 60,
  layers: 2,
  downlinkShare: 0.75,
}
const transmitDbm = 43
const terminal = { heightMeters: 6, gainDbi: 12, noiseFigureDb: 5, marginDb: 6 } as const

/** What fixed wireless could do for the sites to serve; nothing where no terrain is known. */
export function fixedWirelessOption(
  country: Country,
  gap: Gap,
  study: Study,
  planned: readonly number[],
  money: Money,
): FixedWirelessOption {
  const { fixedWireless } = study.prices
  const plant = {
    opexShare: fixedWireless.towerOpexShare,
    lifetimeYears: fixedWireless.towerLifetimeYears,
  }
  const isAsked = fixedWireless.mastUsd > 0 && planned.length <= mostRadioSites
  const ground = isAsked ? groundOf(country) : undefined
  const towers = ground === undefined ? [] : possibleTowers(country, gap, ground, planned)
  const waysForSite: WirelessWay[][] = country.sites.id.map(() => [])
  if (ground !== undefined) findWays(country, gap, study, ground, planned, towers, waysForSite)
  const feasible = Uint8Array.from(waysForSite, (ways) => (ways.length > 0 ? 1 : 0))
  const units = new Int32Array(feasible.length).fill(1)
  return {
    ...siteOption('fixedWireless', fixedWireless, feasible, units, gap.demandMbpsForSite, money),
    towers,
    waysForSite,
    perSector: plantCost(fixedWireless.sectorUsd, plant, money),
    perMast: plantCost(fixedWireless.mastUsd, plant, money),
  }
}

/** Towers that stand, each place once, then settlements that could host one. */
function possibleTowers(
  { sites, towers }: Country,
  gap: Gap,
  { terrain }: Ground,
  planned: readonly number[],
): WirelessTower[] {
  const found: WirelessTower[] = []
  const places = new Set<string>()
  for (let t = 0; t < towers.lon.length; t++) {
    const [lon, lat] = [towers.lon[t], towers.lat[t]]
    const place = `${lon.toFixed(4)} ${lat.toFixed(4)}`
    if (places.has(place) || Number.isNaN(heightAt(terrain, lon, lat))) continue
    places.add(place)
    found.push({ lon, lat, hostSite: -1, id: towers.id[t] })
  }
  const settlements = planned.filter(
    (site) =>
      sites.kind[site] === 'settlement' &&
      !Number.isNaN(heightAt(terrain, sites.lon[site], sites.lat[site])),
  )
  const demand = gap.demandMbpsForSite
  settlements.sort((a, b) => demand[b] - demand[a] || a - b)
  const index = indexPoints(
    settlements.map((site) => sites.lon[site]),
    settlements.map((site) => sites.lat[site]),
  )
  const isNear = new Uint8Array(settlements.length)
  settlements.forEach((site, k) => {
    if (isNear[k] === 1) return
    const [lon, lat] = [sites.lon[site], sites.lat[site]]
    for (const near of index.within(lon, lat, spacingMeters)) isNear[near] = 1
    found.push({ lon, lat, hostSite: site, id: '' })
  })
  return found
}

/** Fills the ways to serve each site by its nearest towers. */
function findWays(
  country: Country,
  gap: Gap,
  { radio }: Study,
  ground: Ground,
  planned: readonly number[],
  towers: readonly WirelessTower[],
  waysForSite: WirelessWay[][],
): void {
  const { sites } = country
  const index = indexPoints(
    towers.map(({ lon }) => lon),
    towers.map(({ lat }) => lat),
  )
  const asked: number[][] = towers.map(() => [])
  for (const site of planned) {
    const near = index.nearestFirst(sites.lon[site], sites.lat[site], reachMeters)
    for (const tower of near.slice(0, askedTowers))
      if (towers[tower].hostSite !== site) asked[tower].push(site)
  }
  towers.forEach(({ lon, lat }, tower) => {
    const top = heightAt(ground.terrain, lon, lat) + radio.towerMeters
    const lossTo = lossToPlaces({
      ...ground,
      ...refractivityAt(country, lon, lat),
      transmitter: { lon, lat, heightMeters: radio.towerMeters },
      receiverMeters: terminal.heightMeters,
      frequencyMhz,
      radiusMeters: reachMeters,
      stepMeters,
    })
    for (const site of asked[tower]) {
      const lossDb = lossTo(sites.lon[site], sites.lat[site])
      if (!Number.isFinite(lossDb)) continue
      const [meters, bearing] = distanceAndBearing(lon, lat, sites.lon[site], sites.lat[site])
      const foot = heightAt(ground.terrain, sites.lon[site], sites.lat[site])
      const elevation =
        atan2(foot + terminal.heightMeters - top, Math.max(meters, 1)) / radiansPerDegree
      const sector = Math.round(bearing / 120) % sectorsPerTower
      const antenna = { ...macroSector, azimuthDegrees: sector * 120 }
      const signalDb =
        transmitDbm +
        sectorGainDbi(antenna, bearing, elevation) +
        terminal.gainDbi -
        terminal.marginDb -
        lossDb -
        noiseDbm(carrier.bandwidthMhz, terminal.noiseFigureDb)
      const airtimeShare = gap.demandMbpsForSite[site] / carrierRateMbps(carrier, signalDb)
      if (airtimeShare <= 1) waysForSite[site].push({ tower, sector, airtimeShare })
    }
  })
  for (const site of planned)
    waysForSite[site].sort((a, b) => a.airtimeShare - b.airtimeShare || a.tower - b.tower)
}
