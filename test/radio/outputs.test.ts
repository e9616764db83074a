import { describe, expect, test } from 'vitest'
import { findGap } from '#gap/gap.ts'
import { groundOf } from '#gap/ground.ts'
import { peopleBySignalAndArea, signalMap } from '#gap/signalMap.ts'
import { contourLines } from '#geo/contours.ts'
import { mapValue, readDigitalMap } from '#geo/digitalMap.ts'
import { distanceMeters } from '#geo/sphere.ts'
import { windowFromGrid } from '#geo/terrain.ts'
import { findHopChain } from '#radio/hopChain.ts'
import { lineOfSight } from '#radio/lineOfSight.ts'
import { tinyCountry, tinyStudy } from '../country/tiny.ts'

function gridOf(size: number, degrees: number, at: (lon: number, lat: number) => number) {
  const values = new Float32Array(size * size)
  const step = degrees / size
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++)
      values[row * size + column] = at(
        (column + 0.5) * step - degrees / 2,
        degrees / 2 - (row + 0.5) * step,
      )
  const half = degrees / 2
  const extent = { west: -half, south: -half, east: half, north: half }
  return { extent, width: size, height: size, values, missing: Number.NaN }
}

describe('contourLines()', () => {
  test('draws a cone’s circle as one closed line at the right distance', () => {
    const cone = gridOf(60, 0.6, (lon, lat) => 100 - 1000 * Math.hypot(lon, lat))
    const lines = contourLines(cone, -100)
    expect(lines.length).toBe(1)
    const [line] = lines
    expect([line[0], line[1]]).toEqual([line[line.length - 2], line[line.length - 1]])
    for (let i = 0; i < line.length; i += 2)
      expect(Math.hypot(line[i], line[i + 1])).toBeCloseTo(0.2, 3)
  })

  test('parts a saddle by its middle, and ends lines where values are missing', () => {
    const saddle = { ...gridOf(2, 0.2, () => 0), values: Float32Array.of(1, 0, 0, 1) }
    expect(contourLines(saddle, 0.4).length).toBe(2)
    expect(contourLines(saddle, 0.6).length).toBe(2)
    const slope = gridOf(20, 0.2, (lon, lat) => (Math.abs(lat) < 0.02 ? Number.NaN : lon))
    expect(contourLines(slope, 0).length).toBe(2)
    expect(contourLines(slope, 5)).toEqual([])
  })
})

