// The area engine: sweeps against exact profiles, the model itself, workers, voids and the antimeridian.
import { expect, test } from 'vitest'
import type { Workers } from '#base/workers.ts'
import { rayToward, sampleRay, terrainProfile } from '#geo/profile.ts'
import { heightAt, levelForStep, terrainPyramid, terrainWindow } from '#geo/terrain.ts'
import { areaLoss, checkArea } from '#radio/area.ts'
import { tailSamples } from '#radio/areaGround.ts'
import type { AreaRequest } from '#radio/areaProfile.ts'
import { emptyGeometry, pathGeometry, terrainRoughness } from '#radio/geometry.ts'
import { p1812Loss } from '#radio/p1812.ts'
import { Radial } from '#radio/sweep.ts'
import { seededTerrain } from './seededTerrain.ts'

const terrain = seededTerrain(7, {
  levels: 8,
  reliefMeters: 400,
  cellDegrees: 1 / 1200,
  west: 10,
  north: 0.21,
})
const lon = 10.1
const lat = 0.1
const request: AreaRequest = {
  terrain,
  transmitter: { lon, lat, heightMeters: 30 },
  receiverMeters: 1.5,
  frequencyMhz: 2600,
  cells: { extent: { west: 10.02, east: 10.18, south: 0.02, north: 0.18 }, width: 40, height: 40 },
  radiusMeters: 13_000,
  stepMeters: 90,
}

test('Radial equals a profile of its own to 1e-6, at its nodes and where the last samples are a point’s own (seeds 1 to 16)', () => {
  for (let seed = 1; seed <= 16; seed++) {
    const hills = seededTerrain(seed, {
      levels: 8,
      reliefMeters: 500,
      cellDegrees: 1 / 1200,
      west: 10,
      north: 0.21,
    })
    const count = 110
    const ae = 8500
    const radial = new Radial(count, 0.09, 30, ae, true, true)
    sampleRay(hills, rayToward(lon, lat, seed * 41), 90, count, radial.h)
    for (let i = 0; i < count; i++) radial.g[i] = radial.h[i] + (i % 7 === 3 ? 12 : 0)
    const ground = radial.h.slice()
    const cover = radial.g.slice()
    radial.begin(count)
    const swept = emptyGeometry()
    const tail = new Float64Array(2 * tailSamples)
    for (let node = 5; node < count; node++) {
      const interior = node - 1
      // The path's own ground: the radial's, but for its last samples where the point lies beside it.
      const [h, g] = [ground.slice(0, node + 1), cover.slice(0, node + 1)]
      g[node] = h[node]
      for (let k = 0; k < tailSamples; k++) {
        const i = interior - k
        if (seed > 8 && i > 2) {
          h[i] += 60 * Math.sin(node * 3 + k)
          g[i] = h[i] + ((node + k) % 3) * 9
        }
        tail[k] = h[i]
        tail[tailSamples + k] = g[i]
      }
      radial.geometryTo(swept, interior, node * 0.09, ground[node], 1.5, tail)
      const alone = pathGeometry(radial.d.slice(0, node + 1), h, g, 30, 1.5, ae)
      for (const key of [
        'hst_n',
        'hsr_n',
        'hstd',
        'hsrd',
        'dlt',
        'dlr',
        'theta_t',
        'theta_r',
        'theta',
      ] as const)
        expect(swept[key], `${key}, seed ${seed}, node ${node}`).toBeCloseTo(alone[key], 6)
      expect(terrainRoughness(swept)).toBeCloseTo(terrainRoughness(alone), 6)
      for (const which of ['median', 'beta'] as const) {
        expect(swept[which].Stim).toBeCloseTo(alone[which].Stim, 6)
        const clear = alone[which].Stim < (alone.hrs - alone.hts) / alone.dtot
        if (clear) expect(swept[which].nuLambda).toBeCloseTo(alone[which].nuLambda, 6)
        else expect(swept[which].Srim).toBeCloseTo(alone[which].Srim, 6)
      }
    }
    radial.returnTail()
    expect(radial.h).toEqual(ground)
    expect(radial.g).toEqual(cover)
  }
})

