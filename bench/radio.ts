// `npm run bench -- radio`: points per second of the area engine, lines of sight and viewsheds, and the
// ratio to the peers' figures at the same settings (400 × 400 over 40 × 40 km, steps of 50 m, 2.6 GHz,
// 30 m and 1.5 m, one thread). CPU time of the whole process, since the peers' times are too; the best of
// several runs, since other work slows all of them. Where gdal_viewshed is installed it runs over the same
// heights, as a yardstick between this machine and that of the peers' figures. Terrain: seeded hills.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededRandom } from '#base/random.ts'
import { macroSector } from '#radio/antennas.ts'
import { areaLoss } from '#radio/area.ts'
import type { AreaRequest } from '#radio/areaProfile.ts'
import { type ItmAreaRequest, itmAreaLoss } from '#radio/itmArea.ts'
import { SightFinder } from '#radio/lineOfSight.ts'
import { Network, type Sector } from '#radio/network.ts'
import { p1812Loss } from '#radio/p1812.ts'
import { viewshed } from '#radio/viewshed.ts'
import { seededTerrain } from '../test/radio/seededTerrain.ts'

const cpuMs = (): number => process.cpuUsage().user / 1000

/** Minimum and mean CPU time of a run, in ms, after one that warms up. */
async function measure(runs: number, work: () => unknown): Promise<{ min: number; mean: number }> {
  await work()
  const times: number[] = []
  for (let i = 0; i < runs; i++) {
    const from = cpuMs()
    await work()
    times.push(cpuMs() - from)
  }
  return { min: Math.min(...times), mean: times.reduce((a, b) => a + b, 0) / runs }
}

function row(name: string, min: number, mean: number, note: string): void {
  console.log(
    `${name.padEnd(34)} min ${min.toFixed(1).padStart(9)} ms  mean ${mean.toFixed(1).padStart(9)} ms  ${note}`,
  )
}

const rate = (count: number, ms: number): string => `${(count / ms).toFixed(1)}k/s`

function differences(a: Float32Array, b: Float32Array): string {
  const off: number[] = []
  let square = 0
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs(a[i] - b[i])
    if (!(difference < Number.POSITIVE_INFINITY)) continue
    off.push(difference)
    square += difference * difference
  }
  off.sort((x, y) => x - y)
  const p95 = off[Math.floor(off.length * 0.95)]
  return `rmse ${Math.sqrt(square / off.length).toFixed(3)} dB, p95 ${p95.toFixed(3)}, max ${off[off.length - 1].toFixed(1)}`
}

const terrain = seededTerrain(1, {
  levels: 11,
  west: 10,
  north: 0.6,
  reliefMeters: 300,
  roughness: 0.5,
})
const lon = 10 + 1024 / 3600
const lat = 0.6 - 1024 / 3600
const half = 20_000 / 111_195
const cells = {
  extent: { west: lon - half, east: lon + half, south: lat - half, north: lat + half },
  width: 400,
  height: 400,
}
const points = cells.width * cells.height
const p1812: AreaRequest = {
  terrain,
  transmitter: { lon, lat, heightMeters: 30 },
  receiverMeters: 1.5,
  frequencyMhz: 2600,
  cells,
  radiusMeters: 28_500,
  stepMeters: 50,
}

const profile = {
  distanceKm: Float64Array.from({ length: 201 }, (_, i) => i * 0.05),
  heightMeters: Float64Array.from(
    { length: 201 },
    (_, i) => terrain.values[1024 * terrain.width + i],
  ),
}
const single = await measure(3, () => {
  for (let i = 0; i < 2000; i++)
    p1812Loss(profile, {
      frequencyMhz: 2600,
      timePercent: 50,
      transmitterMeters: 30,
      receiverMeters: 1.5,
      polarization: 1,
      transmitter: [10, 0],
      receiver: [10.09, 0],
    })
})
row(
  'P.1812 path of 10 km, 50 m',
  single.min,
  single.mean,
  `${rate(2000, single.min)} with every intermediate value and checks`,
)

const exact = await measure(3, () => areaLoss(p1812, 'exact'))
row(
  'P.1812 area, exact',
  exact.min,
  exact.mean,
  `${rate(points, exact.min)}, ${(points / exact.min / 36.3).toFixed(2)} × crc-covlib's 36.3k/s, target 2`,
)
const sweep = await measure(25, () => areaLoss(p1812, 'sweep'))
row(
  'P.1812 area, sweep',
  sweep.min,
  sweep.mean,
  `${rate(points, sweep.min)}, ${(points / sweep.min / 36.3).toFixed(2)} × crc-covlib's 36.3k/s, target 10`,
)
const [exactGrid, sweepGrid] = [await areaLoss(p1812, 'exact'), await areaLoss(p1812, 'sweep')]
console.log(`  sweep against exact: ${differences(exactGrid.values, sweepGrid.values)}`)

const itm: ItmAreaRequest = {
  terrain,
  transmitter: { lon, lat },
  inputs: {
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
  },
  cells,
  radiusMeters: 28_500,
  stepMeters: 50,
}
const itmSweep = await measure(25, () => itmAreaLoss(itm, 'sweep'))
row(
  'ITM area, sweep',
  itmSweep.min,
  itmSweep.mean,
  `${rate(points, itmSweep.min)}, target 350k/s; ${(points / itmSweep.min / 47.6).toFixed(2)} × crc-covlib's 47.6k/s`,
)
const itmExact = await itmAreaLoss(itm, 'exact')
console.log(
  `  sweep against exact: ${differences(itmExact.values, (await itmAreaLoss(itm, 'sweep')).values)}`,
)

