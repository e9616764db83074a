// Needs and pledges: the list, one of each in short, and the page of one with its matches and suggestions.
import {
  button,
  dialoguePage,
  empty,
  facts,
  head,
  joint,
  pageCards,
  part,
  underRecord,
} from '#faces/site/dialogue/frame.ts'
import { type MatchStanding, standing } from '#faces/site/dialogue/partnerships.ts'
import { suggestions } from '#faces/site/dialogue/suggested.ts'
import {
  amountWords,
  countryList,
  type DialogueView,
  days,
  mayActFor,
  nameOfCountry,
  ownSignatories,
  pageOf,
  recordLink,
  saying,
  text,
  unitWords,
  valueWord,
  valueWords,
  who,
} from '#faces/site/dialogue/view.ts'
import { type Child, type Html, html } from '#faces/site/html.ts'
import { filterForm, pageAsked, pageLinks } from '#faces/site/parts/filter.ts'
import { sequence } from '#faces/site/parts/sequence.ts'
import { href } from '#faces/site/view.ts'
import type { Words } from '#faces/site/words/words.ts'
import { resourceKinds } from '#register/records/partnership.ts'
import type { ReadRecord } from '#store/reading.ts'

/** `/needs`: what is needed, and what is offered. */
export function needsPage(view: DialogueView): string {
  const { words, around, query } = view
  const kind = query.get('kind') ?? ''
  const fits = ({ data }: ReadRecord<'need'> | ReadRecord<'pledge'>): boolean =>
    kind === '' || data.kind === kind
  const needs = around.all('need').filter(fits).toReversed()
  const pledges = around.all('pledge').filter(fits).toReversed()
  const most = Math.max(needs.length, pledges.length)
  const { page, pages, from } = pageAsked(view, most, pageCards / 2)
  const shown = <T>(all: readonly T[]): readonly T[] => all.slice(from, from + pageCards / 2)
  const main = html`<div class="wrap">${head(undefined, words.say('needs.title'), words.say('needs.lede'))}
${filterForm(view, '/needs', [{ name: 'kind', title: words.say('df.kind'), values: resourceKinds.map((each) => [each, valueWord(words, each)] as const) }], false)}
${part(words.say('needs.needs', { count: needs.length }), needs.length === 0 ? empty(view, 'needs.none') : html`<div class="cards">${shown(needs).map((need) => needCard(view, need))}</div>`)}
${part(words.say('needs.pledges', { count: pledges.length }), pledges.length === 0 ? empty(view, 'pledges.none') : html`<div class="cards">${shown(pledges).map((pledge) => pledgeCard(view, pledge))}</div>`)}
${pageLinks(view, '/needs', page, pages)}
<p class="gap-top"><a class="button act" href="${href(view, '/needs/new')}">${words.say('needs.new')}</a> <a class="button act" href="${href(view, '/pledges/new')}">${words.say('pledges.new')}</a></p>
${fromPlans(view)}<p class="note gap-top">${words.say('needs.method')}</p></div>`
  return dialoguePage(view, { title: words.say('needs.title'), at: 'needs', main })
}

/** For those who may state needs: each year of each plan, ready to be stated. */
function fromPlans(view: DialogueView): Html | undefined {
  const { words, table } = view
  if (ownSignatories(view).length === 0 || table.studies.length === 0) return undefined
  const lines = table.studies.map(({ result: { study, roadmap } }) => {
    const years = roadmap.phases
      .filter(({ capexUsd }) => capexUsd > 0)
      .map(
        ({ year }) =>
          html`<a href="${href(view, '/needs/new', { study: study.id, year })}">${String(year)}</a>`,
      )
    return html`<li><bdi>${study.title}</bdi>: ${sequence(words, years)}</li>`
  })
  return part(words.say('needs.fromplan'), html`<ul>${lines}</ul>`)
}

/** A need in short, with the small bridge between it and what answers it. */
export function needCard(view: DialogueView, need: ReadRecord<'need'>): Html {
  const { words, around } = view
  const { data, id } = need
  return html`<article class="card"><p class="soft small">${valueWord(words, data.kind)} · ${who(view, data.signatory)}</p>
<h3><a href="${pageOf(view, 'need', id)}">${text(view, data.title, data.language)}</a></h3>
${jointOf(view, need)}<p class="soft small">${days(words, data.from, data.until)} · ${words.say('needs.answers', { count: standing(around, need).matches.length })}</p></article>`
}

function pledgeCard(view: DialogueView, pledge: ReadRecord<'pledge'>): Html {
  const { words } = view
  const { data, id } = pledge
  return html`<article class="card"><p class="soft small">${valueWord(words, data.kind)} · ${who(view, data.signatory)}</p>
<h3><a href="${pageOf(view, 'pledge', id)}">${text(view, data.title, data.language)}</a></h3>
${jointOf(view, pledge)}<p class="soft small">${reach(view, data)} · ${data.conditions.length === 0 ? words.say('pledges.free') : valueWords(words, data.conditions)}</p></article>`
}

/** The bar and its sentence. */
function jointOf(view: DialogueView, record: ReadRecord<'need'> | ReadRecord<'pledge'>): Html {
  const { words, around } = view
  const now = standing(around, record as ReadRecord<'need' | 'pledge'>)
  const like = record.data as ReadRecord<'need'>['data']
  const say = (units: number): string => unitWords(words, like, units)
  const label = jointWords(words, say, now)
  return html`${joint(label, now.whole, now)}<p class="small" aria-hidden="true">${label}</p>`
}

