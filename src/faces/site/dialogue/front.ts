// The front page of the Dialogue: what has come of it so far in four numbers, and the newest of each kind.
import { phaseOf } from '#faces/site/dialogue/consultationSections.ts'
import { consultationCard } from '#faces/site/dialogue/consultations.ts'
import { dialoguePage, empty, part } from '#faces/site/dialogue/frame.ts'
import { meetingCard, standingOfAgreement } from '#faces/site/dialogue/meetings.ts'
import { needCard } from '#faces/site/dialogue/needs.ts'
import { standing } from '#faces/site/dialogue/partnerships.ts'
import { newestPractices } from '#faces/site/dialogue/practices.ts'
import type { DialogueView } from '#faces/site/dialogue/view.ts'
import { type Html, html } from '#faces/site/html.ts'
import { href } from '#faces/site/view.ts'

/** `/dialogue`. */
export function dialogueFront(view: DialogueView): string {
  const { words, around } = view
  const needs = around.all('need')
  const open = needs.filter((need) => standing(around, need).open > 0)
  const delivered = around.all('delivery')
  const upheld = delivered.filter(
    ({ id }) => around.to('deliveryReview', id).at(-1)?.data.finding === 'upheld',
  )
  const kept = around
    .all('agreement')
    .filter((agreement) => standingOfAgreement(view, agreement).commitment !== undefined)
  const comments = around.all('comment')
  const answered = comments.filter(({ id }) => around.to('answer', id).length > 0)
  const figure = (kind: string, name: string, value: number, note: string, path: string): Html =>
    html`<div class="${kind}"><dt>${name}</dt><dd class="big"><b>${words.count(value)}</b></dd><dd>${note} <a class="soft" href="${href(view, path)}" aria-label="${words.say('word.source.of', { figure: name })}">${words.say('word.source')}</a></dd></div>`
  const today = `${around.today}T00:00Z`
  const meetings = around.all('meeting').toSorted((a, b) => (a.data.from < b.data.from ? -1 : 1))
  const next = meetings.filter(({ data }) => data.until >= today)
  const consultations = around
    .all('consultation')
    .toSorted((a, b) => rank(phaseOf(a, around.today)) - rank(phaseOf(b, around.today)))
  const more = (path: string, content: Html | undefined, none: Html): Html =>
    content === undefined
      ? none
      : html`${content}<p class="gap-top"><a href="${href(view, path)}">${words.say('dialogue.all')}</a></p>`
  const main = html`<div class="hero"><div class="wrap"><h1>${words.say('dialogue.title')}</h1><p class="lede">${words.say('dialogue.lede')}</p>
<dl class="figures">
${figure('stands', words.say('dialogue.figure.practices'), around.all('practice').length, words.say('practices.adopted', { count: around.all('adoption').length }), '/practices')}
${figure('missing', words.say('dialogue.figure.needs'), open.length, words.say('dialogue.figure.needs.note', { count: needs.length }), '/needs')}
${figure('planned', words.say('dialogue.figure.deliveries'), delivered.length, words.say('dialogue.figure.deliveries.note', { count: upheld.length }), '/needs')}
${figure('stands', words.say('dialogue.figure.answers'), answered.length, words.say('dialogue.figure.answers.note', { count: comments.length }), '/consultations')}
</dl></div></div>
<div class="wrap">
${part(words.say('dialogue.menu.needs'), more('/needs', open.length === 0 ? undefined : html`<div class="cards">${open.slice(-3).map((need) => needCard(view, need))}</div>`, empty(view, 'needs.none')))}
${part(words.say('dialogue.menu.practices'), more('/practices', newestPractices(view, 3), empty(view, 'practices.none')))}
${part(words.say('dialogue.menu.consultations'), more('/consultations', consultations.length === 0 ? undefined : html`<div class="cards">${consultations.slice(0, 2).map((each) => consultationCard(view, each))}</div>`, empty(view, 'consultations.none')))}
${part(words.say('dialogue.menu.meetings'), more('/meetings', meetings.length === 0 ? undefined : html`<p>${words.say('dialogue.kept', { count: kept.length })}</p><div class="cards">${(next.length > 0 ? next : meetings.slice(-2)).slice(0, 2).map((meeting) => meetingCard(view, meeting))}</div>`, empty(view, 'meetings.none')))}
</div>`
  return dialoguePage(view, { title: words.say('dialogue.title'), at: 'dialogue', main })
}

const rank = (phase: ReturnType<typeof phaseOf>): number =>
  ({ open: 0, coming: 1, closed: 2 })[phase]