test('areaLoss() by sweep is within 0.25 dB rms of exact profiles (seed 8, hills of 150 m)', async () => {
  const hills = seededTerrain(8, {
    levels: 8,
    reliefMeters: 150,
    roughness: 0.5,
    cellDegrees: 1 / 1200,
    west: 10,
    north: 0.21,
  })
  const gentle = { ...request, terrain: hills }
  const [exact, sweep] = [await areaLoss(gentle, 'exact'), await areaLoss(gentle, 'sweep')]
  let square = 0
  for (let i = 0; i < exact.values.length; i++) square += (exact.values[i] - sweep.values[i]) ** 2
  expect(Math.sqrt(square / exact.values.length)).toBeLessThan(0.25)
})

test('areaLoss() exact is p1812Loss() over the same samples', async () => {
  const cells = {
    extent: { west: 10.1, east: 10.1002, south: 0.1807, north: 0.1809 },
    width: 1,
    height: 1,
  }
  const one = await areaLoss({ ...request, cells, timePercent: 10, DN: 40 }, 'exact')
  const place = [10.1001, 0.1808] as const
  const { distanceMeters } = terrainProfile(terrain, [lon, lat], place, 90)
  const meters = distanceMeters.at(-1)!
  const interior = Math.floor(meters / 90 - 0.5)
  const distanceKm = Float64Array.from({ length: interior + 2 }, (_, i) =>
    i <= interior ? i * 0.09 : meters / 1000,
  )
  const heightMeters = new Float64Array(interior + 2)
  const bearing = (Math.atan2(0.0001, 0.0808) * 180) / Math.PI
  sampleRay(terrain, rayToward(lon, lat, bearing), 90, interior + 1, heightMeters)
  heightMeters[interior + 1] = heightAt(terrain, ...place)
  const { lossDb } = p1812Loss(
    { distanceKm, heightMeters },
    {
      frequencyMhz: 2600,
      timePercent: 10,
      transmitterMeters: 30,
      receiverMeters: 1.5,
      polarization: 1,
      transmitter: [lon, lat],
      receiver: place,
      DN: 40,
    },
  )
  expect(Math.abs(one.values[0] - lossDb)).toBeLessThan(1e-3)
})

test('areaLoss() gives the same bytes from one worker and from many out of order', async () => {
  const shuffled: Workers = {
    count: 3,
    async map(kernel, inputs) {
      const outputs = new Array(inputs.length)
      for (const i of [...inputs.keys()].sort((a, b) => ((a * 7) % 16) - ((b * 7) % 16)))
        outputs[i] = structuredClone(await kernel.run(structuredClone(inputs[i])))
      return outputs
    },
    async close() {},
  }
  for (const method of ['exact', 'sweep'] as const) {
    const alone = await areaLoss(request, method)
    const together = await areaLoss(request, method, shuffled)
    expect(Buffer.from(together.values.buffer).equals(Buffer.from(alone.values.buffer))).toBe(true)
  }
})

test('areaLoss() is NaN where terrain is missing and Infinity beyond the radius', async () => {
  const holes = { ...terrain, values: terrain.values.slice() }
  for (let row = 80; row < 110; row++)
    for (let x = 0; x < 257; x++) holes.values[row * 257 + x] = Number.NaN
  const { values } = await areaLoss({ ...request, terrain: holes, radiusMeters: 6000 }, 'sweep')
  expect(values.some((value) => Number.isNaN(value))).toBe(true)
  expect(values[0]).toBe(Number.POSITIVE_INFINITY)
  expect(checkArea({ ...request, frequencyMhz: 7000 })[0].message).toContain(
    'from 30 MHz to 6000 MHz',
  )
  // A gradient of 157 would turn the effective Earth inside out.
  for (const wrong of [{ DN: 157 }, { DN: Number.NaN }, { N0: 0 }, { locationSigmaDb: -1 }])
    expect(checkArea({ ...request, ...wrong }).map(({ code }) => code)).toEqual([
      'radio-out-of-range',
    ])
  const nowhere = checkArea({ ...request, transmitter: { lon: 50, lat: 0, heightMeters: 30 } })
  expect(nowhere[0].code).toBe('terrain-void')
})

