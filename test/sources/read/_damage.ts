// A seeded mutator of files, and what must hold of whatever a reader makes of its work.
import { gunzipSync, unzipSync, zipSync } from 'fflate'
import { expect } from 'vitest'
import type { Problem } from '#base/problem.ts'
import { type Random, seededRandom } from '#base/random.ts'
import { nodeSqlite } from '#sources/nodeSqlite.ts'
import type { RawGeometry, RawGrid, RawTable } from '#sources/raw.ts'
import { readFile } from '#sources/read/file.ts'
import { readOsmPbf } from '#sources/read/osmPbf.ts'
import { fixture, utf8 } from './_bytes.ts'
import { networkCsv } from './_network.ts'

/** A way a file is damaged on its way: cut, flipped, overwritten, repeated, filled in. */
export const damages = ['cut', 'bits', 'zeros', 'repeated', 'inserted'] as const
export type Damage = (typeof damages)[number]

/** One damaged copy. */
export function damaged(bytes: Uint8Array, kind: Damage, random: Random): Uint8Array {
  const at = random.below(bytes.length)
  const span = 1 + random.below(Math.min(64, bytes.length - at))
  switch (kind) {
    case 'cut':
      return bytes.slice(0, at)
    case 'bits': {
      const copy = bytes.slice()
      const flips = 1 + random.below(8)
      for (let i = 0; i < flips; i++) copy[random.below(copy.length)] ^= 1 << random.below(8)
      return copy
    }
    case 'zeros':
      return bytes.slice().fill(0, at, at + span)
    case 'repeated':
      return joined(bytes.subarray(0, at + span), bytes.subarray(at))
    case 'inserted': {
      const noise = Array.from({ length: span }, () => random.below(256))
      return joined(bytes.subarray(0, at), Uint8Array.from(noise), bytes.subarray(at))
    }
  }
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** What a reader made of some bytes. */
export interface Outcome {
  readonly tables: readonly RawTable[]
  readonly grids: readonly RawGrid[]
  readonly problems: readonly Problem[]
}

/** A kind of file, a whole copy of it, and how much of any damage its format lets a reader see. */
export interface Kind {
  readonly name: string
  readonly bytes: Uint8Array
  readonly read: (bytes: Uint8Array) => Promise<Outcome>
  /** Damage of these ways is always told, unless what comes out is whole. */
  readonly told: readonly Damage[]
  /** Lengths at which a cut file is whole again, only shorter. */
  readonly seams: readonly number[]
}

const schools = `id,name,lat,lon,pupils\n${Array.from(
  { length: 40 },
  (_, i) =>
    `${i},"School ""${i}"", north",${-11 - i / 64},${43 + i / 32},${i % 5 === 0 ? '<NA>' : i * 7}`,
).join('\n')}\n`

/** A made-up package of the Open Fibre Data Standard. */
const network = JSON.stringify({
  networks: [
    {
      id: 'n',
      name: 'Ari Net',
      nodes: Array.from({ length: 20 }, (_, i) => ({
        id: `n${i}`,
        name: `Node ${i}`,
        status: 'operational',
        location: { type: 'Point', coordinates: [43 + i / 32, -11 - i / 64] },
        networkProviders: [{ id: 'o', name: 'Ari Net' }],
      })),
      spans: Array.from({ length: 19 }, (_, i) => ({
        id: `s${i}`,
        start: `n${i}`,
        end: `n${i + 1}`,
        route: {
          type: 'LineString',
          coordinates: [
            [43 + i / 32, -11 - i / 64],
            [43 + (i + 1) / 32, -11 - (i + 1) / 64],
          ],
        },
      })),
    },
  ],
})

/** What an interface gives: a list of objects among other members. */
const list = JSON.stringify({
  count: 40,
  results: Array.from({ length: 40 }, (_, i) => ({
    school_name: `School ${i}`,
    at: { lat: -11 - i / 64, lng: 43 + i / 32 },
    pupils: i * 7,
  })),
})

/** Several kinds of files in one zip, as they are sent. */
const parcel = (): Uint8Array =>
  zipSync({
    'data/schools.csv': utf8(schools),
    'data/places.kml': fixture('places.kml'),
    ...unzipSync(fixture('areas.shp.zip')),
  })

const byFormat = (name: string) => async (bytes: Uint8Array) => {
  const { value, problems } = await readFile(bytes, name, { sql: nodeSqlite })
  return { tables: value?.tables ?? [], grids: value?.grids ?? [], problems }
}

const byOsm = async (bytes: Uint8Array) => {
  const every = () => true
  const wanted = { node: every, way: every, relation: every, keys: ['name', 'highway'] }
  const { value, problems } = await readOsmPbf(bytes, 'town.osm.pbf', wanted)
  return {
    tables: value === undefined ? [] : [value.nodes, value.ways, value.relations],
    grids: [],
    problems,
  }
}

/** Where the blocks of a PBF end: a block less, and the file is as good as before. */
function blockEnds(bytes: Uint8Array): number[] {
  const ends: number[] = []
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < bytes.length; ) {
    const header = bytes.subarray(at + 4, at + 4 + view.getUint32(at))
    // 0x0a: its type, a text; 0x18: the size of what follows, a varint of at most two bytes here.
    const size = header.subarray(2 + header[1] + 1)
    at += 4 + header.length + (size[0] & 127) + (size[0] > 127 ? size[1] * 128 : 0)
    ends.push(at)
  }
  return ends
}

