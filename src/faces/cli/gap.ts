// `silta gap`: who is served, unserved or unknown today, by area.
import type { Command } from '#faces/cli/command.ts'
import { columns, count } from '#faces/cli/figures.ts'
import {
  problemCount,
  runGapOf,
  stopped,
  studyOptions,
  studyOptionsHelp,
} from '#faces/cli/studyInput.ts'
import type { PeopleBySignal } from '#gap/signalForPeople.ts'
import { gapDocument } from '#study.ts'

/** People by radio technology and signal; nothing where no terrain is known. */
function signalText(signals: readonly PeopleBySignal[]): string {
  const rows = signals.flatMap(({ technology, people, maybePeople }) =>
    people === null
      ? []
      : [
          [
            technology,
            ...[people.indoors, people.outdoors, people.none, people.unknown].map(count),
            count(maybePeople ?? 0),
          ],
        ],
  )
  if (rows.length === 0) return ''
  const head = ['Signal', 'Indoors', 'Outdoors only', 'None', 'Unknown', 'Of them maybe']
  return `\n\n${columns(head, rows)}`
}

export const command: Command = {
  name: 'gap',
  help: `Usage: silta gap STUDY [options]

Counts people and sites that are served, unserved or unknown today, and what they need in Mbps. Nothing
unknown is counted as unserved.

${studyOptionsHelp}

Example: silta gap studies/comoros`,
  options: { override: studyOptions.override },
  takes: [1, 1],
  async run(call) {
    const { found, problems } = await runGapOf(call)
    if (found === undefined) return stopped(problems)
    const { country, gap } = found
    const head = [
      'Area',
      'People',
      'Served',
      'Unserved',
      'Unknown',
      'Sites unserved',
      'Sites unknown',
    ]
    const cells = (name: string, part: Pick<typeof gap, 'people' | 'sites'>): string[] => [
      name,
      ...(part.people === null
        ? ['–', '–', '–', '–']
        : [part.people.total, part.people.served, part.people.unserved, part.people.unknown].map(
            count,
          )),
      count(part.sites.unserved),
      count(part.sites.unknown),
    ]
    const rows = [...gap.areas.map((area) => cells(area.name, area)), cells('All', gap)]
    const text = `${country.name}: people and sites by service today\n\n${columns(head, rows)}${signalText(gap.signals)}\n\nDemand ${count(gap.demandMbps)} Mbps. ${problemCount(problems)}`
    return { document: gapDocument(gap) as never, text }
  },
}
