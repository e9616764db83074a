// `/enter/KIND`: one form for each kind of record, drawn from its schema. What a record is about comes with
// the address; a new version begins with what stands.

import type { Hono } from 'hono'
import { RateLimit, rates } from '#accounts/rateLimit.ts'
import { checkMayEnter } from '#accounts/roles.ts'
import type { Json } from '#base/canonical.ts'
import type { Problem } from '#base/problem.ts'
import { type FormState, formRoute, type SentForm } from '#faces/site/forms.ts'
import { type Child, html } from '#faces/site/html.ts'
import { choiceField, field } from '#faces/site/parts/form.ts'
import { enterRecord, ownerOf } from '#faces/site/register/enter.ts'
import {
  type Actable,
  type Desk,
  formPage,
  gather,
  hidden,
  pageOf,
  programmesOf,
  undertakings,
  wrongField,
} from '#faces/site/register/forms/desk.ts'
import { drawRecord } from '#faces/site/register/forms/draw.ts'
import { draftAsked } from '#faces/site/register/forms/fromPlan.ts'
import { readableProblems } from '#faces/site/register/forms/problems.ts'
import { readRecord, recordTexts, type Texts } from '#faces/site/register/forms/texts.ts'
import { isPaged, nameOf, recordLink } from '#faces/site/register/view.ts'
import type { SiteEnv } from '#faces/site/services.ts'
import { apart } from '#faces/site/words/words.ts'
import { checkRecord, type RecordData, type RecordKind, recordKinds } from '#register/records.ts'
import type { Fields } from '#register/schema.ts'
import type { ReadRecord } from '#store/reading.ts'
import { RefusedError } from '#store/register.ts'
import { accepted } from '#store/uploads.ts'

/** Kinds that have a form here, and the fields that come with the address. */
const forms = {
  declaration: [],
  resolution: [],
  studyQuestion: [],
  signatory: [],
  initiative: [],
  commitment: ['signatory'],
  programme: ['signatory'],
  project: ['signatory'],
  report: ['commitment'],
  evidence: ['report'],
  review: ['report'],
  reply: ['to'],
  dispute: ['subject'],
} as const satisfies Partial<Record<RecordKind, readonly string[]>>
type FormKind = keyof typeof forms

/** A form may carry a file of ten megabytes. */
const mostBytes = 11_000_000

/** Inputs that stand for fields of other names. */
const renamed: Readonly<Record<string, string>> = {
  '/declaration': '/answers',
  '/undertaking': '/answers',
  '/digest': '/file',
}

/** Adds the forms. */
export function recordForms(app: Hono<SiteEnv>, desk: Desk): void {
  for (const kind of Object.keys(forms) as FormKind[])
    formRoute(app, `/enter/${kind}`, {
      mostBytes,
      show: async (visit, form) =>
        show(desk, { ...visit, ...(await desk.dress(visit)) }, kind, form),
      act: async (visit, sent) => {
        const view = { ...visit, ...(await desk.dress(visit)) }
        // "More rows" shows the form again, and nothing is wrong with it.
        if (sent.text('more') !== '') throw new RefusedError([])
        return act(desk, view, kind, sent)
      },
    })
}

/** What the address says: the record to change, or what a new one is about. */
async function askedFor(
  { reading, query }: Actable,
  kind: FormKind,
): Promise<{ held?: ReadRecord; fixed: Readonly<Record<string, string>> } | undefined> {
  const id = query.get('id') ?? ''
  const held = id === '' ? undefined : await reading.find(kind, id)
  if (id !== '' && held === undefined) return undefined
  const names: readonly string[] = forms[kind]
  const source = held?.data as Readonly<Record<string, string>> | undefined
  const fixed = Object.fromEntries(
    names.map((name) => [name, source?.[name] ?? query.get(name) ?? '']),
  )
  const records = await reading.records(Object.values(fixed))
  const fields: Fields = recordKinds[kind].fields
  const fits = names.every((name) => {
    const field = fields[name]
    const found = records.get(fixed[name])
    return found !== undefined && field.type === 'record' && field.of.includes(found.kind)
  })
  if (!fits) return undefined
  return { ...(held === undefined ? {} : { held }), fixed }
}

