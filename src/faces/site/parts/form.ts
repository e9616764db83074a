// Parts of a form: the summary of what is wrong, on top and linked to the fields, and fields that keep
// what was typed. A field is named after its place in the record (`target/value`).
import type { Problem } from '#base/problem.ts'
import type { FormState } from '#faces/site/forms.ts'
import { type Child, type Html, html, raw } from '#faces/site/html.ts'
import { isKey } from '#faces/site/words/en.ts'
import type { Words } from '#faces/site/words/words.ts'

/** The field that a problem is about: its place in the record, without the first slash. */
export function fieldOf({ at }: Problem): string {
  const slash = at.table.indexOf('/')
  return slash < 0 ? '' : at.table.slice(slash + 1)
}

const idOf = (name: string): string => `f-${name.replaceAll(/[^\w-]/g, '-')}`

/** A problem that was put into the reader's words already, with the field's own name. */
export interface SaidProblem extends Problem {
  readonly said: true
}

/** What is wrong, and what to do about it: in the reader's words, or where they are lacking in the program's. */
export function problemText(words: Words, problem: Problem | SaidProblem): Child {
  const { code, at, message, cure } = problem
  if ('said' in problem) return cure === '' ? message : `${message}. ${cure}`
  const key = `problem.${code}`
  if (isKey(key)) return words.say(key as 'problem.series-row', { row: at.row })
  return html`<span lang="en" dir="ltr">${message}. ${cure}</span>`
}

/** What is wrong, above the form; nothing where nothing is. */
export function formProblems(words: Words, { problems }: FormState): Html | undefined {
  if (problems.length === 0) return undefined
  return html`<div class="other" role="alert" id="problems"><h2>${words.say('form.problems')}</h2><ul>${problems.map(
    (problem) => {
      const name = fieldOf(problem)
      const text = problemText(words, problem)
      return html`<li>${name === '' ? text : html`<a href="#${idOf(name)}">${text}</a>`}</li>`
    },
  )}</ul></div>`
}

/** How a field is asked for. */
export interface FieldParts {
  readonly name: string
  readonly label: Child
  readonly hint?: Child
  /** `long` is a text of several lines, `check` a box to tick. */
  readonly type?: 'text' | 'long' | 'email' | 'date' | 'url' | 'number' | 'file' | 'check'
  /** What stands in it before anything was typed; of a box to tick, anything but ''. */
  readonly value?: string
  readonly autocomplete?: string
  readonly required?: boolean
  /** File types to offer. */
  readonly accept?: string
  readonly most?: number
}

const described = (id: string, hint: Child, wrong: readonly Child[]): Html | undefined => {
  const ids = [hint === undefined ? '' : `${id}-hint`, wrong.length > 0 ? `${id}-wrong` : '']
  const text = ids.filter((each) => each !== '').join(' ')
  return text === '' ? undefined : html` aria-describedby="${text}"`
}

/** One field with its label, hint and problems. */
export function field(words: Words, form: FormState, parts: FieldParts): Html {
  const { name, label, hint, type = 'text', value = '', most } = parts
  const id = idOf(name)
  const wrong = form.problems
    .filter((problem) => fieldOf(problem) === name)
    .map((problem) => problemText(words, problem))
  const typed = form.sent.names.length > 0 ? form.sent.text(name) : value
  const more = html`${described(id, hint, wrong)}${wrong.length > 0 ? raw(' aria-invalid="true"') : undefined}${parts.required === true ? raw(' required') : undefined}${parts.autocomplete === undefined ? undefined : html` autocomplete="${parts.autocomplete}"`}${most === undefined ? undefined : html` maxlength="${most}"`}`
  const input =
    type === 'long'
      ? html`<textarea id="${id}" name="${name}" rows="6" dir="auto"${more}>${`\n${typed}`}</textarea>`
      : type === 'check'
        ? html`<input type="checkbox" id="${id}" name="${name}" value="yes"${typed === '' ? undefined : raw(' checked')}${more}>`
        : html`<input type="${type === 'number' ? 'text' : type}" id="${id}" name="${name}"${type === 'number' ? raw(' inputmode="decimal"') : undefined}${type === 'text' ? raw(' dir="auto"') : undefined}${type === 'file' ? html` accept="${parts.accept ?? ''}"` : html` value="${typed}"`}${more}>`
  const asked = html`<label for="${id}">${label}</label>`
  return html`<div class="field${wrong.length > 0 ? ' wrong' : ''}">${type === 'check' ? html`<div class="pair">${input}${asked}</div>` : asked}${hint === undefined ? undefined : html`<p class="note" id="${id}-hint">${hint}</p>`}${wrong.length === 0 ? undefined : html`<p class="error" id="${id}-wrong">${wrong.map((each) => [each, ' '])}</p>`}${type === 'check' ? undefined : input}</div>`
}

/** One of several values: a list to choose from. */
export function choiceField(
  words: Words,
  form: FormState,
  parts: Pick<FieldParts, 'name' | 'label' | 'hint' | 'value'>,
  values: readonly (readonly [value: string, label: string])[],
): Html {
  const { name, label, hint, value = '' } = parts
  const id = idOf(name)
  const wrong = form.problems
    .filter((problem) => fieldOf(problem) === name)
    .map((problem) => problemText(words, problem))
  const typed = form.sent.names.length > 0 ? form.sent.text(name) : value
  return html`<div class="field${wrong.length > 0 ? ' wrong' : ''}"><label for="${id}">${label}</label>${hint === undefined ? undefined : html`<p class="note" id="${id}-hint">${hint}</p>`}${wrong.length === 0 ? undefined : html`<p class="error" id="${id}-wrong">${wrong.map((each) => [each, ' '])}</p>`}<select id="${id}" name="${name}"${described(id, hint, wrong)}${wrong.length > 0 ? raw(' aria-invalid="true"') : undefined}>${values.map(([each, text]) => html`<option value="${each}"${each === typed ? raw(' selected') : undefined}>${text}</option>`)}</select></div>`
}
