// What the commitments of a programme come to together: only numbers of one unit are added up, and what is
// reported is not called reached.
import type { Html } from '#faces/site/html.ts'
import { html } from '#faces/site/html.ts'
import { dataTable } from '#faces/site/parts/table.ts'
import { amountOf, type RegisterView } from '#faces/site/register/view.ts'
import type { ReadRecord } from '#store/reading.ts'

/** So many commitments are added up; the page says so where there are more. */
const most = 200

/** Promised, reported and verified, unit by unit; nothing where nothing is promised. */
export async function together(view: RegisterView, programme: string): Promise<Html | undefined> {
  const { words, reading } = view
  const { rows, older } = await reading.lists.page({ kind: 'commitment', programme }, { most })
  const records = await reading.records(rows.map(({ id }) => id))
  const sums = new Map<string, { promised: number; reported: number; verified: number }>()
  for (const { id, state, progress } of rows) {
    const { data } = (records.get(id) ?? {}) as Partial<ReadRecord<'commitment'>>
    if (data === undefined) continue
    const { indicator, baseline, target } = data
    const promised = Math.abs(target.value - baseline.value)
    const share = Math.min(1, Math.max(0, progress?.reachedShare ?? 0))
    // More of something and less of it are two sums.
    const key = `${indicator.unit} ${indicator.direction}`
    const sum = sums.get(key) ?? { promised: 0, reported: 0, verified: 0 }
    sum.promised += promised
    sum.reported += promised * share
    if (state === 'verified') sum.verified += promised
    sums.set(key, sum)
  }
  if (sums.size === 0) return undefined
  const table = dataTable(
    words.say('programme.together.caption'),
    [
      { title: words.say('programme.together.unit') },
      { title: words.say('programme.together.promised'), numeric: true },
      { title: words.say('programme.together.reported'), numeric: true },
      { title: words.say('programme.together.verified'), numeric: true },
    ],
    [...sums].map(([key, sum]) => {
      const [unit, direction] = key.split(' ')
      const amount = (value: number): string =>
        amountOf(words, value, unit as Parameters<typeof amountOf>[2])
      return {
        head: words.say(direction === 'up' ? 'programme.together.more' : 'programme.together.less'),
        cells: [amount(sum.promised), amount(sum.reported), amount(sum.verified)],
      }
    }),
    'fold',
  )
  return html`${table}<p class="note">${words.say('programme.together.note')}${older === undefined ? undefined : html` ${words.say('programme.together.first', { count: most })}`}</p>`
}
