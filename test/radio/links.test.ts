// Lines of sight, viewsheds, antennas, link budgets, hops and networks.
import { expect, test } from 'vitest'
import { seededRandom } from '#base/random.ts'
import { earthRadiusMeters } from '#geo/sphere.ts'
import type { TerrainWindow } from '#geo/terrain.ts'
import { dishGainDbi, dishPatternDbi, macroSector, sectorGainDbi } from '#radio/antennas.ts'
import { lineOfSight, relayCandidates } from '#radio/lineOfSight.ts'
import {
  carrierRateMbps,
  maximumPathLossDb,
  noiseDbm,
  receivedDbm,
  sectorCapacityMbps,
  spectralEfficiency,
} from '#radio/linkBudget.ts'
import { Network, peopleByLevel, type Sector } from '#radio/network.ts'
import * as p530 from '#radio/p530.ts'
import { viewshed } from '#radio/viewshed.ts'
import { seededTerrain } from './seededTerrain.ts'

const plain = (height: number): TerrainWindow => ({
  west: 0,
  north: 1,
  dLon: 0.01,
  dLat: 0.01,
  width: 100,
  height: 100,
  values: new Float32Array(10_000).fill(height),
})
const perDegree = (Math.PI / 180) * earthRadiusMeters

test('lineOfSight() over flat ground bulges the Earth the right way', () => {
  const at = (meters: number, heightMeters: number) => ({
    lon: 0.1 + meters / perDegree,
    lat: 0.5,
    heightMeters,
  })
  const bare = { fresnelShare: 0 }
  expect(lineOfSight(plain(100), at(0, 5), at(35_000, 25), bare).clearanceMeters).toBeCloseTo(
    -4.4,
    1,
  )
  expect(lineOfSight(plain(0), at(0, 5), at(25_000, 25), bare).clearanceMeters).toBeCloseTo(3.1, 1)
  const blocked = lineOfSight(plain(100), at(0, 5), at(35_000, 25), bare)
  const raised = lineOfSight(plain(100), at(0, 5 + blocked.extraFirstMeters), at(35_000, 25), bare)
  expect(raised.clearanceMeters).toBeCloseTo(0, 6)
  expect(raised.clear || Math.abs(raised.clearanceMeters) < 1e-9).toBe(true)
})

test('lineOfSight() keeps 0.6 of the first Fresnel radius: 17.3 √(d1 d2 / f d)', () => {
  const a = { lon: 0.1, lat: 0.5, heightMeters: 100 }
  const b = { lon: 0.1 + 20_000 / perDegree, lat: 0.5, heightMeters: 100 }
  const bare = lineOfSight(plain(0), a, b, { fresnelShare: 0, frequencyGhz: 7 })
  const kept = lineOfSight(plain(0), a, b, { fresnelShare: 0.6, frequencyGhz: 7 })
  const radius = p530.fresnelRadiusMeters(7, 10, 10)
  expect(bare.clearanceMeters - kept.clearanceMeters).toBeCloseTo(0.6 * radius, 1)
})

test('lineOfSight() never sees less from higher up (seed 5)', () => {
  const terrain = seededTerrain(5, {
    levels: 8,
    cellDegrees: 1 / 1200,
    north: 0.21,
    reliefMeters: 300,
  })
  const random = seededRandom(5)
  for (let i = 0; i < 200; i++) {
    const a = { lon: 10 + random.share() * 0.2, lat: random.share() * 0.2, heightMeters: 10 }
    const b = { lon: 10 + random.share() * 0.2, lat: random.share() * 0.2, heightMeters: 10 }
    const low = lineOfSight(terrain, a, b)
    const high = lineOfSight(terrain, { ...a, heightMeters: 40 }, b)
    expect(high.clearanceMeters).toBeGreaterThanOrEqual(low.clearanceMeters - 1e-9)
    if (low.clear) expect(high.clear).toBe(true)
  }
})

