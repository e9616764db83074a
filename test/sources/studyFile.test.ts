import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import type { Json } from '#base/canonical.ts'
import { type Random, seededRandom } from '#base/random.ts'
import { checkJson } from '#sources/jsonSchema.ts'
import { applyOverrides, readStudy, studyFrom } from '#sources/studyFile.ts'
import { studySchema } from '#sources/studySchema.ts'

const smallest = {
  id: 'tiny',
  title: 'Who is offline in Tiny?',
  country: { iso3: 'XAA', name: 'Tiny' },
  sources: [{ file: 'sites.csv', as: 'sites' }],
}
const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))

test('docs/schemas/study.schema.json is studySchema written out (npm run schemas)', () => {
  const published = readFileSync(new URL('../../docs/schemas/study.schema.json', import.meta.url))
  expect(JSON.parse(published.toString())).toEqual(studySchema)
})

test('readStudy() takes the smallest study and studyFrom() fills in every default', () => {
  const { value, problems } = readStudy(bytes(smallest), 'study.json')
  expect(problems).toEqual([])
  const study = studyFrom(value!)
  expect(study).toMatchObject({ id: 'tiny', mode: 'silta', seed: 1, assumptions: [] })
  expect(study.prices.name).toBe('silta-2026')
  expect(study.demand.takeUpShare).toBe(0.25)
  expect(study.budget).toEqual({ firstYear: 2026, lastYear: 2029, capexUsdPerYear: null })
})

test('studyFrom() takes the platform’s own settings in CPP mode', () => {
  const { value } = readStudy(bytes({ ...smallest, mode: 'cpp' }), 'study.json')
  const { prices, economy, fibre, demand } = studyFrom(value!)
  expect(prices.fibre).toMatchObject({ capexUsd: 500, opexShare: 0.05, routeUsdPerKm: 20_000 })
  expect(prices.cellular).toMatchObject({ capexUsd: 120, opexShare: 0.12, lifetimeYears: 5 })
  expect(prices.satellite).toMatchObject({ capexUsd: 800, opexShare: 0.1, lifetimeYears: 5 })
  expect(economy).toMatchObject({ discountRate: 0.02, horizonYears: 10 })
  expect(fibre).toMatchObject({ along: 'straight', detourFactor: 1.1, maxLinkMeters: 50_000 })
  expect(demand.minMbps).toBe(20)
})

test('studyFrom() calls a default price book with another price in it changed', () => {
  const changed = { ...smallest, prices: { fibre: { routeUsdPerKm: 9000 } } }
  const { prices } = studyFrom(readStudy(bytes(changed), 'study.json').value!)
  expect(prices.name).toBe('silta-2026, changed')
  expect(prices.fibre.routeUsdPerKm).toBe(9000)
  expect(prices.fibre.capexUsd).toBe(500)
})

test('readStudy() lists every fault at once, with its JSON path and what was meant', () => {
  const { value, problems } = readStudy(
    bytes({
      id: 'No Spaces',
      country: { iso3: 'xaa', name: '', extent: [10, 0, 5, 2] },
      sources: [{ file: 'a.csv', as: 'site', colums: {} }],
      prices: { fibre: { routeUsdByKm: 3 } },
      demand: { takeUpShare: 1.5, rateMbps: '2' },
      budgets: {},
    }),
    'study.json',
  )
  expect(value).toBeUndefined()
  const found = Object.fromEntries(
    problems.map(({ at, message, cure }) => [at.table, { message, cure }]),
  )
  expect(Object.keys(found).sort()).toEqual(
    [
      '$',
      '$.budgets',
      '$.country.iso3',
      '$.country.name',
      '$.demand.rateMbps',
      '$.demand.takeUpShare',
      '$.id',
      '$.prices.fibre.routeUsdByKm',
      '$.sources[0].as',
      '$.sources[0].colums',
    ].sort(),
  )
  expect(found.$.message).toBe('Cannot use $: "title" is missing')
  expect(found['$.budgets'].cure).toContain('"budget"')
  expect(found['$.sources[0].colums'].cure).toContain('"columns"')
  expect(found['$.sources[0].as'].cure).toContain('"sites"')
  expect(found['$.prices.fibre.routeUsdByKm'].cure).toContain('"routeUsdPerKm"')
  expect(found['$.demand.takeUpShare'].cure).toContain('at most 1')
  expect(problems.every(({ level, at }) => level === 'error' && at.source === 'study.json')).toBe(
    true,
  )
})

