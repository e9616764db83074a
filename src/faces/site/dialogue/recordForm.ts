// A record's form from the record's own description: each field with the input that fits it, and what is
// wrong with it in the reader's words. Labels and values stand in the catalogues.
import type { Json } from '#base/canonical.ts'
import type { Problem } from '#base/problem.ts'
import type { DialogueKind } from '#dialogue/held.ts'
import { valueWord } from '#faces/site/dialogue/view.ts'
import type { FormState } from '#faces/site/forms.ts'
import { type Html, html, raw } from '#faces/site/html.ts'
import {
  choiceField,
  type FieldParts,
  field,
  fieldOf,
  problemText,
  type SaidProblem,
} from '#faces/site/parts/form.ts'
import { languageChoices } from '#faces/site/parts/languages.ts'
import { cureOf } from '#faces/site/register/forms/problems.ts'
import { currencyDecimals } from '#faces/site/register/view.ts'
import { isKey } from '#faces/site/words/en.ts'
import type { Words } from '#faces/site/words/words.ts'
import { recordKinds } from '#register/records.ts'
import type { Field, Fields } from '#register/schema.ts'

type Choice = readonly [value: string, label: string]

/** What a form is given beside the record's fields. */
export interface FormParts {
  /** Names of fields that are not asked for. */
  readonly without: readonly string[]
  /** What may be chosen for fields that name other records, and who may act. */
  readonly choices: Readonly<Record<string, readonly Choice[]>>
  /** A country’s name, as a field shows it. */
  readonly country?: (iso3: string) => string
  /** What stands in the fields at first. */
  readonly start?: Readonly<Record<string, Json | undefined>>
}

/** Fields whose label differs by the kind of record. */
const ownLabels = new Set([
  'consultation.about',
  'change.before',
  'change.after',
  'change.title',
  'practice.from',
  'practice.until',
  'meeting.from',
  'meeting.until',
  'answer.text',
  'comment.text',
  'comment.title',
  'meeting.state',
  'followUp.state',
  'pledge.countries',
])

/** What a field is called. */
function labelOf(words: Words, kind: DialogueKind, name: string): string {
  const dotted = name.replaceAll('/', '.')
  const own = `${kind}.${dotted}`
  return ownLabels.has(own)
    ? words.say(`df.${own as 'practice.from'}`)
    : words.say(`df.${dotted as 'title'}`)
}

const hinted = new Set([
  'money',
  'cost',
  'country',
  'countries',
  'agenda',
  'people',
  'mbps',
  'wentWrong',
  'result.measured',
  'license',
  'independent',
])

/** Every field of a record, in order. */
export function recordFields(
  words: Words,
  form: FormState,
  kind: DialogueKind,
  parts: FormParts,
): Html {
  return html`${inputs(words, form, kind, recordKinds[kind].fields, parts, '')}`
}

function inputs(
  words: Words,
  form: FormState,
  kind: DialogueKind,
  fields: Fields,
  parts: FormParts,
  under: string,
): Html[] {
  return Object.entries(fields).flatMap(([key, one]) => {
    const name = under + key
    if (parts.without.includes(name)) return []
    if (one.type === 'group')
      return [
        html`<fieldset><legend>${labelOf(words, kind, name)}</legend>${inputs(words, form, kind, one.fields, parts, `${name}/`)}</fieldset>`,
      ]
    return [input(words, form, kind, one, name, parts)]
  })
}

function input(
  words: Words,
  form: FormState,
  kind: DialogueKind,
  one: Exclude<Field, { type: 'group' }>,
  name: string,
  { choices, start = {}, country = (iso3) => iso3 }: FormParts,
): Html {
  const label =
    one.optional === true
      ? words.say('dialogue.optional', { label: labelOf(words, kind, name) })
      : labelOf(words, kind, name)
  const dotted = name.replaceAll('/', '.')
  const hint =
    one.type === 'instant'
      ? words.say('dh.instant')
      : hinted.has(dotted)
        ? words.say(`dh.${dotted as 'money'}`)
        : undefined
  const base: FieldParts = { name, label, hint, value: startText(start[name]) }
  const offered = choices[name]
  if (one.type === 'list' && (offered !== undefined || one.of.type === 'choice')) {
    const values =
      offered ??
      (one.of.type === 'choice' ? one.of.values.map((v): Choice => [v, valueWord(words, v)]) : [])
    return checkboxes(words, form, base, values, (start[name] as string[] | undefined) ?? [])
  }
  if (one.type === 'list')
    return field(words, form, {
      ...base,
      type: one.of.type === 'text' ? 'long' : 'text',
      value:
        one.of.type === 'country'
          ? ((start[name] as string[] | undefined) ?? []).map(country).join(', ')
          : startLines(start[name], one.of.type === 'text'),
    })
  if (offered !== undefined)
    return choiceField(words, form, base, one.optional === true ? [['', '–'], ...offered] : offered)
  switch (one.type) {
    case 'choice':
      return choiceField(words, form, base, [
        ...(one.optional === true ? [['', '–'] as const] : []),
        ...one.values.map(
          (v): Choice => [v, /^CC/.test(v) ? v.replaceAll('-', ' ') : valueWord(words, v)],
        ),
      ])
    case 'language': {
      const value = startText(start[name]) || words.language
      return choiceField(words, form, { ...base, value }, languageChoices(words, value))
    }
    case 'mark':
      return field(words, form, { ...base, type: 'check' })
    case 'text':
      return field(words, form, {
        ...base,
        type: one.most > 300 ? 'long' : 'text',
        most: one.most,
        required: one.optional !== true,
      })
    case 'date':
      return field(words, form, { ...base, type: 'date', required: one.optional !== true })
    case 'link':
      return field(words, form, { ...base, type: 'url' })
    case 'country':
      return field(words, form, {
        ...base,
        value: base.value === '' ? '' : country(base.value ?? ''),
        required: one.optional !== true,
      })
    case 'number':
    case 'whole':
      return field(words, form, { ...base, type: 'number' })
    default:
      return field(words, form, base)
  }
}