/** The CSV tables of a network as they are brought together: stored, not deflated. */
function networkZip(): Uint8Array {
  const files = Object.entries(networkCsv('0.4')).map(([name, text]) => [name, utf8(text)] as const)
  return zipSync(Object.fromEntries(files), { level: 0, mtime: new Date(1980, 0, 1) })
}

function kind(
  name: string,
  told: readonly Damage[] = [],
  bytes = fixture(name),
  read = byFormat(name),
): Kind {
  return { name, bytes, read, told, seams: name.endsWith('.pbf') ? blockEnds(bytes) : [] }
}

/** Every kind of file the readers know. */
export const kinds: readonly Kind[] = [
  kind('schools.csv', [], utf8(schools)),
  kind('schools-gdal.xlsx', damages),
  kind('everything.xlsx', damages),
  kind('schools-z.geojson', ['cut']),
  kind('schools.geojsonl'),
  kind('layers.gpkg', ['cut'], gunzipSync(fixture('layers.gpkg.gz'))),
  kind('layers.gpkg.gz', damages),
  kind('f32-lzw-p2-bigtiff.tif', ['cut']),
  kind('i16-deflate-p2-tiles.tif', ['cut']),
  kind('u8-packbits.tif', ['cut']),
  kind('f32-none-big-endian.tif', ['cut']),
  kind('f32-zstd-tiles.tif', ['cut']),
  kind('town.osm.pbf', ['cut'], fixture('town.osm.pbf'), byOsm),
  kind('town-plain.osm.pbf', ['cut'], fixture('town-plain.osm.pbf'), byOsm),
  kind('schools-utf8.shp.zip', damages),
  kind('areas.shp.zip', damages),
  kind('places.kml', ['cut']),
  kind('network.json', ['cut'], utf8(network)),
  kind('list.json', ['cut'], utf8(list)),
  kind('parcel.zip', damages, parcel()),
  kind('network-csv.zip', damages, networkZip()),
  kind('schools.parquet', ['cut']),
  kind('plain-snappy.parquet', ['cut']),
]

/** Everything that was read, in a form that can be compared. */
export function content({ tables, grids }: Outcome): unknown {
  return [
    tables.map(({ names, columns, geometry, crs, length }) => ({
      names,
      columns: names.map((name) => columns[name]),
      geometry: geometry?.map((one) => one && [one.type, flat(one)]),
      crs,
      length,
    })),
    grids.map(({ values, ...grid }) => ({ ...grid, values: Array.from(values) })),
  ]
}

function flat(geometry: RawGeometry): number[] {
  const numbers: number[] = []
  const walk = (part: unknown): void => {
    if (typeof part === 'number') numbers.push(part)
    else for (const inner of part as Iterable<unknown>) walk(inner)
  }
  walk(geometry.coordinates)
  return numbers
}

/** What holds of any outcome: whole columns, finite places, problems that say where and what to do. */
export function checkOutcome({ tables, grids, problems }: Outcome): void {
  for (const { names, columns, geometry, rowNumber, length } of tables) {
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(columns[name].length).toBe(length)
    if (rowNumber !== undefined) expect(rowNumber.length).toBe(length)
    if (geometry === undefined) continue
    expect(geometry.length).toBe(length)
    for (const one of geometry)
      if (one !== null) expect(flat(one).every(Number.isFinite)).toBe(true)
  }
  for (const { extent, width, height, values } of grids) {
    expect(values.length).toBe(width * height)
    expect(extent.west < extent.east && extent.south < extent.north).toBe(true)
  }
  for (const { at, message, cure, code, level } of problems) {
    expect(at.source).not.toBe('')
    expect(Number.isInteger(at.row) && at.row >= 0).toBe(true)
    expect(message).toMatch(/^[A-Z]/)
    expect(message).not.toMatch(/undefined|NaN|\n|\[object|\.$/)
    expect(cure).toMatch(/^[A-Z]/)
    expect(code).toMatch(/^[a-z0-9-]+$/)
    expect(['error', 'warning', 'note']).toContain(level)
  }
  // Nothing came out, and nobody is told why: that may never be.
  if (tables.length === 0 && grids.length === 0) {
    expect(problems.some(({ level }) => level === 'error')).toBe(true)
  }
}

/** Damages a kind of file so many times, and holds every outcome to the rules. */
export async function proveKind(
  { bytes, read, told, seams }: Kind,
  count: number,
  seed: number,
): Promise<number> {
  const sound = await read(bytes)
  const whole = content(sound)
  const own = new Set(sound.problems.map((problem) => JSON.stringify(problem)))
  let refused = 0
  for (let i = 0; i < count; i++) {
    const random = seededRandom(seed).fork(i)
    const way = damages[i % damages.length]
    const copy = damaged(bytes, way, random)
    const start = performance.now()
    const outcome = await read(copy)
    const where = `copy ${i} of seed ${seed} (${way})`
    expect(performance.now() - start, `${where} took long`).toBeLessThan(10_000)
    checkOutcome(outcome)
    const isRefused = outcome.problems.some(
      (problem) => problem.level === 'error' && !own.has(JSON.stringify(problem)),
    )
    if (isRefused) refused++
    else if (told.includes(way) && !(way === 'cut' && seams.includes(copy.length))) {
      expect(content(outcome), where).toEqual(whole)
    }
  }
  return refused
}
