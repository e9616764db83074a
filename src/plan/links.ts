// The links of a plan: the tree that was chosen, cut into stretches between branches and sites, each
// hanging on the one nearer to existing fibre, with its ground and its cost.
import { type Table, tableFromRows } from '#base/table.ts'
import { type FlatLine, type Lines, lineAt, linesFrom } from '#geo/shapes.ts'
import type { FibreOption } from '#options/fibre.ts'
import { type LinkTable, linkColumns } from '#plan/plan.ts'

/** The new links, upstream before downstream. */
export interface PlannedLinks {
  readonly links: LinkTable
  readonly lines: Lines
  /** The last link to each node that fibre serves; -1 where existing fibre is at the node itself. */
  readonly linkForNode: ReadonlyMap<number, number>
}

/**
 * The links of a tree.
 *
 * @param edges Edges of the fibre network that form a tree from its root.
 * @param siteForNode The id of the site that fibre serves at a node.
 */
export function planLinks(
  fibre: FibreOption,
  edges: Int32Array,
  siteForNode: ReadonlyMap<number, string>,
): PlannedLinks {
  const { network, routePerKm } = fibre
  const edgesAt = new Map<number, number[]>()
  for (const edge of edges) {
    for (const node of [network.from[edge], network.to[edge]]) {
      const list = edgesAt.get(node)
      if (list === undefined) edgesAt.set(node, [edge])
      else list.push(edge)
    }
  }
  const rows: Partial<Parameters<typeof tableFromRows<typeof linkColumns>>[1][number]>[] = []
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
      edge = around[0] === edge ? around[1] : around[0]
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
    rows.push({
      id: uniqueId(`fibre:${startName}>${endName}`, usedIds),
      technology: 'fibre',
      lengthMeters: meters,
      capexUsd: km * routePerKm.capexUsd,
      opexUsdPerYear: km * routePerKm.opexUsdPerYear,
      tcoUsd: km * routePerKm.tcoUsd,
      npvCostUsd: km * routePerKm.npvCostUsd,
      upstream: start.upstream,
    })
    lines.push(Float64Array.from(path))
    linkForNode.set(node, link)
    leave(node, edge, link)
  }
  return {
    links: tableFromRows(linkColumns, rows) as Table<typeof linkColumns>,
    lines: linesFrom(lines),
    linkForNode,
  }
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
