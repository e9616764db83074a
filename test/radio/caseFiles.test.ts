// Files of profiles and cases as users damage them: every fault is named with its row, none is guessed at.
import { describe, expect, test } from 'vitest'
import type { Problem } from '#base/problem.ts'
import { checkItm } from '#radio/itm.ts'
import { readItmFiles } from '#radio/itmFiles.ts'
import { checkP452 } from '#radio/p452.ts'
import { readP452Files } from '#radio/p452Files.ts'
import { checkP1812 } from '#radio/p1812.ts'
import { readP1812File } from '#radio/p1812File.ts'

const profile1812 = [
  'Tx LAT:,50',
  'Tx LON:,10',
  'Rx LAT:,50',
  'Rx LON:,10.01',
  'First Point TX or RX:,T',
  'Average annual values dN (N-units/km):,45',
  '{Begin of Profile}',
  'Number of Points:,6',
  '0,100,2,0,4',
  '0.1,101,2,10,4',
  '0.2,102,2,10,3',
  '0.3,103,2,10,1',
  '0.4,104,2,10,4',
  '0.5,105,2,0,4',
  '{End of Profile}',
  '{Begin of Measurements}',
  '700,30,,2,1,,,,,,,,30,,50,,0,0',
  '900,30,,2,2,,,,,,,,30,,10,,0,0',
  '{End of Measurements}',
]

/** The file with one line (counted from 1) replaced, and others after it left out. */
const damaged = (row: number, line: string, cut = profile1812.length): string =>
  profile1812
    .map((each, i) => (i + 1 === row ? line : each))
    .slice(0, cut)
    .join('\n')

const told = (problems: readonly Problem[]): string[] =>
  problems.map(({ at, message }) => `${at.row}: ${message}`)

describe('readP1812File()', () => {
  test('reads the cases in file order', () => {
    const { cases, problems } = readP1812File(profile1812.join('\r\n'), 'a.csv')
    expect(problems).toEqual([])
    expect(cases.map(({ inputs, row }) => [inputs.frequencyMhz, inputs.polarization, row])).toEqual(
      [
        [700, 1, 17],
        [900, 2, 18],
      ],
    )
    expect([...(cases[0].path.zone ?? [])]).toEqual([4, 4, 3, 1, 4, 4])
    expect(cases[0].pathRows[0]).toBe(9)
  })
  test.each([
    ['an empty file', '', '0: Cannot read the profile: the file is empty'],
    ['another kind of file', 'a,b\n1,2', '0: Cannot find {Begin of Profile} in the file'],
    ['a distance in words', damaged(10, 'far,101,2,10,4'), '10: Cannot read the distance "far"'],
    ['a height in words', damaged(11, '0.2,high,2,10,4'), '11: Cannot read the height "high"'],
    ['a clutter in words', damaged(12, '0.3,103,2,tall,4'), '12: Cannot read the clutter height'],
    ['a zone there is not', damaged(12, '0.3,103,2,10,260'), '12: Cannot use the zone 260'],
    ['a hexadecimal', damaged(17, '0x700,30,,2,1,,,,,,,,30,,50'), '17: Cannot read the frequency'],
    [
      'a third polarization',
      damaged(17, '700,30,,2,3,,,,,,,,30,,50'),
      '17: Cannot use the polariz',
    ],
    ['a row cut off', damaged(18, '900,30,,2,2,,,'), '18: Cannot read the time percentage: there'],
    ['no latitude', damaged(1, 'Tx LAT:,'), '1: Cannot read the "Tx LAT": there is none'],
    ['a gradient in words', damaged(6, 'Average annual values dN:,much'), '6: Cannot read the'],
    ['a point left out', damaged(14, '#'), '8: The profile says it has 6 points and holds 5'],
    ['a file cut off in the profile', damaged(0, '', 12), '7: Cannot find {End of Profile}'],
    ['a file cut off in the cases', damaged(0, '', 17), '16: Cannot find {End of Measurements}'],
    [
      'a profile turned round',
      damaged(5, 'First Point TX or RX:,R'),
      '5: The profile begins at the',
    ],
  ])('names %s with its row', (_, text, expected) => {
    const { problems } = readP1812File(text, 'a.csv')
    expect(
      told(problems).some((each) => each.startsWith(expected)),
      told(problems).join('\n'),
    ).toBe(true)
    expect(problems.every(({ at, cure }) => at.source === 'a.csv' && cure.length > 10)).toBe(true)
  })
  test('leaves to the path what only the whole can tell: voids, order, the ends of the Earth', () => {
    for (const [line, code] of [
      ['0.2,NaN,2,10,4', 'terrain-void'],
      ['0.2,,2,10,4', 'terrain-void'],
      ['0.2,-9999,2,10,4', 'terrain-void'],
      ['0.1,102,2,10,4', 'path-not-increasing'],
      ['0.2,102,2,-1,4', 'clutter-invalid'],
    ]) {
      const { cases, problems } = readP1812File(damaged(11, line), 'a.csv')
      expect(problems).toEqual([])
      const [found] = checkP1812(cases[0].path, cases[0].inputs)
      expect(found.code).toBe(code)
      expect(cases[0].pathRows[found.at.row - 1]).toBe(11)
    }
  })
  test('names inputs outside their range', () => {
    const { cases } = readP1812File(damaged(17, '7000,0,,-2,1,,,,,,,,30,,60'), 'a.csv')
    const messages = checkP1812(cases[0].path, cases[0].inputs).map(({ message }) => message)
    expect(messages.map((message) => message.slice(message.indexOf('with ') + 5))).toEqual([
      'frequency 7000 MHz: it is defined from 30 MHz to 6000 MHz',
      'time percentage 60 %: it is defined from 1 % to 50 %',
      'transmitter height 0 m: it is defined from 1 m to 3000 m',
      'receiver height -2 m: it is defined from 1 m to 3000 m',
    ])
  })
})

