// The JSON documents that others build on, exactly as docs/schemas/ promises them: dollars to the cent,
// lengths to the meter, people whole.
import { type Json, jsonDigest } from '#base/canonical.ts'
import type { Problem } from '#base/problem.ts'
import type { Funding, FundingPart } from '#funding/funding.ts'
import type { Gap, ServiceCount } from '#gap/gap.ts'
import type { ClimateValue } from '#gap/radioClimate.ts'
import type { PeopleBySignal } from '#gap/signalForPeople.ts'
import type { BoundPart } from '#plan/choiceProblem.ts'
import { type Choice, isNewlyServed, type Plan } from '#plan/plan.ts'
import type { Phase, Roadmap } from '#roadmap/roadmap.ts'
import type { StudyResult } from '#studyResult.ts'

/** People or sites by service. */
export type CountDocument = ServiceCount

/** `silta gap --json`. */
export interface GapDocument {
  readonly people: CountDocument | null
  readonly sites: CountDocument
  readonly demandMbps: number
  readonly areas: readonly {
    readonly id: string
    readonly name: string
    readonly people: CountDocument | null
    readonly sites: CountDocument
  }[]
  /** Residents by radio technology and signal, where terrain decides who is covered. */
  readonly signals?: readonly PeopleBySignal[]
  /** The air that radio is computed in: values of maps, settings or methods; where terrain is known. */
  readonly climate?: readonly ClimateValue[]
}

/** `silta plan --json`. */
export interface PlanDocument {
  readonly study: string
  readonly inputsDigest: string
  readonly resultDigest: string
  readonly horizonYears: number
  readonly discountRate: number
  readonly totals: {
    readonly capexUsd: number
    readonly opexUsdPerYear: number
    readonly tcoUsd: number
    readonly npvCostUsd: number
    readonly fibreKm: number
    readonly people: Plan['totals']['people']
    readonly sites: Readonly<Record<Choice, number>>
  }
  readonly lowerBoundUsd: number
  readonly certificateShare: number
  readonly phases: readonly Phase[]
  readonly reference?: { readonly allFibreKm: number; readonly allFibreTcoUsd: number }
  /** What the plan leaves out; absent where that is nothing. */
  readonly problems?: readonly Problem[]
  /** Where the gap of the certificate sits: sums to `npvCostUsd` and to `lowerBoundUsd`. */
  readonly boundParts?: readonly BoundPart[]
  readonly seconds: number
}

/** `silta roadmap --json`. */
export interface RoadmapDocument {
  readonly study: string
  readonly inputsDigest: string
  readonly resultDigest: string
  readonly phases: readonly PhaseDocument[]
  /** What the plan would build and no year's budget reaches. */
  readonly notBuilt: {
    readonly capexUsd: number
    readonly people: number | null
    readonly sites: number
    readonly links: number
  }
}

/** `silta funding --json`. */
export interface FundingDocument {
  readonly study: string
  readonly inputsDigest: string
  readonly resultDigest: string
  /** Null where no population is given: nobody is known to pay. */
  readonly funding: Funding | null
}

/** One year with what it finishes. */
export interface PhaseDocument {
  readonly year: number
  readonly budgetUsd: number | null
  readonly capexUsd: number
  readonly opexUsd: number
  readonly people: number | null
  /** Of them, those whose service today nobody knows. */
  readonly peopleUnknownToday: number | null
  readonly sites: readonly {
    readonly id: string
    readonly technology: string
    readonly people: number | null
    readonly capexUsd: number
    readonly opexUsdPerYear: number
    readonly link: string | null
  }[]
  readonly links: readonly {
    readonly id: string
    readonly technology: string
    readonly lengthMeters: number
    readonly capexUsd: number
    readonly opexUsdPerYear: number
    readonly upstream: string | null
    readonly startYear: number
  }[]
}

/** The gap as a document. */
export function gapDocument(gap: Gap): GapDocument {
  return {
    people: gap.people,
    sites: gap.sites,
    demandMbps: thousandths(gap.demandMbps),
    areas: gap.areas.map(({ id, name, people, sites }) => ({ id, name, people, sites })),
    ...(gap.signals.length === 0 ? {} : { signals: gap.signals }),
    ...(gap.climate.length === 0
      ? {}
      : { climate: gap.climate.filter(({ least }) => Number.isFinite(least)).map(roundedClimate) }),
  }
}

