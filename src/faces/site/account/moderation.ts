// The moderators' pages: what waits, an act on a record, a pseudonym, an account; and the page by which
// anyone can tell them of a record. Every act is a record of its own, with its reason, and in the log.
import type { Hono } from 'hono'
import { rates } from '#accounts/rateLimit.ts'
import { type Actor, checkMayEnter, holds } from '#accounts/roles.ts'
import { after } from '#accounts/sessions.ts'
import type { Json } from '#base/canonical.ts'
import { actPage, sayPage } from '#faces/site/account/actPage.ts'
import { reasonProblem, refuse } from '#faces/site/account/checks.ts'
import { bdi } from '#faces/site/account/signIn.ts'
import { beginning } from '#faces/site/dialogue/view.ts'
import { type FormState, formRoute, type SentForm, type SignedVisit } from '#faces/site/forms.ts'
import { type Html, html } from '#faces/site/html.ts'
import { openPage } from '#faces/site/openPage.ts'
import { choiceField, field } from '#faces/site/parts/form.ts'
import { aboutOf } from '#faces/site/register/enter.ts'
import { langOf, named, textOf } from '#faces/site/register/view.ts'
import { pageAnswer, type Services, type SiteEnv, visitOf } from '#faces/site/services.ts'
import { href } from '#faces/site/view.ts'
import type { Words } from '#faces/site/words/words.ts'
import type { RecordData } from '#register/records.ts'
import type { OpenDispute } from '#store/moderation.ts'
import { Reading } from '#store/reading.ts'

/** The house's rules, by which every act is done (docs/methods/accounts.md). */
const rules = [
  'personal-data',
  'people-in-picture',
  'insult',
  'unlawful',
  'spam',
  'mistake',
  'settled',
] as const
const recordActs = ['hide', 'restore', 'erase', 'settle'] as const
const accountActs = ['suspend', 'resume'] as const

/** Letters of a dispute's reason that a list shows. */
const reasonShown = 160

/** What each dispute is about, by its identity: the promise or project by its title, and how the reason begins. */
async function disputed(
  reading: Reading,
  disputes: readonly OpenDispute[],
): Promise<ReadonlyMap<string, (words: Words) => Html>> {
  const records = await reading.records(disputes.map(({ id }) => id))
  const told = [...records.values()].map(async ({ id, kind, data }) => {
    const subject = (await aboutOf(reading, kind, data as unknown as Json)).at(-1)
    const { reason } = data as RecordData<'dispute'>
    const show = (words: Words): Html => {
      const said = html`<bdi${langOf(words, { data })}>${beginning(textOf(words, reason), reasonShown)}</bdi>`
      return html`<p>${subject === undefined ? undefined : html`<b>${named(words, subject)}</b><br>`}${said}</p>`
    }
    return [id, show] as const
  })
  return new Map(await Promise.all(told))
}

const signedModerator = (actor: Actor | undefined): boolean =>
  actor !== undefined && holds(actor, 'moderator')

