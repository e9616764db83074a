// An account's own page: name, roles, passkeys, sessions to end, and giving all of it up.

import type { Hono } from 'hono'
import { actsForOthers } from '#accounts/roles.ts'
import { actPage } from '#faces/site/account/actPage.ts'
import { nameMost, nameProblem, refuse } from '#faces/site/account/checks.ts'
import { roleLine, roleName, signatoryName } from '#faces/site/account/invitation.ts'
import { bdi } from '#faces/site/account/signIn.ts'
import { type FormState, formRoute, type SignedVisit } from '#faces/site/forms.ts'
import { type Html, html } from '#faces/site/html.ts'
import { openPage } from '#faces/site/openPage.ts'
import { field, formProblems } from '#faces/site/parts/form.ts'
import { dropCookie, readCookie, type Services, type SiteEnv } from '#faces/site/services.ts'
import { href } from '#faces/site/view.ts'
import type { OwnAccount } from '#store/people.ts'

const passkeySteps = (visit: SignedVisit): readonly (readonly [string, string])[] => [
  [visit.words.say('nav.account'), href(visit, '/account')],
]

/** Adds the page of an account and what can be done there. */
export function ownRoutes(app: Hono<SiteEnv>, services: Services): void {
  const { accounts, people, moderation, register } = services

  const own = async (visit: SignedVisit): Promise<OwnAccount> =>
    (await people.find(visit.actor.account, visit.session)) as OwnAccount

  formRoute(app, '/account', {
    async show(visit, form) {
      const held = await own(visit)
      const roles = await Promise.all(
        held.roles.map(async ({ role, signatory }) => {
          const name = await signatoryName(register, signatory)
          return signatory === ''
            ? roleLine(visit.words, role, '')
            : visit.words.mix('role.of', {
                role: roleName(visit.words, role),
                signatory: html`<a href="${href(visit, `/signatories/${signatory}`)}">${bdi(name)}</a>`,
              })
        }),
      )
      return accountPage(visit, form, held, roles)
    },
    act: async (visit) => href(visit, '/account'),
  })

  formRoute(app, '/account/name', {
    async show(visit, form) {
      const { words } = visit
      const { name, kind } = await own(visit)
      if (kind !== 'resident') return undefined
      return actPage(visit, form, {
        title: words.say('account.pseudonym.change'),
        crumbs: passkeySteps(visit),
        fields: field(words, form, {
          name: 'name',
          label: words.say('account.pseudonym'),
          hint: words.say('account.pseudonym.hint'),
          value: name,
          most: nameMost,
        }),
        act: words.say('account.save'),
      })
    },
    async act(visit, sent) {
      refuse(nameProblem(sent.text('name')))
      await moderation.rename(visit.actor.account, sent.text('name').trim())
      return href(visit, '/account')
    },
  })

  formRoute(app, '/account/passkeys/remove', {
    show: (visit, form) =>
      actPage(visit, form, {
        title: visit.words.say('account.passkey.remove'),
        lede: visit.words.say('account.passkey.remove.lede'),
        crumbs: passkeySteps(visit),
        act: visit.words.say('account.passkey.remove'),
      }),
    async act(visit) {
      const credential = visit.query.get('id') ?? ''
      await people.removePasskey(visit.actor.account, credential, visit.session)
      return href(visit, '/account')
    },
  })

  formRoute(app, '/account/sessions/end', {
    show: (visit, form) =>
      actPage(visit, form, {
        title: visit.words.say('account.sessions.end'),
        crumbs: passkeySteps(visit),
        act: visit.words.say('account.sessions.end'),
      }),
    async act(visit) {
      const id = visit.query.get('id') ?? ''
      if (id === '') await people.endOtherSessions(visit.actor.account, visit.session)
      else await people.endSession(visit.actor.account, id)
      return href(visit, '/account')
    },
  })

  formRoute(app, '/account/erase', {
    async show(visit, form) {
      const { words } = visit
      const count = (await people.ownWords(visit.actor.account)).length
      return actPage(visit, form, {
        title: words.say('account.erase'),
        lede: words.say('account.erase.lede'),
        crumbs: passkeySteps(visit),
        fields: html`${count === 0 ? undefined : field(words, form, { name: 'words', type: 'check', label: words.say('account.erase.words', { count }) })}${field(words, form, { name: 'sure', type: 'check', label: words.say('account.erase.sure') })}`,
        act: words.say('account.erase'),
      })
    },
    async act(visit, sent, c) {
      if (sent.text('sure') !== 'yes') return href(visit, '/account/erase')
      const { actor } = visit
      const { account } = actor
      // One's own words: the log keeps the tombstone, and that it was their author who asked.
      if (sent.text('words') === 'yes')
        for (const subject of await people.ownWords(account))
          await register.append({
            kind: 'moderation',
            data: {
              subject,
              act: 'erase',
              rule: 'own-words',
              language: 'en',
              reason: 'The author erased the account and the words',
            },
            by: account,
          })
      // Whoever acted for others and does so no more: the log says it, as where a role is ended.
      for (const { role, signatory } of actor.roles.filter((held) => held.role !== 'resident'))
        await register.append({
          kind: 'conduct',
          data: {
            account,
            act: 'endRole',
            role,
            ...(signatory === '' ? {} : { signatory }),
            rule: 'role-ended',
            language: 'en',
            reason: 'The holder gave the account up',
          },
          by: account,
        })
      await people.erase(account)
      await accounts.closeSession(readCookie(c, 'session'))
      dropCookie(c, 'session')
      return href(visit, '/')
    },
  })
}

