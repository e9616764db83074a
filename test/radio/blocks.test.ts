// Scans by blocks against scans of every sample: whatever the ground and wherever a scan starts.
import { expect, test } from 'vitest'
import { seededRandom } from '#base/random.ts'
import {
  blockMaxima,
  highestAboveLine,
  largestNu,
  nuAt,
  slopesFromReceiver,
  slopesFromTransmitter,
} from '#radio/blocks.ts'
import { pathGeometry, terrainRoughness } from '#radio/geometry.ts'

/** Grounds of many kinds: noise, walks, plains with steps, the sea. */
function ground(kind: number, count: number, random: { share(): number }): Float64Array {
  let height = 100
  return Float64Array.from({ length: count }, (_, i) => {
    height += (random.share() - 0.5) * 20
    if (kind === 0) return random.share() * 300
    if (kind === 1) return height
    if (kind === 2) return i % 37 === 5 ? 40 : 10
    return 0
  })
}

const nothing = () => ({ flat: 0, curved: 0, at: 0 })

test('slopesFromTransmitter(), slopesFromReceiver(), highestAboveLine() and largestNu() find what reading every sample finds (seeds 1 to 60, any first sample)', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = seededRandom(seed)
    const interior = 3 + Math.floor(random.share() * 120)
    const shared = Math.max(1, interior - Math.floor(random.share() * 5))
    const z = ground(seed % 4, interior + 2, random)
    // Every third path is so long that the Earth's bulge counts within a block.
    const step = seed % 3 === 0 ? 2 : 0.05
    const d = Float64Array.from(z, (_, i) => i * step)
    const dtot = d[interior] + 0.6 * step
    const c = 500 / 8500
    const hts = z[0] + 1 + random.share() * 80
    const hrs = z[interior + 1] + 1 + random.share() * 20
    const line = (hrs - hts) / dtot
    const blocks = new Float64Array(z.length)
    blockMaxima(blocks, z, shared + 1)
    const inner = Array.from({ length: interior }, (_, k) => k + 1)
    const rests = (i: number) => dtot - d[i]
    const curvedT = (i: number) => (z[i] - hts) / d[i] - c * d[i]
    const curvedR = (i: number) => (z[i] - hrs) / rests(i) - c * rests(i)
    const nu = (i: number) => nuAt(z, i, d, dtot, hts, line, c)
    for (const first of [1, interior, 1 + Math.floor(random.share() * interior)]) {
      const where = `seed ${seed}, first ${first} of ${interior}`
      const r = nothing()
      slopesFromReceiver(r, d, z, blocks, shared, interior, dtot, hrs, c, first)
      expect(r.flat, where).toBeCloseTo(Math.max(...inner.map((i) => (z[i] - hrs) / rests(i))), 10)
      expect(r.curved, where).toBeCloseTo(Math.max(...inner.map(curvedR)), 10)
      expect(curvedR(r.at), where).toBeCloseTo(r.curved, 10)
      expect(highestAboveLine(d, z, blocks, shared, interior, hts, line, first), where).toBeCloseTo(
        Math.max(...inner.map((i) => z[i] - hts - line * d[i])),
        10,
      )
      const at = largestNu(z, blocks, d, shared, interior, dtot, hts, line, c, first)
      expect(nu(at), where).toBeCloseTo(Math.max(...inner.map(nu)), 9)
      const whole = new Float64Array(z.length)
      blockMaxima(whole, z, interior + 1)
      const t = nothing()
      slopesFromTransmitter(t, d, z, whole, interior, hts, c, first)
      expect(t.flat, where).toBeCloseTo(Math.max(...inner.map((i) => (z[i] - hts) / d[i])), 10)
      expect(t.curved, where).toBeCloseTo(Math.max(...inner.map(curvedT)), 10)
      expect(curvedT(t.at), where).toBeCloseTo(t.curved, 10)
    }
  }
})

test('slopesFromReceiver() finds the same sample wherever it starts, of equals the nearest', () => {
  // Two peaks of one slope from a receiver at 10 km, 0 m, over a flat Earth.
  const d = Float64Array.from({ length: 100 }, (_, i) => i * 0.1)
  const z = new Float64Array(100)
  z[40] = 6 * 4
  z[80] = 2 * 4
  const blocks = new Float64Array(100)
  blockMaxima(blocks, z, 100)
  for (let first = 1; first < 100; first++) {
    const found = nothing()
    slopesFromReceiver(found, d, z, blocks, 99, 99, 10, 0, 0, first)
    expect(found.at).toBe(80)
    expect(found.curved).toBeCloseTo(4, 12)
  }
})

test('largestNu() takes the last of equals, whatever sample it starts at', () => {
  // Flat ground between antennas of one height: the two samples in the middle are equals to the last bit.
  const d = Float64Array.from({ length: 41 }, (_, i) => i)
  const z = new Float64Array(41)
  const blocks = new Float64Array(41)
  blockMaxima(blocks, z, 41)
  for (let first = 1; first <= 40; first++)
    expect(largestNu(z, blocks, d, 40, 40, 41, 500, 0, 0.0625, first)).toBe(21)
})

test('terrainRoughness() is the highest ground above the smooth Earth from horizon to horizon (seeds 1 to 60, P.1812 eq 95)', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = seededRandom(seed)
    const h = ground(seed % 4, 20 + Math.floor(random.share() * 300), random)
    const tilt = (random.share() - 0.5) * 8
    for (let i = 0; i < h.length; i++) h[i] += 2000 + tilt * i
    const d = Float64Array.from(h, (_, i) => i * 0.08)
    const path = pathGeometry(d, h, h, 1 + random.share() * 30, 1.5, 8500)
    let highest = Number.NEGATIVE_INFINITY
    for (let i = path.lt; i <= path.lr; i++)
      highest = Math.max(
        highest,
        h[i] - path.hst - ((path.hsr - path.hst) * d[i]) / d[d.length - 1],
      )
    expect(terrainRoughness(path), `seed ${seed}`).toBeCloseTo(highest, 9)
  }
})

test('pathGeometry() fits the smooth Earth that trapezoids over the ground give (P.1812 eq 85 to 88)', () => {
  for (let seed = 1; seed <= 8; seed++) {
    const random = seededRandom(seed)
    const h = ground(seed % 4, 90, random)
    const d = Float64Array.from(h, (_, i) => i * 0.08)
    const { hst_n, hsr_n } = pathGeometry(d, h, h, 20, 5, 8500)
    // The line that best fits the ground between samples, straight, by least squares, at both ends.
    let [area, moment] = [0, 0]
    for (let i = 1; i < h.length; i++) {
      const [x0, x1, y0, y1] = [d[i - 1], d[i], h[i - 1], h[i]]
      area += ((x1 - x0) * (y0 + y1)) / 2
      moment += ((x1 - x0) * (y0 * (2 * x0 + x1) + y1 * (x0 + 2 * x1))) / 6
    }
    const length = d[d.length - 1]
    const slope = (12 * moment) / length ** 3 - (6 * area) / length ** 2
    expect(hst_n).toBeCloseTo(area / length - (slope * length) / 2, 8)
    expect(hsr_n).toBeCloseTo(area / length + (slope * length) / 2, 8)
  }
})
