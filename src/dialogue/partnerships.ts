// What became of needs, pledges and matches: who accepted, what is still open, and delivery against pledge in
// money, people, Mbps and count.

import { unitsOf } from '#dialogue/fit.ts'
import type {
  AcceptanceData,
  DeliveryData,
  MatchData,
  NeedData,
  PledgeData,
} from '#register/records/partnership.ts'

/** A record with its identity and when it was taken, oldest first in lists. */
export interface Known<D> {
  readonly id: string
  readonly data: D
  readonly time: string
}

/**
 * `proposed`: one side has spoken. `accepted`: both have. `declined`: the other would not. `ended`: one side
 * ended what both had accepted, or took its proposal back.
 */
export type MatchState = 'proposed' | 'accepted' | 'declined' | 'ended'

/** Where a match stands, by the words of its two sides; words of anyone else do not count. */
export function matchState(
  match: MatchData,
  need: Pick<NeedData, 'signatory'>,
  pledge: Pick<PledgeData, 'signatory'>,
  words: readonly Known<AcceptanceData>[],
): MatchState {
  const sides = [need.signatory, pledge.signatory]
  if (!sides.includes(match.signatory)) return 'declined'
  const other = sides[0] === match.signatory ? sides[1] : sides[0]
  let state: MatchState = 'proposed'
  for (const { data } of words) {
    if (!sides.includes(data.signatory)) continue
    if (data.answer === 'end') state = 'ended'
    else if (data.signatory === other && state === 'proposed')
      state = data.answer === 'accept' ? 'accepted' : 'declined'
  }
  return state
}

/** A match with its state. */
export interface StandingMatch {
  readonly data: MatchData
  readonly state: MatchState
}

/** Units of a need or pledge that no accepted match has taken. */
export function unitsOpen(
  data: Pick<NeedData, 'kind' | 'money' | 'count'>,
  matches: readonly StandingMatch[],
): number {
  const taken = matches
    .filter(({ state }) => state === 'accepted')
    .reduce((sum, match) => sum + unitsOf({ ...match.data, kind: data.kind }), 0)
  return Math.max(0, unitsOf(data) - taken)
}

/** How far one measure has come: what was said to come, what came by one side's word, and what was upheld. */
export interface Progress {
  readonly pledged: number
  readonly delivered: number
  readonly verified: number
}

/** Measures that a match and its deliveries are followed in; money in minor units of the match's currency. */
export interface DeliveryProgress {
  readonly currency: string | undefined
  readonly money: Progress
  readonly count: Progress
  readonly people: Progress
  readonly mbps: Progress
  /** Ids of deliveries in another currency than was pledged: shown, not added up. */
  readonly otherCurrency: readonly string[]
}

/**
 * Delivery against pledge. A delivery counts as verified where the newest review of it upholds it; one that
 * a review does not uphold counts as delivered no more.
 */
export function deliveryProgress(
  match: MatchData,
  deliveries: readonly Known<DeliveryData>[],
  findings: ReadonlyMap<string, 'upheld' | 'notUpheld' | 'cannotTell'>,
): DeliveryProgress {
  const counted = deliveries.filter(({ id }) => findings.get(id) !== 'notUpheld')
  const upheld = counted.filter(({ id }) => findings.get(id) === 'upheld')
  const currency =
    match.money?.currency ?? counted.find(({ data }) => data.money)?.data.money?.currency
  const of = (measure: (data: MatchData | DeliveryData) => number | undefined): Progress => {
    const sum = (list: readonly Known<DeliveryData>[]): number =>
      list.reduce((all, { data }) => all + (measure(data) ?? 0), 0)
    return { pledged: measure(match) ?? 0, delivered: sum(counted), verified: sum(upheld) }
  }
  return {
    currency,
    money: of(({ money }) => (money?.currency === currency ? money?.minor : undefined)),
    count: of(({ count }) => count),
    people: of(({ people }) => people),
    mbps: of(({ mbps }) => mbps),
    otherCurrency: counted
      .filter(({ data }) => data.money !== undefined && data.money.currency !== currency)
      .map(({ id }) => id),
  }
}
