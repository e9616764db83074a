// The links of a plan: the tree that was chosen, cut into stretches between branches and sites and into
// microwave hops, each hanging on the one nearer to existing fibre, with its ground and its cost; and the
// towers that feed terminals, each hanging on the link of the site that feeds it.
import { type Table, tableFromRows } from '#base/table.ts'
import { type FlatLine, type Lines, lineAt, linesFrom } from '#geo/shapes.ts'
import { distanceMeters } from '#geo/sphere.ts'
import { sectorsPerTower } from '#options/fixedWireless.ts'
import type { PlantCost } from '#options/option.ts'
import { loadForHop, radiosFor } from '#plan/accessNetwork.ts'
import {
  type ChoiceProblem,
  type Mix,
  nodeLoads,
  sectorAirtime,
  wayOf,
} from '#plan/choiceProblem.ts'
import { type LinkTable, linkColumns } from '#plan/plan.ts'

/** The new links, upstream before downstream. */
export interface PlannedLinks {
  readonly links: LinkTable
  readonly lines: Lines
  /** The last link to each node that is joined; -1 where existing fibre is at the node itself. */
  readonly linkForNode: ReadonlyMap<number, number>
  /** The link that stands for each tower of the plan. */
  readonly linkForTower: ReadonlyMap<number, number>
}

type LinkRow = Partial<Parameters<typeof tableFromRows<typeof linkColumns>>[1][number]>

/**
 * The links of a mix.
 *
 * @param ids The ids of the country's sites.
 */
export function planLinks(
  problem: ChoiceProblem,
  mix: Mix,
  { id: ids, lon, lat }: { id: readonly string[]; lon: Float64Array; lat: Float64Array },
): PlannedLinks {
  const { network, linkForEdge, routePerKm, microwave } = problem.fibre
  const { edges } = mix
  const siteForNode = new Map<number, string>()
  problem.sites.forEach((site, i) => {
    if (mix.servedBy[i] === 'fibre') siteForNode.set(network.nodeForSite[site], ids[site])
  })
  const loads = loadForHop(problem.fibre, edges, nodeLoads(problem, mix))
  const edgesAt = new Map<number, number[]>()
  for (const edge of edges) {
    for (const node of [network.from[edge], network.to[edge]]) {
      const list = edgesAt.get(node)
      if (list === undefined) edgesAt.set(node, [edge])
      else list.push(edge)
    }
  }
  const rows: LinkRow[] = []
  const lines: FlatLine[] = []
  const linkForNode = new Map<number, number>()
  const usedIds = new Map<string, number>()
  const waiting: { node: number; edge: number; upstream: number; startName: string }[] = []
  const leave = (node: number, arrivedBy: number, upstream: number): void => {
    for (const edge of edgesAt.get(node) ?? [])
      if (edge !== arrivedBy)
        waiting.push({ node, edge, upstream, startName: siteForNode.get(node) ?? '' })
  }
  leave(0, -1, -1)
  for (let next = 0; next < waiting.length; next++) {
    const start = waiting[next]
    const path: number[] = []
    let { node, edge } = start
    let meters = 0
    for (;;) {
      const far = network.from[edge] === node ? network.to[edge] : network.from[edge]
      append(path, lineAt(network.lines, edge), network.from[edge] === node)
      meters += network.lengthMeters[edge]
      node = far
      const around = edgesAt.get(node) as number[]
      if (siteForNode.has(node) || around.length !== 2) break
      const next = around[0] === edge ? around[1] : around[0]
      // A hop is a link of its own.
      if (linkForEdge[edge] >= 0 || linkForEdge[next] >= 0) break
      edge = next
    }
    // A stretch without length is no link: the site stands at the junction.
    if (meters === 0) {
      linkForNode.set(node, start.upstream)
      leave(node, edge, start.upstream)
      continue
    }
    const km = meters / 1000
    const end = path.length - 2
    const startName = start.startName === '' ? placeName(path[0], path[1]) : start.startName
    const endName = siteForNode.get(node) ?? placeName(path[end], path[end + 1])
    const link = rows.length
    const hop = linkForEdge[edge] < 0 ? undefined : microwave.links[linkForEdge[edge]]
    const kind = hop === undefined ? 'fibre' : 'microwave'
    rows.push({
      id: uniqueId(`${kind}:${startName}>${endName}`, usedIds),
      technology: kind,
      lengthMeters: meters,
      ...(hop === undefined
        ? costOf([[routePerKm, km]])
        : costOf([
            [microwave.perHop, (hop.masts.length - 1) * radiosFor(hop, loads.get(edge) ?? 0)],
            [microwave.perRelay, hop.masts.length - 2],
          ])),
      upstream: start.upstream,
    })
    lines.push(Float64Array.from(path))
    linkForNode.set(node, link)
    leave(node, edge, link)
  }
  const linkForTower = addTowers(problem, mix, { ids, lon, lat }, linkForNode, rows, lines)
  return {
    links: tableFromRows(linkColumns, rows) as Table<typeof linkColumns>,
    lines: linesFrom(lines),
    linkForNode,
    linkForTower,
  }
}

