// Whether a pledge can serve a need, and how well: every reason for it and against it, as data.
import { findRegion, type GroupName, groupsOf, type RegionName } from '#register/groups.ts'
import type { NeedData, PledgeData } from '#register/records/partnership.ts'

/** What speaks for a pair; `share` is of the need's own time. */
export type Reason =
  | { readonly code: 'directed' }
  | { readonly code: 'place-named' }
  | { readonly code: 'place-region'; readonly region: RegionName }
  | { readonly code: 'place-group'; readonly group: GroupName }
  | { readonly code: 'place-anywhere' }
  | { readonly code: 'time'; readonly share: number }
  | { readonly code: 'conditions-none' }
  | { readonly code: 'conditions-accepted'; readonly conditions: readonly string[] }

/** What speaks against it. */
export type Refusal =
  | { readonly code: 'kind' }
  | { readonly code: 'currency' }
  | { readonly code: 'own' }
  | { readonly code: 'directed-elsewhere' }
  | { readonly code: 'place' }
  | { readonly code: 'time' }
  | { readonly code: 'conditions'; readonly conditions: readonly string[] }
  | { readonly code: 'need-met' }
  | { readonly code: 'pledge-used' }
  /** It would fit; the pledge's units do more good at these needs. */
  | { readonly code: 'better-elsewhere'; readonly needs: readonly string[] }
  /** It would fit; the need is met by these pledges, which fit it better. */
  | { readonly code: 'better-pledges'; readonly pledges: readonly string[] }

/** A need with its identity, and the units not yet matched. */
export interface OpenNeed {
  readonly id: string
  readonly data: NeedData
  readonly open: number
}

/** A pledge with its identity, and the units not yet matched. */
export interface OpenPledge {
  readonly id: string
  readonly data: PledgeData
  readonly left: number
}

/** How well a pair fits. */
export interface Fit {
  /** Above 0 where nothing speaks against it. */
  readonly points: number
  readonly reasons: readonly Reason[]
  readonly refusals: readonly Refusal[]
}

/** The units that a need or a pledge is counted in: minor units of its money, or its count. */
export function unitsOf(data: Pick<NeedData, 'kind' | 'money' | 'count'>): number {
  return data.kind === 'money' ? (data.money?.minor ?? 0) : (data.count ?? 0)
}

/** What each reason is worth; the base keeps every pair that fits above none. */
const worth = { base: 40, directed: 100, named: 30, regional: 20, anywhere: 10, time: 20 } as const

const days = (from: string, until: string): number =>
  Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000) + 1

/** The points of a pair, 0 where anything speaks against it: what most pairs fail by is looked at first. */
export function pairPoints(need: OpenNeed, pledge: OpenPledge): number {
  const [n, p] = [need.data, pledge.data]
  const unfit =
    n.kind !== p.kind ||
    need.open <= 0 ||
    pledge.left <= 0 ||
    p.until < n.from ||
    n.until < p.from ||
    (p.need !== undefined && p.need !== need.id)
  return unfit ? 0 : pairFit(need, pledge).points
}

/**
 * Whether a pledge can serve a need, with every reason. Points: 40, and 100 where it was made for this
 * need; 30 where it names the country, 20 its region or group, 10 where it is for any; up to 20 for the
 * share of the need's time that it covers; 10 without conditions, 5 where all are accepted.
 */
export function pairFit(need: OpenNeed, pledge: OpenPledge): Fit {
  const reasons: Reason[] = []
  const refusals: Refusal[] = []
  const [n, p] = [need.data, pledge.data]
  let points: number = worth.base
  if (n.kind !== p.kind) refusals.push({ code: 'kind' })
  else if (n.kind === 'money' && n.money?.currency !== p.money?.currency)
    refusals.push({ code: 'currency' })
  if (n.signatory === p.signatory) refusals.push({ code: 'own' })
  if (p.need !== undefined && p.need !== need.id) refusals.push({ code: 'directed-elsewhere' })
  if (p.need === need.id) {
    reasons.push({ code: 'directed' })
    points += worth.directed
  }
  const place = placeReason(n, p)
  if (place === undefined) refusals.push({ code: 'place' })
  else {
    reasons.push(place)
    points +=
      place.code === 'place-named'
        ? worth.named
        : place.code === 'place-anywhere'
          ? worth.anywhere
          : worth.regional
  }
  const from = n.from > p.from ? n.from : p.from
  const until = n.until < p.until ? n.until : p.until
  if (until < from) refusals.push({ code: 'time' })
  else {
    const share = days(from, until) / days(n.from, n.until)
    reasons.push({ code: 'time', share })
    points += Math.floor(worth.time * share)
  }
  const unaccepted = p.conditions.filter((condition) => !n.accepts.includes(condition))
  if (unaccepted.length > 0) refusals.push({ code: 'conditions', conditions: unaccepted })
  else if (p.conditions.length === 0) {
    reasons.push({ code: 'conditions-none' })
    points += 10
  } else {
    reasons.push({ code: 'conditions-accepted', conditions: p.conditions })
    points += 5
  }
  if (need.open <= 0) refusals.push({ code: 'need-met' })
  if (pledge.left <= 0) refusals.push({ code: 'pledge-used' })
  return { points: refusals.length === 0 ? points : 0, reasons, refusals }
}

/** How the pledge reaches the need's country; undefined where it is for others. Groups count as of the need's first day. */
function placeReason(need: NeedData, pledge: PledgeData): Reason | undefined {
  const { countries, regions, groups } = pledge
  if (countries.includes(need.country)) return { code: 'place-named' }
  const region = findRegion(need.country)
  if (region !== undefined && regions.includes(region)) return { code: 'place-region', region }
  const group = groupsOf(need.country, need.from).find((name) => groups.includes(name))
  if (group !== undefined) return { code: 'place-group', group }
  return countries.length + regions.length + groups.length === 0
    ? { code: 'place-anywhere' }
    : undefined
}
