// The roadmap as a real table: technologies down, years across, a hatched bar in each cell, since all
// of it is planned and nothing built.
import { percent } from '#faces/site/figures.ts'
import { type Child, type Html, html } from '#faces/site/html.ts'
import { paths } from '#faces/site/page.ts'
import { hatch, plannedBar } from '#faces/site/parts/bars.ts'
import { choiceMark } from '#faces/site/parts/symbols.ts'
import { dataTable, type TableRow } from '#faces/site/parts/table.ts'
import { works } from '#faces/site/story.ts'
import { href, type View } from '#faces/site/view.ts'

/** The section on the front page. */
export function planByYear(view: View): Html {
  const { words, study } = view
  const { roadmap, study: settings } = study.result
  const { phases } = roadmap
  const all = works(study.result)
  const later = all.some(({ capexLaterUsd }) => capexLaterUsd > 0)
  const most = Math.max(1e-9, ...all.flatMap((work) => [...work.capexForYear, work.capexLaterUsd]))
  const unit = most >= 1e7 ? 'million' : most >= 1e4 ? 'thousand' : 'one'
  const scale = { million: 1e6, thousand: 1e3, one: 1 }[unit]
  const decimals = unit === 'million' || most < 1e5 ? 1 : 0
  const least = decimals === 1 ? 0.1 : 1
  const money = (usd: number): string => {
    if (usd === 0) return '–'
    if (usd / scale < least / 2) return words.say('less', { amount: words.count(least, 1) })
    return words.fixed(usd / scale, decimals)
  }
  const cell = (usd: number): Html => html`${money(usd)}${plannedBar(usd / most)}`
  const count = (value: number): string => (value === 0 ? '–' : words.count(Math.round(value)))
  const withLater = (cells: readonly Child[], last: Child): readonly Child[] =>
    later ? [...cells, last] : cells

  const rows: TableRow[] = all.map((work) => ({
    head: choiceMark(words, work.technology),
    cells: withLater(work.capexForYear.map(cell), cell(work.capexLaterUsd)),
  }))
  const finished = phases.map((_, y) => all.reduce((sum, work) => sum + work.capexForYear[y], 0))
  rows.push({
    head: words.say('years.all'),
    sum: true,
    cells: withLater(
      finished.map(money),
      money(all.reduce((sum, { capexLaterUsd }) => sum + capexLaterUsd, 0)),
    ),
  })
  // A link that takes several years is paid before it is finished.
  if (phases.some(({ capexUsd }, y) => Math.abs(capexUsd - finished[y]) > 1))
    rows.push({
      head: words.say('years.spent'),
      cells: withLater(
        phases.map(({ capexUsd }) => money(capexUsd)),
        '–',
      ),
    })
  if (phases.some(({ people }) => people !== null))
    rows.push({
      head: words.say('years.people'),
      cells: withLater(
        phases.map(({ people }) => count(people ?? 0)),
        '–',
      ),
    })
  rows.push({
    head: words.say('years.sites'),
    cells: withLater(
      phases.map(({ sites }) => count(sites)),
      '–',
    ),
  })
  rows.push({
    head: words.say('years.running'),
    cells: withLater(
      phases.map(({ opexUsd }) => money(opexUsd)),
      '–',
    ),
  })
  const source = words.mix('years.source', {
    book: settings.prices.name,
    discount: percent(words, settings.economy.discountRate),
    years: words.say('years', { count: settings.economy.horizonYears }),
    lines: html`<a href="${href(view, paths.plan)}">${words.say('years.lines')}</a>`,
  })
  return html`<section id="years"><h2>${words.say('years.heading')}</h2>${hatch}
${dataTable(
  words.say('years.caption', {
    unit: words.say(`unit.${unit}`),
    year: String(settings.prices.year),
  }),
  [
    { title: words.say('years.work'), className: 'wide' },
    ...phases.map(({ year }) => ({ title: String(year), numeric: true })),
    ...(later ? [{ title: words.say('years.later'), numeric: true }] : []),
  ],
  rows,
  'years',
)}
<p class="note gap-top">${source}</p>${
    view.open === true
      ? html`<p class="gap-top"><a class="button" href="${href({ words }, '/commit', { study: study.result.study.id, programme: 'new' })}">${words.say('commit.fromplan')}</a></p>`
      : undefined
  }</section>`
}