const roundedClimate = (value: ClimateValue): ClimateValue => ({
  ...value,
  least: thousandths(value.least),
  most: thousandths(value.most),
})

/** What a plan's document is made from, before it has a digest of its own. */
export type PlanFindings = Omit<StudyResult, 'resultDigest'>

/**
 * The digest that names a plan's numbers: of its document without `resultDigest` and `seconds`, so that
 * two machines which find the same plan agree on it.
 */
export function planDigest(findings: PlanFindings): string {
  return jsonDigest(planNumbers(findings) as unknown as Json)
}

/**
 * The plan as a document.
 *
 * @param seconds How long the caller took; the engine has no clock.
 */
export function planDocument(result: StudyResult, seconds: number): PlanDocument {
  const { study, inputsDigest, ...numbers } = planNumbers(result)
  return {
    study,
    inputsDigest,
    resultDigest: result.resultDigest,
    ...numbers,
    seconds: thousandths(seconds),
  }
}

function planNumbers({
  study,
  plan,
  roadmap,
  inputsDigest,
  problems,
}: PlanFindings): Omit<PlanDocument, 'resultDigest' | 'seconds'> {
  const { totals, reference, boundParts } = plan
  return {
    study: study.id,
    inputsDigest,
    horizonYears: study.economy.horizonYears,
    discountRate: study.economy.discountRate,
    totals: {
      capexUsd: cents(totals.capexUsd),
      opexUsdPerYear: cents(totals.opexUsdPerYear),
      tcoUsd: cents(totals.tcoUsd),
      npvCostUsd: cents(totals.npvCostUsd),
      fibreKm: thousandths(totals.fibreKm),
      people: totals.people,
      sites: totals.sites,
    },
    lowerBoundUsd: cents(plan.lowerBoundUsd),
    certificateShare: Math.round(plan.certificateShare * 1e8) / 1e8,
    ...(boundParts === undefined ? {} : { boundParts: boundParts.map(roundedBoundPart) }),
    phases: roadmap.phases.map(roundedPhase),
    ...(problems.length === 0 ? {} : { problems }),
    ...(reference === undefined
      ? {}
      : {
          reference: {
            allFibreKm: thousandths(reference.allFibreKm),
            allFibreTcoUsd: cents(reference.allFibreTcoUsd),
          },
        }),
  }
}

const roundedBoundPart = ({ part, npvCostUsd, lowerBoundUsd }: BoundPart): BoundPart => ({
  part,
  npvCostUsd: cents(npvCostUsd),
  lowerBoundUsd: cents(lowerBoundUsd),
})

/** The roadmap as a document: each year with the sites and links it finishes, upstream first. */
export function roadmapDocument(result: StudyResult): RoadmapDocument {
  const { study, plan, roadmap, inputsDigest, resultDigest } = result
  return {
    study: study.id,
    inputsDigest,
    resultDigest,
    phases: roadmap.phases.map((phase, y) => {
      const { year, capexUsd, opexUsd, people } = roundedPhase(phase)
      const rows = rowsWhere(roadmap.yearForSite, year)
      return {
        year,
        budgetUsd: study.budget.capexUsdPerYear?.[y] ?? null,
        capexUsd,
        opexUsd,
        people,
        peopleUnknownToday:
          people === null
            ? null
            : rows.reduce(
                (total, site) => total + plan.sites.unknownToday[site] * plan.sites.people[site],
                0,
              ),
        sites: rows.map((site) => siteOf(result, site)),
        links: rowsWhere(roadmap.yearForLink, year).map((link) => linkOf(plan, roadmap, link)),
      }
    }),
    notBuilt: notBuilt(plan, roadmap),
  }
}

/** Who pays, as a document: dollars to the cent, people and users whole. */
export function fundingDocument(result: StudyResult): FundingDocument {
  const { study, funding, inputsDigest, resultDigest } = result
  return {
    study: study.id,
    inputsDigest,
    resultDigest,
    funding: funding === undefined ? null : roundedFunding(funding),
  }
}

/**
 * Every document of a study, by the name under which pages serve it.
 *
 * @param seconds How long the caller took; the engine has no clock.
 */
