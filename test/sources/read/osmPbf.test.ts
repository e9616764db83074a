import { describe, expect, test } from 'vitest'
import type { Polygon } from '#geo/shapes.ts'
import type { RawGeometry } from '#sources/raw.ts'
import { ringArea2 } from '#sources/read/_geometry.ts'
import { type OsmExtract, readOsmPbf } from '#sources/read/osmPbf.ts'
import { brief, fixture, mirror, real } from './_bytes.ts'

const everything = {
  node: () => true,
  way: () => true,
  relation: () => true,
  keys: ['name', 'highway', 'amenity'],
}

/** The extract, which must be there. */
async function extract(name: string, bytes: Uint8Array, wanted: Parameters<typeof readOsmPbf>[2]) {
  const read = await readOsmPbf(bytes, name, wanted)
  expect(read.problems.filter(({ level }) => level === 'error')).toEqual([])
  return read.value as OsmExtract
}

/** Area of a polygon in square degrees, holes taken away. */
const polygonArea = ([outer, ...holes]: Polygon) =>
  Math.abs(ringArea2(outer)) / 2 -
  holes.reduce((area, hole) => area + Math.abs(ringArea2(hole)) / 2, 0)

function area(geometry: RawGeometry | null): number {
  if (geometry?.type === 'Polygon') return polygonArea(geometry.coordinates)
  if (geometry?.type !== 'MultiPolygon') return 0
  return geometry.coordinates.reduce((sum, polygon) => sum + polygonArea(polygon), 0)
}

/** Length of a line in degrees. */
function length(geometry: RawGeometry | null): number {
  if (geometry?.type !== 'LineString') return 0
  const line = geometry.coordinates
  let sum = 0
  for (let i = 2; i < line.length; i += 2) {
    sum += Math.sqrt((line[i] - line[i - 2]) ** 2 + (line[i + 1] - line[i - 1]) ** 2)
  }
  return sum
}

// The town is fixtures/make.py's, packed by osmium: dense nodes and zlib, and plain nodes uncompressed.
describe.each(['town.osm.pbf', 'town-plain.osm.pbf'])('readOsmPbf() reads %s', (name) => {
  test('nodes with tags, in their places', async () => {
    const { nodes } = await extract(name, fixture(name), everything)
    expect(nodes.columns).toMatchObject({
      id: ['node/9', 'node/5000000001'],
      name: ['École de Moroni', null],
      amenity: ['school', null],
    })
    expect(nodes.geometry).toEqual([
      { type: 'Point', coordinates: [43.255, -11.695] },
      { type: 'Point', coordinates: [-179.9999999, 0.0000001] },
    ])
    expect(nodes.crs).toBe('EPSG:4326')
  })

  test('lines; areas where a closed way is one; a roundabout is none; nodes cut off are left out', async () => {
    const { value, problems } = await readOsmPbf(fixture(name), name, everything)
    expect(value?.ways.columns.id).toEqual(['way/13', 'way/14', 'way/15', 'way/16'])
    expect(value?.ways.geometry).toEqual([
      {
        type: 'LineString',
        coordinates: Float64Array.of(43.25, -11.7, 43.253, -11.697, 43.255, -11.695),
      },
      {
        type: 'Polygon',
        coordinates: [
          Float64Array.of(
            43.253,
            -11.697,
            43.257,
            -11.697,
            43.257,
            -11.693,
            43.253,
            -11.693,
            43.253,
            -11.697,
          ),
        ],
      },
      {
        type: 'LineString',
        coordinates: Float64Array.of(
          43.253,
          -11.697,
          43.257,
          -11.697,
          43.257,
          -11.693,
          43.253,
          -11.697,
        ),
      },
      { type: 'LineString', coordinates: Float64Array.of(43.25, -11.7, 43.26, -11.69) },
    ])
    expect(brief(problems)).toEqual(['note ways-cut 0', 'warning area-open 2'])
    expect(problems[1].message).toContain('Relation 21 does not close: 1 of its 2 ways')
  })

  test('areas from relations, with their holes; other relations have no geometry', async () => {
    const { relations } = await extract(name, fixture(name), everything)
    expect(relations.columns.id).toEqual(['relation/20', 'relation/21', 'relation/22'])
    expect(relations.geometry?.map((one) => one?.type)).toEqual([
      'MultiPolygon',
      undefined,
      undefined,
    ])
    // A square of a hundredth of a degree with a hole of four thousandths.
    expect(area(relations.geometry?.[0] ?? null)).toBeCloseTo(0.0001 - 0.000016, 12)
  })

  test('only what is wanted is kept', async () => {
    const { nodes, ways, relations } = await extract(name, fixture(name), {
      way: (tags) => tags.get('highway') === 'primary',
      keys: ['name'],
    })
    expect([nodes.length, ways.length, relations.length]).toEqual([0, 1, 0])
    expect(ways.names).toEqual(['id', 'name'])
    expect(ways.columns.name).toEqual(['Rue 13'])
  })

  test('a file cut short names the block', async () => {
    const bytes = fixture(name)
    const { value, problems } = await readOsmPbf(
      bytes.subarray(0, bytes.length - 9),
      name,
      everything,
    )
    expect(value).toBeUndefined()
    expect(brief(problems)).toEqual(['error file-truncated 4'])
  })
})