const profile452 = [
  'd (km),h(m),Ground cover height (m),zone: A1=Coastal Land/A2=Inland/B=Sea,zone: 1/2/3',
  ...Array.from({ length: 6 }, (_, i) => `${i},${100 + i},5,A2,2`),
]
const cases452 = [
  'profile,f (GHz),p (%),htg (m),hrg (m),phit_e (deg),phit_n (deg),phir_e (deg),phir_n (deg),pol (1-h/2-v)',
  'a.csv,0.1,50,60,7,-6.3,53.1,-6.2,53.1,1',
  'a.csv,2,0.1,60,7,-6.3,53.1,-6.2,53.1,2',
]
const replaced = (lines: readonly string[], row: number, line: string): string =>
  lines.map((each, i) => (i + 1 === row ? line : each)).join('\n')

describe('readP452Files()', () => {
  test('reads profile and cases', () => {
    const read = readP452Files(profile452.join('\n'), cases452.join('\n'), 'a.csv', 'b.csv')
    expect(read.problems).toEqual([])
    expect(read.cases.map(({ inputs }) => inputs.polarization)).toEqual([1, 2])
    expect(checkP452(read.cases[1].path, read.cases[1].inputs)).toEqual([])
  })
  test.each([
    ['a zone there is not', 3, '1,101,5,A9,9', '3: Cannot read the zone "9"'],
    ['a point cut off', 7, '5,10', '7: Cannot read the point: it has 2 fields, expected 5'],
    ['a clutter in words', 4, '2,102,tree,A2,2', '4: Cannot read the clutter height "tree"'],
  ])('names %s', (_, row, line, expected) => {
    const text = replaced(profile452, row, line)
    expect(told(readP452Files(text, cases452.join('\n'), 'a', 'b').problems)).toContainEqual(
      expect.stringContaining(expected),
    )
  })
  test.each([
    ['a frequency in words', 2, 'a.csv,x,50,60,7,-6.3,53.1,-6.2,53.1,1', '2: Cannot read the freq'],
    ['no latitude', 3, 'a.csv,2,1,60,7,-6.3,,-6.2,53.1,1', '3: Cannot read the latitude of the tr'],
    ['a row cut off', 3, 'a.csv,2,1', '3: Cannot read the case: it has 3 fields, expected 10'],
    ['a polarization there is not', 2, 'a,1,50,60,7,-6,53,-6,53,0', '2: Cannot use the polarizat'],
    ['a missing column', 1, 'profile,f,p', '1: Cannot read the cases: there is no column "htg"'],
  ])('names %s in the cases', (_, row, line, expected) => {
    const { problems } = readP452Files(
      profile452.join('\n'),
      replaced(cases452, row, line),
      'a.csv',
      'b.csv',
    )
    expect(told(problems)).toContainEqual(expect.stringContaining(expected))
    expect(problems[0].at.source).toBe('b.csv')
  })
  test('names empty files', () => {
    const problems = told(readP452Files('', '', 'a', 'b').problems)
    expect(problems).toContainEqual(expect.stringContaining('there is no point below the header'))
    expect(problems).toContainEqual(expect.stringContaining('the file is empty'))
  })
})

