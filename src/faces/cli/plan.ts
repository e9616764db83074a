// `silta plan`: the cheapest mix that serves the unserved, its cost, its proof, its years.
import type { Problem } from '#base/problem.ts'
import { type Command, UsageError } from '#faces/cli/command.ts'
import { columns, count, percent, usd } from '#faces/cli/figures.ts'
import { texts } from '#faces/cli/options.ts'
import {
  problemCount,
  runStudyOf,
  stopped,
  studyOptions,
  studyOptionsHelp,
} from '#faces/cli/studyInput.ts'
import { checkFolder } from '#faces/folder.ts'
import { checkLicences } from '#faces/report/licences.ts'
import {
  allFormats,
  allLayers,
  isOutputFile,
  type OutputFormat,
  writeOutputs,
} from '#faces/report/writeOutputs.ts'
import type { BoundPartName } from '#plan/choiceProblem.ts'
import type { Choice, Plan } from '#plan/plan.ts'
import { planDocument, type StudyResult } from '#study.ts'

export const command: Command = {
  name: 'plan',
  help: `Usage: silta plan STUDY [--out DIR] [options]

Plans a study: which technology serves each site, over which links, at what cost, phased under the
budget, with a proof of how far from the cheapest it can be.

  --out DIR        also write sites and links as GeoJSON, GeoPackage, CSV and Parquet into DIR
  --layer L        only these of sites, links, areas (several times; with --out)
  --format F       only these of geojson, gpkg, csv, parquet (several times; with --out)
${studyOptionsHelp}

Example: silta plan studies/comoros --out /tmp/comoros`,
  options: {
    ...studyOptions,
    out: { type: 'string' },
    layer: { type: 'string', multiple: true },
    format: { type: 'string', multiple: true },
  },
  takes: [1, 1],
  async run(call) {
    const formats = readFormats(call.options.format)
    const layers = readLayers(call.options.layer)
    const { out } = call.options
    if (typeof out === 'string') await checkFolder(out, isOutputFile)
    const { result, problems, seconds } = await runStudyOf(call)
    if (result === undefined) return stopped(problems)
    const document = planDocument(result, seconds)
    const refused = typeof out === 'string' ? checkLicences(result, layers) : []
    if (refused.length > 0) return stoppedByLicences(refused)
    if (typeof out === 'string')
      await writeOutputs(result, out, { formats, layers, watch: call.watch })
    const text = planText(result, seconds, problemCount(problems))
    return { document: document as never, text, problems: result.problems }
  },
}

function readFormats(value: Parameters<typeof texts>[0]): readonly OutputFormat[] {
  const asked = texts(value)
  const unknown = asked.filter((format) => !allFormats.includes(format as OutputFormat))
  if (unknown.length > 0) {
    throw new UsageError(`Cannot write "${unknown[0]}": expected one of ${allFormats.join(', ')}`)
  }
  return asked.length === 0 ? allFormats : (asked as OutputFormat[])
}

function readLayers(value: Parameters<typeof texts>[0]): readonly (typeof allLayers)[number][] {
  const asked = texts(value)
  const unknown = asked.find((one) => !(allLayers as readonly string[]).includes(one))
  if (unknown !== undefined)
    throw new UsageError(`Cannot write "${unknown}": expected one of ${allLayers.join(', ')}`)
  return asked.length === 0 ? allLayers : (asked as (typeof allLayers)[number][])
}

/** Nothing is written where a part of it must not be: the reasons, and what may be. */
function stoppedByLicences(problems: readonly Problem[]) {
  return {
    document: { problems: problems as never },
    text: 'Nothing was written: licences of the sources do not let it be published.',
    problems,
  }
}

const choiceNames: Readonly<Record<Choice, string>> = {
  alreadyServed: 'Already served',
  fibre: 'Fibre',
  microwave: 'Microwave',
  fixedWireless: 'Fixed wireless',
  cellular: 'Cellular',
  satellite: 'Satellite',
  unserved: 'Left unserved',
  unknown: 'Unknown, left out',
}

const partNames: Readonly<Record<BoundPartName, string>> = {
  network: 'Network and the sites it joins',
  moreRadios: 'Radios beyond the first of a hop',
  towers: 'Towers and their terminals',
  cellular: 'Cellular',
  satellite: 'Satellite',
}

/** Which parts of the choice the distance to the bound is in; nothing where there is none. */
function boundText({ boundParts = [], certificateShare }: Plan): string[] {
  if (certificateShare < 0.0005) return []
  const rows = boundParts.map(({ part, npvCostUsd, lowerBoundUsd }) => [
    partNames[part],
    usd(npvCostUsd),
    usd(lowerBoundUsd),
    usd(npvCostUsd - lowerBoundUsd),
  ])
  return ['', columns(['Discounted', 'Costs', 'At least', 'Apart'], rows)]
}

function planText(
  { country, study, plan, roadmap, comparison }: StudyResult,
  seconds: number,
  inputs: string,
): string {
  const { totals } = plan
  const sites = (Object.keys(choiceNames) as Choice[])
    .filter((choice) => totals.sites[choice] > 0)
    .map((choice) => [choiceNames[choice], count(totals.sites[choice])])
  const people =
    totals.people === null
      ? 'No source gives a population, so people are not counted.'
      : `People served: ${count(totals.people.servedBefore)} of ${count(totals.people.total)} today, ${count(totals.people.servedAfter)} when built; service unknown today for ${count(totals.people.unknown)}.`
  const years = roadmap.phases.map(
    ({ year, capexUsd, opexUsd, people: reached, sites: served }) => [
      String(year),
      usd(capexUsd),
      usd(opexUsd),
      reached === null ? '–' : count(reached),
      count(served),
    ],
  )
  const lines = [
    `${study.title} (${country.name})`,
    '',
    `Cost over ${study.economy.horizonYears} years  ${usd(totals.tcoUsd)} undiscounted, ${usd(totals.npvCostUsd)} at ${percent(study.economy.discountRate)}`,
    `To build        ${usd(totals.capexUsd)}`,
    `To run          ${usd(totals.opexUsdPerYear)} a year`,
    `New fibre       ${totals.fibreKm.toFixed(1)} km`,
    `From optimum    at most ${percent(plan.certificateShare)} (no plan costs less than ${usd(plan.lowerBoundUsd)})`,
    people,
    ...boundText(plan),
    '',
    columns(['Sites', 'Count'], sites),
    '',
    columns(['Year', 'Capital', 'Running', 'People reached', 'Sites'], years),
  ]
  if (plan.reference !== undefined) {
    lines.push(
      '',
      `For reference: all by fibre would take ${plan.reference.allFibreKm.toFixed(2)} km and ${usd(plan.reference.allFibreTcoUsd)}.`,
    )
  }
  if (comparison !== undefined) {
    lines.push(
      '',
      'Our plan beside it, over the same years and undiscounted:',
      ...comparison.steps.map(
        ({ usd: change, sentence }) => `  ${usd(change).padStart(20)}  ${sentence}`,
      ),
    )
  }
  lines.push('', `${seconds.toFixed(1)} s. ${inputs}`)
  return lines.join('\n')
}
