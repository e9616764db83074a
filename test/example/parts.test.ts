import { fromArrayBuffer } from 'geotiff'
import { expect, test } from 'vitest'
import { seededRandom } from '#base/random.ts'
import { newHeap } from '#example/_heap.ts'
import { type Frame, type Ground, stepsFrom } from '#example/ground.ts'
import { countryCode, countryName, mayBeName, newNamer } from '#example/names.ts'
import { fractalNoise, noise, ridgedNoise } from '#example/noise.ts'
import { groupRings, outlineLabels, ringArea } from '#example/outline.ts'
import { shares } from '#example/people.ts'
import { keptPoints } from '#example/roadLines.ts'
import { weightedOrder } from '#example/towns.ts'
import { travelFrom } from '#example/travel.ts'
import { findRivers, routeWater } from '#example/water.ts'
import { writeGeoTiff } from '#geo/geoTiff.ts'

const frame = (width: number, height: number): Frame => ({
  width,
  height,
  west: 10,
  north: 20,
  cellDegrees: 0.5,
  cellKm: 1,
})

/** Land where the picture has no dot; labels are its digits. */
function picture(rows: readonly string[]): { ground: Ground; labels: Int32Array } {
  const cells = [...rows.join('')]
  const labels = Int32Array.from(cells, (c) => (c === '.' ? 0 : Number(c)))
  const island = labels.map((label) => (label === 0 ? 0 : 1))
  const ground: Ground = {
    ...frame(rows[0].length, rows.length),
    shape: Float32Array.from(labels, (label) => (label === 0 ? -1 : 1)),
    elevation: new Float32Array(cells.length),
    island,
    islandCells: [0, island.reduce((total, one) => total + one, 0)],
  }
  return { ground, labels }
}

test('newHeap() gives keys back in order (seed 11, 2,000 keys with repeats)', () => {
  const random = seededRandom(11)
  const heap = newHeap(4)
  const keys = Array.from({ length: 2000 }, () => random.below(500))
  for (const key of keys) heap.push(key, key * 2)
  const out: number[] = []
  while (heap.size() > 0) {
    const item = heap.pop()
    expect(item).toBe(heap.poppedKey() * 2)
    out.push(heap.poppedKey())
  }
  expect(out).toEqual([...keys].sort((a, b) => a - b))
})

test('noise() is 0 at whole coordinates, smooth between them and bounded by √2/2', () => {
  let most = 0
  for (let i = 0; i < 20_000; i++) {
    const x = i * 0.0317
    const y = i * 0.0713
    most = Math.max(most, Math.abs(noise(x, y, 5)))
    expect(Math.abs(noise(x + 1e-6, y, 5) - noise(x, y, 5))).toBeLessThan(1e-5)
  }
  expect(most).toBeGreaterThan(0.5)
  expect(most).toBeLessThanOrEqual(Math.SQRT1_2)
  expect(noise(3, -4, 5)).toBe(0)
  expect(noise(0.3, 0.4, 5)).not.toBe(noise(0.3, 0.4, 6))
})

test('fractalNoise() of one octave is noise(), ridgedNoise() has its crests where noise is 0', () => {
  expect(fractalNoise(0.3, 0.7, 9, 1)).toBe(noise(0.3, 0.7, 9))
  expect(ridgedNoise(3, 4, 9, 1)).toBe(0.55)
  for (let i = 0; i < 500; i++) {
    expect(ridgedNoise(i * 0.37, i * 0.11, 9, 6)).toBeGreaterThanOrEqual(0)
  }
})

test('routeWater() leads every cell of a bowl over its lowest lip to the sea', () => {
  const { ground } = picture(['.......', '.11111.', '.11111.', '.11111.', '.......'])
  const at = (x: number, y: number): number => y * 7 + x
  ground.elevation.fill(9)
  // A hollow in the middle; the lip to the east is the lowest, though the way south is shorter.
  ground.elevation[at(3, 2)] = 1
  ground.elevation[at(4, 2)] = 3
  ground.elevation[at(5, 2)] = 4
  const flow = routeWater(ground, ground.island, ground.elevation)
  expect(flow.order.length).toBe(15)
  expect(flow.receiver[at(3, 2)]).toBe(at(4, 2))
  expect(flow.receiver[at(4, 2)]).toBe(at(5, 2))
  expect(flow.receiver[at(5, 2)]).toBe(at(6, 2))
  const place = new Map(Array.from(flow.order, (cell, i) => [cell, i]))
  let outflow = 0
  for (const cell of flow.order) {
    const below = flow.receiver[cell]
    if (ground.island[below] === 0) outflow += flow.upstreamCells[cell]
    else expect(place.get(below)).toBeLessThan(place.get(cell) as number)
  }
  expect(outflow).toBe(15)
})

