// `silta graph pmedian`: where to open sites so that all nodes are near one.
import type { Answer, Call, Command } from '#faces/cli/command.ts'
import { runGraphCommand, searchHelp, searchOptions } from '#faces/cli/graphCommand.ts'

const help = `Usage: silta graph pmedian FILE [--seconds S | --iterations N] [--seed N] [--json]

Opens as many nodes of an OR-Library p-median file as it asks for, so that the distances from all nodes
to the nearest open one add up to least, and proves how far from the least the answer can be.

${searchHelp}

Answers {"cost", "lowerBound", "certificateShare", "seconds", "medians": […]}, nodes as the file
numbers them.

Example:
  silta graph pmedian pmed1.txt --json`

async function run(call: Call): Promise<Answer> {
  return runGraphCommand(
    call,
    'pmedian',
    ({ cost, lowerBound, medians }) =>
      `Cost         ${cost}
Lower bound  ${lowerBound}
Medians      ${(medians as readonly number[]).join(' ')}`,
  )
}

/** The command. */
export const command: Command = {
  name: 'graph pmedian',
  help,
  options: searchOptions,
  takes: [1, 1],
  run,
}
