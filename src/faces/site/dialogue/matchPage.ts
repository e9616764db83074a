// One match: need, joint, pledge, and the trail of what came of it.
import type { Progress } from '#dialogue/partnerships.ts'
import {
  button,
  dialoguePage,
  empty,
  head,
  joint,
  pageCards,
  part,
  underRecord,
} from '#faces/site/dialogue/frame.ts'
import { jointWords } from '#faces/site/dialogue/needs.ts'
import type { MatchStanding } from '#faces/site/dialogue/partnerships.ts'
import {
  amountWords,
  type DialogueView,
  mayActFor,
  recordLink,
  saying,
  unitWords,
  valueWord,
  who,
} from '#faces/site/dialogue/view.ts'
import { type Child, type Html, html } from '#faces/site/html.ts'
import { dataTable } from '#faces/site/parts/table.ts'
import { dayElement, moneyOf } from '#faces/site/register/view.ts'
import { href } from '#faces/site/view.ts'
import type { ReadRecord } from '#store/reading.ts'

/** `/matches/:id`: need, joint, pledge, and the trail of what came. */
export function matchPage(view: DialogueView, standingNow: MatchStanding): string {
  const { words, around } = view
  const { match, need, pledge, state, progress, main: ours } = standingNow
  const deliveries = around.to('delivery', match.id)
  const sides = [need.data.signatory, pledge.data.signatory]
  const other = sides.find((side) => side !== match.data.signatory) ?? ''
  const mine = sides.some((side) => mayActFor(view, side))
  const money = (units: number): string =>
    moneyOf(words, { minor: units, currency: progress.currency ?? 'USD' })
  const count = (units: number): string => unitWords(words, need.data, units)
  const rows: readonly (readonly [string, Progress, (units: number) => string])[] = [
    [words.say('df.money'), progress.money, money],
    [valueWord(words, need.data.kind), progress.count, count],
    [words.say('df.people'), progress.people, (units) => words.count(units)],
    [words.say('df.mbps'), progress.mbps, (units) => words.count(units)],
  ]
  const table = dataTable(
    words.say('match.caption'),
    [
      { title: words.say('match.measure') },
      { title: words.say('match.pledged'), numeric: true },
      { title: words.say('match.delivered'), numeric: true },
      { title: words.say('match.verified'), numeric: true },
    ],
    rows
      .filter(([, { pledged, delivered }]) => pledged + delivered > 0)
      .map(([name, { pledged, delivered, verified }, show]) => ({
        head: name,
        cells: [show(pledged), show(delivered), show(verified)],
      })),
    'fold',
  )
  const agreed = state === 'accepted' ? ours.pledged : 0
  const label = jointWords(words, count, { ...ours, whole: ours.pledged, agreed })
  const title = words.say('match.title', { amount: count(ours.pledged) })
  const action: Child =
    state === 'proposed' && mayActFor(view, other)
      ? button(view, `/matches/${match.id}/answer`, 'match.answer')
      : state === 'accepted' && mine
        ? button(view, `/matches/${match.id}/deliver`, 'match.deliver')
        : undefined
  const main = html`<div class="wrap">${head(words.say(`match.state.${state}`), title, words.mix('match.between', { need: who(view, sides[0]), pledge: who(view, sides[1]) }))}
<div class="ends3"><div><p class="soft small">${words.say('need.kind')}</p>${recordLink(view, need)}</div>${joint(label, ours.pledged, { agreed: state === 'accepted' ? ours.pledged : 0, delivered: ours.delivered, verified: ours.verified })}<div><p class="soft small">${words.say('pledge.kind')}</p>${recordLink(view, pledge)}</div></div>
${match.data.note === undefined ? undefined : saying(view, match.data.note, match.data.language, who(view, match.data.signatory))}
${part(words.say('match.progress'), table)}
${part(
  words.say('match.trail'),
  deliveries.length === 0
    ? empty(view, 'match.trail.none')
    : html`<ol class="trail">${deliveries
        .slice(-pageCards)
        .toReversed()
        .map((delivery) => deliveryLine(view, delivery, need))}</ol>`,
  'trail',
)}
${action}${underRecord(view, match)}</div>`
  return dialoguePage(view, {
    title,
    at: 'needs',
    under: [words.say('needs.title'), href(view, '/needs')],
    main,
  })
}

function deliveryLine(
  view: DialogueView,
  { id, data }: ReadRecord<'delivery'>,
  need: ReadRecord<'need'>,
): Html {
  const { words, around } = view
  const review = around.to('deliveryReview', id).at(-1)
  const amounts = [
    data.money === undefined ? undefined : moneyOf(words, data.money),
    data.count === undefined ? undefined : amountWords(words, need.data.kind, data),
    data.people === undefined ? undefined : words.say('people', { count: data.people }),
    data.mbps === undefined ? undefined : words.say('mbps', { amount: words.count(data.mbps) }),
  ].filter((amount) => amount !== undefined)
  const sure = review?.data.finding === 'upheld'
  return html`<li class="${sure ? 'sure' : 'claimed'}"><p>${dayElement(words, data.date)} · <b>${words.list(amounts)}</b> · ${sure ? words.say('match.verified') : words.say('match.stated')}</p>
${saying(view, data.note, data.language, who(view, data.signatory))}
${data.link === undefined ? undefined : html`<p class="small"><a href="${data.link}" rel="nofollow noopener"><bdi dir="ltr">${data.link}</bdi></a></p>`}
${review === undefined ? html`<p class="small"><a href="${href(view, `/deliveries/${id}/review`)}">${words.say('match.review')}</a></p>` : html`<p class="small"><b>${words.mix('match.reviewed', { finding: valueWord(words, review.data.finding), date: dayElement(words, review.data.date) })}</b></p>${saying(view, review.data.reason, review.data.language)}`}</li>`
}
