// What a plan did not look at, said as a problem with its cure: no reader should take it for a finding.
import type { Problem } from '#base/problem.ts'
import type { Country } from '#country/model.ts'
import type { Study } from '#country/study.ts'
import { groundOf } from '#gap/ground.ts'
import { mostRadioSites } from '#options/option.ts'

/** A warning where a plan is too large for microwave and fixed wireless, which its study asks for. */
export function checkLeftOut(country: Country, study: Study, plannedSites: number): Problem[] {
  const { microwave, fixedWireless } = study.prices
  const isAsked = microwave.hopUsd > 0 || fixedWireless.mastUsd > 0
  if (study.mode === 'cpp' || plannedSites <= mostRadioSites || !isAsked) return []
  if (groundOf(country) === undefined) return []
  return [
    {
      level: 'warning',
      code: 'plan-without-radio',
      at: { source: study.id, table: 'plan', row: 0 },
      message: `Microwave and fixed wireless were not planned: ${plannedSites} sites are to be served, and above ${mostRadioSites} both are left out`,
      cure: 'Plan parts of the country by themselves (country.extent) to see what both would save, or set prices.microwave.hopUsd and prices.fixedWireless.mastUsd to 0 where neither is wanted',
    },
  ]
}
