// Settings that people may change: only those, checked by the study's own schema, and undone by naming the
// value that stood before.
import { describe, expect, test } from 'vitest'
import { makeExample } from '#example/makeExample.ts'
import {
  askedSettings,
  isChangeable,
  joinSettings,
  leaveOut,
  overridesOf,
  settingIn,
  withSettings,
} from '#faces/plans/settings.ts'
import { readStudy, studyFrom } from '#sources/studyFile.ts'

const bytes = makeExample({ sites: 100, seed: 1 }).get('study.json') ?? new Uint8Array()
const { value: file } = readStudy(bytes, 'study.json')
if (file === undefined) throw new Error('The example has no study')

test('isChangeable() holds for what forms ask, and never for inputs or what is published', () => {
  for (const name of [...askedSettings, ...Object.values(leaveOut)])
    expect(isChangeable(name), name).toBe(true)
  const kept =
    'id sources sources.0.file country.iso3 publish.places seed assumptions complete.fibre reconcile.people gap gap.settlementGridMeters prices prices.fibre prices.nothing __proto__.x'
  expect(kept.split(' ').filter(isChangeable)).toEqual([])
})

describe('withSettings()', () => {
  test('gives the study with the settings, and leaves the first as it was', () => {
    const before = JSON.stringify(file)
    const { value } = withSettings(file, [
      { name: 'demand.rateMbps', value: 3 },
      { name: 'gap.leastTechnology', value: '3G' },
    ])
    const study = studyFrom(value ?? file)
    expect([study.demand.rateMbps, study.gap.leastTechnology]).toEqual([3, '3G'])
    expect(JSON.stringify(file)).toBe(before)
  })

  test('refuses what the schema refuses, and what is not to be changed', () => {
    const codes = (name: string, value: never): string[] =>
      withSettings(file, [{ name, value }]).problems.map(({ code }) => code)
    expect(codes('economy.discountRate', 2 as never)).toEqual(['setting-wrong'])
    expect(codes('budget.capexUsdPerYear', [1] as never)).toEqual(['setting-wrong'])
    expect(codes('sources.0.file', '/etc/passwd' as never)).toEqual(['setting-kept'])
  })
})

test('joinSettings() lays newer over earlier, in order, and forgets what is as it was at first', () => {
  const rate = settingIn(studyFrom(file), 'demand.rateMbps') ?? null
  const joined = joinSettings(
    file,
    [
      { name: 'gap.unknown', value: 'leave' },
      { name: 'demand.rateMbps', value: 9 },
    ],
    [
      { name: 'demand.rateMbps', value: rate },
      { name: 'economy.discountRate', value: 0.09 },
      { name: 'gap.unknown', value: 'leave' },
    ],
  )
  expect(overridesOf(joined)).toEqual(['economy.discountRate=0.09', 'gap.unknown="leave"'])
})
