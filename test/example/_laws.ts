// What every example country must obey, whatever its size and seed.
import { describe, expect, test } from 'vitest'
import { siteKinds } from '#country/model.ts'
import { makeExample } from '#example/makeExample.ts'
import { distanceMeters } from '#geo/sphere.ts'
import {
  type AreaFeature,
  type Feature,
  featuresOf,
  isIn,
  joinedPoints,
  type LineFeature,
  type Point,
  type PolygonFeature,
  rasterOf,
  ringArea,
  rowsOf,
  textOf,
} from './_folder.ts'

type Files = ReadonlyMap<string, Uint8Array>

const tables = ['settlements.csv', 'schools.csv', 'health.csv', 'sites.csv']
const pointOf = (row: Record<string, string>): Point => [Number(row.lon), Number(row.lat)]

const piecesOf = (line: readonly Point[]): (readonly [Point, Point])[] =>
  line.slice(1).map((point, i) => [line[i], point])

/** Land polygons with the polygon (an island) that holds a point; -1 at sea. */
function islandFinder(files: Files): (point: Point) => number {
  const boxes = featuresOf<PolygonFeature>(files, 'land.geojson').map(({ geometry }) => {
    const lons = geometry.coordinates[0].map(([lon]) => lon)
    const lats = geometry.coordinates[0].map(([, lat]) => lat)
    return {
      polygon: geometry.coordinates,
      west: Math.min(...lons),
      east: Math.max(...lons),
      south: Math.min(...lats),
      north: Math.max(...lats),
    }
  })
  return (point) =>
    boxes.findIndex(
      ({ polygon, west, east, south, north }) =>
        point[0] >= west &&
        point[0] <= east &&
        point[1] >= south &&
        point[1] <= north &&
        isIn(polygon, point),
    )
}

