// What a plan builds, as things with a cost, each hanging on at most one other: links on their upstream
// link, sites on their last link, and institutions together with what they stand beside.
import { tableLength } from '#base/table.ts'
import { isNewlyServed, type Plan } from '#plan/plan.ts'

/** Things by number: sites by their row, then links by theirs. Upstream links have lower numbers. */
export interface Things {
  readonly siteCount: number
  /** 1 for what is ordered: what the plan builds, without what is built together with another thing. */
  readonly isBuilt: Uint8Array
  /** Of the thing itself. */
  readonly ownUsd: Float64Array
  /** With all that is built together with it. */
  readonly costUsd: Float64Array
  /** People, and a little for each site. */
  readonly worth: Float64Array
  /** What a thing hangs on; -1 where on nothing. */
  readonly parent: Int32Array
  /** The cost of a thing with all that it hangs on. */
  readonly pathUsd: Float64Array
  /** What is built together with a thing, right after it, upstream first. */
  readonly company: ReadonlyMap<number, readonly number[]>
}

/**
 * A site counts a little even where nobody lives, so that what stands alone comes before nothing. People
 * are whole, so it never outweighs one of them.
 */
const peoplePerSite = 1e-7

/** What a plan builds. */
export function thingsOf(plan: Plan): Things {
  const { sites, links } = plan
  const siteCount = tableLength(sites)
  const total = siteCount + tableLength(links)
  const isBuilt = new Uint8Array(total)
  const costUsd = new Float64Array(total)
  const worth = new Float64Array(total)
  const parent = new Int32Array(total).fill(-1)
  for (let thing = siteCount; thing < total; thing++) {
    const link = thing - siteCount
    isBuilt[thing] = 1
    costUsd[thing] = links.capexUsd[link]
    if (links.upstream[link] >= 0) parent[thing] = siteCount + links.upstream[link]
  }
  for (let site = 0; site < siteCount; site++) {
    if (!isNewlyServed(sites.choice[site])) continue
    isBuilt[site] = 1
    costUsd[site] = sites.capexUsd[site]
    worth[site] = sites.people[site] + peoplePerSite
    if (sites.link[site] >= 0) parent[site] = siteCount + sites.link[site]
  }
  const ownUsd = costUsd.slice()
  const company = new Map<number, number[]>()
  const hosts = plan.totals.people === null ? undefined : findHosts(plan, isBuilt, parent)
  for (let k = 0; hosts !== undefined && k < total; k++) {
    // Links first, from upstream on, then sites.
    const thing = (k + siteCount) % total
    const host = hosts[thing]
    if (host < 0) continue
    isBuilt[thing] = 0
    costUsd[host] += costUsd[thing]
    worth[host] += worth[thing]
    const list = company.get(host)
    if (list === undefined) company.set(host, [thing])
    else list.push(thing)
  }
  const pathUsd = costUsd.slice()
  for (let k = 0; k < total; k++) {
    const thing = (k + siteCount) % total
    if (parent[thing] >= 0) pathUsd[thing] += pathUsd[parent[thing]]
  }
  return { siteCount, isBuilt, ownUsd, costUsd, worth, parent, pathUsd, company }
}

/**
 * What each thing without people is built together with; -1 for what stands in the order itself. The drop
 * to an institution goes with the link it branches from, an institution on existing fibre, under a tower
 * or a satellite with the nearest settlement: otherwise schools and clinics, whose residents are counted
 * elsewhere, would all come last.
 */
function findHosts({ sites }: Plan, isBuilt: Uint8Array, parent: Int32Array): Int32Array {
  const siteCount = sites.people.length
  const total = isBuilt.length
  /** Marks the sites that are asked for, and the links that lead to one. */
  const serving = (isAsked: (site: number) => boolean): Uint8Array => {
    const serves = new Uint8Array(total)
    for (let site = 0; site < siteCount; site++) {
      if (!isAsked(site)) continue
      serves[site] = 1
      if (parent[site] >= 0) serves[parent[site]] = 1
    }
    for (let thing = total - 1; thing >= siteCount; thing--)
      if (serves[thing] === 1 && parent[thing] >= 0) serves[parent[thing]] = 1
    return serves
  }
  const servesPeople = serving((site) => isBuilt[site] === 1 && sites.people[site] > 0)
  const servesSites = serving((site) => isBuilt[site] === 1)
  const hosts = new Int32Array(total).fill(-1)
  // Of a piece of network that serves no people, the link where it begins.
  const top = Int32Array.from({ length: total }, (_, thing) => thing)
  for (let thing = siteCount; thing < total; thing++) {
    if (servesPeople[thing] === 1 || servesSites[thing] === 0 || parent[thing] < 0) continue
    if (servesPeople[parent[thing]] === 1) hosts[thing] = parent[thing]
    else top[thing] = top[parent[thing]]
  }
  // One that begins at existing fibre goes as a whole with the village of its first site.
  for (let site = 0; site < siteCount; site++) {
    if (isBuilt[site] === 0 || servesPeople[site] === 1) continue
    const start = parent[site] < 0 ? site : top[parent[site]]
    if (servesPeople[start] === 1) hosts[site] = start
    else if (hosts[start] < 0) hosts[start] = villageOf(sites, site, servesPeople)
  }
  for (let thing = siteCount; thing < total; thing++) hosts[thing] = hosts[top[thing]]
  for (let site = 0; site < siteCount; site++)
    if (isBuilt[site] === 1 && servesPeople[site] === 0 && hosts[site] < 0 && parent[site] >= 0)
      hosts[site] = hosts[top[parent[site]]]
  return hosts
}

function villageOf(sites: Plan['sites'], site: number, servesPeople: Uint8Array): number {
  const village = sites.builtWith[site]
  return village >= 0 && servesPeople[village] === 1 ? village : -1
}
