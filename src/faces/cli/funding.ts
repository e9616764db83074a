// `silta funding`: who can afford what the plan brings, and what public money must fill.
import type { Command } from '#faces/cli/command.ts'
import { columns, count, percent, usd } from '#faces/cli/figures.ts'
import {
  problemCount,
  runStudyOf,
  stopped,
  studyOptions,
  studyOptionsHelp,
} from '#faces/cli/studyInput.ts'
import type { FundingPart } from '#funding/funding.ts'
import { fundingDocument } from '#study.ts'

export const command: Command = {
  name: 'funding',
  help: `Usage: silta funding STUDY [options]

Plans the study and says who can pay for it: what a user costs a month, what the affordable price brings in
(economy.affordableShare of economy.gniPerPersonUsd), what public money must fill, and in which years.

${studyOptionsHelp}

Example: silta funding studies/comoros --override economy.affordableShare=0.03`,
  options: studyOptions,
  takes: [1, 1],
  async run(call) {
    const { result, problems } = await runStudyOf(call)
    if (result === undefined) return stopped(problems)
    const document = fundingDocument(result)
    const { funding } = document
    if (funding === null)
      return {
        document: document as never,
        text: `Nobody is known to pay: no source of the study gives a population. ${problemCount(problems)}`,
      }
    const { income, settlements, institutions, technologies, areas, publicUsd, years } = funding
    const row = (name: string, part: FundingPart): string[] => [
      name,
      count(part.people),
      part.costUsdPerUserMonth === null ? '–' : part.costUsdPerUserMonth.toFixed(2),
      usd(part.costUsd),
      part.revenueUsd === null ? '–' : usd(part.revenueUsd),
      part.publicUsd === null ? '–' : usd(part.publicUsd),
      part.peopleWithoutSupport === null || part.people === 0
        ? '–'
        : percent(part.peopleWithoutSupport / part.people),
    ]
    const head = ['', 'People', 'USD/user/month', 'Cost', 'Users pay', 'Public', 'Need no support']
    const price =
      income === null
        ? 'Income is not known: set economy.gniPerPersonUsd (World Bank, Atlas method).'
        : `Affordable price: ${income.priceUsdPerMonth.toFixed(2)} USD a month${income.poorest40UsdPerMonth === null ? '' : `; for the mean of the poorest 40 %: ${income.poorest40UsdPerMonth.toFixed(2)}`}`
    const whole =
      publicUsd === null
        ? []
        : [
            `Public money over the horizon, discounted: ${usd(publicUsd.pooled)} where rich places pay for poor ones, ${usd(publicUsd.separate)} where none does${publicUsd.vouchers === null ? '' : `; ${usd(publicUsd.vouchers)} more so that nobody pays above the share`}`,
            `Of it, schools, clinics and others: ${usd(institutions.costUsd)} for ${count(institutions.sites)}`,
          ]
    const yearRows = years.map((each) => [
      String(each.year),
      usd(each.capexUsd),
      usd(each.opexUsd),
      each.revenueUsd === null ? '–' : usd(each.revenueUsd),
      each.publicUsd === null ? '–' : usd(each.publicUsd),
    ])
    const text = [
      price,
      ...whole,
      '',
      columns(head, [
        row('All settlements', settlements),
        ...technologies.map(({ technology, ...part }) => row(technology, part)),
        ...areas.map(({ name, ...part }) => row(name, part)),
      ]),
      '',
      columns(['Year', 'Building', 'Running', 'Users pay', 'Public'], yearRows),
      '',
      problemCount(problems),
    ].join('\n')
    return { document: document as never, text }
  },
}
