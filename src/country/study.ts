// What a study asks of a country: years, money, prices, demand and the assumptions it stands on.
// `study.json` says it (schema in `docs/schemas/study.schema.json`); `sources/` reads it.
import type { RadioTechnology, SiteKind } from '#country/model.ts'
import type { PriceBook } from '#finance/priceBook.ts'

/** How much bandwidth a site needs. */
export interface DemandSettings {
  /** Mbps per resident of a settlement in the busy hour: people × take-up × active × rate. */
  readonly takeUpShare: number
  readonly activeShare: number
  readonly rateMbps: number
  /** The least and most one site may ask. */
  readonly minMbps: number
  readonly maxMbps: number
  /** Mbps for each institution, by kind; kinds left out take `institutionMbps`. */
  readonly mbpsForKind: Partial<Record<SiteKind, number>>
  readonly institutionMbps: number
}

/** What counts as served today. */
export interface GapSettings {
  /** A site this near to a working fibre node or route is served by fibre. */
  readonly fibreReachMeters: number
  /** Radius of a tower that declares none. */
  readonly towerRadiusMeters: number
  /** The oldest radio technology that counts as service. */
  readonly leastTechnology: RadioTechnology
  /** Whether the plan also serves places whose service today is unknown. */
  readonly unknown: 'plan' | 'leave'
  /** How far from a named place its people live at most, and the side of the squares of all others. */
  readonly settlementGridMeters: number
}

/** Money and time. */
export interface EconomySettings {
  readonly discountRate: number
  readonly horizonYears: number
  /** Gross national income per person and year; null where unknown. */
  readonly gniPerPersonUsd: number | null
  /** Share of income that a connection may cost. */
  readonly affordableShare: number
  /** Gini index of income, 0 to below 1; null where unknown. */
  readonly gini: number | null
}

/** Years of building and what may be spent in each. */
export interface BudgetSettings {
  readonly firstYear: number
  readonly lastYear: number
  /** Capital per year, one for each year from first to last; null where nothing limits it. */
  readonly capexUsdPerYear: readonly number[] | null
}

/** How fibre may be laid. */
export interface FibreSettings {
  /** Along roads, or straight between places times a detour factor. */
  readonly along: 'roads' | 'straight'
  /** What a straight kilometer becomes on the ground. */
  readonly detourFactor: number
  /** A place is joined to a road at most this far away. */
  readonly roadReachMeters: number
  /** The longest single connection between two places (straight mode). */
  readonly maxLinkMeters: number
}

/** How radio is judged: who is covered today, and what new links would bear. */
export interface RadioSettings {
  /** Where no coverage map is given: by terrain and land cover, or by the towers' radius alone. */
  readonly coverage: 'terrain' | 'radius'
  /** Antenna above ground of a tower whose source gives none, and of a new one. */
  readonly towerMeters: number
  /** Rain rate exceeded for 0.01 % of the year (ITU-R P.837). */
  readonly rainMmPerHour: number
  /** `log10 K` and `dN75` of ITU-R P.530-18; null for its method of -17 without maps. */
  readonly multipathLogK: number | null
  readonly refractivityRange: number | null
  /** Height of the 0 °C isotherm above the sea (ITU-R P.839), km; null for the curve by latitude. */
  readonly isothermKm: number | null
  /** Share of the year in which a microwave hop must carry its rate. */
  readonly hopAvailableShare: number
  /** Share of the year in which a satellite terminal must carry its rate. */
  readonly satelliteAvailableShare: number
}

/** A sentence a reader may disagree with. */
export interface Assumption {
  readonly id: string
  readonly text: string
}

/** One study: a country's question. */
export interface Study {
  readonly id: string
  readonly title: string
  /** BCP 47 tag of the language that its title, names and assumptions are written in; English where not given. */
  readonly language?: string
  /** `silta`: our plan. `cpp`: the arithmetic of ITU's Connectivity Planning Platform, for comparison. */
  readonly mode: 'silta' | 'cpp'
  readonly prices: PriceBook
  readonly demand: DemandSettings
  readonly gap: GapSettings
  readonly economy: EconomySettings
  readonly budget: BudgetSettings
  readonly fibre: FibreSettings
  readonly radio: RadioSettings
  readonly assumptions: readonly Assumption[]
  /** How precisely outputs tell where equipment stands; rounded to about 100 m where nothing is said. */
  readonly publish?: { readonly places: 'rounded' | 'exact' }
  /** Draws that decide between equals; the same seed gives the same bytes. */
  readonly seed: number
}
