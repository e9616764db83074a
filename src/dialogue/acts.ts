// What a record of the Dialogue must fit besides its own fields: the records it answers to. From here an act
// is checked the same whether it comes from a form, the API or an example.

import type { Problem } from '#base/problem.ts'
import { unitsOf } from '#dialogue/fit.ts'
import { matchState } from '#dialogue/partnerships.ts'
import type { RecordData, RecordKind } from '#register/records.ts'

/** Kinds of record that the Dialogue enters. */
export const dialogueKinds = [
  'practice',
  'practiceReview',
  'adoption',
  'need',
  'pledge',
  'match',
  'acceptance',
  'delivery',
  'deliveryReview',
  'meeting',
  'agreement',
  'followUp',
  'stand',
  'consultation',
  'comment',
  'support',
  'answer',
  'change',
  'outcome',
] as const satisfies readonly RecordKind[]
export type DialogueKind = (typeof dialogueKinds)[number]

/** True for a kind of the Dialogue. */
export function isDialogueKind(kind: string): kind is DialogueKind {
  return (dialogueKinds as readonly string[]).includes(kind)
}

/** A record with its data, as checks read it. */
export interface Held<K extends RecordKind = RecordKind> {
  readonly id: string
  readonly kind: K
  readonly version: number
  readonly time: string
  readonly data: RecordData<K>
}

/** What checks may look up. */
export interface Around {
  find<K extends RecordKind>(kind: K, id: string): Held<K> | undefined
  /** Records of a kind that refer to one, oldest first. */
  to<K extends RecordKind>(kind: K, target: string): readonly Held<K>[]
  readonly today: string
}

const refusal = (at: string, code: string, message: string, cure: string): Problem => ({
  level: 'error',
  code,
  at: { source: 'dialogue', table: at, row: 0 },
  message,
  cure,
})

/** A record of a kind, told apart by it. */
export type Act = { readonly [K in DialogueKind]: { kind: K; data: RecordData<K> } }[DialogueKind]

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
      return before === undefined ? [] : checkAgreed(act, before, around)
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
      return before === undefined
        ? []
        : checkSections(act, before as Held<'consultation'>, around, waiting)
    case 'comment':
    case 'support':
      return checkVoice(act, around)
    case 'answer': {
      const comment = around.find('comment', act.data.to)
      const asked = comment && around.find('consultation', comment.data.consultation)
      return asked === undefined || asked.data.signatory === act.data.signatory
        ? []
        : [notAsking(at('signatory'))]
    }
    case 'change': {
      const asked = around.find('consultation', act.data.consultation)
      if (asked === undefined) return []
      const problems: Problem[] = []
      if (asked.data.signatory !== act.data.signatory) problems.push(notAsking(at('signatory')))
      if (!asked.data.sections.some(({ code }) => code === act.data.section))
        problems.push(noSection(at('section'), act.data.section))
      return [...problems, ...checkPlanChange(act.data, asked, around)]
    }
    case 'outcome': {
      const asked = around.find('consultation', act.data.consultation)
      if (asked === undefined) return []
      const problems: Problem[] = []
      if (asked.data.signatory !== act.data.signatory) problems.push(notAsking(at('signatory')))
      if (around.today <= asked.data.until)
        problems.push(
          refusal(
            at('date'),
            'consultation-open',
            `The consultation is open until ${asked.data.until}`,
            'Publish the results when it has closed: they are counted once',
          ),
        )
      if (around.to('outcome', act.data.consultation).length > 0)
        problems.push(
          refusal(
            at('consultation'),
            'outcome-twice',
            'The results are published already',
            'Leave them: a second count could tell who came between',
          ),
        )
      return problems
    }
    default:
      return []
  }
}

/** A plan that changes is the consultation's own draft, or what an earlier change of it made of that. */
function checkPlanChange(
  { plan, consultation }: RecordData<'change'>,
  asked: Held<'consultation'>,
  around: Around,
): Problem[] {
  if (plan === undefined) return []
  const made = around
    .to('change', consultation)
    .flatMap(({ data }) => (data.plan === undefined ? [] : [data.plan.after]))
  // A consultation that names a study alone is tied to its plan by its first change.
  const known = [asked.data.plan ?? (made.length === 0 ? plan.before : undefined), ...made]
  const fits = plan.study === asked.data.study && known.includes(plan.before)
  return fits && plan.before !== plan.after
    ? []
    : [
        refusal(
          'change/plan',
          'plan-of-another',
          'The plan before is not the draft of this consultation, or nothing of it changed',
          'Compute the plan anew from the consultation’s own page',
        ),
      ]
}

/**
 * What the next version of a consultation may not take back: sections that people have spoken of stay, and
 * what they chose among stays as it was.
 */
function checkSections(
  act: Extract<Act, { kind: 'consultation' }>,
  before: Held<'consultation'>,
  around: Around,
  waiting: ReadonlySet<string>,
): Problem[] {
  const said = new Set(around.to('comment', before.id).map(({ data }) => data.section))
  const chosen = new Set(around.to('support', before.id).map(({ data }) => data.section))
  const words = (options: RecordData<'consultation'>['sections'][number]['options']): string =>
    JSON.stringify(options.map(({ code, text }) => [code, text]))
  return before.data.sections.flatMap((section, i): Problem[] => {
    const now = act.data.sections.find((each) => each.code === section.code)
    const { code } = section
    const spoken = said.has(code) || chosen.has(code) || waiting.has(code)
    const kept = now === undefined ? !spoken : !chosen.has(code)
    if (kept || (now !== undefined && words(now.options) === words(section.options))) return []
    return [
      refusal(
        `consultation/sections/${i}/${now === undefined ? 'title' : 'options'}`,
        'section-spoken',
        `People have spoken of the section "${section.title ?? section.code}" as it was`,
        'Leave it, and what they chose among, as it stands; say what changed by a change',
      ),
    ]
  })
}

function checkVoice(act: Extract<Act, { kind: 'comment' | 'support' }>, around: Around): Problem[] {
  const asked = around.find('consultation', act.data.consultation)?.data
  if (asked === undefined) return []
  const problems: Problem[] = []
  if (around.today < asked.from || around.today > asked.until)
    problems.push(
      refusal(
        `${act.kind}/consultation`,
        'consultation-closed',
        `The consultation is open from ${asked.from} to ${asked.until}`,
        'Follow it to hear what became of it',
      ),
    )
  const section = asked.sections.find(({ code }) => code === act.data.section)
  if (section === undefined) problems.push(noSection(`${act.kind}/section`, act.data.section))
  else if (act.kind === 'support') {
    const { option, proposal } = act.data
    const supported = proposal === undefined ? undefined : around.find('comment', proposal)
    const fits =
      option !== undefined
        ? section.options.some(({ code }) => code === option)
        : supported?.data.kind === 'proposal' &&
          supported.data.consultation === act.data.consultation &&
          supported.data.section === act.data.section
    if (!fits)
      problems.push(
        refusal(
          'support/option',
          'option-unknown',
          'There is no such option or proposal in this section',
          'Choose one of those shown',
        ),
      )
  }
  return problems
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

const noSection = (at: string, code: string): Problem =>
  refusal(
    at,
    'section-unknown',
    `The draft has no section "${code}"`,
    'Choose one of the sections shown',
  )

const notAsking = (at: string): Problem =>
  refusal(
    at,
    'not-asking',
    'Only the signatory that asks may answer',
    'Leave it to the signatory whose consultation it is',
  )
