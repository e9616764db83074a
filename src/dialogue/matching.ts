// Suggested matches of needs with pledges: the assignment of units that is worth most, with the reasons for
// each suggestion and for every pair that is none. Method: docs/methods/matching.md.
import {
  type Fit,
  type OpenNeed,
  type OpenPledge,
  pairFit,
  type Reason,
  type Refusal,
} from '#dialogue/fit.ts'
import { type Lane, shareOut } from '#dialogue/transport.ts'

/** A pair that is suggested. */
export interface Suggestion {
  readonly need: string
  readonly pledge: string
  /** Minor units of money, or a count. */
  readonly units: number
  /** Of what the need still lacks. */
  readonly share: number
  readonly points: number
  readonly reasons: readonly Reason[]
}

/** A pair that is not, and why. */
export interface Refused {
  readonly need: string
  readonly pledge: string
  readonly refusals: readonly Refusal[]
}

/** All pairs, each suggested or refused. */
export interface Matching {
  /** Those worth most first. */
  readonly suggestions: readonly Suggestion[]
  readonly refused: readonly Refused[]
}

interface Pair {
  readonly need: OpenNeed
  readonly pledge: OpenPledge
  readonly fit: Fit
}

/**
 * The assignment of pledged to needed units whose points, each times its units, are at their most.
 * The order of the arguments does not matter; ties fall to the lower identity.
 */
export function suggestMatches(
  needs: readonly OpenNeed[],
  pledges: readonly OpenPledge[],
): Matching {
  const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
    a.id < b.id ? -1 : a.id > b.id ? 1 : 0
  const [demands, supplies] = [[...needs].sort(byId), [...pledges].sort(byId)]
  const pairs = demands.flatMap((need) =>
    supplies.map((pledge): Pair => ({ need, pledge, fit: pairFit(need, pledge) })),
  )
  const fitting = pairs.filter((pair) => pair.fit.points > 0)
  const rows = new Map(demands.map(({ id }, i) => [id, i]))
  const columns = new Map(supplies.map(({ id }, i) => [id, i]))
  const lanes = fitting.map(
    ({ need, pledge, fit: { points } }): Lane => ({
      demand: rows.get(need.id) ?? 0,
      supply: columns.get(pledge.id) ?? 0,
      points,
    }),
  )
  const units = shareOut(
    demands.map(({ open }) => Math.max(0, open)),
    supplies.map(({ left }) => Math.max(0, left)),
    lanes,
  )
  const unitsOfPair = new Map(fitting.map((pair, i) => [pair, units[i]]))
  const chosen = fitting.filter((pair) => (unitsOfPair.get(pair) ?? 0) > 0)
  const suggestions = chosen.map((pair): Suggestion => {
    const count = unitsOfPair.get(pair) ?? 0
    const {
      need,
      pledge,
      fit: { points, reasons },
    } = pair
    const share = count / need.open
    return { need: need.id, pledge: pledge.id, units: count, share, points, reasons }
  })
  suggestions.sort((a, b) => b.points - a.points || b.share - a.share)
  const taken = new Set(chosen)
  const refused = pairs
    .filter((pair) => !taken.has(pair))
    .map((pair) => ({
      need: pair.need.id,
      pledge: pair.pledge.id,
      refusals: pair.fit.points > 0 ? [displaced(pair, chosen)] : pair.fit.refusals,
    }))
  return { suggestions, refused }
}

/** A pair that would fit and was not chosen stands back for others: the best never leaves both ends free. */
function displaced({ need, pledge }: Pair, chosen: readonly Pair[]): Refusal {
  const needs = chosen.filter((other) => other.pledge === pledge).map((other) => other.need.id)
  return needs.length > 0
    ? { code: 'better-elsewhere', needs }
    : {
        code: 'better-pledges',
        pledges: chosen.filter((other) => other.need === need).map((other) => other.pledge.id),
      }
}
