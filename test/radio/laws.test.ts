// Laws of the area engine over seeded terrain, and the places where older code breaks: far north, under
// a kilometer, all sea, flat, one obstacle, missing terrain, the antimeridian.
import { describe, expect, test } from 'vitest'
import type { Progress } from '#base/progress.ts'
import { seededRandom } from '#base/random.ts'
import { thisThread, type Workers } from '#base/workers.ts'
import { pointOnRay, rayToward } from '#geo/profile.ts'
import type { TerrainWindow } from '#geo/terrain.ts'
import { macroSector } from '#radio/antennas.ts'
import { areaLoss } from '#radio/area.ts'
import { type AreaRequest, lossToPlaces } from '#radio/areaProfile.ts'
import { lineOfSight } from '#radio/lineOfSight.ts'
import { Network, type Sector } from '#radio/network.ts'
import { p452Loss } from '#radio/p452.ts'
import { p1812Loss } from '#radio/p1812.ts'
import { type RadioPath, zoneCodes } from '#radio/path.ts'
import { viewshed } from '#radio/viewshed.ts'
import { seededTerrain } from './seededTerrain.ts'

const hills = (seed: number, west = 10, north = 0.21): TerrainWindow =>
  seededTerrain(seed, { levels: 8, reliefMeters: 400, cellDegrees: 1 / 1200, west, north })

const even = (like: TerrainWindow, value: number): TerrainWindow => ({
  ...like,
  values: new Float32Array(like.values.length).fill(value),
})

const metersPerDegree = (Math.PI / 180) * 6_371_000
const stepMeters = 90

/** What P.452 is told beside the path: dishes of one gain, the air of its defaults. */
const p452Air = {
  transmitterGainDbi: 20,
  receiverGainDbi: 20,
  pressureHpa: 1013,
  temperatureCelsius: 15,
  DN: 45,
  N0: 325,
} as const

/** A column of cells due north whose centers are the nodes of the northward radial. */
function northward(terrain: TerrainWindow, more: Partial<AreaRequest> = {}): AreaRequest {
  const lon = terrain.west + ((terrain.width - 1) * terrain.dLon) / 2
  const lat = terrain.north - terrain.dLat * (terrain.height - 20)
  const dLat = stepMeters / metersPerDegree
  const height = 150
  return {
    terrain,
    transmitter: { lon, lat, heightMeters: 30 },
    receiverMeters: 1.5,
    frequencyMhz: 2600,
    cells: {
      extent: {
        west: lon - 1e-4,
        east: lon + 1e-4,
        north: lat + (height + 0.5) * dLat,
        south: lat + 0.5 * dLat,
      },
      width: 1,
      height,
    },
    radiusMeters: (height + 1) * stepMeters,
    stepMeters,
    ...more,
  }
}

const most = (a: Float32Array, b: Float32Array): number =>
  a.reduce((high, value, i) => Math.max(high, Math.abs(value - b[i])), 0)

