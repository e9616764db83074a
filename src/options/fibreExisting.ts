// Where new fibre may start: working nodes, and points along working routes.
import type { Country } from '#country/model.ts'
import { isWorking } from '#gap/fibre.ts'
import { lineAt } from '#geo/shapes.ts'
import { distanceMeters } from '#geo/sphere.ts'

/** A route may be opened this often; nearer points change no plan. */
const spacingMeters = 500

/** Points of the existing network, all of them one network. */
export interface ExistingFibre {
  readonly lon: Float64Array
  readonly lat: Float64Array
  /** How many of the points, the first ones, are nodes; the rest lie along routes. */
  readonly nodeCount: number
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
  return { lon: Float64Array.from(lon), lat: Float64Array.from(lat), nodeCount }
}
