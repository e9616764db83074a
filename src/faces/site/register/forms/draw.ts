// Draws the inputs of a record from its schema: what was typed stays, every problem stands at its field, and
// a list offers blank rows, more of them by a button that needs no script.
import type { FormState } from '#faces/site/forms.ts'
import { type Child, type Html, html, raw } from '#faces/site/html.ts'
import { choiceField, fieldOf, field as inputField } from '#faces/site/parts/form.ts'
import { languageChoices } from '#faces/site/parts/languages.ts'
import { hintOf, isNeeded, labelOf, valueName } from '#faces/site/register/forms/labels.ts'
import { isRows, isSeries, rowCount, type Texts } from '#faces/site/register/forms/texts.ts'
import type { Words } from '#faces/site/words/words.ts'
import { type RecordKind, recordKinds } from '#register/records.ts'
import type { Field, Fields } from '#register/schema.ts'

/** Blank rows that a list offers. */
const blankRows = 2

/** What a form is drawn from. */
export interface Drawing {
  readonly words: Words
  readonly kind: RecordKind
  readonly form: FormState
  /** What stands in the inputs before anything was typed. */
  readonly texts: Texts
  /** Fields drawn by the caller, by their name; `undefined` leaves one out. */
  readonly own: Readonly<Record<string, Child>>
}

/** All fields of the record, in the schema's order. */
export function drawRecord(drawing: Drawing): Html {
  return drawAll(drawing, recordKinds[drawing.kind].fields, '')
}

function drawAll(drawing: Drawing, fields: Fields, at: string): Html {
  return html`${Object.entries(fields).map(([part, field]) => {
    const name = at === '' ? part : `${at}/${part}`
    if (Object.hasOwn(drawing.own, name)) return drawing.own[name]
    return draw(drawing, field, name)
  })}`
}

function draw(drawing: Drawing, field: Field, name: string): Html {
  const { words, kind, form, texts } = drawing
  const last = name.split('/').at(-1) ?? ''
  const label = titleOf(words, field, last)
  const hint = hintOf(words, kind, name)
  const value = texts.get(name)?.[0] ?? ''
  const parts = { name, label, ...(hint === undefined ? {} : { hint }), value }
  if (field.type === 'group') return fieldset(label, hint, drawAll(drawing, field.fields, name))
  if (field.type === 'list' && isRows(field)) return drawRows(drawing, field, name)
  if (isSeries(field)) return inputField(words, form, { ...parts, type: 'long' })
  if (field.type === 'list')
    return field.of.type === 'choice'
      ? drawBoxes(drawing, field.of.values, name)
      : inputField(words, form, { ...parts, type: field.of.type === 'country' ? 'text' : 'long' })
  if (field.type === 'choice') {
    // A row in which nothing is chosen is blank.
    const inRow = /\/\d+\//.test(name)
    const values = field.values.map((each) => [each, valueName(words, kind, name, each)] as const)
    return choiceField(
      words,
      form,
      parts,
      isNeeded(field) && !inRow ? values : [['', '–'], ...values],
    )
  }
  if (field.type === 'language')
    return choiceField(words, form, parts, languageChoices(words, value))
  if (field.type === 'money')
    return fieldset(
      label,
      hint,
      html`<div class="duo">${one(drawing, `${name}/amount`, 'amount', 'number')}${one(drawing, `${name}/currency`, 'currency', 'text', 'USD')}</div>`,
    )
  if (field.type === 'point')
    return fieldset(
      label,
      hint,
      html`<div class="duo">${one(drawing, `${name}/lon`, 'lon', 'number')}${one(drawing, `${name}/lat`, 'lat', 'number')}</div>`,
    )
  return inputField(words, form, { ...parts, type: inputType(field), ...mostOf(field) })
}

function titleOf(words: Words, field: Field, name: string): string {
  const label = labelOf(words, name)
  return isNeeded(field) || field.type === 'mark' ? label : words.say('enter.optional', { label })
}

function one(
  { words, form, texts }: Drawing,
  name: string,
  label: string,
  type: 'text' | 'number',
  usual = '',
): Html {
  const value = texts.get(name)?.[0] ?? usual
  return inputField(words, form, { name, label: labelOf(words, label), type, value })
}

function inputType(field: Field): 'text' | 'long' | 'date' | 'url' | 'number' | 'check' {
  if (field.type === 'text') return field.most > 300 ? 'long' : 'text'
  if (field.type === 'number' || field.type === 'whole') return 'number'
  if (field.type === 'mark') return 'check'
  if (field.type === 'date') return 'date'
  return field.type === 'link' ? 'url' : 'text'
}

const mostOf = (field: Field): { most?: number } =>
  field.type === 'text' ? { most: field.most } : {}

function fieldset(legend: Child, hint: string | undefined, inside: Child): Html {
  return html`<fieldset class="field"><legend>${legend}</legend>${hint === undefined ? undefined : html`<p class="note">${hint}</p>`}${inside}</fieldset>`
}

/** A box for each value of which several may hold. */
function drawBoxes(
  { words, kind, form, texts }: Drawing,
  values: readonly string[],
  name: string,
): Html {
  const sent = form.sent.names.length > 0 ? form.sent.texts(name) : (texts.get(name) ?? [])
  const boxes = values.map((value) => {
    const id = `f-${name.replaceAll('/', '-')}-${value}`
    return html`<div class="pair"><input type="checkbox" id="${id}" name="${name}" value="${value}"${sent.includes(value) ? raw(' checked') : undefined}><label for="${id}">${valueName(words, kind, name, value)}</label></div>`
  })
  return fieldset(labelOf(words, name.split('/').at(-1) ?? ''), hintOf(words, kind, name), boxes)
}

/** Rows of a list: those typed or held, and blank ones. */
function drawRows(drawing: Drawing, field: Extract<Field, { type: 'list' }>, name: string): Html {
  const { words, kind, form, texts } = drawing
  const last = name.split('/').at(-1) ?? ''
  const sent = form.sent.names.length > 0
  const held = sent
    ? rowCount(form.sent, name)
    : rowCount({ names: [...texts.keys()] }, name) + blankRows
  const more = form.sent.text('more') === name ? blankRows + 1 : 0
  const count = Math.min(field.most, Math.max(blankRows, held + more))
  const { of } = field
  if (of.type !== 'group') throw new TypeError(`Cannot draw rows of "${name}": no group`)
  const wrong = form.problems.filter((problem) => fieldOf(problem) === name)
  const rows = Array.from({ length: count }, (_, row) =>
    fieldset(
      words.say('enter.row', { label: labelOf(words, last), row: row + 1 }),
      undefined,
      drawAll(drawing, of.fields, `${name}/${row}`),
    ),
  )
  const add =
    count < field.most
      ? html`<button name="more" value="${name}">${words.say('enter.more')}</button>`
      : undefined
  return html`<fieldset class="field" id="f-${name.replaceAll('/', '-')}"><legend>${labelOf(words, last)}</legend>${
    wrong.length === 0
      ? undefined
      : html`<p class="error">${wrong.map(({ message, cure }) => `${message}. ${cure}`).join(' ')}</p>`
  }<p class="note">${hintOf(words, kind, name) ?? words.say('enter.rows')}</p>${rows}${add}</fieldset>`
}