test('findRivers() cuts a forked river at its confluence and keeps the larger branch as the river', () => {
  const { ground } = picture([
    '.........',
    '.1111111.',
    '.1111111.',
    '.1111111.',
    '.1111111.',
    '.........',
  ])
  const at = (x: number, y: number): number => y * 9 + x
  // Two valleys meet at (4, 3) and leave to the south; ridges everywhere else drain into them.
  for (const cell of ground.island.keys()) ground.elevation[cell] = 50
  const valley = [
    [at(4, 4), 1],
    [at(4, 3), 2],
    [at(3, 2), 3],
    [at(2, 2), 4],
    [at(2, 1), 6],
    [at(5, 2), 3],
    [at(6, 2), 4],
  ]
  for (const [cell, height] of valley) ground.elevation[cell] = height
  const flow = routeWater(ground, ground.island, ground.elevation)
  const rivers = findRivers(ground, flow, 2)
  const ends = rivers.map(({ cells }) => cells[cells.length - 1])
  expect(ends.filter((cell) => ground.island[cell] === 0).length).toBeGreaterThan(0)
  const trunk = rivers.find(({ cells }) => cells.includes(at(4, 4)))
  expect(trunk?.cells.slice(-2)).toEqual([at(4, 4), at(4, 5)])
  const branches = rivers.filter(({ cells }) => cells[cells.length - 1] === at(4, 3))
  expect(branches.length).toBeGreaterThanOrEqual(2)
  expect(branches.filter(({ river }) => river === trunk?.river).length).toBe(1)
  for (const { cells } of rivers) {
    for (let i = 1; i < cells.length; i++) expect(flow.receiver[cells[i - 1]]).toBe(cells[i])
  }
})

test('travelFrom() finds the cheapest ways: as cheap as relaxing every step until nothing changes', () => {
  const random = seededRandom(3)
  const size = 14
  const crossing = new Float32Array(size * size)
  for (let y = 1; y < size - 1; y++) {
    for (let x = 1; x < size - 1; x++) {
      crossing[y * size + x] = random.share() < 0.15 ? 0 : random.between(1, 9)
    }
  }
  const places = [size + 1, 5 * size + 9].filter((cell) => crossing[cell] > 0)
  const { cost, before, nearest } = travelFrom(frame(size, size), crossing, places)
  const expected = new Float64Array(size * size).fill(Number.POSITIVE_INFINITY)
  for (const place of places) expected[place] = 0
  for (let changed = true; changed; ) {
    changed = false
    for (let a = 0; a < crossing.length; a++) {
      if (crossing[a] === 0) continue
      for (const dy of [-1, 0, 1]) {
        for (const dx of [-1, 0, 1]) {
          const b = a + dy * size + dx
          if (a === b || crossing[b] === 0) continue
          const step = 0.5 * (crossing[a] + crossing[b]) * (dx !== 0 && dy !== 0 ? Math.SQRT2 : 1)
          if (expected[a] + step < expected[b] - 1e-12) {
            expected[b] = expected[a] + step
            changed = true
          }
        }
      }
    }
  }
  for (let cell = 0; cell < cost.length; cell++) {
    if (crossing[cell] === 0) continue
    if (expected[cell] === Number.POSITIVE_INFINITY) expect(nearest[cell]).toBe(-1)
    else expect(cost[cell]).toBeCloseTo(expected[cell], 9)
    if (before[cell] !== -1) expect(nearest[cell]).toBe(nearest[before[cell]])
  }
})

test('stepsFrom() counts steps of eight directions, -1 where no way leads', () => {
  const { ground } = picture(['......', '.11.1.', '......'])
  expect([...stepsFrom([7], ground.island, 6)].slice(6, 12)).toEqual([-1, 0, 1, -1, -1, -1])
})

test('outlineLabels() draws two neighbors with one border and the coast around both', () => {
  const { ground, labels } = picture(['.....', '.112.', '.112.', '.....'])
  const { ringsForLabel, coast } = outlineLabels(ground, labels, 2)
  expect([ringsForLabel[0].length, ringsForLabel[1].length, ringsForLabel[2].length]).toEqual([
    0, 1, 1,
  ])
  expect(coast.length).toBe(1)
  const areas = [ringsForLabel[1][0], ringsForLabel[2][0], coast[0]].map(ringArea)
  for (const area of areas) expect(area).toBeGreaterThan(0)
  expect(areas[0] + areas[1]).toBeCloseTo(areas[2], 12)
  // The coast cuts half a cell around 3 × 2 cells and its four corners: 6 - 4 × 1/8 cells.
  expect(areas[2] / 2).toBeCloseTo(0.25 * (6 - 4 / 8), 9)
})

