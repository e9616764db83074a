// Where needs, pledges and matches stand, read once for every page that shows them.

import { type OpenNeed, type OpenPledge, unitsOf } from '#dialogue/fit.ts'
import {
  type DeliveryProgress,
  deliveryProgress,
  type MatchState,
  matchState,
  type Progress,
  unitsOpen,
} from '#dialogue/partnerships.ts'
import type { DialogueView } from '#faces/site/dialogue/view.ts'
import type { Snapshot } from '#store/dialogue.ts'
import type { ReadRecord } from '#store/reading.ts'

/** A match with its two ends and what became of it. */
export interface MatchStanding {
  readonly match: ReadRecord<'match'>
  readonly need: ReadRecord<'need'>
  readonly pledge: ReadRecord<'pledge'>
  readonly state: MatchState
  readonly progress: DeliveryProgress
  /** In the units of its kind: minor units of money, or a count. */
  readonly main: Progress
}

/** Where a match stands; undefined where one of its ends is hidden. */
export function standingOf(
  around: Snapshot,
  match: ReadRecord<'match'>,
): MatchStanding | undefined {
  const need = around.find('need', match.data.need)
  const pledge = around.find('pledge', match.data.pledge)
  if (need === undefined || pledge === undefined) return undefined
  const state = matchState(match.data, need.data, pledge.data, around.to('acceptance', match.id))
  const deliveries = around.to('delivery', match.id)
  const findings = new Map(
    deliveries.flatMap(({ id }) => {
      const newest = around.to('deliveryReview', id).at(-1)
      return newest === undefined ? [] : [[id, newest.data.finding] as const]
    }),
  )
  const progress = deliveryProgress(match.data, deliveries, findings)
  const main = need.data.kind === 'money' ? progress.money : progress.count
  return { match, need, pledge, state, progress, main }
}

/** All matches of a need or a pledge. */
export function matchesOf(around: Snapshot, id: string): MatchStanding[] {
  return around.to('match', id).flatMap((match) => standingOf(around, match) ?? [])
}

/** How a need or pledge stands in the units of its kind. */
export interface Standing {
  readonly whole: number
  readonly open: number
  readonly agreed: number
  readonly delivered: number
  readonly verified: number
  readonly matches: readonly MatchStanding[]
}

/** The same for one need or pledge. */
export function standing(around: Snapshot, record: ReadRecord<'need' | 'pledge'>): Standing {
  const matches = matchesOf(around, record.id)
  const accepted = matches.filter(({ state }) => state === 'accepted')
  const sum = (of: (main: Progress) => number): number =>
    accepted.reduce((all, { main }) => all + of(main), 0)
  const standingMatches = matches.map(({ match, state }) => ({ data: match.data, state }))
  return {
    whole: unitsOf(record.data),
    open: unitsOpen(record.data, standingMatches),
    agreed: sum(({ pledged }) => pledged),
    delivered: sum(({ delivered }) => delivered),
    verified: sum(({ verified }) => verified),
    matches,
  }
}

/** Needs with what they still lack. */
export function openNeeds({ around }: DialogueView): OpenNeed[] {
  return around
    .all('need')
    .filter(({ data }) => data.until >= around.today)
    .map((need) => ({ id: need.id, data: need.data, open: standing(around, need).open }))
}

/** Pledges with what is left of them. */
export function openPledges({ around }: DialogueView): OpenPledge[] {
  return around
    .all('pledge')
    .filter(({ data }) => data.until >= around.today)
    .map((pledge) => ({ id: pledge.id, data: pledge.data, left: standing(around, pledge).open }))
}
