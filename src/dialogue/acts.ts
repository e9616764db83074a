// What a record of the Dialogue must fit besides its own fields: the records it answers to. From here an act
// is checked the same whether it comes from a form, the API or an example.

import type { Problem } from '#base/problem.ts'
import { checkConsultationAct } from '#dialogue/consultationActs.ts'
import { unitsOf } from '#dialogue/fit.ts'
import { type Act, type Around, checkNotOver, type Held, refusal } from '#dialogue/held.ts'
import { matchState } from '#dialogue/partnerships.ts'
import type { RecordData } from '#register/records.ts'

/** The signatory in whose name an act is done, or, of a review, whose work is reviewed; '' where there is none. */
export function concernedIn(act: Act, around: Around): string {
  switch (act.kind) {
    case 'practiceReview':
      return around.find('practice', act.data.practice)?.data.signatory ?? ''
    case 'deliveryReview':
      return around.find('delivery', act.data.delivery)?.data.signatory ?? ''
    case 'comment':
    case 'support':
      return ''
    default:
      return act.data.signatory
  }
}

/**
 * Every reason why an act does not fit what it answers to. References to unknown records are the register's to
 * find.
 *
 * @param before The version that the record now has, where it is given a next one.
 * @param waiting Sections of which people said something that a moderator has yet to read.
 */
export function checkAct(
  act: Act,
  around: Around,
  before?: Held,
  waiting: ReadonlySet<string> = new Set(),
): Problem[] {
  const at = (field: string): string => `${act.kind}/${field}`
  const notAParty = (field = 'signatory'): Problem =>
    refusal(
      at(field),
      'not-a-party',
      'The signatory is not one of those it is between',
      'Act for one of the parties',
    )
  switch (act.kind) {
    case 'adoption': {
      const practice = around.find('practice', act.data.practice)
      if (practice === undefined) return []
      const problems: Problem[] = []
      if (practice.data.signatory === act.data.signatory)
        problems.push(
          refusal(
            at('signatory'),
            'own-practice',
            'It is its own practice',
            'Adopt what others did',
          ),
        )
      if (act.data.version > practice.version) problems.push(noVersion(at('version')))
      return problems
    }
    case 'practiceReview': {
      const practice = around.find('practice', act.data.practice)
      return practice !== undefined && act.data.version > practice.version
        ? [noVersion(at('version'))]
        : []
    }
    case 'need':
    case 'pledge':
      return before === undefined ? checkNotOver(act, around) : checkAgreed(act, before, around)
    case 'match': {
      const need = around.find('need', act.data.need)
      const pledge = around.find('pledge', act.data.pledge)
      if (need === undefined || pledge === undefined) return []
      const problems: Problem[] = []
      if (need.data.kind !== pledge.data.kind)
        problems.push(
          refusal(
            at('pledge'),
            'match-unfit',
            `The need is of ${need.data.kind}, the pledge of ${pledge.data.kind}`,
            'Match what is of one kind',
          ),
        )
      if (need.data.signatory === pledge.data.signatory)
        problems.push(
          refusal(at('pledge'), 'match-own', 'Both sides are one', 'Match the pledge of another'),
        )
      if (![need.data.signatory, pledge.data.signatory].includes(act.data.signatory))
        problems.push(notAParty())
      return problems
    }
    case 'acceptance': {
      const parties = partiesOf(act.data.to, around)
      return parties === undefined || parties.includes(act.data.signatory) ? [] : [notAParty()]
    }
    case 'delivery': {
      const sides = matchSides(act.data.match, around)
      if (sides === undefined) return []
      const problems = sides.parties.includes(act.data.signatory) ? [] : [notAParty()]
      if (act.data.date > around.today)
        problems.push(
          refusal(
            at('date'),
            'delivery-ahead',
            'The day of the delivery is yet to come',
            'Give the day on which it was delivered, today at the latest',
          ),
        )
      if (sides.state !== 'accepted')
        problems.push(
          refusal(
            at('match'),
            'match-open',
            'The match is not accepted by both sides',
            'Let the other side accept it first',
          ),
        )
      return problems
    }
    case 'agreement': {
      const meeting = around.find('meeting', act.data.meeting)?.data
      if (meeting === undefined) return []
      const present = [meeting.signatory, ...meeting.participants]
      const problems: Problem[] = []
      if (!act.data.between.every((one) => present.includes(one)))
        problems.push(
          refusal(
            at('between'),
            'not-at-meeting',
            'One of the parties is not a participant of the meeting',
            'Name participants, or add the party to the meeting',
          ),
        )
      if (act.data.due < meeting.from.slice(0, 10))
        problems.push(
          refusal(
            at('due'),
            'agreement-early',
            'It is due before the meeting begins',
            'Give a day after the meeting',
          ),
        )
      return problems
    }
    case 'followUp': {
      const agreement = around.find('agreement', act.data.agreement)?.data
      return agreement === undefined || agreement.followsUp === act.data.signatory
        ? []
        : [
            refusal(
              at('signatory'),
              'not-following-up',
              'Another signatory follows this agreement up',
              'Leave it to the one that was named',
            ),
          ]
    }
    case 'consultation':
    case 'comment':
    case 'support':
    case 'answer':
    case 'change':
    case 'outcome':
      return checkConsultationAct(act, around, before, waiting)
    default:
      return []
  }
}

