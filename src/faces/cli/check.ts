// `silta check`: every problem of a study's inputs, with source, row and cure.
import type { Command } from '#faces/cli/command.ts'
import { readStudyOf, studyOptions } from '#faces/cli/studyInput.ts'

export const command: Command = {
  name: 'check',
  help: `Usage: silta check STUDY [--override K=V] [--json]

Reads every file of a study (a folder with study.json) and lists all that is wrong with them: where, and
what cures it. Exit 1 where an error would stop the plan; warnings and notes let it go on.

Example: silta check studies/comoros`,
  options: { override: studyOptions.override },
  takes: [1, 1],
  async run(call) {
    const { problems } = await readStudyOf(call)
    const errors = problems.filter(({ level }) => level === 'error').length
    const text =
      problems.length === 0
        ? 'Nothing is wrong with the inputs.'
        : `${problems.length} found; ${errors === 0 ? 'none of them stops the plan' : `${errors} of them must be cured before the study can be planned`}.`
    return { document: { problems: problems as never }, text, problems }
  },
}