const random = seededRandom(1)
const pairs = Array.from({ length: 2000 }, () => {
  const x = 10.15 + random.share() * 0.25
  const y = 0.2 + random.share() * 0.25
  const turn = random.share() * 2 * Math.PI
  return [x, y, x + Math.cos(turn) * 0.135, y + Math.sin(turn) * 0.135] as const
})
const finder = new SightFinder(terrain, { stepMeters: 50 })
const sight = await measure(3, () => {
  for (const [x, y, x2, y2] of pairs)
    finder.find({ lon: x, lat: y, heightMeters: 30 }, { lon: x2, lat: y2, heightMeters: 30 })
})
row('Line of sight, 15 km', sight.min, sight.mean, `${rate(pairs.length, sight.min)} checks`)
const wide = pairs.map(
  ([x, y]) =>
    [10.02, 0.02, 10.02 + (x - 10.15) * 0.2 + 0.19, 0.02 + (y - 0.2) * 0.2 + 0.19] as const,
)
const sightWide = await measure(3, () => {
  for (const [x, y, x2, y2] of wide)
    finder.find({ lon: x, lat: y, heightMeters: 30 }, { lon: x2, lat: y2, heightMeters: 30 })
})
row(
  'Line of sight, 30 km',
  sightWide.min,
  sightWide.mean,
  `${rate(wide.length, sightWide.min)} checks, target 5k/s`,
)

const large = seededTerrain(3, {
  levels: 12,
  cellDegrees: 30 / 111_195,
  north: 1,
  reliefMeters: 900,
})
const shed = await measure(12, () =>
  viewshed(large, 2048, 2048, { observerMeters: 30, radiusMeters: 20_000 }),
)
/** CPU time of gdal_viewshed over the same heights, ms; nothing where it is not installed. */
function gdalViewshedMs({ width, height, values }: typeof large): number | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'silta-bench-'))
  try {
    writeFileSync(join(folder, 'dem.bin'), new Uint8Array(values.buffer))
    const map = 'map info = {UTM, 1, 1, 500000, 500000, 30, 30, 32, North, WGS-84}'
    const layout = 'bands = 1\nheader offset = 0\ndata type = 4\ninterleave = bsq\nbyte order = 0'
    writeFileSync(
      join(folder, 'dem.hdr'),
      `ENVI\nsamples = ${width}\nlines = ${height}\n${layout}\n${map}\n`,
    )
    const place = `-ox ${500000 + 30.0 * 2048.5} -oy ${500000 - 30.0 * 2048.5} -oz 30 -md 20000`
    const work = `gdal_viewshed -q ${place} -cc 0.75 dem.bin out.tif`
    const times: number[] = []
    for (let i = 0; i < 5; i++) {
      const script = `TIMEFORMAT=%U; time ${work}`
      const { status, stderr } = spawnSync('bash', ['-c', script], {
        cwd: folder,
        encoding: 'utf8',
      })
      if (status !== 0) return undefined
      times.push(Number(stderr.trim().split('\n').at(-1)) * 1000)
    }
    return Math.min(...times)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const gdal = gdalViewshedMs(large)
row(
  'Viewshed 4097², 30 m, 20 km',
  shed.min,
  shed.mean,
  `${(shed.min / 190).toFixed(2)} × gdal_viewshed's 190 ms there${gdal === undefined ? '' : `, ${(shed.min / gdal).toFixed(2)} × its ${gdal.toFixed(0)} ms here`}`,
)

const sectors: Sector[] = Array.from({ length: 100 }, (_, i) => ({
  id: `s${i}`,
  lon: 10.1 + (i % 10) * 0.04,
  lat: 0.1 + Math.floor(i / 10) * 0.04,
  heightMeters: 30,
  antenna: { ...macroSector, azimuthDegrees: (i * 120) % 360 },
  transmitDbm: 46,
  radiusMeters: 5000,
}))
const network = new Network({
  terrain,
  receiverMeters: 1.5,
  frequencyMhz: 2600,
  cells: {
    extent: { west: 10.02, east: 10.55, south: 0.05, north: 0.58 },
    width: 590,
    height: 590,
  },
  stepMeters: 100,
  bandwidthMhz: 20,
  noiseFigureDb: 7,
  loadShare: 0.5,
})
const from = cpuMs()
for (const sector of sectors) await network.set(sector)
const whole = cpuMs() - from
const edit = await measure(4, () =>
  network.set({ ...sectors[44], heightMeters: 30 + random.share() }),
)
row(
  'Network, one tower’s edit',
  edit.min,
  edit.mean,
  `whole of 100 sectors ${whole.toFixed(0)} ms, ${(whole / edit.min).toFixed(0)} × faster, target 50`,
)
const tilt = await measure(4, () =>
  network.set({ ...sectors[45], transmitDbm: 40 + random.share() }),
)
row(
  'Network, one power’s edit',
  tilt.min,
  tilt.mean,
  `${(whole / tilt.min).toFixed(0)} × faster than the whole`,
)
