// What the site is given so that people can act on it, and who a request comes from.
//
// How a page or a form of the public side is made (register/, dialogue/, account/ all do it so):
//
//     export function registerRoutes(services: Services): Hono<SiteEnv> {
//       const app = new Hono<SiteEnv>({ strict: false })
//       app.get('/register/:id', async (c) => {
//         const visit = await visitOf(c)                    // words, base, query, visitor
//         const record = await services.register.findRecord(c.req.param('id'))
//         return record === undefined ? c.notFound() : pageAnswer(c, recordPage(visit, record))
//       })
//       formRoute(app, '/register/:id/report', {            // see forms.ts
//         show: (visit, form) => reportForm(visit, form),   // GET, and again with problems (422)
//         act: async (visit, sent) => '/register/…',        // POST: throws RefusedError, or says where to go (303)
//       })
//       return app
//     }
//
// and `makeSite` mounts the routes where it was given services. A form carries `form.token`, names its
// inputs after the record's JSON pointer without the first slash (`target/value`), and asks
// `checkMayEnter` of #accounts/roles.ts (through `act`) before it appends.
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Mailer } from '#accounts/mailer.ts'
import type { Actor } from '#accounts/roles.ts'
import { newToken } from '#accounts/sessions.ts'
import { answer, policies } from '#faces/site/transport.ts'
import { readerOf, type SiteView } from '#faces/site/view.ts'
import type { Accounts } from '#store/accounts.ts'
import type { Moderation } from '#store/moderation.ts'
import type { People } from '#store/people.ts'
import type { Register } from '#store/register.ts'
import type { Uploads } from '#store/uploads.ts'

/** What the public side of the site acts with. */
export interface Services {
  readonly register: Register
  readonly accounts: Accounts
  readonly mailer: Mailer
  readonly uploads: Uploads
  readonly people: People
  readonly moderation: Moderation
  /** Where people reach the site, without a slash at its end: `https://register.example`. */
  readonly origin: string
  /** The instant, as records have it. */
  readonly now: () => string
  /** True behind a reverse proxy, whose `x-forwarded-for` then says who asks. */
  readonly proxied?: boolean
}

/** Who a page is made for. */
export interface Visitor {
  /** Who is signed in; absent for anyone else. */
  readonly actor?: Actor
  /** The name that pages show of an account. */
  readonly name?: string
  /** The secret that forms of this browser carry; empty where it has no cookie yet. */
  readonly secret: string
}

/** A page of the public side being made. */
export interface Visit extends SiteView {
  readonly visitor: Visitor
}

/** What the site keeps beside a request. */
export interface SiteEnv {
  readonly Variables: {
    services: Services
    visitor?: Promise<Visitor>
    /** Address of the script that keeps drafts. */
    draftScript: () => Promise<string | undefined>
    /** The browser's secret where this answer sets it. */
    browser?: string
  }
}

type SiteContext = Context<SiteEnv>

const secure = (c: SiteContext): boolean => c.get('services').origin.startsWith('https:')

/** A cookie's name: with the prefix that browsers guard, where there is TLS. */
function cookieName(c: SiteContext, name: 'session' | 'browser'): string {
  return secure(c) ? `__Host-silta-${name}` : `silta-${name}`
}

/** Sets a cookie that script cannot read and other sites cannot send along with a form. */
export function giveCookie(
  c: SiteContext,
  name: 'session' | 'browser',
  value: string,
  seconds?: number,
): void {
  setCookie(c, cookieName(c, name), value, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: secure(c),
    ...(seconds === undefined ? {} : { maxAge: seconds }),
  })
}

/** Takes a cookie back. */
export function dropCookie(c: SiteContext, name: 'session' | 'browser'): void {
  giveCookie(c, name, '', 0)
}

/** A cookie's value; '' where there is none, or none that we gave. */
export function readCookie(c: SiteContext, name: 'session' | 'browser'): string {
  const value = getCookie(c, cookieName(c, name)) ?? ''
  return /^[\w-]{43}$/.test(value) ? value : ''
}

/** Who asks, found once for each request. */
export function visitorOf(c: SiteContext): Promise<Visitor> {
  const known = c.get('visitor')
  if (known !== undefined) return known
  const found = findVisitor(c)
  c.set('visitor', found)
  return found
}

async function findVisitor(c: SiteContext): Promise<Visitor> {
  const token = readCookie(c, 'session')
  const session = token === '' ? undefined : await c.get('services').accounts.findActor(token)
  if (session !== undefined)
    return { actor: session.actor, name: session.name, secret: session.csrf }
  return { secret: readCookie(c, 'browser') }
}

/** What a page of the public side is made from. */
export async function visitOf(c: SiteContext): Promise<Visit> {
  const query = new URL(c.req.url).searchParams
  return { ...readerOf(c), base: '', query, visitor: await visitorOf(c) }
}

/** The secret of this browser for its forms; one without any is given a cookie. */
export async function formSecret(c: SiteContext): Promise<string> {
  const { secret } = await visitorOf(c)
  if (secret !== '') return secret
  const known = c.get('browser')
  if (known !== undefined) return known
  const fresh = newToken().secret
  c.set('browser', fresh)
  giveCookie(c, 'browser', fresh)
  return fresh
}

/** Sends a page of the public side: one made for a person is kept by nobody. */
export async function pageAnswer(
  c: SiteContext,
  markup: string,
  { status = 200, policy = policies.page as string } = {},
): Promise<Response> {
  const { actor } = await visitorOf(c)
  const personal = actor !== undefined || c.get('browser') !== undefined || status !== 200
  const made = answer(markup, 'text/html', policy, personal ? 'no-store' : 'no-cache', status)
  for (const cookie of c.res.headers.getSetCookie()) made.headers.append('set-cookie', cookie)
  return made
}

/** The network address that asks; of the newer kind only the part that one household shares. */
export function clientOf(c: SiteContext): string {
  const told = c.get('services').proxied === true ? c.req.header('x-forwarded-for') : undefined
  const socket = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)
    ?.incoming?.socket
  const address = told?.split(',').at(-1)?.trim() ?? socket?.remoteAddress ?? ''
  return address.includes('.') ? address : address.split(':').slice(0, 4).join(':')
}
