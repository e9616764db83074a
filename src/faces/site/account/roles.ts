// Who acts for a signatory, and the end of a role: by the operator, or by the signatory's own officials. Each
// end is an act in the log.
import type { Hono } from 'hono'
import { type Actor, actsFor, checkMayEndRole, holds, roles } from '#accounts/roles.ts'
import { actPage } from '#faces/site/account/actPage.ts'
import { reasonProblem, refuse } from '#faces/site/account/checks.ts'
import { roleLine, signatoryName } from '#faces/site/account/invitation.ts'
import { bdi } from '#faces/site/account/signIn.ts'
import { type FormVisit, formRoute } from '#faces/site/forms.ts'
import { type Html, html } from '#faces/site/html.ts'
import { openPage } from '#faces/site/openPage.ts'
import { field } from '#faces/site/parts/form.ts'
import {
  pageAnswer,
  type Services,
  type SiteEnv,
  type Visit,
  visitOf,
} from '#faces/site/services.ts'
import { href } from '#faces/site/view.ts'
import type { Holder } from '#store/roleBook.ts'

/** Who holds roles, each with the way to end it. */
export function holderList(
  visit: Visit,
  holders: readonly Holder[],
  names: ReadonlyMap<string, string>,
): Html {
  const { words } = visit
  return html`<ul>${holders.map(
    ({ account, role, signatory, name, suspended }) =>
      html`<li>${bdi(name === '' ? account.slice(0, 6) : name)}: ${roleLine(words, role, names.get(signatory) ?? signatory)}${suspended ? html` (${words.say('roles.suspended')})` : undefined} · <a href="${href(visit, '/account/roles/end', { account, role, signatory })}">${words.say('roles.end')}</a></li>`,
  )}</ul>`
}

/** Adds the pages of roles. */
export function roleRoutes(app: Hono<SiteEnv>, services: Services): void {
  const { accounts, register } = services
  const maySee = (actor: Actor | undefined, signatory: string): boolean =>
    actor !== undefined && (holds(actor, 'operator') || actsFor(actor, signatory))

  app.get('/signatories/:id/officials', async (c) => {
    const visit = await visitOf(c)
    const id = c.req.param('id')
    const record = await register.findRecord(id)
    if (record?.kind !== 'signatory' || !maySee(visit.visitor.actor, id))
      return c.notFound() as Response
    const { words } = visit
    const name = await signatoryName(register, id)
    const [holders, count] = await Promise.all([
      accounts.roles.holders(id),
      accounts.roles.officials(id),
    ])
    const title = words.say('roles.title', { signatory: name })
    const main = html`<div class="wrap head"><h1>${words.mix('roles.title', { signatory: bdi(name) })}</h1><p class="lede">${words.say('roles.lede')}</p>
${count < 2 ? html`<p class="other">${words.say(count === 1 ? 'roles.one' : 'roles.none')}</p>` : undefined}<section>${holderList(visit, holders, new Map([[id, name]]))}</section></div>`
    const crumbs = [[name, href(visit, `/signatories/${id}`)]] as const
    return pageAnswer(c, openPage(visit, { title, main, crumbs }))
  })

  /** The role that the address names. */
  const named = async ({ query }: FormVisit): Promise<Holder | undefined> => {
    const role = roles.find((each) => each === query.get('role'))
    if (role === undefined) return undefined
    const [account = '', signatory = ''] = ['account', 'signatory'].map(
      (name) => query.get(name) ?? '',
    )
    return accounts.roles.find({ account, role, signatory })
  }

  formRoute(app, '/account/roles/end', {
    async show(visit, form) {
      const { words, actor } = visit
      const held = await named(visit)
      if (held === undefined || !maySee(actor, held.signatory)) return undefined
      const role = roleLine(words, held.role, await signatoryName(register, held.signatory))
      const back =
        held.signatory === '' || holds(actor, 'operator')
          ? ([words.say('operator.title'), href(visit, '/operator')] as const)
          : ([
              words.say('roles.see'),
              href(visit, `/signatories/${held.signatory}/officials`),
            ] as const)
      return actPage(visit, form, {
        title: words.say('roles.end'),
        lede: html`${held.account === actor.account ? html`${words.say('roles.end.own')} ` : undefined}${words.mix('roles.end.lede', { name: bdi(held.name), role })} ${words.say('roles.end.public')}`,
        crumbs: [back],
        fields: field(words, form, {
          name: 'reason',
          type: 'long',
          label: words.say('moderation.reason'),
          hint: words.say('moderation.reason.hint'),
          most: 2000,
        }),
        act: words.say('roles.end'),
      })
    },
    async act(visit, sent) {
      const { actor, words, query } = visit
      const held = await named(visit)
      refuse(
        reasonProblem(sent),
        ...(held === undefined ? [] : checkMayEndRole(actor, held.role, held.signatory)),
      )
      const role = held?.role ?? roles.find((each) => each === query.get('role')) ?? 'reviewer'
      const { account = query.get('account') ?? '', signatory = query.get('signatory') ?? '' } =
        held ?? {}
      await accounts.roles.end(
        actor,
        { account, role, signatory },
        { language: words.language, reason: sent.text('reason').trim() },
      )
      if (holds(actor, 'operator') && !(account === actor.account && role === 'operator'))
        return href(visit, '/operator')
      return account === actor.account
        ? href(visit, '/account')
        : href(visit, `/signatories/${signatory}/officials`)
    },
  })
}
