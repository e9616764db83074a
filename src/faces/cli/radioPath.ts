// `silta radio path`: the loss over terrain profiles by P.1812, P.452 or ITM, with every
// intermediate value, from the file formats of the reference implementations.
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Json } from '#base/canonical.ts'
import type { Problem } from '#base/problem.ts'
import { type Answer, type Call, type Command, UsageError } from '#faces/cli/command.ts'
import type { CaseFile } from '#radio/caseFiles.ts'
import { checkItm, itmLoss } from '#radio/itm.ts'
import { readItmFiles } from '#radio/itmFiles.ts'
import { checkP452, p452Loss } from '#radio/p452.ts'
import { readP452Files } from '#radio/p452Files.ts'
import { checkP1812, p1812Loss } from '#radio/p1812.ts'
import { readP1812File } from '#radio/p1812File.ts'

const help = `Usage: silta radio path PROFILE [--cases FILE] [--model p1812|p452|itm] [--json]

The basic transmission loss over a terrain profile, with every intermediate value.

  --model   p1812 (default), p452 or itm
  --cases   the file of cases, where it stands beside the profile: the results file of a P.452
            validation profile, or the inputs of an ITM profile (a table, or NTIA's list). A P.1812
            validation profile holds its cases; with --cases those of another file are taken.

Answers {"cases": [{"lossDb": …, "intermediate": {…}}]}, in the order of the file. A case that cannot
be computed has lossDb null, and "problems" says why, with the row and the range allowed.

Example:
  silta radio path b2iseac.csv --model p1812 --json`

interface CaseResult {
  readonly lossDb: number
  readonly intermediate: Readonly<Record<string, number | string>>
}

/** A file's text, or what is wrong with its path. */
async function readText(path: string): Promise<string | Problem> {
  try {
    return await readFile(path, 'latin1')
  } catch {
    return {
      level: 'error',
      code: 'file-missing',
      at: { source: path, table: '', row: 0 },
      message: `Cannot read "${path}": there is no such file, it is a folder, or reading it is not permitted`,
      cure: 'Check the path',
    }
  }
}

/** Computes each case that has no problem; a file that cannot be read has none. */
function runCases<P, I>(
  file: CaseFile<P, I>,
  source: string,
  casesSource: string,
  check: (path: P, inputs: I) => Problem[],
  compute: (path: P, inputs: I) => CaseResult,
): { results: (CaseResult | undefined)[]; problems: Problem[] } {
  const problems = [...file.problems]
  if (problems.length > 0) return { results: file.cases.map(() => undefined), problems }
  const results = file.cases.map(({ path, inputs, row, pathRows }) => {
    const found = check(path, inputs)
    for (const { at, ...rest } of found) {
      // A point of the path is told by its row in the profile, an input by the row of its case.
      const point = pathRows[Math.min(at.row, pathRows.length) - 1]
      const place = at.row > 0 ? { source, row: point } : { source: casesSource, row }
      problems.push({ ...rest, at: { ...place, table: at.table } })
    }
    return found.length > 0 ? undefined : compute(path, inputs)
  })
  return { results, problems: distinct(problems) }
}

/** A fault of the profile comes back with each case: it is told once. */
function distinct(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>()
  return problems.filter(({ code, at, message }) => {
    const key = `${code} ${at.source} ${at.row} ${message}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

async function run({ positionals, options }: Call): Promise<Answer> {
  const [profilePath] = positionals
  const model = typeof options.model === 'string' ? options.model : 'p1812'
  const casesPath = typeof options.cases === 'string' ? options.cases : undefined
  if (!['p1812', 'p452', 'itm'].includes(model))
    throw new UsageError(`Cannot use the model "${model}": it is p1812, p452 or itm`)
  if (model !== 'p1812' && casesPath === undefined)
    throw new UsageError(
      `Cannot run ${model} without its cases: give the file that stands beside the profile with --cases`,
    )
  const profile = await readText(profilePath)
  const casesText = casesPath === undefined ? undefined : await readText(casesPath)
  if (typeof profile === 'object' || typeof casesText === 'object') {
    const problems = [profile, casesText].filter((one) => typeof one === 'object')
    return { document: { problems: problems as unknown as Json }, text: '', problems }
  }
  const source = basename(profilePath)
  const casesSource = casesPath === undefined ? source : basename(casesPath)
  const { results, problems } =
    model === 'p1812'
      ? runCases(
          readP1812File(profile, source, casesText, casesSource),
          source,
          casesSource,
          checkP1812,
          p1812Loss,
        )
      : model === 'p452'
        ? runCases(
            readP452Files(profile, casesText ?? '', source, casesSource),
            source,
            casesSource,
            checkP452,
            p452Loss,
          )
        : runCases(
            readItmFiles(profile, casesText ?? '', source, casesSource),
            source,
            casesSource,
            checkItm,
            itmLoss,
          )
  const cases: Json = results.map((result) =>
    result === undefined
      ? { lossDb: null, intermediate: {} }
      : { lossDb: result.lossDb, intermediate: finite(result.intermediate) },
  )
  const document: Json =
    problems.length === 0
      ? { model, cases }
      : { model, cases, problems: problems as unknown as Json }
  return { document, text: table(model, results), problems }
}

/** JSON has no NaN or infinity: such a value (a mechanism that does not apply) becomes null. */
function finite(values: Readonly<Record<string, number | string>>): Json {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' && !Number.isFinite(value) ? null : value,
    ]),
  )
}

function table(model: string, results: readonly (CaseResult | undefined)[]): string {
  const rows = results.map((result, i) => {
    const loss = result === undefined ? 'not computed' : `${result.lossDb.toFixed(3)} dB`
    return `  case ${String(i + 1).padStart(3)}  ${loss}`
  })
  return `Basic transmission loss by ${model}, ${results.length} case${results.length === 1 ? '' : 's'}\n${rows.join('\n')}`
}

/** The command, as `main.ts` loads it. */
export const command: Command = {
  name: 'radio path',
  help,
  options: { model: { type: 'string' }, cases: { type: 'string' } },
  takes: [1, 1],
  run,
}
