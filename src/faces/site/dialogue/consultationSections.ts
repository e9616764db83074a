// The sections of a consultation: the draft’s words, what people say beside them with the official answers, and
// results that tell nothing of few.
import { leastShown } from '#dialogue/disclosure.ts'
import { dialoguePage, empty, flagLink, head, pageCards } from '#faces/site/dialogue/frame.ts'
import {
  type DialogueView,
  mayActFor,
  nameOf,
  pageOf,
  saying,
  text,
  valueWord,
} from '#faces/site/dialogue/view.ts'
import { type Child, type Html, html } from '#faces/site/html.ts'
import { pageAsked, pageLinks } from '#faces/site/parts/filter.ts'
import { dataTable } from '#faces/site/parts/table.ts'
import { dayElement } from '#faces/site/register/view.ts'
import { href } from '#faces/site/view.ts'
import type { ReadRecord } from '#store/reading.ts'

type Consultation = ReadRecord<'consultation'>
type Section = Consultation['data']['sections'][number]

/** Whether people may say something on a day. */
export function phaseOf({ data }: Consultation, today: string): 'coming' | 'open' | 'closed' {
  return today < data.from ? 'coming' : today > data.until ? 'closed' : 'open'
}

/** What a visitor's own part in a consultation is. */
export interface OwnPart {
  /** Own choices, by section or proposal. */
  readonly support: ReadonlyMap<string, string>
  readonly held: readonly {
    readonly text: string
    readonly decision: string | null
    readonly note: string | null
  }[]
}

/** Names that pages show of those who said something. */
export type Names = ReadonlyMap<string, string>

/** One section: its words and options at one side, what people say of it at the other. */
export function sectionPart(
  view: DialogueView,
  consultation: Consultation,
  section: Section,
  names: Names,
  own: OwnPart | undefined,
  few: number | undefined,
): Html {
  const { words, around } = view
  const { id, data } = consultation
  const said = around.to('comment', id).filter((comment) => comment.data.section === section.code)
  const open = phaseOf(consultation, around.today) === 'open'
  const some = few === undefined ? said : mostHeard(view, said).slice(0, few)
  const rest = said.length - some.length
  return html`<section class="asked" id="s-${section.code}"><div><h2>${text(view, section.title, data.language)}</h2>
${saying(view, section.text, data.language)}
${section.options.length === 0 ? undefined : results(view, consultation, section, own)}
${open && section.options.length > 0 ? html`<p class="gap-top"><a class="button act" href="${href(view, `/consultations/${id}/choose/${section.code}`)}">${words.say('consultation.choose')}</a></p>` : undefined}</div>
<div><h3>${words.say('consultation.said', { count: said.length })}</h3>
${said.length === 0 ? empty(view, 'consultation.said.none') : some.map((comment) => commentCard(view, consultation, comment, names, own, 4))}${rest > 0 ? html`<p class="gap-top"><a href="${pageOf(view, 'consultation', id, `/sections/${section.code}`)}">${words.say('consultation.more', { count: rest })}</a></p>` : undefined}
${open ? html`<p class="gap-top"><a class="button act" href="${href(view, `/consultations/${id}/say/${section.code}`)}">${words.say('consultation.say')}</a></p>` : undefined}</div></section>`
}

/** Those with most support, then those answered, then the newest: each page begins with what concerns most. */
function mostHeard(
  { around }: DialogueView,
  said: readonly ReadRecord<'comment'>[],
): ReadRecord<'comment'>[] {
  const weight = ({ id }: ReadRecord<'comment'>): number =>
    around.to('support', id).filter(({ data }) => data.act === 'give').length * 2 +
    Math.min(1, around.to('answer', id).length)
  return said.toReversed().sort((a, b) => weight(b) - weight(a))
}

/** `/consultations/:id/sections/:code`: everything said of one section, page by page. */
export function sectionPage(
  view: DialogueView,
  consultation: Consultation,
  code: string,
  names: Names,
  own: OwnPart | undefined,
): string | undefined {
  const { words, around } = view
  const { id, data } = consultation
  const section = data.sections.find((each) => each.code === code)
  if (section === undefined) return undefined
  const said = around.to('comment', id).filter((comment) => comment.data.section === code)
  const { page, pages, from } = pageAsked(view, said.length, pageCards)
  const shown = mostHeard(view, said).slice(from, from + pageCards)
  const path = `/consultations/${id}/sections/${code}`
  const main = html`<div class="wrap">${head(text(view, data.title, data.language), text(view, section.title, data.language))}
${saying(view, section.text, data.language)}<h2 class="gap-top">${words.say('consultation.said', { count: said.length })}</h2>
${shown.map((comment) => commentCard(view, consultation, comment, names, own, 3))}${pageLinks(view, path, page, pages)}</div>`
  return dialoguePage(view, {
    title: section.title ?? code,
    at: 'consultations',
    under: [data.title ?? code, pageOf(view, 'consultation', id)],
    main,
    fictional: around.find('signatory', data.signatory)?.data.fictional ?? false,
  })
}

