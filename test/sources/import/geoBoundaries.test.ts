// Boundaries as geoBoundaries writes them (GeoJSON: shapeName, shapeISO, shapeID, shapeGroup, shapeType), for a
// made-up country: names, ids and levels are found without a word in the study.
import { expect, test } from 'vitest'
import { gather } from '#sources/gather.ts'
import { recognizeFiles } from '#sources/recognize/draft.ts'

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))

const box = (west: number, east: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, -10],
      [east, -10],
      [east, -9],
      [west, -9],
      [west, -10],
    ],
  ],
})

/** One level as its own file, as geoBoundaries publishes it. */
const level = (type: string, shapes: readonly (readonly [string, string, number, number])[]) =>
  encode({
    type: 'FeatureCollection',
    crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:OGC:1.3:CRS84' } },
    features: shapes.map(([name, iso, west, east], i) => ({
      type: 'Feature',
      properties: {
        shapeName: name,
        shapeISO: iso,
        shapeID: `9031B${type}${i}`,
        shapeGroup: 'XTA',
        shapeType: type,
      },
      geometry: box(west, east),
    })),
  })

const files = new Map([
  ['geoBoundaries-XTA-ADM1.geojson', level('ADM1', [['North', 'XT-N', 40, 41]])],
  [
    'geoBoundaries-XTA-ADM2.geojson',
    level('ADM2', [
      ['Ari', '', 40, 40.5],
      ['Beno', '', 40.5, 41],
    ]),
  ],
  [
    'schools.csv',
    new TextEncoder().encode('school,lat,lon\nAri School,-9.5,40.2\nBeno School,-9.5,40.7\n'),
  ],
])

test('gather() reads geoBoundaries by its own names: levels by shapeType, ids by shapeID, names by shapeName', async () => {
  const { recognized } = await recognizeFiles(files)
  expect(recognized.map(({ source }) => source.as)).toEqual(['areas', 'areas', 'sites'])
  const country = { iso3: 'XTA', name: 'Taruva' }
  for (const sources of [
    recognized.map(({ source }) => source),
    [
      { file: 'geoBoundaries-XTA-ADM1.geojson', as: 'areas' as const },
      { file: 'geoBoundaries-XTA-ADM2.geojson', as: 'areas' as const },
      { file: 'schools.csv', as: 'sites' as const, kind: 'school' as const },
    ],
  ]) {
    const { country: made, problems } = await gather(
      { id: 'x', title: 'x', country, sources },
      files,
    )
    expect(problems.filter(({ level: of }) => of === 'error')).toEqual([])
    const { name, level: levels, parent, id } = made.areas.table
    expect([...name]).toEqual(['North', 'Ari', 'Beno'])
    expect([...levels]).toEqual([1, 2, 2])
    expect([...parent]).toEqual([-1, 0, 0])
    expect(id[1]).toBe('9031BADM20')
    expect([...made.sites.area].map((area) => name[area])).toEqual(['Ari', 'Beno'])
  }
})
