// Where fibre may start in a country of which nobody knows any: assumed, written as a file for its reader to correct.
import { tableLength } from '#base/table.ts'
import type { Country } from '#country/model.ts'
import { indexPolygons } from '#geo/polygonIndex.ts'
import { distanceMeters } from '#geo/sphere.ts'

/** Gateways that are assumed, as the text of a file beside the study. */
export interface AssumedGateways {
  readonly name: string
  readonly text: string
  /** What they stand in, as a sentence goes on. */
  readonly where: string
}

/** A place nearer than this to many others is where a network most likely comes in. */
const togetherMeters = 5_000

/**
 * One gateway for each land that holds a twentieth of the weight: in its largest settlement, or, where
 * nobody's residents are known, amid most of its institutions. Undefined where fibre is known.
 */
export function assumedGateways({
  sites,
  fibreNodes,
  fibreRoutes,
  land,
}: Country): AssumedGateways | undefined {
  if (tableLength(fibreNodes) + tableLength(fibreRoutes.table) > 0) return undefined
  const polygons = land.length === 0 ? undefined : indexPolygons(land)
  const hasPeople = sites.population.some((people) => people > 0)
  const weights = hasPeople
    ? sites.population.map((people, i) =>
        sites.kind[i] === 'settlement' && people > 0 ? people : 0,
      )
    : neighborCounts(sites)
  const largest = new Map<number, number>()
  const totals = new Map<number, number>()
  let total = 0
  weights.forEach((weight, i) => {
    if (!(weight > 0)) return
    const on = polygons?.findPolygon(sites.lon[i], sites.lat[i]) ?? 0
    total += weight
    totals.set(on, (totals.get(on) ?? 0) + weight)
    const known = largest.get(on)
    if (known === undefined || weight > weights[known]) largest.set(on, i)
  })
  const rows = [...largest].flatMap(([on, i]) =>
    on === -1 || (totals.get(on) ?? 0) < total / 20
      ? []
      : `gateway-${i},"${(sites.name[i] || 'largest settlement').replaceAll('"', '')}",${sites.lon[i].toFixed(4)},${sites.lat[i].toFixed(4)},gateway,operational`,
  )
  if (rows.length === 0) return undefined
  return {
    name: 'assumed-gateways.csv',
    text: `id,name,lon,lat,role,status\n${rows.join('\n')}\n`,
    where: hasPeople ? 'the largest settlement' : 'the middle of most institutions',
  }
}

/** How many of at most 1,000 sites lie around each: enough to find the town. */
function neighborCounts({ lon, lat }: Country['sites']): Float64Array {
  const step = Math.max(1, Math.floor(lon.length / 1_000))
  return Float64Array.from(lon, (_, i) => {
    let count = 0
    for (let other = 0; other < lon.length; other += step) {
      if (distanceMeters(lon[i], lat[i], lon[other], lat[other]) <= togetherMeters) count++
    }
    return count
  })
}
