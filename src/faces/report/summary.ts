// The result in one small document: totals, proof, years, gap, and the digests that name it.
import { isFictional } from '#faces/report/attribution.ts'
import type { StudyResult } from '#study.ts'

/** `summary.json`: what a reader wants to know before opening a table. */
export function summaryOf({
  country,
  study,
  gap,
  plan,
  roadmap,
  inputsDigest,
  resultDigest,
}: StudyResult) {
  return {
    study: study.id,
    title: study.title,
    country: { iso3: country.iso3, name: country.name, fictional: isFictional(country) },
    inputsDigest,
    resultDigest,
    priceBook: study.prices.name,
    horizonYears: study.economy.horizonYears,
    discountRate: study.economy.discountRate,
    gap: { people: gap.people, sites: gap.sites, demandMbps: gap.demandMbps },
    totals: plan.totals,
    lowerBoundUsd: plan.lowerBoundUsd,
    certificateShare: plan.certificateShare,
    ...(plan.reference === undefined ? {} : { reference: plan.reference }),
    phases: roadmap.phases,
    assumptions: study.assumptions,
  }
}
