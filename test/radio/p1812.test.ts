// P.1812-6 against the validation set of its reference implementation, and the laws it must keep.
import { expect, test } from 'vitest'
import { seededRandom } from '#base/random.ts'
import { ductingPercent, inlandFactor } from '#radio/climate.ts'
import { checkP1812, locationDeviationDb, type P1812Inputs, p1812Loss } from '#radio/p1812.ts'
import { readP1812File } from '#radio/p1812File.ts'
import { checkPath, type RadioPath, zoneCodes, zoneStretches } from '#radio/path.ts'
import { hasVectors, vectorFiles, vectorText } from './vectors.ts'

const set = 'p1812-eeveetza-py1812-v8'

test.skipIf(!hasVectors(set))('p1812Loss() is within 1e-6 dB of all 63 validation cases', () => {
  let cases = 0
  let worst = 0
  for (const file of vectorFiles(set, 'profiles')) {
    const text = vectorText(set, 'profiles', file)
    const expected = text
      .slice(text.indexOf('{Begin of Measurements}'))
      .split(/\r?\n/)
      .map((line) => line.split(','))
      .filter((fields) => fields.length > 15 && /^\d/.test(fields[0]))
      .map((fields) => Number(fields[17]))
    readP1812File(text, file).cases.forEach(({ path, inputs }, i) => {
      worst = Math.max(worst, Math.abs(p1812Loss(path, inputs).lossDb - expected[i]))
      cases++
    })
  }
  expect(cases).toBe(63)
  expect(worst).toBeLessThan(1e-6)
})

/** Symbols that the log prints twice, told apart by their equation; `Lbd` is printed after eq (61) overwrote it. */
const keyOf = (name: string, equation: string): string | undefined => {
  if (equation === 'Eq (85)') return 'hst_n'
  if (equation === 'Eq (86)') return 'hsr_n'
  if (equation === 'Eq (37a)') return "h'tc"
  if (equation === 'Eq (37b)') return "h'rc"
  return ['Ptx', 'Gtx', 'Grx', 'Lbd', '#'].includes(name) ? undefined : name
}

test.skipIf(!hasVectors(set))('p1812Loss() gives every intermediate value of the logs', () => {
  let compared = 0
  for (const file of vectorFiles(set, 'profiles')) {
    readP1812File(vectorText(set, 'profiles', file), file).cases.forEach(({ path, inputs }, i) => {
      const { intermediate } = p1812Loss(path, inputs)
      const log = vectorText(set, 'intermediate', `${file.slice(0, -4)}_${i}_log.csv`)
      for (const line of log.split(/\r?\n/)) {
        const [label, equation, , value] = line.split(',')
        const key = keyOf(label?.split(' ')[0] ?? '', equation ?? '')
        if (key === undefined || key === '' || value === undefined || value === '') continue
        const reference = Number(value)
        const off = Math.abs(intermediate[key] - reference) / Math.max(1, Math.abs(reference))
        expect(off, `${key} of ${file} case ${i}`).toBeLessThan(1e-8)
        compared++
      }
    })
  }
  expect(compared).toBeGreaterThan(63 * 55)
})

const inputs: P1812Inputs = {
  frequencyMhz: 800,
  timePercent: 50,
  transmitterMeters: 40,
  receiverMeters: 10,
  polarization: 2,
  transmitter: [10, 50],
  receiver: [10.4, 50],
}

/** A seeded profile of a sum of waves and noise. */
function hills(seed: number, lengthKm: number, points = 120, relief = 150): RadioPath {
  const random = seededRandom(seed)
  const phase = random.share() * 6
  const distanceKm = Float64Array.from({ length: points }, (_, i) => (i * lengthKm) / (points - 1))
  const heightMeters = distanceKm.map(
    (d) => 300 + relief * Math.sin(d / 3 + phase) + relief * 0.2 * random.normal(),
  )
  return { distanceKm, heightMeters }
}

test('p1812Loss() never falls as the time percentage grows (seeds 1 to 40)', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const path = hills(seed, 5 + seed * 2)
    let before = Number.NEGATIVE_INFINITY
    for (const timePercent of [1, 2, 5, 10, 20, 30, 40, 50]) {
      const { lossDb } = p1812Loss(path, { ...inputs, timePercent })
      expect(lossDb, `seed ${seed} at ${timePercent} %`).toBeGreaterThanOrEqual(before - 1e-9)
      before = lossDb
    }
  }
})

