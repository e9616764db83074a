import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readGeoTiff } from '#sources/read/geoTiff.ts'

const folder = mkdtempSync(join(tmpdir(), 'silta-sight-'))
const study = join(folder, 'island')
afterAll(() => rmSync(folder, { recursive: true }))

function silta(...words: string[]) {
  const { status, stdout, stderr } = spawnSync('bin/silta', words, { encoding: 'utf8' })
  return { status, stdout, stderr }
}

/** Two places on opposite sides of the highest cell of the island, 4 km from it. */
let west: readonly [lon: number, lat: number]
let east: readonly [lon: number, lat: number]
let top: readonly [lon: number, lat: number]
beforeAll(() => {
  expect(silta('example', '--sites', '100', '--seed', '3', '--out', study).status).toBe(0)
  const bytes = readFileSync(join(study, 'elevation.tif'))
  const { value: grid } = readGeoTiff(bytes, 'elevation.tif')
  if (grid === undefined) throw new Error('The example has no elevation')
  const highest = grid.values.reduce((best, z, i) => (z > grid.values[best] ? i : best), 0)
  const { extent, width, height } = grid
  const lon = extent.west + ((highest % width) + 0.5) * ((extent.east - extent.west) / width)
  const lat =
    extent.north - (Math.floor(highest / width) + 0.5) * ((extent.north - extent.south) / height)
  top = [lon, lat]
  west = [lon - 0.04, lat]
  east = [lon + 0.04, lat]
})

function sightOf(first: number, second: number, ...more: string[]) {
  const ends = ['--from', `${west},${first}`, '--to', `${east},${second}`]
  const run = silta('radio', 'sight', study, ...ends, '--no-chain', '--json', ...more)
  return JSON.parse(run.stdout).pairs[0]
}

test('silta radio sight says how much higher clears a hop: by that it is clear, by less it is not', () => {
  const blocked = sightOf(5, 5)
  expect(blocked.clear).toBe(false)
  const { extraBothMeters: both, extraFirstMeters: first } = blocked
  expect(both).toBeGreaterThan(1)
  expect(sightOf(5 + both + 0.01, 5 + both + 0.01).clear).toBe(true)
  expect(sightOf(5 + both - 0.01, 5 + both - 0.01).clear).toBe(false)
  expect(sightOf(5 + first + 0.01, 5).clear).toBe(true)
  expect(sightOf(5 + first - 0.01, 5).clear).toBe(false)
  // Bare sight asks for less than sight with a Fresnel zone, a flatter ray over a smaller k for more.
  expect(sightOf(5, 5, '--fresnel', '0').extraBothMeters).toBeLessThan(both)
  expect(sightOf(5, 5, '--k', '0.7').extraBothMeters).toBeGreaterThan(both)
})

test('silta radio sight judges a table, goes around by relays, and draws what it found', () => {
  const pairs = join(folder, 'pairs.csv')
  const row = (id: string, from: string, to: string) => `${id},${from},${to}\n`
  const head = 'id,from_lon,from_lat,from_height_m,to_lon,to_lat,to_height_m\n'
  writeFileSync(
    pairs,
    head +
      row('over', `${west},5`, `${east},5`) +
      row('bad', `${west},nine`, `${east},5`) +
      row('sea', '0,0,20', '0.1,0,20') +
      row('far', '0,0,20', '90,0,20') +
      row('same', `${west},5`, `${west},9`),
  )
  const out = join(folder, 'out')
  const run = silta('radio', 'sight', study, '--pairs', pairs, '--out', out, '--json')
  expect(run.status).toBe(1)
  const { pairs: judged, problems } = JSON.parse(run.stdout)
  expect(
    judged.map((pair: { id: string; clear: boolean | null }) => [pair.id, pair.clear]),
  ).toEqual([
    ['over', false],
    ['sea', null],
  ])
  expect(problems.map((problem: { code: string }) => problem.code).sort()).toEqual([
    'hop-no-length',
    'hop-too-long',
    'sight-unknown',
    'value-impossible',
  ])
  expect(
    problems.find((problem: { code: string }) => problem.code === 'value-impossible').at.row,
  ).toBe(3)
  // The chain starts and ends where the hop does, over a relay at least.
  const [{ chain }] = judged
  expect(chain.length).toBeGreaterThan(2)
  expect([chain[0].lon, chain.at(-1).lon]).toEqual([west[0], east[0]])
  expect(readdirSync(out).sort()).toEqual(['sight-001.svg', 'sight-002.svg', 'sights.geojson'])
  const drawing = readFileSync(join(out, 'sight-001.svg'), 'utf8')
  expect(drawing).toContain('<title id="t">Hop over</title>')
  expect(drawing).not.toContain('NaN')
  expect(readFileSync(join(out, 'sight-002.svg'), 'utf8')).not.toMatch(/NaN|Infinity/)
})

