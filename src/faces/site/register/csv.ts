// The register as CSV (RFC 4180, UTF-8, `\r\n`): the list of commitments as it is chosen, and one commitment's
// way: what was promised, reported, measured and found. Column names and codes are the same in every language.
import { commitmentsAsked } from '#faces/site/register/commitments.ts'
import { placeAsked } from '#faces/site/register/listing.ts'
import { type RegisterView, recordHref } from '#faces/site/register/view.ts'
import type { ReadRecord } from '#store/reading.ts'

type Cell = string | number | boolean | null | undefined

/** A program that opens the file must not take somebody's words for a formula. */
function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell !== 'string') return String(cell)
  const plain = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}

/** Lines of CSV. */
function csvLines(rows: Iterable<readonly Cell[]>): string {
  let text = ''
  for (const row of rows) text += `${row.map(cellText).join(',')}\r\n`
  return text
}

/** So many rows at once, and in one file. */
const step = 500
const mostRows = 20_000

const listColumns = [
  'id',
  'title',
  'signatory',
  'signatoryName',
  'declaration',
  'undertaking',
  'indicator',
  'unit',
  'baselineDate',
  'baselineValue',
  'targetDate',
  'targetValue',
  'state',
  'disputed',
  'value',
  'valueDate',
  'reachedShare',
  'entry',
  'page',
] as const

/** `/commitments.csv`: the rows that the list would show, in one file; where to go on where there are more. */
export async function commitmentsCsv(
  view: RegisterView,
): Promise<{ readonly text: string; readonly older: number | undefined }> {
  const { reading, origin } = view
  const asked = commitmentsAsked(view)
  let text = csvLines([listColumns])
  let { before } = placeAsked(view)
  for (let count = 0; count < mostRows; count += step) {
    const { rows, older } = await reading.lists.page(asked, { most: step, before })
    const records = await reading.records(rows.map(({ id }) => id))
    const names = await reading.titles([...new Set(rows.flatMap((row) => row.signatory ?? []))])
    text += csvLines(
      rows.map((row) => {
        const { data } = (records.get(row.id) ?? {}) as Partial<ReadRecord<'commitment'>>
        const { progress } = row
        return [
          row.id,
          data?.title,
          row.signatory,
          names.get(row.signatory ?? ''),
          row.declaration,
          data?.undertaking,
          data?.indicator.name,
          data?.indicator.unit,
          data?.baseline.date,
          data?.baseline.value,
          data?.target.date,
          data?.target.value,
          row.state,
          row.disputed,
          progress?.value,
          progress?.valueDate,
          progress?.reachedShare,
          row.idx,
          `${origin}${recordHref(view, 'commitment', row.id)}`,
        ]
      }),
    )
    before = older
    if (older === undefined) break
  }
  return { text, older: before }
}

const wayColumns = ['date', 'value', 'unit', 'what', 'about', 'finding', 'record'] as const

/** `/commitments/ID.csv`: everything with a day and a number, in the order of days; undefined where there is none. */
export async function wayCsv({ reading }: RegisterView, id: string): Promise<string | undefined> {
  const commitment = await reading.find('commitment', id)
  if (commitment === undefined) return undefined
  const { baseline, milestones, target, indicator } = commitment.data
  const { reports, evidence, reviews } = await reading.said(id)
  const { unit } = indicator
  const rows: (readonly Cell[])[] = [
    [baseline.date, baseline.value, unit, 'baseline', null, null, id],
    ...milestones.map(({ date, value }) => [date, value, unit, 'milestone', null, null, id]),
    [target.date, target.value, unit, 'target', null, null, id],
    ...reports.map(({ id: own, data }) => [
      data.until,
      data.value,
      unit,
      'report',
      null,
      null,
      own,
    ]),
    ...evidence.flatMap(({ id: own, data }) =>
      (data.series ?? []).map(({ date, value }) => [
        date,
        value,
        unit,
        'measured',
        data.about,
        null,
        own,
      ]),
    ),
    ...reviews.map(({ id: own, data }) => [
      data.date,
      data.value,
      unit,
      'review',
      null,
      data.finding,
      own,
    ]),
  ]
  rows.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))
  return csvLines([wayColumns, ...rows])
}
