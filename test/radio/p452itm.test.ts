// P.452-18 and ITM against their reference implementations' cases.
import { expect, test } from 'vitest'
import { seededRandom } from '#base/random.ts'
import { checkItm, itmLoss } from '#radio/itm.ts'
import { readItmFiles } from '#radio/itmFiles.ts'
import { itmPaths } from '#radio/itmPaths.ts'
import { fillIrregularity, fillLines, groundLines } from '#radio/itmTerrain.ts'
import { checkP452, p452Loss } from '#radio/p452.ts'
import { readP452Files } from '#radio/p452Files.ts'
import { hasVectors, vectorFiles, vectorText } from './vectors.ts'

const p452 = 'p452-eeveetza-v18'
const itm = 'itm-ntia'

test.skipIf(!hasVectors(p452))('p452Loss() is within 1e-6 dB of all 595 validation cases', () => {
  let cases = 0
  let worst = 0
  for (const file of vectorFiles(p452, 'profiles')) {
    const results = vectorText(p452, 'results', file.replace('profile', 'result'))
    const [head, ...rows] = results.trim().split(/\r?\n/)
    const at = head.split(',').indexOf('Lb')
    const read = readP452Files(vectorText(p452, 'profiles', file), results, file, file)
    expect(read.problems).toEqual([])
    read.cases.forEach(({ path, inputs }, i) => {
      const expected = Number(rows[i].split(',')[at])
      worst = Math.max(worst, Math.abs(p452Loss(path, inputs).lossDb - expected))
      cases++
    })
  }
  expect(cases).toBe(595)
  expect(worst).toBeLessThan(1e-6)
})

test.skipIf(!hasVectors(itm))('itmLoss() is within 0.01 dB of NTIA’s five paths', () => {
  const cases = vectorText(itm, 'p2p.csv')
  const expected = cases
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => Number(line.split(',').at(-1)))
  const read = readItmFiles(vectorText(itm, 'pfls.csv'), cases, 'pfls.csv', 'p2p.csv')
  expect(read.cases).toHaveLength(5)
  read.cases.forEach(({ path, inputs }, i) => {
    expect(Math.abs(itmLoss(path, inputs).lossDb - expected[i])).toBeLessThan(0.01)
  })
})

test.skipIf(!hasVectors(itm))(
  'itmLoss() gives the driver’s table over reliability and confidence',
  () => {
    const table = [
      [110.9, 117.2, 129.1],
      [110.9, 117.4, 129.2],
      [110.9, 117.5, 129.3],
    ]
    const read = readItmFiles(
      vectorText(itm, 'cmd_examples', 'pfl.txt'),
      vectorText(itm, 'cmd_examples', 'i_p2ptls.txt'),
      'pfl.txt',
      'i_p2ptls.txt',
    )
    const { path, inputs } = read.cases[0]
    for (const [i, timePercent] of [10, 65, 90].entries())
      for (const [j, situationPercent] of [10, 60, 90].entries()) {
        const { lossDb, intermediate } = itmLoss(path, { ...inputs, timePercent, situationPercent })
        expect(Math.abs(lossDb - table[i][j])).toBeLessThan(0.0501)
        expect(intermediate.N_s).toBeCloseTo(251.5, 1)
        expect(intermediate.theta_hzn_tx).toBeCloseTo(-1.949, 3)
        expect(intermediate.delta_h__meter).toBeCloseTo(3.2, 1)
      }
  },
)

const lines = groundLines(500)
const paths = itmPaths(1)

/** `Δh` of a profile's own heights between two distances. */
function irregularityOf(y: Float64Array, xi: number, start: number, end: number): number {
  const np = y.length - 1
  const sampled = { xi, y, node: Int32Array.of(np), ground: y.subarray(np), fit: () => {} }
  paths.d[0] = np * xi
  // a tenth of the horizons counts as near, where the antennas are high
  paths.d_hzn.set([10 * start, 10 * (np * xi - end)])
  fillLines(lines, y, np + 1)
  fillIrregularity(paths, 1, lines, sampled, [1e6, 1e6])
  return paths.delta_h[0]
}