/** Problems of a record in the reader's words: each at its field, by the field's own name. */
export function saidProblems(
  words: Words,
  kind: DialogueKind,
  problems: readonly Problem[],
): readonly Problem[] {
  return problems.map((problem): Problem | SaidProblem => {
    const { name, one } = findField(recordKinds[kind].fields, fieldOf(problem))
    const cure = one === undefined ? undefined : cureOf(words, problem.code, one)
    const row = /^sections\/(\d+)\//.exec(name)?.[1]
    const place = name.replace(/\/\d+/, '')
    // A list of many fields has no label of its own: the code's own sentence says it all.
    const dotted = place.replaceAll('/', '.')
    const labeled = ownLabels.has(`${kind}.${dotted}`) || isKey(`df.${dotted}`)
    if (!labeled) return problem
    const own = `problem.${problem.code}`
    // A code's own sentence is said as it is; of a section's field, with the section and the field.
    if (cure === undefined && (row === undefined || !isKey(own))) return problem
    const at = { ...problem.at, table: `${kind}/${name}` }
    const label = labelOf(words, kind, place)
    const message =
      row === undefined
        ? label
        : words.say('df.sections.field', {
            number: words.count(Number(row) + 1),
            field: label,
          })
    return {
      ...problem,
      at,
      message,
      cure: cure ?? words.say(own as 'problem.option-alone'),
      said: true,
    }
  })
}

/**
 * The field at a place; of a list's item, the list, since the form has one field for all of them. The
 * sections of a draft alone have fields for each.
 */
function findField(fields: Fields, place: string): { name: string; one?: Field } {
  let among: Fields | undefined = fields
  let one: Field | undefined
  const path: string[] = []
  for (const part of place.split('/')) {
    const next: Field | undefined = among?.[part]
    if (next === undefined) break
    path.push(part)
    one = next
    among = next.type === 'group' ? next.fields : undefined
    const [, row] = place.split('/')
    if (part === 'sections' && next.type === 'list' && next.of.type === 'group' && row) {
      return nested(next.of.fields, place)
    }
  }
  return { name: path.join('/'), ...(one === undefined ? {} : { one }) }
}

/** The field of one section: `sections/2/title`. */
function nested(fields: Fields, place: string): { name: string; one?: Field } {
  const [list, row, part = ''] = place.split('/')
  const one = fields[part]
  return one === undefined ? { name: list } : { name: `${list}/${row}/${part}`, one }
}

/** Several of a set of values, each a box to tick. */
function checkboxes(
  words: Words,
  form: FormState,
  { name, label, hint }: FieldParts,
  values: readonly Choice[],
  start: readonly string[],
): Html {
  const typed = form.sent.names.length > 0 ? form.sent.texts(name) : start
  const wrong = form.problems.filter((problem) => fieldOf(problem).startsWith(name))
  const id = `f-${name.replaceAll(/[^\w-]/g, '-')}`
  return html`<fieldset class="field${wrong.length > 0 ? ' wrong' : ''}" id="${id}"><legend>${label}</legend>${hint === undefined ? undefined : html`<p class="note">${hint}</p>`}${wrong.map((problem) => html`<p class="error">${problemText(words, problem)}</p>`)}<div class="boxes">${values.map(
    ([value, text], i) =>
      html`<div class="pair"><input type="checkbox" id="${id}-${i}" name="${name}" value="${value}"${typed.includes(value) ? raw(' checked') : undefined}><label for="${id}-${i}">${text}</label></div>`,
  )}</div></fieldset>`
}

function startText(value: Json | undefined): string {
  if (value === undefined || value === null || value === false) return ''
  if (typeof value !== 'object') return String(value)
  const { minor, currency } = value as { minor?: number; currency?: string }
  return minor === undefined || currency === undefined
    ? ''
    : `${minor / 10 ** currencyDecimals(currency)} ${currency}`
}

function startLines(value: Json | undefined, lines: boolean): string {
  return Array.isArray(value) ? value.join(lines ? '\n' : ', ') : ''
}
