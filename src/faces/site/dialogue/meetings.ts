// Meetings and their agreements, and the stands that delegations show there.

import { type AgreementStanding, agreementStanding, newestWords } from '#dialogue/agreements.ts'
import { type CalendarEvent, writeCalendar } from '#dialogue/calendar.ts'
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
import {
  type DialogueView,
  mayActFor,
  nameOf,
  pageOf,
  recordLink,
  saying,
  text,
  valueWord,
  who,
} from '#faces/site/dialogue/view.ts'
import { type Html, html, raw } from '#faces/site/html.ts'
import { pageAsked, pageLinks } from '#faces/site/parts/filter.ts'
import { sequence } from '#faces/site/parts/sequence.ts'
import { dayElement } from '#faces/site/register/view.ts'
import { href } from '#faces/site/view.ts'
import type { ReadRecord } from '#store/reading.ts'

type Meeting = ReadRecord<'meeting'>

/** `/meetings`: those to come first, then those held. */
export function meetingsPage(view: DialogueView): string {
  const { words, around } = view
  const now = `${around.today}T00:00Z`
  const all = around.all('meeting').toSorted((a, b) => (a.data.from < b.data.from ? -1 : 1))
  const [coming, past] = [
    all.filter(({ data }) => data.until >= now),
    all.filter(({ data }) => data.until < now).reverse(),
  ]
  const { page, pages, from } = pageAsked(view, Math.max(coming.length, past.length), pageCards / 2)
  const list = (meetings: readonly Meeting[]): Html =>
    html`<div class="cards">${meetings.slice(from, from + pageCards / 2).map((meeting) => meetingCard(view, meeting))}</div>`
  const stands = around.all('stand')
  const main = html`<div class="wrap">${head(undefined, words.say('meetings.title'), words.say('meetings.lede'))}
${part(words.say('meetings.coming'), coming.length === 0 ? empty(view, 'meetings.none') : list(coming))}
${past.length === 0 ? undefined : part(words.say('meetings.past'), list(past))}
${pageLinks(view, '/meetings', page, pages)}
${stands.length === 0 ? undefined : part(words.say('stands.title'), html`<ul>${stands.slice(-pageCards).map((stand) => html`<li>${recordLink(view, stand)} · ${who(view, stand.data.signatory)}</li>`)}</ul>`)}
<p class="gap-top"><a href="${href(view, '/meetings.ics')}">${words.say('meetings.calendar')}</a></p>
<p class="gap-top"><a class="button act" href="${href(view, '/meetings/new')}">${words.say('meetings.new')}</a> <a class="button act" href="${href(view, '/stands/new')}">${words.say('stands.new')}</a></p></div>`
  return dialoguePage(view, { title: words.say('meetings.title'), at: 'meetings', main })
}

/** A meeting in short. */
export function meetingCard(view: DialogueView, { id, data }: Meeting): Html {
  const { words, around } = view
  const count = around.to('agreement', id).length
  return html`<article class="card"><p class="soft small">${valueWord(words, data.form)}${data.state === 'planned' ? '' : ` · ${valueWord(words, data.state)}`} · ${when(view, data)}</p>
<h3><a href="${pageOf(view, 'meeting', id)}">${text(view, data.title, data.language)}</a></h3>
<p>${sequence(
    words,
    [data.signatory, ...data.participants].slice(0, 6).map((one) => who(view, one)),
  )}</p>
<p class="soft small">${words.say('meetings.agreed', { count })}</p></article>`
}

function when({ words }: DialogueView, data: Meeting['data']): Html {
  return html`<time datetime="${data.from}">${words.time(new Date(data.from))}</time>`
}

