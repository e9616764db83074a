// The roadmap: what is built in which year under the budget, upstream before downstream.

/** One year of building. */
export interface Phase {
  readonly year: number
  readonly capexUsd: number
  /** Running everything built up to and including this year. */
  readonly opexUsd: number
  /** People newly served this year; null where no population is given. */
  readonly people: number | null
  /** Sites newly served this year. */
  readonly sites: number
}

/** The years of a plan. */
export interface Roadmap {
  readonly phases: readonly Phase[]
  /** Year each site is served by the plan; 0 where the plan does nothing or no budget is left. */
  readonly yearForSite: Int32Array
  /** Year each link of the plan is built; 0 where no budget is left. */
  readonly yearForLink: Int32Array
}
