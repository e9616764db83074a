// `silta graph prize`: which nodes of a network to join, where leaving each out has its price.
import type { Answer, Call, Command } from '#faces/cli/command.ts'
import { runGraphCommand, searchHelp, searchOptions } from '#faces/cli/graphCommand.ts'

const help = `Usage: silta graph prize FILE [--seconds S | --iterations N] [--seed N] [--json]

Finds the tree of a SteinLib file with prizes (TP), rooted (RootP) or not, that costs least: its edges,
and the prizes of the nodes it leaves out. It proves how far from the cheapest the answer can be.

${searchHelp}

Answers {"cost", "lowerBound", "certificateShare", "seconds", "edges": [[u, v], …], "vertices": […]},
nodes as the file numbers them.

Example:
  silta graph prize district.stp --seconds 20 --json`

async function run(call: Call): Promise<Answer> {
  return runGraphCommand(
    call,
    'prize',
    ({ cost, lowerBound, certificateShare, vertices }) =>
      `Cost         ${cost}
Lower bound  ${lowerBound}
At most      ${(Number(certificateShare) * 100).toFixed(3)} % above the cheapest
Nodes        ${(vertices as readonly unknown[]).length}`,
  )
}

/** The command. */
export const command: Command = {
  name: 'graph prize',
  help,
  options: searchOptions,
  takes: [1, 1],
  run,
}
