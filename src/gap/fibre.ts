// Which sites existing fibre reaches: those near a working node or route.
import type { Country, FibreNodes } from '#country/model.ts'
import type { GapSettings } from '#country/study.ts'
import type { Service } from '#gap/service.ts'
import { indexLines } from '#geo/lineIndex.ts'
import { indexPoints } from '#geo/pointIndex.ts'

/** Fibre that is planned or under construction serves nobody today; of unsaid status it is taken to work. */
export function isWorking(status: FibreNodes['status'][number]): boolean {
  return status === 'operational' || status === 'unknown'
}

/**
 * Whether existing fibre reaches each site: a working node or route within `fibreReachMeters`, or the
 * source says it is connected by fibre. What only assumed fibre reaches is unknown: an assumption may
 * start a plan, but serves nobody today. Others are unknown unless all fibre is known.
 */
export function fibreForSite(country: Country, settings: GapSettings): Service[] {
  const { sites } = country
  const reach = settings.fibreReachMeters
  const isNear = nearFibre(country, false)
  const isNearAssumed = nearFibre(country, true)
  return Array.from(sites.lon.keys(), (i): Service => {
    const lon = sites.lon[i]
    const lat = sites.lat[i]
    if (sites.connected[i] === 'yes' && sites.connectedBy[i] === 'fibre') return 'served'
    if (isNear(lon, lat, reach)) return 'served'
    if (isNearAssumed(lon, lat, reach)) return 'unknown'
    return country.completeness.fibre ? 'unserved' : 'unknown'
  })
}

/** Whether working fibre, either assumed or not, lies within a distance. */
function nearFibre({ fibreNodes, fibreRoutes, sources }: Country, isAssumed: boolean) {
  const nodes = Array.from(fibreNodes.lon.keys()).filter(
    (n) =>
      isWorking(fibreNodes.status[n]) && (fibreNodes.placeOrigin[n] === 'assumed') === isAssumed,
  )
  const nodeIndex = indexPoints(
    nodes.map((n) => fibreNodes.lon[n]),
    nodes.map((n) => fibreNodes.lat[n]),
  )
  const routeIndex = indexLines(fibreRoutes.lines)
  const { status, source } = fibreRoutes.table
  const takesRoute = status.map(
    (said, r) => isWorking(said) && (sources[source[r]]?.origin === 'assumed') === isAssumed,
  )
  return (lon: number, lat: number, meters: number): boolean =>
    nodeIndex.nearest(lon, lat, meters) >= 0 ||
    (takesRoute.includes(true) &&
      routeIndex.findNearest(lon, lat, meters, (line) => takesRoute[line]) !== undefined)
}
