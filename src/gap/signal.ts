// What towers bring to places over terrain and clutter, by ITU-R P.1812 and, indoors, P.2109: each
// radio technology with the carrier it is usually run on (docs/methods/coverage.md).
import type { Country, RadioTechnology } from '#country/model.ts'
import type { Study } from '#country/study.ts'
import type { Ground } from '#gap/ground.ts'
import { refractivityAt } from '#gap/radioClimate.ts'
import { indexPoints } from '#geo/pointIndex.ts'
import { heightAt } from '#geo/terrain.ts'
import { lossToPlaces, type PathRequest } from '#radio/areaProfile.ts'
import { buildingEntryLoss, heightGainClutterLoss } from '#radio/clutter.ts'
import { noiseDbm } from '#radio/linkBudget.ts'
import { locationDeviationDb } from '#radio/p1812.ts'

/** How well a place is reached: inside its houses, only outside them, or not. */
export const signals = ['indoors', 'outdoors', 'none', 'unknown'] as const
export type Signal = (typeof signals)[number]

/** A carrier as towers usually run it; all assumed, each said in docs/methods/coverage.md. */
interface UsualCarrier {
  readonly frequencyMhz: number
  readonly bandwidthMhz: number
  /** Radiated toward the horizon, antenna gain and cables counted. */
  readonly radiatedDbm: number
  /** Signal over noise that the slowest useful service needs. */
  readonly neededDb: number
}

const usualCarriers: Readonly<Record<RadioTechnology, UsualCarrier>> = {
  '2G': { frequencyMhz: 900, bandwidthMhz: 0.2, radiatedDbm: 58, neededDb: 9 },
  '3G': { frequencyMhz: 2100, bandwidthMhz: 3.84, radiatedDbm: 58, neededDb: -5 },
  '4G': { frequencyMhz: 1800, bandwidthMhz: 10, radiatedDbm: 60, neededDb: 0 },
  '5G': { frequencyMhz: 3500, bandwidthMhz: 60, radiatedDbm: 68, neededDb: 0 },
}

/** A phone in the hand: noise figure, body, and what neighboring cells add, dB. */
const phone = { heightMeters: 1.5, noiseFigureDb: 9, bodyDb: 3, interferenceDb: 3 } as const

/** A place is reached where this percentage of its spots is. */
const locationPercent = 90

/** No tower is looked for farther away. */
export const signalReachMeters = 15_000

const stepMeters = 100

/** Median path losses, dB, up to which a place is reached outdoors and indoors. */
export function lossLimits(technology: RadioTechnology): {
  readonly outdoorsDb: number
  readonly indoorsDb: number
} {
  const { frequencyMhz, bandwidthMhz, radiatedDbm, neededDb } = usualCarriers[technology]
  const outdoorsDb =
    radiatedDbm -
    noiseDbm(bandwidthMhz, phone.noiseFigureDb) -
    neededDb -
    phone.bodyDb -
    phone.interferenceDb
  return {
    outdoorsDb,
    indoorsDb: outdoorsDb - buildingEntryLoss(frequencyMhz / 1000, 0.5, 'traditional'),
  }
}

/** How a technology is sent and received over a ground. */
export interface TowerSignal {
  readonly radiatedDbm: number
  readonly noiseDbm: number
  /** What the surroundings of a phone take, where no land cover tells of them. */
  readonly besideDb: number
  readonly outdoorsDb: number
  readonly indoorsDb: number
  /** Paths from a tower; undefined where its own ground is not known. */
  readonly requestFor: (country: Country, study: Study, tower: number) => PathRequest | undefined
}

/** What is the same for all towers of a technology. */
export function towerSignal(ground: Ground, technology: RadioTechnology): TowerSignal {
  const { frequencyMhz, bandwidthMhz, radiatedDbm } = usualCarriers[technology]
  return {
    radiatedDbm,
    noiseDbm: noiseDbm(bandwidthMhz, phone.noiseFigureDb),
    ...lossLimits(technology),
    // Where no land cover is known, people stand among the low houses of a village (P.2108-1 §3.1).
    besideDb:
      ground.clutter === undefined
        ? heightGainClutterLoss(Math.min(frequencyMhz / 1000, 3), phone.heightMeters, 'suburban')
        : 0,
    requestFor(country, { radio }, tower) {
      const { towers } = country
      const lon = towers.lon[tower]
      const lat = towers.lat[tower]
      if (Number.isNaN(heightAt(ground.terrain, lon, lat))) return undefined
      const declared = towers.heightMeters[tower]
      return {
        ...ground,
        ...refractivityAt(country, lon, lat),
        transmitter: { lon, lat, heightMeters: declared >= 1 ? declared : radio.towerMeters },
        receiverMeters: phone.heightMeters,
        frequencyMhz,
        locationPercent,
        locationSigmaDb: locationDeviationDb(frequencyMhz, stepMeters, phone.heightMeters, 10),
        radiusMeters: signalReachMeters,
        stepMeters,
      }
    },
  }
}

/** Places that are asked for. */
export interface Places {
  readonly lon: ArrayLike<number>
  readonly lat: ArrayLike<number>
}

/**
 * How well some towers reach each place with one technology.
 *
 * A place with a tower in reach whose ground, or the ground on the way, is not known is `unknown` unless
 * another tower reaches it.
 *
 * @param towers Rows of the country's towers that are taken to carry the technology.
 */
export function signalForPlace(
  country: Country,
  ground: Ground,
  study: Study,
  technology: RadioTechnology,
  towers: readonly number[],
  places: Places,
): Signal[] {
  const count = places.lon.length
  const result: Signal[] = new Array(count).fill('none')
  if (towers.length === 0) return result
  const { lon, lat } = country.towers
  const { outdoorsDb, indoorsDb, besideDb, requestFor } = towerSignal(ground, technology)
  const lossFrom = new Map<number, (lon: number, lat: number) => number>()
  const lossToward = (tower: number): ((lon: number, lat: number) => number) => {
    const ready = lossFrom.get(tower)
    if (ready !== undefined) return ready
    const request = requestFor(country, study, tower)
    const made = request === undefined ? () => Number.NaN : lossToPlaces(request)
    lossFrom.set(tower, made)
    return made
  }
  const index = indexPoints(
    towers.map((tower) => lon[tower]),
    towers.map((tower) => lat[tower]),
  )
  for (let place = 0; place < count; place++) {
    const x = places.lon[place]
    const y = places.lat[place]
    for (const near of index.nearestFirst(x, y, signalReachMeters)) {
      const lossDb = lossToward(towers[near])(x, y) + besideDb
      if (lossDb <= indoorsDb) {
        result[place] = 'indoors'
        break
      }
      if (lossDb <= outdoorsDb) result[place] = 'outdoors'
      else if (Number.isNaN(lossDb) && result[place] === 'none') result[place] = 'unknown'
    }
  }
  return result
}
