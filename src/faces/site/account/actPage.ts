// A page with one form: title, what it is about, fields, a button. Most pages of accounts are one.
import type { FormState } from '#faces/site/forms.ts'
import { type Child, html } from '#faces/site/html.ts'
import { openPage } from '#faces/site/openPage.ts'
import { formProblems } from '#faces/site/parts/form.ts'
import type { Visit } from '#faces/site/services.ts'

/** What the page says. */
export interface ActParts {
  readonly title: string
  readonly lede?: Child
  readonly fields?: Child
  /** The button's word. */
  readonly act: string
  /** What stands after the form. */
  readonly after?: Child
  readonly crumbs?: readonly (readonly [title: string, address: string])[]
  readonly scripts?: readonly string[]
}

/** The page of one form. */
export function actPage(visit: Visit, form: FormState, parts: ActParts): string {
  const { title, lede, fields, act, after, crumbs, scripts } = parts
  const main = html`<div class="wrap head">${formProblems(visit.words, form)}<h1>${title}</h1>${lede === undefined ? undefined : html`<p class="lede">${lede}</p>`}
<form class="act" method="post">${form.token}${fields}<button class="main">${act}</button></form>${after}</div>`
  return openPage(visit, {
    title,
    main,
    failed: form.problems.length > 0,
    ...(crumbs === undefined ? {} : { crumbs }),
    ...(scripts === undefined ? {} : { scripts }),
  })
}

/** A page that says something and has nothing to send. */
export function sayPage(visit: Visit, title: string, text: Child): string {
  const main = html`<div class="wrap head"><h1>${title}</h1><p class="lede">${text}</p></div>`
  return openPage(visit, { title, main })
}
