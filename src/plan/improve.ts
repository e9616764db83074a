// Single sites changed to what costs less, one after the other: what the pools' prices leave to gain,
// since a price moves many sites at once and the last one may overshoot.
import { type ChoiceProblem, choiceNpvUsd, type Mix } from '#plan/choiceProblem.ts'
import { secondBest } from '#plan/secondBest.ts'

/** Changes that gain less than this are rounding. */
const leastGainUsd = 1e-6

/**
 * A choice that no change of a single site makes cheaper, or that has been changed often enough.
 *
 * @param mostChanges Each change searches the whole network anew.
 */
export function improveChoice(problem: ChoiceProblem, start: Mix, mostChanges: number): Mix {
  const { nodeForSite } = problem.fibre.network
  let best = start
  let bestUsd = choiceNpvUsd(problem, best)
  for (let change = 0; change < mostChanges; change++) {
    const { technology, extraUsd, way, changes } = secondBest(problem, best)
    let at = -1
    for (let i = 0; i < extraUsd.length; i++)
      if (extraUsd[i] < -leastGainUsd && (at < 0 || extraUsd[i] < extraUsd[at])) at = i
    const next = at < 0 ? '' : technology[at]
    if (next === '') break
    const node = nodeForSite[problem.sites[at]]
    const edges = new Set(best.edges)
    if (best.servedBy[at] === 'fibre') for (const edge of changes.ownEdges(node)) edges.delete(edge)
    if (next === 'fibre') for (const edge of changes.wayEdges(node)) edges.add(edge)
    const wayForSite = best.wayForSite.slice()
    wayForSite[at] = next === 'fixedWireless' ? way[at] : -1
    const changed: Mix = {
      servedBy: best.servedBy.map((kind, i) => (i === at ? next : kind)),
      edges: Int32Array.from(edges).sort(),
      wayForSite,
    }
    const usd = choiceNpvUsd(problem, changed)
    if (usd >= bestUsd) break
    best = changed
    bestUsd = usd
  }
  return best
}