test('areaLoss() stops when its signal aborts', async () => {
  const controller = new AbortController()
  const watch = {
    signal: controller.signal,
    onProgress: () => controller.abort(new Error('enough')),
  }
  await expect(areaLoss(request, 'sweep', undefined, watch)).rejects.toThrow('enough')
})

test('terrainWindow() spans tile borders and the antimeridian, and an area crosses both', async () => {
  const tile = (west: number, base: number) => ({
    extent: { west, east: west + 1, south: 0, north: 1 },
    width: 100,
    height: 100,
    values: Float32Array.from({ length: 10_000 }, (_, i) => base + (i % 100)),
    missing: -9999,
  })
  const window = terrainWindow([tile(179, 0), tile(-180, 100)], {
    west: 179.5,
    east: -179.5,
    south: 0.2,
    north: 0.8,
  })
  expect(heightAt(window, 179.995, 0.5)).toBeCloseTo(99, 3)
  expect(heightAt(window, -179.995, 0.5)).toBeCloseTo(100, 3)
  expect(heightAt(window, 180, 0.5)).toBeCloseTo(99.5, 3)
  const cells = {
    extent: { west: 179.9, east: -179.9, south: 0.4, north: 0.6 },
    width: 10,
    height: 10,
  }
  const across = {
    ...request,
    terrain: window,
    transmitter: { lon: 179.98, lat: 0.5, heightMeters: 30 },
    cells,
    radiusMeters: 30_000,
    stepMeters: 300,
  }
  const { values } = await areaLoss(across, 'sweep')
  expect(values.every((value) => value > 60 && value < 250)).toBe(true)
})

test('terrainPyramid() keeps the mean, and levelForStep() takes cells no wider than the step', () => {
  const pyramid = terrainPyramid(terrain, 4)
  expect(pyramid.map(({ width }) => width)).toEqual([257, 128, 64, 32])
  const { values } = terrain
  expect(pyramid[1].values[0]).toBeCloseTo(
    (values[0] + values[1] + values[257] + values[258]) / 4,
    3,
  )
  expect(levelForStep(pyramid, 200).width).toBe(128)
})

test('areaLoss() from a window’s corner, and over less than a step, is the same by sweep and exact near the mast, and unknown outside', async () => {
  const corner = { lon: terrain.west, lat: terrain.north, heightMeters: 30 }
  const around = (degrees: number) => ({
    extent: {
      west: corner.lon - degrees,
      east: corner.lon + degrees,
      south: corner.lat - degrees,
      north: corner.lat + degrees,
    },
    width: 21,
    height: 21,
  })
  for (const [radiusMeters, stepMeters, degrees] of [
    [120, 500, 0.001],
    [400, 100, 0.003],
    [2500, 90, 0.015],
  ] as const) {
    const wanted = {
      ...request,
      transmitter: corner,
      cells: around(degrees),
      radiusMeters,
      stepMeters,
    }
    const [exact, sweep] = [await areaLoss(wanted, 'exact'), await areaLoss(wanted, 'sweep')]
    let [known, unknown] = [0, 0]
    for (let cell = 0; cell < exact.values.length; cell++) {
      const [row, column] = [Math.floor(cell / 21), cell % 21]
      const value = exact.values[cell]
      if (value === Number.POSITIVE_INFINITY) continue
      const beyond = ((column - 10) * 2 * degrees) / 21 < -terrain.dLon / 2
      if (beyond || ((10 - row) * 2 * degrees) / 21 > terrain.dLat / 2) {
        expect(value, `${radiusMeters} m, cell ${column}, ${row}`).toBeNaN()
        unknown++
      } else {
        expect(value).toBeGreaterThan(30)
        expect(value).toBeLessThan(220)
        known++
      }
      if (radiusMeters < 3.5 * stepMeters) expect(sweep.values[cell]).toBe(value)
      else expect(Number.isNaN(sweep.values[cell])).toBe(Number.isNaN(value))
    }
    expect(known).toBeGreaterThan(50)
    if (degrees > terrain.dLon) expect(unknown).toBeGreaterThan(50)
  }
})
