// The network sites may be joined to: trenches, and the microwave hops that may stand in for them, in
// one graph, so that one search weighs both. A hop carries what its radios carry; more needs more radios.
import type { FibreOption } from '#options/fibre.ts'
import type { MicrowaveLink, MicrowaveOption } from '#options/microwave.ts'

/** Fibre's network with the microwave links as further edges. */
export interface AccessNetwork extends FibreOption {
  readonly microwave: MicrowaveOption
  /** The microwave link of each edge, -1 where it is a trench. */
  readonly linkForEdge: Int32Array
}

/** Joins the links to the network; a site beyond every road gets a node where a hop reaches it. */
export function accessNetwork(fibre: FibreOption, microwave: MicrowaveOption): AccessNetwork {
  const { network } = fibre
  const { links } = microwave
  const trenches = network.from.length
  if (links.length === 0)
    return { ...fibre, microwave, linkForEdge: new Int32Array(trenches).fill(-1) }
  const nodeForSite = network.nodeForSite.slice()
  let nodeCount = network.nodeCount
  const nodeOf = (site: number): number => {
    if (site < 0) return 0
    if (nodeForSite[site] < 0) nodeForSite[site] = nodeCount++
    return nodeForSite[site]
  }
  const from = links.map(({ fromSite }) => nodeOf(fromSite))
  const to = links.map(({ toSite }) => nodeOf(toSite))
  const offsets = [...network.lines.offsets]
  const coordinates = links.flatMap(({ masts }) => masts.flatMap(({ lon, lat }) => [lon, lat]))
  for (const { masts } of links) offsets.push(offsets[offsets.length - 1] + masts.length)
  return {
    ...fibre,
    feasible: Uint8Array.from(nodeForSite, (node) => (node >= 0 ? 1 : 0)),
    edgeNpvUsd: joined(
      fibre.edgeNpvUsd,
      links.map((link) => linkNpvUsd(microwave, link, 1)),
    ),
    network: {
      nodeCount,
      from: Int32Array.from([...network.from, ...from]),
      to: Int32Array.from([...network.to, ...to]),
      lengthMeters: joined(
        network.lengthMeters,
        links.map(({ lengthMeters }) => lengthMeters),
      ),
      lines: {
        offsets: Int32Array.from(offsets),
        coordinates: joined(network.lines.coordinates, coordinates),
      },
      nodeForSite,
    },
    microwave,
    linkForEdge: Int32Array.from({ length: trenches + links.length }, (_, edge) =>
      edge < trenches ? -1 : edge - trenches,
    ),
  }
}

function joined(first: Float64Array, second: readonly number[]): Float64Array {
  const both = new Float64Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}

/** A link over the horizon, discounted: every hop with so many radios side by side, and its relays. */
export function linkNpvUsd(
  { perHop, perRelay }: MicrowaveOption,
  { masts }: MicrowaveLink,
  radios: number,
): number {
  return (masts.length - 1) * radios * perHop.npvCostUsd + (masts.length - 2) * perRelay.npvCostUsd
}

/** How many radios a link needs for what passes it. */
export function radiosFor({ capacityMbps }: MicrowaveLink, mbps: number): number {
  return Math.max(1, Math.ceil(mbps / capacityMbps - 1e-9))
}

/**
 * What passes each microwave edge of a tree: the demand of all nodes behind it.
 *
 * @param edges A tree from the root, node 0.
 * @param mbpsForNode What each node takes.
 */
export function loadForHop(
  { network, linkForEdge }: AccessNetwork,
  edges: ArrayLike<number>,
  mbpsForNode: ReadonlyMap<number, number>,
): Map<number, number> {
  const loads = new Map<number, number>()
  let hasHop = false
  for (let i = 0; i < edges.length; i++) if (linkForEdge[edges[i]] >= 0) hasHop = true
  if (!hasHop) return loads
  const edgesAt = new Map<number, number[]>()
  for (let i = 0; i < edges.length; i++)
    for (const node of [network.from[edges[i]], network.to[edges[i]]]) {
      const list = edgesAt.get(node)
      if (list === undefined) edgesAt.set(node, [edges[i]])
      else list.push(edges[i])
    }
  const order: { node: number; edge: number; parent: number }[] = [
    { node: 0, edge: -1, parent: -1 },
  ]
  for (let k = 0; k < order.length; k++) {
    const { node, edge } = order[k]
    for (const next of edgesAt.get(node) ?? []) {
      if (next === edge) continue
      const far = network.from[next] === node ? network.to[next] : network.from[next]
      order.push({ node: far, edge: next, parent: k })
    }
  }
  const mbps = order.map(({ node }) => mbpsForNode.get(node) ?? 0)
  for (let k = order.length - 1; k > 0; k--) {
    const { edge, parent } = order[k]
    mbps[parent] += mbps[k]
    if (linkForEdge[edge] >= 0) loads.set(edge, mbps[k])
  }
  return loads
}