test('lineOfSight() finds the tallest obstacle and knows a void from a wall', () => {
  const terrain = plain(0)
  terrain.values[50 * 100 + 30] = 200
  const a = { lon: 0.1, lat: 0.5, heightMeters: 20 }
  const b = { lon: 0.5, lat: 0.5, heightMeters: 20 }
  const sight = lineOfSight(terrain, a, b)
  expect(sight.clear).toBe(false)
  expect(sight.obstacle.lon).toBeCloseTo(0.3, 2)
  expect(sight.obstacle.topMeters).toBeGreaterThan(190)
  terrain.values[50 * 100 + 30] = Number.NaN
  const unknown = lineOfSight(terrain, a, b)
  expect(unknown.voids).toBeGreaterThan(0)
  expect(unknown.clearanceMeters).toBeNaN()
  expect(() => lineOfSight(terrain, { ...a, heightMeters: 0 }, b)).toThrow('from 0.1 m to 9000 m')
})

test('relayCandidates() finds the ridge between two valleys', () => {
  const terrain = plain(0)
  for (let row = 0; row < 100; row++) terrain.values[row * 100 + 30] = 300
  const a = { lon: 0.1, lat: 0.5, heightMeters: 15 }
  const b = { lon: 0.5, lat: 0.5, heightMeters: 15 }
  expect(lineOfSight(terrain, a, b).clear).toBe(false)
  const [best] = relayCandidates(terrain, a, b, 30)
  expect(best.toFirst.clear && best.toSecond.clear).toBe(true)
  expect(best.mast.lon).toBeCloseTo(0.3, 1)
})

test('viewshed() along its axes is what the rays there see', () => {
  const terrain = seededTerrain(9, {
    levels: 7,
    cellDegrees: 0.001,
    reliefMeters: 200,
    north: 0.128,
  })
  const seen = viewshed(terrain, 64, 64, { observerMeters: 20, radiusMeters: 5000 })
  const step = 0.001 * perDegree
  const eye = terrain.values[64 * 129 + 64] + 20
  let steepest = Number.NEGATIVE_INFINITY
  for (let i = 1; i * step <= 5000; i++) {
    const z =
      terrain.values[64 * 129 + 64 + i] - (i * step) ** 2 / ((8 / 3) * earthRadiusMeters) - eye
    const slope = z / (i * step * Math.cos(((0.128 - 0.064) * Math.PI) / 180))
    expect(seen[64 * 129 + 64 + i], `cell ${i}`).toBe(slope >= steepest - 1e-12 ? 1 : 0)
    if (slope > steepest) steepest = slope
  }
  const higher = viewshed(terrain, 64, 64, { observerMeters: 60, radiusMeters: 5000 })
  for (let i = 0; i < seen.length; i++) if (seen[i] === 1) expect(higher[i]).toBe(1)
})

