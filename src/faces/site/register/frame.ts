// The frame of the register's pages: the site's own, and below it the register's menu and the banner of an
// example.
import { type Child, type Html, html, raw } from '#faces/site/html.ts'
import { openPage } from '#faces/site/openPage.ts'
import type { RegisterView } from '#faces/site/register/view.ts'
import { href } from '#faces/site/view.ts'

/** The register's menu, and where each item leads. */
export const registerPaths = {
  register: '/register',
  commitments: '/commitments',
  signatories: '/signatories',
  declarations: '/declarations',
  projects: '/projects',
  log: '/log',
} as const
export type RegisterItem = keyof typeof registerPaths

/** What a page of the register brings to the frame. */
export interface RegisterPageParts {
  readonly title: string
  readonly at?: RegisterItem
  /** The step between the register's front and this page. */
  readonly under?: readonly [title: string, address: string]
  readonly main: Child
  /** Whether the page has a receipt to check. */
  readonly receipts?: boolean
  /** True where the form shown has problems. */
  readonly failed?: boolean
  /** The record shown is of a made-up signatory. */
  readonly fictional?: boolean
}

/** A whole page of the register. */
export function registerPage(view: RegisterView, parts: RegisterPageParts): string {
  const { words, verifier } = view
  const { title, at, under, main, receipts = false, failed = false } = parts
  const fictional = view.fictional || parts.fictional === true
  const items = (Object.keys(registerPaths) as RegisterItem[]).map((item) => {
    const current = item === at ? raw(' aria-current="page"') : undefined
    return html`<li><a href="${href(view, registerPaths[item])}"${current}>${words.say(`public.${item}`)}</a></li>`
  })
  const menu = html`<nav class="wrap sub" aria-label="${words.say('public.menu')}"><ul>${items}</ul></nav>`
  return openPage(view, {
    title,
    at: 'promises',
    banner: fictional ? html`<p class="banner">${words.say('public.fictional')}</p>` : undefined,
    ...(under === undefined
      ? {}
      : { crumbs: [[words.say('nav.section.promises'), href(view, '/register')], under] }),
    main: html`${menu}${main}`,
    footer: footer(view),
    scripts: receipts && verifier !== undefined ? [verifier] : [],
    failed,
  })
}

function footer(view: RegisterView): Html {
  const { words } = view
  const log = html`<a href="${href(view, '/log')}">${words.say('public.log')}</a>`
  const api = html`<a href="/api/v1/openapi.json">${words.say('public.foot.api')}</a>`
  const others = (['programmes', 'initiatives', 'resolutions', 'questions'] as const).map(
    (item, i) =>
      html`${i === 0 ? '' : ' · '}<a href="${href(view, `/${item}`)}">${words.say(`public.${item}`)}</a>`,
  )
  return html`<p>${words.mix('public.foot', { log, api })}</p><p>${others}</p>`
}

/** The head of a page: its kind in small, its title, a sentence. */
export function pageHead(kind: Child, title: Child, lede?: Child): Html {
  return html`<div class="wrap"><div class="head">${kind === undefined ? undefined : html`<p class="soft small">${kind}</p>`}<h1>${title}</h1>${lede === undefined ? undefined : html`<p class="lede">${lede}</p>`}</div></div>`
}
