// Forms: plain POSTs that answer with a redirect (303), or show the page again with everything that was
// typed and every problem. What no form may lack is checked here once: where it was sent from, its token,
// its size, how often, and who is signed in.
import { randomBytes } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { type Rate, RateLimit, rates } from '#accounts/rateLimit.ts'
import type { Actor } from '#accounts/roles.ts'
import { sameSecret } from '#accounts/sessions.ts'
import type { Problem } from '#base/problem.ts'
import { formLostPage } from '#faces/site/account/formLost.ts'
import { FormOnce } from '#faces/site/formOnce.ts'
import { type Html, html } from '#faces/site/html.ts'
import {
  clientOf,
  formSecret,
  pageAnswer,
  readCookie,
  type SiteEnv,
  type Visit,
  visitOf,
  visitorOf,
} from '#faces/site/services.ts'
import { policies } from '#faces/site/transport.ts'
import { languageOf, languagePrefix } from '#faces/site/words/languages.ts'
import { FormActs } from '#store/formActs.ts'
import { RefusedError } from '#store/register.ts'

/** What was sent: texts, and files where the form takes any. */
export interface SentForm {
  /** The field's text, '' where there is none; line ends are `\n`, control characters are gone. */
  text(name: string): string
  /** All texts of a field that may come several times. */
  texts(name: string): readonly string[]
  /** A file that was chosen; undefined where none was. */
  file(name: string): File | undefined
  /** Names of all text fields. */
  readonly names: readonly string[]
}

/** The form as a page shows it: empty at first, later with what was typed and what is wrong with it. */
export interface FormState {
  readonly sent: SentForm
  readonly problems: readonly Problem[]
  /** The hidden field that every form with `method="post"` holds. */
  readonly token: Html
}

/** A visit of a form, with the parts of its address. */
export interface FormVisit extends Visit {
  readonly param: (name: string) => string
  /** The browser's own secret; a link in a mail is bound to it. */
  readonly browser: string
  /** The token of the session, '' without one. */
  readonly session: string
}

/** The same of someone who is signed in. */
export interface SignedVisit extends FormVisit {
  readonly actor: Actor
}

interface FormLimits {
  /** The most bytes that may be sent; 64 KiB where not given. */
  readonly mostBytes?: number
  /** How often one account, or one network address, may send it. */
  readonly rate?: Rate
  readonly policy?: string
}

/** A form for whoever is signed in; others are led to sign in first. */
export interface SignedForm extends FormLimits {
  readonly who?: 'signedIn'
  /** The page; undefined where the address leads nowhere. */
  readonly show: (visit: SignedVisit, form: FormState) => Shown
  /**
   * Acts, and says where to go on. A RefusedError shows the page again with its problems.
   */
  readonly act: (visit: SignedVisit, sent: SentForm, c: Context<SiteEnv>) => Promise<string>
}

/** A form for anyone. */
export interface OpenForm extends FormLimits {
  readonly who: 'anyone'
  readonly show: (visit: FormVisit, form: FormState) => Shown
  readonly act: (visit: FormVisit, sent: SentForm, c: Context<SiteEnv>) => Promise<string>
}

type Shown = string | undefined | Promise<string | undefined>

const usualBytes = 65_536
/** More fields than any form has. */
const mostFields = 5000
const tokenField = 'form-token'
const onceField = 'form-once'