describe('areaLoss()', () => {
  test('by sweep equals exact profiles at radial nodes to 0.01 dB (seeds 1 to 4, with and without cover, zones and time)', async () => {
    for (let seed = 1; seed <= 4; seed++) {
      const terrain = hills(seed)
      const clutter = even(terrain, 0)
      const zones = even(terrain, zoneCodes.inland)
      for (let i = 0; i < clutter.values.length; i++) {
        if (i % 11 < 3) clutter.values[i] = 12
        if (Math.floor(i / 257) % 90 < 40) zones.values[i] = zoneCodes.sea
      }
      for (const more of [
        {},
        { timePercent: 1 },
        { clutter },
        { clutter, zones, timePercent: 10 },
      ]) {
        const request = northward(terrain, more)
        const sweep = (await areaLoss(request, 'sweep')).values
        const exact = (await areaLoss(request, 'exact')).values
        expect(sweep.every((value) => value > 40 && value < 300)).toBe(true)
        expect(most(sweep, exact), `seed ${seed}, ${Object.keys(more)}`).toBeLessThan(0.01)
      }
    }
  })

  test('never falls as the time percentage grows (seed 5)', async () => {
    let before = new Float32Array(150).fill(Number.NEGATIVE_INFINITY)
    for (const timePercent of [1, 5, 20, 50]) {
      const { values } = await areaLoss(northward(hills(5), { timePercent }), 'sweep')
      for (let i = 0; i < values.length; i++)
        expect(values[i]).toBeGreaterThanOrEqual(before[i] - 1e-4)
      before = values as Float32Array<ArrayBuffer>
    }
  })

  test('crosses the antimeridian as it crosses any meridian (seed 6)', async () => {
    const here = hills(6, 10, 0.21)
    const there = hills(6, 180 - (128 * 1) / 1200, 0.21) // the mast stands on 180° itself
    const cells = { width: 40, height: 40 }
    const values = await Promise.all(
      [here, there].map(async (terrain) => {
        const lon = terrain.west + 128 / 1200
        const east = lon + 0.08 > 180 ? lon + 0.08 - 360 : lon + 0.08
        const extent = { west: lon - 0.08, east, south: 0.03, north: 0.19 }
        const request = northward(terrain, {
          transmitter: { lon, lat: 0.1, heightMeters: 30 },
          cells: { ...cells, extent },
          radiusMeters: 9000,
        })
        return (await areaLoss(request, 'sweep')).values
      }),
    )
    const [a, b] = values.map((each) => each.map((value) => (Number.isFinite(value) ? value : 0)))
    expect(a.filter((value) => value > 0).length).toBeGreaterThan(1000)
    expect(most(a, b)).toBeLessThan(0.01)
  })

  test('beyond 70° latitude is the model’s own loss there, and finite', async () => {
    const terrain = hills(7, 20, 76.21)
    const request = northward(terrain, { timePercent: 1 })
    const { values } = await areaLoss(request, 'exact')
    const { lon, lat } = request.transmitter
    const n = 100
    const { intermediate, lossDb } = p1812Loss(
      {
        distanceKm: Float64Array.from({ length: n + 1 }, (_, i) => (i * stepMeters) / 1000),
        // the rows of the window lie a cell of 92.66 m apart: heights between them are in proportion
        heightMeters: Float64Array.from({ length: n + 1 }, (_, i) => {
          const row = terrain.height - 20 - (i * stepMeters) / metersPerDegree / terrain.dLat
          const above = Math.floor(row)
          const at = (k: number) => terrain.values[k * terrain.width + (terrain.width - 1) / 2]
          return at(above) + (row - above) * (at(above + 1) - at(above))
        }),
      },
      {
        frequencyMhz: 2600,
        timePercent: 1,
        transmitterMeters: 30,
        receiverMeters: 1.5,
        polarization: 1,
        transmitter: [lon, lat],
        receiver: [lon, lat + (n * stepMeters) / metersPerDegree],
      },
    )
    const tau = 1 - Math.exp(-(4.12e-4 * 9 ** 2.41))
    const mu1 = (10 ** (-9 / (16 - 6.6 * tau)) + 10 ** (-5 * (0.496 + 0.354 * tau))) ** 0.2
    expect(intermediate.b0).toBeCloseTo(4.17 * Math.min(1, mu1) ** 1.3, 6)
    expect(Math.abs(values[150 - n] - lossDb)).toBeLessThan(0.005)
  })

  test('over all sea is flat ground’s loss with the sea’s constants, the same on every bearing', async () => {
    const sea = even(hills(1), 0)
    const zones = even(sea, zoneCodes.sea)
    const request = northward(sea, { zones, timePercent: 1, frequencyMhz: 700 })
    const [over, land] = [
      await areaLoss(request, 'sweep'),
      await areaLoss(northward(sea, { timePercent: 1, frequencyMhz: 700 }), 'sweep'),
    ]
    expect(over.values.every((value) => value > 40 && value < 200)).toBe(true)
    expect(over.values[0]).toBeLessThan(land.values[0] - 1) // ducts carry farther over the sea
    const run = lossToPlaces(request)
    const { lon, lat } = request.transmitter
    const far = 6000 / metersPerDegree
    const around = [0, 90, 270].map((bearing) => {
      const turn = (bearing * Math.PI) / 180
      return run(lon + far * Math.sin(turn), lat + far * Math.cos(turn))
    })
    expect(Math.abs(around[1] - around[2])).toBeLessThan(1e-3)
    expect(Math.abs(around[0] - around[1])).toBeLessThan(0.05)
  })

  test('over flat ground never falls with distance beyond 1 km, and under it is free space to 1 dB', async () => {
    const request = northward(even(hills(1), 50), {
      transmitter: { lon: 10.1067, lat: 0.02, heightMeters: 60 },
      receiverMeters: 20,
    })
    const run = lossToPlaces(request)
    let before = 0
    for (let km = 1; km <= 12; km += 0.5) {
      const loss = run(10.1067, 0.02 + (km * 1000) / metersPerDegree)
      expect(loss, `${km} km`).toBeGreaterThan(before)
      before = loss
    }
    for (const meters of [30, 100, 300, 700]) {
      const free = 92.4 + 20 * Math.log10(2.6) + 10 * Math.log10((meters ** 2 + 40 ** 2) / 1e6)
      expect(run(10.1067, 0.02 + meters / metersPerDegree), `${meters} m`).toBeGreaterThan(
        free - 1e-6,
      )
      expect(run(10.1067, 0.02 + meters / metersPerDegree), `${meters} m`).toBeLessThan(free + 1)
    }
  })

  test('behind a single ridge adds loss that grows with its height, and none before it', async () => {
    const losses = await Promise.all(
      [0, 60, 120, 240].map(async (ridge) => {
        const terrain = even(hills(1), 0)
        terrain.values.fill(ridge, 160 * 257, 161 * 257)
        return (await areaLoss(northward(terrain), 'sweep')).values
      }),
    )
    for (let k = 1; k < losses.length; k++)
      for (let i = 0; i < 40; i++) expect(losses[k][i]).toBeGreaterThan(losses[k - 1][i] + 1)
    const beforeRidge = losses[0].length - 50
    for (let i = beforeRidge; i < losses[0].length; i++)
      expect(Math.abs(losses[3][i] - losses[0][i])).toBeLessThan(1e-4)
  })

  test('keeps missing terrain unknown: every cell whose path crosses a void, and no other', async () => {
    const terrain = hills(2)
    const whole = (await areaLoss(northward(terrain), 'exact')).values
    terrain.values.fill(Number.NaN, 150 * 257, 152 * 257)
    for (const method of ['exact', 'sweep'] as const) {
      const { values } = await areaLoss(northward(terrain), method)
      const firstKnown = values.findIndex((value) => !Number.isNaN(value))
      expect(firstKnown).toBeGreaterThan(20)
      for (let i = 0; i < firstKnown; i++) expect(values[i]).toBeNaN()
      for (let i = firstKnown; i < values.length; i++)
        expect(Math.abs(values[i] - whole[i]), `${method}, row ${i}`).toBeLessThan(0.01)
    }
  })

  test('tells its progress from 0 upward, once for each part', async () => {
    const told: Progress[] = []
    await areaLoss(northward(hills(3)), 'exact', thisThread, { onProgress: (at) => told.push(at) })
    expect(told.length).toBe(16)
    expect(told[0].doneShare).toBe(0)
    told.forEach(({ doneShare }, i) => {
      expect(doneShare).toBeGreaterThanOrEqual(i === 0 ? 0 : told[i - 1].doneShare)
      expect(doneShare).toBeLessThanOrEqual(1)
    })
  })
})

