// What answers a form that was not taken and cannot be shown again: why, and how to get back what was typed.
import { html } from '#faces/site/html.ts'
import { openPage } from '#faces/site/openPage.ts'
import type { Visit } from '#faces/site/services.ts'
import { href } from '#faces/site/view.ts'

/** Why a form was not taken. */
export type Lost = 'signedOut' | 'foreign' | 'broken' | 'large'

/** The page that says so. */
export function formLostPage(visit: Visit, why: Lost, signIn: string): string {
  const { words } = visit
  const title = words.say(`lost.${why}`)
  const cure =
    why === 'signedOut'
      ? words.mix('lost.signedOut.cure', {
          signIn: html`<a href="${signIn}" target="_blank" rel="noopener">${words.say('nav.signIn')}</a>`,
        })
      : words.mix(`lost.${why}.cure`, {
          front: html`<a href="${href(visit, '/')}">${words.say('site.name')}</a>`,
        })
  const main = html`<div class="wrap head"><h1>${title}</h1><p class="lede">${cure}</p></div>`
  return openPage(visit, { title, main })
}