const list = 'h_tx__meter,15\nh_rx__meter,3\nclimate,5\nN_0,301\nf__mhz,3500\npol,1\nmdvar,1\n'

describe('readItmFiles()', () => {
  test('makes a case of each pair in the driver’s tables, confidence varying fastest', () => {
    const { cases, problems } = readItmFiles(
      '4,100,1,2,3,4,5',
      `${list}confidence,10,60,90\nreliability,20,65\n`,
      'a',
      'b',
    )
    expect(problems).toEqual([])
    expect(
      cases.map(({ inputs }) => [inputs.timePercent, inputs.situationPercent, inputs.frequencyMhz]),
    ).toEqual([
      [20, 10, 3500],
      [20, 60, 3500],
      [20, 90, 3500],
      [65, 10, 3500],
      [65, 60, 3500],
      [65, 90, 3500],
    ])
  })
  test.each([
    [
      'a height too few',
      '4,100,1,2,3,4',
      '1: Cannot read the profile: it says 4 steps, which need 5',
    ],
    ['a height too many', '4,100,1,2,3,4,5,6', '1: Cannot read the profile: it says 4 steps'],
    ['a step in words', '4,x,1,2,3,4,5', '1: Cannot read the step "x"'],
    ['an empty file', '', '0: Cannot read the profile: the file is empty'],
    ['more profiles than cases', '2,9,1,2,3\n2,9,1,2,3', '0: Cannot pair 1 cases with 2 profiles'],
  ])('names %s', (_, text, expected) => {
    const { cases, problems } = readItmFiles(text, list, 'a', 'b')
    expect(told(problems)).toContainEqual(expect.stringContaining(expected))
    expect(cases).toEqual([])
  })
  test.each([
    ['an input in words', `${list}sigma,wet\n`, 'Cannot read the conductivity "wet"'],
    ['an input left out', list.replace('N_0,301\n', ''), 'there is no "n_0"'],
    ['an input given twice', `${list}pol,0\n`, '"pol" is given twice'],
    ['the area mode', `${list}d__km,10\n`, 'area mode of ITM'],
    ['no cases at all', '', 'the file is empty'],
  ])('names %s in the cases', (_, text, expected) => {
    const { problems } = readItmFiles('4,100,1,2,3,4,5', text, 'a', 'b')
    expect(told(problems)).toContainEqual(expect.stringContaining(expected))
  })
  test('leaves voids and ranges to the model, which names them', () => {
    const { cases } = readItmFiles(
      '4,100,1,NaN,3,4,5',
      list.replace('climate,5', 'climate,5.5'),
      'a',
      'b',
    )
    expect(checkItm(cases[0].path, cases[0].inputs).map(({ message }) => message)).toEqual([
      expect.stringContaining('climate 5.5: it is a whole number from 1 to 7'),
      'The terrain has no height at 0.1 km',
    ])
  })
})
