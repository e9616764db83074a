// `silta roadmap`: what is built in which year, with its sites and links.
import type { Command } from '#faces/cli/command.ts'
import { columns, count, usd } from '#faces/cli/figures.ts'
import {
  problemCount,
  runStudyOf,
  stopped,
  studyOptions,
  studyOptionsHelp,
} from '#faces/cli/studyInput.ts'
import { isNewlyServed } from '#plan/plan.ts'
import { roadmapDocument } from '#study.ts'

export const command: Command = {
  name: 'roadmap',
  help: `Usage: silta roadmap STUDY [options]

Phases the plan over the study’s years: upstream before downstream, within each year’s capital.

${studyOptionsHelp}

Example: silta roadmap studies/comoros --override budget.capexUsdPerYear=[3000000,3000000,3000000,3000000]`,
  options: studyOptions,
  takes: [1, 1],
  async run(call) {
    const { result, problems } = await runStudyOf(call)
    if (result === undefined) return stopped(problems)
    const { roadmap, plan } = result
    const rows = roadmap.phases.map(({ year, capexUsd, opexUsd, people, sites }) => {
      let links = 0
      let meters = 0
      for (let link = 0; link < roadmap.yearForLink.length; link++) {
        if (roadmap.yearForLink[link] !== year) continue
        links++
        meters += plan.links.lengthMeters[link]
      }
      return [
        String(year),
        usd(capexUsd),
        usd(opexUsd),
        people === null ? '–' : count(people),
        count(sites),
        count(links),
        (meters / 1000).toFixed(1),
      ]
    })
    const left = roadmap.yearForSite.reduce(
      (sum, year, site) => sum + (year === 0 && isNewlyServed(plan.sites.choice[site]) ? 1 : 0),
      0,
    )
    const head = ['Year', 'Capital', 'Running', 'People reached', 'Sites', 'Links', 'km']
    const text = `${columns(head, rows)}\n\n${left === 0 ? 'The budget suffices for the whole plan.' : `${count(left)} sites of the plan find no budget in these years.`} ${problemCount(problems)}`
    return { document: roadmapDocument(result) as never, text }
  },
}