async function show(
  desk: Desk,
  view: Actable,
  kind: FormKind,
  form: FormState,
): Promise<string | undefined> {
  const { words, reading, actor } = view
  const asked = await askedFor(view, kind)
  if (asked === undefined) return undefined
  const { held, fixed } = asked
  const agreed = await agreementAsked(desk, view, kind)
  if (agreed === undefined && view.query.has('agreement')) return undefined
  const data = (held?.data ?? agreed?.data ?? prefilled(desk, view, kind)) as unknown as Json
  const texts = new Map(recordTexts(kind, data ?? {}))
  const owner = await ownerOf(reading, kind, { ...(data as object), ...fixed } as Json)
  const { problems } = form
  const localized = {
    ...form,
    problems: readableProblems(words, kind, problems, readRecord(kind, form.sent), renamed),
  }
  const own = await ownFields(view, kind, localized, texts, { fixed, owner, held })
  const fields = html`${Object.entries(fixed).map(([name, value]) => hidden(name, value))}${
    held === undefined ? undefined : hidden('after', String(held.version))
  }${drawRecord({ words, kind, form: localized, texts, own })}${kind === 'report' && held === undefined ? evidenceFields(view, localized) : undefined}`
  const about = agreed?.about ?? (await aboutLine(view, fixed))
  return formPage(view, localized, {
    title:
      held === undefined
        ? words.say(`enter.title.${kind}`)
        : words.say('enter.version', { title: apart(nameOf(words, held)) }),
    ...(about === undefined ? {} : { lede: about }),
    fields,
    send: words.say('enter.send'),
    refused: checkMayEnter(actor, kind, owner),
  })
}

/** The agreement of a meeting that a new commitment shall carry out, by the address. */
async function agreementAsked({ agreements }: Desk, view: Actable, kind: FormKind) {
  const id = view.query.get('agreement') ?? ''
  if (kind !== 'commitment' || id === '') return undefined
  return agreements?.draft(view, id, view.query.get('signatory') ?? '')
}

/** What stands in a new record's form at first. */
function prefilled(desk: Desk, view: Actable, kind: FormKind): object {
  const today = view.reading.today()
  const common = { language: view.words.language }
  if (kind === 'commitment') return draftAsked(desk, view) ?? common
  if (kind === 'signatory') return { officials: [view.actor.account] }
  if (kind === 'review' || kind === 'dispute') return { ...common, date: today }
  return common
}

/** The records of the form's address by name: what it is about. */
async function aboutLine(
  view: Actable,
  fixed: Readonly<Record<string, string>>,
): Promise<Child | undefined> {
  const { words, reading } = view
  const records = await reading.records(Object.values(fixed))
  const named = [...records.values()]
  for (const record of named) {
    if (isPaged(record.kind))
      return words.mix('enter.about', { record: recordLink(view, record.kind, record.id, record) })
    const { commitment } = record.data as { commitment?: string }
    const above = (await reading.records([commitment])).get(commitment ?? '')
    if (above !== undefined)
      return words.mix('enter.about', { record: recordLink(view, 'commitment', above.id, above) })
  }
  return undefined
}

/** Fields that are not drawn from the schema alone. */
async function ownFields(
  view: Actable,
  kind: FormKind,
  form: FormState,
  texts: Texts,
  {
    fixed,
    owner,
    held,
  }: { fixed: Readonly<Record<string, string>>; owner: string; held?: ReadRecord | undefined },
): Promise<Record<string, Child>> {
  const { words, reading } = view
  const own: Record<string, Child> = Object.fromEntries(
    Object.keys(fixed).map((name) => [name, undefined]),
  )
  if (kind === 'commitment') {
    const values = await undertakings(reading)
    const now = [texts.get('declaration')?.[0], texts.get('undertaking')?.[0]].join(' ')
    own.declaration = undefined
    own.undertaking =
      values.length === 0
        ? html`<p class="empty">${words.say('enter.answers.none')}</p>`
        : choiceField(
            words,
            form,
            { name: 'answers', label: words.say('enter.answers'), value: now },
            values,
          )
    own.programme = choiceField(
      words,
      form,
      {
        name: 'programme',
        label: words.say('field.programme'),
        value: texts.get('programme')?.[0] ?? '',
      },
      await programmesOf(view, owner),
    )
    const plan = [...texts].filter(([name]) => name.startsWith('plan/'))
    const typed = plan.map(([name, [value]]) => hidden(name, form.sent.text(name) || value))
    own.plan = html`${typed}`
  }
  if (kind === 'evidence') {
    own.kind = undefined
    own.digest = html`${texts.has('digest') ? hidden('digest', texts.get('digest')?.[0] ?? '') : undefined}${fileField(view, form)}`
  }
  if (kind === 'project') {
    const kept = [...texts].filter(([name]) => name.startsWith('pictures/'))
    own.pictures = html`${kept.map(([name, [value]]) => hidden(name, value))}${field(words, form, { name: 'file', label: words.say('enter.picture'), hint: words.say('enter.picture.hint'), type: 'file', accept: accepted.picture })}${field(words, form, { name: 'picture-alternative', label: words.say('enter.picture.alternative'), most: 300 })}`
    if (held === undefined && owner !== '')
      own.commitments = await commitmentBoxes(view, form, owner)
  }
  return own
}