describe('signalMap()', () => {
  const ridge = (lon: number): number => (Math.abs(lon - 0.027) < 0.004 ? 400 : 10)
  const country = {
    ...tinyCountry({
      sites: [
        { lon: 0.036, lat: 0, population: 600 },
        { lon: -0.036, lat: 0, population: 400 },
      ],
      towers: [{ lon: 0, lat: 0, heightMeters: 30 }],
    }),
    terrain: [{ kind: 'elevation' as const, grid: gridOf(300, 0.6, ridge), source: 0 }],
  }
  const study = tinyStudy()

  test('counts the people that the gap counts, by area', async () => {
    const ground = groundOf(country)
    if (ground === undefined) throw new Error('no ground')
    const options = { method: 'exact', cellMeters: 100 } as const
    const map = await signalMap(country, ground, study, '4G', [0], options)
    const [{ area, people }] = peopleBySignalAndArea(country, map)
    expect(area).toBe(-1)
    const of4G = findGap(country, study).signals.find(({ technology }) => technology === '4G')
    expect({ ...people, total: 1000 }).toEqual(of4G?.people)
  })

  test('reaches as far east and west as north and south, at 65° and across the antimeridian', async () => {
    const lon = 179.95
    const { towers, sites } = tinyCountry({
      sites: [
        { lon: -179.85, lat: 65, population: 600 },
        { lon: 179.75, lat: 65, population: 400 },
      ],
      towers: [
        { lon, lat: 65, heightMeters: 200 },
        { lon: -179.9, lat: 65, heightMeters: 200 },
      ],
    })
    const tile = (west: number) => ({
      ...gridOf(300, 1, () => 10),
      extent: { west, east: west + 1, south: 64.5, north: 65.5 },
    })
    const terrain = [179, -180].map((west) => ({
      kind: 'elevation' as const,
      grid: tile(west),
      source: 0,
    }))
    const far = { ...country, towers, sites, terrain }
    const ground = groundOf(far)
    if (ground === undefined) throw new Error('no ground')
    expect(ground.terrain.width).toBeLessThan(400)
    const options = { method: 'exact', cellMeters: 500 } as const
    const map = await signalMap(far, ground, study, '4G', [0, 1], options)
    const { extent, width, height } = map.level
    const perDegree = (Math.PI / 180) * 6_371_000
    const cosine = Math.cos((65 * Math.PI) / 180)
    expect(((extent.east - extent.west) * perDegree * cosine) / width / 500).toBeCloseTo(1, 1)
    expect(((extent.north - extent.south) * perDegree) / height / 500).toBeCloseTo(1, 1)
    expect((extent.east - lon) * perDegree * cosine).toBeGreaterThan(15_000)
    expect((lon - extent.west) * perDegree * cosine).toBeGreaterThan(15_000)
    expect([...new Set(map.server)].sort()).toEqual([-1, 0, 1])
    // 9.4 km either way, over flat ground: both villages hear the tower.
    const [{ people }] = peopleBySignalAndArea(far, map)
    expect(people.none + people.unknown).toBe(0)
  })

  test('counts people as unknown, as the gap does, where only a tower on or behind unknown ground may reach', async () => {
    const hidden = (lon: number, lat: number): number =>
      lon > 0.02 && lon < 0.07 ? Number.NaN : ridge(lon + 0.01) - Math.abs(lat)
    const both = {
      ...country,
      ...tinyCountry({
        sites: [
          { lon: 0.075, lat: 0, population: 60 },
          { lon: 0.15, lat: 0, population: 40 },
          { lon: -0.01, lat: 0, population: 10 },
          { lon: 0.29, lat: 0, population: 1 },
        ],
        towers: [
          { lon: -0.05, lat: 0, heightMeters: 30 },
          { lon: 0.05, lat: 0, heightMeters: 30 },
        ],
      }),
      terrain: [{ kind: 'elevation' as const, grid: gridOf(300, 0.6, hidden), source: 0 }],
    }
    const ground = groundOf(both)
    if (ground === undefined) throw new Error('no ground')
    const options = { method: 'exact', cellMeters: 100 } as const
    const map = await signalMap(both, ground, study, '4G', [0, 1], options)
    const [{ people }] = peopleBySignalAndArea(both, map)
    const of4G = findGap(both, study).signals.find(({ technology }) => technology === '4G')
    expect({ ...people, total: 111 }).toEqual(of4G?.people)
    expect(people.unknown).toBe(100)
    expect(people.none).toBe(1)
  })

  test('serves each cell by the stronger tower, and others are interference', async () => {
    const two = {
      ...country,
      ...tinyCountry({
        sites: [{ lon: 0, lat: 0, population: 1 }],
        towers: [
          { lon: -0.04, lat: 0, heightMeters: 30 },
          { lon: 0.04, lat: 0, heightMeters: 30 },
        ],
      }),
      terrain: [{ kind: 'elevation' as const, grid: gridOf(300, 0.6, () => 10), source: 0 }],
    }
    const ground = groundOf(two)
    if (ground === undefined) throw new Error('no ground')
    const options = { method: 'exact', cellMeters: 500 } as const
    const { server, level, overOthers } = await signalMap(two, ground, study, '4G', [0, 1], options)
    const alone = await signalMap(two, ground, study, '4G', [0], options)
    const row = Math.floor(level.height / 2) * level.width
    expect(server[row + Math.floor(level.width * 0.4)]).toBe(0)
    expect(server[row + Math.floor(level.width * 0.6)]).toBe(1)
    const most = (values: Float32Array): number =>
      values.reduce((top, value) => (value > top ? value : top), -Infinity)
    expect(most(overOthers.values)).toBeLessThan(most(alone.overOthers.values))
  })
})

