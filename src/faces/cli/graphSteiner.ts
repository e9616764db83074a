// `silta graph steiner`: the cheapest tree over a network that joins all terminals of a file.
import type { Answer, Call, Command } from '#faces/cli/command.ts'
import { runGraphCommand, searchHelp, searchOptions } from '#faces/cli/graphCommand.ts'

const help = `Usage: silta graph steiner FILE [--seconds S | --iterations N] [--seed N] [--json]

Joins all terminals of a SteinLib (.stp) or PACE (.gr) file, gzipped or not, at least cost, and proves
how far from the cheapest the answer can be.

${searchHelp}

Answers {"cost", "lowerBound", "certificateShare", "seconds", "edges": [[u, v], …]}, nodes as the file
numbers them.

Example:
  silta graph steiner town.stp --seconds 20 --json`

async function run(call: Call): Promise<Answer> {
  return runGraphCommand(
    call,
    'steiner',
    ({ cost, lowerBound, certificateShare, edges }) =>
      `Cost         ${cost}
Lower bound  ${lowerBound}
At most      ${(Number(certificateShare) * 100).toFixed(3)} % above the cheapest
Edges        ${(edges as readonly unknown[]).length}`,
  )
}

/** The command. */
export const command: Command = {
  name: 'graph steiner',
  help,
  options: searchOptions,
  takes: [1, 1],
  run,
}
