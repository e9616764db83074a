import { describe, expect, test } from 'vitest'
import { drawMap } from '#faces/site/map/drawMap.ts'
import { mapLayers } from '#faces/site/map/mapLayers.ts'
import { linePath, projection, scaleBar } from '#faces/site/map/projection.ts'
import { mapChoice } from '#faces/site/pages/map.ts'
import { publish, type View } from '#faces/site/view.ts'
import { english } from '#faces/site/words/english.ts'
import { distanceMeters } from '#geo/sphere.ts'
import { unpack } from '../../../web/src/map/unpack.ts'
import { tinyResult } from '../tinyResult.ts'

const view = (query: string): View => ({
  words: english,
  study: publish(tinyResult, [], {}),
  base: '',
  here: '/map',
  query: new URLSearchParams(query),
})
const draw = (query = ''): string => drawMap(view(query), mapChoice(view(query)))
const marks = (svg: string, color: string): number => {
  const paths = [...svg.matchAll(/<path d="([^"]*)"[^>]*>/g)].filter(([path]) =>
    path.includes(`stroke="var(--${color})"`),
  )
  return paths.reduce((sum, [, d]) => sum + (d.match(/M/g)?.length ?? 0), 0)
}

describe('projection()', () => {
  const extent = { west: -24.3, south: -11.2, east: -23.6, north: -10.8 }

  test('keeps the extent inside the drawing, and north above south', () => {
    const on = projection(extent)
    for (const [lon, lat] of [
      [extent.west, extent.north],
      [extent.east, extent.south],
    ]) {
      expect(on.x(lon)).toBeGreaterThan(0)
      expect(on.x(lon)).toBeLessThan(on.width)
      expect(on.y(lat)).toBeGreaterThan(0)
      expect(on.y(lat)).toBeLessThan(on.height)
    }
    expect(on.y(extent.north)).toBeLessThan(on.y(extent.south))
  })

  test('is as long as great circles say, within 1 %, in both directions', () => {
    const on = projection(extent)
    const lat = -11
    const lon = -24
    const east = distanceMeters(lon, lat, lon + 0.1, lat) / 1000
    const north = distanceMeters(lon, lat, lon, lat + 0.1) / 1000
    expect(((on.x(lon + 0.1) - on.x(lon)) * on.kmPerUnit) / east).toBeCloseTo(1, 2)
    expect(((on.y(lat) - on.y(lat + 0.1)) * on.kmPerUnit) / north).toBeCloseTo(1, 2)
  })

  test('draws a single point as well as a tall country', () => {
    const point = projection({ west: 7, south: 1, east: 7, north: 1 })
    expect(point.x(7)).toBeCloseTo(500, 6)
    const tall = projection({ west: 7, south: -20, east: 8, north: 20 })
    expect(tall.height).toBeLessThanOrEqual(850)
    expect(tall.y(20)).toBeGreaterThan(0)
  })

  test('scaleBar() is a round length that fits', () => {
    const on = projection(extent)
    const { km, units } = scaleBar(on, 220)
    expect([1, 2, 5]).toContain(Number(String(km).replace(/0/g, '').replace('.', '')))
    expect(units).toBeLessThanOrEqual(220)
    expect(units * on.kmPerUnit).toBeCloseTo(km, 9)
  })

  test('linePath() leaves out what nobody sees, and never an end', () => {
    const on = projection(extent)
    const line = Float64Array.from({ length: 2000 }, (_, i) =>
      i % 2 === 0 ? extent.west + i * 1e-6 : extent.south,
    )
    const path = linePath(on, line, false)
    expect(path.match(/l/g)?.length ?? 0).toBeLessThan(10)
    const end = [...path.matchAll(/[Ml](-?[\d.]+)/g)].reduce((sum, [, dx]) => sum + Number(dx), 0)
    expect(end).toBeCloseTo(on.x(line[1998]), 0)
  })
})

describe('drawMap()', () => {
  test('shows each place by what serves it, and standing fibre solid beside planned dashes', () => {
    const svg = draw()
    expect(marks(svg, 'unserved')).toBeGreaterThan(0)
    expect(svg).toMatch(/stroke="var\(--fibre\)" stroke-width="3"\/>/)
    expect(svg).toContain('stroke-dasharray="6 4.5"')
    expect(svg).toContain('20 km')
  })

  test('a year shows what stands by its end: links and places that come later do not', () => {
    const dashes = (svg: string): number => svg.split('stroke-dasharray="6 4.5"').length - 1
    expect(dashes(draw('year=2026'))).toBe(0)
    expect(dashes(draw('year=2027'))).toBe(1)
    const fibreAt = (query: string) => marks(draw(query), 'fibre')
    expect(fibreAt('choice=fibre&year=2026')).toBeLessThan(fibreAt('choice=fibre&year=2028'))
  })

  test('the legend filters; what it does not know is ignored', () => {
    expect(marks(draw('choice=fibre'), 'unserved')).toBe(0)
    expect(draw('choice=%3Cscript%3E&year=1')).toBe(draw())
  })

  test('an area is drawn larger than the country', () => {
    const scale = (svg: string): number => Number(svg.match(/>(\d+) km</)?.[1])
    expect(scale(draw('area=A3'))).toBeLessThan(scale(draw()))
    expect(draw('area=nowhere')).toBe(draw())
  })
})

describe('mapLayers() and unpack()', () => {
  const layers = mapLayers(view(''))
  const sources = unpack(JSON.parse(JSON.stringify(layers)))

  test('are there and back within a meter', () => {
    sources.sites.features.forEach(({ geometry, properties }, row) => {
      if (geometry.type !== 'Point') throw new TypeError('A place is a point')
      const [lon, lat] = geometry.coordinates
      const { sites } = view('').study
      expect(distanceMeters(lon, lat, sites.lon[row], sites.lat[row])).toBeLessThan(1)
      expect(properties).toMatchObject({ row, choice: sites.choice[row] })
    })
    const [link] = sources.links.features
    if (link.geometry.type !== 'LineString') throw new TypeError('A link is a line')
    const [lon, lat] = link.geometry.coordinates.at(-1) ?? []
    expect(distanceMeters(lon, lat, 10.201, 1.205)).toBeLessThan(1)
  })

  test('hold places no more precisely than the tables do', () => {
    const school = layers.sites.id.indexOf('k1')
    expect([layers.sites.lon[school], layers.sites.lat[school]]).toEqual([1_020_100, 120_500])
  })

  test('cut the land out of the sea, lakes left in', () => {
    const [sea] = sources.sea.features
    if (sea.geometry.type !== 'MultiPolygon') throw new TypeError('The sea is polygons')
    // Four outlines cut out of the world, and one hole of them as a sea of its own.
    expect(sea.geometry.coordinates[0]).toHaveLength(1 + 4)
    expect(sea.geometry.coordinates).toHaveLength(1 + 1)
  })

  test('add up the years as the roadmap does', () => {
    expect(layers.years.map(({ people, sites }) => `${people} ${sites}`)).toEqual([
      '200 2',
      '200 3',
      '500 4',
      '500 4',
    ])
  })
})