test('viewshed() tells of every cell what the rays nearest to its center see, worked out one by one, with voids', () => {
  for (const [seed, column, row, hole] of [
    [3, 30, 34, undefined],
    [5, 12, 60, [29, 45]],
    [6, 64, 0, [47, 20]],
    [6, 0, 0, [20, 20]],
  ] as const) {
    const grid = seededTerrain(seed, {
      levels: 6,
      cellDegrees: 0.001,
      reliefMeters: 250,
      north: 0.03,
    })
    const { width, height, values } = grid
    if (hole !== undefined) values[hole[1] * width + hole[0]] = Number.NaN
    const rules = { observerMeters: 12, targetMeters: 1.5, radiusMeters: 4200 }
    const step = 0.001 * perDegree
    const stepX = step * Math.cos(((grid.north - row * 0.001) * Math.PI) / 180)
    const eye = values[row * width + column] + 12
    const reachX = Math.ceil(4200 / stepX)
    const reachY = Math.ceil(4200 / step)
    const [left, right] = [Math.max(0, column - reachX), Math.min(width - 1, column + reachX)]
    const [top, bottom] = [Math.max(0, row - reachY), Math.min(height - 1, row + reachY)]
    const expected = new Uint8Array(width * height)
    const isClose = new Uint8Array(width * height)
    for (let y = top; y <= bottom; y++)
      for (let x = left; x <= right; x++) {
        if (x !== left && x !== right && y !== top && y !== bottom) continue
        const [dx, dy] = [x - column, y - row]
        const n = Math.max(Math.abs(dx), Math.abs(dy))
        const metersPerStep = Math.hypot(dx * stepX, dy * step) / n
        let steepest = Number.NEGATIVE_INFINITY
        let lost = false
        for (let i = 1; i <= n && i * metersPerStep <= 4200; i++) {
          // Whole numbers over n tell without rounding which cells the ray lies between.
          const wide = Math.abs(dx) >= Math.abs(dy)
          const side = wide ? dy * i : dx * i
          const low = Math.floor(side / n)
          const share = (side - low * n) / n
          const at = (across: number): number =>
            wide
              ? (row + across) * width + column + Math.sign(dx) * i
              : (row + Math.sign(dy) * i) * width + column + across
          const near = share * 2 === 1 ? (side > 0 ? low + 1 : low) : Math.round(side / n)
          const fall = (i * metersPerStep) ** 2 / ((8 / 3) * earthRadiusMeters)
          const ground =
            share === 0
              ? values[at(low)]
              : values[at(low)] * (1 - share) + values[at(low + 1)] * share
          if (Number.isNaN(ground)) lost = true
          const own = at(near)
          if (lost) {
            if (expected[own] === 0) expected[own] = 255
            continue
          }
          const slope = (values[own] + 1.5 - fall - eye) / (i * metersPerStep)
          if (Math.abs(slope - steepest) < 1e-9) isClose[own] = 1
          if (2 * Math.abs(side - near * n) <= i && slope >= steepest) expected[own] = 1
          steepest = Math.max(steepest, (ground - fall - eye) / (i * metersPerStep))
        }
      }
    expected[row * width + column] = 1
    const seen = viewshed(grid, column, row, rules)
    let told = 0
    for (let i = 0; i < seen.length; i++) {
      const [x, y] = [i % width, Math.floor(i / width)]
      const isBeyond = Math.hypot((x - column) * stepX, (y - row) * step) > 4200
      if (isBeyond || isClose[i] === 1) continue
      expect(seen[i], `seed ${seed}, cell ${x} ${y}`).toBe(expected[i])
      told++
    }
    expect(told).toBeGreaterThan(1000)
    expect(expected.includes(255)).toBe(hole !== undefined)
  }
})

test('viewshed() keeps a void on the window’s rim, or the observer’s own, unknown', () => {
  const flat = {
    west: 10,
    north: 0.02,
    dLon: 0.001,
    dLat: 0.001,
    width: 21,
    height: 21,
    values: new Float32Array(441).fill(5),
  }
  const rules = { observerMeters: 20, radiusMeters: 5000 }
  const rim = [0, 10, 20, 210, 230, 420, 430, 440]
  for (const cell of rim) flat.values[cell] = Number.NaN
  const seen = viewshed(flat, 10, 10, rules)
  seen.forEach((value, cell) => {
    expect(value, `cell ${cell}`).toBe(rim.includes(cell) ? 255 : 1)
  })
  expect(viewshed(flat, 0, 0, rules).every((value) => value === 255)).toBe(true)
})

test('sectorGainDbi() falls 3 dB at half its beam and 25 dB behind', () => {
  const antenna = { ...macroSector, azimuthDegrees: 350, downtiltDegrees: 4 }
  expect(sectorGainDbi(antenna, 350, -4)).toBe(17)
  expect(sectorGainDbi(antenna, 22.5, -4)).toBeCloseTo(14, 12)
  expect(sectorGainDbi(antenna, 170, -4)).toBe(-8)
  expect(sectorGainDbi(antenna, 350, -0.5)).toBeCloseTo(14, 12)
})

test('dishPatternDbi() by hand: 1.2 m at 18 GHz, D/λ = 72.05', () => {
  const gain = dishGainDbi(1.2, 18)
  expect(gain).toBeCloseTo(44.85, 2)
  expect(dishPatternDbi('F.699', 1.2, 18, 0)).toBeCloseTo(gain, 12)
  // 52 − 10 log 72.05 − 25 log 10
  expect(dishPatternDbi('F.699', 1.2, 18, 10)).toBeCloseTo(52 - 18.576 - 25, 2)
  expect(dishPatternDbi('F.699', 1.2, 18, 90)).toBeCloseTo(10 - 18.576, 2)
  expect(dishPatternDbi('F.1245', 1.2, 18, 10)).toBeCloseTo(39 - 9.288 - 25, 2)
  let before = Number.POSITIVE_INFINITY
  for (let phi = 0; phi <= 180; phi += 0.5) {
    const now = dishPatternDbi('F.699', 1.2, 18, phi)
    expect(now).toBeLessThanOrEqual(before + 0.01)
    before = now
  }
})

