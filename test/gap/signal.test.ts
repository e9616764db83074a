import { describe, expect, test } from 'vitest'
import { seededRandom } from '#base/random.ts'
import type { Country } from '#country/model.ts'
import { findGap } from '#gap/gap.ts'
import { lossLimits } from '#gap/signal.ts'
import type { Grid } from '#geo/shapes.ts'
import { buildingEntryLoss } from '#radio/clutter.ts'
import { type TinyParts, tinyCountry, tinyStudy } from '../country/tiny.ts'

/** A grid of 0.4° by 0.2° around the equator, heights by place; 220 m cells. */
function heights(at: (lon: number, lat: number) => number): Grid {
  const [width, height] = [200, 100]
  const values = new Float32Array(width * height)
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++)
      values[row * width + column] = at((column + 0.5) * 0.002 - 0.2, 0.1 - (row + 0.5) * 0.002)
  return {
    extent: { west: -0.2, south: -0.1, east: 0.2, north: 0.1 },
    width,
    height,
    values,
    missing: Number.NaN,
  }
}

const onGround = (parts: TinyParts, at: (lon: number, lat: number) => number): Country => ({
  ...tinyCountry(parts),
  terrain: [{ kind: 'elevation', grid: heights(at), source: 0 }],
})

/** A ridge of 400 m along the meridian, 3 km east of the tower. */
const ridge = (lon: number): number => (Math.abs(lon - 0.027) < 0.004 ? 400 : 10)

const tower = { lon: 0, lat: 0, heightMeters: 30, technology: '4G' as const }
const eastAndWest = [
  { lon: 0.036, lat: 0, population: 600 },
  { lon: -0.036, lat: 0, population: 400 },
]

describe('findGap() over terrain', () => {
  test('serves the village in sight and not the one behind the ridge, as far away', () => {
    const gap = findGap(onGround({ sites: eastAndWest, towers: [tower] }, ridge), tinyStudy())
    expect(gap.cellular.forSite).toEqual(['unserved', 'served'])
    const byRadius = tinyStudy()
    const flat = findGap(onGround({ sites: eastAndWest, towers: [tower] }, ridge), {
      ...byRadius,
      radio: { ...byRadius.radio, coverage: 'radius' },
    })
    expect(flat.cellular.forSite).toEqual(['served', 'served'])
    expect(flat.signals).toEqual([])
  })

  test('counts people indoors, outdoors, without and unknown; the four add up', () => {
    const gap = findGap(onGround({ sites: eastAndWest, towers: [tower] }, ridge), tinyStudy())
    const of4G = gap.signals.find(({ technology }) => technology === '4G')
    expect(of4G?.people).toMatchObject({ none: 600, unknown: 0, total: 1000 })
    expect((of4G?.people?.indoors ?? 0) + (of4G?.people?.outdoors ?? 0)).toBe(400)
    const of5G = gap.signals.find(({ technology }) => technology === '5G')
    expect(of5G?.people).toEqual({ indoors: 0, outdoors: 0, none: 1000, unknown: 0, total: 1000 })
  })

  test('counts the people of each area alike', () => {
    const made = onGround({ sites: eastAndWest, towers: [tower] }, ridge)
    const table = { id: ['E', 'W'], name: ['East', 'West'] }
    const level = Uint8Array.of(1, 1)
    const areas = {
      ...made.areas,
      table: { ...made.areas.table, ...table, level, parent: Int32Array.of(-1, -1) },
    }
    const sites = { ...made.sites, area: Int32Array.of(0, 1) }
    const gap = findGap({ ...made, areas, sites } as Country, tinyStudy())
    const people = (id: string) =>
      gap.areas.find((area) => area.id === id)?.signals.find((one) => one.technology === '4G')
        ?.people
    expect(people('E')).toMatchObject({ none: 600, total: 600 })
    expect(people('W')).toMatchObject({ none: 0, total: 400 })
  })

  test('knows nothing behind a void, and nothing of a tower on one', () => {
    const hole = (lon: number): number => (lon > 0.02 && lon < 0.03 ? Number.NaN : 10)
    const gap = findGap(onGround({ sites: eastAndWest, towers: [tower] }, hole), tinyStudy())
    expect(gap.serviceForSite).toEqual(['unknown', 'served'])
    const onVoid = (lon: number): number => (Math.abs(lon) < 0.01 ? Number.NaN : 10)
    const lost = findGap(onGround({ sites: eastAndWest, towers: [tower] }, onVoid), tinyStudy())
    expect(lost.serviceForSite).toEqual(['unknown', 'unknown'])
  })

  test.each([{ placeOrigin: 'assumed' as const }, { technology: '' as const }])(
    'counts whom only such a tower would reach as unknown: %j',
    (change) => {
      const country = onGround({ sites: eastAndWest, towers: [{ ...tower, ...change }] }, () => 10)
      const gap = findGap(country, tinyStudy())
      expect(gap.serviceForSite).toEqual(['unknown', 'unknown'])
      const of4G = gap.signals.find(({ technology }) => technology === '4G')
      expect(of4G).toMatchObject({ people: { unknown: 1000 }, maybePeople: 1000 })
    },
  )

  test('counts whom nothing reaches as unknown where not all towers are known', () => {
    const parts = {
      sites: eastAndWest,
      towers: [tower],
      completeness: { cellular: false, fibre: true },
    }
    expect(findGap(onGround(parts, ridge), tinyStudy()).serviceForSite).toEqual([
      'unknown',
      'served',
    ])
  })

  test('never makes a served place unserved by one more tower (seeds 1 to 5)', () => {
    for (let seed = 1; seed <= 5; seed++) {
      const random = seededRandom(seed)
      const place = () => ({ lon: random.between(-0.18, 0.18), lat: random.between(-0.08, 0.08) })
      const bumps = Array.from({ length: 12 }, () => ({ ...place(), top: random.between(50, 600) }))
      const hills = (lon: number, lat: number): number =>
        bumps.reduce(
          (top, bump) =>
            Math.max(top, bump.top - 6000 * Math.hypot(lon - bump.lon, lat - bump.lat)),
          5,
        )
      const sites = Array.from({ length: 40 }, () => ({ ...place(), population: 10 }))
      const towers = Array.from({ length: 4 }, () => ({ ...tower, ...place() }))
      const before = findGap(onGround({ sites, towers: towers.slice(1) }, hills), tinyStudy())
      const after = findGap(onGround({ sites, towers }, hills), tinyStudy())
      expect(before.sites.served).toBeGreaterThan(0)
      expect(before.sites.unserved).toBeGreaterThan(0)
      before.serviceForSite.forEach((service, i) => {
        if (service === 'served') expect(after.serviceForSite[i]).toBe('served')
      })
    }
  })
})

test('lossLimits() leaves indoors what P.2109 takes at the median', () => {
  const { outdoorsDb, indoorsDb } = lossLimits('4G')
  // 60 dBm, less noise −114 + 10 log 10 + 9 = −95 dBm, 0 dB needed, 3 dB body, 3 dB neighbors
  expect(outdoorsDb).toBeCloseTo(60 + 95 - 6, 9)
  expect(outdoorsDb - indoorsDb).toBeCloseTo(buildingEntryLoss(1.8, 0.5, 'traditional'), 9)
})
