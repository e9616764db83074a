// `/commit`: a published plan's phases as draft commitments, to be chosen, edited and made; together they are
// a programme of action, a new one or one that stands.
import type { Hono } from 'hono'
import { checkMayEnter } from '#accounts/roles.ts'
import type { Json } from '#base/canonical.ts'
import type { Problem } from '#base/problem.ts'
import { type FormState, formRoute, type SentForm } from '#faces/site/forms.ts'
import { type Html, html, raw } from '#faces/site/html.ts'
import { choiceField, field } from '#faces/site/parts/form.ts'
import { enterRecord } from '#faces/site/register/enter.ts'
import {
  type Actable,
  type Desk,
  formPage,
  pageOf,
  programmesOf,
  undertakings,
  wrongField,
} from '#faces/site/register/forms/desk.ts'
import { readableProblems } from '#faces/site/register/forms/problems.ts'
import { numberOf } from '#faces/site/register/forms/texts.ts'
import { registerPage } from '#faces/site/register/frame.ts'
import { moneyOf, named, recordHref, recordLink } from '#faces/site/register/view.ts'
import type { SiteEnv } from '#faces/site/services.ts'
import { href, type Published } from '#faces/site/view.ts'
import { pledge } from '#pledge.ts'
import { daysAfter } from '#register/progress.ts'
import { checkRecord, type RecordData } from '#register/records.ts'
import { RefusedError, type Taken } from '#store/register.ts'

/** In the place of a programme's identity: one that is made with the commitments. */
const newProgramme = 'new'

/** How drafts are asked for: by the address, or by what was sent. */
interface Asked {
  readonly study: string
  readonly signatory: string
  readonly answers: string
  readonly lead: string
  readonly programme: string
  readonly years: string
}

const names = ['study', 'answers', 'lead', 'programme', 'years'] as const

function askedOf(view: Actable, form: SentForm): Asked {
  const given = (name: (typeof names)[number]): string =>
    form.names.length > 0 ? form.text(name) : (view.query.get(name) ?? '')
  const own = ownSignatories(view)
  return {
    ...(Object.fromEntries(names.map((name) => [name, given(name)])) as Record<
      (typeof names)[number],
      string
    >),
    signatory: view.query.get('signatory') ?? (own.length === 1 ? own[0] : ''),
  }
}

/** The plan asked for, or the first. */
const studyOf = ({ studies }: Desk, asked: Asked): Published | undefined =>
  studies.find(({ result }) => result.study.id === asked.study) ?? studies[0]

/** Signatories that the visitor may commit for. */
const ownSignatories = ({ actor }: Actable): string[] => [
  ...new Set(
    actor.roles.filter(({ role }) => role === 'official').map(({ signatory }) => signatory),
  ),
]

/** The plan's drafts; none where no such plan is published. */
function draftsOf(desk: Desk, asked: Asked): RecordData<'commitment'>[] {
  const study = studyOf(desk, asked)
  if (study === undefined) return []
  const [declaration = '', undertaking = ''] = asked.answers.split(' ')
  const years = /^[1-9]$/.test(asked.years) ? Number(asked.years) : 1
  return pledge(study.result, {
    signatory: asked.signatory,
    declaration,
    undertaking,
    lead: asked.lead,
    yearsPerCommitment: years,
    ...(['', newProgramme].includes(asked.programme) ? {} : { programme: asked.programme }),
  })
}

/** The draft that the address of a commitment's form asks for. */
export function draftAsked(desk: Desk, view: Actable): RecordData<'commitment'> | undefined {
  const draft = view.query.get('draft') ?? ''
  if (!/^\d{1,2}$/.test(draft)) return undefined
  const none: SentForm = { text: () => '', texts: () => [], file: () => undefined, names: [] }
  return draftsOf(desk, askedOf(view, none))[Number(draft)]
}

/** Adds the form. */
export function planForms(app: Hono<SiteEnv>, desk: Desk): void {
  formRoute(app, '/commit', {
    show: async (visit, form) => show(desk, { ...visit, ...(await desk.dress(visit)) }, form),
    act: async (visit, sent) => {
      const view = { ...visit, ...(await desk.dress(visit)) }
      if (sent.text('again') !== '') throw new RefusedError([])
      return act(desk, view, sent)
    },
  })
}

