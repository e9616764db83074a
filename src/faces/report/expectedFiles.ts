// What a study's `expected/` folder holds: its totals and tables with their attribution, and nothing of
// the sources' geometry. The tests compare the folder whole; `scripts/expected.mjs` writes it.
import type { Problem } from '#base/problem.ts'
import { tableToCsv } from '#base/tableCsv.ts'
import { attributionMarkdown, attributionOf } from '#faces/report/attribution.ts'
import { sourcesOfLayer } from '#faces/report/layerSources.ts'
import { conflictsOfLayer } from '#faces/report/licences.ts'
import { publicAreaColumns, publicAreas } from '#faces/report/tables.ts'
import { allLayers } from '#faces/report/writeOutputs.ts'
import { fundingDocument, gapDocument, planDocument, type StudyResult } from '#study.ts'

/** The files of `expected/` by name; the same result gives the same bytes. */
export function expectedFiles(
  result: StudyResult,
  problems: readonly Problem[],
): ReadonlyMap<string, string> {
  const { seconds: _, ...plan } = planDocument(result, 0)
  return new Map([
    ['plan.json', pretty(plan)],
    ['gap.json', pretty(gapDocument(result.gap))],
    ['funding.json', pretty(fundingDocument(result))],
    ['problems.json', pretty(countByCode(problems))],
    ['areas.csv', text(tableToCsv(publicAreaColumns, publicAreas(result)))],
    ['choices.csv', choicesCsv(result)],
    ['ATTRIBUTION.md', attributionMarkdown(attributionOf(result), layerNames(result))],
  ])
}

/** The layers that may be published, by name, with what each is made from. */
export function layerNames({ country }: Pick<StudyResult, 'country'>) {
  return allLayers
    .filter((name) => conflictsOfLayer(country, name).length === 0)
    .map((name) => ({ name, sources: sourcesOfLayer(country, name).map(({ id }) => id) }))
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

function text(content: string | Uint8Array): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content)
}

/** How often each kind of problem was found. */
export function countByCode(problems: readonly Problem[]) {
  const counts = new Map<string, { level: string; code: string; count: number }>()
  for (const { level, code } of problems) {
    const entry = counts.get(`${level} ${code}`) ?? { level, code, count: 0 }
    entry.count++
    counts.set(`${level} ${code}`, entry)
  }
  return [...counts.values()].sort((a, b) => (a.level + a.code < b.level + b.code ? -1 : 1))
}

/** Sites, people and money by kind of site and what the plan does there. */
function choicesCsv({ country, plan, roadmap }: StudyResult): string {
  const rows = new Map<
    string,
    { sites: number; demandMbps: number; capexUsd: number; built: number }
  >()
  country.sites.kind.forEach((kind, site) => {
    const key = `${kind},${plan.sites.choice[site]}`
    const row = rows.get(key) ?? { sites: 0, demandMbps: 0, capexUsd: 0, built: 0 }
    row.sites++
    row.demandMbps += plan.sites.demandMbps[site]
    row.capexUsd += plan.sites.capexUsd[site]
    if (roadmap.yearForSite[site] > 0) row.built++
    rows.set(key, row)
  })
  const lines = [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([key, row]) =>
        `${key},${row.sites},${row.built},${row.demandMbps.toFixed(3)},${row.capexUsd.toFixed(2)}`,
    )
  return `kind,choice,sites,builtByLastYear,demandMbps,capexUsd\n${lines.join('\n')}\n`
}
