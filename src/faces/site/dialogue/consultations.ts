// Consultations: the list, and the page of one: what changed because of what was said first, then the draft
// section by section.

import { leastShown } from '#dialogue/disclosure.ts'
import {
  type Names,
  type OwnPart,
  phaseOf,
  sectionPart,
} from '#faces/site/dialogue/consultationSections.ts'
import { draftPlan, studyOf } from '#faces/site/dialogue/draftPlan.ts'
import {
  button,
  dialoguePage,
  empty,
  facts,
  head,
  pageCards,
  part,
  underRecord,
} from '#faces/site/dialogue/frame.ts'
import { planOfChange } from '#faces/site/dialogue/planCompare.ts'
import {
  beginning,
  type DialogueView,
  days,
  mayActFor,
  pageOf,
  recordLink,
  saying,
  studyHref,
  text,
  valueWord,
  who,
} from '#faces/site/dialogue/view.ts'
import { type Child, type Html, html } from '#faces/site/html.ts'
import { pageAsked, pageLinks } from '#faces/site/parts/filter.ts'
import { dayElement } from '#faces/site/register/view.ts'
import { href } from '#faces/site/view.ts'
import type { ReadRecord } from '#store/reading.ts'

/** Comments shown of each section on the consultation's own page. */
const commentsShown = 3

type Consultation = ReadRecord<'consultation'>

/** `/consultations`. */
export function consultationsPage(view: DialogueView): string {
  const { words, around } = view
  const all = around.all('consultation').toReversed()
  const { page, pages, from } = pageAsked(view, all.length, pageCards)
  const asked = all.slice(from, from + pageCards)
  const of = (phase: 'coming' | 'open' | 'closed'): Html | undefined => {
    const some = asked.filter((each) => phaseOf(each, around.today) === phase)
    return some.length === 0
      ? undefined
      : part(
          words.say(`consultations.${phase}`),
          html`<div class="cards">${some.map((each) => consultationCard(view, each))}</div>`,
        )
  }
  const main = html`<div class="wrap">${head(undefined, words.say('consultations.title'), words.say('consultations.lede'))}
${all.length === 0 ? empty(view, 'consultations.none') : html`${of('open')}${of('coming')}${of('closed')}`}
${pageLinks(view, '/consultations', page, pages)}${button(view, '/consultations/new', 'consultations.new')}</div>`
  return dialoguePage(view, { title: words.say('consultations.title'), at: 'consultations', main })
}

/** A consultation in short. */
export function consultationCard(view: DialogueView, each: Consultation): Html {
  const { words, around } = view
  const { id, data } = each
  const comments = around.to('comment', id)
  const answered = comments.filter((comment) => around.to('answer', comment.id).length > 0).length
  return html`<article class="card"><p class="soft small">${who(view, data.signatory)} · ${days(words, data.from, data.until)}</p>
<h3><a href="${pageOf(view, 'consultation', id)}">${text(view, data.title, data.language)}</a></h3>
<p>${words.say('consultations.said', { count: comments.length })} ${words.say('consultations.answered', { count: answered })} ${words.say('consultations.changes', { count: around.to('change', id).length })}</p></article>`
}

