// The plan that a consultation is about: as it is now, with the changes that were published; and what is read
// of it from a form, or shown of it in words.
import type { Json } from '#base/canonical.ts'
import { planFigures } from '#faces/plans/figures.ts'
import type { PlanOrigin } from '#faces/plans/origin.ts'
import {
  askedSettings,
  joinSettings,
  leaveOut,
  type Omittable,
  type Setting,
  settingIn,
  withSettings,
} from '#faces/plans/settings.ts'
import type { DialogueView } from '#faces/site/dialogue/view.ts'
import type { SentForm } from '#faces/site/forms.ts'
import type { SaidProblem } from '#faces/site/parts/form.ts'
import { numberOf } from '#faces/site/register/forms/texts.ts'
import type { Published } from '#faces/site/view.ts'
import type { Key, Words } from '#faces/site/words/words.ts'
import type { ChangeData, PlanFigures } from '#register/records/consultations.ts'
import { findSchema } from '#sources/jsonSchema.ts'
import { type StudyFile, studyFrom } from '#sources/studyFile.ts'
import { studySchema } from '#sources/studySchema.ts'
import type { ReadRecord } from '#store/reading.ts'
import { RefusedError } from '#store/register.ts'

/** What a change says of the plan. */
export type PlanChange = NonNullable<ChangeData['plan']>

/** The plan as it stands: its digest, what it comes to, and what was laid over the study for it. */
export interface DraftPlan {
  readonly study: Published
  readonly origin: PlanOrigin
  readonly digest: string
  readonly figures: PlanFigures
  readonly settings: readonly Setting[]
}

/** The published study that a consultation is about. */
export function studyOf(
  { table }: DialogueView,
  { data }: ReadRecord<'consultation'>,
): Published | undefined {
  return data.study === undefined
    ? undefined
    : table.studies.find(({ result }) => result.study.id === data.study)
}

/** The plan of a consultation as it stands; undefined where it has none that can be computed here. */
export function draftPlan(
  view: DialogueView,
  asked: ReadRecord<'consultation'>,
): DraftPlan | undefined {
  const study = studyOf(view, asked)
  if (study?.origin === undefined) return undefined
  const { origin, result } = study
  const changes = view.around
    .to('change', asked.id)
    .flatMap(({ data }) => (data.plan === undefined ? [] : [data.plan]))
  const last = changes.at(-1)
  // A change of a plan that was computed from other data is no change of this one.
  if (last === undefined || rootOf(changes, last) !== result.resultDigest)
    return {
      study,
      origin,
      digest: result.resultDigest,
      figures: planFigures(result),
      settings: [],
    }
  return {
    study,
    origin,
    digest: last.after,
    figures: last.becomes,
    settings: settingsOf(last),
  }
}

/** The plan that the first of a row of changes began with. */
function rootOf(changes: readonly PlanChange[], last: PlanChange): string {
  let first = last
  for (let i = changes.indexOf(last) - 1; i >= 0; i--)
    if (changes[i].after === first.before) first = changes[i]
  return first.before
}

/** The settings of a change, as the engine takes them. */
export function settingsOf({ settings }: PlanChange): Setting[] {
  return settings.flatMap(({ name, value }) =>
    name === null || value === null ? [] : [{ name, value: JSON.parse(value) as Json }],
  )
}

/** The study of a plan with its settings. */
export function fileOf({ origin, settings }: DraftPlan): StudyFile {
  return withSettings(origin.file, settings).value ?? origin.file
}

/**
 * The settings that a form asks for, laid over those that stand already.
 *
 * @throws RefusedError with every line and number that cannot be read, and where nothing is changed.
 */
