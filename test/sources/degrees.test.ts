import { describe, expect, test } from 'vitest'
import { rawDegrees, rawPosition } from '#sources/degrees.ts'

describe('rawDegrees() reads one coordinate as people write it', () => {
  test.each([
    ['9.3375', 9.3375],
    ['-9.5', -9.5],
    ['9,3375', 9.3375],
    ['9°20\'15"N', 9.3375],
    ['9° 20\' 15" N', 9.3375],
    ['N 9 20 15', 9.3375],
    ['9 20 15 S', -9.3375],
    ['009:20:15', 9.3375],
    ['9d20m15s', 9.3375],
    ['9d20m15s S', -9.3375],
    ['9.3375S', -9.3375],
    ["N09°20.25'", 9.3375],
    ['2° 30′ 00″ Ouest', -2.5],
    ['2,5° O', -2.5],
    ["2°30'L", 2.5],
    // 8°29′59.97″, as a spreadsheet rounds it.
    ['8°29\'60.0"N', 8.5],
  ])('%s', (text, degrees) => {
    expect(rawDegrees(text)).toBeCloseTo(degrees, 12)
  })

  test.each(['', 'S', '9 20', '12 rue', "9°75'N", '9°20\'61"', 'N 9 N', 'Cotonou', '1 2 3 4 N'])(
    'not %s',
    (text) => {
      expect(rawDegrees(text)).toBeNaN()
    },
  )

  test('there and back: degrees, minutes and seconds of every tenth of a degree', () => {
    for (let tenth = -1800; tenth <= 1800; tenth++) {
      const degrees = tenth / 10
      const size = Math.abs(degrees)
      const whole = Math.floor(size + 1e-9)
      const minutes = Math.round((size - whole) * 60)
      expect(rawDegrees(`${whole}°${minutes}'00"${tenth < 0 ? 'W' : 'E'}`)).toBeCloseTo(degrees, 9)
    }
  })
})

describe('rawPosition() reads both coordinates of one cell, latitude first unless letters say otherwise', () => {
  test.each([
    ['9.33, 2.63', [2.63, 9.33]],
    ['9.33,2.63', [2.63, 9.33]],
    ['9.33;2.63', [2.63, 9.33]],
    ['9,33 2,63', [2.63, 9.33]],
    ['(9.33, -2.63)', [-2.63, 9.33]],
    ['2.63E 9.33N', [2.63, 9.33]],
    ['9°20\'15"N, 2°30\'00"W', [-2.5, 9.3375]],
  ])('%s', (text, position) => {
    expect(rawPosition(text)).toEqual(position)
  })

  test.each(['9.33', '12,5', '12 5', 'Rue, 5', '1.0, 2.0, 3.0', ''])('not %s', (text) => {
    expect(rawPosition(text)).toBeUndefined()
  })
})
