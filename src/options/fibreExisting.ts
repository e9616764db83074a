// Where new fibre may start: working nodes, and anywhere along working routes.
import type { Country } from '#country/model.ts'
import { isWorking } from '#gap/fibre.ts'
import { indexLines } from '#geo/lineIndex.ts'
import { indexPoints } from '#geo/pointIndex.ts'
import { lineAt } from '#geo/shapes.ts'
import { distanceMeters } from '#geo/sphere.ts'

/** Roads are looked for from points this far apart along a route. */
const spacingMeters = 500

/** A place of existing fibre, and how far away it is. */
export interface FibrePlace {
  readonly lon: number
  readonly lat: number
  readonly meters: number
}

/** The existing network, all of it taken as one. */
export interface ExistingFibre {
  readonly lon: Float64Array
  readonly lat: Float64Array
  /** How many of the points, the first ones, are nodes; the rest lie along routes. */
  readonly nodeCount: number
  /** The nearest node, or place along a route, within a distance. */
  findNearest(lon: number, lat: number, maxMeters: number): FibrePlace | undefined
}

/** The working nodes, then points at most 500 m apart along each working route. */
export function existingFibre({ fibreNodes, fibreRoutes }: Country): ExistingFibre {
  const lon: number[] = []
  const lat: number[] = []
  for (let n = 0; n < fibreNodes.lon.length; n++) {
    if (!isWorking(fibreNodes.status[n])) continue
    lon.push(fibreNodes.lon[n])
    lat.push(fibreNodes.lat[n])
  }
  const nodeCount = lon.length
  for (let r = 0; r < fibreRoutes.table.id.length; r++) {
    if (!isWorking(fibreRoutes.table.status[r])) continue
    const line = lineAt(fibreRoutes.lines, r)
    for (let i = 0; i < line.length; i += 2) {
      if (i > 0) {
        const length = distanceMeters(line[i - 2], line[i - 1], line[i], line[i + 1])
        const pieces = Math.ceil(length / spacingMeters)
        for (let p = 1; p < pieces; p++) {
          lon.push(line[i - 2] + (p / pieces) * (line[i] - line[i - 2]))
          lat.push(line[i - 1] + (p / pieces) * (line[i + 1] - line[i - 1]))
        }
      }
      lon.push(line[i])
      lat.push(line[i + 1])
    }
  }
  const nodes = indexPoints(lon.slice(0, nodeCount), lat.slice(0, nodeCount))
  const routes = indexLines(fibreRoutes.lines)
  const worksForRoute = fibreRoutes.table.status.map(isWorking)
  return {
    lon: Float64Array.from(lon),
    lat: Float64Array.from(lat),
    nodeCount,
    findNearest(x, y, maxMeters) {
      const route = routes.findNearest(x, y, maxMeters, (line) => worksForRoute[line])
      const node = nodes.nearest(x, y, route?.meters ?? maxMeters)
      if (node < 0) return route
      return { lon: lon[node], lat: lat[node], meters: distanceMeters(x, y, lon[node], lat[node]) }
    },
  }
}
