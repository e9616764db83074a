// Signing a declaration: one official signs at `/signatories/ID/sign`, a second confirms at `/signatures/ID`,
// and only then does the register hold the signature.
import type { Hono } from 'hono'
import { checkConfirmation, checkProposal, proposalDays } from '#accounts/signing.ts'
import { type FormState, formRoute } from '#faces/site/forms.ts'
import { type Html, html } from '#faces/site/html.ts'
import { choiceField, field, type SaidProblem } from '#faces/site/parts/form.ts'
import {
  type Actable,
  type Desk,
  formPage,
  pageOf,
  wrongField,
} from '#faces/site/register/forms/desk.ts'
import { dayOf, nameOf, type RegisterView, recordLink } from '#faces/site/register/view.ts'
import type { SiteEnv } from '#faces/site/services.ts'
import { href } from '#faces/site/view.ts'
import type { Words } from '#faces/site/words/words.ts'
import { apart } from '#faces/site/words/words.ts'
import { isDate } from '#register/schema.ts'
import { RefusedError } from '#store/register.ts'

/** Adds both forms. */
export function signForms(app: Hono<SiteEnv>, desk: Desk): void {
  const { services } = desk
  formRoute(app, '/signatories/:id/sign', {
    show: async (visit, form) => showSigning({ ...visit, ...(await desk.dress(visit)) }, form),
    act: async (visit, sent) => {
      const { words } = visit
      const act = sent.text('act') === 'withdraw' ? 'withdraw' : 'adopt'
      const date = sent.text('date')
      const declaration = sent.text('declaration')
      const problems = [
        ...(isDate(date)
          ? []
          : [wrongField('value-wrong', 'date', words.say('field.date'), words.say('wrong.date'))]),
        ...((await desk.reading.find('declaration', declaration)) === undefined
          ? [
              wrongField(
                'reference-unknown',
                'declaration',
                words.say('field.declaration'),
                words.say('wrong.choice'),
              ),
            ]
          : []),
      ]
      if (problems.length > 0) throw new RefusedError(problems)
      const signatory = visit.param('id')
      const proposal = { declaration, signatory, act, date } as const
      return `/signatures/${await services.accounts.proposals.propose(visit.actor, proposal)}`
    },
  })
  formRoute(app, '/signatures/:id', {
    show: async (visit, form) =>
      showWaiting(desk, { ...visit, ...(await desk.dress(visit)) }, form),
    act: async (visit) => {
      const taken = await services.accounts.proposals.confirm(visit.actor, visit.param('id'))
      return pageOf(desk, 'signature', taken)
    },
  })
}

async function showSigning(view: Actable, form: FormState): Promise<string | undefined> {
  const { words, reading, actor } = view
  const id = view.param('id')
  const signatory = await reading.find('signatory', id)
  if (signatory === undefined) return undefined
  const declarations = (await reading.declarations()).map(
    (record) => [record.id, nameOf(words, record)] as const,
  )
  const acts = (['adopt', 'withdraw'] as const).map(
    (act) => [act, words.say(`value.act.${act}`)] as const,
  )
  const asked = view.query.get('declaration') ?? ''
  const fields = html`${choiceField(words, form, { name: 'declaration', label: words.say('field.declaration'), value: asked }, declarations)}${choiceField(words, form, { name: 'act', label: words.say('field.act') }, acts)}${field(words, form, { name: 'date', label: words.say('field.date'), type: 'date', value: reading.today() })}`
  return formPage(view, form, {
    title: words.say('sign.title'),
    lede: words.mix('sign.lede', {
      signatory: recordLink(view, 'signatory', id, signatory),
    }),
    fields,
    send: words.say('sign.propose'),
    refused: checkProposal(actor, id),
  })
}

async function showWaiting(
  desk: Desk,
  view: Actable,
  form: FormState,
): Promise<string | undefined> {
  const { words, reading, actor } = view
  const proposal = await desk.services.accounts.proposals.find(view.param('id'))
  if (proposal === undefined) return undefined
  const { declaration, signatory, act, date, official } = proposal
  const [records, names] = await Promise.all([
    reading.records([declaration, signatory]),
    reading.accountNames([official]),
  ])
  const who = recordLink(view, 'signatory', signatory, records.get(signatory))
  const text = words.mix('sign.waiting.text', {
    act: words.say(`value.act.${act}`),
    declaration: recordLink(view, 'declaration', declaration, records.get(declaration)),
    signatory: who,
    official: html`<bdi>${names.get(official) ?? official.slice(0, 6)}</bdi>`,
    date: dayOf(words, date),
  })
  const refused = checkConfirmation(actor, proposal, desk.services.now())
  const second = html`<p>${words.mix('sign.waiting.second', { signatory: who, days: proposalDays })}</p>`
  return formPage(view, form, {
    title: words.say('sign.waiting.title'),
    lede: text,
    fields: second,
    send: words.say('sign.confirm'),
    // Whoever signed is told what comes next, not that they may not.
    refused:
      actor.account === official ? [waits(words, nameOf(words, records.get(signatory)))] : refused,
  })
}

const waits = (words: Words, signatory: string): SaidProblem => ({
  level: 'note',
  code: 'signature-waits',
  at: { source: 'form', table: '', row: 0 },
  message: words.say('sign.waiting.title'),
  cure: words.say('sign.waiting.second', { signatory: apart(signatory), days: proposalDays }),
  said: true,
})

/** Signatures of a signatory that wait, for its officials. */
export async function waitingList(
  desk: Desk,
  view: RegisterView,
  signatory: string,
): Promise<Html | undefined> {
  const { words, reading } = view
  const waiting = await desk.services.accounts.proposals.open(signatory)
  if (waiting.length === 0) return undefined
  const records = await reading.records(waiting.map(({ declaration }) => declaration))
  return html`<section><h2>${words.say('sign.waiting.list')}</h2><ul>${waiting.map(({ id, declaration, act, date }) => html`<li><a href="${href(view, `/signatures/${id}`)}">${words.say(`value.act.${act}`)}: <bdi>${nameOf(words, records.get(declaration))}</bdi>, ${dayOf(words, date)}</a></li>`)}</ul></section>`
}