/** Adds the page of a form and its POST at one address. */
export function formRoute(app: Hono<SiteEnv>, path: string, form: SignedForm | OpenForm): void {
  const limit = new RateLimit(form.rate ?? rates.form)
  const once = new FormOnce()
  app.get(path, async (c) => {
    const named = otherName(c)
    if (named !== undefined) return c.redirect(named, 307)
    const sign = await mustSignIn(c, form)
    if (sign) return c.redirect(signInAddress(c), 303)
    return show(c, form, emptyForm, [], 200)
  })
  app.post(
    path,
    bodyLimit({
      maxSize: form.mostBytes ?? usualBytes,
      onError: (c) => lost(c as Context<SiteEnv>, 'large', 413),
    }),
    async (c) => {
      if (!fromHere(c)) return lost(c, 'foreign', 403)
      const sent = await readForm(c)
      if (sent === undefined) return lost(c, 'broken', 400)
      const { actor } = await visitorOf(c)
      if (await mustSignIn(c, form)) return lost(c, 'signedOut', 401)
      if (!(await hasToken(c, sent.text(tokenField))))
        return show(c, form, sent, [problem('form-stale')], 403)
      const wait = limit.take(actor?.account ?? clientOf(c), performance.now())
      if (wait > 0) {
        c.header('retry-after', String(wait))
        return show(c, form, sent, [problem('too-often')], 429)
      }
      try {
        const visit = (await formVisit(c)) as SignedVisit
        const number = sent.text(onceField)
        const key = number === '' ? '' : `${actor?.account ?? clientOf(c)} ${c.req.path} ${number}`
        const { register, now } = c.get('services')
        const kept = new FormActs(register.database.db, now)
        return redirect(c, await once.act(key, () => form.act(visit, sent, c), kept))
      } catch (error) {
        if (!(error instanceof RefusedError)) throw error
        return show(c, form, sent, error.problems, 422)
      }
    },
  )
}

const emptyForm: SentForm = { text: () => '', texts: () => [], file: () => undefined, names: [] }

async function mustSignIn(c: Context<SiteEnv>, { who }: SignedForm | OpenForm): Promise<boolean> {
  return who !== 'anyone' && (await visitorOf(c)).actor === undefined
}

function signInAddress(c: Context<SiteEnv>): string {
  const { pathname, search } = new URL(c.req.url)
  return `${languagePrefix(languageOf(pathname).language)}/account/sign-in?next=${encodeURIComponent(pathname + search)}`
}

/** A way within this site; anything else that someone put into an address becomes `otherwise`. */
export function localPath(path: string, otherwise: string): string {
  return /^\/(?![/\\])[\x21-\x7e]*$/.test(path) && !path.includes('\\') ? path : otherwise
}

/** Goes on after a form, in its language: the answer that makes a reload harmless. */
export function redirect(c: Context<SiteEnv>, address: string): Response {
  c.header('cache-control', 'no-store')
  const prefix = languagePrefix(languageOf(new URL(c.req.url).pathname).language)
  const local = localPath(address, '/')
  return c.redirect(languageOf(local).language === 'en' ? prefix + local : local, 303)
}

async function formVisit(c: Context<SiteEnv>): Promise<FormVisit> {
  const visit = await visitOf(c)
  const { actor } = visit.visitor
  return {
    ...visit,
    ...(actor === undefined ? {} : { actor }),
    param: (name) => c.req.param(name) ?? '',
    browser: readCookie(c, 'browser'),
    session: readCookie(c, 'session'),
  }
}

async function show(
  c: Context<SiteEnv>,
  form: SignedForm | OpenForm,
  sent: SentForm,
  problems: readonly Problem[],
  status: number,
): Promise<Response> {
  const visit = (await formVisit(c)) as SignedVisit
  const { actor, words } = visit
  const draft = actor === undefined ? undefined : await c.get('draftScript')()
  const number = randomBytes(16).toString('base64url')
  const token = html`<input type="hidden" name="${tokenField}" value="${mask(await formSecret(c))}"><input type="hidden" name="${onceField}" value="${number}">${
    draft === undefined
      ? undefined
      : html`<p class="note draft" role="status" data-whose="${actor.account}" data-back="${words.say('draft.back')}" data-sending="${words.say('draft.sending')}" data-waits="${words.say('draft.waits')}"></p>`
  }`
  const shown = draft === undefined ? visit : { ...visit, draft }
  const markup = await form.show(shown, { sent, problems, token })
  if (markup === undefined) return c.notFound() as Response
  return pageAnswer(c, markup, {
    status,
    policy: form.policy ?? (draft === undefined ? policies.page : policies.acting),
  })
}