async function show(desk: Desk, view: Actable, form: FormState): Promise<string | undefined> {
  const { words, reading, actor } = view
  const asked = askedOf(view, form.sent)
  const signatory = await reading.find('signatory', asked.signatory)
  if (signatory === undefined) return view.query.has('signatory') ? undefined : chooseFor(view)
  const values = await undertakings(reading)
  const drafts = draftsOf(desk, asked)
  const studies = desk.studies.map(({ result }) => [result.study.id, result.study.title] as const)
  const spans = [1, 2, 3, 4].map(
    (years) => [String(years), words.say('years', { count: years })] as const,
  )
  const settings = html`${choiceField(words, form, { name: 'study', label: words.say('commit.study'), value: asked.study }, studies)}
${choiceField(words, form, { name: 'answers', label: words.say('enter.answers'), value: asked.answers }, values)}
${choiceField(words, form, { name: 'programme', label: words.say('field.programme'), value: asked.programme }, [...(await programmesOf(view, asked.signatory)), [newProgramme, words.say('commit.programme.new')]])}
<fieldset class="field"><legend>${words.say('commit.programme.new')}</legend>
${field(words, form, { name: 'programme-title', label: words.say('field.title'), value: titleOf(desk, asked), most: 300 })}
${field(words, form, { name: 'programme-about', label: words.say('field.about'), type: 'long', most: 4000 })}</fieldset>
${field(words, form, { name: 'lead', label: words.say('field.lead'), value: asked.lead, most: 200 })}
${choiceField(words, form, { name: 'years', label: words.say('commit.years'), value: asked.years || '1' }, spans)}
<button name="again" value="yes">${words.say('commit.show')}</button>`
  const fields =
    drafts.length === 0 || values.length === 0
      ? html`<p class="empty">${words.say(values.length === 0 ? 'enter.answers.none' : 'commit.none')}</p>`
      : html`${settings}<section id="f-take"><h2>${words.say('commit.drafts')}</h2>${draftCards(view, asked, drafts, form)}</section>`
  const lede = html`${words.say('commit.lede')} ${words.mix('enter.about', { record: recordLink(view, 'signatory', signatory.id, signatory) })}`
  return formPage(view, form, {
    title: words.say('commit.title'),
    lede,
    fields,
    send: words.say('commit.send'),
    refused: checkMayEnter(actor, 'commitment', asked.signatory),
  })
}

/** What a new programme of action is called at first: as its plan is. */
const titleOf = (desk: Desk, asked: Asked): string => studyOf(desk, asked)?.result.study.title ?? ''

/** In whose name, where someone acts for several, or for none. */
async function chooseFor(view: Actable): Promise<string> {
  const { words, reading, query } = view
  const own = ownSignatories(view)
  const records = await reading.records(own)
  const kept = Object.fromEntries(query)
  const main = html`<div class="wrap"><div class="head"><h1>${words.say('commit.title')}</h1></div>${
    own.length === 0
      ? html`<p class="empty">${words.say('dialogue.norole')}</p>`
      : html`<h2>${words.say('commit.whose')}</h2><ul>${[...records.values()].map((record) => html`<li><a href="${href(view, '/commit', { ...kept, signatory: record.id })}">${named(words, record)}</a></li>`)}</ul>`
  }</div>`
  return registerPage(view, { title: words.say('commit.title'), main })
}

/** Each draft with its box to tick; its words and its number may be changed before it is made. */
function draftCards(
  view: Actable,
  asked: Asked,
  drafts: readonly RecordData<'commitment'>[],
  form: FormState,
): Html {
  const { words } = view
  const sent = form.sent.names.length > 0
  // A programme of action begins with all of its plan's years.
  const all = asked.programme === newProgramme ? drafts.map((_, i) => String(i)) : []
  const chosen = sent ? form.sent.texts('take') : all
  return html`${drafts.map(({ title, target, budget }, i) => {
    const facts = [
      words.say('commit.until', { date: words.date(target.date) }),
      ...(budget === undefined ? [] : [`${words.say('commit.budget')}: ${moneyOf(words, budget)}`]),
    ]
    return html`<fieldset class="field gap-top"><legend><span class="pair"><input type="checkbox" id="take-${i}" name="take" value="${i}"${chosen.includes(String(i)) ? raw(' checked') : undefined}><label for="take-${i}">${words.say('commit.take')}: <bdi${words.language === 'en' ? undefined : raw(' lang="en"')}>${title}</bdi></label></span></legend>
<p class="soft small">${facts.join(' · ')} · <a href="${href(view, '/enter/commitment', { ...asked, draft: i })}">${words.say('commit.edit')}</a></p>
${field(words, form, { name: `title/${i}`, label: words.say('commit.words'), value: title, most: 300 })}
${field(words, form, { name: `target/${i}`, label: words.say('commit.target'), type: 'number', value: String(target.value) })}</fieldset>`
  })}`
}

