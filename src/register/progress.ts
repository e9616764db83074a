// Progress of a commitment, calculated from its numbers, dated reports, their evidence and reviews; nobody
// types it. What is unknown, not due and untrue are different things. Method: docs/methods/progress.md.
import type { EvidenceData, ReportData, ReviewData } from '#register/records/answers.ts'
import type { CommitmentData } from '#register/records/promises.ts'

/**
 * `notYetDue`: no report, and none was due. `notReported`: one was due and did not come. `noEvidence`:
 * a value is reported and nothing stands behind it. `offTrack`, `onTrack`: below, or at, the way to the
 * target. `reachedUnverified`: the target is reached by the owner's word. `verified`: an independent
 * review bears it out.
 */
export const progressStates = [
  'notYetDue',
  'notReported',
  'noEvidence',
  'offTrack',
  'onTrack',
  'reachedUnverified',
  'verified',
] as const
export type ProgressState = (typeof progressStates)[number]

/** A record with its identity and when the register took it. */
export interface Dated<D> {
  readonly id: string
  readonly data: D
  /** When it was logged, `2026-11-22T…`; what came later did not count then. */
  readonly time: string
}

/** Everything said about one commitment. */
export interface Trail {
  readonly commitment: CommitmentData
  readonly reports: readonly Dated<ReportData>[]
  readonly evidence: readonly Dated<EvidenceData>[]
  readonly reviews: readonly Dated<ReviewData>[]
  /** Identities of records with an open dispute. */
  readonly disputed?: readonly string[]
}

/** Where a commitment stands on a day. */
export interface CommitmentProgress {
  readonly state: ProgressState
  /** The value that counts; null where there is none. A reported zero is 0. */
  readonly value: number | null
  /** The day that value is of. */
  readonly valueDate: string | null
  /** From baseline (0) to target (1), not bounded; null without a value. */
  readonly reachedShare: number | null
  /** The value that the way to the target asks for on the value's day; null without a value. */
  readonly expected: number | null
  /** The report it rests on. */
  readonly report: string | null
  /** Whether the report, or evidence for it, is in dispute: shown beside the state, never part of it. */
  readonly disputed: boolean
}

/** How long after a due day a report is waited for. */
export const graceDays = 90

/** A day so many days later. */
export function daysAfter(date: string, days: number): string {
  const day = new Date(`${date}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() + days)
  return day.toISOString().slice(0, 10)
}

const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000

/**
 * The value that the way from baseline over milestones to target asks for on a day: straight between
 * them, the baseline before, the target after.
 */
export function expectedValue(commitment: CommitmentData, date: string): number {
  const steps = [commitment.baseline, ...commitment.milestones, commitment.target]
  for (let i = 1; i < steps.length; i++) {
    if (date >= steps[i].date) continue
    const [from, to] = [steps[i - 1], steps[i]]
    if (date <= from.date) return from.value
    const share =
      (dayNumber(date) - dayNumber(from.date)) / (dayNumber(to.date) - dayNumber(from.date))
    return from.value + share * (to.value - from.value)
  }
  return commitment.target.value
}

/** What a report is worth: its value, or what a review let stand, and whether one bore it out. */
interface Weighed {
  readonly report: Dated<ReportData>
  readonly value: number
  readonly verified: boolean
  readonly supported: boolean
}

/** The latest independent finding decides; a report found untrue counts for nothing. */
function weigh(report: Dated<ReportData>, trail: Trail, asOf: string): Weighed | undefined {
  const about = <D extends { readonly report: string }>(records: readonly Dated<D>[]): Dated<D>[] =>
    records.filter(({ data, time }) => data.report === report.id && time.slice(0, 10) <= asOf)
  const findings = about(trail.reviews)
    .filter(({ data }) => data.independent && data.finding !== 'cannotTell')
    .sort((a, b) => (a.time < b.time ? -1 : 1))
  const last = findings.at(-1)?.data
  if (last?.finding === 'notUpheld') return undefined
  return {
    report,
    value:
      last?.finding === 'partlyUpheld' && last.value !== undefined ? last.value : report.data.value,
    verified: last !== undefined,
    supported: about(trail.evidence).length > 0,
  }
}

/**
 * Where a commitment stands.
 *
 * @param asOf The day; records logged after it, and periods that end after it, do not count.
 */
export function progress(trail: Trail, asOf: string): CommitmentProgress {
  const { commitment } = trail
  const weighed = trail.reports
    .filter(({ data, time }) => time.slice(0, 10) <= asOf && data.until <= asOf)
    .sort((a, b) =>
      a.data.until === b.data.until ? order(a.time, b.time) : order(a.data.until, b.data.until),
    )
    .map((report) => weigh(report, trail, asOf))
    .filter((report) => report !== undefined)
  const last = weighed.at(-1)
  const due = [...commitment.milestones.map(({ date }) => date), commitment.target.date].filter(
    (date) => daysAfter(date, graceDays) < asOf,
  )
  const lastDue = due.at(-1)
  if (last === undefined) {
    const state = lastDue === undefined ? 'notYetDue' : 'notReported'
    return {
      state,
      value: null,
      valueDate: null,
      reachedShare: null,
      expected: null,
      report: null,
      disputed: false,
    }
  }
  const { value, report } = last
  const expected = expectedValue(commitment, report.data.until)
  const rises = commitment.indicator.direction === 'up'
  const atLeast = (wanted: number): boolean => (rises ? value >= wanted : value <= wanted)
  const way = commitment.target.value - commitment.baseline.value
  const ids = [
    report.id,
    ...trail.evidence.filter(({ data }) => data.report === report.id).map(({ id }) => id),
  ]
  const stateNow = (): ProgressState => {
    const reached = atLeast(commitment.target.value)
    if (!last.supported) return 'noEvidence'
    if (reached && last.verified) return 'verified'
    // What was reached stays reached; a report owed since then is missed only on the way there.
    if (reached) return 'reachedUnverified'
    if (lastDue !== undefined && report.data.until < lastDue) return 'notReported'
    return atLeast(expected) ? 'onTrack' : 'offTrack'
  }
  return {
    state: stateNow(),
    value,
    valueDate: report.data.until,
    reachedShare:
      way === 0
        ? atLeast(commitment.target.value)
          ? 1
          : 0
        : (value - commitment.baseline.value) / way,
    expected,
    report: report.id,
    disputed: ids.some((id) => trail.disputed?.includes(id) === true),
  }
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
