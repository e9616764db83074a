// Sites changed to what costs less, as many at a time as do not meet: what prices leave to gain, since a
// price moves many sites at once and the last one may overshoot.
import { sectorsPerTower } from '#options/fixedWireless.ts'
import {
  type ChoiceProblem,
  choiceNpvUsd,
  type Mix,
  sectorAirtime,
  wayOf,
} from '#plan/choiceProblem.ts'
import { type SecondBest, secondBest } from '#plan/secondBest.ts'

/** Changes that gain less than this are rounding. */
const leastGainUsd = 1e-6

/**
 * A choice that no change of a single site makes cheaper, or that has been changed often enough.
 *
 * @param mostRounds Each searches the whole network anew.
 */
export function improveChoice(problem: ChoiceProblem, start: Mix, mostRounds: number): Mix {
  let best = start
  let bestUsd = choiceNpvUsd(problem, best)
  let atOnce = Number.POSITIVE_INFINITY
  for (let round = 0; round < mostRounds; round++) {
    const second = secondBest(problem, best)
    const better = [...second.extraUsd.keys()]
      .filter((i) => second.extraUsd[i] < -leastGainUsd)
      .sort((a, b) => second.extraUsd[a] - second.extraUsd[b] || a - b)
    if (better.length === 0) break
    const changed = withChanges(problem, best, second, better, atOnce)
    const usd = choiceNpvUsd(problem, changed)
    if (usd < bestUsd) {
      best = changed
      bestUsd = usd
    } else if (atOnce === 1) break
    // Together they gain nothing: fewer at a time.
    else atOnce = Math.max(1, Math.floor(Math.min(atOnce, better.length) / 8))
  }
  return best
}

/** The first sites of a list changed to their second best, leaving out what meets a change before it. */
function withChanges(
  problem: ChoiceProblem,
  mix: Mix,
  { technology, way, changes }: SecondBest,
  order: readonly number[],
  atOnce: number,
): Mix {
  const { sites, fibre, fixedWireless } = problem
  const { nodeForSite } = fibre.network
  const airtime = sectorAirtime(problem, mix)
  const edges = new Set(mix.edges)
  const servedBy = [...mix.servedBy]
  const wayForSite = mix.wayForSite.slice()
  // What joins may hang on what a leaving site no longer needs: either some join or some leave.
  const isJoining = technology[order[0]] === 'fibre'
  let count = 0
  for (const i of order) {
    if (count >= atOnce) break
    const next = technology[i]
    if (next === '' || (next === 'fibre') !== isJoining) continue
    const node = nodeForSite[sites[i]]
    if (next === 'fixedWireless') {
      const wanted = wayOf(fixedWireless, sites[i], way[i])
      if (wanted === undefined) continue
      const s = wanted.tower * sectorsPerTower + wanted.sector
      if (airtime[s] + wanted.airtimeShare > 1) continue
      airtime[s] += wanted.airtimeShare
    }
    if (servedBy[i] === 'fibre') for (const edge of changes.ownEdges(node)) edges.delete(edge)
    if (next === 'fibre') for (const edge of changes.wayEdges(node)) edges.add(edge)
    servedBy[i] = next
    wayForSite[i] = next === 'fixedWireless' ? way[i] : -1
    count++
  }
  return { servedBy, edges: Int32Array.from(edges).sort(), wayForSite }
}