export function studyDocuments(
  result: StudyResult,
  problems: readonly Problem[],
  seconds: number,
): Readonly<Record<'check' | 'gap' | 'plan' | 'roadmap' | 'funding', Json>> {
  const documents = {
    check: { problems },
    gap: gapDocument(result.gap),
    plan: planDocument(result, seconds),
    roadmap: roadmapDocument(result),
    funding: fundingDocument(result),
  }
  return documents as unknown as Record<keyof typeof documents, Json>
}

function roundedFunding(funding: Funding): Funding {
  const { income, settlements, institutions, technologies, areas, publicUsd, years } = funding
  return {
    income:
      income === null
        ? null
        : {
            meanUsdPerMonth: cents(income.meanUsdPerMonth),
            priceUsdPerMonth: cents(income.priceUsdPerMonth),
            poorest40UsdPerMonth: centsOrNull(income.poorest40UsdPerMonth),
          },
    settlements: roundedPart(settlements),
    institutions: { sites: institutions.sites, costUsd: cents(institutions.costUsd) },
    technologies: technologies.map(({ technology, ...part }) => ({
      technology,
      ...roundedPart(part),
    })),
    areas: areas.map(({ id, name, ...part }) => ({ id, name, ...roundedPart(part) })),
    publicUsd:
      publicUsd === null
        ? null
        : {
            pooled: cents(publicUsd.pooled),
            separate: cents(publicUsd.separate),
            vouchers: centsOrNull(publicUsd.vouchers),
          },
    years: years.map(({ year, capexUsd, opexUsd, revenueUsd, publicUsd: rest }) => ({
      year,
      capexUsd: cents(capexUsd),
      opexUsd: cents(opexUsd),
      revenueUsd: centsOrNull(revenueUsd),
      publicUsd: centsOrNull(rest),
    })),
  }
}

function roundedPart(part: FundingPart): FundingPart {
  const { people, users, peopleWithoutSupport } = part
  return {
    people,
    users: Math.round(users),
    costUsd: cents(part.costUsd),
    costUsdPerUserMonth: centsOrNull(part.costUsdPerUserMonth),
    revenueUsd: centsOrNull(part.revenueUsd),
    publicUsd: centsOrNull(part.publicUsd),
    peopleWithoutSupport: peopleWithoutSupport === null ? null : Math.round(peopleWithoutSupport),
  }
}

function siteOf({ country, plan }: StudyResult, site: number) {
  const { sites, links, totals } = plan
  return {
    id: country.sites.id[site],
    technology: sites.choice[site],
    people: totals.people === null ? null : sites.people[site],
    capexUsd: cents(sites.capexUsd[site]),
    opexUsdPerYear: cents(sites.opexUsdPerYear[site]),
    link: sites.link[site] < 0 ? null : links.id[sites.link[site]],
  }
}

function linkOf({ links }: Plan, roadmap: Roadmap, link: number) {
  return {
    id: links.id[link],
    technology: links.technology[link],
    lengthMeters: thousandths(links.lengthMeters[link]),
    capexUsd: cents(links.capexUsd[link]),
    opexUsdPerYear: cents(links.opexUsdPerYear[link]),
    upstream: links.upstream[link] < 0 ? null : links.id[links.upstream[link]],
    startYear: roadmap.startForLink[link],
  }
}

function notBuilt(plan: Plan, roadmap: Roadmap): RoadmapDocument['notBuilt'] {
  const sites = rowsWhere(roadmap.yearForSite, 0).filter((row) =>
    isNewlyServed(plan.sites.choice[row]),
  )
  const links = rowsWhere(roadmap.yearForLink, 0)
  const add = (values: Float64Array, rows: readonly number[]): number =>
    rows.reduce((total, row) => total + values[row], 0)
  return {
    capexUsd: cents(add(plan.sites.capexUsd, sites) + add(plan.links.capexUsd, links)),
    people: plan.totals.people === null ? null : add(plan.sites.people, sites),
    sites: sites.length,
    links: links.length,
  }
}

function roundedPhase({ year, capexUsd, opexUsd, people, sites }: Phase): Phase {
  return { year, capexUsd: cents(capexUsd), opexUsd: cents(opexUsd), people, sites }
}

function rowsWhere(years: Int32Array, year: number): number[] {
  return Array.from(years.keys()).filter((row) => years[row] === year)
}

function cents(usd: number): number {
  return Math.round(usd * 100) / 100
}

function centsOrNull(usd: number | null): number | null {
  return usd === null ? null : cents(usd)
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000
}