/** Support now, from the public log; after the close the published results by group. */
function results(
  view: DialogueView,
  { id, data }: Consultation,
  section: Section,
  own: OwnPart | undefined,
): Html {
  const { words, around } = view
  const chosen = own?.support.get(`section:${section.code}`)
  const counted = around
    .to('support', id)
    .filter(({ data: support }) => support.section === section.code && support.act === 'give')
  const outcome = around
    .to('outcome', id)[0]
    ?.data.sections.find(({ code }) => code === section.code)
  const count = (code: string): number =>
    outcome?.options.find((option) => option.code === code)?.count ??
    counted.filter(({ data: support }) => support.option === code).length
  const total = section.options.reduce((sum, { code }) => sum + count(code), 0)
  const groups = outcome?.groups.filter((group) => group.count !== undefined) ?? []
  const withheld = words.say('consultation.withheld')
  const table = dataTable(
    words.say(outcome === undefined ? 'consultation.sofar' : 'consultation.results', {
      count: total,
    }),
    [
      { title: words.say('consultation.option') },
      { title: words.say('consultation.all'), numeric: true },
      ...groups.map(({ group }) => ({ title: valueWord(words, group), numeric: true })),
    ],
    section.options.map(({ code, text: option }) => ({
      head: html`${text(view, option, data.language)}${chosen === code ? html` <b>(${words.say('consultation.yours')})</b>` : undefined}`,
      cells: [
        words.count(count(code)),
        ...groups.map((group): Child => {
          const value = group.options.find((each) => each.code === code)?.count
          return value === undefined
            ? html`<span class="soft">${withheld}</span>`
            : words.count(value)
        }),
      ],
    })),
  )
  const note =
    outcome === undefined
      ? words.say('consultation.groups.later')
      : words.say('consultation.groups.note', { count: leastShown })
  return html`${table}<p class="note">${note}</p>`
}

/** A comment or proposal with its official answer under it. */
function commentCard(
  view: DialogueView,
  consultation: Consultation,
  comment: ReadRecord<'comment'>,
  names: Names,
  own: OwnPart | undefined,
  level: 3 | 4,
): Html {
  const { words, around } = view
  const { id, data, by } = comment
  const answers = around.to('answer', id)
  const supporters = around
    .to('support', id)
    .filter(({ data: support }) => support.act === 'give').length
  const open = phaseOf(consultation, around.today) === 'open'
  const proposal = data.kind === 'proposal'
  const title = text(view, data.title, data.language)
  const mine = (own?.support.get(id) ?? '') !== ''
  return html`<article class="card" id="c-${id}">${proposal ? html`<p class="soft small">${valueWord(words, 'proposal')} · ${words.say('consultation.supporters', { count: supporters })}</p>${level === 3 ? html`<h3>${title}</h3>` : html`<h4>${title}</h4>`}` : undefined}
${saying(view, data.text, data.language, html`${names.get(by) ?? words.say('consultation.someone')}, ${dayElement(words, comment.time.slice(0, 10))} · ${flagLink(view, id)}`)}
${proposal && open ? html`<p class="small"><a href="${href(view, `/proposals/${id}/support`)}">${words.say(mine ? 'consultation.supported' : 'consultation.support')}</a></p>` : undefined}
${answers.map((answer) => html`<div class="answer"><p><b>${words.mix('consultation.answer', { who: nameOf(view, answer.data.signatory), decision: valueWord(words, answer.data.decision) })}</b></p>${saying(view, answer.data.text, answer.data.language)}</div>`)}
${answers.length === 0 && mayActFor(view, consultation.data.signatory) ? html`<p class="small"><a href="${href(view, `/comments/${id}/answer`)}">${words.say('consultation.doanswer')}</a></p>` : undefined}</article>`
}
