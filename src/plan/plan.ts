// The plan: which technology serves each site, over which links, at what cost, and how far from the
// cheapest it can be.
import type { Schema, Table } from '#base/table.ts'
import { type Technology, technologies } from '#country/model.ts'
import type { Lines } from '#geo/shapes.ts'
import type { BoundPart } from '#plan/choiceProblem.ts'

/** What the plan does at a site. */
export type Choice = Technology | 'alreadyServed' | 'unserved' | 'unknown'

/** The choices that bring service. */
export const technologyChoices: readonly Choice[] = technologies

/** True where the plan itself brings service. */
export function isNewlyServed(choice: Choice): boolean {
  return choice !== 'alreadyServed' && choice !== 'unserved' && choice !== 'unknown'
}

/** New links of the plan, each built once however many sites use it. */
export const linkColumns = {
  id: {
    type: 'text',
    unit: '',
    missing: 'never',
    means: 'Made from its ends, stable between runs.',
  },
  technology: {
    type: 'text',
    unit: '',
    missing: 'never',
    values: technologies,
    means: 'What is laid or pointed.',
  },
  lengthMeters: {
    type: 'f64',
    unit: 'meter',
    missing: 'never',
    means: 'Length along the ground, detour included.',
  },
  capexUsd: { type: 'f64', unit: 'usd', missing: 'never', means: 'Building it, once.' },
  opexUsdPerYear: { type: 'f64', unit: 'usdPerYear', missing: 'never', means: 'Running it.' },
  tcoUsd: {
    type: 'f64',
    unit: 'usd',
    missing: 'never',
    means: 'All of it over the horizon, undiscounted, renewal included.',
  },
  npvCostUsd: {
    type: 'f64',
    unit: 'usd',
    missing: 'never',
    means: 'The same, discounted to the first year.',
  },
  upstream: {
    type: 'i32',
    unit: 'index',
    missing: -1,
    means: 'The link nearer the gateway that this one hangs on.',
  },
} as const satisfies Schema
export type LinkTable = Table<typeof linkColumns>

/** What the plan does at each site, row for row with the country's sites. */
export const siteChoiceColumns = {
  choice: {
    type: 'text',
    unit: '',
    missing: 'never',
    values: [...technologies, 'alreadyServed', 'unserved', 'unknown'],
    means: 'What serves the site when the plan is built.',
  },
  people: {
    type: 'f64',
    unit: 'person',
    missing: 'never',
    means: 'Residents counted at the site, in whole people; 0 at institutions.',
  },
  unknownToday: {
    type: 'u8',
    unit: '',
    missing: 'never',
    means: '1 where nobody knows whether the site has service today.',
  },
  demandMbps: {
    type: 'f64',
    unit: 'mbps',
    missing: 'never',
    means: 'What the site needs in the busy hour.',
  },
  capexUsd: {
    type: 'f64',
    unit: 'usd',
    missing: 'never',
    means: 'Equipment at the site, once; links are counted apart.',
  },
  opexUsdPerYear: {
    type: 'f64',
    unit: 'usdPerYear',
    missing: 'never',
    means: 'Running the site: operation and bandwidth.',
  },
  tcoUsd: {
    type: 'f64',
    unit: 'usd',
    missing: 'never',
    means: 'All of it over the horizon, undiscounted, reinvestment included.',
  },
  npvCostUsd: {
    type: 'f64',
    unit: 'usd',
    missing: 'never',
    means: 'The same, discounted to the first year.',
  },
  nextBest: {
    type: 'text',
    unit: '',
    missing: '',
    values: ['', ...technologies],
    means: 'The technology that would have come second.',
  },
  nextBestExtraUsd: {
    type: 'f64',
    unit: 'usd',
    missing: 'NaN',
    means: 'What the second would have cost more, discounted.',
  },
  link: {
    type: 'i32',
    unit: 'index',
    missing: -1,
    means: 'The last link to the site, where the plan lays one.',
  },
  builtWith: {
    type: 'i32',
    unit: 'index',
    missing: -1,
    means:
      'Of an institution: the nearest settlement that the plan serves, with which it is built.',
  },
} as const satisfies Schema
export type SiteChoices = Table<typeof siteChoiceColumns>

/** Sums of a plan; the same names as in the `plan` document. */
export interface PlanTotals {
  readonly capexUsd: number
  readonly opexUsdPerYear: number
  /** Undiscounted over the horizon, reinvestment included. */
  readonly tcoUsd: number
  readonly npvCostUsd: number
  readonly fibreKm: number
  /** Null where no population is given. */
  readonly people: {
    readonly total: number
    readonly servedBefore: number
    readonly servedAfter: number
    readonly unknown: number
  } | null
  readonly sites: Readonly<Record<Choice, number>>
}

/** A plan for one country. */
export interface Plan {
  readonly sites: SiteChoices
  readonly links: LinkTable
  readonly linkLines: Lines
  readonly totals: PlanTotals
  /** No plan that serves the same sites costs less than this (discounted, `npvCostUsd`'s measure). */
  readonly lowerBoundUsd: number
  /** (cost − bound) / cost of what was optimized. */
  readonly certificateShare: number
  /** What each part of the choice adds to the cost and to the bound; absent in CPP mode. */
  readonly boundParts?: readonly BoundPart[]
  /** CPP mode only: connecting everyone by fibre, for reference. */
  readonly reference?: { readonly allFibreKm: number; readonly allFibreTcoUsd: number }
}
