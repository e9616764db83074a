// The operator's file: what it may say, what is refused with row and cure, and what pages and maps make of it.
import { describe, expect, test } from 'vitest'
import { makeSite } from '#faces/site/app.ts'
import { checkAreas, readTerritories, type Territories } from '#faces/site/territoryFile.ts'
import { publish } from '#faces/site/view.ts'
import { unpack } from '../../../web/src/map/unpack.ts'
import { tinyResult } from '../tinyResult.ts'

type Feature = readonly [properties: Readonly<Record<string, unknown>>, geometry?: unknown]

const box = (west: number, south: number, east: number, north: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
})
const file = (...features: readonly Feature[]): Uint8Array =>
  new TextEncoder().encode(
    JSON.stringify({
      type: 'FeatureCollection',
      features: features.map(([properties, geometry = null]) => ({
        type: 'Feature',
        properties,
        geometry,
      })),
    }),
  )
const read = (bytes: Uint8Array) => readTerritories(bytes, 'territories.geojson')
const right = (...features: readonly Feature[]): Territories => {
  const { value, problems } = read(file(...features))
  expect(problems).toEqual([])
  if (value === undefined) throw new Error('The file was refused')
  return value
}

describe('readTerritories()', () => {
  test('reads countries and areas, names in each language, with boundaries and without', () => {
    const { countries, areas } = right(
      [{ country: 'COM', name_fr: 'Union des Comores', name_en: null }],
      [{ country: 'XTA', name_ar: 'تاروفا' }, box(10, 1, 11, 2)],
      [{ country: 'XTA', area: 'A1', name_ar: 'ساحل هالفا' }],
    )
    expect(countries.get('COM')?.names).toEqual({ fr: 'Union des Comores' })
    expect(countries.get('COM')?.shape).toEqual([])
    expect(countries.get('XTA')?.extent).toEqual({ west: 10, south: 1, east: 11, north: 2 })
    expect(areas.get('XTA')?.get('A1')?.names).toEqual({ ar: 'ساحل هالفا' })
  })

  test('tells every fault with its row and a cure, and takes nothing of a file with one', () => {
    const { value, problems } = read(
      file(
        [{ country: 'ZZZ' }],
        [{ name_en: 'Nowhere' }],
        [{ country: 'COM', name_fr: 12 }],
        [{ country: 'COM' }],
        [{ country: 'FIN' }, { type: 'Point', coordinates: [25, 60] }],
        [{ country: 'SWE' }, box(170, 60, 190, 62)],
        [{ country: 'NOR' }],
      ),
    )
    expect(value).toBeUndefined()
    const told = problems.map(({ code, at }) => `${code} ${at.row}`)
    expect(told.toSorted()).toEqual([
      'territory-boundary 5',
      'territory-boundary 6',
      'territory-code 1',
      'territory-code 2',
      'territory-name 3',
      'territory-twice 4',
    ])
    for (const { at, message, cure } of problems) {
      expect(at.source).toBe('territories.geojson')
      expect(message).toMatch(/^["A-Z]/)
      expect(cure).not.toBe('')
    }
  })

  test('refuses meters of which nobody says what they are', () => {
    const bytes = file([{ country: 'COM' }, box(4_800_000, -1_300_000, 4_900_000, -1_200_000)])
    const codes = read(bytes).problems.map(({ level, code }) => `${level} ${code}`)
    expect(codes).toContain('error territory-boundary')
  })

  test('refuses what is no GeoJSON, and features that name no country, in one sentence each', () => {
    for (const text of ['', '{', '[]', '{"type":"Topology"}'])
      expect(read(new TextEncoder().encode(text)).problems.length).toBe(1)
    expect(read(file([{ ISO: 'COM' }])).problems.map(({ code }) => code)).toEqual([
      'territory-code',
    ])
  })

  test('notes a name in a language that the site does not speak, and goes on', () => {
    const { value, problems } = read(file([{ country: 'COM', name_sw: 'Komori' }]))
    expect(value?.countries.has('COM')).toBe(true)
    expect(problems.map(({ level, code }) => `${level} ${code}`)).toEqual([
      'note territory-language',
    ])
  })

  test('converts meters to degrees where the file says what they are in', () => {
    const text = new TextDecoder().decode(
      file([{ country: 'COM' }, box(4_800_000, -1_300_000, 4_900_000, -1_200_000)]),
    )
    const bytes = new TextEncoder().encode(
      JSON.stringify({
        ...JSON.parse(text),
        crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3857' } },
      }),
    )
    // x / R in degrees: 4,800,000 m / 6,378,137 m = 43.12°.
    expect(read(bytes).value?.countries.get('COM')?.extent?.west).toBeCloseTo(43.119, 3)
  })
})

test('checkAreas() names the rows of areas that a study does not have, and no others', () => {
  const territories = right(
    [{ country: 'XTA', area: 'A1' }],
    [{ country: 'XTA', area: 'B9' }],
    [{ country: 'COM', area: 'KM1' }],
  )
  const problems = checkAreas(territories, 't.geojson', (country, area) =>
    country === 'XTA' ? ['A1', 'A2', 'A3'].includes(area) : undefined,
  )
  expect(problems.map(({ code, at }) => `${code} ${at.row}`)).toEqual(['territory-area 2'])
})

describe('pages and maps', () => {
  const study = publish(tinyResult, [], {})
  const territories = right(
    [{ country: 'XTA', name_ar: 'تاروفا', name_en: 'Taruva Isles' }, box(9.9, 0.9, 11.1, 1.4)],
    [{ country: 'XOS', name_en: 'Ossera' }, box(11.15, 0.9, 12, 1.4)],
    [{ country: 'XVE' }, box(40, 0.9, 41, 1.4)],
    [{ country: 'XTA', area: 'A1', name_ar: 'ساحل هالفا' }, box(10, 1, 10.45, 1.3)],
  )
  const chosen = makeSite([study], { territories })
  const bare = makeSite([study])
  const get = async (site: typeof chosen, path: string): Promise<string> =>
    (await site.request(path)).text()

  test('call country and areas as the operator does, in the languages they give', async () => {
    expect(await get(chosen, '/')).toContain('<h1>Taruva Isles</h1>')
    expect(await get(chosen, '/ar')).toContain('<h1>تاروفا</h1>')
    expect(await get(chosen, '/fr')).toContain('<h1>Taruva</h1>')
    expect(await get(chosen, '/ar/areas/A1')).toContain('<bdi>ساحل هالفا</bdi></h1>')
    expect(await get(chosen, '/areas/A1')).toContain('<bdi>Halva Coast</bdi></h1>')
  })

  test('draw the operator’s boundary as land, with neighbors in sight and no others', async () => {
    const outline = /stroke="var\(--edge\)" stroke-width="2"/
    const pale = /opacity:\.55/
    expect(await get(chosen, '/map.svg')).toMatch(outline)
    expect(await get(chosen, '/map.svg')).toMatch(pale)
    expect(await get(bare, '/map.svg')).not.toMatch(outline)
    expect(await get(bare, '/map.svg')).not.toMatch(pale)
    const { land, neighbors, outline: drawn } = unpack(JSON.parse(await get(chosen, '/map.json')))
    const ringOf = (source: typeof land, polygon = 0): unknown => {
      const { geometry } = source.features[0]
      return geometry.type === 'MultiPolygon' ? geometry.coordinates[polygon]?.[0]?.[0] : undefined
    }
    expect(ringOf(land)).toEqual([9.9, 0.9])
    expect(ringOf(drawn)).toEqual([9.9, 0.9])
    expect(ringOf(neighbors)).toEqual([11.15, 0.9])
    expect(ringOf(neighbors, 1)).toBeUndefined()
  })

  test('say beside every map that neither names nor boundaries imply a position', async () => {
    for (const path of ['/', '/map', '/areas', '/areas/A1'])
      for (const prefix of ['', '/fr', '/ar']) {
        const markup = await get(chosen, prefix + path)
        const maps = markup.match(/<picture>/g)?.length ?? 0
        const notes =
          markup.match(
            /Neither names nor boundaries|Ni les noms ni les frontières|لا الأسماء ولا الحدود/g,
          )?.length ?? 0
        expect(maps, prefix + path).toBe(1)
        expect(notes, prefix + path).toBe(1)
      }
  })
})
