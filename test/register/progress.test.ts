// Progress: each state from the smallest trail that has it, and the laws that hold for every trail.
import { expect, test } from 'vitest'
import { type Dated, expectedValue, progress, type Trail } from '#register/progress.ts'
import type { EvidenceData, ReportData, ReviewData } from '#register/records/answers.ts'
import { commitmentData as commitment } from './samples.ts'

const report = (id: string, value: number, until: string, time = until): Dated<ReportData> => ({
  id,
  time: `${time}T12:00:00.000Z`,
  data: { commitment: 'c', from: '2026-01-01', until, value, language: 'en', groups: [] },
})
const evidence = (of: string, time = '2026-06-01'): Dated<EvidenceData> => ({
  id: `evidence-of-${of}`,
  time: `${time}T12:00:00.000Z`,
  data: { report: of, kind: 'link', date: '2026-01-01', about: 'Photos', link: 'https://x.org' },
})
const review = (
  of: string,
  finding: ReviewData['finding'],
  more: Partial<ReviewData> = {},
  time = '2026-06-02',
): Dated<ReviewData> => ({
  id: `review-of-${of}`,
  time: `${time}T12:00:00.000Z`,
  data: {
    report: of,
    finding,
    independent: true,
    language: 'en',
    reason: 'Seen',
    date: time,
    ...more,
  },
})
const trail = (more: Partial<Trail>): Trail => ({
  commitment,
  reports: [],
  evidence: [],
  reviews: [],
  ...more,
})
const state = (more: Partial<Trail>, asOf: string) => progress(trail(more), asOf).state

test('expectedValue() goes straight from baseline over milestones to target', () => {
  expect(expectedValue(commitment, '2025-01-01')).toBe(40)
  expect(expectedValue(commitment, '2026-01-01')).toBe(40)
  // Half of the 729 days to the milestone are 364.5: day 365 is a hair past the middle of 40 and 60.
  expect(expectedValue(commitment, '2027-01-01')).toBeCloseTo(40 + (20 * 365) / 729, 10)
  expect(expectedValue(commitment, '2027-12-31')).toBe(60)
  expect(expectedValue(commitment, '2029-12-31')).toBe(90)
  expect(expectedValue(commitment, '2040-01-01')).toBe(90)
})

test('progress() without a report is not yet due until 90 days after the first milestone, then not reported', () => {
  expect(state({}, '2026-06-01')).toBe('notYetDue')
  expect(state({}, '2028-03-30')).toBe('notYetDue')
  expect(state({}, '2028-03-31')).toBe('notReported')
  expect(progress(trail({}), '2028-04-01')).toMatchObject({ value: null, reachedShare: null })
})

test('progress() tells a reported zero from a missing value', () => {
  const zero = trail({ reports: [report('r', 0, '2026-05-01')], evidence: [evidence('r')] })
  expect(progress(zero, '2026-06-15')).toMatchObject({
    state: 'offTrack',
    value: 0,
    reachedShare: -0.8,
  })
})

test('progress() of a number that nothing stands behind is no evidence, even when it is the target', () => {
  expect(state({ reports: [report('r', 90, '2026-05-01')] }, '2026-06-15')).toBe('noEvidence')
  const late = { reports: [report('r', 45, '2026-05-01')], evidence: [evidence('r', '2026-07-01')] }
  expect(state(late, '2026-06-15')).toBe('noEvidence')
  expect(state(late, '2026-07-01')).toBe('onTrack')
})

test('progress() is on track at the way’s own value and off track a hair below it', () => {
  const at = (value: number) => ({
    reports: [report('r', value, '2027-12-31')],
    evidence: [evidence('r', '2027-12-31')],
  })
  expect(state(at(60), '2028-01-01')).toBe('onTrack')
  expect(state(at(59.999), '2028-01-01')).toBe('offTrack')
  // The same report, when the target's own day has passed without another: nothing was reported then.
  expect(state(at(60), '2030-12-31')).toBe('notReported')
})

test('progress() reaches, unverified, until an independent review upholds it', () => {
  const reached = { reports: [report('r', 91, '2026-05-01')], evidence: [evidence('r')] }
  expect(state(reached, '2026-06-15')).toBe('reachedUnverified')
  const with_ = (found: Dated<ReviewData>) => state({ ...reached, reviews: [found] }, '2026-06-15')
  expect(with_(review('r', 'upheld'))).toBe('verified')
  expect(with_(review('r', 'upheld', { independent: false }))).toBe('reachedUnverified')
  expect(with_(review('r', 'cannotTell'))).toBe('reachedUnverified')
  expect(with_(review('r', 'upheld', {}, '2026-07-01'))).toBe('reachedUnverified')
  expect(with_(review('r', 'partlyUpheld', { value: 50 }))).toBe('onTrack')
  expect(with_(review('r', 'partlyUpheld', { value: 41 }))).toBe('offTrack')
})

test('progress() falls back on the report before one that was found untrue', () => {
  const both = trail({
    reports: [report('a', 50, '2026-05-01'), report('b', 95, '2026-05-20')],
    evidence: [evidence('a'), evidence('b')],
    reviews: [review('b', 'notUpheld')],
  })
  expect(progress(both, '2026-06-15')).toMatchObject({ state: 'onTrack', value: 50, report: 'a' })
  const only = trail({
    reports: [report('b', 95, '2026-05-20')],
    evidence: [evidence('b')],
    reviews: [review('b', 'notUpheld')],
  })
  expect(progress(only, '2026-06-15').state).toBe('notYetDue')
})

test('progress() shows a dispute beside the state and leaves the state alone', () => {
  const reached = trail({ reports: [report('r', 91, '2026-05-01')], evidence: [evidence('r')] })
  const disputed = { ...reached, disputed: ['evidence-of-r'] }
  expect(progress(disputed, '2026-06-15')).toEqual({
    ...progress(reached, '2026-06-15'),
    disputed: true,
  })
})

test('progress() of an indicator where less is better runs the other way', () => {
  const less = {
    ...commitment,
    indicator: { ...commitment.indicator, direction: 'down' as const },
    baseline: { value: 8, date: '2026-01-01' },
    milestones: [],
    target: { value: 2, date: '2028-01-01' },
  }
  const at = (value: number) =>
    progress(
      trail({
        commitment: less,
        reports: [report('r', value, '2027-01-01')],
        evidence: [evidence('r')],
      }),
      '2027-01-02',
    )
  expect(at(5)).toMatchObject({ state: 'onTrack', reachedShare: 0.5 })
  expect(at(5.1).state).toBe('offTrack')
  expect(at(2)).toMatchObject({ state: 'reachedUnverified', reachedShare: 1 })
  expect(at(0)).toMatchObject({ state: 'reachedUnverified', value: 0 })
})

test('progress() never depends on the order in which records are listed', () => {
  const reports = [
    report('a', 50, '2026-05-01'),
    report('b', 55, '2026-05-20'),
    report('c', 45, '2026-05-20', '2026-05-21'),
  ]
  const listed = (order: readonly number[]) =>
    progress(
      trail({ reports: order.map((i) => reports[i]), evidence: [evidence('c')] }),
      '2026-06-15',
    )
  for (const order of [
    [0, 1, 2],
    [2, 1, 0],
    [1, 2, 0],
  ])
    expect(listed(order)).toEqual(listed([0, 1, 2]))
  // Two reports of one day: the later one corrects the earlier.
  expect(listed([0, 1, 2]).report).toBe('c')
})
