// Who can afford the plan, and what public money must fill: a section of the plan's page.
import { percent, usd } from '#faces/site/figures.ts'
import { type Html, html } from '#faces/site/html.ts'
import { dataTable, type TableRow } from '#faces/site/parts/table.ts'
import { areaLink, type View } from '#faces/site/view.ts'
import { yearlyFactor } from '#finance/lifecycle.ts'
import type { Funding, FundingPart } from '#funding/funding.ts'

/** More areas than this are summed up in the last row. */
const shownAreas = 10

/** The section; nothing where no population is given. */
export function fundingSection(view: View): Html | undefined {
  const { words, study } = view
  const { funding, study: asked } = study.result
  if (funding === undefined || funding.settlements.people === 0) return undefined
  const { income, publicUsd, settlements, institutions } = funding
  const costUsd = settlements.costUsd + institutions.costUsd
  const years = words.say('years', { count: asked.economy.horizonYears })
  const revenueUsd = settlements.revenueUsd ?? 0
  const heading =
    publicUsd === null || costUsd === 0
      ? words.say('funding.heading.plain')
      : publicUsd.pooled === 0
        ? words.say('funding.heading.paid')
        : words.say('funding.heading', {
            share: percent(words, revenueUsd / costUsd),
            amount: usd(words, publicUsd.pooled),
          })
  const setting = html`<code dir="ltr">economy.gniPerPersonUsd</code>`
  const said =
    income === null || publicUsd === null
      ? html`<p>${words.mix('funding.unknown', { setting })}</p>`
      : html`<p>${words.say('funding.price', {
          share: percent(words, asked.economy.affordableShare),
          price: exactUsd(view, income.priceUsdPerMonth),
          revenue: usd(words, revenueUsd),
          cost: usd(words, costUsd),
          years,
        })}${income.poorest40UsdPerMonth === null ? '' : ` ${words.say('funding.price.poor', { price: exactUsd(view, income.poorest40UsdPerMonth) })}`}</p>
<p class="gap-top">${words.say('funding.public', {
          pooled: usd(words, publicUsd.pooled),
          separate: usd(words, publicUsd.separate),
          institutions: usd(words, institutions.costUsd),
        })}${publicUsd.vouchers === null ? '' : ` ${words.say('funding.vouchers', { amount: usd(words, publicUsd.vouchers) })}`}</p>
${
  settlements.peopleWithoutSupport === null
    ? undefined
    : html`<p class="gap-top">${words.say('funding.able', {
        share: percent(words, settlements.peopleWithoutSupport / settlements.people),
      })}</p>`
}`
  const how = html`<a href="#settings">${words.say('funding.how')}</a>`
  const document = html`<a href="${view.base}/funding.json">${words.say('funding.document')}</a>`
  const users = percent(words, asked.demand.takeUpShare)
  return html`<section id="funding"><h2>${heading}</h2>${said}
<div class="gap-top">${areaTable(view, funding, years)}</div>
<p class="note gap-top">${words.mix('funding.note', { users, how, document })}</p>
${income === null ? undefined : html`<h3 class="gap-top">${words.say('funding.years')}</h3>${yearTable(view, funding)}`}</section>`
}

function areaTable(view: View, { areas, settlements }: Funding, years: string): Html {
  const { words, study } = view
  const money = (value: number | null): string =>
    value === null ? '–' : words.count(Math.round(value))
  const each = (part: FundingPart): string =>
    part.costUsdPerUserMonth === null ? '–' : words.fixed(part.costUsdPerUserMonth, 2)
  const ordered = areas.toSorted((a, b) => b.costUsd - a.costUsd)
  const shown = ordered.length <= shownAreas + 1 ? ordered.length : shownAreas
  const row = (head: Html | string, part: FundingPart): TableRow => ({
    head,
    cells: [
      money(part.people),
      each(part),
      money(part.costUsd),
      money(part.revenueUsd),
      money(part.publicUsd),
    ],
  })
  const rows = ordered.slice(0, shown).map((part) => row(areaLink(view, part.id), part))
  const rest = ordered.slice(shown)
  if (rest.length > 0) {
    const add = (of: (part: FundingPart) => number): number =>
      rest.reduce((total, part) => total + of(part), 0)
    const users = add((part) => part.users)
    const costUsd = add((part) => part.costUsd)
    const { discountRate, horizonYears } = study.result.study.economy
    const months = 12 * yearlyFactor(discountRate, horizonYears)
    const others: FundingPart = {
      people: add((part) => part.people),
      users,
      costUsd,
      costUsdPerUserMonth: users === 0 ? null : costUsd / users / months,
      revenueUsd: settlements.revenueUsd === null ? null : add((part) => part.revenueUsd ?? 0),
      publicUsd: settlements.publicUsd === null ? null : add((part) => part.publicUsd ?? 0),
      peopleWithoutSupport: null,
    }
    rows.push(row(words.say('funding.others', { count: rest.length }), others))
  }
  rows.push({ ...row(words.say('word.all'), settlements), sum: true })
  return dataTable(
    words.say('funding.caption', { years, year: String(study.result.study.prices.year) }),
    [
      { title: words.say('gap.area'), className: 'wide' },
      { title: words.say('gap.people'), numeric: true },
      { title: words.say('funding.user'), numeric: true },
      { title: words.say('funding.cost'), numeric: true },
      { title: words.say('funding.revenue'), numeric: true },
      { title: words.say('funding.gap'), numeric: true },
    ],
    rows,
  )
}

function yearTable({ words, study }: View, { years }: Funding): Html {
  const money = (value: number | null): string =>
    value === null ? '–' : words.count(Math.round(value))
  return dataTable(
    words.say('funding.years.caption', { year: String(study.result.study.prices.year) }),
    [
      { title: words.say('funding.year') },
      { title: words.say('plan.capex'), numeric: true },
      { title: words.say('years.running'), numeric: true },
      { title: words.say('funding.revenue'), numeric: true },
      { title: words.say('funding.gap'), numeric: true },
    ],
    years.map(({ year, capexUsd, opexUsd, revenueUsd, publicUsd }) => ({
      head: String(year),
      cells: [money(capexUsd), money(opexUsd), money(revenueUsd), money(publicUsd)],
    })),
  )
}

/** A price to the cent. */
function exactUsd({ words }: View, value: number): string {
  return words.say('money.one', { count: value, amount: words.fixed(value, 2) })
}
