// From files to a country: areas that hold points, settlements of cells, and whole example studies of
// 1,000, 10,000 and (with --large) 100,000 sites. Prints the least and the mean of a few rounds.
import { seededRandom } from '#base/random.ts'
import { countryDigest } from '#country/digest.ts'
import { makeExample } from '#example/makeExample.ts'
import { indexAreas } from '#geo/areaIndex.ts'
import { gather } from '#sources/gather.ts'
import { settlementsFrom } from '#sources/settlements.ts'
import { readStudy } from '#sources/studyFile.ts'

interface Timed {
  readonly least: number
  readonly mean: number
}

async function timed(rounds: number, run: () => unknown): Promise<Timed> {
  const seconds: number[] = []
  for (let i = 0; i < rounds; i++) {
    globalThis.gc?.()
    const startedAt = performance.now()
    await run()
    seconds.push((performance.now() - startedAt) / 1000)
  }
  return { least: Math.min(...seconds), mean: seconds.reduce((a, b) => a + b, 0) / rounds }
}

function show(name: string, size: number, { least, mean }: Timed): void {
  const each = (least / size) * 1e6
  console.log(
    `${name.padEnd(34)} ${String(size).padStart(9)} ${least.toFixed(3).padStart(9)} ${mean.toFixed(3).padStart(9)} ${each.toFixed(2).padStart(9)}`,
  )
}

console.log(`${''.padEnd(34)}      size   least s    mean s   µs each`)

const random = seededRandom(1)
const coast = (lon: number, corners: number): Float64Array => {
  const ring = new Float64Array(corners * 2 + 2)
  for (let i = 0; i < corners; i++) {
    const turn = (2 * Math.PI * i) / corners
    ring[2 * i] = lon + random.between(0.2, 0.25) * Math.cos(turn)
    ring[2 * i + 1] = -12 + random.between(0.2, 0.25) * Math.sin(turn)
  }
  ring.set(ring.subarray(0, 2), corners * 2)
  return ring
}
const areas = indexAreas([43, 43.6, 44.2].map((lon) => [[coast(lon, 5000)]]))
const count = 200_000
const lons = Float64Array.from({ length: count }, () => random.between(42.7, 44.5))
const lats = Float64Array.from({ length: count }, () => random.between(-12.3, -11.7))
const area = new Int32Array(count)
show(
  'areas that hold points',
  count,
  await timed(5, () => {
    for (let i = 0; i < count; i++) area[i] = areas.locate(lons[i], lats[i])
  }),
)
show(
  'nearest areas of points outside',
  20_000,
  await timed(3, () => {
    for (let i = 0, done = 0; done < 20_000; i++) {
      if (area[i] !== -1) continue
      areas.nearest(lons[i], lats[i], 5_000)
      done++
    }
  }),
)
const cells = {
  lon: lons,
  lat: lats,
  population: new Float64Array(count).fill(4),
  area,
  source: 0,
  origin: 'modeled' as const,
}
const places = Array.from({ length: 400 }, (_, i) => ({
  id: `p${i}`,
  name: `Place ${i}`,
  lon: lons[i],
  lat: lats[i],
  area: area[i],
  source: 0,
  kind: '',
  population: Number.NaN,
  isPart: false,
}))
show(
  'settlements of cells',
  count,
  await timed(3, () => settlementsFrom(cells, places, { gridMeters: 2000, leastPeople: 50 })),
)

for (const sites of process.argv.includes('--large') ? [1_000, 10_000, 100_000] : [1_000, 10_000]) {
  const files = makeExample({ sites, seed: 1 })
  const { value } = readStudy(files.get('study.json') as Uint8Array, 'study.json')
  if (value === undefined) throw new Error('The example is no study')
  let country = (await gather(value, files)).country
  show(
    'gather an example',
    sites,
    await timed(3, async () => {
      country = (await gather(value, files)).country
    }),
  )
  show('digest of its country', sites, await timed(3, () => countryDigest(country)))
}
