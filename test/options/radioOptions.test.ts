import { describe, expect, test } from 'vitest'
import type { Country } from '#country/model.ts'
import { findGap } from '#gap/gap.ts'
import { distanceMeters } from '#geo/sphere.ts'
import { fixedWirelessOption } from '#options/fixedWireless.ts'
import { microwaveOption } from '#options/microwave.ts'
import { moneyOf } from '#options/option.ts'
import { rateInRainShare } from '#options/satelliteRain.ts'
import { type TinyParts, tinyCountry, tinyStudy } from '../country/tiny.ts'

/** 0.4° by 0.2° around the equator in cells of 220 m, heights by place. */
function onGround(parts: TinyParts, at: (lon: number, lat: number) => number): Country {
  const [width, height] = [200, 100]
  const values = new Float32Array(width * height)
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++)
      values[row * width + column] = at((column + 0.5) * 0.002 - 0.2, 0.1 - (row + 0.5) * 0.002)
  const extent = { west: -0.2, south: -0.1, east: 0.2, north: 0.1 }
  const grid = { extent, width, height, values, missing: Number.NaN }
  return { ...tinyCountry(parts), terrain: [{ kind: 'elevation', grid, source: 0 }] }
}

const study = tinyStudy()
const money = moneyOf(study.economy)
const linksOf = (country: Country, asked = study) =>
  microwaveOption(country, asked, [...country.sites.id.keys()], money).links

/** A village 6 km east of working fibre. */
const parts: TinyParts = {
  sites: [{ lon: 0.054, lat: 0, population: 500 }],
  fibreNodes: [{ lon: 0, lat: 0 }],
}
const ridge = (lon: number): number => (Math.abs(lon - 0.03) < 0.003 ? 200 : 10)

describe('microwaveOption()', () => {
  test('joins what sees each other, and nothing where no terrain is known', () => {
    const [link, ...rest] = linksOf(onGround(parts, () => 10))
    expect(rest).toEqual([])
    expect(link).toMatchObject({ fromSite: -1, toSite: 0 })
    expect(link.masts.length).toBe(2)
    expect(link.lengthMeters).toBeCloseTo(distanceMeters(0, 0, 0.054, 0), 6)
    expect(linksOf(tinyCountry(parts))).toEqual([])
  })

  test('finds a relay on the ridge that stands between', () => {
    const [link] = linksOf(onGround(parts, ridge))
    expect(link.masts.length).toBe(3)
    expect(ridge(link.masts[1].lon)).toBe(200)
    expect(link.lengthMeters).toBeGreaterThan(distanceMeters(0, 0, 0.054, 0))
  })

  test('carries less, or nothing, where it rains more or more of the year is asked', () => {
    const country = onGround(parts, () => 10)
    const with_ = (rainMmPerHour: number, hopAvailableShare: number): number =>
      linksOf(country, {
        ...study,
        radio: { ...study.radio, rainMmPerHour, hopAvailableShare },
      })[0]?.capacityMbps ?? 0
    const faded = (multipathLogK: number): number => {
      const radio = { ...study.radio, rainMmPerHour: 0, multipathLogK, refractivityRange: 20 }
      const far = { ...parts, sites: [{ lon: 0.17, lat: 0, population: 500 }] }
      return (
        linksOf(
          onGround(far, () => 10),
          { ...study, radio },
        )[0]?.capacityMbps ?? 0
      )
    }
    expect(faded(-6)).toBeGreaterThan(faded(0))
    const rates = [20, 60, 120, 250].map((rain) => with_(rain, 0.9999))
    expect(rates).toEqual(rates.toSorted((a, b) => b - a))
    expect(rates[0]).toBeGreaterThan(rates[3])
    expect(with_(120, 0.999)).toBeGreaterThanOrEqual(with_(120, 0.99999))
  })

  test('plans no hop shorter than what trench is cheaper than', () => {
    const near: TinyParts = { ...parts, sites: [{ lon: 0.01, lat: 0, population: 500 }] }
    expect(linksOf(onGround(near, () => 10))).toEqual([])
  })
})

describe('fixedWirelessOption()', () => {
  const waysOf = (country: Country) => {
    const planned = [...country.sites.id.keys()]
    const option = fixedWirelessOption(country, findGap(country, study), study, planned, money)
    return { option, ways: option.waysForSite.map((ways) => ways.map(({ tower }) => tower)) }
  }
  const two: TinyParts = {
    sites: [
      { lon: 0, lat: 0, population: 5000, connected: 'no' },
      { lon: 0.036, lat: 0, population: 300, connected: 'no' },
    ],
  }

  test('thinks of a tower at the larger place that serves the smaller, not itself', () => {
    const { option, ways } = waysOf(onGround(two, () => 10))
    expect(option.towers.map(({ hostSite }) => hostSite)).toEqual([0, 1])
    expect(ways).toEqual([[1], [0]])
    expect(Array.from(option.feasible)).toEqual([1, 1])
  })

  test('takes airtime in proportion to demand', () => {
    const airtime = (population: number): number => {
      const [first] = two.sites ?? []
      const sites = [first, { lon: 0.036, lat: 0, population, connected: 'no' as const }]
      return waysOf(onGround({ sites }, () => 10)).option.waysForSite[1][0].airtimeShare
    }
    expect(airtime(2000) / airtime(1000)).toBeCloseTo(2, 9)
  })

  test('reaches nobody behind a ridge, nor without terrain', () => {
    const high = (lon: number): number => (Math.abs(lon - 0.018) < 0.004 ? 800 : 10)
    expect(waysOf(onGround(two, high)).ways).toEqual([[], []])
    expect(waysOf(tinyCountry(two)).ways).toEqual([[], []])
  })

  test('uses a tower that stands, which needs no host', () => {
    const { option, ways } = waysOf(
      onGround({ ...two, towers: [{ lon: 0.03, lat: 0.01, placeOrigin: 'assumed' }] }, () => 10),
    )
    expect(option.towers[0]).toMatchObject({ hostSite: -1, id: 't0' })
    expect(ways[1]).toContain(0)
  })
})

describe('rateInRainShare()', () => {
  test('is 1 without rain and falls with rain, with what is asked of the year, and with height', () => {
    expect(rateInRainShare(0, 0, 0, 0.995)).toBe(1)
    const rains = [10, 40, 80, 160].map((rain) => rateInRainShare(0, 0, rain, 0.995))
    expect(rains).toEqual(rains.toSorted((a, b) => b - a))
    expect(rateInRainShare(0, 0, 60, 0.995, 3)).toBeGreaterThan(rateInRainShare(0, 0, 60, 0.995))
    expect(rateInRainShare(0, 0, 60, 0.9999)).toBeLessThan(rateInRainShare(0, 0, 60, 0.99))
    expect(rateInRainShare(0, 2000, 60, 0.995)).toBeGreaterThan(rateInRainShare(0, 0, 60, 0.995))
  })
})
