// Where the gap between a plan and its bound sits: what each part of the choice costs in the plan, and
// the least it could cost at the prices of the bound (docs/methods/plan.md).
import { sum } from '#base/math.ts'
import { siteNpvUsd } from '#options/option.ts'
import { surchargeUsdPerYear } from '#options/satellite.ts'
import {
  type BoundPart,
  type ChoiceProblem,
  type Mix,
  moreRadiosNpvUsd,
  takenMbpsForRegion,
  towersNpvUsd,
  wayOf,
} from '#plan/choiceProblem.ts'
import type { Prices, Relaxed } from '#plan/relaxation.ts'

/**
 * The parts of a mix and of its bound. A part's bound is what its sites are worth at the prices, plus the
 * least that the part costs when it decides alone, less tolls that pass between towers and the network.
 *
 * @param relaxed What the parts did at these prices.
 * @param boundUsd The whole bound; what the other parts leave of it is the network's.
 */
export function boundParts(
  problem: ChoiceProblem,
  mix: Mix,
  { siteUsd, tollUsd, surchargeUsdPerMbps }: Prices,
  { towersUsd }: Pick<Relaxed, 'towersUsd'>,
  npvCostUsd: number,
  boundUsd: number,
): BoundPart[] {
  const { sites, satellite, fixedWireless, money } = problem
  const { pool } = satellite
  const served = (by: Mix['servedBy'][number]): number[] =>
    [...sites.keys()].filter((i) => mix.servedBy[i] === by)
  const own = (by: 'cellular' | 'satellite' | 'fixedWireless'): number =>
    sum(served(by).map((i) => siteNpvUsd(problem[by], sites[i], money)))
  const worth = (by: Mix['servedBy'][number]): number => sum(served(by).map((i) => siteUsd[i]))
  const open = new Set(
    sites.flatMap((site, i) => wayOf(fixedWireless, site, mix.wayForSite[i])?.tower ?? []),
  )
  const tolls = sum([...open].map((tower) => tollUsd[tower]))
  const surcharge = surchargeUsdPerYear(pool, takenMbpsForRegion(problem, mix.servedBy))
  const rest: BoundPart[] = [
    { part: 'moreRadios', npvCostUsd: moreRadiosNpvUsd(problem, mix), lowerBoundUsd: 0 },
    {
      part: 'towers',
      npvCostUsd: towersNpvUsd(problem, mix) + own('fixedWireless'),
      lowerBoundUsd: worth('fixedWireless') + towersUsd - tolls,
    },
    { part: 'cellular', npvCostUsd: own('cellular'), lowerBoundUsd: worth('cellular') },
    {
      part: 'satellite',
      npvCostUsd: own('satellite') + surcharge * money.yearlyFactor,
      lowerBoundUsd: worth('satellite') - sum(surchargeUsdPerMbps) * pool.poolMbps,
    },
  ]
  const network: BoundPart = {
    part: 'network',
    npvCostUsd: npvCostUsd - sum(rest.map((one) => one.npvCostUsd)),
    lowerBoundUsd: boundUsd - sum(rest.map((one) => one.lowerBoundUsd)),
  }
  return [network, ...rest].filter((one) => one.npvCostUsd !== 0 || one.lowerBoundUsd !== 0)
}
