// The radio room at size: laws over many seeded terrains, and the area engine at the bench's settings.
import { expect, test } from 'vitest'
import { seededRandom } from '#base/random.ts'
import { areaLoss } from '#radio/area.ts'
import { lineOfSight } from '#radio/lineOfSight.ts'
import { p1812Loss } from '#radio/p1812.ts'
import type { RadioPath } from '#radio/path.ts'
import { seededTerrain } from '../radio/seededTerrain.ts'

function hills(seed: number): RadioPath {
  const random = seededRandom(seed)
  const points = 60 + random.below(200)
  const length = 2 + random.share() * 120
  const relief = random.share() * 400
  const phase = random.share() * 6
  const distanceKm = Float64Array.from({ length: points }, (_, i) => (i * length) / (points - 1))
  const heightMeters = distanceKm.map(
    (d) => 500 + relief * Math.sin(d / 4 + phase) + relief * 0.15 * random.normal(),
  )
  const zone = new Uint8Array(points).fill(4)
  const coast = random.below(points)
  zone.fill(random.share() < 0.5 ? 1 : 3, 0, coast)
  return { distanceKm, heightMeters, zone }
}

test('p1812Loss() never falls with time and is reciprocal (seeds 1 to 2000)', () => {
  for (let seed = 1; seed <= 2000; seed++) {
    const path = hills(seed)
    const random = seededRandom(seed + 1e6)
    const inputs = {
      frequencyMhz: 30 * 200 ** random.share(),
      transmitterMeters: 1 + random.share() * 200,
      receiverMeters: 1 + random.share() * 50,
      polarization: random.share() < 0.5 ? (1 as const) : (2 as const),
      transmitter: [10, 40] as const,
      receiver: [10.5, 40.4] as const,
    }
    let before = Number.NEGATIVE_INFINITY
    for (const timePercent of [1, 3, 10, 30, 50]) {
      const { lossDb } = p1812Loss(path, { ...inputs, timePercent })
      expect(lossDb, `seed ${seed}, ${timePercent} %`).toBeGreaterThanOrEqual(before - 1e-9)
      before = lossDb
    }
    const length = path.distanceKm.at(-1)!
    const back = p1812Loss(
      {
        distanceKm: path.distanceKm.map((d) => length - d).reverse(),
        heightMeters: path.heightMeters.slice().reverse(),
        zone: path.zone!.slice().reverse(),
      },
      {
        ...inputs,
        timePercent: 50,
        transmitterMeters: inputs.receiverMeters,
        receiverMeters: inputs.transmitterMeters,
        transmitter: inputs.receiver,
        receiver: inputs.transmitter,
      },
    ).lossDb
    expect(Math.abs(back - before), `seed ${seed}, there and back`).toBeLessThan(1e-4)
  }
})

test('lineOfSight() never sees less from higher up (5,000 pairs, seed 11)', () => {
  const terrain = seededTerrain(11, {
    levels: 9,
    cellDegrees: 1 / 1200,
    north: 0.42,
    reliefMeters: 400,
  })
  const random = seededRandom(11)
  for (let i = 0; i < 5000; i++) {
    const place = () => ({ lon: 10 + random.share() * 0.4, lat: random.share() * 0.4 })
    const a = { ...place(), heightMeters: 5 + random.share() * 30 }
    const b = { ...place(), heightMeters: 5 + random.share() * 30 }
    const low = lineOfSight(terrain, a, b)
    const high = lineOfSight(terrain, a, { ...b, heightMeters: b.heightMeters + 10 })
    expect(high.clearanceMeters).toBeGreaterThanOrEqual(low.clearanceMeters - 1e-9)
  }
})

test('areaLoss() by sweep: rmse at most 0.25 dB and p95 at most 0.5 dB over 400 × 400 (seeds 1 to 3)', async () => {
  const half = 20_000 / 111_195
  const lon = 10 + 1024 / 3600
  const lat = 0.6 - 1024 / 3600
  for (let seed = 1; seed <= 3; seed++) {
    const request = {
      terrain: seededTerrain(seed, { levels: 11, north: 0.6, reliefMeters: 300, roughness: 0.5 }),
      transmitter: { lon, lat, heightMeters: 30 },
      receiverMeters: 1.5,
      frequencyMhz: 2600,
      cells: {
        extent: { west: lon - half, east: lon + half, south: lat - half, north: lat + half },
        width: 400,
        height: 400,
      },
      radiusMeters: 28_500,
      stepMeters: 50,
    }
    const [exact, sweep] = [await areaLoss(request, 'exact'), await areaLoss(request, 'sweep')]
    const off = Array.from(exact.values, (value, i) => Math.abs(value - sweep.values[i])).sort(
      (a, b) => a - b,
    )
    const rms = Math.sqrt(off.reduce((sum, value) => sum + value * value, 0) / off.length)
    expect(rms).toBeLessThan(0.25)
    expect(off[Math.floor(off.length * 0.95)]).toBeLessThan(0.5)
  }
}, 1_800_000)