/** `/consultations/:id`. */
export function consultationPage(
  view: DialogueView,
  consultation: Consultation,
  names: Names,
  own: OwnPart | undefined,
): string {
  const { words, around } = view
  const { id, data } = consultation
  const phase = phaseOf(consultation, around.today)
  const changes = around.to('change', id)
  const [outcome] = around.to('outcome', id)
  const asks = mayActFor(view, data.signatory)
  const main = html`<div class="wrap">${head(html`${words.say(`consultation.phase.${phase}`)} · ${who(view, data.signatory)}`, text(view, data.title, data.language), days(words, data.from, data.until))}
<div class="grid side"><div>
${saying(view, data.summary, data.language)}
${
  changes.length === 0
    ? undefined
    : part(
        words.say('consultation.changes'),
        html`${changes
          .slice(-pageCards / 2)
          .toReversed()
          .map((change) => changeLine(view, consultation, change))}`,
        'changes',
      )
}
${own === undefined || own.held.length === 0 ? undefined : part(words.say('consultation.own'), html`<ul>${own.held.map(({ text: said, decision, note }) => html`<li>${words.say(`held.${decision === 'passed' ? 'passed' : decision === 'refused' ? 'refused' : 'waits'}`)}: <bdi>${beginning(said, 120)}</bdi>${note ? html` (<bdi>${note}</bdi>)` : undefined}</li>`)}</ul>`)}
${data.sections.map((section) => sectionPart(view, consultation, section, names, own, commentsShown))}
</div><aside>
${facts([
  [words.say('df.consultation.about'), valueWord(words, data.about)],
  planFact(view, consultation),
  data.draft === undefined
    ? undefined
    : [words.say('df.draft'), recordLink(view, around.any(data.draft))],
])}
${underRecord(view, consultation)}
<p class="note gap-top">${words.say('consultation.rules', { count: leastShown })}</p>
${asks && draftPlan(view, consultation) !== undefined ? button(view, `/consultations/${id}/plan`, 'anew.title') : undefined}
${asks ? button(view, `/consultations/${id}/change`, 'consultation.change') : undefined}
${asks && outcome === undefined ? button(view, `/consultations/${id}/edit`, 'consultation.edit') : undefined}
${asks && phase === 'closed' && outcome === undefined ? button(view, `/consultations/${id}/count`, 'consultation.count') : undefined}
</aside></div></div>`
  return dialoguePage(view, {
    title: data.title ?? words.say('dialogue.erased'),
    at: 'consultations',
    under: [words.say('consultations.title'), href(view, '/consultations')],
    main,
    fictional: around.find('signatory', data.signatory)?.data.fictional ?? false,
  })
}

/** The plan that is the draft, by name and digest; said so where another stands on the site by now. */
function planFact(
  view: DialogueView,
  consultation: Consultation,
): readonly [name: string, value: Child] | undefined {
  const { words } = view
  const { study: id, plan } = consultation.data
  if (id === undefined) return undefined
  const study = studyOf(view, consultation)
  const digest =
    plan === undefined
      ? undefined
      : html`<br><bdi class="hash small" dir="ltr">${plan.slice(0, 23)}…</bdi>`
  const other =
    plan === undefined || study === undefined || study.result.resultDigest === plan
      ? undefined
      : html`<br><span class="small">${words.say('anew.consultation.other')}</span>`
  const name =
    study === undefined
      ? html`<bdi>${id}</bdi>`
      : html`<a href="${studyHref(view, study)}"><bdi>${study.result.study.title}</bdi></a>`
  return [words.say('anew.consultation.plan'), html`${name}${digest}${other}`]
}

function changeLine(
  view: DialogueView,
  consultation: Consultation,
  { data }: ReadRecord<'change'>,
): Html {
  const { words, around } = view
  const because = data.because.flatMap((id) => {
    const comment = around.find('comment', id)
    if (comment === undefined) return []
    const title = comment.data.title ?? comment.data.text
    return [
      html`<li><a href="${pageOf(view, 'consultation', data.consultation, `/sections/${data.section}#c-${id}`)}">${text(view, beginning(title, 90), comment.data.language)}</a></li>`,
    ]
  })
  return html`<article class="card"><p class="soft small">${dayElement(words, data.date)} · ${who(view, data.signatory)}</p><h3>${text(view, data.title, data.language)}</h3>
<p><span class="soft">${words.say('change.before')}</span> <del>${text(view, data.before, data.language)}</del></p>
<p><span class="soft">${words.say('change.after')}</span> <ins>${text(view, data.after, data.language)}</ins></p>
<p class="small">${words.say('change.because')}</p><ul class="small">${because}</ul>
${data.plan === undefined ? undefined : planOfChange(view, consultation, data.plan)}
<p class="note">${words.say('change.told')}</p></article>`
}