test('lineOfSight() and viewshed() see at least as much from higher up, whatever the heights (seeds 1 to 6)', () => {
  for (let seed = 1; seed <= 6; seed++) {
    const terrain = hills(seed)
    const a = { lon: 10.05, lat: 0.05, heightMeters: 8 }
    const b = { lon: 10.15, lat: 0.15, heightMeters: 8 }
    let clearance = Number.NEGATIVE_INFINITY
    let seen = new Uint8Array(0)
    for (const heightMeters of [8, 20, 60, 200]) {
      const sight = lineOfSight(terrain, { ...a, heightMeters }, b)
      expect(sight.clearanceMeters).toBeGreaterThanOrEqual(clearance)
      clearance = sight.clearanceMeters
      const shed = viewshed(terrain, 128, 128, { observerMeters: heightMeters, radiusMeters: 8000 })
      for (let i = 0; i < seen.length; i++) if (seen[i] === 1) expect(shed[i]).toBe(1)
      seen = Uint8Array.from(shed)
    }
  }
})

/** A path of seeded hills, part of it over sea or coast, and the same from its other end. */
function seededPath(seed: number): [there: RadioPath, back: RadioPath] {
  const random = seededRandom(seed)
  const points = 60 + random.below(120)
  const length = 2 + random.share() * 120
  const relief = random.share() * 400
  const distanceKm = Float64Array.from({ length: points }, (_, i) => (i * length) / (points - 1))
  const heightMeters = distanceKm.map(
    (d) => 500 + relief * Math.sin(d / 4 + seed) + relief * 0.15 * random.normal(),
  )
  const zone = new Uint8Array(points).fill(zoneCodes.inland)
  zone.fill(seed % 2 === 0 ? zoneCodes.sea : zoneCodes.coastal, 0, random.below(points))
  const back = {
    distanceKm: distanceKm.map((d) => distanceKm[points - 1] - d).reverse(),
    heightMeters: heightMeters.slice().reverse(),
    zone: zone.slice().reverse(),
  }
  return [{ distanceKm, heightMeters, zone }, back]
}

