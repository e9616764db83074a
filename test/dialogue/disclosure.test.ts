// Disclosure: what is published survives an attacker who tries all subtractions, and says as much as it may.
import { expect, test } from 'vitest'
import { type Random, seededRandom } from '#base/random.ts'
import {
  type Choice,
  publishMoments,
  publishResults,
  type SectionResult,
} from '#dialogue/disclosure.ts'
import { type StakeholderGroup, stakeholderGroups } from '#register/records/consultations.ts'
import { findLeak, knownFigures, peopleFor } from './_attack.ts'

const options = ['a', 'b', 'c']
const section = { code: 's', options }

/** So many people of each group for each option. */
function choices(
  counts: Partial<Record<StakeholderGroup, readonly number[]>>,
  name = 'p',
): Choice[] {
  return Object.entries(counts).flatMap(([group, row]) =>
    row.flatMap((n, o) =>
      Array.from({ length: n }, (_, i) => ({
        person: `${name}-${group}-${o}-${i}`,
        section: 's',
        option: options[o],
        group: group as StakeholderGroup,
      })),
    ),
  )
}

const shape = ({ groups }: SectionResult) =>
  Object.fromEntries(groups.map(({ group, count, counts }) => [group, [count, ...counts]]))

test('publishResults() shows groups of ten and more, and withholds a second where one alone would be the rest', () => {
  const [result] = publishResults(
    [section],
    choices({
      residents: [40, 30, 20],
      business: [14, 12, 11],
      government: [2, 1, 1],
    }),
  )
  expect(result.totals).toEqual([56, 43, 32])
  const shown = shape(result)
  expect(shown.residents).toEqual([90, 40, 30, 20])
  // 131 in all less 90 and 37 would be the four of the government: business stands back with it.
  expect(shown.business).toEqual([undefined, undefined, undefined, undefined])
  expect(shown.government).toEqual([undefined, undefined, undefined, undefined])
})

test('publishResults() withholds a second cell of a row where one is small', () => {
  const [result] = publishResults(
    [section],
    choices({ residents: [40, 30, 3], business: [30, 20, 15], academia: [25, 20, 15] }),
  )
  const { residents } = shape(result)
  expect(residents[0]).toBe(73)
  expect(residents.slice(1).filter((count) => count === undefined).length).toBeGreaterThan(1)
})

test('publishResults() shows nothing of groups where all of them are small, and all where none is', () => {
  const few = publishResults([section], choices({ residents: [3, 3, 3], business: [9, 0, 0] }))
  for (const row of Object.values(shape(few[0])))
    expect(row.every((n) => n === undefined)).toBe(true)
  const many = Object.fromEntries(stakeholderGroups.map((group) => [group, [10, 20, 30]]))
  const whole = publishResults([section], choices(many))
  for (const row of Object.values(shape(whole[0]))) expect(row).toEqual([60, 10, 20, 30])
})

function randomTable(random: Random, name: string): Choice[] {
  const sizes = [0, 1, 4, 9, 10, 11, 15, 30]
  return choices(
    Object.fromEntries(
      stakeholderGroups.map((group) => [group, options.map(() => random.pick(sizes))]),
    ),
    name,
  )
}

test('publishResults() survives an attacker who tries all subtractions (60 tables, seed 21)', () => {
  const random = seededRandom(21)
  let shown = 0
  let naive = 0
  for (let round = 0; round < 60; round++) {
    const table = randomTable(random, `r${round}`)
    const [result] = publishResults([section], table)
    const people = peopleFor([table], options)
    const known = knownFigures([result])
    shown += known.length - options.length
    expect(findLeak(known, people, options.length), `table ${round}`).toBe(undefined)
    // The same attacker against a rule that only withholds small counts.
    const only = {
      ...result,
      groups: result.groups.map((row, g) => naiveRow(row.group, people, g)),
    }
    if (findLeak(knownFigures([only]), people, options.length) !== undefined) naive += 1
  }
  expect(shown).toBeGreaterThan(300)
  expect(naive).toBeGreaterThan(50)
})

function naiveRow(group: StakeholderGroup, people: readonly number[], g: number) {
  const row = options.map((_, o) => people[g * options.length + o])
  const sum = row.reduce((a, b) => a + b, 0)
  const show = (n: number) => (n >= 10 ? n : undefined)
  return { group, count: show(sum), counts: row.map(show) }
}

test('publishMoments() survives it over two moments, where the second alone would not (40 cases, seed 22)', () => {
  const random = seededRandom(22)
  let twice = 0
  for (let round = 0; round < 40; round++) {
    const waves = [randomTable(random, 'one'), randomTable(random, 'two')]
    // A late wave of few: the usual way in which a difference tells of them.
    if (round % 2 === 0) waves[1] = waves[1].slice(0, 12)
    const moments = publishMoments([section], waves).map(([result]) => result)
    const people = peopleFor(waves, options)
    expect(findLeak(knownFigures(moments), people, options.length, 600), `case ${round}`).toBe(
      undefined,
    )
    const apart = [
      publishResults([section], waves[0])[0],
      publishResults([section], waves.flat())[0],
    ]
    if (findLeak(knownFigures(apart), people, options.length, 300) !== undefined) twice += 1
  }
  expect(twice).toBeGreaterThan(15)
  const one = choices({ residents: [20, 20, 20] })
  expect(() => publishMoments([section], [one, one])).toThrow(RangeError)
})

test('publishResults() withholds one of two sections that differ by few people', () => {
  const first = choices({ residents: [30, 30, 30], business: [20, 20, 20] })
  const second = first
    .filter(({ person }) => !person.endsWith('-0'))
    .map((choice) => ({ ...choice, section: 't' }))
  const [one, two] = publishResults([section, { code: 't', options }], [...first, ...second])
  for (const [g, row] of one.groups.entries())
    for (const [o, count] of [row.count, ...row.counts].entries()) {
      const other = [two.groups[g].count, ...two.groups[g].counts][o]
      if (count !== undefined && other !== undefined) expect(Math.abs(count - other)).toBe(0)
    }
  expect(one.groups.at(-1)?.count).toBe(90)
  expect(two.groups.at(-1)?.count).toBe(undefined)
})
