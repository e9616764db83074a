// Taking an invitation up. The link in the mail proves the mailbox: whoever is new is signed in by it, whoever
// has an account already gets the role and signs in as always.
import type { Hono } from 'hono'
import { rates } from '#accounts/rateLimit.ts'
import type { Role } from '#accounts/roles.ts'
import { lifetimes } from '#accounts/sessions.ts'
import { actPage, sayPage } from '#faces/site/account/actPage.ts'
import {
  adultProblem,
  fieldProblem,
  nameMost,
  nameProblem,
  refuse,
} from '#faces/site/account/checks.ts'
import { adultField, bdi } from '#faces/site/account/signIn.ts'
import { formRoute } from '#faces/site/forms.ts'
import { type Html, html } from '#faces/site/html.ts'
import { field } from '#faces/site/parts/form.ts'
import { giveCookie, type Services, type SiteEnv, type Visit } from '#faces/site/services.ts'
import { href } from '#faces/site/view.ts'
import type { Words } from '#faces/site/words/words.ts'
import { RefusedError } from '#store/draft.ts'
import type { Register } from '#store/register.ts'

/** A role in the reader's words. */
export function roleName(words: Words, role: Role): string {
  return words.say(`role.${role}`)
}

/** The name of a signatory; '' for roles of the whole register. */
export async function signatoryName(register: Register, id: string): Promise<string> {
  if (id === '') return ''
  const record = await register.findRecord(id)
  const name = (record?.data as { name?: unknown } | undefined)?.name
  return typeof name === 'string' && record?.hidden === false ? name : id
}

/** A role, and for whom. */
export function roleLine(words: Words, role: Role, signatory: string): Html {
  if (signatory === '') return html`${roleName(words, role)}`
  return words.mix('role.of', { role: roleName(words, role), signatory: bdi(signatory) })
}

/** Adds the page of an invitation. */
export function invitationRoutes(app: Hono<SiteEnv>, services: Services): void {
  const { accounts, register } = services
  formRoute(app, '/account/invitation', {
    who: 'anyone',
    rate: rates.signIn,
    async show(visit, form) {
      const { words } = visit
      const found = await accounts.invitations.find(visit.query.get('t') ?? '')
      if (found === undefined) return deadInvitation(visit)
      const role = roleLine(words, found.role, await signatoryName(register, found.signatory))
      return actPage(visit, form, {
        title: words.say('account.invitation'),
        lede: words.mix('account.invitation.lede', { role, email: bdi(found.email) }),
        fields: found.fresh
          ? html`${field(words, form, {
              name: 'name',
              label: words.say('account.name'),
              hint: words.say('account.name.hint'),
              autocomplete: 'name',
              most: nameMost,
            })}${adultField(visit, form)}`
          : undefined,
        act: words.say('account.invitation.act'),
      })
    },
    async act(visit, sent, c) {
      const secret = visit.query.get('t') ?? ''
      const found = await accounts.invitations.find(secret)
      if (found?.fresh === true) refuse(nameProblem(sent.text('name')), adultProblem(sent))
      const account = await accounts.acceptInvitation(secret, sent.text('name').trim())
      if (account === undefined)
        throw new RefusedError([
          fieldProblem('link-dead', '', 'This link works no more', 'Ask for a new one'),
        ])
      if (found?.fresh !== true)
        return href(visit, '/account/sign-in', { next: href(visit, '/account') })
      const session = await accounts.openSession(account, 'email')
      giveCookie(c, 'session', session.token, lifetimes.session / 1000)
      return href(visit, '/account/passkey')
    },
  })
}

function deadInvitation(visit: Visit): string {
  const { words } = visit
  return sayPage(visit, words.say('account.dead'), words.say('account.invitation.dead'))
}
