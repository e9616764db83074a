// For each planned site the technology that would have come second, and what it would cost more: the
// price of the choice being wrong. Each site by itself, everything else left as planned.
import { buildGraph } from '#graph/graph.ts'
import { shortestPaths } from '#graph/shortestPath.ts'
import { siteNpvUsd } from '#options/option.ts'
import type { ChoiceProblem, ChoiceSolution, ServedBy } from '#plan/choose.ts'

/** The runner-up of each of the problem's sites, in their order. */
export interface SecondBest {
  /** '' where nothing else could serve. */
  readonly technology: readonly ('' | Exclude<ServedBy, 'unserved'>)[]
  /** Discounted; NaN where there is no second. */
  readonly extraUsd: Float64Array
}

/**
 * Finds what would come second.
 *
 * Without fibre a site also saves the stretch that serves it alone; with fibre it pays the shortest way
 * to the network as planned. Satellite capacity is priced as the region would pay for this site's.
 */
export function secondBest(problem: ChoiceProblem, solution: ChoiceSolution): SecondBest {
  const { sites, fibre, cellular, satellite, money, demandMbps } = problem
  const { network, routePerKm } = fibre
  const { pool } = satellite
  const cost = network.lengthMeters.map((meters) => (meters / 1000) * routePerKm.npvCostUsd)
  const laid = new Uint8Array(network.nodeCount)
  laid[0] = 1
  for (const edge of solution.edges) {
    laid[network.from[edge]] = 1
    laid[network.to[edge]] = 1
  }
  const graph = buildGraph(network.nodeCount, network.from, network.to, cost)
  const sources = Array.from(laid.keys()).filter((node) => laid[node] === 1)
  const { distanceForNode } = shortestPaths(graph, sources)
  const ownStretch = stretchForNode(problem, solution, cost)
  const taken = new Float64Array(pool.regionCount)
  sites.forEach((site, i) => {
    if (solution.servedBy[i] === 'satellite') taken[pool.regionForSite[site]] += demandMbps[site]
  })
  const excess = (mbps: number): number => Math.max(0, mbps - pool.poolMbps)
  const satelliteUsd = (site: number, isTaken: boolean): number => {
    const others = taken[pool.regionForSite[site]] - (isTaken ? demandMbps[site] : 0)
    const extraMbps = excess(others + demandMbps[site]) - excess(others)
    const surcharge = extraMbps * pool.surchargeUsdPerMbpsYear * money.yearlyFactor
    return siteNpvUsd(satellite, site, money) + surcharge
  }
  const extraUsd = new Float64Array(sites.length).fill(Number.NaN)
  const technology = sites.map((site, i) => {
    const chosen = solution.servedBy[i]
    const node = network.nodeForSite[site]
    const way = chosen === 'fibre' ? ownStretch[node] : node < 0 ? Infinity : distanceForNode[node]
    const usd = {
      fibre: siteNpvUsd(fibre, site, money) + way,
      cellular: siteNpvUsd(cellular, site, money),
      satellite: satelliteUsd(site, chosen === 'satellite'),
    }
    if (chosen === 'unserved') return ''
    let second: '' | keyof typeof usd = ''
    for (const name of ['fibre', 'cellular', 'satellite'] as const) {
      if (name === chosen || usd[name] === Number.POSITIVE_INFINITY) continue
      if (second === '' || usd[name] < usd[second]) second = name
    }
    if (second !== '') extraUsd[i] = usd[second] - usd[chosen]
    return second
  })
  return { technology, extraUsd }
}

/** What the plan would not have to lay without the site at a node: up to the next branch or other site. */
function stretchForNode(
  { sites, fibre: { network } }: ChoiceProblem,
  { edges, servedBy }: ChoiceSolution,
  cost: Float64Array,
): Float64Array {
  const degree = new Int32Array(network.nodeCount)
  const edgesAt = new Map<number, number[]>()
  for (const edge of edges) {
    for (const node of [network.from[edge], network.to[edge]]) {
      degree[node]++
      const list = edgesAt.get(node)
      if (list === undefined) edgesAt.set(node, [edge])
      else list.push(edge)
    }
  }
  const isServed = new Uint8Array(network.nodeCount)
  isServed[0] = 1
  sites.forEach((site, i) => {
    if (servedBy[i] === 'fibre') isServed[network.nodeForSite[site]] = 1
  })
  const stretch = new Float64Array(network.nodeCount)
  sites.forEach((site, i) => {
    if (servedBy[i] !== 'fibre') return
    const start = network.nodeForSite[site]
    if (degree[start] !== 1) return
    let node = start
    let arrivedBy = -1
    for (;;) {
      const edge = (edgesAt.get(node) as number[]).find((other) => other !== arrivedBy) as number
      stretch[start] += cost[edge]
      node = network.from[edge] === node ? network.to[edge] : network.from[edge]
      arrivedBy = edge
      if (isServed[node] === 1 || degree[node] !== 2) break
    }
  })
  return stretch
}