test('silta radio view sees more from higher up, and writes what it saw', () => {
  const at = ['--at', `${top}`, '--radius-km', '8']
  const seenKm2 = (height: string): number =>
    JSON.parse(silta('radio', 'view', study, ...at, '--height', height, '--json').stdout).seenKm2
  const low = seenKm2('2')
  expect(low).toBeGreaterThan(0)
  expect(seenKm2('200')).toBeGreaterThan(low)
  const out = join(folder, 'view')
  const run = silta('radio', 'view', study, ...at, '--height', '2', '--out', out, '--json')
  const { value } = readGeoTiff(readFileSync(join(out, 'view.tif')), 'view.tif')
  const cells = value?.values.reduce((total, seen) => total + (seen === 1 ? 1 : 0), 0) ?? 0
  expect(cells).toBeGreaterThan(0)
  expect(JSON.parse(run.stdout).seenKm2).toBeCloseTo(low, 9)
  const drawn = readFileSync(join(out, 'view.svg'), 'utf8')
  expect(drawn).not.toMatch(/NaN|Infinity/)
  expect(drawn.match(/<path class="c0" d="M/g)).toHaveLength(1)
})

test('silta radio area writes for each technology rasters, contours and a drawing that agree with each other', () => {
  const out = join(folder, 'area')
  const run = silta(
    'radio',
    'area',
    study,
    '--cell',
    '400',
    '--out',
    out,
    '--workers',
    '2',
    '--json',
  )
  expect(run.status).toBe(0)
  const { technologies } = JSON.parse(run.stdout)
  expect(technologies.length).toBeGreaterThan(0)
  const names = technologies.flatMap(({ technology }: { technology: string }) => [
    `contours-${technology}.geojson`,
    `map-${technology}.svg`,
    `over-others-${technology}.tif`,
    `server-${technology}.tif`,
    `signal-${technology}.tif`,
  ])
  expect(readdirSync(out).sort()).toEqual(names.sort())
  // Threads share the ground and change nothing.
  const alone = join(folder, 'area-alone')
  const one = silta(
    'radio',
    'area',
    study,
    '--cell',
    '400',
    '--out',
    alone,
    '--workers',
    '1',
    '--json',
  )
  expect(one.stdout).toBe(run.stdout)
  for (const name of names)
    expect(readFileSync(join(alone, name)).equals(readFileSync(join(out, name)))).toBe(true)
  // Into a folder of these it may write again, before any work; beside anything else it may not.
  const nothing = join(folder, 'no-such-study')
  const again = (place: string) => silta('radio', 'area', nothing, '--out', place, '--json')
  expect(again(out).stdout).not.toContain('folder-not-empty')
  expect(again(study).stdout).toContain('folder-not-empty')
  for (const { technology, indoorsDbm, outdoorsDbm } of technologies) {
    const raster = (name: string) =>
      readGeoTiff(readFileSync(join(out, `${name}-${technology}.tif`)), name).value?.values ?? []
    const [level, server] = [raster('signal'), raster('server')]
    expect(level.some((dbm) => dbm >= indoorsDbm)).toBe(true)
    for (let i = 0; i < level.length; i++)
      if (level[i] > -200) expect(server[i]).toBeGreaterThanOrEqual(0)
    const drawn = readFileSync(join(out, `map-${technology}.svg`), 'utf8')
    expect(drawn).not.toMatch(/NaN|Infinity/)
    const cells = (at: number): number => {
      const path = drawn.match(new RegExp(`<path class="c${at}" d="([^"]*)"`))?.[1] ?? ''
      return [...path.matchAll(/h(\d+)v1/g)].reduce((sum, [, long]) => sum + Number(long), 0)
    }
    // The drawing takes every cell of so small a raster, so they can be counted there; the thresholds
    // in the document are rounded to 0.01 dB.
    const from = (dbm: number): number => level.filter((each) => each >= dbm).length
    expect(cells(0)).toBeGreaterThanOrEqual(from(indoorsDbm + 0.005))
    expect(cells(0)).toBeLessThanOrEqual(from(indoorsDbm - 0.005))
    expect(cells(0) + cells(1)).toBeGreaterThanOrEqual(from(outdoorsDbm + 0.005))
    expect(cells(0) + cells(1)).toBeLessThanOrEqual(from(outdoorsDbm - 0.005))
  }
})

test.each([
  ['half a hop', ['sight', '--from', '1,2,3'], 'give --from and --to'],
  ['a place without a height', ['sight', '--from', '1,2', '--to', '1,2,3'], 'height above ground'],
  ['a height of nothing', ['sight', '--from', '1,2,0', '--to', '1,2,3'], 'height above ground'],
  [
    'a frequency beyond the range',
    ['sight', '--from', '1,2,3', '--to', '1,2,3', '--frequency', '300'],
    'from 0.03 to 100',
  ],
  ['no place to look from', ['view'], 'such as 43.25,-11.70'],
])('silta radio exits 2 and says what was expected: %s', (_, [name, ...words], sentence) => {
  const run = silta('radio', name, study, ...words)
  expect(run.status).toBe(2)
  expect(run.stderr).toContain(sentence)
})

test('silta radio exits 1 where nothing is known of the ground, or the table is another', () => {
  const nowhere = silta('radio', 'view', study, '--at', '100,50', '--json')
  expect(nowhere.status).toBe(1)
  expect(JSON.parse(nowhere.stdout).problems[0].code).toBe('terrain-none')
  const table = join(folder, 'other.csv')
  writeFileSync(table, 'from_long,from_lat,from_height_m,to_lon,to_lat,to_height_m\n1,2,3,4,5,6\n')
  const other = silta('radio', 'sight', study, '--pairs', table, '--json')
  expect(other.status).toBe(1)
  expect(JSON.parse(other.stdout).problems[0].cure).toContain('Is "from_long" meant as from_lon?')
  const missing = silta('radio', 'sight', study, '--pairs', join(folder, 'none.csv'), '--json')
  expect(missing.status).toBe(1)
  expect(existsSync(join(folder, 'none.csv'))).toBe(false)
})
