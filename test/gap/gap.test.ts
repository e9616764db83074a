import { describe, expect, test } from 'vitest'
import { sum } from '#base/math.ts'
import { seededRandom } from '#base/random.ts'
import type { Country } from '#country/model.ts'
import { findGap } from '#gap/gap.ts'
import { tinyCountry, tinyStudy } from '../country/tiny.ts'

/** About 5.56 km along the equator. */
const step = 0.05
const square = (west: number, south: number, east: number, north: number): Float64Array =>
  Float64Array.of(west, south, east, south, east, north, west, north, west, south)

describe('findGap()', () => {
  test('serves what lies within a tower’s declared radius, and beyond it nothing', () => {
    const country = tinyCountry({
      sites: [
        { lon: 0.02, lat: 0 },
        { lon: 0.06, lat: 0 },
      ],
      towers: [{ lon: 0, lat: 0, radiusMeters: 3_000 }],
    })
    expect(findGap(country, tinyStudy()).serviceForSite).toEqual(['served', 'unserved'])
  })

  test('gives a tower without a radius the study’s', () => {
    const country = tinyCountry({ sites: [{ lon: step, lat: 0 }], towers: [{ lon: 0, lat: 0 }] })
    const { gap } = tinyStudy()
    const reaching = (towerRadiusMeters: number) =>
      findGap(country, tinyStudy({ gap: { ...gap, towerRadiusMeters } })).serviceForSite[0]
    expect(reaching(5_000)).toBe('unserved')
    expect(reaching(6_000)).toBe('served')
  })

  test('asks the map and not the towers where a map is given', () => {
    const country = tinyCountry({
      sites: [
        { lon: 0.5, lat: 0.5 },
        { lon: 0, lat: 0 },
      ],
      towers: [{ lon: 0, lat: 0, radiusMeters: 3_000 }],
      coverage: [
        { technology: '4G', area: [[square(0.4, 0.4, 0.6, 0.6)]], origin: 'measured', source: 0 },
      ],
    })
    expect(findGap(country, tinyStudy()).serviceForSite).toEqual(['served', 'unserved'])
  })

  test('leaves holes of the map out, and keeps what two polygons share', () => {
    const holed = [square(0, 0, 1, 1), square(0.4, 0.4, 0.6, 0.6)]
    const overlap = [[square(0.1, 0.1, 0.3, 0.3)], [square(0.2, 0.2, 0.35, 0.35)]]
    const at = (area: Country['coverage'][number]['area'], place: number) =>
      findGap(
        tinyCountry({
          sites: [{ lon: place, lat: place }],
          coverage: [{ technology: '4G', area, origin: 'measured', source: 0 }],
        }),
        tinyStudy(),
      ).serviceForSite[0]
    expect(at([holed], 0.2)).toBe('served')
    expect(at([holed], 0.5)).toBe('unserved')
    expect(at(overlap, 0.25)).toBe('served')
    expect(at(overlap, 0.34)).toBe('served')
    expect(at(overlap, 0.36)).toBe('unserved')
  })

  test('does not count a technology older than the study asks for', () => {
    const country = tinyCountry({
      sites: [{ lon: 0, lat: 0 }],
      towers: [{ lon: 0, lat: 0, technology: '3G' }],
    })
    const { gap } = tinyStudy()
    expect(findGap(country, tinyStudy()).serviceForSite).toEqual(['unserved'])
    const older = tinyStudy({ gap: { ...gap, leastTechnology: '3G' } })
    expect(findGap(country, older).serviceForSite).toEqual(['served'])
  })

  test('calls unknown what only a tower of unknown technology reaches', () => {
    const country = tinyCountry({
      sites: [
        { lon: 0, lat: 0 },
        { lon: 0.5, lat: 0 },
      ],
      towers: [{ lon: 0, lat: 0, technology: '' }],
    })
    expect(findGap(country, tinyStudy()).serviceForSite).toEqual(['unknown', 'unserved'])
  })

  test.each([
    [true, true, 'unserved'],
    [false, true, 'unknown'],
    [true, false, 'unknown'],
    [false, false, 'unknown'],
  ] as const)(
    'with all towers known: %s and all fibre known: %s, a place that nothing reaches is %s',
    (cellular, fibre, expected) => {
      const country = tinyCountry({
        sites: [{ lon: 0.5, lat: 0.5 }],
        completeness: { cellular, fibre },
      })
      expect(findGap(country, tinyStudy()).serviceForSite).toEqual([expected])
    },
  )

  test('believes a source that says connected or not, whatever is near', () => {
    const country = tinyCountry({
      sites: [
        { lon: 0.5, lat: 0.5, connected: 'yes', connectedBy: 'satellite' },
        { lon: 0, lat: 0, connected: 'no' },
      ],
      towers: [{ lon: 0, lat: 0 }],
      fibreNodes: [{ lon: 0, lat: 0 }],
    })
    const gap = findGap(country, tinyStudy())
    expect(gap.serviceForSite).toEqual(['served', 'unserved'])
    expect(gap.servedByForSite).toEqual(['satellite', ''])
    expect(gap.cellular.forSite).toEqual(['unserved', 'served'])
  })

  test('serves by fibre near a working node or route, not near a planned one', () => {
    const country = tinyCountry({
      sites: [
        { lon: 0.001, lat: 0 },
        { lon: 0.3, lat: 0.001 },
        { lon: 0.6, lat: 0 },
      ],
      fibreNodes: [
        { lon: 0, lat: 0 },
        { lon: 0.6, lat: 0, status: 'planned' },
      ],
      fibreRoutes: [[0.2, 0, 0.4, 0]],
    })
    const gap = findGap(country, tinyStudy())
    expect(gap.serviceForSite).toEqual(['served', 'served', 'unserved'])
    expect(gap.servedByForSite).toEqual(['fibre', 'fibre', ''])
  })

  test('lets an assumption serve nobody: what only assumed fibre or towers reach is unknown', () => {
    const assumed = { lon: 0, lat: 0, placeOrigin: 'assumed' as const }
    const sites = [
      { lon: 0.001, lat: 0 },
      { lon: 0.5, lat: 0 },
    ]
    const area = [[square(-0.1, -0.1, 0.1, 0.1)]]
    const countries = [
      { fibreNodes: [assumed] },
      { towers: [assumed] },
      { coverage: [{ technology: '4G', area, origin: 'assumed', source: 0 }] as const },
    ]
    for (const parts of countries) {
      const gap = findGap(tinyCountry({ sites, ...parts }), tinyStudy())
      expect(gap.serviceForSite).toEqual(['unknown', 'unserved'])
    }
    const beside = findGap(
      tinyCountry({ sites, fibreNodes: [assumed, { lon: 0, lat: 0 }] }),
      tinyStudy(),
    )
    expect(beside.serviceForSite).toEqual(['served', 'unserved'])
  })

  test('counts people in settlements only, and null where no source counts any', () => {
    const sites = [
      { lon: 0, lat: 0, population: 120.4 },
      { lon: 0.5, lat: 0, population: 80.2 },
      { lon: 0.5, lat: 0.1, kind: 'school' as const, users: 300 },
    ]
    const gap = findGap(tinyCountry({ sites, towers: [{ lon: 0, lat: 0 }] }), tinyStudy())
    expect(gap.people).toEqual({ total: 201, served: 120, unserved: 81, unknown: 0 })
    expect(gap.sites).toEqual({ total: 3, served: 1, unserved: 2, unknown: 0 })
    const schools = findGap(tinyCountry({ sites: sites.slice(2) }), tinyStudy())
    expect(schools.people).toBeNull()
    expect(schools.areas).toEqual([])
  })

  test('reports by the finest level of areas that holds nearly all sites', () => {
    // Two islands; the communes of one are drawn, those of the other are not.
    const islands = [
      { id: 'north', level: 1 },
      { id: 'south', level: 1 },
      { id: 'north-1', level: 3, parent: 0 },
      { id: 'north-2', level: 3, parent: 0 },
    ]
    const at = (area: number) => ({ lon: 0, lat: 0, area })
    const named = (sites: { area: number }[], areas: typeof islands) =>
      findGap(tinyCountry({ sites, areas }), tinyStudy()).areas.map(
        ({ id, sites: { total } }) => `${id || 'outside'} ${total}`,
      )
    const partly = [at(2), at(3), at(3), at(0), at(1), at(1)]
    expect(named(partly, islands)).toEqual(['north 4', 'south 2'])
    const drawn = [...islands, { id: 'south-1', level: 3, parent: 1 }]
    expect(named([at(2), at(3), at(4), at(-1)], drawn)).toEqual([
      'north-1 1',
      'north-2 1',
      'south-1 1',
      'outside 1',
    ])
  })

  test('adds up: services to totals, areas and kinds to the country (seed 3)', () => {
    const random = seededRandom(3)
    const sites = Array.from({ length: 400 }, () => ({
      lon: random.share(),
      lat: random.share(),
      kind: random.pick(['settlement', 'school', 'clinic'] as const),
      population: random.between(0, 900),
      area: random.below(5) - 1,
      connected: random.pick(['yes', 'no', 'unknown'] as const),
    }))
    const country = tinyCountry({
      sites: sites.map((site) =>
        site.kind === 'settlement' ? site : { ...site, population: NaN },
      ),
      areas: [
        { name: 'Whole', level: 0 },
        { name: 'North', parent: 0 },
        { name: 'South', parent: 0 },
        { name: 'Empty', parent: 0 },
        { name: 'West', parent: 1, level: 2 },
      ],
      towers: [
        { lon: 0.2, lat: 0.2, radiusMeters: 30_000 },
        { lon: 0.8, lat: 0.6, technology: '', radiusMeters: 30_000 },
      ],
    })
    const gap = findGap(country, tinyStudy())
    for (const part of [gap, gap.fibre, gap.cellular, ...gap.areas]) {
      for (const count of [part.sites, part.people!])
        expect(count.served + count.unserved + count.unknown).toBe(count.total)
    }
    for (const name of ['total', 'served', 'unserved', 'unknown'] as const) {
      expect(sum(gap.areas.map(({ sites: of }) => of[name]))).toBe(gap.sites[name])
      expect(sum(gap.areas.map(({ people: of }) => of![name]))).toBe(gap.people![name])
      expect(sum(gap.kinds.map(({ sites: of }) => of[name]))).toBe(gap.sites[name])
    }
    const population = sum(country.sites.population.filter((value) => !Number.isNaN(value)))
    expect(gap.people!.total).toBe(Math.round(population))
    expect(sum(gap.demandMbpsForSite)).toBeCloseTo(gap.demandMbps, 6)
  })

  test('never makes a served place unserved by one more tower (seeds 1 to 20)', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const random = seededRandom(seed)
      const place = () => ({ lon: random.share(), lat: random.share() })
      const sites = Array.from({ length: 60 }, place)
      const towers = Array.from({ length: 8 }, () => ({
        ...place(),
        technology: random.pick(['', '3G', '4G'] as const),
        radiusMeters: random.between(1_000, 30_000),
      }))
      const before = findGap(tinyCountry({ sites, towers: towers.slice(1) }), tinyStudy())
      const after = findGap(tinyCountry({ sites, towers }), tinyStudy())
      before.serviceForSite.forEach((service, i) => {
        if (service === 'served') expect(after.serviceForSite[i]).toBe('served')
      })
    }
  })
})

describe('demand', () => {
  const demandOf = (site: object, changes = {}) => {
    const study = tinyStudy()
    const country = tinyCountry({ sites: [{ lon: 0, lat: 0, ...site }] })
    return findGap(country, { ...study, demand: { ...study.demand, ...changes } })
      .demandMbpsForSite[0]
  }

  test('of 4,000 residents is 4,000 × 0.25 × 0.10 × 2 = 200 Mbps', () => {
    expect(demandOf({ population: 4_000 })).toBeCloseTo(200, 9)
  })

  test('is held between the least and the most a site may ask', () => {
    expect(demandOf({ population: 1 })).toBe(10)
    expect(demandOf({ population: 9e6 })).toBe(15_000)
    expect(demandOf({})).toBe(10)
  })

  test('of an institution goes by its kind, and what the source states goes first', () => {
    expect(demandOf({ kind: 'school' })).toBe(20)
    expect(demandOf({ kind: 'school' }, { mbpsForKind: { school: 50 } })).toBe(50)
    expect(demandOf({ kind: 'school', demandMbps: 7 })).toBe(7)
    expect(demandOf({ population: 4_000, demandMbps: 33 })).toBe(33)
  })
})
