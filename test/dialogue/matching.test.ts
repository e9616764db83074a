// Matching: the best assignment against every assignment there is, and a reason for every pair.
import { expect, test } from 'vitest'
import { seededRandom } from '#base/random.ts'
import { type OpenNeed, type OpenPledge, pairFit, unitsOf } from '#dialogue/fit.ts'
import { suggestMatches } from '#dialogue/matching.ts'
import { suggestNearby } from '#dialogue/nearby.ts'
import { type Lane, shareOut } from '#dialogue/transport.ts'
import { needData, partnerId, pledgeData } from '../register/dialogueSamples.ts'

/** The most that any whole sharing out is worth, by trying all of them. */
function bestByTrying(
  demands: number[],
  supplies: number[],
  lanes: readonly Lane[],
  i = 0,
): number {
  if (i === lanes.length) return 0
  const { demand, supply, points } = lanes[i]
  let best = 0
  const most = Math.min(demands[demand], supplies[supply])
  for (let units = 0; units <= most; units++) {
    demands[demand] -= units
    supplies[supply] -= units
    best = Math.max(best, points * units + bestByTrying(demands, supplies, lanes, i + 1))
    demands[demand] += units
    supplies[supply] += units
  }
  return best
}

test('shareOut() is worth what the best of all sharings is (400 cases, seed 11)', () => {
  const random = seededRandom(11)
  for (let round = 0; round < 400; round++) {
    const demands = Array.from({ length: 1 + random.below(3) }, () => random.below(4))
    const supplies = Array.from({ length: 1 + random.below(3) }, () => random.below(4))
    const lanes = demands.flatMap((_, demand) =>
      supplies.flatMap((_, supply) =>
        random.share() < 0.75 ? [{ demand, supply, points: 1 + random.below(5) }] : [],
      ),
    )
    const units = shareOut(demands, supplies, lanes)
    const worth = lanes.reduce((sum, { points }, i) => sum + points * units[i], 0)
    expect(worth, `case ${round}`).toBe(bestByTrying([...demands], [...supplies], lanes))
    for (const [d, most] of demands.entries())
      expect(
        lanes.reduce((sum, lane, i) => sum + (lane.demand === d ? units[i] : 0), 0),
      ).toBeLessThanOrEqual(most)
    for (const [s, most] of supplies.entries())
      expect(
        lanes.reduce((sum, lane, i) => sum + (lane.supply === s ? units[i] : 0), 0),
      ).toBeLessThanOrEqual(most)
    // Without cycles there are fewer shares than ends.
    expect(units.filter((n) => n > 0).length).toBeLessThan(demands.length + supplies.length)
  }
})

test('shareOut() is quick with 100 needs and 100 pledges of a billion units each', () => {
  const random = seededRandom(12)
  const side = () => Array.from({ length: 100 }, () => 1 + random.below(1_000_000_000))
  const [demands, supplies] = [side(), side()]
  const lanes = demands.flatMap((_, demand) =>
    supplies.flatMap((_, supply) =>
      random.share() < 0.2 ? [{ demand, supply, points: 40 + random.below(160) }] : [],
    ),
  )
  const startedAt = performance.now()
  const units = shareOut(demands, supplies, lanes)
  expect(performance.now() - startedAt).toBeLessThan(5000)
  expect(units.filter((n) => n > 0).length).toBeLessThan(200)
})

const need = (id: string, more: object = {}): OpenNeed => {
  const data = { ...needData, ...more }
  return { id, data, open: unitsOf(data) }
}
const pledge = (id: string, more: object = {}): OpenPledge => {
  const data = { ...pledgeData, ...more }
  return { id, data, left: unitsOf(data) }
}

test('suggestMatches() suggests or refuses every pair, whatever the order they come in', () => {
  const needs = [need('n1'), need('n2', { count: 10 }), need('n3', { kind: 'spectrum' })]
  const pledges = [
    pledge('p1'),
    pledge('p2', { count: 5, conditions: [] }),
    pledge('p3', { need: 'n2', count: 8 }),
  ]
  const found = suggestMatches(needs, pledges)
  expect(found.suggestions.length + found.refused.length).toBe(9)
  expect(suggestMatches(needs.toReversed(), pledges.toReversed())).toEqual(found)
  expect(found.suggestions[0]).toMatchObject({ need: 'n2', pledge: 'p3', units: 8, share: 0.8 })
  const given = new Map<string, number>()
  for (const { pledge: id, units } of found.suggestions) given.set(id, (given.get(id) ?? 0) + units)
  expect(Object.fromEntries(given)).toEqual({ p1: 20, p2: 5, p3: 8 })
  for (const { refusals } of found.refused) expect(refusals.length).toBeGreaterThan(0)
})

test('suggestMatches() says for whom a fitting pair stands back', () => {
  const { refused } = suggestMatches(
    [
      need('n1', { count: 20 }),
      need('n2', { count: 20, accepts: ['yearly-audit'], until: '2030-12-31' }),
    ],
    [pledge('p1')],
  )
  expect(refused).toEqual([
    { need: 'n2', pledge: 'p1', refusals: [{ code: 'better-elsewhere', needs: ['n1'] }] },
  ])
})