/** Declares the tests of countries of these sizes and seeds. */
export function testLaws(
  cases: readonly { readonly sites: number; readonly seed: number }[],
): void {
  describe.each(cases)('makeExample() with $sites sites and seed $seed', ({ sites, seed }) => {
    const files = makeExample({ sites, seed })
    const settlements = rowsOf(files, 'settlements.csv')
    const islandOf = islandFinder(files)

    test('has exactly that many settlements and institutions, of every kind', () => {
      expect(tables.reduce((total, name) => total + rowsOf(files, name).length, 0)).toBe(sites)
      const kinds = new Set([
        'settlement',
        'school',
        ...rowsOf(files, 'health.csv').map((row) => row.amenity),
        ...rowsOf(files, 'sites.csv').map((row) => row.poi_type),
      ])
      expect([...kinds].sort()).toEqual(siteKinds.filter((kind) => kind !== 'other').sort())
    })

    test('counts the same people in the table, the districts and the grid', async () => {
      const inTable = settlements.reduce((total, row) => total + Number(row.population), 0)
      expect(inTable).toBe(Math.round(88.45 * sites))
      const inAreas = featuresOf<AreaFeature>(files, 'areas.geojson').map(({ properties }) =>
        Number(properties.population),
      )
      expect(inAreas.reduce((total, people) => total + people, 0)).toBe(inTable)
      const { values, missing } = await rasterOf(files, 'population.tif')
      let inGrid = 0
      for (let i = 0; i < values.length; i++) if (values[i] !== missing) inGrid += values[i]
      expect(inGrid).toBe(inTable)
    })

    test('sizes places by the rank-size law: a slope near -1 from the capital down', () => {
      const people = settlements.map((row) => Number(row.population))
      expect(people).toEqual([...people].sort((a, b) => b - a))
      // Ordinary least squares of the logarithms, small numbers left out where rounding rules.
      const points = people
        .filter((count) => count >= 20)
        .map((count, i) => [Math.log(i + 1), Math.log(count)])
      const mean = (k: number) => points.reduce((total, p) => total + p[k], 0) / points.length
      const [x, y] = [mean(0), mean(1)]
      const slope =
        points.reduce((total, p) => total + (p[0] - x) * (p[1] - y), 0) /
        points.reduce((total, p) => total + (p[0] - x) * (p[0] - x), 0)
      expect(slope).toBeGreaterThan(-1.08)
      expect(slope).toBeLessThan(-0.92)
    })

    test('puts everyone and everything on land, and places in the district they name', () => {
      const districts = new Map(
        featuresOf<AreaFeature>(files, 'areas.geojson').map(({ properties, geometry }) => [
          String(properties.name),
          geometry.coordinates,
        ]),
      )
      const atSea: string[] = []
      const elsewhere: string[] = []
      for (const name of [...tables, 'towers.csv']) {
        for (const row of rowsOf(files, name)) {
          const point = pointOf(row)
          if (islandOf(point) === -1) atSea.push(`${name} ${point}`)
          const district = row.district ?? row.school_region
          if (district === undefined) continue
          if (!districts.get(district)?.some((polygon) => isIn(polygon, point))) {
            elsewhere.push(`${row.name} ${district}`)
          }
        }
      }
      expect(atSea).toEqual([])
      expect(elsewhere).toEqual([])
    })

    test('divides the land into 9 to 12 districts that share their borders', () => {
      const areas = featuresOf<AreaFeature>(files, 'areas.geojson')
      expect(areas.length).toBeGreaterThanOrEqual(9)
      expect(areas.length).toBeLessThanOrEqual(12)
      const steps = new Map<string, number>()
      const walk = (ring: readonly Point[], sign: number): void => {
        for (let i = 1; i < ring.length; i++) {
          const forward = String(ring[i - 1]) < String(ring[i])
          const key = forward ? `${ring[i - 1]} ${ring[i]}` : `${ring[i]} ${ring[i - 1]}`
          steps.set(key, (steps.get(key) ?? 0) + (forward ? sign : -sign))
        }
      }
      let inAreas = 0
      for (const { geometry } of areas) {
        for (const polygon of geometry.coordinates) {
          for (const ring of polygon) {
            walk(ring, 1)
            inAreas += ringArea(ring)
          }
          expect(ringArea(polygon[0])).toBeGreaterThan(0)
        }
      }
      let inLand = 0
      for (const { geometry } of featuresOf<PolygonFeature>(files, 'land.geojson')) {
        for (const ring of geometry.coordinates) {
          walk(ring, -1)
          inLand += ringArea(ring)
        }
      }
      // Each piece of a border is walked once from either side, each piece of coast once by each file.
      expect([...steps.values()].filter((count) => count !== 0)).toEqual([])
      expect(inAreas / inLand).toBeCloseTo(1, 12)
    })

    test('lets every river run downhill, into another one or into the sea', async () => {
      const elevation = await rasterOf(files, 'elevation.tif')
      const rivers = featuresOf<LineFeature>(files, 'rivers.geojson').map(
        (f) => f.geometry.coordinates,
      )
      expect(rivers.length).toBeGreaterThan(10)
      const coast = new Set(
        featuresOf<PolygonFeature>(files, 'land.geojson').flatMap(({ geometry }) =>
          geometry.coordinates.flatMap((ring) => ring.map(String)),
        ),
      )
      const vertices = new Map<string, number>()
      for (const line of rivers) {
        for (const point of line)
          vertices.set(String(point), (vertices.get(String(point)) ?? 0) + 1)
      }
      const wrong: string[] = []
      for (const line of rivers) {
        // The mouth lies on the coast, in a cell of land or of sea.
        const heights = line.slice(0, -1).map(([lon, lat]) => elevation.at(lon, lat))
        for (let i = 1; i < heights.length; i++) {
          if (heights[i] > heights[i - 1]) wrong.push(`uphill at ${line[i]}`)
        }
        const mouth = line[line.length - 1]
        const joins = (vertices.get(String(mouth)) as number) > 1
        if (!joins && !coast.has(String(mouth))) wrong.push(`ends on land at ${mouth}`)
      }
      expect(wrong).toEqual([])
    })

    test('joins the roads of each island into one network that reaches almost every place', () => {
      const roads = featuresOf<LineFeature>(files, 'roads.geojson').map(
        (f) => f.geometry.coordinates,
      )
      const networkOf = joinedPoints(roads)
      const networks = new Map<number, Set<string>>()
      const atSea: Point[] = []
      for (const line of roads) {
        for (const point of line) {
          const island = islandOf(point)
          if (island === -1) atSea.push(point)
          networks.set(island, (networks.get(island) ?? new Set()).add(networkOf(point)))
        }
      }
      expect(atSea).toEqual([])
      expect([...networks.values()].filter((set) => set.size !== 1)).toEqual([])
      // An island of three places may do with a path.
      const places = Map.groupBy(settlements, (row) => islandOf(pointOf(row)))
      const larger = [...places.values()].filter((rows) => rows.length > 3).flat()
      const roadless = larger.filter((row) => networkOf(pointOf(row)) === '')
      expect(roadless.length).toBeLessThanOrEqual(0.06 * larger.length)
      expect(networkOf(pointOf(settlements[0]))).not.toBe('')
    })

    test('reaches 60 to 75 % of the people with 4G or better, in a tiny country some more', () => {
      const towers = rowsOf(files, 'towers.csv').filter((row) => /4G|5G/.test(row.radio_type))
      let total = 0
      let reached = 0
      for (const row of settlements) {
        const [lon, lat] = pointOf(row)
        const people = Number(row.population)
        total += people
        const served = towers.some(
          (tower) =>
            distanceMeters(lon, lat, Number(tower.lon), Number(tower.lat)) <=
            Number(tower.radius_m),
        )
        if (served) reached += people
      }
      expect(reached / total).toBeGreaterThan(0.6)
      expect(reached / total).toBeLessThan(sites < 400 ? 0.85 : 0.76)
    })

    test('lays fibre from one gateway in the capital: every route ends at nodes, all hang together', () => {
      const nodes = featuresOf<Feature<Point>>(files, 'fibre-nodes.geojson')
      const routes = featuresOf<LineFeature>(files, 'fibre-routes.geojson').map(
        (f) => f.geometry.coordinates,
      )
      const gateways = nodes.filter(({ properties }) => properties.role === 'gateway')
      expect(gateways.map(({ geometry }) => geometry.coordinates)).toEqual([
        pointOf(settlements[0]),
      ])
      const networkOf = joinedPoints(routes)
      expect(new Set(nodes.map(({ geometry }) => networkOf(geometry.coordinates))).size).toBe(1)
      const places = new Set(nodes.map(({ geometry }) => String(geometry.coordinates)))
      const onRoads = new Set(
        featuresOf<LineFeature>(files, 'roads.geojson').flatMap(({ geometry }) =>
          piecesOf(geometry.coordinates).flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]),
        ),
      )
      const landings = new Set(
        nodes
          .filter(({ properties }) => properties.role === 'landing')
          .map(({ geometry }) => String(geometry.coordinates)),
      )
      for (const line of routes) {
        // The way to a landing may leave the road; everywhere else a cable lies in the road's pieces.
        if (landings.has(String(line[0])) || landings.has(String(line[line.length - 1]))) continue
        expect(piecesOf(line).filter(([a, b]) => !onRoads.has(`${a} ${b}`))).toEqual([])
      }
      const loose = routes.flatMap((line) =>
        [line[0], line[line.length - 1]].filter((end) => !places.has(String(end))),
      )
      expect(loose).toEqual([])
    })

    test('gives every place a name of its own, and leaves some values out', () => {
      const names = tables.flatMap((name) => rowsOf(files, name).map((row) => row.name))
      expect(new Set(names).size).toBe(names.length)
      expect(names.filter((name) => !/^[A-Z][a-z]+( [A-Za-z0-9 ]+)?$/.test(name))).toEqual([])
      const towers = rowsOf(files, 'towers.csv')
      expect(towers.some((row) => row.radio_type === '')).toBe(true)
      expect(rowsOf(files, 'schools.csv').some((row) => row.connectivity !== '')).toBe(true)
    })

    test('says that no such country exists, and in its study which files it consists of', () => {
      expect(textOf(files, 'README.md')).toContain('No such country exists')
      const study = JSON.parse(textOf(files, 'study.json'))
      for (const { file } of study.sources) expect(files.has(file)).toBe(true)
      expect(study.country.iso3).toMatch(/^X[A-JL-Z][A-Z]$/)
      expect(study.budget).toMatchObject({ firstYear: 2026, lastYear: 2029 })
    })
  })
}