function accountPage(
  visit: SignedVisit,
  form: FormState,
  held: OwnAccount,
  roles: readonly Html[],
): string {
  const { words, actor } = visit
  const link = (path: string, text: string, query: Record<string, string> = {}): Html =>
    html`<a href="${href(visit, path, query)}">${text}</a>`
  const when = (instant: string): string => words.time(new Date(instant))
  const parts: Html[] = []
  const holds = (role: string): boolean => actor.roles.some((each) => each.role === role)
  if (actsForOthers(actor)) parts.push(link('/waiting', words.say('waiting.title')))
  if (holds('moderator')) parts.push(link('/moderation', words.say('moderation.title')))
  if (holds('operator')) parts.push(link('/operator', words.say('operator.title')))
  if (holds('official')) {
    parts.push(link('/register', words.say('nav.section.promises')))
    parts.push(link('/dialogue', words.say('nav.section.dialogue')))
  }
  const name = html`<p>${bdi(held.name)}${held.nameSeen ? undefined : html` <span class="soft">${words.say('account.pseudonym.waits')}</span>`}</p>${held.kind === 'resident' ? html`<p>${link('/account/name', words.say('account.pseudonym.change'))}</p>` : undefined}`
  const passkeys = html`<ul>${held.passkeys.map(
    ({ credential, name: called, created }) =>
      html`<li>${bdi(called === '' ? words.say('account.passkey.unnamed') : called)}, ${when(created)} · ${link('/account/passkeys/remove', words.say('account.passkey.remove'), { id: credential })}</li>`,
  )}</ul>`
  const sessions = html`<ul>${held.sessions.map(
    ({ id, created, seen, by, own }) =>
      html`<li>${words.say(by === 'passkey' ? 'account.session.passkey' : 'account.session.email', { created: when(created), seen: when(seen) })} · ${own ? html`<strong>${words.say('account.session.own')}</strong>` : link('/account/sessions/end', words.say('account.session.end'), { id })}</li>`,
  )}</ul>`
  const main = html`<div class="wrap head">${formProblems(words, form)}<h1>${words.say('nav.account')}</h1>
<section><h2>${words.say('account.name.shown')}</h2>${name}<p class="soft">${bdi(held.email)}</p></section>
<section><h2>${words.say('account.roles')}</h2><ul>${roles.map((role) => html`<li>${role}</li>`)}</ul>${parts.length === 0 ? undefined : html`<p class="pages">${parts}</p>`}</section>
<section><h2>${words.say('account.passkeys')}</h2>${held.passkeys.length === 0 ? html`<p>${words.say('account.passkeys.none')}</p>` : passkeys}<p>${link('/account/passkey', words.say('account.passkey.make'))}</p></section>
<section><h2>${words.say('account.sessions')}</h2>${sessions}${held.sessions.length > 1 ? html`<p>${link('/account/sessions/end', words.say('account.sessions.end'))}</p>` : undefined}
<form class="act" method="post" action="${href(visit, '/account/sign-out')}">${form.token}<button>${words.say('account.signOut')}</button></form></section>
<section><h2>${words.say('account.erase')}</h2><p>${link('/account/erase', words.say('account.erase'))}</p></section></div>`
  return openPage(visit, { title: words.say('nav.account'), main })
}