/** `/meetings/:id`. */
export function meetingPage(view: DialogueView, meeting: Meeting): string {
  const { words, around } = view
  const { id, data } = meeting
  const answers = newestWords(data.signatory, around.to('acceptance', id))
  const agreements = around.to('agreement', id)
  const party = [data.signatory, ...data.participants]
  const takesPart = (one: string): string => {
    const answer = answers.get(one)
    return words.say(
      answer === 'accept'
        ? 'meeting.takes'
        : answer === undefined
          ? 'meeting.invited'
          : 'meeting.declined',
    )
  }
  const asked = data.participants.some((one) => !answers.has(one) && mayActFor(view, one))
  const main = html`<div class="wrap">${head(html`${valueWord(words, data.form)} · ${valueWord(words, data.state)}`, text(view, data.title, data.language), when(view, data))}
<div class="grid side"><div>
${data.agenda.length === 0 ? undefined : part(words.say('df.agenda'), html`<ol>${data.agenda.map((item) => html`<li>${text(view, item, data.language)}</li>`)}</ol>`)}
${part(words.say('meeting.agreements'), agreements.length === 0 ? empty(view, 'meeting.agreements.none') : html`${agreements.map((agreement) => agreementCard(view, agreement))}`, 'agreements')}
${party.some((one) => mayActFor(view, one)) ? button(view, `/meetings/${id}/agree`, 'meeting.agree') : undefined}
</div><aside>
<h2>${words.say('meeting.party')}</h2><ul>${party.map((one) => html`<li>${who(view, one)} · <span class="soft">${takesPart(one)}</span></li>`)}</ul>
${facts([
  data.place === undefined
    ? undefined
    : [words.say('df.place'), text(view, data.place, data.language)],
  [
    words.say('df.meeting.until'),
    html`<time datetime="${data.until}">${words.time(new Date(data.until))}</time>`,
  ],
  data.link === undefined
    ? undefined
    : [
        words.say('df.link'),
        html`<a href="${data.link}" rel="nofollow noopener"><bdi dir="ltr">${data.link}</bdi></a>`,
      ],
])}
${underRecord(view, meeting, html`<a href="/meetings/${id}.ics">${words.say('meeting.calendar')}</a>`)}
${asked ? button(view, `/meetings/${id}/answer`, 'meeting.answer') : undefined}
${mayActFor(view, data.signatory) ? button(view, `/meetings/${id}/edit`, 'meeting.edit') : undefined}
</aside></div></div>`
  return dialoguePage(view, {
    title: data.title ?? words.say('dialogue.erased'),
    at: 'meetings',
    under: [words.say('meetings.title'), href(view, '/meetings')],
    main,
  })
}

/** Where an agreement stands today. */
export function standingOfAgreement(
  view: DialogueView,
  { id, data }: ReadRecord<'agreement'>,
): AgreementStanding {
  const { around } = view
  return agreementStanding(
    data,
    around.to('acceptance', id),
    around.to('followUp', id),
    around.today,
  )
}

function agreementCard(view: DialogueView, agreement: ReadRecord<'agreement'>): Html {
  const { words, around } = view
  const { id, data } = agreement
  const { state, waitingFor, commitment } = standingOfAgreement(view, agreement)
  const followUps = around.to('followUp', id)
  const waits =
    waitingFor.length === 0
      ? undefined
      : html` ${words.mix('agreement.waits', {
          who: sequence(
            words,
            waitingFor.map((one) => who(view, one)),
          ),
        })}`
  const answer = waitingFor.some((one) => mayActFor(view, one))
    ? html` <a href="${href(view, `/agreements/${id}/answer`)}">${words.say('match.answer')}</a>`
    : undefined
  const follow =
    mayActFor(view, data.followsUp) && !['waiting', 'declined', 'done', 'dropped'].includes(state)
      ? html`<p class="gap-top">${data.becomes === 'commitment' ? html`<a class="button" href="${href(view, '/enter/commitment', { signatory: data.followsUp, agreement: id })}">${words.say('agreement.commit')}</a> ` : undefined}<a class="button" href="${href(view, `/agreements/${id}/follow-up`)}">${words.say('agreement.followup')}</a></p>`
      : undefined
  return html`<article class="card" id="a-${id}"><h3>${text(view, data.title, data.language)}</h3>
<p><b>${words.say(`agreement.state.${state}`)}</b>${waits}${answer}</p>
${saying(
  view,
  data.text,
  data.language,
  words.mix('agreement.between', {
    who: sequence(
      words,
      data.between.map((one) => who(view, one)),
    ),
  }),
)}
<p class="small">${words.mix('agreement.due', { who: who(view, data.followsUp), date: dayElement(words, data.due), becomes: valueWord(words, data.becomes) })}</p>
${commitment === undefined ? undefined : html`<p><b><a href="${pageOf(view, 'commitment', commitment)}">${words.say('agreement.commitment')}</a></b></p>`}
${followUps.map((step) => html`<p class="small">${dayElement(words, step.data.date)} · <b>${valueWord(words, step.data.state)}</b> · ${text(view, step.data.note, step.data.language)}</p>`)}${follow}</article>`
}