/** On one's own machine 127.0.0.1 leads to the name, without which there are no passkeys. */
function otherName(c: Context<SiteEnv>): string | undefined {
  const { origin } = c.get('services')
  const { protocol, hostname, port } = new URL(origin)
  const asked = c.req.header('host') ?? ''
  if (protocol !== 'http:' || hostname !== 'localhost') return undefined
  if (asked !== `127.0.0.1:${port}` && asked !== `[::1]:${port}`) return undefined
  const { pathname, search } = new URL(c.req.url)
  return origin + pathname + search
}

/** True for the token of this browser's forms. */
export async function hasToken(c: Context<SiteEnv>, sent: string): Promise<boolean> {
  const { secret } = await visitorOf(c)
  return secret !== '' && sameSecret(unmask(sent), secret)
}

/** Where a form may come from: a page of this site. The token is what proves it; this is the first look. */
export function fromHere(c: Context<SiteEnv>): boolean {
  const from = c.req.header('origin')
  if (from !== undefined) return from === c.get('services').origin
  return ['same-origin', undefined].includes(c.req.header('sec-fetch-site'))
}

/** A page for what cannot be shown as the form again: it says why, and how to get what was typed back. */
async function lost(
  c: Context<SiteEnv>,
  why: Parameters<typeof formLostPage>[1],
  status: 400 | 401 | 403 | 413,
): Promise<Response> {
  return pageAnswer(c, formLostPage(await visitOf(c), why, signInAddress(c)), { status })
}

async function readForm(c: Context<SiteEnv>): Promise<SentForm | undefined> {
  const type = c.req.header('content-type') ?? ''
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/.test(type)) return undefined
  let data: FormData
  try {
    data = await c.req.formData()
  } catch (error) {
    // What is too large is told by the limit; anything else is no form.
    if ((error as Error).name === 'BodyLimitError') throw error
    return undefined
  }
  const texts = new Map<string, string[]>()
  const files = new Map<string, File>()
  let count = 0
  for (const [name, value] of data) {
    if (++count > mostFields) return undefined
    if (typeof value !== 'string') {
      if (value.size > 0) files.set(name, value)
    } else texts.set(name, [...(texts.get(name) ?? []), cleanText(value)])
  }
  return {
    text: (name) => texts.get(name)?.[0] ?? '',
    texts: (name) => texts.get(name) ?? [],
    file: (name) => files.get(name),
    names: [...texts.keys()],
  }
}

/** Line ends as `\n`; characters that no one types and no database keeps are left out. */
function cleanText(typed: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to leave out
  const unseen = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g
  return typed
    .replace(/\r\n?/g, '\n')
    .replaceAll('\t', ' ')
    .replace(unseen, '')
    .toWellFormed()
    .normalize('NFC')
}

/** The secret under a new mask: equal secrets look different, so that compression tells nothing of them. */
function mask(secret: string): string {
  const bytes = Buffer.from(secret, 'base64url')
  const over = randomBytes(bytes.length)
  return Buffer.concat([over, bytes.map((byte, i) => byte ^ over[i])]).toString('base64url')
}

function unmask(masked: string): string {
  const bytes = Buffer.from(masked, 'base64url')
  const half = bytes.length >> 1
  return Buffer.from(bytes.subarray(half).map((byte, i) => byte ^ bytes[i])).toString('base64url')
}

/** A problem of a form's sending, which pages say in their own words. */
function problem(code: 'form-stale' | 'too-often'): Problem {
  const said = {
    'form-stale': ['This page was open too long', 'Look it over and send it again'],
    'too-often': ['This was sent too often', 'Wait a while and send it again'],
  } as const
  const [message, cure] = said[code]
  return { level: 'error', code, at: { source: 'form', table: '', row: 0 }, message, cure }
}
