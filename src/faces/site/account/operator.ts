// The operator's page: inviting people to roles, and what is still waiting.
import type { Hono } from 'hono'
import { RateLimit, rates } from '#accounts/rateLimit.ts'
import { holds, type Role, roles, signatoryRoles } from '#accounts/roles.ts'
import { actPage } from '#faces/site/account/actPage.ts'
import { emailOf, emailProblem, fieldProblem, refuse } from '#faces/site/account/checks.ts'
import { roleLine, roleName, signatoryName } from '#faces/site/account/invitation.ts'
import { holderList } from '#faces/site/account/roles.ts'
import { bdi } from '#faces/site/account/signIn.ts'
import { formRoute } from '#faces/site/forms.ts'
import { html } from '#faces/site/html.ts'
import { choiceField, field } from '#faces/site/parts/form.ts'
import type { Services, SiteEnv } from '#faces/site/services.ts'
import { href } from '#faces/site/view.ts'

/** The most often needed first. */
const invited = roles.filter((role) => role !== 'resident').reverse()

/** Adds the operator's pages. */
export function operatorRoutes(app: Hono<SiteEnv>, services: Services): void {
  const { accounts, register, mailer, origin } = services
  const mails = new RateLimit(rates.allMail)

  formRoute(app, '/operator', {
    async show(visit, form) {
      if (!holds(visit.actor, 'operator')) return undefined
      const { words } = visit
      const ids = await register.listRecords('signatory', '', 500)
      const signatories = await Promise.all(
        ids.map(async (id) => [id, await signatoryName(register, id)] as const),
      )
      const names = new Map(signatories)
      const waiting = await accounts.invitations.waiting()
      const list = html`<section><h2>${words.say('operator.waiting')}</h2>${waiting.length === 0 ? html`<p class="soft">${words.say('moderation.nothing')}</p>` : html`<ul>${waiting.map(({ id, role, signatory, email, expires }) => html`<li>${bdi(email)}: ${roleLine(words, role, names.get(signatory) ?? signatory)}, ${words.say('operator.until', { date: words.date(expires) })} · <a href="${href(visit, '/operator/withdraw', { id })}">${words.say('operator.withdraw')}</a></li>`)}</ul>`}</section>`
      return actPage(visit, form, {
        title: words.say('operator.title'),
        lede: words.say('operator.lede'),
        crumbs: [[words.say('nav.account'), href(visit, '/account')]],
        fields: html`${field(words, form, { name: 'email', type: 'email', label: words.say('account.email'), most: 254 })}${choiceField(
          words,
          form,
          { name: 'role', label: words.say('operator.role') },
          invited.map((role) => [role, roleName(words, role)]),
        )}${choiceField(
          words,
          form,
          {
            name: 'signatory',
            label: words.say('operator.signatory'),
            hint: words.say('operator.signatory.hint'),
          },
          [['', words.say('operator.signatory.none')], ...signatories],
        )}`,
        act: words.say('operator.invite'),
        after: html`${list}<section><h2>${words.say('roles.held')}</h2>${holderList(visit, await accounts.roles.holders(), names)}</section>`,
      })
    },
    async act(visit, sent) {
      const { words, actor } = visit
      const role: Role = invited.find((each) => each === sent.text('role')) ?? 'reviewer'
      const signatory = sent.text('signatory')
      const known = (await register.findRecord(signatory))?.kind === 'signatory'
      refuse(
        emailProblem(sent),
        signatoryRoles.includes(role) && !known
          ? fieldProblem(
              'invitation-scope',
              'signatory',
              'There is no such signatory',
              'Choose one',
            )
          : undefined,
      )
      const email = emailOf(sent)
      if (mails.take(actor.account, performance.now()) > 0)
        refuse(fieldProblem('too-often', 'email', 'Too many mails', 'Wait a while'))
      const secret = await accounts.invitations.invite(actor, role, signatory, email)
      const address = `${origin}${href(visit, '/account/invitation', { t: secret })}`
      const subject = words.say('mail.invitation.subject')
      const asked = roleName(words, role)
      const name = known ? await signatoryName(register, signatory) : ''
      const text = words.say('mail.invitation.text', {
        address,
        role:
          name === '' || !signatoryRoles.includes(role)
            ? asked
            : words.say('role.of', { role: asked, signatory: name }),
      })
      await mailer
        .send({ to: email, subject, text })
        .catch(() =>
          refuse(
            fieldProblem(
              'mail-failed',
              'email',
              'The mail could not be sent',
              'Withdraw it below, and try again',
            ),
          ),
        )
      return href(visit, '/operator')
    },
  })

  formRoute(app, '/operator/withdraw', {
    show: (visit, form) =>
      holds(visit.actor, 'operator')
        ? actPage(visit, form, {
            title: visit.words.say('operator.withdraw'),
            crumbs: [[visit.words.say('operator.title'), href(visit, '/operator')]],
            act: visit.words.say('operator.withdraw'),
          })
        : undefined,
    async act(visit) {
      if (holds(visit.actor, 'operator') && visit.actor.by === 'passkey')
        await accounts.invitations.withdraw(visit.query.get('id') ?? '')
      return href(visit, '/operator')
    },
  })
}
