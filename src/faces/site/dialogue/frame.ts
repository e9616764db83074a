// The frame of the Dialogue's pages: its menu below the site's own, and the parts that its pages share.
import type { DialogueView } from '#faces/site/dialogue/view.ts'
import { type Child, type Html, html, raw } from '#faces/site/html.ts'
import { openPage } from '#faces/site/openPage.ts'
import { href } from '#faces/site/view.ts'
import type { Key } from '#faces/site/words/words.ts'

/** The Dialogue's menu. */
export const dialoguePaths = {
  dialogue: '/dialogue',
  practices: '/practices',
  needs: '/needs',
  meetings: '/meetings',
  consultations: '/consultations',
  world: '/world',
} as const
export type DialogueItem = keyof typeof dialoguePaths

/** What a page brings to the frame. */
export interface DialogueParts {
  readonly title: string
  readonly at?: DialogueItem
  /** The step between the Dialogue's front and this page. */
  readonly under?: readonly [title: string, address: string]
  readonly main: Child
  readonly failed?: boolean
  /** True where someone on the page is made up. */
  readonly fictional?: boolean
  readonly scripts?: readonly string[]
}

/** A whole page of the Dialogue. */
export function dialoguePage(view: DialogueView, parts: DialogueParts): string {
  const { words } = view
  const { title, at, under, main, failed = false, fictional, scripts = [] } = parts
  const items = (Object.keys(dialoguePaths) as DialogueItem[]).map((item) => {
    const current = item === at ? raw(' aria-current="page"') : undefined
    return html`<li><a href="${href(view, dialoguePaths[item])}"${current}>${words.say(`dialogue.menu.${item}`)}</a></li>`
  })
  const example = fictional ?? view.around.all('signatory').some(({ data }) => data.fictional)
  return openPage(view, {
    title,
    at: 'dialogue',
    ...(under === undefined
      ? {}
      : { crumbs: [[words.say('nav.section.dialogue'), href(view, '/dialogue')], under] }),
    banner: example ? html`<p class="banner">${words.say('dialogue.fictional')}</p>` : undefined,
    main: html`<nav class="wrap sub" aria-label="${words.say('dialogue.menu')}"><ul>${items}</ul></nav>${main}`,
    footer: html`<p>${words.say('dialogue.foot')}</p>`,
    failed,
    scripts,
  })
}

/** The head of a page: its kind in small, its title, a sentence. */
export function head(kind: Child, title: Child, lede?: Child): Html {
  return html`<div class="head">${kind === undefined ? undefined : html`<p class="soft small">${kind}</p>`}<h1>${title}</h1>${lede === undefined ? undefined : html`<p class="lede">${lede}</p>`}</div>`
}

/** Where nothing is yet: what would be here, and what to do. */
export function empty(view: DialogueView, key: Key, action?: Html): Html {
  return html`<p class="empty">${view.words.say(key as 'dialogue.erased')}${action === undefined ? undefined : html` ${action}`}</p>`
}

/** A way to do something, as a button that is a link. */
export function button(view: DialogueView, path: string, key: Key): Html {
  return html`<p class="gap-top"><a class="button act" href="${href(view, path)}">${view.words.say(key as 'dialogue.erased')}</a></p>`
}

/** Names and values; those without a value are left out. */
export function facts(rows: readonly (readonly [name: string, value: Child] | undefined)[]): Html {
  return html`<dl class="kv">${rows.map((row) =>
    row === undefined || row[1] === undefined
      ? undefined
      : html`<dt>${row[0]}</dt><dd>${row[1]}</dd>`,
  )}</dl>`
}

/** A section with its heading. */
export function part(title: Child, content: Child, id?: string): Html {
  return html`<section${id === undefined ? undefined : html` id="${id}"`}><h2>${title}</h2>${content}</section>`
}

/** How far something has come of a whole: solid is upheld, hatched is stated, dashed is agreed, the rest is open. */
export function joint(
  label: string,
  whole: number,
  { agreed, delivered, verified }: Readonly<Record<'agreed' | 'delivered' | 'verified', number>>,
): Html {
  const at = (value: number): number =>
    whole <= 0 ? 0 : Math.round(Math.min(1, value / whole) * 1000) / 10
  const [a, d, v] = [at(agreed), at(delivered), at(verified)]
  return html`<svg class="joint turns" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="${label}"><path class="open" d="M0 7.5H100" stroke-dasharray="1 2"/>${a > d ? html`<path class="planned" d="M${d} 4H${a}" stroke-dasharray="3 2"/>` : undefined}${d > v ? html`<path class="stated" d="M${v} 4H${d}"/>` : undefined}${v > 0 ? html`<path class="sure" d="M0 4H${v}"/>` : undefined}</svg>`
}

/** Cards on one page: what a slow line carries with the page around them. */
export const pageCards = 12

/** Below a record: to follow it, to check it, to tell the moderators of it. */
export function underRecord(
  view: DialogueView,
  { id, version }: { readonly id: string; readonly version: number },
  first?: Html,
): Html {
  const { words } = view
  return html`<p class="gap-top">${first === undefined ? undefined : html`${first} · `}<a href="${href(view, `/follow/${id}`)}">${words.say('dialogue.follow')}</a> · <a href="/log/receipts/${id}/${version}.tlog-proof">${words.say('dialogue.receipt')}</a> · ${flagLink(view, id)}</p>`
}

/** The way to tell the moderators of a record. */
export function flagLink(view: DialogueView, id: string): Html {
  return html`<a href="${href(view, `/flag/${id}`)}">${view.words.say('flag.title')}</a>`
}
