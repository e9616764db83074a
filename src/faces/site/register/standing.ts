// Where one commitment stands, with everything a page says of it: the progress, what of it is verified,
// what is due today, and why the state is what it is.

import { amountOf, dayOf } from '#faces/site/register/view.ts'
import type { Words } from '#faces/site/words/words.ts'
import {
  type CommitmentProgress,
  daysAfter,
  expectedValue,
  graceDays,
  progress,
  type Trail,
} from '#register/progress.ts'
import type { ReadRecord, Said } from '#store/reading.ts'

/** A commitment on a day. */
export interface CommitmentStanding {
  readonly now: CommitmentProgress
  /** The newest value that an independent review bore out; null where there is none. */
  readonly verified: number | null
  /** What the way to the target asks for today. */
  readonly dueToday: number
  /** The last day on which a report fell due, where one did. */
  readonly lastDue: string | undefined
  /** A dispute of the commitment itself, or of what its progress rests on, is open. */
  readonly disputed: boolean
}

/** Works out where a commitment stands from all that was said about it. */
export function standingOf(
  commitment: ReadRecord<'commitment'>,
  said: Said,
  today: string,
): CommitmentStanding {
  const { data } = commitment
  const open = said.disputes.filter(({ id }) => !said.settled.has(id))
  const trail: Trail = {
    commitment: data,
    reports: said.reports,
    evidence: said.evidence,
    reviews: said.reviews,
    disputed: open.map((dispute) => dispute.data.subject),
  }
  const now = progress(trail, today)
  const decided = new Set(
    said.reviews
      .filter(({ data: { independent, finding } }) => independent && finding !== 'cannotTell')
      .map((review) => review.data.report),
  )
  const reviewed = said.reports.filter(({ id }) => decided.has(id))
  const due = [...data.milestones.map(({ date }) => date), data.target.date].filter(
    (date) => daysAfter(date, graceDays) < today,
  )
  return {
    now,
    verified: progress({ ...trail, reports: reviewed }, today).value,
    dueToday: expectedValue(data, today),
    lastDue: due.at(-1),
    disputed: now.disputed || open.some((dispute) => dispute.data.subject === commitment.id),
  }
}

/** One sentence that says why the state is what it is. */
export function whyOf(
  words: Words,
  { now, lastDue }: CommitmentStanding,
  { indicator }: ReadRecord<'commitment'>['data'],
): string {
  const { state, value, expected } = now
  if (state === 'offTrack')
    return words.say('why.offTrack', {
      amount: amountOf(words, Math.abs((expected ?? 0) - (value ?? 0)), indicator.unit),
    })
  if (state === 'notReported')
    return words.say('why.notReported', { date: dayOf(words, lastDue ?? ''), days: graceDays })
  return words.say(`why.${state}`)
}
