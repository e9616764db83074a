// Plans as a roadmap reads them: sites, links, and nothing else.
import { seededRandom } from '#base/random.ts'
import { tableFromRows, tableLength } from '#base/table.ts'
import { type Choice, linkColumns, type Plan, siteChoiceColumns } from '#plan/plan.ts'

export interface SiteRow {
  readonly people: number
  readonly capexUsd: number
  readonly link?: number
  readonly builtWith?: number
  readonly choice?: Choice
}

/** A plan from its sites and links. */
export function planOf(
  sites: readonly SiteRow[],
  links: readonly { capexUsd: number; upstream?: number }[] = [],
): Plan {
  return {
    sites: tableFromRows(
      siteChoiceColumns,
      sites.map((site) => ({
        choice: site.link === undefined ? ('satellite' as const) : ('fibre' as const),
        opexUsdPerYear: site.capexUsd / 10,
        link: -1,
        builtWith: -1,
        ...site,
      })),
    ),
    links: tableFromRows(
      linkColumns,
      links.map((link, l) => ({
        id: `l${l}`,
        technology: 'fibre' as const,
        opexUsdPerYear: link.capexUsd / 50,
        upstream: -1,
        ...link,
      })),
    ),
    linkLines: { offsets: new Int32Array(1), coordinates: new Float64Array(0) },
    totals: { people: { total: 0, servedBefore: 0, servedAfter: 0, unknown: 0 } } as never,
    lowerBoundUsd: 0,
    certificateShare: 0,
  }
}

/** A forest of links with sites on them and some satellites beside. */
export function randomPlan(seed: number, siteCount: number, linkCount: number): Plan {
  const random = seededRandom(seed)
  const links = Array.from({ length: linkCount }, (_, l) => ({
    capexUsd: Math.round(random.between(1, 100)),
    upstream: l === 0 || random.share() < 0.2 ? -1 : random.below(l),
  }))
  const sites = Array.from({ length: siteCount }, () => ({
    people: 1 + random.below(999),
    capexUsd: Math.round(random.between(1, 20)),
    ...(random.share() < 0.8 ? { link: random.below(linkCount) } : {}),
  }))
  return planOf(sites, links)
}

/** The most people that a budget can serve, by trying every set of sites. */
export function mostPeople(plan: Plan, budgetUsd: number): number {
  const count = tableLength(plan.sites)
  let best = 0
  for (let set = 0; set < 1 << count; set++) {
    let people = 0
    let cost = 0
    const laid = new Set<number>()
    for (let site = 0; site < count; site++) {
      if ((set & (1 << site)) === 0) continue
      people += plan.sites.people[site]
      cost += plan.sites.capexUsd[site]
      for (let l = plan.sites.link[site]; l >= 0 && !laid.has(l); l = plan.links.upstream[l]) {
        laid.add(l)
        cost += plan.links.capexUsd[l]
      }
    }
    if (cost <= budgetUsd) best = Math.max(best, people)
  }
  return best
}
