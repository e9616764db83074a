// Who is served today, who is not, and of whom we do not know.
import type { SiteKind, Technology } from '#country/model.ts'

/** Nothing unknown is ever counted as unserved. */
export type Service = 'served' | 'unserved' | 'unknown'

/** People or sites by service; the three add up to the total. */
export interface ServiceCount {
  readonly total: number
  readonly served: number
  readonly unserved: number
  readonly unknown: number
}

/** One area's part of the gap. */
export interface AreaGap {
  readonly id: string
  readonly name: string
  /** Null where no source gives a population. */
  readonly people: ServiceCount | null
  readonly sites: ServiceCount
  readonly demandMbps: number
}

/** The gap of one country: for each site (row for row) and in sums. */
export interface Gap {
  readonly serviceForSite: readonly Service[]
  /** The technology that serves a site today; '' where none or unknown. */
  readonly servedByForSite: readonly (Technology | '')[]
  /** What each site needs in the busy hour. */
  readonly demandMbpsForSite: Float64Array
  readonly people: ServiceCount | null
  readonly sites: ServiceCount
  readonly demandMbps: number
  readonly areas: readonly AreaGap[]
  readonly kinds: readonly {
    readonly kind: SiteKind
    readonly sites: ServiceCount
    readonly demandMbps: number
  }[]
}
