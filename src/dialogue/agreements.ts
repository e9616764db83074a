// Where the agreements of a meeting stand: whom they bind, and what became of them.
import type { Known } from '#dialogue/partnerships.ts'
import type { AgreementData, FollowUpData } from '#register/records/meetings.ts'
import type { AcceptanceData } from '#register/records/partnership.ts'

/**
 * `waiting`: not all parties have accepted. `declined`: one would not, or ended it. `agreed`: all have, and
 * nothing is reported. `begun`, `done`, `dropped`: as the one who follows up states. `overdue`: its day is
 * past, and it is neither done nor dropped.
 */
export type AgreementState =
  | 'waiting'
  | 'declined'
  | 'agreed'
  | 'begun'
  | 'overdue'
  | 'done'
  | 'dropped'

/** An agreement's state, with who still has to say something. */
export interface AgreementStanding {
  readonly state: AgreementState
  readonly waitingFor: readonly string[]
  /** The commitment that it became. */
  readonly commitment: string | undefined
}

/** The newest word of each signatory; the one who wrote the agreement down has accepted it by that. */
export function newestWords(
  author: string,
  words: readonly Known<AcceptanceData>[],
): Map<string, AcceptanceData['answer']> {
  const newest = new Map<string, AcceptanceData['answer']>([[author, 'accept']])
  for (const { data } of words) newest.set(data.signatory, data.answer)
  return newest
}

/** Where an agreement stands on a day; words of those it does not name do not count. */
export function agreementStanding(
  agreement: AgreementData,
  words: readonly Known<AcceptanceData>[],
  followUps: readonly Known<FollowUpData>[],
  today: string,
): AgreementStanding {
  const newest = newestWords(agreement.signatory, words)
  const waitingFor = agreement.between.filter((one) => !newest.has(one))
  const refused = agreement.between.some((one) =>
    ['decline', 'end'].includes(newest.get(one) ?? ''),
  )
  const own = followUps.filter(({ data }) => data.signatory === agreement.followsUp)
  const last = own.at(-1)?.data
  const commitment = own.findLast(({ data }) => data.commitment !== undefined)?.data.commitment
  const state = ((): AgreementState => {
    if (refused) return 'declined'
    if (waitingFor.length > 0) return 'waiting'
    if (last?.state === 'done' || last?.state === 'dropped') return last.state
    if (today > agreement.due) return 'overdue'
    return last === undefined ? 'agreed' : 'begun'
  })()
  return { state, waitingFor, commitment }
}
