// Plans computed one at a time in threads: the same digest as in this thread, progress, stopping, limits.
import { afterEach, expect, test } from 'vitest'
import { loadOrigin } from '#faces/plans/origin.ts'
import { PlanBench, type PlanTask } from '#faces/plans/planBench.ts'
import type { PlanAnswer } from '#faces/plans/planThread.ts'
import { runStudy } from '#study.ts'

const place = { kind: 'example', example: { sites: 100, seed: 5 } } as const
const long = { kind: 'example', example: { sites: 100_000, seed: 5 } } as const
const faults: unknown[] = []
const bench = new PlanBench((fault) => faults.push(fault), {
  mostWaiting: 1,
  mostMinutes: 1,
  mostKept: 3,
})
afterEach(async () => {
  await bench.close()
  expect(faults.splice(0)).toEqual([])
})

const task = (more: Partial<PlanTask> = {}): PlanTask => ({
  place,
  overrides: [],
  sources: [],
  owner: 'someone',
  keep: async () => 'kept',
  ...more,
})

async function sourcesOf(overrides: readonly string[] = []) {
  const { country, study } = await loadOrigin(place, overrides, {})
  if (country === undefined || study === undefined) throw new Error('The example is not read')
  return { sources: country.sources.map(({ digest }) => digest), country, study }
}

test('PlanBench.start() computes in its thread the plan that this thread computes', async () => {
  const overrides = ['demand.rateMbps=3']
  const { sources, country, study } = await sourcesOf(overrides)
  const kept: Extract<PlanAnswer, { kind: 'done' }>[] = []
  const job = bench.start(
    'a',
    task({
      overrides,
      sources,
      keep: async (plan) => {
        kept.push(plan)
        return 'its name'
      },
    }),
  )
  expect(await job?.ended).toBe('done')
  expect(job).toMatchObject({ state: 'done', kept: 'its name', owner: 'someone', problems: [] })
  const { resultDigest } = await runStudy(country, study)
  expect(kept.map(({ digest }) => digest)).toEqual([resultDigest])
  expect(kept[0].document.resultDigest).toBe(resultDigest)
}, 30_000)

test('PlanBench.start() refuses to compare plans of other data, and says what is wrong with settings', async () => {
  const other = bench.start('a', task({ sources: ['sha256:other'] }))
  expect(await other?.ended).toBe('failed')
  expect(other?.problems.map(({ code }) => code)).toEqual(['inputs-changed'])
  const wrong = bench.start('b', task({ overrides: ['economy.discountRate=7'] }))
  expect(await wrong?.ended).toBe('failed')
  expect(wrong?.problems.map(({ code }) => code)).toEqual(['setting-wrong'])
}, 30_000)

test('PlanBench.stop() ends what runs and what waits; a third is turned away, and the bench goes on', async () => {
  const runs = bench.start('a', task({ place: long }))
  const waits = bench.start('b', task({ place: long }))
  expect([runs?.state, waits?.state]).toEqual(['running', 'waiting'])
  expect(bench.start('c', task())).toBe(undefined)
  await bench.stop('b')
  await bench.stop('a')
  expect([await runs?.ended, await waits?.ended]).toEqual(['stopped', 'stopped'])
  const { sources } = await sourcesOf()
  const next = bench.start('d', task({ sources }))
  expect(await next?.ended).toBe('done')
}, 30_000)
