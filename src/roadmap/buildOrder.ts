// In which order to build: bundles of links and sites with the most people per dollar first, nothing
// before its upstream. The optimal order for a forest of precedences (Horn 1972; Sidney 1975), so that
// each bundle brings at least as many people per dollar as any that follows.
import { tableLength } from '#base/table.ts'
import { isNewlyServed, type Plan } from '#plan/plan.ts'
import { RankQueue } from '#roadmap/_rankQueue.ts'

/** Things that are built together. */
export interface Bundle {
  /** Sites by their row, links by their row plus the number of sites; upstream first. */
  readonly things: readonly number[]
  readonly costUsd: number
  /** Earlier bundles that hold what this one hangs on. */
  readonly needs: readonly number[]
}

/** A site counts a little even where nobody lives, so that schools come before nothing. */
const peoplePerSite = 1e-7

/** All that a plan builds, in order. */
export function buildOrder(plan: Plan): Bundle[] {
  const siteCount = tableLength(plan.sites)
  const linkCount = tableLength(plan.links)
  const total = siteCount + linkCount
  const cost = new Float64Array(total)
  const worth = new Float64Array(total)
  const parent = new Int32Array(total).fill(-1)
  const isThing = new Uint8Array(total)
  for (let site = 0; site < siteCount; site++) {
    if (!isNewlyServed(plan.sites.choice[site])) continue
    isThing[site] = 1
    cost[site] = plan.sites.capexUsd[site]
    worth[site] = plan.sites.people[site] + peoplePerSite
    if (plan.sites.link[site] >= 0) parent[site] = siteCount + plan.sites.link[site]
  }
  for (let link = 0; link < linkCount; link++) {
    isThing[siteCount + link] = 1
    cost[siteCount + link] = plan.links.capexUsd[link]
    if (plan.links.upstream[link] >= 0)
      parent[siteCount + link] = siteCount + plan.links.upstream[link]
  }
  return bundlesOf(isThing, cost, worth, parent)
}

/**
 * Merges each thing into what it hangs on as long as it brings more per dollar than that; what cannot be
 * merged any more is a bundle. Ties go to the lower row.
 */
function bundlesOf(
  isThing: Uint8Array,
  cost: Float64Array,
  worth: Float64Array,
  parent: Int32Array,
): Bundle[] {
  const total = isThing.length
  const things = Array.from({ length: total }, (_, thing) => [thing])
  const head = Int32Array.from({ length: total }, (_, thing) => thing)
  const headOf = (start: number): number => {
    let thing = start
    while (head[thing] !== thing) {
      head[thing] = head[head[thing]]
      thing = head[thing]
    }
    return thing
  }
  const bundleCost = cost.slice()
  const bundleWorth = worth.slice()
  const rankOf = (thing: number): number =>
    bundleWorth[thing] === 0 ? 0 : bundleWorth[thing] / bundleCost[thing]
  const queue = new RankQueue(total)
  for (let thing = 0; thing < total; thing++)
    if (isThing[thing] === 1) queue.push(thing, rankOf(thing))
  const order: number[] = []
  const bundleForHead = new Map<number, number>()
  for (let best = queue.pop(); best >= 0; best = queue.pop()) {
    const above = parent[best] < 0 ? -1 : headOf(parent[best])
    if (above < 0 || bundleForHead.has(above)) {
      bundleForHead.set(best, order.length)
      order.push(best)
      continue
    }
    // The best thing that waits for another is always built right after it.
    head[best] = above
    bundleCost[above] += bundleCost[best]
    bundleWorth[above] += bundleWorth[best]
    for (const thing of things[best]) things[above].push(thing)
    things[best] = []
    queue.push(above, rankOf(above))
  }
  return order.map((top) => ({
    things: things[top],
    costUsd: bundleCost[top],
    needs: parent[top] < 0 ? [] : [bundleForHead.get(headOf(parent[top])) as number],
  }))
}