test('p1812Loss() and p452Loss() never fall as the time percentage grows, and P.1812 is the same there and back (seeds 1 to 80)', () => {
  for (let seed = 1; seed <= 80; seed++) {
    const [there, back] = seededPath(seed)
    const random = seededRandom(seed + 1000)
    const share = random.share()
    const [a, b] = [1 + random.share() * 200, 1 + random.share() * 50]
    const from = rayToward(10, 40, seed * 31)
    const length = there.distanceKm[there.distanceKm.length - 1]
    const ends = [[10, 40] as const, pointOnRay(from, length * 1000)] as const
    const towardB = {
      transmitterMeters: a,
      receiverMeters: b,
      transmitter: ends[0],
      receiver: ends[1],
    }
    const towardA = {
      transmitterMeters: b,
      receiverMeters: a,
      transmitter: ends[1],
      receiver: ends[0],
    }
    const polarization = seed % 3 === 0 ? 1 : 2
    const before = { p1812: 0, p452: 0 }
    for (const timePercent of [1, 3, 10, 30, 50]) {
      const where = `seed ${seed}, ${timePercent} %`
      const p1812 = (path: RadioPath, to: typeof towardA | typeof towardB): number =>
        p1812Loss(path, { frequencyMhz: 30 * 200 ** share, timePercent, polarization, ...to })
          .lossDb
      const p452 = (path: RadioPath, to: typeof towardA | typeof towardB): number =>
        p452Loss(path, {
          frequencyGhz: 0.1 * 500 ** share,
          timePercent,
          polarization,
          ...p452Air,
          ...to,
        }).lossDb
      const now = { p1812: p1812(there, towardB), p452: p452(there, towardB) }
      expect(now.p1812, where).toBeGreaterThanOrEqual(before.p1812 - 1e-9)
      expect(now.p452, where).toBeGreaterThanOrEqual(before.p452 - 1e-9)
      expect(Math.abs(p1812(back, towardA) - now.p1812), where).toBeLessThan(1e-4)
      Object.assign(before, now)
    }
  }
})

test('lineOfSight() has the same clearance there and back (seeds 1 to 6)', () => {
  for (let seed = 1; seed <= 6; seed++) {
    const terrain = hills(seed)
    const random = seededRandom(seed)
    for (let k = 0; k < 20; k++) {
      const place = () => ({
        lon: 10.01 + random.share() * 0.19,
        lat: 0.01 + random.share() * 0.19,
        heightMeters: 2 + random.share() * 60,
      })
      const [a, b] = [place(), place()]
      const [there, back] = [lineOfSight(terrain, a, b), lineOfSight(terrain, b, a)]
      // The two rays are sampled at other places of one great circle: within 1 cm, on slopes to 100 %.
      expect(Math.abs(there.clearanceMeters - back.clearanceMeters)).toBeLessThan(0.05)
    }
  }
})

describe('Network', () => {
  const settings = {
    terrain: hills(4),
    receiverMeters: 1.5,
    frequencyMhz: 1800,
    cells: { extent: { west: 10.02, east: 10.2, south: 0.01, north: 0.19 }, width: 60, height: 60 },
    stepMeters: 100,
    bandwidthMhz: 20,
    noiseFigureDb: 7,
    loadShare: 1,
  }
  const sector = (id: string, lon: number, lat: number): Sector => ({
    id,
    lon,
    lat,
    heightMeters: 30,
    antenna: { ...macroSector, azimuthDegrees: 45 },
    transmitDbm: 43,
    radiusMeters: 4000,
  })

  test('set() predicts again only what an edit touches', async () => {
    let predicted = 0
    const counting: Workers = {
      ...thisThread,
      map: (kernel, inputs, watch, stage) => {
        predicted++
        return thisThread.map(kernel, inputs, watch, stage)
      },
    }
    const network = new Network(settings)
    const [a, b] = [sector('a', 10.06, 0.05), sector('b', 10.16, 0.15)]
    await network.set(a, counting)
    await network.set(b, counting)
    expect(predicted).toBe(2)
    const before = network.bestDbm.slice()
    await network.set(
      { ...b, transmitDbm: 40, antenna: { ...b.antenna, downtiltDegrees: 6 } },
      counting,
    )
    expect(predicted, 'power and tilt read no terrain').toBe(2)
    const serving = network.bestSector
    let changed = 0
    for (let i = 0; i < before.length; i++) {
      if (Object.is(network.bestDbm[i], before[i])) continue
      expect(serving[i], 'only cells of the sector edited change').toBe(1)
      changed++
    }
    expect(changed).toBeGreaterThan(50)
    await network.set({ ...b, heightMeters: 40 }, counting)
    expect(predicted, 'height predicts one sector').toBe(3)
    await network.set(sector('c', 10.1, 0.1), counting)
    expect(predicted, 'one more tower predicts one').toBe(4)
    network.remove('c')
    expect(predicted).toBe(4)
  })
})
