// In which order to build: bundles of links and sites with the most people per dollar first, nothing
// before its upstream. The optimal order for a forest of precedences (Horn 1972; Sidney 1975), so that
// each bundle brings at least as many people per dollar as any that follows.
import { RankQueue } from '#roadmap/_rankQueue.ts'
import type { Things } from '#roadmap/things.ts'

/** Things that are built one after the other, none of them without the others. */
export interface Bundle {
  /** Upstream first. */
  readonly things: readonly number[]
  readonly costUsd: number
  readonly worth: number
  /** The bundle that holds what this one hangs on, by its place in the order; -1 where none. */
  readonly needs: number
}

/**
 * Merges each thing into what it hangs on as long as it brings more per dollar than that; what cannot be
 * merged any more is a bundle. Ties go to the lower row.
 *
 * @param isIn 1 for the things to order; with a thing all that it hangs on must be in. All that is
 *   built where left out.
 */
export function buildOrder(
  { isBuilt, costUsd, worth, parent }: Things,
  isIn: Uint8Array = isBuilt,
): Bundle[] {
  const total = isBuilt.length
  // A bundle's things are a chain in order, so that merging two costs nothing.
  const nextThing = new Int32Array(total).fill(-1)
  const lastThing = Int32Array.from({ length: total }, (_, thing) => thing)
  const head = lastThing.slice()
  const headOf = (start: number): number => {
    let thing = start
    while (head[thing] !== thing) {
      head[thing] = head[head[thing]]
      thing = head[thing]
    }
    return thing
  }
  const bundleCost = costUsd.slice()
  const bundleWorth = worth.slice()
  const rankOf = (thing: number): number =>
    bundleWorth[thing] === 0 ? 0 : bundleWorth[thing] / bundleCost[thing]
  const queue = new RankQueue(total)
  for (let thing = 0; thing < total; thing++)
    if (isIn[thing] === 1) queue.push(thing, rankOf(thing))
  const bundles: Bundle[] = []
  const placeOf = new Int32Array(total).fill(-1)
  for (let best = queue.pop(); best >= 0; best = queue.pop()) {
    const above = parent[best] < 0 ? -1 : headOf(parent[best])
    if (above < 0 || placeOf[above] >= 0) {
      placeOf[best] = bundles.length
      const things: number[] = []
      for (let thing = best; thing >= 0; thing = nextThing[thing]) things.push(thing)
      const needs = above < 0 ? -1 : placeOf[above]
      bundles.push({ things, costUsd: bundleCost[best], worth: bundleWorth[best], needs })
      continue
    }
    // The best thing that waits for another is always built right after it.
    head[best] = above
    nextThing[lastThing[above]] = best
    lastThing[above] = lastThing[best]
    bundleCost[above] += bundleCost[best]
    bundleWorth[above] += bundleWorth[best]
    queue.push(above, rankOf(above))
  }
  return bundles
}
