// `/register`: how the promises stand as a whole, the latest of them, and what else is here.

import { percent } from '#faces/site/figures.ts'
import { type Html, html } from '#faces/site/html.ts'
import { dataTable } from '#faces/site/parts/table.ts'
import { commitmentTable } from '#faces/site/register/commitments.ts'
import { pageHead, registerPage } from '#faces/site/register/frame.ts'
import { stateMark } from '#faces/site/register/marks.ts'
import { dropBox } from '#faces/site/register/slip.ts'
import { dayOf, type RegisterView } from '#faces/site/register/view.ts'
import { href } from '#faces/site/view.ts'
import { progressStates } from '#register/progress.ts'

/** `/register`. */
export async function hubPage(view: RegisterView): Promise<string> {
  const { words, reading } = view
  const [counts, states, latest] = await Promise.all([
    reading.lists.counts(),
    reading.lists.states(),
    reading.lists.page({ kind: 'commitment' }, { most: 8 }),
  ])
  const total = progressStates.reduce((sum, state) => sum + (states[state] ?? 0), 0)
  const table = dataTable(
    words.say('hub.states.caption', { date: dayOf(words, reading.today()) }),
    [
      { title: words.say('state.word') },
      { title: words.say('public.commitments'), numeric: true },
      { title: words.say('gap.share'), numeric: true },
    ],
    progressStates.map((state) => ({
      head: html`<a class="plain" href="${href(view, '/commitments', { state })}">${stateMark(words, state)}</a>`,
      cells: [
        words.count(states[state] ?? 0),
        total === 0 ? '–' : percent(words, (states[state] ?? 0) / total),
      ],
    })),
  )
  const { size } = reading.register.publisher.published
  const item = (path: string, text: string): Html =>
    html`<li><a href="${href(view, path)}">${text}</a></li>`
  const here = html`<ul class="plain">${item('/commitments', words.say('hub.commitments', { count: counts.commitment ?? 0 }))}
${item('/signatories', words.say('hub.signatories', { count: counts.signatory ?? 0 }))}
${item('/declarations', words.say('hub.declarations', { count: counts.declaration ?? 0 }))}
${item('/projects', words.say('hub.projects', { count: counts.project ?? 0 }))}
${item('/log', words.say('hub.entries', { count: size }))}</ul>`
  const title = words.say('hub.title')
  const main = html`${pageHead(undefined, title, words.say('hub.lede'))}
<div class="wrap grid side"><div>${
    total === 0
      ? html`<p class="empty">${words.say('hub.empty')}</p>`
      : html`<section><h2>${words.say('hub.states')}</h2>${table}</section>
<section><h2>${words.say('hub.latest')}</h2>${await commitmentTable(view, latest.rows)}<p class="gap-top"><a href="${href(view, '/commitments')}">${words.say('hub.more')}</a></p></section>`
  }</div><aside><section><h2>${words.say('hub.what')}</h2>${here}</section>${dropBox(view)}</aside></div>`
  return registerPage(view, { title, at: 'register', main, receipts: true })
}
