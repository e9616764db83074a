// Cellular for one site: a router with a subscription, where a tower's signal is known to reach.
import type { PriceBook } from '#finance/priceBook.ts'
import type { Gap } from '#gap/gap.ts'
import { type Money, type SiteOption, siteOption } from '#options/option.ts'

/** Serving a site from the tower that covers it today; no tower is built. */
export type CellularOption = SiteOption<'cellular'>

/** Cellular at every site: feasible within known coverage, up to what one site may draw. */
export function cellularOption(gap: Gap, prices: PriceBook, money: Money): CellularOption {
  const { demandMbpsForSite, cellular } = gap
  const { maxMbps } = prices.cellular
  const feasible = Uint8Array.from(cellular.forSite, (service, i) =>
    service === 'served' && demandMbpsForSite[i] <= maxMbps ? 1 : 0,
  )
  const units = new Int32Array(feasible.length).fill(1)
  return siteOption('cellular', prices.cellular, feasible, units, demandMbpsForSite, money)
}