/** A draft with the words and the number that were typed over it. */
function edited(
  draft: RecordData<'commitment'>,
  i: string,
  sent: SentForm,
): RecordData<'commitment'> {
  const title = sent.text(`title/${i}`).trim()
  const typed = sent.text(`target/${i}`).trim()
  const value = numberOf(typed)
  return {
    ...draft,
    ...(title === '' ? {} : { title }),
    target: {
      ...draft.target,
      value: typed === '' ? draft.target.value : (value ?? (typed as never)),
    },
  }
}

async function act(desk: Desk, view: Actable, sent: SentForm): Promise<string> {
  const { services, reading } = desk
  const { actor, words } = view
  const asked = askedOf(view, sent)
  const drafts = draftsOf(desk, asked)
  const chosen = sent
    .texts('take')
    .filter((text) => drafts[Number(text)] !== undefined)
    .map((text) => [text, edited(drafts[Number(text)], text, sent)] as const)
  const missing = (name: string, label: string): Problem =>
    wrongField('value-missing', name, label, words.say('wrong.missing'))
  const problems = [
    ...(chosen.length > 0
      ? []
      : [
          wrongField(
            'nothing-chosen',
            'take',
            words.say('commit.drafts'),
            words.say('commit.choose'),
          ),
        ]),
    ...(asked.answers === '' ? [missing('answers', words.say('enter.answers'))] : []),
    ...(asked.lead.trim() === '' ? [missing('lead', words.say('field.lead'))] : []),
  ]
  if (problems.length > 0) throw new RefusedError(problems)
  const programme =
    asked.programme === newProgramme ? programmeOf(view, asked, sent, chosen) : undefined
  // All of it is sound before any of it is entered.
  const faults = [
    ...(programme === undefined
      ? []
      : readableProblems(words, 'programme', checkRecord('programme', programme, 'form'), {
          rows: new Map(),
        }).map((fault) => ({
          ...fault,
          at: { ...fault.at, table: fault.at.table.replace('programme/', 'form/programme-') },
        }))),
    ...chosen.flatMap(([i, draft]) =>
      readableProblems(words, 'commitment', checkRecord('commitment', draft, 'form'), {
        rows: new Map(),
      }).map((fault) => ({
        ...fault,
        at: {
          ...fault.at,
          table: /title/.test(fault.at.table) ? `form/title/${i}` : `form/target/${i}`,
        },
      })),
    ),
  ]
  if (faults.length > 0) throw new RefusedError(faults)
  const enter = (kind: 'programme' | 'commitment', data: object): Promise<Taken> =>
    enterRecord(services.register, reading, actor, { kind, data: data as unknown as Json })
  const made = programme === undefined ? undefined : await enter('programme', programme)
  let last: Taken | undefined
  for (const [, draft] of chosen)
    last = await enter('commitment', made === undefined ? draft : { ...draft, programme: made.id })
  if (last !== undefined) {
    const page = await pageOf(desk, 'commitment', last)
    if (chosen.length === 1 && made === undefined) return page
  }
  const belongs = made?.id ?? asked.programme
  const english = { ...view, words: { ...words, language: 'en' as const } }
  return belongs === ''
    ? recordHref(english, 'signatory', asked.signatory)
    : recordHref(english, 'programme', belongs)
}

/** The new programme of action: from the first promise's beginning to the last one's day. */
function programmeOf(
  { words }: Actable,
  { signatory }: Asked,
  sent: SentForm,
  chosen: readonly (readonly [string, RecordData<'commitment'>])[],
): object {
  const from = chosen.map(([, { baseline }]) => baseline.date).sort()[0]
  const until = chosen
    .map(([, { target }]) => target.date)
    .sort()
    .at(-1)
  const [title, about] = ['programme-title', 'programme-about'].map((name) =>
    sent.text(name).trim(),
  )
  return {
    ...(title === '' ? {} : { title }),
    signatory,
    language: words.language,
    ...(about === '' ? {} : { about }),
    from: daysAfter(from, 1),
    until,
  }
}
