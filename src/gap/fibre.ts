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
 * source says it is connected by fibre. Others are unknown unless all fibre is known.
 */
export function fibreForSite(country: Country, settings: GapSettings): Service[] {
  const { sites, fibreNodes, fibreRoutes, completeness } = country
  const reach = settings.fibreReachMeters
  const nodes = Array.from(fibreNodes.lon.keys()).filter((n) => isWorking(fibreNodes.status[n]))
  const nodeIndex = indexPoints(
    nodes.map((n) => fibreNodes.lon[n]),
    nodes.map((n) => fibreNodes.lat[n]),
  )
  const routeIndex = indexLines(fibreRoutes.lines)
  const worksForRoute = fibreRoutes.table.status.map(isWorking)
  return Array.from(sites.lon.keys(), (i): Service => {
    const lon = sites.lon[i]
    const lat = sites.lat[i]
    if (sites.connected[i] === 'yes' && sites.connectedBy[i] === 'fibre') return 'served'
    if (nodeIndex.nearest(lon, lat, reach) >= 0) return 'served'
    const route = routeIndex.findNearest(lon, lat, reach, (line) => worksForRoute[line])
    if (route !== undefined) return 'served'
    return completeness.fibre ? 'unserved' : 'unknown'
  })
}
