// The price book: what each piece of a network costs, in constant US dollars of one year.

/** What a technology costs at one site, once and every year. */
export interface SitePrice {
  /** Equipment and installation at the site, once. */
  readonly capexUsd: number
  /** Operation per year, as a share of the capital. */
  readonly opexShare: number
  /** Years until the equipment is bought again. */
  readonly lifetimeYears: number
  /** Bandwidth, a cost for each Mbps of demand and year. */
  readonly bandwidthUsdPerMbpsYear: number
}

/** Prices of one country in one year. Every number may be set in `study.json` under `prices`. */
export interface PriceBook {
  /** Name and year, printed with every figure: `silta-2026`. */
  readonly name: string
  readonly year: number
  readonly fibre: SitePrice & {
    /** Trench, duct and cable along a road. */
    readonly routeUsdPerKm: number
    /** Operation of the route per year, as a share of its capital. */
    readonly routeOpexShare: number
    readonly routeLifetimeYears: number
  }
  readonly cellular: SitePrice & { readonly maxMbps: number }
  readonly satellite: SitePrice & {
    readonly maxMbps: number
    /** Capacity sold over one region of the country; more must be reserved at `extraUsdPerMbpsYear`. */
    readonly poolMbpsPerRegion: number
  }
}
