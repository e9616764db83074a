import { expect, test } from 'vitest'
import { isInShape } from '#geo/pointInPolygon.ts'
import type { MultiPolygon } from '#geo/shapes.ts'
import { interiorPoint, makeTerritory, nearMeters } from '#sources/import/territory.ts'
import { square, territory } from './_given.ts'

// One degree of latitude on a sphere of 6,371 km.
const degree = 111_194.93

test('place() finds the deepest area, the near one within 5 km, and nothing beyond', () => {
  expect(territory.place(40.05, -10.1)).toEqual({ where: 'inside', area: 1, apart: '' })
  expect(territory.place(40.15, -10.1)).toEqual({ where: 'inside', area: 2, apart: '' })
  const justWithin = -10.2 - (nearMeters - 20) / degree
  const justBeyond = -10.2 - (nearMeters + 20) / degree
  expect(territory.place(40.05, justWithin)).toMatchObject({ where: 'near', area: 1, apart: '' })
  expect(territory.place(40.05, justBeyond).where).toBe('outside')
})

test('place() gives to a separate territory what lies on its land or nearer to it', () => {
  expect(territory.place(40.5, -10.1)).toEqual({ where: 'apart', area: -1, apart: 'Sarela' })
  expect(territory.place(40.38, -10.1).where).toBe('apart')
  expect(territory.place(40.22, -10.1).where).toBe('near')
  // 20 km of sea between the two: its middle belongs to neither.
  expect(territory.place(40.3, -10.1).where).toBe('outside')
})

test('place() prefers the nearer of two coasts less than 10 km apart', () => {
  const near = makeTerritory([square(0, 0, 0.1)], [1], [square(0.16, 0, 0.1)[0]], undefined, [
    { name: 'Sarela', extent: [0.15, -0.1, 0.3, 0.2] },
  ])
  expect(near.place(0.125, 0.05)).toMatchObject({ where: 'near', area: 0, apart: '' })
  expect(near.place(0.135, 0.05)).toEqual({ where: 'apart', area: -1, apart: 'Sarela' })
})

test('makeTerritory() judges by the study’s box where there are no areas, and by nothing without one', () => {
  const box = makeTerritory([], [], [], [6, 0, 7, 1], [])
  expect(box.place(6.5, 0.5)).toEqual({ where: 'inside', area: -1, apart: '' })
  expect(box.place(7 + 4_000 / degree, 0.5).where).toBe('inside')
  expect(box.place(8, 0.5).where).toBe('outside')
  const anywhere = makeTerritory([], [], [], undefined, [])
  expect(anywhere.extent).toBeUndefined()
  expect(anywhere.place(179, -89).where).toBe('inside')
  expect(anywhere.place(181, 0).where).toBe('outside')
})

test('interiorPoint() lies inside, also where the middle of the box does not', () => {
  // A horseshoe open to the east: its middle is water.
  const horseshoe: MultiPolygon = [
    [Float64Array.of(0, 0, 4, 0, 4, 1, 1, 1, 1, 3, 4, 3, 4, 4, 0, 4, 0, 0)],
  ]
  const [lon, lat] = interiorPoint(horseshoe)
  expect(isInShape(lon, lat, horseshoe)).toBe(true)
  expect(lon).toBeCloseTo(0.5, 9)
  const withHole: MultiPolygon = [[square(0, 0, 4)[0][0], square(1, 1, 2)[0][0]]]
  const point = interiorPoint(withHole)
  expect(isInShape(point[0], point[1], withHole)).toBe(true)
})