describe('readOsmPbf()', () => {
  test('the day the data speaks of', async () => {
    expect((await extract('town', fixture('town.osm.pbf'), everything)).date).toBe('2026-01-02')
  })

  test.each([
    ['an empty file', new Uint8Array()],
    ['text', new TextEncoder().encode('id,name\n1,a\n')],
    ['zeros', new Uint8Array(1000)],
  ])('%s is refused', async (_, bytes) => {
    const { value, problems } = await readOsmPbf(bytes, 'x', everything)
    expect(value).toBeUndefined()
    expect(problems[0].level).toBe('error')
  })

  test('a flipped bit in a block is found by its checksum', async () => {
    const bytes = fixture('town.osm.pbf')
    bytes[bytes.length - 30] ^= 4
    const { value, problems } = await readOsmPbf(bytes, 'x', everything)
    expect(value).toBeUndefined()
    expect(brief(problems)).toEqual(['error osm-unreadable 4'])
  })

  test('progress is told, and a stop is obeyed', async () => {
    const told: number[] = []
    const stop = new AbortController()
    const watch = {
      onProgress: ({ doneShare }: { doneShare: number }) => {
        told.push(doneShare)
        stop.abort()
      },
      signal: stop.signal,
    }
    await expect(readOsmPbf(fixture('town.osm.pbf'), 'x', everything, watch)).rejects.toThrow()
    expect(told.length).toBe(1)
  })
})

describe.skipIf(mirror === undefined)('readOsmPbf() reads real extracts as GDAL 3.6.2 does', () => {
  const comoros = 'comoros/comoros-latest-2021-04-08.osm.pbf'

  test('the roads of Comoros, within three seconds of work', async () => {
    const before = process.cpuUsage()
    const { ways, date } = await extract(comoros, real(comoros), {
      way: (tags) => tags.has('highway'),
      keys: ['highway'],
    })
    const { user, system } = process.cpuUsage(before)
    expect(date).toBe('2021-04-08')
    expect(ways.length).toBe(4378)
    const points = ways.geometry?.reduce(
      (sum, one) => sum + (one?.type === 'LineString' ? one.coordinates.length / 2 : 0),
      0,
    )
    expect(points).toBe(69_525)
    expect(ways.geometry?.reduce((sum, one) => sum + length(one), 0)).toBeCloseTo(
      15.792753903360293,
      9,
    )
    expect((user + system) / 1e6).toBeLessThan(3)
  })

  test('the buildings of Comoros, ways and relations', async () => {
    const { ways, relations } = await extract(comoros, real(comoros), {
      way: (tags) => tags.has('building'),
      relation: (tags) => tags.has('building'),
      keys: [],
    })
    expect([ways.length, relations.length]).toEqual([81_139, 5])
    const areas = [...(ways.geometry ?? []), ...(relations.geometry ?? [])].filter(
      (one) => area(one) > 0,
    )
    expect(areas.length).toBe(81_122)
    expect(areas.reduce((sum, one) => sum + area(one), 0)).toBeCloseTo(0.0005801987419049222, 12)
  })

  test.each([
    [
      comoros,
      {
        535790: 1.1771964396499994,
        2955018: 0.01745421840247127,
        2955050: 0.03547415322915064,
        2955051: 0.08419500803590159,
        12371759: 0.004834513930898227,
      },
      10,
    ],
    [
      'liechtenstein/liechtenstein.osm.pbf',
      {
        1155952: 0.003198836805525025,
        1155954: 0.0006359395547850973,
        1155955: 0.01903152894998066,
        1155956: 0.002049508827970155,
      },
      39,
    ],
  ])('the administrative areas of %s', async (name, areas, count) => {
    const { relations } = await extract(name, real(name), {
      relation: (tags) => tags.get('boundary') === 'administrative',
      keys: ['name', 'admin_level'],
    })
    expect(relations.length).toBe(count)
    for (const [id, expected] of Object.entries(areas)) {
      const row = relations.columns.id.indexOf(`relation/${id}`)
      expect(area(relations.geometry?.[row] ?? null)).toBeCloseTo(expected, 12)
    }
  })

  test('the streets of Helsinki’s center', async () => {
    const { ways } = await extract('helsinki', real('helsinki/helsinki_centre.osm.pbf'), {
      way: (tags) => tags.has('highway'),
      keys: [],
    })
    expect(ways.length).toBe(2650)
  })
})
