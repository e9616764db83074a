// Passkeys (WebAuthn level 3): made and used by a small script; the server checks every answer with
// @simplewebauthn/server. A challenge works once, for five minutes, for whom it was given.
import {
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { RateLimit, rates } from '#accounts/rateLimit.ts'
import type { Actor } from '#accounts/roles.ts'
import { lifetimes, tokenHash } from '#accounts/sessions.ts'
import { nameMost } from '#faces/site/account/checks.ts'
import { formRoute, fromHere, hasToken } from '#faces/site/forms.ts'
import { html } from '#faces/site/html.ts'
import { openPage } from '#faces/site/openPage.ts'
import { field } from '#faces/site/parts/form.ts'
import {
  clientOf,
  giveCookie,
  readCookie,
  type Services,
  type SiteEnv,
  visitorOf,
} from '#faces/site/services.ts'
import { policies } from '#faces/site/transport.ts'
import { href } from '#faces/site/view.ts'
import type { WebBundle } from '#faces/site/webBundle.ts'

type SiteContext = Context<SiteEnv>

const refused = (c: SiteContext, status: 400 | 403 | 429): Response => {
  c.header('cache-control', 'no-store')
  c.header('content-security-policy', policies.nothing)
  return c.json({ problem: status === 429 ? 'too-often' : 'refused' }, status)
}
const given = (c: SiteContext, body: object): Response => {
  c.header('cache-control', 'no-store')
  c.header('content-security-policy', policies.nothing)
  return c.json(body)
}

/** Adds the page that makes a passkey, and what its script and that of signing in ask for. */
export function passkeyRoutes(app: Hono<SiteEnv>, services: Services, bundle: WebBundle): void {
  const { accounts, people, origin } = services
  const rpID = new URL(origin).hostname
  const limit = new RateLimit(rates.signIn)

  /** Guards that every POST of a script passes: where it is from, its token, how often. */
  const guarded = async (c: SiteContext): Promise<Response | undefined> => {
    if (!fromHere(c) || !(await hasToken(c, c.req.header('x-form-token') ?? '')))
      return refused(c, 403)
    return limit.take(clientOf(c), performance.now()) > 0 ? refused(c, 429) : undefined
  }
  const post = (
    path: string,
    act: (c: SiteContext, body: Record<string, unknown>) => Promise<Response>,
  ): void => {
    const tooLarge = (c: Context): Response => refused(c as SiteContext, 400)
    app.post(path, bodyLimit({ maxSize: 32_768, onError: tooLarge }), async (c) => {
      const stop = await guarded(c)
      if (stop !== undefined) return stop
      const body: unknown = await c.req.json().catch(() => undefined)
      if (typeof body !== 'object' || body === null) return refused(c, 400)
      return act(c, body as Record<string, unknown>)
    })
  }
  const browserOf = (c: SiteContext): string => `b:${tokenHash(readCookie(c, 'browser'))}`
  const actorOf = async (c: SiteContext): Promise<Actor | undefined> => (await visitorOf(c)).actor

  formRoute(app, '/account/passkey', {
    policy: policies.acting,
    async show(visit, form) {
      const { words } = visit
      const script = await bundle.script('passkey')
      const main = html`<div class="wrap head"><h1>${words.say('account.passkey')}</h1><p class="lede">${words.say('account.passkey.lede')}</p>
<form class="act" method="post" hidden data-passkey="create" data-address="/account/passkey/new" data-next="${href(visit, '/account')}" data-failed="${words.say('account.passkey.failed')}">${form.token}${field(words, form, { name: 'name', label: words.say('account.passkey.name'), hint: words.say('account.passkey.name.hint'), most: nameMost })}<button class="main">${words.say('account.passkey.make')}</button><p role="status"></p></form>
<p class="note scriptless">${words.say('account.passkey.script')}</p><p class="gap-top"><a href="${href(visit, '/account')}">${words.say('account.passkey.later')}</a></p></div>`
      return openPage(visit, {
        title: words.say('account.passkey'),
        main,
        scripts: script === undefined ? [] : [script],
      })
    },
    act: async (visit) => href(visit, '/account/passkey'),
  })

  post('/account/passkey/new/challenge', async (c) => {
    const actor = await actorOf(c)
    const own = actor && (await people.find(actor.account, readCookie(c, 'session')))
    if (own === undefined) return refused(c, 403)
    const options = await generateRegistrationOptions({
      rpName: 'Silta',
      rpID,
      userName: own.email || own.name,
      userDisplayName: own.name,
      userID: new TextEncoder().encode(own.id),
      attestationType: 'none',
      excludeCredentials: own.passkeys.map(({ credential }) => ({ id: credential })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    await people.keepChallenge(options.challenge, own.id)
    return given(c, options)
  })

  post('/account/passkey/new', async (c, { response, name }) => {
    const actor = await actorOf(c)
    if (actor === undefined) return refused(c, 403)
    const checked = await verifyRegistrationResponse({
      response: response as RegistrationResponseJSON,
      expectedChallenge: (challenge) => people.useChallenge(challenge, actor.account),
      expectedOrigin: origin,
      expectedRPID: rpID,
      requireUserVerification: true,
    }).catch(() => undefined)
    if (checked?.verified !== true) return refused(c, 400)
    const { credential } = checked.registrationInfo
    const { id, publicKey, counter, transports = [] } = credential
    const called = typeof name === 'string' ? name.trim().slice(0, nameMost) : ''
    const passkey = { credential: id, account: actor.account, publicKey, counter, transports }
    if (!(await people.addPasskey(passkey, called))) return refused(c, 400)
    // Whoever has just shown the passkey goes on with a session that says so; the old one ends.
    await accounts.closeSession(readCookie(c, 'session'))
    return signedIn(c, actor.account)
  })

  post('/account/sign-in/passkey/challenge', async (c) => {
    if (readCookie(c, 'browser') === '') return refused(c, 403)
    const options = await generateAuthenticationOptions({ rpID, userVerification: 'required' })
    await people.keepChallenge(options.challenge, browserOf(c))
    return given(c, options)
  })

  post('/account/sign-in/passkey', async (c, { response }) => {
    const answer = response as AuthenticationResponseJSON | undefined
    const found = typeof answer?.id === 'string' ? await people.findPasskey(answer.id) : undefined
    if (found === undefined) return refused(c, 400)
    const { credential, publicKey, counter, transports } = found
    const checked = await verifyAuthenticationResponse({
      response: answer as AuthenticationResponseJSON,
      expectedChallenge: (challenge) => people.useChallenge(challenge, browserOf(c)),
      expectedOrigin: origin,
      expectedRPID: rpID,
      requireUserVerification: true,
      credential: {
        id: credential,
        publicKey: new Uint8Array(publicKey),
        counter,
        transports: transports as AuthenticatorTransport[],
      },
    }).catch(() => undefined)
    if (checked?.verified !== true) return refused(c, 400)
    await people.countPasskey(credential, checked.authenticationInfo.newCounter)
    return signedIn(c, found.account)
  })

  async function signedIn(c: SiteContext, account: string): Promise<Response> {
    const session = await accounts.openSession(account, 'passkey')
    giveCookie(c, 'session', session.token, lifetimes.session / 1000)
    return given(c, { next: '/account' })
  }
}
