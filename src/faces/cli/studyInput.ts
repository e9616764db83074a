// What the study commands share: the options, reading the study's folder, running the line.
import { availableParallelism } from 'node:os'
import { hasError, type Problem } from '#base/problem.ts'
import type { Workers } from '#base/workers.ts'
import type { Country } from '#country/model.ts'
import { type Answer, type Call, type OptionSpecs, UsageError } from '#faces/cli/command.ts'
import { texts, wholeNumber } from '#faces/cli/options.ts'
import { nodeThreads } from '#faces/threads.ts'
import { findGap, type Gap } from '#gap/gap.ts'
import { type LoadedStudy, loadStudy } from '#sources/files.ts'
import { runStudy, type StudyResult } from '#study.ts'

/** Options of every command that reads a study. */
export const studyOptions = {
  override: { type: 'string', multiple: true },
  workers: { type: 'string' },
} as const satisfies OptionSpecs

/** The lines of help for them. */
export const studyOptionsHelp = `  --override K=V   set one entry of study.json for this run, as often as needed:
                   --override budget.capexUsdPerYear=[2000000,2000000,2000000,2000000]
  --workers N      threads to use; the answer does not depend on it (default: the machine's, at most 8)
  --json           one JSON document on stdout, nothing else`

/** Reads the study's folder with the call's overrides. */
export async function readStudyOf(call: Call): Promise<LoadedStudy> {
  const wordless = texts(call.options.override).find((override) => !override.includes('='))
  if (wordless !== undefined)
    throw new UsageError(`Cannot read --override ${wordless}: write it as key=value`)
  return loadStudy(call.positionals[0], {
    overrides: texts(call.options.override),
    watch: call.watch,
  })
}

/** The answer of a study that its inputs' errors stop: the whole list, and exit 1. */
export function stopped(problems: readonly Problem[]): Answer {
  return {
    document: { problems: problems as never },
    text: 'The study cannot be planned until the errors above are cured.',
    problems,
  }
}

/** The answer where the study's sources give no elevation for what was asked. */
export function withoutTerrain(
  source: string,
  message: string,
  cure = 'Add an elevation model to the sources, read as "elevation"',
): Answer {
  const at = { source, table: 'elevation', row: 0 }
  return stopped([{ level: 'error', code: 'terrain-none', at, message, cure }])
}

/** The threads a call asks for; the caller closes them. */
export function studyThreads(call: Call): Workers {
  return nodeThreads(threadCount(call))
}

function threadCount({ options }: Call): number {
  return wholeNumber(options.workers, 'workers', Math.min(availableParallelism(), 8), 1, 64)
}

/** Reads and runs a study; `undefined` result where an error of the inputs stops it. */
export async function runStudyOf(call: Call): Promise<{
  readonly result: StudyResult | undefined
  readonly problems: readonly Problem[]
  readonly seconds: number
}> {
  const startedAt = performance.now()
  const count = threadCount(call)
  const loaded = await readStudyOf(call)
  const { country, study, problems } = loaded
  if (country === undefined || study === undefined || hasError(problems)) {
    return { result: undefined, problems, seconds: 0 }
  }
  const workers = nodeThreads(count)
  try {
    const result = await runStudy(country, study, { workers, watch: call.watch })
    return { result, problems, seconds: Math.round(performance.now() - startedAt) / 1000 }
  } finally {
    await workers.close()
  }
}

/** Reads a study and finds its gap, without planning. */
export async function runGapOf(call: Call): Promise<{
  readonly found: { readonly country: Country; readonly gap: Gap } | undefined
  readonly problems: readonly Problem[]
}> {
  const { country, study, problems } = await readStudyOf(call)
  if (country === undefined || study === undefined || hasError(problems)) {
    return { found: undefined, problems }
  }
  return { found: { country, gap: findGap(country, study) }, problems }
}

/** One line that sums up what was found in the inputs, for stderr; '' where nothing was. */
export function problemCount(problems: readonly Problem[]): string {
  const count = (level: string): number =>
    problems.filter((problem) => problem.level === level).length
  const parts = [
    [count('error'), 'error'],
    [count('warning'), 'warning'],
    [count('note'), 'note'],
  ] as const
  const said = parts
    .filter(([many]) => many > 0)
    .map(([many, word]) => `${many} ${word}${many === 1 ? '' : 's'}`)
  return said.length === 0 ? '' : `The inputs have ${said.join(', ')}: silta check lists them`
}
