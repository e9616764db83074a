// Practices: the list with its search, one practice with what went wrong before what would be repeated, its
// reviews, versions and adopters.

import { indexPractices, type PracticeIndex, type SearchedPractice } from '#dialogue/search.ts'
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
  beginning,
  countryList,
  type DialogueView,
  days,
  mayActFor,
  nameOf,
  pageOf,
  saying,
  text,
  valueWord,
  valueWords,
  who,
} from '#faces/site/dialogue/view.ts'
import { type Html, html } from '#faces/site/html.ts'
import { type Choosing, filterForm, pageAsked, pageLinks } from '#faces/site/parts/filter.ts'
import { dayElement, moneyOf } from '#faces/site/register/view.ts'
import { href } from '#faces/site/view.ts'
import { audiences, practiceTopics } from '#register/records/practices.ts'
import type { ReadRecord } from '#store/reading.ts'

type Practice = ReadRecord<'practice'>

/** The index of the newest state, made once for each. */
let indexed: { readonly of: string; readonly index: PracticeIndex } | undefined

function indexOf(view: DialogueView, practices: readonly Practice[]): PracticeIndex {
  const of = practices.map(({ id, version }) => `${id}.${version}`).join()
  if (indexed?.of === of) return indexed.index
  const searched = practices.map(
    ({ id, data, time }): SearchedPractice => ({
      id,
      data,
      by: nameOf(view, data.signatory),
      adoptions: 0,
      time,
    }),
  )
  indexed = { of, index: indexPractices(searched) }
  return indexed.index
}

/** `/practices`: all, or those that are searched for. */
export function practicesPage(view: DialogueView): string {
  const { words, around, query } = view
  const practices = around.all('practice')
  const index = indexOf(view, practices)
  const asked = query.get('q') ?? ''
  const found = index.find({
    words: asked,
    topic: query.get('topic') ?? '',
    audience: query.get('for') ?? '',
    language: query.get('language') ?? '',
  })
  const { page, pages, from } = pageAsked(view, found.length, pageCards)
  const shown = found.slice(from, from + pageCards).flatMap(({ id, by }) => {
    const practice = around.find('practice', id)
    return practice === undefined ? [] : [practiceCard(view, practice, by === 'topic')]
  })
  const topics = asked === '' ? [] : index.topicsOf(asked).slice(0, 3)
  const lessons =
    topics.length === 0
      ? undefined
      : html`<p>${words.say('practices.lessons')} ${topics.map((topic, i) => html`${i === 0 ? '' : ' · '}<a href="${href(view, '/practices', { topic })}">${valueWord(words, topic)}</a>`)}</p>`
  const main = html`<div class="wrap">${head(undefined, words.say('practices.title'), words.say('practices.lede'))}
${filterForm(view, '/practices', choosings(view, practices), true, words.say('practices.find'))}
${lessons}<h2>${words.say('practices.found', { count: found.length })}</h2>
${practices.length === 0 ? empty(view, 'practices.none') : shown.length === 0 ? empty(view, 'practices.nothing') : html`<div class="cards">${shown}</div>`}
${pageLinks(view, '/practices', page, pages)}
${button(view, '/practices/new', 'practices.new')}</div>`
  return dialoguePage(view, { title: words.say('practices.title'), at: 'practices', main })
}

function choosings(view: DialogueView, practices: readonly Practice[]): Choosing[] {
  const { words } = view
  const used = new Set(practices.map(({ data }) => data.language))
  const names = new Intl.DisplayNames(words.locale, { type: 'language' })
  const of = (values: readonly string[]) =>
    values.map((value) => [value, valueWord(words, value)] as const)
  return [
    { name: 'topic', title: words.say('practices.topic'), values: of(practiceTopics) },
    { name: 'for', title: words.say('df.audiences'), values: of(audiences) },
    {
      name: 'language',
      title: words.say('df.language'),
      values: [...used].sort().map((tag) => [tag, names.of(tag) ?? tag] as const),
    },
  ]
}

/** A practice in short: what, where, for whom, the result, and what went wrong before what would be repeated. */
export function practiceCard(view: DialogueView, { id, data }: Practice, byTopic = false): Html {
  const { words, around } = view
  const adopted = around.to('adoption', id).length
  return html`<article class="card"><p class="soft small">${who(view, data.signatory)} · ${valueWords(words, data.topics)}</p>
<h3><a href="${pageOf(view, 'practice', id)}">${text(view, data.title, data.language)}</a></h3>
<p>${resultWords(view, data)}</p>
<p class="small"><b>${words.say('df.wentWrong')}:</b> ${text(view, beginning(data.wentWrong, 160), data.language)}</p>
<p class="soft small">${words.say('practices.adopted', { count: adopted })}${byTopic ? html` · ${words.say('practices.bytopic')}` : undefined}</p></article>`
}

