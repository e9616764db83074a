// A real site on a loopback port with a real register behind it, mails that are caught, and browsers that
// keep cookies and send forms as people do.

import type { ServerOptions } from 'node:http'
import { join } from 'node:path'
import type { Hono } from 'hono'
import type { Mail, Mailer } from '#accounts/mailer.ts'
import type { HeldRole, Role } from '#accounts/roles.ts'
import { listen } from '#faces/cli/listen.ts'
import type { PlanBench } from '#faces/plans/planBench.ts'
import { makeSite } from '#faces/site/app.ts'
import type { Services } from '#faces/site/services.ts'
import type { Published } from '#faces/site/view.ts'
import { noBundle, type WebBundle } from '#faces/site/webBundle.ts'
import { Accounts } from '#store/accounts.ts'
import { newId } from '#store/draft.ts'
import { Moderation } from '#store/moderation.ts'
import { People } from '#store/people.ts'
import type { Register } from '#store/register.ts'
import { Uploads } from '#store/uploads.ts'
import { freshFolder, openRegister, removeFolder } from '../store/helpers.ts'

/** The site, and everything behind it. */
export interface Attacked {
  readonly origin: string
  readonly port: number
  readonly site: Hono
  readonly services: Services
  readonly register: Register
  /** Mails that were sent. */
  readonly mails: Mail[]
  /** Faults that a visitor saw as 500. */
  readonly faults: unknown[]
  /** Every route of the site: method and path. */
  readonly routes: readonly { readonly method: string; readonly path: string }[]
  readonly browse: () => Browser
  /** A browser that is signed in, as an account that is made with these roles. */
  readonly signIn: (roles: readonly HeldRole[], by?: 'passkey' | 'email') => Promise<Browser>
  readonly close: () => Promise<void>
}

/** Starts it. */
export async function openSite({
  patience,
  bundle = noBundle,
  mailer,
  studies = [],
  clock = Date.now,
  bench,
}: {
  readonly patience?: ServerOptions
  readonly bundle?: WebBundle
  readonly mailer?: Mailer
  readonly studies?: readonly Published[]
  /** The register's clock. */
  readonly clock?: () => number
  /** Where plans are computed anew. */
  readonly bench?: PlanBench
} = {}): Promise<Attacked> {
  const folder = freshFolder()
  const register = await openRegister(folder, { clock })
  const server = await listen('127.0.0.1', 0, patience)
  const origin = `http://localhost:${server.port}`
  const mails: Mail[] = []
  const faults: unknown[] = []
  const accounts = new Accounts(register)
  const now = (): string => register.now()
  const services: Services = {
    register,
    accounts,
    mailer: mailer ?? {
      send: async (mail) => {
        mails.push(mail)
      },
    },
    uploads: new Uploads(register.database, join(folder, 'uploads')),
    people: new People(register.database.db, now),
    moderation: new Moderation(register.database.db, now),
    origin,
    now,
  }
  const site = makeSite(studies, {
    services,
    bundle,
    onError: (error) => faults.push(error),
    ...(bench === undefined ? {} : { bench }),
  })
  server.show(site)
  const seen = new Set<string>()
  const routes = site.routes.filter(({ method, path }) => {
    const known = seen.has(`${method} ${path}`)
    seen.add(`${method} ${path}`)
    return !known && (method === 'GET' || method === 'POST') && !path.endsWith('*')
  })
  const browse = (): Browser => new Browser(origin)
  const signIn: Attacked['signIn'] = async (roles, by = 'passkey') => {
    const id = newId()
    const { db } = register.database
    const kind = roles.some(({ role }) => role === 'resident') ? 'resident' : 'official'
    const email = `${id}@city.example`
    await db
      .insertInto('account')
      .values({ id, kind, name: `Person ${id.slice(0, 4)}`, email, created: now() })
      .execute()
    if (roles.length > 0)
      await db
        .insertInto('account_role')
        .values(roles.map((held) => ({ account: id, ...held })))
        .execute()
    const { token } = await accounts.openSession(id, by)
    const browser = new Browser(origin, id)
    browser.cookies.set('silta-session', token)
    return browser
  }
  return {
    origin,
    port: server.port,
    site,
    services,
    register,
    mails,
    faults,
    routes,
    browse,
    signIn,
    close: async () => {
      await bench?.close()
      await server.close()
      await register.close()
      removeFolder(folder)
    },
  }
}

/** A role for the whole register. */
export const whole = (role: Role): HeldRole => ({ role, signatory: '' })

/** An answer with its text. */
export interface Page {
  readonly status: number
  readonly text: string
  readonly headers: Headers
  /** Where a redirect leads. */
  readonly to: string
}

type Sent = Readonly<Record<string, string>> | FormData

/** A browser without script. */
export class Browser {
  readonly cookies = new Map<string, string>()
  readonly account: string
  readonly #origin: string

  constructor(origin: string, account = '') {
    this.#origin = origin
    this.account = account
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Page> {
    const headers = new Headers(init.headers)
    const cookies = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    if (cookies !== '' && !headers.has('cookie')) headers.set('cookie', cookies)
    const address = path.startsWith('http') ? path : this.#origin + path
    const ask = (): Promise<Response> => fetch(address, { ...init, headers, redirect: 'manual' })
    // A kept connection may end just as it is used again; what only reads is then asked once more.
    const answer = await ask().catch((error) => {
      if (init.method !== undefined) throw error
      return ask()
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0/i.test(line)) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    const text = await answer.text()
    const to = answer.headers.get('location') ?? ''
    return { status: answer.status, text, headers: answer.headers, to }
  }

  /** The token of a page's form. */
  async token(path: string): Promise<string> {
    const { text } = await this.fetch(path)
    return tokenIn(text)
  }

  /** Opens a form's page and sends the form from it. */
  async send(path: string, fields: Sent, more: RequestInit = {}): Promise<Page> {
    return this.post(path, await this.token(path), fields, more)
  }

  /** Sends a form with a token from elsewhere. */
  post(path: string, token: string, fields: Sent, more: RequestInit = {}): Promise<Page> {
    const headers = new Headers(more.headers)
    if (!headers.has('origin')) headers.set('origin', this.#origin)
    if (fields instanceof FormData) {
      if (token !== '') fields.set('form-token', token)
      return this.fetch(path, { ...more, method: 'POST', body: fields, headers })
    }
    const body = new URLSearchParams({
      ...(token === '' ? {} : { 'form-token': token }),
      ...fields,
    })
    return this.fetch(path, { ...more, method: 'POST', body, headers })
  }
}

/** The token in a page; '' where there is none. */
export function tokenIn(text: string): string {
  return /name="form-token" value="([^"]+)"/.exec(text)?.[1] ?? ''
}

/** A route's path with its parts filled in; a part that must look like something gets the like of it. */
export function fillPath(path: string, id: string): string {
  return path
    .replace(/:hex\{[^}]*\}\}?/, 'a'.repeat(64))
    .replace(/:index\{[^/]*\}/, '0')
    .replace(/:name\{[^/]*\}/, '1.tlog-proof')
    .replace(/:\w+(\{[^/]*\})?/g, encodeURIComponent(id))
}

/** How many entries the log has, sessions are open and accounts are there: what no attack may change. */
export async function standing(register: Register): Promise<Readonly<Record<string, number>>> {
  const { db } = register.database
  const counts: Record<string, number> = {}
  for (const table of ['log_entry', 'account', 'account_role', 'invitation', 'upload'] as const) {
    const row = await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    counts[table] = Number(row.n)
  }
  return counts
}
