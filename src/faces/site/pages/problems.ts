// What was found wrong with the data, worst first, equal ones together, each with its cure.
import type { Problem } from '#base/problem.ts'
import { type Html, html } from '#faces/site/html.ts'
import { page } from '#faces/site/page.ts'
import { sequence } from '#faces/site/parts/sequence.ts'
import type { View } from '#faces/site/view.ts'
import { isKey } from '#faces/site/words/en.ts'
import type { Key, Words } from '#faces/site/words/words.ts'

const shownPerCode = 5
const levels = ['error', 'warning', 'note'] as const

/** `/problems`. */
export function problemsPage(view: View): string {
  const { words, study } = view
  const groups = [...grouped(study.problems)].map((problems) => group(view, problems))
  const all = html`<a href="${view.base}/check.json">check.json</a>`
  const main = html`<div class="wrap"><div class="head"><h1>${words.say('problems.title')}</h1>
<p class="lede">${words.say('problems.lede')}</p></div>
${groups.length === 0 ? html`<p class="empty">${words.say('problems.none')}</p>` : html`<ul class="notes">${groups}</ul>`}
<p class="note gap-top">${words.mix('problems.all', { json: all })}</p></div>`
  return page(view, { title: words.say('problems.title'), crumbs: [], main })
}

/** Problems of one code together, worst first. */
function grouped(problems: readonly Problem[]): Iterable<Problem[]> {
  const groups = new Map<string, Problem[]>()
  for (const level of levels)
    for (const problem of problems) {
      if (problem.level !== level) continue
      const key = `${level} ${problem.code}`
      const known = groups.get(key)
      if (known === undefined) groups.set(key, [problem])
      else known.push(problem)
    }
  return groups.values()
}

type TroubleKey = Exclude<Extract<Key, `trouble.${string}`>, `${string}.cure`>

/** What is wrong and what cures it, in the reader's words; then where it was found, in the program's. */
function group(view: View, problems: readonly Problem[]): Html {
  const { words } = view
  const [{ level, code }] = problems
  const key = `trouble.${code}`
  const known = isKey(key) ? (key as TroubleKey) : undefined
  const mark = html`<b class="${level}">${words.say(`problems.level.${level}`)}</b>`
  const heading =
    known === undefined
      ? undefined
      : html`<p>${mark} ${words.say(known)} <span class="soft">${words.say(`${known}.cure`)}</span></p>`
  // Where the group has its heading, what cures it stands there once.
  const found = problems
    .slice(0, shownPerCode)
    .map((problem) =>
      known === undefined
        ? html`<p>${mark} ${place(words, problem)}</p>${finding(problem)}<p class="soft small" lang="en" dir="auto">${problem.cure}</p>`
        : html`<p class="small">${place(words, problem)}</p>${finding(problem)}`,
    )
  const more =
    problems.length > shownPerCode
      ? html`<p class="soft small">${words.say('problems.more', { count: problems.length - shownPerCode })}</p>`
      : undefined
  const all = html`${found}${more}`
  // The program’s own sentences are English: whoever reads another language unfolds them.
  const folds = heading !== undefined && words.language !== 'en'
  return html`<li>${heading}${folds ? html`<details class="gap-top"><summary class="small">${words.say('problems.found')}</summary>${all}</details>` : all}</li>\n`
}

/** Source, table and row; nothing where the problem has no place. */
function place(words: Words, { at }: Problem): Html | undefined {
  const places = [at.source, at.table === at.source ? '' : at.table]
  if (at.row > 0) places.push(words.say('problems.row', { row: words.count(at.row) }))
  const parts = places.filter((part) => part !== '').map((part) => html`<bdi>${part}</bdi>`)
  return parts.length === 0 ? undefined : html`${sequence(words, parts)}:`
}

/** The program's own sentence, whose quoted names keep to themselves, whichever way they are written. */
function finding({ message }: Problem): Html {
  const parts = message.split('"')
  return html`<p class="soft small" lang="en" dir="auto">${parts.map((part, i) => (i % 2 === 0 ? part : html`"<bdi>${part}</bdi>"`))}</p>`
}