/** `210 → 1,340 people: visitors a week`. */
function resultWords(view: DialogueView, { result, language }: Practice['data']): Html {
  const { words } = view
  const value = (amount: number): string =>
    result.unit === 'share'
      ? words.say('percent', { amount: words.count(amount * 100, 1) })
      : words.count(amount, 1)
  // Whatever is counted has its unit once, after the second number.
  const last = (): string => {
    if (result.unit === 'share') return value(result.after)
    const unit = result.unit === 'place' ? 'site' : result.unit
    return words.say(`amount.${unit}`, { count: Math.round(result.after * 10) / 10 })
  }
  return words.mix('practices.result', {
    before: html`<b>${value(result.before)}</b>`,
    after: html`<b>${last()}</b>`,
    indicator: text(view, result.indicator, language),
  })
}

/** `/practices/:id`, or a version of it. */
export function practicePage(view: DialogueView, practice: Practice): string {
  const { words, around } = view
  const { id, data, version } = practice
  const reviews = around.to('practiceReview', id)
  const adoptions = around.to('adoption', id)
  const newest = around.find('practice', id)?.version ?? version
  const said = (title: string, value: string | null): Html =>
    part(title, saying(view, value, data.language))
  const main = html`<div class="wrap">${head(html`${who(view, data.signatory)} · ${valueWords(words, data.topics)}`, text(view, data.title, data.language), resultWords(view, data))}
${version < newest ? html`<p class="other">${words.mix('practice.old', { version: words.count(version), newest: html`<a href="${pageOf(view, 'practice', id)}">${words.count(newest)}</a>` })}</p>` : undefined}
<div class="grid side"><div>
${said(words.say('df.context'), data.context)}
${said(words.say('df.did'), data.did)}
${said(words.say('df.wentWrong'), data.wentWrong)}
${said(words.say('df.wouldRepeat'), data.wouldRepeat)}
${part(words.say('practice.reviews'), reviews.length === 0 ? empty(view, 'practice.reviews.none') : html`${reviews.map((review) => html`<p class="gap-top"><b>${valueWord(words, review.data.finding)}</b> · ${words.say('practice.version', { version: words.count(review.data.version) })} · ${dayElement(words, review.data.date)}</p>${saying(view, review.data.reason, review.data.language)}`)}`, 'reviews')}
${part(words.say('practice.adoptions'), adoptions.length === 0 ? empty(view, 'practice.adoptions.none') : html`${adoptions.slice(-pageCards).map((adoption) => adoptionLine(view, adoption))}`, 'adoptions')}
</div><aside>
${facts([
  [words.say('df.countries'), countryList(view, data.countries)],
  data.place === undefined
    ? undefined
    : [words.say('df.place'), text(view, data.place, data.language)],
  [words.say('practice.when'), days(words, data.from, data.until)],
  [words.say('df.audiences'), valueWords(words, data.audiences)],
  data.cost === undefined
    ? undefined
    : [
        words.say('df.cost'),
        html`${moneyOf(words, data.cost)}${data.costNote === undefined ? undefined : html`<br><span class="small">${text(view, data.costNote, data.language)}</span>`}`,
      ],
  [words.say('practice.measured'), dayElement(words, data.result.measured)],
  data.result.link === undefined
    ? undefined
    : [
        words.say('word.source'),
        html`<a href="${data.result.link}" rel="nofollow noopener"><bdi dir="ltr">${data.result.link ?? ''}</bdi></a>`,
      ],
  [words.say('df.license'), html`<bdi dir="ltr">${data.license.replaceAll('-', ' ')}</bdi>`],
  [
    words.say('practice.versions'),
    html`${Array.from({ length: newest }, (_, i) => html`${i === 0 ? '' : ' '}<a href="${pageOf(view, 'practice', id, `?version=${i + 1}`)}">${words.count(i + 1)}</a>`)}`,
  ],
])}
${underRecord(view, { id, version })}
${button(view, `/practices/${id}/adopt`, 'practice.adopt')}
${mayActFor(view, data.signatory) ? button(view, `/practices/${id}/edit`, 'practice.edit') : undefined}
<p class="gap-top"><a href="${href(view, `/practices/${id}/review`)}">${words.say('practice.review')}</a></p>
</aside></div></div>`
  return dialoguePage(view, {
    title: data.title ?? words.say('dialogue.erased'),
    at: 'practices',
    under: [words.say('practices.title'), href(view, '/practices')],
    main,
    fictional: around.find('signatory', data.signatory)?.data.fictional ?? false,
  })
}

function adoptionLine(view: DialogueView, { data }: ReadRecord<'adoption'>): Html {
  const { words } = view
  const commitment =
    data.commitment === undefined
      ? undefined
      : html` · <a href="${pageOf(view, 'commitment', data.commitment)}">${words.say('practice.by.commitment')}</a>`
  return html`<p class="gap-top">${words.mix('practice.adopted.by', { who: who(view, data.signatory), date: dayElement(words, data.date), version: words.count(data.version) })}${commitment}</p>${saying(view, data.changed, data.language)}`
}

/** The newest practices, for the front page. */
export function newestPractices(view: DialogueView, most: number): Html | undefined {
  const practices = view.around.all('practice').toReversed().slice(0, most)
  if (practices.length === 0) return undefined
  return html`<div class="cards">${practices.map((practice) => practiceCard(view, practice))}</div>`
}
