// Fibre along roads: sites and existing fibre are joined to the nearest roads within reach by a
// straight drop, and a road is cut where something is joined to it.
import type { Country } from '#country/model.ts'
import type { FibreSettings } from '#country/study.ts'
import { indexLines } from '#geo/lineIndex.ts'
import { indexPoints } from '#geo/pointIndex.ts'
import { distanceMeters } from '#geo/sphere.ts'
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
  const hasRoot = new Set<number>()
  for (let e = 0; e < existing.lon.length; e++) {
    const lon = existing.lon[e]
    const lat = existing.lat[e]
    // A node may stand beside a road that leads nowhere: it meets every piece of the network in reach.
    const places =
      e < existing.nodeCount
        ? roadIndex.nearestOfGroups(lon, lat, reach, roads.componentForLine)
        : [roadIndex.findNearest(lon, lat, reach)].filter((place) => place !== undefined)
    for (const place of places) {
      hasRoot.add(roads.componentForLine[place.line])
      joints.push({ ...place, node: 0, fromLon: lon, fromLat: lat })
    }
  }
  const leadsToRoot = (line: number): boolean => hasRoot.has(roads.componentForLine[line])
  const fibreIndex = indexPoints(existing.lon, existing.lat)
  const nodeForSite = new Int32Array(country.sites.lon.length).fill(-1)
  for (const site of sites) {
    const lon = country.sites.lon[site]
    const lat = country.sites.lat[site]
    const nearest = roadIndex.findNearest(lon, lat, reach)
    const led =
      nearest === undefined || leadsToRoot(nearest.line)
        ? undefined
        : roadIndex.findNearest(lon, lat, reach, leadsToRoot)
    const fibre = fibreIndex.nearest(lon, lat, reach)
    if (nearest === undefined && fibre < 0) continue
    const node = builder.addNode()
    nodeForSite[site] = node
    for (const place of [nearest, led])
      if (place !== undefined) joints.push({ ...place, node, fromLon: lon, fromLat: lat })
    if (fibre >= 0) {
      const x = existing.lon[fibre]
      const y = existing.lat[fibre]
      const meters = distanceMeters(x, y, lon, lat) * detourFactor
      builder.addEdge(0, node, meters, [x, y, lon, lat])
    }
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
