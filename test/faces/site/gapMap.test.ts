// The map of the gap: classes, what is hatched, where names stand, and that each size can be read.
import { describe, expect, test } from 'vitest'
import { drawGapMap, gapClass, middleOf } from '#faces/site/map/gapMap.ts'
import { areaPieces, areasFigure, areasMap, knownShare } from '#faces/site/pages/areasMap.ts'
import { publish, type View } from '#faces/site/view.ts'
import { english } from '#faces/site/words/english.ts'
import { languages } from '#faces/site/words/languages.ts'
import { tinyResult } from '../tinyResult.ts'

const view = (query = ''): View => ({
  words: english,
  study: publish(tinyResult, [], {}),
  base: '',
  here: '/areas',
  query: new URLSearchParams(query),
})

test('gapClass() ends classes at 10, 25, 50 and 75 percent, ends included', () => {
  expect([0, 0.1, 0.101, 0.25, 0.4, 0.5, 0.75, 0.76, 1].map(gapClass)).toEqual([
    1, 1, 2, 2, 3, 3, 4, 5, 5,
  ])
})

test('knownShare() has no share where nobody lives, or where most is unknown', () => {
  const count = (served: number, unserved: number, unknown: number) =>
    knownShare({ total: served + unserved + unknown, served, unserved, unknown })
  expect(count(3, 1, 0)).toBe(0.25)
  expect(count(0, 0, 0)).toBeUndefined()
  expect(count(1, 2, 4)).toBeUndefined()
  expect(count(1, 2, 3)).toBe(2 / 6)
})

test('middleOf() is the centroid of the largest ring, near and far from zero', () => {
  const square = (west: number, side: number) => [
    Float64Array.of(west, 0, west + side, 0, west + side, side, west, side, west, 0),
  ]
  expect(middleOf([square(0, 1), square(170, 2)])).toEqual([171, 1])
  // A triangle's centroid is the mean of its corners.
  const [lon, lat] = middleOf([[Float64Array.of(100, 50, 103, 50, 100, 56, 100, 50)]])
  expect(lon).toBeCloseTo(101, 9)
  expect(lat).toBeCloseTo(52, 9)
})

describe('areasMap()', () => {
  test('colors each area by its share of people, written on it', () => {
    const svg = areasMap(view()) ?? ''
    // A1: 300 of 1,200 people; the counts are in tinyResult.
    expect(areaPieces(view(), 'people').map(({ share }) => share?.toFixed(3))).toEqual([
      '0.250',
      ...tinyResult.gap.areas
        .slice(1)
        .map(({ people }) => ((people?.unserved ?? 0) / (people?.total ?? 1)).toFixed(3)),
    ])
    expect(svg).toContain('fill:var(--gap2)')
    expect(svg).toMatch(/>Halva Coast<.*>25 %</)
    expect(svg).toMatch(/>\d+ km</)
    expect(svg).toContain('>N<')
  })

  test('a phone’s drawing is half as wide, with letters of the same size', () => {
    const width = (svg: string | undefined) => Number(svg?.match(/viewBox="0 0 (\d+)/)?.[1])
    expect(width(areasMap(view('size=phone')))).toBeLessThan(width(areasMap(view())) / 2)
  })

  test('is left out where no source gives shapes', () => {
    const { country } = tinyResult
    const shapeless = { ...country, areas: { ...country.areas, polygons: [[], [], []] } }
    const without = { ...view(), study: publish({ ...tinyResult, country: shapeless }, [], {}) }
    expect(areasMap(without)).toBeUndefined()
    expect(areasFigure(without)).toBeUndefined()
  })
})

test('drawGapMap() hatches what is not known, and escapes names', () => {
  const shape = [[Float64Array.of(0, 0, 1, 0, 1, 1, 0, 1, 0, 0)]]
  const svg = drawGapMap(languages.ar.words, [{ name: 'A & <B>', shape, share: undefined }], {
    west: 0,
    south: 0,
    east: 1,
    north: 1,
  })
  expect(svg).toContain('fill:url(#h)')
  expect(svg).toContain('A &amp; &lt;B&gt;')
  expect(svg).toContain('>ش<')
  expect(svg).not.toContain('%')
})
