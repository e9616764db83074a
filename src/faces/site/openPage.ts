// The frame of pages outside any study: the register, the Dialogue, accounts.
import { actsForOthers } from '#accounts/roles.ts'
import { type Child, html, raw } from '#faces/site/html.ts'
import { frame, type Section, sections } from '#faces/site/page.ts'
import type { Visit } from '#faces/site/services.ts'
import { href } from '#faces/site/view.ts'

/** What a page brings to the frame. */
export interface OpenParts {
  readonly title: string
  /** The section that it is in. */
  readonly at?: Section
  /** Steps from the front of the site to here; this page itself is added. */
  readonly crumbs?: readonly (readonly [title: string, address: string])[]
  readonly main: Child
  /** A line under the menu, as that of an example. */
  readonly banner?: Child
  readonly footer?: Child
  readonly scripts?: readonly string[]
  /** True where the form shown has problems: the title says so first. */
  readonly failed?: boolean
}

/** A whole page outside any study. */
export function openPage(visit: Visit, parts: OpenParts): string {
  const { words, visitor } = visit
  const { title, at, crumbs, main, banner, footer, scripts = [], failed = false } = parts
  const item = (address: string, text: string, current: boolean) =>
    html`<li><a href="${href(visit, address)}"${current ? raw(' aria-current="true"') : undefined}>${text}</a></li>`
  const items = (Object.keys(sections) as Section[]).map((name) =>
    item(sections[name], words.say(`nav.section.${name}`), name === at),
  )
  const account =
    visitor.actor === undefined
      ? item('/account/sign-in', words.say('nav.signIn'), false)
      : item('/account', visitor.name || words.say('nav.account'), false)
  // Whoever acts for others finds from every page what is asked of them.
  const acts = visitor.actor !== undefined && actsForOthers(visitor.actor)
  const waiting = acts
    ? item('/waiting', words.say('nav.waiting'), visit.here.split('?')[0] === '/waiting')
    : undefined
  const whole = `${title} – ${words.say('site.name')}`
  return frame(visit, {
    title: failed ? words.say('form.error.title', { title: whole }) : whole,
    front: href(visit, '/'),
    menu: html`<nav aria-label="${words.say('site.menu')}"><ul>${items}${waiting}${account}</ul></nav>`,
    crumbs:
      crumbs === undefined
        ? undefined
        : html`<nav class="wrap crumbs" aria-label="${words.say('site.crumbs')}"><ol>
${crumbs.map(([text, address]) => html`<li><a href="${address}">${text}</a></li>\n`)}<li aria-current="page">${title}</li></ol></nav>`,
    banner,
    main,
    footer,
    scripts,
  })
}
