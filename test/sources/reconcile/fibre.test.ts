import { expect, test } from 'vitest'
import { linePieces } from '#country/pieces.ts'
import { linesFrom } from '#geo/shapes.ts'
import type { LineFound } from '#sources/import/imported.ts'
import { faultsOf } from '#sources/read/_faults.ts'
import { reconcileFibre } from '#sources/reconcile/fibre.ts'

// A thousandth of a degree of latitude is 111.2 m.
function route(id: string, points: readonly number[], more: Partial<LineFound> = {}): LineFound {
  return {
    ...{ id, name: '', kind: 'fibre', operator: 'Ari Net', status: 'operational', source: 0 },
    line: Float64Array.from(points),
    ...more,
  }
}

function reconciled(routes: readonly LineFound[], joinMeters = 100) {
  const faults = faultsOf('Taruva')
  const made = reconcileFibre(routes, ['first.geojson', 'second.geojson'], joinMeters, faults)
  return { made, said: faults.list() }
}

test('reconcileFibre() carries an end to the route it stops short of, and both then share the point', () => {
  const { made, said } = reconciled([
    route('a', [40, 0, 40.1, 0]),
    route('b', [40.05, 0.0005, 40.05, 0.1]),
  ])
  expect(linePieces(linesFrom(made.map(({ line }) => line))).count).toBe(1)
  expect(said.map(({ code }) => code)).toEqual(['fibre-joined'])
  expect(said[0].message).toContain('it ended 56 m short, at 40.05000, 0.00000')
  expect([...made[1].line.slice(0, 2)].map((one) => Number(one.toFixed(9)))).toEqual([40.05, 0])
})

test('reconcileFibre() makes no loop, joins nothing out of reach, and counts what stays apart', () => {
  const ring = [
    route('a', [40, 0, 40.1, 0]),
    route('b', [40, 0.0005, 40.1, 0.0005]),
    route('far', [41, 1, 41.1, 1]),
  ]
  const { made, said } = reconciled(ring)
  // Both ends of b lie near a: one join makes them one network, a second would make a loop.
  expect(said.filter(({ code }) => code === 'fibre-joined')).toHaveLength(1)
  expect(linePieces(linesFrom(made.map(({ line }) => line))).count).toBe(2)
  expect(said.find(({ code }) => code === 'fibre-apart')?.message).toContain('are 2 networks')
  expect(reconciled(ring, 0).made).toEqual(ring)
})

test('reconcileFibre() counts one operator’s cable once in two sources, with what each says', () => {
  const { made, said } = reconciled([
    route('a', [40, 0, 40.2, 0], { status: 'unknown' }),
    route('a2', [40, 0.0008, 40.1, 0.0008], { source: 1, name: 'Coast', operator: 'ARI NET' }),
    route('b', [40, 0.0008, 40.1, 0.0008], { source: 1, operator: 'Beno Net' }),
    route('c', [40.1, 0.0008, 40.1, 0.3], { source: 1 }),
  ])
  expect(made.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  expect(made[0]).toMatchObject({ name: 'Coast', status: 'operational' })
  const merged = said.filter(({ code }) => code === 'fibre-merged')
  expect(merged).toHaveLength(1)
  // A tenth of a degree along the equator is 11.1 km; the way north 33.3 km.
  expect(merged[0].message).toMatch(/Found 11\.1 km of routes of ARI NET in "second\.geojson"/)
  expect(merged[0].message).toContain('33.3 km stand in the later source alone')
})
