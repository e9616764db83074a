// What the matching suggests for a need or a pledge, with its reasons, and why others were not.
import type { Reason, Refusal } from '#dialogue/fit.ts'
import { suggestNearby } from '#dialogue/nearby.ts'
import { empty, part } from '#faces/site/dialogue/frame.ts'
import { openNeeds, openPledges } from '#faces/site/dialogue/partnerships.ts'
import {
  type DialogueView,
  mayActFor,
  recordLink,
  unitWords,
  valueWord,
  valueWords,
} from '#faces/site/dialogue/view.ts'
import { type Html, html } from '#faces/site/html.ts'
import { sequence } from '#faces/site/parts/sequence.ts'
import { href } from '#faces/site/view.ts'
import type { ReadRecord } from '#store/reading.ts'

/** What the matching suggests for one need or pledge, and why the others were not. */
export function suggestions(
  view: DialogueView,
  record: ReadRecord<'need'> | ReadRecord<'pledge'>,
): Html | undefined {
  const { words, around } = view
  const matching = suggestNearby(record.id, openNeeds(view), openPledges(view))
  const { suggestions: mine, refused: others, whole } = matching
  const other = record.kind === 'need' ? 'pledge' : 'need'
  if (mine.length + others.length === 0) return undefined
  const like = record.data as ReadRecord<'need'>['data']
  const rows = mine.map((each) => {
    const may = [each.need, each.pledge].some((id) => {
      const end = around.any(id)?.data as { signatory?: string } | undefined
      return mayActFor(view, end?.signatory ?? '')
    })
    const propose = may
      ? html` <a href="${href(view, '/matches/new', { need: each.need, pledge: each.pledge, units: each.units })}">${words.say('match.propose')}</a>`
      : undefined
    return html`<li><b>${unitWords(words, like, each.units)}</b> · ${recordLink(view, around.any(each[other]))}${propose}<br><span class="small">${words.say('match.because')} ${sequence(
      words,
      each.reasons.map((reason) => reasonWords(view, reason)),
      'semicolon',
    )}</span></li>`
  })
  const madeFor = record.kind === 'pledge' ? record.data.need : undefined
  const why = others.find(({ need }) => need === madeFor)
  const own =
    why === undefined
      ? undefined
      : html`<p class="empty">${words.mix('match.refused.own', {
          need: recordLink(view, around.any(why.need)),
          why: html`${sequence(
            words,
            why.refusals.map((refusal) => refusalWords(view, refusal)),
            'semicolon',
          )}`,
        })} ${words.say('match.refused.cure')}</p>`
  const none =
    own ?? empty(view, other === 'need' ? 'match.suggested.noNeed' : 'match.suggested.none')
  const no = others.map(
    (each) =>
      html`<li>${recordLink(view, around.any(each[other]))}: ${sequence(
        words,
        each.refusals.map((refusal) => refusalWords(view, refusal)),
        'semicolon',
      )}</li>`,
  )
  return part(
    words.say('match.suggested'),
    html`${mine.length === 0 ? none : html`<ul class="notes">${rows}</ul>`}
${no.length === 0 ? undefined : html`<details class="gap-top"><summary>${words.say('match.refused', { count: others.length })}</summary><ul class="small">${no}</ul></details>`}<p class="note gap-top">${words.say('match.method')}${whole ? undefined : html` ${words.say('match.nearest')}`}</p>`,
    'suggested',
  )
}

function reasonWords(view: DialogueView, reason: Reason): Html | string {
  const { words } = view
  switch (reason.code) {
    case 'place-region':
      return words.say('reason.place_region', { region: valueWord(words, reason.region) })
    case 'place-group':
      return words.say('reason.place_group', { group: valueWord(words, reason.group) })
    case 'time':
      return words.say('reason.time', {
        share: words.say('percent', { amount: words.count(reason.share * 100) }),
      })
    case 'conditions-accepted':
      return words.say('reason.conditions_accepted', { list: valueWords(words, reason.conditions) })
    default:
      return words.say(`reason.${reason.code.replaceAll('-', '_') as 'directed'}`)
  }
}

function refusalWords(view: DialogueView, refusal: Refusal): Html | string {
  const { words, around } = view
  switch (refusal.code) {
    case 'conditions':
      return words.say('refusal.conditions', { list: valueWords(words, refusal.conditions) })
    case 'better-elsewhere':
      return words.mix('refusal.better_elsewhere', {
        list: sequence(
          words,
          refusal.needs.map((id) => recordLink(view, around.any(id))),
        ),
      })
    case 'better-pledges':
      return words.mix('refusal.better_pledges', {
        list: sequence(
          words,
          refusal.pledges.map((id) => recordLink(view, around.any(id))),
        ),
      })
    default:
      return words.say(`refusal.${refusal.code.replaceAll('-', '_') as 'kind'}`)
  }
}
