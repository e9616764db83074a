import { expect, test } from 'vitest'
import { atMostPercent, isExact, kilometers, percent, span, usd } from '#faces/site/figures.ts'
import { english } from '#faces/site/words/english.ts'

test('percent() never shows something as nothing, nor less than all as all', () => {
  const shown = [0, 0.0001, 0.004, 0.0556, 0.24, 0.9501, 0.9999, 1].map((share) =>
    percent(english, share),
  )
  expect(shown).toEqual([
    '0 %',
    'under 0.1 %',
    '0.4 %',
    '5.6 %',
    '24 %',
    '95 %',
    'over 99.9 %',
    '100 %',
  ])
})

test('atMostPercent() rounds up, so that the promise holds', () => {
  expect([0.00001, 0.018, 0.01801, 0.1].map((share) => atMostPercent(english, share))).toEqual([
    '0.1 %',
    '1.8 %',
    '1.9 %',
    '10 %',
  ])
  expect([0, 4e-7, 6e-7].map(isExact)).toEqual([true, true, false])
})

test('usd() is short where many, whole where few', () => {
  const shown = [0, 3.456, 309_860, 999_949, 999_951, 38_612_000, 2.6e12].map((value) =>
    usd(english, value),
  )
  expect(shown).toEqual([
    '0 USD',
    '3.46 USD',
    '309,860 USD',
    '999,949 USD',
    '1 million USD',
    '38.6 million USD',
    '2,600 billion USD',
  ])
})

test('kilometers() and span() read as people say them', () => {
  expect([0, 485.2, 994.9, 1000, 321_553].map((meters) => kilometers(english, meters))).toEqual([
    '0 km',
    '485 m',
    '995 m',
    '1 km',
    '322 km',
  ])
  expect([span(2026, 2029), span(2026, 2026)]).toEqual(['2026–2029', '2026'])
})