/** Adds the moderators' pages and the one for telling them. */
export function moderationRoutes(app: Hono<SiteEnv>, services: Services): void {
  const { register, moderation, accounts, people, uploads } = services
  const reading = new Reading(register)

  const mayAct = ({ actor }: SignedVisit): void => refuse(...checkMayEnter(actor, 'moderation'))

  const reasonFields = (visit: SignedVisit, form: FormState): Html => {
    const { words } = visit
    return html`${choiceField(
      words,
      form,
      { name: 'rule', label: words.say('moderation.rule') },
      rules.map((rule) => [rule, words.say(`moderation.rule.${rule}`)]),
    )}${field(words, form, { name: 'reason', type: 'long', label: words.say('moderation.reason'), hint: words.say('moderation.reason.hint'), most: 2000 })}`
  }
  const because = (visit: SignedVisit, sent: SentForm) => {
    refuse(reasonProblem(sent))
    const rule = rules.find((each) => each === sent.text('rule')) ?? 'mistake'
    return { rule, language: visit.words.language, reason: sent.text('reason').trim() }
  }
  const crumbs = (visit: SignedVisit) =>
    [[visit.words.say('moderation.title'), href(visit, '/moderation')]] as const

  app.get('/moderation', async (c) => {
    const visit = await visitOf(c)
    if (visit.visitor.actor === undefined)
      return c.redirect(href(visit, '/account/sign-in', { next: href(visit, '/moderation') }), 303)
    if (!signedModerator(visit.visitor.actor)) return c.notFound() as Response
    const { words } = visit
    const [flags, names, disputes, comments] = await Promise.all([
      moderation.flags(),
      moderation.waitingNames(),
      moderation.openDisputes(),
      moderation.waitingComments(),
    ])
    const about = await disputed(reading, disputes)
    const list = (title: string, items: readonly Html[]): Html =>
      html`<section><h2>${title}</h2>${items.length === 0 ? html`<p class="soft">${words.say('moderation.nothing')}</p>` : html`<ul class="notes">${items.map((item) => html`<li>${item}</li>`)}</ul>`}</section>`
    const to = (path: string, text: string): Html =>
      html`<a href="${href(visit, path)}">${text}</a>`
    const when = (instant: string): string => words.time(new Date(instant))
    const main = html`<div class="wrap head"><h1>${words.say('moderation.title')}</h1>
${list(
  words.say('moderation.comments'),
  comments === 0
    ? []
    : [
        html`<p>${to('/moderation/comments', words.say('moderation.comments.read', { count: comments }))}</p>`,
      ],
)}${list(
  words.say('moderation.flags'),
  flags.map(
    ({ record, kind, index, reason, created }) =>
      html`<p>${bdi(reason)}</p><p class="note">${words.say(`kind.record.${kind}`)}, ${when(created)} · ${to(`/log/entries/${index}`, words.say('moderation.see'))} · ${to(`/moderation/record/${record}`, words.say('moderation.act'))}</p>`,
  ),
)}${list(
  words.say('moderation.names'),
  names.map(
    ({ account, name, created }) =>
      html`<p>${bdi(name)}</p><p class="note">${when(created)} · ${to(`/moderation/name/${account}`, words.say('moderation.decide'))}</p>`,
  ),
)}${list(
  words.say('moderation.disputes'),
  disputes.map(
    ({ id, index, time }) =>
      html`${about.get(id)?.(words)}<p class="note">${when(time)} · ${to(`/log/entries/${index}`, words.say('moderation.see'))} · ${to(`/moderation/record/${id}`, words.say('moderation.act'))}</p>`,
  ),
)}</div>`
    return pageAnswer(c, openPage(visit, { title: words.say('moderation.title'), main }))
  })

  formRoute(app, '/moderation/record/:id', {
    async show(visit, form) {
      const record = await register.findRecord(visit.param('id'))
      if (record === undefined || !signedModerator(visit.actor)) return undefined
      const { words } = visit
      return actPage(visit, form, {
        title: words.say('moderation.record'),
        lede: words.say(record.hidden ? 'moderation.hidden' : 'moderation.shown'),
        crumbs: crumbs(visit),
        fields: html`${choiceField(
          words,
          form,
          { name: 'act', label: words.say('moderation.what') },
          recordActs.map((act) => [act, words.say(`moderation.act.${act}`)]),
        )}${reasonFields(visit, form)}`,
        act: words.say('moderation.do'),
      })
    },
    async act(visit, sent) {
      mayAct(visit)
      const act = recordActs.find((each) => each === sent.text('act')) ?? 'hide'
      const subject = visit.param('id')
      const data = { subject, act, ...because(visit, sent) }
      await register.append({ kind: 'moderation', data, by: visit.actor.account })
      await moderation.closeFlags(subject)
      // Its files are named by nobody any more; those of the last hour may belong to a form in work.
      if (act === 'erase') await uploads.sweep(after(services.now(), -3_600_000))
      return href(visit, '/moderation')
    },
  })

  formRoute(app, '/moderation/name/:account', {
    async show(visit, form) {
      const waiting = await moderation.waitingName(visit.param('account'))
      if (waiting === undefined || !signedModerator(visit.actor)) return undefined
      const { words } = visit
      return actPage(visit, form, {
        title: words.say('moderation.name'),
        lede: bdi(waiting.name),
        crumbs: crumbs(visit),
        fields: html`${choiceField(
          words,
          form,
          { name: 'act', label: words.say('moderation.what') },
          [
            ['showName', words.say('moderation.name.show')],
            ['dropName', words.say('moderation.name.drop')],
          ],
        )}${reasonFields(visit, form)}`,
        act: words.say('moderation.do'),
      })
    },
    async act(visit, sent) {
      mayAct(visit)
      const account = visit.param('account')
      const act = sent.text('act') === 'dropName' ? 'dropName' : 'showName'
      const data = { account, act, ...because(visit, sent) }
      await register.append({ kind: 'conduct', data, by: visit.actor.account })
      await moderation.decideName(account, act === 'showName')
      return href(visit, '/moderation')
    },
  })

  formRoute(app, '/moderation/account/:account', {
    async show(visit, form) {
      if (!signedModerator(visit.actor)) return undefined
      const name = (await people.names([visit.param('account')])).get(visit.param('account'))
      const { words } = visit
      return actPage(visit, form, {
        title: words.say('moderation.account'),
        lede: bdi(name ?? visit.param('account')),
        crumbs: crumbs(visit),
        fields: html`${choiceField(
          words,
          form,
          { name: 'act', label: words.say('moderation.what') },
          accountActs.map((act) => [act, words.say(`moderation.act.${act}`)]),
        )}${reasonFields(visit, form)}`,
        act: words.say('moderation.do'),
      })
    },
    async act(visit, sent) {
      mayAct(visit)
      const account = visit.param('account')
      const act = sent.text('act') === 'resume' ? 'resume' : 'suspend'
      const data = { account, act, ...because(visit, sent) }
      await register.append({ kind: 'conduct', data, by: visit.actor.account })
      await accounts.suspend(account, act === 'suspend')
      return href(visit, '/moderation')
    },
  })

  formRoute(app, '/flag/:id', {
    who: 'anyone',
    rate: rates.flag,
    async show(visit, form) {
      const record = await register.findRecord(visit.param('id'))
      if (record === undefined || record.hidden) return undefined
      const { words } = visit
      return actPage(visit, form, {
        title: words.say('flag.title'),
        lede: words.say('flag.lede'),
        fields: field(words, form, {
          name: 'reason',
          type: 'long',
          label: words.say('flag.reason'),
          most: 2000,
        }),
        act: words.say('flag.send'),
      })
    },
    async act(visit, sent) {
      refuse(reasonProblem(sent))
      if ((await register.findRecord(visit.param('id'))) !== undefined)
        await moderation.flag(visit.param('id'), sent.text('reason').trim())
      return href(visit, '/flagged')
    },
  })
  app.get('/flagged', async (c) => {
    const visit = await visitOf(c)
    const { words } = visit
    return pageAnswer(c, sayPage(visit, words.say('flag.done'), words.say('flag.done.text')))
  })
}
