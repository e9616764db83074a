// Peers: alike in what matters comes first, and what is unknown counts for nothing.
import { expect, test } from 'vitest'
import { findPeers, incomeClass, missingTraits, type PlaceProfile } from '#dialogue/peers.ts'

const hill: PlaceProfile = {
  id: 'hill',
  region: 'africa',
  groups: ['ldc', 'lldc'],
  income: 'low',
  population: 1_000_000,
  peoplePerKm2: 40,
  roughShare: 0.6,
  gapShare: 0.5,
}

test('findPeers() puts the same place under another name first, wholly alike', () => {
  const twin = { ...hill, id: 'twin' }
  const island: PlaceProfile = {
    ...hill,
    id: 'island',
    region: 'asiaPacific',
    groups: ['sids'],
    income: 'high',
    peoplePerKm2: 640,
    roughShare: 0.05,
    gapShare: 0.02,
  }
  const [first, second] = findPeers(hill, [island, hill, twin])
  expect(first).toMatchObject({ id: 'twin', likeness: 1, unlike: [] })
  expect(first.alike.length).toBe(7)
  expect(second.id).toBe('island')
  // Only the number of people is alike: its weight is 1 of 13; gap and terrain are apart by 0.48 and 0.55.
  expect(second.likeness).toBeCloseTo((1 + 3 * 0.04) / 13, 10)
  expect(second.alike.map(({ code }) => code)).toEqual(['population'])
  expect(second.unlike.map(({ code }) => code)).toContain('density')
})

test('findPeers() leaves out places of which too little is known, and measures only what is', () => {
  const little: PlaceProfile = { id: 'little', groups: [], population: 1_000_000 }
  const some: PlaceProfile = {
    id: 'some',
    groups: [],
    income: 'low',
    gapShare: 0.5,
    roughShare: 0.6,
  }
  const found = findPeers(hill, [little, some])
  expect(found.map(({ id }) => id)).toEqual(['some'])
  // Three traits are the same, and to be in no group is unlike one in two: weight 2 of 9.
  expect(found[0].likeness).toBeCloseTo(7 / 9, 10)
})

test('findPeers() is symmetric, and four times as many people is half unlike', () => {
  const other = {
    ...hill,
    id: 'other',
    population: 4_000_000,
    gapShare: 0.3,
    region: 'cis' as const,
  }
  const [there] = findPeers(hill, [other])
  const [back] = findPeers(other, [hill])
  expect(there.likeness).toBeCloseTo(back.likeness, 12)
  const alone = { ...hill, id: 'alone', population: 4_000_000 }
  expect(findPeers(hill, [alone])[0].likeness).toBeCloseTo(1 - 0.5 / 13, 12)
})

test('incomeClass() has the World Bank’s bounds of July 2025, each the last of its class', () => {
  expect([1135, 1136, 4495, 4496, 13_935, 13_936].map(incomeClass)).toEqual([
    'low',
    'lowerMiddle',
    'lowerMiddle',
    'upperMiddle',
    'upperMiddle',
    'high',
  ])
  expect(incomeClass(null)).toBe(undefined)
})

test('missingTraits() names what nobody knows of a place', () => {
  expect(missingTraits(hill)).toEqual([])
  expect(missingTraits({ id: 'x', groups: [], population: 5, gapShare: 0 })).toEqual([
    'region',
    'income',
    'density',
    'terrain',
  ])
})
