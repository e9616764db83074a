import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { type Json, jsonDigest } from '#base/canonical.ts'
import type { Country } from '#country/model.ts'
import type { Study } from '#country/study.ts'
import { nodeThreads } from '#faces/threads.ts'
import { fundingDocument, gapDocument, planDocument, roadmapDocument, runStudy } from '#study.ts'
import { tinyCountry, tinyStudy } from './country/tiny.ts'
import { randomCase } from './plan/_cases.ts'

/** The validator of one of the promised documents. */
const validator = (name: string) => {
  const url = new URL(`../docs/schemas/${name}.schema.json`, import.meta.url)
  return new Ajv2020({ allErrors: true }).compile(JSON.parse(readFileSync(url, 'utf8')))
}

const budget = (usd: number) => ({
  firstYear: 2026,
  lastYear: 2029,
  capexUsdPerYear: [usd, usd, usd, usd],
})

/** Countries that differ in what documents must say about them. */
const cases: readonly (readonly [string, Country, Study])[] = [
  ['a country of twelve places', ...inputs(7)],
  ['nothing at all', tinyCountry({}), tinyStudy()],
  [
    'schools without any population',
    tinyCountry({
      sites: [
        { lon: 0, lat: 0, kind: 'school' },
        { lon: 0.5, lat: 0, kind: 'school', connected: 'no' },
      ],
      towers: [{ lon: 0, lat: 0 }],
    }),
    tinyStudy({ budget: budget(2_000) }),
  ],
  [
    'places of which nothing is known',
    tinyCountry({
      sites: [{ lon: 0, lat: 0, population: 900 }],
      areas: [{ name: '' }],
      completeness: { cellular: false, fibre: false },
    }),
    tinyStudy({ gap: { ...tinyStudy().gap, unknown: 'leave' } }),
  ],
  [
    'CPP mode',
    tinyCountry({
      sites: [
        { lon: 0, lat: 0 },
        { lon: 0.1, lat: 0 },
      ],
      fibreNodes: [{ lon: 0, lat: 0 }],
    }),
    tinyStudy({ mode: 'cpp' }),
  ],
]

function inputs(seed: number): [Country, Study] {
  const { country, study } = randomCase(seed, { siteCount: 12, poolMbps: 60 })
  const economy = { ...study.economy, gniPerPersonUsd: 1500, gini: 0.4 }
  return [country, { ...study, economy, budget: budget(60_000) }]
}

describe.each(cases)('the documents of %s', (_, country, study) => {
  test.each(['gap', 'plan', 'roadmap', 'funding'])(
    'keep the promise of %s.schema.json',
    async (name) => {
      const result = await runStudy(country, study)
      const document = {
        gap: gapDocument(result.gap),
        plan: planDocument(result, 0.25),
        roadmap: roadmapDocument(result),
        funding: fundingDocument(result),
      }[name]
      const validate = validator(name)
      validate(JSON.parse(JSON.stringify(document)))
      expect(validate.errors ?? []).toEqual([])
    },
  )

  test('agree with each other and with the digest they carry', async () => {
    const result = await runStudy(country, study)
    const plan = planDocument(result, 3)
    const roadmap = roadmapDocument(result)
    const { resultDigest, seconds, ...numbers } = plan
    expect(seconds).toBe(3)
    expect(resultDigest).toBe(jsonDigest(numbers as unknown as Json))
    expect(roadmap.resultDigest).toBe(resultDigest)
    expect(roadmap.phases.map(({ sites, ...phase }) => [phase.year, sites.length])).toEqual(
      plan.phases.map(({ year, sites }) => [year, sites]),
    )
    expect(roadmap.phases.map(({ capexUsd }) => capexUsd)).toEqual(
      plan.phases.map(({ capexUsd }) => capexUsd),
    )
    const built = plan.phases.reduce((total, { capexUsd }) => total + capexUsd, 0)
    expect(built + roadmap.notBuilt.capexUsd).toBeCloseTo(plan.totals.capexUsd, 1)
  })
})

describe('check.schema.json', () => {
  const problem = {
    level: 'error',
    code: 'population-missing',
    at: { source: 'places.csv', table: 'places', row: 7 },
    message: 'Row 7 has no population',
    cure: 'Give the number of people who live there',
  }
  const validate = validator('check')

  test('takes a problem with all its parts', () => {
    expect(validate({ problems: [problem] })).toBe(true)
  })

  test.each([
    ['another level', { ...problem, level: 'fatal' }],
    ['no cure', { ...problem, cure: undefined }],
    ['an unknown entry', { ...problem, stack: 'at main' }],
    ['a row before the first', { ...problem, at: { ...problem.at, row: -1 } }],
  ])('refuses a problem with %s', (_, wrong) => {
    expect(validate(JSON.parse(JSON.stringify({ problems: [wrong] })))).toBe(false)
  })
})

describe('runStudy()', () => {
  test('gives the same bytes again, and with two threads (seeds 1 to 6)', async () => {
    const threads = nodeThreads(2)
    try {
      for (let seed = 1; seed <= 6; seed++) {
        const [country, study] = inputs(seed)
        const once = await runStudy(country, study)
        const again = await runStudy(country, study)
        const apart = await runStudy(country, study, { workers: threads })
        for (const other of [again, apart]) {
          expect(JSON.stringify(planDocument(other, 0))).toBe(JSON.stringify(planDocument(once, 0)))
          expect(JSON.stringify(roadmapDocument(other))).toBe(JSON.stringify(roadmapDocument(once)))
          expect(other.plan.links.id).toEqual(once.plan.links.id)
          expect(other.plan.sites.choice).toEqual(once.plan.sites.choice)
        }
      }
    } finally {
      await threads.close()
    }
  })

  test('names its inputs: a changed price or place changes the digest', async () => {
    const [country, study] = inputs(1)
    const { inputsDigest } = await runStudy(country, study)
    const dearer = {
      ...study,
      prices: { ...study.prices, fibre: { ...study.prices.fibre, capexUsd: 501 } },
    }
    expect((await runStudy(country, dearer)).inputsDigest).not.toBe(inputsDigest)
    const moved = { ...country, sites: { ...country.sites, lon: country.sites.lon.slice() } }
    moved.sites.lon[3] += 1e-7
    expect((await runStudy(moved, study)).inputsDigest).not.toBe(inputsDigest)
  })

  test('changes nothing it was given', async () => {
    const [country, study] = inputs(2)
    const before = JSON.stringify([country, study])
    await runStudy(country, study)
    expect(JSON.stringify([country, study])).toBe(before)
  })

  test('stops when it is told to', async () => {
    const [country, study] = inputs(3)
    const controller = new AbortController()
    const watch = { signal: controller.signal, onProgress: () => controller.abort() }
    await expect(runStudy(country, study, { watch })).rejects.toThrow('abort')
  })
})
