// Mixes that can be built, from what prices suggest: towers over a network, the network anew for what the
// towers leave, and towers again, as long as it gains.
import { choiceNpvUsd, type Mix, type ServedBy } from '#plan/choiceProblem.ts'
import { fibreChanges } from '#plan/fibreChanges.ts'
import type { LaidNetwork } from '#plan/networkSearch.ts'
import type { Relaxation } from '#plan/relaxation.ts'
import { TowerSearch } from '#plan/towerSearch.ts'

/** A mix and what it costs, discounted. */
export interface BuiltMix {
  readonly mix: Mix
  readonly npvCostUsd: number
  /** How many sites it leaves without service that something could serve. */
  readonly unservedCount: number
}

/** True where one mix serves more sites than another, or as many for less. */
export function isBetter(one: BuiltMix, other: BuiltMix): boolean {
  return one.unservedCount === other.unservedCount
    ? one.npvCostUsd < other.npvCostUsd
    : one.unservedCount < other.unservedCount
}

/** What joining a site is worth that must be joined. */
const mustUsd = 1e12

/** A choice on its way: a network, what joining was worth when it was found, and terminals. */
export interface Draft {
  readonly laid: LaidNetwork
  readonly prizes: Float64Array
  /** For each site its way (a place in the relaxation's lists), or -1; absent at first. */
  readonly way?: Int32Array
}

/** Builds mixes at fixed prices of satellite capacity. */
export class MixBuilder {
  readonly #relaxation: Relaxation
  readonly #otherUsd: Float64Array

  /** @param surchargeUsdPerMbps What satellite capacity costs on top. */
  constructor(relaxation: Relaxation, surchargeUsdPerMbps: Float64Array) {
    this.#relaxation = relaxation
    this.#otherUsd = Float64Array.from({ length: relaxation.siteCount }, (_, i) =>
      relaxation.otherUsd(i, surchargeUsdPerMbps),
    )
  }

  /**
   * Chooses towers and terminals over a network, and what joining each site is then worth.
   *
   * @param order Towers to try first; by what each would gain alone where it is left out.
   * @param edgeUsd What each edge of the network costs.
   */
  withTowers(
    { laid, prizes, way }: Draft,
    edgeUsd: Float64Array,
    order?: readonly number[],
  ): Required<Pick<Draft, 'prizes' | 'way'>> {
    const { fibreUsd, terminalUsd } = this.#relaxation
    const otherUsd = this.#otherUsd
    const joinedUsd = this.#joinedUsd(laid, prizes, edgeUsd)
    const towers = new TowerSearch(this.#relaxation, { joinedUsd, otherUsd }, way)
    towers.run(order ?? towers.byGain())
    const wanted = fibreUsd.map((usd, i) => {
      if (usd === Number.POSITIVE_INFINITY) return 0
      if (towers.isHost(i)) return mustUsd
      const instead = towers.way[i] >= 0 ? terminalUsd[i] : otherUsd[i]
      return Math.min(mustUsd, Math.max(0, instead - usd))
    })
    return { prizes: wanted, way: towers.way }
  }

  /** The mix of a draft: joined where that is worth it and the network does, else a terminal, else the rest. */
  mixOf({ laid, prizes, way }: Required<Draft>): BuiltMix {
    const { problem, cellularUsd, placeForWay } = this.#relaxation
    const otherUsd = this.#otherUsd
    const wayForSite = new Int32Array(problem.sites.length).fill(-1)
    const servedBy = problem.sites.map((_, i): ServedBy => {
      if (laid.isJoined[i] === 1 && prizes[i] > 0) return 'fibre'
      if (way[i] >= 0) {
        wayForSite[i] = placeForWay[way[i]]
        return 'fixedWireless'
      }
      if (otherUsd[i] === Number.POSITIVE_INFINITY) return 'unserved'
      return otherUsd[i] === cellularUsd[i] ? 'cellular' : 'satellite'
    })
    const mix = { servedBy, edges: laid.edges, wayForSite }
    return {
      mix,
      npvCostUsd: choiceNpvUsd(problem, mix),
      unservedCount: servedBy.filter((by) => by === 'unserved').length,
    }
  }

  /** What being joined costs each site beside a network as laid: its own part, and the way there. */
  #joinedUsd(
    { edges, isJoined }: LaidNetwork,
    prizes: Float64Array,
    edgeNpvUsd: Float64Array,
  ): Float64Array {
    const { problem, fibreUsd } = this.#relaxation
    const { sites, fibre } = problem
    const { nodeForSite } = fibre.network
    const served = sites.flatMap((site, i) =>
      isJoined[i] === 1 && prizes[i] > 0 ? [nodeForSite[site]] : [],
    )
    const changes = fibreChanges({ ...fibre, edgeNpvUsd }, edges, served)
    return fibreUsd.map((usd, i) => {
      if (usd === Number.POSITIVE_INFINITY) return usd
      const node = nodeForSite[sites[i]]
      if (isJoined[i] === 0 || prizes[i] === 0) return usd + changes.wayUsd(node)
      const own = changes.ownEdges(node)
      // A stretch that others hang on stays; its own site can only save its equipment.
      return own.length === 0 ? 0 : usd + changes.edgesUsd(own)
    })
  }
}
