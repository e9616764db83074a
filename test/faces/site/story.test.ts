import { describe, expect, test } from 'vitest'
import { lede } from '#faces/site/pages/front.ts'
import { concentration, oneIn, standing, works } from '#faces/site/story.ts'
import { english } from '#faces/site/words/english.ts'
import { tinyResult } from '../tinyResult.ts'

test('standing() counts who is reached and who is left, in people', () => {
  expect(standing(tinyResult)).toEqual({
    measure: 'people',
    lack: 'unserved',
    count: { total: 1600, served: 1000, unserved: 560, unknown: 40 },
    reached: 500,
    left: 60,
    firstYear: 2026,
    lastYear: 2029,
  })
})

test('standing() counts places where nobody gives a population', () => {
  const gap = { ...tinyResult.gap, people: null }
  expect(standing({ ...tinyResult, gap })).toMatchObject({ measure: 'sites', reached: 4, left: 2 })
})

test('concentration() is the fewest areas that hold half of the unserved', () => {
  const found = concentration(tinyResult, { measure: 'people', lack: 'unserved' })
  expect(found.areas.map(({ id }) => id)).toEqual(['A1', 'A2', 'A3'])
  expect(found).toMatchObject({ total: 560, half: 1, halfShare: 300 / 560 })
})

test('works() adds up sites and links of each technology, and what no budget is left for', () => {
  const found = works(tinyResult)
  expect(found.map(({ technology }) => technology)).toEqual(['fibre', 'cellular', 'satellite'])
  const [fibre, cellular, satellite] = found
  expect(fibre).toMatchObject({ sites: 2, links: 2, capexUsd: 168_000, capexLaterUsd: 0 })
  expect(fibre.capexForYear).toEqual([0, 160_500, 7500, 0])
  expect(fibre.lengthMeters).toBeCloseTo(16_700.004, 6)
  expect(cellular.capexForYear).toEqual([240, 0, 0, 0])
  expect(satellite).toMatchObject({ capexUsd: 800, capexLaterUsd: 800 })
  const capital = found.reduce((sum, { capexUsd }) => sum + capexUsd, 0)
  expect(capital).toBeCloseTo(tinyResult.plan.totals.capexUsd, 6)
})

test('oneIn() speaks only where a share is near one in a small number', () => {
  expect([0.5, 0.25, 0.333, 0.2, 0.1, 0.22, 0.05, 0.9].map(oneIn)).toEqual([
    2,
    4,
    3,
    5,
    10,
    undefined,
    undefined,
    undefined,
  ])
})

describe('lede() says what the figures say', () => {
  const now = standing(tinyResult)
  const said = (change: Partial<typeof now>): string => lede(english, { ...now, ...change })

  test('who is unserved, who stays so, and of whom nobody knows', () => {
    expect(said({})).toBe(
      '35 % of people have no usable connection. The plan would reach all but four in 100 by 2029. Of 40 people we do not know.',
    )
  })

  test('all, few, and places', () => {
    expect(said({ left: 0 })).toContain('would reach all of them by 2029')
    expect(said({ left: 3 })).toContain('would reach all but 3 by 2029')
    expect(said({ measure: 'sites' })).toContain('35 % of places have no usable connection')
  })

  test('where most is unknown, that first', () => {
    const count = { total: 1000, served: 10, unserved: 0, unknown: 990 }
    expect(said({ lack: 'unknown', count, reached: 900 })).toBe(
      'Of 99 % of people we do not know whether they have a usable connection. The plan would connect 900 people by 2029.',
    )
  })

  test('nothing is promised where nobody is unserved', () => {
    const count = { total: 10, served: 10, unserved: 0, unknown: 0 }
    expect(said({ count })).toBe('Nobody is known to be without a usable connection.')
  })
})
