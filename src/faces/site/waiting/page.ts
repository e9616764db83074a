// `/waiting`: everything that those whom a person acts for are asked to do and can do, what is due first on top.
import type { Hono } from 'hono'
import { type Actor, actsForOthers, signatoryRoles } from '#accounts/roles.ts'
import { head, part } from '#faces/site/dialogue/frame.ts'
import { type DialogueView, type Table, withAround } from '#faces/site/dialogue/view.ts'
import { type Html, html } from '#faces/site/html.ts'
import { openPage } from '#faces/site/openPage.ts'
import { pageAsked, pageLinks } from '#faces/site/parts/filter.ts'
import { dayElement } from '#faces/site/register/view.ts'
import { pageAnswer, type SiteEnv, visitOf } from '#faces/site/services.ts'
import { href } from '#faces/site/view.ts'
import {
  agreementWaits,
  consultationWaits,
  meetingWaits,
} from '#faces/site/waiting/dialogueWaits.ts'
import { matchWaits, suggestedWaits } from '#faces/site/waiting/partnershipWaits.ts'
import { officeWaits, promiseWaits, signatureWaits } from '#faces/site/waiting/registerWaits.ts'
import { inOrder, type Wait } from '#faces/site/waiting/waits.ts'

/** Things on one page. */
const pageWaits = 20

/** Adds the page. */
export function waitingRoutes(app: Hono<SiteEnv>, table: Table): void {
  app.get('/waiting', async (c) => {
    const visit = await visitOf(c)
    const { actor } = visit.visitor
    if (actor === undefined)
      return c.redirect(href(visit, '/account/sign-in', { next: href(visit, '/waiting') }), 303)
    const view = await withAround(visit, table)
    return pageAnswer(c, waitingPage(view, actor, await waitsOf(view, actor)))
  })
}

/** Everything that waits for a person, in order. */
export async function waitsOf(view: DialogueView, actor: Actor): Promise<Wait[]> {
  const signatories = actsForOf(actor)
  const more = await Promise.all([
    promiseWaits(view, signatories),
    signatureWaits(view, actor, signatories),
    officeWaits(view, actor),
  ])
  return inOrder([
    ...signatories.flatMap((signatory) => [
      ...matchWaits(view, signatory),
      ...meetingWaits(view, signatory),
      ...agreementWaits(view, signatory),
      ...consultationWaits(view, signatory),
    ]),
    ...suggestedWaits(view, signatories),
    ...more.flat(),
  ])
}

/** Signatories that somebody acts for. */
function actsForOf({ roles }: Actor): string[] {
  const held = roles.filter(({ role }) => signatoryRoles.includes(role))
  return [...new Set(held.map(({ signatory }) => signatory))]
}

function waitingPage(view: DialogueView, actor: Actor, waits: readonly Wait[]): string {
  const { words, around } = view
  const { page, pages, from } = pageAsked(view, waits.length, pageWaits)
  const shown = waits.slice(from, from + pageWaits)
  const { late, dated, open } = Object.groupBy(shown, ({ due }) =>
    due === undefined ? 'open' : due < around.today ? 'late' : 'dated',
  )
  const group = (
    key: 'waiting.late' | 'waiting.dated' | 'waiting.open',
    some: readonly Wait[] | undefined,
  ): Html | undefined =>
    some === undefined
      ? undefined
      : part(
          words.say(key),
          html`<ul class="notes">${some.map((wait) => waitLine(view, wait))}</ul>`,
        )
  const passkey =
    waits.length > 0 && actor.by !== 'passkey'
      ? html`<p class="note">${words.say('waiting.passkey')}</p>`
      : undefined
  const main = html`<div class="wrap">${head(undefined, words.say('waiting.title'), waits.length === 0 ? undefined : words.say('waiting.count', { count: waits.length }))}${passkey}
${waits.length === 0 ? nothing(view, actor) : html`${group('waiting.late', late)}${group('waiting.dated', dated)}${group('waiting.open', open)}`}
${pageLinks(view, '/waiting', page, pages)}</div>`
  const fictional = around.all('signatory').some(({ data }) => data.fictional)
  return openPage(view, {
    title: words.say('waiting.title'),
    main,
    banner: fictional ? html`<p class="banner">${words.say('dialogue.fictional')}</p>` : undefined,
  })
}

/** Why nothing is here: nothing waits, or nothing can. */
function nothing({ words }: DialogueView, actor: Actor): Html {
  const acts = actsForOthers(actor)
  return html`<p class="empty">${words.say(acts ? 'waiting.none' : 'waiting.norole')}</p>`
}

function waitLine(
  { words, around }: DialogueView,
  { what, address, whose, since, due }: Wait,
): Html {
  const when =
    due === undefined
      ? since === ''
        ? undefined
        : words.mix('waiting.since', { date: dayElement(words, since.slice(0, 10)) })
      : words.mix(due < around.today ? 'waiting.overdue' : 'waiting.due', {
          date: dayElement(words, due),
        })
  return html`<li><p><a href="${address}">${what}</a></p><p class="note">${whose}${when === undefined ? undefined : html` · ${when}`}</p></li>`
}
