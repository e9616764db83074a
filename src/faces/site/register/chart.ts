// The way to a commitment's target as a small drawing with its table: dashed is promised, discs are what
// was reported, filled where an independent review bore it out.
import { type Html, html } from '#faces/site/html.ts'
import { dataTable, type TableRow } from '#faces/site/parts/table.ts'
import { amountOf, bareAmount, dayElement, dayOf, textOf } from '#faces/site/register/view.ts'
import type { Words } from '#faces/site/words/words.ts'
import type { ReadRecord, Said } from '#store/reading.ts'

const [width, height, edge] = [640, 200, 10]

interface Point {
  readonly date: string
  readonly value: number
}

/** The drawing and the table that says the same. */
export function wayChart(words: Words, commitment: ReadRecord<'commitment'>, saidOf: Said): Html {
  const { baseline, milestones, target, indicator } = commitment.data
  const promised: readonly Point[] = [baseline, ...milestones, target]
  const verified = new Set(
    saidOf.reviews
      .filter(({ data: { independent, finding } }) => independent && /pheld/.test(finding))
      .filter(({ data: { finding } }) => finding !== 'notUpheld')
      .map(({ data }) => data.report),
  )
  const reports = saidOf.reports
    .map(({ id, data }) => ({ date: data.until, value: data.value, verified: verified.has(id) }))
    .sort((a, b) => (a.date < b.date ? -1 : 1))
  const all = [...promised, ...reports]
  const days = all.map(({ date }) => Date.parse(date))
  const values = all.map(({ value }) => value)
  const scale = (low: number, high: number, from: number, to: number) => (value: number) =>
    Math.round((from + (high === low ? 0.5 : (value - low) / (high - low)) * (to - from)) * 10) / 10
  const x = scale(Math.min(...days), Math.max(...days), edge, width - edge)
  const y = scale(Math.min(...values), Math.max(...values), height - edge, edge)
  const place = ({ date, value }: Point): string => `${x(Date.parse(date))} ${y(value)}`
  const line = (points: readonly Point[]): string => `M${points.map(place).join('L')}`
  const unit = words.say(`unit.${indicator.unit}`)
  const alt = words.say('commitment.way.alt', {
    from: amountOf(words, baseline.value, indicator.unit),
    to: amountOf(words, target.value, indicator.unit),
  })
  const svg = html`<svg class="way" viewBox="0 0 ${width} ${height}" role="img" aria-label="${alt}">
<path class="axis" d="M0 ${height - 0.5}H${width}"/><path class="promised" d="${line(promised)}"/>
${promised.slice(1).map((point) => html`<path class="step" d="M${place(point)}m-5 0h10"/>`)}
${reports.length > 1 ? html`<path class="reported" d="${line(reports)}"/>` : undefined}
${reports.map((point) => html`<circle cx="${x(Date.parse(point.date))}" cy="${y(point.value)}" r="5"${point.verified ? html` class="sure"` : undefined}/>`)}</svg>`
  const first = days.indexOf(Math.min(...days))
  const last = days.indexOf(Math.max(...days))
  return html`<figure class="chart">${svg}<div class="ends" dir="ltr"><bdi>${dayOf(words, all[first].date)}</bdi><bdi>${dayOf(words, all[last].date)}</bdi></div></figure>
${table(words, commitment, reports, unit)}`
}

function table(
  words: Words,
  { data }: ReadRecord<'commitment'>,
  reports: readonly (Point & { readonly verified: boolean })[],
  unit: string,
): Html {
  const { baseline, milestones, target, indicator } = data
  const amount = (value: number): string => bareAmount(words, value, indicator.unit)
  const row = (point: Point, what: string, reported: boolean): TableRow & { date: string } => ({
    date: point.date,
    head: dayElement(words, point.date),
    cells: [reported ? '' : amount(point.value), reported ? amount(point.value) : '', what],
  })
  const rows = [
    row(baseline, words.say('commitment.way.baseline'), false),
    ...milestones.map((step) => {
      const deliverable = step.deliverable as string | null | undefined
      const name = words.say('commitment.way.milestone')
      return row(step, deliverable === undefined ? name : textOf(words, deliverable), false)
    }),
    row(target, words.say('commitment.way.target'), false),
    ...reports.map((point) =>
      row(
        point,
        point.verified ? words.say('state.verified') : words.say('commitment.way.report'),
        true,
      ),
    ),
  ].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
  return dataTable(
    words.say('commitment.way.caption', { unit }),
    [
      { title: words.say('commitment.way.day'), className: 'wide' },
      { title: words.say('commitment.way.promised'), numeric: true },
      { title: words.say('commitment.way.said'), numeric: true },
      { title: words.say('commitment.way.what') },
    ],
    rows,
    'fold',
  )
}
