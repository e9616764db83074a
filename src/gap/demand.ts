// How much bandwidth each site needs in the busy hour, in Mbps (docs/methods/gap.md).
import { clamp } from '#base/math.ts'
import type { Sites } from '#country/model.ts'
import type { DemandSettings } from '#country/study.ts'

/**
 * The Mbps each site needs, row for row.
 *
 * What the source itself states goes before any estimate. A settlement otherwise:
 * `clamp(people × takeUpShare × activeShare × rateMbps, minMbps, maxMbps)`, people whose number is
 * missing counting as none. An institution: what its kind is given, else `institutionMbps`.
 */
export function siteDemandMbps(sites: Sites, demand: DemandSettings): Float64Array {
  const { takeUpShare, activeShare, rateMbps, minMbps, maxMbps } = demand
  const mbpsPerPerson = takeUpShare * activeShare * rateMbps
  const result = new Float64Array(sites.id.length)
  for (let i = 0; i < result.length; i++) {
    const kind = sites.kind[i]
    if (!Number.isNaN(sites.demandMbps[i])) {
      result[i] = sites.demandMbps[i]
      continue
    }
    if (kind !== 'settlement') {
      result[i] = demand.mbpsForKind[kind] ?? demand.institutionMbps
      continue
    }
    const people = sites.population[i]
    result[i] = clamp(Number.isNaN(people) ? 0 : people * mbpsPerPerson, minMbps, maxMbps)
  }
  return result
}