test('p1812Loss() is the same there and back (seeds 1 to 40)', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const path = hills(seed, 8 + seed)
    const length = path.distanceKm.at(-1)!
    const back: RadioPath = {
      distanceKm: path.distanceKm.map((d) => length - d).reverse(),
      heightMeters: path.heightMeters.slice().reverse(),
    }
    const there = p1812Loss(path, inputs).lossDb
    const returned = p1812Loss(back, {
      ...inputs,
      transmitterMeters: inputs.receiverMeters,
      receiverMeters: inputs.transmitterMeters,
      transmitter: inputs.receiver,
      receiver: inputs.transmitter,
    }).lossDb
    expect(Math.abs(there - returned), `seed ${seed}`).toBeLessThan(1e-6)
  }
})

const flat = (lengthKm: number, zone?: number, points = 60): RadioPath => ({
  distanceKm: Float64Array.from({ length: points }, (_, i) => (i * lengthKm) / (points - 1)),
  heightMeters: new Float64Array(points),
  ...(zone === undefined ? {} : { zone: new Uint8Array(points).fill(zone) }),
})

test('p1812Loss() of a short clear path is free space to 0.1 dB', () => {
  const { lossDb, intermediate } = p1812Loss(flat(0.5), {
    ...inputs,
    transmitterMeters: 60,
    receiverMeters: 60,
    frequencyMhz: 5000,
  })
  expect(intermediate.Lbfs).toBeCloseTo(92.4 + 20 * Math.log10(5) + 20 * Math.log10(0.5), 9)
  expect(Math.abs(lossDb - intermediate.Lbfs)).toBeLessThan(0.1)
})

test('p1812Loss() over the sea at 1 % of time is far below that over land', () => {
  const sea = p1812Loss(flat(150, zoneCodes.sea), { ...inputs, timePercent: 1 }).lossDb
  const land = p1812Loss(flat(150, zoneCodes.inland), { ...inputs, timePercent: 1 }).lossDb
  expect(land - sea).toBeGreaterThan(10)
})

test('p1812Loss() of a single knife edge is the Bullington loss of its ν', () => {
  const path = flat(20, undefined, 101)
  path.heightMeters[50] = 300
  const { intermediate } = p1812Loss(path, inputs)
  const clearance = 300 + (500 / intermediate.ae) * 100 - 25 // both antennas' mean height is 25 m
  const nu = clearance * Math.sqrt((0.002 * 20) / ((0.2998 / 0.8) * 100))
  const J = 6.9 + 20 * Math.log10(Math.sqrt((nu - 0.1) ** 2 + 1) + nu - 0.1)
  expect(intermediate.Lbulla50).toBeCloseTo(J + (1 - Math.exp(-J / 6)) * 10.4, 6)
})

test('ductingPercent() above 70° latitude is 4.17 μ1 μ4', () => {
  const mu1 = (10 ** (-50 / 16) + 10 ** (-5 * 0.496)) ** 0.2
  expect(ductingPercent(75, 50, 0)).toBeCloseTo(4.17 * mu1 * mu1 ** 0.3, 12)
  expect(ductingPercent(-75, 50, 0)).toBe(ductingPercent(75, 50, 0))
  expect(inlandFactor(0)).toBe(0)
})

test('locationDeviationDb() falls to 0 ten meters above the clutter', () => {
  expect(locationDeviationDb(600, 100, 1.5, 10)).toBeCloseTo(0.5344 * 100 ** 0.28, 9)
  expect(locationDeviationDb(600, 100, 20, 10)).toBe(0)
})

test('zoneStretches() puts a coast halfway between two points', () => {
  const path = { ...flat(10, zoneCodes.inland, 11) }
  path.zone!.set([1, 1, 1, 3], 0)
  const { omega, dtm, dlm } = zoneStretches(path)
  expect(omega).toBeCloseTo(0.25, 12)
  expect(dtm).toBeCloseTo(7.5, 12)
  expect(dlm).toBeCloseTo(6.5, 12)
})

test('checkP1812() names each fault with its range', () => {
  const path = hills(1, 10)
  path.heightMeters[7] = Number.NaN
  path.distanceKm[9] = path.distanceKm[8]
  const codes = checkP1812(path, { ...inputs, frequencyMhz: 9000, receiverMeters: 0 })
  expect(codes.map(({ code }) => code).sort()).toEqual([
    'path-not-increasing',
    'radio-out-of-range',
    'radio-out-of-range',
    'terrain-void',
  ])
  expect(codes.find(({ message }) => message.includes('9000'))?.message).toContain(
    'from 30 MHz to 6000 MHz',
  )
  expect(codes.find(({ code }) => code === 'terrain-void')?.at.row).toBe(8)
  expect(() => p1812Loss(path, inputs)).toThrow(RangeError)
  expect(
    checkPath({ distanceKm: new Float64Array(3), heightMeters: new Float64Array(2) })[0].code,
  ).toBe('path-length')
})