/** The signatory's own commitments, to be ticked. */
async function commitmentBoxes(view: Actable, form: FormState, signatory: string): Promise<Child> {
  const { words, reading } = view
  const { rows } = await reading.lists.page({ kind: 'commitment', signatory }, { most: 50 })
  const records = await reading.records(rows.map(({ id }) => id))
  const chosen = form.sent.texts('commitments')
  return html`<fieldset class="field"><legend>${words.say('field.commitments')}</legend>${[
    ...records.values(),
  ].map(
    (record) =>
      html`<div class="pair"><input type="checkbox" id="c-${record.id}" name="commitments" value="${record.id}"${chosen.includes(record.id) ? html` checked` : undefined}><label for="c-${record.id}"><bdi>${nameOf(words, record)}</bdi></label></div>`,
  )}</fieldset>`
}

function fileField({ words }: Actable, form: FormState): Child {
  return field(words, form, {
    name: 'file',
    label: words.say('enter.file'),
    hint: words.say('enter.file.hint'),
    type: 'file',
    accept: accepted.evidence,
  })
}

/** Evidence that comes with a report, on the same page. */
function evidenceFields(view: Actable, form: FormState): Child {
  const { words } = view
  return html`<fieldset class="field"><legend>${words.say('enter.evidence')}</legend><p class="note">${words.say('enter.evidence.hint')}</p>
${fileField(view, form)}${field(words, form, { name: 'evidence/link', label: words.say('field.link'), type: 'url' })}${field(words, form, { name: 'evidence/series', label: words.say('field.series'), hint: words.say('hint.any.series'), type: 'long' })}${field(words, form, { name: 'evidence/about', label: words.say('field.about'), hint: words.say('hint.evidence.about'), most: 500 })}</fieldset>`
}

const disputes = new RateLimit(rates.dispute)

/** So many disputes an hour; one that comes back with faults does not count. */
function mayDispute({ actor, words }: Actable, record: Readonly<Record<string, Json>>): void {
  if (checkRecord('dispute', record, 'form').length > 0) return
  if (disputes.take(actor.account, performance.now()) === 0) return
  throw new RefusedError([
    wrongField('too-often', '', words.say('enter.refused'), words.say('problem.too-often')),
  ])
}

