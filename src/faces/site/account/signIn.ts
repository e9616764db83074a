// Signing in: by a link in a mail, which works without script, or by a passkey. What a visitor is told is
// the same whether an address has an account or not.
import type { Hono } from 'hono'
import { RateLimit, rates } from '#accounts/rateLimit.ts'
import { lifetimes } from '#accounts/sessions.ts'
import { actPage, sayPage } from '#faces/site/account/actPage.ts'
import {
  adultProblem,
  emailOf,
  fieldProblem,
  nameMost,
  nameProblem,
  refuse,
} from '#faces/site/account/checks.ts'
import { type FormVisit, formRoute, localPath } from '#faces/site/forms.ts'
import { type Html, html } from '#faces/site/html.ts'
import { field } from '#faces/site/parts/form.ts'
import {
  dropCookie,
  giveCookie,
  pageAnswer,
  readCookie,
  type Services,
  type SiteEnv,
  type Visit,
  visitOf,
} from '#faces/site/services.ts'
import { policies } from '#faces/site/transport.ts'
import { href } from '#faces/site/view.ts'
import type { WebBundle } from '#faces/site/webBundle.ts'
import { RefusedError } from '#store/draft.ts'

const sessionSeconds = lifetimes.session / 1000

/** Adds signing in and out. */
export function signInRoutes(app: Hono<SiteEnv>, services: Services, bundle: WebBundle): void {
  const { accounts, mailer, origin } = services
  const mails = new RateLimit(rates.mail)
  const allMails = new RateLimit(rates.allMail)

  formRoute(app, '/account/sign-in', {
    who: 'anyone',
    rate: rates.signIn,
    policy: policies.acting,
    async show(visit, form) {
      const { words, query } = visit
      const script = await bundle.script('passkey')
      const next = localPath(query.get('next') ?? '', '')
      return actPage(visit, form, {
        title: words.say('account.signIn'),
        lede: words.say('account.signIn.lede'),
        fields: field(words, form, {
          name: 'email',
          label: words.say('account.email'),
          type: 'email',
          autocomplete: 'email',
          most: 254,
        }),
        act: words.say('account.signIn.send'),
        after:
          script === undefined
            ? undefined
            : html`<section><h2>${words.say('account.passkey.have')}</h2><form class="act" method="post" hidden data-passkey="get" data-address="/account/sign-in/passkey" data-next="${next}" data-failed="${words.say('account.passkey.failed')}">${form.token}<button>${words.say('account.passkey.signIn')}</button><p role="status"></p></form><p class="note scriptless">${words.say('account.passkey.script')}</p></section>`,
        scripts: script === undefined ? [] : [script],
      })
    },
    async act(visit, sent) {
      if (visit.visitor.actor !== undefined) return href(visit, '/account')
      const email = emailOf(sent)
      const now = performance.now()
      // Who asks too often is told the same: the mails that were sent are enough.
      if (mails.take(email, now) === 0 && allMails.take('', now) === 0) {
        const secret = await accounts.newEmailLink(email, visit.browser)
        const next = localPath(visit.query.get('next') ?? '', '')
        const address = `${origin}${href(visit, '/account/link', { t: secret, next })}`
        await sendMail(visit, email, 'signIn', address)
      }
      return href(visit, '/account/sent')
    },
  })

  async function sendMail(
    { words }: Visit,
    to: string,
    kind: 'signIn',
    address: string,
  ): Promise<void> {
    const subject = words.say(`mail.${kind}.subject`)
    const text = words.say(`mail.${kind}.text`, { address })
    try {
      await mailer.send({ to, subject, text })
    } catch {
      throw new RefusedError([
        fieldProblem(
          'mail-failed',
          'email',
          'The mail could not be sent',
          'Try again in a few minutes',
        ),
      ])
    }
  }

  app.get('/account/sent', async (c) => {
    const visit = await visitOf(c)
    const { words } = visit
    const text = words.say(
      mailer.way === 'terminal' ? 'account.sent.terminal' : 'account.sent.text',
    )
    return pageAnswer(c, sayPage(visit, words.say('account.sent'), text))
  })

  formRoute(app, '/account/link', {
    who: 'anyone',
    rate: rates.signIn,
    async show(visit, form) {
      const { words } = visit
      const target = await accounts.findEmailLink(visit.query.get('t') ?? '', visit.browser)
      if (target === undefined && form.problems.length === 0) return deadLink(visit)
      return actPage(visit, form, {
        title: words.say('account.link'),
        lede:
          target === undefined
            ? undefined
            : words.mix('account.link.lede', { email: bdi(target.email) }),
        fields: target?.fresh === true ? newResident(visit, form) : undefined,
        act: words.say('account.link.act'),
      })
    },
    async act(visit, sent, c) {
      const secret = visit.query.get('t') ?? ''
      const target = await accounts.findEmailLink(secret, visit.browser)
      if (target?.fresh === true) refuse(nameProblem(sent.text('name')), adultProblem(sent))
      const name = sent.text('name').trim()
      const session = await accounts.useEmailLink(secret, visit.browser, name)
      if (session === undefined)
        throw new RefusedError([
          fieldProblem('link-dead', '', 'This link works no more', 'Ask for a new one'),
        ])
      giveCookie(c, 'session', session.token, sessionSeconds)
      return localPath(visit.query.get('next') ?? '', href(visit, '/account'))
    },
  })

  formRoute(app, '/account/sign-out', {
    show: (visit, form) =>
      actPage(visit, form, {
        title: visit.words.say('account.signOut'),
        act: visit.words.say('account.signOut'),
      }),
    async act(visit, _, c) {
      await accounts.closeSession(readCookie(c, 'session'))
      dropCookie(c, 'session')
      return href(visit, '/')
    },
  })
}

/** A new resident: a pseudonym, and that one is of age. */
export function newResident(visit: FormVisit, form: Parameters<typeof field>[1]): Html {
  const { words } = visit
  return html`${field(words, form, {
    name: 'name',
    label: words.say('account.pseudonym'),
    hint: words.say('account.pseudonym.hint'),
    autocomplete: 'off',
    most: nameMost,
  })}${adultField(visit, form)}`
}

/** The box of age. */
export function adultField({ words }: FormVisit, form: Parameters<typeof field>[1]): Html {
  return field(words, form, { name: 'adult', label: words.say('account.adult'), type: 'check' })
}

function deadLink(visit: Visit): string {
  const { words } = visit
  const signIn = html`<a href="${href(visit, '/account/sign-in')}">${words.say('account.signIn.again')}</a>`
  return sayPage(visit, words.say('account.dead'), words.mix('account.dead.text', { signIn }))
}

/** What somebody typed or is called, whichever way it is written. */
export function bdi(text: string): Html {
  return html`<bdi>${text}</bdi>`
}