describe('readDigitalMap()', () => {
  // Every 90°: latitude 90, 0, −90; longitude 0 to 360.
  const text = '1 1 1 1 1\n0 10 20 30 0\n5 5 5 5 5\n'

  test('interpolates between the map’s points and around the Earth', () => {
    const { map } = readDigitalMap(text, 'R001.txt', { lon: 0, lat: 90 })
    if (map === undefined) throw new Error('no map')
    expect(mapValue(map, 90, 0)).toBe(10)
    expect(mapValue(map, 45, 0)).toBe(5)
    expect(mapValue(map, -90, 0)).toBe(30)
    expect(mapValue(map, 90, 45)).toBe(5.5)
    expect(mapValue(map, 12, 90)).toBe(1)
    expect(mapValue(map, 12, -90)).toBe(5)
    const { map: west } = readDigitalMap(text, 'R001.txt', { lon: -180, lat: 90 })
    expect(mapValue(west as NonNullable<typeof west>, -90, 0)).toBe(10)
    const { map: south } = readDigitalMap(text, 'R001.txt', { lon: 0, lat: -90 })
    expect(mapValue(south as NonNullable<typeof south>, 12, 90)).toBe(5)
    const range = { low: 0, high: 20, unit: 'mm/h' }
    const { problems } = readDigitalMap(text, 'R001.txt', { lon: 0, lat: 90 }, range)
    expect(problems.map(({ code, at }) => [code, at.row])).toEqual([['map-range', 2]])
  })

  test.each([
    ['', 'map-empty'],
    ['1 2 3\n1 2\n', 'map-row-length'],
    ['1 x 3\n1 2 3\n', 'map-number'],
    ['1 2 3\n1 2 3\n1 2 3\n', 'map-shape'],
  ])('names what is wrong with %j', (bad, code) => {
    const { map, problems } = readDigitalMap(bad, 'R001.txt', { lon: 0, lat: 90 })
    expect(map).toBeUndefined()
    expect(problems.map((problem) => problem.code)).toContain(code)
  })
})

describe('findHopChain()', () => {
  const a = { lon: -0.25, lat: 0, heightMeters: 20 }
  const b = { lon: 0.25, lat: 0, heightMeters: 20 }
  const rules = { relayMeters: 30, mostHopMeters: 40_000 }

  test('needs no relay where the way is clear', () => {
    const flat = windowFromGrid(gridOf(300, 0.6, () => 0))
    const near = { ...b, lon: -0.2 }
    expect(findHopChain(flat, a, near, rules)?.masts).toEqual([a, near])
  })

  test('goes over two ridges by relays that see each other', () => {
    const bump = (lon: number, at: number): number => 500 - 20_000 * Math.abs(lon - at)
    const hills = windowFromGrid(
      gridOf(300, 0.6, (lon) => Math.max(0, bump(lon, -0.1), bump(lon, 0.1))),
    )
    const chain = findHopChain(hills, a, b, rules)
    if (chain === undefined) throw new Error('no chain')
    expect(chain.masts.length).toBeGreaterThanOrEqual(4)
    let length = 0
    for (let i = 1; i < chain.masts.length; i++) {
      const [from, to] = [chain.masts[i - 1], chain.masts[i]]
      expect(lineOfSight(hills, from, to).clear).toBe(true)
      length += distanceMeters(from.lon, from.lat, to.lon, to.lat)
    }
    expect(chain.lengthMeters).toBeCloseTo(length, 6)
    expect(findHopChain(hills, a, b, { ...rules, mostHopMeters: 5_000 })).toBeUndefined()
  })
})