/** So many of some things, in all four measures. */
function costOf(things: readonly (readonly [of: PlantCost, count: number])[]) {
  const total = { capexUsd: 0, opexUsdPerYear: 0, tcoUsd: 0, npvCostUsd: 0 }
  for (const [of, count] of things) {
    total.capexUsd += count * of.capexUsd
    total.opexUsdPerYear += count * of.opexUsdPerYear
    total.tcoUsd += count * of.tcoUsd
    total.npvCostUsd += count * of.npvCostUsd
  }
  return total
}

/** A link for each tower: drawn to the farthest place it serves, fed by its host's link. */
function addTowers(
  problem: ChoiceProblem,
  mix: Mix,
  { ids, lon, lat }: { ids: readonly string[]; lon: Float64Array; lat: Float64Array },
  linkForNode: ReadonlyMap<number, number>,
  rows: LinkRow[],
  lines: FlatLine[],
): Map<number, number> {
  const { fixedWireless, fibre, sites } = problem
  const { perMast, perSector, towers } = fixedWireless
  const airtime = sectorAirtime(problem, mix)
  const linkForTower = new Map<number, number>()
  const farthest = new Map<number, { site: number; meters: number }>()
  sites.forEach((site, i) => {
    const way = wayOf(fixedWireless, site, mix.wayForSite[i])
    if (way === undefined) return
    const tower = towers[way.tower]
    const meters = distanceMeters(tower.lon, tower.lat, lon[site], lat[site])
    const before = farthest.get(way.tower)
    if (before === undefined || meters > before.meters) farthest.set(way.tower, { site, meters })
  })
  for (const [tower, { site, meters }] of [...farthest].sort(([a], [b]) => a - b)) {
    const { hostSite, id } = towers[tower]
    let sectors = 0
    for (let s = 0; s < sectorsPerTower; s++)
      if (airtime[tower * sectorsPerTower + s] > 0) sectors++
    linkForTower.set(tower, rows.length)
    const node = hostSite < 0 ? -1 : fibre.network.nodeForSite[hostSite]
    rows.push({
      id: `fixedWireless:${hostSite < 0 ? id : ids[hostSite]}`,
      technology: 'fixedWireless',
      lengthMeters: meters,
      ...costOf([
        [perSector, sectors],
        [perMast, hostSite < 0 ? 0 : 1],
      ]),
      upstream: linkForNode.get(node) ?? -1,
    })
    lines.push(Float64Array.of(towers[tower].lon, towers[tower].lat, lon[site], lat[site]))
  }
  return linkForTower
}

/** Adds a line to a path, turned so that it goes on; the point where they meet stands once. */
function append(path: number[], line: FlatLine, forward: boolean): void {
  const count = line.length / 2
  for (let i = 0; i < count; i++) {
    const at = (forward ? i : count - 1 - i) * 2
    const last = path.length - 2
    if (last >= 0 && path[last] === line[at] && path[last + 1] === line[at + 1]) continue
    path.push(line[at], line[at + 1])
  }
}

/** A place without a name is called by where it is, to about ten centimeters. */
function placeName(lon: number, lat: number): string {
  return `${lon.toFixed(6)},${lat.toFixed(6)}`
}

function uniqueId(id: string, used: Map<string, number>): string {
  const count = (used.get(id) ?? 0) + 1
  used.set(id, count)
  return count === 1 ? id : `${id}#${count}`
}
