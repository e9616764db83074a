import { expect, test } from 'vitest'
import { seededRandom } from '#base/random.ts'
import { distanceMeters } from '#geo/sphere.ts'
import type { CellsFound, NamedPlace } from '#sources/import/imported.ts'
import { settlementsFrom } from '#sources/settlements.ts'

const rules = { gridMeters: 2_000, leastPeople: 50 }

function cellsOf(rows: readonly (readonly [number, number, number, number])[]): CellsFound {
  return {
    lon: Float64Array.from(rows, ([lon]) => lon),
    lat: Float64Array.from(rows, ([, lat]) => lat),
    population: Float64Array.from(rows, ([, , people]) => people),
    area: Int32Array.from(rows, ([, , , area]) => area),
    source: 1,
    origin: 'modeled',
  }
}

function place(name: string, lon: number, lat: number, area = 0): NamedPlace {
  return {
    ...{ id: `node/${name}`, name, lon, lat, area, source: 0 },
    ...{ kind: '', population: Number.NaN, isPart: false },
  }
}

test('settlementsFrom() counts every person in exactly one settlement of their area (seeds 1 to 6)', () => {
  for (let seed = 1; seed <= 6; seed++) {
    const random = seededRandom(seed)
    const cells = cellsOf(
      Array.from({ length: 3000 }, () => {
        const lon = random.between(43, 43.4)
        return [lon, random.between(-12, -11.6), random.between(0, 40), lon < 43.2 ? 0 : 1] as const
      }),
    )
    const places = Array.from({ length: 25 }, (_, i) => {
      const lon = random.between(43, 43.4)
      return place(`p${i}`, lon, random.between(-12, -11.6), lon < 43.2 ? 0 : 1)
    })
    const { settlements, settlementForCell } = settlementsFrom(cells, places, rules)
    const people = new Float64Array(settlements.length)
    for (let c = 0; c < cells.lon.length; c++) {
      const at = settlementForCell[c]
      people[at] += cells.population[c]
      expect(settlements[at].area).toBe(cells.area[c])
    }
    settlements.forEach(({ population }, i) => {
      expect(population).toBeCloseTo(people[i], 6)
    })
    const ids = new Set(settlements.map(({ id }) => id))
    expect(ids.size).toBe(settlements.length)
    // Named places first, in their order; nothing small is left beside them.
    const squares = settlements.filter(({ id }) => id.startsWith('square/'))
    expect(squares.length).toBeGreaterThan(10)
    expect(settlements.slice(settlements.length - squares.length)).toEqual(squares)
    expect(squares.every(({ population }) => population >= rules.leastPeople)).toBe(true)
  }
})

test('settlementsFrom() counts a cell at the nearest named place within reach, at the center of its people', () => {
  const cells = cellsOf([
    [43.2, -11.7, 100, 0],
    [43.204, -11.7, 300, 0],
    [43.23, -11.7, 200, 0],
  ])
  const { settlements, settlementForCell } = settlementsFrom(
    cells,
    [place('Moro', 43.2, -11.705), place('Itsa', 43.235, -11.7), place('Bare', 43.5, -11.7)],
    rules,
  )
  expect(settlements.map(({ name, population }) => [name, population])).toEqual([
    ['Moro', 400],
    ['Itsa', 200],
  ])
  expect([...settlementForCell]).toEqual([0, 0, 1])
  expect(settlements[0].lon).toBeCloseTo(43.203, 9)
  expect(settlements[0].lat).toBeCloseTo(-11.7, 9)
  expect(settlements[0]).toMatchObject({ id: 'node/Moro', placeOrigin: 'modeled', source: 1 })
})

test('settlementsFrom() never crosses an area’s border, nor the sea between two', () => {
  const cells = cellsOf([
    [43.1999, -11.7, 80, 0],
    [43.2001, -11.7, 90, 1],
  ])
  const { settlements } = settlementsFrom(cells, [place('Moro', 43.2, -11.7, 0)], rules)
  expect(settlements.map(({ name, area, population }) => [name, area, population])).toEqual([
    ['Moro', 0, 80],
    ['', 1, 90],
  ])
})

test('settlementsFrom() lets small squares join the nearest larger settlement, and stay where there is none', () => {
  const cells = cellsOf([
    [43.2, -11.7, 500, 0],
    [43.3, -11.7, 3, 0],
    [43.4, -11.7, 60, 0],
    [44, -12, 2, 1],
  ])
  const { settlements, settlementForCell } = settlementsFrom(cells, [], rules)
  expect(settlements.map(({ population }) => population).sort((a, b) => a - b)).toEqual(
    [2, 60, 503].sort((a, b) => a - b),
  )
  expect(settlementForCell[1]).toBe(settlementForCell[0])
  expect(settlements[settlementForCell[3]].population).toBe(2)
})

test('settlementsFrom() gives squares of about the asked side at any latitude, and near names', () => {
  for (const lat of [-11.7, 0.3, 60]) {
    const random = seededRandom(9)
    const cells = cellsOf(
      Array.from(
        { length: 4000 },
        () => [random.between(20, 20.1), lat + random.between(0, 0.1), 5, 0] as const,
      ),
    )
    const { settlements, settlementForCell } = settlementsFrom(
      cells,
      [place('Ari', 20.05, lat + 0.13)],
      { gridMeters: 3000, leastPeople: 0 },
    )
    for (let c = 0; c < cells.lon.length; c++) {
      const { lon: x, lat: y } = settlements[settlementForCell[c]]
      // Two points of one square are at most its diagonal apart.
      expect(distanceMeters(x, y, cells.lon[c], cells.lat[c])).toBeLessThan(3000 * 1.45)
    }
    expect(settlements.some(({ name }) => name === 'Ari')).toBe(true)
    expect(settlements.some(({ name }) => name === '')).toBe(true)
  }
})
