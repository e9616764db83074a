// Suggestions for one need or pledge: the best assignment among all that compete with it, found by going from
// needs to the pledges that fit them and back. Where hundreds compete, the nearest are weighed. Method:
// docs/methods/matching.md.
import { type OpenNeed, type OpenPledge, pairFit, pairPoints } from '#dialogue/fit.ts'
import { type Refused, type Suggestion, suggestMatches } from '#dialogue/matching.ts'

/** What is suggested for one need or pledge. */
export interface NearbyMatching {
  readonly suggestions: readonly Suggestion[]
  /** Why others were not, by identity; no more than were asked for. */
  readonly refused: readonly Refused[]
  /** False where more compete than were weighed. */
  readonly whole: boolean
}

/** How many of each side are weighed together, and how many refusals are told. */
export interface NearbyLimits {
  readonly weighed: number
  readonly refusals: number
}

const usual: NearbyLimits = { weighed: 30, refusals: 12 }

/**
 * What `suggestMatches` would suggest for one need or pledge. The same while no more than `weighed` needs or
 * pledges compete with it, directly or through others; beyond, the best of the nearest.
 */
export function suggestNearby(
  id: string,
  needs: readonly OpenNeed[],
  pledges: readonly OpenPledge[],
  limits = usual,
): NearbyMatching {
  const near = compete(id, needs, pledges, limits.weighed)
  const { suggestions, refused } = suggestMatches([...near.needs], [...near.pledges])
  const own = (pair: { readonly need: string; readonly pledge: string }): boolean =>
    pair.need === id || pair.pledge === id
  const known = new Map(refused.filter(own).map((pair) => [`${pair.need} ${pair.pledge}`, pair]))
  const told: Refused[] = []
  for (const [need, pledge] of ownPairs(id, needs, pledges)) {
    if (told.length === limits.refusals) break
    const { refusals } = pairFit(need, pledge)
    const weighed = known.get(`${need.id} ${pledge.id}`)
    if (weighed !== undefined) told.push(weighed)
    else if (refusals.length > 0) told.push({ need: need.id, pledge: pledge.id, refusals })
  }
  return { suggestions: suggestions.filter(own), refused: told, whole: near.whole }
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0

/** A need with every pledge, or a pledge with every need, by identity. */
function ownPairs(
  id: string,
  needs: readonly OpenNeed[],
  pledges: readonly OpenPledge[],
): (readonly [OpenNeed, OpenPledge])[] {
  const need = needs.find((each) => each.id === id)
  if (need !== undefined) return pledges.toSorted(byId).map((pledge) => [need, pledge])
  const pledge = pledges.find((each) => each.id === id)
  return pledge === undefined ? [] : needs.toSorted(byId).map((each) => [each, pledge])
}

/** All that compete with one, nearest first: those that fit it, best first, then those that fit these. */
function compete(
  id: string,
  needs: readonly OpenNeed[],
  pledges: readonly OpenPledge[],
  most: number,
): { needs: Set<OpenNeed>; pledges: Set<OpenPledge>; whole: boolean } {
  const near = { needs: new Set<OpenNeed>(), pledges: new Set<OpenPledge>(), whole: true }
  const waiting: ({ need: OpenNeed } | { pledge: OpenPledge })[] = []
  const addNeed = (need: OpenNeed): void => {
    if (near.needs.has(need)) return
    if (near.needs.size === most) near.whole = false
    else waiting.push({ need: add(near.needs, need) })
  }
  const addPledge = (pledge: OpenPledge): void => {
    if (near.pledges.has(pledge)) return
    if (near.pledges.size === most) near.whole = false
    else waiting.push({ pledge: add(near.pledges, pledge) })
  }
  needs.filter((each) => each.id === id).forEach(addNeed)
  pledges.filter((each) => each.id === id).forEach(addPledge)
  // With both sides full nobody more is weighed.
  const full = (): boolean => near.needs.size + near.pledges.size === 2 * most && !near.whole
  for (let at = 0; at < waiting.length && !full(); at++) {
    const one = waiting[at]
    if ('need' in one) best(pledges, (pledge) => pairPoints(one.need, pledge)).forEach(addPledge)
    else best(needs, (need) => pairPoints(need, one.pledge)).forEach(addNeed)
  }
  return near
}

function add<T>(set: Set<T>, one: T): T {
  set.add(one)
  return one
}

/** Those that fit, the best first; ties fall to the lower identity. */
function best<T extends { readonly id: string }>(
  all: readonly T[],
  pointsOf: (one: T) => number,
): T[] {
  return all
    .map((one) => ({ one, points: pointsOf(one) }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points || byId(a.one, b.one))
    .map(({ one }) => one)
}
