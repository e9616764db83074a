// `/commit`: a published plan's phases as draft commitments, to be chosen, edited and made.

import type { Hono } from 'hono'
import { checkMayEnter } from '#accounts/roles.ts'
import type { Json } from '#base/canonical.ts'
import type { Problem } from '#base/problem.ts'
import { type FormState, formRoute, type SentForm } from '#faces/site/forms.ts'
import { type Html, html, raw } from '#faces/site/html.ts'
import { choiceField, field } from '#faces/site/parts/form.ts'
import { dataTable } from '#faces/site/parts/table.ts'
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
import { dayElement, moneyOf, recordHref, recordLink } from '#faces/site/register/view.ts'
import type { SiteEnv } from '#faces/site/services.ts'
import { href } from '#faces/site/view.ts'
import { pledge } from '#pledge.ts'
import type { RecordData } from '#register/records.ts'
import { RefusedError, type Taken } from '#store/register.ts'

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
  return {
    ...(Object.fromEntries(names.map((name) => [name, given(name)])) as Record<
      (typeof names)[number],
      string
    >),
    signatory: view.query.get('signatory') ?? '',
  }
}

/** The plan's drafts; none where no such plan is published. */
function draftsOf({ studies }: Desk, asked: Asked): RecordData<'commitment'>[] {
  const study = studies.find(({ result }) => result.study.id === asked.study) ?? studies[0]
  if (study === undefined) return []
  const [declaration = '', undertaking = ''] = asked.answers.split(' ')
  const years = /^[1-9]$/.test(asked.years) ? Number(asked.years) : 1
  return pledge(study.result, {
    signatory: asked.signatory,
    declaration,
    undertaking,
    lead: asked.lead,
    yearsPerCommitment: years,
    ...(asked.programme === '' ? {} : { programme: asked.programme }),
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
  if (signatory === undefined) return undefined
  const values = await undertakings(reading)
  const drafts = draftsOf(desk, asked)
  const studies = desk.studies.map(({ result }) => [result.study.id, result.study.title] as const)
  const spans = [1, 2, 3, 4].map(
    (years) => [String(years), words.say('years', { count: years })] as const,
  )
  const settings = html`${choiceField(words, form, { name: 'study', label: words.say('commit.study'), value: asked.study }, studies)}
${choiceField(words, form, { name: 'answers', label: words.say('enter.answers'), value: asked.answers }, values)}
${choiceField(words, form, { name: 'programme', label: words.say('field.programme'), value: asked.programme }, await programmesOf(view, asked.signatory))}
${field(words, form, { name: 'lead', label: words.say('field.lead'), value: asked.lead, most: 200 })}
${choiceField(words, form, { name: 'years', label: words.say('commit.years'), value: asked.years || '1' }, spans)}
<button name="again" value="yes">${words.say('commit.show')}</button>`
  const fields =
    drafts.length === 0 || values.length === 0
      ? html`<p class="empty">${words.say(values.length === 0 ? 'enter.answers.none' : 'commit.none')}</p>`
      : html`${settings}<section id="f-take"><h2>${words.say('commit.drafts')}</h2>${draftTable(view, asked, drafts, form)}</section>`
  const lede = html`${words.say('commit.lede')} ${words.mix('enter.about', { record: recordLink(view, 'signatory', signatory.id, signatory) })}`
  return formPage(view, form, {
    title: words.say('commit.title'),
    lede,
    fields,
    send: words.say('commit.send'),
    refused: checkMayEnter(actor, 'commitment', asked.signatory),
  })
}

function draftTable(
  view: Actable,
  asked: Asked,
  drafts: readonly RecordData<'commitment'>[],
  form: FormState,
): Html {
  const { words } = view
  const chosen = form.sent.texts('take')
  return dataTable(
    words.say('commit.drafts.caption'),
    [
      { title: words.say('commit.draft') },
      { title: words.say('commitments.due'), className: 'wide' },
      { title: words.say('commitment.way.target'), numeric: true },
      { title: words.say('commit.budget'), numeric: true },
      { title: words.say('commit.take') },
    ],
    drafts.map(({ title, target, budget }, i) => ({
      head: html`<label for="take-${i}">${title}</label><br><a class="soft small" href="${href(view, '/enter/commitment', { ...asked, draft: i })}">${words.say('commit.edit')}</a>`,
      cells: [
        dayElement(words, target.date),
        words.count(target.value),
        budget === undefined ? '' : moneyOf(words, budget),
        html`<input type="checkbox" id="take-${i}" name="take" value="${i}"${chosen.includes(String(i)) ? raw(' checked') : undefined}>`,
      ],
    })),
  )
}

async function act(desk: Desk, view: Actable, sent: SentForm): Promise<string> {
  const { services, reading } = desk
  const { actor, words } = view
  const asked = askedOf(view, sent)
  const drafts = draftsOf(desk, asked)
  const chosen = sent
    .texts('take')
    .map((text) => drafts[Number(text)])
    .filter((draft) => draft !== undefined)
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
  let last: Taken | undefined
  for (const draft of chosen)
    last = await enterRecord(services.register, reading, actor, {
      kind: 'commitment',
      data: draft as unknown as Json,
    })
  if (chosen.length === 1 && last !== undefined) return pageOf(desk, 'commitment', last)
  if (last !== undefined) await pageOf(desk, 'commitment', last)
  return recordHref({ ...view, words: { ...words, language: 'en' } }, 'signatory', asked.signatory)
}
