// `silta graph bridges`: the links and nodes whose failure cuts a network apart.
import type { Answer, Call, Command } from '#faces/cli/command.ts'
import { runGraphCommand } from '#faces/cli/graphCommand.ts'

const help = `Usage: silta graph bridges FILE [--json]

Lists the edges and nodes of a SteinLib (.stp) or PACE (.gr) file whose failure disconnects others.

Answers {"bridges": [[u, v], …], "articulation": […]}, nodes as the file numbers them.

Example:
  silta graph bridges town.stp --json`

async function run(call: Call): Promise<Answer> {
  return runGraphCommand(call, 'bridges', ({ bridges, articulation }) => {
    const edges = bridges as readonly (readonly number[])[]
    return `Bridges ${edges.length}
${edges.map(([u, v]) => `  ${u} – ${v}`).join('\n')}
Articulation points ${(articulation as readonly number[]).length}
  ${(articulation as readonly number[]).join(' ')}`
  })
}

/** The command. */
export const command: Command = {
  name: 'graph bridges',
  help,
  options: {},
  takes: [1, 1],
  run,
}