async function act(desk: Desk, view: Actable, kind: FormKind, sent: SentForm): Promise<string> {
  const { services, reading } = desk
  const { actor, query, words } = view
  const { data } = readRecord(kind, sent)
  const record: Record<string, Json> = { ...data }
  if (kind === 'commitment') {
    const [declaration, undertaking] = sent.text('answers').split(' ')
    if (declaration !== '') Object.assign(record, { declaration, undertaking: undertaking ?? '' })
  }
  const agreement = query.get('agreement') ?? ''
  if (agreement !== '' && (await agreementAsked(desk, view, kind)) === undefined)
    throw new RefusedError([
      wrongField('not-following-up', '', words.say('problem.not-following-up'), ''),
    ])
  // Nobody leaves files here who may not enter what they are for.
  const refused = checkMayEnter(actor, kind, await ownerOf(reading, kind, record))
  if (refused.length > 0) throw new RefusedError(refused)
  if (kind === 'dispute') mayDispute(view, record)
  const problems: Problem[] = []
  if (kind === 'evidence')
    Object.assign(record, await gather(problems, () => evidenceOf(desk, view, sent, record)))
  if (kind === 'project') await gather(problems, () => addPicture(desk, view, sent, record))
  const id = query.get('id') ?? ''
  const after = Number(sent.text('after'))
  const evidence =
    kind === 'report' && id === ''
      ? await gather(problems, () => reportEvidence(desk, view, sent))
      : undefined
  // What is wrong with a file and with the fields beside it is told in one round.
  if (problems.length > 0) {
    const ofFile = new Set([`${kind}/digest`, `${kind}/kind`])
    const fields = checkRecord(kind, record, 'form').filter(({ at }) => !ofFile.has(at.table))
    throw new RefusedError([...fields, ...problems])
  }
  const taken = await enterRecord(services.register, reading, actor, {
    kind,
    data: record,
    ...(id === '' ? {} : { id }),
    ...(id === '' || !Number.isInteger(after) || after < 1 ? {} : { after }),
  })
  if (evidence !== undefined)
    await enterRecord(services.register, reading, actor, {
      kind: 'evidence',
      data: { ...evidence, report: taken.id },
    })
  if (agreement !== '') await desk.agreements?.follow(actor, agreement, taken.id, words)
  return pageOf(desk, kind, taken)
}

/** What evidence is, by what was given: a file, a series in it or pasted, an address. */
async function evidenceOf(
  { services }: Desk,
  { actor }: Actable,
  sent: SentForm,
  typed: Readonly<Record<string, Json>>,
): Promise<Record<string, Json>> {
  const file = sent.file('file')
  if (file !== undefined) {
    const kept = await services.uploads.keep(new Uint8Array(await file.arrayBuffer()), {
      takes: 'evidence',
      by: actor.account,
      now: services.now(),
    })
    const { digest, series } = kept
    return series === undefined
      ? { kind: 'file', digest }
      : { kind: 'series', digest, series: series.slice(0, 1000) as unknown as Json }
  }
  if (typed.series !== undefined) return { kind: 'series' }
  return { kind: typed.link === undefined ? 'file' : 'link' }
}

/** The evidence that came with a report, found sound before the report is entered; undefined where none did. */
async function reportEvidence(
  desk: Desk,
  view: Actable,
  sent: SentForm,
): Promise<Record<string, Json> | undefined> {
  const inner: SentForm = {
    text: (name) => sent.text(`evidence/${name}`),
    texts: (name) => sent.texts(`evidence/${name}`),
    file: sent.file,
    names: sent.names.filter((name) => name.startsWith('evidence/')).map((name) => name.slice(9)),
  }
  const { data } = readRecord('evidence', inner)
  const { link, series, about } = data
  if ([link, series, about, sent.file('file')].every((given) => given === undefined))
    return undefined
  const made: Record<string, Json> = {
    ...data,
    ...(await evidenceOf(desk, view, sent, data)),
    date: sent.text('until'),
  }
  // The report's own faults are told with it; here only what is wrong with the evidence.
  const faults = checkRecord('evidence', { ...made, report: 'x'.repeat(20) }, 'form')
    .filter(({ at }) => at.table !== 'evidence/date')
    .map((fault) => ({
      ...fault,
      at: { ...fault.at, table: fault.at.table.replace('evidence/', 'report/evidence/') },
    }))
  if (faults.length > 0) throw new RefusedError(faults)
  return made
}

async function addPicture(
  { services }: Desk,
  { actor }: Actable,
  sent: SentForm,
  record: Record<string, Json>,
): Promise<void> {
  const file = sent.file('file')
  if (file === undefined) return
  const { digest } = await services.uploads.keep(new Uint8Array(await file.arrayBuffer()), {
    takes: 'picture',
    by: actor.account,
    now: services.now(),
  })
  const pictures = (record.pictures ?? []) as RecordData<'project'>['pictures']
  const alternative = sent.text('picture-alternative').trim()
  const added = { digest, ...(alternative === '' ? {} : { alternative }) }
  record.pictures = [...pictures, added] as unknown as Json
}
