// Sweeps by ITM against profiles of their own: the law at nodes, horizons that nearly tie, and areas.
import { expect, test } from 'vitest'
import { seededRandom } from '#base/random.ts'
import { rayToward, sampleRay } from '#geo/profile.ts'
import { tailSamples } from '#radio/areaGround.ts'
import {
  groundImpedance,
  itmEarthRadius,
  itmFreeSpaceLoss,
  itmLoss,
  meanHeight,
  surfaceRefractivity,
} from '#radio/itm.ts'
import { itmAreaLoss } from '#radio/itmArea.ts'
import { itmLink, itmPaths } from '#radio/itmPaths.ts'
import { referenceAttenuation } from '#radio/itmReference.ts'
import { ItmRadial } from '#radio/itmSweep.ts'
import { variabilityOf, variableAttenuation } from '#radio/itmVariability.ts'
import { seededTerrain } from './seededTerrain.ts'

const inputs = {
  frequencyMhz: 2600,
  transmitterMeters: 30,
  receiverMeters: 1.5,
  polarization: 1,
  epsilon: 15,
  sigma: 0.005,
  N0: 301,
  climate: 5,
  mdvar: 12,
  timePercent: 50,
  locationPercent: 50,
  situationPercent: 50,
} as const

type Inputs = Omit<typeof inputs, 'frequencyMhz' | 'transmitterMeters' | 'mdvar'> & {
  readonly frequencyMhz: number
  readonly transmitterMeters: number
  readonly mdvar: number
}

/** The largest difference, dB, between a radial's loss at its nodes and their own profiles'. */
function worstAtNodes(y: Float64Array, step: number, asked: Inputs = inputs): number {
  const count = y.length
  const antennas = [asked.transmitterMeters, asked.receiverMeters] as const
  const { frequencyMhz: f } = asked
  const radial = new ItmRadial(count, count, step, antennas, asked.N0)
  const paths = itmPaths(count)
  const A = new Float64Array(count)
  radial.y.set(y)
  radial.begin(count)
  let points = 0
  for (let node = 3 + tailSamples; node < count; node++, points++) {
    radial.node[points] = node
    radial.ground[points] = y[node]
    for (let b = 0; b < tailSamples; b++) radial.tail[points * tailSamples + b] = y[node - 1 - b]
  }
  radial.terrainTo(paths, points)
  const Z_g = groundImpedance(f, asked.epsilon, asked.sigma, asked.polarization)
  referenceAttenuation(paths, points, itmLink(f, Z_g, antennas))
  variableAttenuation(A, paths, points, variabilityOf(asked))
  let worst = 0
  for (let i = 0; i < points; i++) {
    const own = { stepMeters: step, heightMeters: y.subarray(0, radial.node[i] + 1) }
    const off = Math.abs(A[i] + itmFreeSpaceLoss(paths.d[i], f) - itmLoss(own, asked).lossDb)
    if (!(off <= worst)) worst = off
  }
  return worst
}

test('a sweep by ITM equals exact profiles at its nodes to 1e-6 dB (hills and mountains, four steps, 40 radials each)', () => {
  for (const reliefMeters of [40, 300, 900, 2500])
    for (const step of [30, 50, 90, 250]) {
      const hills = seededTerrain(step, {
        levels: 9,
        reliefMeters,
        roughness: 0.5,
        cellDegrees: step > 90 ? 1 / 300 : 1 / 1800,
        west: 10,
        north: step > 90 ? 1.7 : 0.28,
      })
      const y = new Float64Array(step === 30 ? 440 : step === 50 ? 260 : 150)
      for (let turn = 0; turn < 40; turn++) {
        const middle = step > 90 ? [10.85, 0.85] : [10.14, 0.14]
        sampleRay(hills, rayToward(middle[0], middle[1], turn * 9), step, y.length, y)
        for (let i = 0; i < y.length; i++) y[i] = Math.max(y[i], -400)
        const named = `relief ${reliefMeters} m, steps of ${step} m, turn ${turn}`
        expect(worstAtNodes(y, step), named).toBeLessThan(1e-6)
      }
    }
})

test('so it does over sea, plains, stairs and a lone ridge, from 20 MHz to 20 GHz, low masts and high, every mode of variability', () => {
  const shapes: ((i: number) => number)[] = [
    () => 0,
    () => 812,
    (i) => (i < 60 ? 0 : 35),
    (i) => Math.floor(i / 20) * 15,
    (i) => (i === 70 ? 240 : 3),
    (i) => (i * 7) % 5,
    (i) => 400 - 2 * i,
  ]
  const modes = [0, 1, 2, 3, 11, 12, 20, 33]
  for (const [k, shape] of shapes.entries())
    for (const [m, frequencyMhz] of [20, 450, 2600, 20_000].entries())
      for (const transmitterMeters of [1, 30, 400]) {
        const y = Float64Array.from({ length: 160 }, (_, i) => shape(i))
        const asked = { ...inputs, frequencyMhz, transmitterMeters, mdvar: modes[(k + m) % 8] }
        const named = `shape ${k}, ${frequencyMhz} MHz, ${transmitterMeters} m`
        expect(worstAtNodes(y, 120, asked), named).toBeLessThan(1e-6)
      }
})

