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

/** What is built for many sites at once: a mast, a hop. */
export interface PlantPrice {
  readonly opexShare: number
  readonly lifetimeYears: number
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
  readonly cellular: SitePrice & {
    /** The most a site may draw from the tower that covers it. */
    readonly maxMbps: number
  }
  readonly satellite: SitePrice & {
    /** The most one terminal carries; a site takes as many as it needs. 0 where none is sold. */
    readonly maxMbps: number
    /** Capacity sold over one region of the country at `bandwidthUsdPerMbpsYear`. */
    readonly poolMbpsPerRegion: number
    /** What each Mbps and year above the pool costs; at least `bandwidthUsdPerMbpsYear`. */
    readonly extraUsdPerMbpsYear: number
  }
  /** Hops that stand in for fibre; what a site itself needs then costs as with fibre. */
  readonly microwave: PlantPrice & {
    /** Two radios with antennas, installed. 0 where none are to be planned. */
    readonly hopUsd: number
    /** A mast with power where a relay stands alone. */
    readonly relayUsd: number
  }
  /** Terminals, and the towers that serve them. */
  readonly fixedWireless: SitePrice & {
    /** A new mast with power. 0 where none are to be planned, existing ones neither. */
    readonly mastUsd: number
    /** One sector: antenna, radio and its part of the base station. */
    readonly sectorUsd: number
    readonly towerOpexShare: number
    readonly towerLifetimeYears: number
  }
}

/**
 * Prices for a country that gives none of its own; where each comes from stands in `priceNotes` and in
 * `docs/methods/finance.md`. They are published defaults of other planners, not offers: replace them.
 */
export const defaultPrices: PriceBook = {
  name: 'silta-2026',
  year: 2026,
  fibre: {
    capexUsd: 500,
    opexShare: 0.05,
    lifetimeYears: 10,
    bandwidthUsdPerMbpsYear: 208,
    routeUsdPerKm: 8_000,
    routeOpexShare: 0.03,
    routeLifetimeYears: 25,
  },
  cellular: {
    capexUsd: 186,
    opexShare: 0.12,
    lifetimeYears: 5,
    bandwidthUsdPerMbpsYear: 183,
    maxMbps: 100,
  },
  satellite: {
    capexUsd: 3_000,
    opexShare: 0.1,
    lifetimeYears: 5,
    bandwidthUsdPerMbpsYear: 310,
    maxMbps: 150,
    poolMbpsPerRegion: 1_000,
    extraUsdPerMbpsYear: 620,
  },
  microwave: { hopUsd: 20_000, relayUsd: 30_000, opexShare: 0.1, lifetimeYears: 10 },
  fixedWireless: {
    capexUsd: 300,
    opexShare: 0.1,
    lifetimeYears: 5,
    bandwidthUsdPerMbpsYear: 208,
    mastUsd: 30_000,
    sectorUsd: 9_000,
    towerOpexShare: 0.1,
    towerLifetimeYears: 10,
  },
}

/** Where each default comes from; a number that nobody published is called assumed. */
export const priceNotes: Readonly<Record<string, string>> = {
  'fibre.capexUsd': 'ITU Connectivity Planning Platform, hardware at a fibre site',
  'fibre.opexShare': 'ITU Connectivity Planning Platform',
  'fibre.lifetimeYears': 'ITU Connectivity Planning Platform',
  'fibre.bandwidthUsdPerMbpsYear': 'Giga open cost model, sample price book',
  'fibre.routeUsdPerKm': 'Published default of open planners; Giga 5,500, ITU platform 20,000',
  'fibre.routeOpexShare': 'Giga open cost model: 160 per km and year on 5,500 per km',
  'fibre.routeLifetimeYears': 'Assumed: the usual accounting life of buried cable',
  'cellular.capexUsd': 'Giga open cost model, sample price book',
  'cellular.opexShare': 'ITU Connectivity Planning Platform',
  'cellular.lifetimeYears': 'ITU Connectivity Planning Platform',
  'cellular.bandwidthUsdPerMbpsYear': 'Giga open cost model, sample price book',
  'cellular.maxMbps': 'Assumed: what one site may take of a shared sector',
  'satellite.capexUsd': 'Published default of open planners; ITU platform 800, Giga 467',
  'satellite.opexShare': 'ITU Connectivity Planning Platform',
  'satellite.lifetimeYears': 'ITU Connectivity Planning Platform',
  'satellite.bandwidthUsdPerMbpsYear': 'Giga open cost model, sample price book',
  'satellite.maxMbps': 'Giga open cost model: at most 150 Mbps at a site',
  'satellite.poolMbpsPerRegion': 'Assumed: ask the operators what their beams still hold',
  'satellite.extraUsdPerMbpsYear': 'Assumed: twice the price within the pool',
  'microwave.hopUsd':
    'pysim5g and its followers (Oughton): medium backhaul hop; small 10,000, large 40,000',
  'microwave.relayUsd':
    'The same: tower 10,000, civil works, transport, installation and power 5,000 each',
  'microwave.opexShare': 'Assumed: maintenance, power and spectrum',
  'microwave.lifetimeYears': 'Assumed: the usual accounting life of radio equipment',
  'fixedWireless.capexUsd': 'Assumed: an outdoor terminal, installed',
  'fixedWireless.opexShare': 'Assumed, as for satellite terminals',
  'fixedWireless.lifetimeYears': 'Assumed, as for cellular routers',
  'fixedWireless.bandwidthUsdPerMbpsYear': 'As on fibre: towers are fed by it',
  'fixedWireless.mastUsd':
    'pysim5g: tower 10,000, civil works, transport, installation and power 5,000 each',
  'fixedWireless.sectorUsd':
    'pysim5g: antenna 1,500, radio 4,000, interfaces and a third of the base station',
  'fixedWireless.towerOpexShare': 'Assumed: site rental, power and maintenance',
  'fixedWireless.towerLifetimeYears': 'Assumed: the usual accounting life of radio equipment',
}
