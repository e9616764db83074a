// Parts of a plan that are worth a look where a budget does not reach the whole: without far places,
// and without what hangs on one dear link. They depend on the plan alone, never on the budget.
import type { Things } from '#roadmap/things.ts'

/** Each look costs an order of everything; a large plan gets fewer. */
const thingsPerCall = 2_000_000
const mostLooks = 48
const leastLooks = 6

/** Marks what each look leaves in; with a thing all that it hangs on is in. */
export function* looksAt(things: Things): Generator<Uint8Array> {
  const { isBuilt, pathUsd, costUsd, worth, siteCount } = things
  const perThing = Math.floor(thingsPerCall / Math.max(1, isBuilt.length))
  const each = Math.max(leastLooks, Math.min(mostLooks, perThing)) / 2
  const paths = pathUsd.filter((_, thing) => worth[thing] > 0).sort()
  let before = Number.NaN
  for (let look = 1; look < each; look++) {
    const mostUsd = paths[Math.floor((paths.length * look) / each)]
    if (mostUsd === before) continue
    before = mostUsd
    yield isBuilt.map((built, thing) => (pathUsd[thing] <= mostUsd ? built : 0))
  }
  const dearest = Array.from(isBuilt.keys())
    .slice(siteCount)
    .filter((thing) => isBuilt[thing] === 1)
    .sort((a, b) => costUsd[b] - costUsd[a] || a - b)
  for (const link of dearest.slice(0, each)) yield without(things, link)
}

/** All but one link and what hangs on it. */
function without({ isBuilt, parent, siteCount }: Things, link: number): Uint8Array {
  const isIn = isBuilt.slice()
  isIn[link] = 0
  const keepsParent = (thing: number): boolean => parent[thing] < 0 || isIn[parent[thing]] === 1
  // Links stand upstream first, and sites hang on links.
  for (let thing = link + 1; thing < isIn.length; thing++) if (!keepsParent(thing)) isIn[thing] = 0
  for (let site = 0; site < siteCount; site++) if (!keepsParent(site)) isIn[site] = 0
  return isIn
}