export function readSettings(words: Words, sent: SentForm, draft: DraftPlan): Setting[] {
  const problems: { at: string; text: string }[] = []
  const now = studyFrom(fileOf(draft))
  const base = studyFrom(draft.origin.file)
  const newer: Setting[] = []
  const set = (name: string, value: Json): void => {
    if (JSON.stringify(settingIn(now, name)) !== JSON.stringify(value)) newer.push({ name, value })
  }
  for (const name of askedSettings) {
    const typed = sent.text(name).trim()
    if (name === 'budget.capexUsdPerYear') {
      const amounts = typed.split(/\s+/).filter((amount) => amount !== '')
      const years = now.budget.lastYear - now.budget.firstYear + 1
      const numbers = amounts.map((amount) => numberOf(amount.replaceAll(/[,’]/g, '')))
      if (!numbers.every((number) => number !== undefined))
        problems.push({
          at: name,
          text: words.say('anew.wrong.number', { label: words.say('anew.budget.now') }),
        })
      else if (numbers.length === 0) set(name, null)
      else set(name, numbers.length === 1 ? Array<number>(years).fill(numbers[0]) : numbers)
    } else if (name.startsWith('gap.')) {
      if (typed !== '') set(name, typed)
    } else if (typed !== '') {
      const number = numberOf(typed)
      if (number !== undefined) set(name, number)
      else
        problems.push({
          at: name,
          text: words.say('anew.wrong.number', { label: settingLabel(words, name) }),
        })
    }
  }
  const left = sent.texts('without')
  for (const [what, name] of Object.entries(leaveOut)) {
    const usual = settingIn(base, name) ?? 0
    set(name, left.includes(what) ? 0 : usual)
  }
  for (const line of sent.text('more').split('\n')) {
    if (line.trim() === '') continue
    const [, name, value] = /^\s*([\w.]+)\s*=\s*(.+)$/.exec(line) ?? []
    if (name === undefined) {
      problems.push({ at: 'more', text: words.say('anew.wrong.line', { line }) })
      continue
    }
    set(name, valueTyped(value))
  }
  if (problems.length > 0)
    throw new RefusedError(problems.map(({ at, text }) => wrong('setting-unread', at, text)))
  const settings = joinSettings(draft.origin.file, draft.settings, newer)
  if (newer.length === 0)
    throw new RefusedError([wrong('nothing-changed', '', words.say('anew.nothing'))])
  const changed = withSettings(draft.origin.file, settings)
  const errors = changed.problems.filter(({ level }) => level === 'error')
  if (errors.length > 0)
    throw new RefusedError(
      errors.map(({ code, at, message, cure }) => ({
        level: 'error' as const,
        code,
        at: { source: 'form', table: `form/${fieldFor(at.table)}`, row: 0 },
        message,
        cure,
      })),
    )
  return settings
}

function valueTyped(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return text.trim()
  }
}

/** The form's field that a fault of the study's file belongs to. */
function fieldFor(at: string): string {
  const name = at.replace(/^\$\.?/, '').replace(/\[\d+\]$/, '')
  return askedSettings.find((each) => name.startsWith(each)) ?? 'more'
}

/** A refusal of this form, in the reader's words. */
export function wrong(code: string, field: string, text: string): SaidProblem {
  return {
    level: 'error',
    code,
    at: { source: 'form', table: `form/${field}`, row: 0 },
    message: text,
    cure: '',
    said: true,
  }
}

const labels: Readonly<Record<string, Key>> = {
  'budget.capexUsdPerYear': 'anew.budget.now',
  'gap.leastTechnology': 'anew.technology',
  'gap.unknown': 'anew.unknown',
  'demand.rateMbps': 'anew.rate',
  'prices.fibre.routeUsdPerKm': 'anew.fibre',
  'economy.discountRate': 'anew.discount',
}

/** What a setting is called: in the reader's words where we have any, else as the schema says, in English. */
export function settingLabel(words: Words, name: string): string {
  const known = labels[name]
  if (known !== undefined) return words.say(known as 'anew.rate')
  const omitted = (Object.keys(leaveOut) as Omittable[]).find((what) => leaveOut[what] === name)
  if (omitted !== undefined) return words.say(`choice.${omitted}`)
  const means = findSchema(studySchema, name.split('.'))?.description ?? ''
  return means === '' ? name : `${means.replace(/\.? (Unit|Default): .*$/, '').replace(/\.$/, '')}`
}

/** A setting's value in words. */
export function settingValue(words: Words, name: string, value: Json | undefined): string {
  if (name === 'budget.capexUsdPerYear') {
    if (!Array.isArray(value)) return words.say('anew.free')
    const amounts = [...new Set(value as number[])]
    return (amounts.length === 1 ? amounts : (value as number[]))
      .map((amount) => words.count(amount))
      .join(' · ')
  }
  if (name === 'gap.unknown' && (value === 'plan' || value === 'leave'))
    return words.say(`anew.unknown.${value}`)
  if ((Object.values(leaveOut) as string[]).includes(name) && value === 0)
    return words.say('anew.left')
  if (typeof value === 'number') return words.count(value, 3)
  return typeof value === 'string' ? value : JSON.stringify(value ?? null)
}

/** What was changed from one list of settings to the next, line by line. */
export function settingLines(
  words: Words,
  file: StudyFile,
  earlier: readonly Setting[],
  later: readonly Setting[],
): { readonly name: string; readonly label: string; readonly was: string; readonly is: string }[] {
  const base = studyFrom(file)
  const valueIn = (settings: readonly Setting[], name: string): Json | undefined =>
    settings.find((setting) => setting.name === name)?.value ?? settingIn(base, name)
  const names = new Set([...earlier, ...later].map(({ name }) => name))
  return [...names].flatMap((name) => {
    const [was, is] = [valueIn(earlier, name), valueIn(later, name)]
    if (JSON.stringify(was) === JSON.stringify(is)) return []
    return [
      {
        name,
        label: settingLabel(words, name),
        was: settingValue(words, name, was),
        is: settingValue(words, name, is),
      },
    ]
  })
}

/** The same as a sentence, for the words of a change. */
export function settingSentence(
  lines: readonly { readonly label: string; readonly was: string; readonly is: string }[],
  which: 'was' | 'is',
): string {
  return lines.map((line) => `${line.label}: ${line[which]}.`).join('\n')
}
