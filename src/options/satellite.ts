// Satellite for one site: terminals, and bandwidth from a pool that the sites of one region share.
// What a region takes above its pool is sold at a higher price.
import type { Country } from '#country/model.ts'
import type { Study } from '#country/study.ts'
import type { Gap } from '#gap/gap.ts'
import { groundOf } from '#gap/ground.ts'
import { isothermKmAt, rainRateAt } from '#gap/radioClimate.ts'
import { heightAt } from '#geo/terrain.ts'
import { type Money, type SiteOption, siteOption } from '#options/option.ts'
import { rateInRainShare } from '#options/satelliteRain.ts'

/** The capacity each region may take at the ordinary price. */
export interface SatellitePool {
  /** The region of each site. */
  readonly regionForSite: Int32Array
  readonly regionCount: number
  readonly poolMbps: number
  /** What each Mbps and year above the pool costs more than within it. */
  readonly surchargeUsdPerMbpsYear: number
}

/** Satellite at every site, at the price within the pool. */
export interface SatelliteOption extends SiteOption<'satellite'> {
  readonly pool: SatellitePool
}

/**
 * Satellite at every site: as many terminals as its demand needs in the rain, anywhere under the sky.
 *
 * @throws RangeError where capacity above the pool is sold for less than within it: the cheapest plan
 *   would then have no bound.
 */
export function satelliteOption(
  country: Country,
  gap: Gap,
  regions: { readonly regionForSite: Int32Array; readonly regionCount: number },
  study: Study,
  money: Money,
): SatelliteOption {
  const { demandMbpsForSite } = gap
  const { prices } = study
  const { maxMbps, poolMbpsPerRegion, extraUsdPerMbpsYear, bandwidthUsdPerMbpsYear } =
    prices.satellite
  const surcharge = extraUsdPerMbpsYear - bandwidthUsdPerMbpsYear
  if (!(surcharge >= 0))
    throw new RangeError(
      `Cannot price satellite capacity: above the pool it costs ${extraUsdPerMbpsYear}, expected at least the ${bandwidthUsdPerMbpsYear} within it`,
    )
  const { lon, lat } = country.sites
  const terrain = groundOf(country)?.terrain
  const units = Int32Array.from(demandMbpsForSite, (mbps, site) => {
    if (!(maxMbps > 0)) return 0
    const height = terrain === undefined ? Number.NaN : heightAt(terrain, lon[site], lat[site])
    const inRain = rateInRainShare(
      lat[site],
      Number.isNaN(height) ? 0 : height,
      rainRateAt(country, study, lon[site], lat[site]),
      study.radio.satelliteAvailableShare,
      isothermKmAt(country, study, lon[site], lat[site]),
    )
    return inRain > 0 ? Math.max(1, Math.ceil(mbps / (maxMbps * inRain))) : 0
  })
  const feasible = Uint8Array.from(units, (count) => (count > 0 ? 1 : 0))
  return {
    ...siteOption('satellite', prices.satellite, feasible, units, demandMbpsForSite, money),
    pool: { ...regions, poolMbps: poolMbpsPerRegion, surchargeUsdPerMbpsYear: surcharge },
  }
}

/** What the regions pay each year for capacity above their pools, given what each takes. */
export function surchargeUsdPerYear(pool: SatellitePool, takenMbps: Float64Array): number {
  let total = 0
  for (const taken of takenMbps)
    if (taken > pool.poolMbps) total += (taken - pool.poolMbps) * pool.surchargeUsdPerMbpsYear
  return total
}
