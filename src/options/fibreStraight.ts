// Fibre where no roads are known: straight between places, times a stated detour factor. Candidate
// links are the edges of the Delaunay triangulation, which hold the shortest spanning tree.
import Delaunator from 'delaunator'
import { cos, radiansPerDegree } from '#base/math.ts'
import type { Country } from '#country/model.ts'
import type { FibreSettings } from '#country/study.ts'
import { indexPoints } from '#geo/pointIndex.ts'
import { indexPolygons } from '#geo/polygonIndex.ts'
import { distanceMeters } from '#geo/sphere.ts'
import { existingFibre } from '#options/fibreExisting.ts'
import { type FibreNetwork, NetworkBuilder } from '#options/fibreNetwork.ts'

/** A place off the drawn coast belongs to the land of the nearest place within this distance. */
const coastMeters = 5_000

/**
 * The network straight between places: all sites (fibre may pass through any) and existing fibre.
 * No link is longer than `maxLinkMeters` on the ground, and none crosses from one land to another.
 */
export function straightNetwork(country: Country, settings: FibreSettings): FibreNetwork {
  const { sites } = country
  const existing = existingFibre(country)
  const siteCount = sites.lon.length
  const lon = joined(sites.lon, existing.lon)
  const lat = joined(sites.lat, existing.lat)
  const builder = new NetworkBuilder()
  const nodeForSite = Int32Array.from(sites.lon, () => builder.addNode())
  const landAt = landForPoint(country, lon, lat)
  const nodeOf = (point: number): number => (point < siteCount ? nodeForSite[point] : 0)
  for (const [a, b] of delaunayEdges(lon, lat)) {
    if (landAt[a] !== landAt[b] && landAt[a] >= 0 && landAt[b] >= 0) continue
    const meters = distanceMeters(lon[a], lat[a], lon[b], lat[b]) * settings.detourFactor
    if (meters <= settings.maxLinkMeters)
      builder.addEdge(nodeOf(a), nodeOf(b), meters, [lon[a], lat[a], lon[b], lat[b]])
  }
  return builder.finish(nodeForSite)
}

function joined(first: Float64Array, second: Float64Array): Float64Array {
  const both = new Float64Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}

/** Pairs of neighbors, on a plane scaled at the middle latitude; places at one spot are linked too. */
function delaunayEdges(lon: Float64Array, lat: Float64Array): [number, number][] {
  const edges: [number, number][] = []
  const spots = new Map<string, number>()
  const distinct: number[] = []
  for (let i = 0; i < lon.length; i++) {
    const key = `${lon[i]},${lat[i]}`
    const first = spots.get(key)
    if (first === undefined) {
      spots.set(key, i)
      distinct.push(i)
    } else edges.push([first, i])
  }
  const middle = distinct.reduce((total, i) => total + lat[i], 0) / Math.max(1, distinct.length)
  const scale = cos(middle * radiansPerDegree)
  const coordinates = new Float64Array(distinct.length * 2)
  distinct.forEach((i, d) => {
    coordinates[d * 2] = lon[i] * scale
    coordinates[d * 2 + 1] = lat[i]
  })
  const { triangles, halfedges, hull } = new Delaunator(coordinates)
  for (let e = 0; e < triangles.length; e++) {
    if (halfedges[e] > e) continue
    edges.push([distinct[triangles[e]], distinct[triangles[e % 3 === 2 ? e - 2 : e + 1]]])
  }
  // On one line there are no triangles: the hull is then the order along it.
  if (triangles.length === 0)
    for (let h = 1; h < hull.length; h++) edges.push([distinct[hull[h - 1]], distinct[hull[h]]])
  return edges
}

/** The land polygon of each point, -1 where no coast is drawn. */
function landForPoint({ land }: Country, lon: Float64Array, lat: Float64Array): Int32Array {
  const lands = new Int32Array(lon.length).fill(-1)
  if (land.length === 0) return lands
  const polygons = indexPolygons(land)
  const ashore: number[] = []
  for (let i = 0; i < lon.length; i++) {
    lands[i] = polygons.findPolygon(lon[i], lat[i])
    if (lands[i] >= 0) ashore.push(i)
  }
  const index = indexPoints(
    ashore.map((i) => lon[i]),
    ashore.map((i) => lat[i]),
  )
  for (let i = 0; i < lon.length; i++) {
    if (lands[i] >= 0) continue
    const near = index.nearest(lon[i], lat[i], coastMeters)
    if (near >= 0) lands[i] = lands[ashore[near]]
  }
  return lands
}