test('fillIrregularity() gives the range between the sorted deciles (seeds 1 to 200, one peak, flat)', () => {
  // 245 heights at the model's own places, the same from both ends, so that the fitted line is level
  const half = (height: (i: number) => number): Float64Array =>
    Float64Array.from({ length: 245 }, (_, i) => height(Math.min(i, 244 - i)))
  const scale = 1 - 0.8 * Math.exp(-(244 * 90) / 50e3)
  const deltaH = (heights: Float64Array): number => irregularityOf(heights, 90, 0, 244 * 90)
  for (let seed = 1; seed <= 200; seed++) {
    const random = seededRandom(seed)
    const drawn = Float64Array.from({ length: 123 }, () => random.normal() ** (1 + (seed % 5)) * 50)
    const heights = half((i) => drawn[i])
    const sorted = [...heights].sort((a, b) => b - a)
    expect(deltaH(heights)).toBeCloseTo((sorted[24] - sorted[220]) / scale, 8)
  }
  expect(deltaH(half((i) => (i === 122 ? 4000 : 0)))).toBe(0)
  expect(deltaH(half(() => 730))).toBe(0)
})

test('fillIrregularity() gives to the last bit the same whatever was read before it, and the sorted deciles about a fitted line (seeds 1 to 300)', () => {
  const wild = Float64Array.from({ length: 500 }, (_, i) => (i % 7) ** 5)
  const level = new Float64Array(500).fill(120)
  const before = [wild, level, wild.map((x) => -x), wild.map((x, i) => x * 1e-6 + i)]
  for (let seed = 1; seed <= 300; seed++) {
    const random = seededRandom(seed)
    const size = 10 ** ((seed % 9) - 4)
    let ground = 500
    const y = Float64Array.from({ length: 500 }, () => {
      ground += random.normal() * size
      return ground
    })
    const np = 20 + Math.floor(random.share() * 479)
    const start = (0.1 + random.share() * 8) * 50
    const end = (np - 0.05 - random.share()) * 50
    const alike = [1, 0.98, 1.015].map((share) => y.map((height) => height * share))
    const found = [...before, ...alike].map((other) => {
      irregularityOf(other.subarray(0, np + 1), 50, start, end)
      return irregularityOf(y.subarray(0, np + 1), 50, start, end)
    })
    for (const value of found) expect(value).toBe(found[0])
    // the same from its definition: heights at n places, their line by ITM's sums, sorted
    const p10 = Math.min(Math.max(4, Math.trunc(0.1 * ((end - start) / 50 + 8))), 25)
    const n = 10 * p10 - 5
    const heights = Array.from({ length: n }, (_, j) => {
      const x = (start + ((end - start) * j) / (n - 1)) / 50
      const i = Math.floor(x)
      return y[i] * (1 - (x - i)) + y[i + 1] * (x - i)
    })
    const middle = (n - 1) / 2
    let moment = 0
    for (const [j, height] of heights.entries())
      moment += height * (j - middle) * (j === 0 || j === n - 1 ? 0.5 : 1)
    const slope = (12 * moment) / (((n - 1) ** 2 + 2) * (n - 1))
    const sorted = heights.map((height, j) => height - slope * j).sort((a, b) => b - a)
    const range = sorted[p10 - 1] - sorted[n - p10]
    const scale = 1 - 0.8 * Math.exp(-(end - start) / 50e3)
    expect(found[0] / (range / scale), `seed ${seed}`).toBeCloseTo(1, 6)
  }
})

test('checkItm() and checkP452() name what is out of range', () => {
  const flat = { stepMeters: 100, heightMeters: new Float64Array(50) }
  const inputs = {
    frequencyMhz: 10,
    transmitterMeters: 0,
    receiverMeters: 2,
    polarization: 0,
    epsilon: 15,
    sigma: 0.005,
    N0: 301,
    climate: 5,
    mdvar: 5,
    timePercent: 50,
    locationPercent: 50,
    situationPercent: 50,
  } as const
  expect(checkItm(flat, inputs).map(({ message }) => message)).toEqual([
    expect.stringContaining('frequency 10 MHz: it is defined from 20 MHz to 20000 MHz'),
    expect.stringContaining('transmitter height 0 m'),
    expect.stringContaining('mode of variability 5'),
  ])
  const path = {
    distanceKm: Float64Array.from({ length: 6 }, (_, i) => i),
    heightMeters: new Float64Array(6),
  }
  const problems = checkP452(path, {
    frequencyGhz: 60,
    timePercent: 50,
    transmitterMeters: 10,
    receiverMeters: 10,
    polarization: 1,
    transmitter: [0, 0],
    receiver: [0, 0.1],
  })
  expect(problems[0].message).toContain('from 0.1 GHz to 50 GHz')
})

test('readP452Files() names the row of an unknown zone', () => {
  const { problems } = readP452Files(
    'head\n0,0,0,C,9\n',
    'f,p,htg,hrg\n1,50,10,10',
    'a.csv',
    'b.csv',
  )
  expect(problems[0].at).toEqual({ source: 'a.csv', table: '', row: 2 })
})