test('readStudy() says what no schema can: between settings', () => {
  const { problems } = readStudy(
    bytes({
      ...smallest,
      country: { ...smallest.country, extent: [10, 0, 5, 2] },
      sources: [{ as: 'sites' }, { dataset: 'a/b', file: 'c.csv', as: 'roads' }],
      budget: { firstYear: 2026, lastYear: 2027, capexUsdPerYear: [1, 2, 3] },
      demand: { minMbps: 50, maxMbps: 20 },
      prices: { satellite: { bandwidthUsdPerMbpsYear: 700 } },
    }),
    'study.json',
  )
  expect(problems.map(({ at }) => at.table).sort()).toEqual([
    '$.budget.capexUsdPerYear',
    '$.country.extent',
    '$.demand.minMbps',
    '$.prices.satellite.extraUsdPerMbpsYear',
    '$.sources[0]',
    '$.sources[1]',
  ])
})

test('readStudy() says where a text is no JSON', () => {
  const { problems } = readStudy(
    new TextEncoder().encode('{\n "id": "a",\n "title" }'),
    'study.json',
  )
  expect(problems).toHaveLength(1)
  expect(problems[0]).toMatchObject({ code: 'study-unreadable', at: { row: 3 } })
  expect(readStudy(Uint8Array.of(0xff, 0xfe, 0), 's').problems[0].code).toBe('study-unreadable')
})

test('applyOverrides() lays values over a study and refuses what the schema does not know', () => {
  const { value, problems } = readStudy(bytes(smallest), 'study.json', [
    'prices.fibre.routeUsdPerKm=9000',
    'budget.capexUsdPerYear=[1,2,3,4]',
    'title=2030',
    'gap.unknown=leave',
  ])
  expect(problems).toEqual([])
  expect(value).toMatchObject({
    title: '2030',
    prices: { fibre: { routeUsdPerKm: 9000 } },
    budget: { capexUsdPerYear: [1, 2, 3, 4] },
    gap: { unknown: 'leave' },
  })
  const wrong = applyOverrides(smallest as unknown as Json, [
    'prices.fiber.routeUsdPerKm=1',
    'seed',
    'prices.fibre.capexUsd.x=1',
  ])
  expect(wrong.value).toEqual(smallest)
  expect(wrong.problems.map(({ code }) => code)).toEqual(Array(3).fill('override-wrong'))
  expect(wrong.problems[0].cure).toBe('Did you mean "fibre"?')
  expect(readStudy(bytes(smallest), 's', ['seed=many']).problems[0].at.table).toBe('$.seed')
})

test('checkJson() accepts and refuses as ajv does, over 400 damaged studies (seed 5)', () => {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  const accepts = ajv.compile(studySchema)
  const random = seededRandom(5)
  const whole = {
    ...smallest,
    mode: 'silta',
    complete: { cellular: true },
    settlements: { leastPeople: 5 },
    prices: {
      year: 2026,
      fibre: { routeUsdPerKm: 1, lifetimeYears: 3 },
      satellite: { maxMbps: 0 },
    },
    demand: { takeUpShare: 0.2, mbpsForKind: { school: 20 } },
    gap: { leastTechnology: '4G', settlementGridMeters: 500 },
    economy: { horizonYears: 10, gniPerPersonUsd: null },
    budget: { capexUsdPerYear: [1, 2, 3, 4] },
    sources: [
      { file: 'a.csv', as: ['sites', 'towers'], columns: { lat: 'y' }, kinds: { a: 'skip' } },
      { dataset: 'b', as: 'areas', levels: { '4': 1 }, crs: 'EPSG:3857' },
    ],
    assumptions: [{ id: 'a', text: 'b' }],
  }
  expect(accepts(whole)).toBe(true)
  let refused = 0
  for (let i = 0; i < 400; i++) {
    const damaged = structuredClone(whole) as unknown as Record<string, Json>
    damage(damaged, random)
    const ours = checkJson(studySchema, damaged, 'study.json').length === 0
    expect({ damaged, accepted: ours }).toEqual({ damaged, accepted: accepts(damaged) })
    if (!ours) refused++
  }
  expect(refused).toBeGreaterThan(100)
})

/** Changes one thing somewhere in a value: removes it, renames it, or puts another in its place. */
function damage(value: Record<string, Json>, random: Random): void {
  const name = random.pick(Object.keys(value))
  const inner = value[name]
  if (
    typeof inner === 'object' &&
    inner !== null &&
    Object.keys(inner).length > 0 &&
    random.below(4) > 0
  ) {
    damage(inner as unknown as Record<string, Json>, random)
    return
  }
  const way = random.below(4)
  const other: Json[] = [null, -1, 0.5, 7, 'x', '', true, [], {}, [1, 'a'], { a: 1 }, '4G', 'sites']
  if (way === 0) {
    if (Array.isArray(value)) value.splice(Number(name), 1)
    else delete value[name]
  } else if (way === 1 && !Array.isArray(value)) {
    delete value[name]
    value[`${name}x`] = inner
  } else value[name] = random.pick(other)
}
