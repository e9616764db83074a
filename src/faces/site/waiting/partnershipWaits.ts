// What waits in partnerships: matches to answer, to propose and to deliver on.
import type { OpenNeed, OpenPledge } from '#dialogue/fit.ts'
import type { Suggestion } from '#dialogue/matching.ts'
import { suggestNearby } from '#dialogue/nearby.ts'
import { matchesOf, openNeeds, openPledges, standing } from '#faces/site/dialogue/partnerships.ts'
import { type DialogueView, text, unitWords, who } from '#faces/site/dialogue/view.ts'
import { href } from '#faces/site/view.ts'
import type { Wait } from '#faces/site/waiting/waits.ts'
import type { ReadRecord } from '#store/reading.ts'

type End = ReadRecord<'need'> | ReadRecord<'pledge'>

/** Suggestions are looked for on behalf of so many of one's needs and pledges, the newest. */
const suggestedFor = 4

/** Matches of a signatory that wait for its word or its delivery. */
export function matchWaits(view: DialogueView, signatory: string): Wait[] {
  const { words, around } = view
  return ownEnds(view, signatory).flatMap((end) =>
    matchesOf(around, end.id).flatMap(({ match, need, pledge, state, main }): Wait[] => {
      const whose = who(view, signatory)
      const what = text(view, need.data.title, need.data.language)
      const amount = unitWords(words, need.data, main.pledged)
      if (state === 'proposed' && match.data.signatory !== signatory)
        return [
          {
            what: words.mix('waiting.match', { amount, what }),
            address: href(view, `/matches/${match.id}/answer`),
            whose,
            since: match.time,
          },
        ]
      // Who pledged delivers; the other side may say so too, and is not asked to.
      if (state === 'accepted' && end.kind === 'pledge' && main.delivered < main.pledged)
        return [
          {
            what: words.mix('waiting.deliver', {
              amount: unitWords(words, need.data, main.pledged - main.delivered),
              what,
            }),
            address: href(view, `/matches/${match.id}/deliver`),
            whose,
            since: match.time,
            due: pledge.data.until,
          },
        ]
      return []
    }),
  )
}

/** Matches that are suggested for needs and pledges of these signatories and that nobody has proposed. */
export function suggestedWaits(view: DialogueView, signatories: readonly string[]): Wait[] {
  const { words, around } = view
  const open = signatories
    .flatMap((signatory) => ownEnds(view, signatory))
    .filter((end) => end.data.until >= around.today && standing(around, end).open > 0)
    .toSorted((a, b) => (b.index ?? 0) - (a.index ?? 0))
    .slice(0, suggestedFor)
  const found = new Map(
    open.flatMap((end) =>
      suggestedOf(view, end.id).map((each) => [`${each.need} ${each.pledge}`, each] as const),
    ),
  )
  return [...found.values()].flatMap((each): Wait[] => {
    const need = around.find('need', each.need)
    const pledge = around.find('pledge', each.pledge)
    const proposed = around.to('match', each.need).some(({ data }) => data.pledge === each.pledge)
    if (need === undefined || pledge === undefined || proposed) return []
    const own = [need, pledge].find(({ data }) => signatories.includes(data.signatory)) ?? need
    const { units } = each
    return [
      {
        what: words.mix('waiting.suggested', {
          amount: unitWords(words, need.data, units),
          pledge: text(view, pledge.data.title, pledge.data.language),
          need: text(view, need.data.title, need.data.language),
        }),
        address: href(view, '/matches/new', { need: each.need, pledge: each.pledge, units }),
        whose: who(view, own.data.signatory),
        since: need.time > pledge.time ? need.time : pledge.time,
      },
    ]
  })
}

function ownEnds({ around }: DialogueView, signatory: string): End[] {
  return [...around.to('need', signatory), ...around.to('pledge', signatory)].filter(
    ({ data }) => data.signatory === signatory,
  )
}

/** What the matching found since the records last changed. */
interface Weighed {
  readonly today: string
  readonly needs: readonly OpenNeed[]
  readonly pledges: readonly OpenPledge[]
  readonly suggested: Map<string, readonly Suggestion[]>
}

/** By the list of all needs: it is another as soon as any record of the Dialogue is. */
const weighed = new WeakMap<readonly ReadRecord<'need'>[], Weighed>()

/** Suggestions for one need or pledge; weighed once while the records stay as they are. */
function suggestedOf(view: DialogueView, id: string): readonly Suggestion[] {
  const { around } = view
  const key = around.all('need')
  let known = weighed.get(key)
  if (known?.today !== around.today) {
    known = {
      today: around.today,
      needs: openNeeds(view),
      pledges: openPledges(view),
      suggested: new Map(),
    }
    weighed.set(key, known)
  }
  const made = known.suggested.get(id) ?? suggestNearby(id, known.needs, known.pledges).suggestions
  known.suggested.set(id, made)
  return made
}