/** Those whose word on a match, meeting or agreement counts. */
function partiesOf(target: string, around: Around): readonly string[] | undefined {
  const sides = matchSides(target, around)
  if (sides !== undefined) return sides.parties
  const meeting = around.find('meeting', target)?.data
  if (meeting !== undefined) return meeting.participants
  return around.find('agreement', target)?.data.between
}

/** What a next version of a need or a pledge may not change: that on which an accepted match stands. */
function checkAgreed(
  { kind, data }: Extract<Act, { kind: 'need' | 'pledge' }>,
  { id, data: old }: Held,
  around: Around,
): Problem[] {
  const agreed = around
    .to('match', id)
    .filter((match) => matchSides(match.id, around)?.state === 'accepted')
  if (agreed.length === 0) return []
  const held = old as RecordData<'need'> | RecordData<'pledge'>
  const terms = (of: RecordData<'need'> | RecordData<'pledge'>): string[] =>
    [...('accepts' in of ? of.accepts : of.conditions)].sort()
  const units = agreed.reduce((sum, match) => sum + unitsOf({ ...match.data, kind: data.kind }), 0)
  const [before, after] = [terms(held), terms(data)]
  // A need may accept more than before; a pledge may ask for less.
  const [must, has] = kind === 'need' ? [before, after] : [after, before]
  const broken = (field: string): Problem =>
    refusal(
      `${kind}/${field}`,
      'match-agreed',
      'A match of it is accepted by both sides',
      'Leave kind, currency and conditions, and an amount of at least what is agreed, or end the match first',
    )
  return [
    ...(held.kind === data.kind ? [] : [broken('kind')]),
    ...((data.kind !== 'money' || held.money?.currency === data.money?.currency) &&
    unitsOf(data) >= units
      ? []
      : [broken(data.kind === 'money' ? 'money' : 'count')]),
    ...(must.every((term) => has.includes(term))
      ? []
      : [broken(kind === 'need' ? 'accepts' : 'conditions')]),
  ]
}

function matchSides(id: string, around: Around) {
  const match = around.find('match', id)?.data
  const need = match && around.find('need', match.need)?.data
  const pledge = match && around.find('pledge', match.pledge)?.data
  if (match === undefined || need === undefined || pledge === undefined) return undefined
  return {
    parties: [need.signatory, pledge.signatory],
    state: matchState(match, need, pledge, around.to('acceptance', id)),
  }
}

const noVersion = (at: string): Problem =>
  refusal(at, 'version-unknown', 'There is no such version', 'Read the newest version')
