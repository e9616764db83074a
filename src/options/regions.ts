// The regions that share a satellite pool: the first level of administrative areas.
import type { Country } from '#country/model.ts'

/** The region of each site. */
export interface Regions {
  readonly regionForSite: Int32Array
  readonly regionCount: number
}

/**
 * The first-level area that holds each site. Sites outside every area, or of a country without any,
 * share one region more.
 */
export function findRegions({ areas, sites }: Country): Regions {
  const { level, parent } = areas.table
  const regionForArea = new Map<number, number>()
  const regionForSite = Int32Array.from(sites.area, (area) => {
    let top = area
    while (top >= 0 && level[top] > 1 && parent[top] >= 0) top = parent[top]
    const known = regionForArea.get(top)
    if (known !== undefined) return known
    regionForArea.set(top, regionForArea.size)
    return regionForArea.size - 1
  })
  return { regionForSite, regionCount: regionForArea.size }
}