test('so it does where two ridges are as steep as each other from either end (seeds 1 to 60)', () => {
  const np = 200
  const step = 90
  for (let seed = 1; seed <= 60; seed++) {
    const random = seededRandom(seed)
    const y = Float64Array.from({ length: np + 40 }, () => random.share() * 12)
    // high ground far behind, so that each path's own Earth is unlike the radial's largest and smallest
    for (let i = np + 5; i < y.length; i++) y[i] = 300 + random.share() * 600
    const near = 20 + Math.floor(random.share() * 60)
    const far = 120 + Math.floor(random.share() * 60)
    const fromReceiver = seed % 2 === 0
    const base = fromReceiver ? y[np] + inputs.receiverMeters : y[0] + inputs.transmitterMeters
    const lead = fromReceiver ? [np - far, np - near] : [far, near]
    y[lead[0]] = 90 + random.share() * 100
    // the other ridge as steep over the Earth of the path to `np`, which its own height moves a little
    for (let turn = 0; turn < 30; turn++) {
      const mean = meanHeight(y.subarray(0, np + 1))
      const bulge = 1 / (2 * itmEarthRadius(surfaceRefractivity(inputs.N0, mean)))
      const slope = (y[lead[0]] - base) / (far * step) - far * step * bulge
      y[lead[1]] = base + (slope + near * step * bulge) * near * step
    }
    const tie = y[lead[1]]
    for (const off of [-1e-2, -1e-4, -1e-6, 1e-6, 1e-4, 1e-2]) {
      y[lead[1]] = tie + off
      expect(worstAtNodes(y, step), `seed ${seed}, ${off} m`).toBeLessThan(1e-6)
    }
  }
})

test('itmAreaLoss() by sweep stays within 2 dB rms of exact profiles, and one part holds more points than are worked on together (seed 7)', async () => {
  const terrain = seededTerrain(7, {
    levels: 8,
    reliefMeters: 400,
    cellDegrees: 1 / 1200,
    west: 10,
    north: 0.21,
  })
  const itm = {
    terrain,
    transmitter: { lon: 10.1, lat: 0.1 },
    inputs,
    cells: {
      extent: { west: 10.02, east: 10.18, south: 0.02, north: 0.18 },
      width: 40,
      height: 40,
    },
    radiusMeters: 13_000,
    stepMeters: 90,
  }
  const [exact, sweep] = [await itmAreaLoss(itm, 'exact'), await itmAreaLoss(itm, 'sweep')]
  let square = 0
  for (let i = 0; i < exact.values.length; i++) square += (exact.values[i] - sweep.values[i]) ** 2
  expect(Math.sqrt(square / exact.values.length)).toBeLessThan(2)
  // One column of cells due north lies on one radial: its points fill several batches.
  const column = { west: 10.0999, east: 10.1001, south: 0.1, north: 0.2 }
  const narrow = { ...itm, cells: { extent: column, width: 1, height: 600 } }
  const [alone, swept] = [await itmAreaLoss(narrow, 'exact'), await itmAreaLoss(narrow, 'sweep')]
  expect(swept.values.filter((value) => value > 60 && value < 300).length).toBeGreaterThan(550)
  square = 0
  for (let i = 0; i < alone.values.length; i++) square += (alone.values[i] - swept.values[i]) ** 2
  expect(Math.sqrt(square / alone.values.length)).toBeLessThan(2)
})

test('itmAreaLoss() by sweep knows nothing in a void nor behind it, and elsewhere what it knew without one (seed 5)', async () => {
  const whole = seededTerrain(5, {
    levels: 8,
    reliefMeters: 300,
    cellDegrees: 1 / 1200,
    west: 10,
    north: 0.21,
  })
  const values = whole.values.slice()
  const isVoid = (lon: number, lat: number): boolean => Math.hypot(lon - 10.14, lat - 0.1) < 0.01
  for (let row = 0; row < whole.height; row++)
    for (let column = 0; column < whole.width; column++)
      if (isVoid(10 + column / 1200, 0.21 - row / 1200))
        values[row * whole.width + column] = Number.NaN
  const width = 40
  const asked = {
    terrain: whole,
    transmitter: { lon: 10.1, lat: 0.1 },
    inputs,
    cells: { extent: { west: 10.02, east: 10.18, south: 0.02, north: 0.18 }, width, height: width },
    radiusMeters: 13_000,
    stepMeters: 90,
  }
  const before = await itmAreaLoss(asked, 'sweep')
  const after = await itmAreaLoss({ ...asked, terrain: { ...whole, values } }, 'sweep')
  let behind = 0
  for (let i = 0; i < after.values.length; i++) {
    const lon = 10.02 + (((i % width) + 0.5) / width) * 0.16
    const lat = 0.18 - ((Math.floor(i / width) + 0.5) / width) * 0.16
    const east = lon - 10.1
    // how far the line to the cell passes from the middle of the void, at least a cell inside or outside
    const aside = Math.abs(lat - 0.1) * (0.04 / Math.hypot(east, lat - 0.1))
    if (isVoid(lon, lat) || (east > 0.052 && aside < 0.008)) {
      expect(after.values[i], `${lon} ${lat}`).toBeNaN()
      behind++
    } else if (east < 0.02 || aside > 0.013)
      expect(after.values[i], `${lon} ${lat}`).toBe(before.values[i])
  }
  expect(behind).toBeGreaterThan(60)
})
