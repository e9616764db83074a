import { expect, test } from 'vitest'
import { bridge } from '#faces/site/parts/bridge.ts'

/** Where the clip paths of the drawing begin and end. */
function cuts(stands: number, planned: number): Record<string, [number, number]> {
  const { markup } = bridge(stands, planned, 'x')
  return Object.fromEntries(
    [...markup.matchAll(/clipPath id="(\w+)"><path d="M([\d.]+)-4h([\d.]+)/g)].map(
      ([, id, from, length]) => [id, [Number(from), Number(from) + Number(length)]],
    ),
  )
}

test('bridge() cuts solid, dashed and footings exactly at the shares', () => {
  const { b1, b2, b3 } = cuts(0.25, 0.75)
  const at = (share: number): number => 56 + (1120 - 112) * share
  expect(b1[1]).toBeCloseTo(at(0.25), 1)
  expect(b2[0]).toBeCloseTo(at(0.25), 1)
  expect(b2[1]).toBeCloseTo(at(0.75), 1)
  expect(b3).toEqual([b2[1], 1120])
})

test('bridge() draws nothing solid where nothing stands, and nothing planned where all does', () => {
  expect(bridge(0, 0, 'x').markup).not.toMatch(/stroke-width="4"|class="planned"/)
  expect(bridge(1, 1, 'x').markup).toContain('stroke-width="4"')
  expect(bridge(1, 1, 'x').markup).not.toContain('class="planned"')
})

test('bridge() says in words what it shows', () => {
  expect(bridge(0.5, 0.6, 'Half "stands"').markup).toContain(
    'role="img" aria-label="Half &quot;stands&quot;"',
  )
})