test('groupRings() gives a hole to the land around it', () => {
  const { ground, labels } = picture([
    '.......',
    '.11111.',
    '.11111.',
    '.11211.',
    '.11111.',
    '.11111.',
    '.......',
  ])
  const { ringsForLabel, coast } = outlineLabels(ground, labels, 2)
  expect(groupRings(ringsForLabel[1]).map((group) => group.length)).toEqual([2])
  expect(groupRings(ringsForLabel[2]).map((group) => group.length)).toEqual([1])
  expect(groupRings(coast).map((group) => group.length)).toEqual([1])
})

test('writeGeoTiff() writes what an independent reader reads, whole numbers and fractions', async () => {
  const place = frame(70, 130)
  const whole = Int16Array.from({ length: 70 * 130 }, (_, i) => ((i * 7919) % 60000) - 30000)
  const parts = Float32Array.from({ length: 70 * 130 }, (_, i) => i / 7)
  for (const raster of [{ values: whole }, { values: parts, missing: -99999 }]) {
    const tiff = await fromArrayBuffer(
      writeGeoTiff({ ...place, dLon: place.cellDegrees, dLat: place.cellDegrees }, raster).slice()
        .buffer,
    )
    const image = await tiff.getImage()
    expect([image.getWidth(), image.getHeight()]).toEqual([70, 130])
    expect(image.getBoundingBox()).toEqual([10, 20 - 130 * 0.5, 10 + 70 * 0.5, 20])
    expect(image.getGeoKeys()).toMatchObject({ GTModelTypeGeoKey: 2, GeographicTypeGeoKey: 4326 })
    expect(image.getGDALNoData()).toBe('missing' in raster ? -99999 : null)
    const [values] = (await image.readRasters()) as unknown as ArrayLike<number>[]
    expect(values).toEqual(raster.values)
  }
})

test('shares() gives whole numbers in proportion that add up', () => {
  expect([...shares(Float64Array.of(1, 1, 1), 10)]).toEqual([4, 3, 3])
  expect([...shares(Float64Array.of(5, 3, 2), 100)]).toEqual([50, 30, 20])
  const many = shares(
    Float64Array.from({ length: 999 }, (_, i) => 1 / (i + 1)),
    12_345,
  )
  expect(many.reduce((total, one) => total + one, 0)).toBe(12_345)
})

test('weightedOrder() draws every inner cell once, worthier ones sooner (seed 2)', () => {
  const worth = Float32Array.from({ length: 4000 }, (_, i) => (i % 2 === 0 ? 1 : 9))
  const inner = Uint8Array.from({ length: 4000 }, (_, i) => (i < 3000 ? 1 : 0))
  const order = [...weightedOrder(worth, inner, seededRandom(2))]
  expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 3000 }, (_, i) => i))
  // The first of two with worths 1 and 9 is the worthier in nine of ten draws.
  const first = order.slice(0, 300).filter((cell) => cell % 2 === 1).length
  expect(first).toBeGreaterThan(250)
  expect(first).toBeLessThan(290)
})

test('keptPoints() keeps ends, fixed points and what lies far from the line', () => {
  const line: [number, number][] = [
    [0, 0],
    [1, 0.05],
    [2, 0],
    [3, 1],
    [4, 0],
  ]
  expect(keptPoints(line, 0.1)).toEqual([0, 2, 3, 4])
  expect(keptPoints(line, 2, (i) => i === 1)).toEqual([0, 1, 4])
})

test('mayBeName() refuses countries and capitals', () => {
  for (const name of ['Tuvalu', 'Malta', 'Oslo', 'lima']) expect(mayBeName(name)).toBe(false)
  expect(mayBeName('Taruva')).toBe(true)
})

test('newNamer() gives 20,000 names without a repeat (seed 7), each pronounceable', () => {
  const namer = newNamer(seededRandom(7))
  const names = Array.from({ length: 20_000 }, (_, i) => namer.name(i < 300 ? 1 : 2))
  expect(new Set(names).size).toBe(20_000)
  expect(names.filter((name) => /[bcdfghjklmnpqrstvwxz]{4}|[aeiou]{4}/i.test(name))).toEqual([])
  expect(namer.take(names[0])).toBe(false)
})

test('countryCode() stays in the user range of ISO 3166-1 and off XK', () => {
  expect(countryCode('Taruva')).toBe('XTA')
  expect(countryCode('Kovanna')).toBe('XCO')
  const codes = Array.from({ length: 300 }, (_, seed) =>
    countryCode(countryName(seed, seededRandom(seed))),
  )
  expect(codes.filter((code) => !/^X[A-JL-Z][A-Z]$/.test(code))).toEqual([])
})