/** What a bar says, for those who do not see it: no more than there is to say. */
export function jointWords(
  words: Words,
  say: (units: number) => string,
  now: Readonly<Record<'whole' | 'agreed' | 'delivered' | 'verified', number>>,
): string {
  if (now.agreed === 0) return words.say('needs.joint.none', { whole: say(now.whole) })
  const agreed = { agreed: say(now.agreed), whole: say(now.whole) }
  if (now.delivered === 0) return words.say('needs.joint.agreed', agreed)
  return words.say('needs.joint', {
    ...agreed,
    delivered: say(now.delivered),
    verified: say(now.verified),
  })
}

/** Whom a pledge is for. */
function reach(view: DialogueView, data: ReadRecord<'pledge'>['data']): Child {
  const { words } = view
  const named = [
    ...data.countries.map((iso3) => html`<bdi>${nameOfCountry(view, iso3)}</bdi>`),
    ...[...data.regions, ...data.groups].map((value) => html`${valueWord(words, value)}`),
  ]
  return named.length === 0 ? words.say('pledges.anywhere') : words.listOf(named)
}

/** `/needs/:id`. */
export function needPage(view: DialogueView, need: ReadRecord<'need'>): string {
  const { words } = view
  const { data, id } = need
  const plan = data.plan
  const source =
    plan === undefined
      ? undefined
      : html`<a href="${href(view, '/')}">${words.say('need.plan', { study: plan.study, years: `${plan.firstYear}–${plan.lastYear}` })}</a> <bdi class="hash" dir="ltr">${plan.resultDigest.slice(7, 19)}…</bdi>`
  return resourcePage(view, need, {
    kind: words.say('need.kind'),
    rows: [
      [words.say('df.country'), countryList(view, [data.country])],
      data.place === undefined
        ? undefined
        : [words.say('df.place'), text(view, data.place, data.language)],
      [
        words.say('df.accepts'),
        data.accepts.length === 0 ? words.say('word.none') : valueWords(words, data.accepts),
      ],
      data.commitment === undefined
        ? undefined
        : [
            words.say('df.commitment'),
            html`<a href="${pageOf(view, 'commitment', data.commitment)}">${words.say('need.commitment')}</a>`,
          ],
      source === undefined ? undefined : [words.say('word.source'), source],
    ],
    // Nobody pledges against a need of their own.
    action:
      mayActFor(view, data.signatory) && ownSignatories(view).length === 1
        ? undefined
        : button(view, `/pledges/new?need=${id}`, 'need.pledge'),
  })
}

/** `/pledges/:id`. */
export function pledgePage(view: DialogueView, pledge: ReadRecord<'pledge'>): string {
  const { words } = view
  const { data } = pledge
  return resourcePage(view, pledge, {
    kind: words.say('pledge.kind'),
    rows: [
      [words.say('pledge.for'), reach(view, data)],
      [
        words.say('df.conditions'),
        data.conditions.length === 0 ? words.say('word.none') : valueWords(words, data.conditions),
      ],
      data.need === undefined
        ? undefined
        : [words.say('pledge.need'), recordLink(view, view.around.find('need', data.need))],
    ],
    action: undefined,
  })
}

function resourcePage(
  view: DialogueView,
  record: ReadRecord<'need'> | ReadRecord<'pledge'>,
  {
    kind,
    rows,
    action,
  }: { kind: string; rows: Parameters<typeof facts>[0]; action: Html | undefined },
): string {
  const { words, around } = view
  const { data } = record
  const { matches } = standing(around, record as ReadRecord<'need' | 'pledge'>)
  const main = html`<div class="wrap">${head(html`${kind} · ${valueWord(words, data.kind)} · ${who(view, data.signatory)}`, text(view, data.title, data.language), amountWords(words, data.kind, data))}
${jointOf(view, record)}
<div class="grid side"><div>
${data.about === undefined ? undefined : saying(view, data.about, data.language)}
${part(words.say('match.list'), matches.length === 0 ? empty(view, 'match.none') : html`${matches.slice(-pageCards).map((match) => matchLine(view, match, record.kind))}`, 'matches')}
${suggestions(view, record)}
</div><aside>${facts([
    [words.say('practice.when'), days(words, data.from, data.until)],
    data.people === undefined ? undefined : [words.say('df.people'), words.count(data.people)],
    data.mbps === undefined ? undefined : [words.say('df.mbps'), words.count(data.mbps)],
    ...rows,
  ])}
${underRecord(view, record)}
${action}${mayActFor(view, data.signatory) ? button(view, `/${record.kind}s/${record.id}/edit`, record.kind === 'need' ? 'need.edit' : 'pledge.edit') : undefined}</aside></div></div>`
  return dialoguePage(view, {
    title: data.title ?? words.say('dialogue.erased'),
    at: 'needs',
    under: [words.say('needs.title'), href(view, '/needs')],
    main,
    fictional: around.find('signatory', data.signatory)?.data.fictional ?? false,
  })
}

/** A match as the page of one of its ends tells it: how much, and with whom. */
function matchLine(
  view: DialogueView,
  { match, need, pledge, state, main }: MatchStanding,
  own: 'need' | 'pledge',
): Html {
  const { words } = view
  const units = unitWords(words, need.data, main.pledged)
  return html`<p class="gap-top"><b>${words.say(`match.state.${state}`)}</b>: <a href="${pageOf(view, 'match', match.id)}">${units}</a> · ${recordLink(view, own === 'need' ? pledge : need)}</p>`
}
