// What was found wrong with the data, worst first, equal ones together, each with its cure.
import type { Problem } from '#base/problem.ts'
import { type Html, html } from '#faces/site/html.ts'
import { page } from '#faces/site/page.ts'
import { sequence } from '#faces/site/parts/sequence.ts'
import type { View } from '#faces/site/view.ts'

const shownPerCode = 5
const levels = ['error', 'warning', 'note'] as const

/** `/problems`. */
export function problemsPage(view: View): string {
  const { words, study } = view
  const groups = [...grouped(study.problems)]
  const list = groups.map(
    (problems) =>
      html`<li>${problems.slice(0, shownPerCode).map((problem) => entry(view, problem))}${
        problems.length > shownPerCode
          ? html`<p class="soft">${words.say('problems.more', { count: problems.length - shownPerCode })}</p>`
          : undefined
      }</li>\n`,
  )
  const all = html`<a href="${view.base}/check.json">check.json</a>`
  const main = html`<div class="wrap"><div class="head"><h1>${words.say('problems.title')}</h1>
<p class="lede">${words.say('problems.lede')}</p></div>
${groups.length === 0 ? html`<p class="empty">${words.say('problems.none')}</p>` : html`<ul class="notes">${list}</ul>`}
<p class="note gap-top">${words.mix('problems.all', { json: all })}</p></div>`
  return page(view, { title: words.say('problems.title'), crumbs: [], main })
}

function grouped(problems: readonly Problem[]): Iterable<Problem[]> {
  const groups = new Map<string, Problem[]>()
  for (const level of levels)
    for (const problem of problems) {
      if (problem.level !== level) continue
      const key = `${level} ${problem.code} ${problem.at.source}`
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [problem])
      else group.push(problem)
    }
  return groups.values()
}

function entry({ words }: View, { level, at, message, cure }: Problem): Html {
  const places = [at.source, at.table === at.source ? '' : at.table]
  if (at.row > 0) places.push(words.say('problems.row', { row: words.count(at.row) }))
  const parts = places.filter((part) => part !== '').map((part) => html`<bdi>${part}</bdi>`)
  return html`<p><b class="${level}">${words.say(`problems.level.${level}`)}</b> <span lang="en" dir="auto">${quoted(message)}</span></p>
<p class="soft small">${parts.length === 0 ? undefined : html`${sequence(words, parts)}. `}<span lang="en" dir="auto">${cure}</span></p>`
}

/** A sentence whose quoted names keep to themselves, whichever way they are written. */
function quoted(message: string): Html {
  const parts = message.split('"')
  return html`${parts.map((part, i) => (i % 2 === 0 ? part : html`"<bdi>${part}</bdi>"`))}`
}