/** A meeting as a calendar shows it. */
function eventOf(
  view: DialogueView,
  { id, version, time, data }: Meeting,
  origin: string,
): CalendarEvent {
  const party = [data.signatory, ...data.participants].map((one) => nameOf(view, one))
  return {
    uid: `${id}@${new URL(origin).host}`,
    sequence: version - 1,
    from: data.from,
    until: data.until,
    stamp: time,
    title: data.title ?? '',
    text: [party.join(', '), ...data.agenda.map((item, i) => `${i + 1}. ${item ?? ''}`)].join('\n'),
    ...(data.place === undefined ? {} : { place: data.place }),
    link: `${origin}/meetings/${id}`,
    state: data.state,
  }
}

/** `/meetings.ics`, or one meeting's. */
export function calendarOf(
  view: DialogueView,
  meetings: readonly Meeting[],
  origin: string,
): string {
  const events = meetings.map((meeting) => eventOf(view, meeting, origin))
  return writeCalendar(view.words.say('meetings.title'), events)
}

/** `/stands/:id`: a delegation's story and its things as cards, with a code to scan. */
export function standPage(
  view: DialogueView,
  stand: ReadRecord<'stand'>,
  shown: readonly (readonly [ReadRecord, Html | undefined])[],
  code: Html,
  address: string,
): string {
  const { words, around } = view
  const { data } = stand
  const meeting = data.meeting === undefined ? undefined : around.find('meeting', data.meeting)
  // A practice or a need brings its own card.
  const cards = shown.map(([record, more]) =>
    record.kind === 'practice' || record.kind === 'need'
      ? more
      : html`<article class="card"><p class="soft small">${words.say(`stand.kind.${record.kind as 'project'}`)}</p><h3>${recordLink(view, record)}</h3>${more}</article>`,
  )
  const main = html`<div class="wrap">${head(html`${words.say('stand.kind')} · ${who(view, data.signatory)}${meeting === undefined ? undefined : html` · ${recordLink(view, meeting)}`}`, text(view, data.title, data.language))}
<div class="grid side"><div>${saying(view, data.story, data.language, who(view, data.signatory))}
${part(words.say('stand.shows'), html`<div class="cards">${cards}</div>`)}</div>
<aside><figure class="code">${code}<figcaption>${words.say('stand.scan')}<br><a href="${address}"><bdi dir="ltr">${address}</bdi></a></figcaption></figure>
<p class="note">${words.say('stand.print')}</p>
${mayActFor(view, data.signatory) ? button(view, `/stands/${stand.id}/edit`, 'stand.edit') : undefined}
${underRecord(view, stand)}</aside></div></div>`
  return dialoguePage(view, {
    title: data.title ?? words.say('dialogue.erased'),
    at: 'meetings',
    under: [words.say('stands.title'), href(view, '/meetings')],
    main,
    fictional: around.find('signatory', data.signatory)?.data.fictional ?? false,
  })
}

/** A code to scan, as a picture that needs no script: the modules that the encoder set. */
export function codePicture(
  modules: { readonly size: number; get(row: number, column: number): number | boolean },
  label: string,
): Html {
  const quiet = 4
  const size = modules.size + 2 * quiet
  let path = ''
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; ) {
      let run = 0
      while (column + run < modules.size && modules.get(row, column + run)) run += 1
      if (run > 0) path += `M${column + quiet} ${row + quiet}h${run}v1h-${run}z`
      column += run + 1
    }
  // Black on white in every color scheme: cameras expect it.
  return html`<svg viewBox="0 0 ${size} ${size}" role="img" aria-label="${label}" shape-rendering="crispEdges">${raw(`<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#000" d="${path}"/>`)}</svg>`
}