/** Needs and pledges of three countries, two kinds, with conditions that some accept: many compete, not all. */
function market(random: ReturnType<typeof seededRandom>, size: number) {
  const countries = ['XAA', 'XAB', 'XAC']
  const any = <T>(values: readonly T[]): T => values[random.below(values.length)]
  const needs = Array.from({ length: size }, (_, i) =>
    need(`n${i}`, {
      kind: any(['equipment', 'training']),
      count: 1 + random.below(9),
      country: any(countries),
      accepts: any([[], ['yearly-audit']]),
    }),
  )
  const pledges = Array.from({ length: size }, (_, i) =>
    pledge(`p${i}`, {
      kind: any(['equipment', 'training']),
      count: 1 + random.below(9),
      countries: any([[any(countries)], []]),
      conditions: any([[], ['yearly-audit']]),
    }),
  )
  return { needs, pledges }
}

test('suggestNearby() suggests and refuses for each what suggestMatches() does for all (60 cases, seed 14)', () => {
  const random = seededRandom(14)
  for (let round = 0; round < 60; round++) {
    const { needs, pledges } = market(random, 1 + random.below(9))
    const all = suggestMatches(needs, pledges)
    for (const { id } of [...needs, ...pledges]) {
      const own = (pair: { need: string; pledge: string }) => pair.need === id || pair.pledge === id
      const found = suggestNearby(id, needs, pledges, { weighed: 10, refusals: 100 })
      expect(found.whole).toBe(true)
      expect(found.suggestions, `case ${round} ${id}`).toEqual(all.suggestions.filter(own))
      expect(found.refused, `case ${round} ${id}`).toEqual(all.refused.filter(own))
    }
  }
})

test('suggestNearby() weighs the nearest where many compete, says so, and is quick with 3,000 of each', () => {
  const { needs, pledges } = market(seededRandom(15), 3000)
  // One that was made for a need is nearest to it.
  const made = pledge('made', { need: 'n7', kind: needs[7].data.kind, count: 1, conditions: [] })
  const startedAt = performance.now()
  const found = suggestNearby('n7', needs, [...pledges, made])
  expect(performance.now() - startedAt).toBeLessThan(1000)
  expect(found.whole).toBe(false)
  expect(found.suggestions[0]).toMatchObject({ pledge: 'made', units: 1 })
  expect(found.suggestions.reduce((sum, { units }) => sum + units, 0)).toBe(needs[7].open)
  expect(found.refused).toHaveLength(12)
  expect(suggestNearby('nobody', needs, pledges)).toEqual({
    suggestions: [],
    refused: [],
    whole: true,
  })
})

test('pairFit() refuses for each reason there is, and names all that apply', () => {
  const codes = (n: OpenNeed, p: OpenPledge) => pairFit(n, p).refusals.map(({ code }) => code)
  const n = need('n1')
  expect(codes(n, pledge('p'))).toEqual([])
  expect(codes(n, pledge('p', { kind: 'training' }))).toEqual(['kind'])
  expect(codes(n, pledge('p', { signatory: n.data.signatory }))).toEqual(['own'])
  expect(codes(n, pledge('p', { need: 'n9' }))).toEqual(['directed-elsewhere'])
  expect(codes(n, pledge('p', { countries: ['XAB'] }))).toEqual(['place'])
  expect(codes(n, pledge('p', { countries: [], groups: ['ldc'] }))).toEqual(['place'])
  expect(codes(n, pledge('p', { from: '2029-01-01', until: '2030-01-01' }))).toEqual(['time'])
  expect(pairFit(n, pledge('p', { conditions: ['repayable', 'yearly-audit'] })).refusals).toEqual([
    { code: 'conditions', conditions: ['repayable'] },
  ])
  expect(codes({ ...n, open: 0 }, { ...pledge('p'), left: 0 })).toEqual(['need-met', 'pledge-used'])
  const money = (currency: string) => ({ kind: 'money', money: { minor: 5, currency } })
  expect(codes(need('n', money('USD')), pledge('p', money('EUR')))).toEqual(['currency'])
  expect(codes(n, pledge('p', { kind: 'training', countries: ['XAB'] }))).toEqual(['kind', 'place'])
})

test('pairFit() takes places by name, region and group of the day, and time by its share', () => {
  const real = need('n', { country: 'NPL', from: '2026-01-01', until: '2026-12-31' })
  const of = (more: object) =>
    pairFit(real, pledge('p', { from: '2026-01-01', until: '2026-12-31', ...more }))
  const place = (more: object) => of(more).reasons.find(({ code }) => code.startsWith('place'))
  expect(place({ countries: ['NPL'] })).toEqual({ code: 'place-named' })
  expect(place({ countries: [], regions: ['asiaPacific'] })).toEqual({
    code: 'place-region',
    region: 'asiaPacific',
  })
  // Nepal leaves the LDCs on 24 November 2026 and stays landlocked.
  expect(place({ countries: [], groups: ['ldc', 'lldc'] })).toEqual({
    code: 'place-group',
    group: 'ldc',
  })
  const later = need('n', { country: 'NPL', from: '2027-01-01', until: '2027-12-31' })
  const p = pledge('p', {
    countries: [],
    groups: ['ldc', 'lldc'],
    from: '2027-01-01',
    until: '2027-12-31',
  })
  expect(pairFit(later, p).reasons[0]).toEqual({ code: 'place-group', group: 'lldc' })
  expect(place({ countries: [] })).toEqual({ code: 'place-anywhere' })
  const half = of({ until: '2026-07-01' }).reasons.find(({ code }) => code === 'time')
  // 1 January to 1 July are 182 of 365 days.
  expect(half).toEqual({ code: 'time', share: 182 / 365 })
  const open = { countries: [] }
  expect(of({ ...open, conditions: [] }).points - of(open).points).toBe(5)
  expect(real.data.signatory).not.toBe(partnerId)
})