test('receivedDbm(), noiseDbm() and maximumPathLossDb() close a link by hand', () => {
  const budget = {
    transmitDbm: 46,
    transmitGainDbi: 17,
    otherLossDb: 3,
    receiveGainDbi: 0,
    bandwidthMhz: 20,
    noiseFigureDb: 7,
  }
  expect(receivedDbm(budget, 130)).toBe(-70)
  expect(noiseDbm(20, 7)).toBeCloseTo(-93.99, 2)
  expect(maximumPathLossDb(budget, -6.7)).toBeCloseTo(60 + 93.99 + 6.7, 2)
})

test('spectralEfficiency() follows the CQI tables, and a sector is shared by the harmonic mean', () => {
  expect(spectralEfficiency('LTE', -7)).toBe(0)
  expect(spectralEfficiency('LTE', 0.2)).toBe(0.6016)
  expect(spectralEfficiency('NR', 40)).toBe(7.4063)
  const carrier = { technology: 'LTE', bandwidthMhz: 20, layers: 2, downlinkShare: 1 } as const
  expect(carrierRateMbps(carrier, 30)).toBeCloseTo(20 * 0.9 * 0.75 * 2 * 5.5547, 9)
  const shared = sectorCapacityMbps([100, 10, 0], [1, 1, 5])
  expect(shared.servedPeople).toBe(2)
  expect(shared.capacityMbps).toBeCloseTo(2 / (1 / 100 + 1 / 10), 9)
})

test('spectralEfficiency() begins each step within a quarter of TR 36.942’s attenuated Shannon curve, to 21 dB', () => {
  for (const technology of ['LTE', 'NR'] as const) {
    let before = 0
    let steps = 0
    for (let i = -200; i <= 420; i++) {
      const sinr = i / 20
      const now = spectralEfficiency(technology, sinr)
      expect(now).toBeGreaterThanOrEqual(before)
      if (now > before) {
        const shannon = Math.min(4.4, 0.6 * Math.log2(1 + 10 ** (sinr / 10)))
        expect(now / shannon, `${technology} at ${sinr} dB`).toBeGreaterThan(0.85)
        expect(now / shannon, `${technology} at ${sinr} dB`).toBeLessThan(1.25)
        steps++
      }
      before = now
    }
    expect(steps).toBe(technology === 'LTE' ? 14 : 11)
  }
})

const hop: p530.Hop = {
  distanceKm: 30,
  frequencyGhz: 7,
  transmitterAmslMeters: 350,
  receiverAmslMeters: 290,
  latitudeDegrees: 12,
  tiltDegrees: 90,
  rainRate: 60,
}

test('multipathOccurrence() of a 30 km hop at 7 GHz is the one worked in docs/methods/p530.md', () => {
  // K = 10^(−4.6 + 1.08) ; 30^3.1 ; (1 + 2)^−1.29 ; 7^0.8 ; 10^(−0.00089 · 290)
  const byHand = 10 ** -3.52 * 30 ** 3.1 * 3 ** -1.29 * 7 ** 0.8 * 10 ** -0.2581
  expect(p530.multipathOccurrence(hop)).toBeCloseTo(byHand, 6)
  expect(p530.multipathPercent(byHand, 40)).toBeCloseTo(byHand * 1e-4, 9)
})

test('multipathPercent() is continuous where deep fading begins, and falls with depth', () => {
  for (const occurrence of [0.1, 3, 40, 400]) {
    const At = 25 + 1.2 * Math.log10(occurrence)
    const [below, above] = [At - 1e-7, At + 1e-7].map((A) => p530.multipathPercent(occurrence, A))
    expect(Math.abs(below / above - 1)).toBeLessThan(1e-5)
    let before = 101
    for (let A = 0; A < 50; A += 0.5) {
      const now = p530.multipathPercent(occurrence, A)
      expect(now).toBeLessThan(before)
      before = now
    }
  }
})

