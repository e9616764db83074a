// What is wrong with a typed record, in the reader's words: which field, and what to write there. The
// register's own sentences name fields as programs do.
import type { Problem } from '#base/problem.ts'
import type { SaidProblem } from '#faces/site/parts/form.ts'
import { labelOf } from '#faces/site/register/forms/labels.ts'
import type { ReadForm } from '#faces/site/register/forms/texts.ts'
import type { Words } from '#faces/site/words/words.ts'
import { type RecordKind, recordKinds } from '#register/records.ts'
import type { Field, Fields } from '#register/schema.ts'

/** Codes of contradictions between fields: said beside the field's name, where others say it all themselves. */
const known = [
  'targetEarly',
  'targetBackward',
  'milestoneOrder',
  'milestoneValue',
  'spanBackward',
  'evidenceEmpty',
  'reviewValue',
  'codeTwice',
  'oneOfficial',
  'referenceUnknown',
] as const
type Known = (typeof known)[number]

/** The code's own sentence, where the catalogue has one. */
const findKnown = (code: string): Known | undefined => {
  const name = code.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  return known.find((each) => each === name)
}

/** The field at a place, and its name for people: "Milestones 2: Day". */
function fieldAt(words: Words, kind: RecordKind, at: string): { label: string; field?: Field } {
  const parts = at.split('/').slice(1)
  let fields: Fields = recordKinds[kind].fields
  let field: Field | undefined
  const labels: string[] = []
  for (const part of parts) {
    if (/^\d+$/.test(part)) {
      labels.push(`${labels.pop() ?? ''} ${words.count(Number(part) + 1)}`)
      if (field?.type === 'list') field = field.of
    } else {
      field = fields[part]
      labels.push(labelOf(words, part))
    }
    if (field?.type === 'group') fields = field.fields
    else if (field?.type === 'list' && field.of.type === 'group') fields = field.of.fields
  }
  return { label: labels.join(': '), ...(field === undefined ? {} : { field }) }
}

/** Places of a record as the form has them: rows that were left blank count there. */
function typedAt(at: string, { rows }: Pick<ReadForm, 'rows'>): string {
  const [, list, row, ...rest] = at.split('/')
  const typed = rows.get(list)?.[Number(row)]
  return row === undefined || typed === undefined ? at : ['', list, typed, ...rest].join('/')
}

/** Inputs that stand for a field which has none of its own name. */
function inputOf(
  field: Field | undefined,
  at: string,
  renamed: Readonly<Record<string, string>>,
): string {
  const own = renamed[at]
  if (own !== undefined) return own
  if (field?.type === 'money') return `${at}/amount`
  if (field?.type === 'point') return `${at}/lon`
  return at
}

/** The problems as the form shows them. */
export function readableProblems(
  words: Words,
  kind: RecordKind,
  problems: readonly Problem[],
  read: Pick<ReadForm, 'rows'>,
  renamed: Readonly<Record<string, string>> = {},
): (Problem | SaidProblem)[] {
  const seen = new Set<string>()
  return problems.flatMap((problem) => {
    const { code, at } = problem
    const slash = at.table.indexOf('/')
    const place = slash < 0 ? '' : typedAt(at.table.slice(slash), read)
    const { label, field } = fieldAt(words, kind, place)
    const table = place === '' ? '' : `${kind}${inputOf(field, place, renamed)}`
    const cure = cureOf(words, code, field)
    if (cure === undefined) return [{ ...problem, at: { ...at, table } }]
    // One input may stand for two fields: what it lacks is said once, under its own name.
    const own = renamed[place]
    if (own !== undefined && seen.has(`${own} ${cure}`)) return []
    seen.add(`${own} ${cure}`)
    const message =
      own === '/answers'
        ? words.say('enter.answers')
        : label === ''
          ? words.say('enter.refused')
          : label
    return [{ ...problem, at: { ...at, table }, message, cure, said: true }]
  })
}

/** What to write in a field, by the code of what is wrong there; undefined where the code says it all. */
export function cureOf(words: Words, code: string, field: Field | undefined): string | undefined {
  const own = findKnown(code)
  if (own !== undefined) return words.say(`wrong.${own}`)
  if (code === 'value-missing') return words.say('wrong.missing')
  if (field === undefined) return undefined
  if (code === 'list-length')
    return field.type === 'list'
      ? words.say('wrong.list', { least: field.least ?? 0, most: field.most })
      : undefined
  if (code !== 'value-wrong' && code !== 'value-type') return undefined
  const { type } = field
  if (type === 'text') return words.say('wrong.text', { most: field.most })
  if (type === 'number' || type === 'whole') {
    const [low, high] = field.bounds ?? [-1e15, 1e15]
    return words.say(`wrong.${type}`, { low, high })
  }
  // What does not fit in a list is one of its items.
  if (type === 'list') return cureOf(words, code, field.of)
  if (type === 'group' || type === 'mark') return undefined
  return words.say(`wrong.${type}`)
}
