// Fibre along roads: sites and existing fibre are joined to the nearest roads within reach by a
// straight drop, and a road is cut where something is joined to it.
import type { Country } from '#country/model.ts'
import type { FibreSettings } from '#country/study.ts'
import { indexLines } from '#geo/lineIndex.ts'
import { existingFibre } from '#options/fibreExisting.ts'
import { type FibreNetwork, NetworkBuilder } from '#options/fibreNetwork.ts'
import { type Cut, cutRoads, type RoadEnd, roadPoints } from '#options/fibreRoadGraph.ts'

/** A drop shorter than this is none: the place stands on the road. */
const leastDropMeters = 1

/** Something joined to a road: its place, the node that stands for it, and where it meets the road. */
interface Joint extends Cut {
  readonly node: number
  readonly fromLon: number
  readonly fromLat: number
  readonly meters: number
}

/**
 * The network along roads for some sites.
 *
 * Each site meets its nearest road, and its nearest road that leads to existing fibre if that is another
 * piece of the network, and existing fibre itself where that is within reach.
 */
export function roadNetwork(
  country: Country,
  sites: readonly number[],
  settings: FibreSettings,
): FibreNetwork {
  const { roadReachMeters: reach, detourFactor } = settings
  const builder = new NetworkBuilder()
  const roads = roadPoints(country.roads.lines)
  const roadIndex = indexLines(country.roads.lines)
  const existing = existingFibre(country)
  const joints: Joint[] = []
  const met = new Set<string>()
  for (let e = 0; e < existing.lon.length; e++) {
    const lon = existing.lon[e]
    const lat = existing.lat[e]
    // A node may stand beside a road that leads nowhere: it meets every piece of the network in reach.
    if (e < existing.nodeCount) {
      const places = roadIndex.nearestOfGroups(lon, lat, reach, roads.componentForLine)
      for (const place of places) joints.push({ ...place, node: 0, fromLon: lon, fromLat: lat })
      continue
    }
    // A route is met where it comes nearest to the road, not where we happened to look from.
    const place = roadIndex.findNearest(lon, lat, reach)
    if (place === undefined) continue
    const spot = `${place.lon},${place.lat}`
    if (met.has(spot)) continue
    met.add(spot)
    const start = existing.findNearest(place.lon, place.lat, place.meters) ?? { ...place, lon, lat }
    joints.push({ ...place, node: 0, fromLon: start.lon, fromLat: start.lat, meters: start.meters })
  }
  const hasRoot = new Set(joints.map(({ line }) => roads.componentForLine[line]))
  const leadsToRoot = (line: number): boolean => hasRoot.has(roads.componentForLine[line])
  const nodeForSite = new Int32Array(country.sites.lon.length).fill(-1)
  for (const site of sites) {
    const lon = country.sites.lon[site]
    const lat = country.sites.lat[site]
    const nearest = roadIndex.findNearest(lon, lat, reach)
    const led =
      nearest === undefined || leadsToRoot(nearest.line)
        ? undefined
        : roadIndex.findNearest(lon, lat, reach, leadsToRoot)
    const fibre = existing.findNearest(lon, lat, reach)
    if (nearest === undefined && fibre === undefined) continue
    const node = builder.addNode()
    nodeForSite[site] = node
    for (const place of [nearest, led])
      if (place !== undefined) joints.push({ ...place, node, fromLon: lon, fromLat: lat })
    if (fibre !== undefined)
      builder.addEdge(0, node, fibre.meters * detourFactor, [fibre.lon, fibre.lat, lon, lat])
  }
  addRoads(builder, roads, joints, detourFactor)
  return builder.finish(nodeForSite)
}

function addRoads(
  builder: NetworkBuilder,
  roads: ReturnType<typeof roadPoints>,
  joints: readonly Joint[],
  detourFactor: number,
): void {
  const nodeForPoint = new Int32Array(roads.pointCount).fill(-1)
  const nodeForCut = new Int32Array(joints.length).fill(-1)
  const nodeOf = (end: RoadEnd): number => {
    const [nodes, index] = 'point' in end ? [nodeForPoint, end.point] : [nodeForCut, end.cut]
    if (nodes[index] < 0) nodes[index] = builder.addNode()
    return nodes[index]
  }
  const ends = cutRoads(roads, joints, (from, to, lengthMeters, line) =>
    builder.addEdge(nodeOf(from), nodeOf(to), lengthMeters, line),
  )
  joints.forEach(({ node, fromLon, fromLat, lon, lat, meters }, j) => {
    const drop = meters < leastDropMeters ? 0 : meters * detourFactor
    builder.addEdge(node, nodeOf(ends[j]), drop, [fromLon, fromLat, lon, lat])
  })
}