test('rainOutagePercent() undoes hopRainAttenuation(), and more margin never means less availability', () => {
  const rainy = { ...hop, frequencyGhz: 18, distanceKm: 12 }
  for (const p of [0.001, 0.01, 0.1, 0.9])
    expect(p530.rainOutagePercent(rainy, p530.hopRainAttenuation(rainy, p))).toBeCloseTo(p, 6)
  let before = 0
  for (let margin = 5; margin <= 60; margin++) {
    const { availableShare } = p530.hopAvailability(rainy, margin)
    expect(availableShare).toBeGreaterThanOrEqual(before)
    before = availableShare
  }
  expect(before).toBeGreaterThan(0.999)
  expect(p530.checkHop({ ...rainy, frequencyGhz: 300 })[0].message).toContain(
    'from 1 GHz to 100 GHz',
  )
})

test('multipathOccurrence() with map values grows with K in proportion', () => {
  const once = p530.multipathOccurrence(
    { ...hop, meanGroundMeters: 100 },
    { kind: 'maps', K: 1e-5, dN75: 20 },
  )
  const twice = p530.multipathOccurrence(
    { ...hop, meanGroundMeters: 100 },
    { kind: 'maps', K: 2e-5, dN75: 20 },
  )
  expect(twice / once).toBeCloseTo(2, 9)
  const gentle = p530.selectiveOutagePercent(hop, 10, {
    widthGhz: 0.028,
    depthDb: 20,
    delayNs: 6.3,
  })
  expect(gentle).toBeGreaterThan(0)
})

const terrain = seededTerrain(4, {
  levels: 8,
  cellDegrees: 1 / 1200,
  north: 0.21,
  reliefMeters: 150,
})
const settings = {
  terrain,
  receiverMeters: 1.5,
  frequencyMhz: 1800,
  cells: { extent: { west: 10.02, east: 10.2, south: 0.01, north: 0.19 }, width: 60, height: 60 },
  stepMeters: 100,
  bandwidthMhz: 20,
  noiseFigureDb: 7,
  loadShare: 1,
}
const sector = (id: string, lon: number, lat: number, azimuthDegrees: number): Sector => ({
  id,
  lon,
  lat,
  heightMeters: 30,
  antenna: { ...macroSector, azimuthDegrees },
  transmitDbm: 43,
  radiusMeters: 6000,
})

test('Network after edits equals a network built anew', async () => {
  const edited = new Network(settings)
  await edited.set(sector('a', 10.08, 0.08, 0))
  await edited.set(sector('b', 10.12, 0.12, 180))
  await edited.set(sector('c', 10.1, 0.06, 90))
  await edited.set({ ...sector('b', 10.12, 0.12, 200), transmitDbm: 40 })
  await edited.set({ ...sector('a', 10.08, 0.08, 0), heightMeters: 45 })
  edited.remove('c')
  const anew = new Network(settings)
  await anew.set({ ...sector('a', 10.08, 0.08, 0), heightMeters: 45 })
  await anew.set({ ...sector('b', 10.12, 0.12, 200), transmitDbm: 40 })
  expect(edited.sectorIds).toEqual(['a', 'b'])
  expect(edited.bestDbm).toEqual(anew.bestDbm)
  expect(edited.bestSector).toEqual(anew.bestSector)
  expect(edited.sinrDb).toEqual(anew.sinrDb)
})

test('Network: a second sector on the same channel never raises SINR where the first still serves', async () => {
  const network = new Network(settings)
  await network.set(sector('a', 10.08, 0.08, 0))
  const alone = network.sinrDb.slice()
  await network.set(sector('b', 10.12, 0.12, 180))
  let compared = 0
  for (let i = 0; i < alone.length; i++) {
    if (network.bestSector[i] !== 0) continue
    expect(network.sinrDb[i]).toBeLessThanOrEqual(alone[i] + 1e-4)
    compared++
  }
  expect(compared).toBeGreaterThan(50)
  expect(network.bestDbm[0]).toBe(Number.NEGATIVE_INFINITY)
})

test('peopleByLevel() keeps the unknown apart', () => {
  const levels = Float32Array.from([-70, -90, -100, Number.NEGATIVE_INFINITY, Number.NaN])
  const people = Float32Array.from([1, 2, 4, 8, 16])
  expect(peopleByLevel(levels, people, [-80, -95])).toEqual({
    byClass: [1, 2],
    below: 12,
    unknown: 16,
  })
})
