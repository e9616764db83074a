import { expect, test } from 'vitest'
import { countryDigest } from '#country/digest.ts'
import type { Country } from '#country/model.ts'
import { tinyCountry } from './tiny.ts'

const parts = {
  sites: [
    { name: 'Ari', lon: 0.2, lat: 0.3, population: 120 },
    { name: 'Beno', lon: 0.6, lat: 0.4, population: Number.NaN },
  ],
  roads: [[0.1, 0.1, 0.5, 0.5]],
  fibreRoutes: [[0, 0, 0.1, 0.1]],
  areas: [{ name: 'North' }],
}

function country(): Country {
  const polygon = [[Float64Array.of(0, 0, 1, 0, 1, 1, 0, 0)]]
  const grid = {
    extent: { west: 0, south: 0, east: 1, north: 1 },
    width: 2,
    height: 2,
    values: Float32Array.of(1, 2, 3, Number.NaN),
    missing: Number.NaN,
  }
  return {
    ...tinyCountry(parts),
    land: polygon,
    coverage: [{ technology: '4G', area: polygon, origin: 'measured', source: 0 }],
    terrain: [{ kind: 'elevation', grid, source: 0 }],
  }
}

test('countryDigest() is the same for the same country, however its columns are held', () => {
  const digest = countryDigest(country())
  expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/)
  expect(countryDigest(country())).toBe(digest)
  const { sites } = country()
  const view = new Float64Array(Float64Array.of(9, ...sites.lon, 9).buffer, 8, sites.lon.length)
  expect(countryDigest({ ...country(), sites: { ...sites, lon: view } })).toBe(digest)
})

test('countryDigest() has one pattern of bits for every NaN', () => {
  const given = country()
  const odd = given.sites.population.slice()
  new Uint32Array(odd.buffer).set([0x12345678, 0xfff80001], 2)
  expect(odd[1]).toBeNaN()
  expect(countryDigest({ ...given, sites: { ...given.sites, population: odd } })).toBe(
    countryDigest(given),
  )
})

test('countryDigest() changes with any one thing in a country', () => {
  const base = country()
  const changed = (change: (c: Country) => Partial<Country>): Country => {
    const fresh = country()
    return { ...fresh, ...change(fresh) }
  }
  const set = <T extends { [at: number]: number }>(values: T, at: number, to: number): T => {
    values[at] = to
    return values
  }
  const others: readonly Country[] = [
    changed(() => ({ name: 'Other' })),
    changed(() => ({ iso3: 'XAB' })),
    changed(() => ({ completeness: { cellular: true, fibre: false } })),
    changed(({ sources }) => ({ sources: [{ ...sources[0], attribution: 'Somebody' }] })),
    changed(({ sites }) => ({ sites: { ...sites, name: ['Ari', 'Ben'] } })),
    changed(({ sites }) => ({ sites: { ...sites, name: ['AriBeno', ''] } })),
    changed(({ sites }) => ({ sites: { ...sites, lat: set(sites.lat, 1, 0.4000000001) } })),
    changed(({ sites }) => ({ sites: { ...sites, area: set(sites.area, 0, 0) } })),
    changed(({ roads }) => ({
      roads: {
        ...roads,
        lines: { ...roads.lines, coordinates: set(roads.lines.coordinates, 0, 0.2) },
      },
    })),
    changed(({ fibreRoutes: { table, lines } }) => ({
      fibreRoutes: { table, lines: { ...lines, coordinates: set(lines.coordinates, 3, 0.2) } },
    })),
    changed(() => ({ land: [[Float64Array.of(0, 0, 1, 0, 1, 2, 0, 0)]] })),
    changed(() => ({ coverage: [] })),
    changed(({ terrain: [layer] }) => ({ terrain: [{ ...layer, kind: 'tree' }] })),
    ...[0, 1, 2, 3].map((at) =>
      changed(({ terrain: [layer] }) => ({
        terrain: [{ ...layer, grid: { ...layer.grid, values: set(layer.grid.values, at, 7) } }],
      })),
    ),
    changed(({ terrain: [layer] }) => ({
      terrain: [
        { ...layer, grid: { ...layer.grid, values: Float32Array.of(2, 1, 3, Number.NaN) } },
      ],
    })),
  ]
  const digests = new Set([base, ...others].map(countryDigest))
  expect(digests.size).toBe(others.length + 1)
})
