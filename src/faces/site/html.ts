// Markup as a value: templates that escape whatever they are given, unless it is markup itself.

const brand: unique symbol = Symbol('markup')

/** Markup that is safe to send. Only `html` and `raw` make it. */
export interface Html {
  readonly [brand]: true
  readonly markup: string
}

/** What a template takes: nothing for null, undefined and false; lists in their order. */
export type Child = Html | string | number | null | undefined | false | readonly Child[]

/** Markup from a template; every text in it is escaped, in attributes too (always quote them). */
export function html(strings: TemplateStringsArray, ...children: readonly Child[]): Html {
  let markup = strings[0]
  for (let i = 0; i < children.length; i++) markup += markupOf(children[i]) + strings[i + 1]
  return raw(markup)
}

/** Markup from text that is known to be markup: our own constants, never anything read or typed. */
export function raw(markup: string): Html {
  return { [brand]: true, markup }
}

/** True for markup, which a text or an object from JSON can never be. */
export function isHtml(value: unknown): value is Html {
  return typeof value === 'object' && value !== null && brand in value
}

function markupOf(child: Child): string {
  if (child === null || child === undefined || child === false) return ''
  if (typeof child === 'string') return escapeText(child)
  if (typeof child === 'number') return String(child)
  if (isHtml(child)) return child.markup
  return (child as readonly Child[]).map(markupOf).join('')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A text with the five characters that mean something in markup escaped. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character])
}
