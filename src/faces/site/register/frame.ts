// The frame of the register's pages: their own menu, the banner of an example, steps from the hub.
import { type Child, type Html, html, raw } from '#faces/site/html.ts'
import { frame } from '#faces/site/page.ts'
import type { RegisterView } from '#faces/site/register/view.ts'
import { href } from '#faces/site/view.ts'

/** The public side's menu, and where each item leads. */
export const publicPaths = {
  register: '/register',
  declarations: '/declarations',
  signatories: '/signatories',
  commitments: '/commitments',
  projects: '/projects',
  log: '/log',
} as const
export type PublicItem = keyof typeof publicPaths

/** What a page of the register brings to the frame. */
export interface RegisterPageParts {
  readonly title: string
  readonly at?: PublicItem
  /** Steps from the hub to here. */
  readonly crumbs?: readonly (readonly [title: string, address: string])[]
  readonly main: Child
  /** Whether the page has a receipt to check. */
  readonly receipts?: boolean
}

/** A whole page of the register. */
export function registerPage(view: RegisterView, parts: RegisterPageParts): string {
  const { words, fictional, verifier } = view
  const { title, at, crumbs, main, receipts = false } = parts
  const items = (Object.keys(publicPaths) as PublicItem[]).map((item) => {
    const current = item === at ? raw(' aria-current="page"') : undefined
    return html`<li><a href="${href(view, publicPaths[item])}"${current}>${words.say(`public.${item}`)}</a></li>`
  })
  const steps =
    crumbs === undefined
      ? undefined
      : html`<nav class="wrap crumbs" aria-label="${words.say('site.crumbs')}"><ol>
<li><a href="${href(view, '/register')}">${words.say('public.register')}</a></li>
${crumbs.map(([name, address]) => html`<li><a href="${address}">${name}</a></li>\n`)}<li aria-current="page">${title}</li></ol></nav>`
  return frame(words, {
    title: `${title} – ${words.say('site.name')}`,
    front: href(view, '/'),
    menu: html`<nav aria-label="${words.say('public.menu')}"><ul><li><a href="${href(view, '/')}">${words.say('public.plan')}</a></li>${items}</ul></nav>`,
    banner: fictional ? html`<p class="banner">${words.say('public.fictional')}</p>` : undefined,
    crumbs: steps,
    main,
    footer: footer(view),
    scripts: receipts && verifier !== undefined ? [verifier] : [],
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
